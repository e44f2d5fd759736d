"""What others have estimated: elasticities, effects of sanctions, forecasts and what came of them."""

from westphalia.record.schema import Column, Table, Timing

PUBLISHED_ESTIMATES = Table(
    name="published_estimates",
    title="Published estimates",
    description="One row per estimate: a number from the literature, its range, where it is published "
    "and how it was checked.",
    columns=(
        Column("kind", "str", "What sort of number, for example oil_supply_elasticity or sanction_trade_GE"),
        Column("what", "str", "What it measures, with its unit"),
        Column("reference", "str", "Publication"),
        Column(
            "published",
            "int16",
            "Latest year named in the reference; null where it has none",
            null=True,
            minimum=1900,
            maximum=2030,
        ),
        Column(
            "value",
            "float64",
            "The estimate, in the unit that the text gives; null where no number could be read",
            "see the column what",
            null=True,
        ),
        Column(
            "low",
            "float64",
            "Lower end of the range or the second number of the text",
            "see the column what",
            null=True,
        ),
        Column("high", "float64", "Upper end of the range", "see the column what", null=True),
        Column(
            "verification",
            "str",
            "P read in a stored public page, D computed from data, R read in a repository, M from "
            "memory: check before citing",
            values=("P", "D", "R", "M"),
        ),
        Column("found_in", "str", "Where it was read, with caveats", null=True),
    ),
    key=("kind", "what", "reference"),
    timing=Timing("published"),
    minimum_rows=29,
)

TABLES = (PUBLISHED_ESTIMATES,)
