"""Tables of borders, distances and territory."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources import corrections
from sources.adapters import contiguity as direct
from sources.adapters import distance, false_dyads, territorial_change
from sources.members import listed
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers import gleditsch_ward
from westphalia.record.readers.dates import runs
from westphalia.record.tables.states import PROCEDURES

SYSTEMS = ("cow", "gw")
PROCEDURE = dict(enumerate(PROCEDURES, 1))


def once(directed: pl.DataFrame) -> pl.DataFrame:
    """Return each spell of contiguity once, the lower code first.

    Raises
    ------
    ValueError
        When a spell stands in one direction only.
    """
    rows = ["conttype", "stdate", "enddate"]
    other = directed.select(pl.col("ccode2").alias("ccode1"), pl.col("ccode1").alias("ccode2"), *rows)
    alone = directed.join(other, on=["ccode1", "ccode2", *rows], how="anti")
    if alone.height:
        raise ValueError(f"contiguity in one direction only:\n{alone}")
    return directed.filter(pl.col("ccode1") < pl.col("ccode2"))


@builds("contiguity", direct.CONTIGUITY)
def contiguity(inputs: Inputs) -> Built:
    """Direct contiguity as spells; days span whole months, a spell of the list's last month has no end."""
    published = direct.spells(inputs)
    frame = once(published).select(
        "ccode1",
        "ccode2",
        "conttype",
        pl.col("stdate").alias("start"),
        pl.when(pl.col("enddate") < date(2016, 12, 1)).then(pl.col("enddate").dt.month_end()).alias("end"),
    )
    notes = (
        "Each spell stands in the source once a direction, here once.",
        "Type 0 (no direct contiguity) is published for pairs with other spells, or with contiguity by "
        "dependencies only.",
        "Covers 1816 to 2016; an end of null means contiguous in December 2016.",
    )
    return Built(frame, published.height, notes=notes)


PAIR_YEAR = ["ccode1", "ccode2", "year"]
CONTIGUOUS = 2016
"""Last year of the list of neighbours."""
BRIDGES = ((380, 390), (670, 692), (352, 640), (694, 696), (770, 775))
"""Pairs that the list of neighbours has by land and that have no border: two by a bridge, Cyprus, the Emirates and Qatar, Pakistan and Burma without Bengal."""


def neighbours(spells: pl.DataFrame) -> pl.DataFrame:
    """Return pairs and years in which two states had a border by land or river on some day."""
    last = pl.col("end").dt.year().fill_null(CONTIGUOUS)
    land = spells.filter(pl.col("conttype") == 1).with_columns(
        pl.int_ranges(pl.col("start").dt.year(), last + 1).alias("year")
    )
    bridges = pl.DataFrame(BRIDGES, schema=["ccode1", "ccode2"], orient="row").cast(spells.schema["ccode1"])
    return (
        land.join(bridges, on=["ccode1", "ccode2"], how="anti")
        .explode("year")
        .select("ccode1", "ccode2", "year")
        .unique()
    )


def distance_spells(
    yearly: pl.DataFrame, system: str, touching: pl.DataFrame, noted: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return yearly distances as spells of one value, with Correlates of War codes, the lower first, and what was corrected.

    Parameters
    ----------
    yearly : polars.DataFrame
        Distances as published, with the codes of the list.
    system : {"cow", "gw"}
        The list.
    touching : polars.DataFrame
        :func:`neighbours`.
    noted : polars.DataFrame
        Corrections by hand.
    """
    if system == "gw":
        yearly = yearly.with_columns(
            gleditsch_ward.ccode(f"ccode{side}").alias(f"ccode{side}") for side in (1, 2)
        )
    pair = (
        pl.min_horizontal("ccode1", "ccode2").alias("ccode1"),
        pl.max_horizontal("ccode1", "ccode2").alias("ccode2"),
    )
    frame = yearly.with_columns(pair).rename({"mindist": "km"}).cast({"year": pl.Int64})
    slips = pl.concat([corrections.touching(frame, touching), noted], how="vertical_relaxed")
    slips = slips.unique(PAIR_YEAR, keep="last", maintain_order=True)
    marked = frame.join(slips, on=PAIR_YEAR, how="left", maintain_order="left")
    wrong = pl.col("corrected").is_not_null() & (pl.col("corrected") != pl.col("km"))
    marked = marked.with_columns(pl.when(wrong).then("reason").fill_null("").alias("why"))
    marked = marked.with_columns(pl.struct("km", "why").rank("dense").alias("kind_of"))
    whole = runs(marked, PAIR_YEAR[:2], "kind_of").join(
        marked.select("kind_of", "km").unique(), on="kind_of", how="left", maintain_order="left"
    )
    spells = whole.with_columns(pl.lit(system).alias("system"))
    told = spells.join(slips.rename({"year": "first"}), on=["ccode1", "ccode2", "first"], how="inner")
    return corrections.put(
        "minimum_distance", spells.drop("kind_of"), ("system", "ccode1", "ccode2", "first"), "km", told
    )


@builds("minimum_distance", distance.MINIMUM)
def minimum_distance(inputs: Inputs) -> Built:
    """Minimum distance by list of states, as spells; expanding them gives back the yearly numbers."""
    yearly = {system: distance.minimum(inputs, system) for system in SYSTEMS}
    touching = neighbours(contiguity(inputs).frame).cast({"year": pl.Int64})
    noted = corrections.by_hand(inputs, "minimum_distance", "km")
    made = [distance_spells(frame, system, touching, noted) for system, frame in yearly.items()]
    frame, told = pl.concat([spells for spells, _ in made]), pl.concat([slips for _, slips in made])
    read = sum(frame.height for frame in yearly.values())
    notes = ("Dyad-years are gathered into spells of one distance, without loss.", "Covers 1886 to 2019.")
    return Built(frame, read, notes=notes, corrections=told)


MONTENEGRO = {348: 341}
POLAND_1945 = 592
"""Poland's gain from Germany in December 1945: in version 4.01, not in version 6."""


def _state(name: str) -> pl.Expr:
    code = pl.col(name).replace(MONTENEGRO)
    return pl.when(code.is_in(sorted(listed()))).then(code).alias(name)


def _changes(inputs: Inputs) -> pl.DataFrame:
    """Return the changes of version 6, and the one of version 4.01 that it lacks, with the names of claims."""
    full, older = territorial_change.full(inputs), territorial_change.claims(inputs)
    lacking = older.filter(pl.col("number") == POLAND_1945).with_columns(indep=0)
    both = pl.concat([full, lacking.select(pl.col(name).cast(kind) for name, kind in full.schema.items())])
    return both.join(
        older.select("number", claim_name="name"), on="number", how="left", maintain_order="left"
    )


def _described() -> list[pl.Expr]:
    """Return what is said of transfers and independences alike."""
    return [
        "number", "year", "month",
        pl.col("procedur").replace_strict(PROCEDURE).alias("procedure"),
        "entity", "area",
        pl.col("pop").alias("population"),
        pl.col("portion").cast(pl.Boolean).alias("whole"),
        pl.col("conflict").cast(pl.Boolean),
    ]  # fmt: skip


@builds("territorial_changes", territorial_change.FULL, territorial_change.CLAIMS)
def territorial_changes(inputs: Inputs) -> Built:
    """Land that a state gained, from another or from none."""
    published = _changes(inputs)
    frame = published.filter(pl.col("indep") == 0)
    moved = frame.filter(pl.col("loser").is_null() | (pl.col("gainer") != pl.col("loser")))
    result = moved.select(
        *_described(), _state("gainer"), _state("loser"), "claim_name",
        *(
            pl.col(code).cast(pl.Boolean).alias(name)
            for code, name in (
                ("gaintype", "gained_homeland"), ("losetype", "lost_homeland"),
                ("contgain", "contiguous_gainer"), ("contlose", "contiguous_loser"),
            )
        ),
    )  # fmt: skip
    kept = result.drop_nulls("gainer")
    lost = {
        "independence: in the table independences": published.height - frame.height,
        "gainer and loser are one state": frame.height - moved.height,
        "gained by no state of either list (the victors of 1945, the League, the United Nations)": result.height - kept.height,
    }  # fmt: skip
    notes = (
        "Version 6; names of claims, and Poland's gain of December 1945 (592), which version 6 lacks, are of version 4.01.",
        "The last change is of July 2015; the four regions of Ukraine, Nagorno-Karabakh and northern Syria are later.",
        "A loser of null is none (land outside the system of states) or outside both lists of states (Cracow, Sind, the Sikh state, smaller "
        "states of Italy and Germany).",
        "Montenegro, 348 in the source, is 341.",
        "Some areas are tokens (1 square km for the Chaco in 1878), as published.",
    )  # fmt: skip
    noted = corrections.by_hand(inputs, "territorial_changes", "area")
    kept, told = corrections.put("territorial_changes", kept, ("number",), "area", noted)
    return Built(kept, published.height, lost, notes, corrections=told)


@builds("independences", territorial_change.FULL)
def independences(inputs: Inputs) -> Built:
    """States that became independent, and of whom."""
    published = territorial_change.full(inputs)
    frame = published.filter(pl.col("indep") == 1)
    result = frame.select(*_described(), _state("gainer").alias("ccode"), _state("loser"))
    kept = result.drop_nulls("ccode")
    lost = {
        "a transfer: in the table territorial_changes": published.height - frame.height,
        "no state of either list": result.height - kept.height,
    }
    return Built(kept, published.height, lost, ("Montenegro, 348 in the source, is 341.",))


@builds("false_dyads", false_dyads.FALSE)
def dyads_never(inputs: Inputs) -> Built:
    """Dyad-years that panels leave out, with Correlates of War codes."""
    cow, gw = (
        false_dyads.false_dyads(inputs, system).with_columns(pl.lit(system).alias("system"))
        for system in SYSTEMS
    )
    cow = cow.with_columns(pl.col(f"code{side}").alias(f"ccode{side}") for side in (1, 2))
    gw = gw.with_columns(gleditsch_ward.ccode(f"code{side}").alias(f"ccode{side}") for side in (1, 2))
    notes = (
        "Serbia (340) and Yugoslavia (345), both in the Gleditsch-Ward list in 2006, are one state by "
        "Correlates of War code.",
    )
    return Built(pl.concat([cow, gw]), read=cow.height + gw.height, notes=notes)
