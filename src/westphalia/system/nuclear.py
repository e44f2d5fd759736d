"""The intervention that sets how far a state is on the way to nuclear weapons, and the outcome that tells when it gets there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from westphalia.effects.proliferation.levels import EXPLORES, HAS, NONE, PURSUES
from westphalia.system.cast import Cast, Name
from westphalia.system.interventions import SET, Command, Deed
from westphalia.system.variables import STATES

REACHED = {"exploration": EXPLORES, "pursuit": PURSUES, "bomb": HAS}
"""Stages of which the first year may be asked for."""
STAGES_REACHED = {"exploration": "Exploration of nuclear weapons, or more", "pursuit": "Pursuit of nuclear weapons, or more", "bomb": "Nuclear weapons"}  # fmt: skip
"""The same in words."""


class FirstStage(BaseModel):
    """The first year in which a state explores, pursues or has nuclear weapons, or has come further."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    first: Literal["exploration", "pursuit", "bomb"]
    of: Name


STAGE_OF = {"explore": EXPLORES, "pursue": PURSUES, "acquire": HAS, "give-up": NONE}
"""The stage in which a state is after a step."""
STAGE_WORDS = {"explore": "explores", "pursue": "pursues", "acquire": "gets", "give-up": "gives up"}


class Nuclear(Deed):
    """A state takes a step on the way to nuclear weapons, or has none and does not seek them any more; what follows goes by the hazards of the steps."""

    do: Literal["nuclear"]
    of: Annotated[Name, Field(description="The state.")]
    stage: Annotated[Literal["explore", "pursue", "acquire", "give-up"], Field(description="Which.")]

    def words(self) -> str:
        """Return what is done in words."""
        return f"{self.of} {STAGE_WORDS[self.stage]} nuclear weapons"

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the change."""
        place = cast.place(self.of, "of")
        if place is not None:
            yield self.command(
                number,
                SET,
                which=STATES.index("nuclear_stage"),
                i=place,
                value=float(STAGE_OF[self.stage]),
            )

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield the state."""
        return iter(((("nuclear", str(self.of).casefold()), -1 if self.stage == "give-up" else 1),))
