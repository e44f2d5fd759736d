"""Grain: wheat and maize, harvested and sold."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = (
    *(
        Quantity(
            f"{crop}_production",
            f"{crop.capitalize()} harvest",
            "state",
            "grain_production",
            "tonnes",
            "harvests more",
            where={"crop": crop, "source": "faostat_trade"},
        )
        for crop in ("wheat", "maize")
    ),
    *(
        Quantity(
            f"{crop}_{flow}",
            f"{crop.capitalize()} {flow}",
            "state",
            f"{crop}_trade",
            "tonnes",
            f"{verb} more",
            (side,),
            "sum",
            description=f"Weight of {crop} traded, calendar year, re-exports included",
        )
        for crop in ("wheat", "maize")
        for flow, side, verb in (("exports", "exporter", "sells"), ("imports", "importer", "buys"))
    ),
    *(
        Quantity(
            f"wheat_{flow}_balance",
            f"Wheat {flow}, its products included",
            "state",
            "grain_balances",
            flow,
            f"{verb} more",
            where={"item": "wheat"},
        )
        for flow, verb in (("exports", "sells"), ("imports", "buys"))
    ),
    *(
        Quantity(
            f"{crop}_{use}_balance",
            f"{crop.capitalize()} {title}, its products included",
            "state",
            "grain_balances",
            use,
            more,
            where={"item": crop},
            description=text,
        )
        for crop in ("wheat", "maize", "barley", "rice")
        for use, title, more, text in (
            ("production", "harvest", "harvests more", "Harvest"),
            ("imports", "imports", "buys more", "Imports"),
            ("exports", "exports", "sells more", "Exports"),
            (
                "stock_variation",
                "from stocks",
                "takes more from stocks",
                "Taken from stocks (positive) or put into them (negative)",
            ),
            ("feed", "fed to animals", "feeds more", "Fed to animals"),
            ("food", "eaten", "eats more", "Eaten"),
        )
        if crop != "wheat" or use not in ("exports", "imports")
    ),
    Quantity(
        "maize",
        "Maize sold by the first state to the second",
        "directed",
        "maize_trade",
        "tonnes",
        "sells more",
        ("exporter", "importer"),
    ),
    Quantity(
        "wheat",
        "Wheat sold by the first state to the second",
        "directed",
        "wheat_trade",
        "tonnes",
        "sells more",
        ("exporter", "importer"),
    ),
)
