"""The table of corrections."""

from __future__ import annotations

from westphalia.record.schema import Column, Table

KINDS = (
    "artefact of money",
    "counted twice",
    "gap told as zero",
    "neighbours apart",
    "sum incomplete",
    "wrong",
)

CORRECTIONS = Table(
    name="corrections",
    title="Corrections of values of the sources",
    description="One row per value that its source has wrong. The tables hold what is corrected; `world.table(name, raw=True)` gives them as the sources have them.",
    columns=(
        Column("table", "str", "Table that it stands in"),
        Column("key", "str", "The row: its key columns and their values"),
        Column("column", "str", "Column of the value"),
        Column("printed", "float64", "What the source has", "as of the column"),
        Column(
            "corrected",
            "float64",
            "What stands in the table; null where it is not known, and then a flow has no row",
            "as of the column",
            null=True,
        ),
        Column("kind", "str", "What kind of slip it is", values=KINDS),
        Column("reason", "str", "Why it cannot be what the source has"),
        Column("citation", "str", "What shows it"),
        Column("verified", "bool", "Whether what shows it was read"),
    ),
    key=("table", "key", "column"),
    timing=None,
    minimum_rows=2_000,
)
TABLES = (CORRECTIONS,)
