"""Verdicts: rules that are the same for every claim, and that add up."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from westphalia.claims.verdict import VERDICTS, Reading, against, combine, judge, meets

NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@given(NUMBERS, NUMBERS)
def test_a_condition_and_its_complement_never_both_hold(value, mark):
    mark = float(f"{mark:.3f}")
    for one, other in ((">", "<="), ("<", ">="), ("=", "!=")):
        assert meets(value, f"{one} {mark:.3f}") != meets(value, f"{other} {mark:.3f}")


@given(NUMBERS, st.floats(0, 10), st.floats(0, 10))
def test_an_interval_can_only_weaken_a_verdict(value, down, up):
    alone = judge(Reading(value), "> 0", "< 0")
    wide = judge(Reading(value, interval=(value - down, value + up)), "> 0", "< 0")
    assert wide in (alone, "mixed")


def test_what_is_not_known_is_no_contradiction():
    assert judge(Reading(None), "= 1", "= 0") == "insufficient_coverage"
    assert judge(Reading(None, impossible=True), "= 1", "= 0") == "not_testable"


@pytest.mark.parametrize("together", ["all", "any"])
def test_parts_of_one_verdict_have_that_verdict(together):
    for verdict in VERDICTS:
        assert combine([verdict, verdict], together) == verdict


@pytest.mark.parametrize("together", ["all", "any"])
def test_the_order_of_parts_does_not_matter(together):
    for parts in product(VERDICTS, repeat=3):
        assert combine(parts, together) == combine(parts[::-1], together)


@pytest.mark.parametrize(
    ("parts", "together", "verdict"),
    [
        (["supported", "mixed"], "all", "mixed"),
        (["supported", "contradicted"], "all", "mixed"),
        (["contradicted", "insufficient_coverage"], "all", "contradicted"),
        (["supported", "insufficient_coverage"], "all", "insufficient_coverage"),
        (["contradicted", "supported", "insufficient_coverage"], "all", "mixed"),
        (["supported", "not_testable"], "all", "not_testable"),
        (["contradicted", "supported"], "any", "supported"),
        (["contradicted", "insufficient_coverage"], "any", "insufficient_coverage"),
        (["contradicted", "mixed"], "any", "mixed"),
    ],
)
def test_parts_are_put_together(parts, together, verdict):
    assert combine(parts, together) == verdict


@given(NUMBERS, NUMBERS)
def test_a_difference_turned_round_changes_its_sign(a, b):
    one, other = Reading(a, interval=(a - 1, a + 2)), Reading(b, interval=(b - 3, b + 1))
    there, back = against(one, other, "difference"), against(other, one, "difference")
    assert there.value == -back.value
    assert there.interval == pytest.approx((-back.interval[1], -back.interval[0]))


def test_a_ratio_by_hand():
    found = against(Reading(6.0, interval=(3.0, 12.0)), Reading(2.0), "ratio")
    assert found.value == 3
    assert found.interval == pytest.approx((1.5, 6.0))
    assert against(Reading(1.0), Reading(0.0), "ratio").value is None


def test_a_comparison_with_what_is_not_known_is_not_known():
    found = against(
        Reading(1.0, tables=("a",)), Reading(None, tables=("b",), why="not covered"), "difference"
    )
    assert (found.value, found.why, found.tables) == (None, "not covered", ("a", "b"))
