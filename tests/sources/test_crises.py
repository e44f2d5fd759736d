"""Crises by actor and pair, changes of territory: what is made of the files of the publishers."""

from datetime import date

import polars as pl
import pytest

from sources.adapters import icb, territorial_change
from sources.predecessors import of_successor
from sources.tables.borders import independences, territorial_changes
from sources.tables.crises import crises, crisis_dyads
from westphalia.record.tables.states import PROCEDURES


def test_a_state_that_ended_hands_its_code_on_from_that_day():
    days = [date(1990, 10, 2), date(1990, 10, 3), date(1995, 12, 15), date(1999, 3, 24)]
    frame = pl.DataFrame({"ccode": [260, 260, 678, 365], "day": days})
    assert frame.select(of_successor("ccode", pl.col("day")))["ccode"].to_list() == [260, 255, 679, 365]


def test_days_that_are_parts_of_a_month_are_a_month(inputs):
    """66, 77 and 88 in the file are early, middle and late."""
    frame = icb.actors(inputs)
    assert frame.height == 1_126
    assert set(frame["start_precision"]) == {"day", "month"}
    assert (frame.filter(pl.col("start_precision") == "month")["start"].dt.day() == 1).all()


def test_rows_of_adversaries_are_accounted_for(inputs):
    built = crisis_dyads(inputs)
    assert built.read == 1_388
    assert built.frame.height == built.read - sum(built.dropped.values())
    assert built.frame["ccode1"].lt(built.frame["ccode2"]).all()
    counted = icb.dyads(inputs).filter(pl.col("crisis") == 510).height
    assert (
        counted
        == 4
        == built.dropped["crisis 510, the Russian invasion of Ukraine, a placeholder without dates"]
    )


def test_a_crisis_goes_from_its_first_actor_to_its_last(inputs):
    frame = crises(inputs).frame.filter(pl.col("crisis") == 222)
    assert frame.select("start", "end", "actors").row(0) == (date(1967, 5, 17), date(1967, 6, 11), 6)


@pytest.mark.parametrize("build", [territorial_changes, independences])
def test_changes_are_accounted_for(inputs, build):
    built = build(inputs)
    assert built.frame.height == built.read - sum(built.dropped.values())


def test_version_6_has_all_of_the_older_list_but_one(inputs):
    older, full = territorial_change.claims(inputs), territorial_change.full(inputs)
    assert set(older["number"]) - set(full["number"]) == {592}
    both = older.join(full, on="number", suffix="_6").filter(pl.col("year") != pl.col("year_6"))
    assert both.select("number", "year", "year_6").rows() == [(511, 1920, 1918)]
    assert set(full["procedur"].drop_nulls()) == set(range(1, len(PROCEDURES) + 1))
