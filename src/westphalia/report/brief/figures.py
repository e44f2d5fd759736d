"""Numbers of states and pairs as figures: asked for by their registered name, with the year they are from and, where unknown, why.

Every topic asks here, and here the record is asked as by :mod:`westphalia.measures.values`: :func:`of_all` for all states or pairs of one
year (for the place of a value), :func:`figure` for one state, :func:`series` for the years of states and :func:`between` for those of a
pair. A value is carried only with ``carry=True``: then, and
only when the year lies past the coverage, the values of the last year covered are used and ``observed`` says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.record.coverage import Coverage
from westphalia.record.grid import alone
from westphalia.record.once import once
from westphalia.record.quantities import get, quantities
from westphalia.record.source import rows_of
from westphalia.report.brief import words
from westphalia.report.brief.places import Place, place, share
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.source import Values as Read
    from westphalia.record.state import State
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class YearValues:
    """The known values of one quantity or measure in one year.

    Parameters
    ----------
    name : str
        Of what.
    values : mapping
        State code (or pair of codes) to value; only known ones.
    observed : int or None
        The year they are from; None when no such year is covered.
    why : str
        Reason why nothing is known, when nothing is.
    """

    name: str
    values: Mapping[Any, Any]
    observed: int | None
    why: str = ""


def _unit(name: str) -> str:
    """Return the unit of a quantity in plain words: that of its column."""
    column = get(name).declared()
    return (column.unit or "") if column is not None else ""


@once
def _covers(world: World, name: str) -> tuple[int, int] | None:
    """Return the first and last year that a quantity, or else the table of a list, covers in this world."""
    return world.covers(name) if name in quantities() else world.span(name)


def gap(world: World, name: str, year: int) -> str:
    """Return why nothing is known in a year of a quantity, or of the table of a list.

    Withheld, not begun, ended; empty text when the year is covered.

    Parameters
    ----------
    world, name, year : World, str, int
        The record, a quantity or table, and the year.
    """
    reason = world.withheld(quantities()[name].table if name in quantities() else name)
    if reason:
        return f"withheld in a world as of {world.last_known}: {reason}"
    span = _covers(world, name)
    if span is None:
        return "not known in this world"
    if year > span[1]:
        return words.not_after(span[1])
    return f"not known before {span[0]}" if year < span[0] else ""


def year_read(world: World, name: str, year: int, *, carry: bool = False) -> int | None:
    """Return the year whose values are read for ``year``: itself, the last one covered when carried, or None.

    Parameters
    ----------
    world, name, year : World, str, int
        The record, a quantity or table, and the year asked for.
    carry : bool, optional
        Whether the last year covered stands for later ones.
    """
    span = _covers(world, name)
    if span is None or year < span[0]:
        return None
    return year if year <= span[1] else span[1] if carry else None


def of_all(
    world: World, name: str, year: int, *, carry: bool = False, first: tuple[int, ...] = ()
) -> YearValues:
    """Return the known values of all states, or of all pairs, in a year.

    Parameters
    ----------
    world : World
        The record.
    name : str
        The quantity.
    year : int
        Year asked for.
    carry : bool
        Past the coverage, read the last year covered.
    first : tuple of int
        Codes of the first states wanted of pairs; all without any.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> found = of_all(load(), "cinc", 2025, carry=True)
    >>> found.observed, len(found.values)
    (2022, 195)
    """
    observed = year_read(world, name, year, carry=carry)
    if observed is None:
        return YearValues(name, {}, None, gap(world, name, year))
    found = _pairs(world, name, observed, first) if get(name).states == 2 else _states(world, name, observed)
    return YearValues(name, found, observed)


@once(latest=2048)
def _states(world: World, name: str, year: int) -> Mapping[int, Any]:
    """Return the values of a year by code; twenty years of pages ask for a hundred each, and two hundred states take little room."""
    value = world.of_year(name, year)
    known = ~np.isnan(value)
    return dict(zip(world.universe()[known].tolist(), _plain(get(name), value[known]), strict=True))


@once(latest=48)
def _pairs(world: World, name: str, year: int, first: tuple[int, ...]) -> Mapping[Any, Any]:
    """Return the rows of a year, by both codes as they stand there.

    The wall reads a quantity of all pairs for all years at once, a million rows of trade, relations or shared organizations: ten times
    what the one year of a page costs.
    """
    thing = get(name)
    frame = world.scan(thing.table).filter(year=year, **thing.where)
    if first:
        frame = frame.filter(pl.col(thing.sides[0]).is_in(first))
    value = pl.col(thing.column) if thing.column else pl.lit(1)
    found = frame.select(*thing.sides, value.alias("value")).drop_nulls().collect()
    one, two, known = (column.to_list() for column in found.get_columns())
    return dict(zip(zip(one, two, strict=True), known, strict=True))


def _plain(thing: Quantity, value: Any) -> list[Any]:
    """Return values as whole numbers where they are such."""
    found: list[Any] = (value.astype("int64") if thing.whole() else value).tolist()
    return found


def figure(world: World, name: str, ccode: int, year: int, *, carry: bool = False) -> Figure:
    """Return one state's value in a year as a figure; parameters as in :func:`of_all`.

    Parameters
    ----------
    world, name, ccode, year : World, str, int, int
        The record, a quantity of states, the code of the state, and the year asked for.
    carry : bool, optional
        Whether the last year covered stands for later ones.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> figure(load(), "cinc", 630, 2025).why
    'not known after 2022'
    """
    return taken(of_all(world, name, year, carry=carry), ccode, year)


def taken(found: YearValues, key: Any, year: int) -> Figure:
    """Return the value of a state or pair among values already read as a figure.

    Parameters
    ----------
    found : YearValues
        The values of a year.
    key, year : object, int
        Code of a state, or the codes of a pair; and the year asked for.
    """
    table, value = get(found.name).table, found.values.get(key)
    if value is None:
        why = found.why or f"no figure on record for {found.observed}"
        return Figure(None, _unit(found.name), year, None, table, why)
    return Figure(value, _unit(found.name), year, found.observed, table)


def series(world: World, name: str, *states: int) -> list[dict[int, Any]]:
    """Return the known values of each of some states by year, ascending, of a quantity whose absent rows are unknown.

    Parameters
    ----------
    world, name : World, str
        The record, and a quantity of states.
    *states : int
        Their codes.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> russia, iran = series(load(), "cinc", 365, 630)
    >>> min(russia), min(iran), max(iran)
    (1816, 1855, 2022)
    """
    thing = get(name)
    assert not thing.zero
    assert thing.states == 1
    rows = rows_of(world, name).years(thing.span(world))
    at = [rows.one == code for code in states]
    return [dict(zip(rows.year[own].tolist(), _plain(thing, rows.value[own]), strict=True)) for own in at]


def between(world: World, name: str, one: int, two: int) -> dict[int, tuple[Any, float | None]]:
    """Return the known values of a pair, or from the first state to the second, by year, ascending, each with its standard deviation.

    Parameters
    ----------
    world, name, one, two : World, str, int, int
        The record, a quantity of pairs, and the codes of the states.
    """
    return both(world, name, one, two)[0]


@once(latest=16)
def both(world: World, name: str, one: int, two: int) -> tuple[dict[int, tuple[Any, float | None]], ...]:
    """Return the known values from the first state to the second and back; of a pair the same twice. As :func:`between` has them.

    Parameters
    ----------
    world, name, one, two : World, str, int, int
        The record, a quantity of pairs, and the codes of the states.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> there, back = both(load(), "trade", 365, 630)
    >>> there[2014][0] < back[2014][0], there[2014][1]
    (True, None)
    """
    thing = get(name)
    span = thing.span(world)
    if span is None:
        return {}, {}
    found = world.read(name, alone(world, (one, two), span, "either" if thing.zero == "either" else "cow"))
    pair = found.value.ndim == 1
    return tuple(
        _known(thing, found, ... if pair else (..., side)) for side in ((0, 1) if one < two else (1, 0))
    )


def _known(thing: Quantity, found: Read, side: Any) -> dict[int, tuple[Any, float | None]]:
    """Return the values that are known of one side by year, each with its standard deviation."""
    value, years = found.value[side], found.observed[side]
    known = np.flatnonzero(years >= 0)
    spread = [None] * len(known) if found.spread is None else found.spread[side][known].tolist()
    rows = zip(_plain(thing, value[known]), spread, strict=True)
    return dict(zip(years[known].tolist(), rows, strict=True))


# Amounts of a good by state and year, where several sources cover different years and are never mixed.


Reading = tuple["Origin", int, Mapping[int, float]]
"""A source, the year read, and its amounts by state."""
CARRY = 5
"""Most years that the last value of a source stands for later years."""


@dataclass(frozen=True, slots=True)
class Origin:
    """What one source knows of an amount.

    Parameters
    ----------
    name : str
        The quantity.
    source : str
        How the source is called on the page.
    after : str
        The table that goes before it: only years after its last are taken.
    """

    name: str
    source: str
    after: str = ""

    def covers(self, world: World) -> tuple[int, int]:
        """Return the first and last year that are taken from this source in this world; (1, 0) for none."""
        first, last = world.covers(self.name) or (1, 0)
        if self.after:
            first = max(first, Coverage((self.after,)).whole(world)[1] + 1)
        return (first, last) if first <= last else (1, 0)

    def span(self, world: World) -> tuple[int, int]:
        """Return the first and last year with a value that is taken from this source in this world; (1, 0) for none."""
        return _span(world, self)

    def values(self, world: World, year: int) -> Mapping[int, float]:
        """Return the amounts of all states in a year."""
        return of_all(world, self.name, year).values


@dataclass(frozen=True, slots=True)
class SourcedAmount:
    """An amount with its sources, the preferred one first."""

    name: str
    origins: tuple[Origin, ...]

    def first(self, world: World) -> int:
        """Return the first year of any source; 1 where none covers any."""
        spans = [origin.span(world) for origin in self.origins]
        return min((first for first, last in spans if last), default=1)

    def last(self, world: World) -> int:
        """Return the last year of any source."""
        return max(origin.span(world)[1] for origin in self.origins)


@dataclass(frozen=True, slots=True)
class Amount:
    """One state's amount with all amounts of that source and year, for its place."""

    figure: Figure
    values: Mapping[int, float]
    ccode: int

    @property
    def value(self) -> float | None:
        """The amount, None when it is not known."""
        return None if self.figure.value is None else float(self.figure.value)

    @property
    def place(self) -> Place | None:
        """Rank among the states that the source lists with a known amount."""
        return None if self.value is None else place(self.values, self.ccode)

    @property
    def share(self) -> float | None:
        """Part of the sum of the states listed."""
        return None if self.value is None else share(self.values, self.ccode)

    def to_dict(self) -> dict[str, Any]:
        """Return the amount for the JSON document."""
        spot = self.place
        return {**self.figure.to_dict(), "share": self.share, "place": spot.to_dict() if spot else None}


@once(latest=128)
def _span(world: World, origin: Origin) -> tuple[int, int]:
    begun, ended = origin.covers(world)
    while begun <= ended and not origin.values(world, begun):
        begun += 1
    return (begun, ended) if begun <= ended else (1, 0)


def amounts(world: World, measure: SourcedAmount, states: Sequence[State], year: int) -> list[Amount]:
    """Return the amounts of the states in a year, from one source where one has them all.

    Past the last year of a source its last year stands for up to :data:`CARRY` years, and ``observed`` says so.

    Parameters
    ----------
    world, measure : World, SourcedAmount
        The record, and the amount with its sources.
    states, year : sequence of State, int
        The states, in the order of the answer, and the year asked for.
    """
    readings: list[Reading] = []
    for sources in _sources(world, measure, year):
        for origin, observed in sources:
            values = origin.values(world, observed)
            if all(state.ccode in values for state in states):
                return [_amount(origin, values, state, year, observed) for state in states]
            if values:
                readings.append((origin, observed, values))
        if readings:
            break
    return [_single(world, measure, readings, state, year) for state in states]


def _sources(world: World, measure: SourcedAmount, year: int) -> tuple[list[tuple[Origin, int]], ...]:
    """Return the sources that cover the year, then those whose last year stands for it, each with the year read."""
    spans = [(origin, *origin.covers(world)) for origin in measure.origins]
    return (
        [(origin, year) for origin, first, last in spans if first <= year <= last],
        [(origin, last) for origin, _, last in spans if 0 < last < year <= last + CARRY],
    )


def _single(
    world: World,
    measure: SourcedAmount,
    readings: Sequence[Reading],
    state: State,
    year: int,
) -> Amount:
    for origin, observed, values in readings:
        if state.ccode in values:
            return _amount(origin, values, state, year, observed)
    origin = measure.origins[0]
    why = f"not among the {len(readings[0][2])} states listed for {readings[0][1]}" if readings else ""
    if not readings and year < measure.first(world):
        why = f"not known before {measure.first(world)}"
    elif not readings:
        last = measure.last(world)
        why = words.not_after(last) if 0 < last < year else f"not known for {year}"
    empty = Figure(None, _unit(origin.name), year, None, get(origin.name).table, why)
    return Amount(empty, readings[0][2] if readings else {}, state.ccode)


def _amount(origin: Origin, values: Mapping[int, float], state: State, year: int, observed: int) -> Amount:
    found = Figure(values[state.ccode], _unit(origin.name), year, observed, origin.source)
    return Amount(found, values, state.ccode)


def history(world: World, origin: Origin, state: State) -> dict[int, float]:
    """Return a state's amounts by year from one source.

    Parameters
    ----------
    world, origin, state : World, Origin, State
        The record, the source, and the state.
    """
    first, last = origin.span(world)
    found = series(world, origin.name, state.ccode)[0]
    return {year: value for year, value in found.items() if first <= year <= last}


DIVIDED = (
    ((255, 260, 265), 1946, 1990, "Germany"),
    ((678, 679, 680), 0, 1989, "Yemen"),
    ((816, 817), 0, 1975, "Vietnam"),
)
"""States that sources write as one while there were two, and the years."""


def divided(codes: Sequence[int], year: int) -> str:
    """Return a sentence when a state's figures are left out because a source writes two states as one.

    Parameters
    ----------
    codes, year : sequence of int, int
        Codes of states, and the year of the figures.

    Examples
    --------
    >>> divided((260, 365), 1975)
    'Figures of the two states in Germany are left out where a source writes them as one.'
    """
    for states, first, last, name in DIVIDED:
        if first <= year <= last and any(code in states for code in codes):
            return f"Figures of the two states in {name} are left out where a source writes them as one."
    return ""


def observed(found: Iterable[Amount]) -> list[int]:
    """Return the years that known amounts are from, ascending.

    Parameters
    ----------
    found : iterable of Amount
        Of one or more states.
    """
    return sorted({each.figure.observed for each in found if each.figure.observed is not None})
