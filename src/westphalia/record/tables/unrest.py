"""Unrest and order: coups, protests, elections and kinds of regime."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

PRECISIONS = ("day", "month", "year")

COUPS = Table(
    name="coups",
    title="Coups",
    description="One row per source and event: coups, attempts and conspiracies. The sources overlap and "
    "are not merged: use one at a time.",
    columns=(
        Column("source", "str", "Which list", values=("cline_coups_2_1_2", "colpus", "coups_by_hand")),
        ccode(),
        Column("start", "date", "Day of the event; the first day where only the month or year is known"),
        Column("event", "str", "Identifier in the list"),
        Column("precision", "str", "How exactly the day is known", values=PRECISIONS),
        Column(
            "result",
            "str",
            "Whether it succeeded, failed, or was stopped before it began",
            values=("success", "attempt", "conspiracy"),
        ),
        Column(
            "type", "str", "Kind of coup, in the words of the list; several where several apply", null=True
        ),
        Column(
            "fate",
            "str",
            "What became of the leader aimed at (Cline Center); several where several apply",
            null=True,
        ),
        Column("name", "str", "What happened, in a line (list coded by hand)", null=True),
        Column(
            "verified",
            "bool",
            "For the list coded by hand: the cited text was read; null for published data sets",
            null=True,
        ),
    ),
    key=("source", "ccode", "start", "event"),
    timing=Timing("start"),
    minimum_rows=1_580,
    state=("ccode",),
)


def _count(name: str, description: str) -> Column:
    return Column(name, "int16", description, "events", null=True, minimum=0)


PROTESTS = Table(
    name="protests",
    title="Protests against governments",
    description="One row per state and year followed by the Mass Mobilization project: protests of fifty "
    "or more people, the state's "
    "responses and the demands. Zero: followed, none reported; null: not known.",
    columns=(
        ccode(),
        year(),
        _count("events", "Protests"),
        _count("violent", "Protests in which protesters were violent"),
        Column(
            "largest",
            "int8",
            "Class of the largest protest: 1 50-99, 2 100-999, 3 1,000-1,999, 4 2,000-4,999, 5 "
            "5,000-10,000, 6 more",
            "class",
            null=True,
            minimum=1,
            maximum=6,
        ),
        _count("accommodation", "Protests that the state accommodated"),
        _count("arrests", "Protests with arrests"),
        _count("beatings", "Protests with beatings by the state"),
        _count("dispersals", "Protests that the state dispersed"),
        _count("ignored", "Protests that the state ignored"),
        _count("killings", "Protests with killings by the state"),
        _count("shootings", "Protests with shootings by the state"),
        _count("demand_labour", "Protests over labour and wages"),
        _count("demand_land", "Protests over land"),
        _count("demand_police", "Protests over police brutality"),
        _count("demand_political", "Protests over political behaviour and process"),
        _count("demand_prices", "Protests over prices and taxes"),
        _count("demand_removal", "Protests for the removal of a politician"),
        _count("demand_social", "Protests over social restrictions"),
        Column("complete", "bool", "The source covers the whole year (2020: January to March)"),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=4_500,
    state=("ccode",),
)

ELECTIONS = Table(
    name="elections",
    title="Elections and referendums",
    description="One row per vote held, since 1945 and to March 2021, by REIGN.",
    columns=(
        ccode(),
        Column("start", "date", "Day of the vote; the first of the month where the day is not known"),
        Column("type", "str", "What was voted on", values=("legislative", "executive", "referendum")),
        Column("round", "int8", "Round of the vote", minimum=1, maximum=9),
        Column("precision", "str", "How exactly the day is known", values=PRECISIONS),
        Column("early", "bool", "Held before it was due"),
        Column("direct", "bool", "By the voters themselves"),
    ),
    key=("ccode", "start", "type", "round"),
    timing=Timing("start"),
    minimum_rows=2_600,
    state=("ccode",),
)

REGIME_SPELLS = Table(
    name="regime_spells",
    title="Regimes by kind",
    description="One row per spell of a regime, by REIGN after Geddes, Wright and Frantz.",
    columns=(
        ccode(),
        Column("start", "date", "First day of the regime"),
        Column("end", "date", "Last day of the regime; null while it lasts at the end of 2020", null=True),
        Column("regime", "str", "Kind of regime"),
        Column("case", "str", "Name of the case in the source"),
        Column("known_to", "date", "For an open spell: the last day of the source", null=True),
    ),
    key=("ccode", "start", "case"),
    timing=Timing("start", "end"),
    minimum_rows=600,
    state=("ccode",),
)

TABLES = (COUPS, PROTESTS, ELECTIONS, REGIME_SPELLS)
