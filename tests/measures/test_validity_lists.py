"""The lists that say which states and pairs a driver should find: whole, in the system of states, of both labels in every era, and new."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from tests.conftest import ROOT

FILE = Path(__file__).parent / "validity" / "lists.csv"
EARLIER = ROOT.parent / "shared" / "cases" / "drivers.csv"
DIGEST = "7532429079efc3f6b02683003d4409a4db33cb6654c5efc9d74993b1c7c8fc89"
COLUMNS = ["driver", "era", "a", "b", "ccode_a", "ccode_b", "first", "last", "label", "why"]
ERAS = {f"{first}-{last}": (first, last) for first, last in (
    (1816, 1870), (1871, 1913), (1919, 1939), (1946, 1990), (1991, 2015), (2016, 2023),
)}  # fmt: skip
OF_STATES = {
    "core_member", "exclusion", "grievance_great_powers", "outside_options", "periphery", "revisionism",
    "sanction_exposure_output",
}  # fmt: skip
ORDERED = {
    "arms_dependence", "arms_replacement", "complementarity_arms", "junior", "share_gained_under_sanctions",
}  # fmt: skip
FEW = {"core_member": 15, "share_gained_under_sanctions": 20}
"""Drivers of which there are fewer cases in the world than thirty, and how many there are at least."""

ROWS = pl.read_csv(FILE, infer_schema_length=None).rows(named=True)


def case(row, driver="driver"):
    """Return what is judged: the driver and the state or the pair, in order where order counts."""
    pair = [row["ccode_a"], row["ccode_b"] or 0]
    return row[driver], tuple(pair if row[driver] in ORDERED else sorted(pair))


def spans(rows, driver="driver"):
    """Return the years in which each case is judged."""
    found = defaultdict(list)
    for row in rows:
        found[case(row, driver)].append((row["first"], row["last"]))
    return found


def test_nothing_is_edited_after_the_fact():
    assert sha256(FILE.read_bytes()).hexdigest() == DIGEST


def test_every_row_is_whole():
    assert list(ROWS[0]) == COLUMNS
    for row in ROWS:
        assert row["label"] in (0, 1), row
        assert row["why"], row
        assert (row["ccode_b"] is None) == (row["b"] is None) == (row["driver"] in OF_STATES), row
        assert row["ccode_a"] != row["ccode_b"], row


def test_years_lie_in_their_era():
    for row in ROWS:
        begin, end = ERAS[row["era"]]
        assert begin <= row["first"] <= row["last"] <= end, row


def test_states_are_in_the_system_in_all_their_years(edition):
    members = defaultdict(set)
    for row in edition("memberships").filter(pl.col("system") == "cow").iter_rows(named=True):
        members[row["ccode"]].update(
            range(row["start"].year, (row["end"] or date(ERAS["2016-2023"][1], 12, 31)).year + 1)
        )
    for row in ROWS:
        for state in (row["ccode_a"], row["ccode_b"]):
            assert state is None or set(range(row["first"], row["last"] + 1)) <= members[state], row


def test_an_abbreviation_is_one_state():
    named = {(row[side], row[f"ccode_{side}"]) for row in ROWS for side in "ab" if row[side]}
    assert len(named) == len(dict(named)) == len({code for _, code in named})


def test_no_case_is_judged_twice_in_a_year():
    for judged, years in spans(ROWS).items():
        ordered = sorted(years)
        assert all(one[1] < two[0] for one, two in pairwise(ordered)), judged


def test_drivers_have_enough_rows():
    counts = Counter((row["driver"], row["label"]) for row in ROWS)
    assert len({driver for driver, _ in counts}) == 23
    for (driver, label), count in counts.items():
        assert count >= (FEW.get(driver, 30) if label else 30), (driver, label, count)


def test_every_era_of_a_driver_has_both_labels():
    counts = Counter((row["driver"], row["era"], row["label"]) for row in ROWS)
    for driver, era, label in counts:
        least = 2 if driver == "core_member" else 4
        assert counts[driver, era, 1 - label] >= least, (driver, era, 1 - label)


def test_no_row_is_in_the_lists_of_before():
    if not EARLIER.is_file():
        pytest.skip(f"the lists of before are not here ({EARLIER})")
    before = spans(pl.read_csv(EARLIER, infer_schema_length=None).iter_rows(named=True), "measure")
    for judged, years in spans(ROWS).items():
        for first, last in years:
            assert all(end < first or last < begin for begin, end in before.get(judged, [])), judged
