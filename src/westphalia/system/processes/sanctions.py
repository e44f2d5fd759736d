"""Sanctions: a state becomes a target, a first sender imposes them and others follow in the year; the European Union is one sender; and they are lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess

if TYPE_CHECKING:
    from westphalia.record.world import World


def imposed(world: World) -> Happened:
    """Return sanctions of one sender on one target, each with its years."""
    found = reading.sanctions(world)
    return Happened(found.one, found.two, found.first, found.last)


def targeted(world: World) -> Happened:
    """Return states upon which somebody imposed sanctions anew, by year."""
    found = reading.sanctions(world)
    rows = np.unique(np.stack([found.two, found.first], axis=1), axis=0)
    return Happened(rows[:, 0], rows[:, 0], rows[:, 1])


PROCESSES = (
    SystemProcess(
        "sanction",
        "A state becomes the target of new sanctions",
        "onset",
        "state",
        ("capability", "wealth", "democracy", "ideal", "sanctioners", "quarrels", "jolt", "nuclear", "age"),
        (),
        "targets",
        ETA,
        1960,
        "sanctions",
        HAZARD,
        happened=targeted,
    ),
    SystemProcess(
        "sanction_sender",
        "Who imposes them: the first sender, and those who follow in the year",
        "choice",
        "sender",
        (
            "from capability", "from wealth", "from democracy", "from major", "distance", "contiguity", "gap ideal", "gap democracy", "alliance", "pact",
            "rivalry", "clash", "arms", "from sends",
        ),
        ("sanction",),
        "sanctions",
        ETA,
        1960,
        "sanctions",
        r"i_1 = \arg\min_i u_i / p_i,\quad P(i\ \text{follows}) = p_i = 1 - \exp(-\exp(\beta_0 + \beta' x_{t-1}))",
        happened=imposed,
    ),
    SystemProcess(
        "sanction_end",
        "A sender lifts its sanctions",
        "end",
        "tie",
        ("age", "from capability", "from democracy", "to democracy", "to jolt", "gap ideal", "to sanctioners", "rivalry"),
        ("sanction",),
        "sanctions",
        ETA,
        1960,
        "sanctions",
        HAZARD,
        happened=imposed,
        note="What is known of it out of sample is next to nothing: the age of sanctions is most of it.",
    ),
)  # fmt: skip
