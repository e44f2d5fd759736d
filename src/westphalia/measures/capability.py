"""Capability of one state against that of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Measure

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History


def ratio(history: History) -> Floats:
    """Return the capability of the state in the row over that in the column (n, n); unknown over one that has none."""
    own = history.now["cinc"]
    over = np.where(own > 0, own, np.nan)
    found: Floats = own[:, None] / over[None, :]
    return found


MEASURES = (
    Measure(
        "capability_ratio",
        "Capability of the first state over that of the second",
        "directed",
        "capabilities",
        "cinc",
        "the first is stronger",
        unit="times",
        description="CINC of the first state divided by that of the second",
        low=0,
        reads=("cinc",),
        compute=ratio,
    ),
)
