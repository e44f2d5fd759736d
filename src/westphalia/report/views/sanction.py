"""Sanctions in general equilibrium: what they would cost the target, those who impose them, and everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.distribution import movers
from westphalia.effects.trade.sanction import Potential, Runs, potential, simulate
from westphalia.errors import NoAnswer
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.sanction_case import (
    SanctionCase,
    SanctionQuestion,
    Senders,
    coalition,
    understood,
)
from westphalia.report.views.sanction_document import document_of
from westphalia.report.views.sanction_page import page

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.lazy import np
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
KEYS = ("ccode", "name", "real_income", "low", "high", "exports", "imports", "role")
EFFECT = ("the effect on what the target sells", "the effect on what the target buys")

COMPARED = 100
"""Runs that are compared with what a coalition of everybody would do, however many are asked for: each is a world solved thrice more."""


def answer(world: World, asked: SanctionQuestion, say: Say) -> Answer:
    """Return what sanctions would do.

    Parameters
    ----------
    world, asked, say : World, SanctionQuestion, Say
        The record, the question, and who is told of progress.
    """
    case, first, last = understood(world, asked)
    for note in case.notes:
        say.warn(note)
    found = _simulated(case, first, last, say)
    document = document_of(case, last, found)
    rows = [
        (each["state"]["ccode"], each["state"]["name"], *(each["real_income"]["quantiles"][q] for q in ("0.5", "0.05", "0.95")),
         *(each[flow] and each[flow]["quantiles"]["0.5"] for flow in ("exports", "imports")), each["role"])
        for each in document["states"]
    ]  # fmt: skip
    return Answer(document, lambda: page(case, last, found, document), table(KEYS, rows), found)


@dataclass(frozen=True, eq=False)
class SanctionRuns:
    """What came of the runs.

    Parameters
    ----------
    last, first : Runs
        Of the coalition, and of that before anybody joined or left.
    share : Potential
        The target's loss as a share of what everybody together could do.
    home : ndarray (runs, n)
        Sales at home, million dollars.
    moved : tuple of (str, float)
        What moves the target's income most.
    """

    last: Runs
    first: Runs
    share: Potential
    home: Floats
    moved: tuple[tuple[str, float], ...]

    def good(self) -> NDArray[np.bool_]:
        """Which runs have an answer in the coalition and in that before it, (runs,)."""
        return self.last.good & self.first.good


def _simulated(case: SanctionCase, first: Senders, last: Senders, say: Say) -> SanctionRuns:
    asked = case.asked
    home = case.of.whole(case.held, asked.runs, asked.seed)
    sigma = 1 + case.held.draw("trade.elasticity", asked.runs, asked.seed)
    every = [
        int(code)
        for code in case.of.codes
        if code != case.target.ccode and (not asked.lift or code in case.force)
    ]
    everybody = coalition(case, every)
    if set(everybody.codes) == set(last.codes):
        everybody = last
    arms = {id(each): each for each in (first, last)}
    done: dict[int, Runs] = {}
    for number, (key, each) in enumerate(arms.items()):

        def step(run: int, number: int = number) -> None:
            say.step(number * asked.runs + run + 1, len(arms) * asked.runs, "worlds")

        done[key] = simulate(case.of.flows, home, sigma, each.shock, asked.deficits, step)
    share = potential(case.of.flows, home[:COMPARED], sigma[:COMPARED], last.shock, everybody.shock)
    main = done[id(last)]
    if not main.good.any():
        raise NoAnswer(f"No run of {asked.runs} has an answer.", next(iter(main.failed.values())), "")
    drawn = {**case.held.drawn(asked.runs, asked.seed)}
    for at, name in enumerate(EFFECT):
        drawn[name] = last.shock.effects[:, :, at].mean(axis=0)
    good = main.good
    income = main.real_income[good][:, last.shock.target]
    moved = movers({name: each[good] for name, each in drawn.items()}, income)
    return SanctionRuns(main, done[id(first)], share, home, moved)


VIEW = View("sanction", SanctionQuestion, answer)
