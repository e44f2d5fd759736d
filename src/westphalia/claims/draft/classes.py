"""How a sentence speaks: asserting, comparing, hedging, forecasting, of a cause, or of what did not happen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from westphalia.claims.draft.words import words

if TYPE_CHECKING:
    from westphalia.claims.essay import Kind, Strength

ORDER = ("counterfactual", "forecast", "mechanism", "comparison", "trend")
CLASS = {"comparison": "compare", "mechanism": "mechanism", "counterfactual": "counterfactual"}
NOT = re.compile(r"\b(not|never|no longer|hardly|scarcely|neither|nor|none)\b|n't\b")
MAY = re.compile(r"(?<=\w )May\b|\bMay (?=\d)")
"""The month."""
FEWEST = 4
"""Words of the shortest sentence that is taken to claim something."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Kind and strength for the claim file, every class that applies, the words that hedge, and whether it denies something."""

    kind: Kind
    strength: Strength
    classes: tuple[str, ...]
    hedges: tuple[str, ...]
    negated: bool


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    found = words("sentences")[name]
    return tuple(re.compile(each) for each in ([found] if isinstance(found, str) else found))


def _any(name: str, text: str) -> bool:
    return any(each.search(text) for each in _patterns(name))


def manner(text: str) -> Manner:
    """Return how a sentence speaks.

    Examples
    --------
    >>> manner("Russian aid could shift the balance.").kind, manner("Iran may have erred.").strength
    ('forecast', 'may')
    >>> manner("It began in May.").kind
    'fact'
    >>> manner("It is as if America had asked Cuba for arms.").kind
    'counterfactual'
    """
    low = MAY.sub("then", text).lower().replace("’", "'")
    marks = {name for name in ORDER if _any(name, low)}
    if "forecast" in marks and _any("past", low) and not re.search(r"\b(will|shall)\b", low):
        marks.discard("forecast")
    kind = next((name for name in ORDER if name in marks), "fact")
    hedges = tuple(dict.fromkeys(m[0] for each in _patterns("hedge") for m in each.finditer(low)))
    classes = [CLASS.get(name, name) for name in ORDER if name in marks and name != "trend"]
    if hedges:
        classes.append("hedge")
    if not {"forecast", "counterfactual"} & marks:
        classes.insert(0, "assert")
    return Manner(kind, _strength(low), tuple(classes), hedges, bool(NOT.search(low)))  # type: ignore[arg-type]


def _strength(low: str) -> Strength:
    if _any("would", low):
        return "would"
    return "may" if _any("may", low) else "could" if _any("could", low) else "is"


def claims(text: str) -> bool:
    """Tell whether a sentence may claim something: it is no question and has some words.

    Examples
    --------
    >>> claims("Why so?"), claims("Iran is the junior partner.")
    (False, True)
    """
    return not text.rstrip("\"'”’)").endswith("?") and len(text.split()) >= FEWEST
