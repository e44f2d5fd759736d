"""What states make, trade and pay for: income, goods, prices, grain."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, year

_SIMULATED = (
    Column(
        "mrgdppc",
        "float32",
        "Real GDP per capita on the scale of Maddison, estimated",
        "2011 international $ a head",
        null=True,
        minimum=0,
        spread="sd_mrgdppc",
    ),
    Column(
        "sd_mrgdppc",
        "float32",
        "Standard deviation of mrgdppc",
        "2011 international $ a head",
        null=True,
        minimum=0,
    ),
    Column(
        "pwtrgdp",
        "float32",
        "Real GDP on the scale of the Penn World Table, estimated",
        "million 2017 US$",
        null=True,
        minimum=0,
        spread="sd_pwtrgdp",
    ),
    Column(
        "sd_pwtrgdp", "float32", "Standard deviation of pwtrgdp", "million 2017 US$", null=True, minimum=0
    ),
    Column(
        "pwtpop",
        "float32",
        "Population on the scale of the Penn World Table, estimated",
        "million persons",
        null=True,
        minimum=0,
        spread="sd_pwtpop",
    ),
    Column("sd_pwtpop", "float32", "Standard deviation of pwtpop", "million persons", null=True, minimum=0),
    *(
        Column(
            f"{name}_doubt",
            "bool",
            f"Whether {name} is not the state's own: its standard deviation above half of it, or of other borders",
        )
        for name in ("mrgdppc", "pwtrgdp", "pwtpop")
    ),
)
_HOW = (
    "Estimates of one model of several historical sources, which borrow strength from neighbouring years; "
    "each with its standard deviation."
)

ECONOMY = Table(
    name="economy",
    title="Simulated GDP and population",
    description=f"One row per state and year of the Correlates of War system. {_HOW}",
    columns=(ccode(), year(), *_SIMULATED),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=16_000,
    state=("ccode",),
)

ECONOMY_GW = Table(
    name="economy_gw",
    title="Simulated GDP and population, Gleditsch-Ward system",
    description=f"One row per state and year of the Gleditsch-Ward system. {_HOW}",
    columns=(
        Column("gwcode", "int16", "Gleditsch-Ward code of the state", minimum=2, maximum=999),
        year(),
        *_SIMULATED,
    ),
    key=("gwcode", "year"),
    timing=Timing("year"),
    minimum_rows=19_000,
)

MACRO = Table(
    name="macro",
    title="Prices, output and population",
    description="One row per state and year known to the World Bank (_wdi) or the International Monetary "
    "Fund (_imf); neither fills the other.",
    columns=(
        ccode(),
        year(),
        Column(
            "inflation_wdi",
            "float64",
            "Rise of consumer prices, yearly average",
            "per cent",
            null=True,
            minimum=-100,
        ),
        Column("gdp_wdi", "float64", "Gross domestic product", "current US$", null=True, minimum=0),
        Column("population_wdi", "int64", "Population at midyear", "persons", null=True, minimum=0),
        Column(
            "inflation_imf",
            "float64",
            "Rise of consumer prices, yearly average",
            "per cent",
            null=True,
            minimum=-100,
        ),
        Column("gdp_imf", "float64", "Gross domestic product", "billion current US$", null=True, minimum=0),
        Column(
            "growth_imf",
            "float64",
            "Growth of gross domestic product at constant prices",
            "per cent",
            null=True,
            minimum=-100,
        ),
        Column(
            "gdp_ppp_imf",
            "float64",
            "Gross domestic product at purchasing power parity",
            "billion international $",
            null=True,
            minimum=0,
        ),
        Column("population_imf", "float64", "Population", "million persons", null=True, minimum=0),
        Column(
            "unemployment_imf",
            "float64",
            "Unemployment rate",
            "per cent of the labour force",
            null=True,
            minimum=0,
            maximum=100,
        ),
        Column(
            "debt_imf", "float64", "Gross debt of general government", "per cent of GDP", null=True, minimum=0
        ),
        Column(
            "current_account_imf", "float64", "Balance on the current account", "per cent of GDP", null=True
        ),
        Column(
            "inflation_imf_forecast",
            "bool",
            "The Fund's inflation is its estimate, not yet an outcome",
            null=True,
        ),
        Column(
            "gdp_imf_forecast",
            "bool",
            "The Fund's output, growth or output at purchasing power is its estimate",
            null=True,
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    origins={
        "wdi": ("inflation_wdi", "gdp_wdi", "population_wdi"),
        "imf_weo_2025_10": (
            "inflation_imf",
            "gdp_imf",
            "growth_imf",
            "gdp_ppp_imf",
            "population_imf",
            "unemployment_imf",
            "debt_imf",
            "current_account_imf",
        ),
    },
    minimum_rows=10_000,
    state=("ccode",),
)


# Trade: who bought what from whom.


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


# Prices of commodities, and news that moved the price of oil.


MONTH = Column("month", "int8", "Month, 1 to 12", minimum=1, maximum=12)

PRICES = Table(
    name="prices",
    title="Monthly commodity prices",
    description="One row per series and month, in current money. Brent and Dubai before about 1980 are not "
    "market prices of those crudes: the World Bank carries a price of the Gulf back.",
    columns=(
        Column("series", "str", "Name of the series, for example crude_brent or wheat_us_hrw"),
        year(),
        MONTH,
        Column("commodity", "str", "What is priced, for example crude oil or wheat"),
        Column("unit", "str", "Unit of the price"),
        Column("price", "float64", "Mean price of the month", "see the column unit"),
        Column("source", "str", "pink_sheet or eia_spot_prices", values=("pink_sheet", "eia_spot_prices")),
    ),
    key=("series", "year", "month"),
    timing=Timing("year"),
    minimum_rows=20_000,
)

PRICES_ANNUAL = Table(
    name="prices_annual",
    title="Yearly commodity prices",
    description="One row per series and year: real prices since 1850, English wheat since 1264, and "
    "prices since 1980. Observed years only.",
    columns=(
        Column(
            "series", "str", "Name of the series, for example jacks_wheat, england_wheat or imf_crude_brent"
        ),
        Column("year", "int16", "Calendar year", minimum=1264, maximum=2030),
        Column("commodity", "str", "What is priced"),
        Column("unit", "str", "Unit of the price, with what makes it real where it is"),
        Column("price", "float64", "Mean price or index of the year", "see the column unit", minimum=0),
        Column(
            "source",
            "str",
            "jacks_2016, makridakis_1997 or imf_weo_2025_prices",
            values=("jacks_2016", "makridakis_1997", "imf_weo_2025_prices"),
        ),
    ),
    key=("series", "year"),
    timing=Timing("year"),
    minimum_rows=7_000,
)

OIL_SUPPLY_NEWS = Table(
    name="oil_supply_news",
    title="News about oil supply",
    description="One row per month, 1975-2024: the surprise in oil futures around OPEC announcements, "
    "and the oil supply news shock that is "
    "identified with it in a vector autoregression. A positive value is news that raises the price of oil.",
    columns=(
        year(),
        MONTH,
        Column(
            "surprise",
            "float64",
            "Change of oil futures on the days of announcements; 0 in months without one and before 1983",
            "log change in per cent",
        ),
        Column(
            "shock",
            "float64",
            "Oil supply news shock, estimated over the whole sample",
            "standard deviations",
        ),
    ),
    key=("year", "month"),
    timing=Timing("year", smoothed="the shock comes from a model estimated on all months to the end of 2024"),
    minimum_rows=600,
)


# Grain: harvests, balances and trade from state to state.


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


TABLES = (
    ECONOMY,
    ECONOMY_GW,
    MACRO,
    TRADE,
    TRADE_TOTALS,
    TRADE_PARTNERS,
    TRADE_SQUARE,
    PRICES,
    PRICES_ANNUAL,
    OIL_SUPPLY_NEWS,
    WHEAT_TRADE,
    MAIZE_TRADE,
    GRAIN_PRODUCTION,
    GRAIN_BALANCES,
)
