"""Military spending and personnel: what a state pays for force and how many serve."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

MILITARY_SPENDING = Table(
    name="military_spending",
    title="Military spending",
    description="One row per state and year with a figure of the Stockholm International Peace Research "
    "Institute.",
    columns=(
        ccode(),
        year(),
        Column(
            "milex_constant",
            "float64",
            "Military expenditure at constant prices and exchange rates of 2023",
            "million constant 2023 US$",
            null=True,
            minimum=0,
        ),
        Column(
            "milex_current",
            "float64",
            "Military expenditure at current prices and exchange rates",
            "million current US$",
            null=True,
            minimum=0,
        ),
        Column(
            "milex_gdp_share",
            "float64",
            "Military expenditure over gross domestic product",
            "share of GDP",
            null=True,
            minimum=0,
            maximum=2,
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=8_000,
    state=("ccode",),
)

MILITARY_PERSONNEL = Table(
    name="military_personnel",
    title="Armed forces personnel",
    description="One row per state and year: active duty military, and paramilitary forces that could "
    "stand in for them.",
    columns=(ccode(), year(), Column("personnel", "int64", "Armed forces personnel", "persons", minimum=0)),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=4_500,
    state=("ccode",),
)

TABLES = (MILITARY_SPENDING, MILITARY_PERSONNEL)
