"""Writing down what the model says of a pair, with the rule and the day that will decide it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.claims.forecasts.document import FORMAT, VERSION, hash_of
from westphalia.claims.forecasts.rules import due, rule
from westphalia.claims.quantities import Outcome
from westphalia.errors import NoAnswer
from westphalia.models.outcomes import CLAIMED, HORIZONS
from westphalia.models.partnership.windows import lists_to

if TYPE_CHECKING:
    from westphalia.models.partnership.model import Partnership
    from westphalia.record.state import Dyad


KNEW = "The model knew what came after {year}: this is no forecast, and it is never scored as one."
BLIND = "The model knew nothing that came after {year}."


def issue(
    model: Partnership, pair: Dyad, year: int, *, today: date, as_of: int | None, origin: str
) -> dict[str, Any]:
    """Return a forecast as a document with its hash.

    Parameters
    ----------
    model : Partnership
        At work on the record.
    pair : Dyad
        The states.
    year : int
        The forecaster stands at its end.
    today : date
        The day of issue.
    as_of : int or None
        To what was known at the end of which year the model was fitted; None for the one that ships.
    origin : str
        Where the model is from, for a reader.

    Raises
    ------
    NoAnswer
        When the model has no forecast of the pair.
    """
    questions, missing = _asked(model, pair, year)
    knew = model.until > year
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "westphalia": {**model.world.stamp(), "model": model.hash},
        "issued": today.isoformat(),
        "a": pair.a.to_dict(),
        "b": pair.b.to_dict(),
        "year": year,
        "as_of": as_of,
        "model": {"hash": model.hash, "knows_until": model.until, "origin": origin},
        "hindsight": knew,
        "note": f"{(KNEW if knew else BLIND).format(year=year)} Of ties it was told: {lists_to(model.world, year)}.",
        "questions": questions,
        "missing": missing,
    }
    return {**document, "hash": hash_of(document)}


def _asked(model: Partnership, pair: Dyad, year: int) -> tuple[list[dict[str, Any]], list[dict[str, str]]]:
    """Return the forecasts of every outcome, and the outcomes of which there is none."""
    questions: list[dict[str, Any]] = []
    missing: list[dict[str, str]] = []
    refused: NoAnswer | None = None
    for outcome in CLAIMED:
        try:
            questions += _of(model, pair, year, outcome)
        except NoAnswer as error:
            refused = refused or error
            missing.append({"outcome": outcome, "why": f"{error.what} {error.why}".strip()})
    if not questions and refused is not None:
        raise refused
    return questions, missing


def _of(model: Partnership, pair: Dyad, year: int, outcome: Outcome) -> list[dict[str, Any]]:
    found = model.forecast(pair.a, pair.b, year, outcome)
    return [
        {
            "outcome": outcome,
            "horizon": horizon,
            "probability": found.probability[horizon],
            "interval": list(found.interval[horizon]),
            "base_rate": found.base_rate[horizon],
            "due": due(year, horizon).isoformat(),
            "rule": rule(outcome, year, horizon).model_dump(mode="json"),
        }
        for horizon in HORIZONS
    ]
