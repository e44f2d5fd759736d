"""Windows: whether a pair makes a new tie in the years after an origin, wherever the sources see the whole of them.

A window of an origin year t and horizon h is the years t+1 to t+h. `alignment` means pacts alone as long as the window ends before 1980, and pacts
or defence agreements where it lies within 1980-2010; windows across that border, or after it, have no outcome, so that no list beginning or ending
makes ties appear or vanish.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.outcomes import ORDER, OUTCOMES, TIES
from westphalia.record.coverage import Coverage
from westphalia.record.new_ties import ORDERED, Events, new_ties, number
from westphalia.record.once import once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from westphalia.record.source import Source
    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
NEVER = 9999
CENSORED = 5
"""In the first years of a source it cannot be told whether a tie renews an older one."""


@dataclass(frozen=True, slots=True)
class ListedTies:
    """The ties that are forecast, as far as lists show them.

    Parameters
    ----------
    events : mapping
        The new ties of each kind.
    seen : dict
        First and last year in which the list of each kind would show one (arms orders need five years of deliveries before them; orders of
        the last two years of the register are not yet all known), whatever may be known of it yet.
    """

    events: Mapping[str, Events]
    seen: dict[str, tuple[int, int]]


@once
def listed(source: Source) -> ListedTies:
    """Return the new ties of a source and the years that their lists see.

    Examples
    --------
    >>> import westphalia as wp
    >>> listed(wp.load()).seen["arms"]
    (1955, 2023)
    """
    seen = {name: Coverage(OUTCOMES[name].tables[:1]).whole(source) for name in TIES}
    return ListedTies(new_ties(source), {**seen, ORDER.name: ORDERED.whole(source)})


@dataclass(frozen=True, slots=True)
class Windows:
    """An outcome in the windows of the rows of pairs.

    Parameters
    ----------
    event : ndarray (rows,)
        1 for a tie in the window, 0 for none, NaN where the sources do not see the whole window.
    renewal : ndarray (rows,)
        1 where the pair had such a tie before the origin or has it then, 0 where not, NaN where that is unknown.
    sources : ndarray (rows,)
        What it is made of: ``pact``, ``pact+dca`` and so on; empty where there is no outcome.
    """

    event: Floats
    renewal: Floats
    sources: NDArray[np.str_]


def next_year(keys: Ints, one: Ints, two: Ints, year: Ints) -> Ints:
    """Return the year of each pair's first event after ``year`` (rows,); 9999 for none.

    Parameters
    ----------
    keys : ndarray (events,)
        Events by pair and year, sorted (:func:`westphalia.record.new_ties.number`).
    one, two, year : ndarray (rows,)
        Codes of both states, the lower first, and the year.

    Examples
    --------
    >>> from westphalia.record.new_ties import number
    >>> keys = number(np.array([2, 2]), np.array([20, 20]), np.array([1940, 1949]))
    >>> next_year(keys, np.array([2, 2, 2]), np.array([20, 20, 31]), np.array([1940, 1949, 1930])).tolist()
    [1949, 9999, 9999]
    """
    at = np.searchsorted(keys, number(one, two, year + 1))
    found = np.append(keys, -1)[at]
    return np.where(found // 4096 == number(one, two, 0) // 4096, found % 4096, NEVER)


def last_year(keys: Ints, one: Ints, two: Ints, year: Ints) -> Ints:
    """Return the year of each pair's last event up to and including ``year`` (rows,); -1 for none. Parameters as for :func:`next_year`."""
    at = np.searchsorted(keys, number(one, two, year + 1)) - 1
    found = np.append(keys, -1)[at]
    return np.where(found // 4096 == number(one, two, 0) // 4096, found % 4096, -1)


def spans(known: ListedTies, until: int, published: bool = True) -> dict[str, tuple[int, int]]:
    """Return the first and last year that each list shows to one who stands at the end of ``until``.

    Parameters
    ----------
    known : ListedTies
        The ties and the years that their lists cover.
    until : int
        The year of the forecaster.
    published : bool
        Whether the lists are as late as they are published.
    """
    return {
        name: (first, min(last, until - (OUTCOMES[name].lag if published else 0)))
        for name, (first, last) in known.seen.items()
    }


def lists_to(source: Source, until: int) -> str:
    """Return to which years the lists of ties reach for one who stands at the end of a year.

    Parameters
    ----------
    source : Source
        The record.
    until : int
        The year of the forecaster.

    Examples
    --------
    >>> import westphalia as wp
    >>> lists_to(wp.load(), 2005)
    'pacts to 2003, defence agreements to 2003, arms orders to 2004'
    """
    told = spans(listed(source), until)
    names = (name for name in TIES if OUTCOMES[name].claimed)
    return ", ".join(f"{OUTCOMES[name].listed} to {told[name][1]}" for name in names)


def outcome(
    world: World,
    name: str,
    horizon: int,
    pairs: tuple[Ints, Ints, Ints],
    seen: dict[str, tuple[int, int]] | None = None,
) -> Windows:
    """Return an outcome of pairs.

    Parameters
    ----------
    world : World
        The record.
    name : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window.
    pairs : tuple of ndarray (rows,)
        Codes of both states (the lower first) and origin years.
    seen : dict, optional
        The years that each source shows; by default all that it covers.

    Examples
    --------
    >>> import westphalia as wp
    >>> russia_iran = np.array([365, 365, 365]), np.array([630, 630, 630]), np.array([1996, 1995, 2001])
    >>> outcome(wp.load(), "alignment", 5, russia_iran).event
    array([1., 0., 0.])
    """
    known = listed(world)
    seen = seen or known.seen
    parts = OUTCOMES[name].parts
    first, *others = (_single(known, part, horizon, pairs, seen[part]) for part in parts)
    event, renewal, sources = first.event, first.renewal, np.full(len(first.event), parts[0])
    for part, other in zip(parts[1:], others, strict=True):
        none = pairs[2] + horizon < OUTCOMES[part].begins
        event = np.where(none, event, np.maximum(event, other.event))
        renewal = np.where(none, renewal, np.maximum(renewal, other.renewal))
        sources = np.where(none, sources, np.char.add(sources, f"+{part}"))
    return Windows(event, renewal, np.where(np.isnan(event), "", sources))


def _single(
    known: ListedTies, name: str, horizon: int, pairs: tuple[Ints, Ints, Ints], seen: tuple[int, int]
) -> Windows:
    one, two, year = (np.asarray(each, dtype=np.int64) for each in pairs)
    keys = known.events[name].keys
    event = (next_year(keys, one, two, year) <= year + horizon).astype(np.float64)
    whole = (year + 1 >= seen[0]) & (year + horizon <= seen[1])
    event[~whole] = np.nan
    renewal = (last_year(keys, one, two, year) >= 0).astype(np.float64)
    renewal[(year < known.seen[name][0] + CENSORED - 1) | (year > seen[1])] = np.nan
    return Windows(event, renewal, np.where(whole, name, ""))
