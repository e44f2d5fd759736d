"""Model: how likely each indicator is, given the relation and the contact that a pair is likely to have.

An event or a tie needs contact and the relation for it: its chance is ``e s(b (theta - p))`` with s the logistic function, p the
relation at which it is as likely as not, b its slope, and e the contact. So what happens says the same of neighbours and of
states far apart, and what does not happen says little of those far apart. A measured indicator is normal around ``a'x + b theta``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from westphalia.measures.relation.data import Array, Data, Floats, Seen
from westphalia.measures.relation.items import ERAS

LEAST = {"event": 0.15, "standing": 0.15, "measured": 0.05}
"""Every indicator says at least so much in its own direction."""
RIDGE = 0.01
"""Precision of the prior of coefficients."""
SILENT = 0.01
"""Contact under which it says nothing that something does not happen."""
FULL = 0.98
"""Pairs that are likelier than this share of all to have an indicator have contact in full; the others in proportion."""


@dataclass(frozen=True)
class Parameters:
    """What is known of an indicator.

    Attributes
    ----------
    slope : float
        How it follows the relation.
    place : float
        The relation at which an event is as likely as not.
    contact : (k,) float
        Coefficients of contact and eras: of the log odds of an event in any relation; of the mean of a measured one.
    cap : float
        Chance of an event from which contact is full.
    variance : float
        Of a measured one.
    """

    slope: float
    place: float
    contact: Array
    cap: float = 1.0
    variance: float = 1.0


def design(data: Data, seen: Seen) -> Floats:
    """Return a constant, contact for events and ties, and eras for friendly indicators, on the rows of an indicator (m, k)."""
    own = data.design[seen.rows, :1] if seen.item.form == "measured" else data.design[seen.rows]
    if not seen.item.friendly:
        return own
    era = np.searchsorted(np.array(ERAS), data.year[seen.rows], side="right")
    return np.concatenate([own, era[:, None] == np.arange(1, len(ERAS) + 1)], axis=1).astype(np.float32)


def begin(x: Floats, seen: Seen, counts: Array) -> Parameters:
    """Return a first guess: contact from how often it is seen, place and slope as given or near the middle."""
    sign = 1.0 if seen.item.friendly else -1.0
    if seen.item.form == "measured":
        return Parameters(0.3 * sign, 0.0, np.zeros(x.shape[1]))
    contact = _logit(x, seen.value, counts * seen.trust)
    usual = 1.0 / (1.0 + np.exp(-(x @ contact)))
    cap = float(np.quantile(usual, FULL)) if len(usual) else 1.0
    return Parameters(seen.item.anchor or sign, seen.item.place if seen.item.anchor else sign, contact, cap)


def _logit(x: Floats, y: Floats, weight: Array) -> Array:
    """Return coefficients of a logistic regression with a little shrinkage; rows that are alike count together."""
    share = float(np.average(y, weights=weight)) if len(y) and weight.sum() > 0 else 0.5
    alike, yes, total = _together(x, y, weight)
    b = np.zeros(x.shape[1])
    b[0] = np.log((share + 1e-5) / (1 - share + 1e-5))
    for _ in range(12):
        p = 1.0 / (1.0 + np.exp(-(alike @ b)))
        curve = (alike * (total * p * (1 - p))[:, None]).T @ alike + RIDGE * np.eye(len(b))
        step = np.linalg.solve(curve, alike.T @ (yes - total * p) - RIDGE * b)
        b = b + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-9))
    return b


def _together(x: Floats, y: Floats, weight: Array) -> tuple[Array, Array, Array]:
    """Return rows of covariates to a tenth, with the weight of yes, and of all, in each."""
    key = np.zeros(len(x), dtype=np.int64)
    for column in x.T:
        tenth = np.rint(10 * column).astype(np.int64)
        tenth -= tenth.min(initial=0)
        key = key * (int(tenth.max(initial=0)) + 1) + tenth
    _, first, at = np.unique(key, return_index=True, return_inverse=True)
    return (
        np.rint(10 * x[first].astype(np.float64)) / 10,
        np.bincount(at, weight * y, len(first)).astype(np.float64),
        np.bincount(at, weight, len(first)).astype(np.float64),
    )


def fixed(x: Floats, seen: Seen, known: Parameters) -> Array:
    """Return what contact gives by row: between 0 and 1 for an event, the mean without the relation for a measured one."""
    flat: Array = np.asarray(x @ known.contact, dtype=np.float64)
    if seen.item.form == "measured":
        return flat
    return np.minimum(1.0 / (1.0 + np.exp(-flat)) / known.cap, 1.0) * seen.item.most


def telling(data: Data, seen: Seen, known: Parameters) -> Seen:
    """Return what is seen without rows that say next to nothing: no trust, or no event of a pair of next to no contact."""
    keep = seen.trust > 0
    if seen.item.form != "measured":
        keep &= (seen.value > 0.5) | (fixed(design(data, seen), seen, known) >= SILENT)
    return Seen(seen.item, seen.rows[keep], seen.value[keep], seen.trust[keep])


def chance(centre: Array, variance: Array) -> tuple[Array, Array]:
    """Return the expected chance of yes and its slope where the log odds are normal (MacKay 1992)."""
    flat = 1.0 / np.sqrt(1.0 + (np.pi / 8) * variance)
    p = 1.0 / (1.0 + np.exp(-np.clip(flat * centre, -50, 50)))
    return p, flat * p * (1 - p)


def scores(
    seen: Seen, known: Parameters, contact: Array, mean: Array, variance: Array
) -> tuple[Array, Array]:
    """Return first derivative and curvature of the log chance of an event by its log odds."""
    b = known.slope
    p, steep = chance(b * (mean - known.place), b * b * variance)
    left = 1.0 - contact * p
    yes = seen.value > 0.5
    first: Array = np.where(yes, 1.0 - p, -contact * p * (1 - p) / np.maximum(left, 1e-9))
    bend = contact * ((1 - 2 * p) * left + contact * p * (1 - p)) / np.maximum(left, 1e-9) ** 2
    return first, np.where(yes, steep, np.maximum(steep * bend, 0.0))


def evidence(
    seen: Seen, known: Parameters, contact: Array, mean: Array, variance: Array
) -> tuple[Array, Array]:
    """Return precision, and precision times value, that an indicator gives to the relation of its rows.

    Parameters
    ----------
    seen, known
        The indicator.
    contact : (m,) float
        See `fixed`.
    mean, variance : (m,) float
        The relation as far as it is known.
    """
    weight, b = seen.item.weight * seen.trust, known.slope
    if seen.item.form == "measured":
        share: Array = np.asarray(weight / known.variance, dtype=np.float64)
        return b * b * share, b * share * (seen.value - contact)
    first, curve = scores(seen, known, contact, mean, variance)
    precision = b * b * curve * weight
    return precision, precision * mean + b * weight * first


def learn(
    x: Floats, seen: Seen, known: Parameters, mean: Array, variance: Array, counts: Array
) -> Parameters:
    """Return the parameters of an indicator that is not an anchor after a step, given the relation."""
    weight = counts * seen.trust
    least, sign = LEAST[seen.item.form], 1.0 if seen.item.friendly else -1.0
    if seen.item.form == "measured":
        full = np.column_stack([x, mean])
        gram = (full * weight[:, None]).T @ full + RIDGE * np.eye(full.shape[1])
        gram[-1, -1] += float(weight @ variance)
        found = np.linalg.solve(gram, full.T @ (weight * seen.value))
        slope = sign * max(sign * float(found[-1]), least)
        left = (seen.value - x @ found[:-1] - slope * mean) ** 2 + slope**2 * variance
        return Parameters(slope, 0.0, found[:-1], 1.0, max(float(weight @ left / weight.sum()), 1e-3))
    contact, b = fixed(x, seen, known), known.slope
    first, curve = scores(seen, known, contact, mean, variance)
    first, curve = weight * first, weight * curve
    # log odds are a constant plus slope times the relation
    shrunk = b * float(np.where(seen.value > 0.5, curve, 0.0) @ variance)
    score = np.array([first.sum(), first @ mean - shrunk]) - RIDGE * np.array([-b * known.place, b])
    off = float(curve @ mean)
    bend = np.array([[curve.sum(), off], [off, float(curve @ (mean**2 + variance))]]) + np.eye(2)
    step = np.linalg.solve(bend, score)
    step *= min(1.0, 0.5 / max(float(np.abs(step).max()), 1e-9))
    constant, slope = -b * known.place + step[0], sign * max(sign * (b + float(step[1])), least)
    return Parameters(slope, float(-constant / slope), known.contact, known.cap)
