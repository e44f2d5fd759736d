"""Outcomes: the new ties that are forecast, declared once, and within how many years.

A tie of its own kind is shown by one list; an outcome that is composed of others comes about with any of them. Options, claim files, rules of issued
forecasts, pages and the fit read this declaration; how the events of a tie are read from their list stands in :mod:`westphalia.record.new_ties`, and
whether one fell in a window in :mod:`westphalia.models.partnership.windows`.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from westphalia.record.schema import LAST_YEAR

# How long it takes until a value is published: years from the year of a value to the list in which a forecaster finds it, by kind of source.


PACTS, DISPUTES, CAPABILITY, INSTITUTIONS, TRADE, VOTES, REGIME, ARMS, RIVALS = 2, 4, 3, 5, 3, 1, 1, 1, 5
"""Pacts and defence agreements; disputes; capability; institutions; trade; votes; regimes; arms; rivalries."""

SANCTIONS, MARKETS, WARS, MANY = 2, 2, 2, 5
"""Sanctions; oil, gas and grain; wars; and measures of several sources, which are as old as the oldest of them."""


HORIZONS = (1, 3, 5)
"""Within how many years after the year of a forecast."""
STORED = LAST_YEAR - 19
"""Forecasts and analogues of the last twenty years are stored with the edition; earlier ones are left out to keep it small."""
AFTERWARDS = (*HORIZONS, 10)
"""Within how many years it is told what became of pairs in history."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What may come about between two states.

    Parameters
    ----------
    name : str
        Identifier.
    words : str
        What it is, in a sentence.
    parts : tuple of str
        Kinds of ties of which one is enough: its own name for a tie that one list shows.
    lag : int
        Years until a tie appears in a list that a forecaster could use.
    of : tuple of str
        The two outcomes that it is composed of; empty for a tie of its own.
    begins : int
        First year of the list where there were none before: what it is a part of is made of the others until then. 0 where the list is of all there were.
    listed : str
        What the list holds, in the plural.
    tables : tuple of str
        The tables of the list.
    rule : str
        What decides that a tie was made; ``{small}``, ``{ordered}`` and ``{quiet}`` stand for the limits of :mod:`westphalia.record.new_ties`.
    claimed, paged : bool
        Whether claim files and issued forecasts may ask for it, and whether pages show it.
    """

    name: str
    words: str
    parts: tuple[str, ...]
    lag: int
    of: tuple[str, ...] = ()
    begins: int = 0
    listed: str = ""
    tables: tuple[str, ...] = ()
    rule: str = ""
    claimed: bool = True
    paged: bool = False


PACT = Outcome(
    "pact",
    "a new pact of at most four states",
    ("pact",),
    PACTS,
    listed="pacts",
    tables=("pacts",),
    rule="a pact of at most {small} states that binds both, other than a bare promise of two rivals not to attack, begins",
)
AGREEMENT = Outcome(
    "dca",
    "a new defence cooperation agreement",
    ("dca",),
    PACTS,
    begins=1980,
    listed="defence agreements",
    tables=("defence_agreements",),
    rule="the two sign a defence cooperation agreement",
)
ORDER = Outcome(
    "arms",
    "a new or renewed arms relation",
    ("arms",),
    ARMS,
    listed="arms orders",
    tables=("arms_orders", "arms_transfers"),
    rule="one orders arms of the other worth at least {ordered:g} million SIPRI trend-indicator values, having had no delivery from it in the "
    "{quiet} years before",
    paged=True,
)
MULTILATERAL = Outcome(
    "multilateral",
    "a new pact of more than four states",
    ("multilateral",),
    PACTS,
    listed="pacts",
    tables=("pacts",),
    claimed=False,
)


def composed(name: str, words: str, one: Outcome, two: Outcome) -> Outcome:
    """Return the outcome that comes about with either of two.

    Examples
    --------
    >>> found = composed("both", "a new pact or arms relation", PACT, ORDER)
    >>> found.parts, found.lag
    (('pact', 'arms'), 2)
    """
    of = one.name, two.name
    return Outcome(name, words, one.parts + two.parts, max(one.lag, two.lag), of, paged=True)


ALIGNMENT = composed("alignment", "a new pact or defence agreement", PACT, AGREEMENT)
ANY = composed("any", "a new pact, defence agreement or arms relation", ALIGNMENT, ORDER)
OUTCOMES: Mapping[str, Outcome] = MappingProxyType(
    {each.name: each for each in (ALIGNMENT, PACT, AGREEMENT, ORDER, MULTILATERAL, ANY)}
)
"""All outcomes by name."""
TIES = tuple(name for name, each in OUTCOMES.items() if not each.of)
"""Outcomes that one list shows; the others are composed of them."""
CLAIMED = tuple(name for name, each in OUTCOMES.items() if each.claimed)
PAGED = tuple(name for name, each in OUTCOMES.items() if each.paged)
"""Those that claim files and issued forecasts may ask for, and those that pages show."""
CHIEF, LONG = ALIGNMENT.name, HORIZONS[-1]
"""What is explained and ranked where nothing else is asked for."""


def seen(outcome: str, among: Container[str]) -> tuple[str, ...]:
    """Return the parts of an outcome that are among what is known; none where one is missing that it cannot be told without.

    Examples
    --------
    >>> seen("alignment", {"pact", "arms"}), seen("any", {"pact"})
    (('pact',), ())
    """
    parts = OUTCOMES[outcome].parts
    needed = (part for part in parts if part == outcome or not OUTCOMES[part].begins)
    return tuple(part for part in parts if part in among) if all(part in among for part in needed) else ()
