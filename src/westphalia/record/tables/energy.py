"""Oil and gas: who pumps, burns, sells and buys them."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

KBD = "thousand barrels a day"
BCM = "billion cubic metres"
SOURCES = ("energy_institute_2025", "opec_asb_2023", "eia_2020", "etemad_luciani")


def _amount(name: str, description: str, unit: str) -> Column:
    return Column(name, "float64", description, unit, null=True, minimum=0)


OIL = Table(
    name="oil",
    title="Oil by state",
    description="One row per state, year and source. The sources define oil differently and are kept "
    "apart: compare within one source only. "
    "Figures before independence are those of the territory; the Soviet Union is 365 to 1991.",
    columns=(
        ccode(),
        year(),
        Column(
            "source",
            "str",
            "energy_institute_2025, opec_asb_2023, eia_2020 or etemad_luciani",
            values=SOURCES,
        ),
        _amount(
            "production",
            "Production: energy_institute_2025 crude, condensate, tight oil, sands and gas liquids; "
            "opec_asb_2023 crude only; etemad_luciani crude "
            "to 1979, all liquids after",
            KBD,
        ),
        _amount("consumption", "Consumption of oil products (demand in opec_asb_2023)", KBD),
        _amount("crude_exports", "Exports of crude oil (eia_2020 with lease condensate)", KBD),
        _amount("product_exports", "Exports of petroleum products", KBD),
        _amount("crude_imports", "Imports of crude oil", KBD),
        _amount("product_imports", "Imports of petroleum products", KBD),
    ),
    key=("ccode", "year", "source"),
    timing=Timing("year"),
    minimum_rows=18_000,
    state=("ccode",),
)

GAS = Table(
    name="gas",
    title="Natural gas by state",
    description="One row per state, year and source; sources are kept apart as for oil.",
    columns=(
        ccode(),
        year(),
        Column(
            "source",
            "str",
            "energy_institute_2025, opec_asb_2023 or etemad_luciani",
            values=("energy_institute_2025", "opec_asb_2023", "etemad_luciani"),
        ),
        _amount(
            "production",
            "Marketed production; for etemad_luciani converted from energy content, up to 8 per cent "
            "above the other sources",
            BCM,
        ),
        _amount("consumption", "Consumption", BCM),
        _amount("exports", "Exports by pipeline and as liquid", BCM),
        _amount("imports", "Imports by pipeline and as liquid", BCM),
    ),
    key=("ccode", "year", "source"),
    timing=Timing("year"),
    minimum_rows=10_000,
    state=("ccode",),
)

OIL_DESTINATIONS = Table(
    name="oil_destinations",
    title="Crude oil exports of OPEC members by destination",
    description="One row per exporter, destination and year, 2012-2022. Destinations are regions; "
    "China, India and Russia are listed apart. "
    "Part of Iran's sales after 2018 hides in Other Asia.",
    columns=(
        ccode("exporter", "the exporting state"),
        Column("destination", "str", "Region or state of destination, as the bulletin groups them"),
        year(),
        Column("crude", "float64", "Crude oil exported", KBD, minimum=0),
    ),
    key=("exporter", "destination", "year"),
    timing=Timing("year"),
    minimum_rows=1_500,
    state=("exporter",),
)

OIL_AREA_TRADE = Table(
    name="oil_area_trade",
    title="Oil imports and exports of areas",
    description="One row per flow, area and year since 1980: crude and products of a few states and of "
    "regions as the Statistical Review groups them.",
    columns=(
        Column("flow", "str", "import or export", values=("import", "export")),
        Column(
            "area",
            "str",
            "State or region; Europe exports and Russia from 1993, USSR & Central Europe to 1992",
        ),
        year(),
        Column("oil", "float64", "Crude oil and products", KBD, minimum=0),
    ),
    key=("flow", "area", "year"),
    timing=Timing("year"),
    minimum_rows=800,
)

GAS_FLOWS = Table(
    name="gas_flows",
    title="Gas across the borders of Europe",
    description="One row per state that gas left, state that it entered next and year, October 2008 to September 2022. That is a border, not an "
    "origin: Russian gas enters Germany from Poland too, Algerian gas Italy from Tunisia. Both directions of a border are apart. From Russia to "
    "Ukraine there is nothing after 2019, though transit went on: read what left Ukraine.",
    columns=(
        ccode("exit", "the state that the gas left"),
        ccode("entry", "the state that it entered"),
        year(),
        Column("gas", "float64", "Gas that crossed the border", BCM),
    ),
    key=("exit", "entry", "year"),
    timing=Timing("year"),
    minimum_rows=900,
    state=("exit", "entry"),
)

CHINA_ENERGY_FROM_RUSSIA = Table(
    name="china_energy_from_russia",
    title="China's imports of energy from Russia",
    description="One row per good and year, 1995-2022, by origin as Chinese customs have it. Oil transshipped as Malaysian is not "
    "here, and Iran has no series.",
    columns=(
        ccode("exporter", "the exporting state, Russia"),
        ccode("importer", "the importing state, China"),
        Column("good", "str", "Crude oil, coal, liquefied or pipeline gas", values=("crude oil", "coal", "liquefied gas", "pipeline gas")),
        year(),
        Column("weight", "float64", "Weight; pipeline gas to 2021, liquefied gas not in 2013", "thousand tonnes", null=True, minimum=0),
        Column("value", "float64", "Value with cost, insurance and freight; none for liquefied gas", "million current US$", null=True, minimum=0),
    ),
    key=("exporter", "importer", "good", "year"),
    timing=Timing("year"),
    minimum_rows=60,
    state=("exporter", "importer"),
)  # fmt: skip

OIL_AREA_FLOWS = Table(
    name="oil_area_flows",
    title="Oil between areas",
    description="One row per area that sells, area that buys and year, 2014-2019 and 2024: crude and products together, as the Statistical Review groups "
    "states. Areas change: the Middle East is divided from 2016, the former Soviet Union from 2015; Iran is never apart.",
    columns=(
        Column(
            "exporter", "str", "State or area that sells; Iran is in the Middle East, or in Other Middle East"
        ),
        Column("importer", "str", "State or area that buys"),
        year(),
        Column("oil", "float64", "Crude oil and products", "million tonnes", minimum=0),
    ),
    key=("exporter", "importer", "year"),
    timing=Timing("year"),
    minimum_rows=1_700,
)

GAS_AREA_FLOWS = Table(
    name="gas_area_flows",
    title="Gas between areas",
    description="One row per seller, buyer, way and year, 2024: pipeline gas and liquefied gas, as the Statistical Review groups states.",
    columns=(
        Column("exporter", "str", "State or area that sells"),
        Column("importer", "str", "State or area that buys"),
        Column("mode", "str", "pipeline or liquid", values=("pipeline", "liquid")),
        year(),
        Column("gas", "float64", "Gas", BCM, minimum=0),
    ),
    key=("exporter", "importer", "mode", "year"),
    timing=Timing("year"),
    minimum_rows=500,
)

OIL_SPOT_PRICES = Table(
    name="oil_spot_prices",
    title="Spot prices of crude oils",
    description="One row per crude and year, 1983-2022, means of the year as OPEC prints them. A quotation of a crude under sanctions is not what was "
    "paid for it: that of Urals in 2022 lies far under customs values.",
    columns=(
        Column("country", "str", "Where it is from, as the bulletin writes it"),
        Column("crude", "str", "Name of the crude; ORB is the basket of OPEC"),
        year(),
        Column("price", "float64", "Mean of the year", "US$ a barrel", minimum=0),
    ),
    key=("country", "crude", "year"),
    timing=Timing("year"),
    minimum_rows=700,
)

TABLES = (
    OIL,
    GAS,
    OIL_DESTINATIONS,
    OIL_AREA_TRADE,
    GAS_FLOWS,
    CHINA_ENERGY_FROM_RUSSIA,
    OIL_AREA_FLOWS,
    GAS_AREA_FLOWS,
    OIL_SPOT_PRICES,
)
