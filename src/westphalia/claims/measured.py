"""Measures as evidence: of a state or pair over years, and where one stands among all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING, Literal

from westphalia.claims.quantities import EventsOf, MeasureOf, StandingOf
from westphalia.claims.verdict import Reading, read_kind
from westphalia.errors import NoAnswer
from westphalia.lazy import pl
from westphalia.measures.reading import Series, series, values
from westphalia.measures.registry import get
from westphalia.record.in_force import major_powers
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.claims.essay import Essay
    from westphalia.record.state import State
    from westphalia.record.world import World

ENOUGH = 0.5
"""Share of the years that must be known."""
WIDE = 1.645
FEW = 5
"""Years from which on a mean or slope has an interval."""
ESTIMATED = ("relation",)
"""Measures that are estimates, whose standard deviations widen the interval."""
FILTERED = {"relation": "relation_filtered"}
"""Smoothed series, and those that know nothing later, which stand in as of a year."""
DISTANCE, POINT = "ideal_point_distance", "ideal_point_filtered"
"""The smoothed distance in votes, and the filtered points that stand in for it."""
STOOD_IN = "the smoothed series knows later years, so that the filtered one stands in"
Points = list[tuple[int, float]]


@read_kind.register(MeasureOf)
def _of_measure(asked: MeasureOf, world: World, essay: Essay | None) -> Reading:
    """Return a measure of a state or pair, in a year or over years."""
    span = years_of(asked.years)
    found = _series(world, asked, _named(world, asked.of, span[1]), span)
    rows = [(row.year, float(row.value)) for row in found.rows if row.value is not None]
    told = Reading(None, get(asked.name).in_unit(), None, span[1], None, (found.measure.table,))
    if len(rows) < max(1, ENOUGH * len(found.rows)):
        why = next((row.why for row in found.rows if row.why), "not known")
        return replace(told, why=f"{len(rows)} of {len(found.rows)} years are known: {why}")
    seen = next(row.observed for row in reversed(found.rows) if row.value is not None)
    spreads = [row.spread for row in found.rows if row.value is not None and row.spread is not None]
    taken = replace(from_rows(asked, rows, spreads, told), observed=seen)
    return taken if found.measure.name == asked.name else replace(taken, why=STOOD_IN)


def _series(world: World, asked: MeasureOf, states: list[State], span: tuple[int, int]) -> Series:
    """Return a measure year by year; where a world that ends early withholds a smoothed series, the filtered one."""
    carry: Literal["last"] | None = "last" if asked.carry else None
    if asked.name == DISTANCE and world.withheld(get(DISTANCE).table):
        return _distances(*(series(world, get(POINT), [each], span, carry) for each in states))
    return series(world, get(known_as(world, asked.name)), states, span, carry)


def _distances(one: Series, two: Series) -> Series:
    """Return how far two states stand apart in a quantity of states, year by year."""
    pairs = zip(one.rows, two.rows, strict=True)
    rows = tuple(
        a
        if a.value is None
        else b
        if b.value is None
        else replace(a, value=abs(a.value - b.value), spread=None)
        for a, b in pairs
    )
    return Series(one.measure, one.states + two.states, rows)


def known_as(world: World, name: str) -> str:
    """Return the measure that stands for one in a world: the filtered series where the smoothed one is withheld.

    Parameters
    ----------
    world : World
        The record.
    name : str
        A measure.
    """
    return FILTERED[name] if name in FILTERED and world.withheld(get(name).table) else name


def from_rows(asked: MeasureOf, rows: Points, spreads: Sequence[float], told: Reading) -> Reading:
    """Return what a test takes of the known years of a measure.

    The interval of an estimated measure is at least as wide as what is left open of its values. Errors of neighbouring years are taken to be the
    same, so that a mean is as unsure as one year; a change and a slope, as two years that err independently.

    Parameters
    ----------
    asked : MeasureOf
        The test.
    rows : list of (int, float)
        Years and values.
    spreads : sequence of float
        Standard deviations of the values; empty where the measure has none.
    told : Reading
        What is known before.
    """
    taken = _taken(rows, asked.take, told)
    if asked.name not in ESTIMATED or not spreads or taken.value is None:
        return taken
    first, last = years_of(asked.years)
    wide = WIDE * sum(spreads) / len(spreads)
    wide *= {"change": sqrt(2), "slope": sqrt(2) / max(last - first, 1), "sum": len(spreads)}.get(
        asked.take, 1.0
    )
    low, high = taken.interval or (taken.value, taken.value)
    return replace(taken, interval=(min(low, taken.value - wide), max(high, taken.value + wide)))


def _named(world: World, names: list[str], year: int) -> list[State]:
    """Return states by name; a name of another year is understood too."""
    return [world.state(name, year) for name in names]


def years_of(years: int | list[int]) -> tuple[int, int]:
    """Return first and last year.

    Parameters
    ----------
    years : int or list of int
        As a claim file gives them.

    Examples
    --------
    >>> years_of(1939), years_of([1921, 1938])
    ((1939, 1939), (1921, 1938))
    """
    return (years, years) if isinstance(years, int) else (years[0], years[1])


def _taken(rows: Points, take: str, told: Reading) -> Reading:
    values = [value for _, value in rows]
    if take == "mean":
        middle = sum(values) / len(values)
        return replace(told, value=middle, interval=_mean_interval(values, middle))
    if take == "slope":
        return _slope(rows, told)
    ends = {"least": min(values), "most": max(values), "sum": sum(values), "last": values[-1]}
    return replace(told, value=ends[take] if take in ends else values[-1] - values[0])


def _mean_interval(values: list[float], middle: float) -> tuple[float, float] | None:
    if len(values) < FEW:
        return None
    wide = WIDE * sqrt(_long_variance([value - middle for value in values]) / len(values))
    return middle - wide, middle + wide


def _long_variance(residuals: list[float]) -> float:
    """Return the variance of a mean times the number of values, neighbouring ones being alike (Newey and West 1987).

    Examples
    --------
    >>> round(_long_variance([1.0, -1.0, 1.0, -1.0]), 3)
    0.25
    """
    count = len(residuals)
    lags = int(4 * (count / 100) ** (2 / 9))
    total = sum(each * each for each in residuals) / count
    for lag in range(1, lags + 1):
        together = sum(a * b for a, b in zip(residuals, residuals[lag:], strict=False)) / count
        total += 2 * (1 - lag / (lags + 1)) * together
    return max(total, 0.0)


def _slope(rows: Points, told: Reading) -> Reading:
    """Return the least-squares slope a year, its interval robust to neighbouring years being alike."""
    if len(rows) < FEW:
        return replace(told, why=f"only {len(rows)} years are known, too few for a trend")
    middle = sum(year for year, _ in rows) / len(rows)
    mean = sum(value for _, value in rows) / len(rows)
    about = [(year - middle, value - mean) for year, value in rows]
    width = sum(x * x for x, _ in about)
    slope = sum(x * y for x, y in about) / width
    wide = WIDE * sqrt(_long_variance([x * (y - slope * x) for x, y in about]) * len(rows)) / width
    unit = f"{told.unit} a year".strip()
    return replace(told, value=slope, interval=(slope - wide, slope + wide), unit=unit)


@read_kind.register(StandingOf)
def _of_standing(asked: StandingOf, world: World, essay: Essay | None) -> Reading:
    """Return the share of states or pairs of a year that have less of a measure, equal ones counting half."""
    measure = get(known_as(world, asked.name))
    codes = tuple(state.ccode for state in _named(world, asked.of, asked.year))
    if measure.kind == "dyad":
        codes = tuple(sorted(codes))
    told = Reading(None, "share that has less", None, asked.year, asked.year, (measure.table,))
    try:
        found = _of_year(world, measure.name, asked.year)
    except NoAnswer as error:
        return replace(told, why=f"{error.what} {error.why}".strip())
    if codes not in found:
        return replace(told, why=f"{measure.name} is not known of them in {asked.year}")
    every = _sorted(world, measure.name, asked.year)
    if asked.among == "major powers":
        majors = set(major_powers(world).in_year(asked.year)["ccode"])
        every = sorted(value for key, value in found.items() if majors & set(key) or key == codes)
    return replace(
        told, value=place(found[codes], every), group=_others(measure.states, len(every), asked.year)
    )


def _others(states: int, n: int, year: int) -> str:
    return f"{n - 1:,} other {'states' if states == 1 else 'pairs'} of {year}"


def place(mine: float, every: Sequence[float]) -> float:
    """Return the share of the others that have less, equal ones counting half.

    Parameters
    ----------
    mine : float
        One of the values.
    every : sequence of float
        All values in order, with that one.

    Examples
    --------
    >>> place(3, [1, 2, 3, 3, 5])
    0.625
    """
    less, upto = bisect_left(every, mine), bisect_right(every, mine)
    return (less + (upto - less - 1) / 2) / max(len(every) - 1, 1)


@once(latest=64)
def _of_year(world: World, name: str, year: int) -> dict[tuple[int, ...], float]:
    return values(world, get(name), year)


@once(latest=64)
def _sorted(world: World, name: str, year: int) -> list[float]:
    return sorted(_of_year(world, name, year).values())


# Events of the record as evidence.


TABLES = ("events", "event_parties")
PARTS = ("actor", "target", "party", "place")


@read_kind.register(EventsOf)
def _of_events(asked: EventsOf, world: World, essay: Essay | None) -> Reading:
    """Return the number, sum of magnitudes, or first or last year of events.

    Only events that were read at their citation count, and none whose one citation is the essay itself. Where nothing is asked of years that lie
    before the first event of the record, none found is a zero only for named events; otherwise it is no answer, for the record of events is a
    choice.
    """
    frame = chosen(world, asked)
    used, own = _used(frame, essay)
    last = years_of(asked.years)[1] if asked.years is not None else 0
    told = Reading(None, "events", None, last, None, TABLES, why=_told(frame.height, len(used), own))
    if used.is_empty():
        return _none(asked, told, frame.height)
    years = [day.year for day in used["date"]]
    value = {
        "count": len(years),
        "first": min(years),
        "last": max(years),
        "sum": sum(float(each) for each in used["magnitude"].to_list() if each is not None),
    }[asked.take]
    unit = {"first": "year", "last": "year", "sum": asked.unit or ""}.get(asked.take, "events")
    return replace(told, value=float(value), unit=unit, year=last or max(years), observed=max(years))


def _none(asked: EventsOf, told: Reading, listed: int) -> Reading:
    if asked.ids and asked.take == "count":
        return replace(told, value=0.0)
    why = "there is no such event in the record, which is a choice: that does not show that there was none"
    return told if listed else replace(told, why=why)


def _told(listed: int, used: int, own: int) -> str:
    parts = [f"{own} rest on the essay alone"] if own else []
    if listed - used - own:
        parts.append(f"{listed - used - own} could not be verified")
    return f"left out: {'; '.join(parts)}" if parts else ""


def chosen(world: World, asked: EventsOf) -> pl.DataFrame:
    """Return the rows of the table of events that are asked for.

    Parameters
    ----------
    world : World
        The record.
    asked : EventsOf
        What a test asks for.
    """
    frame, parties = _record(world)
    if asked.ids:
        frame = frame.filter(pl.col("event").is_in(asked.ids))
    if asked.kinds:
        frame = frame.filter(pl.col("kind").is_in(asked.kinds))
    if asked.years is not None:
        first, last = years_of(asked.years)
        frame = frame.filter(pl.col("date").dt.year().is_between(first, last))
    if asked.unit is not None:
        frame = frame.filter(pl.col("unit") == asked.unit)
    year = None if asked.years is None else years_of(asked.years)[1]
    for part in PARTS:
        name = getattr(asked, part)
        if name is not None:
            code = world.state(name, year).ccode
            frame = frame.join(parties.filter(part=part, ccode=code), on="event", how="semi")
    for name in asked.between or ():
        code = world.state(name, year).ccode
        frame = frame.join(parties.filter(ccode=code), on="event", how="semi")
    return frame.sort("date", "event")


@once
def _record(world: World) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the tables of events and of their parties; read once a world."""
    return world.scan("events").collect(), world.scan("event_parties").collect()


@once
def known(world: World) -> list[str]:
    """Return the names of all events of the edition, also of those later than the world; read once a world.

    Parameters
    ----------
    world : World
        The record.
    """
    names: list[str] = world.whole().scan("events").select("event").collect()["event"].to_list()
    return names


def _used(frame: pl.DataFrame, essay: Essay | None) -> tuple[pl.DataFrame, int]:
    """Return the events that count, and how many rest on the essay alone."""
    own = [rests_on(citation, essay) for citation in frame["citation"]]
    counted = frame.filter(~pl.Series(own, dtype=pl.Boolean)) if own else frame
    return counted.filter(pl.col("verified")), sum(own)


def rests_on(citation: str, essay: Essay | None) -> bool:
    """Tell whether a citation names nothing but the essay.

    Parameters
    ----------
    citation : str
        Of an event; works are divided by semicolons.
    essay : Essay or None
        The essay; None rests on nothing.

    Examples
    --------
    >>> rests_on("https://a.org/x (12 May)", None)
    False
    """
    if essay is None:
        return False
    places = [each.strip() for each in citation.split(";") if each.strip()]
    marks = [mark.lower() for mark in (essay.where, essay.title) if len(mark) > 8]
    return bool(places) and all(any(mark in place.lower() for mark in marks) for place in places)
