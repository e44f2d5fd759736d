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
)
