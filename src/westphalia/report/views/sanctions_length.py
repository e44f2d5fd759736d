"""How long sanctions last: spells of a sender against a target, and what share of those that had lasted so long ended soon after."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np, pl
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Sender = Literal["state", "institution"]
SOON = 5
"""Years within which an end is told of."""
FEW = 20
"""Spells that must have lasted as long for their ends to be told."""


@dataclass(frozen=True, slots=True)
class Duration:
    """How long spells of sanctions lasted (the estimator of Kaplan and Meier: those that still last count for as long as they were seen).

    Parameters
    ----------
    sender : {"state", "institution"}
        By whom.
    spells, ended : int
        How many began after the list does, and how many of them have ended.
    median : int or None
        Years after which half had ended; None where fewer than half have.
    lasted : int
        Years that the sanctions in question have lasted.
    reached : int
        Spells that lasted as long and were seen to end, or for five years more.
    soon : int
        How many of those ended within the five years.
    year : int or None
        The year in which most of these ended; None for none.
    together : int
        How many of them ended in that year.
    until : int
        Last year of the list.
    """

    sender: Sender
    spells: int
    ended: int
    median: int | None
    lasted: int
    reached: int
    soon: int
    year: int | None
    together: int
    until: int


def duration(world: World, sender: Sender, lasted: int) -> Duration | None:
    """Return how long spells of sanctions that mean a state have lasted, and how those went on that had lasted for some years; None where there are none.

    Parameters
    ----------
    world : World
        The record.
    sender : {"state", "institution"}
        Whose: of states of their own, or of institutions (the European Union, the United Nations and others).
    lasted : int
        Years.

    Notes
    -----
    Kaplan, E. L. and Paul Meier (1958). Nonparametric Estimation from Incomplete Observations. Journal of the American Statistical Association
    53(282): 457-481. Spells that were in force when the list begins are left out: when they began is not on record.
    """
    span = world.span("sanctions")
    years, ended, ends = _spells(world, sender)
    if span is None or not len(years):
        return None
    half = np.flatnonzero(_survival(years, ended) <= 0.5)
    seen = (years >= lasted) & (ended | (years >= lasted + SOON))
    soon = seen & ended & (years < lasted + SOON)
    when, often = np.unique(ends[soon], return_counts=True)
    most = int(np.argmax(often)) if len(often) else None
    return Duration(
        sender, len(years), int(ended.sum()), int(half[0]) if len(half) else None, lasted, int(seen.sum()), int(soon.sum()),
        None if most is None else int(when[most]), 0 if most is None else int(often[most]), span[1],
    )  # fmt: skip


def _survival(years: NDArray[np.int64], ended: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the estimated share of spells that last longer than 0, 1, 2 ... years.

    Examples
    --------
    >>> _survival(np.array([1, 2, 2, 3]), np.array([True, True, False, True])).round(2).tolist()
    [1.0, 0.75, 0.5, 0.0]
    """
    length = int(years.max())
    ends = np.bincount(years[ended], minlength=length + 1)
    at_risk = np.array([np.sum(years >= each) for each in range(length + 1)])
    return np.asarray(np.cumprod(1 - ends / np.maximum(at_risk, 1)))


@once
def _spells(world: World, sender: Sender) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.int64]]:
    """Return the lengths of spells in years, whether each has ended, and its last year."""
    first, last = world.span("sanctions") or (1, 0)
    table, key = ("sanctions", "sender") if sender == "state" else ("institution_sanctions", "institution")
    rows = world.scan(table).filter(pl.col("year") <= last, pl.col("state_cases") > pl.col("state_aid"))
    if sender == "state":
        rows = rows.filter(pl.col("route") != "eu")
    pair = [key, "target"]
    ordered = rows.sort(*pair, "year").collect()
    number = (pl.col("year") - pl.int_range(pl.len())).over(pair)
    found = (
        ordered.with_columns(number=number)
        .group_by(*pair, "number")
        .agg(begun=pl.col("year").min(), end=pl.col("year").max())
        .filter(pl.col("begun") > first + 1)
    )
    ends = found["end"].cast(pl.Int64).to_numpy()
    lengths = ends - found["begun"].cast(pl.Int64).to_numpy() + 1
    return lengths, ends < last, ends
