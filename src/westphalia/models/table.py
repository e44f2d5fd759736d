"""Forecasts of every pair and year from 2006 under the edition's model, as a file that a page reads in milliseconds.

One row per pair and year, sorted by pair, then year. `s_pact`, `s_dca`, `s_arms`: log-odds without the level, thousandths; `v_...`: their standard error,
fiftieths; `d_habit`, `e_habit`: what a driver adds to the log-odds of alignment within five years, and its standard error, fiftieths; `m_land`: what a
measure adds, twentieths. The levels by year, source and horizon are in the document beside it. Earlier years are left out to keep the edition small.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from westphalia.models.board import Board
from westphalia.models.explain import reference, slope_variance, walk
from westphalia.models.files import ABOUT, FORECASTS, STEPS
from westphalia.models.outcomes import ANY, CHIEF, HORIZONS, LONG
from westphalia.record.once import forget
from westphalia.record.results import storing
from westphalia.record.schema import LAST_YEAR

FIRST = 2006
SOURCES = ANY.parts


def parts_of(board: Board, features: Any, outcome: str = CHIEF, horizon: int = LONG) -> dict[str, Any]:
    """Return what every driver (``d_``, with its error ``e_``) and measure (``m_``) adds, for every pair (as ``explain.explain``)."""
    usual = reference(board, outcome, horizon)
    away, mean = walk(board, outcome, horizon, usual)
    made: dict[str, Any] = {}
    drivers: dict[str, list[str]] = {}
    for feature in features:
        drivers.setdefault(feature.driver, []).append(feature.name)
    for driver, names in drivers.items():
        size: Any = 0.0
        variance: Any = 0.0
        seen = False
        for part in usual:
            model = board.models[part]
            places = model.basis.slices()
            chosen = [range(*places[name].indices(10_000)) for name in names if name in places]
            columns = [at for each in chosen for at in each]
            for name in names:
                if name in places:
                    own = mean[part] * (away[part][:, places[name]] @ model.coefficients[places[name]])
                    made[f"m_{name}"] = made.get(f"m_{name}", 0.0) + own
                    size, seen = size + own, True
            if columns:
                block = model.covariance[np.ix_(columns, columns)]
                own = np.einsum(
                    "ij,jk,ik->i", away[part][:, columns], block, away[part][:, columns], optimize=True
                )
                variance = variance + mean[part] ** 2 * own
        if seen:
            made[f"d_{driver}"], made[f"e_{driver}"] = size, np.sqrt(variance)
    return made


def rows(board: Board, features: Any) -> pl.DataFrame:
    """Return the rows of one year."""
    found: dict[str, Any] = {}
    for source in SOURCES:
        if source in board.models:
            found[f"s_{source}"] = board.models[source].slope(board.columns(source))
            found[f"v_{source}"] = np.sqrt(slope_variance(board, source, LONG))
    if board.parts(CHIEF):
        found |= parts_of(board, features)
    made: dict[str, Any] = {
        name: getattr(board.pairs, name).astype(np.int16) for name in ("one", "two", "year")
    }
    for name, value in found.items():
        made[name] = np.clip(np.rint(value * STEPS[name[0]]), -32767, 32767).astype(np.int16)
    return pl.DataFrame(made)


def levels(board: Board) -> dict[str, Any]:
    """Return what is added to the slopes of each source, by horizon, and the standard deviation of that level."""
    return {
        source: {
            str(h): [
                float(board.log_odds(source, h)[0] - model.slope(board.columns(source))[0]),
                model.levels.spread[h],
            ]
            for h in HORIZONS
        }
        for source, model in board.models.items()
        if source in SOURCES
    }


def write(folder: Path, model: Any, first: int = FIRST, last: int = LAST_YEAR) -> None:
    """Write the table and what is the same for all pairs of a year."""
    frames = []
    observed: dict[str, Any] = {}
    level: dict[str, Any] = {}
    mean: dict[str, Any] = {}
    for year in range(first, last + 1):
        one, frame = of_year(model, year)
        forget(model)
        frames.append(frame)
        observed |= one["observed"]
        level |= one["levels"]
        mean |= one["averages"]
    frame = pl.concat(frames, how="diagonal").sort("one", "two", "year")
    with storing(folder, FORECASTS) as path:
        frame.write_parquet(path, compression="zstd", compression_level=19, row_group_size=60_000)
    made = {**about(model), "observed": observed, "levels": level, "averages": mean}
    with storing(folder, ABOUT) as path:
        path.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")


def about(model: Any) -> dict[str, Any]:
    """Return what is the same for all years."""
    titles = {f.name: {"title": f.title, "driver": f.driver, "moves": f.moves} for f in model.features}
    return {"model": model.hash, "until": model.until, "theta": model.theta, "measures": titles}


def of_year(model: Any, year: int) -> tuple[dict[str, Any], pl.DataFrame]:
    """Return what the document and the table would hold of one year, worked out from the model."""
    board = model.board(year)
    mean = {str(year): board.base_rate(CHIEF, LONG)} if board.parts(CHIEF) else {}
    observed = {str(year): board.inputs.observed[year]}
    made = {**about(model), "observed": observed, "levels": {str(year): levels(board)}, "averages": mean}
    return made, rows(board, model.features)
