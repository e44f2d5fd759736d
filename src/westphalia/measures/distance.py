"""Distance between capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.measure import Measure
from westphalia.record.coverage import since

if TYPE_CHECKING:
    from westphalia.record.history import Floats, History


def between_capitals(history: History) -> Floats:
    """Return the distance between the seats of government at the end of the year in kilometres (n, n)."""
    from westphalia.record.geography import great_circle

    places = np.stack([history.now["capital_latitude"], history.now["capital_longitude"]], axis=1)
    return great_circle(np.radians(places))


MEASURES = (
    Measure(
        "capital_distance",
        "Distance between the capitals",
        "dyad",
        "capitals",
        "latitude",
        "farther apart",
        unit="km",
        low=0,
        high=20_016,
        covers=since(1816, "capitals"),
        description="Great-circle distance between the seats of government at the end of the year",
        reads=("capital_latitude", "capital_longitude"),
        compute=between_capitals,
        members="",
    ),
)
