"""Linear algebra of a chain: a block-tridiagonal positive definite matrix whose links tie single entries of neighbours."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.ideal_points.model import Array

Index = NDArray[np.intp]


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
