"""How the page on two states is laid out: the answer first, then where it may go and the record, then details, folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record.quantities import get
from westphalia.report.brief import timeline
from westphalia.report.brief.relation import name_of
from westphalia.report.brief.why.answer import PairAnswer, answer
from westphalia.report.brief.why.reason import Material
from westphalia.report.brief.why.sections import folded, sections
from westphalia.report.page import Section

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class PageParts:
    """The parts of a page in their order.

    Parameters
    ----------
    standfirst : str
        One to three sentences.
    sections : tuple of Section
        Those that answer, then those that are folded.
    document : mapping
        The JSON document with the answer in it.
    """

    standfirst: str
    sections: tuple[Section, ...]
    document: Mapping[str, Any]


def laid_out(
    world: World, dyad: Dyad, year: int, facts: Mapping[str, Any], details: Sequence[Section]
) -> PageParts:
    """Return a page in its order: what binds, what limits, what it means for others, where it may go, the record, details.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    facts : mapping
        The document of all topics.
    details : sequence of Section
        The sections of all topics.
    """
    of = Material(world, dyad, year, facts)
    name = name_of(world)
    found = answer(of, get(name).table if name else None)
    by_id = {section.id: section for section in details}
    charts = {chart.id: chart for section in details for chart in section.charts}
    told = timeline.events(world, dyad, year)
    quiet = found.lead == "quiet"
    open_ = [] if quiet else [*sections(of, found, told, charts), *_outlook(by_id), _record(by_id)]
    taken = [chart.id for section in open_ for chart in section.charts]
    rest = [folded(section, taken) for section in details]
    return PageParts(" ".join(found.sentences), (*open_, *rest), _with_answer(facts, found))


def _with_answer(facts: Mapping[str, Any], found: PairAnswer) -> dict[str, Any]:
    """Return the document with the answer after the head, before the facts of topics."""
    made: dict[str, Any] = {}
    for key, value in facts.items():
        made[key] = value
        if key == "as_of":
            made["answer"] = found.to_dict()
    return made


def _outlook(by_id: Mapping[str, Section]) -> list[Section]:
    """Return where it may go: the forecast and what moves it; nothing where none is made."""
    forecast, drivers = by_id["forecast"], by_id["drivers"]
    if not forecast.charts:
        return []
    waterfall = tuple(chart for chart in drivers.charts if chart.kind == "waterfall")
    prose = (" ".join((*forecast.prose[:1], *((drivers.finding,) if waterfall else ()))),)
    return [
        Section("outlook", "Where it may go", forecast.finding, prose, (*forecast.charts[:1], *waterfall))
    ]


def _record(by_id: Mapping[str, Section]) -> Section:
    """Return two centuries of the two in one picture."""
    record, relation = by_id["timeline"], by_id["relation"]
    return Section("record", "The record", record.finding, (relation.finding,), (*record.charts[:1], *relation.charts[:1]))  # fmt: skip
