"""Analogues of all pairs with something between them since 2006, as a file that a page reads in milliseconds.

One row per pair and year, sorted by pair, then year: the five nearest (:data:`westphalia.models.files.NEAR`: codes, year, what came of it, three
measures shared and three that differ), `far_0` their distance and `far_1`... what each lies farther, hundredths; and of the hundred nearest the
share with a tie, its interval (thousandths) and the number of pairs that it is worth. Values of the measures are left out to keep the edition small.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from westphalia.models.analogues.field import centred, lively
from westphalia.models.analogues.ground import (
    HORIZON,
    NEIGHBOURS,
    TRAITS,
    Ground,
    Near,
    came,
    ground,
    interval,
    standard,
    traits,
)
from westphalia.models.analogues.metric import FAR, LEAST
from westphalia.models.features import FEATURES
from westphalia.models.files import ANALOGUES, BEGIN, NEAR, NONE, SHOWN
from westphalia.models.inputs import Pairs, inputs, pairs_of
from westphalia.models.outcomes import AFTERWARDS
from westphalia.record.results import storing
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

Floats = NDArray[np.float64]
Small = NDArray[np.float32]
FIRST = 2006
CANDIDATES = 1024
"""Rows whose distance is worked out exactly, at first."""
AT_ONCE = 128
SLACK = 1e-3
"""By how much a bound in single precision may be off."""


def write(folder: Path, world: World, first: int = FIRST, last: int = LAST_YEAR) -> None:
    """Write the table (some three minutes)."""
    frames, averages = [], {}
    for year in range(first, last + 1):
        compared = ground(world, year)
        frames.append(rows(world, compared, year))
        averages[str(year)] = compared.average
    about = {
        "data": world.manifest.hash,
        "measures": [[feature.name, feature.title, feature.driver] for feature in FEATURES],
        "averages": averages,
        "horizon": HORIZON,
        "pairs": NEIGHBOURS,
    }
    with storing(folder, ANALOGUES) as path:
        pl.concat(frames).sort("one", "two", "year").write_parquet(
            path,
            compression="zstd",
            compression_level=19,
            row_group_size=10_000,
            metadata={"about": json.dumps(about)},
        )


def rows(world: World, compared: Ground, year: int) -> pl.DataFrame:
    """Return the rows of a year; a pair of which fewer than a hundred can be compared with has none."""
    pairs, points = standing(world, year)
    became = np.stack([came(world, compared.field.pairs, horizon, year) for horizon in AFTERWARDS], axis=1)
    results = np.where(np.isnan(became), 2, became).astype(np.int64) @ (3 ** np.arange(len(AFTERWARDS)))
    made: dict[str, list[Any]] = {name: [] for name in ("one", "two", "near", "far", "share", "effective")}
    for at, near in nearest(compared, pairs, points):
        if len(near.rows) < NEIGHBOURS:
            continue
        share, effective = compared.share(near)
        parts = (
            pairs.one[at],
            pairs.two[at],
            _packed(compared, near, points[at], results),
            near.far[:SHOWN],
            share,
            effective,
        )
        for name, value in zip(made, parts, strict=True):
            made[name].append(value)
    far = np.diff(np.rint(np.array(made.pop("far")) * 100).astype(np.int64), axis=1, prepend=0)
    rates, worth = np.array(made.pop("share")), np.array(made.pop("effective"))
    shares = zip(("share", "low", "high"), (rates, *interval(rates, worth)), strict=True)
    return pl.DataFrame(
        {
            **{name: np.array(made[name], dtype=np.int16) for name in ("one", "two")},
            "year": np.full(len(rates), year, dtype=np.int16),
            "near": pl.Series(made["near"], dtype=pl.Binary),
            **{f"far_{k}": np.minimum(far[:, k], 255).astype(np.uint8) for k in range(SHOWN)},
            **{name: np.rint(1000 * value).astype(np.int16) for name, value in shares},
            "effective": np.rint(worth).astype(np.int16),
        }
    )


def standing(world: World, year: int) -> tuple[Pairs, Small]:
    """Return the pairs of a year with something between them, and where they stand."""
    pairs = pairs_of(world, year, year)
    raw = inputs(world, pairs, FEATURES).values
    awake = lively(raw, tuple(feature.name for feature in FEATURES))
    return pairs.keep(awake), centred(raw, pairs.year)[awake]


def nearest(compared: Ground, pairs: Pairs, points: Small) -> Iterator[tuple[int, Near]]:
    """Yield the hundred nearest of every point, exactly as a search among all rows finds them.

    Exact distances are worked out for the rows with the smallest lower bounds, and where a row left out could still be as near as the last of
    the hundred, for all that could.
    """
    size = min(CANDIDATES, len(compared.event))
    for begin, low in bounds(compared, points):
        chosen = np.sort(np.argpartition(low, size - 1, axis=1)[:, :size], axis=1)
        beyond = np.take_along_axis(low, chosen, axis=1).max(axis=1)
        for offset, among in enumerate(chosen):
            at = begin + offset
            codes = int(pairs.one[at]), int(pairs.two[at])
            near = compared.nearest(points[at], codes, among)
            if len(near.rows) < NEIGHBOURS:
                near = compared.nearest(points[at], codes)
            elif (reach := near.far[NEIGHBOURS - 1] ** 2 + SLACK) > beyond[offset]:
                near = compared.nearest(points[at], codes, np.flatnonzero(low[offset] <= reach))
            yield at, Near(near.rows[:NEIGHBOURS], near.far[:NEIGHBOURS])


def bounds(compared: Ground, points: Small) -> Iterator[tuple[int, Small]]:
    """Yield, for some points at a time, lower bounds on the squares of their distances from all rows.

    Cut to a window as wide as the largest difference that counts, two values never differ by more than they count for; and the sum of squares
    of differences is a product of matrices.
    """
    metric = compared.metric
    weight = metric.weight.astype(np.float32)
    all_rows, all_points = (
        standard(metric, values).astype(np.float32) for values in (compared.field.values, points)
    )
    lowest = np.where(np.isfinite(all_rows), all_rows, np.inf)
    lowest = np.maximum(np.quantile(lowest, 0.005, axis=0), -FAR / 2).astype(np.float32)
    lowest = np.where(np.isfinite(lowest), lowest, 0.0).astype(np.float32)
    (known, there), (mine, here) = (_cut(values, lowest) for values in (all_rows, all_points))
    right = np.concatenate([known, there**2, there], axis=1).T
    left = np.concatenate([here**2 * weight, mine * weight, -2 * here * weight], axis=1)
    for begin in range(0, len(points), AT_ONCE):
        some = slice(begin, begin + AT_ONCE)
        shared = (mine[some] * weight) @ known.T
        low = np.where(shared >= LEAST - SLACK, (left[some] @ right) / np.maximum(shared, SLACK), np.inf)
        yield begin, low.astype(np.float32)


def _cut(values: Small, lowest: Small) -> tuple[Small, Small]:
    known = np.isfinite(values)
    cut = np.where(known, np.clip(values, lowest, lowest + FAR) - lowest - FAR / 2, 0.0)
    return known.astype(np.float32), cut.astype(np.float32)


def _packed(compared: Ground, near: Near, point: Small, results: NDArray[np.int64]) -> bytes:
    """Return the nearest in bytes."""
    mine = standard(compared.metric, point)
    made = b""
    for row in near.rows[:SHOWN].tolist():
        one, two, when = (int(part[row]) for part in compared.field.pairs.triple)
        chosen = traits(compared.metric, mine, standard(compared.metric, compared.field.values[row]))
        places = [places[k] if k < len(places) else NONE for places in chosen for k in range(TRAITS)]
        made += NEAR.pack(one, two, when - BEGIN, int(results[row]), *places)
    return made
