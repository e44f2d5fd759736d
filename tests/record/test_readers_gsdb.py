"""The reader of the Global Sanctions Data Base."""

from pathlib import Path

import polars as pl
import pytest

from westphalia.errors import NotUnderstood
from westphalia.record.readers import gsdb

HEADER = (
    "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other,"
    "target_mult,sender_mult,objective,success\n"
)
CODES = {
    "Russia": 365,
    "Iran": 630,
    "United States": 2,
    "Norway": 385,
    "United Kingdom": 200,
    "France": 220,
    "North Korea": 731,
    "Belarus": 370,
    "Vietnam": 816,
    "South Vietnam": 817,
    "Hong Kong": None,
}
UNION = pl.DataFrame({"ccode": [220, 200, 220], "year": [2014, 2014, 2021]})


def names(spellings: pl.Series, years: pl.Series | None) -> pl.Series:
    return pl.Series([CODES[name] for name in spellings], dtype=pl.Int64)


def given(tmp_path: Path, *rows: str) -> Path:
    path = tmp_path / "GSDB_V4.csv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="latin-1")
    return path


def derived(tmp_path: Path, *rows: str) -> gsdb.InForce:
    return gsdb.derive(gsdb.read(given(tmp_path, *rows)), names, UNION)


def test_names_with_commas_are_not_torn_apart() -> None:
    assert gsdb.split_names("Korea, North, Egypt, Arab Rep.,Russia") == [
        "Korea, North",
        "Egypt, Arab Rep.",
        "Russia",
    ]


def test_a_case_is_in_force_from_its_first_to_its_last_year(tmp_path: Path) -> None:
    found = derived(tmp_path, "1,Iran,United States,1979,1981,1,imp_part,0,0,1,0,0,0,0,a,b")
    assert found.dyads["year"].to_list() == [1979, 1980, 1981]
    assert found.dyads.row(0, named=True) == {
        "sender": 2,
        "target": 630,
        "year": 1979,
        "route": "own",
        "cases": 1,
        "trade": 1,
        "arms": 0,
        "military": 0,
        "financial": 1,
        "travel": 0,
        "other": 0,
        "embargo": False,
        "since": 1979,
    }


def test_the_union_is_expanded_to_the_members_of_the_year_and_no_other_institution_is(tmp_path: Path) -> None:
    rows = (
        "1,Russia,EU,2014,2014,0,,0,0,1,0,0,0,0,a,b",
        "2,Russia,UN,2014,2014,0,,0,0,1,0,0,0,0,a,b",
        "3,Russia,EU,2021,2021,0,,0,0,1,0,0,0,0,a,b",
    )
    found = derived(tmp_path, *rows)
    assert found.dyads.select("sender", "year", "route").rows() == [
        (200, 2014, "eu"),
        (220, 2014, "eu"),
        (220, 2021, "eu"),
    ]
    assert found.institutions.select("institution", "year").rows() == [
        ("EU", 2014),
        ("EU", 2021),
        ("UN", 2014),
    ]


def test_own_and_common_sanctions_of_a_member_make_one_row(tmp_path: Path) -> None:
    rows = (
        "1,Russia,EU,2014,2014,0,,0,0,1,0,0,0,0,a,b",
        "2,Russia,United Kingdom,2014,2014,0,,1,0,0,0,0,0,0,a,b",
    )
    found = derived(tmp_path, *rows)
    assert found.dyads.filter(pl.col("sender") == 200).select("route", "cases", "arms", "financial").row(
        0
    ) == ("both", 2, 1, 1)
    assert found.targets.row(0, named=True)["cases"] == 2


def test_a_member_named_beside_the_union_is_counted_once(tmp_path: Path) -> None:
    found = derived(tmp_path, '1,Russia,"EU, France, Norway",2014,2014,0,,0,0,1,0,0,0,1,a,b')
    assert found.dyads.select("sender", "route", "cases").rows() == [
        (200, "eu", 1),
        (220, "own", 1),
        (385, "own", 1),
    ]


def test_several_targets_each_get_the_case(tmp_path: Path) -> None:
    found = derived(
        tmp_path, '1,"Korea, North, Russia, Hong Kong",United States,2022,2022,0,,0,0,1,0,0,1,0,a,b'
    )
    assert found.dyads["target"].to_list() == [365, 731]
    assert "Hong Kong" in found.notes[0]


def test_a_case_against_no_state_is_dropped_with_its_reason(tmp_path: Path) -> None:
    rows = (
        "1,Terrorist Organizations (Taliban),UN,2001,2002,0,,0,0,1,0,0,0,0,a,b",
        "2,Hong Kong,United States,2020,2023,0,,0,0,1,0,0,0,0,a,b",
    )
    assert derived(tmp_path, *rows).dropped == {
        "the target is not a state (armed group)": 1,
        "the target is not a state (dependency or unlisted)": 1,
    }


def test_no_state_sanctions_itself(tmp_path: Path) -> None:
    assert derived(tmp_path, "1,EU,France,2014,2014,1,exp_part,0,0,0,0,0,0,0,a,b").dyads[
        "target"
    ].to_list() == [200]


def test_a_spell_starts_again_after_a_year_without_sanctions(tmp_path: Path) -> None:
    rows = (
        "1,Iran,United States,1979,1981,0,,0,0,1,0,0,0,0,a,b",
        "2,Iran,United States,1983,1984,0,,0,0,1,0,0,0,0,a,b",
    )
    assert derived(tmp_path, *rows).dyads["since"].to_list() == [1979, 1979, 1979, 1983, 1983]


def test_an_embargo_is_complete_both_ways_in_one_case_or_in_several(tmp_path: Path) -> None:
    rows = (
        '1,Iran,United States,1995,1995,1,"exp_compl,imp_compl",0,0,0,0,0,0,0,a,b',
        "2,Iran,Norway,1995,1996,1,exp_compl,0,0,0,0,0,0,0,a,b",
        "3,Iran,Norway,1996,1996,1,imp_compl,0,0,0,0,0,0,0,a,b",
    )
    assert derived(tmp_path, *rows).dyads.select("sender", "year", "embargo").rows() == [
        (2, 1995, True),
        (385, 1995, False),
        (385, 1996, True),
    ]


def test_cases_are_counted_by_who_is_meant_where_that_is_known(tmp_path: Path) -> None:
    cases = gsdb.read(
        given(
            tmp_path,
            "1,Iran,United States,1995,1995,0,,1,0,1,1,0,0,0,a,b",
            "2,Iran,United States,1995,1995,0,,0,0,1,1,0,0,0,a,b",
            '3,Iran,UN,1995,1995,1,"exp_compl,imp_compl",0,0,0,0,0,0,0,a,b',
        )
    )
    known = gsdb.years(cases).with_columns(
        meant=pl.Series(["state", "persons", "territory"]),
        persons=pl.Series([True, False, False]),
        aid=pl.Series([False, False, False]),
        lists=pl.Series(["gsdb", "supplement", "gsdb"]),
        mandate=pl.Series([False, False, True]),
    )
    targets, senders = (gsdb.parties(known, side, names, UNION) for side in gsdb.PARTIES)
    found = gsdb.in_force(known, targets, senders, cases)
    row = found.dyads.row(0, named=True)
    assert (row["cases"], row["on_state"], row["on_persons"], row["state_cases"], row["lists"]) == (
        2,
        1,
        1,
        1,
        "both",
    )
    assert (row["state_arms"], row["state_financial"], row["financial"]) == (1, 0, 2)
    bound = found.mandates.row(0, named=True)
    assert (bound["institution"], bound["on_territory"], bound["state_cases"]) == ("UN", 1, 0)
    assert not bound["embargo"], "a ban on all trade with a territory is no embargo of the state"


def test_south_vietnam_after_1975_is_vietnam(tmp_path: Path) -> None:
    found = derived(tmp_path, "1,South Vietnam,United States,1974,1976,0,,0,0,1,0,0,0,0,a,b")
    assert found.dyads.select("target", "year").rows() == [(816, 1976), (817, 1974), (817, 1975)]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("1,Iran,United States,1985,1981,1,imp_part,0,0,1,0,0,0,0,a,b", "line 2: begin is after end"),
        ("1,Iran,United States,1979,1981,2,imp_part,0,0,1,0,0,0,0,a,b", "line 2: trade is neither 0 nor 1"),
        ("1,Iran,United States,1979,1981,1,half,0,0,1,0,0,0,0,a,b", "line 2: descr_trade holds other words"),
        ("1,,United States,1979,1981,1,imp_part,0,0,1,0,0,0,0,a,b", "line 2: sanctioned_state is empty"),
        ("1,Iran,United States,79,81,1,imp_part,0,0,1,0,0,0,0,a,b", "line 2: begin or end is no year"),
        (
            "1.5,Iran,United States,1979,1981,1,imp_part,0,0,1,0,0,0,0,a,b",
            "line 2: case_id is '1.5', not a whole number",
        ),
    ],
)
def test_values_out_of_place_are_named(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(NotUnderstood) as caught:
        gsdb.read(given(tmp_path, row))
    assert fault in str(caught.value)


def test_a_repeated_case_is_a_fault(tmp_path: Path) -> None:
    row = "1,Iran,United States,1979,1981,1,imp_part,0,0,1,0,0,0,0,a,b"
    with pytest.raises(NotUnderstood) as caught:
        gsdb.read(given(tmp_path, row, row))
    assert "2 faults" in str(caught.value)
    assert "line 3: case_id repeats" in str(caught.value)


def test_latin_1_is_read(tmp_path: Path) -> None:
    assert (
        gsdb.read(given(tmp_path, "1,Iran,São,1979,1981,1,imp_part,0,0,1,0,0,0,0,a,b"))[
            "sanctioning_state"
        ].item()
        == "São"
    )
