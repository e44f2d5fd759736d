"""Strategic rivalry between two states, by two lists of historians' judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

RIVALRY_LISTS = "tss"
"""The longer list."""
SUBJECTS = {
    "spatial": "territory",
    "positional": "rank and influence",
    "ideological": "systems of belief",
    "interventionary": "interference in each other's affairs",
}


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A spell of rivalry in one list; ``last`` is None when it lasted at the end of the list (or of what is known)."""

    list: str
    name: str
    first: int
    last: int | None
    subjects: tuple[str, ...]
    known_to: int

    def to_dict(self) -> dict[str, Any]:
        """Return the spell for the JSON document."""
        return {
            "list": self.list,
            "name": self.name,
            "first": self.first,
            "last": self.last,
            "about": [SUBJECTS[name] for name in self.subjects],
            "known_to": self.known_to,
            "source": "rivalries",
        }


def covered_to(world: World, which: str = RIVALRY_LISTS) -> int:
    """Return the last year for which a list knows of rivalry; 0 for none.

    Parameters
    ----------
    world, which : World, str, optional
        The record, and the list of rivalries; by default the longer.
    """
    span = world.span("rivalries", source=which)
    return span[1] if span else 0


def between(world: World, dyad: Dyad, year: int) -> list[Rivalry]:
    """Return the rivalries of the pair that began by a year, the longer list first.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    low, high = dyad.codes
    rows = world.scan("rivalries").filter(ccode1=low, ccode2=high).collect().to_dicts()
    subjects = [tuple(name for name in SUBJECTS if row[name]) for row in rows]
    found = [
        Rivalry(row["list"], row["name"], row["first"], row["last"], about, covered_to(world, row["list"]))
        for row, about in zip(rows, subjects, strict=True)
        if row["first"] <= year
    ]
    return sorted(found, key=lambda each: (each.list != RIVALRY_LISTS, each.first, each.list))


def sentence(spells: list[Rivalry], year: int, known_to: int) -> str:
    """Return what the longer list says of the pair, in a sentence that goes no further than the list.

    Parameters
    ----------
    spells : list of Rivalry
        Those of the pair.
    year : int
        The year of the page.
    known_to : int
        The last year that the list covers.
    """
    named = [spell for spell in spells if spell.list == RIVALRY_LISTS] or spells
    upto = f" to {known_to}, where they end" if year > known_to else ""
    if not named:
        return f"Historians' lists of strategic rivalries, states that see each other as a military threat, do not name the pair{upto}."
    spell = named[-1]
    about = f" over {words.listed(SUBJECTS[name] for name in spell.subjects)}" if spell.subjects else ""
    if spell.last is not None and spell.last < year:
        rest = f"and not since, to {known_to}" if year > known_to else "and not since"
        return f"Historians count the two as strategic rivals{about} in {words.span(spell.first, spell.last)}, {rest}."
    if year > spell.known_to:
        return f"Historians count the two as strategic rivals{about} since {spell.first}; that is {words.not_after(spell.known_to)}."
    return f"Historians count the two as strategic rivals{about} in {year}, since {spell.first}."
