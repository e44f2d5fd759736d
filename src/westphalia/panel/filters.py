"""Which rows of a panel a filter keeps; those dropped are counted by reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from westphalia.panel.additions import ADDITIONS
from westphalia.panel.fill import columns
from westphalia.panel.rows import Rows
from westphalia.record.grid import Bools

if TYPE_CHECKING:
    from westphalia.record.world import World

Relevant = bool | Literal["as-listed"]
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
        Take contiguity past its last year to be as it was then.
    dropped : dict
        Where the rows that go are counted.
    """
    powers = rows.spread(columns(world, rows.grid, ADDITIONS["majors"]))
    major: Bools = np.any([series.fill_null(0).to_numpy() > 0 for series in powers.iter_columns()], axis=0)
    keep = np.ones(rows.height, dtype=np.bool_)
    if relevant:
        addition = ADDITIONS[CONTIGUITY[relevant]]
        touching = rows.spread(columns(world, rows.grid, addition, carry)).to_series()
        keep = major | (touching.fill_null(0).to_numpy() > 0)
        unsure = ~keep & touching.is_null().to_numpy()
        _count(dropped, "not politically relevant", ~keep & ~unsure)
        _count(dropped, "contiguity not known", unsure)
    if majors:
        _count(dropped, "no major power", keep & ~major)
        keep = keep & major
    return keep


def _count(dropped: dict[str, int], reason: str, rows: Bools) -> None:
    if number := int(rows.sum()):
        dropped[reason] = dropped.get(reason, 0) + number
