"""Rows about states of either list, and rows about others."""

from __future__ import annotations

from collections.abc import Collection

from westphalia.lazy import pl

OUTSIDE = "between or about entities outside both lists of states"


def of_states(
    frame: pl.DataFrame, known: Collection[int], *columns: str
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows whose codes are all of known states, and the account of the rest.

    Examples
    --------
    >>> kept, dropped = of_states(pl.DataFrame({"ccode": [2, 1]}), [2], "ccode")
    >>> kept.height, list(dropped.values())
    (1, [1])
    """
    kept = frame.filter(
        pl.all_horizontal(pl.col(name).is_null() | pl.col(name).is_in(sorted(known)) for name in columns)
    )
    return kept, {OUTSIDE: frame.height - kept.height} if kept.height < frame.height else {}
