"""Leaders: who ruled, when, how they came and went, and what is known of them."""

from westphalia.record.schema import Column, Table, Timing, ccode

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

TABLES = (LEADERS, LEADER_SPELLS_ARCHIGOS, LEADER_TRAITS, LEADER_WILLINGNESS)
