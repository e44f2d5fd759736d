"""What the network of ties up to a year says of every pair: how sociable both are, whom they have in common, which ties theirs resemble.

Every measure is relative to the average of its year, so that it means the same in a year of many ties and in one of few, and a list that begins
(defence agreements in 1980) moves no measure of itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from westphalia.models.outcomes import ORDER, OUTCOMES
from westphalia.models.ties import Events, Ties

Ints = NDArray[np.integer]
Floats = NDArray[np.float64]
FADE = 10.0
"""Half-life of a tie in the network, years."""
RECENT = 2.0
"""Half-life of a state's recent sociability, years."""
LONGEST = 60
"""Ties of so many years are told, older ones not."""
RANK = 6
"""Latent dimensions of the network."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Ties of one kind up to a year, faded with their age.

    Parameters
    ----------
    tied : ndarray (n, n)
        Symmetric; sum over the pair's ties of one half to the power of age over half-life.
    recent : ndarray (n,)
        The same of a state's ties with anyone, with the short half-life.
    present : ndarray (n,)
        Which states are in the system.
    """

    tied: Floats
    recent: Floats

    present: NDArray[np.bool_]

    def _even(self, values: Floats) -> Floats:
        """Return values over their mean among the states of the year, or the pairs of them."""
        if values.ndim == 1:
            mean = values[self.present].mean()
        else:
            inside = values[np.ix_(self.present, self.present)]
            mean = (inside.sum() - np.trace(inside)) / max(len(inside) * (len(inside) - 1), 1)
        return values / mean if mean > 0 else np.zeros_like(values)

    def sociable(self) -> Floats:
        """Return the ties of each state with anyone (n,)."""
        return self._even(self.tied.sum(axis=1))

    def lately(self) -> Floats:
        """Return the recent ties of each state with anyone (n,)."""
        return self._even(self.recent)

    def shared(self) -> Floats:
        """Return how much two states are tied to the same others (n, n), a busy partner counting less."""
        bound = np.log1p(self.tied)
        return self._even((bound / np.sqrt(1 + bound.sum(axis=0))) @ bound.T)

    def nearby(self, near: Floats) -> Floats:
        """Return how much each is tied to the neighbours of the other (n, n)."""
        through = near @ np.log1p(self.tied)
        return self._even(through + through.T)

    def latent(self) -> Floats:
        """Return the tie that the leading dimensions of the network would give each pair, beyond what their sociability gives (n, n)."""
        bound = np.log1p(self.tied)
        degree = bound.sum(axis=1)
        bound = bound - np.outer(degree, degree) / max(degree.sum(), 1e-9)
        values, vectors = np.linalg.eigh(bound)
        top = np.argsort(-np.abs(values))[:RANK]
        made: Floats = (vectors[:, top] * values[top]) @ vectors[:, top].T
        inside = made[np.ix_(self.present, self.present)]
        spread = float(np.sqrt((inside**2).mean())) if inside.size else 0.0
        return made / spread if spread > 0 else made


def layer(
    events: tuple[Events, ...], codes: Ints, year: int, present: NDArray[np.bool_] | None = None
) -> Layer:
    """Return the faded ties of states up to the end of a year.

    Examples
    --------
    >>> made = layer((Events(np.array([2, 2]), np.array([20, 20]), np.array([1990, 2000])),), np.array([2, 20, 31]), 2000)
    >>> made.tied[0].tolist(), made.sociable().tolist()
    ([0.0, 1.5, 0.0], [1.5, 1.5, 0.0])
    """
    size = len(codes)
    here = np.ones(size, np.bool_) if present is None else present
    tied, recent = np.zeros((size, size)), np.zeros(size)
    for each in events:
        chosen = (each.year <= year) & (each.year > year - LONGEST)
        chosen &= np.isin(each.one, codes[here]) & np.isin(each.two, codes[here])
        age = (year - each.year[chosen]).astype(np.float64)
        one, two = np.searchsorted(codes, each.one[chosen]), np.searchsorted(codes, each.two[chosen])
        np.add.at(tied, (one, two), 0.5 ** (age / FADE))
        for side in (one, two):
            recent += np.bincount(side, 0.5 ** (age / RECENT), size)
    return Layer(tied + tied.T, recent, here)


def layer_of(
    known: Ties, outcome: str, codes: Ints, year: int, present: NDArray[np.bool_], behind: int = 0
) -> Layer:
    """Return the layer of an outcome's ties (of arms, deliveries too) as a forecaster at the end of ``year`` would know it.

    Lists end ``behind`` years earlier than they do.
    """
    parts = OUTCOMES[outcome].parts
    events = [known.events[part].until(known.ends[part] - behind) for part in parts]
    if ORDER.name in parts:
        events.append(known.deliveries.until(known.ends[ORDER.name] - behind))
    return layer(tuple(events), codes, year - OUTCOMES[outcome].lag, present)
