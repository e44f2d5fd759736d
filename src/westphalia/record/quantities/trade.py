"""Trade in goods: between two states, in all, and as shares; sources stand apart."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

SIDES = ("importer", "exporter")
IMPORTS = "Imports of the first state from the second"

QUANTITIES = (
    Quantity(
        "trade",
        f"{IMPORTS} (Correlates of War)",
        "directed",
        "trade",
        "value",
        "buys more",
        SIDES,
        where={"source": "cow_trade_4"},
    ),
    Quantity(
        "trade_baci",
        f"{IMPORTS} (BACI)",
        "directed",
        "trade",
        "value",
        "buys more",
        SIDES,
        where={"source": "baci_2023"},
    ),
    Quantity("total_imports", "All imports of goods", "state", "trade_totals", "imports", "buys more"),
    Quantity("total_exports", "All exports of goods", "state", "trade_totals", "exports", "sells more"),
    *(
        Quantity(
            f"{flow}_share",
            f"Share of the first state's {flow}s {preposition} the second",
            "directed",
            "trade_partners",
            "share",
            "more dependent",
            ("ccode", "partner"),
            where={"flow": flow},
        )
        for flow, preposition in (("export", "to"), ("import", "from"))
    ),
)
