"""From a quantity to its reading: each kind is read where its reader is registered; long computations are read from the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.claims import measured, modelled, queried  # noqa: F401 - their readers register themselves
from westphalia.claims.essay import Essay, Test
from westphalia.claims.quantities import (
    AnswerOf,
    ClaimQuantity,
    FigureKind,
    InteractionOf,
    ListingOf,
    MeasureOf,
    MechanismOf,
    ModelOf,
    QueryOf,
    ScenarioOf,
    StandingOf,
)
from westphalia.claims.stored import Stored
from westphalia.claims.verdict import Reading, against, read_kind
from westphalia.errors import NotUnderstood
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get

if TYPE_CHECKING:
    from westphalia.record.world import World

LONG = (ModelOf, MechanismOf, InteractionOf, AnswerOf, StandingOf)
"""Quantities that may take seconds: their readings ship with the edition for the essays of the shelf. So do measures that are computed for all at once."""
PATIENCE = 60.0
"""Seconds that the queries of one file may take together."""
TOO_LONG = f"the queries of the file took more than {PATIENCE:g} seconds together"


def read(world: World, test: Test, essay: Essay | None = None, stored: Stored | None = None) -> Reading:
    """Return the figure of a test, compared where it asks for that.

    Parameters
    ----------
    world : World
        The record.
    test : Test
        Of a claim.
    essay : Essay, optional
        That the claim is of.
    stored : Stored, optional
        The readings that are kept; by default everything is computed.
    """
    one = quantity(world, test, essay, stored)
    if test.against is None:
        return one
    return against(one, quantity(world, test.against, essay, stored), test.compare)


def quantity(
    world: World, asked: ClaimQuantity, essay: Essay | None = None, stored: Stored | None = None
) -> Reading:
    """Return the reading of one quantity.

    Parameters
    ----------
    world : World
        The record.
    asked : ClaimQuantity
        What a test asks for.
    essay : Essay, optional
        That the claim is of.
    stored : Stored, optional
        The readings that are kept; by default everything is computed.

    Raises
    ------
    NotUnderstood
        For a state, measure or event that is not known, or a query that is not one SELECT of one figure.
    """
    of = asked.asked
    if isinstance(of, QueryOf) and stored is not None:
        return _queried(world, of, essay, stored)
    if stored is None or not (isinstance(of, LONG) or _computed_measure(of)):
        return read_kind(of, world, essay)
    found = stored.get(asked)
    if found is None:
        found = read_kind(of, world, essay)
        stored.keep(asked, found)
    return found


def _queried(world: World, of: QueryOf, essay: Essay | None, stored: Stored) -> Reading:
    """Return the figure of a query, as long as those of the file have not had their time together."""
    if stored.seconds > PATIENCE:
        return Reading(None, of.unit, why=TOO_LONG)
    with stored.query():
        return read_kind(of, world, essay)


def listed(world: World, of: ListingOf, stored: Stored) -> queried.ListUnderClaim:
    """Return the rows of a list under a claim, as long as the queries of the file have not had their time together.

    Parameters
    ----------
    world : World
        The record.
    of : ListingOf
        The list.
    stored : Stored
        It counts the time of queries.

    Raises
    ------
    NotUnderstood
        When they have, and when this one is beyond its bounds or no SELECT.
    """
    if stored.seconds > PATIENCE:
        raise NotUnderstood(f"The list '{of.title}' has no rows.", f"{TOO_LONG[0].upper()}{TOO_LONG[1:]}.")
    with stored.query():
        return queried.listed(world, of)


def _computed_measure(of: FigureKind) -> bool:
    """Tell whether a measure is not read from a table, but computed over its whole span."""
    if not isinstance(of, MeasureOf):
        return False
    return isinstance(get(of.name), Measure)


@read_kind.register(AnswerOf)
def _of_answer(asked: AnswerOf, world: World, essay: Essay | None) -> Reading:
    """Return that views are not there: :mod:`westphalia.report.views.claimed` reads them, and takes this one's place."""
    return Reading(
        None, asked.unit, why="what effects answer is read where pages are made: ask westphalia.check"
    )


@read_kind.register(ScenarioOf)
def _of_scenario(asked: ScenarioOf, world: World, essay: Essay | None) -> Reading:
    """Return that the simulator is not there: :mod:`westphalia.report.views.claimed` asks it, and takes this one's place."""
    return Reading(None, why="simulations are read where pages are made: ask westphalia.check")
