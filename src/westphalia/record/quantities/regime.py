"""Regime: how democratic a state is, by each index."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

TABLE = "democracy_indices"
MORE = "more democratic"

QUANTITIES = (
    Quantity("polyarchy", "Electoral democracy (V-Dem)", "state", TABLE, "polyarchy", MORE),
    Quantity("liberal_democracy", "Liberal democracy (V-Dem)", "state", TABLE, "liberal", MORE),
    Quantity("polity2", "Polity score", "state", TABLE, "polity2", MORE),
    Quantity("lexical_index", "Lexical Index of Electoral Democracy", "state", TABLE, "lexical_index", MORE),
    Quantity("freedom_house", "Freedom House score", "state", TABLE, "freedom_house", MORE),
    Quantity("eiu", "Democracy index of the Economist Intelligence Unit", "state", TABLE, "eiu", MORE),
    Quantity(
        "electoral_democracy",
        "Electoral democracy of members of the system (V-Dem)",
        "state",
        "regimes",
        "v2x_polyarchy",
        MORE,
    ),
    Quantity("euds", "Extended Unified Democracy Score", "state", "regimes", "euds", MORE),
)
