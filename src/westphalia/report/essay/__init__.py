"""The page of a checked essay: what holds and what does not, then its claims by what they are about, each opening to its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, to_dict
from westphalia.report.brief import document, words
from westphalia.report.essay import claim, forecasts, lead, summary
from westphalia.report.essay.evidence import Evidence, evidence
from westphalia.report.essay.topics import ClaimGroup, groups
from westphalia.report.page import Page, Section
from westphalia.report.verdicts import LOOK, VERDICT

if TYPE_CHECKING:
    from westphalia.record.world import World

__all__ = ["page"]

LEGEND = tuple((LOOK[verdict], words.sentence(said)) for verdict, said in VERDICT.items())
"""How each verdict is marked on the page."""


def page(world: World, checked: Checked, more: str = "", pictured: bool = True) -> Page:
    """Return the page of an essay.

    Parameters
    ----------
    world : World
        The record that it was judged by.
    checked : Checked
        The verdicts.
    more : str, optional
        The command that prints all of it, where the terminal leaves out what is folded.
    pictured : bool, optional
        Whether claims that a reader opens have their pictures, which take a few seconds.
    """
    found = evidence(world, checked)
    matters = groups(checked)
    tables = tuple(dict.fromkeys(name for each in checked.claims for name in each.tables))
    parts = (
        *lead.sections(world, checked, matters, found),
        summary.essay_section(checked),
        summary.summary_section(checked),
        *(part for group in matters for part in _matter(world, checked, group, found, pictured)),
        forecasts.section(checked),
        summary.method_section(checked, tables),
        summary.untested_section(checked),
    )
    kept = tuple(name for name in tables if name in world.manifest.tables)
    return Page(
        f"What the record says of: {checked.essay.title}",
        summary.standfirst(checked),
        tuple(part for part in parts if part is not None),
        to_dict(world, checked),
        document.sources(world, kept),
        {},
        checked.essay.about.year,
        more,
        LEGEND,
    )


def _matter(
    world: World, checked: Checked, group: ClaimGroup, found: Evidence, pictured: bool
) -> Iterator[Section]:
    """Yield the heading of claims on one matter, then each of them."""
    yield Section(group.id, group.name, summary.fare(summary.tally(group.claims)))
    yield from claim.folds(world, checked, group, found, pictured)
