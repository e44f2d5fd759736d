"""Forecasts of every pair and year of the last twenty years under the edition's model, as a file that a page reads in milliseconds: written and read here.

One row per pair and year, sorted by pair, then year. `slope_pact`, `slope_dca`, `slope_arms`: log-odds without the level of the year; `error.pact` and so
on: their standard errors; `driver.habit`, `driver_error.habit`: what a driver adds to the log-odds of alignment within five years, and its standard error;
`measure.land`: what a measure adds. All are whole numbers of steps (:data:`STEPS` to one). What is the same for all pairs (levels by year, source and
horizon, averages, years that values are from) is the document `about` in the file's metadata. Earlier years are left out to keep the edition small.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.models.outcomes import ANY, CHIEF, HORIZONS, LONG, STORED
from westphalia.record.manifest import MODEL, read_manifest
from westphalia.record.once import forget, once
from westphalia.record.results import current, storing
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.models.partnership.model import Partnership
    from westphalia.models.partnership.year_forecasts import YearForecasts
    from westphalia.record.definitions import Definitions
    from westphalia.record.world import World

FILE = "model/forecasts.parquet"
STEPS = {"slope": 1000, "error": 50, "driver": 50, "driver_error": 50, "measure": 20}
"""In how many steps a log-odds of one is stored, by kind of column."""
NESTED = ("error", "driver", "driver_error", "measure")
"""Kinds of columns that stand together in one of structs: they pack better so, and only those of one pair are ever read."""
SOURCES = ANY.parts
ROOTS = (
    "models.partnership.year_forecasts",
    "models.partnership.explain",
    "models.partnership.inputs",
    "models.partnership.stored_forecasts",
)
"""Modules whose constants the stored numbers hang on."""


def write(folder: Path, model: Partnership, first: int = STORED, last: int = LAST_YEAR) -> None:
    """Write the forecasts of some years into an edition that has the model.

    Parameters
    ----------
    folder : Path
        Of the edition.
    model : Partnership
        Its model.
    first, last : int
        Origin years.
    """
    from westphalia.models.definitions import made_of

    frames: list[pl.DataFrame] = []
    made: dict[str, Any] = {**_of_model(model), "observed": {}, "levels": {}, "averages": {}}
    for year in range(first, last + 1):
        year_forecasts = model.year_forecasts(year)
        frames.append(_rows(year_forecasts, model.features))
        forget(model)
        for name, value in _of_year(year_forecasts).items():
            made[name][str(year)] = value
    frame = nested(pl.concat(frames, how="diagonal").sort("one", "two", "year"))
    with storing(folder, FILE, made_of(read_manifest(folder), definitions(), [MODEL])) as path:
        frame.write_parquet(
            path,
            compression="zstd",
            compression_level=19,
            row_group_size=190_000,
            metadata={"about": json.dumps(made)},
        )


def definitions() -> Definitions:
    """Return the definitions that the forecasts rest on."""
    from westphalia.models.definitions import declared

    return declared(roots=ROOTS)


def worked_out(model: Partnership, year: int) -> tuple[dict[str, Any], pl.DataFrame]:
    """Return what would be stored of one year, worked out from the model: the document, and the rows of all pairs."""
    year_forecasts = model.year_forecasts(year)
    about = {name: {str(year): value} for name, value in _of_year(year_forecasts).items()}
    head = {"model": model.hash, "observed": {}, "levels": {}, "averages": {}, **_of_model(model)}
    return {**head, **about}, nested(_rows(year_forecasts, model.features))


def about(world: World) -> Mapping[str, Any] | None:
    """Return what is the same for all pairs; None when the edition has no forecasts, or they are not those of its model, tables and definitions."""
    return None if current(world.manifest, FILE) is None else _about(world)


@once
def _about(world: World) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(pl.read_parquet_metadata(world.manifest.result(FILE) or "")["about"])
    return {**found, "model": world.manifest.model}


def of_pair(world: World, one: int, two: int) -> pl.DataFrame:
    """Return the stored rows of a pair (the lower code first), by year.

    Parameters
    ----------
    world : World
        The record.
    one, two : int
        Codes, the lower first.
    """
    pairs = _everyone(world)["pair"]
    first, last = (pairs.search_sorted(one * 1000 + two, side=side) for side in ("left", "right"))
    return pl.scan_parquet(world.manifest.result(FILE) or "").slice(first, last - first).collect()


def of_year(world: World, year: int) -> pl.DataFrame:
    """Return the stored codes and slopes of all pairs of a year."""
    return _everyone(world).filter(year=year)


@once
def _everyone(world: World) -> pl.DataFrame:
    """Return codes, years and slopes of all pairs; nested columns are read faster where it is known which rows they are."""
    slopes = (f"slope_{source}" for source in SOURCES)
    frame = pl.scan_parquet(world.manifest.result(FILE) or "").select("one", "two", "year", *slopes)
    return frame.with_columns(pair=pl.col("one").cast(pl.Int32) * 1000 + pl.col("two")).collect()


def scaled(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return the known values of a row in log-odds: by kind of column, then by name.

    Examples
    --------
    >>> scaled({"one": 2, "slope_pact": -4500, "slope_dca": None, "driver": {"habit": 25, "network": None}})
    {'slope': {'pact': -4.5}, 'error': {}, 'driver': {'habit': 0.5}, 'driver_error': {}, 'measure': {}}
    """
    found: dict[str, Any] = {}
    for kind, steps in STEPS.items():
        own = row.get(kind) or {} if kind in NESTED else {part: row.get(f"{kind}_{part}") for part in SOURCES}
        found[kind] = {name: value / steps for name, value in own.items() if value is not None}
    return found


def nested(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a frame with the columns of one kind (``driver.habit``) in one of structs."""
    kinds = {kind: [name for name in frame.columns if name.startswith(f"{kind}.")] for kind in NESTED}
    flat = [name for name in frame.columns if "." not in name]
    structs = (
        pl.struct(pl.col(name).alias(name.partition(".")[2]) for name in names).alias(kind)
        for kind, names in kinds.items()
        if names
    )
    return frame.select(*flat, *structs)


def _rows(year_forecasts: YearForecasts, features: Any) -> pl.DataFrame:
    """Return the rows of one year."""
    from westphalia.models.partnership.explain import contributions, slope_variance

    known = [source for source in SOURCES if source in year_forecasts.models]
    found: dict[str, dict[str, Any]] = {
        "slope": {
            source: year_forecasts.models[source].slope(year_forecasts.columns(source)) for source in known
        },
        "error": {source: np.sqrt(slope_variance(year_forecasts, source, LONG)) for source in known},
    }
    if year_forecasts.parts(CHIEF):
        found |= dict(zip(NESTED[1:], contributions(year_forecasts, features, CHIEF, LONG), strict=True))
    made = {name: getattr(year_forecasts.pairs, name).astype(np.int16) for name in ("one", "two", "year")}
    for kind, parts in found.items():
        for name, value in parts.items():
            column = f"{kind}.{name}" if kind in NESTED else f"{kind}_{name}"
            made[column] = np.clip(np.rint(value * STEPS[kind]), -32767, 32767).astype(np.int16)
    return pl.DataFrame(made)


def _of_model(model: Partnership) -> dict[str, Any]:
    """Return what is the same for all years."""
    titles = {f.name: {"title": f.title, "driver": f.driver, "moves": f.moves} for f in model.features}
    return {"until": model.until, "theta": model.theta, "measures": titles}


def _of_year(year_forecasts: YearForecasts) -> dict[str, Any]:
    """Return what is the same for all pairs of a year; without an average where nothing is forecast."""
    made = {
        "observed": year_forecasts.inputs.observed[year_forecasts.year],
        "levels": _levels(year_forecasts),
    }
    return made | ({"averages": year_forecasts.base_rate(CHIEF, LONG)} if year_forecasts.parts(CHIEF) else {})


def _levels(year_forecasts: YearForecasts) -> dict[str, Any]:
    """Return what is added to the slopes of each source, by horizon, and the standard deviation of that level."""
    return {
        source: {
            str(h): [
                float(year_forecasts.log_odds(source, h)[0] - model.slope(year_forecasts.columns(source))[0]),
                model.levels.spread[h],
            ]
            for h in HORIZONS
        }
        for source, model in year_forecasts.models.items()
        if source in SOURCES
    }
