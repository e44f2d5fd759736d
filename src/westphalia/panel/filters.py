"""Which rows of a panel a filter keeps; those dropped are counted by reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from westphalia.panel.fill import columns
from westphalia.panel.readers import Rows
from westphalia.record.grid import Bools

if TYPE_CHECKING:
    from westphalia.record.world import World

Relevant = bool | Literal["as-listed"]
MAJORS_UNKNOWN = "major powers not known"
CONTIGUITY = {True: "contiguity", "as-listed": "contiguity-as-listed"}


def mask(
    world: World, rows: Rows, relevant: Relevant, majors: bool, carry: bool, dropped: dict[str, int]
) -> Bools:
    """Return which rows are kept.

    Parameters
    ----------
    world : World
        The record.
    rows : Rows
        The rows.
    relevant : bool or "as-listed"
        Keep pairs that are politically relevant.
    majors : bool
        Keep rows with a major power.
    carry : bool
        Past the last years of their lists, take contiguity and major powers to be as they were then.
    dropped : dict
        Where the rows that go are counted.
    """
    from westphalia.panel.additions import ADDITIONS

    major, unsure = _majors(world, rows, carry)
    keep = np.ones(rows.height, dtype=np.bool_)
    if relevant:
        addition = ADDITIONS[CONTIGUITY[relevant]]
        touching = rows.spread(columns(world, rows.grid, addition, carry)).to_series()
        keep = major | (touching.fill_null(0).to_numpy() > 0)
        unknown = ~keep & touching.is_null().to_numpy()
        _count(dropped, "contiguity not known", unknown)
        _count(dropped, MAJORS_UNKNOWN, ~keep & ~unknown & unsure)
        _count(dropped, "not politically relevant", ~keep & ~unknown & ~unsure)
    if majors:
        _count(dropped, MAJORS_UNKNOWN, keep & unsure)
        _count(dropped, "no major power", keep & ~major & ~unsure)
        keep = keep & major
    return keep


def _majors(world: World, rows: Rows, carry: bool) -> tuple[Bools, Bools]:
    """Return which rows have a major power, and which lie past the list of them."""
    from westphalia.panel.additions import ADDITIONS

    addition = ADDITIONS["majors"]
    held = rows.spread(columns(world, rows.grid, addition, carry))
    powers = [held[name].fill_null(0).to_numpy() > 0 for name in addition.columns(rows.grid.dyads)]
    span = addition.span(world)
    year = rows.frame()["year"].to_numpy()
    later = np.zeros(rows.height, dtype=np.bool_) if carry and span else year > (span[1] if span else -1)
    return np.any(powers, axis=0), later


def _count(dropped: dict[str, int], reason: str, rows: Bools) -> None:
    if number := int(rows.sum()):
        dropped[reason] = dropped.get(reason, 0) + number
