"""The page on two states in a year: everything that the record knows of them, topic by topic."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from westphalia.report.brief import document, words
from westphalia.report.page import Page, Topic
from westphalia.report.use import with_use

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
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


def page(
    world: World,
    dyad: Dyad,
    year: int,
    live: Callable[[str], None] | None = None,
) -> Page:
    """Return the page of a pair that was in the system in the year; what is not stored is worked out where ``live`` is told of it.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    live : callable, optional
        Takes a sentence on what is worked out; None leaves out what is not stored.
    """
    from westphalia.report.brief import existence, headline, layout
    from westphalia.report.brief.existence import leading

    topics: list[Topic] = []
    for name in TOPICS:
        more = (live,) if name in LIVE else ()
        topics.append(import_module(f"westphalia.report.brief.{name}").topic(world, dyad, year, *more))
    topics.append(existence.topic(world, dyad, year, topics))
    details = [
        replace(
            with_use(topic.section),
            charts=tuple(headline.named(world, dyad, each) for each in topic.section.charts),
        )
        for topic in topics
        if topic.section is not None
    ]
    made = layout.laid_out(world, dyad, year, document.document(world, dyad, year, topics), details)
    facts, sections = made.document, made.sections
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
        standfirst=made.standfirst,
        sections=sections,
        document=facts,
        sources=document.sources(world, used),
        labels=labels,
        year=year,
    )
