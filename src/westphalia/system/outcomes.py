"""Outcomes of the system that every run counts, by year: declared once, in the order in which the loop writes them."""

from __future__ import annotations

from collections.abc import Collection
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

SANCTIONS = (
    "targets_new",
    "sanctions_new",
    "sanctions",
    "sanctions_trade",
    "sanctions_financial",
    "sanctions_arms",
)
"""Outcomes that tell of sanctions."""
TOLD_BY = {
    "pact": ("pacts_new", "pacts", "pact_pairs", "transitivity"),
    "agreement": ("agreements_new",),
    "arms": ("arms_new", "arms"),
    "sanction": SANCTIONS,
    "sanction_sender": SANCTIONS,
    "kind_trade": ("sanctions_trade",),
    "kind_financial": ("sanctions_financial",),
    "kind_arms": ("sanctions_arms",),
    "dispute": ("disputes_new", "deadly_new", "disputes", "wars_new", "wars"),
    "dispute_war": ("wars_new", "wars"),
    "dispute_deadly": ("deadly_new", "wars_new", "wars"),
    "rivalry": ("rivalries_new", "rivalries"),
    "regime": ("regime_changes", "democracy"),
    "output": ("output",),
}
"""By process, the outcomes that tell nothing where it is off."""


def untold(off: Collection[str]) -> set[str]:
    """Return the outcomes of the system that tell nothing where some processes are off.

    Parameters
    ----------
    off : collection of str
        The processes.

    Examples
    --------
    >>> sorted(untold(["arms", "ideal"]))
    ['arms', 'arms_new']
    """
    return {name for process in off for name in TOLD_BY.get(process, ())}


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


@dataclass(frozen=True, slots=True)
class OutcomeLabel:
    """What a column of draws is: the outcome, of whom, and its unit."""

    name: str
    region: str
    unit: str
