"""Spells of fighting, slips mended, parties of armed conflicts."""

from datetime import date

import polars as pl

from sources.adapters.wars_by_hand import flat
from sources.tables.wars import mended, spells
from westphalia.record.readers.ucdp import parties

D = date


def _participation(**changed):
    row = {
        "WarNum": 139,
        "WarName": "World War II",
        "ccode": 365,
        "Side": 1,
        "Initiator": 2,
        "Outcome": 1,
        "WhereFought": 12,
        "BatDeath": 7_500_000,
    }
    days = {
        "StartYear1": 1941,
        "StartMonth1": 6,
        "StartDay1": 22,
        "EndYear1": 1945,
        "EndMonth1": 5,
        "EndDay1": 7,
    }
    second = dict.fromkeys(
        (f"{edge}{part}2" for edge in ("Start", "End") for part in ("Year", "Month", "Day")), -8
    )
    return pl.DataFrame([{**row, **days, **second, **changed}])


def test_one_spell_is_one_row():
    frame = spells(_participation())
    assert frame.select("start", "end", "deaths", "outcome", "initiator", "where_fought").rows() == [
        (D(1941, 6, 22), D(1945, 5, 7), 7_500_000, "won", False, "Europe, Asia")
    ]


def test_deaths_of_two_spells_are_counted_once():
    second = {
        "StartYear2": 1945,
        "StartMonth2": 8,
        "StartDay2": 8,
        "EndYear2": 1945,
        "EndMonth2": 8,
        "EndDay2": 14,
    }
    frame = spells(_participation(**second)).sort("start")
    assert frame["start"].to_list() == [D(1941, 6, 22), D(1945, 8, 8)]
    assert frame["deaths"].to_list() == [7_500_000, None]


def test_unknown_deaths_are_not_a_number():
    assert spells(_participation(BatDeath=-9))["deaths"].to_list() == [None]


def test_slips_are_mended_and_the_rest_is_left():
    names = ("warstrtmnth", "warstrtday", "warstrtyr", "warendmnth", "warenday", "warendyr")
    frame = pl.DataFrame(
        [(24, 10, 1918, 3, 11, 1918), (8, 11, 1916, 9, 29, 19118), (9, 22, 1980, 8, 20, 1988)],
        schema=list(names),
        orient="row",
    )
    assert mended(frame).select(names).rows() == [
        (10, 24, 1918, 11, 3, 1918),
        (8, 11, 1916, 9, 29, 1918),
        (9, 22, 1980, 8, 20, 1988),
    ]


def test_a_participant_has_from_its_war_what_it_does_not_say():
    war = {
        "name": "A war",
        "start": D(2022, 2, 24),
        "end": None,
        "deaths": 5000,
        "ccode1": [365, 731],
        "ccode2": [369],
        "participation": [{"ccode": 731, "start": D(2024, 12, 14), "end": None}],
    }
    frame = flat([war])
    assert frame.select("warnum", "ccode", "side", "start", "end", "initiator", "total").rows() == [
        (1001, 365, 1, D(2022, 2, 24), None, True, 5000),
        (1001, 731, 1, D(2024, 12, 14), None, False, 5000),
        (1001, 369, 2, D(2022, 2, 24), None, False, 5000),
    ]


def test_parties_are_states_once_a_side_with_their_codes():
    published = pl.DataFrame(
        {
            "conflict_id": [1, 1],
            "year": [1992, 1992],
            "gwno_a": [260, 260],
            "gwno_a_2nd": [220, 340],
            "gwno_b": [None, None],
            "gwno_b_2nd": [None, 2],
        },
        schema_overrides={"gwno_b": pl.Int64, "gwno_b_2nd": pl.Int64},
    )
    assert sorted(parties(published).select("ccode", "side", "role").rows()) == [
        (2, "B", "secondary"),
        (220, "A", "secondary"),
        (255, "A", "primary"),
        (345, "A", "secondary"),
    ]
