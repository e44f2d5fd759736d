"""Inside states: regimes, leaders, societies and their land."""

from __future__ import annotations

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
        "Polity score joined by Polity's own numbers, from full autocracy to full democracy",
        "points",
        null=True,
        minimum=-10,
        maximum=10,
    ),
    Column(
        "v2x_polyarchy",
        "float64",
        "V-Dem index of electoral democracy, release 16",
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
    "V-Dem 15 and 16, Polity5 and the Lexical Index side by side.",
    columns=(
        ccode(),
        year(),
        _index("polyarchy", "V-Dem: electoral democracy", ONE_DEVIATION),
        _index("polyarchy_low", "V-Dem: electoral democracy, lower bound"),
        _index("polyarchy_high", "V-Dem: electoral democracy, upper bound"),
        _index(
            "polyarchy_latest",
            "V-Dem: electoral democracy, of the latest release that has the state and year",
        ),
        Column(
            "polyarchy_release",
            "int8",
            "Release of V-Dem that polyarchy_latest is of",
            null=True,
            minimum=15,
        ),
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
        "isard_democracy": ("polyarchy_latest", "polyarchy_release"),
        "polity_5": ("polity2",),
        "lied": ("lexical_index",),
    },
    minimum_rows=16_000,
    state=("ccode",),
)


# Leaders: who ruled, when, how they came and went, and what is known of them.


SOURCES = ("archigos_4_1", "reign_2021_3", "leaders_by_hand")
PRECISIONS = ("day", "month", "year")
ROLES = ("leader", "supreme leader", "president", "prime minister")
_OBSID = Column("obsid", "str", "Archigos identifier of the spell: state and year of entry")

LEADERS = Table(
    name="leaders",
    title="Leaders",
    description="One row per state, office and spell of one person in it. The day of a handover may belong "
    "to both spells. A state has at "
    "most one effective leader a day. Look at known_to before taking an open spell as going on today.",
    columns=(
        ccode(),
        Column(
            "role",
            "str",
            "leader: who rules, whatever the office; else the office (Iran's, and second offices)",
            values=ROLES,
        ),
        Column("start", "date", "First day in office"),
        Column("leader", "str", "Name as the source gives it"),
        Column("end", "date", "Last day in office; null while in office at the end of the source", null=True),
        Column("effective", "bool", "Rules the state"),
        Column("office", "str", "The office, where the source names it", null=True),
        Column(
            "entry",
            "str",
            "How the leader came, by Archigos",
            null=True,
            values=("Regular", "Irregular", "Foreign Imposition", "Unknown"),
        ),
        Column("exit", "str", "How the leader went, by Archigos", null=True, outcome=True),
        Column("birth_year", "int16", "Year of birth", null=True, minimum=1700, maximum=2005),
        Column("gender", "str", "Gender as coded", null=True, values=("M", "F")),
        Column("source", "str", "Where the start is from", values=SOURCES),
        Column("end_source", "str", "Where the end is from", null=True, values=SOURCES, outcome=True),
        Column("obsid", "str", "Archigos identifier of the spell", null=True),
        Column("precision", "str", "How exactly the start is known", values=PRECISIONS),
        Column(
            "end_precision", "str", "How exactly the end is known", null=True, values=PRECISIONS, outcome=True
        ),
        Column(
            "verified",
            "bool",
            "For the list coded by hand: the cited text was read; null for published data sets",
            null=True,
        ),
        Column(
            "known_to",
            "date",
            "For an open spell: the last day on which the source still has the leader in office",
            null=True,
        ),
    ),
    key=("ccode", "role", "start", "leader"),
    timing=Timing("start", "end"),
    minimum_rows=4_000,
    state=("ccode",),
)

LEADER_SPELLS_ARCHIGOS = Table(
    name="leader_spells_archigos",
    title="Archigos leader spells",
    description="One row per leader spell of Archigos 4.1 as published, Gleditsch-Ward coded; for "
    "leader-year panels.",
    columns=(
        _OBSID,
        Column("gwcode", "int16", "Gleditsch-Ward code of the state", minimum=2, maximum=999),
        ccode(),
        Column("leadid", "str", "Archigos identifier of the leader's spell"),
        Column("leader", "str", "Name"),
        Column("yrborn", "int16", "Year of birth", null=True, minimum=1700, maximum=2005),
        Column("gender", "str", "Gender as coded", values=("M", "F")),
        Column("startdate", "date", "First day in office"),
        Column("enddate", "date", "Last day in office; the last day of the data for a leader then in office"),
        Column(
            "entry",
            "str",
            "How the leader came",
            values=("Regular", "Irregular", "Foreign Imposition", "Unknown"),
        ),
        Column("exit", "str", "How the leader went", outcome=True),
        Column("exitcode", "str", "How the leader went, in detail", outcome=True),
    ),
    key=("obsid",),
    timing=Timing("startdate", "enddate"),
    minimum_rows=3_400,
    state=("ccode",),
)


def _trait(name: str, description: str) -> Column:
    return Column(name, "int8", description, null=True, minimum=0, maximum=1)


LEADER_TRAITS = Table(
    name="leader_traits",
    title="Traits of leaders (LEAD)",
    description="One row per leader spell of Archigos: experience and attributes by LEAD, and the leader's "
    "codes elsewhere.",
    columns=(
        _OBSID,
        Column("leadid", "str", "Identifier in Archigos 4.1"),
        Column("leadid29", "str", "Identifier in Archigos 2.9", null=True),
        Column("leaderid", "str", "Identifier in LEAD", null=True),
        Column(
            "leveledu",
            "int8",
            "Level of education, from none to graduate",
            "level",
            null=True,
            minimum=0,
            maximum=3,
        ),
        _trait("milservice", "Served in the military"),
        _trait("combat", "Was in combat"),
        _trait("rebel", "Was a rebel"),
        _trait("warwin", "Fought on the winning side of a war"),
        _trait("warloss", "Fought on the losing side of a war"),
        _trait("rebelwin", "Was a rebel in a rebellion that won"),
        _trait("rebelloss", "Was a rebel in a rebellion that lost"),
        Column("yrsexper", "int8", "Years in office before the spell", "years", null=True, minimum=0),
        _trait(
            "physhealth",
            "Physical health as coded: 1 in one leader of ten, so that it must stand for poor health",
        ),
        _trait(
            "mentalhealth",
            "Mental health as coded: 1 in one leader of a hundred, so that it must stand for poor health",
        ),
    ),
    key=("obsid",),
    timing=Timing("obsid"),
    minimum_rows=3_400,
)


def _theta(number: int, what: str) -> tuple[Column, Column]:
    mean = Column(
        f"theta{number}_mean",
        "float32",
        f"Willingness to use force, model {number}: {what}",
        "standard deviations",
        spread=f"theta{number}_sd",
    )
    return mean, Column(
        f"theta{number}_sd",
        "float32",
        f"Standard deviation of theta{number}_mean",
        "standard deviations",
        minimum=0,
    )


LEADER_WILLINGNESS = Table(
    name="leader_willingness",
    title="Leaders' willingness to use force",
    description="One row per leader spell of Archigos with an estimate; theta2 is the one that its authors "
    "find to do best.",
    columns=(
        _OBSID,
        *_theta(1, "experience of conflict and risk"),
        *_theta(2, "the same with political orientation and psychology"),
        *_theta(3, "the first with all variables of LEAD"),
        *_theta(4, "the second with all variables of LEAD"),
    ),
    key=("obsid",),
    timing=Timing("obsid", smoothed="one model over all leaders estimates each"),
    minimum_rows=2_900,
)


# Society and ground: terrain, how divided a people is, and the threat to its territory.


TERRAIN = Table(
    name="terrain",
    title="Terrain",
    description="One row per state: ruggedness and mountains in its borders of about 2000.",
    columns=(
        ccode(),
        Column("rugged", "float64", "Terrain ruggedness index", "hundred metres", minimum=0),
        Column(
            "newlmtnest",
            "float64",
            "Natural logarithm of the percentage of mountainous terrain, plus one",
            "log per cent",
            null=True,
            minimum=0,
        ),
    ),
    key=("ccode",),
    timing=None,
    minimum_rows=190,
    state=("ccode",),
)


def _society_index(name: str, description: str) -> Column:
    return Column(name, "float64", description, "index 0 to 1", null=True, minimum=0, maximum=1)


FRACTIONALISATION = Table(
    name="fractionalisation",
    title="Ethnic and religious fractionalisation",
    description="One row per state and year: HIEF (efindex) and CREG (the others) side by side.",
    columns=(
        ccode(),
        year(),
        _society_index("efindex", "HIEF: probability that two people belong to different ethnic groups"),
        _society_index("ethfrac", "CREG: ethnic fractionalisation"),
        _society_index("ethpol", "CREG: ethnic polarisation"),
        _society_index("relfrac", "CREG: religious fractionalisation"),
        _society_index("relpol", "CREG: religious polarisation"),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=9_100,
    state=("ccode",),
)


def _threat(name: str, description: str, null: bool = False, spread: str = "") -> Column:
    return Column(name, "float32", description, "standard deviations", null=null, spread=spread)


TERRITORIAL_THREAT = Table(
    name="territorial_threat",
    title="External territorial threat",
    description="One row per state and year: latent threat to a state's territory, estimated from its "
    "disputes and neighbours; the columns "
    "with m_ weigh the dyads by the distance between the states.",
    columns=(
        ccode(),
        year(),
        _threat("lterrthreat", "Latent external territorial threat", spread="sd"),
        _threat("sd", "Standard deviation of lterrthreat"),
        _threat("lwr", "Lower bound of lterrthreat"),
        _threat("upr", "Upper bound of lterrthreat"),
        _threat(
            "m_lterrthreat",
            "Latent external territorial threat, weighted by distance",
            null=True,
            spread="m_sd",
        ),
        _threat("m_sd", "Standard deviation of m_lterrthreat", null=True),
        _threat("m_lwr", "Lower bound of m_lterrthreat", null=True),
        _threat("m_upr", "Upper bound of m_lterrthreat", null=True),
    ),
    key=("ccode", "year"),
    timing=Timing("year", smoothed="one model over 1816-2010 estimates every year"),
    minimum_rows=14_700,
    state=("ccode",),
)


TABLES = (
    REGIMES,
    REGIMES_GW,
    DEMOCRACY_INDICES,
    LEADERS,
    LEADER_SPELLS_ARCHIGOS,
    LEADER_TRAITS,
    LEADER_WILLINGNESS,
    TERRAIN,
    FRACTIONALISATION,
    TERRITORIAL_THREAT,
)
