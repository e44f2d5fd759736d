"""Militarized disputes: begun by a pair, joined by allies, deadly or not, up to war, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess

if TYPE_CHECKING:
    from westphalia.record.world import World


def begun(world: World) -> Happened:
    """Return pairs whose dispute was their own from its first day."""
    found, _, joined = reading.disputes(world)
    kept = ~joined
    return Happened(found.one[kept], found.two[kept], found.first[kept])


def fought(world: World) -> Happened:
    """Return disputes of pairs, weight 1 where deadly and 0 where not."""
    found, deadly, _ = reading.disputes(world)
    return Happened(found.one, found.two, found.first, weight=deadly.astype(np.float64))


def lasted(world: World) -> Happened:
    """Return disputes of pairs with their years."""
    found, _, _ = reading.disputes(world)
    return Happened(found.one, found.two, found.first, found.last)


def joined(world: World) -> Happened:
    """Return pairs one of which came into a dispute of others."""
    found, _, late = reading.disputes(world)
    return Happened(found.one[late], found.two[late], found.first[late])


PROCESSES = (
    SystemProcess(
        "dispute",
        "A militarized dispute begins",
        "onset",
        "pair",
        (
            "distance", "contiguity", "alliance", "pact", "agreement", "sum capability", "gap capability", "least democracy", "gap democracy", "gap ideal",
            "sum major", "sum nuclear", "sum quarrels", "clash", "blood", "rivalry", "common_rivals", "penalty", "supply", "sum jolt", "least age",
        ),
        ("dispute", "clash"),
        "disputes",
        ETA,
        1950,
        "dispute_dyad_years:gml",
        HAZARD,
        risk="dispute",
        happened=begun,
    ),
    SystemProcess(
        "dispute_join",
        "A state joins the dispute of another",
        "choice",
        "joiner",
        ("contiguity", "alliance", "pact", "sum capability", "sum major", "rivalry", "clash"),
        ("dispute", "clash"),
        "disputes",
        ETA,
        1950,
        "dispute_dyad_years:gml",
        r"P(k\ \text{joins}) = 1 - \exp(-\exp(\beta_0 + \beta' x_{kj, t-1}))",
        happened=joined,
        note="Those with a pact of few or a defence pact with a party may join, against the other party.",
    ),
    SystemProcess(
        "dispute_deadly",
        "A dispute is deadly",
        "choice",
        "event",
        ("contiguity", "rivalry", "blood", "least democracy", "gap capability", "sum major", "pact"),
        ("blood",),
        "deadly disputes",
        ETA,
        1950,
        "dispute_dyad_years:gml",
        r"P(\text{deadly}) = 1 - \exp(-\exp(\beta_0 + \beta' x_{t-1}))",
        happened=fought,
    ),
    SystemProcess(
        "dispute_end",
        "A dispute ends",
        "end",
        "tie",
        ("age", "rivalry", "blood", "contiguity"),
        ("dispute",),
        "disputes",
        ETA,
        1950,
        "dispute_dyad_years:gml",
        HAZARD,
        happened=lasted,
    ),
)  # fmt: skip
