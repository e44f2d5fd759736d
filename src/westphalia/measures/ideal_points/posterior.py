"""Mode and curvature of the posterior: one system of equations for all states and roll calls of all periods.

Scores and expected information come from `model`. Within a period the roll calls put to the vote only once are eliminated
(Schur complement); what remains, states and bridged roll calls, is tied to the next period entry by entry, so the matrix
is block tridiagonal and both the Newton step and the exact posterior covariances cost one sweep there and back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from westphalia.measures.ideal_points.chain import Index, Link, covariances, factor, solve, variances
from westphalia.measures.ideal_points.data import Period, RollCalls
from westphalia.measures.ideal_points.model import Array, cells

ENTRY = 1.0  # variance of a state's ideal point when it first votes; fixes the scale


@dataclass(frozen=True)
class Hyper:
    """What is common to all: variances of drift and of roll calls.

    Attributes
    ----------
    drift : (states,)
        Variance of a state's step from one period to the next.
    change : (3,)
        Variance of the step of a bridged roll call's discrimination, location and log width.
    centre, spread : (3,)
        Mean and variance of roll calls' parameters.
    """

    drift: Array
    change: Array
    centre: Array
    spread: Array


@dataclass(frozen=True)
class Blur:
    """What each side's uncertainty costs the other: ``-(theta^2 a - 2 theta b) / 2`` and ``-beta^2 c / 2 + items e``.

    The mode of all parameters together is a poor summary: it trades the scale of a period's ideal points against its roll
    calls' discrimination. These terms turn it into the mean of a variational posterior (Imai, Lo and Olmsted 2016), to second
    order.

    Attributes
    ----------
    a, b : list of (n,)
        Per period, from the roll calls' variances.
    c : list of (m,)
        Per period, from the ideal points' variances.
    e : list of (m, 3)
        Per period, from the skewness of the likelihood; its part for theta is in b.
    """

    a: list[Array]
    b: list[Array]
    c: list[Array]
    e: list[Array]


@dataclass(frozen=True)
class Layout:
    """Where things are in a period's block: states first, then three entries per bridged roll call."""

    tied: Index  # bridged roll calls, positions in the period
    free: Index  # the others
    state_before: Index
    state_here: Index
    item_before: Index  # positions in the period before
    item_here: Index
    before: Index  # all ties, entries of the block before
    here: Index


@dataclass
class Point:
    """Parameter values: per period theta (n,) and items (m, 3): discrimination, location, log width."""

    theta: list[Array]
    items: list[Array]


@dataclass(frozen=True)
class Block:
    """One period's equations: the reduced matrix and right side, and what is needed to get the eliminated roll calls back."""

    loglik: float
    matrix: Array
    right: Array
    gain: Array  # (free, 3, n): H^-1 B'
    free_step: Array  # (free, 3): H^-1 g
    free_cov: Array  # (free, 3, 3): H^-1
    item_cov: Array  # (m, 3, 3): of each roll call, given the states
    own: Array  # (n,): curvature of each state, given the roll calls
    info_xx: Array  # (n, m)
    info_xd: Array  # (n, m)
    third: Array  # (n, m)


def layouts(data: RollCalls) -> list[Layout]:
    """Return the layout of every period."""
    sizes = [p.items.size for p in data.periods]
    tied = []
    for t in range(len(sizes)):
        onward = data.bridges[t + 1][0] if t + 1 < len(sizes) else np.array([], dtype=np.intp)
        tied.append(np.union1d(data.bridges[t][1], onward).astype(np.intp))
    result = []
    for t, period in enumerate(data.periods):
        empty = np.array([], dtype=np.intp)
        both = np.intersect1d(data.periods[t - 1].states, period.states) if t else empty
        state_before = np.searchsorted(data.periods[t - 1].states, both) if t else empty
        state_here = np.searchsorted(period.states, both)
        item_before, item_here = data.bridges[t]
        offset_before = data.periods[t - 1].states.size if t else 0
        entries_before = _entries(np.searchsorted(tied[t - 1], item_before), offset_before) if t else empty
        entries_here = _entries(np.searchsorted(tied[t], item_here), period.states.size)
        result.append(
            Layout(
                tied=tied[t],
                free=np.setdiff1d(np.arange(sizes[t]), tied[t]),
                state_before=state_before,
                state_here=state_here,
                item_before=item_before,
                item_here=item_here,
                before=np.concatenate([state_before, entries_before]),
                here=np.concatenate([state_here, entries_here]),
            )
        )
    return result


def _entries(places: Index, offset: int) -> Index:
    return (offset + 3 * places[:, None] + np.arange(3)).ravel()


def links(data: RollCalls, shape: list[Layout], hyper: Hyper) -> list[Link]:
    """Return the ties between neighbouring blocks."""
    made = []
    for period, place in zip(data.periods, shape, strict=True):
        drift = 1.0 / hyper.drift[period.states[place.state_here]]
        change = np.tile(1.0 / hyper.change, place.item_here.size)
        made.append(Link(place.before, place.here, np.concatenate([drift, change])))
    return made


def clear(data: RollCalls) -> Blur:
    """Return no blur, to begin with."""
    zeros = [np.zeros(p.states.size) for p in data.periods]
    sizes = [p.items.size for p in data.periods]
    return Blur(zeros, zeros, [np.zeros(m) for m in sizes], [np.zeros((m, 3)) for m in sizes])


def blurred(blocks: list[Block], ties: list[Link], at: Point, old: Blur, share: float) -> Blur:
    """Return the blur at the point where the blocks were made, mixed with the old one to keep it from oscillating."""
    new = Blur([], [], [], [])
    spreads = variances([b.own for b in blocks], ties)
    for made, spread, theta, items in zip(blocks, spreads, at.theta, at.items, strict=True):
        cov, beta = made.item_cov, items[:, 0]
        noise = np.outer(theta**2 + spread, cov[:, 0, 0]) - 2 * np.outer(theta, cov[:, 0, 1]) + cov[:, 1, 1]
        pull = 0.5 * made.third * (noise + np.outer(spread, beta**2))
        new.a.append(made.info_xx @ cov[:, 0, 0])
        new.b.append(made.info_xx @ cov[:, 0, 1] - made.info_xd @ cov[:, 0, 2] + pull @ beta)
        new.c.append(spread @ made.info_xx)
        new.e.append(np.stack([theta @ pull, -pull.sum(axis=0), np.zeros(beta.size)], axis=1))
    return Blur(
        *(
            _mixed(one, two, share)
            for one, two in ((old.a, new.a), (old.b, new.b), (old.c, new.c), (old.e, new.e))
        )
    )


def _mixed(old: list[Array], new: list[Array], share: float) -> list[Array]:
    return [(1 - share) * one + share * two for one, two in zip(old, new, strict=True)]


def prior(
    data: RollCalls, shape: list[Layout], hyper: Hyper, at: Point, blur: Blur
) -> tuple[float, list[Array], list[Array], Point]:
    """Return the log prior with the blur, its precisions (diagonals, per period: states and items) and its gradient."""
    total = 0.0
    state_precision: list[Array] = []
    item_precision: list[Array] = []
    slope = Point([], [])
    for t, (period, place) in enumerate(zip(data.periods, shape, strict=True)):
        theta, items = at.theta[t], at.items[t]
        p_state, p_item = np.full(theta.size, 1.0 / ENTRY), np.tile(1.0 / hyper.spread, (len(items), 1))
        g_state, g_item = theta / ENTRY, (items - hyper.centre) / hyper.spread
        step, turn = np.zeros(0), np.zeros((0, 3))
        if t:
            drift = 1.0 / hyper.drift[period.states[place.state_here]]
            step = theta[place.state_here] - at.theta[t - 1][place.state_before]
            turn = items[place.item_here] - at.items[t - 1][place.item_before]
            p_state[place.state_here], g_state[place.state_here] = drift, drift * step
            p_item[place.item_here], g_item[place.item_here] = 1.0 / hyper.change, turn / hyper.change
        total -= 0.5 * _quadratic(g_state, p_state) + 0.5 * _quadratic(g_item, p_item)
        if t:
            state_precision[-1][place.state_before] += drift
            slope.theta[-1][place.state_before] += drift * step
            item_precision[-1][place.item_before] += 1.0 / hyper.change
            slope.items[-1][place.item_before] += turn / hyper.change
        a, b, c = blur.a[t], blur.b[t], blur.c[t]
        total -= 0.5 * float(theta**2 @ a - 2 * theta @ b + items[:, 0] ** 2 @ c)
        total += float(np.sum(items * blur.e[t]))
        p_item[:, 0] += c
        g_item[:, 0] += c * items[:, 0]
        state_precision.append(p_state + a)
        item_precision.append(p_item)
        slope.theta.append(-g_state - a * theta + b)
        slope.items.append(-g_item + blur.e[t])
    return total, state_precision, item_precision, slope


def _quadratic(gradient: Array, precision: Array) -> float:
    return float(np.sum(gradient**2 / precision))


def block(
    period: Period,
    place: Layout,
    theta: Array,
    items: Array,
    precision: tuple[Array, Array],
    slope: tuple[Array, Array],
) -> Block:
    """Return a period's equations at a point, roll calls asked only once eliminated."""
    beta, alpha, d = items.T
    c = cells(period.codes, np.outer(theta, beta) - alpha, d)
    n, m = period.codes.shape
    cross = np.empty((m, 3, n))
    cross[:, 0] = (c.info_xx * theta[:, None] * beta).T
    cross[:, 1] = -(c.info_xx * beta).T
    cross[:, 2] = (c.info_xd * beta).T
    own = np.empty((m, 3, 3))
    own[:, 0, 0] = theta**2 @ c.info_xx
    own[:, 0, 1] = own[:, 1, 0] = -(theta @ c.info_xx)
    own[:, 0, 2] = own[:, 2, 0] = theta @ c.info_xd
    own[:, 1, 1] = c.info_xx.sum(axis=0)
    own[:, 1, 2] = own[:, 2, 1] = -c.info_xd.sum(axis=0)
    own[:, 2, 2] = c.info_dd.sum(axis=0)
    own[:, range(3), range(3)] += precision[1]
    g_theta = c.score_x @ beta + slope[0]
    g_items = np.stack([theta @ c.score_x, -c.score_x.sum(axis=0), c.score_d.sum(axis=0)], axis=1) + slope[1]
    item_cov: Array = np.asarray(np.linalg.inv(own), dtype=np.float64)
    free_cov: Array = item_cov[place.free]
    gain: Array = free_cov @ cross[place.free]
    free_step: Array = np.einsum("jab,jb->ja", free_cov, g_items[place.free])
    flat = cross[place.free].reshape(-1, n)
    size = n + 3 * place.tied.size
    curvature = c.info_xx @ beta**2 + precision[0]
    matrix = np.zeros((size, size))
    matrix[:n, :n] = np.diag(curvature) - flat.T @ gain.reshape(-1, n)
    matrix[n:, :n] = cross[place.tied].reshape(-1, n)
    matrix[:n, n:] = matrix[n:, :n].T
    for k, item in enumerate(place.tied):
        entries = slice(n + 3 * k, n + 3 * k + 3)
        matrix[entries, entries] = own[item]
    right = np.concatenate([g_theta - flat.T @ free_step.ravel(), g_items[place.tied].ravel()])
    return Block(
        float(c.loglik.sum()),
        matrix,
        right,
        gain,
        free_step,
        free_cov,
        item_cov,
        curvature,
        c.info_xx,
        c.info_xd,
        c.third,
    )


@dataclass
class Solution:
    """A point with its equations solved: the Newton step, and covariances on demand."""

    value: float
    step: Point
    blocks: list[Block]
    inverses: list[Array]
    ties: list[Link]

    def covariances(self) -> tuple[list[Array], list[Array]]:
        """Return the posterior covariance of each block and of each tie."""
        return covariances(self.inverses, self.ties)


def value(data: RollCalls, shape: list[Layout], hyper: Hyper, at: Point, blur: Blur) -> float:
    """Return the log posterior at a point."""
    total = prior(data, shape, hyper, at, blur)[0]
    for period, theta, items in zip(data.periods, at.theta, at.items, strict=True):
        total += float(
            cells(period.codes, np.outer(theta, items[:, 0]) - items[:, 1], items[:, 2]).loglik.sum()
        )
    return total


def equations(data: RollCalls, shape: list[Layout], hyper: Hyper, at: Point, blur: Blur) -> Solution:
    """Return the log posterior at a point, the step towards its mode, and the factored curvature."""
    total, p_state, p_item, slope = prior(data, shape, hyper, at, blur)
    made = [
        block(
            p, shape[t], at.theta[t], at.items[t], (p_state[t], p_item[t]), (slope.theta[t], slope.items[t])
        )
        for t, p in enumerate(data.periods)
    ]
    ties = links(data, shape, hyper)
    inverses = factor([b.matrix for b in made], ties)
    steps = solve(inverses, ties, [b.right for b in made])
    move = Point([], [])
    for period, place, part, b in zip(data.periods, shape, steps, made, strict=True):
        n = period.states.size
        items = np.empty((period.items.size, 3))
        items[place.tied] = part[n:].reshape(-1, 3)
        items[place.free] = b.free_step - b.gain @ part[:n]
        move.theta.append(part[:n])
        move.items.append(items)
    return Solution(total + sum(b.loglik for b in made), move, made, inverses, ties)
