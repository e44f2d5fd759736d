"""Who can act in a run: states by their names in the year of its start, the European Union, and the core."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from westphalia.errors import WestphaliaError

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.system.state import SystemState

UNION = ("european union", "eu")
"""How the European Union is called among senders."""
CORE = "core"
"""How the core of the year of the start is called among senders."""
Name = str | int


@dataclass(frozen=True, slots=True)
class Turn:
    """A state admitted or expelled.

    Parameters
    ----------
    year : int
        From this year on.
    body : str
        ``core`` or ``eu``.
    place : int
        The state.
    inside : bool
        Whether it is a member from then on.
    """

    year: int
    body: str
    place: int
    inside: bool


@dataclass(slots=True)
class Cast:
    """Who can act in a run, and all that is wrong with how they are named.

    Parameters
    ----------
    world : World
        Who knows the names of states.
    state : SystemState
        The start.
    wrong : list of (place, str)
        What does not fit, with the place in the file.
    year : int
        The year in which they act.
    turns : tuple of Turn
        Whom the scenario surely admits to the core or the European Union, or expels from it, in the order in which it does.
    """

    world: World
    state: SystemState
    wrong: list[tuple[tuple[str | int, ...], str]] = field(default_factory=list)
    year: int = 0
    turns: tuple[Turn, ...] = ()

    def place(self, name: Name, *where: str | int) -> int | None:
        """Return where a state stands; None, and a note, where it is unknown or was not in the system."""
        try:
            code = self.world.state(name, self.state.year).ccode
        except WestphaliaError as error:
            self.wrong.append((where, f'no state "{name}". {_nearest(error)}See: westphalia states'))
            return None
        if code not in self.state.codes:
            self.wrong.append(
                (where, f"{name} was not in the system of {self.state.year}. See: westphalia states")
            )
            return None
        return self.state.place(code)

    def senders(self, names: tuple[Name, ...], *where: str | int) -> list[int]:
        """Return where senders stand; the European Union stands after all states, and acts once for its members in the core."""
        found: list[int] = []
        for at, name in enumerate(names):
            if str(name).casefold() in UNION:
                found.append(self.state.n)
            elif str(name).casefold() == CORE:
                found += self.core()
            elif (place := self.place(name, *where, at)) is not None:
                found.append(place)
        return list(dict.fromkeys(found))

    def core(self) -> list[int]:
        """Return where the members of the core stand, those of the European Union as the Union: of the start's year, with whom the scenario has admitted and expelled."""
        from westphalia.measures.core import core

        members = core(self.world, self.state.year).members
        places = self._turned("core", [self.state.place(code) for code in members if code in self.state.codes])  # fmt: skip
        union = self.union()
        return [self.state.n if place in union else place for place in places]

    def union(self) -> list[int]:
        """Return where the members of the European Union stand, with whom the scenario has admitted and expelled."""
        return self._turned("eu", [int(place) for place in self.state.union.nonzero()[0]])

    def _turned(self, body: str, members: list[int]) -> list[int]:
        found = dict.fromkeys(members)
        for each in self.turns:
            if each.body == body and each.year <= self.year:
                found.pop(each.place, None)
                if each.inside:
                    found[each.place] = None
        return list(found)


def _nearest(error: WestphaliaError) -> str:
    """Return the nearest names of an error over a name, as a sentence; empty without any."""
    found = re.search(r"Did you mean ([^?]*)\?", str(error))
    return f"Nearest: {found[1]}. " if found else ""
