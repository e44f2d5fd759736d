"""Nuclear weapons: how far a state has come, and how many it has."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = (
    Quantity(
        "warheads", "Nuclear warheads in the stockpile", "state", "warheads", "warheads", "more warheads"
    ),
    Quantity(
        "nuclear_status",
        "Pursuit of nuclear weapons",
        "state",
        "nuclear_status",
        "status",
        "nearer to weapons",
    ),
    Quantity(
        "nuclear_activities",
        "Nuclear activities",
        "state",
        "nuclear_capacity",
        "activities",
        "nearer to weapons",
        description="Activities of sixteen, from owning uranium to owning weapons, that the state carried out",
    ),
    Quantity(
        "nuclear_tests",
        "Tests of nuclear weapons",
        "state",
        "nuclear_tests",
        "tests",
        "more tests",
        zero="either",
        description="Tests of nuclear weapons",
    ),
    Quantity(
        "nuclear_agreements",
        "Agreements on civil nuclear cooperation between two states",
        "dyad",
        "nuclear_agreements",
        "agreements",
        "more cooperation",
        ("ccode1", "ccode2"),
        zero="either",
        description="Agreements concluded between the two in the year",
    ),
)
