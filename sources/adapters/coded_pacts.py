"""Pacts since 2019 and defence agreements since 2011, coded by hand: who agreed on what, and what happened to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from sources.adapters.edtf import when
from sources.coded import checked, frame, states
from sources.source import Inputs, Source
from westphalia.record.readers.atop import OBLIGATIONS
from westphalia.record.tables.pacts import CONTENT, HAPPENED

PACTS = Source(
    id="pacts_by_hand",
    folder="events",
    files=("coded/pacts.yaml",),
    title="Pacts since 2019, coded by hand",
    citation="The Westphalia developers. Pacts since 2019 by the obligations of ATOP, and what happened to them, coded by hand from the work "
    "that each row names.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers=dict.fromkeys(("coded_pacts", "coded_pact_states"), (2019, 2025)),
)
AGREEMENTS = Source(
    id="defence_agreements_by_hand",
    folder="events",
    files=("coded/defence_agreements.yaml",),
    title="Defence agreements since 2011, coded by hand",
    citation="The Westphalia developers. Defence agreements since 2011 by the kinds of DCAD, and what happened to them, coded by hand from the "
    "work that each row names.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers=dict.fromkeys(("coded_defence_agreements", "coded_pact_states"), (2011, 2025)),
)
MADE = HAPPENED[:3]
OWN = ("in_force", "parties", "members", "institution", "name")


def pacts(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each thing that happened to a pact, with a column for each obligation."""
    return flat(_pacts(inputs), "obligations", OBLIGATIONS)


def agreements(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each thing that happened to a defence agreement, with a column for each subject."""
    return flat(_agreements(inputs), "content", tuple(CONTENT))


def parts(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each entry of either file and state: id, part, ccode, start, pact, promises."""
    rows = _pacts(inputs)
    promised = {
        (row["id"], ccode): ccode in (row.get("promised_by") or _all(row))
        for row in rows
        if row["kind"] in MADE
        for ccode in _all(row)
    }
    of_pacts, of_agreements = (
        states(each, ("parties", "members")).with_columns(pl.lit(pact).alias("pact"))
        for each, pact in ((rows, True), (_agreements(inputs), False))
    )
    long = pl.concat([of_pacts, of_agreements])
    promises = [promised.get(key) for key in long.select("id", "ccode").iter_rows()]
    return long.with_columns(
        pl.Series("promises", promises, dtype=pl.Boolean),
        pl.col("part").replace_strict({"parties": "party", "members": "member"}),
    )


def flat(rows: Sequence[Mapping[str, Any]], field: str, words: Sequence[str]) -> pl.DataFrame:
    """Return checked rows as columns, the words of a field as one column each.

    Raises
    ------
    ValueError
        For a row without a word, or with one that is not known.
    """
    wrong = [row["id"] for row in rows if not row[field] or set(row[field]) - set(words)]
    if wrong:
        raise ValueError(f"{field}: none, or not of {words}, in {wrong}")
    own = {
        "name": pl.String,
        "institution": pl.String,
        "in_force": pl.Date,
        **dict.fromkeys(words, pl.Boolean),
    }
    told = [
        {
            **row,
            **{word: word in row[field] for word in words},
            "in_force": when(row["in_force"]).first if row["in_force"] else None,
        }
        for row in rows
    ]
    return frame(told, own)


def _all(row: Mapping[str, Any]) -> list[int]:
    return [*row["parties"], *(row.get("members") or ())]


def _pacts(inputs: Inputs) -> list[dict[str, Any]]:
    rows = inputs.events(PACTS, "coded/pacts.yaml")
    return checked("pacts.yaml", rows, HAPPENED, (*OWN, "obligations", "promised_by"))


def _agreements(inputs: Inputs) -> list[dict[str, Any]]:
    rows = inputs.events(AGREEMENTS, "coded/defence_agreements.yaml")
    return checked("defence_agreements.yaml", rows, HAPPENED, (*OWN, "content"))
