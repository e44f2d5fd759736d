"""Outcomes of the system that every run counts, by year: declared once, in the order in which the loop writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class SystemOutcome:
    """A number of the whole system in a year.

    Parameters
    ----------
    name, title : str
        Identifier, and what it is.
    unit : str
        Unit in plain words.
    """

    name: str
    title: str
    unit: str


SYSTEM = (
    SystemOutcome("pacts_new", "Pacts of few made", "treaties"),
    SystemOutcome("pacts", "Pacts of few in force", "treaties"),
    SystemOutcome("pact_pairs", "Pairs bound by a pact of few", "pairs"),
    SystemOutcome("transitivity", "Partners of a state that are partners of each other", "share"),
    SystemOutcome("agreements_new", "Defence agreements signed", "agreements"),
    SystemOutcome("arms_new", "Relations of supply of arms begun", "relations"),
    SystemOutcome("arms", "Relations of supply of arms", "relations"),
    SystemOutcome("targets_new", "States upon which sanctions were imposed", "states"),
    SystemOutcome("sanctions_new", "Sanctions imposed, by sender and target", "sanctions"),
    SystemOutcome("sanctions", "Sanctions in force, by sender and target", "sanctions"),
    SystemOutcome("disputes_new", "Disputes begun, by pair", "pairs"),
    SystemOutcome("deadly_new", "Deadly disputes begun, by pair", "pairs"),
    SystemOutcome("disputes", "Disputes that go on, by pair", "pairs"),
    SystemOutcome("rivalries_new", "Rivalries begun", "pairs"),
    SystemOutcome("rivalries", "Rivalries", "pairs"),
    SystemOutcome("regime_changes", "Abrupt changes of a regime", "states"),
    SystemOutcome("democracy", "Mean electoral democracy", "index"),
    SystemOutcome("output", "Output of all states", "millions of dollars of 2017"),
    SystemOutcome("sanctions_trade", "Sanctions on trade with a state, by sender and target", "sanctions"),
    SystemOutcome("sanctions_financial", "Financial sanctions on a state, by sender and target", "sanctions"),
    SystemOutcome("sanctions_arms", "Sanctions on arms for a state, by sender and target", "sanctions"),
    SystemOutcome("wars_new", "Wars begun, by pair", "pairs"),
    SystemOutcome("wars", "Wars that go on, by pair", "pairs"),
)
"""Outcomes in the order of the loop (:func:`westphalia.system.kernel.loop.count`)."""
NAMES = tuple(each.name for each in SYSTEM)


@dataclass(frozen=True, slots=True)
class AskedOutcome:
    """An outcome that a scenario names, of which every draw is kept.

    Parameters
    ----------
    kind : {"system", "state", "pair", "first"}
        Of the whole system, of a state, of a pair, or the first year in which a pair has a tie.
    name : str
        A name of :data:`SYSTEM`, a variable of states, or a variable of pairs.
    codes : tuple of int
        State numbers that it is of: none, one or two.
    """

    kind: Literal["system", "state", "pair", "first"]
    name: str
    codes: tuple[int, ...] = ()
