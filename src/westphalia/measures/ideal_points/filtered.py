"""Filtered ideal points: for every period the estimate from the votes up to it, free of anything later."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.measures.ideal_points.data import RollCalls, roll_calls, user_frame, world_frame
from westphalia.measures.ideal_points.estimate import Fit, fit
from westphalia.measures.ideal_points.poles import ends
from westphalia.measures.ideal_points.result import result
from westphalia.measures.ideal_points.uncertainty import uncertainty
from westphalia.record.world import World

if TYPE_CHECKING:
    import polars as pl


TOLERANCE = 5e-3
"""Each period starts where the one before ended, so that what one leaves undone the next takes up."""


def filtered_ideal_points(
    votes: Any,
    *,
    period: str = "year",
    issue: str | None = None,
    passage: bool = False,
    poles: tuple[Hashable, Hashable] | None = None,
    smooth: float = 0.5,
    minority: float = 0.0,
    progress: Callable[[int], None] | None = None,
) -> pl.DataFrame:
    """Return, for each period, ideal points estimated from the votes up to that period only.

    A forecast may use these; those of :func:`~westphalia.measures.ideal_points.ideal_points` lean on later votes. Each period is
    on the scale of all periods up to it (mean 0, variance 1).

    Parameters
    ----------
    votes, period, issue, passage, poles, smooth, minority
        As for :func:`~westphalia.measures.ideal_points.ideal_points`.
    progress : callable, optional
        Called with each period when it is done.

    Returns
    -------
    polars.DataFrame
        Columns state, period, votes, mean, sd, low, high: one row per state and period in which it voted. The periods begin
        when the poles first vote against each other.

    Raises
    ------
    NoAnswer
        When they never do.

    Examples
    --------
    >>> from westphalia.measures.ideal_points import simulate
    >>> filtered_ideal_points(simulate(states=12, periods=2, calls=20).votes)["period"].unique().sort().to_list()
    [1, 2]
    """
    import polars as pl

    frame = world_frame(votes, period, issue, passage) if isinstance(votes, World) else user_frame(votes)
    data = roll_calls(frame, None, minority)
    chosen = (2, 365) if poles is None and isinstance(votes, World) else poles
    places = ends(data, chosen)
    known: Fit | None = None
    parts = []
    for number, label in enumerate(data.labels, 1):
        known = _next(data.until(number), places, smooth, known)
        if known is not None:
            part = data.until(number)
            named = (data.states[places[0]], data.states[places[1]])
            made = result(part, known, uncertainty(part, known), named, label)
            parts.append(made.frame().filter(pl.col("period") == label))
        if progress is not None:
            progress(label)
    if not parts:
        raise NoAnswer("The poles never vote against each other.", "", "Pass poles=(a, b).")
    return pl.concat(parts)


def _next(data: RollCalls, places: tuple[int, int], smooth: float, known: Fit | None) -> Fit | None:
    try:
        return fit(data, places, smooth, known, tolerance=TOLERANCE)
    except NotUnderstood:
        return None
