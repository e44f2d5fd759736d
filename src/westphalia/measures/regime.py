"""Regime: how democratic a state is, by each index."""

from __future__ import annotations

from westphalia.measures.measure import Measure

TABLE = "democracy_indices"
MORE = "more democratic"

MEASURES = (
    Measure("polyarchy", "Electoral democracy (V-Dem)", "state", TABLE, "polyarchy", MORE),
    Measure("liberal_democracy", "Liberal democracy (V-Dem)", "state", TABLE, "liberal", MORE),
    Measure("polity2", "Polity score", "state", TABLE, "polity2", MORE),
    Measure("lexical_index", "Lexical Index of Electoral Democracy", "state", TABLE, "lexical_index", MORE),
    Measure("freedom_house", "Freedom House score", "state", TABLE, "freedom_house", MORE),
    Measure("eiu", "Democracy index of the Economist Intelligence Unit", "state", TABLE, "eiu", MORE),
    Measure("euds", "Extended Unified Democracy Score", "state", "regimes", "euds", MORE),
)
