"""Base quantities of many years as rows, for what is computed from all years at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

    from westphalia.record.source import Source


def framed(
    source: Source, name: str, sides: tuple[str, ...] = ("ccode",), value: str = "value",
    years: tuple[int, int] | None = None,
) -> pl.DataFrame:  # fmt: skip
    """Return the known values of a base quantity, a row each.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    name : str
        Name of the quantity.
    sides : tuple of str
        What the columns with the codes are to be called: one for a quantity of states, two for one of pairs, of which a row stands for each direction.
    value : str
        What the column of values is to be called.
    years : pair of int, optional
        First and last year; by default, and at most, all that are covered.

    Returns
    -------
    polars.DataFrame
        The codes, ``year`` and the value, by year.

    Examples
    --------
    >>> import westphalia as wp
    >>> framed(wp.load(), "cinc", years=(2022, 2022)).filter(ccode=365)["value"].round(3).to_list()
    [0.038]
    """
    import polars as pl

    span = source.covers(name)
    first, last = span or (0, -1)
    if years is not None:
        first, last = max(first, years[0]), min(last, years[1])
    codes = source.universe().astype(np.int16)
    rows: list[list[NDArray[np.generic]]] = []
    for year in range(first, last + 1):
        array = source.of_year(name, year)
        known = np.nonzero(~np.isnan(array))
        rows.append(
            [*(codes[at] for at in known), np.full(known[0].size, year, dtype=np.int16), array[known]]
        )
    types = {**dict.fromkeys((*sides, "year"), pl.Int16), value: pl.Float64}
    if not rows:
        return pl.DataFrame(schema=types)
    columns = [np.concatenate(parts) for parts in zip(*rows, strict=True)]
    return pl.DataFrame(dict(zip(types, columns, strict=True)), schema=types)
