"""Pacts of few: a first pair, those who join it at once, and the end of the treaty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.system import reading
from westphalia.system.process import ETA, HAZARD, Happened, SystemProcess

if TYPE_CHECKING:
    from westphalia.record.world import World


def pairs(world: World) -> Happened:
    """Return the pairs that treaties bound; the pairs of a treaty of three or four count as one together."""
    rows = [
        (one, two, first, 2.0 / (len(who) * (len(who) - 1)))
        for who, first in _each(world)
        for at, one in enumerate(who)
        for two in who[at + 1 :]
    ]
    every = np.array(rows)
    one, two, first = every[:, :3].astype(np.int64).T
    return Happened(one, two, first, weight=every[:, 3])


def _each(world: World) -> list[tuple[list[int], int]]:
    found = reading.treaties(world)
    return [([code for code in who if code], first) for who, first in zip(found.members.tolist(), found.first.tolist(), strict=True)]  # fmt: skip


def joined(world: World) -> Happened:
    """Return the treaties, with how many members beyond two each had from the beginning."""
    found = reading.treaties(world)
    return Happened(found.members[:, 0], found.members[:, 1], found.first, weight=(found.members > 0).sum(axis=1) - 2.0)  # fmt: skip


def ended(world: World) -> Happened:
    """Return the treaties as ties of their first two members that may end."""
    found = reading.treaties(world)
    return Happened(found.members[:, 0], found.members[:, 1], found.first, found.last)


def broken(world: World) -> Happened:
    """Return pacts of few two of whose members went to war, once for each such pair, weight 1 where the pact was over by the end of the next year and 0 where not."""
    found, wars = reading.treaties(world), reading.wars(world)
    rows = []
    for who, first, last in zip(
        found.members.tolist(), found.first.tolist(), found.last.tolist(), strict=True
    ):
        inside = (
            np.isin(wars.one, who) & np.isin(wars.two, who) & (first < wars.first) & (last >= wars.first - 1)
        )
        rows += [(who[0], who[1], year, float(last <= year)) for year in wars.first[inside].tolist()]
    every = np.array(rows, dtype=np.float64).reshape(-1, 4)
    one, two, year = every[:, :3].astype(np.int64).T
    return Happened(one, two, year, weight=every[:, 3])


PROCESSES = (
    SystemProcess(
        "pact",
        "A pact of few is made",
        "onset",
        "pair",
        (
            "distance", "contiguity", "alliance", "sum capability", "gap capability", "sum wealth", "gap wealth", "least democracy", "gap democracy",
            "gap ideal", "least age", "sum pact_ties", "common_partners", "agreement", "supply", "clash", "blood", "rivalry", "common_rivals",
            "penalty", "common_sanctioners", "least exclusion", "gap exclusion", "sum jolt",
        ),
        ("pact",),
        "treaties",
        ETA,
        1950,
        "pacts",
        HAZARD,
        risk="pact",
        happened=pairs,
        note="Accession to pacts of many, and new ones of many, are not in it: they stay as they start.",
    ),
    SystemProcess(
        "pact_join",
        "A third and a fourth state join a new pact of few",
        "share",
        "event",
        (),
        ("pact",),
        "treaties",
        (0.0, 1.0),
        1950,
        "pacts",
        r"P(\text{one more}) = \pi,\quad k \propto \sqrt{h_{ik} h_{jk}}",
        happened=joined,
        note="Who joins is drawn by its own hazards of a pact with the first two.",
    ),
    SystemProcess(
        "pact_end",
        "A pact of few ends",
        "end",
        "treaty",
        ("age", "gap ideal", "gap democracy", "blood", "rivalry", "sum jolt", "sum capability", "contiguity"),
        ("pact",),
        "treaties",
        ETA,
        1950,
        "pacts",
        HAZARD,
        happened=ended,
        note="A treaty of more than two is taken as its first two members are.",
    ),
    SystemProcess(
        "pact_broken",
        "A pact of few is over after two of its members went to war",
        "share",
        "event",
        (),
        ("pact",),
        "treaties",
        (0.0, 1.0),
        1821,
        "dispute_dyad_years:gml",
        r"P(\text{over}) = \pi",
        happened=broken,
        note="In the year after the war began; in the record mostly at once.",
    ),
)  # fmt: skip
