"""What comes out: ideal points with their uncertainty, and the roll calls' parameters."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.ideal_points.data import RollCalls
from westphalia.measures.ideal_points.estimate import Fit, Scaled
from westphalia.measures.ideal_points.model import ABSENT, Array

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
        A state at theta votes no below ``lower`` and yes above ``upper`` of ``discrimination * theta`` + logistic noise.
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
        Mode of the posterior, its standard deviation and the ends of the 90 per cent interval; NaN where the state did not
        vote.
    votes : (n, p) int
        Votes used.
    drift : (n,) float
        Standard deviation of a state's step from one period to the next.
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
    drift: Array
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
        >>> ideal_points(simulate(8, 2, 10).votes, anchor=0).frame().columns
        ['state', 'period', 'votes', 'mean', 'sd', 'low', 'high']
        """
        import polars as pl

        row, column = np.nonzero(self.votes)
        values = {name: getattr(self, name)[row, column] for name in ("votes", "mean", "sd", "low", "high")}
        states = [self.states[i] for i in row]
        return pl.DataFrame({"state": states, "period": np.array(self.periods)[column], **values})


def result(data: RollCalls, made: Fit, on: Scaled, until: int | None) -> IdealPoints:
    """Return a fit in the form in which it is handed out."""
    votes = np.zeros(on.mean.shape, dtype=np.int64)
    for t, period in enumerate(data.periods):
        votes[period.states, t] = (period.codes != ABSENT).sum(axis=1)
    return IdealPoints(
        states=data.states,
        periods=data.labels,
        mean=on.mean,
        sd=on.sd,
        low=on.mean - NORMAL_95 * on.sd,
        high=on.mean + NORMAL_95 * on.sd,
        votes=votes,
        drift=np.sqrt(made.hyper.drift) / abs(on.scale),
        items=_items(data, made, on),
        until=until,
        read=data.read,
        dropped=dict(data.dropped),
        iterations=made.iterations,
        converged=made.converged,
    )


def _items(data: RollCalls, made: Fit, on: Scaled) -> Items:
    parameters = np.concatenate(made.at.items)
    beta, alpha, width = parameters[:, 0], parameters[:, 1], np.exp(parameters[:, 2])
    middle = alpha - beta * on.shift
    bridged = []
    for t, period in enumerate(data.periods):
        flags = np.zeros(period.items.size, dtype=bool)
        flags[data.bridges[t][1]] = True
        if t + 1 < len(data.periods):
            flags[data.bridges[t + 1][0]] = True
        bridged.append(flags)
    return Items(
        ids=data.items,
        period=np.repeat(data.labels, [p.items.size for p in data.periods]),
        discrimination=beta * on.scale,
        lower=middle - width / 2,
        upper=middle + width / 2,
        discrimination_sd=np.sqrt(np.concatenate([v[:, 0, 0] for v in made.item_variances])) * abs(on.scale),
        bridged=np.concatenate(bridged),
    )
