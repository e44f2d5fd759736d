"""Fixtures for all tests: the edition that ships, and the inputs where they are present."""

from __future__ import annotations

import os
from collections import Counter
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

LONG = (
    "tests/sources/test_edition.py",
    "tests/measures/test_registry.py",
    "tests/docs/test_examples.py",
    "tests/test_threads.py",
    "tests/golden/test_mutants.py",
    "tests/golden/test_golden.py",
    "tests/panel/test_numbers.py",
    "tests/measures/test_values.py",
    "tests/report/test_brief_schema.py",
    "tests/record/test_query.py",
    "tests/test_cli.py",
    "tests/test_outputs.py",
    "tests/test_attack.py",
    "tests/record/test_query_process.py",
)
"""Files of tests that take longest: they come first, so that no worker is left with one of them when the others are done."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the long files first, and then those with most tests; the order within a file stays. Goes with ``--no-loadscope-reorder``."""
    files = [item.nodeid.partition("::")[0] for item in items]
    count, place = Counter(files), {name: at for at, name in enumerate(LONG)}
    order = sorted(
        range(len(items)), key=lambda at: (place.get(files[at], len(LONG)), -count[files[at]], files[at], at)
    )
    items[:] = [items[at] for at in order]


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
