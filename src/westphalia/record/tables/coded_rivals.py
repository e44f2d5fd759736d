"""Who keeps relations with which of two governments that claim each other's land, after missions were last counted: coded by hand."""

from __future__ import annotations

from westphalia.record.schema import Table, Timing, ccode
from westphalia.record.tables.coded_conflict import coded_columns

KINDS = ("relations",)

CODED_RIVAL_RELATIONS = Table(
    name="coded_rival_relations",
    title="Relations with one of two rival governments since 2001, coded by hand",
    description="One row per state and spell of diplomatic relations with a government whose whole land another claims (Taiwan), since 2001, where the counts of missions end. "
    "Complete: a state without a row that covers a day had none on it.",
    columns=coded_columns(
        KINDS,
        "Diplomatic relations",
        "still kept at the end of 2025",
        ccode("ccode", "the state that keeps relations"),
        ccode("of", "the government that it keeps them with"),
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=32,
    state=("ccode",),
)

TABLES = (CODED_RIVAL_RELATIONS,)
