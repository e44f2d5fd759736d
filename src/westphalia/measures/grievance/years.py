"""What is remembered at the end of any year: from the nearest year that is kept, at most ten steps on.

The end of every tenth year is kept, as the few pairs that have anything to remember; of the years between, those asked for last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.grievance.memory import HALF_LIFE, Remembered, heirs
from westphalia.measures.grievance.told import with_events
from westphalia.measures.grievance.wrongs import PARTS, all_wrongs
from westphalia.record.history import NEAR
from westphalia.record.once import kept, once

if TYPE_CHECKING:
    from westphalia.record.history import Floats, Ints
    from westphalia.record.source import Source

KINDS = {"all": all_wrongs, "with_events": with_events, **PARTS}
"""What is remembered: all wrongs, those of the record of events too, or one part."""
STEP = 10
"""How many years lie between two that are always kept."""


@once(latest=NEAR)
def remembered(source: Source, kind: str, year: int) -> Floats:
    """Return what each state (row) remembers of each other at the end of a year (n, n).

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> russia, iran = np.searchsorted(world.universe(), [365, 630])
    >>> found = remembered(world, "all", 1947)
    >>> bool(found[iran, russia] > 5 * found[russia, iran])
    True
    """
    if kept(remembered, source, kind, year - 1):
        begin, values = year - 1, remembered(source, kind, year - 1).copy()
    else:
        begin = (year - 1) // STEP * STEP
        values = _spread(source, kind, begin)
    moved = _moved(source, kind, values, begin, year)
    moved.flags.writeable = False
    return moved


@once
def _memory(source: Source, kind: str) -> Remembered:
    """Return the wrongs between states that were ever members of the system, ready to be remembered over all states."""
    members = source.listed("cow_states")["ccode"].to_numpy().astype(np.int64)
    return Remembered(source.universe(), KINDS[kind](source).among(members), HALF_LIFE, heirs(source))


@once
def _tenth(source: Source, kind: str, year: int) -> tuple[Ints, Floats]:
    """Return what is remembered at the end of a tenth year: places in the matrix, ascending, and values above zero."""
    first = _memory(source, kind).first
    if first is None or year < first:
        return np.zeros(0, dtype=np.int64), np.zeros(0)
    values = _moved(source, kind, _spread(source, kind, year - STEP), year - STEP, year).ravel()
    some = np.flatnonzero(values)
    return some, values[some]


def _spread(source: Source, kind: str, year: int) -> Floats:
    """Return what is remembered at the end of a tenth year (n, n)."""
    states = len(source.universe())
    values = np.zeros(states * states)
    some, held = _tenth(source, kind, year)
    values[some] = held
    return values.reshape(states, states)


def _moved(source: Source, kind: str, values: Floats, begin: int, end: int) -> Floats:
    """Move what is remembered at the end of a year on to the end of a later one, in place."""
    for year in range(begin + 1, end + 1):
        _memory(source, kind).step(values, year)
    return values
