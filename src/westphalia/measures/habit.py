"""Habit: the ties that a pair has already."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.measure import Measure
from westphalia.measures.pacts import LEEDS
from westphalia.measures.vectorised import Array, series
from westphalia.record.ties import (
    AGREEMENTS,
    DELIVERIES,
    PACTS,
    WINDOW,
    agreements,
    by_year,
    deliveries,
    known,
    pacts,
)

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

KINNE = (
    "Kinne, Brandon J. (2018). Defense Cooperation Agreements and the Emergence of a Global Security Network. International "
    "Organization 72(4): 799-837."
)
SIPRI = "SIPRI Arms Transfers Database, Stockholm International Peace Research Institute."
RECENT = (DELIVERIES[0] + WINDOW - 1, DELIVERIES[1])


def of_pacts(world: World, grid: Grid) -> Array:
    """Return whether a pair has a pact at the end of the year."""
    return by_year(grid, known(world, PACTS), pacts(world, grid.codes).matrix)


def of_small_pacts(world: World, grid: Grid) -> Array:
    """Return whether a pair has a pact of at most four members at the end of the year."""
    return by_year(grid, known(world, PACTS), pacts(world, grid.codes, small=True).matrix)


def of_agreements(world: World, grid: Grid) -> Array:
    """Return whether a pair has a defence cooperation agreement at the end of the year."""
    return by_year(grid, known(world, AGREEMENTS), agreements(world, grid.codes).matrix)


def of_deliveries(world: World, grid: Grid) -> Array:
    """Return whether arms were delivered, either way, within five years."""
    years = known(world, RECENT)
    return by_year(grid, years, deliveries(world, grid.codes).matrix)


def of_volumes(world: World, grid: Grid) -> Array:
    """Return the logarithm of 1 and the volume of arms delivered, either way, within five years."""
    ties = deliveries(world, grid.codes)

    def volume(year: int) -> NDArray[np.floating]:
        found, stand = np.zeros((ties.states, ties.states)), ties.stand(year)
        np.add.at(found, (ties.one[stand], ties.two[stand]), ties.size[stand])
        return np.log1p(found + found.T)

    return by_year(grid, known(world, RECENT), volume)


def _tie(
    name: str,
    title: str,
    table: str,
    covers: tuple[int, int],
    of_pairs: Callable[[World, Grid], Array],
    description: str,
    equation: str,
    reference: str,
    unit: str = "tied (1) or not (0)",
    high: float | None = 1,
) -> Measure:
    return Measure(
        name,
        title,
        "dyad",
        table,
        more="more tied",
        covers=covers,
        unit=unit,
        low=0,
        high=high,
        description=description,
        reference=reference,
        read=series,
        driver="habit",
        equation=equation,
        of_pairs=of_pairs,
    )


STANDS = r"\mathbb{1}\{\exists\, %s \text{ of } i,j:\ \text{start} \le \text{31 Dec } t \le \text{end}\}"
MEASURES = (
    _tie(
        "pact_in_force",
        "A pact in force between two states at the end of the year",
        "pacts",
        PACTS,
        of_pacts,
        "Both are members of an alliance (ATOP) on 31 December; a pact that ended within the year does not count",
        STANDS % r"\text{pact}",
        LEEDS,
    ),
    _tie(
        "small_pact_in_force",
        "A pact of at most four members in force at the end of the year",
        "pacts",
        PACTS,
        of_small_pacts,
        "Both are members, on 31 December, of an alliance (ATOP) that had at most four members when the two were first bound by it",
        STANDS % r"\text{small pact}",
        LEEDS,
    ),
    _tie(
        "dca_in_force",
        "A defence cooperation agreement in force at the end of the year",
        "defence_agreements",
        AGREEMENTS,
        of_agreements,
        "A bilateral agreement (DCAD) signed and not ended by 31 December; those signed before 1980 are not in the source, so the first "
        "years count too few",
        STANDS % r"\text{agreement}",
        KINNE,
    ),
    _tie(
        "arms_relation",
        "Arms delivered by either state to the other within five years",
        "arms_transfers",
        RECENT,
        of_deliveries,
        "At least one delivery of major arms in the year or the four before, in either direction; known from 1954, when five years are covered",
        r"\mathbb{1}\{\sum_{s=t-4}^{t} (A_{ij,s} + A_{ji,s}) > 0\}",
        SIPRI,
    ),
    _tie(
        "arms_exchanged",
        "Volume of arms delivered by either state to the other within five years",
        "arms_transfers",
        RECENT,
        of_volumes,
        "Natural logarithm of 1 and the volume of major arms delivered in the year and the four before, both directions together",
        r"\log\bigl(1 + \sum_{s=t-4}^{t} (A_{ij,s} + A_{ji,s})\bigr)",
        SIPRI,
        "log of 1 + million SIPRI trend-indicator values",
        None,
    ),
)
