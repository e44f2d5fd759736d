"""Who shut out whom, from what, from when to when, coded by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from sources.coded import checked, frame, states
from sources.source import Inputs, Source
from westphalia.record.tables.coded_shut_out import EXTENTS, KINDS

SHUT_OUT = Source(
    id="shut_out_by_hand",
    folder="events",
    files=("coded/shut_out.yaml",),
    title="States shut out by others, coded by hand",
    citation="The Westphalia developers. Episodes since 1816 in which states were refused recognition, kept or put out of organisations, blockaded, limited in "
    "their arms, cut off from credit or denied equal standing in law by others, coded by hand from the work that each row names.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers=dict.fromkeys(("coded_shut_out", "coded_shut_out_by"), (1816, 2025)),
)
OWN = ("of", "by", "organisation", "extent")


def rows(inputs: Inputs) -> list[dict[str, Any]]:
    """Return the checked rows."""
    name = SHUT_OUT.files[0]
    return whole(checked(name, inputs.events(SHUT_OUT, name), KINDS, OWN))


def whole(read: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows if each says who shut out whom, by how many, and from which organisation if it was one.

    Raises
    ------
    ValueError
        For rows that do not, by name.

    Examples
    --------
    >>> whole([{"id": "a-1920", "kind": "limits", "of": 255, "by": [255], "extent": "full"}])
    Traceback (most recent call last):
    ValueError: not whole: a-1920
    """
    wrong = [
        row["id"]
        for row in read
        if row.get("extent") not in EXTENTS
        or not isinstance(row.get("of"), int)
        or not row.get("by")
        or row["of"] in row["by"]
        or len(set(row["by"])) < len(row["by"])
        or (row["kind"] == "organisation" and not row.get("organisation"))
    ]
    if wrong:
        raise ValueError(f"not whole: {', '.join(wrong)}")
    return [dict(row) for row in read]


def episodes(inputs: Inputs) -> pl.DataFrame:
    """Return one row an episode."""
    return frame(rows(inputs), {"of": pl.Int64, "organisation": pl.String, "extent": pl.String})


def by(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each episode and state that shut the other out."""
    return states(rows(inputs), ("by",)).drop("part")
