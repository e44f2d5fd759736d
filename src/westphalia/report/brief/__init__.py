"""The brief: everything the record knows about two states in a year, as a page, a document and text.

>>> from westphalia.record.world import load
>>> brief(load(), "Russia", "Iran", 2022).page.title
'Russia and Iran in 2022'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief import words
from westphalia.report.view import Chart, Page, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

TOPICS = (
    "who",
    "relation",
    "capability",
    "timeline",
    "pacts",
    "disputes",
    "votes",
    "sanctions",
    "arms",
    "trade",
    "energy",
    "grain",
    "geography",
    "forecast",
    "drivers",
    "analogues",
    "partners",
    "essay",
)
"""Modules of the topics, in the order of the page; each has ``topic(world, dyad, year)``. One may have no section for a pair."""
LIVE = ("forecast", "drivers", "analogues", "partners")
"""Topics that work out what is not stored, and take as fourth what is told of it (None: leave it out)."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A finished brief on two states.

    Parameters
    ----------
    page : Page
        The page that every surface prints.
    """

    page: Page

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON document."""
        return dict(self.page.document)

    def to_html(self) -> str:
        """Return one HTML document that needs no network and no scripts."""
        from westphalia.report.html import render_html

        return render_html(self.page)

    def to_text(self, width: int = 88) -> str:
        """Return the page as text for a terminal of ``width`` columns."""
        from westphalia.report.text import render_text

        return render_text(self.page, width)

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, so that its style does not reach the notebook around it."""
        from westphalia.report.html import render_frame

        return render_frame(self.page)


def brief(
    world: World,
    a: int | str | State,
    b: int | str | State,
    year: int | None = None,
    as_of: int | None = None,
    quick: bool = False,
    say: Callable[[str], None] | None = None,
    begin: Callable[[Iterable[Chart]], None] | None = None,
) -> Brief:
    """Return the brief on two states.

    Parameters
    ----------
    world : World
        The record.
    a, b : int, str or State
        The two states: code, ISO3 or name. A name is read as it was used in ``year``.
    year : int, optional
        The year of the page. Without it the last year of the edition (2025), or ``as_of`` where that is earlier. Figures that
        stop earlier are then those of their last year, and say so.
    as_of : int, optional
        Nothing dated later is used.
    quick : bool
        Leave out what is not stored with the edition and takes seconds to work out: forecasts and analogues of years before 2006, and
        analogues of pairs with nothing between them.
    say : callable, optional
        Told, in a sentence, of everything that takes seconds.
    begin : callable, optional
        Given the charts of each section as soon as they are known, to begin to draw them.

    Returns
    -------
    Brief

    Raises
    ------
    NotUnderstood
        For an unknown state, one state named twice, or a year outside the edition.
    NoAnswer
        When the two were not both in the system of states in that year.
    """
    from westphalia.report.brief import existence

    existence.check_year(year, as_of)
    seen = world if as_of is None else world.as_of(as_of)
    when = year if year is not None else LAST_YEAR if seen.last_known is None else seen.last_known
    dyad = seen.dyad(a, b, when)
    existence.check(seen, dyad, when)
    return Brief(page(seen, dyad, when, None if quick else say or _silent, begin))


def _silent(_: str) -> None:
    """Tell nobody."""


def page(
    world: World,
    dyad: Dyad,
    year: int,
    live: Callable[[str], None] | None = None,
    begin: Callable[[Iterable[Chart]], None] | None = None,
) -> Page:
    """Return the page of a pair that was in the system in the year; what is not stored is worked out where ``live`` is told of it."""
    from westphalia.report.brief import unknown
    from westphalia.report.brief.bibliography import sources
    from westphalia.report.brief.document import document
    from westphalia.report.brief.leading import leading

    topics: list[Topic] = []
    for name in TOPICS:
        more = (live,) if name in LIVE else ()
        topics.append(import_module(f"westphalia.report.brief.{name}").topic(world, dyad, year, *more))
        if begin is not None and topics[-1].section is not None:
            begin(topics[-1].section.charts)
    topics.append(unknown.topic(world, dyad, year, topics))
    sections = tuple(topic.section for topic in topics if topic.section is not None)
    used = [table for topic in topics for table in topic.used]
    shown = [name for each in sections for chart in each.charts for name in chart.sources]
    shown += [name for each in sections for grid in each.grids for name in grid.sources]
    used += [name for name in shown if name in world.manifest.tables]
    chief = leading(world, year)
    labels = {"a": dyad.a.name, "b": dyad.b.name, "pair": f"{dyad.a.name} and {dyad.b.name}"}
    if chief is not None:
        labels["leader"] = chief.name
    return Page(
        title=f"{words.the(dyad.a.name, start=True)} and {words.the(dyad.b.name)} in {year}",
        standfirst=" ".join(
            section.finding
            for section in sections
            if section.id in ("relation", "timeline", "pacts", "forecast")
        ),
        sections=sections,
        document=document(world, dyad, year, topics),
        sources=sources(world, used),
        labels=labels,
        year=year,
    )
