"""What decides a forecast: the rule in words, and the same as data."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from westphalia.claims.quantities import Strict
from westphalia.models.ties import LEAST_ORDERED, QUIET, SEEN, SMALL

Outcome = Literal["alignment", "pact", "dca", "arms", "any"]
Tie = Literal["pact", "dca", "arms"]
Horizon = Literal[1, 3, 5]
OUTCOMES: tuple[Outcome, ...] = ("alignment", "pact", "dca", "arms", "any")
HORIZONS: tuple[Horizon, ...] = (1, 3, 5)
TIES: dict[Outcome, tuple[Tie, ...]] = {
    "alignment": ("pact", "dca"), "pact": ("pact",), "dca": ("dca",), "arms": ("arms",), "any": ("pact", "dca", "arms"),
}  # fmt: skip
TABLES: dict[Tie, tuple[str, ...]] = {
    "pact": ("pacts",), "dca": ("defence_agreements",), "arms": ("arms_orders", "arms_transfers"),
}  # fmt: skip
NAMES: dict[Tie, str] = {"pact": "pacts", "dca": "defence agreements", "arms": "arms orders"}
WORDS: dict[Tie, str] = {
    "pact": f"a pact of at most {SMALL} states that binds both, other than a bare promise of two rivals not to attack, begins",
    "dca": "the two sign a defence cooperation agreement",
    "arms": f"one orders arms of the other worth at least {LEAST_ORDERED:g} million SIPRI trend-indicator values, having had no "
    f"delivery from it in the {QUIET} years before",
}
BOTH_FROM = SEEN["dca"][0]
"""Before this year alignment is pacts alone."""


class Rule(Strict):
    """What decides a question.

    Parameters
    ----------
    words : str
        For a reader.
    any_of : tuple of str
        Kinds of ties, of which one is enough.
    tables : tuple of str
        The lists that are asked.
    first, last : int
        Years of the window; both count.
    """

    words: str = Field(min_length=10, max_length=1200)
    any_of: tuple[Tie, ...] = Field(min_length=1, max_length=3)
    tables: tuple[str, ...] = Field(min_length=1, max_length=4)
    first: int = Field(ge=1816, le=2200)
    last: int = Field(ge=1816, le=2200)

    def asks_the_same(self, other: Rule) -> bool:
        """Tell whether two rules ask the same of the same lists, however they are worded."""
        return self.model_copy(update={"words": other.words}) == other


def rule(outcome: Outcome, year: int, horizon: int) -> Rule:
    """Return the rule that decides an outcome within so many years after the end of ``year``.

    Examples
    --------
    >>> found = rule("alignment", 1998, 5)
    >>> found.any_of, found.tables, found.first, found.last
    (('pact', 'dca'), ('pacts', 'defence_agreements'), 1999, 2003)
    >>> rule("alignment", 1958, 5).any_of
    ('pact',)
    """
    first, last = year + 1, year + horizon
    ties = tuple(tie for tie in TIES[outcome] if tie != "dca" or outcome == "dca" or last >= BOTH_FROM)
    tables = tuple(table for tie in ties for table in TABLES[tie])
    when = f"in {first}" if first == last else f"from {first} to {last}"
    what = ", or ".join(WORDS[tie] for tie in ties)
    lists = ", ".join(tables)
    words = f"True if {when} {what}. Decided by the tables {lists}, once they see every year of that time; false if they then show none."
    return Rule(words=words, any_of=ties, tables=tables, first=first, last=last)


def due(year: int, horizon: int) -> date:
    """Return the last day of the window.

    Examples
    --------
    >>> due(2025, 3).isoformat()
    '2028-12-31'
    """
    return date(year + horizon, 12, 31)
