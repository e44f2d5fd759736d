"""How programmes ended, and what became of those that were struck: cases, from which only a bound follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.proliferation.levels import EXPLORES, HAS, PURSUES, at
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Floats: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, slots=True)
class Programme:
    """A spell of exploring or pursuing nuclear weapons.

    Parameters
    ----------
    code : int
        The state.
    first, last : int
        Its years.
    pursued : int or None
        First year of pursuit.
    acquired : int or None
        First year of possession, where it ended so.
    ended : bool
        Whether it ended within the years of the list.
    """

    code: int
    first: int
    last: int
    pursued: int | None
    acquired: int | None
    ended: bool


def programmes(source: Source, last: int) -> tuple[Programme, ...]:
    """Return all spells of exploring or pursuing up to a year, in order of state and year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    last : int
        The last year looked at.

    Examples
    --------
    >>> import westphalia as wp
    >>> [each for each in programmes(wp.load(), 2020) if each.code == 750][-1]
    Programme(code=750, first=1948, last=1986, pursued=1964, acquired=1987, ended=True)
    """
    span = source.covers("nuclear_status")
    if span is None:
        return ()
    years = range(span[0], min(span[1], last) + 1)
    rows = np.stack([at(source, "nuclear_status", year) for year in years])
    found = []
    for place in np.flatnonzero((np.nan_to_num(rows) > 0).any(axis=0)):
        found += list(_spells(int(source.universe()[place]), np.nan_to_num(rows[:, place]), years[0]))
    return tuple(found)


def _spells(code: int, status: Floats, first: int) -> Iterator[Programme]:
    """Give the spells of one state from its status by year."""
    busy = np.isin(status, (EXPLORES, PURSUES))
    edges = np.flatnonzero(np.diff(np.concatenate([[0], busy.astype(np.int8), [0]])))
    for start, end in edges.reshape(-1, 2):
        pursued = np.flatnonzero(status[start:end] == PURSUES)
        over = end < len(status)
        yield Programme(
            code,
            first + int(start),
            first + int(end) - 1,
            first + int(start + pursued[0]) if pursued.size else None,
            first + int(end) if over and status[end] == HAS else None,
            bool(over),
        )


@dataclass(frozen=True, slots=True)
class Struck:
    """A programme that was struck, or was not, and what became of it.

    Parameters
    ----------
    code, year : int
        The state; the year of the first strike, or the first of pursuit where there was none.
    acquired : bool or None
        Whether it acquired weapons in the spell (within ten years of the strike); None where the list ends first.
    """

    code: int
    year: int
    acquired: bool | None


AFTER = 10
"""Years after a strike that are looked at."""


def struck(found: Sequence[Programme], strikes: Sequence[tuple[int, int]], last: int) -> tuple[Struck, ...]:
    """Return the programmes that were struck: of strikes less than ten years apart the first counts.

    Parameters
    ----------
    found : sequence of Programme
        Of all states.
    strikes : sequence of (int, int)
        Code of the state that was struck, and the year.
    last : int
        The last year of the list of status.
    """
    made: list[Struck] = []
    for code, year in sorted(strikes):
        own = [each for each in found if each.code == code]
        if not any(each.first <= year <= each.last + (not each.ended) * AFTER for each in own):
            continue
        if any(each.code == code and year - each.year < AFTER for each in made):
            continue
        got = any(
            each.acquired is not None and year <= each.acquired <= min(year + AFTER, last) for each in own
        )
        made.append(Struck(code, year, True if got else False if year + AFTER <= last else None))
    return tuple(made)


def spared(found: Sequence[Programme], strikes: Sequence[tuple[int, int]]) -> tuple[Struck, ...]:
    """Return the programmes that pursued weapons and were never struck while they did.

    Parameters
    ----------
    found : sequence of Programme
        Of all states.
    strikes : sequence of (int, int)
        Code of the state that was struck, and the year.
    """
    return tuple(
        Struck(each.code, each.pursued, each.acquired is not None if each.ended else None)
        for each in found
        if each.pursued is not None
        and not any(
            code == each.code and each.first <= year <= each.last + (not each.ended) * AFTER
            for code, year in strikes
        )
    )
