"""How the page on one state is put together: all topics, the reasons weighed, and the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.models.partnership.stored_forecasts import about
from westphalia.report.brief import words
from westphalia.report.brief.document import sources
from westphalia.report.page import Section, SmallTable, Topic
from westphalia.report.state import (
    changed,
    conflict,
    government,
    likely,
    noted,
    outside,
    promised,
    relations,
    standing,
)
from westphalia.report.state.fought import Fought, fought
from westphalia.report.state.reason import StateReason, chosen
from westphalia.report.state.subject import Subject

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

ORDER = ("wars", "outside", "relations", "changed", "likely", "who", "pacts", "noted", "regime", "unknown")
"""Sections of a page; the one that leads goes first."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The parts of a page on one state.

    Parameters
    ----------
    title, standfirst : str
        The head of the page.
    sections : tuple of Section
        All of them.
    order : tuple of str
        Their identifiers as they stand on the page.
    document : mapping
        The JSON document.
    sources : tuple of mapping
        What the page rests on.
    """

    title: str
    standfirst: str
    sections: tuple[Section, ...]
    order: tuple[str, ...]
    document: Mapping[str, Any]
    sources: tuple[Mapping[str, Any], ...]


def composed(world: World, state: State, year: int) -> Composed:
    """Return the parts of the page of a state that was in the system in the year.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year of the page.
    """
    of = Subject(world, state, year)
    stands, near, out = standing.standing(of), relations.relations(of), outside.outside(of)
    fights, pacts, events = fought(of), promised.promised(of), noted.noted(of)
    turn = government.change(of)
    every = [
        *conflict.reasons(of, fights),
        *government.founded(of),
        *([StateReason("regime", turn.says, turn.size, "regime")] if turn else ()),
        *noted.reasons(of, events),
        *outside.reasons(of, out),
        *promised.reasons(of, pacts),
        *standing.reasons(of, stands),
        *relations.reasons(of, near),
    ]
    head = chosen(every)
    topics = [
        standing.topic(of, stands),
        conflict.topic(of, fights),
        outside.topic(of, out),
        relations.topic(of, near),
        changed.topic(of, near, out, pacts),
        likely.topic(of, likely.likely(of)),
        promised.topic(of, pacts),
        noted.topic(of, events),
        _regime(turn),
    ]
    topics.append(_unknown(topics))
    sections = tuple(topic.section for topic in topics if topic.section is not None)
    first = tuple(dict.fromkeys(each.section for each in head if each.section in ("wars", "outside", "relations", "who")))  # fmt: skip
    return Composed(
        f"{of.start} in {year}",
        " ".join(each.says for each in head) or _quiet(of, fights),
        sections,
        tuple(dict.fromkeys((*first, *ORDER))),
        _document(of, head, every, topics, fights),
        sources(world, [name for topic in topics for name in topic.used if name in world.manifest.tables]),
    )


def _regime(turn: government.RegimeChange | None) -> Topic:
    """Return the change of regime of the year; no section of its own where there was none."""
    if turn is None:
        return Topic({"regime_change": None}, None)
    facts = {"regime_change": {"says": turn.says, "source": turn.source}}
    return Topic(facts, Section("regime", "Change of regime", turn.says), (), ("coups", turn.source))


def _unknown(topics: list[Topic]) -> Topic:
    """Return what is not known, as one table."""
    lines = [line for topic in topics for line in topic.unknown]
    if not lines:
        return Topic({"unknown": []}, None)
    finding = f"{words.sentence(words.counted(len(lines), 'thing'))} on this page {'ends' if len(lines) == 1 else 'end'} before its year or {'is' if len(lines) == 1 else 'are'} not known."
    grid = SmallTable(("Not known",), tuple((line,) for line in lines), "l", ())
    return Topic({"unknown": lines}, Section("unknown", "What is not known", finding, (), (), (grid,)))


def _quiet(of: Subject, fights: Fought) -> str:
    """Return the one line of a state of which nothing weighs."""
    limit = f", by lists to {fights.known} and what is coded after" if of.year > fights.known else ""
    none = (
        "no war and no change of regime"
        if fights.force
        else "no war, no use of force and no change of regime"
    )
    return f"Nothing on record of {of.name} stands out in {of.year}: {none}{limit}."


def _document(of: Subject, head: list[StateReason], every: list[StateReason], topics: list[Topic], fights: Fought) -> dict[str, Any]:  # fmt: skip
    model = about(of.world)
    quiet = [_quiet(of, fights)]
    facts: dict[str, Any] = {
        "westphalia": {**of.world.stamp(), "model": None if model is None else model["model"]},
        "state": of.state.to_dict(),
        "year": of.year,
        "as_of": of.world.last_known,
        "answer": {
            "lead": head[0].kind if head else "quiet",
            "sentences": [each.says for each in head] or quiet,
            "reasons": [each.to_dict() for each in sorted(every, key=lambda one: -one.weight)],
        },
    }
    for topic in topics:
        facts |= topic.facts
    return facts
