"""What decides a forecast: the rule in words, and the same as data."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from westphalia.claims.quantities import Outcome, Strict
from westphalia.models.outcomes import CLAIMED, OUTCOMES
from westphalia.record.in_force import SMALL
from westphalia.record.new_ties import LEAST_ORDERED, QUIET

TIES = tuple(name for name in CLAIMED if not OUTCOMES[name].of)
LISTS = tuple(table for name in TIES for table in OUTCOMES[name].tables)
WORDS = {name: OUTCOMES[name].rule.format(small=SMALL, ordered=LEAST_ORDERED, quiet=QUIET) for name in TIES}
if TYPE_CHECKING:
    Tie = str
else:
    Tie = Literal[TIES]


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
    any_of: tuple[Tie, ...] = Field(min_length=1, max_length=len(TIES))
    tables: tuple[str, ...] = Field(min_length=1, max_length=len(LISTS))
    first: int = Field(ge=1816, le=2200)
    last: int = Field(ge=1816, le=2200)

    def asks_the_same(self, other: Rule) -> bool:
        """Tell whether two rules ask the same of the same lists, however they are worded."""
        return self.model_copy(update={"words": other.words}) == other


def rule(outcome: Outcome, year: int, horizon: int) -> Rule:
    """Return the rule that decides an outcome within so many years after the end of ``year``.

    Parameters
    ----------
    outcome : str
        Of the model.
    year : int
        The year of the forecast.
    horizon : int
        In years.

    Examples
    --------
    >>> found = rule("alignment", 1998, 5)
    >>> found.tables, found.first, found.last
    (('pacts', 'defence_agreements'), 1999, 2003)
    >>> rule("alignment", 1958, 5).any_of
    ('pact',)
    """
    first, last = year + 1, year + horizon
    ties = tuple(tie for tie in OUTCOMES[outcome].parts if tie == outcome or last >= OUTCOMES[tie].begins)
    tables = tuple(table for tie in ties for table in OUTCOMES[tie].tables)
    when = f"in {first}" if first == last else f"from {first} to {last}"
    what = ", or ".join(WORDS[tie] for tie in ties)
    lists = ", ".join(tables)
    words = f"True if {when} {what}. Decided by the tables {lists}, once they see every year of that time; false if they then show none."
    return Rule(words=words, any_of=ties, tables=tables, first=first, last=last)


def due(year: int, horizon: int) -> date:
    """Return the last day of the window.

    Parameters
    ----------
    year : int
        The year of the forecast.
    horizon : int
        In years.

    Examples
    --------
    >>> due(2025, 3).isoformat()
    '2028-12-31'
    """
    return date(year + horizon, 12, 31)
