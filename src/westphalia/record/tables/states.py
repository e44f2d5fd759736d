"""States: who belonged to the system, their names, capitals, land and outlines."""

from __future__ import annotations

from collections.abc import Mapping

from westphalia.record.schema import Column, Table, Timing, ccode, year

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

SCHEME_NUMBERS: Mapping[str, str] = {
    "cow": "Correlates of War numbers",
    "gw": "Gleditsch-Ward numbers",
    "iso-numeric": "ISO 3166 numbers",
    "m49": "UN M49 numbers",
    "comtrade": "UN Comtrade numbers",
    "imf": "numbers of the International Monetary Fund",
    "vdem": "V-Dem numbers",
    "polity": "Polity numbers",
}
SCHEME_LETTERS: Mapping[str, str] = {
    "iso3": "ISO 3166 alpha-3 codes",
    "iso2": "ISO 3166 alpha-2 codes",
    "world-bank": "World Bank codes",
    "cow-letters": "Correlates of War letters",
    "gw-letters": "Gleditsch-Ward letters",
    "vdem-letters": "V-Dem letters",
    "polity-letters": "Polity letters",
}
"""Schemes in words, in the order in which they go before each other where a column may be of several."""

STATE_CODES = Table(
    name="state_codes",
    title="Codes of states in other schemes",
    description="One row per scheme, code, state and first year: which state a code stands for in tables of others; codes of territories and groups have no state.",
    columns=(
        Column(
            "scheme",
            "str",
            "Correlates of War and Gleditsch-Ward numbers and letters; ISO 3166; UN M49 and Comtrade, where they differ from ISO's numbers; the World Bank, where it differs "
            "from ISO; the International Monetary Fund; V-Dem and Polity numbers and letters",
            values=(*SCHEME_NUMBERS, *SCHEME_LETTERS),
        ),
        Column("code", "str", "The code, as the scheme writes it"),
        Column(
            "ccode",
            "int16",
            "Code of the state here; null for a code known to be of no state of either list",
            null=True,
        ),
        Column("name", "str", "What the scheme calls it", null=True),
        Column("first", "int16", "First year in which the code stands for the state"),
        Column("last", "int16", "Last such year; 9999 while it lasts"),
    ),
    key=("scheme", "code", "ccode", "first"),
    timing=None,
    minimum_rows=2500,
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

ORGANISATIONS = {
    "un": "United Nations",
    "eu": "European Union and its communities",
    "nato": "North Atlantic Treaty Organization",
    "csto": "Collective Security Treaty Organization, before 2002 a party to its treaty",
    "sco": "Shanghai Cooperation Organisation",
    "brics": "BRICS",
    "gcc": "Gulf Cooperation Council",
    "asean": "Association of Southeast Asian Nations",
    "au": "African Union",
    "opec": "Organization of the Petroleum Exporting Countries",
    "opec_plus": "OPEC or its partners in the Declaration of Cooperation (OPEC+)",
    "g7": "Group of Seven",
    "g8": "Group of Eight, 1998-2014",
}
"""Organisations whose members are known by the day, by short name."""

INSTITUTION_MEMBERS = Table(
    name="institution_members",
    title="Members of the United Nations, the European Union, NATO and other organisations",
    description="One row per spell of membership.",
    columns=(
        Column(
            "institution",
            "str",
            "; ".join(f"{short}: {name}" for short, name in ORGANISATIONS.items()),
            values=tuple(ORGANISATIONS),
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


# Maps: the outline of the world.


WORLD_OUTLINE = Table(
    name="world_outline",
    title="Outline of the world today",
    description="One row per ring of a polygon at 1:110 million, borders of today as the United Nations "
    "draws them. For drawing, not for measuring; "
    "many small states are too small for the scale.",
    columns=(
        Column(
            "iso3", "str", "ISO 3166 code of the place (XKX Kosovo; CYN and SOL for two places without one)"
        ),
        Column("polygon", "int16", "Number of the polygon of the place", minimum=0),
        Column("ring", "int16", "Number of the ring in the polygon", minimum=0),
        Column(
            "ccode",
            "int16",
            "Correlates of War code of the state; null for dependencies and places that are no state of "
            "either list",
            null=True,
            minimum=2,
            maximum=999,
        ),
        Column("name", "str", "Name on the map"),
        Column("hole", "bool", "Cut out of the polygon: every ring after the first"),
        Column("coordinates", "list[float32]", "Longitude and latitude in turn, closed", "degrees"),
    ),
    key=("iso3", "polygon", "ring"),
    timing=None,
    minimum_rows=280,
    state=("ccode",),
)


# Borders: who lies next to whom, how far apart, and what territory changed hands.


CONTIGUITY = Table(
    name="contiguity",
    title="Direct contiguity",
    description="One row per dyad, spell and type (Correlates of War, 1816-2016): by land, or by water at "
    "up to 12, 24, 150 or 400 miles. "
    "Spells of type 0 may overlap others: the type of a year is the lowest above 0.",
    columns=(
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        Column("start", "date", "First day of the first month"),
        Column("end", "date", "Last day of the last month; null if it lasted in December 2016", null=True),
        Column(
            "conttype",
            "int8",
            "1 land or river, 2 to 12 miles of water, 3 to 24, 4 to 150, 5 to 400; 0 not directly contiguous",
            minimum=0,
            maximum=5,
        ),
    ),
    key=("ccode1", "ccode2", "start", "conttype"),
    timing=Timing("start", "end"),
    minimum_rows=930,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

MINIMUM_DISTANCE = Table(
    name="minimum_distance",
    title="Minimum distance",
    description="One row per list of states, dyad and spell of years with one distance between their "
    "territories, 1886-2019 (from CShapes 2.0, "
    "on 31 December).",
    columns=(
        Column("system", "str", "List of states: Correlates of War or Gleditsch-Ward", values=("cow", "gw")),
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        Column("first", "int16", "First year"),
        Column("last", "int16", "Last year", null=True),
        Column(
            "km", "float64", "Shortest distance between the territories, 0 for neighbours", "km", minimum=0
        ),
    ),
    key=("system", "ccode1", "ccode2", "first"),
    timing=Timing("first", "last"),
    minimum_rows=49_000,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

PROCEDURES = ("conquest", "annexation", "cession", "secession", "unification", "mandate")


def _change() -> tuple[Column, ...]:
    return (
        Column("number", "int16", "Number of the change in the Correlates of War list"),
        year(),
        Column("month", "int8", "Month", null=True, minimum=1, maximum=12),
    )


def _changed() -> tuple[Column, ...]:
    return (
        Column("procedure", "str", "How it was changed; null where the source does not say", null=True, values=PROCEDURES),
        Column("entity", "int16", "Correlates of War code of the territory", null=True),
        Column("area", "float64", "Area", "square km", null=True, minimum=0),
        Column("population", "int32", "Population", "persons", null=True, minimum=0),
        Column("whole", "bool", "The whole of the entity, not a part"),
        Column("conflict", "bool", "Organized forces of both sides fought over it"),
    )  # fmt: skip


TERRITORIAL_CHANGES = Table(
    name="territorial_changes",
    title="Territorial changes",
    description="One row per change of territory that a state gained, from another state or from outside the system of states, 1816-2015. "
    "Independence of new states is in independences.",
    columns=(
        *_change(),
        ccode("gainer", "the state that gained"),
        Column(
            "loser",
            "int16",
            "Code of the state that lost; null for none, or a polity outside the lists of states",
            null=True,
            minimum=2,
            maximum=999,
        ),
        *_changed(),
        Column("claim_name", "str", "Name of the territorial claim that a transfer to 2008 belongs to", null=True),
        Column("gained_homeland", "bool", "Became homeland of the gainer, not a dependency", null=True),
        Column("lost_homeland", "bool", "Was homeland of the loser, not a dependency", null=True),
        Column("contiguous_gainer", "bool", "Contiguous to the gainer's homeland", null=True),
        Column("contiguous_loser", "bool", "Contiguous to the loser's homeland", null=True),
    ),
    key=("number",),
    timing=Timing("year"),
    origins={"territorial_change_6": ("gainer",), "territorial_change_4_01": ("claim_name",)},
    minimum_rows=630,
    state=("gainer", "loser"),
)  # fmt: skip

INDEPENDENCES = Table(
    name="independences",
    title="Independences",
    description="One row per state that became independent, 1816-2015, with the state that it left. A state that became so twice has two rows.",
    columns=(
        *_change(),
        ccode(),
        Column(
            "loser",
            "int16",
            "Code of the state that it left; null for none, or a polity outside the lists of states",
            null=True,
            minimum=2,
            maximum=999,
        ),
        *_changed(),
    ),
    key=("number",),
    timing=Timing("year"),
    minimum_rows=180,
    state=("ccode", "loser"),
)

FALSE_DYADS = Table(
    name="false_dyads",
    title="Dyads that never were",
    description="One row per directed dyad and year of two states that were both in a list in the year, but "
    "never on the same day: panels "
    "leave them out.",
    columns=(
        Column("system", "str", "List of states: Correlates of War or Gleditsch-Ward", values=("cow", "gw")),
        Column("code1", "int16", "Code of the first state in that list"),
        Column("code2", "int16", "Code of the second state in that list"),
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        year(),
    ),
    key=("system", "code1", "code2", "year"),
    timing=None,
    minimum_rows=100,
    state=("ccode1", "ccode2"),
)


TABLES = (
    STATES,
    STATE_NAMES,
    STATE_CODES,
    MEMBERSHIPS,
    SUCCESSIONS,
    CAPITALS,
    INSTITUTION_MEMBERS,
    WORLD_OUTLINE,
    CONTIGUITY,
    MINIMUM_DISTANCE,
    TERRITORIAL_CHANGES,
    INDEPENDENCES,
    FALSE_DYADS,
)
