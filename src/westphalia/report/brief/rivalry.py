"""Strategic rivalry between two states, by two lists of historians' judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

MAIN = "tss"
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


def covered_to(world: World, which: str = MAIN) -> int:
    """Return the last year for which a list knows of rivalry; 0 for none."""
    span = world.span("rivalries", source=which)
    return span[1] if span else 0


def between(world: World, dyad: Dyad, year: int) -> list[Rivalry]:
    """Return the rivalries of the pair that began by a year, the longer list first."""
    low, high = dyad.codes
    rows = world.table("rivalries").filter(ccode1=low, ccode2=high).collect().to_dicts()
    found = [
        Rivalry(
            row["list"],
            row["name"],
            row["first"],
            row["last"],
            tuple(name for name in SUBJECTS if row[name]),
            covered_to(world, row["list"]),
        )
        for row in rows
        if row["first"] <= year
    ]
    return sorted(found, key=lambda each: (each.list != MAIN, each.first, each.list))


def sentence(dyad: Dyad, spells: list[Rivalry], year: int) -> str:
    """Return what the longer list says of the pair, in a sentence."""
    named = [spell for spell in spells if spell.list == MAIN] or spells
    if not named:
        return "Historians' lists of strategic rivalries, states that see each other as a military threat, do not name the pair."
    spell = named[-1]
    about = f" over {words.listed(SUBJECTS[name] for name in spell.subjects)}" if spell.subjects else ""
    if spell.last is not None and spell.last < year:
        return f"Historians count the two as strategic rivals{about} in {words.span(spell.first, spell.last)}, and not since."
    if year > spell.known_to:
        return f"Historians count the two as strategic rivals{about} since {spell.first}; that is {words.not_after(spell.known_to)}."
    return f"Historians count the two as strategic rivals{about} in {year}, since {spell.first}."
