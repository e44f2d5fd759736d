"""Whether a panel fits into memory, said before it is built; and memory that is no longer needed, given back."""

from __future__ import annotations

import ctypes
import gc
from pathlib import Path

from westphalia.errors import WestphaliaError

WIDTH = 8
"""Bytes of a value, at most, in most columns."""
ROOM = 2
"""A panel is held twice while its columns are put together."""


def available() -> int | None:
    """Return the bytes of memory that a program may take; None where the system does not tell."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    except (OSError, ValueError, StopIteration):
        return None


def needed(rows: int, columns: int) -> int:
    """Return about how many bytes a panel needs.

    Examples
    --------
    >>> needed(1_000_000, 10)
    160000000
    """
    return rows * columns * WIDTH * ROOM


def check(rows: int, columns: int) -> None:
    """Fail when a panel would need more memory than there is.

    Raises
    ------
    WestphaliaError
        With the size of both.
    """
    free, asked = available(), needed(rows, columns)
    if free is not None and asked > free:
        raise WestphaliaError(
            f"The panel is too large: {rows:,} rows of {columns} columns need about {_size(asked)}.",
            f"There are {_size(free)} of memory free.",
            "Ask for fewer years or columns at a time and write each part with .sink().",
        )


def give_back() -> None:
    """Return to the system what has been freed, where its C library can (glibc keeps many small pieces for later)."""
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _size(number: int) -> str:
    return f"{number / 1e9:.1f} GB" if number >= 1e8 else f"{number / 1e6:.1f} MB"
