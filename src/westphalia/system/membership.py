"""Interventions in who leads and who is of the European Union: states admitted and expelled, where something in a run reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from westphalia.lazy import np
from westphalia.measures.core import core
from westphalia.measures.exclusion import COALITION
from westphalia.system.cast import Cast, Name, Turn
from westphalia.system.interventions import LATE, MEMBER, Command, Deed
from westphalia.system.state import SystemState

BODIES = {"core": "the core", "eu": "the European Union"}
"""Bodies whose members a run reads, as the loop numbers them, in words."""
UNREAD = "nothing in a run reads who is a member of the United Nations: ideal points go on from where they stand, and exclusion holds organisations as they are at the start. To be shut out and readmitted is: exclude, readmit"
"""Why the United Nations are refused."""
FEWEST = 2
"""Members that must be left of a body."""


class Membership(Deed):
    """States admitted to a body (way 1) or expelled from it (way -1); with years it is taken back after the last."""

    way: ClassVar[int]
    of: Annotated[tuple[Name, ...], Field(min_length=1, description="States.")]

    @property
    def body(self) -> str:
        """Which body."""
        raise NotImplementedError

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield a change for each state, and with years one that takes it back."""
        if self.body not in BODIES:
            cast.wrong.append((("to" if self.way > 0 else "from",), UNREAD))
            return
        if self.body == "eu" and not cast.state.union.any():
            cast.wrong.append((("of",), f"there is no European Union in {cast.state.year}"))
            return
        places = [cast.place(name, "of", at) for at, name in enumerate(self.of)]
        if self.way < 0 and len(_members(self.body, cast) - {*places}) < FEWEST:
            cast.wrong.append((("of",), f"{BODIES[self.body]} would have fewer than {FEWEST} members"))
            return
        weights = weight(cast)
        for place in places:
            if place is None:
                continue
            on: dict[str, Any] = {"which": list(BODIES).index(self.body), "i": place, "value": float(weights[place])}  # fmt: skip
            yield self.command(number, MEMBER, j=int(self.way > 0), **on)
            if self.years is not None and self.last < LATE:
                yield self.command(number, MEMBER, self.last + 1, j=int(self.way < 0), **on)

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the body and each state."""
        return ((("member", self.body, str(name).casefold()), self.way) for name in self.of)

    def turns(self, cast: Cast) -> Iterator[Turn]:
        """Yield what it does to the members, where it surely does."""
        for place in (cast.place(name) for name in self.of):
            if place is not None and self.probability == 1 and self.body in BODIES:
                yield Turn(self.first, self.body, place, self.way > 0)
                if self.years is not None:
                    yield Turn(self.last + 1, self.body, place, self.way < 0)


class Admit(Membership):
    """States admitted to the core or the European Union."""

    way: ClassVar[int] = 1
    do: Literal["admit"]
    to: Annotated[Literal["core", "eu", "un"], Field(description="To what; un is refused, since nothing in a run reads it.")]  # fmt: skip

    @property
    def body(self) -> str:
        """Which body."""
        return self.to

    def words(self) -> str:
        """Return what is done in words."""
        return f"{', '.join(map(str, self.of))} admitted to {BODIES[self.to]}"


class Expel(Membership):
    """States expelled from the core or the European Union."""

    way: ClassVar[int] = -1
    do: Literal["expel"]
    from_: Annotated[Literal["core", "eu", "un"], Field(alias="from", description="From what; un is refused, since nothing in a run reads it.")]  # fmt: skip

    @property
    def body(self) -> str:
        """Which body."""
        return self.from_

    def words(self) -> str:
        """Return what is done in words."""
        return f"{', '.join(map(str, self.of))} expelled from {BODIES[self.from_]}"


def _members(body: str, cast: Cast) -> set[int]:
    """Return who is a member by the year of the cast, before what the intervention itself does."""
    before = Cast(cast.world, cast.state, year=cast.year - 1, turns=cast.turns)
    return {*(before.union() if body == "eu" else _leading(cast.state))}


def _leading(state: SystemState) -> list[int]:
    return [int(place) for place in np.flatnonzero(state.order.lead > 0)]


def weight(cast: Cast) -> Any:
    """Return what each state would weigh among the leading powers of the start, were it one of them (n,).

    By its strength, as the core has it; before the core leads, by capability.

    Parameters
    ----------
    cast : Cast
        Who knows the start.
    """
    state = cast.state
    if state.year >= COALITION:
        held = core(cast.world, state.year)
        at = np.searchsorted(held.codes, state.codes)
        strength, inside = held.strength[at], held.member[at]
    else:
        strength, inside = np.exp(state.states["capability"]), state.order.lead > 0
    rest = strength[inside].sum() - np.where(inside, strength, 0.0)
    return strength / np.maximum(rest + strength, 1e-9)


def turned(deeds: Iterable[Deed], cast: Cast) -> tuple[Turn, ...]:
    """Return whom a scenario surely admits and expels, in the order in which it does.

    Parameters
    ----------
    deeds : iterable of Deed
        What is done.
    cast : Cast
        Who knows the states.
    """
    found = [turn for each in deeds if isinstance(each, Membership) for turn in each.turns(cast)]
    return tuple(sorted(found, key=lambda turn: turn.year))
