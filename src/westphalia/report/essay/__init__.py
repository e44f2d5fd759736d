"""The page of a checked essay: its claims paragraph by paragraph, each with verdict, figure and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, to_dict
from westphalia.report.brief import document
from westphalia.report.essay import forecasts, paragraphs
from westphalia.report.essay.evidence import evidence
from westphalia.report.page import Page

if TYPE_CHECKING:
    from westphalia.record.world import World

__all__ = ["page"]


def page(world: World, checked: Checked) -> Page:
    """Return the page of an essay.

    Parameters
    ----------
    world : World
        The record that it was judged by.
    checked : Checked
        The verdicts.
    """
    found = evidence(world, checked)
    tables = tuple(dict.fromkeys(name for each in checked.claims for name in each.tables))
    parts = (
        paragraphs.summary_section(checked),
        *paragraphs.sections(world, checked, found),
        forecasts.section(world, checked, found),
        paragraphs.untested_section(checked),
        paragraphs.method_section(checked, tables),
        forecasts.events_section(checked, found),
    )
    kept = tuple(name for name in tables if name in world.manifest.tables)
    return Page(
        f"What the record says of: {checked.essay.title}",
        paragraphs.standfirst(checked),
        tuple(part for part in parts if part is not None),
        to_dict(world, checked),
        document.sources(world, kept),
        {},
        checked.essay.about.year,
    )
