"""Regimes: how states are ruled, by several measures."""

from westphalia.record.schema import Column, Interval, Table, Timing, ccode, year

_SCORES = (
    Column(
        "euds",
        "float64",
        "Extended Unified Democracy Score, centred on its mean",
        "standard deviations",
        null=True,
    ),
    Column(
        "aeuds",
        "float64",
        "The same, moved so that zero is the line between autocracy and democracy",
        "standard deviations",
        null=True,
    ),
    Column(
        "polity2",
        "int8",
        "Polity score, from full autocracy to full democracy",
        "points",
        null=True,
        minimum=-10,
        maximum=10,
    ),
    Column(
        "v2x_polyarchy",
        "float64",
        "V-Dem index of electoral democracy",
        "index 0 to 1",
        null=True,
        minimum=0,
        maximum=1,
    ),
)

REGIMES = Table(
    name="regimes",
    title="Regime scores of the field's panels",
    description="One row per state and year of the Correlates of War system, as the R package "
    "peacesciencer adds them.",
    columns=(ccode(), year(), *_SCORES),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=17_000,
    state=("ccode",),
)

REGIMES_GW = Table(
    name="regimes_gw",
    title="Regime scores of the field's panels, Gleditsch-Ward system",
    description="One row per state and year of the Gleditsch-Ward system, as the R package peacesciencer "
    "adds them.",
    columns=(
        Column("gwcode", "int16", "Gleditsch-Ward code of the state", minimum=2, maximum=999),
        year(),
        *_SCORES,
    ),
    key=("gwcode", "year"),
    timing=Timing("year"),
    minimum_rows=20_000,
)

ONE_DEVIATION = Interval("polyarchy_low", "polyarchy_high", 0.68)
"""The bounds of V-Dem hold 68 per cent of the posterior, about one standard deviation to each side."""


def _index(name: str, description: str, spread: str | Interval = "") -> Column:
    return Column(
        name, "float64", description, "index 0 to 1", null=True, minimum=0, maximum=1, spread=spread
    )


DEMOCRACY_INDICES = Table(
    name="democracy_indices",
    title="Indices of democracy",
    description="One row per state and year, in years in which the state was in either list of states: "
    "V-Dem 15, Polity5, the Lexical "
    "Index, Freedom House and the Economist Intelligence Unit side by side.",
    columns=(
        ccode(),
        year(),
        _index("polyarchy", "V-Dem: electoral democracy", ONE_DEVIATION),
        _index("polyarchy_low", "V-Dem: electoral democracy, lower bound"),
        _index("polyarchy_high", "V-Dem: electoral democracy, upper bound"),
        _index("liberal", "V-Dem: liberal democracy"),
        _index("participatory", "V-Dem: participatory democracy"),
        _index("deliberative", "V-Dem: deliberative democracy"),
        _index("egalitarian", "V-Dem: egalitarian democracy"),
        Column(
            "polity2",
            "int8",
            "Polity5: from full autocracy to full democracy",
            "points",
            null=True,
            minimum=-10,
            maximum=10,
        ),
        Column(
            "lexical_index",
            "int8",
            "Lexical Index of Electoral Democracy: from no elections to competitive ones with universal "
            "suffrage",
            "level",
            null=True,
            minimum=0,
            maximum=6,
        ),
        Column(
            "freedom_house",
            "int16",
            "Freedom House: total score",
            "points",
            null=True,
            minimum=-4,
            maximum=100,
        ),
        Column(
            "freedom_house_status",
            "str",
            "Freedom House: status",
            null=True,
            values=("free", "partly free", "not free"),
        ),
        Column(
            "eiu",
            "float64",
            "Economist Intelligence Unit: democracy index",
            "points 0 to 10",
            null=True,
            minimum=0,
            maximum=10,
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    origins={
        "vdem_15": (
            "polyarchy",
            "polyarchy_low",
            "polyarchy_high",
            "liberal",
            "participatory",
            "deliberative",
            "egalitarian",
        ),
        "polity_5": ("polity2",),
        "lied": ("lexical_index",),
        "freedom_house_2025": ("freedom_house", "freedom_house_status"),
        "eiu_2024": ("eiu",),
    },
    minimum_rows=16_000,
    state=("ccode",),
)

TABLES = (REGIMES, REGIMES_GW, DEMOCRACY_INDICES)
