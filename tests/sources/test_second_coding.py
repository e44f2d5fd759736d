"""The second coding: kappa as it is worked out by hand, differences settled and carried out, and agreement that is good enough."""

from __future__ import annotations

import math
from copy import deepcopy

import pytest

from docs.coding import coding_page
from docs.generate import HERE
from sources.second_coding import (
    FILE,
    HASHED,
    TABLES,
    agreements,
    differences,
    drawn,
    first_coding,
    kappa,
    kinds,
    near,
    pair,
    problems,
    same,
    settled,
    within,
)
from sources.source import by_hand

SECOND = by_hand(FILE)
FIRST = first_coding()
ENOUGH = 0.8


def crossed(cells: dict[str, int]) -> list[tuple[str, str]]:
    """Return the pairs of a table of counts whose keys are the letters that the two coders chose."""
    return [(both[0], both[1]) for both, count in cells.items() for _ in range(count)]


def test_kappa_is_that_worked_out_by_hand():
    # Agreed 30 of 40; the first has 25 a and 15 b, the second 21 a and 19 b: chance (25 * 21 + 15 * 19) / 1600 = 0.50625.
    found = kappa(crossed({"aa": 18, "ab": 7, "ba": 3, "bb": 12}))
    assert found.share == 0.75
    assert found.kappa == pytest.approx((0.75 - 0.50625) / (1 - 0.50625))


def test_the_error_is_that_worked_out_by_hand():
    # Shares: aa 1/2, bb 1/4, ab 1/4; a is 3/4 of the first and 1/2 of the second; agreed 3/4, chance 1/2, kappa 1/2 (formula 13).
    on = 1 / 2 * (1 / 2 - 5 / 4 * 1 / 4) ** 2 + 1 / 4 * (1 / 2 - 3 / 4 * 1 / 4) ** 2
    off = (1 / 4) ** 2 * 1 / 4 * (1 / 2 + 1 / 4) ** 2
    variance = (on + off - (3 / 8 - 1 + 3 / 4) ** 2) / (4 * (1 / 2) ** 4)
    found = kappa(crossed({"aa": 2, "bb": 1, "ab": 1}))
    assert (found.kappa, found.error) == (pytest.approx(0.5), pytest.approx(math.sqrt(variance)))


def test_kappa_of_the_example_of_its_authors():
    # Fleiss, Cohen and Everitt 1969: 200 cases, three diagnoses; kappa 0.429, standard error 0.054.
    shares = {"aa": 53, "ab": 5, "ac": 2, "ba": 11, "bb": 14, "bc": 5, "ca": 1, "cb": 6, "cc": 3}
    found = kappa(crossed({both: 2 * count for both, count in shares.items()}))
    assert found.n == 200
    assert (round(found.kappa, 3), round(found.error, 3)) == (0.429, 0.054)


@pytest.mark.parametrize(
    ("pairs", "value"),
    [
        (crossed({"aa": 5}), None),
        (crossed({"aa": 5, "bb": 5}), 1),
        (crossed({"ab": 5, "ba": 5}), -1),
        (crossed({"aa": 4, "ab": 4, "ba": 4, "bb": 4}), 0),
    ],
)
def test_the_ends_of_kappa(pairs, value):
    found = kappa(pairs)
    assert found.kappa == value
    assert (found.error is None) == (value is None)


def test_chance_within_tables_takes_away_what_the_table_tells():
    parts = [crossed({"aa": 9, "ab": 1}), crossed({"cc": 9, "cd": 1})]
    assert kappa([each for part in parts for each in part]).kappa > 0.8
    assert within(parts).kappa == pytest.approx(0)


@pytest.mark.parametrize(
    ("one", "two", "alike", "month"),
    [
        ("2020-03-01", "2020-03-01", True, True),
        ("2020-03", "2020-03-31", False, True),
        ("2020-03-01", "2020-04-01", False, True),
        ("2020-03-01", "2020-04-02", False, False),
        ("2020", "2021-02", False, False),
        ("2020-03-01", None, False, False),
        (None, None, True, True),
    ],
)
def test_dates_are_near_by_the_days_that_they_can_be(one, two, alike, month):
    for first, second in ((one, two), (two, one)):
        assert near(first, second) is alike
        assert near(first, second, 31) is month


def test_a_day_known_about_is_not_the_same_as_one_that_is_known():
    assert not same("start", "2020-03-01~", "2020-03-01")
    assert same("by", [2, 200], [200, 2])
    assert not same("content", ["general"], [])


def test_nothing_is_not_the_same_as_a_value_and_parts_are_those_of_each_state():
    assert same("right", None, None)
    assert not same("right", None, 2024)
    assert same("right", ["exports complete", "imports complete"], ["imports complete", "exports complete"])
    assert same("parts", {"actor": [2], "party": [94, 93]}, {"party": [93, 94], "actor": [2]})
    assert not same("parts", {"actor": [2], "target": [93]}, {"actor": [2], "party": [93]})


def test_the_part_of_each_state_is_measured_and_whether_a_kind_is_hostile():
    row = {
        "table": "events",
        "id": "a-1900",
        "kind": "treaty",
        "parts": {"party": [2, 20], "target": [365]},
    }
    first = {("events", "a-1900"): {"kind": "agreement", "parts": {"party": [2, 20], "concerned": [365]}}}
    found = {line.field: line.agreement for line in agreements([row], first)}
    assert (found["kind"].share, found["kind: hostile"].share) == (0, 1)
    assert (found["parts, all the same"].share, found["part of each state"].n) == (0, 3)
    assert found["part of each state"].share == pytest.approx(2 / 3)


def test_nobody_chose_the_rows_that_were_drawn_by_their_names():
    names = [(row["table"], row["id"]) for row in SECOND if row["table"] in HASHED]
    assert len(names) > 100
    assert all(drawn(*each) for each in names)
    assert 0.15 < sum(drawn(*each) for each in FIRST) / len(FIRST) < 0.25


def test_what_the_first_coder_had_stays_after_the_row_is_corrected():
    row = {
        "kind": "war",
        "differs": [{"field": "kind", "first": "force", "settled": "second", "reason": "r"}],
    }
    assert pair(row, "kind", {"kind": "war"}) == ("force", "war")
    each = row["differs"][0]
    assert settled(row, each) == "war"
    assert settled(row, each | {"settled": "open"}) == "force"
    assert settled(row, each | {"settled": "neither", "right": "threat"}) == "threat"


def test_every_difference_is_settled_and_carried_out():
    assert problems(SECOND, FIRST) == []
    assert len({(row["table"], row["id"]) for row in SECOND}) == len(SECOND)
    assert all("read_at" in row or "note" in row for row in SECOND if row["basis"] == "read")
    assert {row["basis"] for row in SECOND} == {"read", "knowledge"}


def test_a_row_on_which_both_were_wrong_can_be_corrected_later():
    row = next(deepcopy(row) for row in SECOND if "differs" not in row)
    name = (row["table"], row["id"])
    later = {name: FIRST[name] | {"start": "1999-01-01"}}
    assert problems([row], later) == [f"{row['table']} {row['id']}: start differs and is not settled"]
    row["differs"] = [
        {"field": "start", "first": row["start"], "settled": "neither", "right": "1999-01-01", "reason": "r"}
    ]
    assert problems([row], later) == []
    assert differences([row]) == []
    assert differences([row | {"start": "1998"}])


def broken(change):
    """Return what is wrong after a change of a row with a difference that went to the second."""
    row = next(
        deepcopy(row) for row in SECOND if [each["settled"] for each in row.get("differs", ())] == ["second"]
    )
    change(row)
    return problems([row], FIRST)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda row: row.update(id="none-1900"), "no such row"),
        (lambda row: row["differs"][0].update(settled="first"), "is not what was settled"),
        (lambda row: row["differs"][0].update(settled="both"), "not settled by a word"),
        (lambda row: row["differs"][0].update(reason=""), "not settled by a word"),
        (lambda row: row["differs"][0].update(first=row[row["differs"][0]["field"]]), "does not differ"),
        (lambda row: row["differs"][0].update(field="area"), "was not coded again"),
        (lambda row: row.update(kind="none"), "kind differs and is not settled"),
    ],
)
def test_what_is_wrong_with_a_second_coding_is_told(change, words):
    assert any(words in said for said in broken(change))


def test_rows_of_every_table_were_coded_again():
    assert {row["table"] for row in SECOND} == set(TABLES)


def test_the_two_coders_agree_on_kinds():
    together, apart = kinds(SECOND, FIRST)
    measured = [line for line in agreements(SECOND, FIRST) if line.agreement.kappa is not None]
    worst = sorted(measured, key=lambda line: line.agreement.kappa)[:5]
    said = "; ".join(f"{line.table} {line.field} {line.agreement.kappa:.2f}" for line in worst)
    assert min(together.kappa, apart.kappa) >= ENOUGH, f"worst: {said}"


def test_the_page_has_the_figures():
    assert (HERE / "coding.md").read_text(encoding="utf-8") == coding_page()
