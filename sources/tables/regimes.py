"""Tables of regimes: how democratic states are, by several measures."""

from __future__ import annotations

import polars as pl

from sources.adapters import isard, lexical_index, polity, state_years, vdem
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import tally
from westphalia.record.readers import gleditsch_ward
from westphalia.record.readers.vdem import EMPTY, INDICES, NOT_INDEPENDENT, POLITY, UNITS, one_a_year

OTHER_POLITY = "an earlier polity in a year of transition"
BOTH = "the same state and year by the other list"


@builds("regimes", isard.ISARD_DEMOCRACY)
def regimes(inputs: Inputs) -> Built:
    """Regime scores in the Correlates of War system, as the field's panels use them."""
    return _scores(
        isard.democracy(inputs, "cw"),
        "Polity has codes of its own and the package joins by number: the Soviet Union of 1923-91, Austria-Hungary, Serbia and "
        "others have no polity2, Montenegro has Kosovo's, South Sudan has Sudan's; Piedmont has no v2x_polyarchy to 1861",
    )


@builds("regimes_gw", isard.ISARD_DEMOCRACY)
def regimes_gw(inputs: Inputs) -> Built:
    """Regime scores in the Gleditsch-Ward system."""
    return _scores(
        isard.democracy(inputs, "gw"),
        "beside what is lost by Polity's own codes, years in which a state was in this list alone have neither polity2 nor v2x_polyarchy",
    )


def _scores(frame: pl.DataFrame, slip: str) -> Built:
    columns = ["euds", "aeuds", "polity2", "v2x_polyarchy"]
    kept = frame.filter(pl.any_horizontal(pl.col(columns).is_not_null()))
    note = (
        f"As published, for the addition `democracy-as-listed`, which equals the R package's: {slip}. "
        "`democracy_indices` has them right, and panels take them from there."
    )
    dropped = {EMPTY: frame.height - kept.height} if frame.height > kept.height else {}
    return Built(kept, read=frame.height, dropped=dropped, notes=(note,))


def _newest(inputs: Inputs) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return V-Dem 16's index of electoral democracy by state and year, from either list of states, and what was left out."""
    cow = isard.democracy(inputs, "cw").select("ccode", "year", pl.col("v2x_polyarchy").alias("newest"))
    gw = isard.democracy(inputs, "gw").select(
        gleditsch_ward.ccode("gwcode").alias("ccode"), "year", pl.col("v2x_polyarchy").alias("newest")
    )
    rows = pl.concat([cow, gw.cast(cow.schema)])
    known = rows.drop_nulls("newest")
    once = known.unique(["ccode", "year"], keep="first", maintain_order=True)
    return once, {EMPTY: rows.height - known.height, BOTH: known.height - once.height}


@builds(
    "democracy_indices",
    vdem.VDEM,
    polity.POLITY,
    lexical_index.LIED,
    isard.ISARD_DEMOCRACY,
    state_years.ISARD_STATES,
)
def democracy_indices(inputs: Inputs) -> Built:
    """V-Dem 15 and 16, Polity5 and the Lexical Index side by side."""
    scores = polity.scores(inputs)
    single = polity.one_a_year(scores).drop("polity")
    parts = (
        (vdem.indices(inputs), list(INDICES.values())),
        (single, ["polity2"]),
        (lexical_index.lexical_index(inputs), ["lexical_index"]),
    )
    read = sum(frame.height for frame, _ in parts) + scores.height - single.height
    joined, dropped = None, {OTHER_POLITY: scores.height - single.height}
    for part, values in parts:
        kept, gone = one_a_year(part, values)
        kept, colonial = state_years.independent(kept, inputs)
        dropped = tally(dropped, gone, {NOT_INDEPENDENT: colonial})
        joined = (
            kept if joined is None else joined.join(kept, on=["ccode", "year"], how="full", coalesce=True)
        )
    assert joined is not None
    newest, both = _newest(inputs)
    joined = joined.join(newest, on=["ccode", "year"], how="full", coalesce=True).with_columns(
        pl.coalesce("newest", "polyarchy").alias("polyarchy_latest"),
        pl.when(pl.col("newest").is_not_null())
        .then(16)
        .when(pl.col("polyarchy").is_not_null())
        .then(15)
        .alias("polyarchy_release"),
    )
    dropped = tally(dropped, both)
    read += newest.height + sum(both.values())
    notes = (
        "Read and dropped are rows of the three sources; the rows left meet in one row a state and year, so "
        "the table has fewer.",
        UNITS,
        "polyarchy_latest is of V-Dem 16 (to 2025) where the R package isard carries it, and of V-Dem 15 for Piedmont to 1861 and for "
        "years in which a state was in the Gleditsch-Ward list alone.",
        *POLITY,
    )
    return Built(joined.drop("newest"), read=read, dropped=dropped, notes=notes)
