"""How long it takes until a value is published: years from the year of a value to the list in which a forecaster finds it, by kind of source."""

from __future__ import annotations

PACTS, DISPUTES, CAPABILITY, INSTITUTIONS, TRADE, VOTES, REGIME, ARMS, RIVALS = 2, 4, 3, 5, 3, 1, 1, 1, 5
"""Pacts and defence agreements; disputes; capability; institutions; trade; votes; regimes; arms; rivalries."""

SANCTIONS, MARKETS, WARS, MANY = 2, 2, 2, 5
"""Sanctions; oil, gas and grain; wars; and measures of several sources, which are as old as the oldest of them."""
