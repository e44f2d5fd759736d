"""Ideal points estimated here: a dynamic ordinal item-response model over roll calls.

The model is that of Bailey, Strezhnev and Voeten (2017). A state i in period t votes no, abstains or votes yes on roll call v
as ``beta_v * theta_it + e`` falls below the first of two cutpoints, between them, or above the second; e is standard normal and
beta_v has a standard normal prior. theta walks at random from period to period; a step has the variance
``smooth * n / (n + n_before)`` with n the votes that the state cast. Roll calls that put the same question in neighbouring
periods (the same title, once in each) have the same parameters, which ties the periods' scales together. Pooled over all states
and periods theta has mean 0 and variance 1; which end is which is set by two states, the United States and Russia for the
General Assembly.

Different from the authors' sampler: theta is smoothed both ways in time, where theirs looks back only; questions put again are
found by their titles, not by hand; and the posterior is not sampled but approximated by variational EM, which takes seconds,
with covariances from the information matrix of all parameters. Time and accuracy: ``python -m benchmarks.ideal_points``.

References
----------
Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017). Estimating Dynamic State Preferences from United Nations Voting
Data. Journal of Conflict Resolution 61(2): 430-456.

Imai, Kosuke, James Lo and Jonathan Olmsted (2016). Fast Estimation of Ideal Points with Massive Data. American Political
Science Review 110(4): 631-656.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from westphalia.measures.ideal_points.data import roll_calls, user_frame, world_frame
from westphalia.measures.ideal_points.estimate import fit
from westphalia.measures.ideal_points.filtered import filtered_ideal_points
from westphalia.measures.ideal_points.poles import ends
from westphalia.measures.ideal_points.result import IdealPoints, Items, result
from westphalia.measures.ideal_points.simulate import Simulated, simulate
from westphalia.measures.ideal_points.uncertainty import uncertainty
from westphalia.record.world import World

__all__ = ["IdealPoints", "Items", "Simulated", "filtered_ideal_points", "ideal_points", "simulate"]


def ideal_points(
    votes: Any,
    *,
    period: str = "year",
    issue: str | None = None,
    passage: bool = False,
    until: int | None = None,
    poles: tuple[Hashable, Hashable] | None = None,
    smooth: float = 0.5,
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
    poles : pair of states, optional
        Two states at the ends of the scale, the positive one first. For a world, 2 and 365 (the United States and Russia);
        for a table, the two that agree least among those that vote most.
    smooth : float
        Variance of steps: the smaller, the more a state's past and future speak for the present.
    minority : float
        Use a roll call when more than this share of its votes lies outside the largest category. Unanimous ones say
        nothing of where states stand and are never used.
    bridge : bool
        Give questions put again the same parameters.

    Returns
    -------
    IdealPoints

    Raises
    ------
    NotUnderstood
        For missing columns, unknown codes, repeated rows, or poles that do not vote.
    NoAnswer
        When no roll call divides the states.

    Examples
    --------
    >>> known = simulate(states=20, periods=3, calls=30)
    >>> found = ideal_points(known.votes)
    >>> found.mean.shape, found.converged
    ((20, 3), True)
    """
    frame = world_frame(votes, period, issue, passage) if isinstance(votes, World) else user_frame(votes)
    data = roll_calls(frame, until, minority, bridge)
    chosen = (2, 365) if poles is None and isinstance(votes, World) else poles
    places = ends(data, chosen)
    made = fit(data, places, smooth)
    named = (data.states[places[0]], data.states[places[1]])
    return result(data, made, uncertainty(data, made), named, until)
