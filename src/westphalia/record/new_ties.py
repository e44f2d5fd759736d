"""New ties: dated events in which two states bound themselves to each other, as outcomes and measures of the network read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.coverage import since
from westphalia.record.in_force import SMALL, made
from westphalia.record.once import once
from westphalia.record.spells import PAIR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Ints: TypeAlias = "NDArray[np.int64]"
READS = ("pacts", "agreements", "deliveries", "orders", "rivalries")
"""Base lists that new ties are read from."""
LEAST_ORDERED = 10.0
"""Least volume of an arms order that makes a transfer relation, million SIPRI trend-indicator values."""
QUIET = 5
"""Years without a delivery before an order that make the relation new or renewed."""
ORDERED = since(1950, "arms_orders").later(QUIET)
"""Years in which an order can be told to make a relation new: those with five years of deliveries before them."""


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


def number(one: Ints, two: Ints, year: Ints | int) -> Ints:
    """Return a number for pair and year that sorts by pair, then year."""
    found: Ints = (one.astype(np.int64) * 1000 + two) * 4096 + year
    return found


@once
def new_ties(source: Source) -> Mapping[str, Events]:
    """Return the ties that a source lists, by kind; read once.

    Returns
    -------
    mapping
        ``pact`` of few members, ``multilateral`` one of many, ``dca`` a defence cooperation agreement, ``arms`` an order that makes a
        transfer relation new or renewed; apart from these ``nonaggression``, a bare promise of two rivals not to attack.

    Examples
    --------
    >>> import westphalia as wp
    >>> pacts = new_ties(wp.load())["pact"]
    >>> pacts.year[(pacts.one == 365) & (pacts.two == 630)].tolist()
    [1927, 1942, 2001]
    """
    new = made(source.listed("pacts"))
    bare = new["bare"].to_numpy() & _rivals(source, new)
    small = new["members"].to_numpy() <= SMALL
    return MappingProxyType(
        {
            "pact": _events(new.filter(small & ~bare)),
            "nonaggression": _events(new.filter(small & bare)),
            "multilateral": _events(new.filter(~small)),
            "dca": _events(source.listed("agreements").rename({"signed": "start"})),
            "arms": _orders(source, ORDERED.whole(source)[0]),
        }
    )


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


def _orders(source: Source, first: int) -> Events:
    """Return the orders from ``first`` on that make a transfer relation new or renewed."""
    sides = ("supplier", "recipient")
    delivered = source.listed("deliveries").select(*sides, "year").unique()
    orders = source.listed("orders").filter(
        pl.col("tiv_ordered") >= LEAST_ORDERED, pl.col("order_year") >= first
    )
    found = np.sort(number(*(delivered[name].to_numpy().astype(np.int64) for name in (*sides, "year"))))
    supplier, recipient, year = (orders[name].to_numpy().astype(np.int64) for name in (*sides, "order_year"))
    begin = np.searchsorted(found, number(supplier, recipient, year - QUIET))
    new = np.searchsorted(found, number(supplier, recipient, year)) == begin
    return Events(np.minimum(supplier, recipient)[new], np.maximum(supplier, recipient)[new], year[new])
