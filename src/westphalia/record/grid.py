"""Rows of states, or of pairs of states, in the years in which they were in the system together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record import schema
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

System = Literal["cow", "gw"]
Ints: TypeAlias = "NDArray[np.integer]"
Bools: TypeAlias = "NDArray[np.bool_]"
CODES = 1000
"""Codes are below this number in both lists."""


@dataclass(frozen=True, eq=False)
class Grid:
    """The rows of a panel as cells of the cube state by state by year (state by year for state-years).

    Parameters
    ----------
    system : {"cow", "gw"}
        Whose states these are.
    dyads : bool
        Whether a row is a pair of states.
    directed : bool
        Whether each pair stands both ways.
    first, last : int
        The years.
    codes : ndarray (n,)
        Codes of the states in that list, ascending: the same in every world.
    places : tuple of ndarray (1000, years)
        Where a state of the Correlates of War code stands among ``codes`` in a year; -1 where it does not. The second, if there
        is one, is the further state that bore the code in that year (Serbia and Yugoslavia, 2006).
    listed : ndarray (n, years)
        Whether the state was also in the Correlates of War system in that year.
    cells : ndarray (rows,)
        Number of each row's cell, ascending: rows are sorted by state, state and year.
    every : bool
        Whether there are rows of years in which a state was not in the system, too; ``listed`` tells when it was.
    """

    system: System
    dyads: bool
    directed: bool
    first: int
    last: int
    codes: Ints
    places: tuple[Ints, ...]
    listed: Bools
    cells: NDArray[np.int32]
    every: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Names of the key columns."""
        code = "ccode" if self.system == "cow" else "gwcode"
        return (f"{code}1", f"{code}2", "year") if self.dyads else (code, "year")

    @property
    def years(self) -> int:
        """How many years."""
        return self.last - self.first + 1

    @cached_property
    def when(self) -> NDArray[np.int32]:
        """Place of each row's year."""
        return self.cells % np.int32(self.years)

    @cached_property
    def one(self) -> NDArray[np.int32]:
        """Place of each row's first (or only) state."""
        return self.cells // np.int32(self.years * (len(self.codes) if self.dyads else 1))

    @cached_property
    def two(self) -> NDArray[np.int32]:
        """Place of each row's second state."""
        return self.cells // np.int32(self.years) - self.one * np.int32(len(self.codes))

    @cached_property
    def row(self) -> NDArray[np.int32]:
        """Row of each cell; -1 for a cell without one."""
        found = np.full(len(self.codes) ** (2 if self.dyads else 1) * self.years, -1, dtype=np.int32)
        found[self.cells] = np.arange(len(self.cells), dtype=np.int32)
        return found

    @cached_property
    def by_year(self) -> list[NDArray[np.int64]]:
        """Rows of each year, in the order of the years."""
        order = np.argsort(self.when, kind="stable")
        return np.split(order, np.searchsorted(self.when[order], np.arange(1, self.years)))

    def within(self, span: tuple[int, int] | None) -> Bools:
        """Return, for each row, whether its year lies in a span of years."""
        if span is None:
            return np.zeros(len(self.cells), dtype=np.bool_)
        return (self.when >= span[0] - self.first) & (self.when <= span[1] - self.first)

    def in_cow(self) -> Bools:
        """Return, for each row, whether its states were in the Correlates of War system."""
        found = self.listed[self.one, self.when]
        return found & self.listed[self.two, self.when] if self.dyads else found

    def stands(self, codes: Ints, years: Ints, gw: bool = False) -> list[NDArray[np.int64]]:
        """Return where states stand among ``codes`` of the grid in given years, -1 where they do not.

        There is one array for each state that a Correlates of War code may mean in a year; a Gleditsch-Ward code (``gw``) means one.

        Parameters
        ----------
        codes, years : ndarray (rows,)
            States by code, and years.
        gw : bool
            Whether the codes are of Gleditsch and Ward.
        """
        codes, when = codes.astype(np.int64), years.astype(np.int64) - self.first
        outside = (when < 0) | (when >= self.years)
        when = when.clip(0, self.years - 1)
        if gw:
            at = np.searchsorted(self.codes, codes).clip(0, len(self.codes) - 1)
            found = [np.where(self.codes[at] == codes, at, -1)]
        else:
            found = [place[codes, when].astype(np.int64) for place in self.places]
        return [np.where(outside, -1, at) for at in found]

    def rows_of(self, years: Ints, one: Ints, two: Ints | None = None) -> NDArray[np.int32]:
        """Return the row of each state (or pair) and year (some,); -1 where there is none.

        Parameters
        ----------
        years : ndarray (some,)
            Years.
        one, two : ndarray (some,)
            Places among ``codes``; two for pairs.
        """
        when = years.astype(np.int64) - self.first
        outside = (when < 0) | (when >= self.years) | (one < 0)
        cells = one.astype(np.int64)
        if two is not None:
            outside |= two < 0
            cells = cells * len(self.codes) + two
        found = self.row[np.where(outside, 0, cells * self.years + when)]
        return np.where(outside, np.int32(-1), found)

    def keep(self, some: Bools | slice) -> Grid:
        """Return the grid with some of its rows: those of a mask, or a run of them."""
        return replace(self, cells=self.cells[some])

    def frame(self) -> pl.DataFrame:
        """Return the key columns."""
        codes = self.codes.astype(np.int16)
        columns = [codes[self.one], *([codes[self.two]] if self.dyads else [])]
        columns.append(np.arange(self.first, self.last + 1, dtype=np.int16)[self.when])
        return pl.DataFrame(dict(zip(self.keys, columns, strict=True)))


def build(world: World, years: tuple[int, int], system: System, dyads: bool, directed: bool) -> Grid:
    """Return the grid of a panel: a row where spells of membership overlap the year, pairs that never met on a day left out.

    Parameters
    ----------
    world : World
        The record.
    years : tuple of int
        First and last.
    system : str
        ``cow`` or ``gw``.
    dyads : bool
        Whether rows are pairs.
    directed : bool
        Whether each pair stands in both directions.
    """
    first, last = years  # what is kept holds all years of the record, and no row hangs on which these are
    begins = min(first, schema.FIRST_YEAR)
    asked = slice(first - begins, last - begins + 1)
    codes, *always = _members(world, system, begins, max(last, schema.LAST_YEAR))
    present, listed, *places = (each[..., asked] for each in always)
    if len(places) > 1 and (places[1] < 0).all():
        places.pop()
    cells = _dyads(world, codes, present, system, first, directed) if dyads else np.flatnonzero(present)
    return Grid(system, dyads, directed, first, last, codes, tuple(places), listed, cells.astype(np.int32))


@once
def _members(world: World, system: System, first: int, last: int) -> tuple[NDArray[Any], ...]:
    """Return the codes, in which years each was in the system and in that of the Correlates of War, and the places: the same for every panel."""
    spells = world.scan("memberships").collect()
    own = spells.filter(pl.col("system") == system)
    codes = _codes(world, own, system)
    present = np.zeros((len(codes), last - first + 1), dtype=np.bool_)
    for code, begin, end in _years(own, "code", first, last):
        present[np.searchsorted(codes, code), begin:end] = True
    if system == "cow":
        return codes, present, present, _own_places(codes, present)
    listed, places = np.zeros_like(present), _places(own, codes, first, last)
    for ccode, begin, end in _years(spells.filter(pl.col("system") == "cow"), "ccode", first, last):
        for place in places:
            at = np.arange(begin, end)
            at = at[place[ccode, begin:end] >= 0]
            listed[place[ccode, at], at] = True
    return codes, present, listed, *places


def alone(
    world: World, codes: tuple[int, ...], years: tuple[int, int], members: Literal["cow", "either"]
) -> Grid:
    """Return a row for each year of one state, or of one pair by ascending codes, whether or not it was in the system.

    Parameters
    ----------
    world : World
        The record.
    codes : tuple of int
        One or two.
    years : tuple of int
        First and last.
    members : str
        ``cow`` or ``either``: the list by which a state counts as a member.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> alone(load(), (630, 365), (1854, 1856), "cow").frame().rows()
    [(365, 630, 1854), (365, 630, 1855), (365, 630, 1856)]
    """
    first, last = years
    own = np.array(sorted(set(codes)), dtype=np.int64)
    listed = np.zeros((len(own), last - first + 1), dtype=np.bool_)
    for at, code in enumerate(own.tolist()):
        for begin, end in world.spells(code, members):
            listed[at, max(begin - first, 0) : max(end - first + 1, 0)] = True
    dyads = len(own) > 1
    always = np.ones_like(listed)
    start = (1 if dyads else 0) * listed.shape[1]
    cells = np.arange(start, start + listed.shape[1], dtype=np.int32)
    return Grid("cow", dyads, False, first, last, own, (_own_places(own, always),), listed, cells, every=True)


def _codes(world: World, own: pl.DataFrame, system: System) -> Ints:
    """Return the codes of a list: those of the whole edition in every world, so that sums over all states are too.

    A state may be party to something before it enters the system: arms delivered to Tuvalu in 1994, a wrong that Montenegro handed on in 1918.
    """
    states = world.scan("states").filter(pl.col(system))
    named = states.select("ccode" if system == "cow" else "gwcode").drop_nulls().collect().to_series()
    return pl.concat([own["code"], named.alias("code")]).unique().sort().to_numpy()


def _years(spells: pl.DataFrame, code: str, first: int, last: int) -> list[tuple[int, int, int]]:
    """Return code and half-open span of places of years, of spells that overlap the years."""
    rows = []
    for state, start, end in spells.select(code, "start", "end").iter_rows():
        begin, stop = max(start.year, first), min(last if end is None else end.year, last)
        if begin <= stop:
            rows.append((state, begin - first, stop - first + 1))
    return rows


def _own_places(codes: Ints, present: Bools) -> Ints:
    place = np.full((CODES, present.shape[1]), -1, dtype=np.int16)
    place[codes] = np.where(present, np.arange(len(codes), dtype=np.int16)[:, None], np.int16(-1))
    return place


def _places(own: pl.DataFrame, codes: Ints, first: int, last: int) -> tuple[Ints, ...]:
    """Return where each Correlates of War code stands in each year.

    Where a state of the list went over from one code to another within a year, it stands for the code that it bore on more days:
    Germany (260) in 1990 for 260, from 1991 for 255; Yemen (678) in 1990 for 679.
    """
    place = np.full((CODES, last - first + 1), -1, dtype=np.int16)
    further = place.copy()
    holder: dict[tuple[int, int], tuple[int, int]] = {}
    for ccode, code, start, end in own.sort("start").select("ccode", "code", "start", "end").iter_rows():
        stop = last if end is None or end > date(last, 12, 31) else end.year
        at = int(np.searchsorted(codes, code))
        for year in range(max(start.year, first), stop + 1):
            days = _days(start, end, year)
            before, borne = holder.get((code, year), (ccode, 0))
            if before != ccode:
                if borne >= days:
                    continue
                place[before, year - first] = -1
            holder[code, year] = ccode, days
            taken = place[ccode, year - first]
            (further if taken not in (-1, at) else place)[ccode, year - first] = at
    return (place, further) if (further >= 0).any() else (place,)


def _days(start: date, end: date | None, year: int) -> int:
    """Return how many days of a year a spell has."""
    close = date(year, 12, 31)
    return (min(end or close, close) - max(start, date(year, 1, 1))).days + 1


def _dyads(
    world: World, codes: Ints, present: Bools, system: System, first: int, directed: bool
) -> NDArray[np.int64]:
    """Return the cells of the pairs."""
    states, years = present.shape
    cube = present[:, None, :] & present[None, :, :]
    cube[np.diag_indices(states) if directed else np.tril_indices(states)] = False
    for one, two, year in _never_met(world, system):
        if 0 <= year - first < years and {one, two} <= set(codes.tolist()):
            cube[np.searchsorted(codes, one), np.searchsorted(codes, two), year - first] = False
    return np.flatnonzero(cube)


@once
def _never_met(world: World, system: System) -> list[tuple[int, int, int]]:
    """Return pairs of codes that were both in the system in a year, but on no day together, with the year."""
    false = world.scan("false_dyads").collect().filter(system=system)
    return false.select("code1", "code2", "year").rows()
