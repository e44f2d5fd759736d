"""The steps on the way to nuclear weapons, by the hazards of :mod:`westphalia.effects.proliferation`: two by their logit, three by base rates.

They are those of the political-science literature; nothing of engineering, material or time needed is in them.
"""

from __future__ import annotations

from westphalia.effects.proliferation.levels import EXPLORES, HAS, NONE, PURSUES, STAGES
from westphalia.system.process import SystemProcess

LOGIT = r"P(\text{step}) = 1 / (1 + \exp(-\beta_0 - \ell - \beta' x_{t-1}))"
RATE = r"P(\text{step}) = \pi"
BOUNDS = (-20.0, 20.0)
"""Bounds of the log-odds."""
READ = {"income": "wealth", "disputes": "dispute_rate"}
"""What the run calls a level of the hazards, where it calls it something else."""
STEPS = {
    "nuclear_explore": ((NONE,), EXPLORES),
    "nuclear_pursue": ((NONE, EXPLORES), PURSUES),
    "nuclear_acquire": ((PURSUES,), HAS),
    "nuclear_give_up": ((PURSUES,), NONE),
    "nuclear_explore_end": ((EXPLORES,), NONE),
}
"""By process, the stages from which a step is taken, and the stage that it leads to."""


def _step(name: str, title: str, reads: tuple[str, ...], note: str, off: str = "") -> SystemProcess:
    return SystemProcess(
        name, title, "step", "state", reads, ("nuclear_stage",), "states", BOUNDS, 1939, "nuclear_status",
        LOGIT if reads else RATE, reference="Singh and Way (2004); Jo and Gartzke (2007)" if reads else "", note=note, off=off,
    )  # fmt: skip


def _reads(stage: str) -> tuple[str, ...]:
    """Return the levels of a hazard as the run calls them."""
    return tuple(READ.get(each, each) for each in STAGES[stage].terms)


PROCESSES = (
    _step(
        "nuclear_explore",
        "A state begins to explore nuclear weapons",
        _reads("explore"),
        "The penalised logit of the page of nuclear weapons, unchanged. It expects too many (since 1970 nearly four times as many as came); the level holds it to what came in the last thirty years, which is one.",
        off="runs from 1975 to 2013 with it had too many states that explore: bands of nine in ten held 28 % of 53 figures, and the score was 1.8 to 2.3 times that of no change",
    ),
    _step(
        "nuclear_pursue",
        "A state begins to pursue nuclear weapons",
        _reads("pursue"),
        "The penalised logit of the page of nuclear weapons, unchanged, with the level of the last thirty years.",
    ),
    _step(
        "nuclear_acquire",
        "A state that pursues nuclear weapons acquires them",
        (),
        "A base rate of all years, the same for every state that pursues: no model beat it out of sample. Since 1970 it is half of that. Weapons, once had, are kept: the list has one state that gave them up.",
    ),
    _step(
        "nuclear_give_up",
        "A state gives up the pursuit of nuclear weapons",
        (),
        "A base rate, the same for every state that pursues: no model beat it out of sample. Whoever gives up has none; in the record three of nine went on to explore. Where luck has a state acquire and give up in one year, it acquires.",
    ),
    _step(
        "nuclear_explore_end",
        "A state stops to explore nuclear weapons",
        (),
        "A base rate, the same for every state that explores; counted on the list, and not one of the steps of the page of nuclear weapons.",
    ),
)
