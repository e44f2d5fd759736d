"""Episodes of exclusion: as many figures as were wanted, scored as was written beforehand, with what came out told as it is."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sources.market_episodes import episodes, interval_score, misplaced, placements, scores
from westphalia.effects.market.weights import SHIPPED
from westphalia.record.world import load
from westphalia.report import views

PAGE = Path(__file__).parents[2] / "docs" / "market-episodes.md"


@pytest.fixture(scope="module")
def found():
    return scores(load())


def test_interval_score_by_hand():
    """Gneiting and Raftery (2007), equation 43, at 80 per cent: width, and ten times what lies outside."""
    assert interval_score(1.0, 2.0, 1.5) == pytest.approx(1.0)
    assert interval_score(1.0, 2.0, 2.5) == pytest.approx(6.0)
    assert interval_score(1.0, 2.0, 0.9) == pytest.approx(2.0)
    assert misplaced(np.array([1.0, 0.0]), np.array([0.5, 0.5])) == pytest.approx(0.5)


def test_actual_figures_are_those_of_the_tables(found):
    """Iran exported 2,102 and 456 thousand barrels a day in 2012, 2,537 and 441 in 2011 (OPEC 2023); Russia 6,821 and 7,811 in 2023 and 2021."""
    actual = {(each.episode, each.figure, each.year): each.actual for each in found}
    assert actual["Iran 2012-13", "exports", 2012] == pytest.approx(2558 / 2978.6, abs=1e-3)
    assert actual["Russia 2022-23", "exports", 2023] == pytest.approx(6821 / 7811, abs=1e-3)
    assert actual["Russia 2022-23", "share going to the willing", 2024] == pytest.approx(0.81, abs=0.01)


def test_every_figure_is_scored_and_the_page_says_how_many_are_inside(found):
    """The page must not say more than came out: fewer are inside than were wanted, and it says so."""
    assert len(found) >= 20
    inside = sum(each.inside for each in found)
    text = PAGE.read_text(encoding="utf-8")
    assert f"hold {inside} of {len(found)} figures" in text
    assert 0.6 <= inside / len(found) <= 0.9 or "falls short" in text
    assert (
        np.mean([each.score for each in found]) < np.mean([each.before for each in found]) or "worse" in text
    )


def test_what_other_pages_say_of_the_scores_is_what_came_out(found):
    """Numbers in hand-written words: the page on markets, and the sentence under every market."""
    inside = sum(each.inside for each in found)
    mean = {way: np.mean(list(by.values())) for way, by in placements(load()).items()}
    markets = (PAGE.parent / "markets.md").read_text(encoding="utf-8")
    assert f"{inside} of {len(found)} figures inside" in markets
    assert f"still puts {100 * mean[SHIPPED]:.0f} per cent" in markets
    assert f"(no change: {100 * mean['no change']:.0f})" in markets
    page = views.ask("market", {"good": "oil", "exclude": "Iran", "runs": 5}).page
    words = " ".join(text for section in page.sections for text in section.prose)
    assert f"{100 * mean[SHIPPED]:.0f} of 100 barrels" in words


def test_every_miss_is_explained(found):
    told = episodes()["misses"]
    missed = {(each.episode, each.figure) for each in found if not each.inside}
    assert all(len(told[episode][figure]) > 20 for episode, figure in missed)


def test_the_way_that_ships_is_the_best_of_those_scored():
    mean = {way: np.mean(list(by.values())) for way, by in placements(load()).items()}
    assert min(mean, key=lambda way: mean[way]) == SHIPPED
    assert mean[SHIPPED] < mean["no change"]
