"""Penalised logistic regression by Newton's method, with weights and offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
TOLERANCE = 1e-8
"""Relative fall of the loss at which the fit has converged."""
STEPS = 60
"""Newton steps at most."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A fitted logit.

    Parameters
    ----------
    coefficients : ndarray (p + 1,)
        The intercept first, on which there is no ridge.
    bread : ndarray (p + 1, p + 1)
        Inverse of the penalised information matrix.
    loss : float
        Penalised negative log-likelihood.
    steps : int
        Newton steps taken.
    """

    coefficients: Floats
    bread: Floats
    loss: float
    steps: int


def chance(eta: Floats) -> Floats:
    """Return the inverse logit: probabilities of log-odds, of the same shape."""
    made: Floats = 0.5 * (1 + np.tanh(0.5 * eta))
    return made


def log_odds(p: Floats) -> Floats:
    """Return the logit: log-odds of probabilities, of the same shape."""
    made: Floats = np.log(p) - np.log1p(-p)
    return made


def fit(
    x: Floats, y: Floats, ridge: Floats, weights: Floats | None = None, offset: Floats | None = None
) -> Fitted:
    """Maximise the weighted log-likelihood less half the ridge on squared coefficients.

    Parameters
    ----------
    x : ndarray (rows, p)
        Columns without an intercept.
    y : ndarray (rows,)
        0 or 1.
    ridge : ndarray (p,)
        Penalty on each coefficient.
    weights, offset : ndarray (rows,), optional
        Weights of the rows, and what is added to the log-odds.

    Notes
    -----
    With eta = offset + b0 + x b, the gradient is x'(w (y - p)) - ridge b and the information x' diag(w p (1 - p)) x + diag(ridge). Steps
    are halved until the loss falls. The information that gives the direction of a step is summed in single precision, which is faster and
    leaves the optimum where it is; gradient, loss and the final information are in double.

    Examples
    --------
    >>> fit(np.array([[0.0], [0.0], [1.0], [1.0]]), np.array([0.0, 1.0, 1.0, 1.0]), np.array([1.0])).coefficients.round(3)
    array([0.899, 0.421])
    """
    rows, p = x.shape
    w = np.ones(rows) if weights is None else weights
    base = np.zeros(rows) if offset is None else offset
    design = np.column_stack([np.ones(rows), x])
    penalty = np.concatenate([[1e-9], ridge])
    b = np.zeros(p + 1)
    share = float(np.average(y, weights=w).clip(1e-9, 1 - 1e-9))
    b[0] = np.log(share / (1 - share)) - float(np.average(base, weights=w))
    single = design.astype(np.float32)
    eta = base + design @ b
    loss = _loss(eta, y, w, b, penalty)
    for step in range(1, STEPS + 1):  # noqa: B007 - the number of steps is reported
        mu = chance(eta)
        gradient = design.T @ (w * (y - mu)) - penalty * b
        information = (single * (w * mu * (1 - mu)).astype(np.float32)[:, None]).T @ single + np.diag(penalty)
        move = np.linalg.solve(information, gradient)
        size = 1.0
        while size > 1e-6:
            tried = b + size * move
            after = base + design @ tried
            new = _loss(after, y, w, tried, penalty)
            if new <= loss:
                break
            size /= 2
        done = loss - new <= TOLERANCE * (1 + abs(loss))
        if new <= loss:
            b, eta, loss = tried, after, new
        if done:
            break
    mu = chance(eta)
    information = (design * (w * mu * (1 - mu))[:, None]).T @ design + np.diag(penalty)
    return Fitted(b.astype(np.float64), np.linalg.inv(information).astype(np.float64), loss, step)


def _loss(eta: Floats, y: Floats, w: Floats, b: Floats, penalty: Floats) -> float:
    return float(w @ (np.logaddexp(0.0, eta) - y * eta) + 0.5 * penalty @ b**2)


# Covariance of estimates from pairs of states: rows that share a state, in any years, may be dependent.


Ints: TypeAlias = "NDArray[np.int64]"


def meat(scores: Floats, one: Ints, two: Ints) -> Floats:
    """Return the middle of the sandwich for dyadic data: scores of rows that share a state are summed, and pairs counted once.

    Parameters
    ----------
    scores : ndarray (rows, p)
        Gradient of each row's log-likelihood.
    one, two : ndarray (rows,)
        The states of each row.

    Examples
    --------
    >>> meat(np.array([[1.0], [2.0], [4.0]]), np.array([1, 1, 3]), np.array([2, 3, 4])).item()
    41.0
    """
    by_pair = _sums(scores, np.unique(one * 1000 + two, return_inverse=True)[1])
    both = np.concatenate([one, two])
    by_state = _sums(np.concatenate([scores, scores]), np.unique(both, return_inverse=True)[1])
    return by_state.T @ by_state - by_pair.T @ by_pair


def _sums(scores: Floats, group: Ints) -> Floats:
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    made: Floats = np.add.reduceat(scores[order], starts, axis=0)
    return made


def covariance(bread: Floats, scores: Floats, one: Ints, two: Ints) -> Floats:
    """Return the dyadic cluster-robust covariance of estimates (p, p), its negative eigenvalues set to zero.

    Parameters
    ----------
    bread : ndarray (p, p)
        Inverse of the penalised information.
    scores : ndarray (rows, p)
        Gradient of each row's log-likelihood.
    one, two : ndarray (rows,)
        The states of each row.

    References
    ----------
    Aronow, Peter M., Cyrus Samii and Valentina A. Assenova (2015). Cluster-Robust Variance Estimation for Dyadic Data. Political Analysis 23(4): 564-577.
    """
    middle = meat(scores, one, two)
    full = bread @ middle @ bread
    values, vectors = np.linalg.eigh((full + full.T) / 2)
    made: Floats = (vectors * np.maximum(values, 0)) @ vectors.T
    return made
