"""Well-known pairs that did not align stand below the ties of the same years: a list that was written before the model that it tests.

The pairs are those that a reader of history might have expected to bind themselves and that signed nothing in the five years after. Left out are pairs
at war, under occupation, without recognition or relations, or under a full embargo, which fall under another rule. The model is the stored one, fitted
to all years; every third origin year is tried by default, all of them with ``make long``.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from numpy.typing import NDArray

from westphalia.models.outcomes import CHIEF, LONG
from westphalia.models.partnership import store
from westphalia.models.partnership.inputs import pairs_of
from westphalia.models.partnership.windows import outcome
from westphalia.record.once import forget
from westphalia.record.world import load

FILE = Path(__file__).parent / "not_aligned.csv"
WORLD = load()
LIMIT = 0.7
EVERY = 3
PACTS_ALONE, WITH_AGREEMENTS = range(1905, 1975), range(1979, 2006)
"""Origin years whose five years are seen whole (:mod:`westphalia.models.partnership.windows`)."""

SHORT = pytest.mark.xfail(
    strict=False,
    reason="area 0.55 with a third of the years (0.58 with all of them before forecasts were recalibrated): the model holds great and near powers that courted to be as likely as those that signed",
)


class Case(NamedTuple):
    """A pair that did not align, lower code first, and the year from which its five years are counted."""

    one: int
    two: int
    year: int


def cases() -> list[Case]:
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = [sorted((int(row["ccode_a"]), int(row["ccode_b"]))) for row in rows]
    return [Case(one, two, int(row["year"])) for (one, two), row in zip(codes, rows, strict=True)]


def better(year: int, chosen: list[Case], model: store.Partnership) -> NDArray[np.float64]:
    """Return for each chosen pair of a year the share of the year's ties that were held to be likelier (equals count half)."""
    one, two, chance = model.probabilities(year, CHIEF, LONG)
    tied = outcome(WORLD, CHIEF, LONG, (one, two, np.full(len(one), year))).event == 1
    assert tied.any(), year
    place = {pair: row for row, pair in enumerate(zip(one.tolist(), two.tolist(), strict=True))}
    own = np.array([chance[place[case.one, case.two]] for case in chosen])[:, None]
    forget(model)
    return (chance[tied] > own).mean(axis=1) + (chance[tied] == own).mean(axis=1) / 2


def area(every: int) -> float:
    """Return the area under the ROC curve within years: how often a tie was held to be likelier than a listed pair of its year."""
    model, listed = store.load(WORLD), cases()
    years = sorted({case.year for case in listed})[::every]
    shares = [better(year, [case for case in listed if case.year == year], model) for year in years]
    return float(np.concatenate(shares).mean())


def test_the_list_spans_eras_and_regions() -> None:
    listed = cases()
    assert len(listed) >= 60
    assert len(set(listed)) == len(listed)
    assert all(case.year in PACTS_ALONE or case.year in WITH_AGREEMENTS for case in listed)
    assert sum(1950 <= case.year <= 2010 for case in listed) >= 60
    for region in (range(1, 166), range(200, 396), range(400, 626), range(630, 700), range(700, 951)):
        assert sum(case.one in region or case.two in region for case in listed) >= 5, region


def test_nothing_that_is_listed_was_signed_in_the_five_years_after() -> None:
    listed = cases()
    one, two, year = (np.array(column) for column in zip(*listed, strict=True))
    event = outcome(WORLD, CHIEF, LONG, (one, two, year)).event
    assert (event == 0).all(), [case for case, was in zip(listed, event, strict=True) if was != 0]


def test_every_pair_has_its_row_among_the_pairs_of_its_year() -> None:
    for case in cases():
        pairs = pairs_of(WORLD, case.year, case.year)
        assert ((pairs.one == case.one) & (pairs.two == case.two)).any(), case


@SHORT
def test_pairs_that_did_not_align_stand_below_the_ties_of_their_years() -> None:
    assert area(EVERY) >= LIMIT


@SHORT
@pytest.mark.long
def test_all_pairs_that_did_not_align_stand_below_the_ties_of_their_years() -> None:
    assert area(1) >= LIMIT
