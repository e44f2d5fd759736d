"""Breadth and severity of sanctions: weights fixed before they began, losses by hand, nothing later, and the contrast of mid-2022."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from docs.sanction_severity import PAGE, naive, page
from tests.measures.asking import states
from westphalia.errors import NotUnderstood
from westphalia.measures import sanction_severity
from westphalia.measures.sanction_severity.contrast import OIL, agreed, contrast, trade_lost_lately
from westphalia.measures.sanction_severity.exposure import (
    BASE,
    BEFORE,
    FADES,
    begun,
    shutting,
    trade,
    weighed,
)
from westphalia.measures.values import of_states

MEASURE = {measure.name: measure for measure in sanction_severity.MEASURES}
RUSSIA, IRAN = 365, 630


@pytest.fixture(scope="module")
def world():
    return wp.load()


def value(world, name, code, year):
    return float(of_states(world, name, (code,), (year, year))[0])


def test_a_short_pause_is_no_new_beginning():
    years = [1950, 1951, 1962, 1974, 1975]
    cases = pl.DataFrame({"sender": [2] * 5 + [20], "target": [40] * 6, "year": [*years, 1951]})
    found = begun(cases).sort("sender", "year")["start"].to_list()
    assert found == [
        1950,
        1950,
        1950,
        1974,
        1974,
        1951,
    ]  # a pause of ten years from 1951 to 1962, of eleven to 1974


def test_what_begins_later_changes_no_beginning():
    cases = pl.DataFrame({"sender": [2, 2], "target": [40, 40], "year": [1950, 1960]})
    assert begun(cases)["start"].to_list()[0] == begun(cases[:1])["start"].to_list()[0]


def test_weights_are_from_before_the_sender_began(world):
    row = weighed(world).row(
        by_predicate=(pl.col("sender") == 2) & (pl.col("target") == RUSSIA) & (pl.col("year") == 2022),
        named=True,
    )
    assert row["start"] == 2014
    pair = pl.DataFrame(
        {"sender": [2], "target": [RUSSIA]}, schema_overrides={"sender": pl.Int16, "target": pl.Int16}
    )
    before = trade(world, pair).filter(pl.col("year").is_between(2014 - BEFORE, 2013)).sort("year").tail(BASE)
    assert before["year"].to_list() == [2009, 2010, 2011, 2012, 2013]
    assert row["share"] == pytest.approx(before["share"].mean())
    assert (
        weighed(world).filter(sender=255, target=IRAN, year=2022)["start"].item() == 2006
    )  # Resolution 1737


def test_exposure_is_the_sum_of_the_weights(world):
    rows = weighed(world).filter(target=IRAN, year=2014)
    assert value(world, "sanction_exposure_trade", IRAN, 2014) == pytest.approx(min(1, rows["share"].sum()))
    money = rows.filter(pl.col("financial"))["output"].sum()
    assert value(world, "sanction_exposure_output_financial", IRAN, 2014) == pytest.approx(money)


def test_the_trap(world):
    now, before = (
        naive(world),
        {
            code: shutting(weighed(world)).filter(target=code, year=2014)["share"].sum()
            for code in (RUSSIA, IRAN)
        },
    )
    assert now[IRAN, 2014] < 0.2 < 0.5 < now[RUSSIA, 2014]
    assert before[IRAN] > 4 * now[IRAN, 2014]
    assert before[RUSSIA] < 1.25 * now[RUSSIA, 2014]


def test_no_sanctions_no_exposure(world):
    assert value(world, "sanction_exposure_trade", RUSSIA, 2013) == 0
    assert np.isnan(value(world, "sanction_loss_trade", RUSSIA, 2013))
    assert np.isnan(value(world, "sanction_exposure_trade", RUSSIA, 1948))
    assert np.isnan(value(world, "sanction_exposure_trade", RUSSIA, 2024))
    assert np.isnan(value(world, "sanction_exposure_trade", 260, 2000))  # West Germany was no more
    assert np.isnan(value(world, "sanction_exposure_known", RUSSIA, 2013))


def test_oil_lost_by_hand(world):
    oil = (
        world.table("oil").filter(source=OIL).select("ccode", "year", "crude_exports").drop_nulls().collect()
    )
    part = oil.with_columns(part=pl.col("crude_exports") / pl.col("crude_exports").sum().over("year")).filter(
        ccode=RUSSIA
    )
    parts = dict(part.select("year", "part").iter_rows())
    assert value(world, "sanction_loss_oil", RUSSIA, 2014) == pytest.approx(
        1 - parts[2014] / np.mean([parts[year] for year in range(2009, 2014)])
    )
    assert value(world, "sanction_loss_oil", IRAN, 2020) > 0.8
    assert value(world, "sanction_loss_oil", IRAN, 2017) < 0.3


def test_trade_lost_of_a_lone_sender_by_hand(world):
    """In 2008 Georgia alone sanctioned Russia."""
    pair = pl.DataFrame(
        {"sender": [372], "target": [RUSSIA]}, schema_overrides={"sender": pl.Int16, "target": pl.Int16}
    )
    rows = {row["year"]: row for row in trade(world, pair).iter_rows(named=True)}
    gdp = world.table("economy").select("ccode", "year", "pwtrgdp").drop_nulls().collect()
    totals = dict(gdp.group_by("year").agg(pl.col("pwtrgdp").cast(pl.Float64).sum()).iter_rows())
    own = {(code, year): size / totals[year] for code, year, size in gdp.iter_rows()}
    base = range(2003, 2008)
    usual = np.mean([rows[year]["part"] for year in base])
    size = np.mean([own[372, year] * own[RUSSIA, year] for year in base])
    expected = usual * rows[2008]["all"] * own[372, 2008] * own[RUSSIA, 2008] / size
    assert value(world, "sanction_loss_trade", RUSSIA, 2008) == pytest.approx(
        1 - rows[2008]["flow"] / expected, rel=1e-4
    )


def test_an_embargo_ends_trade(world):
    assert value(world, "sanction_loss_trade", 40, 1965) > 0.95  # Cuba
    assert value(world, "sanction_loss_trade", 645, 1995) > 0.9  # Iraq
    assert value(world, "sanction_loss_oil", 645, 1995) > 0.9


def test_duration(world):
    load = states(world, "sanction_load", np.array([RUSSIA, IRAN]), (1949, 2023))
    exposure = states(world, "sanction_exposure_output", np.array([RUSSIA, IRAN]), (1949, 2023))
    assert np.array_equal(np.isnan(load), np.isnan(exposure))
    recent = slice(2000 - 1949, None)
    fade = 0.5 ** (1 / FADES)
    assert load[:, recent][:, 1:] == pytest.approx(
        fade * load[:, recent][:, :-1] + exposure[:, recent][:, 1:]
    )
    assert load[0, 1960 - 1949] == pytest.approx(
        (exposure[0, : 1961 - 1949] * fade ** np.arange(11, -1, -1)).sum()
    )
    assert value(world, "sanction_load", IRAN, 2022) == pytest.approx(load[1, 2022 - 1949])
    assert value(world, "sanction_age", RUSSIA, 2014) == 1
    assert value(world, "sanction_age", RUSSIA, 2021) == pytest.approx(8, abs=0.05)  # Ukraine since 2016
    assert np.isfinite(states(world, "sanction_load", np.array([2]), (1940, 1950))[0, 9:]).all()


@pytest.mark.parametrize("name", sorted(MEASURE))
def test_nothing_later(world, name):
    then, codes = world.as_of(2014), np.array([2, 40, RUSSIA, IRAN, 651, 731, 816])
    found, full = (states(at, name, codes, (1990, 2023)) for at in (then, world))
    assert found[:, :25] == pytest.approx(full[:, :25], nan_ok=True)
    assert np.isnan(found[:, 25:]).all()


@pytest.mark.long  # range and coverage of five years are in test_registry.py
@pytest.mark.parametrize("name", sorted(MEASURE))
def test_within_the_range_and_the_coverage(world, name):
    measure = MEASURE[name]
    codes = np.array(world.members(2000, "cow"))
    first, last = measure.span(world)
    years = np.array(sorted({*range(1945, 2026, 10), first - 1, first, last, min(last + 1, 2025)}))
    found = np.hstack([states(world, name, codes, (year, year)) for year in years.tolist()])
    assert np.isnan(found[:, (years < first) | (years > last)]).all()
    known = found[np.isfinite(found)]
    low, high = measure.range()
    assert known.size
    assert low is None or known.min() >= low
    assert high is None or known.max() <= high + 1e-12
    assert known.std() > 0
    one = states(world, name, codes[::-1][:7], (last - 2, last))
    assert one[:, 2] == pytest.approx(found[::-1][:7, years == last][:, 0], nan_ok=True)


def test_breadth(world):
    assert value(world, "sanction_kinds", RUSSIA, 2022) == 6
    assert value(world, "sanction_breadth", RUSSIA, 2022) == 1
    assert 0 < value(world, "sanction_breadth", IRAN, 2022) < 1
    assert value(world, "sanction_breadth", RUSSIA, 2013) == 0


def test_sides_that_agree():
    assert agreed(["a", "equal", "unknown"]) == "a"
    assert agreed(["a", "b"]) == "mixed"
    assert agreed(["a", "mixed"]) == "mixed"
    assert agreed(["equal", "unknown"]) == "unknown"


def test_the_contrast_of_mid_2022(world):
    found = contrast(world, "Russia", "Iran", 2022)
    assert (found.breadth, found.of("exposure"), found.of("loss"), found.of("duration")) == (
        "a",
        "mixed",  # more of the world restricts Russia's finance, all of it keeps something from Iran
        "b",
        "b",  # that the Soviet Union had been under CoCom is no load a generation later
    )
    assert (found.severity, found.claim) == ("mixed", "mixed")
    by = {figure.name: figure for figure in found.figures}
    assert (by["designations"].a, by["designations"].b) == (1704, 987)
    assert by["sanction_loss_trade"].heavier == "unknown"
    assert by["sanction_loss_trade"].observed_a == 2014
    assert "2014" in by["sanction_loss_trade"].why
    turned = contrast(world, "Iran", "Russia", 2022)
    assert (turned.breadth, turned.of("loss"), turned.claim) == ("b", "a", "mixed")


def test_a_contrast_without_record(world):
    found = contrast(world, "Russia", "Iran", 1935)
    assert found.claim == "insufficient_coverage"
    assert {figure.heavier for figure in found.figures} == {"unknown"}
    with pytest.raises(NotUnderstood, match="month 13"):
        contrast(world, "Russia", "Iran", 2022, 13)


def test_losses_of_2023(world):
    lost = dict(trade_lost_lately(world).iter_rows())
    assert 0.2 < lost[RUSSIA] < 0.6 < lost[IRAN] < 1


def test_the_page_is_what_is_computed(world):
    assert PAGE.read_text(encoding="utf-8") == page(world)
