"""Luck by key: what a number is for decides it, and nothing else; with the tables that turn it into events and errors on any machine alike.

A number hangs on the seed, the process, the year, the run and the codes of the states; it is that of :mod:`westphalia.record.draws`. Whether
something happens is a comparison of whole numbers with a table that is made by additions and multiplications alone, so that no library of
mathematics has a say.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, special
from westphalia.record.draws import stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Words: TypeAlias = "NDArray[np.uint64]"
LOW, HIGH = -20.0, 3.0
"""Bounds of the linear predictor."""
GRAIN = 4096
"""Steps of the table of chances in a unit of the linear predictor: a chance is exact to 0.03 %."""
BITS = 52
"""Bits of a uniform number."""
NORMALS = 4097
"""Quantiles by which standard normal errors are drawn."""
FINE = 64
"""Steps of the table of logarithms in a unit."""
LONGEST = 4096
"""Numbers of which the table has logarithms."""
LN2 = 0.6931471805599453
ABOVE = 0.5 / LN2 + (0.5 - 0.5 * LN2) / LN2**2
"""By how much powers of two, linear between powers, are above the exponential, in the mean over all places between: 4.1 %."""


def named(process: str, seed: int) -> int:
    """Return the 64 bits that name the luck of a process.

    Examples
    --------
    >>> named("pact", 1) == named("pact", 1), named("pact", 1) == named("pact", 2)
    (True, False)
    """
    return stream("system", seed, process)


def exponential(x: Floats) -> Floats:
    """Return the exponential by additions and multiplications in a fixed order, exact to the last digits, and the same everywhere.

    Parameters
    ----------
    x : ndarray
        Numbers between -300 and 300.

    Examples
    --------
    >>> float(np.abs(exponential(np.array([1.0, -3.0])) / np.exp([1.0, -3.0]) - 1).max()) < 1e-14
    True
    """
    halves = np.floor(x / LN2 + 0.5)
    rest = x - halves * LN2
    total = np.ones_like(rest)
    for order in range(14, 0, -1):
        total = 1.0 + total * (rest / order)
    return np.asarray(np.ldexp(total, halves.astype(np.int64)), dtype=np.float64)


def _no_event(hazard: Floats) -> Floats:
    """Return 1 - exp(-hazard), exact for small hazards too."""
    small = np.zeros_like(hazard)
    for order in range(20, 0, -1):
        small = (1.0 + small) * (-hazard / order)
    return np.where(hazard < 0.5, -small, 1.0 - exponential(-hazard))


@cache
def chances() -> Floats:
    """Return the chance of an event by linear predictor, from the lowest, at which nothing happens, in steps of 1/4096 (m,).

    Examples
    --------
    >>> bool(abs(chances()[20 * GRAIN] - (1 - np.exp(-1))) < 1e-12)
    True
    """
    eta = LOW + np.arange(int((HIGH - LOW) * GRAIN) + 1) / GRAIN
    found = _no_event(exponential(eta))
    found[0] = 0.0
    return found


@cache
def thresholds() -> Words:
    """Return the whole numbers below which a uniform number of 52 bits is an event, by linear predictor (m,)."""
    return np.floor(chances() * 2.0**BITS).astype(np.uint64)


@cache
def normals() -> Floats:
    """Return standard normal quantiles at equal steps, the outermost in the middle of theirs (4097,)."""
    steps = (np.arange(NORMALS) + 0.5) / NORMALS
    return np.asarray(np.round(special.ndtri(steps), 12), dtype=np.float64)


@cache
def logarithms() -> Floats:
    """Return log(1 + k / 64) for k = 0, 1, ... (m,)."""
    return np.asarray(np.round(np.log1p(np.arange(LONGEST * FINE + 1) / FINE), 12), dtype=np.float64)
