"""Defence cooperation agreements: signed by pairs, again and again, and remembered for years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess

if TYPE_CHECKING:
    from westphalia.record.world import World


def signed(world: World) -> Happened:
    """Return the agreements."""
    found = reading.agreements(world)
    return Happened(found.one, found.two, found.first)


PROCESSES = (
    SystemProcess(
        "agreement",
        "A defence agreement is signed",
        "onset",
        "pair",
        (
            "distance", "contiguity", "alliance", "pact", "sum output", "gap output", "sum wealth", "gap wealth", "least democracy", "gap democracy",
            "gap ideal", "least age", "agreement", "common_partners", "supply", "sum arms_ties", "clash", "rivalry", "common_rivals", "penalty",
            "common_sanctioners", "least exclusion", "gap exclusion",
        ),
        ("agreement",),
        "agreements",
        ETA,
        1981,
        "defence_agreements",
        HAZARD,
        happened=signed,
        note="No list says when agreements end: they fade, half of each in ten years.",
    ),
)  # fmt: skip
