"""Memory: what one state did to another, fading by half in a stated number of years and handed on to the states that succeed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Bools, Grid, Ints
    from westphalia.record.world import World

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
    weight: Array

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
def heirs(world: World) -> dict[int, list[tuple[int, int]]]:
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

    spells = (
        world.table("memberships").filter(pl.col("system") == "cow").select("ccode", "start", "end").collect()
    )
    rows = (
        world.table("successions")
        .filter(pl.col("kind").is_in(HEIR_KINDS))
        .sort("date", "predecessor", "successor")
    )
    found: dict[int, list[tuple[int, int]]] = {}
    for old, new, date, kind in rows.select("predecessor", "successor", "date", "kind").collect().iter_rows():
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
        one, known_one = _places(codes, wrongs.one)
        two, known_two = _places(codes, wrongs.two)
        kept = np.flatnonzero(known_one & known_two & (one != two))
        kept = kept[np.argsort(wrongs.year[kept], kind="stable")]
        self._one, self._two = one[kept], two[kept]
        self._year, self._weight = wrongs.year[kept], wrongs.weight[kept]
        self._heirs = heirs or {}
        self._codes = codes
        self._fade = 0.5 ** (1.0 / half_life)
        self.year = int(self._year[0]) - 1 if len(kept) else 0
        self.empty = not len(kept)
        self.values = np.zeros((len(codes), len(codes)))

    def to(self, year: int) -> Array:
        """Return (n, n) what each remembers of each at the end of a year, which must not lie before the last one asked for."""
        if self.empty:
            return self.values
        while self.year < year:
            self.year += 1
            self.values *= self._fade
            at = slice(*np.searchsorted(self._year, [self.year, self.year + 1]))
            np.add.at(self.values, (self._one[at], self._two[at]), self._weight[at])
            self._hand_on()
        return self.values

    def _hand_on(self) -> None:
        for pair in self._heirs.get(self.year, ()):
            (old, new), known = _places(self._codes, np.array(pair))
            if known.all():
                self.values[new] = np.maximum(self.values[new], self.values[old])
                self.values[:, new] = np.maximum(self.values[:, new], self.values[:, old])
                self.values[new, new] = 0.0


def _places(codes: Ints, asked: Ints) -> tuple[Ints, Bools]:
    at = np.searchsorted(codes, asked).clip(0, len(codes) - 1)
    return at, codes[at] == asked


def of_rows(
    grid: Grid, wrongs: Wrongs, half_life: float, heirs: dict[int, list[tuple[int, int]]] | None = None
) -> Array:
    """Return what the states of each row remember of each other, (rows, 2): first of second, and back."""
    found = np.zeros((len(grid.cells), 2))
    memory = Remembered(grid.codes, wrongs, half_life, heirs)
    order = np.argsort(grid.when, kind="stable")
    bounds = np.searchsorted(grid.when[order], np.arange(grid.years + 1))
    for year in range(grid.years):
        rows = order[bounds[year] : bounds[year + 1]]
        if len(rows):
            values = memory.to(grid.first + year)
            one, two = grid.one[rows], grid.two[rows]
            found[rows, 0], found[rows, 1] = values[one, two], values[two, one]
    return found
