"""The one way to ask for a number: any base quantity or measure, for any rows, of the record or of a simulated system."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.record.grid import Grid, alone, build
from westphalia.record.history import History
from westphalia.record.rows import located
from westphalia.record.source import NEVER, Floats, Ints, Source, Values

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

Carry = Literal["last"]


def values(source: Source, name: str, grid: Grid, carry: Carry | None = None, *, coding: str = "") -> Values:
    """Return a base quantity or a measure for the rows of a grid.

    Parameters
    ----------
    source : Source
        The record (a :class:`~westphalia.record.world.World`), or a simulated system.
    name : str
        Name of the quantity or measure.
    grid : Grid
        Rows of states or of pairs.
    carry : {"last"}, optional
        Past the years that it covers, use its last year; ``observed`` says which.
    coding : str
        As which source codes it, where several do: ``disputes`` by ``gml`` or ``cow``, ``sanctions`` by ``gsdb`` or ``ties``.

    Returns
    -------
    Values
        (rows,); of a state on a grid of pairs (rows, 2), its two sides; of a directed measure (rows, 2), first to second and back.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest; for a measure of pairs on a grid of states.

    Examples
    --------
    >>> import westphalia as wp
    >>> from westphalia.record.grid import alone
    >>> world = wp.load()
    >>> found = values(world, "cinc", alone(world, (365,), (2021, 2023), "cow"), carry="last")
    >>> found.observed.tolist()
    [2021, 2022, 2022]
    """
    thing = get(name, coding)
    if thing.states == 2 and not grid.dyads:
        raise NotUnderstood(
            f"{name} belongs to pairs of states.", "These are rows of states.", "Ask for pairs."
        )
    found = _known(source, thing, grid)
    span = thing.span(source)  # type: ignore[arg-type]
    if carry is None or span is None or grid.last <= span[1]:
        return found
    return _carried(source, thing.name, grid, found, span[1])  # type: ignore[arg-type]


def _known(source: Source, thing: Quantity, grid: Grid) -> Values:
    if not isinstance(thing, Measure):
        return source.read(thing.name, grid)
    span = thing.span(source)  # type: ignore[arg-type]
    value = np.full((len(grid.cells), 2) if _wide(thing, grid) else len(grid.cells), np.nan)
    place = _places(source.universe(), grid)
    only = tuple(np.unique(source.universe()[place[place >= 0]]).tolist()) if grid.every else None
    for year, rows in by_year(grid, span):
        array = computed(thing, History(source, year, only))
        one = place[grid.one[rows], year - grid.first]
        two = place[grid.two[rows], year - grid.first] if grid.dyads else one
        value[rows] = _cells(array, thing, one, two, grid.dyads)
    return Values(value, _observed(grid, value))


def computed(measure: Measure, history: History) -> Floats:
    """Return a measure of the last year of a history over its states (n,) or pairs (n, n); NaN for those that it is not known of."""
    assert measure.compute is not None
    found = np.array(measure.compute(history), dtype=np.float64)
    if measure.kind == "dyad":  # one value a pair, to the last bit: that from the lower code
        found = np.triu(found) + np.tril(found.T, -1)
    if measure.members:
        absent = ~history.present
        found[absent] = np.nan
        if found.ndim > 1:
            found[:, absent] = np.nan
    return found


def _wide(thing: Quantity, grid: Grid) -> bool:
    """Return whether there are two values a row: both sides, or both directions."""
    return grid.dyads and thing.kind != "dyad"


def _cells(array: Floats, thing: Quantity, one: Ints, two: Ints, dyads: bool) -> Floats:
    """Return the values of rows; NaN where a state is none of those of the array."""
    there = (one >= 0) & (two >= 0)
    if thing.kind == "state":
        found = np.stack([array[one], array[two]], axis=1) if dyads else array[one]
    elif thing.kind == "dyad":
        found = array[one, two]
    else:
        found = np.stack([array[one, two], array[two, one]], axis=1)
    found[~there] = np.nan
    return found


def _observed(grid: Grid, value: Floats) -> Ints:
    year = (grid.when.astype(np.int64) + grid.first).reshape(-1, *([1] * (value.ndim - 1)))
    return np.where(np.isnan(value), NEVER, year)


def _places(universe: Ints, grid: Grid) -> Ints:
    """Return where each state of a grid stands among all codes, in each of its years; -1 where it has no such code (n, years)."""
    found = np.full((len(grid.codes), grid.years), -1, dtype=np.int64)
    for place in grid.places:
        code, when = np.nonzero(place >= 0)
        at, known = located(universe, code)
        found[place[code, when][known], when[known]] = at[known]
    return found


def by_year(grid: Grid, span: tuple[int, int] | None) -> Iterator[tuple[int, Ints]]:
    """Yield each year of a grid within a span of years, with its rows."""
    for year, rows in enumerate(grid.by_year, grid.first):
        if span is not None and span[0] <= year <= span[1] and rows.size:
            yield year, rows


def _carried(world: World, name: str, grid: Grid, found: Values, last: int) -> Values:
    """Return values in which those of the last year covered stand for later ones."""
    late = np.flatnonzero(grid.when + grid.first > last)
    thing = get(name)
    then = _of_year(world, grid, thing, last)
    known = _known(world, thing, then)
    cell = grid.one[late].astype(np.int64)
    at = then.row[cell * len(grid.codes) + grid.two[late] if grid.dyads else cell]
    value, observed = found.value.copy(), found.observed.copy()
    held = at >= 0
    value[late[held]], observed[late[held]] = known.value[at[held]], known.observed[at[held]]
    spread = None if found.spread is None else found.spread.copy()
    if spread is not None and known.spread is not None:
        spread[late[held]] = known.spread[at[held]]
    return Values(value, observed, spread, found.why)


def _of_year(world: World, grid: Grid, thing: Quantity, year: int) -> Grid:
    """Return all states or pairs, either way, of the grid's list in a year."""
    if grid.every:
        return alone(world, tuple(grid.codes.tolist()), (year, year), _list(thing))
    return build(world, (year, year), grid.system, grid.dyads, directed=True)


def _list(thing: Quantity) -> Literal["cow", "either"]:
    """Return the list between whose members an absent row stands for zero."""
    return "either" if thing.zero == "either" else "cow"


def along(
    source: Source, name: str, codes: tuple[int, ...], years: tuple[int, int], *, coding: str = ""
) -> Values:
    """Return a quantity or measure of one state, or from the first to the second of two, in each of some years (years,).

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    name : str
        A quantity or measure.
    codes : tuple of int
        One state, or two: from the first to the second.
    years : tuple of int
        First and last.
    coding : str
        As which source codes it, where several do.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = along(wp.load(), "relation", (365, 630), (2020, 2020))
    >>> found.value.round(2), found.spread.round(2)
    (array([2.15]), array([0.65]))
    """
    thing = get(name, coding)
    grid = alone(source, codes, years, _list(thing))  # type: ignore[arg-type]
    found = values(source, thing.name, grid)
    if found.value.ndim == 1:
        return found
    side = 0 if codes[0] < codes[1] else 1
    spread = None if found.spread is None else found.spread[:, side]
    return Values(found.value[:, side], found.observed[:, side], spread, found.why)


def of_states(source: Source, name: str, codes: tuple[int, ...], years: tuple[int, int]) -> Floats:
    """Return the values of :func:`along` alone (years,); NaN where unknown.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    name : str
        A quantity or measure.
    codes : tuple of int
        One state, or two: from the first to the second.
    years : tuple of int
        First and last.

    Examples
    --------
    >>> import westphalia as wp
    >>> of_states(wp.load(), "asymmetry", (365, 630), (1990, 1990)).round(1)
    array([2.8])
    """
    return along(source, name, codes, years).value
