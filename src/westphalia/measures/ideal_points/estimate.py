"""Estimate: variational EM, a turn of which takes the latent responses, the ideal points and the roll calls one after another.

Given the latent responses everything is linear and normal, so that each part has a mean and variance in closed form; the
cutpoints take a Newton step. Imai, Lo and Olmsted (2016) show that this comes close to a sampler's answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.measures import smoothing
from westphalia.measures.ideal_points.data import Period, RollCalls, Votes
from westphalia.measures.ideal_points.model import (
    ABSENT,
    ABSTAIN,
    NO,
    YES,
    Array,
    Cells,
    Index,
    Link,
    cells,
    covariances,
    factor,
    solve,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

VERSION = 1
"""Raise it when estimates change: those that ship are made anew then."""
ENTRY = 1.0
"""Variance of a state's ideal point when it first votes."""
PRIOR = (1.0, 25.0, 4.0)
"""Variances of a roll call's discrimination, location and log width."""
WIDTH = -0.5
"""Prior mean of the log width."""
WARM_UP = 20
"""Turns before the first leap."""
LONGEST = 20.0


@dataclass(frozen=True)
class Fit:
    """Where the turns ended.

    Attributes
    ----------
    theta, variance : (states, periods) float
        Ideal points and their variances, given the roll calls; pooled over those who voted the mean is 0 and mean square and
        variance add up to 1.
    link : (states, periods) float
        Precision of the step into each period from the one before; 0 before a state's second period.
    calls : (questions, 3) float
        Discrimination, location and log width.
    iterations : int
    converged : bool
    """

    theta: Array
    variance: Array
    link: Array
    calls: Array
    iterations: int
    converged: bool


@dataclass
class _Current:
    theta: Array
    variance: Array
    calls: Array
    spread: Array  # variance of each discrimination


def steps(data: RollCalls, votes: Votes, smooth: float) -> tuple[Array, Array]:
    """Return, per state and period, the precision of the step into it, and of its own prior (a state's first period).

    The variance of a step is ``smooth * n / (n + before)`` with n the votes cast in the period and those of the last one in
    which the state voted, as in the paper; through a period without votes it is half of ``smooth``.
    """
    shape = (len(data.states), len(data.periods))
    cast = np.bincount(votes.cell, minlength=shape[0] * shape[1]).reshape(shape)
    link, own = np.zeros(shape), np.zeros(shape)
    for row, line in enumerate(cast):
        voted = np.flatnonzero(line)
        if not voted.size:
            own[row] = 1.0 / ENTRY
            continue
        inside = np.arange(voted[0] + 1, voted[-1] + 1)
        variance = np.full(shape[1], smooth / 2)
        variance[voted[1:]] = smooth * line[voted[1:]] / (line[voted[1:]] + line[voted[:-1]])
        link[row, inside] = 1.0 / variance[inside]
        own[row, voted[0]] = 1.0 / ENTRY
        outside = np.ones(shape[1], dtype=bool)
        outside[voted[0] : voted[-1] + 1] = False
        own[row, outside] = 1.0 / ENTRY
    return link, own


def begin(data: RollCalls, votes: Votes, poles: tuple[int, int]) -> _Current:
    """Return a first guess: roll calls divide the states as they divide two states, and cutpoints from the margins."""
    calls = int(data.asked.max()) + 1
    counts = np.stack(
        [np.bincount(votes.asked[votes.code == k], minlength=calls) for k in (NO, ABSTAIN, YES)]
    )
    low, middle, high = (counts + 0.5) / (counts.sum(axis=0) + 1.5)
    lower, upper = np.log(low / (1 - low)), np.log((low + middle) / high)
    ends = [np.zeros(calls), np.zeros(calls)]
    cast = [np.zeros(calls), np.zeros(calls)]
    for end, count, pole in zip(ends, cast, poles, strict=True):
        own = votes.cell // len(data.periods) == pole
        np.add.at(end, votes.asked[own], votes.code[own])
        np.add.at(count, votes.asked[own], 1)
    both = (cast[0] > 0) & (cast[1] > 0)
    gap = np.where(both, ends[0] / np.maximum(cast[0], 1) - ends[1] / np.maximum(cast[1], 1), 0.0)
    if not gap.any():
        names = " and ".join(repr(data.states[pole]) for pole in poles)
        raise NotUnderstood(
            f"{names} never vote against each other.",
            "The two set the direction of the scale, so they have to differ.",
            "Pass poles=(a, b): two states at the ends of it.",
        )
    logistic = 0.6  # a logit to a normal quantile
    width = np.log(np.maximum(logistic * (upper - lower), 0.05))
    guess = np.stack([np.sign(gap), logistic * (lower + upper) / 2, width], axis=1)
    shape = (len(data.states), len(data.periods))
    return _Current(np.zeros(shape), np.zeros(shape), guess, np.zeros(calls))


def fit(
    data: RollCalls,
    poles: tuple[int, int],
    smooth: float,
    known: Fit | None = None,
    tolerance: float = 1e-3,
    most: int = 300,
) -> Fit:
    """Return where the turns end.

    Parameters
    ----------
    data : RollCalls
    poles : pair of int
        Positions of two states at the ends of the scale, the positive one first.
    smooth : float
        Scale of the variance of a state's steps.
    known : Fit, optional
        Where the same roll calls without the last periods ended: a start near the end.
    tolerance : float
        Stop when no ideal point moves by more than this in a turn.
    most : int
        Turns after which to stop in any case (then ``converged`` is False).
    """
    votes = data.votes()
    link, own = steps(data, votes, smooth)
    now = begin(data, votes, poles)
    if known is not None:
        _resume(now, known)
    voted = np.bincount(votes.cell, minlength=link.size).reshape(link.shape) > 0
    iteration, moved = 0, np.inf
    while moved > tolerance and iteration < most:
        before = [(now.theta, now.calls)]
        for _ in range(2 if iteration or known is not None else WARM_UP):
            moved = _turn(now, votes, link, own, voted)
            before.append((now.theta, now.calls))
            iteration += 1
        if moved > tolerance:
            now.theta, now.calls = (_leap(*part) for part in zip(*before[-3:], strict=True))
    sign = np.sign(now.theta[poles[0]][voted[poles[0]]].mean() - now.theta[poles[1]][voted[poles[1]]].mean())
    calls = now.calls * np.array([sign, 1.0, 1.0])
    return Fit(sign * now.theta, now.variance, link, calls, iteration, bool(moved <= tolerance))


def _resume(now: _Current, known: Fit) -> None:
    """Put what is known into a first guess; states begin where they were last."""
    periods, questions = known.theta.shape[1], len(known.calls)
    now.theta[:, :periods] = known.theta
    now.theta[:, periods:] = known.theta[:, -1:]
    now.calls[:questions] = known.calls


def _leap(first: Array, second: Array, third: Array) -> Array:
    """Return where three turns in a row point to (SQUAREM; Varadhan and Roland 2008), at most `LONGEST` turns ahead."""
    speed, bend = second - first, third - 2 * second + first
    size = np.sqrt(np.sum(speed**2) / max(float(np.sum(bend**2)), 1e-300))
    far = float(np.clip(size, 1.0, LONGEST))
    reached: Array = first + 2 * far * speed + far**2 * bend
    return reached


def _turn(now: _Current, votes: Votes, link: Array, own: Array, voted: NDArray[np.bool_]) -> float:
    """Take one turn; return the largest move of an ideal point."""
    beta, alpha, width = now.calls.T
    fitted = beta[votes.asked] * now.theta.ravel()[votes.cell]
    seen = cells(votes.code, fitted - alpha[votes.asked], width[votes.asked])
    latent = fitted + seen.score_x
    cutpoints = _cutpoints(now.calls, votes.asked, seen)
    moved = _ideal_points(now, votes, latent, link, own, voted)
    theta, noise = now.theta.ravel()[votes.cell], now.variance.ravel()[votes.cell]
    now.spread = 1.0 / (np.bincount(votes.asked, theta**2 + noise).astype(float) + 1.0 / PRIOR[0])
    best = now.spread * np.bincount(votes.asked, theta * latent)
    now.calls = np.column_stack([best, cutpoints])
    return moved


def _ideal_points(
    now: _Current, votes: Votes, latent: Array, link: Array, own: Array, voted: NDArray[np.bool_]
) -> float:
    """Move the ideal points, and standardise them; return the largest move."""
    beta, size = now.calls[:, 0], link.size
    seen = np.bincount(votes.cell, (beta**2 + now.spread)[votes.asked], size).astype(float)
    pull = np.bincount(votes.cell, beta[votes.asked] * latent, size).astype(float)
    seen, pull = seen.reshape(link.shape) + own, pull.reshape(link.shape)
    mean, variance, _ = (each.T.copy() for each in smoothing.smooth(seen.T, pull.T, link.T))
    shift = mean[voted].mean()
    scale = np.sqrt(mean[voted].var() + variance[voted].mean())
    step = (mean - shift) / scale - now.theta
    now.theta, now.variance = now.theta + step, variance / scale**2
    return float(np.abs(step[voted]).max())


def _cutpoints(calls: Array, asked: Index, seen: Cells) -> Array:
    """Return location and log width of the roll calls after a Newton step with the expected information, of at most 1."""
    xx, xd, dd = (
        np.bincount(asked, part).astype(float) for part in (seen.info_xx, seen.info_xd, seen.info_dd)
    )
    xx, dd = xx + 1.0 / PRIOR[1], dd + 1.0 / PRIOR[2]
    location = -np.bincount(asked, seen.score_x) - calls[:, 1] / PRIOR[1]
    width = np.bincount(asked, seen.score_d) - (calls[:, 2] - WIDTH) / PRIOR[2]
    inside = xx * dd - xd**2
    step = np.column_stack([dd * location + xd * width, xd * location + xx * width]) / inside[:, None]
    moved: Array = calls[:, 1:] + np.clip(step, -1.0, 1.0)
    return moved


# Uncertainty: the covariance of all ideal points and roll calls at once, from the expected information at the estimate.


SAME = 1e-4
"""Variance between the parameters of a question put twice, which are the same: small beside what the votes leave open."""


@dataclass(frozen=True)
class BlockLayout:
    """Where things are in a period's block: states first, then three entries per question put in a neighbouring period too."""

    tied: Index  # roll calls with a question put before or after, positions in the period
    free: Index  # the others
    states: tuple[Index, Index]  # positions in the period before and here of states in both
    calls: tuple[Index, Index]  # of questions in both


@dataclass(frozen=True)
class Uncertainty:
    """Uncertainty of a fit on the published scale.

    Attributes
    ----------
    sd : (states, periods) float
        Standard deviation of the ideal points; NaN where a state did not vote.
    discrimination_sd : (m,) float
        Of the roll calls' discrimination.
    """

    sd: Array
    discrimination_sd: Array


def uncertainty(data: RollCalls, made: Fit) -> Uncertainty:
    """Return the uncertainty of a fit.

    What is uncertain only in the common location and scale is taken out (delta method), since the estimates are standardised.
    """
    shape = layouts(data)
    ties = [_link(made, t, place, data) for t, place in enumerate(shape)]
    blocks, gains, alone = [], [], []
    for t, (period, place) in enumerate(zip(data.periods, shape, strict=True)):
        matrix, gain, covariance = _block(period, place, made.theta[period.states, t], _calls(data, made, t))
        _add_prior(matrix, made, t, shape, period)
        blocks.append(matrix)
        gains.append(gain)
        alone.append(covariance)
    inverses = factor(blocks, ties)
    covariance_blocks, _ = covariances(inverses, ties)
    voted = [(period.codes != ABSENT).any(axis=1) for period in data.periods]
    return Uncertainty(
        sd=_standardised(data, made, voted, covariance_blocks, (inverses, ties)),
        discrimination_sd=_discriminations(shape, covariance_blocks, gains, alone),
    )


def layouts(data: RollCalls) -> list[BlockLayout]:
    """Return the layout of every period."""
    empty = np.array([], dtype=np.intp)
    result: list[BlockLayout] = []
    for t, period in enumerate(data.periods):
        onward = data.bridges[t + 1][0] if t + 1 < len(data.periods) else empty
        tied = np.union1d(data.bridges[t][1], onward).astype(np.intp)
        before = data.periods[t - 1].states if t else empty
        both = np.intersect1d(before, period.states)
        states = (np.searchsorted(before, both), np.searchsorted(period.states, both))
        free = np.setdiff1d(np.arange(period.items.size), tied)
        calls = data.bridges[t]
        if t:
            calls = (np.searchsorted(result[-1].tied, calls[0]), np.searchsorted(tied, calls[1]))
        result.append(BlockLayout(tied, free, states, calls))
    return result


def _calls(data: RollCalls, made: Fit, t: int) -> Array:
    parameters: Array = made.calls[data.asked[data.periods[t].items]]
    return parameters


def _entries(places: Index, states: int) -> Index:
    return (states + 3 * places[:, None] + np.arange(3)).ravel()


def _link(made: Fit, t: int, place: BlockLayout, data: RollCalls) -> Link:
    """Return the ties of a period's block to the one before."""
    period = data.periods[t]
    sizes = (data.periods[t - 1].states.size if t else 0, period.states.size)
    before, here = (
        np.concatenate([states, _entries(calls, size)])
        for states, calls, size in zip(place.states, place.calls, sizes, strict=True)
    )
    steps = made.link[period.states[place.states[1]], t]
    return Link(before, here, np.concatenate([steps, np.full(3 * place.calls[1].size, 1.0 / SAME)]))


def _block(period: Period, place: BlockLayout, theta: Array, calls: Array) -> tuple[Array, Array, Array]:
    """Return the information of a period, that of the roll calls put once eliminated, and what is needed to get these back.

    Returns
    -------
    matrix : (n + 3 tied, n + 3 tied)
    gain : (free, 3, n)
        How the eliminated roll calls follow the states.
    covariance : (free, 3, 3)
        Their covariance, given the states.
    """
    beta, alpha, width = calls.T
    seen = cells(period.codes, np.outer(theta, beta) - alpha, np.broadcast_to(width, period.codes.shape))
    n, m = period.codes.shape
    by_x = np.stack(
        [theta[:, None] * np.ones(m), -np.ones((n, m))]
    )  # how x follows discrimination and location
    cross = np.concatenate([by_x * seen.info_xx * beta, (seen.info_xd * beta)[None]]).transpose(2, 0, 1)
    own = np.zeros((m, 3, 3))
    for a in range(2):
        own[:, a, 2] = own[:, 2, a] = (by_x[a] * seen.info_xd).sum(axis=0)
        for b in range(2):
            own[:, a, b] = (by_x[a] * by_x[b] * seen.info_xx).sum(axis=0)
    own[:, 2, 2] = seen.info_dd.sum(axis=0)
    covariance: Array = np.asarray(
        np.linalg.inv(own[place.free] + np.diag(1.0 / np.array(PRIOR))), dtype=np.float64
    )
    gain: Array = covariance @ cross[place.free]
    matrix = np.zeros((n + 3 * place.tied.size,) * 2)
    flat = cross[place.free].reshape(-1, n)
    matrix[:n, :n] = np.diag(seen.info_xx @ beta**2) - flat.T @ gain.reshape(-1, n)
    matrix[n:, :n] = cross[place.tied].reshape(-1, n)
    matrix[:n, n:] = matrix[n:, :n].T
    for k, item in enumerate(place.tied):
        entries = slice(n + 3 * k, n + 3 * k + 3)
        matrix[entries, entries] = own[item]
    return matrix, gain, covariance


def _add_prior(matrix: Array, made: Fit, t: int, shape: list[BlockLayout], period: Period) -> None:
    """Add to a block the precision of its states' steps and first votes, and of its tied questions."""
    n, place = period.states.size, shape[t]
    diagonal = np.zeros(len(matrix))
    into = made.link[period.states, t]
    diagonal[:n] = np.where(into > 0, into, 1.0 / ENTRY)
    tied = np.tile(1.0 / np.array(PRIOR), (place.tied.size, 1))
    tied[place.calls[1]] = 1.0 / SAME
    if t + 1 < len(shape):
        onward = shape[t + 1]
        diagonal[onward.states[0]] += made.link[period.states[onward.states[0]], t + 1]
        tied[onward.calls[0]] += 1.0 / SAME
    diagonal[n:] = tied.ravel()
    matrix[np.diag_indices(len(matrix))] += diagonal


def _standardised(
    data: RollCalls,
    made: Fit,
    voted: list[Array],
    blocks: list[Array],
    factored: tuple[list[Array], list[Link]],
) -> Array:
    """Return standard deviations with the common location and scale taken out."""
    thetas = [made.theta[period.states, t] for t, period in enumerate(data.periods)]
    pooled = np.concatenate([theta[v] for theta, v in zip(thetas, voted, strict=True)])
    shift, spread = float(pooled.mean()), float(pooled.std())
    units, tilts = [], []
    for theta, v, block in zip(thetas, voted, blocks, strict=True):
        unit, tilt = np.zeros(len(block)), np.zeros(len(block))
        unit[: theta.size] = v / pooled.size
        tilt[: theta.size] = v * (theta - shift) / spread / pooled.size
        units.append(unit)
        tilts.append(tilt)
    with_mean, with_scale = (solve(*factored, right) for right in (units, tilts))
    mean, scale, both = _inner(units, with_mean), _inner(tilts, with_scale), _inner(units, with_scale)
    sd = np.full(made.theta.shape, np.nan)
    for t, (period, theta, block) in enumerate(zip(data.periods, thetas, blocks, strict=True)):
        n, z = theta.size, (theta - shift) / spread
        variance = np.diag(block)[:n] + mean + z**2 * scale + 2 * z * both
        variance -= 2 * with_mean[t][:n] + 2 * z * with_scale[t][:n]
        sd[period.states, t] = np.where(voted[t], np.sqrt(np.maximum(variance, 1e-12)), np.nan)
    return sd


def _inner(left: list[Array], right: list[Array]) -> float:
    return float(sum(float(a @ b) for a, b in zip(left, right, strict=True)))


def _discriminations(
    shape: list[BlockLayout], blocks: list[Array], gains: list[Array], alone: list[Array]
) -> Array:
    """Return the standard deviation of every roll call's discrimination, in the order of the periods."""
    found = []
    for place, block, gain, covariance in zip(shape, blocks, gains, alone, strict=True):
        n = gain.shape[2]
        variance = np.empty(place.tied.size + place.free.size)
        states = block[:n, :n]
        variance[place.free] = covariance[:, 0, 0] + np.einsum("ja,ab,jb->j", gain[:, 0], states, gain[:, 0])
        variance[place.tied] = np.diag(block)[n::3]
        found.append(variance)
    return np.sqrt(np.concatenate(found))
