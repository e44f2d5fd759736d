"""Scenarios: what is done to the system, as a file says it; interventions become commands of the loop.

A kind of intervention is a model here: what a file may say of it, and the commands that it means. Files are data: nothing in them is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from westphalia.errors import NotUnderstood
from westphalia.system.interventions import LIFT, SANCTION, Command, Commands
from westphalia.yaml_file import read

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.system.state import SystemState

UNION = ("european union", "eu")
"""How the European Union is called among senders."""
SHELF = Path(__file__).parent.parent / "shelf" / "scenarios"
LONGEST = 50
"""Years that may be simulated at most."""


class Given(BaseModel):
    """What all interventions have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    year: Annotated[
        int,
        Field(ge=1817, le=2100, description="The year in which it is done, after the processes of the year."),
    ]
    probability: Annotated[float, Field(ge=0, le=1, description="In what share of runs it is done.")] = 1.0  # fmt: skip


class Sanctions(Given):
    """Sanctions imposed or lifted by some on others."""

    do: Literal["impose", "lift"]
    senders: Annotated[
        tuple[str | int, ...], Field(min_length=1, description="States, or the European Union.")
    ]
    targets: Annotated[tuple[str | int, ...], Field(min_length=1, description="States.")]

    def commands(self, world: World, state: SystemState, number: int) -> Iterator[Command]:
        """Yield a command for every sender and target."""
        what = SANCTION if self.do == "impose" else LIFT
        for sender in self.senders:
            i = state.n if str(sender).casefold() in UNION else placed(world, state, sender)
            for target in self.targets:
                j = placed(world, state, target)
                if i == j:
                    raise NotUnderstood(f"{sender} cannot sanction itself.", "", "Name another target.")
                yield Command(number, self.year, what, i=i, j=j, probability=self.probability)


Intervention = Annotated[Sanctions, Field()]
"""All kinds of interventions; a further kind is a model beside :class:`Sanctions` and stands here."""


class Scenario(BaseModel):
    """A scenario.

    Parameters
    ----------
    name : str
        Short name, which is part of the luck of its interventions.
    start : int
        The last year known; the first simulated one is the next.
    years : int
        How many years are simulated.
    interventions : tuple
        What is done; none in the baseline.
    description : str
        What it is about, in a sentence or two.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    start: Annotated[int, Field(ge=1816, le=2100)]
    years: Annotated[int, Field(ge=1, le=LONGEST)]
    interventions: tuple[Intervention, ...] = ()
    description: str = ""

    def commands(self, world: World, state: SystemState) -> Commands:
        """Return what is done in the two arms: nothing in the baseline.

        Parameters
        ----------
        world : World
            Who knows the names of states.
        state : SystemState
            The start.

        Raises
        ------
        NotUnderstood
            With all that does not fit the run: a year outside of it, an unknown state.
        """
        rows: list[Command] = []
        wrong: list[str] = []
        for number, each in enumerate(self.interventions):
            if not self.start < each.year <= self.start + self.years:
                wrong.append(f"Intervention {number + 1} is in {each.year}, and the run is from {self.start + 1} to {self.start + self.years}.")  # fmt: skip
            try:
                rows += each.commands(world, state, number)
            except NotUnderstood as error:
                wrong.append(f"Intervention {number + 1}: {error}")
        if wrong:
            raise NotUnderstood(f"The scenario {self.name} cannot be run.", " ".join(wrong), "Correct the file and run it again.")  # fmt: skip
        return Commands(((), tuple(rows)), tuple(f"{self.name} {number}" for number in range(len(self.interventions))))  # fmt: skip


def placed(world: World, state: SystemState, name: str | int) -> int:
    """Return where a state of the system at the start stands.

    Raises
    ------
    NotUnderstood
        When it is unknown, with the nearest name, or was not in the system.
    """
    code = world.state(name, state.year).ccode
    if code not in state.codes:
        raise NotUnderstood(f"{name} was not in the system of {state.year}.", "Only its members are simulated.", "See who was: westphalia states")  # fmt: skip
    return state.place(code)


def scenario(given: Scenario | Mapping[str, Any] | str | Path) -> Scenario:
    """Return a scenario: one of the shelf by its name, one of a file, or of what a mapping says.

    Parameters
    ----------
    given : Scenario, mapping, str or Path
        What it is.

    Raises
    ------
    NotUnderstood
        With all that is wrong with it.

    Examples
    --------
    >>> scenario("baseline").interventions
    ()
    """
    if isinstance(given, Scenario):
        return given
    if isinstance(given, Mapping):
        return _checked(dict(given), "The scenario")
    path = SHELF / f"{given}.yaml" if isinstance(given, str) and "/" not in given and not given.endswith((".yaml", ".yml")) else Path(given)  # fmt: skip
    if path.parent == SHELF and not path.exists():
        ready = ", ".join(sorted(each.stem for each in SHELF.glob("*.yaml")))
        raise NotUnderstood(f"There is no scenario called {given}.", "", f"Give the path of a file, or one of: {ready}.")  # fmt: skip
    return _checked(read(path).value, path.name)


def _checked(value: Any, name: str) -> Scenario:
    try:
        return Scenario.model_validate(value)
    except ValidationError as error:
        wrong = "; ".join(f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}" for each in error.errors())  # fmt: skip
        raise NotUnderstood(f"{name} is no scenario.", f"{wrong}.", "See docs/simulator.md.") from None
