"""Levels of processes whose events are too few, year by year, to tell how a level walks."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sources.system_fit import RECENT

Floats = NDArray[np.float64]


def steady(years: NDArray[np.int64], seen: Floats, expected: Floats) -> dict[str, Any]:
    """Return a level that stays: the log of all events of the last thirty years over what was expected, unsure as a count is.

    With an event or none in most years the mean of the logs of yearly ratios is far below the log of the ratio of the sums.

    Parameters
    ----------
    years, seen, expected : ndarray (m,)
        Years, events in each, and events that the fitted hazard expects.
    """
    kept = years > years[-1] - RECENT
    events, of = float(seen[kept].sum()) + 0.5, float(expected[kept].sum()) + 0.5
    middle = float(np.log(events / of))
    return {
        "middle": middle, "middle_sd": float(1 / np.sqrt(events)), "keep": 0.0, "sd": 0.0, "years": [int(year) for year in years],
        "value": [round(middle, 6)] * len(years), "variance": [0.0] * len(years), "seen": [float(each) for each in seen], "expected": [float(each) for each in expected],
    }  # fmt: skip
