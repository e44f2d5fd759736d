"""Words: what a relation is called, which needs evidence as well as a score, and when anything was last seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.relation.items import BANDS
from westphalia.measures.relation.rows import Array, first_year, last_year

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from westphalia.measures.relation.data import Data, Seen

MEMORY = 10
"""Years after which a relation of which nothing has been seen has no word."""
FRIENDLY_MEMORY = 20
"""Years within which something friendly was seen of a pair that is called friendly or more."""
COMMUNITY = 40
"""Years without anything hostile, and of being known at all, of a security community."""
CLOSE_KNIT = 1.0
"""Standard deviations above the usual from which organisations shared are something friendly."""
QUIET = ("peace", "long_peace", "mission", "client")
"""What is seen of two states without being friendly or hostile."""
MILD = ("sanction", "european_sanction")
"""Measures that friends take, too."""
FIGHTS = ("war", "invasion")
"""What is seen of two states that are called at war, beside disputes with many deaths."""
BLOOD = 2.0
"""How much a dispute with more than 25 deaths counts."""
GRAVE = 0.75
"""A dispute that counts less, as one over a ship or one in which only one took part, is nothing hostile."""
BONDS, LOOSE = ("union", "defence_small"), "cooperation"
"""What makes a security community: pacts of many members bind no two of them, and agreements do with organisations beside them."""
NEVER = -1
FRIENDLY, COMMUNE, AT_WAR = (
    [band.name for band in BANDS].index(name) for name in ("friendly", "security community", "at war")
)
NEUTRAL, WORST = FRIENDLY - 1, AT_WAR + 1


@dataclass(frozen=True)
class LastSeen:
    """What was last seen of each pair, by row.

    Attributes
    ----------
    seen, friendly, hostile, tied, bound : (rows,) int
        The last year to this one in which anything was seen, anything friendly or hostile, a tie or a friendly act, and a bond; -1 for none.
    fought : (rows,) bool
        Whether the two fought in the year, and not also on one side.
    known : (rows,) int
        The first year of the pair.
    """

    seen: NDArray[np.int64]
    friendly: NDArray[np.int64]
    hostile: NDArray[np.int64]
    tied: NDArray[np.int64]
    bound: NDArray[np.int64]
    fought: NDArray[np.bool_]
    known: NDArray[np.int64]


def last_seen(data: Data) -> LastSeen:
    """Return what was last seen of each pair and year."""
    size = len(data.year)

    def marked(hits: Iterable[NDArray[np.int32]]) -> NDArray[np.bool_]:
        found = np.zeros(size, dtype=np.bool_)
        for rows in hits:
            found[rows] = True
        return found

    happened = {
        s.item.name: s.rows[(s.value > 0) & (s.trust > 0)] for s in data.seen if s.item.form != "measured"
    }
    measured = {s.item.name: s for s in data.seen if s.item.form == "measured"}
    sides = {s.item.name: s.item.friendly for s in data.seen}
    knit = (
        [measured["institutions"].rows[measured["institutions"].value >= CLOSE_KNIT]]
        if "institutions" in measured
        else []
    )
    voted = [measured["votes"].rows] if "votes" in measured else []
    loud = [name for name in happened if name not in QUIET]
    tied = marked(happened[name] for name in loud if sides[name])
    friendly = tied | marked(knit)
    hostile = marked(_least(s, GRAVE) for s in data.seen if s.item.name in loud and _against(s))
    watched = [s.rows[data.year[s.rows] <= data.ends] for s in data.seen if s.item.name == "peace"]
    seen = friendly | hostile | marked([*voted, *watched, *happened.values()])
    allied = marked([happened["allied_war"]] if "allied_war" in happened else [])
    blood = (_least(s, BLOOD) for s in data.seen if s.item.name == "deaths")
    fought = marked([*blood, *(happened[name] for name in FIGHTS if name in happened)]) & ~allied
    agreed = marked([happened[LOOSE]] if LOOSE in happened else [])
    bound = marked(happened[name] for name in BONDS if name in happened) | (agreed & marked(knit))

    def last(mask: NDArray[np.bool_]) -> NDArray[np.int64]:
        found = last_year(data.chain, data.year, mask)
        return np.where(found > 0, found, NEVER)

    return LastSeen(
        seen=last(seen),
        friendly=last(friendly),
        hostile=last(hostile),
        tied=last(tied),
        bound=last(bound),
        fought=fought,
        known=first_year(data.chain, data.year),
    )


def _against(seen: Seen) -> bool:
    return not seen.item.friendly and seen.item.name not in MILD


def _least(seen: Seen, trust: float) -> NDArray[np.int32]:
    """Return rows in which something was seen to happen that counts so much, as far as it is an event of its own year."""
    enough = (seen.trust >= trust) | (seen.item.form == "standing")
    return seen.rows[(seen.value > 0) & enough]


def words(mean: Array, year: NDArray[np.int32], last: LastSeen) -> NDArray[np.int8]:
    """Return the place of each relation's word among `BANDS`; -1 for none, where nothing has been seen for `MEMORY` years.

    Friendly and more need something friendly within `FRIENDLY_MEMORY` years; a security community needs a bond and `COMMUNITY` years in
    which nothing hostile was seen; at war are those that fought in the year.
    """
    edges = np.array([band.least for band in BANDS])
    word = np.searchsorted(edges, mean, side="right") - 1
    quiet = year - np.where(last.hostile == NEVER, last.known, last.hostile) >= COMMUNITY
    bound = _within(last.bound, year, MEMORY)
    word = np.where((word == COMMUNE) & ~(bound & quiet), COMMUNE - 1, word)
    word = np.where((word > FRIENDLY) & ~_within(last.tied, year, FRIENDLY_MEMORY), FRIENDLY, word)
    word = np.where((word >= FRIENDLY) & ~_within(last.friendly, year, FRIENDLY_MEMORY), NEUTRAL, word)
    word = np.where((word == AT_WAR) & ~last.fought, WORST, word)
    return np.where(_within(last.seen, year, MEMORY), word, NEVER).astype(np.int8)


def _within(last: NDArray[np.int64], year: NDArray[np.int32], years: int) -> NDArray[np.bool_]:
    return np.asarray((last != NEVER) & (year - last <= years))
