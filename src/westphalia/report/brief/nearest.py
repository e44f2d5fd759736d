"""The nearest pairs in history as they are stored with the edition, read without a search."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from westphalia.models.files import ANALOGUES, BEGIN, NEAR, NONE, SHOWN
from westphalia.models.outcomes import AFTERWARDS
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

CAME = (False, True, None)


def stored(world: World, dyad: Dyad, year: int) -> dict[str, Any] | None:
    """Return the analogues of a pair and their base rate as the JSON contract has them; None where none are stored.

    Values of the measures are null: only which measures the pairs share, and in which they differ, is stored.
    """
    about = _about(world)
    if about is None or world.last_known is not None or str(year) not in about["averages"]:
        return None
    import polars as pl

    one, two = sorted(dyad.codes)
    path = world.manifest.result(ANALOGUES)
    assert path is not None
    frame = pl.scan_parquet(path).filter(one=one, two=two, year=year).collect()
    if frame.is_empty():
        return None
    row = frame.row(0, named=True)
    rate = {
        "horizon": about["horizon"],
        "rate": row["share"] / 1000,
        "interval": [row["low"] / 1000, row["high"] / 1000],
        "pairs": about["pairs"],
        "effective": float(row["effective"]),
        "average": about["averages"][str(year)],
        "model": None,
        "model_interval": None,
    }
    return {"analogues": list(_unpacked(world, row, about["measures"])), "base_rate": rate}


@once
def _about(world: World) -> Mapping[str, Any] | None:
    """Return what is the same for all pairs; None where nothing is stored, or it was made from other tables."""
    import polars as pl

    path = world.manifest.result(ANALOGUES)
    if path is None:
        return None
    found: dict[str, Any] = json.loads(pl.read_parquet_metadata(path)["about"])
    return found if found["data"] == world.manifest.hash else None


def _unpacked(world: World, row: Mapping[str, Any], measures: list[list[str]]) -> Iterator[dict[str, Any]]:
    far = 0
    for at, (one, two, since, came, *places) in enumerate(NEAR.iter_unpack(row["near"])):
        far += row[f"far_{at}"]
        half = len(places) // 2
        when = BEGIN + since
        yield {
            "a": world.state(one, when).to_dict(),
            "b": world.state(two, when).to_dict(),
            "year": when,
            "distance": far / 100,
            "shared": [_trait(measures[place]) for place in places[:half] if place != NONE],
            "different": [_trait(measures[place]) for place in places[half:] if place != NONE],
            "outcome": {str(h): CAME[came // 3**power % 3] for power, h in enumerate(AFTERWARDS)},
        }
    assert at + 1 == SHOWN


def _trait(measure: list[str]) -> dict[str, Any]:
    name, title, driver = measure
    return {"name": name, "title": title, "driver": driver, "here": None, "there": None}
