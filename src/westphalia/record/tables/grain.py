"""Grain: harvests, balances and trade from state to state."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

KT = "thousand tonnes"
CROPS = ("wheat", "maize", "barley", "rice")


def _flows(crop: str, rows: int) -> Table:
    return Table(
        name=f"{crop}_trade",
        title=f"Trade in {crop} by directed dyad",
        description=f"One row per exporter, importer and year with a positive flow of {crop}, 1993-2022, "
        "calendar years, not corrected for re-exports. "
        "No row means none or none reported.",
        columns=(
            ccode("exporter", "the exporting state"),
            ccode("importer", "the importing state"),
            year(),
            Column("tonnes", "float64", f"Weight of {crop} traded", "tonnes", minimum=0),
        ),
        key=("exporter", "importer", "year"),
        timing=Timing("year"),
        minimum_rows=rows,
        state=("exporter", "importer"),
    )


WHEAT_TRADE = _flows("wheat", 33_000)
MAIZE_TRADE = _flows("maize", 40_000)

GRAIN_PRODUCTION = Table(
    name="grain_production",
    title="Cereal harvests",
    description="One row per state, year, crop and source. The two sources are two copies of FAOSTAT of "
    "different dates.",
    columns=(
        ccode(),
        year(),
        Column("crop", "str", "wheat, maize, barley or rice (paddy)", values=CROPS),
        Column(
            "source",
            "str",
            "faostat_trade (wheat and maize, 1993-2022) or fao_balances (2010-2022)",
            values=("faostat_trade", "fao_balances"),
        ),
        Column("tonnes", "float64", "Harvest", "tonnes", null=True, minimum=0),
        Column(
            "value",
            "float64",
            "Value of the harvest at producer prices, as the compiler works it out; not in faostat_trade",
            "current US$",
            null=True,
            minimum=0,
        ),
    ),
    key=("ccode", "year", "crop", "source"),
    timing=Timing("year"),
    minimum_rows=10_000,
    state=("ccode",),
)

GRAIN_BALANCES = Table(
    name="grain_balances",
    title="Cereal balances",
    description="One row per state, year and cereal (with its products), 1973-2009: production + "
    "imports - exports + stock variation = uses. "
    "The Soviet Union, Yugoslavia and Czechoslovakia are sums of the parts among which the compiler "
    "divided them.",
    columns=(
        ccode(),
        year(),
        Column(
            "item", "str", "wheat, maize, barley or rice, with products in grain equivalent", values=CROPS
        ),
        Column("production", "float64", "Harvest", KT, null=True, minimum=0),
        Column("imports", "float64", "Imports", KT, null=True, minimum=0),
        Column("exports", "float64", "Exports", KT, null=True, minimum=0),
        Column(
            "stock_variation",
            "float64",
            "Taken from stocks (positive) or put into them (negative)",
            KT,
            null=True,
        ),
        Column("feed", "float64", "Fed to animals", KT, null=True, minimum=0),
        Column("food", "float64", "Eaten", KT, null=True, minimum=0),
        Column("seed", "float64", "Sown", KT, null=True, minimum=0),
        Column("loss", "float64", "Lost in store and on the way", KT, null=True, minimum=0),
        Column("processed", "float64", "Processed, for example brewed", KT, null=True, minimum=0),
        Column("other_uses", "float64", "Other uses", KT, null=True, minimum=0),
    ),
    key=("ccode", "year", "item"),
    timing=Timing("year"),
    minimum_rows=15_000,
    state=("ccode",),
)

TABLES = (WHEAT_TRADE, MAIZE_TRADE, GRAIN_PRODUCTION, GRAIN_BALANCES)
