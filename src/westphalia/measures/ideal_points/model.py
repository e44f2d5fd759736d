"""The ordered response of a state to a roll call: pure functions of arrays.

A state at theta votes no, abstains or votes yes as ``beta * theta + e`` falls below the first cutpoint, between the two, or above
the second; e is standard normal. With ``x = beta * theta - alpha`` (alpha midway between the cutpoints) and ``d = log(width)``
(width: the distance between the cutpoints) a vote has two predictors, x and d.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from westphalia.lazy import np, pl, special

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array: TypeAlias = "NDArray[np.float64]"
Codes: TypeAlias = "NDArray[np.int8]"
NO, ABSTAIN, YES, ABSENT = 0, 1, 2, -1
LEAST = 1e-300
"""Chances are kept above this, so that a vote that should be impossible still says which way to go."""


class Cells(NamedTuple):
    """Log-likelihood, scores and expected information of votes; zero where a state was absent."""

    loglik: Array
    score_x: Array
    score_d: Array
    info_xx: Array
    info_xd: Array
    info_dd: Array


def probabilities(x: Array, d: Array) -> Array:
    """Return the probabilities of no, abstention and yes, stacked on a new first axis.

    Examples
    --------
    >>> probabilities(np.array([0.0]), np.array([0.0])).sum(axis=0).tolist()
    [1.0]
    """
    half = 0.5 * np.exp(d)
    low, high = special.ndtr(-x - half), special.ndtr(x - half)
    return np.stack([low, 1.0 - low - high, high])


def cells(codes: Codes, x: Array, d: Array) -> Cells:
    """Return log-likelihood, scores and expected information of votes.

    Parameters
    ----------
    codes : (...) int8
        0 no, 1 abstention, 2 yes, -1 absent.
    x : (...) float
        ``beta * theta - alpha``.
    d : float, of a shape that fits
        Log distance between the cutpoints.

    Returns
    -------
    Cells
        The score by x is also what the vote tells of the latent response: its mean given the vote is ``x + score_x``.

    Examples
    --------
    >>> one = cells(np.array([2], dtype=np.int8), np.array([1.0]), np.array([0.0]))
    >>> round(float(np.exp(one.loglik[0])), 3)  # chance of a yes: that of a normal below 0.5
    0.691
    """
    half = 0.5 * np.exp(d)
    lower, upper = -half - x, half - x
    at_lower, at_upper = _density(lower), _density(upper)
    far, near, size = (
        special.ndtr(-half - np.abs(x)),
        special.ndtr(half - np.abs(x)),
        special.ndtr(np.abs(x) - half),
    )
    below, above = (
        np.maximum(np.where(x > 0, far, size), LEAST),
        np.maximum(np.where(x > 0, size, far), LEAST),
    )
    between = np.maximum(near - far, LEAST)  # of two tails, which keeps its digits far out
    no, abstain, voted = codes == NO, codes == ABSTAIN, codes != ABSENT
    x_no, x_mid, x_yes = -at_lower / below, (at_lower - at_upper) / between, at_upper / above
    d_no, d_mid, d_yes = half * x_no, half * (at_lower + at_upper) / between, -half * x_yes
    i_no, i_mid, i_yes = at_lower * -x_no, (at_lower - at_upper) * x_mid, at_upper * x_yes
    chance = np.where(no, below, np.where(abstain, between, above))
    return Cells(
        loglik=np.where(voted, np.log(chance), 0.0),
        score_x=np.where(voted, np.where(no, x_no, np.where(abstain, x_mid, x_yes)), 0.0),
        score_d=np.where(voted, np.where(no, d_no, np.where(abstain, d_mid, d_yes)), 0.0),
        info_xx=voted * (i_no + i_mid + i_yes),
        info_xd=voted * (half * i_no + (at_lower - at_upper) * d_mid - half * i_yes),
        info_dd=voted * (half**2 * (i_no + i_yes) + half * (at_lower + at_upper) * d_mid),
    )


def _density(z: Array) -> Array:
    made: Array = np.exp(-0.5 * z * z) * 0.3989422804014327
    return made


# Linear algebra of a chain: a block-tridiagonal positive definite matrix whose links tie single entries of neighbours.


Index: TypeAlias = "NDArray[np.intp]"


class Link(NamedTuple):
    """Entries ``before`` of block t-1 tied to entries ``here`` of block t, with the off-diagonal value ``-precision``."""

    before: Index
    here: Index
    precision: Array


def factor(blocks: list[Array], links: list[Link]) -> list[Array]:
    """Return the inverses of the forward Schur complements; ``links[t]`` ties block t to block t-1.

    Examples
    --------
    >>> none = np.array([], dtype=np.intp)
    >>> factor([np.eye(1) * 2], [Link(none, none, np.array([]))])[0].tolist()
    [[0.5]]
    """
    inverses: list[Array] = []
    for block, link in zip(blocks, links, strict=True):
        reduced = block
        if inverses and link.here.size:
            reduced = block.copy()
            scale = np.outer(link.precision, link.precision)
            reduced[np.ix_(link.here, link.here)] -= scale * inverses[-1][np.ix_(link.before, link.before)]
        inverse: Array = np.asarray(np.linalg.inv(0.5 * (reduced + reduced.T)), dtype=np.float64)
        inverses.append(inverse)
    return inverses


def solve(inverses: list[Array], links: list[Link], right: list[Array]) -> list[Array]:
    """Return the solution of the system for a right-hand side, block by block (vectors)."""
    forward: list[Array] = []
    for t, (inverse, link) in enumerate(zip(inverses, links, strict=True)):
        vector = right[t].copy()
        if t and link.here.size:
            vector[link.here] += link.precision * forward[-1][link.before]
        forward.append(inverse @ vector)
    for t in range(len(inverses) - 2, -1, -1):
        link = links[t + 1]
        push = np.zeros_like(forward[t])
        push[link.before] = link.precision * forward[t + 1][link.here]
        forward[t] = forward[t] + inverses[t] @ push
    return forward


def covariances(inverses: list[Array], links: list[Link]) -> tuple[list[Array], list[Array]]:
    """Return the diagonal blocks of the inverse and, per link, the covariances of the tied entries.

    Returns
    -------
    blocks : list of (n_t, n_t)
    tied : list of (number of ties,)
        Covariance of each tied pair; empty for the first block.
    """
    last = len(inverses) - 1
    blocks: list[Array] = [np.empty(0)] * (last + 1)
    tied: list[Array] = [np.empty(0)] * (last + 1)
    blocks[last] = inverses[last]
    for t in range(last - 1, -1, -1):
        link, after, inverse = links[t + 1], blocks[t + 1], inverses[t]
        gain = inverse[:, link.before] * link.precision
        carried = gain @ after[np.ix_(link.here, link.here)]
        blocks[t] = inverse + carried @ gain.T
        tied[t + 1] = carried[link.before, np.arange(link.here.size)]
    return blocks, tied


# Roll calls from known ideal points, to see whether the estimator finds them again.


@dataclass(frozen=True)
class SimulatedVotes:
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
) -> SimulatedVotes:
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
    return SimulatedVotes(frame.with_columns(question=pl.lit(None, pl.String)), truth)
