"""Model: how likely each indicator is, given the relation and the contact that a pair is likely to have.

An event or a tie needs contact and the relation for it: its chance is ``e s(b (theta - p))`` with s the logistic function, p the
relation at which it is as likely as not, b its slope, and e the contact. So what happens says the same of neighbours and of
states far apart, and what does not happen says little of those far apart. A measured indicator is normal around ``a'x + b theta``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.measures.relation.data import Data, Seen
from westphalia.measures.relation.items import ERAS
from westphalia.measures.relation.rows import Array, Floats

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST = {"event": 0.15, "standing": 0.15, "measured": 0.05}
"""Every indicator says at least so much in its own direction."""
RIDGE = 0.01
"""Precision of the prior of coefficients."""
SILENT = 0.01
"""Contact under which it says nothing that something does not happen."""
FULL = 0.98
"""Pairs that are likelier than this share of all to have an indicator have contact in full; the others in proportion."""


@dataclass(frozen=True)
class Parameters:
    """What is known of an indicator.

    Attributes
    ----------
    slope : float
        How it follows the relation.
    place : float
        The relation at which an event is as likely as not.
    contact : (k,) float
        Coefficients of contact and eras: of the log odds of an event in any relation; of the mean of a measured one.
    cap : float
        Chance of an event from which contact is full.
    variance : float
        Of a measured one.
    """

    slope: float
    place: float
    contact: Array
    cap: float = 1.0
    variance: float = 1.0


def design(data: Data, seen: Seen) -> Floats:
    """Return a constant, contact for events and ties, and eras for friendly indicators, on the rows of an indicator (m, k)."""
    own = data.design[seen.rows, :1] if seen.item.form == "measured" else data.design[seen.rows]
    if not seen.item.friendly:
        return own
    era = np.searchsorted(np.array(ERAS), data.year[seen.rows], side="right")
    return np.concatenate([own, era[:, None] == np.arange(1, len(ERAS) + 1)], axis=1).astype(np.float32)


def begin(x: Floats, seen: Seen, counts: Array) -> Parameters:
    """Return a first guess: contact from how often it is seen, place and slope as given or near the middle."""
    sign = 1.0 if seen.item.friendly else -1.0
    if seen.item.form == "measured":
        return Parameters(0.3 * sign, 0.0, np.zeros(x.shape[1]))
    contact = _logit(x, seen.value, counts * seen.trust)
    usual = 1.0 / (1.0 + np.exp(-(x @ contact)))
    cap = float(np.quantile(usual, FULL)) if len(usual) else 1.0
    return Parameters(seen.item.anchor or sign, seen.item.place if seen.item.anchor else sign, contact, cap)


def _logit(x: Floats, y: Floats, weight: Array) -> Array:
    """Return coefficients of a logistic regression with a little shrinkage; rows that are alike count together."""
    share = float(np.average(y, weights=weight)) if len(y) and weight.sum() > 0 else 0.5
    alike, yes, total = _together(x, y, weight)
    b = np.zeros(x.shape[1])
    b[0] = np.log((share + 1e-5) / (1 - share + 1e-5))
    for _ in range(12):
        p = 1.0 / (1.0 + np.exp(-(alike @ b)))
        curve = (alike * (total * p * (1 - p))[:, None]).T @ alike + RIDGE * np.eye(len(b))
        step = np.linalg.solve(curve, alike.T @ (yes - total * p) - RIDGE * b)
        b = b + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-9))
    return b


def _together(x: Floats, y: Floats, weight: Array) -> tuple[Array, Array, Array]:
    """Return rows of covariates to a tenth, with the weight of yes, and of all, in each."""
    key = np.zeros(len(x), dtype=np.int64)
    for column in x.T:
        tenth = np.rint(10 * column).astype(np.int64)
        tenth -= tenth.min(initial=0)
        key = key * (int(tenth.max(initial=0)) + 1) + tenth
    _, first, at = np.unique(key, return_index=True, return_inverse=True)
    return (
        np.rint(10 * x[first].astype(np.float64)) / 10,
        np.bincount(at, weight * y, len(first)).astype(np.float64),
        np.bincount(at, weight, len(first)).astype(np.float64),
    )


def fixed(x: Floats, seen: Seen, known: Parameters) -> Array:
    """Return what contact gives by row: between 0 and 1 for an event, the mean without the relation for a measured one."""
    flat: Array = np.asarray(x @ known.contact, dtype=np.float64)
    if seen.item.form == "measured":
        return flat
    return np.minimum(1.0 / (1.0 + np.exp(-flat)) / known.cap, 1.0) * seen.item.most


def telling(data: Data, seen: Seen, known: Parameters) -> Seen:
    """Return what is seen without rows that say next to nothing: no trust, or no event of a pair of next to no contact."""
    keep = seen.trust > 0
    if seen.item.form != "measured":
        keep &= (seen.value > 0.5) | (fixed(design(data, seen), seen, known) >= SILENT)
    return Seen(seen.item, seen.rows[keep], seen.value[keep], seen.trust[keep])


def chance(centre: Array, variance: Array) -> tuple[Array, Array]:
    """Return the expected chance of yes and its slope where the log odds are normal (MacKay 1992)."""
    flat = 1.0 / np.sqrt(1.0 + (np.pi / 8) * variance)
    p = 1.0 / (1.0 + np.exp(-np.clip(flat * centre, -50, 50)))
    return p, flat * p * (1 - p)


def scores(
    seen: Seen, known: Parameters, contact: Array, mean: Array, variance: Array
) -> tuple[Array, Array]:
    """Return first derivative and curvature of the log chance of an event by its log odds."""
    b = known.slope
    p, steep = chance(b * (mean - known.place), b * b * variance)
    left = 1.0 - contact * p
    yes = seen.value > 0.5
    first: Array = np.where(yes, 1.0 - p, -contact * p * (1 - p) / np.maximum(left, 1e-9))
    bend = contact * ((1 - 2 * p) * left + contact * p * (1 - p)) / np.maximum(left, 1e-9) ** 2
    return first, np.where(yes, steep, np.maximum(steep * bend, 0.0))


def evidence(
    seen: Seen, known: Parameters, contact: Array, mean: Array, variance: Array
) -> tuple[Array, Array]:
    """Return precision, and precision times value, that an indicator gives to the relation of its rows.

    Parameters
    ----------
    seen, known
        The indicator.
    contact : (m,) float
        See `fixed`.
    mean, variance : (m,) float
        The relation as far as it is known.
    """
    weight, b = seen.item.weight * seen.trust, known.slope
    if seen.item.form == "measured":
        share: Array = np.asarray(weight / known.variance, dtype=np.float64)
        return b * b * share, b * share * (seen.value - contact)
    first, curve = scores(seen, known, contact, mean, variance)
    precision = b * b * curve * weight
    return precision, precision * mean + b * weight * first


def learn(
    x: Floats, seen: Seen, known: Parameters, mean: Array, variance: Array, counts: Array
) -> Parameters:
    """Return the parameters of an indicator that is not an anchor after a step, given the relation."""
    weight = counts * seen.trust
    least, sign = LEAST[seen.item.form], 1.0 if seen.item.friendly else -1.0
    if seen.item.form == "measured":
        full = np.column_stack([x, mean])
        gram = (full * weight[:, None]).T @ full + RIDGE * np.eye(full.shape[1])
        gram[-1, -1] += float(weight @ variance)
        found = np.linalg.solve(gram, full.T @ (weight * seen.value))
        slope = sign * max(sign * float(found[-1]), least)
        left = (seen.value - x @ found[:-1] - slope * mean) ** 2 + slope**2 * variance
        return Parameters(slope, 0.0, found[:-1], 1.0, max(float(weight @ left / weight.sum()), 1e-3))
    contact, b = fixed(x, seen, known), known.slope
    first, curve = scores(seen, known, contact, mean, variance)
    first, curve = weight * first, weight * curve
    # log odds are a constant plus slope times the relation
    shrunk = b * float(np.where(seen.value > 0.5, curve, 0.0) @ variance)
    score = np.array([first.sum(), first @ mean - shrunk]) - RIDGE * np.array([-b * known.place, b])
    off = float(curve @ mean)
    bend = np.array([[curve.sum(), off], [off, float(curve @ (mean**2 + variance))]]) + np.eye(2)
    step = np.linalg.solve(bend, score)
    step *= min(1.0, 0.5 / max(float(np.abs(step).max()), 1e-9))
    constant, slope = -b * known.place + step[0], sign * max(sign * (b + float(step[1])), least)
    return Parameters(slope, float(-constant / slope), known.contact, known.cap)


# Filter: the relation of every pair in every year from what was known by the end of it.


TURNS = 10
"""Turns within a year."""
FARTHEST = 1.5
"""A relation moves by no more in a turn."""
Here = tuple[Seen, Parameters, Array]


def filtered(data: Data, known: Mapping[str, Parameters]) -> tuple[Array, Array]:
    """Return mean and standard deviation of the relation by row, each year from that year and those before.

    A list coded in retrospect must come as it was known (see ``data.collect``). The parameters are those of all years.
    """
    mean, variance = np.zeros(len(data.year)), np.ones(len(data.year))
    now, doubt_of = np.zeros(data.chains), np.ones(data.chains)
    last = np.full(data.chains, -1, dtype=np.int64)
    order = np.argsort(data.year, kind="stable")
    years, starts = np.unique(data.year[order], return_index=True)
    place = np.empty(len(data.year), dtype=np.int64)
    held = loosened(data)
    sorted_by_year = [_by_year(data, seen, known[seen.item.name]) for seen in data.seen]
    for year, start, end in zip(years.tolist(), starts, [*starts[1:], len(order)], strict=True):
        rows = order[start:end]
        own, place[rows] = np.unique(data.chain[rows], return_inverse=True)
        gone = np.where(last[own] < 0, 0, year - last[own])
        left = (1.0 if year > data.ends else KEEP) ** np.maximum(
            gone - 1.0, 0.0
        )  # years between in which the two did not both exist
        before, doubt = now[own] * left, 1 + (doubt_of[own] - 1) * left**2
        here = [part[year] for part in sorted_by_year if year in part]
        seen = [(h, place[h[0].rows]) for h in here]
        keep = np.where(gone > 0, kept(np.array([year]), data.ends)[0], 0.0)
        share = np.zeros(len(own))
        share[place[rows]] = held[rows]
        now[own], doubt_of[own] = _year(before, doubt, keep, share, seen)
        last[own] = year
        mean[rows], variance[rows] = now[data.chain[rows]], doubt_of[data.chain[rows]]
    return mean, spread(mean, variance)


def _by_year(data: Data, seen: Seen, known: Parameters) -> dict[int, Here]:
    """Return what is seen of an indicator by year, with its parameters and what contact gives."""
    seen = telling(data, seen, known)
    contact = fixed(design(data, seen), seen, known)
    year = data.year[seen.rows]
    order = np.argsort(year, kind="stable")
    years, starts = np.unique(year[order], return_index=True)
    found = {}
    for each, start, end in zip(years.tolist(), starts, np.append(starts, len(order))[1:], strict=True):
        at = order[start:end]
        found[each] = Seen(seen.item, seen.rows[at], seen.value[at], seen.trust[at]), known, contact[at]
    return found


def _year(
    before: Array,
    doubt: Array,
    keep: Array,
    held: Array,
    here: list[tuple[Here, NDArray[np.int64]]],
) -> tuple[Array, Array]:
    """Return mean and variance after a year, from those before it; the step into the year may turn out large.

    Parameters
    ----------
    before, doubt : (n,) float
        Mean and variance before it.
    keep : (n,) float
        Share that is left of it; 0 of a pair that begins.
    held : (n,) float
        Share of a usual step's precision that holds the step; 0 where it is found from the step itself.
    here : list
        What is seen in the year, and of which pair.
    """
    old, jumps = keep > 0, held > 0
    usual = np.where(jumps, STEP**2 / np.where(jumps, held, 1.0), STEP**2)
    size = usual
    mean, variance = keep * before, np.where(old, keep**2 * doubt + size, 1.0)
    for _ in range(TURNS):
        ahead = np.where(old, keep**2 * doubt + size, 1.0)
        precision, pull = 1.0 / ahead, keep * before / ahead
        for (seen, known, contact), at in here:
            one, other = evidence(seen, known, contact, mean[at], variance[at])
            precision += np.bincount(at, one, len(mean))
            pull += np.bincount(at, other, len(mean))
        mean = mean + np.clip(pull / precision - mean, -FARTHEST, FARTHEST)
        variance = 1.0 / precision
        share = size / ahead  # of a surprise that is due to the step
        step = (share * (mean - keep * before)) ** 2 + size * (1 - share) + share**2 * variance
        loose = np.maximum((FREEDOM + 1) / (FREEDOM + step / STEP**2), LOOSEST)
        size = np.where(jumps, usual, np.sqrt(size * STEP**2 / loose))
    return mean, variance


# Paths: the mean and variance of the relation of many pairs at once, given what is seen of them.


KEEP = 0.97
"""Share of a relation that is left after a year in which nothing is seen: half after 23 years."""
STEP = sqrt(1 - KEEP**2)
"""Scale of a step: a path of normal steps of this size has a variance of 1 in the long run."""
FREEDOM = 3.0
"""Degrees of freedom of the steps."""
LOOSEST = 0.02
"""A step is held by no less than this share of a usual one's precision: jumps of several units at most."""
JUMP, TURN = 0.01, 0.06
"""Share of a usual one's precision that holds the step into a year in which a war or an invasion began; in which a rivalry began or ended."""
WIDER, FARTHER = 1.1, 0.15
"""Intervals from normal steps are too narrow, the more so far out: set so that they hold the truth of simulated pairs as often as they say."""
NEAR, LONG = 12, 40
"""Paths that begin within so many years of each other, and end within so many, share a block."""


@dataclass(frozen=True)
class Block:
    """Paths of similar years from ``first``: cells ``start`` to ``start + years * paths``, year by year."""

    start: int
    years: int
    paths: int
    first: int

    def cut(self, cells: Any) -> Any:
        """Return the cells of the block, (years, paths)."""
        return cells[self.start : self.start + self.years * self.paths].reshape(self.years, self.paths)


@dataclass(frozen=True)
class CellLayout:
    """Where rows lie among the cells of the blocks.

    Attributes
    ----------
    blocks : tuple of Block
    cell : (rows,) int
    cells : int
    """

    blocks: tuple[Block, ...]
    cell: NDArray[np.int64]
    cells: int

    def spread(self, values: Array) -> Array:
        """Return sums of values of rows by cell."""
        return np.asarray(np.bincount(self.cell, values, self.cells), dtype=np.float64)


def layout(data: Data) -> CellLayout:
    """Return a layout for the pairs of the data."""
    first = np.full(data.chains, 9999, dtype=np.int64)
    last = np.zeros(data.chains, dtype=np.int64)
    np.minimum.at(first, data.chain, data.year)
    np.maximum.at(last, data.chain, data.year)
    group = _groups(first, last)
    start = np.zeros(data.chains, dtype=np.int64)
    place, width, base = start.copy(), start.copy(), start.copy()
    blocks, cells = [], 0
    for one in range(int(group.max()) + 1):
        held = np.flatnonzero(group == one)
        years = int(last[held].max() - first[held].min()) + 1
        blocks.append(Block(cells, years, len(held), int(first[held].min())))
        start[held], place[held], width[held], base[held] = (
            cells,
            np.arange(len(held)),
            len(held),
            first[held].min(),
        )
        cells += years * len(held)
    of = data.chain
    return CellLayout(tuple(blocks), start[of] + (data.year - base[of]) * width[of] + place[of], cells)


def _groups(first: NDArray[np.int64], last: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a group for each path: those whose years are alike."""
    begins = np.unique(first)
    edge, edges = -9999, []
    for year in begins:
        if year - edge > NEAR:
            edge = int(year)
            edges.append(edge)
    key = np.searchsorted(np.array(edges), first, side="right") * 100 + last // LONG
    group: NDArray[np.int64] = np.unique(key, return_inverse=True)[1].astype(np.int64)
    return group


def links(square: Array, held: Array | None = None) -> Array:
    """Return the precision of each step from its expected square: large steps are held less, and jumps hardly."""
    found = np.maximum((FREEDOM + 1) / (FREEDOM + square / STEP**2), LOOSEST) / STEP**2
    if held is not None:
        found = np.where(held > 0, held / STEP**2, found)
    found[0] = 1.0
    return found


def loosened(data: Data) -> Array:
    """Return by row the share of a usual step's precision that holds the step into it; 0 where nothing is known of the step."""
    found = np.zeros(len(data.year))
    found[data.turns] = TURN
    found[data.jumps] = JUMP
    return found


def kept(years: NDArray[np.integer], ends: int) -> Array:
    """Return the share of a relation that is left after the step into each year: all of it once silence says nothing.

    Examples
    --------
    >>> kept(np.array([2013, 2014, 2015]), 2014)
    array([0.97, 0.97, 1.  ])
    """
    return np.where(np.asarray(years) > ends, 1.0, KEEP)


def spread(mean: Array, variance: Array) -> Array:
    """Return the standard deviation of a relation from its mean and its variance with normal steps.

    Examples
    --------
    >>> spread(np.array([0.0, 4.0]), np.array([1.0, 1.0])).round(2)
    array([1.1 , 1.25])
    """
    return np.asarray(np.sqrt(WIDER**2 * variance + (FARTHER * mean) ** 2), dtype=np.float64)
