"""The fitted model as a file of the edition: written and read here."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.errors import BrokenEdition, NoAnswer
from westphalia.lazy import np
from westphalia.models.definitions import declared
from westphalia.models.outcomes import CHIEF, LONG
from westphalia.models.partnership import backtest as scoring
from westphalia.models.partnership.basis import Basis
from westphalia.models.partnership.component import RATE, SLOPE, Component, kept
from westphalia.models.partnership.model import Partnership
from westphalia.models.partnership.rates import FIRST, YEARS, Rates
from westphalia.models.partnership.recalibration import Recalibration
from westphalia.record import results
from westphalia.record.manifest import MODEL
from westphalia.record.once import once
from westphalia.record.results import current, document, storing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.partnership.backtest import Bench
    from westphalia.record.definitions import Definitions
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
REPAIR = "In a checkout run: python -m sources.models"


def pack(model: Partnership) -> dict[str, Any]:
    """Return a fitted model as plain values: coefficients, covariance, knots, rates."""
    return {
        "until": model.until,
        "features": [feature.name for feature in model.features],
        "theta": model.theta,
        "sources": {name: _packed(source) for name, source in model.models.items()},
    }


def _packed(of: Component) -> dict[str, Any]:
    annual = [None if np.isnan(rate) else kept(rate, RATE) for rate in of.levels.annual]
    return {
        "terms": of.basis.to_dict(),
        "coefficients": [kept(slope, SLOPE) for slope in of.coefficients],
        "covariance": base64.b64encode(of.covariance.astype("<f4").tobytes()).decode(),
        "recalibration": asdict(of.recalibration),
        "rows": of.rows,
        "events": of.events,
        "span": list(of.span),
        "annual": {"first": FIRST, "rates": annual},
        "stretch": {str(h): v for h, v in of.levels.stretch.items()},
        "spread": {str(h): v for h, v in of.levels.spread.items()},
    }


def unpack(document: dict[str, Any]) -> Partnership:
    """Return the model of plain values."""
    model = Partnership()
    if document.get("features") != [feature.name for feature in model.features]:
        raise BrokenEdition(
            "The fitted model reads other measures than this version.",
            "It was fitted by another version.",
            REPAIR,
        )
    model.until, model.theta = document["until"], document["theta"]
    model.models = {name: _source(name, part) for name, part in document["sources"].items()}
    return model


def _source(name: str, part: dict[str, Any]) -> Component:
    coefficients = np.array(part["coefficients"])
    size = len(coefficients)
    covariance = (
        np.frombuffer(base64.b64decode(part["covariance"]), "<f4").reshape(size, size).astype(np.float64)
    )
    annual = np.array([np.nan if rate is None else rate for rate in part["annual"]["rates"]])
    assert len(annual) == YEARS
    stretch, spread = ({int(h): v for h, v in part[key].items()} for key in ("stretch", "spread"))
    span = (part["span"][0], part["span"][1])
    return Component(
        name, Basis.of(part["terms"]), coefficients, covariance, Recalibration(**part["recalibration"]), Rates(annual, stretch, spread), part["rows"],
        part["events"], span,
    )  # fmt: skip


def load(world: World) -> Partnership:
    """Return the model that ships with the edition, at work on a world.

    Parameters
    ----------
    world : World
        Not one seen from an earlier year: the shipped model was fitted to later ones.

    Raises
    ------
    NoAnswer
        When the edition holds none, or the world is one of an earlier year.

    Examples
    --------
    >>> import westphalia as wp
    >>> model = load(wp.load())
    >>> sorted(model.models)
    ['arms', 'dca', 'multilateral', 'pact']
    """
    document = results.document(world.manifest, MODEL, REPAIR)
    if world.last_known is not None and world.last_known < document["until"]:
        raise NoAnswer(
            f"The fitted model knows more than the end of {world.last_known}.",
            f"It was fitted to what was known by {document['until']}.",
            f"Fit one to that year, which takes half a minute: Partnership().fit(world.as_of({world.last_known}))",
        )
    model, entry = unpack(document), world.manifest.results[MODEL]
    if model.fitted != entry["fitted"]:
        raise BrokenEdition(
            "The fitted model is not the one that the manifest names.",
            f"{MODEL} holds other numbers.",
            REPAIR,
        )
    model.made_from = entry["made_from"]
    return model.at(world)


def write(folder: Path, model: Partnership) -> None:
    """Write a fitted model into an edition."""
    with results.storing(folder, MODEL, model.made_from, fitted=model.fitted) as path:
        path.write_text(json.dumps(pack(model), separators=(",", ":")) + "\n", encoding="utf-8")


# The backtest as a file of the edition: what the forecasts would have been worth, written and read here.


BACKTEST = "model/backtest.json"


def backtest_definitions() -> Definitions:
    """Return the definitions that the backtest rests on."""
    return declared(roots=("models.partnership.backtest",))


def write_backtest(
    folder: Path, of: Bench, found: dict[Any, dict[str, Any]], made: Mapping[str, Any]
) -> None:
    """Write the scores of a backtest into an edition.

    Parameters
    ----------
    folder : Path
        Of the edition.
    of : Bench
        What was scored.
    found : dict
        What :func:`westphalia.models.partnership.backtest.run` returned.
    made : mapping
        What it was made from (:func:`westphalia.record.results.made_from`).
    """
    scores = {
        "origins": list(scoring.ORIGINS),
        "tables": scoring.tables(of, found),
        "delayed": scoring.delayed(found),
        "reliability": {
            f"{name}-{h}": scoring.reliability(part["event"], part["partnership"])
            for (name, h), part in found.items()
        },
    }
    with storing(folder, BACKTEST, made) as path:
        path.write_text(json.dumps(scores, separators=(",", ":")) + "\n", encoding="utf-8")


def backtest(world: World, outcome: str = CHIEF, horizon: int = LONG) -> dict[str, Any]:
    """Return the stored backtest of an outcome and horizon: ``rows`` by decade, ``pooled`` with intervals, ``origins``.

    Parameters
    ----------
    world : World
        The record.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window: 1, 3 or 5.

    Raises
    ------
    NoAnswer
        When the edition has no backtest, or not of these.

    Examples
    --------
    >>> import westphalia as wp
    >>> result = backtest(wp.load(), "alignment", 5)
    >>> sorted({row["model"] for row in result["pooled"]})
    ['base_rate', 'boosting', 'no_change', 'partnership', 'plain_logit']
    """
    tables: dict[str, dict[str, Any]] = document(world.manifest, BACKTEST, REPAIR)["tables"]
    if f"{outcome}-{horizon}" not in tables:
        what = f"There is no backtest of '{outcome}' at {horizon} years."
        raise NoAnswer(what, "", f"There are: {', '.join(tables)}")
    return tables[f"{outcome}-{horizon}"]


@once
def skill(world: World, late: bool, outcome: str = CHIEF, horizon: int = LONG) -> Mapping[str, Any] | None:
    """Return the pooled score of the model for an outcome and horizon from the stored backtest; None without one, or where it is out of date.

    ``late``: with lists that end as long before the year as they do today.

    Parameters
    ----------
    world : World
        The record.
    late : bool
        With lists that end as long before the year as they do today.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window: 1, 3 or 5.
    """
    if current(world.manifest, BACKTEST) is None:
        return None
    found = document(world.manifest, BACKTEST, REPAIR)
    if late:
        scores = found["delayed"].get(f"{outcome}-{horizon}", {})
        return {"n": scores["n"], "events": scores["events"], **scores["late"]} if "late" in scores else None
    rows = found["tables"].get(f"{outcome}-{horizon}", {}).get("pooled", ())
    return next((row for row in rows if row["model"] == "partnership" and row["kind"] == "all"), None)


@once
def counted(world: World, p: float, outcome: str = CHIEF, horizon: int = LONG) -> Mapping[str, Any] | None:
    """Return the pairs and years of the stored backtest whose forecast was most like a chance: mean ``forecast``, ``share`` with a tie, ``n``.

    None without a backtest, or where it is out of date.

    Parameters
    ----------
    world : World
        The record.
    p : float
        The chance.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window: 1, 3 or 5.
    """
    if current(world.manifest, BACKTEST) is None:
        return None
    found = document(world.manifest, BACKTEST, REPAIR).get("reliability", {}).get(f"{outcome}-{horizon}", ())
    return min(found, key=lambda group: abs(log(group["forecast"] / p)), default=None)
