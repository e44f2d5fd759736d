"""Nothing dated later than the world: in every table, by every column."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

import westphalia as wp
from westphalia.record.asof import known_by
from westphalia.record.schema import Column, Table, Timing
from westphalia.record.tables import declared

YEARS = (1913, 1990, 2021)


@pytest.fixture(scope="module")
def worlds():
    return {year: wp.load().as_of(year) for year in YEARS}


@pytest.mark.parametrize("name", sorted(declared()))
@pytest.mark.parametrize("year", YEARS)
def test_no_table_holds_anything_later(worlds, name, year):
    frame = worlds[year].table(name).collect()
    timing = declared()[name].timing
    if timing is None:
        return
    if timing.smoothed:
        assert frame.is_empty()
        assert worlds[year].withheld(name) == timing.smoothed
        return
    start = frame[timing.start].drop_nulls()
    if start.dtype == pl.String:
        start = start.str.extract(r"-(\d{4})").cast(pl.Int16)
        assert start.null_count() == 0
    bound = year - timing.lag
    assert start.is_empty() or (
        start.max() <= date(bound, 12, 31) if start.dtype == pl.Date else start.max() <= bound
    )
    for column in frame.columns:
        known = frame[column].drop_nulls()
        if known.dtype == pl.Date and not known.is_empty():
            assert known.max() <= date(year, 12, 31), column
    if timing.end is not None:
        last = frame[timing.end].drop_nulls()
        assert last.is_empty() or last.dtype == pl.Date or last.max() <= year
        hidden = [
            column.name for column in declared()[name].columns if column.outcome and column.name != timing.end
        ]
        open_cases = frame.filter(pl.col(timing.end).is_null())
        assert all(open_cases[name].null_count() == open_cases.height for name in hidden)


def test_ends_and_outcomes_of_open_cases_are_hidden():
    table = Table(
        "wars",
        "",
        "",
        (
            Column("start", "date", ""),
            Column("end", "date", "", null=True),
            Column("outcome", "str", "", null=True, outcome=True),
        ),
        ("start",),
        Timing("start", "end"),
        0,
    )
    frame = pl.LazyFrame(
        {
            "start": [date(1914, 8, 1), date(1912, 10, 8), date(1939, 9, 1)],
            "end": [date(1918, 11, 11), date(1913, 5, 30), date(1945, 5, 8)],
            "outcome": ["lost", "won", "won"],
        }
    )
    rows = known_by(frame, table, 1915).sort("start").collect().rows()
    assert rows == [(date(1912, 10, 8), date(1913, 5, 30), "won"), (date(1914, 8, 1), None, None)]


def test_a_list_coded_in_retrospect_appears_later():
    world = wp.load().as_of(1990)
    assert world.table("rivalries").select(pl.col("first").max()).collect().item() <= 1985


def test_as_of_can_only_go_back():
    world = wp.load().as_of(1950)
    assert world.as_of(2000).last_known == 1950
    assert world.as_of(1900).last_known == 1900


def test_nato_is_not_known_before_it_was_founded():
    # The North Atlantic Treaty was signed on 4 April 1949; ATOP 3180.
    assert wp.load().as_of(1948).table("pacts").filter(atopid=3180).collect().is_empty()
    assert not wp.load().as_of(1949).table("pacts").filter(atopid=3180).collect().is_empty()


def test_a_total_of_all_that_followed_is_hidden(worlds):
    """Deliveries run to the end of the register: until then nobody knows what was delivered of an order."""
    totals = {
        name: [column.name for column in table.columns if column.outcome]
        for name, table in declared().items()
        if table.timing is not None and table.timing.end is None and any(c.outcome for c in table.columns)
    }
    assert totals == {"arms_orders": ["tiv_delivered"]}
    for year in YEARS[1:]:
        orders = worlds[year].table("arms_orders").collect()
        assert orders["tiv_delivered"].null_count() == orders.height > 0
        assert orders["tiv_ordered"].null_count() < orders.height
    whole, last = (world.table("arms_orders").collect() for world in (wp.load(), wp.load().as_of(2025)))
    assert whole.equals(last)
    assert whole["tiv_delivered"].null_count() < whole.height
    assert whole.schema == worlds[1990].table("arms_orders").collect_schema()


def test_sql_hides_it_too(worlds):
    answer = worlds[1990].sql("select count(*), count(tiv_delivered), max(order_year) from arms_orders")
    assert [tuple(row)[1:] for row in answer.rows] == [(0, 1990)]


def test_who_has_not_yet_ruled_is_not_known(worlds):
    """Thatcher took office in 1979, Major in 1990 (Archigos: UKG-1979, UKG-1990)."""
    known = {year: set(worlds[year].table("leader_traits").collect()["obsid"]) for year in YEARS}
    assert "UKG-1979" in known[1990] - known[1913]
    assert "UKG-1990" in known[1990]
    assert not any(int(name.split("-")[1]) > 1990 for name in known[1990])
    assert worlds[1990].withheld("leader_willingness")
    assert worlds[1990].table("leader_willingness").collect().is_empty()


def test_that_fighting_is_over_is_known_a_year_later(worlds):
    """An episode ends in a year when the next has none: at the end of 1990 that is known of 1989."""
    episodes = worlds[1990].table("armed_conflicts").collect()
    last = episodes.filter(pl.col("year") == 1990)
    assert last.height > 0
    assert last["episode_ends"].null_count() == last["episode_end"].null_count() == last.height
    before = episodes.filter(pl.col("year") < 1990)
    assert before.equals(wp.load().table("armed_conflicts").filter(pl.col("year") < 1990).collect())
