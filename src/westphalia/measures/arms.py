"""Arms transfers: deliveries of major arms between states."""

from __future__ import annotations

from westphalia.measures.measure import Measure

TABLE, COLUMN = "arms_transfers", "tiv"

MEASURES = (
    Measure(
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
    Measure(
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
    Measure(
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
