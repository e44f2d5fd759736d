"""Strategic rivalries and arms races."""

from westphalia.record.schema import Column, Table, Timing, ccode

RIVALRIES = Table(
    name="rivalries",
    title="Strategic rivalries",
    description="One row per list and rivalry: two states that see each other as a threat that may become "
    "military. Historians' judgement, made "
    "in retrospect: tss by Thompson, Sakuwa and Suhas (to 2020), thompson_dreyer by Thompson and Dreyer (to "
    "2010).",
    columns=(
        Column("list", "str", "Which list", values=("tss", "thompson_dreyer")),
        Column("id", "int16", "Number of the rivalry in its list"),
        Column("name", "str", "Name of the rivalry in its list"),
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        Column("first", "int16", "First year", minimum=1400, maximum=2030),
        Column(
            "last",
            "int16",
            "Last year; null if it lasted when the list ended",
            null=True,
            minimum=1400,
            maximum=2030,
        ),
        Column("spatial", "bool", "About territory"),
        Column("positional", "bool", "About rank and influence"),
        Column("ideological", "bool", "About systems of belief"),
        Column("interventionary", "bool", "About interference in each other's affairs"),
        Column("principal", "bool", "Principal rivalry for both (tss only)", null=True),
        Column("asymmetric_principal", "bool", "Principal rivalry for one of the two (tss only)", null=True),
    ),
    key=("list", "id"),
    timing=Timing("first", "last", lag=5),
    minimum_rows=457,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

ARMS_RACES = Table(
    name="arms_races",
    title="Arms races",
    description="One row per arms race between rivals, 1854-1984 (Gibler, Rider and Hutchison).",
    columns=(
        Column("id", "int16", "Number of the race"),
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        Column("first", "int16", "First year"),
        Column("last", "int16", "Last year", null=True),
    ),
    key=("id",),
    timing=Timing("first", "last", lag=5),
    minimum_rows=71,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

TABLES = (RIVALRIES, ARMS_RACES)
