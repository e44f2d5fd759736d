"""Pairs that never met, and questions that are not understood."""

from __future__ import annotations

import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report.brief.existence import kin, shared


def test_states_that_never_met_say_when_each_was() -> None:
    """East Germany ended on 3 October 1990, Kosovo declared independence on 17 February 2008."""
    with pytest.raises(NoAnswer) as caught:
        wp.brief(wp.load(), "East Germany", "Kosovo", 1990)
    text = str(caught.value)
    assert "never in the system of states at the same time" in text
    assert "1949-1990" in text
    assert "2008-2025" in text
    assert 'westphalia brief "East Germany" Yugoslavia --year 1990' in text


def test_a_year_before_one_existed_names_the_years_of_both() -> None:
    """South Sudan became independent on 9 July 2011."""
    with pytest.raises(NoAnswer, match=r"Both were in 2011-2025.*--year 2011"):
        wp.brief(wp.load(), "South Sudan", "Sudan", 1990)


def test_a_successor_is_offered() -> None:
    """Hanover was annexed by Prussia in 1866."""
    with pytest.raises(NoAnswer, match="Germany and United States"):
        wp.brief(wp.load(), "Hanover", "United States", 1900)


@pytest.mark.parametrize("year", [1815, 2026, 0])
def test_years_outside_the_edition_are_not_understood(year: int) -> None:
    with pytest.raises(NotUnderstood, match="1816 to 2025"):
        wp.brief(wp.load(), "Russia", "Iran", year)
    with pytest.raises(NotUnderstood, match="as-of"):
        wp.brief(wp.load(), "Russia", "Iran", 2000, as_of=year)


def test_one_state_twice_is_not_understood() -> None:
    with pytest.raises(NotUnderstood, match="the same state"):
        wp.brief(wp.load(), "Persia", "Iran", 1990)


def test_an_unknown_name_is_not_understood() -> None:
    with pytest.raises(NotUnderstood, match="Iran or Iraq"):
        wp.brief(wp.load(), "Irak", "Russia", 1990)


def test_the_default_year_is_the_last_of_the_edition_or_of_the_world() -> None:
    assert wp.brief(wp.load(), "Russia", "Iran").page.year == 2025
    assert wp.brief(wp.load(), "Russia", "Iran", as_of=1990).page.year == 1990
    assert wp.brief(wp.load().as_of(1960), "Russia", "Iran").page.year == 1960


def test_shared_years_follow_either_list() -> None:
    """Persia is in the Gleditsch-Ward list from 1816, in the Correlates of War list from 1855."""
    assert shared(wp.load(), 365, 630) == [(1816, 2025)]


def test_a_pair_that_only_met_for_a_day_less_than_none_did_not_meet() -> None:
    """West Germany and reunited Germany are both in lists of 1990, never on one day."""
    assert shared(wp.load(), 260, 255) == []


def test_kin_go_one_way_in_time() -> None:
    """Tibet went into China in 1950; Mongolia had left China before, and is no heir of Tibet."""
    found = kin(wp.load(), 711)
    assert found[711] == 0
    assert 710 in found
    assert 712 not in found
