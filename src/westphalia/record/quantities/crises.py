"""Crises of pairs of states, and what their forces did to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.record.quantities.events import PAIR, UNDER_WAY, Listed
from westphalia.record.quantity import Quantity

if TYPE_CHECKING:
    from westphalia.record.world import World


def _begun(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return the events that began in each year."""
    return world.scan(quantity.table).with_columns(year=pl.col("start").dt.year())


def _between(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return the events that began in each year, whoever acted, the lower code first."""
    pair = {
        name: fold(*PAIR) for name, fold in zip(PAIR, (pl.min_horizontal, pl.max_horizontal), strict=True)
    }
    return _begun(world, quantity).with_columns(**pair)


CRISES = (
    Quantity(
        "crises",
        "International crises between two states",
        "dyad",
        "crisis_dyads",
        "",
        "more in crisis",
        PAIR,
        "count",
        zero="cow",
        unit="crises",
        description="Crises under way on any day of the year in which one at least saw the other as its adversary",
        rows=UNDER_WAY,
    ),
    Quantity(
        "crisis_violence",
        "Violence of the gravest crisis between two states",
        "dyad",
        "crisis_dyads",
        "violence",
        "more violent",
        PAIR,
        "most",
        zero="cow",
        unit="level",
        high=4,
        description="0 no crisis, 1 crisis without violence, 2 minor clashes, 3 serious clashes, 4 full-scale war, over the whole of the crisis",
        rows=UNDER_WAY,
    ),
)
EVENTS = (
    Quantity(
        "militarized_events",
        "Militarized events between two states",
        "dyad",
        "militarized_events",
        "",
        "more events",
        PAIR,
        "count",
        zero="cow",
        unit="events",
        description="Threats, displays and uses of force, of either against the other, that began in the year; more are known of years of which "
        "more is written",
        rows=Listed(_between),
    ),
    Quantity(
        "militarized_hostility",
        "Gravest militarized event between two states",
        "dyad",
        "militarized_events",
        "hostlev",
        "more hostile",
        PAIR,
        "most",
        zero="cow",
        unit="level",
        high=5,
        description="0 none, 2 threat, 3 display, 4 use of force, 5 war, of either against the other",
        rows=Listed(_between),
    ),
    Quantity(
        "militarized_acts",
        "Militarized events of the first state against the second",
        "directed",
        "militarized_events",
        "",
        "acts more",
        PAIR,
        "count",
        zero="cow",
        unit="events",
        description="Those of them in which the first state acted",
        rows=Listed(_begun),
    ),
)
QUANTITIES = (*CRISES, *EVENTS)
