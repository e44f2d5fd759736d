"""What comes next: a scenario run forward beside its baseline, many times with the same luck, and what differs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.errors import NoAnswer
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, AnswerTable, Say
from westphalia.report.views.question import Positional, Question
from westphalia.report.views.scenarios import scenarios
from westphalia.report.views.simulate_page import page_of
from westphalia.system.simulate import simulate

if TYPE_CHECKING:
    from westphalia.record.world import World
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


def answer(world: World, asked: SimulateQuestion, say: Say) -> Answer:
    """Return what a scenario changes.

    Parameters
    ----------
    world, asked, say : World, SimulateQuestion, Say
        The record, the question, and who is told of progress.
    """
    if asked.scenario is None:
        return scenarios(world)
    found = simulate(
        world,
        asked.scenario,
        asked.runs,
        asked.seed,
        asked.workers,
        trace=asked.trace,
        scheduler=asked.scheduler,
        say=say.warn,
        step=say.step,
    )
    document, name = {"westphalia": world.stamp(), **found.to_dict()}, asked.scenario
    lacking = None
    if found.failed_share > BEARABLE:
        lacking = NoAnswer(
            f"{len(found.failed_runs)} of {found.runs} runs failed.",
            next(iter(found.failed_runs.values())),
            "Take a shorter time.",
        )
    return Answer(document, lambda: page_of(world, name, found, document), rows_of(found), found, lacking)


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
