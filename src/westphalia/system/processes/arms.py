"""Supplies of major arms: who begins to supply whom, and which relation ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess

if TYPE_CHECKING:
    from westphalia.record.world import World


def supplied(world: World) -> Happened:
    """Return relations of supply, each with its years."""
    found = reading.supplies(world)
    return Happened(found.one, found.two, found.first, found.last)


PROCESSES = (
    SystemProcess(
        "arms",
        "A state begins to supply another with arms",
        "onset",
        "directed",
        (
            "distance", "contiguity", "alliance", "pact", "agreement", "from output", "to output", "from wealth", "to wealth", "from arms_ties",
            "to arms_ties", "from major", "to quarrels", "gap ideal", "gap democracy", "supply", "sanction", "sanction_arms", "rivalry", "clash", "common_rivals",
            "from age", "to age", "least exclusion", "gap exclusion",
        ),
        ("arms",),
        "relations",
        ETA,
        1956,
        "arms_transfers",
        HAZARD,
        risk="arms",
        happened=supplied,
        note="Volumes are not in it.",
    ),
    SystemProcess(
        "arms_end",
        "Supplies of arms end: five years without a delivery",
        "end",
        "tie",
        (
            "age", "distance", "alliance", "pact", "agreement", "from output", "to output", "from arms_ties", "to arms_ties", "from major", "gap ideal", "sanction", "sanction_arms",
        ),
        ("arms",),
        "relations",
        ETA,
        1960,
        "arms_transfers",
        HAZARD,
        happened=supplied,
    ),
)  # fmt: skip
