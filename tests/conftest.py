"""Fixtures for all tests: the edition that ships, and the inputs where they are present."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import polars as pl
import pytest
from hypothesis import HealthCheck, settings

from sources.source import Inputs

os.environ.pop("WESTPHALIA_EDITION", None)  # tests ask the edition that ships

FULL = os.environ.get("HYPOTHESIS_PROFILE") == "full"
"""Whether properties are tried on as many examples as they name (``make long``), or on a tenth."""


def examples(count: int, **options: Any) -> settings:
    """Return the settings of a property that is tried on ``count`` examples in full, and on a tenth otherwise."""
    return settings(max_examples=count if FULL else -(-count // 10), **options)


def in_part(cases: Iterable[Any], every: int = 10, always: Collection[Any] = ()) -> list[Any]:
    """Return the cases of a test: of those that are not always tried, every so many by a hash of the case; all others are long.

    A case that is a tuple is several arguments.
    """
    made, tried = [], 0
    for case in cases:
        now = case in always or crc32(repr(case).encode()) % every == 0
        tried += now
        values = case if isinstance(case, tuple) else (case,)
        made.append(pytest.param(*values, marks=() if now else pytest.mark.long))
    assert tried, "no case would be tried by make test"
    return made


house = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}  # how fast a machine is says nothing
settings.register_profile("tenth", examples(100, **house))
settings.register_profile("full", examples(100, **house))
settings.load_profile("full" if FULL else "tenth")

ROOT = Path(__file__).parent.parent
EDITION = Path(os.environ.get("WESTPHALIA_TEST_EDITION", ROOT / "src" / "westphalia" / "edition"))
SOURCES = Path(os.environ.get("SOURCES", ROOT.parent / "shared" / "data"))

LONG = (
    "tests/system/test_engine.py",
    "tests/golden/test_golden.py",
    "tests/measures/test_no_lookahead.py",
    "tests/docs/test_examples.py",
    "tests/test_threads.py",
    "tests/panel/test_kinds.py",
    "tests/measures/test_registry.py",
    "tests/test_door.py",
    "tests/report/test_draw_vega.py",
    "tests/models/test_partnership.py",
    "tests/test_cli.py",
    "tests/test_outputs.py",
    "tests/measures/test_values.py",
    "tests/panel/test_draws.py",
    "tests/panel/test_numbers.py",
    "tests/claims/test_check.py",
    "tests/panel/test_blocks.py",
    "tests/record/test_damage.py",
    "tests/claims/test_draft_articles.py",
    "tests/report/test_views.py",
    "tests/sources/test_edition.py",
    "tests/sources/test_made.py",
    "tests/models/test_analogues.py",
    "tests/report/test_topic_forecast.py",
    "tests/report/test_brief_facts.py",
    "tests/report/test_brief_schema.py",
    "tests/golden/test_mutants.py",
    "tests/models/test_inputs.py",
    "tests/record/test_query.py",
    "tests/record/test_query_process.py",
    "tests/models/test_history.py",
    "tests/models/test_stored_forecasts.py",
    "tests/test_attack.py",
)
"""Files of tests that take longest: they come first, so that no worker is left with one of them when the others are done."""

SLOW = (
    "src/westphalia/models/cases/automatic.py::",
    "tests/claims/test_check.py::",
    "tests/claims/test_draft_articles.py::",
    "tests/claims/test_essays_other.py::",
    "tests/claims/test_forecasts.py::TestCommand::",
    "tests/claims/test_scoring.py::TestHindsight",
    "tests/docs/test_benchmarks.py::test_each_checkout",
    "tests/docs/test_examples.py::test_civil",
    "tests/docs/test_examples.py::test_dangerous",
    "tests/docs/test_examples.py::test_page_runs",
    "tests/docs/test_examples.py::test_the_",
    "tests/golden/test_golden.py::",
    "tests/golden/test_mutants.py::",
    "tests/measures/test_complementarity.py::",
    "tests/measures/test_core.py::test_every_year",
    "tests/measures/test_exclusion.py::",
    "tests/measures/test_ideal_points.py::",
    "tests/measures/test_market_rivalry.py::",
    "tests/measures/test_measures.py::test_layers",
    "tests/measures/test_no_lookahead.py::",
    "tests/measures/test_outside_options.py::",
    "tests/measures/test_registry.py::test_a_series",
    "tests/measures/test_registry.py::test_nothing_later",
    "tests/measures/test_registry.py::test_values_of_all_states",
    "tests/measures/test_relation.py::",
    "tests/measures/test_remoteness.py::",
    "tests/measures/test_revisionism.py::",
    "tests/measures/test_rivalry.py::",
    "tests/measures/test_sanction_severity.py::",
    "tests/measures/test_similarity_world.py::",
    "tests/measures/test_values.py::",
    "tests/models/test_analogues.py::",
    "tests/models/test_cases.py::test_a_standing",
    "tests/models/test_cases.py::test_automatic",
    "tests/models/test_definitions.py::",
    "tests/models/test_delay.py::",
    "tests/models/test_history.py::",
    "tests/models/test_inputs.py::",
    "tests/models/test_mechanisms.py::",
    "tests/models/test_outcomes.py::test_the_record",
    "tests/models/test_partnership.py::",
    "tests/models/test_stored_forecasts.py::",
    "tests/networks/test_network.py::",
    "tests/panel/test_additions_registry.py::",
    "tests/panel/test_blocks.py::",
    "tests/panel/test_columns.py::",
    "tests/panel/test_days.py::test_two_centuries",
    "tests/panel/test_disputes.py::",
    "tests/panel/test_draws.py::",
    "tests/panel/test_kinds.py::",
    "tests/panel/test_leaders.py::",
    "tests/panel/test_measured.py::",
    "tests/panel/test_numbers.py::test_a_column",
    "tests/panel/test_own_tables.py::test_own_output",
    "tests/panel/test_reference.py::",
    "tests/panel/test_regimes.py::",
    "tests/panel/test_shared_cases.py::",
    "tests/record/test_damage.py::",
    "tests/record/test_draws.py::",
    "tests/record/test_facts_ideal_points.py::test_estimating",
    "tests/record/test_facts_maps.py::test_the_gazetteer",
    "tests/record/test_family.py::",
    "tests/record/test_new_editions.py::",
    "tests/record/test_query.py::test_every_table",
    "tests/record/test_query.py::test_memory",
    "tests/record/test_query_process.py::",
    "tests/record/test_releases.py::",
    "tests/record/test_spells.py::TestCapitals::test_as_the_law",
    "tests/record/test_spread.py::",
    "tests/record/test_userdata.py::",
    "tests/record/test_verify.py::test_the_edition",
    "tests/report/test_brief_existence.py::test_the_default_year",
    "tests/report/test_brief_facts.py::",
    "tests/report/test_brief_schema.py::",
    "tests/report/test_brief_trace.py::",
    "tests/report/test_draw_vega.py::",
    "tests/report/test_figures_are_measures.py::",
    "tests/report/test_topic_essay.py::",
    "tests/report/test_topic_forecast.py::",
    "tests/report/test_views.py::",
    "tests/sources/test_borders.py::test_spells",
    "tests/sources/test_corrections.py::test_as_printed",
    "tests/sources/test_edition.py::test_rebuilding",
    "tests/sources/test_made.py::",
    "tests/sources/test_names_read.py::",
    "tests/sources/test_relations.py::test_pacts_too",
    "tests/test_attack.py::",
    "tests/test_cli.py::TestBrief::",
    "tests/test_cli.py::TestMovers::",
    "tests/test_door.py::test_a_wrong_value",
    "tests/test_examples.py::",
    "tests/test_imports.py::test_imports_in_functions",
    "tests/test_one_reader.py::",
    "tests/test_outputs.py::TestStandardOutput::",
    "tests/test_threads.py::",
)
"""How the names begin of tests that take a second or more, or that are many: ``make check`` leaves them out, everything else runs them."""


gc.disable()  # while eleven thousand tests are collected, none of which is garbage


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass over what was collected."""
    gc.freeze()
    gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow; put the long files first, and then those with most tests. Goes with ``--no-loadscope-reorder``.

    The order within a file stays.
    """
    for item in items:
        if item.nodeid.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
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
