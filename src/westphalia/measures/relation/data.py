"""Data: what is seen of every pair in every year, and how near and how powerful the two are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.relation import clashes, coded, sources
from westphalia.measures.relation.items import ERAS, FRESH, ITEMS, NEWS, Indicator
from westphalia.measures.relation.rows import Floats, Rows, chains
from westphalia.measures.relation.sources import bordering, capitals_apart, majors
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

BREAKS, TURNS = ("war", "invasion", "rupture", "client"), ("rivalry",)
"""Indicators that begin with a jump, and with a change."""
PACTS = ("defence_small", "defence_large", "entente", "nonaggression")
COOLED = 5
"""Years in which a tie begun after many were killed by the other's forces says nothing."""


def none() -> Rows:
    """Return no rows."""
    return np.zeros(0, dtype=np.int32)


@dataclass(frozen=True)
class Seen:
    """What is seen of an indicator.

    Attributes
    ----------
    item : Indicator
    rows : (m,) int
        Rows of the pairs and years in which it could be seen.
    value : (m,) float
        1 or 0; a number for measured ones.
    trust : (m,) float
        Between 0 and 1: share of the weight, less where little was counted.
    """

    item: Indicator
    rows: Rows
    value: Floats
    trust: Floats


@dataclass(frozen=True)
class Data:
    """Pairs and years, and what is seen of them.

    Attributes
    ----------
    chain : (rows,) int
        Which pair a row belongs to: a number from 0; a state that goes on under another code stays the same.
    year : (rows,) int
    design : (rows, 1 + covariates) float
        A constant and what makes contact likely: distance, a border, major powers.
    seen : tuple of Seen
    turns, jumps : (m,) int
        Rows into which a relation may change by much: a rivalry began or ended, relations were restored; a war or an invasion began.
    ends : int
        Last year in which it is seen that nothing happened: after it a relation holds until something is seen.
    """

    chain: Rows
    year: Rows
    design: Floats
    seen: tuple[Seen, ...]
    turns: Rows = field(default_factory=none)
    jumps: Rows = field(default_factory=none)
    ends: int = LAST_YEAR

    @property
    def chains(self) -> int:
        """How many pairs."""
        return int(self.chain.max()) + 1

    def era(self) -> Rows:
        """Return the era of each row, a number from 0."""
        return np.searchsorted(np.array(ERAS), self.year, side="right").astype(np.int32)

    def choose(self, names: Iterable[str]) -> Data:
        """Return the data with some of the indicators."""
        wanted = set(names)
        return replace(self, seen=tuple(s for s in self.seen if s.item.name in wanted))


def collect(world: World, grid: Grid, contemporary: bool = False) -> Data:
    """Return what the record has on the rows of a grid of pairs; as a contemporary could know it, see `as_known`."""
    year, done = (grid.when + grid.first).astype(np.int32), clashes.clashes(world, grid)
    seen = tuple(_read(world, grid, item, year, done.bloody) for item in ITEMS)
    held = {s.item.name: (s.rows, s.value, s.trust) for s in seen}
    began = [[coded.onsets(held[name], grid) for name in names] for names in (TURNS, BREAKS)]
    began[0].append(coded.ends(held["rivalry"], grid))
    turns, jumps = (np.flatnonzero(np.logical_or.reduce(rows)).astype(np.int32) for rows in began)
    turns = np.union1d(turns, coded.mended(world, grid))
    ends = clashes.DISPUTES.whole(world)[1]
    data = Data(chains(grid), year, contact(world, grid), seen, turns, jumps, ends)
    return as_known(world, grid, data) if contemporary else data


def as_known(world: World, grid: Grid, data: Data) -> Data:
    """Return the same data with lists coded in retrospect as a contemporary could know them."""
    none = np.zeros(len(data.year), dtype=np.bool_)
    seen = tuple(
        _read(world, grid, s.item, data.year, none, s.item.delay) if s.item.delay else s for s in data.seen
    )
    return replace(data, seen=seen)


def _read(
    world: World, grid: Grid, item: Indicator, year: Rows, bloody: NDArray[np.bool_], delay: int = 0
) -> Seen:
    module = next(each for each in (clashes, coded, sources) if hasattr(each, item.name))
    reader: Callable[..., tuple[Rows, Floats, Floats]] = getattr(module, item.name)
    rows, value, trust = reader(world, grid, **({"delay": delay} if delay else {}))
    first, last = item.covers.whole(world)
    inside = (year[rows] >= first) & (year[rows] <= min(last, world.last_known or last))
    seen = Seen(item, rows[inside], value[inside], trust[inside])
    if item.form != "standing" or not item.sudden:
        return seen
    if item.name not in PACTS:
        return news(seen, grid)
    return forced_on(imposed(news(seen, grid), grid, bloody), coded.client(world, grid)[0])


def forced_on(seen: Seen, clients: Rows) -> Seen:
    """Return what is seen of a tie, which says nothing between a state and one whose government it set up or whose land it holds."""
    trust = np.where(np.isin(seen.rows, clients) & (seen.value > 0), 0, seen.trust)
    return replace(seen, trust=trust.astype(np.float32))


def imposed(seen: Seen, grid: Grid, bloody: NDArray[np.bool_]) -> Seen:
    """Return what is seen of a tie, which says nothing in its first years when begun under blood shed between the two.

    A pact of an occupied state with its occupier is no friendship.
    """
    held = np.zeros(len(grid.cells), dtype=np.bool_)
    held[seen.rows] = seen.value > 0
    shed, old = bloody.copy(), np.zeros_like(held)
    for back in range(1, COOLED + 1):
        before = np.arange(len(held)) - back
        same = (before >= 0) & (grid.cells[before] == grid.cells - back)
        shed |= same & bloody[before]
        old = same & held[before]
    return replace(seen, trust=np.where((held & shed & ~old)[seen.rows], 0, seen.trust).astype(np.float32))


def news(seen: Seen, grid: Grid) -> Seen:
    """Return what is seen of a tie with more weight on its first years; the first years of the record are not news."""
    held = np.zeros(len(grid.cells), dtype=np.float32)
    held[seen.rows] = seen.value
    known = np.zeros(len(grid.cells), dtype=np.bool_)
    known[seen.rows] = True
    fresh = np.zeros(len(grid.cells), dtype=np.bool_)
    for back in range(1, FRESH + 1):
        before = np.arange(len(held)) - back
        same = (before >= 0) & (grid.cells[before] == grid.cells - back) & known[before]
        fresh |= same & (held > 0) & (held[before] == 0)
    return replace(
        seen,
        trust=np.where(fresh[seen.rows] & (seen.trust <= 1), seen.trust * NEWS, seen.trust).astype(
            np.float32
        ),
    )


def contact(world: World, grid: Grid) -> Floats:
    """Return a constant, the distance of capitals (logged, standardised), a border, and the number of major powers."""
    apart = np.log(np.maximum(capitals_apart(world, grid), 100.0) / 5000.0)
    border, powers = bordering(world, grid), majors(world, grid)
    return np.stack([np.ones(len(apart)), apart, border, powers], axis=1).astype(np.float32)
