"""Tables of regimes: how democratic states are, by several measures."""

from __future__ import annotations

import polars as pl

from sources.adapters import isard, other_democracy, polity, state_years, vdem
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import tally

NO_CODE = "not a state of either list"
NOT_INDEPENDENT = "not independent that year"
OTHER_POLITY = "an earlier polity in a year of transition"
MERGED = "a second unit of the same state and year"
EMPTY = "no value in any column"


@builds("regimes", isard.ISARD_DEMOCRACY)
def regimes(inputs: Inputs) -> Built:
    """Regime scores in the Correlates of War system, as the field's panels use them."""
    return _scores(
        isard.democracy(inputs, "cw"), "Montenegro has Kosovo's polity2 and South Sudan has Sudan's"
    )


@builds("regimes_gw", isard.ISARD_DEMOCRACY)
def regimes_gw(inputs: Inputs) -> Built:
    """Regime scores in the Gleditsch-Ward system."""
    return _scores(
        isard.democracy(inputs, "gw"), "polity2 of states that Polity codes otherwise may be another state's"
    )


def _scores(frame: pl.DataFrame, slip: str) -> Built:
    columns = ["euds", "aeuds", "polity2", "v2x_polyarchy"]
    kept = frame.filter(pl.any_horizontal(pl.col(columns).is_not_null()))
    note = (
        f"As published, so that panels agree with the R package: {slip}, since Polity has codes of its own. "
        "`democracy_indices` has them right."
    )
    dropped = {EMPTY: frame.height - kept.height} if frame.height > kept.height else {}
    return Built(kept, read=frame.height, dropped=dropped, notes=(note,))


def of_states(frame: pl.DataFrame, values: list[str]) -> tuple[pl.DataFrame, dict[str, int]]:
    """Keep rows with a state code and a value, one a state and year.

    Of two units of one state and year (Piedmont and Italy in 1861) the one that lasted longer is kept.

    Parameters
    ----------
    frame : polars.DataFrame
        ``name``, ``ccode``, ``year`` and values of one source.
    values : list of str
        Columns of which one must be known.
    """
    coded = frame.filter(pl.col("ccode").is_not_null())
    known = coded.filter(pl.any_horizontal(pl.col(values).is_not_null()))
    last = known.group_by("name", "ccode", maintain_order=True).agg(pl.col("year").max().alias("until"))
    ranked = known.join(last, on=["name", "ccode"], how="left").sort(
        "ccode", "year", "until", "name", descending=[False, False, True, False]
    )
    kept = ranked.unique(["ccode", "year"], keep="first", maintain_order=True).drop("until", "name")
    return kept, {
        NO_CODE: frame.height - coded.height,
        EMPTY: coded.height - known.height,
        MERGED: known.height - kept.height,
    }


@builds(
    "democracy_indices",
    vdem.VDEM,
    polity.POLITY,
    other_democracy.LIED,
    other_democracy.FREEDOM_HOUSE,
    other_democracy.EIU,
    state_years.ISARD_STATES,
)
def democracy_indices(inputs: Inputs) -> Built:
    """V-Dem, Polity5, the Lexical Index, Freedom House and the EIU side by side."""
    scores = polity.scores(inputs)
    single = polity.one_a_year(scores).drop("polity")
    parts = (
        (vdem.indices(inputs), list(vdem.INDICES.values())),
        (single, ["polity2"]),
        (other_democracy.lexical_index(inputs), ["lexical_index"]),
        (other_democracy.freedom_house(inputs), ["freedom_house", "freedom_house_status"]),
        (other_democracy.democracy_index(inputs), ["eiu"]),
    )
    read = sum(frame.height for frame, _ in parts) + scores.height - single.height
    joined, dropped = None, {OTHER_POLITY: scores.height - single.height}
    for part, values in parts:
        kept, gone = of_states(part, values)
        kept, colonial = state_years.independent(kept, inputs)
        dropped = tally(dropped, gone, {NOT_INDEPENDENT: colonial})
        joined = (
            kept if joined is None else joined.join(kept, on=["ccode", "year"], how="full", coalesce=True)
        )
    assert joined is not None
    notes = (
        "Read and dropped are rows of the five sources; the rows left meet in one row a state and year, so "
        "the table has fewer.",
        "V-Dem's Czechia to 1992 is Czechoslovakia (315) and its Austria to 1918 the Habsburg Empire "
        "(300), and so in the Lexical Index.",
        "In Polity's seven years of transition the polity at the end of the year is kept.",
    )
    return Built(joined, read=read, dropped=dropped, notes=notes)
