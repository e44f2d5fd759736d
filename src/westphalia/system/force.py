"""The intervention that makes an event of a process happen to named states: what follows of it at once goes by the process, and what follows later by all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from westphalia.lazy import difflib
from westphalia.system.cast import UNION, Cast, Name
from westphalia.system.interventions import FORCE, Command, Deed
from westphalia.system.processes import processes

KINDS_OF_EVENTS = ("onset", "end", "step", "jump")
"""Kinds of processes of which an event can be forced."""
SENT = ("arms", "arms_end", "sanction_end")
"""Processes of pairs of which the first acts upon the second."""


def forceable() -> dict[str, bool]:
    """Return the processes of which an event can be forced, in the order of the alphabet, and whether it is one of a pair.

    Examples
    --------
    >>> forceable()["sanction"], forceable()["dispute"], "ideal" in forceable()
    (False, True, False)
    """
    found = {name: each.on != "state" for name, each in processes().items() if each.kind in KINDS_OF_EVENTS}
    return dict(sorted(found.items()))


class Force(Deed):
    """An event of a process happens to named states in a year, where they are at risk of it; who joins, how grave it is and of what kinds goes by the processes."""

    do: Literal["force"]
    process: Annotated[str, Field(description="The process, by its name on the page of processes.")]
    of: Annotated[tuple[Name, ...], Field(description="States, of a process of single states.")] = ()
    between: Annotated[
        tuple[Name, ...],
        Field(max_length=2, description="The two, of a process of pairs: the sender or supplier first."),
    ] = ()

    @field_validator("process")
    @classmethod
    def _known(cls, value: str) -> str:
        known = list(forceable())
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1, cutoff=0.4)
            nearest = f" Nearest: {near[0]}." if near else ""
            raise ValueError(f'no process "{value}" of which an event can be forced.{nearest} It can be: {", ".join(known)}')  # fmt: skip
        return value

    @model_validator(mode="after")
    def _whom(self) -> Force:
        pair = forceable()[self.process]
        if pair and (self.of or len(self.between) != 2):
            raise ValueError(f"{self.process} is of two states: between: [A, B]")
        if not pair and (self.between or not self.of):
            raise ValueError(f"{self.process} is of single states: of: [A]")
        return self

    def words(self) -> str:
        """Return what is done in words."""
        title = processes()[self.process].title
        return f"forced upon {', '.join(map(str, self.of or self.between))}: {title[:1].lower()}{title[1:]}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield a change a year for each state, or for the pair."""
        which = sorted(processes()).index(self.process)
        for i, j in self._places(cast):
            for year in range(self.first, self.last + 1):
                yield self.command(number, FORCE, year, which=which, i=i, j=j)

    def _places(self, cast: Cast) -> list[tuple[int, int]]:
        if self.of:
            found = [cast.place(name, "of", at) for at, name in enumerate(self.of)]
            return [(place, 0) for place in found if place is not None]
        union = self.process == "sanction_end" and str(self.between[0]).casefold() in UNION
        one = cast.state.n if union else cast.place(self.between[0], "between", 0)
        two = cast.place(self.between[1], "between", 1)
        if one is None or two is None:
            return []
        if one == two:
            cast.wrong.append(
                (("between",), f"{self.between[0]}, {self.between[1]}: a state stands there twice")
            )
            return []
        return [(one, two) if self.process in SENT else (min(one, two), max(one, two))]

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the process."""
        return iter(((("process", self.process), 1),))
