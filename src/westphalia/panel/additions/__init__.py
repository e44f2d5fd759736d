"""The additions to panels, by name. Codebooks, coverage and citations are made from this."""

from __future__ import annotations

from westphalia.panel.addition import Addition
from westphalia.panel.additions import disputes, economy, pacts, politics, power, states, wars

SUBJECTS: dict[str, tuple[Addition, ...]] = {
    "Names and codes": states.IDENTITY,
    "Pacts": pacts.ADDITIONS,
    "Disputes": (*disputes.DISPUTES, *disputes.CRISES),
    "Wars and armed conflicts": (*wars.WARS, *wars.CONFLICTS),
    "Rivalries": disputes.RIVALRIES,
    "Power and arms": power.ARMS,
    "Nuclear weapons and missiles": power.NUCLEAR,
    "Geography": states.GEOGRAPHY,
    "Leaders": politics.LEADERS,
    "Politics": politics.POLITICS,
    "Economy": economy.ECONOMY,
    "Oil, gas and grain": economy.COMMODITIES,
    "Institutions and diplomacy": politics.INSTITUTIONS,
    "Votes": politics.VOTES,
    "Sanctions": economy.SANCTIONS,
    "Made from others": states.DYADS,
}
"""Additions by subject."""
ADDITIONS: dict[str, Addition] = {each.name: each for part in SUBJECTS.values() for each in part}
"""Additions by name."""
