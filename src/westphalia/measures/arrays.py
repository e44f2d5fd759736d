"""A quantity or measure of one year as an array: states, or states by states."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.measures.values import computed
from westphalia.record.given import checked
from westphalia.record.history import History
from westphalia.record.of_world import of_world
from westphalia.record.rows import located
from westphalia.record.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

System = Literal["cow", "gw", "either"]


@checked
@dataclass(frozen=True, slots=True, eq=False)
class Array:
    """A quantity or measure in one year.

    Parameters
    ----------
    name : str
        Of what.
    value : ndarray (n,) or (n, n)
        Of states; of pairs ``value[i, j]`` is from state ``i`` to state ``j``. NaN where unknown; the diagonal is zero where the year is covered.
    states : tuple of int (n,)
        Codes of the states in the system in the year asked for, ascending.
    year : int
        The year asked for.
    observed : int or None
        The year that the values are from; None when it is not covered.
    """

    name: str
    value: NDArray[np.float64]
    states: tuple[int, ...]
    year: int
    observed: int | None

    def __repr__(self) -> str:
        """Return what it is of, which year, and how many states."""
        return f"<Array {self.name} {self.year}, {len(self.states)} states>"

    def of(self, *codes: int) -> float:
        """Return the value of a state, or from the first to the second of two.

        Raises
        ------
        NotUnderstood
            For more or fewer codes than the array has sides.
        NoAnswer
            When a state was not in the system.
        """
        if len(codes) != self.value.ndim:
            raise NotUnderstood(f"{self.name} has a value for {self.value.ndim} codes, not {len(codes)}.")
        if absent := [code for code in codes if code not in self.states]:
            raise NoAnswer(f"{absent[0]} was not in the system in {self.year}.")
        return float(self.value[tuple(self.states.index(code) for code in codes)])


@of_world
def array(
    world: World,
    name: str,
    year: int,
    *,
    carry: Literal["last"] | None = None,
    system: System = "either",
    coding: str = "",
) -> Array:
    """Return a base quantity or measure of a year for all states, or all pairs, at once.

    Parameters
    ----------
    world : World
        The record.
    name : str
        Name of the quantity or measure.
    year : int
        The states are those in the system in this year.
    carry : {"last"}, optional
        Past the coverage, use the last year covered; ``observed`` says which.
    system : {"cow", "gw", "either"}
        Which list of states.
    coding : str
        As which source codes it, where several do.

    Raises
    ------
    NotUnderstood
        For an unknown name, with the nearest.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> world = load()
    >>> array(world, "defence", 1913).of(300, 255), array(world, "defence", 2022).observed
    (1.0, None)
    >>> array(world, "defence", 2022, carry="last").observed
    2018
    """
    thing = get(name, coding)
    states = tuple(world.members(year, system))
    value = np.full((len(states),) * thing.states, np.nan)
    span = thing.span(world)
    observed = None
    if span is not None and year >= span[0]:
        observed = year if year <= span[1] else span[1] if carry == "last" else None
    if observed is not None and states:
        found = of_year(world, thing.name, observed)
        at, known = located(world.universe(), np.array(states, dtype=np.int64))
        value[np.ix_(*(known,) * thing.states)] = found[np.ix_(*(at[known],) * thing.states)]
        if thing.states > 1:
            np.fill_diagonal(value, 0.0)
    return Array(thing.name, value, states, year, observed)


def of_year(source: Source, name: str, year: int) -> NDArray[np.float64]:
    """Return a quantity or measure of a year over all codes of the edition (n,) or (n, n), NaN where unknown."""
    thing = get(name)
    if not isinstance(thing, Measure):
        return source.of_year(name, year)
    return computed(thing, History(source, year))
