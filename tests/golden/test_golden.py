"""What users see, and what the model reads, stays what it was; a wanted difference is listed in DIFFERENCES.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import model
from tests.golden.asked import PANELS, documents
from tests.golden.difference import differing
from tests.golden.raw import features as raw
from tests.golden.run import document, panel, world
from tests.golden.values import read

GOLDEN = read()
SHOWN = 40


def _expect(where: str, lines: list[str]) -> None:
    """Fail with the first differences, each with its place."""
    if lines:
        more = f"\n... and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
        pytest.fail(f"{where}: {len(lines)} leaves differ\n" + "\n".join(lines[:SHOWN]) + more, pytrace=False)


def test_golden_values_are_of_what_is_asked():
    assert list(GOLDEN["documents"]) == list(documents())
    assert list(GOLDEN["panels"]) == list(PANELS)


@pytest.mark.parametrize("name", documents())
def test_document(name):
    _expect(name, differing(GOLDEN["documents"][name], document(name)))


@pytest.mark.parametrize("name", PANELS)
def test_panel(name):
    _expect(name, differing(GOLDEN["panels"][name], panel(name)))


def test_features_are_those_that_the_raw_tables_give():
    """Each is computed from the files by ``raw``; those that are no arithmetic on tables are pinned."""
    found = model.features(world())
    assert {len(values) for values in found.values()} == {len(raw.FEATURES) + len(raw.PINNED)}
    _expect("features", model.differing(GOLDEN["features"], found))


def test_outcomes_are_those_that_the_raw_tables_give():
    _expect("outcomes", model.differing(GOLDEN["outcomes"], model.outcomes(world())))


def test_raw_uses_none_of_the_readers():
    texts = [path.read_text() for path in Path(raw.__file__).parent.glob("*.py")]
    assert texts
    assert not any("import westphalia" in text or "from westphalia" in text for text in texts)
