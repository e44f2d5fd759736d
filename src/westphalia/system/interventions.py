"""Interventions: what a scenario does to the system in a year, as changes that the loop makes after the processes have."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from westphalia.lazy import np
from westphalia.system import luck
from westphalia.system.cast import Cast

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
TREATY, TREATY_END, TIE, UNTIE, MEMORY, SANCTION, LIFT, SET, ADD, UNPACT, FORBID, MEMBER, FORCE = range(13)
"""What a change does, as the loop numbers it (:mod:`westphalia.system.kernel.changes`)."""
Given = namedtuple("Given", "year arm row value probability luck number")


@dataclass(frozen=True, slots=True)
class Command:
    """One change of one cell.

    Parameters
    ----------
    number : int
        The intervention that it belongs to, from 0.
    year : int
        When.
    what : int
        What is done (:data:`SANCTION`, ...).
    which, i, j : int
        The layer, tie or variable, and the places of the states; the European Union is place n.
    k, m : int
        Places of a third and fourth member of a treaty; -1 for none.
    value : float
        What a variable is set to, or moved by.
    probability : float
        Chance that it happens; all commands of an intervention share their luck.
    """

    number: int
    year: int
    what: int
    which: int = 0
    i: int = 0
    j: int = 0
    k: int = -1
    m: int = -1
    value: float = 0.0
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Commands:
    """What is done in each arm.

    Parameters
    ----------
    by_arm : tuple of tuple of Command
        Of each arm; the first is the baseline's.
    names : tuple of str
        Of the interventions, which are their luck too.
    """

    by_arm: tuple[tuple[Command, ...], ...]
    names: tuple[str, ...] = ()

    @property
    def arms(self) -> int:
        """How many arms."""
        return len(self.by_arm)

    @property
    def interventions(self) -> int:
        """How many interventions."""
        return len(self.names)

    def arrays(self, seed: int) -> Any:
        """Return them as the loop takes them, in the order in which they were given."""
        rows = [(arm, each) for arm, commands in enumerate(self.by_arm) for each in commands]
        of = [each for _, each in rows]
        return Given(
            year=np.array([each.year for each in of], dtype=np.int64),
            arm=np.array([arm for arm, _ in rows], dtype=np.int64),
            row=np.array([[each.what, each.which, each.i, each.j, each.k, each.m] for each in of], dtype=np.int64).reshape(-1, 6),
            value=np.array([each.value for each in of], dtype=np.float64),
            probability=np.array([each.probability for each in of], dtype=np.float64),
            luck=np.array([luck.named(f"intervention {self.names[each.number]}", seed) for each in of], dtype=np.uint64),
            number=np.array([each.number for each in of], dtype=np.int64),
        )  # fmt: skip


EARLY, LATE = 1817, 2100
"""Years that an intervention may name."""


class Deed(BaseModel):
    """What all interventions have in common."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    year: Annotated[
        int | None,
        Field(
            ge=EARLY, le=LATE, description="The year in which it is done, after the processes of the year."
        ),
    ] = None
    years: Annotated[
        tuple[int, int] | None,
        Field(description="The first and last year in which it holds, in place of year."),
    ] = None
    probability: Annotated[float, Field(ge=0, le=1, description="In what share of runs it is done.")] = 1.0

    @model_validator(mode="after")
    def _dated(self) -> Deed:
        if (self.year is None) == (self.years is None):
            raise ValueError("it has either a year or years: [first, last]")
        if self.years is not None and not EARLY <= self.years[0] <= self.years[1] <= LATE:
            raise ValueError(f"years {list(self.years)} do not run from a first to a last year")
        return self

    @property
    def first(self) -> int:
        """The first year."""
        return self.year if self.year is not None else self.years[0] if self.years else 0

    @property
    def last(self) -> int:
        """The last year."""
        return self.year if self.year is not None else self.years[1] if self.years else 0

    def when(self) -> str:
        """Return the years in words."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    def told(self) -> tuple[str, str, str]:
        """Return what is done, when, and in what share of runs, in words."""
        share = "all" if self.probability == 1 else f"{100 * self.probability:g} of 100"
        return self.words(), self.when(), share

    def words(self) -> str:
        """Return what is done in words."""
        raise NotImplementedError

    def commands(self, cast: Cast, number: int) -> Iterator[Command]:
        """Yield the changes that it means; what does not fit is noted with the cast.

        Parameters
        ----------
        cast : Cast
            Who can act.
        number : int
            Of the intervention, from 0.
        """
        raise NotImplementedError

    def things(self) -> Iterator[tuple[tuple[Any, ...], int]]:
        """Yield what it does something to, and 1 or -1 where another intervention may do the opposite."""
        return iter(())

    def command(self, number: int, what: int, year: int | None = None, **more: Any) -> Command:
        """Return one change."""
        return Command(
            number, self.first if year is None else year, what, probability=self.probability, **more
        )
