"""The world in a year: a measure of all states at once, each at its capital."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.measures.arrays import array
from westphalia.measures.registry import get
from westphalia.record.geography import outline, towns
from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.numbers import show
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import seen_in, sources_of
from westphalia.report.views.question import AS_OF, Positional, Question, Year

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

HEADS = ("ccode", "name", "capital", "latitude", "longitude", "value", "core")
SHOWN, NAMED = 30, 9
"""States in the table of the page, and with their name on the map."""
CORE = "core_member"
"""The measure that says who belongs to the core."""


class WorldQuestion(Question):
    """Print a measure of all states in a year, largest first, each at its capital on a map of the land.

    Borders are not drawn: those that are open are of today, and no other year had them.
    """

    measure: Annotated[str, Positional()] = Field(
        description="A measure of states: cinc, polyarchy, exclusion ..."
    )
    year: Annotated[Year | None, Positional(option=True)] = Field(
        None, description="The year; by default the last for which it is known."
    )
    as_of: Year | None = AS_OF


@dataclass(frozen=True, slots=True)
class StateOnMap:
    """A state of the year: who, where its seat of government is, the value, and whether it belongs to the core."""

    ccode: int
    name: str
    capital: str | None
    latitude: float | None
    longitude: float | None
    value: float | None
    core: bool | None

    def to_dict(self) -> dict[str, Any]:
        """Return it as the document has it."""
        return {head: getattr(self, head) for head in HEADS}


def answer(world: World, asked: WorldQuestion, say: Say) -> Answer:
    """Return a measure of all states of a year.

    Parameters
    ----------
    world, asked, say : World, WorldQuestion, Say
        The record, the question, and who is told of progress.
    """
    measure = get(asked.measure)
    if measure.states != 1:
        raise NotUnderstood(f"{measure.name} is a measure of two states.", f"{measure.title}.", f"Ask for a measure of states, or for a pair: westphalia measure {measure.name} A B")  # fmt: skip
    seen = seen_in(world, asked.year or asked.as_of or LAST_YEAR, asked.as_of)
    span = measure.span(seen)
    if span is None:
        raise NoAnswer(
            f"Nothing is known of {measure.name}.", "", "See all measures: westphalia measure --list"
        )
    year = min(span[1], LAST_YEAR) if asked.year is None else asked.year
    found = states(seen, measure, year)
    known = [each for each in found if each.value is not None]
    if not known:
        raise NoAnswer(f"{measure.title} is not known for {year}.", f"It is known from {span[0]} to {span[1]}.", f"Ask for: westphalia world {measure.name} --year {min(max(year, span[0]), span[1])}")  # fmt: skip
    document = {
        "westphalia": seen.stamp(), "measure": measure.to_dict(seen), "year": year, "as_of": asked.as_of, "known": len(known),
        "states": [each.to_dict() for each in found],
    }  # fmt: skip
    rows = table(HEADS, ([getattr(each, head) for head in HEADS] for each in found))
    return Answer(document, lambda: _page(seen, measure, year, found, document), rows, found)


def states(world: World, measure: Quantity, year: int) -> list[StateOnMap]:
    """Return all states of a year with a measure, largest value first, those without one last.

    Parameters
    ----------
    world, measure, year : World, Quantity, int
        The record, the measure of states, and the year.
    """
    values, core, seats = array(world, measure.name, year), array(world, CORE, year), towns(world, year)
    found = []
    for at, code in enumerate(values.states):
        town, north, east = seats.get(code, (None, None, None))
        value, belongs = float(values.value[at]), float(core.value[at])
        found.append(
            StateOnMap(code, world.state(code, year).name, town, north, east, None if value != value else value, None if belongs != belongs else belongs > 0)
        )  # fmt: skip
    return sorted(found, key=lambda each: (each.value is None, -(each.value or 0.0), each.name))


def _page(
    world: World, measure: Quantity, year: int, found: list[StateOnMap], document: dict[str, Any]
) -> Page:
    known = [each for each in found if each.value is not None]
    grid = SmallTable(
        ("", "state", measure.in_unit() or "value", "capital"),
        tuple((str(at), each.name, show(each.value or 0.0), each.capital or "") for at, each in enumerate(known[:SHOWN], 1)),
        "rlrl",
        (measure.table,),
    )  # fmt: skip
    notes = [f"{len(known) - SHOWN} states more: --format csv."] if len(known) > SHOWN else []
    if len(found) > len(known):
        notes.append(f"Not known for {len(found) - len(known)} of {len(found)} states.")
    prose = tuple(f"{text}." for text in (measure.describes().rstrip("."),) if text)
    chart = _chart(world, measure, year, found)
    section = Section("states", "All states", _middle(known), prose, (chart,), (grid,), tuple(notes))
    used = (measure.table, "capitals", "world_outline")
    title = f"{measure.title}: the states of {year}"
    return Page(title, _first(known), (section,), document, sources_of(world, used), {}, year)


def _middle(known: list[StateOnMap]) -> str:
    """Return between which values the middle half of the states lies, in a sentence."""
    values = sorted(each.value or 0.0 for each in known)
    if len(values) < 8 or len(set(values)) < 8:
        return f"It is known for {words.counted(len(values), 'state')}."
    low, high = values[len(values) // 4], values[-1 - len(values) // 4]
    return f"Half of the {len(values)} states lie between {show(low)} and {show(high)}."


def _first(known: list[StateOnMap]) -> str:
    """Return who comes first, in a sentence; nobody does where all have the same."""
    top = known[0].value
    assert top is not None
    alike = sum(each.value == top for each in known)
    if alike == len(known):
        return (
            f"All {len(known)} states for which it is known have {show(top)}."
            if alike > 1
            else f"It is known for one state: {show(top)}, {words.the(known[0].name)}."
        )
    if alike > 3:
        return f"{alike} of {len(known)} states have {show(top)}, the most."
    names = words.listed([words.the(each.name) for each in known[:alike]])
    after = "" if alike > 1 else f"; next {words.the(known[1].name)} with {show(known[1].value or 0.0)}"
    return f"{names[0].upper()}{names[1:]} {'have' if alike > 1 else 'has'} the largest value of {len(known)} states: {show(top)}{after}."


def _chart(world: World, measure: Quantity, year: int, found: list[StateOnMap]) -> Chart:
    """Return the map: of what is never below zero the core is told apart, of what is, the sign."""
    signed = any((each.value or 0.0) < 0 for each in found)
    core = not signed and measure.name != CORE and any(each.core for each in found)
    groups = (
        {"above": {"role": "a", "text": "above zero"}, "below": {"role": "b", "text": "below zero"}}
        if signed
        else {"core": {"role": "a", "text": "the core"}, "other": {"role": "leader", "text": "other states"}}
        if core
        else {"other": {"role": "a", "text": "states"}}
    )
    rows = tuple(
        {"name": each.name, "capital": each.capital, "longitude": each.longitude, "latitude": each.latitude, "value": each.value,
         "group": _group(each, signed, core), "label": each.name if at < NAMED and each.value else ""}
        for at, each in enumerate(found) if each.longitude is not None and each.latitude is not None
    )  # fmt: skip
    unknown = "not known" if any(each.value is None for each in found) else ""
    largest = sorted((each for each in found if each.value), key=lambda each: -abs(each.value or 0.0))
    alt = (
        f"The largest circles are those of {words.listed([words.the(each.name) for each in largest[:4]])}."
        if largest
        else "No state has more than zero."
    )
    title = f"{measure.title} by the area of a circle at each capital, {year}"
    return Chart("world", "towns", rows, title, alt, measure.in_unit(), (measure.table, "capitals", "world_outline"), f"{year}; no borders are drawn", {"shapes": outline(world)[0], "groups": groups, "unknown": unknown})  # fmt: skip


def _group(state: StateOnMap, signed: bool, core: bool) -> str:
    if signed:
        return "above" if (state.value or 0.0) >= 0 else "below"
    return "core" if core and state.core else "other"


VIEW = View("world", WorldQuestion, answer)
