"""Drawn worlds: one draw a quantity, the same in whatever order, centred and spread as the source says."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy import stats

from westphalia.errors import NotUnderstood
from westphalia.record.draws import Draw, DrawnWorld, path
from westphalia.record.schema import Interval
from westphalia.record.spread import deviation
from westphalia.record.tables import declared
from westphalia.record.world import load


@pytest.fixture(scope="module")
def world():
    return load()


UNCERTAIN = [(table, column) for table in declared().values() for column in table.uncertain()]


def ids(case) -> str:
    return f"{case[0].name}.{case[1].name}"


@pytest.mark.parametrize("case", UNCERTAIN, ids=ids)
def test_the_columns_that_say_how_uncertain_are_there(case):
    table, column = case
    names = {each.name for each in table.columns}
    spread = column.spread
    assert ({spread.low, spread.high} if isinstance(spread, Interval) else {spread}) < names
    assert column.type.startswith("float")


def test_what_is_uncertain():
    assert {table.name for table, _ in UNCERTAIN} == {
        "democracy_indices", "economy", "economy_gw", "ideal_points", "ideal_points_by_issue", "ideal_points_estimated",
        "ideal_points_filtered", "leader_willingness", "relations", "relations_filtered", "territorial_threat",
    }  # fmt: skip


@pytest.mark.parametrize("case", UNCERTAIN, ids=ids)
def test_draws_are_centred_and_spread_as_the_source_says(world, case):
    """Each row is held against its own estimate; how many standard deviations they are away is standard normal."""
    table, column = case
    of = column.name
    held = world.table(table.name).select(*table.key, of, deviation(column).alias("deviation"))
    rows = held.drop_nulls().filter(pl.col("deviation") > 0).collect()
    drawn = DrawnWorld(world, Draw(1)).table(table.name).select(*table.key, pl.col(of).alias("drawn"))
    met = rows.lazy().join(drawn, on=table.key, how="left").collect()
    assert met.height == rows.height
    value, sd, found = (met[name].cast(pl.Float64).to_numpy() for name in (of, "deviation", "drawn"))
    if column.minimum == 0 and column.maximum is None:
        scale = np.sqrt(np.log1p((sd / value) ** 2))
        score = (np.log(found) - np.log(value) + scale**2 / 2) / scale
    else:
        score = (found - value) / sd
    if column.maximum is None:
        assert abs(score.mean()) < 5 / np.sqrt(len(score))
        assert abs(score.std() - 1) < 5 / np.sqrt(len(score))
        assert stats.kstest(score, "norm").statistic < 2.2 / np.sqrt(len(score))
    else:
        assert found.min() >= column.minimum
        assert found.max() <= column.maximum
        inside = (found > column.minimum) & (found < column.maximum)
        assert abs(score[inside]).mean() == pytest.approx(np.sqrt(2 / np.pi), abs=0.05)


def test_positive_estimates_stay_positive_and_keep_their_mean(world):
    """A hundred draws of all incomes: their mean is the estimate, though a deviation may be as large as that."""
    keys = ["ccode", "year"]
    total = sum(
        DrawnWorld(world, Draw(n)).table("economy").select("mrgdppc").collect().to_series()
        for n in range(1, 101)
    )
    rows = world.table("economy").select(*keys, "mrgdppc", "sd_mrgdppc").collect()
    away = (total / 100 - rows["mrgdppc"]) / rows["sd_mrgdppc"] * 10
    assert abs(away.mean()) < 0.05
    assert away.std() == pytest.approx(1, abs=0.05)


def test_a_draw_hangs_on_nothing_but_its_key(world):
    """Not on which rows are asked for, on their order, or on what was asked before."""
    whole = DrawnWorld(world, Draw(3)).table("relations").collect()
    some = DrawnWorld(world, Draw(3)).table("relations")
    for part in (
        some.filter(ccode1=2, ccode2=365),
        some.filter(pl.col("year") == 1950).sort("ccode2"),
        some.select("ccode1", "ccode2", "year", "mean").tail(1000),
    ):
        rows = part.collect()
        assert rows.height
        met = rows.join(whole, on=["ccode1", "ccode2", "year"])
        assert (
            met["mean"].equals(met["mean_right"], check_names=False)
            or (met["mean"] == met["mean_right"]).all()
        )


def test_draws_and_seeds_differ_and_nothing_else_changes(world):
    one = DrawnWorld(world, Draw(1)).table("ideal_points_filtered").collect()
    assert one.drop("mean").equals(world.table("ideal_points_filtered").collect().drop("mean"))
    for other in (Draw(2), Draw(1, seed=2)):
        again = DrawnWorld(world, other).table("ideal_points_filtered").collect()
        assert abs(np.corrcoef(one["mean"] - again["mean"], one["sd"])[0, 1]) < 0.1
        assert (one["mean"] != again["mean"]).mean() > 0.99
    assert (
        world.table("capabilities")
        .collect()
        .equals(DrawnWorld(world, Draw(1)).table("capabilities").collect())
    )


def test_a_draw_of_the_past_is_that_draw(world):
    """What a world of the past knows is the same draw as today's, and stays drawn when it looks further back."""
    then = DrawnWorld(world, Draw(1)).as_of(1990)
    assert then.last_known == 1990
    past = then.as_of(1985).table("ideal_points_filtered").collect()
    today = DrawnWorld(world, Draw(1)).table("ideal_points_filtered").collect()
    assert past["year"].max() == 1985
    assert past.equals(
        past.drop("mean")
        .join(today, on=["series", "ccode", "year", "votes", "sd"], maintain_order="left")
        .select(past.columns)
    )
    assert then.whole().table("ideal_points_filtered").collect().equals(today)


@pytest.mark.parametrize("persistence", [0.5, 0.9, 1.0])
def test_errors_persist_as_far_as_is_asked(persistence):
    units = np.repeat(np.arange(4000), 3)
    years = np.tile(np.array([200, 201, 205]), 4000)
    at = path(1, [units], years, persistence).reshape(-1, 3)
    limit = 5 / np.sqrt(4000)
    assert abs(at.std(axis=0) - 1).max() < limit
    assert np.corrcoef(at[:, 0], at[:, 1])[0, 1] == pytest.approx(persistence, abs=limit)
    assert np.corrcoef(at[:, 0], at[:, 2])[0, 1] == pytest.approx(persistence**5, abs=limit)
    assert (path(1, [units[3:5]], years[3:5], persistence) == at[1, :2]).all()


def test_persistence_is_a_correlation():
    with pytest.raises(NotUnderstood, match=r"persistence of 1\.5"):
        Draw(1, persistence=1.5)


def test_a_session_is_a_time_too(world):
    """Ideal points by issue are dated by session."""
    lasting = DrawnWorld(world, Draw(1, persistence=1.0)).table("ideal_points_by_issue").collect()
    column = next(column for table, column in UNCERTAIN if table.name == "ideal_points_by_issue")
    rows = world.table("ideal_points_by_issue").with_columns(deviation(column).alias("sd")).collect()
    score = rows.select("issue", "ccode", ((lasting["mean"] - rows["mean"]) / rows["sd"]).alias("score"))
    within = score.group_by("issue", "ccode").agg(pl.col("score").std())
    assert within["score"].max() < 1e-3
