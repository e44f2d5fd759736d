"""Which amounts of oil and gas are told, from which sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from westphalia.report.brief.amounts import Amount, Measure, Origin

if TYPE_CHECKING:
    from westphalia.record.state import State

FIRST = 1900
EI, OPEC, EIA, LONG = "energy_institute_2025", "opec_asb_2023", "eia_2020", "etemad_luciani"
NAMES = {
    EI: "Energy Institute",
    OPEC: "OPEC bulletin",
    EIA: "US Energy Information Administration",
    LONG: "Etemad and Luciani",
}


def _measure(name: str, table: str, column: str, *sources: str) -> Measure:
    return Measure(name, tuple(Origin(table, column, source, (("source", source),)) for source in sources))


MEASURES = {
    "oil_production": _measure("oil production", "oil", "production", EI, LONG),
    "oil_consumption": _measure("oil consumption", "oil", "consumption", EI, OPEC),
    "crude_exports": _measure("crude oil exports", "oil", "crude_exports", OPEC, EIA),
    "crude_imports": _measure("crude oil imports", "oil", "crude_imports", OPEC),
    "gas_production": _measure("gas production", "gas", "production", EI, OPEC, LONG),
    "gas_consumption": _measure("gas consumption", "gas", "consumption", EI, OPEC),
    "gas_exports": _measure("gas exports", "gas", "exports", OPEC),
}
Pairs = Mapping[str, list[Amount]]


def known(found: list[Amount], states: tuple[State, State]) -> list[tuple[State, Amount, float]]:
    """Return the states with a known amount above zero."""
    return [
        (state, each, each.value)
        for state, each in zip(states, found, strict=True)
        if each.value is not None and each.value > 0
    ]
