"""Who was in the system: every state with its codes, its names over time and its membership."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from westphalia.errors import NoAnswer
from westphalia.record.identity import FOREVER, Name, normal
from westphalia.record.state import State

if TYPE_CHECKING:
    from westphalia.record.world import World

ORDER = {"usual": 0, "official": 1, "alias": 2}
Spells = tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A state in the directory.

    Parameters
    ----------
    state : State
        Its codes and its name in the year asked for (the latest without one).
    names : tuple of Name
        Usual names first, then official ones and other spellings; codes left out.
    cow, gw : tuple of (int, int or None)
        First and last year of each spell of membership in either list; None while it lasts.
    """

    state: State
    names: tuple[Name, ...]
    cow: Spells
    gw: Spells

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as the JSON contract has it."""
        return {
            "ccode": self.state.ccode if self.state.cow else None,
            "gwcode": self.state.gwcode,
            "iso3": self.state.iso3,
            "name": self.state.name,
            "names": [
                {
                    "name": name.text,
                    "from": name.first,
                    "to": None if name.last == FOREVER else name.last,
                    "kind": name.kind,
                }
                for name in self.names
            ],
            "membership": {
                "cow": [list(spell) for spell in self.cow],
                "gw": [list(spell) for spell in self.gw],
            },
        }


def directory(world: World, query: str = "", year: int | None = None) -> list[Entry]:
    """Return the states whose names or codes hold a text, best first.

    Parameters
    ----------
    world : World
        The record.
    query : str
        Part of a name, or a whole code; empty for all states.
    year : int, optional
        Only states in the system in that year, under their names of that year.

    Raises
    ------
    NoAnswer
        When none fits, with the nearest names.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [entry.state.name for entry in directory(load(), "congo")]
    ['Congo', 'DR Congo']
    """
    spells = _spells(world)
    members = set(world.members(year)) if year is not None else None
    names: dict[int, list[Name]] = {}
    for name in world.gazetteer.names:
        names.setdefault(name.ccode, []).append(name)
    found: list[tuple[int, str, Entry]] = []
    for ccode, own in names.items():
        state = world.state(ccode, year)
        rank = _rank(query, state, own)
        if rank is None or (members is not None and ccode not in members):
            continue
        shown = sorted((n for n in own if n.kind in ORDER), key=lambda n: (ORDER[n.kind], n.first, n.text))
        entry = Entry(state, tuple(shown), spells.get(("cow", ccode), ()), spells.get(("gw", ccode), ()))
        found.append((rank, "" if query else f"{ccode:04d}", entry))
    if not found:
        raise _none(world, query, year)
    return [entry for *_, entry in sorted(found, key=lambda each: (each[0], each[1], each[2].state.name))]


def _rank(query: str, state: State, names: list[Name]) -> int | None:
    """Return how well a state fits: 0 whole name or code, 1 beginning of a word of a name, 2 within one; None for not."""
    text = normal(query)
    if not text:
        return 0
    if text in (str(state.ccode), str(state.gwcode)):
        return 0
    ranks = [
        0 if text == own else 1 if own.startswith(text) or f" {text}" in own else 2
        for name in names
        if (own := normal(name.text)) == text or (name.kind != "code" and text in own)
    ]
    return min(ranks, default=None)


def _spells(world: World) -> dict[tuple[str, int], Spells]:
    spells: dict[tuple[Literal["cow", "gw"], int], Spells] = {}
    frame = world.table("memberships").select("system", "ccode", "start", "end").collect()
    for system, ccode, start, end in frame.sort("system", "ccode", "start").iter_rows():
        spell = (start.year, end.year if end is not None else None)
        spells[system, ccode] = (*spells.get((system, ccode), ()), spell)
    return {(system, ccode): found for (system, ccode), found in spells.items()}


def _none(world: World, query: str, year: int | None) -> NoAnswer:
    when = f" in {year}" if year is not None else ""
    near = world.gazetteer.nearest(query) if query else []
    what = (
        f"No state's name or code holds '{query}'{when}." if query else f"No state was in the system{when}."
    )
    guess = f"Did you mean {' or '.join(near)}?" if near else ""
    return NoAnswer(what, guess, "See all states with: westphalia states")
