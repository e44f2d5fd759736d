"""Who keeps relations with which of two rival governments since 2001, coded by hand."""

from __future__ import annotations

import polars as pl

from sources.coded import checked, frame
from sources.source import Inputs, Source
from westphalia.record.tables.coded_rivals import KINDS

RIVAL_RELATIONS = Source(
    id="rival_relations_by_hand",
    folder="events",
    files=("coded/rival_relations.yaml",),
    title="Relations with one of two rival governments since 2001, coded by hand",
    citation="The Westphalia developers. Diplomatic relations with Taiwan since 2001, coded by hand from the report that each row names.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers={"coded_rival_relations": (2001, 2025)},
)


def relations(inputs: Inputs) -> pl.DataFrame:
    """Return one row for each state and spell of relations."""
    name = RIVAL_RELATIONS.files[0]
    rows = checked(name, inputs.events(RIVAL_RELATIONS, name), KINDS, ("ccode", "of"))
    return frame(rows, {"ccode": pl.Int64, "of": pl.Int64})
