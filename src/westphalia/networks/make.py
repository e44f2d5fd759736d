"""From rows of a panel to the matrices of a network."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.networks.relation import Relation, find
from westphalia.networks.result import Bools, Floats, Network, Node
from westphalia.panel import Panel, dyad_years, state_years
from westphalia.panel.panel import Step
from westphalia.record.of_world import of_world
from westphalia.record.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.grid import System

Codes: TypeAlias = "NDArray[np.int_]"


@of_world
def network(
    world: World,
    relation: str,
    years: int | Sequence[int],
    *,
    directed: bool | None = None,
    system: System = "cow",
    every: int = 1,
    types: Collection[int] | None = None,
    carry: Literal["last"] | None = None,
) -> Network:
    """Return a relation between all states as one matrix a year, with who was in the system when.

    Parameters
    ----------
    world : World
        The record.
    relation : str
        One of :data:`~westphalia.networks.relation.RELATIONS`, or any other quantity or measure of pairs (``joint_exclusion``).
    years : int or pair of int
        One year, or the first and last.
    directed : bool, optional
        Whether the two directions of a pair are told apart; by default as the relation is. A directed relation asked for without
        directions has the larger of the two (promises) or their sum (flows, cases), unknown where either is.
    system : {"cow", "gw"}
        Whose list of states: Correlates of War or Gleditsch-Ward.
    every : int
        Take only every so many years, counted from the first: waves.
    types : collection of int, optional
        Which kinds count as a tie, for contiguity: 1 by land, 2 to 5 by water; all by default.
    carry : {"last"}, optional
        Past the years that the relation covers use its last; ``observed`` of the network says from when values are.

    Returns
    -------
    Network

    Raises
    ------
    NotUnderstood
        For an unknown relation, with the nearest names; for years outside the record; for types of a relation that has none.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> sanctions = network(load(), "sanctions", 2022)
    >>> sanctions.value("United States", "Iran", 2022) > 0, sanctions.value("Iran", "Switzerland", 2022)
    (True, 0.0)
    """
    found = find(relation)
    chosen = _types(found, types)
    panel = dyad_years(world, _span(years), True, system)
    panel = replace(panel, steps=(Step(addition=found.addition, carry=carry == "last"),))
    waves = np.arange(panel.years[0], panel.years[1] + 1)[:: _every(every)]
    codes, present = _present(world, panel, waves)
    array, observed = _matrices(panel, found, codes, waves)
    if not found.valued:
        ties = np.isin(array, chosen) if chosen else array > 0
        array = np.where(np.isnan(array), np.nan, ties.astype(np.float64))
    told_apart = found.directed if directed is None else bool(directed)
    if not told_apart:
        array = joined(array, found)
    array.flags.writeable = present.flags.writeable = False
    return Network(
        found,
        _nodes(world, codes, present, waves, system),
        tuple(int(year) for year in waves),
        array,
        present,
        told_apart,
        observed,
        panel,
    )


def _span(years: int | Sequence[int]) -> tuple[int, int]:
    """Return the first and last year; a list of years is not taken for its first two."""
    if isinstance(years, int | np.integer):
        return int(years), int(years)
    if len(years) != 2:
        raise NotUnderstood(
            f"{years} is neither a year nor a first and a last one.",
            "",
            "For every fifth year: (1950, 1990), every=5.",
        )
    return int(years[0]), int(years[1])


def _every(every: int) -> int:
    if every < 1:
        raise NotUnderstood(
            f"Every {every} years is no step.", "", "Use 1 for every year, 5 for every fifth."
        )
    return int(every)


def _types(relation: Relation, types: Collection[int] | None) -> list[int]:
    if types is None:
        return list(relation.types)
    if not relation.types:
        raise NotUnderstood(f"{relation.name} has no types.", "", "Leave out types.")
    strange = [kind for kind in types if kind not in relation.types]
    if strange or not types:
        known = ", ".join(str(kind) for kind in relation.types)
        told = ", ".join(str(kind) for kind in strange) or "none"
        raise NotUnderstood(f"{relation.name} has no type {told}.", "", f"Its types: {known}.")
    return sorted(set(types))


def _present(world: World, panel: Panel, waves: Codes) -> tuple[Codes, Bools]:
    """Return the codes of all states in the system in any of the years, ascending, and who was when (years, n)."""
    frame = state_years(world, panel.years, panel.system).collect()
    code, year = (frame.to_series(i).to_numpy().astype(np.int_) for i in (0, 1))
    inside = np.isin(year, waves)
    codes = np.unique(code[inside])
    present = np.zeros((len(waves), len(codes)), dtype=np.bool_)
    present[np.searchsorted(waves, year[inside]), np.searchsorted(codes, code[inside])] = True
    return codes, present


def _matrices(
    panel: Panel,
    relation: Relation,
    codes: Codes,
    waves: Codes,
) -> tuple[Floats, tuple[int | None, ...]]:
    """Return the values (years, n, n), NaN where unknown, and the year that each year's are from."""
    frame = panel.collect()
    one, two, year = (frame.to_series(i).to_numpy().astype(np.int_) for i in range(3))
    inside = np.isin(year, waves)
    when = np.searchsorted(waves, year[inside])
    array = np.full((len(waves), len(codes), len(codes)), np.nan)
    values = frame[relation.column].to_numpy().astype(np.float64)
    array[when, np.searchsorted(codes, one[inside]), np.searchsorted(codes, two[inside])] = values[inside]
    span = relation.span(panel.world)
    reach = None if span is None else span[1]
    carried = any(step.carry for step in panel.steps)
    observed: list[int | None] = []
    for wave in waves.tolist():
        if span is None or reach is None or wave < span[0] or (wave > reach and not carried):
            observed.append(None)
        else:
            observed.append(min(wave, reach))
    return array, tuple(observed)


def joined(array: Floats, relation: Relation) -> Floats:
    """Return the values of pairs whose directions are not told apart: symmetric, unknown where either direction is."""
    other = array.transpose(0, 2, 1)
    if relation.undirected == "":
        raise NotUnderstood(
            f"{relation.name} is known from one side only, or means nothing without its direction.",
            "",
            "Leave it directed: directed=True.",
        )
    if relation.undirected == "sum":
        return array + other
    return np.maximum(array, other)


def _nodes(
    world: World,
    codes: Codes,
    present: Bools,
    waves: Codes,
    system: System,
) -> tuple[Node, ...]:
    nodes = []
    for place, code in enumerate(codes.tolist()):
        last = int(waves[np.flatnonzero(present[:, place])[-1]])
        state = world.state(code, last, system=system)
        nodes.append(Node(code, state.ccode, state.name, state.iso3))
    return tuple(nodes)
