"""Two simulations beside each other, run by run or from what was saved; and what is no saved simulation."""

from __future__ import annotations

import json

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from tests.report.test_simulate_page import GIVEN, made
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report import views
from westphalia.report.text import render_text
from westphalia.report.views.simulate_difference import APART, PAIRED, page_of_difference
from westphalia.system.difference import difference
from westphalia.system.saved import LARGEST, load_result
from westphalia.system.state import start

OTHER = {**GIVEN, "name": "other", "description": "Both sign more"}


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def now(world):
    return start(world.as_of(2022), 2022)


@pytest.fixture(scope="module")
def two(world, now):
    return made(world, now), made(world, now, gap=5.0, given=OTHER)


def pacts(found, year=2025):
    rows = found.differences.filter((pl.col("name") == "pacts") & (pl.col("year") == year))
    return rows.row(0, named=True)


def test_the_same_luck_is_told_run_by_run(two):
    """The luck of the two is the same, so that three pacts more are three in every run, and surely so."""
    found = difference(*two)
    row = pacts(found)
    assert found.paired
    assert found.unlike == ()
    assert (row["mean"], row["low"], row["high"], row["mean_low"], row["mean_high"]) == pytest.approx((3, 3, 3, 3, 3))  # fmt: skip
    assert row["two"] - row["one"] == pytest.approx(3)
    others = found.differences.filter(pl.col("name") != "pacts")
    assert (others["mean"].abs() < 1e-9).all()
    assert set(found.differences["region"]) == {"World", "Iran"}
    back = pacts(difference(two[1], two[0]))
    assert back["mean"] == pytest.approx(-3)


def test_of_runs_that_failed_in_either_nothing_is_told(world, now):
    one, other = made(world, now, failed=(3,)), made(world, now, gap=5.0, given=OTHER, failed=(3, 7))
    assert one.good_runs.tolist() == [run for run in range(1, 41) if run != 3]
    assert pacts(difference(one, other))["mean"] == pytest.approx(3)


def test_what_was_saved_comes_back(two, tmp_path):
    one = load_result(two[0].save(tmp_path / "one.json"))
    for name in ("outcomes", "differences"):
        mine, theirs = getattr(one, name), getattr(two[0], name)
        assert mine.columns == theirs.columns
        assert mine.equals(theirs), name
    assert (one.scenario.name, one.scenario.start, one.runs, one.seed, one.hash) == ("trial", 2022, 40, 1, "abc")  # fmt: skip
    assert wp.load_result is load_result


def test_of_what_was_saved_means_are_told(two, tmp_path):
    one, other = (load_result(each.save(tmp_path / f"{at}.json")) for at, each in enumerate(two))
    found = difference(one, other)
    row, mine = pacts(found), [pacts(each) for each in two]
    assert not found.paired
    assert row["mean"] == pytest.approx(3)
    assert row["low"] is None
    wide = np.hypot(*((each["mean_high"] - each["mean_low"]) / 2 for each in mine))
    assert wide > 0
    assert (row["mean_low"], row["mean_high"]) == pytest.approx((3 - wide, 3 + wide))
    assert difference(two[0], other).paired is False
    assert found.to_dict()["differences"][0]["interval"] is None


def test_in_what_they_are_not_alike_is_said(two, tmp_path):
    document = {**two[0].to_dict(), "runs": 20, "seed": 7, "westphalia": {"edition": "a"}}
    (tmp_path / "one.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "two.json").write_text(json.dumps({**document, "seed": 8, "westphalia": {"edition": "b"}}), encoding="utf-8")  # fmt: skip
    one, other = (load_result(tmp_path / f"{name}.json") for name in ("one", "two"))
    assert difference(one, other).unlike == ("The seed of the one is 7, of the other 8.", "The edition of the one is a, of the other b.")  # fmt: skip
    assert difference(two[0], one).unlike[0] == "The number of runs of the one is 40, of the other 20."


def test_the_page_leads_with_what_can_be_told(world, two):
    found = difference(*two)
    document = {"westphalia": world.stamp(), **found.to_dict()}
    page = page_of_difference(world, found, document)
    assert page.title == "other beside trial: 2023 to 2025"
    assert page.standfirst == f"Pacts of few in force in 2025: 3 more in other than in trial on average (3 to 3), each beside its own baseline. {PAIRED}"  # fmt: skip
    told = {row[0]: row[3] for row in page.sections[0].grids[0].rows}
    assert told["Pacts of few in force"] == "3 (3 to 3)"
    assert not any(gap for name, gap in told.items() if name != "Pacts of few in force")
    assert "Both sign more" in render_text(page, 200)
    same = difference(two[0], two[0])
    page = page_of_difference(world, same, {"westphalia": world.stamp(), **same.to_dict()})
    assert page.standfirst.startswith("In 2025 the two make no difference to each other in the system as a whole")  # fmt: skip


def test_files_at_the_prompt(world, two, tmp_path, capsys):
    from westphalia import cli

    paths = [str(each.save(tmp_path / f"{at}.json")) for at, each in enumerate(two)]
    assert cli.run(("simulate", "--diff", *paths)) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Pacts of few in force in 2025: 3 more in other than in trial on average" in said
    assert APART in said
    table = views.ask("simulate", {"diff": paths[0], "scenario": paths[1]}, world).table
    assert table.heads[4:7] == ("one", "two", "mean")
    assert cli.run(("simulate", "--diff", paths[0])) == 2
    assert "A difference is of two." in capsys.readouterr().err
    assert cli.run(("simulate", "--diff", *paths, "--trace")) == 2
    assert "Ask each alone with --trace." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "bad.json is no JSON."),
        ("[" * 100_000, "bad.json is no JSON."),
        ("[]", "bad.json is no saved simulation."),
        ("{}", "scenario: Field required"),
        ('{"scenario": {"name": "a", "start": 2022, "years": 3}, "runs": 0, "seed": 1, "hash": "", "outcomes": [], "differences": []}', "runs: Input should be greater than or equal to 1"),
        ('{"scenario": {"name": "a", "start": 2022, "years": 3}, "runs": 1, "seed": 1, "hash": "", "outcomes": [], "differences": [{"name": "pacts", "region": "World", "unit": "", "year": 2023, "mean": NaN, "interval": [0, 1], "mean_interval": [0, 1]}]}', "differences.0.mean: Input should be a finite number"),
    ],
)  # fmt: skip
def test_what_is_no_saved_simulation(tmp_path, text, said):
    (tmp_path / "bad.json").write_text(text, encoding="utf-8")
    with pytest.raises(NotUnderstood) as wrong:
        load_result(tmp_path / "bad.json")
    assert said in str(wrong.value)


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    for path in (tmp_path, tmp_path / "none.json"):
        with pytest.raises(NotUnderstood, match="Give the path of a saved simulation"):
            load_result(path)
    monkeypatch.setattr("westphalia.system.saved.LARGEST", 10)
    (tmp_path / "large.json").write_text('{"scenario": 1}', encoding="utf-8")
    with pytest.raises(NotUnderstood, match=r"large\.json is larger than"):
        load_result(tmp_path / "large.json")
    assert LARGEST == 64_000_000


def test_nothing_in_common(world, now, two, tmp_path):
    document = two[0].to_dict()
    for row in document["differences"]:
        row["year"] += 100
    (tmp_path / "late.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(NoAnswer, match="trial and trial have no outcome of a year in common"):
        difference(two[0], load_result(tmp_path / "late.json"))
