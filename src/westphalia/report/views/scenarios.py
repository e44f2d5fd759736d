"""The scenarios that are ready, as a page: where a simulation is asked for without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views.answer import Answer, AnswerTable
from westphalia.system.scenario import Scenario, ready, scenario

if TYPE_CHECKING:
    from westphalia.record.world import World

HEADS = ("name", "start", "years", "description", "interventions")
OWN = "A file of your own is run by its path; what it may say is in docs/scenarios.md."


def scenarios(world: World) -> Answer:
    """Return what is ready.

    Parameters
    ----------
    world : World
        The record, which stamps the document.
    """
    found = [scenario(name) for name in ready()]
    rows = [_row(each) for each in found]
    document = {"westphalia": world.stamp(), "scenarios": [dict(zip(HEADS, row, strict=True)) for row in rows]}  # fmt: skip
    return Answer(document, lambda: _page(rows, document), AnswerTable(HEADS, tuple(rows)), tuple(found))


def _row(each: Scenario) -> tuple[Any, ...]:
    done = "; ".join(" ".join((what, when)) for what, when, _ in (deed.told() for deed in each.interventions))
    return each.name, each.start, each.years, each.description, done or "nothing"


def _page(rows: list[tuple[Any, ...]], document: dict[str, Any]) -> Page:
    cells = tuple((name, f"{start + 1}-{start + years}", described) for name, start, years, described, _ in rows)  # fmt: skip
    grid = SmallTable(("Name", "Years", "What it asks"), cells, "lll", (), "Ready scenarios")
    run = f"westphalia simulate {rows[0][0]}"
    finding = f"{words.sentence(words.counted(len(rows), 'scenario'))} {'is' if len(rows) == 1 else 'are'} ready; one is run by its name: {run}"
    section = Section("scenarios", "Scenarios", finding, (OWN,), (), (grid,))
    return Page("What would be if", "", (section,), document, (), {}, max(start for _, start, *_ in rows))
