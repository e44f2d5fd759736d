"""Arms transfers: deliveries of major arms between states."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

TABLE, COLUMN = "arms_transfers", "tiv"

QUANTITIES = (
    Quantity(
        "arms",
        "Major arms delivered by the first state to the second",
        "directed",
        TABLE,
        COLUMN,
        "more arms",
        ("supplier", "recipient"),
        "sum",
        zero="either",
    ),
    Quantity(
        "arms_exports",
        "Major arms delivered by a state",
        "state",
        TABLE,
        COLUMN,
        "more arms",
        ("supplier",),
        "sum",
        zero="either",
        description="Volume delivered to states",
    ),
    Quantity(
        "arms_imports",
        "Major arms delivered to a state",
        "state",
        TABLE,
        COLUMN,
        "more arms",
        ("recipient",),
        "sum",
        zero="either",
        description="Volume received from states",
    ),
)
