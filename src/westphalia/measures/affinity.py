"""Latent affinity: how likely a tie looks from the shape of the whole network of ties, the pair's own left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.record.ties import (
    AGREEMENTS,
    PACTS,
    WINDOW,
    Ties,
    agreements,
    deliveries,
    pacts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import History

RANK = 8
HALF_LIFE = 10.0
NARROW = 0.05
"""Gap between eigenvalues below which the derivative is held."""
Matrix: TypeAlias = "NDArray[np.float64]"
HOFF = (
    "Hoff, Peter D. (2009). Multiplicative Latent Factor Models for Description and Prediction of Social Networks. Computational and "
    "Mathematical Organization Theory 15(4): 261-272."
)


def layer(ties: Ties, year: int, last_seen: int = 0) -> Matrix:
    """Return the ties of a year and, fading, those of the past (n, n).

    Parameters
    ----------
    ties : Ties
        Ties of one kind.
    year : int
        The year; nothing later is used.
    last_seen : int
        Last year that the source covers: after it, its last state stands; 0 for no such year.

    Returns
    -------
    ndarray (n, n)
        For each pair the largest of its ties: 1 over the binary logarithm of the members, halved for every ten years since it ended.
    """
    at = min(year, last_seen) if last_seen else year
    begun = ties.first <= at
    since = np.maximum(at - np.maximum(ties.last, ties.first)[begun], 0)
    weight = 0.5 ** (since / HALF_LIFE) / np.log2(np.maximum(ties.members[begun], 2))
    found = np.zeros((ties.states, ties.states))
    np.maximum.at(found, (ties.one[begun], ties.two[begun]), weight)
    return np.maximum(found, found.T)


def affinity(ties: Matrix, rank: int = RANK) -> Matrix:
    """Return what a network of few factors says of each tie, that tie left out.

    The network is scaled by degree and rebuilt from its ``rank`` strongest factors. How much a tie adds to its own reconstruction, the change of the factors
    included, is its derivative; that much of it is taken out again.

    Parameters
    ----------
    ties : ndarray (n, n)
        Symmetric, not negative, 0 on the diagonal.
    rank : int
        Factors.

    Returns
    -------
    ndarray (n, n)
        In units of the mean over pairs of a network without structure, on the scale of the inverse hyperbolic sine: 0 for nothing in
        common. Zero for states without any tie.

    Examples
    --------
    >>> blocks = np.kron(np.eye(2), np.ones((8, 8))) - np.eye(16)
    >>> blocks[0, 1] = blocks[1, 0] = 0  # a gap within the first block
    >>> found = affinity(blocks, 2)
    >>> bool(found[0, 1] > 0.5), bool(abs(found[0, 12]) < 0.1)
    (True, True)
    """
    degree = ties.sum(axis=1)
    found = np.zeros_like(ties)
    own = np.flatnonzero(degree > 0)
    if len(own) < 3:
        return found
    scale = 1 / np.sqrt(degree[own] + degree[own].mean())
    network = ties[np.ix_(own, own)] * scale[:, None] * scale[None, :]
    values, vectors = np.linalg.eigh(network)
    strongest = np.argsort(-np.abs(values))
    values, vectors = values[strongest], vectors[:, strongest]
    kept = min(rank, len(own) - 1)
    shown = (vectors[:, :kept] * values[:kept]) @ vectors[:, :kept].T
    left_out = shown - network * np.clip(own_weight(values, vectors, kept), 0, 1)
    left_out = (left_out + left_out.T) / 2
    np.fill_diagonal(left_out, 0)
    found[np.ix_(own, own)] = np.arcsinh(len(own) * left_out)
    return found


def own_weight(values: Matrix, vectors: Matrix, kept: int) -> Matrix:
    """Return how much each entry of a symmetric matrix adds to itself when only its strongest factors are kept (n, n).

    This is the derivative of an entry of the reconstruction by the same entry of the matrix, the change of the factors included: a sum over factors of
    divided differences, 1 for two that are kept, 0 for two that are not.

    Parameters
    ----------
    values : ndarray (n,)
        Eigenvalues, those kept first.
    vectors : ndarray (n, n)
        Eigenvectors, in columns.
    kept : int
        How many are kept.
    """
    rest = values[kept:]
    gap = values[:kept, None] - rest[None, :]
    gap = np.where(np.abs(gap) < NARROW, np.where(gap < 0, -NARROW, NARROW), gap)
    mixed = values[:kept, None] / gap
    squares, own = vectors**2, vectors[:, :kept]
    hat = own @ own.T
    one = squares[:, :kept] @ mixed @ squares[:, kept:].T
    found = np.outer(hat.diagonal(), hat.diagonal()) + hat**2 + one + one.T
    others, weights = (
        vectors[:, kept:].astype(np.float32),
        mixed.astype(np.float32),
    )  # half the time, and enough for a correction
    for factor in range(kept):
        turned = (others * weights[factor]) @ others.T
        found += 2 * np.outer(own[:, factor], own[:, factor]) * turned
    return found


def of_affinity(history: History) -> Matrix:
    """Return the latent affinity of pairs (n, n)."""
    source, year = history.source, history.year
    kinds = ((pacts(source), 0), (agreements(source), AGREEMENTS.whole(source)[1]), (deliveries(source), 0))
    total = np.zeros((len(history.codes),) * 2)
    for ties, last_seen in kinds:
        total += layer(ties, year, last_seen)
    return affinity(total * np.outer(history.present, history.present))


MEASURES = (
    Measure(
        "latent_affinity",
        "Affinity of two states in the network of ties, their own left out",
        "dyad",
        "pacts",
        more="nearer in the network",
        covers=PACTS,
        unit="inverse hyperbolic sine of multiples of the mean",
        drawn=("atop_5_1", "dcad_1", "sipri_arms_2024"),
        description=f"What the {RANK} strongest factors of the network of ties of the year and the past say of the pair, its own ties left out. Ties: pacts, each "
        "1 over the binary logarithm of the alliance's members; defence cooperation agreements (signed from 1980; past their list those of its last year "
        f"stand); deliveries of arms from 1950, for {WINDOW} years each. One that ended counts half for every ten years since. Scaled by degree",
        reference=HOFF,
        driver="habit",
        equation=r"\operatorname{arsinh}\bigl(n\,(\hat L_{ij} - h_{ij} L_{ij})\bigr),\quad L = D^{-1/2} W D^{-1/2},\ "
        r"\hat L = \sum_{r \le 8} \lambda_r u_r u_r^{\top},\ h_{ij} = \partial \hat L_{ij} / \partial L_{ij}",
        reads=("pacts", "agreements", "deliveries"),
        window=0,
        compute=of_affinity,
    ),
)
