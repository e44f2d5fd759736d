"""Sanctions coded by hand: what corrections do to the cases of the release, who takes part when, and whom a case means."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from sources.adapters.sanctions_by_hand import by_rule, flags, problems_of, year
from sources.in_force import acting, by_year, known_years, supplement, takes_part
from westphalia.record.readers.gsdb import KINDS

RELEASE = pl.DataFrame(
    {
        "case_id": [1, 2, 3],
        "sanctioned_state": ["Iran", "Norway", "India"],
        "sanctioning_state": ["Spain, United Kingdom", "China", "UN"],
        "begin": [2010, 2010, 1965],
        "end": [2012, 2014, 1966],
        **{kind: [0, 0, 0] for kind in KINDS},
        "descr_trade": ["exp_part", None, None],
    }
).with_columns(trade=pl.Series([1, 0, 0]), arms=pl.Series([0, 0, 1]))


def correction(
    case: int, column: str, printed: Any, right: Any, start: str = "2010", end: str | None = None
) -> dict[str, Any]:
    return {"id": f"x-{start}", "kind": "correction", "cases": [case], "column": column, "printed": printed, "right": right, "start": start, "end": end}  # fmt: skip


def corrected(*rows: dict[str, Any]) -> pl.DataFrame:
    return known_years(RELEASE, rows).sort("case_id", "year")


def test_an_end_that_came_earlier_takes_years_away_and_one_that_came_later_adds_them() -> None:
    found = corrected(correction(2, "end", 2014, 2011), correction(1, "end", 2012, None))
    assert found.filter(case_id=2)["year"].to_list() == [2010, 2011]
    lasting = found.filter(case_id=1)
    assert lasting["year"].to_list() == list(range(2010, 2026))
    assert lasting["lists"].to_list() == ["gsdb"] * 3 + ["supplement"] * 13


def test_a_case_that_never_was_is_in_no_year() -> None:
    assert 3 not in corrected(correction(3, "case", "in force", "none"))["case_id"]


def test_a_kind_is_corrected_in_its_years_and_they_rest_on_both() -> None:
    change = correction(1, "trade", "exp_part", ["exports complete", "imports complete"], "2011", "2011-06")
    found = corrected(change, correction(1, "arms", 0, 1, "2012")).filter(case_id=1)
    assert found["exports"].to_list() == found["imports"].to_list() == [False, True, False]
    assert found["arms"].to_list() == [0, 0, 1]
    assert found["lists"].to_list() == ["gsdb", "both", "both"]
    gone = corrected(correction(1, "trade", "exp_part", [])).filter(case_id=1)
    assert gone["trade"].sum() == 0


def test_senders_are_replaced() -> None:
    found = corrected(correction(1, "senders", "Spain, United Kingdom", "Spain"))
    assert set(found.filter(case_id=1)["sanctioning_state"]) == {"Spain"}
    assert set(found.filter(case_id=2)["sanctioning_state"]) == {"China"}


@pytest.mark.parametrize(
    ("case", "column", "printed"), [(1, "end", 2013), (1, "trade", None), (9, "end", 2012), (2, "arms", 1)]
)
def test_a_correction_that_quotes_what_is_not_printed_fails(case: int, column: str, printed: Any) -> None:
    with pytest.raises(ValueError, match=f"case {case} has"):
        corrected(correction(case, column, printed, None))


BOYCOTT = {
    "id": "boycott-1950", "kind": "case", "start": "1950", "end": "1953-04", "senders": ["EU", 670, 651], "targets": [666],
    "restricts": ["exports complete", "imports partial", "arms"], "meant": "state", "joined": {670: "1952"}, "left": {651: "1951-02"},
}  # fmt: skip


def test_who_joined_and_who_left_takes_part_in_between() -> None:
    assert [takes_part(BOYCOTT, 670, at) for at in (1951, 1952, 1953)] == [False, True, True]
    assert [takes_part(BOYCOTT, 651, at) for at in (1950, 1951, 1952)] == [True, True, False]
    union = pl.DataFrame({"ccode": [220, 211], "year": [1951, 1952]})
    found = acting([BOYCOTT], union).filter(year=1951)
    assert set(found["ccode"].drop_nulls()) == {651, 220}
    assert found["institution"].drop_nulls().to_list() == ["EU"]
    assert found.filter(ccode=220)["union"].item()


def test_a_case_is_in_force_in_each_of_its_years_with_its_kinds() -> None:
    assert [key for key, _ in by_year([BOYCOTT])] == [(-1, at) for at in range(1950, 1954)]
    row = supplement([BOYCOTT]).row(0, named=True)
    assert (row["trade"], row["arms"], row["exports"], row["imports"], row["lists"]) == (
        1,
        1,
        True,
        False,
        "supplement",
    )
    assert (year("2016-02"), year("2016-02", last=True), year(None, last=True)) == (2016, 2016, 2025)
    assert flags({"restricts": ["financial"]})["trade"] == 0
    assert [supplement([{**BOYCOTT, **aid}])["aid"].any() for aid in ({}, {"aid": True})] == [False, True]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"restricts": ["exports"]}, "unknown restriction exports"),
        ({"meant": "all"}, "unknown aim all"),
        ({"senders": [1]}, "no state has the number 1"),
        ({"left": {2: "1960"}}, "2 left and is no sender"),
        ({"kind": "episode"}, "a episode needs imposed"),
        ({"kind": "correction", "column": "name"}, "unknown column name"),
    ],
)
def test_what_is_wrong_with_a_row_is_told(change: dict[str, Any], said: str) -> None:
    assert not list(problems_of(BOYCOTT))
    assert said in list(problems_of({**BOYCOTT, **change}))


def case(
    begin: int,
    kinds: str,
    objective: str = "democracy",
    sender: str = "EU",
    target: str = "Mali",
    trade: str | None = None,
) -> dict[str, Any]:
    flagged = dict(zip(KINDS, (int(letter in kinds) for letter in "tamfvo"), strict=True))
    return {**flagged, "begin": begin, "objective": objective, "sanctioning_state": sender, "sanctioned_state": target, "descr_trade": trade}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "meant", "persons"),
    [
        (case(2011, "fv"), "persons", False),
        (case(1981, "fv"), "state", False),
        (case(2011, "f", "other"), "persons", False),
        (case(2011, "f"), "government", False),
        (case(1974, "f", "other"), "government", False),
        (case(1990, "mf"), "government", False),
        (case(2002, "amfv"), "state", True),
        (case(2002, "amfv", target="Syria"), "state", False),
        (case(2014, "t"), "state", False),
        (case(2019, "tf", sender="United States", trade="exp_part,imp_part"), "persons", False),
        (case(2019, "tf", sender="Japan", trade="exp_part,imp_part"), "state", False),
        (case(1985, "tf", sender="United States", trade="exp_part,imp_part"), "state", False),
    ],
)
def test_whom_a_case_means_by_rule(given: dict[str, Any], meant: str, persons: bool) -> None:
    found = by_rule(given)
    assert (found["meant"], found["persons"], found["mandate"]) == (meant, persons, False)
    assert found["aid"] is (meant == "government")
    assert by_rule({**given, "sanctioning_state": "UN"})["mandate"]
