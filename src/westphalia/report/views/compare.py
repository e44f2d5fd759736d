"""Pairs side by side: up to four of a year, or one pair in several years, and what differs most between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from westphalia.errors import NotUnderstood
from westphalia.lazy import statistics
from westphalia.models.analogues.named import parted
from westphalia.report.brief import existence, words
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.compare_readings import ComparedPair, PairReading, read
from westphalia.report.views.named import seen_from
from westphalia.report.views.question import AS_OF, Positional, Question, Year

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

MOST = 4
"""Pairs, or years, that stand side by side."""
STALE = 5
"""A reading that ended more years before the year asked for leads nothing."""
EDGE = 0.0005
"""Nearest that a place comes to 0 or 1 when it is turned into a normal score."""
HEADS = ("reading", "pair", "year", "value", "unit", "place", "observed", "shown", "why")


def _several(value: Any) -> Any:
    """Return one value as several; a pair of states as text."""
    if isinstance(value, str | int):
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(":".join(map(str, each)) if isinstance(each, list | tuple) and len(each) == 2 else each for each in value)  # fmt: skip
    return value


Pairs = Annotated[
    tuple[str, ...],
    BeforeValidator(_several),
    Field(min_length=1, max_length=MOST, json_schema_extra={"format": "pairs"}),
]
"""Pairs of states, each written with a hyphen between the two."""
SeveralYears = Annotated[
    tuple[Year, ...],
    BeforeValidator(_several),
    Field(min_length=1, max_length=MOST, json_schema_extra={"format": "several"}),
]
"""A year, or several: an option that may be repeated."""


class CompareQuestion(Question):
    """Put PAIRS of states side by side in a year, or one pair in several years, and say what differs most.

    A pair is written with a hyphen ("Russia-Iran", "Guinea-Bissau-Portugal"), or a colon where a hyphen can be read in two ways.
    """

    pairs: Annotated[Pairs, Positional()] = Field(description="Pairs of states, up to four.")
    year: SeveralYears = Field(description="The year; for one pair it may be repeated.")
    as_of: Year | None = AS_OF
    quick: bool = Field(False, description="Leave out forecasts that are not stored and take seconds.")


@dataclass(frozen=True, slots=True)
class Apart:
    """How far one reading differs.

    Parameters
    ----------
    name, title : str
        What is read.
    readings : tuple of PairReading
        One a column.
    apart : float or None
        The largest difference of normal scores of places; None where fewer than two are known.
    leads : bool
        Whether all that are known are recent enough to lead.
    high, low : int or None
        The columns with the most and the least.
    """

    name: str
    title: str
    readings: tuple[PairReading, ...]
    apart: float | None
    leads: bool
    high: int | None
    low: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pairs side by side.

    Parameters
    ----------
    columns : tuple of ComparedPair
        The pairs.
    apart : tuple of Apart
        All readings, those that differ most first, the unknown last.
    drivers : mapping
        What each driver adds to each forecast, in log-odds, those that differ most first; None without a forecast.
    """

    columns: tuple[ComparedPair, ...]
    apart: tuple[Apart, ...]
    drivers: Mapping[str, tuple[float | None, ...]]

    @property
    def first(self) -> Apart | None:
        """The reading that differs most, of those recent enough to lead."""
        return next((each for each in self.apart if each.leads and each.apart is not None), None)


def answer(world: World, asked: CompareQuestion, say: Say) -> Answer:
    """Return pairs side by side.

    Parameters
    ----------
    world, asked, say : World, CompareQuestion, Say
        The record, the question, and who is told of progress.
    """
    from westphalia.report.views.compare_page import document_of, page

    for year in asked.year:
        existence.check_year(year, asked.as_of)
    if len(asked.pairs) > 1 and len(set(asked.year)) > 1:
        raise NotUnderstood(
            "Several pairs and several years are asked for at once.",
            "Either pairs of one year stand side by side, or one pair in several years.",
            "Give one year, or one pair.",
        )
    seen = seen_from(world, asked.as_of)
    live = None if asked.quick else say.warn
    columns = tuple(read(seen, dyad, year, label, live) for dyad, year, label in _asked(seen, asked))
    found = compared(columns)
    document = document_of(seen, found)
    return Answer(document, lambda: page(seen, found, document), table(HEADS, _rows(found)), found)


def _asked(world: World, asked: CompareQuestion) -> list[tuple[Dyad, int, str]]:
    """Return the pairs and years, each once, with how the page calls them."""
    years = tuple(dict.fromkeys(asked.year))
    found: dict[tuple[tuple[int, ...], int], tuple[Dyad, int, str]] = {}
    for text in asked.pairs:
        for year in years:
            dyad = dyad_of(world, text, year)
            existence.check(world, dyad, year)
            names = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
            key = (tuple(sorted(dyad.codes)), year)
            found.setdefault(key, (dyad, year, f"{names} in {year}" if len(years) > 1 else names))
    if len(found) < 2:
        raise NotUnderstood("There is only one pair in one year.", "A comparison needs two.", 'Name another pair, or another year: westphalia compare "Russia-Iran" --year 1990 --year 2022.')  # fmt: skip
    return list(found.values())


def dyad_of(world: World, text: str, year: int) -> Dyad:
    """Return the pair that a text names in a year.

    Parameters
    ----------
    world, text, year : World, str, int
        The record, two names with a hyphen or a colon between them, and the year.

    Raises
    ------
    NotUnderstood
        When no reading gives two states, or more than one does.

    Examples
    --------
    >>> import westphalia as wp
    >>> dyad_of(wp.load(), "Timor-Leste-Indonesia", 2010).codes
    (850, 860)
    """
    if text.count(":") == 1:
        one, two = (each.strip() for each in text.split(":"))
        return world.dyad(int(one) if one.isdigit() else one, int(two) if two.isdigit() else two, year)
    try:
        (a, b), _ = parted(world, text, year)
    except NotUnderstood:
        if not _is_state(world, text, year):
            raise
        raise NotUnderstood(
            f"'{text}' is one state; a pair has two.", "", f'Write it like "{text}-Iran".'
        ) from None
    return world.dyad(a.ccode, b.ccode, year)


def _is_state(world: World, text: str, year: int) -> bool:
    """Tell whether a text is the name of a state."""
    try:
        world.state(text, year)
    except NotUnderstood:
        return False
    return True


def compared(columns: Sequence[ComparedPair]) -> Comparison:
    """Return how far readings and drivers of pairs differ, those that differ most first.

    Parameters
    ----------
    columns : sequence of ComparedPair
        Two or more.
    """
    names = list(columns[0].readings)
    rows = [_apart(name, columns) for name in names]
    rows.sort(key=lambda each: (each.apart is None, -(each.apart or 0.0)))
    drivers: dict[str, tuple[float | None, ...]] = {}
    for name in dict.fromkeys(driver for column in columns for driver in column.drivers):
        drivers[name] = tuple(column.drivers.get(name) for column in columns)
    order = sorted(drivers, key=lambda name: -_spread(drivers[name]))
    return Comparison(tuple(columns), tuple(rows), {name: drivers[name] for name in order})


def _spread(values: Sequence[float | None]) -> float:
    known = [each for each in values if each is not None]
    return max(known) - min(known) if len(known) > 1 else 0.0


def _apart(name: str, columns: Sequence[ComparedPair]) -> Apart:
    readings = tuple(column.readings[name] for column in columns)
    scores = {at: normal_score(each.place) for at, each in enumerate(readings) if each.value is not None and each.place is not None}  # fmt: skip
    title = readings[0].title
    if len(scores) < 2:
        return Apart(name, title, readings, None, False, None, None)
    high, low = max(scores, key=lambda at: scores[at]), min(scores, key=lambda at: scores[at])
    fresh = all(
        readings[at].observed is None or columns[at].year - (readings[at].observed or 0) <= STALE
        for at in scores
    )
    return Apart(name, title, readings, scores[high] - scores[low], fresh, high, low)


def normal_score(place: float) -> float:
    """Return the normal score of a place: how many standard deviations from the middle it would be if all pairs lay normally.

    Parameters
    ----------
    place : float
        Share of all pairs with less, 0 to 1.

    Notes
    -----
    Van der Waerden, B. L. (1952). Order tests for the two-sample problem and their power. Indagationes Mathematicae 14: 453-458.

    Examples
    --------
    >>> round(normal_score(0.5), 6), round(normal_score(0.975), 2), round(normal_score(1.0), 2)
    (0.0, 1.96, 3.29)
    """
    return statistics.NormalDist().inv_cdf(min(1 - EDGE, max(EDGE, place)))


def _rows(found: Comparison) -> list[tuple[Any, ...]]:
    """Return one row a reading, or driver, and pair."""
    rows: list[tuple[Any, ...]] = []
    for each in found.apart:
        for column, one in zip(found.columns, each.readings, strict=True):
            pair = f"{column.dyad.a.name}-{column.dyad.b.name}"
            rows.append((each.name, pair, column.year, one.value, one.unit, one.place, one.observed, one.shown, one.why))  # fmt: skip
    for name, values in found.drivers.items():
        for column, value in zip(found.columns, values, strict=True):
            pair = f"{column.dyad.a.name}-{column.dyad.b.name}"
            why = "" if value is not None else "no forecast"
            rows.append((f"driver: {name}", pair, column.year, value, "log-odds", None, None, "" if value is None else f"{value:+.2f}", why))  # fmt: skip
    return rows


VIEW = View("compare", CompareQuestion, answer)
