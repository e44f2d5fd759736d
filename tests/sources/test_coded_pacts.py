"""Pacts and defence agreements coded by hand: words that are known, states that were there, the great ones, and none that a list has."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sources.adapters import coded_pacts
from sources.source import EVENTS, Inputs, by_hand
from westphalia.record.readers.atop import OBLIGATIONS

PACTS = by_hand(EVENTS / "coded" / "pacts.yaml")
AGREEMENTS = by_hand(EVENTS / "coded" / "defence_agreements.yaml")
ROW: dict[str, Any] = {
    "id": "a-b-2020",
    "kind": "signed",
    "start": "2020-05-04",
    "end": None,
    "in_force": "2020-06",
    "parties": [2, 200],
    "obligations": ["defense"],
    "name": "Treaty",
    "title": "Two states sign a treaty.",
    "citation": "A report of the day, 4 May 2020",
    "verified": False,
    "coded_on": date(2026, 11, 30),
    "checked_on": None,
    "checked_how": None,
}


class Given(Inputs):
    """Inputs that read what a test gives."""

    def __init__(self, pacts: list[dict[str, Any]], agreements: list[dict[str, Any]] | None = None) -> None:
        super().__init__(Path())
        self.given = {coded_pacts.PACTS.id: pacts, coded_pacts.AGREEMENTS.id: agreements or []}

    def events(self, source: Any, name: str) -> Any:
        return self.given[source.id]


def test_words_become_columns_and_a_day_of_entry_its_first() -> None:
    row = coded_pacts.pacts(Given([ROW])).row(0, named=True)
    assert [name for name in OBLIGATIONS if row[name]] == ["defense"]
    assert (row["start"], row["in_force"]) == (date(2020, 5, 4), date(2020, 6, 1))


@pytest.mark.parametrize("words", [[], ["friendship"], ["defense", "Defense"]])
def test_a_row_without_an_obligation_or_with_a_strange_one_is_refused(words: list[str]) -> None:
    with pytest.raises(ValueError, match="a-b-2020"):
        coded_pacts.pacts(Given([{**ROW, "obligations": words}]))


def test_who_joins_promises_and_so_do_those_who_were_there() -> None:
    joined = {**ROW, "kind": "joined", "parties": [375], "members": [2, 200]}
    assert coded_pacts.parts(Given([joined])).select("ccode", "part", "promises").rows() == [
        (375, "party", True),
        (2, "member", True),
        (200, "member", True),
    ]


def test_a_guarantee_is_promised_by_who_gives_it() -> None:
    given = coded_pacts.parts(Given([{**ROW, "promised_by": [2]}]))
    assert dict(given.select("ccode", "promises").iter_rows()) == {2: True, 200: False}


@pytest.mark.parametrize("kind", ["suspended", "ended"])
def test_what_ends_promises_nothing(kind: str) -> None:
    given = coded_pacts.parts(Given([{**ROW, "kind": kind}]))
    assert given["promises"].to_list() == [None, None]


def test_there_are_as_many_as_were_asked_for_and_no_name_stands_twice() -> None:
    names = [row["id"] for row in (*PACTS, *AGREEMENTS)]
    assert len(names) == len(set(names)) >= 250


@pytest.mark.parametrize(
    ("rows", "first"), [(PACTS, 2019), (AGREEMENTS, 2011)], ids=("pacts", "defence_agreements")
)
def test_rows_are_of_the_years_after_the_lists_and_name_each_state_once(
    rows: list[dict[str, Any]], first: int
) -> None:
    for row in rows:
        states = [*row["parties"], *(row.get("members") or ())]
        assert first <= int(row["start"][:4]) <= 2025, row["id"]
        assert len(states) == len(set(states)) >= 2, row["id"]
        assert set(row.get("promised_by") or ()) <= set(row["parties"]), row["id"]
        assert row["kind"] != "joined" or row["members"], row["id"]
        assert row["kind"] != "ended" or row["end"] == row["start"], row["id"]


@pytest.mark.parametrize(
    ("name", "day", "parties", "promised"),
    [
        ("pakistan-saudi-arabia-2025", "2025-09-17", {670, 770}, "defense"),
        ("north-korea-russia-2024", "2024-06-19", {365, 731}, "defense"),
        ("finland-nato-2023", "2023-04-04", {375}, "defense"),
        ("sweden-nato-2024", "2024-03-07", {380}, "defense"),
        ("iran-russia-2025", "2025-01-17", {365, 630}, "nonagg"),
        ("belarus-russia-2024", "2024-12-06", {365, 370}, "defense"),
    ],
)
def test_the_great_ones_are_there(name: str, day: str, parties: set[int], promised: str) -> None:
    (row,) = (row for row in PACTS if row["id"] == name)
    assert (row["start"], set(row["parties"])) == (day, parties)
    assert promised in row["obligations"]
    assert row["verified"]


def test_iran_and_russia_promise_no_help() -> None:
    (row,) = (row for row in PACTS if row["id"] == "iran-russia-2025")
    assert "defense" not in row["obligations"]


def test_none_has_both_an_agreement_and_a_pact_of_one_day() -> None:
    """What promises an obligation stands among the pacts alone."""
    signed = {(row["start"], tuple(sorted(row["parties"]))) for row in PACTS if row["kind"] == "signed"}
    twice = [row["id"] for row in AGREEMENTS if (row["start"], tuple(sorted(row["parties"]))) in signed]
    assert twice == []


def test_the_tables_are_as_the_files() -> None:
    inputs = Inputs(Path())
    parts = coded_pacts.parts(inputs)
    assert coded_pacts.pacts(inputs).height == len(PACTS)
    assert coded_pacts.agreements(inputs).height == len(AGREEMENTS)
    assert parts["id"].n_unique() == len(PACTS) + len(AGREEMENTS)
    assert parts.filter(pl.col("pact"))["id"].n_unique() == len(PACTS)
