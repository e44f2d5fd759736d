"""Borders: who lies next to whom, how far apart, and what territory changed hands."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

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

TERRITORIAL_CHANGES = Table(
    name="territorial_changes",
    title="Territorial changes",
    description="One row per transfer of territory from one state to another, 1816-2008. Independence of "
    "new states is not in the list.",
    columns=(
        Column("number", "int16", "Number of the transfer in the Correlates of War list"),
        year(),
        Column("month", "int8", "Month", null=True, minimum=1, maximum=12),
        ccode("gainer", "the state that gained"),
        Column(
            "loser",
            "int16",
            "Code of the state that lost; null for a polity outside the lists of states",
            null=True,
            minimum=2,
            maximum=999,
        ),
        Column("procedure", "str", "How it was transferred", values=PROCEDURES),
        Column("entity", "int16", "Correlates of War code of the territory", null=True),
        Column("claim_name", "str", "Name of the territorial claim that the transfer belongs to", null=True),
        Column("area", "float64", "Area", "square km", null=True, minimum=0),
        Column("population", "int32", "Population", "persons", null=True, minimum=0),
        Column("whole", "bool", "The whole of the entity, not a part"),
        Column("conflict", "bool", "Organized forces of both sides fought over it"),
        Column("gained_homeland", "bool", "Became homeland of the gainer, not a dependency"),
        Column("lost_homeland", "bool", "Was homeland of the loser, not a dependency"),
        Column("contiguous_gainer", "bool", "Contiguous to the gainer's homeland", null=True),
        Column("contiguous_loser", "bool", "Contiguous to the loser's homeland", null=True),
    ),
    key=("number",),
    timing=Timing("year"),
    minimum_rows=465,
    state=("gainer", "loser"),
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

TABLES = (CONTIGUITY, MINIMUM_DISTANCE, TERRITORIAL_CHANGES, FALSE_DYADS)
