"""What comes next: a scenario run forward beside its baseline, many times with the same luck, and what differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, AnswerTable, Say
from westphalia.report.views.question import Positional, Question
from westphalia.report.views.scenarios import scenarios
from westphalia.report.views.simulate_difference import HEADS as BESIDE
from westphalia.report.views.simulate_difference import page_of_difference
from westphalia.report.views.simulate_page import page_of
from westphalia.system.difference import difference
from westphalia.system.saved import load_result
from westphalia.system.simulate import simulate

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.system.difference import Either, SimulationDifference
    from westphalia.system.result import Simulation

HEADS = ("name", "region", "unit", "year", "arm", "mean", "q05", "q25", "q50", "q75", "q95", "mean_low", "mean_high")  # fmt: skip
BEARABLE = 0.01
"""Share of failed runs above which the answer is an error too."""
DIFFERENCE = "difference"
"""The arm of the rows that tell scenario less baseline, run by run."""


class SimulateQuestion(Question):
    """Run a scenario forward from its start, year by year, beside its baseline with the same luck, and tell what differs.

    A scenario is one of the shelf by its name (baseline, dual-exclusion ...) or the path of a YAML file. What is done in it is done to
    processes estimated from the record: regressions run forward, not experiments.
    """

    scenario: Annotated[str | None, Positional()] = Field(
        None,
        description="A scenario of the shelf, or the path of a file; without one all that are ready are listed.",
    )
    runs: Annotated[int, Field(ge=1, le=100_000)] = Field(
        1_000, description="How many runs; run 37 is the same among 100 or 10,000."
    )
    seed: int = Field(1, description="Another seed is other luck; the same gives the same answer.")
    workers: Annotated[int | None, Field(ge=1)] = Field(
        None, description="Threads that share the work; by default one a processor."
    )
    trace: bool = Field(
        False,
        description="Tell also which processes of the model carried the difference, of the first 1,000 runs, and what the spread comes of: about six times as long.",
    )
    scheduler: str | None = Field(None, description="The address of a dask scheduler whose workers do it.")
    diff: str | None = Field(
        None,
        description="Another scenario, or a result saved as JSON, that SCENARIO (or a saved result) is told beside: --diff A B is what B does less what A does.",
    )


def answer(world: World, asked: SimulateQuestion, say: Say) -> Answer:
    """Return what a scenario changes.

    Parameters
    ----------
    world, asked, say : World, SimulateQuestion, Say
        The record, the question, and who is told of progress.
    """
    if asked.diff is not None:
        return _beside(world, asked, say)
    if asked.scenario is None:
        return scenarios(world)
    found = _run(world, asked, asked.scenario, say)
    document, name = {"westphalia": world.stamp(), **found.to_dict()}, asked.scenario
    lacking = None
    if found.failed_share > BEARABLE:
        lacking = NoAnswer(
            f"{len(found.failed_runs)} of {found.runs} runs failed.",
            next(iter(found.failed_runs.values())),
            "Take a shorter time.",
        )
    return Answer(document, lambda: page_of(world, name, found, document), rows_of(found), found, lacking)


def _run(world: World, asked: SimulateQuestion, name: str, say: Say) -> Simulation:
    """Return the runs of a scenario, as the question asks for them."""
    return simulate(
        world,
        name,
        asked.runs,
        asked.seed,
        asked.workers,
        trace=asked.trace,
        scheduler=asked.scheduler,
        say=say.warn,
        step=say.step,
    )


def _beside(world: World, asked: SimulateQuestion, say: Say) -> Answer:
    """Return what one scenario or saved result does less what another does."""
    if asked.scenario is None or asked.diff is None:
        raise NotUnderstood("A difference is of two.", "", "Name both: westphalia simulate --diff A B.")
    if asked.trace:
        raise NotUnderstood("No reasons are told of a difference of two scenarios.", "", "Ask each alone with --trace.")  # fmt: skip

    def side(name: str) -> Either:
        return load_result(name) if name.endswith(".json") else _run(world, asked, name, say)

    found = difference(side(asked.diff), side(asked.scenario))
    document = {"westphalia": world.stamp(), **found.to_dict()}
    return Answer(document, lambda: page_of_difference(world, found, document), rows_beside(found), found)


def rows_beside(found: SimulationDifference) -> AnswerTable:
    """Return what two do, and the difference, as rows.

    Parameters
    ----------
    found : SimulationDifference
        The two.
    """
    return AnswerTable(BESIDE, tuple(found.differences.select(BESIDE).rows()))


def rows_of(found: Simulation) -> AnswerTable:
    """Return outcomes of both arms and their difference as rows.

    Parameters
    ----------
    found : Simulation
        What the runs gave.
    """
    rows: list[tuple[Any, ...]] = [
        (*(row[head] for head in HEADS[:11]), None, None) for row in found.outcomes.iter_rows(named=True)
    ]
    rows += [
        (row["name"], row["region"], row["unit"], row["year"], DIFFERENCE, row["mean"], row["low"], None, None, None, row["high"], row["mean_low"], row["mean_high"])
        for row in found.differences.iter_rows(named=True)
    ]  # fmt: skip
    return AnswerTable(HEADS, tuple(rows))


VIEW = View("simulate", SimulateQuestion, answer)
