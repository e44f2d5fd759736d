"""Similarity of foreign-policy positions: S, kappa, pi, tau-b and agreement, for all pairs of states at once.

Every measure here is a function of one thing: how often a pair of states held each combination of positions. That joint table of all pairs
is one matrix product of the positions coded as zeros and ones, so no pair is ever looped over. A position that is missing
(NaN) leaves the object out for the pairs of that state only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.rows import located

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
Indices: TypeAlias = "NDArray[np.intp]"
Power = Literal[0, 1, 2]
NOTHING = 1e-12
"""A share below this is rounding."""


@dataclass(frozen=True)
class Joint:
    """How often each pair of states held each combination of positions.

    Parameters
    ----------
    counts : ndarray (k, k, p)
        ``counts[i, j]`` is, for every pair, the number (or weight) of objects on which the first state held level ``i`` and the second ``j``.
    levels : ndarray (k,)
        Values of the levels, ascending.
    first, second : ndarray (p,)
        Rows of the two states of a pair in the matrix of positions, ``first < second``.
    states : int
        Number of states.
    """

    counts: Floats
    levels: Floats
    first: Indices
    second: Indices
    states: int

    @cached_property
    def total(self) -> Floats:
        """Return the objects (their weight) on which both states of a pair held a position (p,)."""
        return _summed(self.counts)

    @cached_property
    def margins(self) -> tuple[Floats, Floats]:
        """Return how often the first and the second state of a pair held each level, both (k, p)."""
        return self.counts.sum(axis=1), self.counts.sum(axis=0)

    def merged(self, cut: float) -> Joint:
        """Return the same with two levels: below ``cut`` (0), and from it up (1).

        Examples
        --------
        >>> joint([[0, 1, 3], [0, 2, 0]]).merged(1).counts[:, :, 0]
        array([[1., 0.],
               [1., 1.]])
        """
        at = int(np.searchsorted(self.levels, cut))
        halves = (slice(None, at), slice(at, None))
        counts = np.stack([np.stack([_summed(self.counts[a, b]) for b in halves]) for a in halves])
        return Joint(counts, np.array([0.0, 1.0]), self.first, self.second, self.states)

    def square(self, values: Floats, diagonal: float = 1.0) -> Floats:
        """Return values of pairs (p,) as a symmetric matrix (n, n)."""
        matrix = np.full((self.states, self.states), diagonal)
        matrix[self.first, self.second] = values
        matrix[self.second, self.first] = values
        return matrix


def joint(positions: ArrayLike, levels: ArrayLike | None = None, weights: ArrayLike | None = None) -> Joint:
    """Return the joint tables of all pairs of states.

    Parameters
    ----------
    positions : array_like (n, m)
        What each of ``n`` states did on each of ``m`` objects (roll calls, or states with which it may have pacts); NaN where
        unknown.
    levels : array_like (k,), optional
        All positions that a state could hold; by default those that occur. The farthest apart are the scale of S, so levels that could
        have been chosen and were not belong in it.
    weights : array_like (m,), optional
        Weight of each object, for instance capability; one each by default. Objects of unknown weight (NaN) are left out.

    Raises
    ------
    ValueError
        When the shapes do not fit, a weight is negative or a position is not among the levels.

    Examples
    --------
    >>> votes = [[1, 1, 2, 3], [1, 2, 2, float("nan")]]
    >>> joint(votes, levels=[1, 2, 3]).counts[:, :, 0]
    array([[1., 1., 0.],
           [0., 1., 0.],
           [0., 0., 0.]])
    """
    held = np.asarray(positions, dtype=np.float64)
    if held.ndim != 2:
        raise ValueError(f"positions must be states by objects, not of {held.ndim} dimensions")
    known = ~np.isnan(held)
    scale = np.unique(held[known] if levels is None else np.asarray(levels, dtype=np.float64))
    chosen, worth = held[None] == scale[:, None, None], _worth(weights, held.shape[1])
    if not (np.isfinite(scale).all() and (chosen.any(axis=0) == known).all()):
        raise ValueError(f"a position is not among the levels {scale.tolist()}, or one is not finite")
    pairs = first, second = np.triu_indices(held.shape[0], 1)
    if known.all() and scale.size > 1:
        counts = _complete(chosen, worth, pairs)
    else:
        counts = np.empty((scale.size, scale.size, first.size))
        _products(chosen, worth, pairs, counts)
    return Joint(counts, scale, first, second, held.shape[0])


def _worth(weights: ArrayLike | None, objects: int) -> Floats | None:
    """Return the weight of each object (m,), 0 where it is unknown; None where each counts one."""
    if weights is None:
        return None
    weight = np.asarray(weights, dtype=np.float64)
    if weight.shape != (objects,) or (weight < 0).any():
        raise ValueError(f"weights must be {objects} numbers that are not negative")
    return np.where(weight > 0, weight, 0.0)


def _complete(chosen: Bools, worth: Floats | None, pairs: tuple[Indices, Indices]) -> Floats:
    """Return the joint tables (k, k, p) where every position is known: on what is left of each object both held the lowest level."""
    counts = np.empty((len(chosen), len(chosen), pairs[0].size))
    inner = counts[1:, 1:]
    _products(chosen[1:], worth, pairs, inner)
    held = chosen.sum(axis=2, dtype=np.float64) if worth is None else chosen @ worth
    one, two = (held.take(side, axis=1) for side in pairs)
    np.subtract(one[1:], inner.sum(axis=1), out=counts[1:, 0])
    np.subtract(two, counts[1:].sum(axis=0), out=counts[0])
    if worth is not None:
        for edge in (counts[0], counts[1:, 0]):
            edge[edge < NOTHING * worth.sum()] = 0.0
    return counts


def _products(chosen: Bools, worth: Floats | None, pairs: tuple[Indices, Indices], into: Floats) -> None:
    """Write, for pairs of states, the products (k, k, p) of positions coded as zeros and ones (k, n, m).

    They are made block by block, each too small to be divided among threads: two threads that wait for each other cost more than they save,
    and sums do not depend on their number. Counts below 2**24 are exact in single precision. The pairs of two levels stand side by side in
    memory: every sum over levels runs along them.
    """
    block, deep = 32, 256  # states and objects of one product
    k, n, m = chosen.shape
    high = -(-n // block)
    coded = np.zeros((k, high * block, m), np.float32 if worth is None else np.float64)
    coded[:, :n] = chosen if worth is None else chosen * np.sqrt(worth)
    blocks = coded.reshape(k, high, block, m)
    table = np.zeros((k, k, high, high, block, block), coded.dtype)
    for row in range(high):
        for start in range(0, m, deep):
            part = blocks[..., start : start + deep]
            table[:, :, row, row:] += part[:, None, row, None] @ part[None, :, row:].swapaxes(-1, -2)
    (one, in_one), (two, in_two) = (np.divmod(side, block) for side in pairs)
    at = ((one * high + two) * block + in_one) * block + in_two
    for i in range(k):
        for j in range(k):
            into[i, j] = table[i, j].take(at)


def agreement(of: Joint) -> Floats:
    """Return the share of objects on which both held the same position (p,); NaN without a common object.

    References
    ----------
    Lijphart (1963), American Political Science Review 57(4): 902-917.

    Examples
    --------
    >>> agreement(joint([[1, 1, 2, 3], [1, 2, 2, 1]]))
    array([0.5])
    """
    return _ratio(np.einsum("iip->p", of.counts), of.total)


def s_score(of: Joint, power: Literal[1, 2] = 1) -> Floats:
    """Return S (p,): 1 minus twice the distance of two states as a share of the greatest possible; -1 to 1.

    Parameters
    ----------
    of : Joint
        Joint tables, weighted for weighted S.
    power : {1, 2}
        Absolute distances (1), as in the paper, or squared ones (2).

    References
    ----------
    Signorino, Curtis S. and Jeffrey M. Ritter (1999). Tau-b or Not Tau-b: Measuring the Similarity of Foreign Policy Positions.
    International Studies Quarterly 43(1): 115-144.

    Examples
    --------
    >>> pacts = joint([[3, 0, 0, 1], [0, 3, 0, 1]], levels=range(4))
    >>> s_score(pacts), s_score(joint([[3, 0, 0, 1], [0, 3, 0, 1]], range(4), weights=[1, 1, 1, 3]))
    (array([0.]), array([0.333...]))
    """
    apart = _distances(of, power)
    return 1 - 2 * _ratio(_weighted(apart, of.counts), of.total * apart.max(initial=0.0))


def kappa(of: Joint, power: Power = 0) -> Floats:
    """Return Cohen's kappa (p,): agreement beyond what the two states' own distributions give by chance.

    Parameters
    ----------
    of : Joint
        Joint tables.
    power : {0, 1, 2}
        Weight of a disagreement: all alike (0), or the distance of the values (1) or its square (2). Distance is that of the values,
        the same for every pair, and not of ranks among those that a pair happened to use.

    Returns
    -------
    ndarray (p,)
        NaN where no disagreement was to be expected by chance: both held one and the same position throughout.

    References
    ----------
    Cohen (1960), Educational and Psychological Measurement 20(1): 37-46; weighted, Cohen (1968), Psychological Bulletin 70(4):
    213-220. For foreign policy: Haege (2011), Political Analysis 19(3): 287-305.

    Examples
    --------
    >>> kappa(joint([[1, 1, 2, 2], [1, 1, 2, 1]]))
    array([0.5])
    """
    return _corrected(of, power, *of.margins)


def scott_pi(of: Joint, power: Power = 0) -> Floats:
    """Return Scott's pi (p,): as kappa, chance being what the mean of the two distributions gives.

    References
    ----------
    Scott, William A. (1955). Reliability of Content Analysis: The Case of Nominal Scale Coding. Public Opinion Quarterly 19(3):
    321-325.

    Examples
    --------
    >>> scott_pi(joint([[1, 1, 2, 2], [1, 1, 2, 1]]))
    array([0.466...])
    """
    rows, columns = of.margins
    mean = (rows + columns) / 2
    return _corrected(of, power, mean, mean)


def tau_b(of: Joint) -> Floats:
    """Return Kendall's tau-b (p,): pairs of objects ordered alike, less those ordered otherwise, corrected for ties.

    Returns
    -------
    ndarray (p,)
        NaN where one of the two held one position throughout.

    References
    ----------
    Kendall, Maurice G. (1945). The Treatment of Ties in Ranking Problems. Biometrika 33(3): 239-251.

    Examples
    --------
    >>> tau_b(joint([[1, 2, 3, 3], [1, 2, 3, 2], [2, 2, 2, 2]]))
    array([0.8, nan, nan])
    """
    counts, total = of.counts, of.total
    k = of.levels.size
    alike = np.zeros_like(total)
    for i in range(k - 1):
        above = counts[i + 1 :].sum(axis=0)
        for j in range(k - 1):
            alike += counts[i, j] * above[j + 1 :].sum(axis=0)
            alike -= counts[i, j + 1] * above[: j + 1].sum(axis=0)
    untied = [_beyond(total**2 - (margin**2).sum(axis=0), total**2) for margin in of.margins]
    return _ratio(2 * alike, np.sqrt(untied[0] * untied[1]))


def _distances(of: Joint, power: Power) -> Floats:
    """Return the weight of a disagreement between any two levels (k, k)."""
    apart: Floats = np.abs(of.levels[:, None] - of.levels[None, :])
    return (apart > 0).astype(np.float64) if power == 0 else apart**power


def _summed(counts: Floats) -> Floats:
    """Return the sum over all combinations of positions (p,)."""
    return _weighted(np.ones(counts.shape[:2]), counts)


def _weighted(apart: Floats, counts: Floats) -> Floats:
    return apart.ravel() @ counts.reshape(apart.size, counts.shape[-1])


def _corrected(of: Joint, power: Power, rows: Floats, columns: Floats) -> Floats:
    apart, total = _distances(of, power), of.total
    expected = np.asarray((rows * (apart @ columns)).sum(axis=0))
    least = total**2 * apart.max(initial=0.0)
    return 1 - _ratio(_weighted(apart, of.counts) * total, _beyond(expected, least))


def _beyond(value: Floats, scale: Floats) -> Floats:
    """Return what is more than rounding, else zero."""
    return np.where(value > NOTHING * scale, value, 0.0)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """Return a ratio, NaN where there is nothing to divide by."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)


def onto(codes: NDArray[np.int64], states: Indices, of: Joint, values: Floats) -> Floats:
    """Return a measure of pairs of some states over all states (n, n), NaN where it is not defined.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of all states, ascending.
    states : ndarray (m,)
        Codes of those that were compared, ascending.
    of : Joint
        Their joint tables.
    values : ndarray (p,)
        The measure of their pairs.

    Examples
    --------
    >>> of = joint([[1, 1, 2], [1, 2, 2]])
    >>> onto(np.array([2, 20, 200]), np.array([2, 200]), of, agreement(of)).round(2)[0]
    array([ nan,  nan, 0.67])
    """
    at, known = located(codes, states.astype(np.int64))
    inside = known[of.first] & known[of.second]
    one, two = at[of.first[inside]], at[of.second[inside]]
    found = np.full((len(codes),) * 2, np.nan)
    found[one, two] = found[two, one] = values[inside]
    return found


def by_year(years: Iterable[tuple[int, Indices, Joint, Mapping[str, Floats]]]) -> pl.DataFrame:
    """Return measures of pairs as one frame.

    Parameters
    ----------
    years : iterable of (int, ndarray (n,), Joint, mapping)
        The year, the codes of the states, ascending, their joint tables, and measures of the pairs by name, each (p,); the one named ``n`` counts.

    Returns
    -------
    polars.DataFrame
        Columns ``ccode1 < ccode2``, ``year`` and the measures, null for NaN; empty, and without measures, when there is no year.
    """
    keys = dict.fromkeys(("ccode1", "ccode2", "year"), pl.Int16)
    frames = [
        pl.DataFrame(
            {
                "ccode1": codes[of.first].astype(np.int16),
                "ccode2": codes[of.second].astype(np.int16),
                "year": np.full(of.first.size, year, dtype=np.int16),
                **{name: v.astype(np.int32) if name == "n" else v for name, v in values.items()},
            }
        )
        for year, codes, of, values in years
    ]
    return pl.concat(frames).fill_nan(None) if frames else pl.DataFrame(schema=keys)
