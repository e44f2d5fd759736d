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

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, pl
from westphalia.measures.ideal_points.data import RollCalls, ends, roll_calls, user_frame, world_frame
from westphalia.measures.ideal_points.estimate import Fit, Uncertainty, fit, uncertainty
from westphalia.measures.ideal_points.model import ABSENT, Array, SimulatedVotes, simulate
from westphalia.record.world import World

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["IdealPoints", "Items", "SimulatedVotes", "filtered_ideal_points", "ideal_points", "simulate"]


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


# What comes out: ideal points with their uncertainty, and the roll calls' parameters.


NORMAL_95 = 1.6448536269514722  # the interval holds 90 per cent


@dataclass(frozen=True)
class Items:
    """Parameters of the roll calls, on the scale of the ideal points.

    Attributes
    ----------
    ids : (m,) tuple
    period : (m,) int
    discrimination, lower, upper : (m,) float
        A state at theta votes no below ``lower`` and yes above ``upper`` of ``discrimination * theta`` + normal noise.
    discrimination_sd : (m,) float
    bridged : (m,) bool
        The same question was put in the period before or after.
    """

    ids: tuple[Hashable, ...]
    period: NDArray[np.int64]
    discrimination: Array
    lower: Array
    upper: Array
    discrimination_sd: Array
    bridged: NDArray[np.bool_]


@dataclass(frozen=True)
class IdealPoints:
    """Ideal points of states by period.

    Attributes
    ----------
    states : (n,) tuple
    periods : (p,) tuple of int
        Years or sessions.
    mean, sd, low, high : (n, p) float
        Mean of the posterior, its standard deviation and the ends of the 90 per cent interval; NaN where the state did not
        vote. Pooled over all, mean 0 and variance 1 with the uncertainty counted in.
    votes : (n, p) int
        Votes used.
    poles : pair
        The two states that set the direction; the first is on the positive side.
    items : Items
    until : int or None
        Last period used; None when all were.
    read : int
        Votes read.
    dropped : dict of str to int
        Votes left out, by reason.
    iterations : int
    converged : bool
    """

    states: tuple[Hashable, ...]
    periods: tuple[int, ...]
    mean: Array
    sd: Array
    low: Array
    high: Array
    votes: NDArray[np.int64]
    poles: tuple[Hashable, Hashable]
    items: Items
    until: int | None
    read: int
    dropped: dict[str, int]
    iterations: int
    converged: bool

    def frame(self) -> pl.DataFrame:
        """Return one row per state and period in which it voted.

        Examples
        --------
        >>> from westphalia.measures.ideal_points import ideal_points, simulate
        >>> ideal_points(simulate(8, 2, 10).votes).frame().columns
        ['state', 'period', 'votes', 'mean', 'sd', 'low', 'high']
        """
        row, column = np.nonzero(self.votes)
        values = {name: getattr(self, name)[row, column] for name in ("votes", "mean", "sd", "low", "high")}
        states = [self.states[i] for i in row]
        return pl.DataFrame({"state": states, "period": np.array(self.periods)[column], **values})


def result(
    data: RollCalls, made: Fit, doubt: Uncertainty, poles: tuple[Hashable, Hashable], until: int | None
) -> IdealPoints:
    """Return a fit in the form in which it is handed out."""
    votes = np.zeros(made.theta.shape, dtype=np.int64)
    for t, period in enumerate(data.periods):
        votes[period.states, t] = (period.codes != ABSENT).sum(axis=1)
    mean = np.where(votes > 0, made.theta, np.nan)
    return IdealPoints(
        states=data.states,
        periods=data.labels,
        mean=mean,
        sd=doubt.sd,
        low=mean - NORMAL_95 * doubt.sd,
        high=mean + NORMAL_95 * doubt.sd,
        votes=votes,
        poles=poles,
        items=_items(data, made, doubt),
        until=until,
        read=data.read,
        dropped=dict(data.dropped),
        iterations=made.iterations,
        converged=made.converged,
    )


def _items(data: RollCalls, made: Fit, doubt: Uncertainty) -> Items:
    beta, middle, width = made.calls[data.asked].T
    return Items(
        ids=data.items,
        period=np.repeat(data.labels, [p.items.size for p in data.periods]),
        discrimination=beta,
        lower=middle - np.exp(width) / 2,
        upper=middle + np.exp(width) / 2,
        discrimination_sd=doubt.discrimination_sd,
        bridged=np.bincount(data.asked)[data.asked] > 1,
    )


# Filtered ideal points: for every period the estimate from the votes up to it, free of anything later.


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
