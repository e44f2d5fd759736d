"""Output, prices and population of states."""

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

TABLES = (ECONOMY, ECONOMY_GW, MACRO)
