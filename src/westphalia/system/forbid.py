"""The intervention that turns a process off for some years, in the whole system: what would be if nobody did it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from westphalia.lazy import difflib
from westphalia.system.cast import Cast
from westphalia.system.interventions import FORBID, Command, Deed
from westphalia.system.processes import processes

KINDS_OF_EVENTS = ("onset", "end", "choice", "step", "jump")
"""Kinds of processes that are events by a hazard, which can be none."""


def forbidden() -> tuple[str, ...]:
    """Return the names of the processes that can be forbidden, in the order of the alphabet.

    Examples
    --------
    >>> "pact" in forbidden(), "output" in forbidden()
    (True, False)
    """
    return tuple(sorted(name for name, each in processes().items() if each.kind in KINDS_OF_EVENTS))


class Forbid(Deed):
    """A process is off in the whole system: nobody does it. What had begun goes on."""

    do: Literal["forbid"]
    process: Annotated[str, Field(description="The process, by its name on the page of processes.")]

    @field_validator("process")
    @classmethod
    def _known(cls, value: str) -> str:
        known = forbidden()
        if value not in known:
            near = difflib.get_close_matches(value, known, n=1, cutoff=0.4)
            nearest = f" Nearest: {near[0]}." if near else ""
            raise ValueError(f'no process "{value}" that can be forbidden.{nearest} It can be: {", ".join(known)}')  # fmt: skip
        return value

    def words(self) -> str:
        """Return what is done in words."""
        title = processes()[self.process].title
        return f"forbidden in the whole system: {title[:1].lower()}{title[1:]}"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield a change a year: the level of the process."""
        which = sorted(processes()).index(self.process)
        for year in range(self.first, self.last + 1):
            yield self.command(number, FORBID, year, which=which)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the process."""
        return iter(((("process", self.process), -1),))
