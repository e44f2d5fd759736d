"""Uncertainty: the covariance of all ideal points and roll calls at once, from the expected information at the estimate.

The estimate takes its parts in turn, each as if the others were known, and so knows too little of its own doubt. Here the
information matrix of everything is inverted. Within a period the roll calls put to the vote only once are eliminated (Schur
complement); what remains, states and questions put again, is tied to the next period entry by entry, so that the matrix is block
tridiagonal and one sweep there and back gives the exact covariances.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from westphalia.measures.ideal_points.chain import Index, Link, covariances, factor, solve
from westphalia.measures.ideal_points.data import Period, RollCalls
from westphalia.measures.ideal_points.estimate import ENTRY, PRIOR, Fit
from westphalia.measures.ideal_points.model import ABSENT, Array, cells

SAME = 1e-4
"""Variance between the parameters of a question put twice, which are the same: small beside what the votes leave open."""


@dataclass(frozen=True)
class Layout:
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


def layouts(data: RollCalls) -> list[Layout]:
    """Return the layout of every period."""
    empty = np.array([], dtype=np.intp)
    result: list[Layout] = []
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
        result.append(Layout(tied, free, states, calls))
    return result


def _calls(data: RollCalls, made: Fit, t: int) -> Array:
    parameters: Array = made.calls[data.asked[data.periods[t].items]]
    return parameters


def _entries(places: Index, states: int) -> Index:
    return (states + 3 * places[:, None] + np.arange(3)).ravel()


def _link(made: Fit, t: int, place: Layout, data: RollCalls) -> Link:
    """Return the ties of a period's block to the one before."""
    period = data.periods[t]
    sizes = (data.periods[t - 1].states.size if t else 0, period.states.size)
    before, here = (
        np.concatenate([states, _entries(calls, size)])
        for states, calls, size in zip(place.states, place.calls, sizes, strict=True)
    )
    steps = made.link[period.states[place.states[1]], t]
    return Link(before, here, np.concatenate([steps, np.full(3 * place.calls[1].size, 1.0 / SAME)]))


def _block(period: Period, place: Layout, theta: Array, calls: Array) -> tuple[Array, Array, Array]:
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
    covariance: Array = np.asarray(np.linalg.inv(own[place.free] + np.diag(1.0 / PRIOR)), dtype=np.float64)
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


def _add_prior(matrix: Array, made: Fit, t: int, shape: list[Layout], period: Period) -> None:
    """Add to a block the precision of its states' steps and first votes, and of its tied questions."""
    n, place = period.states.size, shape[t]
    diagonal = np.zeros(len(matrix))
    into = made.link[period.states, t]
    diagonal[:n] = np.where(into > 0, into, 1.0 / ENTRY)
    tied = np.tile(1.0 / PRIOR, (place.tied.size, 1))
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
    shape: list[Layout], blocks: list[Array], gains: list[Array], alone: list[Array]
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
