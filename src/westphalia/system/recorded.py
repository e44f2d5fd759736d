"""What the record has of the outcomes of the system, by year: the line before a simulation, and what hindcasts are held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.record.history import Snapshot
from westphalia.record.rows import located
from westphalia.system import reading
from westphalia.system.outcomes import NUCLEAR
from westphalia.system.state import FEWEST, FIRST, JUMP, SystemState, start
from westphalia.system.variables import mask

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Bools: TypeAlias = "NDArray[np.bool_]"


@dataclass(frozen=True, slots=True)
class Speaks:
    """Which list tells of an outcome.

    Parameters
    ----------
    table, column, source : str
        The table, one of its columns, or one of its lists.
    late : int
        Years after its first in which it cannot yet tell what stands, or what is new.
    """

    table: str
    column: str = ""
    source: str = ""
    late: int = 0


PACTS, ARMS, SANCTIONS, DISPUTES, RIVALRIES = "pacts", "arms_transfers", "sanctions", "dispute_dyad_years", "rivalries"  # fmt: skip
GML, TSS = "gml", "tss"
LISTS: dict[str, tuple[Speaks, ...]] = {
    "pacts_new": (Speaks(PACTS, late=1),),
    "pacts": (Speaks(PACTS),),
    "pact_pairs": (Speaks(PACTS),),
    "transitivity": (Speaks(PACTS),),
    "agreements_new": (Speaks("defence_agreements"),),
    "arms_new": (Speaks(ARMS, late=reading.TERM),),
    "arms": (Speaks(ARMS, late=reading.TERM - 1),),
    "targets_new": (Speaks(SANCTIONS, late=2),),
    "sanctions_new": (Speaks(SANCTIONS, late=2),),
    "sanctions": (Speaks(SANCTIONS),),
    **{f"sanctions_{kind}": (Speaks(SANCTIONS),) for kind in ("trade", "financial", "arms")},
    "disputes_new": (Speaks(DISPUTES, source=GML, late=1),),
    "deadly_new": (Speaks(DISPUTES, source=GML, late=1),),
    "disputes": (Speaks(DISPUTES, source=GML),),
    "wars_new": (Speaks(DISPUTES, source=GML, late=1),),
    "wars": (Speaks(DISPUTES, source=GML),),
    "rivalries_new": (Speaks(RIVALRIES, source=TSS, late=1),),
    "rivalries": (Speaks(RIVALRIES, source=TSS),),
    "regime_changes": (Speaks("democracy_indices", "polyarchy", late=1),),
    "democracy": (Speaks("democracy_indices", "polyarchy"),),
    **dict.fromkeys(NUCLEAR, (Speaks("nuclear_status"),)),
    "output": (Speaks("economy", "pwtrgdp"), Speaks("macro", "growth_imf")),
}
"""By outcome, the list that tells of it; output goes on by a second one, of growth, where the first has ended."""


def speaks(world: World, name: str) -> tuple[int, int] | None:
    """Return the first and last year in which the record tells of an outcome of the system; None where it never does.

    A list that ended tells nothing afterwards: what was coded by hand since is part of a start, and knows a yes but no total.

    Parameters
    ----------
    world : World
        The record; as of a year, to what was known then.
    name : str
        Of :data:`westphalia.system.outcomes.SYSTEM`.

    Examples
    --------
    >>> import westphalia as wp
    >>> speaks(wp.load(), "disputes"), speaks(wp.load(), "arms_new")
    ((1816, 2010), (1955, 2025))
    """
    lists = LISTS.get(name, ())
    spans = [(span[0] + each.late, span[1]) for each in lists if (span := world.span(each.table, each.column, each.source))]  # fmt: skip
    if not spans:
        return None
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return (max(first, FIRST), last) if first <= last else None


def recorded(world: World, year: int) -> dict[str, float]:
    """Return the outcomes of the system that the record has of a year, counted as the loop counts them.

    Of the states of that year's system. Only outcomes are there whose list speaks of the year (:func:`speaks`). What stands is counted on the
    start of that year, and what is not known of output and of the mean of democracy is filled as a start fills it, so that a simulation goes on from
    the same number. Abrupt changes of a regime are counted among the states whose index is known in both years; a simulation counts all states.

    Parameters
    ----------
    world : World
        The record; as of a year, what was known then.
    year : int
        The year.

    Returns
    -------
    dict of str to float
        By the names of :data:`westphalia.system.outcomes.SYSTEM`, in their units.

    Examples
    --------
    >>> import westphalia as wp
    >>> then = recorded(wp.load(), 2005)
    >>> then["rivalries"], then["arms"], "disputes" in recorded(wp.load(), 2011)
    (51.0, 687.0, False)
    """
    known = [name for name in LISTS if (span := speaks(world, name)) and span[0] <= year <= span[1]]
    if not known or len(world.states(year)) < FEWEST:
        return {}
    now = start(world, year)
    found = {**stands(now), **happened(world, now)}
    return {name: float(found[name]) for name in known}


def stands(now: SystemState) -> dict[str, float]:
    """Return the outcomes that a state of the system has by itself: what is in force, and means.

    Parameters
    ----------
    now : SystemState
        The system at the end of a year.
    """
    pact = now.pairs["pact"]
    degree = pact.sum(axis=1)
    open_ = (degree * (degree - 1)).sum() / 2
    return {
        "pacts": float(len(now.treaties)),
        "pact_pairs": float(pact.sum() / 2),
        "transitivity": float(((pact @ pact) * pact).sum() / 2 / max(open_, 1.0)),
        "arms": float(now.pairs["arms"].sum()),
        "sanctions": float((now.imposed > 0).sum()),
        **{
            f"sanctions_{kind}": float(((now.kinds & mask([kind], needs=False)) > 0).sum())
            for kind in ("trade", "financial", "arms")
        },
        "disputes": float(now.pairs["dispute"].sum() / 2),
        "wars": float(now.pairs["war"].sum() / 2),
        "rivalries": float(now.pairs["rivalry"].sum() / 2),
        **{name: float((now.states["nuclear_stage"] == at).sum()) for at, name in enumerate(NUCLEAR, 1)},
        "democracy": float(now.states["democracy"].mean()),
        "output": float(np.exp(now.states["output"]).sum()),
    }


def happened(world: World, now: SystemState) -> dict[str, float]:
    """Return the outcomes that happened in the year of a state of the system, between its states.

    A dispute counts where none stood between the two at the end of the year before, and once for a pair, as in a run.

    Parameters
    ----------
    world : World
        The record.
    now : SystemState
        The system at the end of the year.
    """
    year, codes = now.year, now.codes
    clashes, deadly, _ = reading.disputes(world)
    fresh = _began(clashes, year, codes) & ~np.isin(_keys(clashes), _keys(clashes.in_year(year - 1)))
    signed, sold, quarrel = reading.agreements(world), reading.supplies(world), reading.rivalries(world)
    imposed, wars = _imposed(world, now), reading.wars(world)
    return {
        "pacts_new": float(_treaties(world, now)),
        "agreements_new": _pairs(signed, _began(signed, year, codes)),
        "arms_new": _pairs(sold, _began(sold, year, codes)),
        "targets_new": float(len(np.unique(imposed[:, 1]))),
        "sanctions_new": float(len(imposed)),
        "disputes_new": _pairs(clashes, fresh),
        "deadly_new": _pairs(clashes, fresh & deadly),
        "wars_new": _pairs(wars, _began(wars, year, codes)),
        "rivalries_new": _pairs(quarrel, _began(quarrel, year, codes)),
        "regime_changes": _turned(world, now),
    }


def _keys(found: reading.Spans) -> Ints:
    """Return a number for each pair (m,)."""
    return found.one * 10_000 + found.two


def _began(found: reading.Spans, year: int, codes: Ints) -> Bools:
    """Return which spells began in a year between states of the system (m,)."""
    inside = np.isin(found.one, codes) & np.isin(found.two, codes)
    return np.asarray((found.first == year) & inside)


def _pairs(found: reading.Spans, mask: Bools) -> float:
    """Return how many pairs some spells are of."""
    return float(len(np.unique(_keys(found)[mask])))


def _treaties(world: World, now: SystemState) -> int:
    """Return how many pacts of few were made, with at least two members in the system."""
    found = reading.treaties(world)
    inside = (np.isin(found.members, now.codes) & (found.members > 0)).sum(axis=1)
    return int(((found.first == now.year) & (inside >= FEWEST)).sum())


def _imposed(world: World, now: SystemState) -> Ints:
    """Return sanctions imposed in the year, sender and target (m, 2); none of the European Union on its members."""
    found = reading.sanctions(world)
    union = found.one == reading.UNION
    kept = (found.first == now.year) & np.isin(found.two, now.codes) & (union | np.isin(found.one, now.codes))
    kept &= ~(union & np.isin(found.two, now.codes[now.union])) & (found.one != found.two)
    return np.unique(np.stack([found.one[kept], found.two[kept]], axis=1), axis=0)


def _turned(world: World, now: SystemState) -> float:
    """Return how many states' index of democracy changed abruptly since the year before."""
    at, known = located(world.universe(), now.codes)
    before, after = (Snapshot(world, year)["polyarchy"][at[known]] for year in (now.year - 1, now.year))
    return float((np.abs(after - before) >= JUMP).sum())
