"""The edition's tables as rows, straight from their files. Nothing in this folder imports westphalia: it says again, and plainly, what each number is."""

from __future__ import annotations

import os
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

ROOT = Path(__file__).parents[3]
EDITION = Path(os.environ.get("WESTPHALIA_TEST_EDITION", ROOT / "src" / "westphalia" / "edition"))
FOREVER = 9999


def rows(table: str, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
    """Return columns of the rows of a table that have the given values."""
    path = next(EDITION.rglob(f"{table}.parquet"))
    frame = pl.scan_parquet(path)
    return (frame.filter(**where) if where else frame).select(columns).collect().rows()


def pair(one: int, two: int) -> tuple[int, int]:
    """Return two codes, the lower first."""
    return (one, two) if one < two else (two, one)


@cache
def spells() -> list[tuple[int, int, int]]:
    """Return code, first and last year of membership in the Correlates of War system."""
    listed = rows("memberships", "code", "start", "end", system="cow")
    return [(code, start.year, FOREVER if end is None else end.year) for code, start, end in listed]


@cache
def members(year: int) -> frozenset[int]:
    """Return the states of the system on some day of a year."""
    return frozenset(code for code, first, last in spells() if first <= year <= last)


@cache
def states() -> frozenset[int]:
    """Return all states that were ever in the system."""
    return frozenset(code for code, _, _ in spells())


@cache
def yearly(table: str, column: str) -> dict[int, dict[int, float]]:
    """Return a figure of states by year and state."""
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for code, year, value in rows(table, "ccode", "year", column):
        if value is not None:
            found[year][code] = value
    return found
