"""Estimate: the relation of all pairs and the parameters of the indicators, in turns (variational EM)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from westphalia.lazy import np
from westphalia.measures.relation.data import Data, Seen
from westphalia.measures.relation.items import ITEMS, Indicator
from westphalia.measures.relation.model import (
    FREEDOM,
    KEEP,
    STEP,
    CellLayout,
    Parameters,
    begin,
    design,
    evidence,
    fixed,
    kept,
    layout,
    learn,
    links,
    loosened,
    spread,
    telling,
)
from westphalia.measures.relation.rows import Array
from westphalia.measures.smoothing import smooth

VERSION = 4
"""Raise it when estimates change: those that ship are made anew then."""
LEARNING, ANCHORING, SETTLING = 40, 10, 15
"""Turns in which the parameters of an indicator are learned; turns of the relations by anchors alone, and by all."""
SETTLED = 1e-3
"""Slope and place of an indicator that move by less are learned."""
FARTHEST = 1.0
"""A relation moves by no more in a turn."""
SHARE = 8
"""One of so many pairs without any event is learned from, and counts as so many."""


@dataclass(frozen=True)
class Relations:
    """Relations by row of the data.

    Attributes
    ----------
    mean, sd : (rows,) float
    variance : (rows,) float
        As normal steps give it: what the parameters are learned with.
    parameters : mapping of str to Parameters
    moved : float
        Root mean square of the last move.
    """

    mean: Array
    sd: Array
    variance: Array
    parameters: Mapping[str, Parameters]
    moved: float


@dataclass
class _State:
    mean: Array
    variance: Array
    link: Array  # of cells
    steady: tuple[
        Array, Array
    ]  # precision, and precision times value, of measured indicators: the same in every turn
    held: Array  # of cells, see `loosened`


def _start(
    data: Data, place: CellLayout, known: Mapping[str, Parameters], contact: Mapping[str, Array]
) -> _State:
    precision, pull = np.zeros(len(data.year)), np.zeros(len(data.year))
    for seen in data.seen:
        if seen.item.form == "measured":
            none = np.zeros(len(seen.rows))
            one, other = evidence(seen, known[seen.item.name], contact[seen.item.name], none, none)
            precision[seen.rows] += one
            pull[seen.rows] += other
    held = np.zeros(place.cells)
    held[place.cell] = loosened(data)
    link = np.concatenate([links(np.zeros((b.years, b.paths)), b.cut(held)).ravel() for b in place.blocks])
    return _State(np.zeros(len(data.year)), np.ones(len(data.year)), link, (precision, pull), held)


def _relate(
    data: Data, place: CellLayout, now: _State, known: Mapping[str, Parameters], contact: Mapping[str, Array]
) -> float:
    """Move the relations, given the parameters; return how far."""
    precision, pull = now.steady[0].copy(), now.steady[1].copy()
    for seen in data.seen:
        if seen.item.form == "measured":
            continue
        at = seen.rows
        one, other = evidence(
            seen, known[seen.item.name], contact[seen.item.name], now.mean[at], now.variance[at]
        )
        precision[at] += one
        pull[at] += other
    precision, pull = place.spread(precision), place.spread(pull)
    mean, variance = np.empty(place.cells), np.empty(place.cells)
    for block in place.blocks:
        years = np.arange(block.first, block.first + block.years)
        keep = kept(years, data.ends)[:, None]
        found = smooth(block.cut(precision), block.cut(pull), block.cut(now.link), keep)
        block.cut(mean)[:], block.cut(variance)[:] = found[:2]
        block.cut(now.link)[:] = np.sqrt(block.cut(now.link) * links(found[2], block.cut(now.held)))
    moved = np.clip(mean[place.cell] - now.mean, -FARTHEST, FARTHEST)
    now.mean, now.variance = now.mean + moved, variance[place.cell]
    return float(np.sqrt(np.mean(moved**2)))


def learnable(data: Data) -> tuple[Data, Array]:
    """Return the data of pairs of which something was seen to happen and a part of the others, and how much each row counts."""
    lively = np.zeros(data.chains, dtype=bool)
    for seen in data.seen:
        if seen.item.form != "measured" and seen.value.size and seen.value.mean() < 0.05:
            lively[data.chain[seen.rows[seen.value > 0]]] = True
    taken = lively | (np.arange(data.chains) % SHARE == 0)
    rows = np.flatnonzero(taken[data.chain])
    new = np.full(len(data.year), -1, dtype=np.int32)
    new[rows] = np.arange(len(rows), dtype=np.int32)
    found = []
    for seen in data.seen:
        keep = new[seen.rows] >= 0
        found.append(Seen(seen.item, new[seen.rows[keep]], seen.value[keep], seen.trust[keep]))
    chain = np.unique(data.chain[rows], return_inverse=True)[1].astype(np.int32)
    turns, jumps = new[data.turns], new[data.jumps]
    part = replace(
        data,
        chain=chain,
        year=data.year[rows],
        design=data.design[rows],
        seen=tuple(found),
        turns=turns[turns >= 0],
        jumps=jumps[jumps >= 0],
    )
    return part, np.where(lively[data.chain[rows]], 1.0, float(SHARE))


def parameters(data: Data) -> dict[str, Parameters]:
    """Return the parameters of the indicators, learned from a part of the pairs.

    Slope and place of the anchors are given; those of the others are learned from relations as the anchors alone show them: the
    others neither change what the scale means nor confirm each other.
    """
    part, counts = learnable(data)
    designs = {seen.item.name: design(part, seen) for seen in part.seen}
    known = {s.item.name: begin(designs[s.item.name], s, counts[s.rows]) for s in part.seen}
    seen_by = relate(
        part.choose(s.item.name for s in part.seen if s.item.anchor and s.item.always), known, ANCHORING
    )
    for seen in part.seen:
        at, name = seen.rows, seen.item.name
        mean, variance = seen_by.mean[at], seen_by.variance[at]
        for _ in range(0 if seen.item.anchor else LEARNING):
            before = known[name]
            known[name] = learn(designs[name], seen, before, mean, variance, counts[at])
            if abs(known[name].slope - before.slope) + abs(known[name].place - before.place) < SETTLED:
                break
    return known


def relate(data: Data, known: Mapping[str, Parameters], turns: int = SETTLING) -> Relations:
    """Return the relations of all pairs from all years, given the parameters."""
    place = layout(data)
    data = replace(data, seen=tuple(telling(data, s, known[s.item.name]) for s in data.seen))
    contact = {s.item.name: fixed(design(data, s), s, known[s.item.name]) for s in data.seen}
    now = _start(data, place, known, contact)
    moved = [_relate(data, place, now, known, contact) for _ in range(turns)]
    return Relations(now.mean, spread(now.mean, now.variance), now.variance, known, moved[-1])


# Simulate: pairs whose relations are known, seen through the indicators, to see whether the estimate finds them again.


@dataclass(frozen=True)
class SimulatedRelations:
    """Pairs with known relations.

    Attributes
    ----------
    data : Data
    truth : (rows,) float
    slopes : dict of str to float
        Of the indicators that are not anchors.
    """

    data: Data
    truth: Array
    slopes: dict[str, float]


def simulate(
    pairs: int, years: int, seed: int = 1, items: Sequence[Indicator] = ITEMS, last: int = 2000
) -> SimulatedRelations:
    """Return simulated pairs, each in all years to ``last``; half have contact in full, half a tenth of it.

    Examples
    --------
    >>> simulate(3, 5).truth.shape
    (15,)
    """
    rng = np.random.default_rng(seed)
    path = np.empty((pairs, years))
    path[:, 0] = rng.standard_normal(pairs)
    for t in range(1, years):
        path[:, t] = KEEP * path[:, t - 1] + STEP * rng.standard_t(FREEDOM, pairs)
    truth = path.ravel()
    chain = np.repeat(np.arange(pairs, dtype=np.int32), years)
    near = chain % 2
    design = np.column_stack([np.ones(len(chain)), near]).astype(np.float32)
    contact = np.where(near == 1, 1.0, 0.1)
    rows = np.arange(len(chain), dtype=np.int32)
    found, slopes = [], {}
    for item in items:
        sign = 1.0 if item.friendly else -1.0
        slope = item.anchor or sign * (0.6 if item.form == "measured" else 1.2)
        if not item.anchor:
            slopes[item.name] = slope
        if item.form == "measured":
            value = slope * truth + rng.standard_normal(len(truth))
        else:
            place = item.place if item.anchor else sign
            chance = item.most * contact / (1 + np.exp(-slope * (truth - place)))
            value = (rng.random(len(truth)) < chance).astype(float)
        at = rows[value > 0] if item.partial else rows
        found.append(Seen(item, at, value[at].astype(np.float32), np.ones(len(at), dtype=np.float32)))
    year = np.tile(np.arange(last - years + 1, last + 1, dtype=np.int32), pairs)
    return SimulatedRelations(Data(chain, year, design, tuple(found)), truth, slopes)
