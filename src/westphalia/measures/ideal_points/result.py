"""What comes out: ideal points with their uncertainty, and the roll calls' parameters."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.ideal_points.data import RollCalls
from westphalia.measures.ideal_points.estimate import Fit
from westphalia.measures.ideal_points.model import ABSENT, Array
from westphalia.measures.ideal_points.uncertainty import Uncertainty

if TYPE_CHECKING:
    import polars as pl

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
        import polars as pl

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
