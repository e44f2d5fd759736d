"""Relations against history: ordered statements and words, those that fail named."""

from __future__ import annotations

import pytest

import westphalia as wp
from tests.measures.relation_history import CALLED, FAILING, LATER, ORDERED
from westphalia.measures.relation import BANDS

NONE = -1
"""Place of no word."""
PLACE = {each.name: place for place, each in enumerate(BANDS)}


@pytest.fixture(scope="module")
def score():
    import polars as pl

    world = wp.load()
    if "relations" not in world.manifest.tables:
        pytest.skip("this edition was built before relations were declared")
    wanted = {at for _, *both in (*ORDERED, *LATER) for at in both} | {at for _, at, *_ in CALLED}
    frame = world.table("relations").filter(pl.col("year").is_in(sorted({at[2] for at in wanted}))).collect()
    rows = frame.select("ccode1", "ccode2", "year", "mean", "word").iter_rows()
    return {(one, two, year): (mean, word) for one, two, year, mean, word in rows}


@pytest.mark.parametrize(("told", "friendlier", "other"), [*ORDERED, *LATER])
def test_which_was_friendlier(score, told, friendlier, other):
    assert (score[friendlier][0] > score[other][0]) == (told not in FAILING), told


@pytest.mark.parametrize(("told", "at", "least", "most"), CALLED)
def test_what_it_may_be_called(score, told, at, least, most):
    mean, word = score[at]
    assert (least <= PLACE.get(word, NONE) <= most) == (told not in FAILING), f"{told}: {mean:.2f} {word}"


def test_no_statement_is_told_twice():
    told = [each[0] for each in (*ORDERED, *LATER, *CALLED)]
    assert len(told) == len(set(told))
    assert set(told) >= FAILING
