"""What became of the claims of an essay on the two, judged by all that the edition has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.results import outdated, stale
from westphalia.report.brief import words
from westphalia.report.linked import Wide, author
from westphalia.report.page import Section, SmallTable, Topic
from westphalia.report.verdicts import VERDICT, said

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

FILE = "model/verdicts.json"
FIRST = ("contradicted", "mixed", "supported")
"""Verdicts that are printed, in their order; claims without an answer are counted only."""
PRINTED = 20
LEAST = 5
"""Supported claims that are printed in any case."""


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the verdicts on essays about exactly these two states, whatever the year; no section where there is none.

    Verdicts rest on everything that is known, so that a world of an earlier year has none.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    about, other = _essays(world, dyad)
    unknown = tuple(
        f"How the claims of the essay “{each['title']}” on the two fare with these data, which are not those, or not read with the definitions, that it was judged by: "
        f"westphalia check {each['id']} judges it anew."
        for each in (about if other else ())
    )
    essays = [] if other else about
    facts = [{key: each[key] for key in ("id", "title", "year", "summary", "claims")} for each in essays]
    return Topic({"essays": facts}, _section(essays) if essays else None, unknown, ())


def _essays(world: World, dyad: Dyad) -> tuple[list[dict[str, Any]], bool]:
    """Return the stored essays on the two, the newest first, and whether they were judged by other data."""
    if world.last_known is not None:
        return [], False
    stored = outdated(world.manifest, FILE) or {"essays": ()}
    about = [each for each in stored["essays"] if set(each["states"]) == set(dyad.codes)]
    about.sort(key=lambda each: each["published"], reverse=True)
    return about, bool(stale(world.manifest, FILE))


def _section(essays: Sequence[Mapping[str, Any]]) -> Section:
    return Section(
        "essay",
        "An essay on the two" if len(essays) == 1 else "Essays on the two",
        "; of ".join(_counted(each, i > 0) for i, each in enumerate(essays)) + ".",
        prose=tuple(_about(each) for each in essays),
        grids=tuple(grid for each in essays if (grid := _grid(each, len(essays) > 1)).rows),
        notes=(
            "The claims are in our words, not the author's, and judged with all that is on record today, whatever the year of this page. "
            "Supported means that the figures meet what the claim says; it does not make every reading of them right.",
        ),
    )


def _counted(essay: Mapping[str, Any], further: bool) -> str:
    """Return how an essay fares, as a sentence or its continuation."""
    n = len(essay["claims"])
    claims = words.counted(n, "claim") if n == 1 else f"{n} claims"
    which = "of another" if further else "of an essay on the two"
    told = said({verdict: essay["summary"][verdict] for verdict in VERDICT if essay["summary"].get(verdict)})
    return f"{claims} {which} {told}" if further else f"Of {claims} {which} {told}"


def _about(essay: Mapping[str, Any]) -> str:
    """Return who wrote what and when, the year that it is about, and how to see all of it."""
    day = (
        ""
        if words.moment(essay["published"]) in essay["author"]
        else f" ({words.moment(essay['published'])})"
    )
    return (
        f"The essay is “{essay['title']}” by {author(essay['author'])}{day}, about the two in {essay['year']}. {_documented(essay)}"
        f"Every claim with its figures and sources: westphalia check {essay['id']}"
    )


def _documented(essay: Mapping[str, Any]) -> str:
    """Return how many of the supported claims rest on events alone, as a sentence; nothing where none does."""
    n = essay.get("documented", 0)
    verb = "rests" if n == 1 else "rest"
    return (
        f"Of the supported, {n} {verb} on events alone, which were coded with the essay in hand. "
        if n
        else ""
    )


def _grid(essay: Mapping[str, Any], named: bool) -> SmallTable:
    """Return the claims that are contradicted and mixed, then supported ones while there is room; each in the order of the essay."""
    every = sorted(
        (each for each in essay["claims"] if each["verdict"] in FIRST),
        key=lambda each: (FIRST.index(each["verdict"]), each["paragraph"]),
    )
    doubtful = sum(each["verdict"] != "supported" for each in every)
    shown = every[: max(PRINTED, doubtful + LEAST)]
    rows = tuple(
        (str(each["paragraph"]), VERDICT[each["verdict"]], each["statement"].rstrip(".")) for each in shown
    )
    rest = len(every) - len(shown)
    left = (
        f"; {words.counted(rest, 'more supported one')} {'is' if rest == 1 else 'are'} not printed here"
        if rest
        else ""
    )
    which = f" of “{essay['title']}”" if named else ""
    which = f" of “{essay['title']}”" if named else ""
    caption = (
        f"Claims{which} on which the record speaks, contradicted ones first, then mixed, then supported{left}"
    )
    return SmallTable(("paragraph", "verdict", Wide("claim")), rows, "rll", (), caption)
