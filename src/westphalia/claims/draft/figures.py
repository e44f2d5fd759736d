"""A test as a claim file has it: the measure, events or forecast, with its states, its years and the condition that would support the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.claims.quantities import NAMED
from westphalia.errors import WestphaliaError
from westphalia.measures.registry import get
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

AHEAD = 5
"""Years within which a forecast is taken to fall due, and from which on a slope is taken for a trend."""
STALE = 5
"""Years before those of a sentence in which a measure may end and still be offered, where its row says no others."""
SHORT = 2
"""Years before the end of a rise or fall in which a measure may end and still show it."""
DOWN = re.compile(
    r"\b(fall|falls|falling|fell|fallen|declin\w*|decreas\w*|shrink\w*|shrank|less and less|weaken\w*)\b"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a test is to look at.

    Parameters
    ----------
    row : dict
        Of the declared list.
    kind, text : str
        Of the claim, and its sentence.
    states : tuple of int
        In the order in which the test names them.
    years : pair of int
        First and last.
    dated : bool
        Whether the sentence has years.
    year : int
        Of the article.
    turned : bool
        Whether a "not" turns the condition round.
    """

    row: dict[str, Any]
    kind: str
    text: str
    states: tuple[int, ...]
    years: tuple[int, int]
    dated: bool
    year: int
    turned: bool

    @property
    def conditions(self) -> dict[str, str]:
        """What would support the sentence and what would contradict it."""
        one, two = self.row["supports"], self.row["contradicts"]
        return {"supports": two, "contradicts": one} if self.turned else {"supports": one, "contradicts": two}


def figure(world: World, wanted: Wanted, late: list[str]) -> dict[str, Any] | None:
    """Return a test; None where it does not fit, with the measure among those that are too late where only its years do not.

    Parameters
    ----------
    world : World
        The record.
    wanted : Wanted
        What it is to look at.
    late : list of str
        Measures whose years do not reach, to which one may be added.
    """
    if "measure" in wanted.row:
        return _measure(world, wanted, late)
    if wanted.kind == "trend":
        return None
    return _model(world, wanted) if "model" in wanted.row else _events(world, wanted)


def _measure(world: World, wanted: Wanted, late: list[str]) -> dict[str, Any] | None:
    """Return a test on a measure, over the years of the sentence as far as they are known."""
    row, kind, measure = wanted.row, wanted.kind, get(wanted.row["measure"])
    known = measure.span(world)
    if known is None or (kind == "trend" and row["supports"].startswith("=")):
        return None
    first, last = wanted.years
    stale = 0 if kind in ("forecast", "trend") else row.get("fresh", STALE)
    if last < known[0] or first > known[1] + stale or (kind == "trend" and last > known[1] + SHORT):
        late.append(measure.name)
        return None
    low, high = (min(max(year, known[0]), known[1]) for year in (first, last))
    who = [name for ccode in wanted.states if (name := _name(world, ccode, high))]
    if len(who) < measure.states:
        return None
    note = "" if (low, high) == (first, last) else f" (known {known[0]} to {known[1]})"
    told = f"{row['means']}: {', '.join(who)}, {_told((low, high))}{note}"
    if kind == "trend" and low < high:
        return _trend(wanted, who, (low, high), told)
    take = row.get("take") or ("most" if row["supports"].endswith(("= 1", "> 0")) else "")
    return {"measure": _figure(row["measure"], who, (low, high), take), **wanted.conditions, "means": told}


def _trend(wanted: Wanted, who: list[str], years: tuple[int, int], told: str) -> dict[str, Any]:
    """Return a test on a rise or fall: the slope over longer times, over shorter ones the last year less the first."""
    signs = ("< 0", "> 0") if DOWN.search(wanted.text.lower()) else ("> 0", "< 0")
    if wanted.turned:
        signs = signs[::-1]
    take = "slope" if years[1] - years[0] >= AHEAD else "change"
    figure = _figure(wanted.row["measure"], who, years, take)
    return {"measure": figure, "supports": signs[0], "contradicts": signs[1], "means": f"{take} of {told}"}


def _figure(name: str, of: list[str], years: tuple[int, int], take: str) -> dict[str, Any]:
    one = years[0] == years[1]
    figure: dict[str, Any] = {"name": name, "of": of, "years": years[0] if one else list(years)}
    return {**figure, "take": take} if take and not one else figure


def _told(years: tuple[int, int]) -> str:
    return str(years[0]) if years[0] == years[1] else f"{years[0]} to {years[1]}"


def _model(world: World, wanted: Wanted) -> dict[str, Any] | None:
    row, year = wanted.row, wanted.year
    names = [_name(world, ccode, year) for ccode in wanted.states]
    if None in names or not row["from"] <= year <= LAST_YEAR:
        return None
    told = f"{row['means']}: {names[0]}, {names[1]}, from the end of {year}"
    return {"model": {"of": names, "year": year, **row["model"]}, **wanted.conditions, "means": told}


def _events(world: World, wanted: Wanted) -> dict[str, Any]:
    row, (first, last) = wanted.row, wanted.years
    names = in_system(world, wanted.states, NAMED)
    figure: dict[str, Any] = {"between": names, "kinds": list(row["events"]["kinds"])}
    told = f"{row['means']}: {', '.join(names)}"
    if wanted.dated:
        figure["years"] = first if first == last else [first, last]
        told += f", {_told((first, last))}"
    return {"events": figure, **wanted.conditions, "means": told}


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
