"""Days in rows: states in the system and leaders in office."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from westphalia import panel
from westphalia.errors import WestphaliaError
from westphalia.panel import fill
from westphalia.record.world import load

WORLD = load()


@pytest.mark.parametrize(("system", "column"), [("cow", "ccode"), ("gw", "code")])
def test_days_of_a_state_are_those_of_its_spells(edition, system, column):
    asked = panel.state_days(WORLD, (1936, 1946), system)
    rows = asked.collect()
    assert rows.equals(rows.sort(asked.keys))
    assert not rows.select(asked.keys).is_duplicated().any()
    counted = dict(rows.group_by(rows.columns[0]).len().iter_rows())
    expected = {}
    for row in edition("memberships").filter(system=system).iter_rows(named=True):
        begin, end = (
            max(row["start"], date(1936, 1, 1)),
            min(row["end"] or date(1946, 12, 31), date(1946, 12, 31)),
        )
        if begin <= end:
            expected[row[column]] = expected.get(row[column], 0) + (end - begin).days + 1
    assert counted == expected


def test_germany_in_1990():
    rows = panel.state_days(WORLD, (1990, 1990)).collect()
    west, all_of_it = rows.filter(ccode=260)["date"], rows.filter(ccode=255)["date"]
    assert (west.max(), all_of_it.min()) == (date(1990, 10, 2), date(1990, 10, 3))
    assert len(west) + len(all_of_it) == 365


def test_two_centuries_fit():
    asked = panel.state_days(WORLD, (1816, 2025))
    rows, size = asked.size()
    assert rows > 6_000_000
    assert size == fill.needed(rows, 3)
    states = panel.state_years(WORLD, (1816, 2025)).collect()
    years = asked.collect().select("ccode", "year").unique()
    assert years.sort("ccode", "year").equals(states)


def test_additions_attach_by_year():
    rows = panel.state_days(WORLD, (2000, 2000)).add("capabilities").collect()
    assert rows.filter(ccode=630)["cinc"].n_unique() == 1
    year = panel.state_years(WORLD, (2000, 2000)).add("capabilities").collect()
    assert rows.filter(ccode=630)["cinc"][0] == year.filter(ccode=630)["cinc"].item()


def test_on_the_day_of_a_handover_two_are_in_office(edition):
    asked = panel.leader_days(WORLD, (1960, 1965), "cow")
    rows = asked.collect()
    assert rows.equals(rows.sort(asked.keys))
    assert rows.filter(ccode=2, date=date(1963, 11, 22))["leader"].to_list() == ["Kennedy", "Johnson"]
    kennedy = edition("leader_spells_archigos").filter(obsid="USA-1961").row(0, named=True)
    assert rows.filter(obsid="USA-1961").height == (kennedy["enddate"] - kennedy["startdate"]).days + 1


@pytest.mark.parametrize("standardize", ["none", "cow", "gw"])
def test_leader_years_are_the_years_of_leader_days(standardize):
    days = panel.leader_days(WORLD, (1915, 1950), standardize)
    years = panel.leader_years(WORLD, (1915, 1950), standardize)
    key = list(years.keys)
    assert days.collect().select(key).unique().sort(key).equals(years.collect().select(key))


def test_what_does_not_fit_is_refused_with_its_size(monkeypatch):
    monkeypatch.setattr(fill, "available", lambda: 1_000_000)
    with pytest.raises(WestphaliaError, match=r"too large: 6,\d+,\d+ rows of 3 columns need about 0.3 GB"):
        panel.state_days(WORLD, (1816, 2025)).collect()
    with pytest.raises(WestphaliaError, match="fewer years"):
        panel.dyad_years(WORLD, (1816, 2010)).collect()
    assert panel.state_years(WORLD, (1816, 1816)).collect().height == 23


def test_a_system_that_does_not_tell_its_memory(monkeypatch):
    monkeypatch.setattr(fill, "available", lambda: None)
    assert panel.state_days(WORLD, (1816, 1816)).collect().filter(pl.col("ccode") == 200).height == 366


def test_memory_is_told_where_the_system_does():
    free = fill.available()
    assert free is None or free > 10_000_000
