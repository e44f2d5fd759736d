"""Trade: who bought what from whom."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

MONEY = "million current US$"

TRADE = Table(
    name="trade",
    title="Trade in goods by directed dyad",
    description="One row per importer, exporter, year and source for which a value is known. No row "
    "means unknown, never zero; "
    "the two sources measure differently and are not joined.",
    columns=(
        ccode("importer", "the importing state"),
        ccode("exporter", "the exporting state"),
        year(),
        Column(
            "source",
            "str",
            "cow_trade_4 (1870-2014, imports as the importer reports them) or baci_2023 (reports of "
            "both sides reconciled)",
            values=("cow_trade_4", "baci_2023"),
        ),
        Column(
            "value",
            "float32",
            "Value of goods imported; 0 in cow_trade_4 means none or less than half a million",
            MONEY,
            minimum=0,
        ),
    ),
    key=("importer", "exporter", "year", "source"),
    timing=Timing("year"),
    minimum_rows=1_300_000,
    state=("importer", "exporter"),
)

TRADE_TOTALS = Table(
    name="trade_totals",
    title="Total trade by state",
    description="One row per state and year: all goods imported from and exported to anywhere, colonies "
    "and unlisted places included.",
    columns=(
        ccode(),
        year(),
        Column("imports", "float64", "All imports", MONEY, null=True, minimum=0),
        Column("exports", "float64", "All exports", MONEY, null=True, minimum=0),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=12_000,
    state=("ccode",),
)

TRADE_PARTNERS = Table(
    name="trade_partners",
    title="Main trade partners",
    description="One row per state, partner, year and flow: the share of a state's exports or imports "
    "with each of its main partners (about five). "
    "A partner without a row is unknown, not zero.",
    columns=(
        ccode(),
        ccode("partner", "the partner"),
        year(),
        Column(
            "flow",
            "str",
            "export: what the state sells to the partner; import: what it buys",
            values=("export", "import"),
        ),
        Column(
            "share",
            "float64",
            "Part of all exports or imports of the state",
            "share of the flow",
            minimum=0,
            maximum=1,
        ),
    ),
    key=("ccode", "partner", "year", "flow"),
    timing=Timing("year"),
    minimum_rows=9_000,
    state=("ccode", "partner"),
)

TRADE_SQUARE = Table(
    name="trade_square",
    title="Square trade matrix with internal trade",
    description="One row per exporter, importer and year (2000, 2005, 2010, 2014): 43 countries and the "
    "rest of the world, goods and services, "
    "with what a country sells to itself on the diagonal, as general-equilibrium gravity needs it.",
    columns=(
        Column(
            "exporter",
            "str",
            "ISO 3166 code of the exporter, ROW for the rest of the world (Iran and Saudi Arabia are in it)",
        ),
        Column("importer", "str", "ISO 3166 code of the importer, ROW for the rest of the world"),
        year(),
        Column("trade", "float64", "Goods and services sold", MONEY, minimum=0),
    ),
    key=("exporter", "importer", "year"),
    timing=Timing("year"),
    minimum_rows=7_744,
)

TABLES = (TRADE, TRADE_TOTALS, TRADE_PARTNERS, TRADE_SQUARE)
