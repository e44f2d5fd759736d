"""The page of a simulation, from runs made by hand: what it says of a difference, of none, of what changed nothing, of runs that failed or were stopped."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import numpy as np
import polars as pl
import pytest

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.report import views
from westphalia.report.charts import waterfall
from westphalia.report.text import render_text
from westphalia.report.views.answer import AnswerTable
from westphalia.report.views.simulate import HEADS, rows_of
from westphalia.report.views.simulate_charts import fan
from westphalia.report.views.simulate_page import page_of
from westphalia.report.views.simulate_ranked import changed, followed_first
from westphalia.system.engine import FOLLOWED, TIED, RunBlock
from westphalia.system.outcomes import NAMES
from westphalia.system.reasons import with_spread, with_trace
from westphalia.system.result import gathered, standard_error
from westphalia.system.scenario import ready, scenario
from westphalia.system.state import start
from westphalia.system.trace import groups

GIVEN = {
    "name": "trial", "description": "Russia and Iran sign a pact", "start": 2022, "years": 3, "limits": ["What it says makes no difference."],
    "interventions": [{"do": "sign", "kind": "pact", "members": ["Russia", "Iran"], "year": 2023}, {"do": "lift", "senders": ["Japan"], "targets": ["Iran"], "year": 2024}],
    "outcomes": ["pacts", {"outcome": "democracy", "of": "Iran"}, {"first": "dispute", "between": ["Russia", "Iran"]}],
}  # fmt: skip


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.fixture(scope="module")
def now(world):
    return start(world.as_of(2022), 2022)


def made(world, now, gap=2.0, touched=(10, 0), failed=(), interrupted=False, given=GIVEN, runs=40):
    luck, own = (
        np.random.default_rng(1),
        np.random.default_rng(2),
    )  # the second, so that more outcomes change nothing of the gap
    one = np.repeat(100 + luck.normal(0, 5, (runs, 1, 3, len(NAMES))), 2, axis=1)
    one[:, 1, :, NAMES.index("pacts")] += gap + (own.normal(0, 0.5, (runs, 3)) if gap else 0)
    kept = np.zeros((runs, 2, 3, 3))
    kept[..., 1] = 0.2
    kept[: runs // 4, 1, 1:, 2] = 1
    given = scenario(given)
    states, pairs = (
        np.zeros((4, len(FOLLOWED), now.n)),
        np.zeros((4, len(TIED), now.n, now.n), dtype=np.int64),
    )
    at, i, j = FOLLOWED.index("democracy"), now.place(630), now.place(365)
    states[:, at, i] = np.array(
        [0.2 * runs, 0.25 * runs, 0.05 * runs, 4 * 0.5**2]
    )  # the same gap in every run, and so ten times it in each of four draws
    states[:, at, j] = np.array(
        [0.2 * runs, 0.3 * runs, 0.1 * runs, 4 * 10.0**2]
    )  # much more in some draws and much less in others
    for x, y in ((i, j), (j, i)):
        pairs[:, TIED.index("pact"), x, y] = [0, runs // 2, runs // 2, 4 * 5**2]
    why = dict.fromkeys(failed, "more treaties than there is room for")
    block = RunBlock(
        np.arange(1, runs + 1), one, np.array(touched), why, kept, states, pairs, np.zeros((runs, 1))
    )
    return gathered(given, 1, now, [block], "abc", given.asked(world, now), interrupted=interrupted)


def with_arms(found, many):
    """Return a block with the arms of a trace, all but the baseline being the scenario: nothing follows from what is done."""
    arms = np.concatenate([found.draws, np.repeat(found.draws[:, 1:], many - 2, axis=1)], axis=1)
    kept, nothing = np.zeros((*arms.shape[:3], 3)), np.zeros((4, 1, 1))
    return RunBlock(np.arange(1, len(arms) + 1), arms, np.zeros(1), {}, kept, nothing, nothing, np.zeros((len(arms), 1)))  # fmt: skip


def told(world, found):
    document = {"westphalia": world.stamp(), **found.to_dict()}
    return document, page_of(world, "trial.yaml", found, document)


def test_a_difference_leads_with_its_size_and_how_sure_it_is(world, now):
    document, page = told(world, made(world, now))
    assert page.title == "Russia and Iran sign a pact: 2023 to 2025"
    assert "Intervention 2 has changed nothing in any run." in page.standfirst
    assert "Pacts of few in force in 2025: 2.1 more" in page.standfirst
    assert "more than in the baseline on average" in page.standfirst
    assert "That is what was done itself; nothing that follows" in page.standfirst
    assert [section.id for section in page.sections] == [
        "difference",
        "arms",
        "reasons",
        "affected",
        "first",
        "done",
        "past",
        "start",
        "again",
    ]
    assert {
        "scenario",
        "runs",
        "failed_runs",
        "outcomes",
        "differences",
        "trace",
        "inert",
        "carried",
        "interrupted",
        "hash",
    } <= document.keys()
    json.dumps(document, allow_nan=False)
    assert document["inert"] == [2]
    text = render_text(page)
    for said in (
        "regressions run forward, not experiments",
        "a pact of Russia, Iran",
        "changed nothing",
        "What it says makes no difference.",
        "westphalia simulate trial.yaml --runs 40 --seed 1",
    ):
        assert said in text, said
    cells = [row[0] for section in page.sections for grid in section.grids for row in grid.rows]
    assert "Iran: electoral democracy (index)" in cells


def test_which_processes_carried_it_is_told_where_asked(world, now):
    found = made(world, now)
    quiet = next(section for section in told(world, found)[1].sections if section.id == "reasons")
    assert quiet.fold
    assert quiet.prose == ("Which processes carry these differences: westphalia simulate trial.yaml --trace",)
    blocks = [with_arms(found, 2 * len(groups()) + 1)]
    asked = found.scenario.asked(world, now)
    whole = with_spread(with_trace(found, blocks, asked), blocks, blocks, asked)
    document, page = told(world, whole)
    section = next(section for section in page.sections if section.id == "reasons")
    assert section.finding.startswith(
        "Of the difference in pacts of few in force 100 % is what was done itself."
    )
    chart = section.charts[0]
    assert [row["label"] for row in chart.rows] == ["Baseline", "What was done itself", "Scenario"]
    assert chart.rows[-1]["value"] == pytest.approx(chart.rows[1]["step"])
    assert document["traced"] == 40
    last = [row for row in document["trace"] if row["name"] == "pacts"]
    gap = next(
        row["mean"] for row in document["differences"] if row["name"] == "pacts" and row["year"] == 2025
    )
    assert {row["year"] for row in last} == {2025}
    assert sum(row["mean"] for row in last) == pytest.approx(gap)
    unsure = next(section for section in page.sections if section.id == "unsure")
    assert unsure.grids[0].heads == ("Outcome", "Of", "Parameters", "Levels", "Luck")
    assert {row[1] for row in unsure.grids[0].rows} == {"baseline", "difference"}
    assert all(re.fullmatch(r"\d+(\.\d+)? % \(\d.* to \d.*\)", cell) for row in unsure.grids[0].rows for cell in row[2:])  # fmt: skip
    again = [next(section for section in one.sections if section.id == "again") for one in (page, told(world, found)[1])]  # fmt: skip
    assert [each.prose[0].endswith("--seed 1 --trace") for each in again] == [True, False]
    orders = section.grids[0]
    assert orders.rows[0][1] == "What was done itself"
    assert orders.rows[0][3] == orders.rows[0][4]
    render_text(page)


def test_a_step_that_may_be_chance_is_in_no_sentence(world, now):
    found = made(world, now)
    block = with_arms(found, 2 * len(groups()) + 1)
    luck, at = np.random.default_rng(9), NAMES.index("pacts")
    block.outcomes[:, 2:, :, at] = block.outcomes[:, :1, :, at] + luck.normal(0, 3, (40, 1, 3))
    document, page = told(world, with_trace(found, [block], found.scenario.asked(world, now)))
    rows = {row["step"]: row for row in document["trace"] if row["name"] == "pacts"}
    assert rows["itself"]["mean_low"] < 0 < rows["itself"]["mean_high"]
    section = next(section for section in page.sections if section.id == "reasons")
    assert "what was done itself" not in section.finding


def test_what_outcomes_hang_on_is_drawn(world, now):
    rows = [
        ("pacts", "World", "baseline", "pact", "level", 0.81, 0.77, 0.85),
        ("pacts", "World", "baseline", "pact", "gap ideal", -0.2, -0.25, -0.15),
        ("pacts", "World", "difference", "output", "all states", 0.3, 0.2, 0.4),
        ("pacts", "World", "difference", "regime", "all states", 0.2, 0.1, 0.3),
        ("pacts", "World", "difference", "dispute", "level", 0.2, 0.1, 0.3),
    ]
    names = ("name", "region", "of", "process", "term", "effect", "low", "high")
    found = replace(made(world, now), sensitivity=pl.DataFrame(rows, schema=names, orient="row"))
    document, page = told(world, found)
    assert [row["term"] for row in document["sensitivity"]] == [
        "level",
        "gap ideal",
        "all states",
        "all states",
        "level",
    ]
    section = next(section for section in page.sections if section.id == "unsure")
    one, two = section.charts
    assert (one.id, two.id) == ("hangs-baseline-pacts", "hangs-difference-pacts")
    assert [step.begin for step in waterfall.read(one)] == [0.0, 0.0]
    assert [step.end for step in waterfall.read(one)] == [0.81, -0.2]
    assert [row["label"] for row in one.rows] == [
        "A pact of few is made",
        "A pact of few is made, by ideal point in the General ...",
    ]
    assert one.alt == "Pacts of few in force in 2025: what goes with it most closely over the runs is how much of it there is in the world (a pact of few is made), 0.81."  # fmt: skip
    assert section.grids[0].rows[1] == (
        "Pacts of few in force",
        "A pact of few is made: its coefficient of ideal point in the General Assembly (gap)",
        "-0.20 (-0.25 to -0.15)",
    )
    waterfall.spec(one, 900)
    render_text(page)


def test_a_difference_that_follows_leads_before_what_was_done(world, now):
    rows = [{"name": "pacts"}, {"name": "arms"}, {"name": "sanctions"}]
    given = made(world, now).scenario
    assert [row["name"] for row in followed_first(rows, given)] == ["arms", "pacts", "sanctions"]


def test_whom_it_moves_is_told_where_it_can_be_told_from_none(world, now):
    found = made(world, now)
    rows = found.affected.select("kind", "name", "region", "difference").rows()
    assert rows == [
        ("state", "democracy", "Iran", pytest.approx(0.05)),
        ("pair", "pact", "Russia, Iran", 0.5),
    ]
    _, page = told(world, found)
    section = next(section for section in page.sections if section.id == "affected")
    assert section.finding == "By 2025 it moves Iran most surely."
    assert section.grids[1].rows == (("Russia, Iran", "A pact of few binds them", "0 %", "50 %"),)


def test_no_difference_is_said_as_such(world, now):
    _, page = told(world, made(world, now, gap=0.0))
    assert (
        "In 2025 it makes no difference to the system as a whole that can be told from none in 40 runs."
        in page.standfirst
    )
    assert (
        page.sections[0].finding
        == "By 2025 the scenario changes nothing of the system as a whole that can be told from none."
    )


def test_a_baseline_is_no_scenario(world, now):
    _, page = told(
        world, made(world, now, gap=0.0, touched=(0,), given={"name": "base", "start": 2022, "years": 3})
    )
    assert (
        "Nothing is done in this scenario: it is the system run on from 2022 to 2025, in 40 runs."
        in page.standfirst
    )
    assert "What" not in page.title


def test_runs_that_share_a_draw_of_the_parameters_count_together():
    """Ten runs of each draw that say the same are as good as one: the error is that of two numbers, not of twenty."""
    gap = np.repeat([3.0, 5.0], 10).reshape(20, 1, 1)
    assert standard_error(gap, np.arange(1, 21))[0, 0] == pytest.approx(np.std([3.0, 5.0], ddof=1) / 2**0.5)
    alone = np.array([3.0, 5.0]).reshape(2, 1, 1)
    assert standard_error(alone, np.array([1, 2]))[0, 0] == pytest.approx(1 / 2**0.5)
    assert standard_error(np.ones((20, 1, 1)), np.arange(1, 21))[0, 0] == 0


def test_what_may_be_chance_is_not_told():
    """Two standard errors from none: the interval of the mean holds no zero, and with twenty outcomes one such stands on every page."""
    rows = [
        {"name": name, "year": 2030, "mean": 2.0, "mean_interval": [2.0 - 1.645 * error, 2.0 + 1.645 * error]}
        for name, error in (("chance", 1.0), ("sure", 0.5))
    ]
    assert [row["name"] for row in changed(rows, 2030)] == ["sure"]


def fans(world, found):
    _, page = told(world, found)
    return {chart.id: chart for section in page.sections if section.id == "arms" for chart in section.charts}


def test_arms_go_on_from_the_record_or_say_where_it_ends(world, now):
    drawn = fans(world, made(world, now, gap=0.0, touched=(0,), given={"name": "base", "start": 2022, "years": 3}))  # fmt: skip
    begun = [row for row in drawn["arms-sanctions"].rows if row["year"] == 2022]
    assert {row["series"]: row["value"] for row in begun} == dict.fromkeys(("record", "baseline", "scenario"), 569.0)  # fmt: skip
    assert drawn["arms-disputes"].options["missing"] == [[2010, 2022, "not known after 2010"]]
    assert "missing" not in drawn["arms-sanctions"].options
    assert drawn["arms-disputes"].sources == ("dispute_dyad_years",)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (None, "is not measured, and none is to be relied on"),
        ({"cover90": 0.9, "crps": 1.0, "crps_no_change": 2.0, "origins": 3}, "on three origins of the past only"),
        ({"cover90": 0.5, "crps": 1.0, "crps_no_change": 2.0, "origins": 20}, "held the truth in 5 of 10 cases of the past; the level is not to be relied on"),
        ({"cover90": 0.9, "crps": 3.0, "crps_no_change": 2.0, "origins": 20}, "with a worse score than no change; the level is not to be relied on"),
        ({"cover90": 0.9, "crps": 1.0, "crps_no_change": 2.0, "origins": 20}, "baseline 7 in 2032"),
    ],
)  # fmt: skip
def test_a_level_is_put_in_words_only_where_such_levels_did_well(world, now, row, said):
    past = None if row is None else {"statistics": [{"name": "arms", "horizon": 10, **row}]}
    known = {2022: {"arms": 5.0}}
    outcomes = [{"name": "arms", "arm": arm, "region": "World", "year": 2032, "unit": "relations", "quantiles": {"0.05": 6.0, "0.5": 7.0, "0.95": 8.0}} for arm in ("baseline", "scenario")]  # fmt: skip
    assert said in fan(world, {"outcomes": outcomes}, known, "arms", past, 2022, 10).alt


def test_stopped_and_failed_runs_are_told(world, now):
    found = made(world, now, failed=(3,), interrupted=True)
    document, page = told(world, found)
    assert "It was stopped after 40 runs; the same command goes on." in page.standfirst
    assert document["interrupted"] is True
    assert document["failed_runs"] == [{"run": 3, "why": "more treaties than there is room for"}]
    assert found.failed_share == 1 / 40
    assert "One run failed and counts for nothing." in render_text(page, 200).replace("\n", " ")


def test_first_years_are_shares_of_runs(world, now):
    found = made(world, now)
    last = found.first_passage.filter(found.first_passage["year"] == 2025)
    assert dict(zip(last["arm"], last["share"], strict=True)) == {"baseline": 0.0, "scenario": 0.25}
    _, page = told(world, found)
    assert "by 2025 in 25 % of runs of the scenario, 0 % of the baseline" in next(
        section.finding for section in page.sections if section.id == "first"
    )


def test_rows_have_three_arms(world, now):
    table = rows_of(made(world, now))
    assert isinstance(table, AnswerTable)
    assert table.heads == HEADS
    assert {row[4] for row in table.rows} == {"baseline", "scenario", "difference"}
    assert len(table.rows) == 3 * 3 * (len(NAMES) + 1)


def test_how_such_runs_did_on_the_past_is_told(world, now):
    _, page = told(world, made(world, now))
    past = next(section for section in page.sections if section.id == "past")
    assert past.finding.startswith("Bands like these, which should hold nine of ten, held ")
    assert past.prose[0].startswith("Interventions were tried on 64 dated shocks of the record")
    assert "On the past, bands that should hold nine of ten held" in page.standfirst
    assert any(
        "held the truth in" in chart.coverage
        for section in page.sections
        if section.id == "arms"
        for chart in section.charts
    )


def test_the_long_format(world, now, tmp_path):
    found = made(world, now)
    long = found.to_iamc()
    assert long.columns == ["model", "scenario", "region", "variable", "unit", "year", "value"]
    assert set(long["scenario"]) == {"baseline", "trial"}
    assert len(long) == 2 * 3 * (len(NAMES) + 1) * 6
    one = found.outcomes.row(
        by_predicate=(pl.col("name") == "pacts") & (pl.col("year") == 2025) & (pl.col("arm") == "scenario"),
        named=True,
    )
    same = long.filter(
        (pl.col("variable") == "Pacts of few in force|0.05 quantile")
        & (pl.col("year") == 2025)
        & (pl.col("scenario") == "trial")
    )
    assert same["value"].to_list() == [one["q05"]]
    assert (
        found.save(tmp_path / "one.csv")
        .read_text()
        .startswith("model,scenario,region,variable,unit,year,value")
    )
    assert json.loads(found.save(tmp_path / "one.json").read_text())["hash"] == "abc"
    with pytest.raises(NotUnderstood, match=r"A simulation is not written as \.xyz"):
        found.save(tmp_path / "one.xyz")


@pytest.mark.long
def test_at_the_prompt(tmp_path, capsys):
    from westphalia import cli

    path = tmp_path / "out.json"
    assert cli.run(("simulate", "china-joins-the-excluded", "--runs", "20", "-o", str(path))) == 0
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["runs"] == 20
    assert {row["arm"] for row in document["outcomes"]} == {"baseline", "scenario"}
    assert cli.run(("simulate", "china-joins", "--runs", "20")) == 2
    assert "Did you mean china-joins-the-excluded?" in capsys.readouterr().err


def test_without_a_name_all_that_are_ready_are_listed(world, capsys):
    from westphalia import cli

    assert cli.run(("simulate",)) == 0
    said = capsys.readouterr().out
    for name in ready():
        assert name in said
    assert "westphalia simulate " in said
    document = views.ask("simulate", {}, world).document
    assert [row["name"] for row in document["scenarios"]] == ready()
    assert all(row["description"] for row in document["scenarios"] if row["name"] != "baseline")
