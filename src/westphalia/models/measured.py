"""Values of quantities and measures for pairs of many years at once, each as old as a forecaster's would have been."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.arrays import of_year
from westphalia.measures.registry import registered
from westphalia.models.features import TODAY, Feature
from westphalia.record.history import Snapshot

if TYPE_CHECKING:
    from westphalia.record.source import Source

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
FIRST = 1816
"""No value is older."""


def measured(
    source: Source, feature: Feature, codes: tuple[Ints, Ints], years: Ints, late: bool = False
) -> tuple[Floats, dict[int, int]]:
    """Return what a feature reads for pairs, and the year that the values of each origin year are from.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    feature : Feature
        Which measure it reads, how late that is published, and how long its last value stands in.
    codes : tuple of ndarray (rows,)
        Codes of both states, the lower first.
    years : ndarray (rows,)
        Origin years.
    late : bool
        Whether sources end as long before each origin year as they do before 2022.

    Returns
    -------
    values : ndarray (rows,) or (rows, 2)
        NaN where unknown.
    observed : dict
        By origin year.
    """
    measure = registered()[feature.source]
    span = measure.span(source)  # type: ignore[arg-type]
    values = np.full(len(years) if measure.kind == "dyad" else (len(years), 2), np.nan)
    origins = np.unique(years).tolist()
    if span is None:  # in this world it has not begun, or is withheld
        values[years - feature.lag < source.reach(measure.table)[0]] = feature.nothing
        return values, {year: year - feature.lag for year in origins}
    observed = {year: min(year - feature.lag, span[1] - (TODAY - year if late else 0)) for year in origins}
    use = {year: then for year, then in observed.items() if year - feature.lag - then <= feature.carry}
    begun = max(span[0], FIRST)
    for year, then in use.items():
        rows = np.flatnonzero(years == year)
        one, two = (np.searchsorted(source.universe(), side[rows]) for side in codes)
        values[rows] = feature.nothing if then < begun else _of(source, feature, one, two, then)
    return values, observed


def _of(source: Source, feature: Feature, one: Ints, two: Ints, year: int) -> Floats:
    """Return what a feature reads for pairs (rows,), or for both their states or directions (rows, 2), in a year."""
    value, kind = of_year(source, feature.source, year), registered()[feature.source].kind
    new = ~Snapshot(source, year).present
    if kind == "state":
        value = np.where(new & np.isnan(value), feature.nothing, value)
        return np.stack([value[one], value[two]], axis=1)
    found = value[one, two] if kind == "dyad" else np.stack([value[one, two], value[two, one]], axis=1)
    either = (new[one] | new[two]).reshape(-1, *([1] * (found.ndim - 1)))
    return np.where(either & np.isnan(found), feature.nothing, found)
