"""Arithmetic of the loop: luck by key, tables, exponential and logarithm without a library of mathematics."""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.record.draws import LAST, MIX, STEP
from westphalia.system.kernel.compiled import jit
from westphalia.system.luck import BITS, FINE, GRAIN, HIGH, LN2, LOW

U = np.uint64
ADDED, S1, M1, S2, M2, S3 = U(STEP), U(MIX[0][0]), U(MIX[0][1]), U(MIX[1][0]), U(MIX[1][1]), U(LAST)
DROP = U(64 - BITS)


@jit
def mixed(word: Any) -> Any:
    """Return a word with its bits mixed; the twin of :func:`westphalia.record.draws.mixed`."""
    word = (word ^ (word >> S1)) * M1
    word = (word ^ (word >> S2)) * M2
    return word ^ (word >> S3)


@jit
def keyed(word: Any, part: Any) -> Any:
    """Return the word of a stream that goes on with a part."""
    return mixed((word ^ U(part)) + ADDED)


@jit
def unit(word: Any) -> Any:
    """Return a number above 0 and below 1."""
    return (np.float64(word >> DROP) + 0.5) * 2.0**-52


@jit
def drawn(table: Any, u: Any) -> Any:
    """Return the quantile of a table of them, linear between two."""
    at = u * (table.shape[0] - 1)
    k = min(int(at), table.shape[0] - 2)
    return table[k] + (at - k) * (table[k + 1] - table[k])


@jit
def log1(x: Any, table: Any) -> Any:
    """Return log(1 + x) of a number from 0 on, linear between 64 steps a unit."""
    at = min(max(x, 0.0) * FINE, table.shape[0] - 2.0)
    k = int(at)
    return table[k] + (at - k) * (table[k + 1] - table[k])


@jit
def exponential(x: Any) -> Any:
    """Return the exponential; the twin of :func:`westphalia.system.luck.exponential`."""
    halves = np.floor(x / LN2 + 0.5)
    rest = x - halves * LN2
    total = 1.0
    for order in range(14, 0, -1):
        total = 1.0 + total * (rest / order)
    k = int(halves)
    while k > 0:
        total *= 2.0
        k -= 1
    while k < 0:
        total *= 0.5
        k += 1
    return total


@jit
def logarithm(x: Any) -> Any:
    """Return the natural logarithm of a positive number, by a series."""
    halves = 0
    while x > 1.5:
        x *= 0.5
        halves += 1
    while x < 0.75:
        x *= 2.0
        halves -= 1
    s = (x - 1.0) / (x + 1.0)
    square, power, total = s * s, s, 0.0
    for order in range(1, 40, 2):
        total += power / order
        power *= square
    return 2.0 * total + halves * LN2


@jit
def place(eta: Any) -> Any:
    """Return the place of a linear predictor in the table of chances."""
    return int((min(max(eta, LOW), HIGH) - LOW) * GRAIN)
