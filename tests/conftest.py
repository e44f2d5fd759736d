"""Fixtures for all tests: the edition that ships, and the inputs where they are present."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, settings

from sources.source import Inputs

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # how fast a machine is says nothing of what is right

ROOT = Path(__file__).parent.parent
EDITION = Path(os.environ.get("WESTPHALIA_TEST_EDITION", ROOT / "src" / "westphalia" / "edition"))
SOURCES = Path(os.environ.get("SOURCES", ROOT.parent / "shared" / "data"))


@cache
def read_table(name: str) -> pl.DataFrame:
    return pl.read_parquet(EDITION / f"{name}.parquet")


@pytest.fixture(scope="session")
def edition() -> Callable[[str], pl.DataFrame]:
    """Return a function that reads a table of the edition."""
    return read_table


@pytest.fixture(scope="session")
def inputs() -> Inputs:
    """Return the source data, or skip where this checkout has none beside it."""
    if not SOURCES.is_dir():
        pytest.skip(f"source data are not here ({SOURCES}); set SOURCES to their folder")
    return Inputs(SOURCES)
