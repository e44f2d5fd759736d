"""Which amounts of wheat are told, from which sources."""

from __future__ import annotations

from collections.abc import Mapping

from westphalia.report.brief.amounts import Amount, Measure, Origin

FIRST, SPLIT = 1973, 1993
"""First year of the balances, first year of the tables from state to state."""
BALANCES, FLOWS = "fao_balances", "faostat_trade"
WHEAT_ITEM, WHEAT_CROP = (("item", "wheat"),), (("crop", "wheat"), ("source", FLOWS))
HARVEST = Origin("grain_production", "tonnes", FLOWS, WHEAT_CROP)
HARVEST_BEFORE = Origin("grain_balances", "production", BALANCES, WHEAT_ITEM)
MEASURES = {
    "wheat_production": Measure("wheat harvest", (HARVEST, HARVEST_BEFORE)),
    "wheat_exports": Measure(
        "wheat exports",
        (
            Origin("grain_balances", "exports", BALANCES, WHEAT_ITEM),
            Origin("wheat_trade", "tonnes", FLOWS, (), "exporter", "grain_balances"),
        ),
    ),
    "wheat_imports": Measure(
        "wheat imports",
        (
            Origin("grain_balances", "imports", BALANCES, WHEAT_ITEM),
            Origin("wheat_trade", "tonnes", FLOWS, (), "importer", "grain_balances"),
        ),
    ),
}
Pairs = Mapping[str, list[Amount]]
Flow = dict[int, float]


def tonnes_of(each: Amount) -> float:
    """Return an amount in tonnes: the balances are in thousands."""
    thousands = each.figure.unit.startswith("thousand")
    return (each.value or 0.0) * (1000 if thousands else 1)
