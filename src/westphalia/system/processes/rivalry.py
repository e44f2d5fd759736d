"""Strategic rivalries: begun after disputes, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess

if TYPE_CHECKING:
    from westphalia.record.world import World


def rivals(world: World) -> Happened:
    """Return rivalries with their years."""
    found = reading.rivalries(world)
    return Happened(found.one, found.two, found.first, found.last)


PROCESSES = (
    SystemProcess(
        "rivalry",
        "A strategic rivalry begins",
        "onset",
        "pair",
        ("distance", "contiguity", "clash", "blood", "dispute", "gap ideal", "sum capability", "gap capability", "common_rivals", "least age", "pact", "alliance"),
        ("rivalry",),
        "rivalries",
        ETA,
        1950,
        "rivalries:tss",
        HAZARD,
        risk="rivalry",
        happened=rivals,
    ),
    SystemProcess(
        "rivalry_end",
        "A strategic rivalry ends",
        "end",
        "tie",
        ("age", "clash", "blood", "gap ideal", "sum democracy", "contiguity"),
        ("rivalry",),
        "rivalries",
        ETA,
        1950,
        "rivalries:tss",
        HAZARD,
        happened=rivals,
    ),
)  # fmt: skip
