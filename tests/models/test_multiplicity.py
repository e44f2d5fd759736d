"""Many tests at once: the family-wise rate is held, known effects survive it, and the curve tells one answer from an accident."""

from dataclasses import replace

import numpy as np
import pytest

from tests.models.test_mechanisms import made
from westphalia.models.mechanisms import curve as curves
from westphalia.models.mechanisms.design import OriginRows
from westphalia.models.mechanisms.effects import NORMAL, effect
from westphalia.models.mechanisms.interaction import PRIMARY, Interaction
from westphalia.models.mechanisms.interaction import corrected as lifts
from westphalia.models.mechanisms.multiplicity import LEVEL, doubt, holm, two_sided
from westphalia.models.mechanisms.results import corrected
from westphalia.models.mechanisms.warning import MatchedChange, answered
from westphalia.record.world import load


def test_holm_by_hand_and_never_below_the_plain_p():
    assert holm([0.04, 0.01, 0.03, 0.5]) == pytest.approx([0.09, 0.04, 0.09, 0.5])
    plain = np.random.default_rng(1).random(40)
    adjusted = np.array(holm(plain.tolist()))
    assert (adjusted >= plain).all()
    assert (np.diff(adjusted[np.argsort(plain)]) >= 0).all()
    assert holm([]) == []


def test_of_twelve_accidents_one_in_ten_families_has_a_finding():
    """Without the correction seven families in ten would have one."""
    z = np.random.default_rng(7).normal(size=(2000, 12))
    families = [[two_sided(each, (each - NORMAL, each + NORMAL)) for each in row] for row in z.tolist()]
    wrong = np.mean([min(holm(row)) <= LEVEL for row in families])
    assert 0.08 < wrong < 0.12
    assert np.mean([min(row) <= LEVEL for row in families]) > 0.6


def test_what_is_large_stands_and_what_is_small_or_told_by_the_placebo_does_not():
    of, _, _ = made(exclusion=0.5)
    strong = effect(of, "exclusion", draws=0)
    error = (strong.interval[1] - strong.interval[0]) / 2 / NORMAL
    small = replace(
        strong, change=2 * error, interval=((2 - NORMAL) * error, (2 + NORMAL) * error), placebo=0.01
    )
    told = replace(strong, placebo=0.13)
    none = replace(small, change=0.0, interval=(-error, error), verdict="undecided")
    stand = corrected([replace(strong, placebo=0.02), told, small, none, none, none])
    assert [each.verdict for each in stand] == ["supported", *["undecided"] * 5]
    assert [each.why for each in stand] == [
        "", "a placebo tells as much in 13 of 100 shufflings", "not when all 6 answers are counted (adjusted p 0.18)", "", "", "",
    ]  # fmt: skip
    assert corrected([small])[0].verdict == "supported", "alone it stands"
    assert doubt(LEVEL, LEVEL, 3) == ""


def test_the_answer_that_was_named_beforehand_stands_by_itself():
    def lift(era, value=1.5, low=1.02):
        high = value**2 / low
        return Interaction(
            *(PRIMARY[0], era, *PRIMARY[2:]), 9, 9, 9, 9, 9.0, value, (low, high), 1.3, 0.01, "supported"
        )

    found = lifts([lift("all"), lift("1919-1939"), lift("1946-1990"), lift("1991-")])
    assert [each.verdict for each in found] == ["supported", "undecided", "undecided", "undecided"]
    assert found[0].adjusted is None
    assert "all 3 answers" in found[1].why


def change(low, high, p):
    return MatchedChange((low + high) / 2, (low, high), 0.1, 0.0, 50, p)


@pytest.mark.parametrize(
    ("before", "p", "said"),
    [
        ((-0.1, 0.1), 0.002, ""),
        ((0.05, 0.3), 0.002, "they differed as much in the years before"),
        ((-0.1, 0.1), 0.04, "not when all 12 answers"),
    ],
)
def test_a_warning_stands_only_where_the_years_before_show_nothing(before, p, said):
    nothing = {name: change(-0.1, 0.1, 0.9) for name in ("5", "10", "before", "placebo")}
    asked = {**nothing, "5": change(0.1, 0.4, p), "before": change(*before, 0.01)}
    all_, great = answered(
        {"disputes": asked, "wars": nothing, "initiated": nothing},
        dict.fromkeys(("disputes", "wars", "initiated"), nothing),
    )
    assert all_["disputes"]["5"].why.startswith(said)
    assert bool(all_["disputes"]["5"].why) == bool(said)
    assert great["wars"]["10"].why == ""
    assert all_["disputes"]["before"].adjusted is None


def test_a_curve_of_a_known_effect_points_one_way(monkeypatch):
    """Rows of an invented system stand for the samples of the record."""
    of, _, _ = made(exclusion=0.5)
    none = np.zeros((len(of.event), 2), dtype=np.float32)
    of = OriginRows(
        of.pairs, (*of.names, "contiguous", "one_major"), np.column_stack([of.values, none]), of.event
    )
    monkeypatch.setattr(
        curves, "samples", lambda world: iter([("alignment", "as published", "all years", of)])
    )
    found = curves.curve(load())
    assert {each.name for each in found} == {"exclusion", "options"}
    assert all(each.verdict == "supported" for each in found)
    assert all(each.interval[0] <= each.relative <= each.interval[1] for each in found)


@pytest.mark.long
def test_samples_differ_and_lags_keep_the_rows():
    rows = {
        (ties, lag, years): (len(of.event), of.event.sum()) for ties, lag, years, of in curves.samples(load())
    }
    assert len(rows) == 14
    for ties in curves.LISTS:
        assert rows[ties, curves.LAGS[0], "all years"] == rows[ties, curves.LAGS[1], "all years"]
    assert len({count for (_, lag, _), count in rows.items() if lag == curves.LAGS[0]}) == 7
