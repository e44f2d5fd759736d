"""Margins and interaction of exclusion: a known interaction is found where margins hide it, none is found where there is none, and the parts are what they say."""

import tracemalloc
from collections import Counter
from dataclasses import asdict, replace

import numpy as np
import pytest

from westphalia.models.mechanisms.design import OriginRows
from westphalia.models.mechanisms.effects import effect
from westphalia.models.mechanisms.exchanges import exchanged, exchanges
from westphalia.models.mechanisms.excluded import CORNER, ERAS, TOP, EraPairs, excluded, margins, ranked
from westphalia.models.mechanisms.interaction import (
    DEPTHS,
    OUTCOMES,
    PRIMARY,
    Interaction,
    design,
    error,
    interactions,
    joined,
    slope,
)
from westphalia.models.mechanisms.state_effects import LOOSE, PairDesign, solved
from westphalia.models.partnership.inputs import Pairs
from westphalia.models.partnership.logit import chance, fit
from westphalia.record.world import load

PLAN = ((range(1950, 1986, 5), 40), (range(1990, 2011, 5), 60))
"""Origin years and states of an invented system."""


def system(lift=0.0, seed=1, plan=PLAN, base=-3.0):
    """Return pairs, exclusion and ties where the shut out have far fewer ties, and log-odds for two of them differ by ``lift`` besides.

    States differ in propensity, pairs in affinity, both for good, neither of them known; most states are not shut out at all.
    """
    rng = np.random.default_rng(seed)
    most = max(size for _, size in plan)
    place, propensity, history = (
        rng.normal(size=(most, 2)),
        0.7 * rng.normal(size=most),
        rng.normal(size=most),
    )
    far = np.log(0.2 + np.linalg.norm(place[:, None] - place, axis=2))
    affinity = 0.5 * rng.normal(size=(most, most))
    parts = []
    for years, size in plan:
        one, two = np.triu_indices(size, 1)
        for year in years:
            history = 0.8 * history + 0.6 * rng.normal(size=most)
            state = np.maximum(0, history - np.quantile(history[:size], 0.4))
            shut, when = np.stack([state[one], state[two]], axis=1), np.full(len(one), year)
            s = ranked(shut, when) - 0.5
            eta = base - 1.6 * s.sum(axis=1) + lift * s.prod(axis=1) / CORNER
            eta += propensity[one] + propensity[two] + affinity[one, two] - 1.2 * far[one, two]
            event = rng.random(len(one)) < chance(eta)
            parts.append((one, two, when, far[one, two], *shut.T, event))
    one, two, year, near, left, right, event = (np.concatenate(each) for each in zip(*parts, strict=True))
    values = np.column_stack([near, left * right]).astype(np.float32)
    of = OriginRows(Pairs(one, two, year), ("capitals", "joint_exclusion"), values, event.astype(float))
    return of, np.stack([left, right], axis=1), {"any": event.astype(float)}


def by(found, depth, era="all", held="setting"):
    """Return the answer of a depth and era."""
    return next(each for each in found if (each.depth, each.era, each.held) == (depth, era, held))


def test_a_known_interaction_is_found_where_margins_hide_it():
    """The coefficient of joint exclusion says that the shut out avoid each other; all three depths find that they seek each other."""
    true, inside, plain = np.log(1.6), Counter(), []
    values = {depth: [] for depth in DEPTHS}
    for seed in range(8):
        of, shut, events = system(true, seed)
        plain.append(effect(of, "exclusion", draws=0).verdict)
        found = interactions(of, shut, events, draws=0, held=("setting",))
        for depth in DEPTHS:
            each = by(found, depth)
            values[depth].append(np.log(each.lift))
            inside[depth] += each.interval[0] < np.exp(true) < each.interval[1]
            assert each.ties > each.expected
    assert plain.count("contradicted") >= 6
    for depth in DEPTHS:
        assert np.mean(values[depth]) == pytest.approx(true, abs=0.12)
        assert inside[depth] >= 5  # of 8 intervals of 90 per cent


def test_margins_alone_are_no_interaction():
    """Intervals hold 1 about as often as they should, and nothing is supported or contradicted more often than chance has it."""
    said, inside, values = Counter(), 0, []
    for seed in range(10):
        of, shut, events = system(0.0, 100 + seed)
        assert effect(of, "exclusion", draws=0).change < 0
        each = by(interactions(of, shut, events, 0, held=("setting",), depths=("states",)), "states")
        said[each.verdict] += 1
        inside += each.interval[0] < 1 < each.interval[1]
        values.append(np.log(each.lift))
    assert inside >= 7  # of 10 intervals of 90 per cent
    assert abs(np.mean(values)) < 0.12
    assert said["supported"] + said["contradicted"] <= 3


def test_the_placebo_tells_an_interaction_from_none():
    found = by(interactions(*system(np.log(2.2), 3), draws=39, held=("setting",)), "states")
    assert found.placebo <= 0.05
    assert found.verdict == "supported"
    none = interactions(*system(0.0, 4), draws=39, held=("setting",))
    assert by(none, "states").placebo > 0.05
    assert by(none, "margins").placebo is None


def test_two_groups_by_hand():
    """With two groups the margins and the interaction fit the three rates, so that the lift is that of the odds of the three cells."""
    one, two = np.triu_indices(40, 1)
    ranks = np.stack([np.where(side < 20, 0.75, 0.25) for side in (one, two)], axis=1)
    cell, event = (ranks == 0.75).sum(axis=1), np.zeros(len(one))
    for which, ties in ((0, 38), (1, 40), (2, 19)):
        event[np.flatnonzero(cell == which)[:ties]] = 1
    of = EraPairs(one, two, np.full(len(one), 1950), event, ranks, np.zeros((len(one), 0)))
    odds = [38 / 152, 40 / 360, 19 / 171]
    double = np.log(odds[0] * odds[2] / odds[1] ** 2)
    assert slope(of, "margins").value == pytest.approx(double * CORNER / (4 * 0.25**2), abs=0.01)


def test_ranks_and_margins_by_hand():
    ranks = ranked(np.array([[0.0, 0.2], [0.0, 0.4], [0.2, 0.4]]), np.full(3, 1900))
    assert ranks == pytest.approx(np.array([[1 / 6, 0.5], [1 / 6, 5 / 6], [0.5, 5 / 6]]))
    assert margins(ranks)[1] == pytest.approx([0.0, 2 / 9, 1.0])
    assert (ranks.mean(), TOP) == pytest.approx((0.5, 0.8))
    twice = ranked(np.tile(ranks, (2, 1)) * np.repeat([1, 9], 3)[:, None], np.repeat([1900, 1905], 3))
    assert twice == pytest.approx(np.tile(ranks, (2, 1)))


def test_a_standard_error_by_hand():
    """Pairs 1-2 (twice) and 1-3: pair sums 3 and 4, state sums 7, 3 and 4."""
    found = error(np.array([1.0, 2.0, 4.0]), np.array([1, 1, 1]), np.array([2, 2, 3]))
    assert found == pytest.approx(np.sqrt((49 + 9 + 16 - 9 - 16) * 3 / 2))
    opposed = error(np.array([3.0, -3.0]), np.array([1, 1]), np.array([2, 3]))
    assert opposed == pytest.approx(np.sqrt(18 * 3 / 2))  # never less than with pairs independent


@pytest.fixture(scope="module")
def invented():
    of, shut, events = system(0.4, 9, plan=((range(1950, 1966, 5), 25),), base=-2.0)
    equal, ranks = of.controls(("capitals",)), ranked(shut, of.pairs.year)
    return EraPairs(of.pairs.one, of.pairs.two, of.pairs.year, events["any"], ranks, equal)


@pytest.mark.parametrize("depth", DEPTHS)
def test_effects_of_states_are_those_of_written_out_columns(invented, depth):
    of = design(invented, depth, interaction=True)
    dummies = np.zeros((len(invented.event), of.size))
    for side in of.who.T:
        np.add.at(dummies, (np.arange(len(side)), side), 1.0)
    x = np.column_stack([of.columns[:, 1:], dummies])
    ridge = np.concatenate([np.full(of.columns.shape[1] - 1, LOOSE), np.full(of.size, of.prior**-2)])
    dense = fit(x, invented.event, ridge)
    b, p, inverse = solved(of, invented.event)
    assert b == pytest.approx(dense.coefficients, abs=2e-3)
    assert p == pytest.approx(chance(of.times(dense.coefficients)), abs=1e-4)
    assert inverse[1, 1] == pytest.approx(dense.bread[1, 1], rel=1e-3)
    assert np.abs(of.down(invented.event - p) - of.penalty * b).max() < 1e-2


@pytest.mark.parametrize("depth", DEPTHS)
def test_order_of_sides_and_rows_and_names_of_states_make_no_difference(invented, depth):
    one = slope(invented, depth)
    rng = np.random.default_rng(1)
    swap, order = rng.random(len(invented.event)) < 0.5, rng.permutation(len(invented.event))
    names = rng.permutation(900)[:25]
    sides = np.stack([names[invented.one], names[invented.two]], axis=1)
    sides[swap], ranks = sides[swap][:, ::-1], invented.ranks.copy()
    ranks[swap] = ranks[swap][:, ::-1]
    other = slope(
        EraPairs(
            sides[order, 0],
            sides[order, 1],
            invented.year[order],
            invented.event[order],
            ranks[order],
            invented.equal[order],
        ),
        depth,
    )
    assert other.value == pytest.approx(one.value, abs=1e-6)
    assert other.without == pytest.approx(one.without[order], abs=1e-6)
    errors = [error(each.influence, each.of.one, each.of.two) for each in (one, other)]
    assert errors[0] == pytest.approx(errors[1], abs=1e-6)


def test_states_exchange_whole_histories():
    """Who takes over whose place is the same in every year in which both are there."""
    order = np.array([2, 0, 3, 1, 4])
    assert exchanged(order, np.ones(5, bool)).tolist() == order.tolist()
    here = np.array([True, True, False, True, True])
    assert exchanged(order, here)[here].tolist() == [3, 0, 1, 4]
    one, two = np.triu_indices(6, 1)
    year = np.repeat([1900, 1905], len(one))
    worth = np.arange(6.0) + 1
    x = np.tile(worth[one] * worth[two], 2)
    for found in exchanges(x, np.tile(one, 2), np.tile(two, 2), year, draws=5, seed=2):
        assert sorted(found[: len(one)]) == sorted(x[: len(one)])
        assert found[: len(one)].tolist() == found[len(one) :].tolist()


def test_eras_count_by_their_information(invented):
    blank = Interaction("any", "all", "states", "setting", 1, 1, 1, 1)
    one = slope(invented, "states")
    other = replace(one, value=one.value + 1.0, information=3 * one.information)
    assert np.log(joined([one, other], blank).lift) == pytest.approx(one.value + 0.75)
    twice = joined([one, one], blank)
    single = joined([one], blank)
    assert twice.interval == pytest.approx(single.interval)  # the same rows again say nothing new
    assert twice.expected == pytest.approx(2 * single.expected)


def test_too_few_are_not_estimated():
    of, shut, events = system(0.0, 2)
    few = {"any": np.where(np.cumsum(events["any"]) <= 30, events["any"], 0.0)}
    found = interactions(of, shut, few, draws=0)
    assert all(each.lift is None and each.verdict == "cannot say" and each.why for each in found)
    nobody = interactions(of, np.zeros_like(shut), events, draws=0)
    assert all(each.lift is None for each in nobody)
    unknown = np.where(of.pairs.year[:, None] < 1990, np.nan, shut)
    some = interactions(of, unknown, events, draws=0)
    assert by(some, "states").lift == pytest.approx(by(some, "states", "1991-").lift)
    assert by(some, "states", "1946-1990").rows == 0


def test_effects_of_states_are_never_written_out():
    """A fit takes less memory than the columns of the effects alone would."""
    one, two = np.triu_indices(150, 1)
    rng = np.random.default_rng(1)
    event = (rng.random(len(one)) < 0.05).astype(float)
    of = PairDesign(np.ones((len(one), 1)), np.stack([one, two], axis=1), 150, 2.0)
    tracemalloc.start()
    solved(of, event)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(one) * 150 * 8 / 2


def test_rows_of_the_record():
    """Pacts alone before arms are listed; where no list of pacts sees the window, nothing is known; an era is that of the window."""
    of, shut, events = excluded(load(), OUTCOMES, 1945, 2015)
    year, either, pact = of.pairs.year, events["any"], events["pact"]
    assert set(year.tolist()) == set(range(1945, 2016, 5))
    assert np.array_equal(np.isnan(either), np.isnan(pact))
    early = year < 1954
    assert np.array_equal(either[early], pact[early])
    assert np.isnan(events["dca"][year < 1979]).all()
    late = (year >= 1980) & (year <= 2005)
    parts = np.fmax(pact, np.fmax(events["dca"], events["arms"]))
    assert np.array_equal(either[late], parts[late])
    assert np.isnan(either[year == 2015]).all()
    known = np.isfinite(shut).all(axis=1)
    assert known.mean() > 0.5
    assert shut[known].min() >= 0
    assert shut[known].max() <= 1
    assert PRIMARY == ("any", "all", "states", "setting")
    assert list(ERAS) == ["1850-1913", "1919-1939", "1946-1990", "1991-"]


def test_the_page_has_every_answer_and_what_was_before():
    from sources.mechanisms_pages import interaction_text, lifted

    of, shut, events = system(0.4, 9, plan=((range(1950, 1966, 5), 25),), base=-2.0)
    found = [asdict(each) for each in interactions(of, shut, events, draws=3)]
    text = interaction_text({"interaction": found})
    assert "0047-exclusion-margins-and-interaction" in text
    assert (
        "| 1951 of 143,917 | -0.19 (-0.82 to +0.44) | 0.44 | undecided |" in text
    )  # as the older measure had it
    for each in found:
        assert lifted(each) in text
    first = next(each for each in found if (each["era"], each["depth"]) == ("all", "states"))
    assert f"in like setting: {lifted(first)}, {first['verdict']}.**" in text
    assert "has not been estimated" in interaction_text({})
