"""Scoring the ledger: what is due and decided, how good it was beside the base rate and no change, with intervals that take states as what hangs together."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.claims.forecasts.score import brier, calibration, log_score, slope
from westphalia.claims.ledger.book import Batch
from westphalia.claims.ledger.topics import came
from westphalia.lazy import np
from westphalia.models.partnership.benchmarks import FEW, area, by_chance

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
DRAWS, SEED, LEVEL = 500, 1, 0.9
CODES = 1000
FORECASTERS = ("forecast", "base_rate", "no_change")
"""Whose chances stand in a row of the ledger, in this order after the codes."""


def fate(world: World, batch: Batch, today: date) -> tuple[str, Floats]:
    """Return what became of a batch in a word, and of each forecast (rows,): 1, 0, or NaN where it is open.

    Parameters
    ----------
    world : World
        The record.
    batch : Batch
        Of the ledger.
    today : date
        What falls due later is open.
    """
    open_ = np.full(len(batch.said), np.nan)
    if batch.withdrawn:
        return "withdrawn", open_
    if date(batch.year + batch.horizon, 12, 31) > today:
        return "not due", open_
    one, two = (np.array([row[side] for row in batch.said], dtype=np.int64) for side in (0, 1))
    event = came(world, batch.topic, one, two, batch.year, batch.horizon)
    if np.isfinite(event).any():
        return "scored", event
    return "expired" if today.year > batch.expires else "not listed yet", event


def ledger(world: World, batches: Sequence[Batch], today: date) -> dict[str, Any]:
    """Return the scores of all that is due, by topic and together, and what became of each batch.

    Parameters
    ----------
    world : World
        The record.
    batches : sequence of Batch
        Of the ledger.
    today : date
        The day of scoring.
    """
    rows, told = [], []
    for batch in batches:
        word, event = fate(world, batch, today)
        seen = np.flatnonzero(np.isfinite(event))
        rows += [(batch.topic.name, *batch.said[at], float(event[at])) for at in seen]
        told.append({
            "batch": batch.name, "hash": batch.hash, "issued": batch.issued.isoformat(), "fate": word, "withdrawn": batch.withdrawn, "knew": batch.knew,
            "expires": batch.expires, "forecasts": len(batch.said), "scored": len(seen), "written_afterwards": batch.issued.year > batch.year + batch.horizon,
        })  # fmt: skip
    topics = dict.fromkeys(row[0] for row in rows)
    scores = {name: scored([row[1:] for row in rows if row[0] == name]) for name in topics}
    return {
        "scored_on": today.isoformat(),
        "resolved": len(rows),
        "batches": told,
        "topics": scores,
        "all": scored([row[1:] for row in rows]),
    }


def scored(rows: Sequence[tuple[int, int, float, float, float, float]]) -> dict[str, Any] | None:
    """Return the scores of decided forecasts; None for none.

    Parameters
    ----------
    rows : sequence of tuple
        Codes of both states, chance, base rate, no change, and 1 or 0.
    """
    if not rows:
        return None
    table = np.array(rows, dtype=np.float64)
    one, two = table[:, 0].astype(np.int64), table[:, 1].astype(np.int64)
    chances, event = {name: table[:, at] for at, name in enumerate(FORECASTERS, 2)}, table[:, 5]
    happened, own = (event > 0).tolist(), chances["forecast"]
    said = {name: each.tolist() for name, each in chances.items()}
    errors = {name: (each - event) ** 2 for name, each in chances.items()}
    n, hits = by_chance(own, np.ones(len(own)), event)
    fitted = slope(said["forecast"], happened)
    return {
        "n": len(rows), "came_true": int(event.sum()),
        "brier": {name: brier(each, happened) for name, each in said.items()},
        "log_score": {name: log_score(each, happened) for name, each in said.items()},
        "roc_area": float(area(n, hits)) if 0 < event.sum() < len(event) else None,
        "slope": None if fitted is None else fitted[0],
        "skill": {
            name: {"value": float(1 - errors["forecast"].sum() / errors[name].sum()), "interval": interval(errors["forecast"], errors[name], one, two)}
            for name in FORECASTERS[1:]
            if FEW <= event.sum() <= len(event) - FEW
        },
        "bins": [{"said": each.mean, "came_true": each.share, "n": each.n} for each in calibration(said["forecast"], happened)],
    }  # fmt: skip


def interval(
    ours: Floats, others: Floats, one: NDArray[np.int64], two: NDArray[np.int64]
) -> tuple[float, float]:
    """Return the 90 % interval of a skill: states are drawn with replacement, and a pair counts as often as both of its states together.

    A state that stands in every pair is not drawn.

    Parameters
    ----------
    ours, others : ndarray (rows,)
        Squared errors of the forecasts and of the reference.
    one, two : ndarray (rows,)
        Codes of the two states.
    """
    codes = np.unique(np.concatenate([one, two]))
    alone = bool((one == one[0]).all())
    random, found = np.random.default_rng(SEED), []
    for _ in range(DRAWS):
        times = np.zeros(CODES)
        drawn, count = np.unique(random.choice(codes, len(codes)), return_counts=True)
        times[drawn] = count
        weight = times[two] if alone else times[one] * times[two]
        below = float(weight @ others)
        if below > 0:
            found.append(1 - float(weight @ ours) / below)
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(found, [tail, 1 - tail])
    return float(low), float(high)
