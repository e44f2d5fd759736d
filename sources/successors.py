"""Figures under today's names for years when the land belonged to another state.

Statistical agencies write "Ukraine" for 1980 or "Germany" for 1970. Such rows are not facts about a state of
that year: they are summed to the state that was, where the parts make it whole, and dropped by reason where
they do not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from sources.names import codes, reason_not_state

SOVIET = (359, 365, 366, 367, 368, 369, 370, 371, 372, 373, 701, 702, 703, 704, 705)
YUGOSLAV = (341, 343, 344, 345, 346, 347, 349)
UNIONS = (
    (365, 0, 1991, SOVIET),
    (345, 0, 1991, YUGOSLAV),
    (345, 1992, 2005, (341, 345, 347)),
    (315, 0, 1992, (316, 317)),
)  # union, first and last year, today's states that made it up

ALONE = {
    **{state: 1992 for state in SOVIET if state != 365},
    **dict.fromkeys((343, 344, 346, 349), 1992),
    **dict.fromkeys((316, 317, 531), 1993),
    **dict.fromkeys((290, 305, 310, 315), 1919),
    341: 2006, 345: 2006, 347: 2008, 255: 1991, 679: 1990, 771: 1972, 816: 1976, 860: 2002, 626: 2012,
}  # fmt: skip
"""First year in which a figure under the name of today is one of that state and nothing else."""

OLD_NAMES = frozenset(
    {
        "Czechoslovakia",
        "Former Czechoslovakia",
        "Former Serbia and Montenegro",
        "Former U.S.S.R.",
        "Former Yugoslavia",
        "Soviet Union",
        "USSR",
        "Yugoslavia",
    }
)
NOT_THEN = "under today's name for a year when the land was part of another state, or of two"


def coded(
    frame: pl.DataFrame, names: Mapping[str, str], year: str | None = "year"
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Put state codes beside names and leave out rows with a name that is not a state.

    Parameters
    ----------
    frame : polars.DataFrame
        Rows of a source.
    names : mapping
        New column of codes to the column of names that it comes from.
    year : str or None
        Column that decides between states that bore one name at different times; None for the meaning of
        today.

    Returns
    -------
    frame : polars.DataFrame
        The rows whose every name is a state.
    dropped : dict
        Rows left out, by reason.
    """
    when = None if year is None else frame[year]
    frame = frame.with_columns(codes(frame[name], when).alias(code) for code, name in names.items())
    dropped: Counter[str] = Counter()
    for code, name in names.items():
        lost = frame.filter(pl.col(code).is_null())
        dropped.update(reason_not_state(label) for label in lost[name])
        frame = frame.filter(pl.col(code).is_not_null())
    return frame, dict(dropped)


def summed(frame: pl.DataFrame, keys: list[str], values: list[str]) -> pl.DataFrame:
    """Add up the parts of a state that broke up, for the years before it did.

    Parameters
    ----------
    frame : polars.DataFrame
        ``ccode`` (today's), ``year``, the other key columns and the values.
    keys, values : list of str
        Key columns besides state and year; columns to add (a sum of nothing but nulls is null).

    Returns
    -------
    polars.DataFrame
        The same columns; parts of a union bear the union's code.

    Examples
    --------
    >>> parts = pl.DataFrame({"ccode": [365, 369, 369], "year": [1980, 1980, 1995], "value": [2.0, 1.0, 4.0]})
    >>> summed(parts, [], ["value"]).rows()
    [(365, 1980, 3.0), (369, 1995, 4.0)]
    """
    code = pl.col("ccode")
    for union, first, last, parts in UNIONS:
        here = pl.col("year").is_between(first, last) & pl.col("ccode").is_in(parts)
        code = pl.when(here).then(pl.lit(union, dtype=pl.Int64)).otherwise(code)
    total = (pl.when(pl.col(v).is_not_null().any()).then(pl.col(v).sum()).alias(v) for v in values)
    return (
        frame.with_columns(code.alias("ccode"))
        .group_by("ccode", "year", *keys, maintain_order=True)
        .agg(*total)
    )


def of_their_time(frame: pl.DataFrame, label: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """Leave out figures under today's name for years before the state stood alone.

    Parameters
    ----------
    frame : polars.DataFrame
        ``ccode`` (today's meaning of the name), ``year`` and the column ``label`` with the name.

    Returns
    -------
    frame, dropped
        The rest, and how many rows were left out.
    """
    start = pl.col("ccode").replace_strict(ALONE, default=0, return_dtype=pl.Int64)
    early = (pl.col("year") < start) & ~pl.col(label).is_in(sorted(OLD_NAMES))
    # Germany was one state to 1945; the two of 1946-1990 are told apart by no series that uses today's name.
    early = early & ~((pl.col("ccode") == 255) & (pl.col("year") <= 1945))
    kept = frame.filter(~early)
    lost = frame.height - kept.height
    return kept, {NOT_THEN: lost} if lost else {}


def tally(*parts: Mapping[str, int]) -> dict[str, int]:
    """Add up several accounts of dropped rows."""
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return {reason: rows for reason, rows in total.items() if rows}
