"""Which amounts of wheat are told, from which sources."""

from __future__ import annotations

from collections.abc import Mapping

from westphalia.report.brief.amounts import Amount, Measure, Origin

FIRST, SPLIT = 1973, 1993
"""First year of the balances, first year of the tables from state to state."""
BALANCES, FLOWS = "fao_balances", "faostat_trade"
HARVEST = Origin("wheat_production", FLOWS)
HARVEST_BEFORE = Origin("wheat_production_balance", BALANCES)
MEASURES = {
    "wheat_production": Measure("wheat harvest", (HARVEST, HARVEST_BEFORE)),
    **{
        f"wheat_{flow}": Measure(
            f"wheat {flow}",
            (Origin(f"wheat_{flow}_balance", BALANCES), Origin(f"wheat_{flow}", FLOWS, "grain_balances")),
        )
        for flow in ("exports", "imports")
    },
}
Pairs = Mapping[str, list[Amount]]
Flow = dict[int, float]


def tonnes_of(each: Amount) -> float:
    """Return an amount in tonnes: the balances are in thousands."""
    thousands = each.figure.unit.startswith("thousand")
    return (each.value or 0.0) * (1000 if thousands else 1)
