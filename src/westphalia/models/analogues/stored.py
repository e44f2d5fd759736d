"""Analogues of all pairs with something between them in the last twenty years, as a file that a page reads in milliseconds: written and read here.

One row per pair and year, sorted by pair, then year. `near`: the five nearest pairs of history, each with codes and year, distance (hundredths), what came
of it within the years of :data:`westphalia.models.outcomes.AFTERWARDS` (null where that is not known), and the measures that the two share and in which
they differ, by their places in the list of the document `about` in the file's metadata. Of the hundred nearest `share`, `low` and `high`: the share with
a tie and its interval, thousandths; `effective`: the number of pairs that it is worth. Values of the measures are left out to keep the edition small.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.models.outcomes import AFTERWARDS, STORED
from westphalia.record.manifest import read_manifest
from westphalia.record.once import once
from westphalia.record.results import current, storing
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.models.analogues.comparison import ComparisonSet, Near
    from westphalia.record.definitions import Definitions
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

FILE = "model/analogues.parquet"
SHOWN = 5
"""Analogues stored of a pair and year."""
FAR, SHARE = 100, 1000
"""In how many steps a distance of one and a share of one are stored."""


def write(folder: Path, world: World, first: int = STORED, last: int = LAST_YEAR) -> None:
    """Write the analogues of some years into an edition (some three minutes)."""
    from westphalia.models.analogues.comparison import HORIZON, NEIGHBOURS, comparison_set
    from westphalia.models.analogues.positions import FILE as PAST
    from westphalia.models.definitions import made_of
    from westphalia.models.partnership.features import FEATURES

    frames, averages = [], {}
    for year in range(first, last + 1):
        compared = comparison_set(world, year)
        frames.append(rows(world, compared, year))
        averages[str(year)] = compared.average
    about = {
        "measures": [[feature.name, feature.title, feature.driver] for feature in FEATURES],
        "averages": averages,
        "horizon": HORIZON,
        "pairs": NEIGHBOURS,
    }
    with storing(folder, FILE, made_of(read_manifest(folder), definitions(), [PAST])) as path:
        pl.concat(frames).sort("one", "two", "year").write_parquet(
            path,
            compression="zstd",
            compression_level=19,
            row_group_size=10_000,
            metadata={"about": json.dumps(about)},
        )


def definitions() -> Definitions:
    """Return the definitions that the analogues rest on."""
    from westphalia.models.definitions import declared

    return declared(roots=("models.analogues.stored",))


def rows(world: World, compared: ComparisonSet, year: int) -> pl.DataFrame:
    """Return the rows of a year; a pair of which fewer than a hundred can be compared with has none."""
    from westphalia.models.analogues.comparison import NEIGHBOURS, came, interval, nearest, standing

    pairs, points = standing(world, year)
    became = np.stack(
        [came(world, compared.positions.pairs, horizon, year) for horizon in AFTERWARDS], axis=1
    )
    made: dict[str, list[Any]] = {name: [] for name in ("one", "two", "near", "share", "effective")}
    for at, near in nearest(compared, pairs, points):
        if len(near.rows) < NEIGHBOURS:
            continue
        told = list(_told(compared, near, points[at], became))
        values = (int(pairs.one[at]), int(pairs.two[at]), told, *compared.share(near))
        for name, value in zip(made, values, strict=True):
            made[name].append(value)
    share, effective = np.array(made["share"]), np.array(made["effective"])
    whole = {"share": share} | dict(zip(("low", "high"), interval(share, effective), strict=True))
    steps = {name: np.rint(SHARE * value).astype(np.int16) for name, value in whole.items()}
    codes = {name: np.array(made[name], dtype=np.int16) for name in ("one", "two")}
    return pl.DataFrame(
        {
            **codes,
            "year": np.full(len(share), year, dtype=np.int16),
            "near": pl.Series(made["near"], dtype=_near()),
            **steps,
            "effective": np.rint(effective).astype(np.int16),
        }
    )


def _near() -> Any:
    """Return the type of the column of the nearest."""
    traits = {name: pl.List(pl.UInt8) for name in ("shared", "different")}
    codes = dict.fromkeys(("one", "two", "year"), pl.Int16)
    return pl.List(pl.Struct({**codes, "distance": pl.UInt16, "came": pl.List(pl.Boolean), **traits}))


def _told(compared: ComparisonSet, near: Near, point: Any, became: Any) -> Iterator[dict[str, Any]]:
    """Yield what is stored of the nearest."""
    from westphalia.models.analogues.comparison import standard, traits

    mine = standard(compared.metric, point)
    for row, far in zip(near.rows[:SHOWN].tolist(), near.far[:SHOWN].tolist(), strict=True):
        one, two, year = (int(part[row]) for part in compared.positions.pairs.triple)
        shared, different = traits(
            compared.metric, mine, standard(compared.metric, compared.positions.values[row])
        )
        came = [None if each != each else bool(each) for each in became[row].tolist()]
        yield {
            "one": one,
            "two": two,
            "year": year,
            "distance": round(far * FAR),
            "came": came,
            "shared": shared,
            "different": different,
        }


def stored(world: World, dyad: Dyad, year: int) -> dict[str, Any] | None:
    """Return the analogues of a pair and their base rate as the JSON contract has them; None where none are stored.

    Values of the measures are null: only which measures the pairs share, and in which they differ, is stored.
    """
    path = None if world.last_known is not None else current(world.manifest, FILE)
    about = {} if path is None else _about(world)
    if path is None or str(year) not in about["averages"]:
        return None
    one, two = sorted(dyad.codes)
    file = pl.scan_parquet(path)
    places = (
        file.select("one", "two", "year").with_row_index("at").filter(one=one, two=two, year=year).collect()
    )
    if places.is_empty():
        return None
    row = file.slice(places["at"][0], 1).collect().row(0, named=True)
    rate = {
        "horizon": about["horizon"],
        "rate": row["share"] / SHARE,
        "interval": [row["low"] / SHARE, row["high"] / SHARE],
        "pairs": about["pairs"],
        "effective": float(row["effective"]),
        "average": about["averages"][str(year)],
        "model": None,
        "model_interval": None,
    }
    near = [_analogue(world, each, about["measures"]) for each in row["near"]]
    return {"analogues": near, "base_rate": rate}


@once
def _about(world: World) -> Mapping[str, Any]:
    """Return what is the same for all pairs."""
    found: dict[str, Any] = json.loads(pl.read_parquet_metadata(world.manifest.result(FILE) or "")["about"])
    return found


def _analogue(world: World, near: Mapping[str, Any], measures: list[list[str]]) -> dict[str, Any]:
    return {
        "a": world.state(near["one"], near["year"]).to_dict(),
        "b": world.state(near["two"], near["year"]).to_dict(),
        "year": near["year"],
        "distance": near["distance"] / FAR,
        "shared": [_trait(measures[place]) for place in near["shared"]],
        "different": [_trait(measures[place]) for place in near["different"]],
        "outcome": {str(h): came for h, came in zip(AFTERWARDS, near["came"], strict=True)},
    }


def _trait(measure: list[str]) -> dict[str, Any]:
    name, title, driver = measure
    return {"name": name, "title": title, "driver": driver, "here": None, "there": None}
