"""What forecasts are for is told, and every page with a forecast says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from westphalia.record.world import load
from westphalia.report.brief import page
from westphalia.report.use import FORECAST, USE
from westphalia.report.views import ask

ROOT = Path(__file__).parents[2]
WORLD = load()


def test_the_file_that_pages_name_is_there() -> None:
    told = (ROOT / "docs" / "intended-use.md").read_text(encoding="utf-8")
    assert "docs/intended-use.md" in USE
    assert all(word in told for word in ("Targeting", "single pair", "withdrawn", "ERRATA.md"))


@pytest.mark.parametrize("name", ["forecasts.md", "model.md", "backtest.md", "index.md"])
def test_pages_of_the_docs_on_forecasts_link_it(name: str) -> None:
    assert "intended-use" in (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("a", "b", "year", "has"), [(365, 630, 2022, True), (365, 630, 1828, False)])
def test_a_page_with_a_forecast_says_where(a: int, b: int, year: int, has: bool) -> None:
    made = page(WORLD, WORLD.dyad(a, b, year), year, None)
    (section,) = (each for each in made.sections if each.id == FORECAST)
    assert (USE in section.notes) is has


@pytest.mark.parametrize(
    ("view", "given"),
    [
        ("rank", {"year": 2022}),
        ("movers", {"from": 2012, "to": 2022}),
        ("backtest", {}),
        ("unrest", {"state": 630, "year": 2022}),
    ],
)
def test_a_ranking_of_forecasts_says_where(view: str, given: dict[str, int]) -> None:
    made = ask(view, given, WORLD).page
    assert any(USE in section.notes for section in made.sections)
