"""The rule that chooses the pairs whose events are coded by hand."""

import polars as pl
import pytest
import yaml

from sources.event_pairs import ERAS, FILE, REASONS, chosen, largest, most_capable, opposed, sanctioned
from westphalia.record.world import load

TABLES = ("capabilities", "war_dyad_years", "dispute_dyad_years", "trade", "sanctions", "contiguity")


@pytest.fixture(scope="module")
def stored():
    return {tuple(row["pair"]): tuple(row["why"]) for row in yaml.safe_load(FILE.read_text("utf-8"))}


def tables(**changed):
    """Return small tables: two neighbours of forty states, a war, no disputes, one flow, no sanctions."""
    states = range(1, 41)
    plain = {
        "capabilities": pl.DataFrame(
            {"ccode": states, "year": [1900] * 40, "cinc": [1 / code for code in states]}
        ),
        "war_dyad_years": pl.DataFrame({"ccode1": [40, 5, 38], "ccode2": [39, 4, 37], "year": [1900] * 3}),
        "dispute_dyad_years": pl.DataFrame(
            {"list": ["cow"], "dispnum": [1], "ccode1": [1], "ccode2": [2], "year": [1900]}
        ).with_columns(sidea1=True, sidea2=False),
        "trade": pl.DataFrame({"importer": [7], "exporter": [6], "year": [1900], "value": [5.0]}),
        "sanctions": pl.DataFrame({"sender": [8], "target": [9], "year": [1900], "route": ["own"]}),
        "contiguity": pl.DataFrame({"ccode1": [39], "ccode2": [40]}),
    }
    return {**plain, **changed}


def test_wars_count_among_neighbours_and_the_most_capable_only():
    assert chosen(tables()) == {(4, 5): ("war",), (6, 7): ("trade",), (39, 40): ("war",)}


def test_the_same_tables_in_another_order_choose_the_same_pairs():
    turned = {name: frame.reverse() for name, frame in tables().items()}
    assert list(chosen(turned)) == list(chosen(tables()))


def test_a_dispute_counts_once_whatever_its_years_and_allies_never():
    rows = pl.DataFrame(
        {
            "list": ["cow"] * 3,
            "dispnum": [1, 1, 2],
            "ccode1": [1] * 3,
            "ccode2": [2] * 3,
            "year": [1900, 1901, 1902],
        }
    )
    against = rows.with_columns(sidea1=True, sidea2=False)
    assert opposed(against, 2) == {(1, 2)}
    assert opposed(against, 3) == set()
    assert opposed(rows.with_columns(sidea1=True, sidea2=True), 1) == set()


def test_trade_is_both_flows_each_year_by_its_share():
    flows = pl.DataFrame(
        {
            "importer": [1, 2, 3, 3],
            "exporter": [2, 1, 1, 1],
            "year": [1900, 1900, 1900, 1901],
            "value": [2.0, 2.0, 3.0, 1.0],
        }
    )
    assert largest(flows, 1) == {(1, 3)}


def test_sanctions_are_counted_by_sender_and_those_of_unions_left_out():
    rows = pl.DataFrame({"sender": [1, 1, 2], "target": [2, 2, 1], "year": [1, 2, 3], "route": ["own"] * 3})
    assert sanctioned(rows, 2) == {(1, 2)}
    assert sanctioned(rows, 3) == set()
    assert sanctioned(rows.with_columns(route=pl.lit("eu")), 1) == set()


def test_of_equals_the_lower_number_is_more_capable():
    equal = pl.DataFrame({"ccode": [3, 1, 2], "cinc": [0.1, 0.1, None]})
    assert most_capable(equal, 1) == {1}


def test_the_stored_pairs_are_in_order_each_with_its_reasons(stored):
    assert list(stored) == sorted(stored)
    assert all(a < b for a, b in stored)
    assert {reason for why in stored.values() for reason in why} == set(REASONS)
    assert ERAS[0][0] == 1816


def test_the_rule_still_gives_what_is_stored_but_for_changes_of_the_tables(stored):
    world = load()
    now = chosen({name: world.table(name).collect() for name in TABLES})
    assert len(now.keys() & stored.keys()) >= 0.95 * len(stored)
