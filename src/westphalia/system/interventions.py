"""Interventions: what a scenario does to the system in a year, as changes that the loop makes after the processes have."""

from __future__ import annotations

from collections import namedtuple
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.system import luck

if TYPE_CHECKING:
    from numpy.typing import NDArray

Ints: TypeAlias = "NDArray[np.int64]"
TREATY, TREATY_END, TIE, UNTIE, MEMORY, SANCTION, LIFT, SET, ADD, UNPACT = range(10)
"""What a change does, as the loop numbers it (:mod:`westphalia.system.kernel.events`)."""
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
