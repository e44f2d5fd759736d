"""The picture and the table of disputes between two states."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import coded, fights, ties, words
from westphalia.report.brief.dispute_record import MAIN, WAR, Dispute, begins, between, gravest
from westphalia.report.brief.ties import spells
from westphalia.report.page import Chart, SmallTable

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


LANES = {5: "War", 4: "Use of force", 3: "Display of force", 2: "Threat"}
PRINTED = 12


def _told(every: Sequence[Dispute]) -> str:
    """Return the disputes in a sentence; without names, which change over the years."""
    first, last = every[0].first, every[-1].first
    when = f"in {first}" if first == last else f"from {first} to {last}"
    fatal = sum(bool(dispute.fatal) for dispute in every)
    if len(every) == 1:
        deaths = "with deaths" if fatal else "which cost no lives that the list knows of"
        return f"One dispute between the two {when}, {deaths}."
    deaths = f"{words.count(fatal)} of them with deaths" if fatal else "the list has deaths in none of them"
    return f"{words.sentence(words.counted(len(every), 'dispute'))} between the two {when}; {deaths}."


def _war_years(world: World, dyad: Dyad, ends: int) -> set[int]:
    """Return the years to one in which the two were at war by the list of wars or by what is noted by hand."""
    listed, noted = fights.wars(world, dyad), ties.events(world, dyad)
    told = fights.noted_wars(listed, [*noted, *coded.events(world, dyad, noted)])
    fought = [war for war in (*listed, *told) if war.kind == "war" and dict(war.more)["opposed"]]
    return {year for war in fought for year in range(war.year, min(ends, int((war.end or "9999")[:4])) + 1)}


def _wars(world: World, dyad: Dyad, every: Sequence[Dispute], ends: int) -> Iterator[dict[str, Any]]:
    """Yield marks of the wars of the two that the list of disputes has not as war: another list overrides it."""
    listed = {
        year
        for dispute in every
        if dispute.level == WAR
        for year in range(dispute.first, (dispute.last or dispute.first) + 1)
    }
    for first, last in spells(_war_years(world, dyad, ends) - listed):
        yield {
            "lane": LANES[WAR],
            "start": first,
            "end": last,
            "text": "war by another list or noted by hand",
            "role": "warning",
            "dispnum": None,
            "fatality": None,
        }


def chart(world: World, dyad: Dyad, year: int, last: int) -> tuple[Chart, ...]:
    """Return the lanes of disputes by the gravest act in them; none where there are no disputes.

    Parameters
    ----------
    world, dyad, year, last : World, Dyad, int, int
        The record, the pair, the year of the page, and the last of the list.
    """
    every = between(world, dyad.a.ccode, dyad.b.ccode, MAIN)
    rows = tuple(
        {
            "lane": LANES[max(2, dispute.level or 2)],
            "start": dispute.first,
            "end": dispute.last or dispute.first,
            "text": f"dispute {dispute.number}, {'with deaths' if dispute.fatal else 'no deaths known'}",
            "role": "warning" if dispute.fatal else "pair",
            "dispnum": dispute.number,
            "fatality": dispute.fatality,
        }
        for dispute in every
    )
    if not rows:
        return ()
    ends = max(year, last)
    rows += tuple(_wars(world, dyad, every, ends))
    return (
        Chart(
            "disputes-hostility",
            "lanes",
            rows,
            "Disputes between the two by the gravest act in them; those with deaths in the warning colour",
            _told(every),
            "years under way",
            ("dispute_dyad_years", "war_participants"),
            f"1816-{last} (Correlates of War); {words.not_after(last)}",
            {
                "lanes": list(LANES.values()),
                "year": year,
                "domain_x": [begins(world, *dyad.codes) or 1816, ends],
                "missing": {"*": [[last + 1, ends]]} if ends > last else {},
            },
        ),
    )


def grid(main: list[Dispute], fought: Set[int]) -> tuple[SmallTable, ...]:
    """Return the latest disputes as a table.

    Parameters
    ----------
    main : list of Dispute
        In order of time.
    fought : set of int
        Years in which the two fought each other by the list of wars.
    """
    if not main:
        return ()
    lines = tuple(
        (
            str(dispute.number),
            words.span(dispute.first, dispute.last),
            gravest(dispute, fought),
            {True: "yes", False: "no", None: "not known"}[dispute.fatal],
        )
        for dispute in main[::-1][:PRINTED]
    )
    more = f", the latest {words.count(PRINTED)}" if len(main) > PRINTED else ""
    return (
        SmallTable(
            ("Correlates of War number", "years", "gravest act", "deaths"),
            lines,
            "llll",
            ("dispute_dyad_years",),
            f"Disputes{more}",
        ),
    )
