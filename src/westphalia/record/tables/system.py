"""The state system: who was in it, when, under which names and codes."""

from westphalia.record.schema import Column, Table, Timing, ccode

KINDS = ("usual", "official", "alias", "code")

STATES = Table(
    name="states",
    title="States",
    description="One row per state of the Correlates of War or the Gleditsch-Ward list.",
    columns=(
        ccode(),
        Column(
            "gwcode",
            "int16",
            "Gleditsch-Ward code, the latest where it changed; null for a state not in that list",
            null=True,
        ),
        Column(
            "iso3",
            "str",
            "Current ISO 3166-1 alpha-3 code; for an extinct state its former code of ISO 3166-3; null where there never was one",
            null=True,
        ),
        Column("name", "str", "Usual English name, the latest"),
        Column("cow", "bool", "In the Correlates of War list"),
        Column("gw", "bool", "In the Gleditsch-Ward list"),
        Column("microstate", "bool", "A microstate of the Gleditsch-Ward list"),
    ),
    key=("ccode",),
    timing=None,
    minimum_rows=225,
    state=("ccode",),
)

STATE_NAMES = Table(
    name="state_names",
    title="Names of states",
    description="One row per state, name and first year: what it was called, other spellings that are understood, and its codes.",
    columns=(
        ccode(),
        Column("name", "str", "The name or code"),
        Column("first", "int16", "First year of validity"),
        Column("last", "int16", "Last year of validity; 9999 while it lasts"),
        Column(
            "kind",
            "str",
            "usual: printed on pages; official; alias: understood; code: abbreviation or ISO code",
            values=KINDS,
        ),
    ),
    key=("ccode", "first", "kind", "name"),
    timing=None,
    minimum_rows=900,
    state=("ccode",),
)

MEMBERSHIPS = Table(
    name="memberships",
    title="Membership of the state system",
    description="One row per spell of membership in the Correlates of War (cow) or Gleditsch-Ward (gw) list of independent states.",
    columns=(
        Column("system", "str", "Which list", values=("cow", "gw")),
        ccode(),
        Column("code", "int16", "The state's code in that list"),
        Column("start", "date", "First day of membership"),
        Column("end", "date", "Last day of membership; null while it lasts", null=True),
        Column("extended", "bool", "Alive at the end of the list and taken as alive since"),
    ),
    key=("system", "ccode", "start"),
    timing=Timing("start", "end"),
    minimum_rows=480,
    state=("ccode",),
)

SUCCESSIONS = Table(
    name="successions",
    title="Succession between states",
    description="One row per predecessor and successor: which state came out of, went into or continued which.",
    columns=(
        ccode("predecessor", "the earlier state"),
        ccode("successor", "the later state"),
        Column("date", "date", "Day of the act"),
        Column(
            "kind",
            "str",
            "How",
            values=("continuation", "unification", "dissolution", "secession", "annexation"),
        ),
        Column("citation", "str", "Where the date can be checked"),
        Column("verified", "bool", "Whether the date was seen in the text cited"),
    ),
    key=("predecessor", "successor", "date"),
    timing=Timing("date"),
    minimum_rows=100,
    state=("predecessor", "successor"),
)

CAPITALS = Table(
    name="capitals",
    title="Capitals",
    description="One row per list, state and spell of a seat of government, with its coordinates.",
    columns=(
        Column("system", "str", "Which list the spell follows", values=("cow", "gw")),
        ccode(),
        Column("code", "int16", "The state's code in that list"),
        Column("capital", "str", "Name of the town"),
        Column("start", "date", "First day"),
        Column("end", "date", "Last day; null while it lasts", null=True),
        Column("latitude", "float64", "Latitude", "degrees north", minimum=-90, maximum=90),
        Column("longitude", "float64", "Longitude", "degrees east", minimum=-180, maximum=180),
    ),
    key=("system", "code", "start", "capital"),
    timing=Timing("start", "end"),
    minimum_rows=500,
    state=("ccode",),
)

INSTITUTION_MEMBERS = Table(
    name="institution_members",
    title="Members of the United Nations and of the European Union",
    description="One row per spell of membership.",
    columns=(
        Column(
            "institution",
            "str",
            "un: United Nations; eu: European Economic Community, Communities, Union",
            values=("un", "eu"),
        ),
        ccode(),
        Column("start", "date", "First day"),
        Column("end", "date", "Last day; null while it lasts", null=True),
        Column("verified", "bool", "Whether the dates were seen in the text cited"),
    ),
    key=("institution", "ccode", "start"),
    timing=Timing("start", "end"),
    minimum_rows=230,
    state=("ccode",),
)

TABLES = (STATES, STATE_NAMES, MEMBERSHIPS, SUCCESSIONS, CAPITALS, INSTITUTION_MEMBERS)
