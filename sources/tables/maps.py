"""The table of the map."""

from __future__ import annotations

import polars as pl

from sources.adapters import natural_earth
from sources.names import codes
from sources.registry import builds
from sources.source import Built, Inputs

TODAY = 2025
LEAST = 8


@builds("world_outline", natural_earth.NATURAL_EARTH)
def world_outline(inputs: Inputs) -> Built:
    """Rings of the world outline with the state of today."""
    raw = natural_earth.outlines(inputs)
    frame = raw.filter(pl.col("coordinates").list.len() >= LEAST)
    years = pl.Series("year", [TODAY] * frame.height, dtype=pl.Int64)
    frame = frame.with_columns(codes(frame["name"], years).alias("ccode"), (pl.col("ring") > 0).alias("hole"))
    lost = raw.height - frame.height
    return Built(
        frame,
        read=raw.height,
        dropped={"too small for two decimals": lost} if lost else {},
        notes=("Longitude and latitude are rounded to two decimals.",),
    )
