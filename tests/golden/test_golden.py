"""What users see stays what it was, leaf by leaf and column by column; a wanted difference is listed in DIFFERENCES.md."""

from __future__ import annotations

import pytest

from tests.golden.asked import PANELS, documents
from tests.golden.difference import differing
from tests.golden.make import read
from tests.golden.run import document, panel

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
