"""Ideal points estimated here beside the published series, and what is known of the Assembly."""

from __future__ import annotations

import polars as pl
import pytest

import westphalia as wp
from westphalia.measures.ideal_points import ideal_points

USA, RUSSIA, CHINA, IRAN, UK, INDIA, CUBA = 2, 365, 710, 630, 200, 750, 40


def beside(edition, table, series):
    published = edition("ideal_points").filter(series=series).select("ccode", "year", published="mean")
    return edition(table).filter(series=series).join(published, on=["ccode", "year"], validate="1:1")


def within(both):
    return both.group_by("year").agg(r=pl.corr("mean", "published"))["r"]


@pytest.mark.parametrize("series", ["all", "final_passage"])
def test_smoothed_estimates_agree_with_the_published_series(edition, series):
    both = beside(edition, "ideal_points_estimated", series)
    assert both.height > 11_000
    assert both.select(pl.corr("mean", "published")).item() >= 0.97
    assert within(both).median() >= 0.95
    for code, least in ((USA, 0.75), (RUSSIA, 0.97), (CHINA, 0.8), (IRAN, 0.93), (INDIA, 0.75)):
        own = both.filter(ccode=code)
        assert own.select(pl.corr("mean", "published")).item() > least, code


@pytest.mark.parametrize("series", ["all", "final_passage"])
def test_filtered_estimates_order_states_as_the_published_series_does(edition, series):
    both = beside(edition, "ideal_points_filtered", series)
    assert both.select(pl.corr("mean", "published")).item() >= 0.94
    assert within(both).median() >= 0.95


@pytest.mark.parametrize(
    ("issue", "name"), [("hr", "human_rights"), ("me", "middle_east"), ("nu", "nuclear")]
)
def test_issues_order_states_as_the_published_estimates_do(edition, issue, name):
    published = edition("ideal_points_by_issue").filter(issue=name).select("ccode", "year", published="mean")
    both = edition("ideal_points_estimated").filter(series=issue).join(published, on=["ccode", "year"])
    assert within(both).median() > 0.9


def test_what_everybody_knows_of_the_assembly(edition):
    points = edition("ideal_points_filtered").filter(series="final_passage")

    def place(code, year):
        return points.filter(ccode=code, year=year)["mean"].item()

    for year in (1950, 1960, 1980):
        assert place(USA, year) > place(INDIA, year) > place(RUSSIA, year)
    assert place(RUSSIA, 1992) - place(RUSSIA, 1985) > 1  # Moscow turns to the West
    assert place(RUSSIA, 2023) < place(RUSSIA, 2021) - 0.5  # and away from it
    assert place(CUBA, 1958) > place(CUBA, 1965) + 1  # Havana changes sides


def test_the_filtered_series_has_not_seen_the_future():
    world = wp.load()
    then = world.as_of(1980).table("ideal_points_filtered").collect()
    assert then["year"].max() == 1980
    assert world.as_of(1980).withheld("ideal_points_estimated")
    until = ideal_points(world, passage=True, until=1955).frame().filter(period=1955)
    shipped = then.filter(series="final_passage", year=1955)
    both = until.join(shipped, left_on="state", right_on="ccode", suffix="_shipped", validate="1:1")
    assert both.height == shipped.height
    gap = (both["mean"] - both["mean_shipped"]).abs()  # each year stops a little before its end
    assert (gap / both["sd"]).max() < 0.5
    assert gap.mean() < 0.05


def test_estimating_again_gives_what_ships(edition):
    made = ideal_points(wp.load(), issue="nu")
    assert made.converged
    shipped = edition("ideal_points_estimated").filter(series="nu")
    both = made.frame().join(
        shipped, left_on=["state", "period"], right_on=["ccode", "year"], suffix="_shipped"
    )
    assert both.height == shipped.height == made.frame().height
    assert (both["mean"] - both["mean_shipped"]).abs().max() < 0.02
    assert (both["sd"] - both["sd_shipped"]).abs().max() < 0.02
