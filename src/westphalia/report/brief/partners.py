"""Likely partners: with whom each of the two is likeliest to make a new tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.models.outcomes import CHIEF, OUTCOMES
from westphalia.models.partnership.prospects import Absent, Partner, Prospects, Say, prospects
from westphalia.record.new_ties import new_ties
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.forecast import TABLES
from westphalia.report.page import Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

APART = (
    "Left out are pairs between which something makes a tie impossible for now, of which one forbids arms to the other or restricts both trade and "
    "finance with it, or of which one keeps relations with a rival government and none with the other."
)
"""Who is named as no likely partner (:mod:`westphalia.record.estranged`)."""
LAST = "Last such tie listed"


def before(world: World, a: int, b: int, year: int) -> str:
    """Return the year of the last listed tie of the kind that is forecast, so that nobody takes an old ally for a new one.

    Parameters
    ----------
    world : World
        The record.
    a, b : int
        Codes of the two.
    year : int
        The last year that counts.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> before(load(), 365, 630, 2022), before(load(), 2, 713, 1950)
    ('2001', 'none')
    """
    events = (new_ties(world)[part].until(year) for part in OUTCOMES[CHIEF].parts)
    years = [each.year[(each.one == min(a, b)) & (each.two == max(a, b))].tolist() for each in events]
    return str(max(map(max, filter(None, years)))) if any(years) else "none"


def topic(world: World, dyad: Dyad, year: int, live: Say | None = None) -> Topic:
    """Return the five likeliest partners of each of the two within five years.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    live : callable, optional
        Takes a sentence before a forecast is worked out; None where it is not to be.
    """
    found = prospects(world, dyad, year, live)
    if isinstance(found, Absent):
        section = Section("partners", "Likely partners", "Without forecasts no likely partners can be named.")
        return Topic({"partners": {"a": [], "b": [], "why": found.why}}, section)
    grids = tuple(_grid(world, own, year, found) for own in (dyad.a, dyad.b))
    places = (_place(own, other, found) for own, other in ((dyad.a, dyad.b), (dyad.b, dyad.a)))
    prose = (*places, APART)
    section = Section("partners", "Likely partners", _finding(world, dyad, year, found), prose, (), grids)
    facts = {
        side: [_fact(world, each, year) for each in found.partners[own.ccode]]
        for side, own in (("a", dyad.a), ("b", dyad.b))
    }
    return Topic({"partners": facts}, section, (), TABLES)


def _fact(world: World, each: Partner, year: int) -> dict[str, Any]:
    return {
        "state": world.state(each.ccode, year).to_dict(),
        "probability": each.probability,
        "rank": each.rank,
    }


def _name(world: World, each: Partner, year: int) -> str:
    return words.the(world.state(each.ccode, year).name)


def _finding(world: World, dyad: Dyad, year: int, found: Prospects) -> str:
    told = [
        f"{words.the(own.name)} with {words.listed([_name(world, each, year) for each in found.partners[own.ccode][:3]], 'or')}"
        for own in (dyad.a, dyad.b)
        if found.partners[own.ccode]
    ]
    if not told:
        return f"Of the likeliest pairs of {year} none has one of the two in it that nothing stands in the way of."
    return f"New pacts or defence agreements within five years after {year} are likeliest for {'; for '.join(told)}."


def _place(own: State, other: State, found: Prospects) -> str:
    partners = [each.ccode for each in found.partners[own.ccode]]
    name, whom = words.the(other.name, start=True), words.possessive(words.the(own.name))
    if other.ccode in partners:
        return f"{name} is {whom} {words.superlative(partners.index(other.ccode) + 1, 'likeliest')} partner in a new pact or defence agreement."
    return f"{name} is not among {whom} five likeliest."


def _grid(world: World, own: State, year: int, found: Prospects) -> SmallTable:
    rows = tuple(
        (
            world.state(each.ccode, year).name,
            numbers.percent(each.probability),
            f"{each.rank:,d} of {found.pairs:,d}",
            before(world, own.ccode, each.ccode, year),
        )
        for each in found.partners[own.ccode]
    )
    heads = (f"{own.name} with", "Chance in five years", "Rank among all pairs", LAST)
    return SmallTable(
        heads,
        rows,
        "lrrr",
        TABLES,
        f"Likeliest partners of {words.the(own.name)} in a new pact or defence agreement",
    )
