"""Which amounts of oil and gas are told, from which sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from westphalia.record.quantities.energy import EIA, INSTITUTE, OPEC
from westphalia.record.quantities.energy import ETEMAD as LONG
from westphalia.report.brief.amounts import Amount, Measure, Origin

if TYPE_CHECKING:
    from westphalia.record.state import State

FIRST = 1900
NAMES = {
    INSTITUTE: "Energy Institute",
    OPEC: "OPEC bulletin",
    EIA: "US Energy Information Administration",
    LONG: "Etemad and Luciani",
}


MEASURES = {
    "oil_production": Measure(
        "oil production", (Origin("oil_production", INSTITUTE), Origin("oil_production_long", LONG))
    ),
    "oil_consumption": Measure(
        "oil consumption", (Origin("oil_consumption", INSTITUTE), Origin("oil_consumption_opec", OPEC))
    ),
    "crude_exports": Measure(
        "crude oil exports", (Origin("crude_exports", OPEC), Origin("crude_exports_eia", EIA))
    ),
    "crude_imports": Measure("crude oil imports", (Origin("crude_imports", OPEC),)),
    "gas_production": Measure(
        "gas production",
        (
            Origin("gas_production", INSTITUTE),
            Origin("gas_production_opec", OPEC),
            Origin("gas_production_long", LONG),
        ),
    ),
    "gas_consumption": Measure(
        "gas consumption", (Origin("gas_consumption", INSTITUTE), Origin("gas_consumption_opec", OPEC))
    ),
    "gas_exports": Measure("gas exports", (Origin("gas_exports", OPEC),)),
}
Pairs = Mapping[str, list[Amount]]


def known(found: list[Amount], states: tuple[State, State]) -> list[tuple[State, Amount, float]]:
    """Return the states with a known amount above zero."""
    return [
        (state, each, each.value)
        for state, each in zip(states, found, strict=True)
        if each.value is not None and each.value > 0
    ]
