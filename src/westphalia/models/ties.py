"""Ties: dated events in which two states bound themselves to each other, as the outcomes and the network measures read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.models.outcomes import ORDER, OUTCOMES, TIES
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.pacts import SMALL, made
from westphalia.record.spells import PAIR

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.source import Source

Ints = NDArray[np.int64]
READS = ("pacts", "agreements", "deliveries", "orders", "rivalries")
"""Base lists that ties are read from."""
LEAST_ORDERED = 10.0
"""Least volume of an arms order that makes a transfer relation, million SIPRI trend-indicator values."""
QUIET = 5
"""Years without a delivery before an order that make the relation new or renewed."""


@dataclass(frozen=True, slots=True)
class Events:
    """Dated events of pairs, by pair and year.

    Parameters
    ----------
    one, two : ndarray (events,)
        Codes of the two states, ``one < two``.
    year : ndarray (events,)
        Year of each.
    """

    one: Ints
    two: Ints
    year: Ints

    @property
    def keys(self) -> Ints:
        """Sorted numbers of pair and year, for searching."""
        return np.sort(number(self.one, self.two, self.year))

    def until(self, year: int) -> Events:
        """Return the events up to a year."""
        kept = self.year <= year
        return Events(self.one[kept], self.two[kept], self.year[kept])


@dataclass(frozen=True, slots=True)
class Spells:
    """Pacts as spells: codes of both, first and last year at whose end they stand, members, and whether one promises to help."""

    one: Ints
    two: Ints
    first: Ints
    last: Ints
    members: Ints
    defence: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Ties:
    """All ties of a world.

    Parameters
    ----------
    events : dict
        ``pact``, ``dca``, ``arms``, ``multilateral``: the outcomes; ``nonaggression``: bare promises not to attack between rivals, apart.
    spells : Spells
        Pacts in force.
    deliveries : Events
        Years with a delivery of arms, either way.
    seen : dict
        First and last year in which the list of each kind would show the event (arms orders need five years of deliveries before them; orders of the
        last two years of the register are not yet all known), whatever this world may know of it.
    ends : dict
        Last year of the last list that each kind is read from.
    """

    events: dict[str, Events]
    spells: Spells
    deliveries: Events
    seen: dict[str, tuple[int, int]]
    ends: dict[str, int]


def number(one: Ints, two: Ints, year: Ints | int) -> Ints:
    """Return a number for pair and year that sorts by pair, then year."""
    made: Ints = (one.astype(np.int64) * 1000 + two) * 4096 + year
    return made


@once
def ties(source: Source) -> Ties:
    """Return the ties that a source lists; read once.

    Examples
    --------
    >>> import westphalia as wp
    >>> pacts = ties(wp.load()).events["pact"]
    >>> pacts.year[(pacts.one == 365) & (pacts.two == 630)].tolist()
    [1927, 1942, 2001]
    """
    phases = source.listed("pacts")
    new = made(phases)
    bare = new["bare"].to_numpy() & _rivals(source, new)
    small = new["members"].to_numpy() <= SMALL
    seen = _seen(source)
    orders, deliveries = _arms(source, seen[ORDER.name][0])
    agreements = source.listed("agreements")
    return Ties(
        {
            "pact": _events(new.filter(small & ~bare)),
            "nonaggression": _events(new.filter(small & bare)),
            "multilateral": _events(new.filter(~small)),
            "dca": _events(agreements.rename({"signed": "start"})),
            "arms": orders,
        },
        _spells(phases),
        deliveries,
        seen,
        {name: Coverage(OUTCOMES[name].tables[-1:]).whole(source)[1] for name in TIES},
    )


def _seen(source: Source) -> dict[str, tuple[int, int]]:
    seen = {name: Coverage(OUTCOMES[name].tables[:1]).whole(source) for name in TIES}
    first, last = seen[ORDER.name]
    return {**seen, ORDER.name: (first + QUIET, last)}


def _rivals(source: Source, frame: pl.DataFrame) -> NDArray[np.bool_]:
    """Return whether each pair was a strategic rivalry of either list in the year of signature or the year before."""
    listed = source.listed("rivalries").select(*PAIR, "first", "last")
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for one, two, first, last in listed.iter_rows():
        spans.setdefault((one, two), []).append((first, 9999 if last is None else last))
    rows = frame.select(*PAIR, "start").iter_rows()
    return np.array(
        [
            any(first <= start.year and last >= start.year - 1 for first, last in spans.get((one, two), ()))
            for one, two, start in rows
        ],
        dtype=np.bool_,
    )


def _events(frame: pl.DataFrame) -> Events:
    year = frame["start"].dt.year().to_numpy().astype(np.int64)
    one, two = (frame[side].to_numpy().astype(np.int64) for side in PAIR)
    return Events(one, two, year)


def _spells(frame: pl.DataFrame) -> Spells:
    columns = (*PAIR, "first", "last", "members")
    one, two, first, last, members = (frame[name].to_numpy().astype(np.int64) for name in columns)
    defence = (frame["defense"] | frame["offense"]).to_numpy()
    return Spells(one, two, first, last, members, defence)


def _arms(source: Source, first: int) -> tuple[Events, Events]:
    """Return the orders from ``first`` that make a transfer relation new or renewed, and the years of deliveries."""
    import polars as pl

    sides = ("supplier", "recipient")
    delivered = source.listed("deliveries").filter(pl.col("tiv") > 0).select(*sides, "year").unique()
    orders = source.listed("orders").filter(pl.col("tiv_ordered") >= LEAST_ORDERED)
    found = np.sort(number(*(delivered[name].to_numpy().astype(np.int64) for name in (*sides, "year"))))
    supplier, recipient, year = (orders[name].to_numpy().astype(np.int64) for name in (*sides, "order_year"))
    begin = np.searchsorted(found, number(supplier, recipient, year - QUIET))
    quiet = np.searchsorted(found, number(supplier, recipient, year)) == begin
    new = quiet & (year >= first)
    supplied, received, when = (delivered[name].to_numpy().astype(np.int64) for name in (*sides, "year"))
    return (
        Events(np.minimum(supplier, recipient)[new], np.maximum(supplier, recipient)[new], year[new]),
        Events(np.minimum(supplied, received), np.maximum(supplied, received), when),
    )
