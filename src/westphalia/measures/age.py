"""How long a state has been in the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.measures.measure import Measure
from westphalia.record.coverage import since
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History, Ints
    from westphalia.record.source import Source


@once
def entered(source: Source) -> Ints:
    """Return the year in which each state first entered the system; 9999 for those that never did (n,)."""
    codes = source.universe()
    found = np.full(len(codes), 9999)
    rows = source.listed("memberships").group_by("code").agg(pl.col("start").dt.year().min())
    found[np.searchsorted(codes, rows["code"].to_numpy())] = rows["start"].to_numpy()
    return found


def age(history: History) -> Floats:
    """Return years since each state first entered the system, 0 for one that has not yet (n,)."""
    return np.maximum(history.year - entered(history.source), 0).astype(np.float64)


MEASURES = (
    Measure(
        "state_age",
        "Years since a state first entered the system",
        "state",
        "memberships",
        more="older",
        covers=since(1816, "memberships"),
        unit="years",
        low=0,
        description="Years since the state first became a member of the system of states (Correlates of War); 1816 for those that were members then",
        equation=r"t - \min\{s: i \text{ is a member in } s\}",
        reads=("memberships",),
        window=0,
        compute=age,
    ),
)
