"""How the pair voted on the two resolutions of the General Assembly on Ukraine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.report.brief import words
from westphalia.report.brief.distances import member

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

NAMES = {1: "yes", 2: "abstained", 3: "no"}
SAID = {
    "yes": "voted yes",
    "no": "voted no",
    "abstained": "abstained",
    "absent": "did not vote",
    "not a member": "was not a member",
}


def facts(world: World, dyad: Dyad, year: int) -> list[dict[str, Any]]:
    """Return the votes of both by the end of the year, oldest first; empty where neither is a member."""
    import polars as pl

    if year < Coverage(("ukraine_votes",)).whole(world)[0]:
        return []
    rows = world.table("ukraine_votes").filter(pl.col("date") <= pl.lit(date(year, 12, 31)))
    cast: dict[tuple[date, str], dict[int, str]] = {}
    for resolution, ccode, when, vote in rows.sort("date", "ccode").collect().iter_rows():
        cast.setdefault((when, resolution), {})[ccode] = NAMES[vote]
    absent = {
        state.ccode: "absent" if member(world, state, year) else "not a member" for state in (dyad.a, dyad.b)
    }
    if not cast or set(absent.values()) == {"not a member"}:
        return []
    return [
        {
            "resolution": resolution,
            "date": when.isoformat(),
            "a": votes.get(dyad.a.ccode, absent[dyad.a.ccode]),
            "b": votes.get(dyad.b.ccode, absent[dyad.b.ccode]),
        }
        for (when, resolution), votes in cast.items()
    ]


def sentence(dyad: Dyad, votes: list[dict[str, Any]]) -> str:
    """Return the votes in words."""
    told = [
        f"on {each['resolution']} of {words.day(date.fromisoformat(each['date']))} {_how(dyad, each)}"
        for each in votes
    ]
    return f"On Ukraine: {'; '.join(told)}."


def _how(dyad: Dyad, vote: Mapping[str, Any]) -> str:
    if vote["a"] == vote["b"]:
        return f"both {SAID[vote['a']]}"
    return f"{words.the(dyad.a.name)} {SAID[vote['a']]}, {words.the(dyad.b.name)} {SAID[vote['b']]}"
