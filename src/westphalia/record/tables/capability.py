"""Material capability: what a state can bring to bear."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

CAPABILITIES = Table(
    name="capabilities",
    title="National material capabilities",
    description="One row per state and year of the Correlates of War state system: six components and their composite, the CINC.",
    columns=(
        ccode(),
        year(),
        Column(
            "milex",
            "float64",
            "Military expenditure",
            "thousand current GBP to 1913, then thousand current US$",
            null=True,
            minimum=0,
        ),
        Column("milper", "float64", "Military personnel", "thousand persons", null=True, minimum=0),
        Column("irst", "float64", "Iron and steel production", "thousand tonnes", null=True, minimum=0),
        Column(
            "pec",
            "float64",
            "Primary energy consumption",
            "thousand coal-ton equivalents",
            null=True,
            minimum=0,
        ),
        Column("tpop", "float64", "Total population", "thousand persons", null=True, minimum=0),
        Column(
            "upop",
            "float64",
            "Population in cities of 100,000 or more",
            "thousand persons",
            null=True,
            minimum=0,
        ),
        Column(
            "cinc",
            "float64",
            "Composite index of national capability: mean share of the system total over the six components",
            "share of the system",
            null=True,
            minimum=0,
            maximum=1,
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=17_000,
    state=("ccode",),
)

TABLES = (CAPABILITIES,)
