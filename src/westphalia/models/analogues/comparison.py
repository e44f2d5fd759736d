"""Nearest neighbours: the pairs in history whose outcome was known by a year, and a weighted distance from each of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models import shares
from westphalia.models.analogues.positions import Positions, centred, lively, positions
from westphalia.models.outcomes import CHIEF
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import Pairs, inputs, pairs_of
from westphalia.models.partnership.windows import listed, outcome, spans
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

# How near two pairs are: measures weighted by how well they told, by the year asked from, the pairs that made a tie from the others.


ENOUGH = 30
"""With fewer ties to learn from all drivers weigh the same."""
FLOOR = 0.02
"""No measure weighs less than this share of the heaviest before drivers are evened out."""
LEAST = 0.6
"""Share of the whole weight that the measures known of both must have."""
FAR = 4.0
"""Differences count up to so many standard deviations."""


@dataclass(frozen=True, slots=True)
class Metric:
    """Scale and weight of each measure.

    Parameters
    ----------
    scale : ndarray (features,)
        Standard deviation within years.
    weight : ndarray (features,)
        Adds up to 1.
    ties : int
        How many rows with a tie it was learned from.
    """

    scale: Floats
    weight: Floats
    ties: int

    def distances(self, values: Small, point: Small) -> Floats:
        """Return the distance of each row from a point, in standard deviations; infinite where too little is known of both.

        Measures unknown on either side are left out and the weight of the rest is scaled up; at least 0.6 of the weight must
        remain.

        Examples
        --------
        >>> metric = Metric(np.ones(2), np.array([0.75, 0.25]), 50)
        >>> nan = np.nan
        >>> metric.distances(np.array([[1.0, 0.0], [1.0, nan], [nan, 0.0]], np.float32), np.zeros(2, np.float32)).round(3).tolist()
        [0.866, 1.0, inf]
        """
        gap = (values - point) / self.scale.astype(np.float32)
        known = np.isfinite(gap)
        square = np.where(known, np.minimum(np.abs(gap), FAR) ** 2, 0.0).astype(np.float64)
        shared = known @ self.weight
        mean = np.divide(
            square @ self.weight, shared, out=np.full(len(values), np.inf), where=shared >= LEAST
        )
        far: Floats = np.sqrt(mean)
        return far


def learn(values: Small, event: Floats, weight: Floats, drivers: tuple[str, ...]) -> Metric:
    """Learn the metric from closed windows.

    A measure weighs by Fisher's criterion: the square of the difference of the means of pairs with and without a tie, over the variance
    within the two groups. The weights of the measures of a driver are divided by the square root of their number, so that a driver that is
    measured in many ways does not rule.

    Parameters
    ----------
    values : ndarray (rows, features)
        Less the means of their years.
    event : ndarray (rows,)
        1 with a tie in the window, 0 without; NaN where that is not known.
    weight : ndarray (rows,)
        How many pairs each row stands for.
    drivers : tuple of str
        Driver of each measure.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> tied = (rng.random(4000) < 0.2).astype(float)
    >>> values = np.stack([tied + rng.normal(size=4000), rng.normal(size=4000)], axis=1).astype(np.float32)
    >>> learn(values, tied, np.ones(4000), ("a", "b")).weight.round(2)
    array([0.98, 0.02])
    """
    scale = np.array([_spread(values[:, j], weight) for j in range(values.shape[1])])
    even = 1.0 / np.sqrt(np.array([Counter(drivers)[driver] for driver in drivers], dtype=np.float64))
    known = np.isfinite(event)
    ties = int(event[known].sum())
    if ties >= ENOUGH:
        fisher = np.array(
            [_fisher(values[known, j], event[known], weight[known]) for j in range(values.shape[1])]
        )
        told = np.maximum(fisher, FLOOR * fisher.max())
    else:
        told = np.ones(len(drivers))
    made = np.where(scale > 0, told * even, 0.0)
    return Metric(np.where(scale > 0, scale, 1.0), made / made.sum(), ties)


def _spread(x: Small, weight: Floats) -> float:
    known = np.isfinite(x)
    if known.sum() < 2:
        return 0.0
    value = x[known].astype(np.float64)
    mean = np.average(value, weights=weight[known])
    spread = float(np.sqrt(np.average((value - mean) ** 2, weights=weight[known])))
    return spread if spread > 1e-6 else 0.0


def _fisher(x: Small, event: Floats, weight: Floats) -> float:
    parts = []
    for group in (0.0, 1.0):
        rows = np.isfinite(x) & (event == group)
        if rows.sum() < 5:
            return 0.0
        value, share = x[rows].astype(np.float64), weight[rows]
        mean = float(np.average(value, weights=share))
        parts.append((mean, float(np.average((value - mean) ** 2, weights=share))))
    within = (parts[0][1] + parts[1][1]) / 2
    return (parts[1][0] - parts[0][0]) ** 2 / within if within > 1e-9 else 0.0


Places: TypeAlias = "NDArray[np.intp]"
Floats: TypeAlias = "NDArray[np.float64]"
Small: TypeAlias = "NDArray[np.float32]"
HORIZON = 5
NEIGHBOURS = 100
"""Analogues that the base rate counts."""
TRAITS = 3
ALIKE = 0.5
"""Two values within so many standard deviations are alike."""


@dataclass(frozen=True, slots=True)
class Near:
    """The nearest pairs, nearest first, one row a pair: rows of the comparison set, and distances."""

    rows: Places
    far: Floats


@dataclass(frozen=True, eq=False)
class ComparisonSet:
    """The pairs whose five years had passed by a year, and whose ties had been published.

    Parameters
    ----------
    positions : Positions
        The pairs.
    whole : ndarray (rows,)
        Their rows among all positions.
    event : ndarray (rows,)
        Whether each made a tie within five years.
    metric : Metric
        Learned from them.
    """

    positions: Positions
    whole: Places
    event: Floats
    metric: Metric

    @property
    def average(self) -> float:
        """Share of all pairs with a tie."""
        return float(np.average(self.event, weights=self.positions.weight))

    def nearest(self, point: Small, codes: tuple[int, int], among: Places | None = None) -> Near:
        """Return the nearest row of each pair but the one asked about.

        Parameters
        ----------
        point : ndarray (features,)
            Where the pair stands, centred within its year; NaN where unknown.
        codes : tuple of int
            The pair, which is no neighbour of itself in another year.
        among : ndarray (some,), optional
            Rows to choose from, ascending; by default all.
        """
        rows = np.arange(len(self.event)) if among is None else among
        far = self.metric.distances(
            self.positions.values if among is None else self.positions.values[rows], point
        )
        order = np.argsort(far, kind="stable")
        order = order[np.isfinite(far[order])]
        rows, far = rows[order], far[order]
        pair = self.positions.pairs.one[rows] * 1000 + self.positions.pairs.two[rows]
        _, first = np.unique(pair, return_index=True)
        kept = np.sort(first)
        kept = kept[pair[kept] != min(codes) * 1000 + max(codes)]
        return Near(rows[kept], far[kept])

    def share(self, near: Near) -> tuple[float, float]:
        """Return the share of the nearest with a tie and Kish's effective number of them, by a Gaussian kernel of distance and the pairs that each stands for."""
        rows, far = near.rows[:NEIGHBOURS], near.far[:NEIGHBOURS]
        counted = self.positions.weight[rows] * np.exp(-2.0 * (far / max(float(far[-1]), 1e-9)) ** 2)
        share = float(np.average(self.event[rows], weights=counted))
        return share, float(counted.sum() ** 2 / (counted**2).sum())


def comparison_set(world: World, year: int) -> ComparisonSet:
    """Return the comparison set at the end of a year, its metric learned from it.

    Parameters
    ----------
    world : World
        The record.
    year : int
        Windows of five years that were over by then, and whose ties had been published.
    """
    places, event, metric = _learned(world, year)
    everyone = positions(world)
    kept = np.zeros(len(everyone.weight), dtype=np.bool_)
    kept[places] = True
    return ComparisonSet(everyone.keep(kept), places, event, metric)


@once(latest=32)
def _learned(world: World, year: int) -> tuple[Places, Floats, Metric]:
    """Return the rows of the comparison set of a year, what came of them, and the metric; rows themselves are not kept again."""
    everyone = positions(world)
    closed = everyone.pairs.year + HORIZON <= year
    near = everyone.keep(closed)
    event = came(world, near.pairs, HORIZON, year)
    seen = np.isfinite(event)
    near, event = near.keep(seen), event[seen]
    metric = learn(near.values, event, near.weight, tuple(feature.driver for feature in FEATURES))
    return np.flatnonzero(closed)[seen], event, metric


def came(world: World, pairs: Pairs, horizon: int, year: int) -> Floats:
    """Return whether each pair made a tie (pairs,): 1, 0, or NaN where that was not known.

    Parameters
    ----------
    world : World
        The record.
    pairs : Pairs
        In their origin years.
    horizon : int
        Years of the window.
    year : int
        As far as it was on record by the end of that year.
    """
    return outcome(world, CHIEF, horizon, pairs.triple, spans(listed(world), year)).event


def interval(share: Any, effective: Any) -> tuple[Any, Any]:
    """Return Jeffreys' 90 % interval of a share, given the effective number of pairs behind it; numbers or arrays of one shape."""
    return shares.interval(share * effective, effective)


def standard(metric: Metric, values: Small) -> Floats:
    """Return values in standard deviations."""
    made: Floats = values / metric.scale
    return made


def traits(metric: Metric, mine: Floats, other: Floats) -> tuple[list[int], list[int]]:
    """Return the places of the measures in which two pairs are alike and unlike the average pair, and of those in which they differ, weightiest first.

    Parameters
    ----------
    metric : Metric
        Scales and weights.
    mine, other : ndarray (features,)
        Where they stand, in standard deviations from the average pair of their year; NaN where unknown.

    Parameters
    ----------
    metric : Metric
        Scales and weights.
    mine, other : ndarray (features,)
        Where they stand, in standard deviations from the average pair of their year; NaN where unknown.
    """
    both = np.isfinite(mine) & np.isfinite(other)
    gap = np.where(both, np.abs(mine - other), 0.0)
    same = both & (mine * other > 0) & (gap <= ALIKE)
    alike = np.where(same, metric.weight * np.minimum(np.abs(mine), np.abs(other)), 0.0)
    unlike = np.where(both & (gap > ALIKE), metric.weight * np.minimum(gap, FAR) ** 2, 0.0)

    def best(score: Floats) -> list[int]:
        return [int(j) for j in np.argsort(-score, kind="stable")[:TRAITS] if score[j] > 0]

    return best(alike), best(unlike)


# The nearest of all pairs of a year at once, exactly as the search for one finds them.


CANDIDATES = 1024
"""Rows whose distance is worked out exactly, at first."""
AT_ONCE = 128
SLACK = 1e-3
"""By how much a bound in single precision may be off."""


def standing(world: World, year: int) -> tuple[Pairs, Small]:
    """Return the pairs of a year with something between them, and where they stand."""
    pairs = pairs_of(world, year, year)
    raw = inputs(world, pairs, FEATURES).values
    awake = lively(raw, tuple(feature.name for feature in FEATURES))
    return pairs.keep(awake), centred(raw, pairs.year)[awake]


def nearest(compared: ComparisonSet, pairs: Pairs, points: Small) -> Iterator[tuple[int, Near]]:
    """Yield the hundred nearest neighbours of every point, exactly as a search among all rows finds them.

    Parameters
    ----------
    compared : ComparisonSet
        Where they are looked for.
    pairs : Pairs
        The pairs that stand at the points.
    points : ndarray (pairs, features)
        Centred within their year; NaN where unknown.

    Notes
    -----
    Exact distances are worked out for the rows with the smallest lower bounds, and where a row left out could still be as near as the last of
    the hundred, for all that could.
    """
    size = min(CANDIDATES, len(compared.event))
    for begin, low in bounds(compared, points):
        chosen = np.sort(np.argpartition(low, size - 1, axis=1)[:, :size], axis=1)
        beyond = np.take_along_axis(low, chosen, axis=1).max(axis=1)
        for offset, among in enumerate(chosen):
            at = begin + offset
            codes = int(pairs.one[at]), int(pairs.two[at])
            near = compared.nearest(points[at], codes, among)
            if len(near.rows) < NEIGHBOURS:
                near = compared.nearest(points[at], codes)
            elif (reach := near.far[NEIGHBOURS - 1] ** 2 + SLACK) > beyond[offset]:
                near = compared.nearest(points[at], codes, np.flatnonzero(low[offset] <= reach))
            yield at, Near(near.rows[:NEIGHBOURS], near.far[:NEIGHBOURS])


def bounds(compared: ComparisonSet, points: Small) -> Iterator[tuple[int, Small]]:
    """Yield, for some points at a time, lower bounds on the squares of their distances from all rows.

    Cut to a window as wide as the largest difference that counts, two values never differ by more than they count for; and the sum of squares
    of differences is a product of matrices.
    """
    metric = compared.metric
    weight = metric.weight.astype(np.float32)
    all_rows, all_points = (
        standard(metric, values).astype(np.float32) for values in (compared.positions.values, points)
    )
    lowest = np.where(np.isfinite(all_rows), all_rows, np.inf)
    lowest = np.maximum(np.quantile(lowest, 0.005, axis=0), -FAR / 2).astype(np.float32)
    lowest = np.where(np.isfinite(lowest), lowest, 0.0).astype(np.float32)
    (known, there), (mine, here) = (_cut(values, lowest) for values in (all_rows, all_points))
    right = np.concatenate([known, there**2, there], axis=1).T
    left = np.concatenate([here**2 * weight, mine * weight, -2 * here * weight], axis=1)
    for begin in range(0, len(points), AT_ONCE):
        some = slice(begin, begin + AT_ONCE)
        shared = (mine[some] * weight) @ known.T
        low = np.where(shared >= LEAST - SLACK, (left[some] @ right) / np.maximum(shared, SLACK), np.inf)
        yield begin, low.astype(np.float32)


def _cut(values: Small, lowest: Small) -> tuple[Small, Small]:
    known = np.isfinite(values)
    cut = np.where(known, np.clip(values, lowest, lowest + FAR) - lowest - FAR / 2, 0.0)
    return known.astype(np.float32), cut.astype(np.float32)
