"""Rows about states of either list, and rows about others."""

from __future__ import annotations

from functools import cache

import polars as pl

from sources.source import EVENTS, by_hand
from westphalia.record.readers import states

NO_STATE = "no state of either list"


@cache
def listed() -> frozenset[int]:
    """Return the codes of all states of either list."""
    return frozenset(int(row["ccode"]) for row in by_hand(EVENTS / "states.yaml"))


def of_states(frame: pl.DataFrame, *columns: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows whose codes are all of states, and the account of the rest."""
    return states.of_states(frame, listed(), *columns)


def between_states(frame: pl.DataFrame, *columns: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows that have a state in each of the columns, and the account of the rest."""
    kept = frame.drop_nulls(list(columns))
    return kept, {NO_STATE: frame.height - kept.height} if kept.height < frame.height else {}
