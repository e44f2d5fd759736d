"""The stored estimates of processes: coefficients with covariance, levels, errors; and of early years, as they would have been known then."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.record.results import document
from westphalia.system.processes import processes

if TYPE_CHECKING:
    from westphalia.record.world import World

FILE = "model/system.json"
MAKE = "Make it with: python -m sources.system"
EARLY = "model/system_early.json"
MAKE_EARLY = "Make it with: python -m sources.system_early"
MIDDLE = 1950
"""Runs from this year on take the estimates of today; earlier ones those of what was known by then."""
NEVER = -20.0
"""The linear predictor of what never happens."""
FIRST = 1900
"""First year from which the system may be run on."""


@dataclass(frozen=True, slots=True, eq=False)
class KnownEstimates:
    """Estimates of processes, and as of when.

    Parameters
    ----------
    processes : mapping
        By name.
    until : int
        The last year that they know of.
    file : str
        The stored file.
    """

    processes: Mapping[str, Any]
    until: int
    file: str

    @property
    def off(self) -> tuple[str, ...]:
        """Processes that are off: too little was on record of them, or runs on the past did worse with them and the scenario does not ask for them."""
        return tuple(sorted(name for name, each in self.processes.items() if each.get("off")))


@once
def stored(world: World) -> dict[str, Any]:
    """Return the estimates that ship with the edition: ``origin`` and, by name, ``processes``.

    Examples
    --------
    >>> import westphalia as wp
    >>> stored(wp.load())["processes"]["rivalry"]["rows"] > 1000
    True
    """
    return document(world.manifest, FILE, MAKE)


def by_default(estimates: Mapping[str, Any], also: Collection[str] = ()) -> dict[str, Any]:
    """Return estimates in which the processes that are off by default never happen, but for some.

    Parameters
    ----------
    estimates : mapping
        By process.
    also : collection of str
        Those that are on all the same.

    Examples
    --------
    >>> one = {"nuclear_explore": {"mean": [1.0, 2.0], "covariance": []}}
    >>> by_default(one)["nuclear_explore"], by_default(one, ["nuclear_explore"]) == one
    ({'mean': [-20.0, 0.0], 'off': True}, True)
    """
    silent = {name for name, each in processes().items() if each.off and name not in also}
    return {
        name: {"mean": [NEVER, *[0.0] * (len(each["mean"]) - 1)], "off": True} if name in silent else each
        for name, each in estimates.items()
    }


def known(world: World, start: int, also: Collection[str] = ()) -> KnownEstimates:
    """Return the estimates that a run from a year on takes.

    Parameters
    ----------
    world : World
        The record.
    start : int
        The last year that is known.
    also : collection of str
        Processes that are off by default and on in this run.

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> known(world, 1933).until, "sanction" in known(world, 1933).off, known(world, 2022).off
    (1932, True, ('nuclear_explore',))
    """
    if start >= MIDDLE:
        found = stored(world)
        return KnownEstimates(by_default(found["processes"], also), int(found["origin"]), FILE)
    early = document(world.manifest, EARLY, MAKE_EARLY)
    year = max((int(each) for each in early if int(each) <= start), default=FIRST)
    return KnownEstimates(by_default(early[str(year)], also), year, EARLY)
