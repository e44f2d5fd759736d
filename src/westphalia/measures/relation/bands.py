"""Bands: words for a relation, defined once."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A word for relations from a score upwards.

    Parameters
    ----------
    name : str
        The word.
    least : float
        Smallest score; the band ends where the next begins.
    like : str
        Cases of it.
    """

    name: str
    least: float
    like: str


BANDS = (
    Band(
        "at war",
        -math.inf,
        "half of all years of war lie below -4.9; Germany and Russia 1915 and 1941, India and Pakistan 1965, Iran and Iraq 1985",
    ),
    Band(
        "hostile",
        -3.5,
        "half of all years of rivalry lie below -1.9; United States and Soviet Union 1948-1985, Turkey and Greece 1987",
    ),
    Band("cool", -1.5, "United States and Britain 1905, Soviet Union and Iran 1980"),
    Band("indifferent", -0.75, "half of all pairs lie between -0.4 and 0.4; Nepal and Chad"),
    Band(
        "friendly", 0.75, "Norway and Sweden 1935, United States and Britain 1917, Russia and Iran 2007-2022"
    ),
    Band(
        "partners", 2.25, "Belgium and the Netherlands 1930, France and Russia 1914, France and Germany 1965"
    ),
    Band("security community", 3.5, "United States and Canada, Norway and Sweden, France and Germany 2000"),
)


def band(score: float) -> Band:
    """Return the band of a score.

    Examples
    --------
    >>> [band(score).name for score in (-4.5, -2.2, 0.0, 4.9)]
    ['at war', 'hostile', 'indifferent', 'security community']
    """
    return next(each for each in reversed(BANDS) if score >= each.least)
