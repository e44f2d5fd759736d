"""What the sentence on a relation rests on: the words that the table holds, what was last seen, and lists that have ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.record.quantities import get
from westphalia.report.brief import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from westphalia.record.world import World

Told = dict[int, dict[str, Any]]
"""By year: ``word``, None where none may be said, and the years in which anything was last ``seen``."""
ENDING: Mapping[str, str] = {
    "disputes": "dispute_dyad_years:cow", "pacts": "pacts", "rivalries": "rivalries:tss", "shared organisations": "shared_institutions",
}  # fmt: skip
LASTING: Mapping[str, str] = {"arms": "arms_transfers", "votes": "votes", "sanctions": "sanctions"}


def told(world: World, name: str, one: int, two: int) -> Told:
    """Return what the table of relations says of a pair by year, beside the score.

    Parameters
    ----------
    world, name : World, str
        The record and the quantity whose table is read.
    one, two : int
        Codes of the two states.
    """
    low, high = sorted((one, two))
    found = world.table(get(name).table).filter(ccode1=low, ccode2=high).collect()
    if "word" not in found.columns:
        return {}
    return {row["year"]: row for row in found.select("year", "word", "seen").iter_rows(named=True)}


def not_known(pair: str, year: int, seen: int | None) -> str:
    """Return the sentence where no word may be said.

    Parameters
    ----------
    pair : str
        The two states as they are named.
    year, seen : int, int or None
        The year of the page, and the last in which anything was seen of the two.

    Examples
    --------
    >>> not_known("Ecuador and Sweden", 1860, None)
    'How hostile or friendly Ecuador and Sweden were in 1860 is not known: nothing of the ten years before it is on record.'
    >>> not_known("Nepal and Chad", 2020, 2004)
    'How hostile or friendly Nepal and Chad were in 2020 is not known; the record is silent since 2004.'
    """
    start = f"How hostile or friendly {pair} were in {year} is not known"
    if seen is None:
        return f"{start}: nothing of the ten years before it is on record."
    return f"{start}; the record is silent since {seen}."


def basis(world: World, year: int) -> str:
    """Return what the score of a year rests on where some of its lists have ended; nothing where all reach it.

    Parameters
    ----------
    world, year : World, int
        The record and the year of the score.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> basis(load(), 2000)
    ''
    >>> basis(load(), 2016)
    'It rests on arms, votes and sanctions, and on what was coded by hand: disputes and shared organisations are listed to 2014.'
    """
    ends: dict[int, list[str]] = {}
    for what, table in ENDING.items():
        last = Coverage((table,)).whole(world)[1]
        if last < year:
            ends.setdefault(last, []).append(what)
    if not ends:
        return ""
    kept = [what for what, table in LASTING.items() if Coverage((table,)).whole(world)[1] >= year]
    lists = "; ".join(
        f"{words.listed(what)} {_are(ends, last)}to {last}" for last, what in sorted(ends.items())
    )
    rests = f"{words.listed(kept)}, and on what was coded by hand" if kept else "what was coded by hand"
    return f"It rests on {rests}: {lists}."


def _are(ends: dict[int, list[str]], last: int) -> str:
    return "are listed " if last == min(ends) else ""
