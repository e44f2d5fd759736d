"""Positions: filtered ideal points on one scale, and how far apart two states are on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.record.coverage import since
from westphalia.record.quantities.institutions import BAILEY

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History

VOTES = since(1946, "votes")
CARRIED = 2
"""Years for which a state's last ideal point stands when it, or the Assembly (1964), did not vote."""
STALE = f"the last ideal point stands for up to {CARRIED} years without votes"
READS = "ideal_point_filtered_all"


def points(history: History) -> Floats:
    """Return filtered ideal points in standard deviations of their year, NaN where not known (n,); in single precision, as they are kept."""
    found = np.full(len(history.codes), np.nan)
    for back in range(CARRIED + 1):
        cast = history.at(history.year - back)[READS].astype(np.float32)
        known = ~np.isnan(cast)
        if known.any():
            whole = cast[known].astype(np.float64)
            scaled = (cast - np.float32(whole.mean())) / np.float32(whole.std(ddof=1))
            found = np.where(np.isnan(found), scaled, found)
    return found


def of_gap(history: History) -> Floats:
    """Return the difference of the ideal points of two states, in standard deviations of the year (n, n)."""
    found = points(history)
    gap: Floats = np.abs(found[:, None] - found)
    return gap


MEASURES = (
    Measure(
        "ideal_point_gap",
        "Difference of two states' filtered ideal points",
        "dyad",
        "ideal_points_filtered",
        more="farther apart",
        covers=VOTES,
        unit="standard deviations of the year's states",
        low=0,
        description=f"Absolute difference of the ideal points estimated from votes up to the year, all votes; {STALE}",
        reference=BAILEY,
        driver="revisionism",
        equation=r"|\theta_{i,t} - \theta_{j,t}| / \sigma_t",
        reads=(READS,),
        window=CARRIED + 1,
        compute=of_gap,
    ),
)
