"""Estimate: climb to the mode of the posterior, learn the variances on the way, put the result on the published scale."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from westphalia.measures.ideal_points.chain import solve
from westphalia.measures.ideal_points.data import RollCalls
from westphalia.measures.ideal_points.model import ABSENT, ABSTAIN, NO, YES, Array
from westphalia.measures.ideal_points.posterior import (
    Blur,
    Hyper,
    Layout,
    Point,
    Solution,
    blurred,
    clear,
    equations,
    layouts,
    value,
)

START = Hyper(
    drift=np.array([0.02]),
    change=np.array([0.05, 0.05, 0.05]),
    centre=np.array([0.0, 0.0, 0.0]),
    spread=np.array([4.0, 9.0, 1.0]),
)
PRIOR_STEPS = 10.0  # steps of the average state that a state's own drift is shrunk by
MIX = 0.5  # share of the new in the blur
WARM_UP = 4  # Newton steps before the variances are learned


@dataclass(frozen=True)
class Fit:
    """The mode, its covariances and the variances learned, on the scale of the equations."""

    at: Point
    covariances: list[Array]
    item_variances: list[Array]
    solution: Solution
    hyper: Hyper
    iterations: int
    converged: bool


def start(data: RollCalls) -> Point:
    """Return a first guess: the leading axis of agreement over all periods, and cutpoints from the margins.

    A roll call's discrimination starts at zero, so the first step finds it from the states.
    """
    n = len(data.states)
    score, shared = np.zeros((n, n)), np.zeros((n, n))
    items = []
    for period in data.periods:
        voted = period.codes != ABSENT
        count = voted.sum(axis=0)
        mean = np.where(voted, period.codes, 0).sum(axis=0) / count
        centred = np.where(voted, period.codes - mean, 0.0)
        rows = np.ix_(period.states, period.states)
        score[rows] += centred @ centred.T
        shared[rows] += voted.astype(float) @ voted.T
        low, middle, high = (
            ((period.codes == code).sum(axis=0) + 0.5) / (count + 1.5) for code in (NO, ABSTAIN, YES)
        )
        lower, upper = np.log(low / (1 - low)), np.log((low + middle) / high)
        width = np.log(np.maximum(upper - lower, 0.1))
        items.append(np.stack([np.zeros(count.size), (lower + upper) / 2, width], axis=1))
    agreement = score / np.maximum(shared, 1.0)
    axis = np.linalg.eigh(agreement)[1][:, -1]
    axis = (axis - axis.mean()) / max(float(axis.std()), 1e-9)
    return Point([axis[p.states].copy() for p in data.periods], items)


def moved(at: Point, step: Point, share: float) -> Point:
    """Return a point further along a step."""
    return Point(
        [a + share * b for a, b in zip(at.theta, step.theta, strict=True)],
        [a + share * b for a, b in zip(at.items, step.items, strict=True)],
    )


def climb(
    data: RollCalls, shape: list[Layout], hyper: Hyper, at: Point, blur: Blur, solution: Solution
) -> tuple[Point, float]:
    """Return the point after one Newton step, halved until it goes up, and the largest move of an ideal point.

    No single step moves an ideal point by more than 1 or a roll call's parameter by more than 3.
    """
    step = solution.step
    reach = max(
        max(float(np.abs(s).max()) for s in step.theta), max(float(np.abs(s).max()) for s in step.items) / 3
    )
    share = min(1.0, 1.0 / max(reach, 1e-12))
    for _ in range(12):
        new = moved(at, step, share)
        if value(data, shape, hyper, new, blur) >= solution.value - 1e-9 * abs(solution.value):
            return new, share * max(float(np.abs(s).max()) for s in step.theta)
        share /= 2
    return at, 0.0


def item_variances(shape: list[Layout], solution: Solution, blocks: list[Array]) -> list[Array]:
    """Return the posterior covariance of every roll call's three parameters, per period (m, 3, 3)."""
    result = []
    for place, made, covariance in zip(shape, solution.blocks, blocks, strict=True):
        n = made.gain.shape[2]
        variances = np.empty((place.tied.size + place.free.size, 3, 3))
        carried = made.gain @ covariance[:n, :n]
        variances[place.free] = made.free_cov + carried @ made.gain.transpose(0, 2, 1)
        for k, item in enumerate(place.tied):
            entries = slice(n + 3 * k, n + 3 * k + 3)
            variances[item] = covariance[entries, entries]
        result.append(variances)
    return result


def learn(
    data: RollCalls,
    shape: list[Layout],
    at: Point,
    blocks: list[Array],
    tied: list[Array],
    variances: list[Array],
) -> Hyper:
    """Return the variances that the steps just estimated imply (the M-step of EM), drift shrunk towards the common one."""
    n = len(data.states)
    sums, counts = np.zeros(n), np.zeros(n)
    turns, heads = [np.zeros((0, 3))], []
    for t, (period, place) in enumerate(zip(data.periods, shape, strict=True)):
        spread = np.diagonal(variances[t], axis1=1, axis2=2)
        is_head = np.ones(period.items.size, dtype=bool)
        is_head[place.item_here] = False
        heads.append(np.stack([at.items[t], spread])[:, is_head])
        if not t:
            continue
        own, before = np.diag(blocks[t]), np.diag(blocks[t - 1])
        k = place.state_here.size
        step = at.theta[t][place.state_here] - at.theta[t - 1][place.state_before]
        noise = own[place.state_here] + before[place.state_before] - 2 * tied[t][:k]
        who = period.states[place.state_here]
        sums[who] += step**2 + noise
        counts[who] += 1
        turn = at.items[t][place.item_here] - at.items[t - 1][place.item_before]
        jitter = own[place.here[k:]] + before[place.before[k:]] - 2 * tied[t][k:]
        turns.append(turn**2 + jitter.reshape(-1, 3))
    values = np.concatenate(heads, axis=1)
    width = values[0, :, 2].mean()
    centre = np.array([0.0, 0.0, width])
    change = np.concatenate(turns)
    common = sums.sum() / max(counts.sum(), 1.0) if counts.sum() else START.drift[0]
    prior = PRIOR_STEPS * np.stack([START.change, np.ones(3)])
    return Hyper(
        drift=np.maximum((PRIOR_STEPS * common + sums) / (PRIOR_STEPS + counts), 1e-5),
        change=np.maximum((prior[0] + change.sum(axis=0)) / (prior[1] + len(change)), 1e-4),
        centre=centre,
        spread=np.maximum(((values[0] - centre) ** 2 + values[1]).mean(axis=0), 1e-2),
    )


def fit(data: RollCalls, tolerance: float = 5e-3, most: int = 50) -> Fit:
    """Return the mode of the posterior, its covariances and the variances learned.

    Parameters
    ----------
    data : RollCalls
    tolerance : float
        Stop when no ideal point moves by more than this in a step and no variance by more than 2 per cent.
    most : int
        Steps after which to stop in any case (then ``converged`` is False).
    """
    shape = layouts(data)
    hyper = replace(START, drift=np.full(len(data.states), START.drift[0]))
    at = start(data)
    blur = clear(data)
    converged = False
    iteration = 0
    for iteration in range(1, most + 1):
        solution = equations(data, shape, hyper, at, blur)
        old_at = at
        at, largest = climb(data, shape, hyper, at, blur, solution)
        blur = blurred(solution.blocks, solution.ties, old_at, blur, MIX)
        if iteration <= WARM_UP:
            continue
        solution = equations(data, shape, hyper, at, clear(data))
        blocks, tied = solution.covariances()
        new = learn(data, shape, at, blocks, tied, item_variances(shape, solution, blocks))
        old, hyper = hyper, new
        if largest < tolerance and _settled(old, new):
            converged = True
            break
    solution = equations(data, shape, hyper, at, clear(data))
    blocks, _ = solution.covariances()
    return Fit(at, blocks, item_variances(shape, solution, blocks), solution, hyper, iteration, converged)


def _settled(old: Hyper, new: Hyper) -> bool:
    pairs = ((old.drift.mean(), new.drift.mean()), (old.change, new.change), (old.spread, new.spread))
    return all(bool(np.all(np.abs(np.log(b / a)) < 0.02)) for a, b in pairs)


@dataclass(frozen=True)
class Scaled:
    """Ideal points with pooled mean 0 and variance 1; arrays (states, periods), NaN where a state did not vote."""

    mean: Array
    sd: Array
    shift: float
    scale: float


def scaled(data: RollCalls, made: Fit, anchor: int) -> Scaled:
    """Return the ideal points on the published scale, the anchor positive on average.

    The standard deviations are those of the scaled quantities: what is uncertain only in the common location and scale is
    taken out (delta method), since scaling takes it out of the estimates too.
    """
    voted = [(p.codes != ABSENT).any(axis=1) for p in data.periods]
    pooled = np.concatenate([theta[v] for theta, v in zip(made.at.theta, voted, strict=True)])
    shift, spread, count = float(pooled.mean()), float(pooled.std()), pooled.size
    sizes = [b.shape[0] for b in made.covariances]
    units, tilts = [], []
    for theta, v, size in zip(made.at.theta, voted, sizes, strict=True):
        unit, tilt = np.zeros(size), np.zeros(size)
        unit[: theta.size] = v / count
        tilt[: theta.size] = v * (theta - shift) / spread / count
        units.append(unit)
        tilts.append(tilt)
    with_mean = solve(made.solution.inverses, made.solution.ties, units)
    with_scale = solve(made.solution.inverses, made.solution.ties, tilts)
    var_mean, var_scale, both = _inner(units, with_mean), _inner(tilts, with_scale), _inner(units, with_scale)
    shape = (len(data.states), len(data.periods))
    mean, sd = np.full(shape, np.nan), np.full(shape, np.nan)
    for t, period in enumerate(data.periods):
        n, rows = period.states.size, period.states[voted[t]]
        z = (made.at.theta[t] - shift) / spread
        variance = (
            np.diag(made.covariances[t])[:n] + var_mean + z**2 * var_scale
            - 2 * with_mean[t][:n] - 2 * z * with_scale[t][:n] + 2 * z * both
        )  # fmt: skip
        mean[rows, t] = z[voted[t]]
        sd[rows, t] = np.sqrt(np.maximum(variance[voted[t]], 1e-12)) / spread
    sign = -1.0 if np.nanmean(mean[anchor]) < 0 else 1.0
    return Scaled(sign * mean, sd, shift, sign * spread)


def _inner(left: list[Array], right: list[Array]) -> float:
    return float(sum(float(a @ b) for a, b in zip(left, right, strict=True)))
