"""Outcomes and inputs: against the world, and without a look ahead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import westphalia as wp
from westphalia.models.outcomes import AGREEMENT, MULTILATERAL, OUTCOMES, TIES
from westphalia.models.partnership.features import FEATURES, PLAIN, STANDARD
from westphalia.models.partnership.inputs import inputs, joined, pairs_of
from westphalia.models.partnership.rates import levels
from westphalia.models.partnership.windows import listed, next_year, outcome
from westphalia.record.new_ties import number
from westphalia.record.ties import deliveries

WORLD = wp.load()
SOURCE = Path(wp.__file__).parent


def one(name, horizon, a, b, year):
    found = outcome(WORLD, name, horizon, (np.array([a]), np.array([b]), np.array([year])))
    return found.event[0], found.renewal[0], str(found.sources[0])


@pytest.mark.parametrize(
    ("a", "b", "year", "event"),
    [
        (365, 630, 1996, 1),  # Russia and Iran, treaty of March 2001: the window is 1997-2001
        (365, 630, 1995, 0),
        (365, 630, 2001, 0),  # the window begins the year after
        (220, 365, 1890, 1),  # France and Russia, 1891
        (200, 740, 1901, 1),  # Britain and Japan, 1902
        (365, 710, 1949, 1),  # Soviet Union and China, 1950
    ],
)
def test_pacts_that_the_history_books_know(a, b, year, event):
    assert one("pact", 5, a, b, year)[0] == event


@pytest.mark.parametrize(("a", "b", "year"), [(255, 290, 1934), (651, 666, 1979), (710, 750, 1993)])
def test_a_bare_non_aggression_pact_between_rivals_is_apart(a, b, year):
    """Germany and Poland, Egypt and Israel, China and India promised no more than not to attack each other."""
    bare = listed(WORLD).events["nonaggression"]
    assert year in bare.year[(bare.one == a) & (bare.two == b)]
    assert one("pact", 1, a, b, year - 1)[0] == 0


def test_germany_and_the_soviet_union_promised_more():
    assert one("pact", 1, 255, 365, 1938)[0] == 1  # neutrality, too


def test_pacts_of_many_are_apart():
    assert one("multilateral", 1, 2, 200, 1948)[0] == 1  # the North Atlantic treaty
    assert one("pact", 1, 2, 200, 1948)[0] == 0


def test_windows_across_the_beginning_or_end_of_a_list_have_no_outcome():
    for year, horizon, seen in (
        (1974, 5, True),
        (1975, 5, False),
        (1978, 1, True),
        (1979, 1, True),
        (2005, 5, True),
        (2006, 5, False),
    ):
        assert np.isfinite(one("alignment", horizon, 2, 20, year)[0]) == seen, (year, horizon)
    assert one("alignment", 5, 2, 20, 1974)[2] == "pact"
    assert one("alignment", 5, 2, 20, 1984)[2] == "pact+dca"
    assert one("alignment", 5, 2, 20, 1975)[2] == ""
    for name in TIES:
        first, last = listed(WORLD).seen[name]
        assert np.isnan(one(name, 1, 2, 20, last)[0])
        assert np.isfinite(one(name, 1, 2, 20, last - 1)[0])
        assert np.isnan(one(name, 1, 2, 20, first - 2)[0])


def test_renewal_is_unknown_while_the_list_is_young():
    assert np.isnan(one("dca", 1, 2, 20, 1983)[1])
    assert np.isfinite(one("dca", 1, 2, 20, 1984)[1])
    assert one("pact", 5, 365, 630, 1996)[1] == 1  # 1927 and 1942


def test_longer_windows_hold_shorter_ones():
    pairs = pairs_of(WORLD, 1990, 1991)
    for name in ("alignment", "arms", "any"):
        by = [outcome(WORLD, name, h, pairs.triple).event for h in (1, 3, 5)]
        assert (by[0] <= by[1]).all()
        assert (by[1] <= by[2]).all()
    parts = [outcome(WORLD, name, 5, pairs.triple).event for name in ("pact", "dca", "arms")]
    np.testing.assert_array_equal(outcome(WORLD, "any", 5, pairs.triple).event, np.max(parts, axis=0))


def test_an_arms_order_counts_only_after_five_quiet_years():
    orders = listed(WORLD).events["arms"]
    assert (orders.year >= 1955).all()
    delivered = deliveries(WORLD)
    keys = np.sort(number(WORLD.universe()[delivered.one], WORLD.universe()[delivered.two], delivered.first))
    # either state may supply: at least those with no delivery either way are quiet
    quiet = next_year(keys, orders.one, orders.two, orders.year - 6) >= orders.year
    assert 0.7 < quiet.mean() <= 1


def test_the_record_of_an_earlier_year_gives_the_same_inputs():
    """No measure of a forecast from 1999 uses anything later."""
    pairs = pairs_of(WORLD, 1999, 1999)
    now, then = (inputs(world, pairs, (*FEATURES, *STANDARD)) for world in (WORLD, WORLD.as_of(1999)))
    for column, feature in enumerate((*FEATURES, *STANDARD)):
        same = np.isclose(then.values[:, column], now.values[:, column], rtol=1e-3, atol=1e-3, equal_nan=True)
        assert same.mean() > 0.999, feature.name  # a rivalry dated later, an arms deal listed otherwise


def test_values_are_as_old_as_their_lists():
    found = inputs(WORLD, pairs_of(WORLD, 2022, 2022), FEATURES)
    seen = found.observed[2022]
    assert seen["pacts_sum"] == 2018
    assert seen["institutions"] == 2014
    assert seen["ideal_point_gap"] == 2021
    for feature in FEATURES:
        assert seen[feature.name] <= 2022 - feature.lag, feature.name


def test_sides_become_one():
    both = np.array([[4.0, 1.0]])
    sides = {"sum": 5, "product": 4, "lower": 1, "higher": 4, "gap": 3, "most": 4, "least": 1}
    for side, value in sides.items():
        feature = next(f for f in FEATURES if f.side == "gap").__class__("f", "f", "d", "s", side)
        assert joined(both, feature)[0] == value, side


def test_features_have_names_of_their_own_and_the_plain_logit_finds_its_covariates():
    names = [feature.name for feature in (*FEATURES, *STANDARD)]
    assert len(set(names)) == len(names)
    assert set(PLAIN) <= set(names)
    assert {
        "exclusion",
        "grievance",
        "habit",
        "asymmetry",
        "distance",
        "outside options",
        "complementarity",
    } <= {f.driver for f in FEATURES}


def test_a_rate_knows_nothing_later():
    early, late = (pairs_of(WORLD, 1940, last) for last in (1960, 1975))
    one, two = (levels(listed(WORLD), pairs, "pact", until) for pairs, until in ((early, 1960), (late, None)))
    known = np.isfinite(one.annual[: 1961 - 1816])
    np.testing.assert_allclose(one.annual[: 1961 - 1816][known], two.annual[: 1961 - 1816][known])


def test_outcomes_are_declared_once():
    """A new outcome is declared in one file, its tie read in another and shown in a panel or network where wanted: no other file names it."""
    for name in (AGREEMENT.name, MULTILATERAL.name):
        named = [
            str(path) for path in SOURCE.rglob("*.py") if f'"{name}"' in path.read_text(encoding="utf-8")
        ]
        assert len(named) <= 8, named
        rooms = {Path(path).relative_to(SOURCE).parts[0] for path in named}
        assert rooms <= {"record", "measures", "panel", "networks", "models"}, named
        own = {Path(path).name for path in named if Path(path).relative_to(SOURCE).parts[0] == "models"}
        assert own == {"outcomes.py"}


def test_the_declaration_is_light():
    code = "import sys; from westphalia.models.outcomes import OUTCOMES; assert not {'numpy', 'polars', 'pydantic'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_composed_is_made_of_what_is_declared():
    for name, each in OUTCOMES.items():
        assert each.parts == tuple(part for of in each.of for part in OUTCOMES[of].parts) or each.parts == (
            name,
        )
        assert each.lag == max(OUTCOMES[part].lag for part in each.parts)
        assert set(each.parts) <= set(TIES)
        assert set(each.tables) <= set(WORLD.manifest.tables)
    assert set(TIES) <= set(listed(WORLD).events)
    assert set(TIES) == set(listed(WORLD).seen)


def test_the_years_of_lists_are_those_of_the_edition():
    known = listed(WORLD)
    assert known.seen == {
        "pact": (1815, 2018),
        "multilateral": (1815, 2018),
        "dca": (1980, 2010),
        "arms": (1955, 2023),
    }
    assert known.seen == listed(WORLD.as_of(1990)).seen
    assert known.seen["dca"][0] == AGREEMENT.begins
