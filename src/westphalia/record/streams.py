"""Random numbers by key: a number hangs on what it is for and on nothing else, so not on order, on what else is asked, or on how many work at it."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import ArrayLike, NDArray

Words = NDArray[np.uint64]
Floats = NDArray[np.float64]
STEP = np.uint64(0x9E3779B97F4A7C15)
MIX = ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB))
LAST = np.uint64(31)


def stream(*key: str | int) -> int:
    """Return the 64 bits that name a stream.

    Examples
    --------
    >>> stream("ideal points", 1, 7) == stream("ideal points", 1, 7), stream("a", 1) == stream("a1")
    (True, False)
    """
    text = "\x1f".join(f"{type(part).__name__}:{part}" for part in key)
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


def mixed(words: Words) -> Words:
    """Return every word with its bits mixed (the finaliser of SplitMix64).

    References
    ----------
    Steele, Lea and Flood (2014), Fast Splittable Pseudorandom Number Generators, OOPSLA: 453-472.
    """
    for shift, factor in MIX:
        words = (words ^ (words >> np.uint64(shift))) * np.uint64(factor)
    return words ^ (words >> LAST)


def words(of: int, *parts: ArrayLike) -> Words:
    """Return a word for every row of a stream.

    Parameters
    ----------
    of : int
        The stream, of :func:`stream`.
    *parts : array_like of whole numbers (rows,)
        What names a row: codes, a year.
    """
    rows = np.broadcast_arrays(*(np.atleast_1d(part) for part in parts))
    found = np.full(rows[0].shape, of, dtype=np.uint64)
    for part in rows:
        found = mixed((found ^ part.astype(np.int64).view(np.uint64)) + STEP)
    return found


def uniform(of: int, *parts: ArrayLike) -> Floats:
    """Return a number above 0 and below 1 for every row of a stream.

    Examples
    --------
    >>> all_rows = uniform(stream("x", 1), [2, 200, 365], [1990, 1990, 1991])
    >>> bool(uniform(stream("x", 1), [365], [1991])[0] == all_rows[2]), ((all_rows > 0) & (all_rows < 1)).tolist()
    (True, [True, True, True])
    """
    return ((words(of, *parts) >> np.uint64(12)).astype(np.float64) + 0.5) / 2.0**52


def normal(of: int, *parts: ArrayLike) -> Floats:
    """Return a standard normal number for every row of a stream."""
    from scipy.special import ndtri

    drawn: Floats = ndtri(uniform(of, *parts))
    return drawn


def numbered(texts: Iterable[str | None]) -> NDArray[np.int64]:
    """Return a whole number for each text, to name rows by."""
    known: dict[str | None, int] = {}
    found = [known[t] if t in known else known.setdefault(t, stream(t or "") >> 1) for t in texts]
    return np.array(found, dtype=np.int64)
