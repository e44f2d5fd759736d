"""An edition with a small made-up model beside its tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import polars as pl

from tests.editions import linked
from westphalia.models.partnership.stored_forecasts import FILE, nested
from westphalia.record.manifest import read_manifest
from westphalia.record.results import made_from, storing
from westphalia.record.world import World, load

LEVEL = {
    "pact": {"1": -6.0, "3": -5.0, "5": -4.0},
    "dca": {"1": -7.0, "3": -6.0, "5": -5.0},
    "arms": {"1": -5.0, "3": -4.0, "5": -3.0},
}
SPREAD = 0.4
THETA = {"alignment": 2.0, "any": 1.5}
MODEL, UNTIL = "0123456789ab", 2025
BESIDE = (
    "model/forecasts.parquet",
    "model/partnership.json",
    "model/backtest.json",
    "model/analogues_field.parquet",
    "model/analogues.parquet",
)
MEASURES = {
    "habit_pacts": {"title": "pacts made before", "driver": "habit"},
    "institutions": {"title": "institutions shared", "driver": "habit"},
    "rivalry": {"title": "strategic rivalry", "driver": "rivalry"},
}


def edition(folder: Path) -> Path:
    """Return a folder with the tables of the shipped edition and no model."""
    return linked(folder, BESIDE)


def sources(year: int) -> tuple[str, ...]:
    """Return the sources that are known in a year."""
    return ("pact", *(("arms",) if year >= 1955 else ()), *(("dca",) if year >= 1982 else ()))


def rows(world: World, year: int) -> pl.DataFrame:
    """Return forecasts of all pairs of a year, drawn from their codes."""
    codes = np.array(world.members(year, "cow"))
    one, two = (codes[at] for at in np.triu_indices(len(codes), 1))
    rng = np.random.default_rng(year)
    made = {"one": one, "two": two, "year": np.full(len(one), year)}
    for source in ("pact", "dca", "arms"):
        known = source in sources(year)
        made[f"slope_{source}"] = rng.normal(0, 900, len(one)).astype(int) if known else np.full(len(one), -1)
        made[f"error.{source}"] = np.full(len(one), 20 if known else -1)
    measured = {name: rng.normal(0, 10, len(one)).astype(int) for name in MEASURES}
    made |= {f"measure.{name}": size for name, size in measured.items()}
    made["driver.habit"] = (measured["habit_pacts"] + measured["institutions"]) * 50 // 20
    made["driver.rivalry"] = measured["rivalry"] * 50 // 20
    made |= {"driver_error.habit": np.full(len(one), 10), "driver_error.rivalry": np.full(len(one), 50)}
    frame = pl.DataFrame(made).cast(pl.Int16)
    hidden = [
        f"{kind}{source}"
        for source in ("pact", "dca", "arms")
        if source not in sources(year)
        for kind in ("slope_", "error.")
    ]
    return frame.with_columns(pl.lit(None, pl.Int16).alias(name) for name in hidden)


def with_model(folder: Path, years: Iterable[int], until: int = UNTIL) -> World:
    """Return a world whose edition has made-up forecasts of all pairs in some years."""
    edition(folder)
    world, years = load(folder), sorted(set(years))
    frame = pl.concat([rows(world, year) for year in years]).sort("one", "two", "year")
    about = {
        "model": MODEL,
        "until": until,
        "theta": THETA,
        "measures": MEASURES,
        "observed": {
            str(year): {"habit_pacts": year - 2, "institutions": year - 5, "rivalry": year} for year in years
        },
        "levels": {
            str(year): {part: {h: [LEVEL[part][h], SPREAD] for h in "135"} for part in sources(year)}
            for year in years
        },
        "averages": {str(year): 0.02 for year in years},
    }
    with storing(folder, "model/partnership.json", made_from(read_manifest(folder)), fitted=MODEL) as path:
        path.write_text(json.dumps({"hash": MODEL}), encoding="utf-8")
    made = made_from(read_manifest(folder), results=["model/partnership.json"])
    with storing(folder, FILE, made) as path:
        nested(frame).write_parquet(path, row_group_size=20_000, metadata={"about": json.dumps(about)})
    return load(folder)
