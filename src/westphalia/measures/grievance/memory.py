"""Memory: what one state did to another, fading by half in a stated number of years and handed on to the states that succeed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from westphalia.record.once import once
from westphalia.record.rows import located

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.history import Floats, Ints
    from westphalia.record.source import Source

HALF_LIFE = 26.0
"""Years in which a grievance halves, estimated; see `half_life.estimate_half_life`."""
HALF_LIFE_INTERVAL = (14.0, 60.0)
"""Its interval of 95 per cent; the upper end is that of the grid, so it may be longer."""
HEIR_KINDS = ("continuation", "unification", "dissolution")


@dataclass(frozen=True, eq=False)
class Wrongs:
    """What was done, one entry each.

    Parameters
    ----------
    one, two : ndarray (m,)
        Codes of the state that remembers and of the state that did it.
    year : ndarray (m,)
        From the end of which year it counts.
    weight : ndarray (m,)
        How much, above zero.
    """

    one: Ints
    two: Ints
    year: Ints
    weight: Floats

    def among(self, codes: Ints) -> Wrongs:
        """Return those between states of some codes only."""
        kept = np.isin(self.one, codes) & np.isin(self.two, codes)
        return Wrongs(self.one[kept], self.two[kept], self.year[kept], self.weight[kept])

    def later(self, years: int) -> Wrongs:
        """Return the same as known some years later."""
        return Wrongs(self.one, self.two, self.year + years, self.weight)


def joined(parts: Sequence[Wrongs]) -> Wrongs:
    """Return several lists as one."""
    return Wrongs(
        np.concatenate([part.one for part in parts]),
        np.concatenate([part.two for part in parts]),
        np.concatenate([part.year for part in parts]),
        np.concatenate([part.weight for part in parts]),
    )


@once
def heirs(source: Source) -> dict[int, list[tuple[int, int]]]:
    """Return by year which state's memory goes over to which.

    A memory goes over where a state went on under another code, joined another, or broke up, is gone, and a new state took its
    place (West Germany, Austria). It does not where one state lives on (the Soviet Union as Russia) or is seized by another.

    Examples
    --------
    >>> import westphalia as wp
    >>> heirs(wp.load())[1949]
    [(255, 260), (255, 265)]
    """
    import polars as pl

    spells = source.listed("memberships")
    rows = source.listed("successions").filter(pl.col("kind").is_in(HEIR_KINDS))
    rows = rows.sort("date", "predecessor", "successor")
    found: dict[int, list[tuple[int, int]]] = {}
    for old, new, date, kind in rows.select("predecessor", "successor", "date", "kind").iter_rows():
        own = spells.filter(pl.col("start") < date)
        lives_on = own.filter(pl.col("end").is_null() | (pl.col("end").dt.year() > date.year))["ccode"]
        if kind == "dissolution" and (old in lives_on or new in own["ccode"]):
            continue
        found.setdefault(date.year, []).append((old, new))
    return found


class Remembered:
    """What every state remembers of every other, moved forward year by year.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of the states, ascending.
    wrongs : Wrongs
        What was done; of states that are not among the codes it is left out.
    half_life : float
        Years in which a memory halves.
    heirs : mapping, optional
        By year, whose memory goes over to whom.
    """

    def __init__(
        self,
        codes: Ints,
        wrongs: Wrongs,
        half_life: float,
        heirs: dict[int, list[tuple[int, int]]] | None = None,
    ) -> None:
        one, known_one = located(codes, wrongs.one)
        two, known_two = located(codes, wrongs.two)
        kept = np.flatnonzero(known_one & known_two & (one != two))
        kept = kept[np.argsort(wrongs.year[kept], kind="stable")]
        self._one, self._two = one[kept], two[kept]
        self._year, self._weight = wrongs.year[kept], wrongs.weight[kept]
        self._heirs = heirs or {}
        self._codes = codes
        self._fade = 0.5 ** (1.0 / half_life)
        self.first = int(self._year[0]) if len(kept) else None
        self.year = 0 if self.first is None else self.first - 1
        self.values = np.zeros((len(codes), len(codes)))

    def to(self, year: int) -> Floats:
        """Return (n, n) what each remembers of each at the end of a year, which must not lie before the last one asked for."""
        if self.first is not None:
            while self.year < year:
                self.year += 1
                self.step(self.values, self.year)
        return self.values

    def step(self, values: Floats, year: int) -> None:
        """Move what each remembers of each (n, n) from the end of the year before to that of a year, in place."""
        values *= self._fade
        at = slice(*np.searchsorted(self._year, [year, year + 1]))
        np.add.at(values, (self._one[at], self._two[at]), self._weight[at])
        for pair in self._heirs.get(year, ()):
            (old, new), known = located(self._codes, np.array(pair))
            if known.all():
                values[new] = np.maximum(values[new], values[old])
                values[:, new] = np.maximum(values[:, new], values[:, old])
                values[new, new] = 0.0


def of_rows(
    grid: Grid, wrongs: Wrongs, half_life: float, heirs: dict[int, list[tuple[int, int]]] | None = None
) -> Floats:
    """Return what the states of each row remember of each other, (rows, 2): first of second, and back."""
    found = np.zeros((len(grid.cells), 2))
    memory = Remembered(grid.codes.astype(np.int64), wrongs, half_life, heirs)
    order = np.argsort(grid.when, kind="stable")
    bounds = np.searchsorted(grid.when[order], np.arange(grid.years + 1))
    for year in range(grid.years):
        rows = order[bounds[year] : bounds[year + 1]]
        if len(rows):
            values = memory.to(grid.first + year)
            one, two = grid.one[rows], grid.two[rows]
            found[rows, 0], found[rows, 1] = values[one, two], values[two, one]
    return found
