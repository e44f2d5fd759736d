"""Nuclear and missile matters: weapons, the capacity to make them, tests and civil cooperation."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

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

TABLES = (
    NUCLEAR_STATUS,
    WARHEADS,
    NUCLEAR_FACILITIES,
    NUCLEAR_AGREEMENTS,
    NUCLEAR_TESTS,
    MISSILE_TESTS,
    NUCLEAR_CAPACITY,
)
