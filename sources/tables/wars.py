"""Tables of wars between states and within them."""

from __future__ import annotations

import polars as pl

from sources.adapters import cow_wars, wars_by_hand
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers.dates import first_day, known, last_day
from westphalia.record.tables.wars import OUTCOMES, ROLES

OUTCOME = dict(enumerate(OUTCOMES, 1))
ROLE = dict(enumerate(ROLES, 1))
FOR_FIRST = {1: "won", 2: "drawn", 3: "lost"}
WHERE = {
    1: "Americas",
    2: "Europe",
    4: "Africa",
    6: "Middle East",
    7: "Asia",
    9: "Oceania",
    11: "Europe, Middle East",
    12: "Europe, Asia",
    13: "Americas, Asia",
    14: "Europe, Africa, Middle East",
    15: "Europe, Africa, Middle East, Asia",
    16: "Africa, Middle East, Asia, Oceania",
    17: "Asia, Oceania",
    18: "Africa, Middle East",
    19: "Europe, Africa, Middle East, Asia, Oceania",
}
_NONE = (-9, -8)


def _labelled(name: str, labels: dict[int, str], new: str) -> pl.Expr:
    return pl.col(name).replace_strict(labels, return_dtype=pl.String).alias(new)


def spells(published: pl.DataFrame) -> pl.DataFrame:
    """Return participations as spells; a second one has no deaths: those of the first are of both."""
    frame = known(published, *_NONE).rename({"WarNum": "warnum", "WarName": "name", "Side": "side"})
    shared = (
        pl.lit(cow_wars.INTER.id).alias("source"),
        "warnum",
        "name",
        "ccode",
        "side",
        (pl.col("Initiator") == 1).alias("initiator"),
        _labelled("Outcome", OUTCOME, "outcome"),
        _labelled("WhereFought", WHERE, "where_fought"),
    )

    def spell(number: int, deaths: pl.Expr) -> pl.DataFrame:
        days = [f"{part}{number}" for part in ("Year", "Month", "Day")]
        start, end = (first_day(*(f"Start{day}" for day in days)), last_day(*(f"End{day}" for day in days)))
        return frame.filter(pl.col(f"StartYear{number}").is_not_null()).select(
            *shared, start=start, end=end, deaths=deaths
        )

    return pl.concat([spell(1, pl.col("BatDeath")), spell(2, pl.lit(None, dtype=pl.Int64))])


def _all(inputs: Inputs) -> tuple[pl.DataFrame, int, int]:
    published, later = cow_wars.participants(inputs), wars_by_hand.participants(inputs)
    frame = spells(published)
    later = later.select(
        pl.lit(wars_by_hand.WARS.id).alias("source"),
        "total",
        *(name for name in frame.columns if name != "source"),
    )
    return pl.concat([frame, later], how="diagonal"), published.height, later.height


@builds("wars", cow_wars.INTER, wars_by_hand.WARS)
def wars(inputs: Inputs) -> Built:
    """Wars between states, from their participants."""
    frame, published, later = _all(inputs)
    complete = pl.col("deaths").is_null() & (
        pl.col("start") == pl.col("start").min().over("warnum", "ccode", "side")
    )
    frame = frame.with_columns(complete.any().over("warnum").alias("unknown"))
    result = (
        frame.sort("warnum", "start")
        .group_by("source", "warnum", "name", maintain_order=True)
        .agg(
            pl.col("start").min(),
            pl.when(pl.col("end").null_count() == 0).then(pl.col("end").max()).alias("end"),
            pl.coalesce(
                pl.when(~pl.col("unknown").any()).then(pl.col("deaths").sum()), pl.col("total").max()
            ).alias("deaths"),
        )
    )
    notes = (
        f"{published + later:,} participations are gathered into wars.",
        "The Correlates of War list covers 1816 to 2007; later wars are coded by hand.",
    )
    return Built(result, read=published + later, notes=notes)


@builds("war_participants", cow_wars.INTER, wars_by_hand.WARS)
def war_participants(inputs: Inputs) -> Built:
    """Participants of wars between states, a row for each spell of fighting."""
    frame, published, later = _all(inputs)
    second = frame.height - published - later
    notes = (
        f"{second} participations have a second spell of fighting and so two rows.",
        "The Correlates of War list covers 1816 to 2007; later wars are coded by hand.",
    )
    return Built(frame.drop("name", "total"), read=published + later, notes=notes)


@builds("war_dyad_years", cow_wars.DYAD_YEARS)
def war_dyad_years(inputs: Inputs) -> Built:
    """Directed dyad-years of wars, as published."""
    published = cow_wars.dyad_years(inputs)
    frame = known(published, *_NONE).select(
        "warnum",
        "ccode1",
        "ccode2",
        "year",
        pl.col("resume").cast(pl.Boolean),
        pl.col("year").max().over("warnum").alias("end"),
        pl.col("cowinteronset").cast(pl.Boolean).alias("onset"),
        *(pl.col(f"sidea{n}").alias(f"side{n}") for n in (1, 2)),
        *(pl.col(f"initiator{n}").cast(pl.Boolean) for n in (1, 2)),
        *(_labelled(f"outcome{n}", OUTCOME, f"outcome{n}") for n in (1, 2)),
        *(pl.col(f"batdeath{n}").alias(f"deaths{n}") for n in (1, 2)),
    )
    notes = (
        "Every row is an ongoing war; the column that says so is left out.",
        "Deaths and outcomes are the participant's in the whole war.",
    )
    return Built(frame, read=published.height, notes=notes)


def mended(frame: pl.DataFrame) -> pl.DataFrame:
    """Mend two slips in the days of dyadic wars: day and month exchanged (month 24), and year 19118."""
    swapped = pl.col("warstrtmnth") > 12
    pairs = [("warstrtmnth", "warstrtday"), ("warendmnth", "warenday")]
    return frame.with_columns(
        pl.col("warendyr").replace({19118: 1918}),
        *(
            pl.when(swapped).then(pl.col(b)).otherwise(pl.col(a)).alias(a)
            for one, two in pairs
            for a, b in ((one, two), (two, one))
        ),
    )


@builds("war_dyads", cow_wars.DYADIC)
def war_dyads(inputs: Inputs) -> Built:
    """Pairs of states at war with their roles, a row for each spell of fighting each other."""
    published = cow_wars.dyads(inputs)
    frame = (
        mended(published)
        .rename({"statea": "ccode1", "stateb": "ccode2", "disno": "dispnum"})
        .with_columns(
            first_day("warstrtyr", "warstrtmnth", "warstrtday").alias("start"),
            last_day("warendyr", "warendmnth", "warenday").alias("end"),
        )
    )
    keys = ["warnum", "ccode1", "ccode2", "start"]
    frame = (
        frame.sort(*keys, "year")
        .group_by(keys, maintain_order=True)
        .agg(
            pl.col("end").max(),
            pl.col("dispnum").first(),
            pl.col("warolea").first().replace_strict(ROLE).alias("role1"),
            pl.col("waroleb").first().replace_strict(ROLE).alias("role2"),
            pl.col("outcomea").last().replace_strict(FOR_FIRST, return_dtype=pl.String).alias("outcome"),
        )
    )
    notes = (
        "Dyad-years are gathered into spells of fighting; role is that of the first year, outcome that of "
        "the last.",
        "Two slips are mended: the United States and Austria-Hungary in 1918, day and month exchanged; "
        "Italy and Bulgaria, year 19118.",
        "Deaths are left out: they are totals of a participant, and for some wars contradict the list of "
        "participants.",
    )
    return Built(frame, read=published.height, notes=notes)


@builds("civil_wars", cow_wars.INTRA)
def civil_wars(inputs: Inputs) -> Built:
    """Wars within states by year and pair of parties."""
    published = cow_wars.intra(inputs)
    ongoing = (pl.col("ongo2007") == 1).any().over("warnum")

    def party(name: str) -> pl.Expr:
        return pl.when(pl.col(name) != "-8").then(pl.col(name))

    frame = known(published, *_NONE).select(
        "warnum",
        pl.col("warname").alias("name"),
        "year",
        pl.when(~ongoing).then(pl.col("year").max().over("warnum")).alias("end"),
        pl.col("wartype").alias("kind"),
        pl.col("ccodea").alias("ccode_a"),
        party("sidea").alias("side_a"),
        pl.col("ccodeb").alias("ccode_b"),
        party("sideb").alias("side_b"),
        pl.col("primary_state").cast(pl.Boolean),
        pl.col("cowintraonset").cast(pl.Boolean).alias("onset"),
        pl.col("resume_combat").cast(pl.Boolean).alias("resume"),
        pl.col("intnl").cast(pl.Boolean).alias("international"),
        "outcome",
        pl.col("sideadeaths").alias("deaths_a"),
        pl.col("sidebdeaths").alias("deaths_b"),
    )
    return Built(frame, read=published.height, notes=("Every row is an ongoing war.", "Covers 1816 to 2007."))
