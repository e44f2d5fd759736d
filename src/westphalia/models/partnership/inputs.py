"""The measures of pairs as a forecaster would have them: values by row and feature, and the year each is from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.measures.arrays import of_year
from westphalia.measures.registry import registered
from westphalia.measures.tie_network import LONGEST
from westphalia.models.partnership.features import TODAY, Feature
from westphalia.record.grid import build
from westphalia.record.history import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source
    from westphalia.record.world import World

# Values of quantities and measures for pairs of many years at once, each as old as a forecaster's would have been.


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


Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of states of the Correlates of War system in origin years.

    Parameters
    ----------
    one, two : ndarray (rows,)
        Codes, ``one < two``.
    year : ndarray (rows,)
        Origin years.
    """

    one: Ints
    two: Ints
    year: Ints

    def keep(self, mask: NDArray[np.bool_]) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.one[mask], self.two[mask], self.year[mask])

    @property
    def triple(self) -> tuple[Ints, Ints, Ints]:
        """Codes and years, as the outcomes take them."""
        return self.one, self.two, self.year


@dataclass(frozen=True, slots=True)
class Inputs:
    """Values of the features.

    Parameters
    ----------
    values : ndarray (rows, features)
        After sides and transform; NaN where unknown.
    observed : dict
        Year that each feature's values are from, by origin year and feature name.
    """

    values: NDArray[np.float32]
    observed: dict[int, dict[str, int]]


def pairs_of(world: World, first: int, last: int) -> Pairs:
    """Return all pairs of the system in some years.

    Parameters
    ----------
    world : World
        The record.
    first, last : int
        Years.

    Examples
    --------
    >>> import westphalia as wp
    >>> len(pairs_of(wp.load(), 1914, 1914).one)
    990
    """
    grid = build(world, (first, last), "cow", dyads=True, directed=False)
    codes = grid.codes.astype(np.int64)
    return Pairs(codes[grid.one], codes[grid.two], grid.when.astype(np.int64) + grid.first)


def inputs(source: Source, pairs: Pairs, features: tuple[Feature, ...], late: bool = False) -> Inputs:
    """Return the values of features for pairs, each year's as old as they would have been.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    pairs : Pairs
        Pairs and origin years.
    features : tuple of Feature
        What to read.
    late : bool
        Whether every source ends as long before the origin year as it does before 2022: the delay of a forecast made today.
    """
    values = np.full((len(pairs.one), len(features)), np.nan, dtype=np.float32)
    observed: dict[int, dict[str, int]] = {year: {} for year in np.unique(pairs.year).tolist()}
    groups: dict[tuple[str, int, int, str], list[int]] = {}
    for column, each in enumerate(features):
        groups.setdefault((each.source, each.lag, each.carry, repr(each.nothing)), []).append(column)
    for columns in groups.values():
        raw, when = measured(source, features[columns[0]], (pairs.one, pairs.two), pairs.year, late)
        for column in columns:
            values[:, column] = joined(raw, features[column])
            for year, named in observed.items():
                named[features[column].name] = when[year]
    return Inputs(values, observed)


def joined(raw: Floats, feature: Feature) -> Floats:
    """Return the values of a feature from those of a pair (rows,) or both its sides (rows, 2).

    Examples
    --------
    >>> joined(np.array([[1.0, np.e]]), Feature("f", "f", "d", "s", "gap", "log"))
    array([1.])
    """
    x = transformed(raw, feature.transform)
    if x.ndim == 1:
        return x
    one, two = x[:, 0], x[:, 1]
    found: Floats
    match feature.side:
        case "sum":
            found = one + two
        case "product":
            found = one * two
        case "lower" | "least":
            found = np.minimum(one, two)
        case "higher" | "most":
            found = np.maximum(one, two)
        case "gap":
            found = np.abs(one - two)
        case "pair":
            found = (one + two) / 2
    return found


def transformed(x: Floats, how: str) -> Floats:
    """Return values on the scale on which they enter."""
    if how == "log":
        return np.log(np.where(x > 0, x, np.nan))
    if how == "log1p":
        return np.log1p(np.maximum(x, 0))
    if how == "sqrt":
        return np.sqrt(np.maximum(x, 0))
    if how == "made":  # whether a tie was made within the years that are told
        return np.where(np.isnan(x), np.nan, (x < LONGEST).astype(np.float64))
    if how == "signed":
        return np.sign(x) * np.log1p(np.abs(x))
    return x
