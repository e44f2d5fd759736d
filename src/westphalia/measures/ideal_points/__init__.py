"""Ideal points estimated here: a dynamic ordinal item-response model over roll calls.

The model is that of Bailey, Strezhnev and Voeten (2017). A state i in period t votes no, abstains or votes yes on roll call v
as ``beta_v * theta_it + e`` falls below the first of two cutpoints, between them, or above the second; theta walks at
random from period to period with a variance of the state's own. Roll calls that put the same question in neighbouring
periods (the same title, once in each) tie the periods' scales together: their parameters may change a little, by a
variance that is learned. Ideal points have pooled mean 0 and variance 1 and the anchor, the United States, is positive.

Different from the paper: e is logistic, not normal; a repeated question's parameters are nearly, not exactly, the same;
and the posterior is not sampled. Its mode is found by Newton's method (expected information) on all parameters at
once, its covariance is the inverse of the information with the roll calls' uncertainty integrated out, and the variances are
learned by EM. Time and accuracy: ``python -m benchmarks.ideal_points``.

References
----------
Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017). Estimating Dynamic State Preferences from United Nations Voting
Data. Journal of Conflict Resolution 61(2): 430-456.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from westphalia.errors import NotUnderstood
from westphalia.measures.ideal_points.data import roll_calls, user_frame, world_frame
from westphalia.measures.ideal_points.estimate import fit, scaled
from westphalia.measures.ideal_points.result import IdealPoints, Items, result
from westphalia.measures.ideal_points.simulate import Simulated, simulate
from westphalia.record.world import World

__all__ = ["IdealPoints", "Items", "Simulated", "ideal_points", "simulate"]


def ideal_points(
    votes: Any,
    *,
    period: str = "year",
    issue: str | None = None,
    passage: bool = False,
    until: int | None = None,
    anchor: Hashable = 2,
    minority: float = 0.0,
    bridge: bool = True,
) -> IdealPoints:
    """Estimate ideal points from roll calls.

    Parameters
    ----------
    votes : World, polars or pandas frame, or mapping of columns
        A world gives the votes of the General Assembly. A table has the columns state, roll_call, period (whole numbers) and
        vote (1 yes, 2 abstention, 3 no, null absent), one row per state and roll call, and may have question: the same
        text where the same question is put again.
    period : 'year' or 'session'
        For a world: what the ideal points are by.
    issue : str, optional
        For a world: only votes on one issue (me, nu, di, hr, co, ec; see roll_calls).
    passage : bool
        For a world: leave out votes on amendments and paragraphs.
    until : int, optional
        Use votes up to this period only; the last period is then the filtered estimate, free of later votes.
    anchor : state
        The state whose mean is positive (2: the United States).
    minority : float
        Use a roll call when more than this share of its votes lies outside the largest category. Unanimous ones say
        nothing of where states stand and are never used.
    bridge : bool
        Tie the parameters of repeated questions.

    Returns
    -------
    IdealPoints

    Raises
    ------
    NotUnderstood
        For missing columns, unknown codes, repeated rows, or an anchor that did not vote.
    NoAnswer
        When no roll call divides the states.

    Examples
    --------
    >>> known = simulate(states=20, periods=3, calls=30)
    >>> found = ideal_points(known.votes, anchor=0)
    >>> found.mean.shape, found.converged
    ((20, 3), True)
    """
    frame = world_frame(votes, period, issue, passage) if isinstance(votes, World) else user_frame(votes)
    data = roll_calls(frame, until, minority, bridge)
    if anchor not in data.states:
        raise NotUnderstood(
            f"The anchor {anchor!r} has no vote that is used.",
            "The sign of the scale is set by one state.",
            f"Pass anchor=..., one of {', '.join(map(repr, data.states[:5]))} ...",
        )
    made = fit(data)
    return result(data, made, scaled(data, made, data.states.index(anchor)), until)
