"""What the claims of an essay are about: as its file says, or by what their figures are of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from westphalia.claims.check import Checked, Judged

SUBJECTS: Mapping[str, tuple[str, ...]] = {
    "Sanctions and exclusion": ("sanction", "designations", "coded_shut_out"),
    "Pacts and relations": ("pact", "relations", "alliance", "defence", "visits", "rivalries"),
    "War and land": ("war", "dispute", "territorial", "conflict", "crises", "contiguity"),
    "Power and arms": ("capabilities", "arms_", "military", "nuclear", "major_powers", "bases", "troops"),
    "Money, trade and oil": ("trade", "oil", "gas", "bank", "reserve", "price", "macro", "gdp", "grain", "wheat", "income"),
    "Votes and institutions": ("votes", "ideal_points", "institution"),
    "Governments at home": ("democracy", "regime", "leaders", "coups", "protests"),
}  # fmt: skip
"""Headings, and how the names of the tables begin, or what they hold, that make a claim one of them."""
EVENTS = ("events", "event_parties")
HAPPENED, GENERAL, SILENT = "What happened", "How states act in general", "What no figure tells"


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Claims that are about one thing.

    Parameters
    ----------
    id : str
        For addresses on the page.
    name : str
        A heading.
    claims : tuple of Judged
        In the order in which they are shown.
    """

    id: str
    name: str
    claims: tuple[Judged, ...]


def groups(checked: Checked) -> tuple[ClaimGroup, ...]:
    """Return the claims by what they are about, every claim once.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    by_id = {each.claim.id: each for each in checked.claims}
    if checked.essay.topics:
        named = {each.name: [by_id[name] for name in each.claims] for each in checked.essay.topics}
    else:
        named = _derived(checked.claims)
    return tuple(ClaimGroup(f"topic-{_slug(name)}", name, tuple(claims)) for name, claims in named.items())


def _derived(claims: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the claims by subject, subjects in the order in which the essay comes to them."""
    found: dict[str, list[Judged]] = {}
    for each in claims:
        found.setdefault(subject(each.tables), []).append(each)
    return dict(sorted(found.items(), key=lambda item: item[0] == SILENT))


def subject(tables: Sequence[str]) -> str:
    """Return what a claim is about by the tables that its figures are from.

    Parameters
    ----------
    tables : sequence of str
        Their names, the first leading; of what was computed its name.

    Examples
    --------
    >>> subject(("events", "event_parties", "votes")), subject(("events",)), subject(("mechanisms",)), subject(())
    ('Votes and institutions', 'What happened', 'How states act in general', 'What no figure tells')
    """
    if not tables:
        return SILENT
    for table in tables:
        if table not in EVENTS:
            for name, marks in SUBJECTS.items():
                if any(mark in table for mark in marks):
                    return name
    return HAPPENED if set(tables) <= {*EVENTS} else GENERAL


def _slug(name: str) -> str:
    """Return a heading as an identifier.

    Examples
    --------
    >>> _slug("Money, trade and oil")
    'money-trade-and-oil'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
