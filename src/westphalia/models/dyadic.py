"""Covariance of estimates from pairs of states: rows that share a state, in any years, may be dependent.

The estimator is that of Aronow, Samii and Assenova: the meat sums products of scores over all pairs of rows whose pairs of states have a
member in common. With S_i the sum of the scores of all rows in which state i takes part, and S_d that of pair d, this is the sum of S_i S_i' over
states less the sum of S_d S_d' over pairs (which were counted twice).

References
----------
Aronow, Peter M., Cyrus Samii and Valentina A. Assenova (2015). Cluster-Robust Variance Estimation for Dyadic Data. Political Analysis
23(4): 564-577.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def meat(scores: Floats, one: Ints, two: Ints) -> Floats:
    """Return the middle of the sandwich.

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
    """Return the covariance of the estimates, its negative eigenvalues set to zero."""
    middle = meat(scores, one, two)
    full = bread @ middle @ bread
    values, vectors = np.linalg.eigh((full + full.T) / 2)
    made: Floats = (vectors * np.maximum(values, 0)) @ vectors.T
    return made
