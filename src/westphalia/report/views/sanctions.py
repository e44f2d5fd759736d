"""The sanctions in force against a state in a year, and by it: who, which, since when, and how heavy; what they would cost is :mod:`.sanction`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.errors import NoAnswer
from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.measures.sanction_severity.exposure import weighed
from westphalia.measures.values import computed
from westphalia.record.history import History
from westphalia.report.brief import existence
from westphalia.report.brief.figures import gap, of_all, taken, year_read
from westphalia.report.brief.places import among
from westphalia.report.page import Figure
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, AnswerTable, Say, table
from westphalia.report.views.named import called, seen_in
from westphalia.report.views.question import AS_OF, Name, Positional, Question, Year
from westphalia.report.views.sanctions_in_force import (
    NamedSanction,
    SenderSanctions,
    against,
    by,
    coded,
    episodes,
)
from westphalia.report.views.sanctions_lead import document_of
from westphalia.report.views.sanctions_length import Duration, duration
from westphalia.report.views.sanctions_page import page

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

HEADS = ("direction", "list", "senders", "targets", "kinds", "meant", "from", "to", "seen", "aims", "output", "share", "title")  # fmt: skip
BREADTH = {
    "cases": ("sanctions_in_force", "sanction_cases"),
    "cases_on_state": ("sanctions_in_force_on_state", "sanction_cases"),
    "senders": ("sanction_senders_own", "sanctions"),
}
"""Counts of a state, with the table that each is from."""
SEVERITY = (
    "sanction_exposure_output",
    "sanction_exposure_trade",
    "sanction_exposure_output_financial",
    "sanction_exposure_trade_embargo",
    "sanction_loss_trade",
    "sanction_loss_oil",
    "sanction_load",
    "sanction_age",
)


class SanctionsQuestion(Question):
    """List the sanctions in force against STATE in a year, and by it: senders, kinds, dates, aims, and how heavy they are beside how many.

    What sanctions would cost the target, their senders and everybody else is the command sanction.
    """

    state: Annotated[Name, Positional()] = Field(description="The state: code, ISO3 or a name of the year.")
    year: Annotated[Year, Positional(option=True)] = Field(description="In force at any time of this year.")
    as_of: Year | None = AS_OF


@dataclass(frozen=True, slots=True)
class StateSanctions:
    """What is on record of the sanctions of a state in a year.

    Parameters
    ----------
    state : State
        The state, as it is called in the year.
    year : int
        Year asked for.
    observed : int or None
        Year of the list that is read; None when it covers none.
    why : str
        Why it does not.
    span : tuple of int
        First and last year of the list.
    against, by : tuple of SenderSanctions
        Sanctions against the state, the heaviest first, and by it.
    named : tuple of NamedSanction
        Cases against it that are on record one by one.
    own : mapping
        ``output`` and ``share``: what the states weigh that act of their own or with the European Union.
    breadth, severity : mapping
        Figures by name, each with its place among all states.
    lasted : Duration or None
        How long sanctions like the heaviest last.
    """

    state: State
    year: int
    observed: int | None
    why: str
    span: tuple[int, int]
    against: tuple[SenderSanctions, ...]
    by: tuple[SenderSanctions, ...]
    named: tuple[NamedSanction, ...]
    own: dict[str, float | None]
    breadth: dict[str, dict[str, Any]]
    severity: dict[str, dict[str, Any]]
    lasted: Duration | None

    @property
    def on_state(self) -> tuple[SenderSanctions, ...]:
        """Those against the state or its government."""
        return tuple(each for each in self.against if each.on_state)

    @property
    def heaviest(self) -> SenderSanctions | None:
        """The heaviest of a sender whose weight is on record."""
        return heaviest(self.against)


def heaviest(ordered: Sequence[SenderSanctions]) -> SenderSanctions | None:
    """Return the heaviest sanctions of a sender whose weight is on record.

    Parameters
    ----------
    ordered : sequence of SenderSanctions
        The heaviest first.
    """
    return ordered[0] if ordered and ordered[0].weight > 0 else None


def answer(world: World, asked: SanctionsQuestion, say: Say) -> Answer:
    """Return the sanctions of a state in a year.

    Parameters
    ----------
    world, asked, say : World, SanctionsQuestion, Say
        The record, the question, and who is told of progress.
    """
    existence.check_year(asked.year, asked.as_of)
    seen = seen_in(world, asked.year, asked.as_of)
    state = called(seen, asked.state, asked.year)
    if state.ccode not in seen.members(asked.year):
        raise NoAnswer(
            f"{state.name} was not in the system of states in {asked.year}.",
            "Sanctions are listed against states.",
            f"Its years: westphalia states {state.iso3 or state.ccode}.",
        )
    found = found_of(seen, state, asked.year)
    document = document_of(seen, found)
    lacking = None
    if found.observed is None and not found.named:
        lacking = NoAnswer(
            document["lead"][0],
            f"The list of sanctions covers {found.span[0]} to {found.span[1]}.",
            f"Ask for a year from {found.span[0]}.",
        )
    return Answer(document, lambda: page(seen, found, document), _rows(document), found, lacking)


def found_of(world: World, state: State, year: int) -> StateSanctions:
    """Return what is on record of the sanctions of a state in a year; after the list's last year that of this one, beside what is coded by hand.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year.
    """
    observed = year_read(world, "sanctions", year, carry=True)
    span = world.span("sanctions") or (1949, 1949)
    named = (*coded(world, state, year), *episodes(world, state, year))
    if observed is None:
        return StateSanctions(state, year, None, gap(world, "sanctions", year), span, (), (), named, {}, {}, {}, None)  # fmt: skip
    standing = tuple(against(world, state, observed))
    first = heaviest(standing)
    lasted = duration(world, "institution" if first.institution else "state", observed - first.since + 1) if first else None  # fmt: skip
    return StateSanctions(
        state, year, observed, "", span, standing, tuple(by(world, state, observed)), named, _own(world, state, observed),
        _breadth(world, state, year, observed), _severity(world, state, year, observed), lasted,
    )  # fmt: skip


def _own(world: World, state: State, year: int) -> dict[str, float | None]:
    """Return what those weigh who act of their own, not because the Security Council binds them."""
    rows = weighed(world).filter("own", target=state.ccode, year=year)
    return {
        of: min(1.0, float(rows[of].sum())) if rows[of].count() else (0.0 if rows.is_empty() else None)
        for of in ("output", "share")
    }


def _breadth(world: World, state: State, year: int, observed: int) -> dict[str, dict[str, Any]]:
    made = {}
    for key, (name, source) in BREADTH.items():
        values = of_all(world, name, observed).values
        value = values.get(state.ccode)
        figure = Figure(value, "states" if key == "senders" else "cases", year, observed, source).to_dict()
        made[key] = {**figure, "place": _place(values.values(), value)}
    listed = of_all(world, "designations", year)
    entries = taken(listed, state.ccode, year)
    made["designations"] = {
        **entries.to_dict(),
        "place": _place(listed.values.values(), listed.values.get(state.ccode)),
    }
    return made


def _severity(world: World, state: State, year: int, observed: int) -> dict[str, dict[str, Any]]:
    return {name: severity(world, state, name, year, observed) for name in SEVERITY}


def severity(world: World, state: State, name: str, year: int, observed: int) -> dict[str, Any]:
    """Return one measure of severity as a figure with its place among all states of which it is known.

    Parameters
    ----------
    world, state : World, State
        The record and the state.
    name : str
        The measure.
    year, observed : int
        The year asked for, and that of the list that is read.
    """
    measure = get(name)
    assert isinstance(measure, Measure)
    covers = (measure.covers.span(world) if measure.covers is not None else None) or (observed, observed)
    if not covers[0] <= observed <= covers[1]:
        why = f"not known after {covers[1]}" if observed > covers[1] else f"not known before {covers[0]}"
        return {**Figure(None, measure.unit, year, None, name, why).to_dict(), "place": None}
    values = computed(measure, History(world, observed, None))
    value = float(values[world.universe().tolist().index(state.ccode)])
    if np.isnan(value):
        why = f"not known of {state.name} in {observed}"
        return {**Figure(None, measure.unit, year, None, name, why).to_dict(), "place": None}
    known = values[~np.isnan(values)].tolist()
    return {**Figure(value, measure.unit, year, observed, name).to_dict(), "place": _place(known, value)}


def _place(values: Iterable[float], value: float | None) -> dict[str, Any] | None:
    """Return the place of a value among all, with the share of the others that are smaller."""
    if value is None:
        return None
    place = among(values, value)
    return {**place.to_dict(), "below": place.below / (place.among - 1) if place.among > 1 else None}


def _rows(document: dict[str, Any]) -> AnswerTable:
    """Return the cases as rows of a table."""
    cells = []
    for direction, cases in (("against", document["cases"]), ("by", document["by"])):
        for case in cases:
            lists = ("; ".join(case[key]) for key in ("senders", "targets", "kinds"))
            weight = case.get("weight") or {}
            cells.append((direction, case["list"], *lists, "; ".join(case["meant"]), case["from"], case["to"], case["seen"], "; ".join(case["aims"]), weight.get("output"), weight.get("share"), case["title"]))  # fmt: skip
    return table(HEADS, cells)


VIEW = View("sanctions", SanctionsQuestion, answer)
