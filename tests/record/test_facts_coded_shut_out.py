"""States shut out by others: each was a state at the time, and well-known episodes stand with their days."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from westphalia.record.world import load

LAST = date(2025, 12, 31)


def test_states_were_members_of_the_system_for_a_part_of_the_time(edition):
    spells: dict[int, list[tuple[date, date]]] = {}
    members = edition("memberships").filter(system="cow")
    for ccode, start, end in members.select("ccode", "start", "end").iter_rows():
        spells.setdefault(ccode, []).append((start, end or LAST))
    episodes = {row["id"]: row for row in edition("coded_shut_out").to_dicts()}
    parts = [(key, row["of"]) for key, row in episodes.items()]
    parts += edition("coded_shut_out_by").select("id", "ccode").rows()
    strangers = [
        (key, ccode)
        for key, ccode in parts
        if not any(
            start <= (episodes[key]["end"] or LAST) and episodes[key]["start"] <= end
            for start, end in spells.get(ccode, ())
        )
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("name", "of", "by", "start", "end"),
    [
        ("france-concert-1815", 220, 200, date(1815, 11, 20), date(1818, 11, 15)),
        ("russia-black-sea-1856", 365, 200, date(1856, 3, 30), date(1871, 3, 13)),
        ("serbia-pig-war-1906", 345, 300, date(1906, 3, 1), date(1909, 6, 30)),
        ("germany-league-1920", 255, 220, date(1920, 1, 10), date(1926, 9, 8)),
        ("egypt-arab-league-1979", 651, 652, date(1979, 3, 31), date(1989, 5, 23)),
        ("cuba-oas-1962", 40, 2, date(1962, 1, 31), date(2009, 6, 3)),
        ("taiwan-un-1971", 713, 710, date(1971, 10, 25), None),
    ],
)
def test_well_known_episodes(edition, name, of, by, start, end):
    row = edition("coded_shut_out").row(by_predicate=pl.col("id") == name, named=True)
    assert (row["of"], row["start"], row["end"]) == (of, start, end)
    assert by in edition("coded_shut_out_by").filter(id=name)["ccode"]


def test_each_episode_has_those_who_did_it(edition):
    assert set(edition("coded_shut_out")["id"]) == set(edition("coded_shut_out_by")["id"])


def test_an_earlier_year_knows_no_later_episode_and_no_later_end():
    episodes = load().as_of(1990).scan("coded_shut_out").collect()
    assert episodes["start"].max() <= date(1990, 12, 31)
    assert episodes.row(by_predicate=pl.col("id") == "cuba-oas-1962", named=True)["end"] is None
