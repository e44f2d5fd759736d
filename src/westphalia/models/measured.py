"""Values of registered measures for pairs of many years at once, each as old as a forecaster's would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.arrays import of_year
from westphalia.measures.registry import registered
from westphalia.models.features import TODAY

if TYPE_CHECKING:
    from westphalia.record.source import Source

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def measured(
    source: Source,
    name: str,
    codes: tuple[Ints, Ints],
    years: Ints,
    lag: int,
    carry: int,
    late: bool = False,
) -> tuple[Floats, dict[int, int]]:
    """Return a measure for pairs, and the year that the values of each origin year are from.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    name : str
        Name of the measure.
    codes : tuple of ndarray (rows,)
        Codes of both states, the lower first.
    years : ndarray (rows,)
        Origin years.
    lag, carry : int
        Years until a value is published, and most years beyond for which the last one stands in.
    late : bool
        Whether sources end as long before each origin year as they do before 2022.

    Returns
    -------
    values : ndarray (rows,) or (rows, 2)
        NaN where unknown.
    observed : dict
        By origin year.
    """
    measure = registered()[name]
    span = measure.span(source)  # type: ignore[arg-type]
    directed = measure.kind != "dyad"
    values = np.full((len(years), 2) if directed else len(years), np.nan)
    origins = np.unique(years).tolist()
    if span is None:
        return values, {year: year - lag for year in origins}
    observed = {year: min(year - lag, span[1] - (TODAY - year if late else 0)) for year in origins}
    use = {
        year: then
        for year, then in observed.items()
        if year - lag - then <= carry and then >= max(span[0], 1816)
    }
    rows = np.flatnonzero(np.isin(years, list(use)))
    if len(rows):
        then = np.array([use.get(year, 0) for year in range(int(years.max()) + 1)])[years[rows]]
        values[rows] = _of(source, name, codes[0][rows], codes[1][rows], then)
    return values, observed


def _of(source: Source, name: str, one: Ints, two: Ints, years: Ints) -> Floats:
    """Return a measure of pairs, or of both their states, in years (rows,) or (rows, 2)."""
    codes, kind = source.universe(), registered()[name].kind
    found = np.full(len(years) if kind == "dyad" else (len(years), 2), np.nan)
    places = np.searchsorted(codes, one), np.searchsorted(codes, two)
    for year in np.unique(years).tolist():
        rows = np.flatnonzero(years == year)
        value, (a, b) = of_year(source, name, year), (side[rows] for side in places)
        if kind == "dyad":
            found[rows] = value[a, b]
        else:
            sides = (value[a], value[b]) if kind == "state" else (value[a, b], value[b, a])
            found[rows] = np.stack(sides, axis=1)
    return found
