"""Sanctions: a state becomes a target, a first sender imposes them and others follow in the year, each of some kinds; and they are lifted.

The European Union is one sender.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess
from westphalia.system.variables import KIND_LAYERS, KINDS, NEEDS

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


def kinds(world: World) -> Happened:
    """Return sanctions imposed, each with a mask of its kinds as its weight."""
    found = reading.sanctions(world)
    every = zip(found.one.tolist(), found.two.tolist(), found.first.tolist(), strict=True)
    mask = np.array([reading.kinds_at(world, *each) for each in every], dtype=np.float64)
    return Happened(found.one, found.two, found.first, weight=mask)


def alike(world: World) -> Happened:
    """Return states upon which several imposed sanctions in a year, once for each but one of them: weight 1 where its kinds are those of most, 0 where not."""
    found = kinds(world)
    assert found.weight is not None
    rows: list[tuple[int, int, float]] = []
    for target, year in np.unique(np.stack([found.two, found.year], axis=1), axis=0).tolist():
        mine = found.weight[(found.two == target) & (found.year == year)]
        _, count = np.unique(mine, return_counts=True)
        same = int(count.max()) - 1
        rows += [(target, year, 1.0)] * same + [(target, year, 0.0)] * (len(mine) - 1 - same)
    every = np.array(rows, dtype=np.float64).reshape(-1, 3)
    target, year = every[:, :2].astype(np.int64).T
    return Happened(target, target, year, weight=every[:, 2])


ABOUT = {
    "state": "from capability, from democracy, to democracy, to jolt, to quarrels, gap ideal, gap democracy, clash",
    "trade": "from capability, from democracy, to democracy, to jolt, to quarrels, gap ideal, contiguity, clash",
    "embargo": "from capability, from democracy, to quarrels, rivalry, clash",
    "arms": "from capability, from democracy, to jolt, to quarrels, clash, kind trade",
    "military": "from capability, from democracy, to jolt, to democracy, kind trade, kind arms",
    "financial": "from capability, from democracy, from wealth, to jolt, to wealth, kind trade, kind arms, kind military",
    "travel": "from democracy, to democracy, to jolt, kind trade, kind arms, kind financial",
    "other": "from democracy, to jolt, kind trade, kind arms, kind financial, kind travel",
}
"""What each kind hangs on, those before it among them: a chain, so that kinds go together as they did."""


def _of_kind(kind: str, text: str) -> SystemProcess:
    return SystemProcess(
        f"kind_{kind}",
        f"New sanctions {text}",
        "choice",
        "imposed",
        tuple(ABOUT[kind].split(", ")),
        (f"sanction_{kind}",),
        "sanctions",
        ETA,
        1960,
        "sanctions",
        r"P(k \mid k' < k) = 1 - \exp(-\exp(\beta_0 + \ell_t + \beta' x_{t-1}))",
        happened=kinds,
        steady=True,
        note=f"Only where they are of the kind {NEEDS[kind]}." if NEEDS[kind] else "Others are meant for persons, firms or groups, or end aid alone, and are of no kind.",
    )  # fmt: skip


PROCESSES = (
    *(_of_kind(kind, text) for kind, text in KINDS.items()),
    SystemProcess(
        "kinds_alike",
        "Who follows imposes sanctions of the first sender's kinds",
        "share",
        "event",
        (),
        KIND_LAYERS,
        "sanctions",
        (0.0, 1.0),
        1960,
        "sanctions",
        r"P(\text{the same kinds}) = \pi",
        happened=alike,
        note="Others choose their own. Kinds stay as they are imposed; in the record four of a hundred sanctions gain a kind in a year, and two lose one.",
    ),
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
        ("age", "from capability", "from democracy", "to democracy", "to jolt", "gap ideal", "to sanctioners", "rivalry", "kind state", "kind trade", "kind embargo", "kind arms", "kind financial"),
        ("sanction", *KIND_LAYERS),
        "sanctions",
        ETA,
        1960,
        "sanctions",
        HAZARD,
        happened=imposed,
        note="What is known of it out of sample is next to nothing: the age of sanctions is most of it.",
    ),
)  # fmt: skip
