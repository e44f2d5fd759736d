"""Tables of troops, bases, exercises, visits and events."""

from __future__ import annotations

import polars as pl

from sources import corrections
from sources.adapters import icews, us_troops, visits
from sources.members import of_states
from sources.names import codes
from sources.predecessors import of_then
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.once import once

HOME = 2
STATES_END = 999
LISTED = 2018
NOT_LETTERS = ("8 NATO MEMBERS", "NATO", "BMU")
DOUBLED = 2008
"""Year of which the source adds up two reports."""


def hosted(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return troops by host and year under the codes of then, and the rows left out by reason.

    Vietnam in 1954-1975 is the south. Where the source has a host twice in a year, one of the rows is an
    empty one under another name.
    """
    state, year = pl.col("ccode"), pl.col("year")
    reason = (
        pl.when(state > STATES_END)
        .then(pl.lit("territory that is not a state"))
        .when(state == HOME)
        .then(pl.lit("at home"))
        .when(year == 1952)
        .then(pl.lit("1952 repeats 1951 in every host"))
        .when(state.is_in([816, 817]) & (year < 1954))
        .then(pl.lit("Vietnam before it was a state"))
        .when((state == 679) & (year < 1990))
        .then(pl.lit("Yemen before 1990 beside North Yemen"))
    )
    marked = frame.with_columns(reason.otherwise(None).alias("reason"))
    kept = marked.filter(pl.col("reason").is_null())
    then = kept.select(of_then("ccode", "year"), "year", "troops").with_columns(
        pl.when((state == 816) & (year <= 1975)).then(817).otherwise(state).cast(pl.Int64).alias("ccode")
    )
    once = then.group_by("ccode", "year").agg(pl.col("troops").max())
    lost = dict(marked.drop_nulls("reason").group_by("reason").len().sort("reason").iter_rows())
    return once, {**lost, "second, empty row of a host": then.height - once.height}


@builds("us_troops", us_troops.TROOPS)
@once
def troops(inputs: Inputs) -> Built:
    """Active duty personnel by host and year."""
    frame = us_troops.troops(inputs)
    kept, dropped = hosted(frame)
    kept, outside = of_states(kept, "ccode")
    dropped |= outside
    found = pl.concat(
        [corrections.counted_twice(kept, DOUBLED), corrections.by_hand(inputs, "us_troops", "troops")],
        how="vertical_relaxed",
    )
    kept, told = corrections.put("us_troops", kept, ("ccode", "year"), "troops", found)
    notes = (
        "The source has Germany as 255 throughout and Vietnam as 816; here West Germany is 260 to "
        "1989 and South Vietnam 817 to 1975.",
        "Counts by service and of civilians are left out: before 1953 and 2008 the source writes "
        "zero for unknown.",
    )
    return Built(kept, read=frame.height, dropped=dropped, notes=notes, corrections=told)


@builds("us_bases", us_troops.BASES)
def bases(inputs: Inputs) -> Built:
    """Sites abroad."""
    frame = us_troops.bases(inputs)
    foreign = frame.filter((pl.col("ccode") != HOME) & (pl.col("countryname") != "Hong Kong"))
    abroad = foreign.sort("ccode", "countryname", "basename", "lat", nulls_last=True, maintain_order=True)
    kind = (
        pl.when(pl.col("base") == 1)
        .then(pl.lit("base"))
        .when(pl.col("lilypad") == 1)
        .then(pl.lit("lilypad"))
        .otherwise(pl.lit("funded"))
    )
    numbers = (
        pl.col(name).cast(pl.String).str.strip_chars().cast(pl.Float64, strict=False).alias(to)
        for name, to in (("lat", "latitude"), ("lon", "longitude"))
    )
    return Built(
        abroad.with_row_index("site", 1).select(
            "site",
            "ccode",
            pl.lit(LISTED).alias("year"),
            pl.col("basename").str.strip_chars().alias("name"),
            kind.alias("kind"),
            *numbers,
        ),
        read=frame.height,
        dropped={"in a territory of the United States or in Hong Kong": frame.height - abroad.height},
        notes=("The list has no date; sites in Syria place it about 2018.",),
    )


def paired(participants: pl.DataFrame) -> pl.DataFrame:
    """Return exercises by unordered pair of participants and year.

    Parameters
    ----------
    participants : polars.DataFrame
        ``exercise``, ``year``, ``ccode``, without nulls.
    """
    once = participants.select("exercise", "year", "ccode").unique()
    pairs = once.join(once, on=["exercise", "year"], suffix="2").filter(pl.col("ccode") < pl.col("ccode2"))
    return (
        pairs.group_by("ccode", "ccode2", "year").agg(pl.len().alias("exercises")).rename({"ccode": "ccode1"})
    )


def iso_codes(names: pl.Series, years: pl.Series) -> pl.Series:
    """Return codes of ISO letters, null for what the older collection has in their place."""
    spelled = names.replace({"ROM": "ROU", "DEU": "Germany", "YEM": "Yemen"}).replace(
        dict.fromkeys(NOT_LETTERS)
    )
    return codes(spelled, years)


@builds("exercises", us_troops.MME, us_troops.JME)
def exercises(inputs: Inputs) -> Built:
    """Joint exercises by pair and year, from two collections side by side."""
    new, old = us_troops.mme(inputs), us_troops.jme(inputs)
    new = new.with_columns(codes(new["name"], new["year"]).alias("ccode"))
    old = old.with_columns(iso_codes(old["name"], old["year"]).alias("ccode"))
    kept = [part.drop_nulls(["ccode", "year"]).with_columns(of_then("ccode", "year")) for part in (new, old)]
    frame = pl.concat(
        paired(part).with_columns(pl.lit(source).alias("source"))
        for part, source in zip(kept, ("mme_7", "jme_3"), strict=True)
    )
    undated = sum(part["year"].null_count() for part in (new, old))
    rows = new.height + old.height
    lost = {
        "participant is not a state": rows - sum(part.height for part in kept) - undated,
        "exercise without a year": undated,
    }
    return Built(
        frame,
        read=rows,
        dropped={reason: n for reason, n in lost.items() if n},
        notes=("Read counts participants of exercises; they are paired within an exercise.",),
    )


@builds("visits", visits.STATE_DEPARTMENT)
def travels(inputs: Inputs) -> Built:
    """Visits abroad of presidents and secretaries of state."""
    frame = visits.visits(inputs)
    kept = frame.filter(pl.col("host").is_not_null() & (pl.col("host") != HOME)).sort(
        "office", "date", "end", "host", "purpose"
    )
    number = pl.int_range(1, pl.len() + 1).over("office", "date").alias("number")
    gone = frame["host"].null_count()
    lost = {"host is not a state": gone, "at home": frame.height - gone - kept.height}
    return Built(
        kept.with_columns(number, pl.lit(HOME).alias("visitor"), pl.col("place").replace("", None)),
        read=frame.height,
        dropped={reason: n for reason, n in lost.items() if n},
        notes=("Visits are of the United States only; the source ends in January 2020 for presidents.",),
    )


@builds("travel_totals", visits.COLT)
def travel_totals(inputs: Inputs) -> Built:
    """Trips sent and received by state and year."""
    parts = {which: visits.totals(inputs, which) for which in ("sent", "received")}
    sums = [
        part.drop_nulls("ccode").group_by("ccode", "year").agg(pl.col("count").sum().alias(which))
        for which, part in parts.items()
    ]
    frame = sums[0].join(sums[1], on=["ccode", "year"], how="full", coalesce=True)
    lost = sum(part["ccode"].null_count() for part in parts.values())
    return Built(
        frame,
        read=sum(part.height for part in parts.values()),
        dropped={"not a state": lost},
        notes=(
            "Sent and received are joined by state and year. The source has no trips of Iran's "
            "leaders in any year.",
        ),
    )


@builds("event_counts", icews.ICEWS)
def event_counts(inputs: Inputs) -> Built:
    """Event counts without the pairs and years that had none; the zeros follow from event_coverage."""
    frame = icews.events(inputs)
    kept = frame.filter(pl.any_horizontal(pl.col(name) > 0 for name in icews.KINDS.values()))
    return Built(
        kept,
        read=frame.height,
        dropped={"no event: a zero that event_coverage implies": frame.height - kept.height},
    )


@builds("event_coverage", icews.ICEWS)
def event_coverage(inputs: Inputs) -> Built:
    """States that the event counts cover, by year; fails when the grid of pairs is not complete."""
    frame = icews.events(inputs)
    return Built(covered(frame), read=frame.height, notes=("Pairs are summed up to states.",))


def covered(grid: pl.DataFrame) -> pl.DataFrame:
    """Return state and year of a complete grid of directed pairs."""
    states = grid.select(pl.col("ccode1").alias("ccode"), "year").unique()
    size = states.group_by("year").len().select((pl.col("len") * (pl.col("len") - 1)).sum()).item()
    if size != grid.height or grid.select("ccode1", "ccode2", "year").is_duplicated().any():
        raise ValueError(
            f"the grid of event counts has {grid.height:,} rows, a complete one {size:,}: zeros "
            "could not be told from gaps"
        )
    return states
