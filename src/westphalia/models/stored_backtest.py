"""The backtest as a file of the edition: what the forecasts would have been worth, written and read here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer
from westphalia.models.outcomes import CHIEF, LONG
from westphalia.record.once import once
from westphalia.record.results import current, document, storing

if TYPE_CHECKING:
    from westphalia.models.backtest import Bench
    from westphalia.record.definitions import Definitions
    from westphalia.record.world import World

FILE = "model/backtest.json"
REPAIR = "In a checkout run: python -m sources.models"


def definitions() -> Definitions:
    """Return the definitions that the backtest rests on."""
    from westphalia.models.definitions import declared

    return declared(roots=("models.backtest",))


def write(folder: Path, of: Bench, found: dict[Any, dict[str, Any]], made: Mapping[str, Any]) -> None:
    """Write the scores of what :func:`westphalia.models.backtest.run` found; ``made`` is what they were made from."""
    from westphalia.models import backtest as scoring

    scores = {
        "origins": list(scoring.ORIGINS),
        "tables": scoring.tables(of, found),
        "delayed": scoring.delayed(of, found),
        "reliability": {
            f"{name}-{h}": scoring.reliability(of.outcomes[name, h].event[part["rows"]], part["partnership"])
            for (name, h), part in found.items()
        },
    }
    with storing(folder, FILE, made) as path:
        path.write_text(json.dumps(scores, separators=(",", ":")) + "\n", encoding="utf-8")


def backtest(world: World, outcome: str = CHIEF, horizon: int = LONG) -> dict[str, Any]:
    """Return the stored backtest of an outcome and horizon: ``rows`` by decade, ``pooled`` with intervals, ``origins``.

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
    tables: dict[str, dict[str, Any]] = document(world.manifest, FILE, REPAIR)["tables"]
    if f"{outcome}-{horizon}" not in tables:
        what = f"There is no backtest of '{outcome}' at {horizon} years."
        raise NoAnswer(what, "", f"There are: {', '.join(tables)}")
    return tables[f"{outcome}-{horizon}"]


@once
def skill(world: World, late: bool, outcome: str = CHIEF, horizon: int = LONG) -> Mapping[str, Any] | None:
    """Return the pooled score of the model for an outcome and horizon from the stored backtest; None without one, or where it is out of date.

    ``late``: with lists that end as long before the year as they do today.
    """
    if current(world.manifest, FILE) is None:
        return None
    found = document(world.manifest, FILE, REPAIR)
    if late:
        scores = found["delayed"].get(f"{outcome}-{horizon}", {})
        return {"n": scores["n"], "events": scores["events"], **scores["late"]} if "late" in scores else None
    rows = found["tables"].get(f"{outcome}-{horizon}", {}).get("pooled", ())
    return next((row for row in rows if row["model"] == "partnership" and row["kind"] == "all"), None)
