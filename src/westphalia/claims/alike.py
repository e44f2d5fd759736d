"""States of like capability, and measures of a year as arrays: what the cases of a placebo are drawn and read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.arrays import array
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World

NEAR = 15
"""States of like capability: so many places above and below in the year."""


@once
def alike(world: World, code: int, year: int, every: bool = False) -> list[int]:
    """Return the states nearest to one in capability in a year, without itself.

    Parameters
    ----------
    world : World
        The record.
    code : int
        Of a state; where its own capability is not known, none is nearer than another.
    year : int
        Where it is not covered, the last one that is.
    every : bool
        All states of the year.

    Examples
    --------
    >>> import westphalia as wp
    >>> {2, 710} <= set(alike(wp.load(), 365, 2010))
    True
    """
    found = array(world, "cinc", year, carry="last")
    known = [
        (value, state)
        for state, value in zip(found.states, found.value.tolist(), strict=True)
        if value == value
    ]
    ordered = [state for _, state in sorted(known, reverse=True)]
    if every or code not in ordered:
        return [state for state in ordered if state != code]
    at = ordered.index(code)
    return [state for state in ordered[max(at - NEAR, 0) : at + NEAR + 1] if state != code]


@once(latest=200)
def cells(world: World, name: str, year: int) -> tuple[dict[int, int], np.ndarray]:
    """Return a measure of a year as an array (n,) or (n, n), and the place of each state in it.

    Parameters
    ----------
    world : World
        The record.
    name : str
        Of the measure.
    year : int
        A year.
    """
    found = array(world, name, year)
    return {code: at for at, code in enumerate(found.states)}, found.value
