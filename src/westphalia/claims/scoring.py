"""The forecasts of an essay, scored with what happened.

An author who writes that something may happen gives no number. The words are read by one table, :data:`READ_AS`, with the range of readings that
people have of them; the scores are told for the reading, and for the ends of the range that flatter and that hurt the author most.

References
----------
Kent, S. (1964). Words of Estimative Probability. Studies in Intelligence 8(4): 49-65: almost certain is 93 % give or take 6, probable 75 % give or
take 12; what is only possible has no number.
Mauboussin, A. and Mauboussin, M. J. (2018). If You Say Something Is "Likely," How Likely Do People Think It Is? Harvard Business Review, 3 July: of
1,700 people nine in ten read "a real possibility" as 20 % to 80 %.
Mosteller, F. and Youtz, C. (1990). Quantifying Probabilistic Expressions. Statistical Science 5(1): 2-12: averages over twenty studies agree for
most words; "possible" means distinctly different things to different people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

from westphalia.claims.forecasts.score import (
    ENOUGH,
    Bin,
    Range,
    brier,
    calibration,
    log_score,
    loss,
    skill,
    square,
)
from westphalia.claims.quantities import ClaimQuantity, ModelOf
from westphalia.models.outcomes import HORIZONS

if TYPE_CHECKING:
    from westphalia.claims.check import Checked, Judged
    from westphalia.claims.essay import Claim, Strength, Test
    from westphalia.claims.stored import Stored
    from westphalia.record.world import World

__all__ = [
    "READ_AS", "Bin", "Word", "base_rates", "brier", "calibration", "counterpart", "hindsight", "log_score", "loss", "skill", "square",
]  # fmt: skip
BaseRate = Callable[[ModelOf], float | None]


@dataclass(frozen=True, slots=True)
class Word:
    """How a word of an author is read as a chance.

    Parameters
    ----------
    chance : float
        The reading.
    span : tuple of float
        From the least to the most that readers make of it.
    why : str
        Whose reading that is.
    """

    chance: float
    span: Range
    why: str


_OPEN = "Kent gives what is only possible no number: even odds, and the 20 % to 80 % within which nine in ten readers of 'a real possibility' lie"
READ_AS: dict[Strength, Word] = {
    "is": Word(0.93, (0.87, 0.99), "read as Kent's 'almost certain'"),
    "would": Word(0.75, (0.63, 0.87), "read as Kent's 'probable'"),
    "may": Word(0.5, (0.2, 0.8), _OPEN),
    "could": Word(0.5, (0.2, 0.8), _OPEN),
}
CAME_TRUE = {"supported": True, "contradicted": False}
"""Verdicts that decide a forecast."""
EVEN = 0.5


def hindsight(checked: Checked, base_rate: BaseRate | None = None) -> dict[str, Any]:
    """Return the forecasts of a checked essay with what became of them, and their scores.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts: a forecast whose figures alone support it came true, one that they contradict did not, any other is open.
    base_rate : callable, optional
        Returns the chance of an average pair for what a claim asks of the model (see :func:`base_rates`); without it no claim is
        compared with one.

    Returns
    -------
    dict
        ``rows``, a forecast each; ``totals`` of those that are decided.
    """
    rows = [_row(each, base_rate) for each in checked.claims if each.claim.kind == "forecast"]
    return {"rows": rows, "totals": _totals(rows)}


def _row(judged: Judged, base_rate: BaseRate | None) -> dict[str, Any]:
    claim = judged.claim
    chance, span, basis = _reading(claim)
    happened = CAME_TRUE.get(judged.plain)
    row: dict[str, Any] = {
        "id": claim.id, "statement": claim.statement, "paragraph": claim.paragraph, "strength": claim.strength,
        "due": claim.resolution.due.isoformat() if claim.resolution and claim.resolution.due else None, "rule": claim.resolution.rule if claim.resolution else None,
        "probability": chance, "probability_range": list(span), "probability_basis": basis,
        "verdict": judged.verdict, "came_true": happened, "brier": None, "log_score": None, "base_rate": None, "base_rate_of": None,
    }  # fmt: skip
    if happened is None:
        return {**row, "why": judged.why}
    asked = counterpart(claim)
    if asked is not None and base_rate is not None:
        row["base_rate"] = base_rate(asked)
        row["base_rate_of"] = f"a new pact or defence agreement within {asked.horizon} years of {asked.year}"
    return {**row, "brier": square(chance, happened), "log_score": loss(chance, happened), "why": judged.why}


def _reading(claim: Claim) -> tuple[float, Range, str]:
    """Return the chance that an author gives a forecast, the range of readings, and whose reading it is."""
    if claim.probability is not None:
        return claim.probability, (claim.probability, claim.probability), "given by the author"
    word = READ_AS[claim.strength]
    return word.chance, word.span, word.why


def counterpart(claim: Claim) -> ModelOf | None:
    """Return what the model is asked that a forecast of a new treaty claims; None for a forecast of anything else.

    Parameters
    ----------
    claim : Claim
        A forecast of an essay.
    """
    for test in claim.parts:
        found = _of_treaty(test)
        if found is not None:
            return found
    return None


def _of_treaty(test: Test) -> ModelOf | None:
    events = test.events
    if events is None or not events.between or not isinstance(events.years, list):
        return None
    first, last = events.years
    wanted = re.fullmatch(r"(>= ?1|> ?0)", test.supports) is not None
    if events.kinds != ["treaty"] or not wanted or last - first + 1 not in HORIZONS:
        return None
    return ModelOf.model_validate({"of": events.between, "year": first - 1, "horizon": last - first + 1})


def base_rates(world: World, stored: Stored | None = None) -> BaseRate:
    """Return what gives the mean chance of all pairs by the model of a world: the share to be expected from the years before.

    What is not stored is computed: a few seconds, or half a minute in a world ``as_of`` an earlier year, for which a model is fitted.

    Parameters
    ----------
    world : World
        The record.
    stored : Stored, optional
        The readings that are kept; by default everything is computed.
    """
    from westphalia.claims.evaluate import quantity

    def rate(asked: ModelOf) -> float | None:
        chance, lift = (
            quantity(world, ClaimQuantity(model=asked.model_copy(update={"take": take})), None, stored).value
            for take in ("probability", "lift")
        )
        return None if chance is None or not lift else chance / lift

    return rate


def _totals(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return the scores of the decided rows: of the reading, of its ends, of even odds, and of base rates where there are any."""
    decided = [row for row in rows if row["came_true"] is not None]
    p, happened = [row["probability"] for row in decided], [row["came_true"] for row in decided]
    found: dict[str, Any] = {
        "forecasts": len(rows), "decided": len(decided), "open": len(rows) - len(decided), "came_true": sum(happened),
        "brier": brier(p, happened), "log_score": log_score(p, happened),
        "brier_range": _range(decided, brier), "log_score_range": _range(decided, log_score),
        "even_odds": {"brier": EVEN**2, "log_score": log(2)} if decided else None,
        "skill_over_even_odds": skill(brier(p, happened), EVEN**2),
        "no_stand": sum(chance == EVEN for chance in p),
    }  # fmt: skip
    rated = [row for row in decided if row["base_rate"] is not None]
    known = [row["came_true"] for row in rated]
    found["base_rate"] = None
    if rated:
        ours, other = [row["probability"] for row in rated], [row["base_rate"] for row in rated]
        found["base_rate"] = {
            "forecasts": len(rated),
            "brier": brier(other, known), "brier_of_author": brier(ours, known),
            "log_score": log_score(other, known), "log_score_of_author": log_score(ours, known),
        }  # fmt: skip
    return {**found, "sentence": _sentence(found)}


def _range(
    decided: Sequence[dict[str, Any]], of: Callable[[Sequence[float], Sequence[bool]], float | None]
) -> list[float] | None:
    """Return the best and worst score over the readings of the words."""
    if not decided:
        return None
    happened = [row["came_true"] for row in decided]
    kind = [row["probability_range"][1 if row["came_true"] else 0] for row in decided]
    harsh = [row["probability_range"][0 if row["came_true"] else 1] for row in decided]
    ends = of(kind, happened), of(harsh, happened)
    return [end for end in ends if end is not None]


def _sentence(found: dict[str, Any]) -> str:
    """Return the totals in plain words."""
    n = found["decided"]
    if not n:
        few = found["forecasts"] == 1
        return (
            "The one forecast is not decided."
            if few
            else f"None of {found['forecasts']} forecasts is decided."
        )
    low, high = found["brier_range"]
    span = f" ({low:.2f} to {high:.2f} by how the words are read)" if high - low > 0.005 else ""
    said = (
        f"{_decided(found)} Brier score "
        f"{found['brier']:.2f}{span}, against {EVEN**2:.2f} for even odds; lower is better."
    )
    if found["base_rate"] is not None:
        rate = found["base_rate"]
        which = "the one" if rate["forecasts"] == 1 else f"the {rate['forecasts']}"
        said += f" On {which} that the model speaks of too: {rate['brier_of_author']:.2f}, against {rate['brier']:.2f} for the base rate."
    if found["no_stand"] == n:
        return f"{said} {'It says' if n == 1 else 'All say'} only that something may or could happen: read as even odds, such words score neither well nor badly."
    return said if n >= ENOUGH else f"{said} So few show no skill, either way."


def _decided(found: dict[str, Any]) -> str:
    """Return how many forecasts are decided, and how many of these came true.

    Examples
    --------
    >>> _decided({"forecasts": 1, "decided": 1, "came_true": 1}), _decided({"forecasts": 4, "decided": 1, "came_true": 0})
    ('The one forecast is decided and came true.', 'Of 4 forecasts 1 is decided and 0 came true.')
    """
    every, n, true = found["forecasts"], found["decided"], found["came_true"]
    if every == 1:
        return f"The one forecast is decided and {'came true' if true else 'did not come true'}."
    return f"Of {every} forecasts {n} {'is' if n == 1 else 'are'} decided and {true} came true."
