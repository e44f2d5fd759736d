"""The additions to panels, by name. Codebooks, coverage and citations are made from this."""

from __future__ import annotations

from westphalia.panel.addition import Addition
from westphalia.panel.additions import (
    arms,
    commodities,
    conflicts,
    disputes,
    dyads,
    economy,
    geography,
    identity,
    institutions,
    leaders,
    nuclear,
    pacts,
    politics,
    rivalries,
    sanctions,
    votes,
    wars,
)

SUBJECTS: dict[str, tuple[Addition, ...]] = {
    "Names and codes": identity.ADDITIONS,
    "Pacts": pacts.ADDITIONS,
    "Disputes": disputes.ADDITIONS,
    "Wars and armed conflicts": (*wars.ADDITIONS, *conflicts.ADDITIONS),
    "Rivalries": rivalries.ADDITIONS,
    "Power and arms": arms.ADDITIONS,
    "Nuclear weapons and missiles": nuclear.ADDITIONS,
    "Geography": geography.ADDITIONS,
    "Leaders": leaders.ADDITIONS,
    "Politics": politics.ADDITIONS,
    "Economy": economy.ADDITIONS,
    "Oil, gas and grain": commodities.ADDITIONS,
    "Institutions and diplomacy": institutions.ADDITIONS,
    "Votes": votes.ADDITIONS,
    "Sanctions": sanctions.ADDITIONS,
    "Made from others": dyads.ADDITIONS,
}
"""Additions by subject."""
ADDITIONS: dict[str, Addition] = {each.name: each for part in SUBJECTS.values() for each in part}
"""Additions by name."""
