"""The ledger as a file: batches of forecasts with a day of issue, what was known, an expiry and a hash; nothing in it is ever changed, only withdrawn with a reason."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.claims.forecasts.document import hash_of
from westphalia.claims.ledger.forecaster import HORIZONS, Said, forecast
from westphalia.claims.ledger.topics import TOPICS, LedgerTopic
from westphalia.errors import BrokenEdition, NotUnderstood
from westphalia.record.definitions import HERE

if TYPE_CHECKING:
    from westphalia.record.world import World

FOLDER = HERE / "shelf" / "ledger"
STEPS = 100_000
"""In how many steps a chance is stored."""
GRACE = 5
"""Years after the window until a batch that no list could decide expires."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Forecasts of one topic from one year.

    Parameters
    ----------
    topic : LedgerTopic
        What is forecast.
    year, horizon : int
        The forecaster stood at the end of the year, and looked so many years ahead.
    issued : date
        The day on which it was written down.
    expires : int
        The year after which it is no longer waited for.
    knew : str
        What the forecaster knew.
    hash : str
        SHA-256 of all of this and the forecasts.
    said : tuple of (int, int, float, float, float)
        Codes, the lower first; chance, base rate and no change.
    withdrawn : str
        Why it was withdrawn; empty where it stands.
    """

    topic: LedgerTopic
    year: int
    horizon: int
    issued: date
    expires: int
    knew: str
    hash: str
    said: tuple[tuple[int, int, float, float, float], ...]
    withdrawn: str = ""

    @property
    def name(self) -> str:
        """How it is called: topic, year and horizon."""
        return f"{self.topic.name}-{self.year}-{self.horizon}"


def written(
    topic: LedgerTopic, year: int, horizon: int, said: Said, last: int, today: date
) -> dict[str, Any]:
    """Return a batch as plain values with its hash.

    Parameters
    ----------
    topic : LedgerTopic
        What is forecast.
    year, horizon : int
        Origin year and years of the window.
    said : Said
        The forecasts.
    last : int
        Last year that the list shows at all.
    today : date
        The day of issue.
    """
    columns = (said.chance, said.base_rate, said.no_change)
    rows = [
        [one, two, *(round(value * STEPS) for value in values)]
        for one, two, *values in zip(
            said.one.tolist(), said.two.tolist(), *(each.tolist() for each in columns), strict=True
        )
    ]
    document: dict[str, Any] = {
        "topic": topic.name, "rule": f"True if, by the end of {year + horizon}: {topic.rule}. Decided by {', '.join(topic.tables)}.",
        "year": year, "horizon": horizon, "issued": today.isoformat(), "due": f"{year + horizon}-12-31", "expires": year + horizon + GRACE,
        "knew": f"{', '.join(topic.tables)} to {min(last, year - topic.lag)}", "steps": STEPS, "forecasts": rows,
    }  # fmt: skip
    return {**document, "hash": hash_of(document)}


def issue(world: World, path: Path, today: date, topics: Iterable[LedgerTopic] = TOPICS) -> int:
    """Write the batches of all topics to a new file; return how many forecasts it holds.

    Parameters
    ----------
    world : World
        The record.
    path : Path
        A file that is not there yet: a ledger is added to, never changed.
    today : date
        The day of issue.
    topics : iterable of LedgerTopic
        What is forecast.
    """
    if path.exists():
        raise NotUnderstood(
            f"{path.name} is there already.", "A ledger is added to, never changed.", "Name another file."
        )
    made = []
    for topic in topics:
        for year in topic.origins:
            for horizon in HORIZONS:
                said = forecast(world, topic, year, horizon)
                if said is not None:
                    made.append(written(topic, year, horizon, said, topic.spans(world)[1], today))
    path.write_text(
        "[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in made) + "\n]\n",
        encoding="utf-8",
    )
    return sum(len(each["forecasts"]) for each in made)


def read(folder: Path = FOLDER) -> list[Batch]:
    """Return all batches of a folder, in the order in which they were issued; a withdrawn one says why.

    Parameters
    ----------
    folder : Path
        With ledgers (``*.json``) and ``withdrawn.json``: a list of ``batch`` (its hash), ``day`` and ``reason``.
    """
    gone = folder / "withdrawn.json"
    reasons = (
        {
            each["batch"]: f"{each['day']}: {each['reason']}"
            for each in json.loads(gone.read_text(encoding="utf-8"))
        }
        if gone.exists()
        else {}
    )
    found = []
    for path in sorted(folder.glob("*.json")):
        for each in json.loads(path.read_text(encoding="utf-8")) if path != gone else ():
            if each["hash"] != hash_of(each):
                raise BrokenEdition(
                    f"{path.name} was changed after it was written.",
                    f"The hash of {each['topic']} {each['year']} is not that of its contents.",
                    "Take the file as it was issued.",
                )
            found.append(_batch(each, reasons.get(each["hash"], "")))
    return found


def _batch(each: dict[str, Any], withdrawn: str) -> Batch:
    topic = next(topic for topic in TOPICS if topic.name == each["topic"])
    said = tuple(
        (one, two, p / each["steps"], base / each["steps"], same / each["steps"])
        for one, two, p, base, same in each["forecasts"]
    )
    return Batch(
        topic,
        each["year"],
        each["horizon"],
        date.fromisoformat(each["issued"]),
        each["expires"],
        each["knew"],
        each["hash"],
        said,
        withdrawn,
    )
