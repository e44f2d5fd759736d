"""What further arms tell of a simulation: the chain of its reasons, and what its spread comes of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.system.engine import RunBlock
from westphalia.system.outcomes import AskedOutcome, OutcomeLabel
from westphalia.system.result import Simulation, outcomes_of, standard_error, told, years_of
from westphalia.system.spread import by_draw, spread
from westphalia.system.state import SystemState
from westphalia.system.trace import traced

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"


def with_trace(found: Simulation, arms: Sequence[RunBlock], asked: Sequence[AskedOutcome]) -> Simulation:
    """Return a simulation with the chain of its reasons.

    Parameters
    ----------
    found : Simulation
        What came out.
    arms : sequence of RunBlock
        The first runs in the arms of :func:`westphalia.system.trace.sees`.
    asked : sequence of AskedOutcome
        Outcomes that the scenario names.
    """
    labels, draws, runs = _good(arms, found.start, asked)
    frame = traced(draws, years_of(found.scenario), labels, lambda gap: standard_error(gap, runs))
    return replace(found, traced=len(runs), trace=told(frame, found.off))


def with_spread(found: Simulation, own: Sequence[RunBlock], common: Sequence[RunBlock], asked: Sequence[AskedOutcome]) -> Simulation:  # fmt: skip
    """Return a simulation with what its spread comes of.

    Parameters
    ----------
    found : Simulation
        What came out.
    own : sequence of RunBlock
        The first runs as they are.
    common : sequence of RunBlock
        The same runs with the levels of a draw in common.
    asked : sequence of AskedOutcome
        Outcomes that the scenario names.
    """
    (labels, one, runs), (_, two, also) = (_good(each, found.start, asked) for each in (own, common))
    one, two = one[np.isin(runs, also)], two[np.isin(also, runs)]
    both = runs[np.isin(runs, also)]
    frame = spread(by_draw(one, both), by_draw(two, both), years_of(found.scenario), labels)
    return replace(found, variance=told(frame, found.off))


def _good(blocks: Sequence[RunBlock], now: SystemState, asked: Sequence[AskedOutcome]) -> tuple[list[OutcomeLabel], Floats, Any]:  # fmt: skip
    """Return what is told of blocks, and the numbers of the runs that did not fail, with these."""
    blocks = sorted(blocks, key=lambda each: int(each.runs[0]))
    labels, draws = outcomes_of(blocks, now, asked)
    runs = np.concatenate([each.runs for each in blocks])
    good = ~np.isin(runs, [run for each in blocks for run in each.failed])
    return labels, draws[good], runs[good]
