"""What the edition itself covers."""

from westphalia.record.schema import Column, Table, ccode

COVERAGE = Table(
    name="coverage",
    title="Coverage by state",
    description="One row per table and state: the first and last year with a row and how many rows there are.",
    columns=(
        Column("table", "str", "Name of the table"),
        ccode(),
        Column("first", "int16", "First year with a row", null=True),
        Column(
            "last",
            "int16",
            "Last year with a row; for lasting spells the last year of the edition",
            null=True,
        ),
        Column("rows", "int32", "Number of rows", "rows", minimum=1),
    ),
    key=("table", "ccode"),
    timing=None,
    minimum_rows=2000,
    state=("ccode",),
)

TABLES = (COVERAGE,)
