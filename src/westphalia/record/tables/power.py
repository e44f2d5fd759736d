"""Means of power: capabilities, forces, nuclear weapons, arms transfers."""

from __future__ import annotations

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


# Military spending and personnel: what a state pays for force and how many serve.


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


# Nuclear and missile matters: weapons, the capacity to make them, tests and civil cooperation.


ACTIVITIES = {
    "uranium_possession": "possesses uranium",
    "metallurgical_capability": "can work uranium metal",
    "chemical_capability": "has a chemical industry",
    "nitric_production": "makes nitric acid",
    "electricity_production": "produces much electricity",
    "nuclear_engineering": "trains nuclear engineers",
    "explosive_production": "makes explosives",
    "non_heavy_water_reactor": "runs a reactor without heavy water",
    "heavy_water_reactor": "runs a heavy water reactor",
    "nuclear_test": "has tested a nuclear weapon",
    "reprocessing": "reprocesses plutonium",
    "uranium_enrichment": "enriches uranium",
    "submarines": "has nuclear submarines",
    "weapons_exploration": "explores weapons",
    "weapons_pursuit": "pursues weapons",
    "nuclear_weapons": "has nuclear weapons",
}

NUCLEAR_STATUS = Table(
    name="nuclear_status",
    title="Nuclear weapons status",
    description="One row per state and year: whether it considered, pursued or possessed nuclear weapons.",
    columns=(
        ccode(),
        year(),
        Column("status", "int8", "0 none, 1 considered, 2 pursued, 3 possessed", minimum=0, maximum=3),
    ),
    key=("ccode", "year"),
    timing=Timing("year", lag=5),
    minimum_rows=12_000,
    state=("ccode",),
)

WARHEADS = Table(
    name="warheads",
    title="Nuclear warheads",
    description="One row per nuclear state and year: warheads in the stockpile, as estimated by the Bulletin "
    "of the Atomic Scientists.",
    columns=(
        ccode(),
        year(),
        Column("warheads", "int32", "Warheads in the stockpile", "warheads", minimum=0),
    ),
    key=("ccode", "year"),
    timing=Timing("year", lag=1),
    minimum_rows=580,
    state=("ccode",),
)

NUCLEAR_FACILITIES = Table(
    name="nuclear_facilities",
    title="Enrichment and reprocessing facilities",
    description="One row per facility that enriched uranium or reprocessed plutonium, to 2012, and phase: "
    "its construction and each period of operation.",
    columns=(
        Column("facility", "int16", "Number in this table", minimum=1),
        ccode(),
        Column("name", "str", "Name of the facility"),
        Column("kind", "str", "Technology: reprocessing, or the way of enrichment"),
        Column("size", "str", "Scale", values=("laboratory", "pilot", "commercial")),
        Column("phase", "str", "What the years are of", values=("construction", "operation")),
        Column("start", "int16", "First year of the phase", minimum=1930, maximum=2030),
        Column(
            "end",
            "int16",
            "Last year; null while it lasts or when not known",
            null=True,
            minimum=1930,
            maximum=2030,
        ),
        Column("covert", "bool", "Kept secret", null=True),
        Column("iaea", "bool", "Under safeguards of the IAEA at any time", null=True, outcome=True),
        Column("military", "bool", "For military use", null=True),
        Column("foreign_assistance", "bool", "Built with foreign help", null=True),
    ),
    key=("facility", "phase", "start"),
    timing=Timing("start", "end", lag=5),
    minimum_rows=430,
    state=("ccode",),
)

NUCLEAR_AGREEMENTS = Table(
    name="nuclear_agreements",
    title="Civil nuclear cooperation agreements",
    description="One row per pair of states and year in which agreements on civil nuclear cooperation were "
    "concluded, 1945-2003; each pair once, lower code first.",
    columns=(
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        year("Year of conclusion"),
        Column("agreements", "int8", "Agreements concluded", "agreements", minimum=1),
        Column("comprehensive", "bool", "At least one is a comprehensive power agreement"),
    ),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=1_700,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

NUCLEAR_TESTS = Table(
    name="nuclear_tests",
    title="Nuclear weapons tests",
    description="One row per state that has tested and year 1945-2019.",
    columns=(ccode(), year(), Column("tests", "int16", "Tests of nuclear weapons", "tests", minimum=0)),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=590,
    state=("ccode",),
)

MISSILE_TESTS = Table(
    name="missile_tests",
    title="Missile tests of Iran and North Korea",
    description="One row per launch: Iran 1991-2019, North Korea 1984-2019.",
    columns=(
        ccode(),
        Column("date", "date", "Day of the launch, often an estimate"),
        Column("number", "int16", "Number of the launch on that day", minimum=1),
        Column("missile", "str", "Name of the missile", null=True),
        Column("type", "str", "Class of the missile", null=True),
        Column("confirmed", "bool", "The launch is confirmed", null=True),
        Column("success", "bool", "The launch succeeded", null=True),
    ),
    key=("ccode", "date", "number"),
    timing=Timing("date"),
    minimum_rows=270,
    state=("ccode",),
)

NUCLEAR_CAPACITY = Table(
    name="nuclear_capacity",
    title="Nuclear activities",
    description="One row per state and year: sixteen activities from which nuclear proficiency is estimated, "
    "and how many of them the state carries out.",
    columns=(
        ccode(),
        year(),
        *(Column(name, "bool", f"The state {what}") for name, what in ACTIVITIES.items()),
        Column(
            "activities",
            "int8",
            "How many of the sixteen it carries out",
            "activities",
            minimum=0,
            maximum=16,
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year", lag=5),
    minimum_rows=8_000,
    state=("ccode",),
)


# Arms transfers: what was delivered and ordered between states.


CATEGORIES = (
    "Air defence systems",
    "Aircraft",
    "Armoured vehicles",
    "Artillery",
    "Engines",
    "Missiles",
    "Naval weapons",
    "Other",
    "Satellites",
    "Sensors",
    "Ships",
    "unknown",
)
TIV = "million SIPRI trend-indicator values"

ARMS_TRANSFERS = Table(
    name="arms_transfers",
    title="Deliveries of major arms",
    description="One row per supplier, recipient, year and category with a delivery of major conventional "
    "arms. No row in 1950-2025 means none on record. "
    "2024 and 2025 come from a register without categories, in which the volume of a deal is "
    "spread evenly over its years of delivery.",
    columns=(
        ccode("supplier", "the supplier"),
        ccode("recipient", "the recipient"),
        year("Year of delivery"),
        Column("category", "str", "Category of armament; unknown in 2024 and 2025", values=CATEGORIES),
        Column("tiv", "float64", "Volume delivered", TIV, minimum=0),
        Column("source", "str", "Where the row comes from", values=("sipri_arms_2024", "sipri_arms_2026")),
    ),
    key=("supplier", "recipient", "year", "category"),
    timing=Timing("year"),
    minimum_rows=25_000,
    state=("supplier", "recipient"),
)

ARMS_ORDERS = Table(
    name="arms_orders",
    title="Orders of major arms",
    description="One row per supplier, recipient and year of order. The register lists an order once it is "
    "known, often years later and mostly when deliveries "
    "followed: the last years are incomplete.",
    columns=(
        ccode("supplier", "the supplier"),
        ccode("recipient", "the recipient"),
        Column("order_year", "int16", "Year of the order, often an estimate", minimum=1900, maximum=2030),
        Column("deals", "int16", "Deals", "deals", minimum=1),
        Column(
            "tiv_ordered",
            "float64",
            "Volume ordered, of the deals for which it is known; null when it is for none",
            TIV,
            null=True,
            minimum=0,
        ),
        Column(
            "tiv_delivered",
            "float64",
            "Volume delivered of these deals up to 2025, 0 when nothing was",
            TIV,
            null=True,
            minimum=0,
            outcome=True,
        ),
    ),
    key=("supplier", "recipient", "order_year"),
    timing=Timing("order_year"),
    minimum_rows=10_000,
    state=("supplier", "recipient"),
)


TABLES = (
    CAPABILITIES,
    MILITARY_SPENDING,
    MILITARY_PERSONNEL,
    NUCLEAR_STATUS,
    WARHEADS,
    NUCLEAR_FACILITIES,
    NUCLEAR_AGREEMENTS,
    NUCLEAR_TESTS,
    MISSILE_TESTS,
    NUCLEAR_CAPACITY,
    ARMS_TRANSFERS,
    ARMS_ORDERS,
)
