"""States shut out by others, coded by hand: whole rows, of all eras and kinds, nearly all verified, none coded elsewhere."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from sources.adapters import coded_conflict, coded_shut_out
from sources.adapters.coded_shut_out import rows, whole
from sources.adapters.edtf import when
from sources.coded import latest
from sources.members import listed
from sources.source import Inputs
from westphalia.record.tables.coded_shut_out import EXTENTS, KINDS

INPUTS = Inputs(Path())
ROWS = rows(INPUTS)
ERAS = ((1815, 1870, 25), (1871, 1913, 25), (1914, 1945, 25), (1946, 1990, 30), (1991, 2025, 25))
"""First and last year of an era, and how many episodes at least begin in it."""


def episode(**changed):
    row = {
        "id": "germany-arms-1920",
        "kind": "limits",
        "of": 255,
        "by": [200, 220],
        "organisation": None,
        "extent": "full",
    }
    return {**row, **changed}


@pytest.mark.parametrize(("first", "last", "least"), ERAS)
def test_every_era_has_its_episodes(first, last, least):
    begun = Counter(when(row["start"]).first.year for row in ROWS)
    assert sum(number for year, number in begun.items() if first <= year <= last) >= least


def test_every_kind_and_extent_is_used():
    assert {row["kind"] for row in ROWS} == set(KINDS)
    assert {row["extent"] for row in ROWS} == set(EXTENTS)


def test_nineteen_in_twenty_are_verified():
    assert sum(row["verified"] for row in ROWS) >= 0.95 * len(ROWS)


def test_states_are_of_the_lists():
    assert {ccode for row in ROWS for ccode in (row["of"], *row["by"])} <= listed()


def test_an_organisation_is_named_where_it_shuts_out():
    assert all(row["organisation"] for row in ROWS if row["kind"] == "organisation")


def test_no_refusal_of_recognition_is_coded_twice():
    """One state's refusal of another stands here or in recognition.yaml, not in both at a time."""
    refused = [
        (by, of, when(row["start"]).first, latest(row["end"] or "2025-12-31"))
        for row in coded_conflict.rows(INPUTS, "coded_recognition")
        for by in row["by"]
        for of in row["of"]
    ]
    twice = [
        (row["id"], by)
        for row in ROWS
        if row["kind"] == "recognition"
        for by in row["by"]
        for b, o, first, last in refused
        if (b, o) == (by, row["of"])
        and first <= latest(row["end"] or "2025-12-31")
        and when(row["start"]).first <= last
    ]
    assert twice == []


def test_no_episode_is_there_twice():
    """No state is shut out twice by the same states from the same on the same day."""
    keys = Counter(
        (row["kind"], row["of"], row["start"], row["organisation"], tuple(sorted(row["by"]))) for row in ROWS
    )
    twice = {key for key, number in keys.items() if number > 1}
    assert twice <= {("limits", 255, "1920-01-10", None, (200, 211, 220, 325))}


@pytest.mark.parametrize(
    "changed",
    [
        {"extent": "wide"},
        {"of": None},
        {"by": []},
        {"by": [255, 200]},
        {"by": [200, 200]},
        {"kind": "organisation"},
    ],
)
def test_an_episode_that_is_not_whole_is_named(changed):
    with pytest.raises(ValueError, match="germany-arms-1920"):
        whole([episode(**changed)])


def test_an_organisation_may_be_named_with_other_kinds():
    assert whole([episode(kind="embargo", organisation="League of Nations")])


def test_by_has_a_row_for_each_state_that_shut_out():
    frame = coded_shut_out.by(INPUTS)
    assert frame.columns == ["id", "ccode", "start"]
    assert frame.height == sum(len(row["by"]) for row in ROWS)
