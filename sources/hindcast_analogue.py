"""The essay's analogue: from 1921 and 1933, how often Germany and the Soviet Union end in a pact by 1939, and where that pair ranks."""

from __future__ import annotations

from typing import Any

import numpy as np

from sources.hindcast_runs import SEED, origin_of
from sources.hindcast_scores import roc
from westphalia.record.world import World
from westphalia.system import reading
from westphalia.system.engine import Engine
from westphalia.system.interventions import Commands
from westphalia.system.outcomes import AskedOutcome

ORIGINS = (1921, 1933)
UNTIL = 1939
GERMANY, SOVIET_UNION = 255, 365
RUNS = 1_000


def analogue(world: World, many: int = RUNS) -> list[dict[str, Any]]:
    """Return, for each origin, the share of runs in which the pair has a pact of few at some year's end to 1939, its rank, and the pairs' that did.

    Parameters
    ----------
    world : World
        The record.
    many : int
        Runs.
    """
    return [_from(world, origin, many) for origin in ORIGINS]


def _from(world: World, origin: int, many: int) -> dict[str, Any]:
    of, now, off = origin_of(world, origin)
    pairs = [(a, b) for at, a in enumerate(now.codes.tolist()) for b in now.codes.tolist()[at + 1 :]]
    engine = Engine(of, now, UNTIL - origin, SEED, Commands(((),)), asked=tuple(AskedOutcome("pair", "pact", pair) for pair in pairs))  # fmt: skip
    block = engine.block(np.arange(1, many + 1))
    share = (block.kept[:, 0] > 0).any(axis=1).mean(axis=0)
    mine = pairs.index((GERMANY, SOVIET_UNION))
    found = reading.treaties(world)
    inside = [set(who) - {0} for who in found.members.tolist()]
    new = [first > origin and first <= UNTIL for first in found.first.tolist()]
    free = np.array([now.pairs["pact"][now.place(a), now.place(b)] == 0 for a, b in pairs])
    came = np.array([any(fresh and {a, b} <= who for fresh, who in zip(new, inside, strict=True)) for a, b in pairs])  # fmt: skip
    return {
        "origin": origin,
        "until": UNTIL,
        "runs": many,
        "pairs": int(free.sum()),
        "bound_before": bool(not free[mine]),
        "share": float(share[mine]),
        "rank": int((share[free] > share[mine]).sum()) + 1,
        "median_share": float(np.median(share[free])),
        "came": bool(came[mine]),
        "came_in": int((came & free).sum()),
        "roc": roc(share[free], came[free]),
        "off": sorted(off),
    }
