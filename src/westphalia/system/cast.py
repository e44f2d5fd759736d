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
    """

    world: World
    state: SystemState
    wrong: list[tuple[tuple[str | int, ...], str]] = field(default_factory=list)

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
        """Return where the members of the core of the start's year stand, those of the European Union as the Union."""
        from westphalia.measures.core import core

        places = [
            self.state.place(code)
            for code in core(self.world, self.state.year).members
            if code in self.state.codes
        ]
        return [self.state.n if self.state.union[place] else place for place in places]


def _nearest(error: WestphaliaError) -> str:
    """Return the nearest names of an error over a name, as a sentence; empty without any."""
    found = re.search(r"Did you mean ([^?]*)\?", str(error))
    return f"Nearest: {found[1]}. " if found else ""
