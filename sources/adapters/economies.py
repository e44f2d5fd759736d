"""State codes for tables that list the economies of today by ISO code, as the World Bank does."""

from __future__ import annotations

import polars as pl

from sources.names import codes
from sources.successors import ALONE, NOT_THEN, tally

TERRITORIES = (
    "ABW", "ASM", "BMU", "CHI", "CUW", "CYM", "FRO", "GIB", "GRL", "GUM", "HKG", "IMN", "MAC",
    "MAF", "MNP", "NCL", "PRI", "PSE", "PYF", "SXM", "TCA", "VGB", "VIR",
)  # fmt: skip
KNOWN = {"DEU": 255, "YEM": 679, "XKX": 347}
SINCE = {**ALONE, 365: 1992, 770: 1972}
TERRITORY = "not a state (territory)"
AGGREGATE = "not a state (aggregate of economies)"


def coded(frame: pl.DataFrame, aggregates: tuple[str, ...] = ()) -> tuple[pl.DataFrame, dict[str, int]]:
    """Put ``ccode`` beside ``iso3`` and leave out what is not a state, or was not that state yet.

    A figure under the name of today stands for the land of today: Germany before 1991, Russia before 1992,
    Serbia before 2006 or Pakistan before 1972 were other states, so those rows are dropped.

    Parameters
    ----------
    frame : polars.DataFrame
        ``iso3``, ``year`` and values.
    aggregates : tuple of str
        Codes of groups of economies in the source.

    Returns
    -------
    frame, dropped
        The rows of states, and the others by reason.
    """
    states = frame.filter(~pl.col("iso3").is_in([*TERRITORIES, *aggregates]))
    dropped = {
        TERRITORY: frame.filter(pl.col("iso3").is_in(TERRITORIES)).height,
        AGGREGATE: frame.filter(pl.col("iso3").is_in(list(aggregates))).height,
    }
    named = states["iso3"].replace(list(KNOWN), [None] * len(KNOWN))
    found = pl.coalesce(
        states["iso3"].replace_strict(KNOWN, default=None, return_dtype=pl.Int64),
        codes(named, states["year"]),
    )
    states = states.with_columns(found.alias("ccode"))
    kept = states.filter(
        pl.col("year") >= pl.col("ccode").replace_strict(SINCE, default=0, return_dtype=pl.Int64)
    )
    return kept, tally(dropped, {NOT_THEN: states.height - kept.height})
