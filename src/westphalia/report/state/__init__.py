"""The page on one state in a year: what leads, who it is, with whom and against whom it stands, what it fought, and what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from westphalia.report.page import Page

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

OPEN = ("wars", "outside", "relations", "changed", "likely", "who")
"""Sections of the page that are open, in their order; the others are folded."""


def page(world: World, state: State, year: int) -> Page:
    """Return the page of a state that was in the system in the year.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year of the page.
    """
    from westphalia.report.state.compose import composed

    made = composed(world, state, year)
    by = {section.id: section for section in made.sections}
    order = [by[name] for name in made.order if name in by]
    sections = tuple(section if section.id in OPEN else replace(section, fold=True) for section in order)
    return Page(made.title, made.standfirst, sections, made.document, made.sources, {"a": state.name}, year)
