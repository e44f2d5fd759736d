"""Trade in goods: between two states, in all, and as shares; sources stand apart."""

from __future__ import annotations

from westphalia.measures.measure import Measure

SIDES = ("importer", "exporter")
IMPORTS = "Imports of the first state from the second"

MEASURES = (
    Measure(
        "trade",
        f"{IMPORTS} (Correlates of War)",
        "directed",
        "trade",
        "value",
        "buys more",
        SIDES,
        where={"source": "cow_trade_4"},
    ),
    Measure(
        "trade_baci",
        f"{IMPORTS} (BACI)",
        "directed",
        "trade",
        "value",
        "buys more",
        SIDES,
        where={"source": "baci_2023"},
    ),
    Measure("total_imports", "All imports of goods", "state", "trade_totals", "imports", "buys more"),
    Measure("total_exports", "All exports of goods", "state", "trade_totals", "exports", "sells more"),
    *(
        Measure(
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
