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


def grave(world: World) -> Happened:
    """Return deadly disputes of those who were in them from the first day, weight 1 where they became wars of the two and 0 where not."""
    found, deadly, joined = reading.disputes(world)
    kept = deadly & ~joined
    return Happened(found.one[kept], found.two[kept], found.first[kept], weight=reading.at_war(world)[kept].astype(np.float64))  # fmt: skip


def lasted(world: World) -> Happened:
    """Return disputes of pairs that were not wars, with their years."""
    found = reading.disputes(world)[0].of(~reading.at_war(world))
    return Happened(found.one, found.two, found.first, found.last)


def waged(world: World) -> Happened:
    """Return wars of pairs with their years."""
    found = reading.wars(world)
    return Happened(found.one, found.two, found.first, found.last)


def joined(world: World) -> Happened:
    """Return pairs one of which came into a dispute of others."""
    found, _, late = reading.disputes(world)
    return Happened(found.one[late], found.two[late], found.first[late])


def at_their_side(world: World) -> Happened:
    """Return pairs one of which came into the war of another with the second that year, weight 1 where they were at war themselves and 0 where not."""
    found, _, late = reading.disputes(world)
    war = reading.at_war(world)
    first = {(code, year) for side in (found.one, found.two) for code, year in zip(side[war & ~late].tolist(), found.first[war & ~late].tolist(), strict=True)}  # fmt: skip
    pairs = zip(found.one.tolist(), found.two.tolist(), found.first.tolist(), strict=True)
    beside = late & np.array([(one, year) in first or (two, year) in first for one, two, year in pairs])
    return Happened(found.one[beside], found.two[beside], found.first[beside], weight=war[beside].astype(np.float64))  # fmt: skip


LONG = 60.0
"""Half-life in years of what there is too little of: wars."""


def _joins(name: str, title: str, reads: tuple[str, ...], note: str, steady: bool = False) -> SystemProcess:
    equation = r"P(k\ \text{joins}) = 1 - \exp(-\exp(\beta_0 + \ell_t + \beta' x_{kj, t-1}))"
    source = "dispute_dyad_years:gml"
    return SystemProcess(name, title, "choice", "joiner", reads, ("dispute", "clash"), "disputes", ETA, 1950, source, equation, happened=joined, note=note, steady=steady)  # fmt: skip


JOINERS = (
    _joins(
        "dispute_join",
        "An ally of a side joins its dispute",
        ("contiguity", "alliance", "pact", "sum capability", "sum major", "rivalry", "clash"),
        "Those with a pact of few or a defence pact with a party may join, against the other party.",
    ),
    _joins(
        "dispute_join_other",
        "A neighbour or rival of a party, or a major power, joins a dispute against it",
        ("contiguity", "distance", "sum capability", "gap democracy", "gap ideal", "sum major", "rivalry", "clash", "penalty"),
        "Of those without a pact with the other party. One joiner in five is neither an ally nor one of these, and is in no run.",
        steady=True,
    ),
)  # fmt: skip
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
    *JOINERS,
    SystemProcess(
        "dispute_war",
        "A deadly dispute becomes a war",
        "choice",
        "event",
        ("contiguity", "rivalry", "sum capability", "gap capability", "sum major", "least democracy", "alliance"),
        ("war",),
        "wars",
        ETA,
        1821,
        "dispute_dyad_years:gml",
        r"P(\text{war} \mid \text{deadly}) = 1 - \exp(-\exp(\beta_0 + \ell + \beta' x_{t-1}))",
        happened=grave,
        note="With wars before 1950, since there are few later ones; a year counts half of one sixty years later. A war begins with its dispute; of those on record one in six began later.",
        half_life=LONG,
        steady=True,
    ),
    SystemProcess(
        "war_join",
        "Who joins a dispute that is a war is at war",
        "share",
        "event",
        (),
        ("war",),
        "wars",
        (0.0, 1.0),
        1950,
        "dispute_dyad_years:gml",
        r"P(\text{war}) = \pi",
        happened=at_their_side,
    ),
    SystemProcess(
        "war_end",
        "A war ends, and its dispute with it",
        "end",
        "tie",
        ("age", "gap capability", "sum major", "contiguity"),
        ("war", "dispute"),
        "wars",
        ETA,
        1821,
        "dispute_dyad_years:gml",
        HAZARD,
        happened=waged,
        half_life=LONG,
        steady=True,
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
        "A dispute that is no war ends",
        "end",
        "tie",
        ("age", "rivalry", "blood", "contiguity"),
        ("dispute",),
        "disputes",
        ETA,
        1950,
        "dispute_dyad_years:gml",
        HAZARD,
        risk="war",
        happened=lasted,
    ),
)  # fmt: skip
