"""Roll calls from known ideal points, to see whether the estimator finds them again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.ideal_points.model import Array, probabilities

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Simulated:
    """Simulated votes and the truth behind them.

    Attributes
    ----------
    votes : polars.DataFrame
        Columns state, roll_call, period, vote (1 yes, 2 abstention, 3 no) and question.
    theta : (states, periods) float
        True ideal points with pooled mean 0 and variance 1 over the states that voted; NaN where one did not.
    """

    votes: pl.DataFrame
    theta: Array


def simulate(
    states: int,
    periods: int,
    calls: int,
    *,
    drift: float = 0.15,
    absent: float = 0.1,
    late: float = 0.2,
    seed: int = 1,
) -> Simulated:
    """Return votes simulated from the model.

    Parameters
    ----------
    states, periods, calls : int
        Calls are per period.
    drift : float
        Standard deviation of a step from one period to the next.
    absent : float
        Share of votes not cast.
    late : float
        Share of states that enter after the first period.
    seed : int

    Examples
    --------
    >>> simulate(5, 2, 4).theta.shape
    (5, 2)
    """
    import polars as pl

    rng = np.random.default_rng(seed)
    steps = rng.normal(0, drift, (states, periods))
    steps[:, 0] = rng.normal(0, 1, states)
    theta = steps.cumsum(axis=1)
    entry = np.where(rng.random(states) < late, rng.integers(0, periods, states), 0)
    entry[0] = 0
    rows, voted = [], np.zeros((states, periods), dtype=bool)
    for t in range(periods):
        beta, alpha = rng.normal(0, 1, calls), rng.normal(0, 0.9, calls)
        chance = probabilities(np.outer(theta[:, t], beta) - alpha, rng.normal(-0.5, 0.5, calls))
        draw = rng.random((states, calls))
        code = (draw > chance[0]).astype(int) + (draw > chance[0] + chance[1])
        here = (rng.random((states, calls)) >= absent) & (entry <= t)[:, None]
        who, what = np.nonzero(here)
        voted[:, t] = here.any(axis=1)
        rows.append(np.stack([who, t * calls + what, np.full(who.size, t + 1), 3 - code[who, what]], axis=1))
    pooled = theta[voted]
    truth = np.where(voted, (theta - pooled.mean()) / pooled.std(), np.nan)
    frame = pl.DataFrame(np.concatenate(rows), schema=["state", "roll_call", "period", "vote"])
    return Simulated(frame.with_columns(question=pl.lit(None, pl.String)), truth)
