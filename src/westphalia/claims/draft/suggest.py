"""Which measures, events and forecasts could test a sentence: from a declared list of words, with its states and years filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from westphalia.claims.draft.article import rows
from westphalia.claims.draft.book import Manner
from westphalia.claims.quantities import NAMED
from westphalia.errors import WestphaliaError
from westphalia.measures.registry import get
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

MOST = 4
"""Suggestions for one sentence."""
AHEAD = 5
"""Years within which a forecast is taken to fall due."""
BACK = 10
"""Years over which a trend is looked at."""
STALE, FRESH = 15, 2
"""Years before those of a sentence in which a measure may end and still be offered: what changes slowly, and what does not."""
DOWN = re.compile(
    r"\b(fall|falls|falling|fell|fallen|declin\w*|decreas\w*|shrink\w*|shrank|less and less|weaken\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence is about: its words, manner, states with their places in it, states lent to it, years, and the year of the article."""

    text: str
    manner: Manner
    states: tuple[tuple[int, int], ...]
    lent: tuple[int, ...]
    years: tuple[int, int] | None
    year: int

    @property
    def span(self) -> tuple[int, int]:
        """First and last year that a test looks at."""
        if self.manner.kind == "forecast":
            return self.year + 1, self.year + AHEAD
        first, last = self.years or (self.year, self.year)
        return (last - BACK, last) if self.manner.kind == "trend" and first == last else (first, last)

    def near(self, place: int, count: int) -> tuple[int, ...]:
        """Return the states nearest to a place of the sentence, in the order in which they stand, completed by those lent."""
        by_distance = sorted(self.states, key=lambda each: (abs(each[1] - place), each[1]))
        nearest = list(dict.fromkeys(ccode for ccode, _ in by_distance))[:count]
        order = dict(reversed(self.states))
        return (*sorted(nearest, key=lambda ccode: order[ccode]), *self.lent)[:count]


@dataclass(frozen=True, slots=True)
class Suggested:
    """Tests for a sentence, the likeliest first; tables that speak of it; and measures that would if their years reached."""

    tests: tuple[dict[str, Any], ...]
    tables: tuple[str, ...]
    out_of_years: tuple[str, ...]


def suggest(world: World, asked: Asked) -> Suggested:
    """Return the tests of the declared list that fit a sentence.

    Parameters
    ----------
    world : World
        The record.
    asked : Asked
        The sentence, with what was found in it.
    """
    low = asked.text.lower().replace("’", "'")
    groups = [(row, found.start()) for pattern, row in _stems() if (found := pattern.search(low))]
    tests: list[dict[str, Any]] = []
    late: list[str] = []
    for group, place in groups:
        for row in group["tests"]:
            made = _made(world, asked, place, row, late)
            if made is not None and made not in tests:
                tests.append(made)
    tables = dict.fromkeys(table for group, _ in groups for table in group["tables"])
    return Suggested(tuple(tests[:MOST]), tuple(tables), tuple(dict.fromkeys(late)))


@cache
def _stems() -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    """Return the pattern of each group: a stem with a star begins a word, another is a word or its plural or past."""
    return tuple((re.compile("|".join(map(_pattern, row["stems"]))), row) for row in rows("tests"))


def _pattern(stem: str) -> str:
    whole = re.escape(stem.removesuffix("*"))
    return rf"\b{whole}" if stem.endswith("*") else rf"\b{whole}(?:s|es|ed|ing|d)?\b"


def _made(
    world: World, asked: Asked, place: int, row: dict[str, Any], late: list[str]
) -> dict[str, Any] | None:
    if "measure" in row:
        return _measure(world, asked, place, row, late)
    pair = asked.near(place, 2)
    if len(pair) < 2 or asked.manner.kind == "trend":
        return None
    return _model(world, asked, pair, row) if "model" in row else _events(world, asked, pair, row)


def _measure(
    world: World, asked: Asked, place: int, row: dict[str, Any], late: list[str]
) -> dict[str, Any] | None:
    """Return a test on a measure, over the years of the sentence as far as they are known; None where it does not fit."""
    measure, kind = get(row["measure"]), asked.manner.kind
    known = measure.span(world)
    if known is None or (kind == "trend" and row["supports"].startswith("=")):
        return None
    first, last = asked.span
    if last < known[0] or first > known[1] + _stale(kind, row):
        late.append(measure.name)
        return None
    low, high = (min(max(year, known[0]), known[1]) for year in (first, last))
    versus = measure.states == 1 and kind == "comparison" and len(asked.near(place, 2)) > 1
    count = 2 if versus else measure.states
    who = [name for ccode in asked.near(place, count) if (name := _name(world, ccode, high))]
    if len(who) < count:
        return None
    note = "" if (low, high) == (first, last) else f" (known {known[0]} to {known[1]})"
    told = f"{row['means']}: {(' less ' if versus else ', ').join(who)}, {_told((low, high))}{note}"
    if versus:
        return {**_versus(measure.name, who, (low, high)), "means": told}
    if kind == "trend" and high - low >= AHEAD:
        return {**_trend(asked, measure.name, who, (low, high)), "means": f"slope of {told}"}
    take = "most" if low < high and row["supports"].endswith("= 1") else ""
    figure = _figure(measure.name, who, (low, high), take)
    return {"measure": figure, "supports": row["supports"], "contradicts": row["contradicts"], "means": told}


def _told(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]} to {years[1]}"


def _stale(kind: str, row: dict[str, Any]) -> int:
    """Return how many years a measure may end before those that a sentence speaks of."""
    if kind == "forecast":
        return 0
    return FRESH if row.get("fresh") else STALE


def _versus(name: str, who: list[str], years: tuple[int, int]) -> dict[str, Any]:
    return {
        "measure": _figure(name, who[:1], years),
        "against": {"measure": _figure(name, who[1:], years)},
        "compare": "difference",
        "supports": "> 0",
        "contradicts": "< 0",
    }


def _trend(asked: Asked, name: str, who: list[str], years: tuple[int, int]) -> dict[str, Any]:
    signs = ("< 0", "> 0") if DOWN.search(asked.text.lower()) else ("> 0", "< 0")
    return {"measure": _figure(name, who, years, "slope"), "supports": signs[0], "contradicts": signs[1]}


def _figure(name: str, of: list[str], years: tuple[int, int], take: str = "") -> dict[str, Any]:
    figure: dict[str, Any] = {
        "name": name,
        "of": of,
        "years": years[0] if years[0] == years[1] else list(years),
    }
    return {**figure, "take": take} if take else figure


def _model(world: World, asked: Asked, pair: tuple[int, ...], row: dict[str, Any]) -> dict[str, Any] | None:
    year = asked.year if asked.manner.kind == "forecast" or asked.years is None else asked.years[0]
    names = [_name(world, ccode, year) for ccode in pair]
    if None in names or not row["from"] <= year <= LAST_YEAR:
        return None
    return {
        "model": {"of": names, "year": year, **row["model"]},
        "supports": row["supports"],
        "contradicts": row["contradicts"],
        "means": f"{row['means']}: {names[0]}, {names[1]}, from the end of {year}",
    }


def _events(world: World, asked: Asked, pair: tuple[int, ...], row: dict[str, Any]) -> dict[str, Any]:
    names = in_system(world, pair, NAMED)
    figure: dict[str, Any] = {"between": names, "kinds": list(row["events"]["kinds"])}
    told = f"{row['means']}: {', '.join(names)}"
    if asked.years is not None or asked.manner.kind == "forecast":
        first, last = asked.span
        figure["years"] = first if first == last else [first, last]
        told += f", {_told((first, last))}"
    return {"events": figure, "supports": row["supports"], "contradicts": row["contradicts"], "means": told}


def _name(world: World, ccode: int, year: int) -> str | None:
    """Return the name by which a file may ask for a state in a year, its code where the name is shared; None when it was not there."""
    if not world.gazetteer.lived(ccode, year):
        return None
    name = world.gazetteer.usual(ccode, year)
    try:
        return name if world.state(name, year).ccode == ccode else str(ccode)
    except WestphaliaError:
        return str(ccode)


def in_system(world: World, ccodes: Iterable[int], year: int) -> list[str]:
    """Return states by the names by which a file may ask for them; one that was not there by its code.

    Parameters
    ----------
    world : World
        The record.
    ccodes : iterable of int
        Their codes.
    year : int
        The year of the question.
    """
    return [_name(world, ccode, year) or str(ccode) for ccode in ccodes]
