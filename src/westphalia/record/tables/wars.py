"""Wars, and unrest within states."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, year

SOURCES = ("cow_inter_state_wars_4", "wars_by_hand")
OUTCOMES = (
    "won",
    "lost",
    "compromise",
    "became another kind of war",
    "ongoing in 2007",
    "stalemate",
    "went on below war",
    "changed sides",
)
ROLES = ("initiator", "joined the initiator", "target", "joined the target")


def _source() -> Column:
    return Column(
        "source", "str", "Source of the row; the Correlates of War list ends in 2007", values=SOURCES
    )


def _warnum() -> Column:
    return Column("warnum", "int16", "Number of the war: Correlates of War to 999, coded by hand from 1001")


WARS = Table(
    name="wars",
    title="Wars between states",
    description="One row per war between states: at least 1,000 deaths in battle (Correlates of War, "
    "1816-2007; later wars coded by hand).",
    columns=(
        _source(),
        _warnum(),
        Column("name", "str", "Name of the war"),
        Column("start", "date", "First day of the first participant"),
        Column("end", "date", "Last day of the last participant; null while it lasts", null=True),
        Column(
            "deaths",
            "int32",
            "Deaths in battle of all participants; null where that of one is unknown",
            "persons",
            null=True,
            minimum=0,
            outcome=True,
        ),
    ),
    key=("warnum",),
    timing=Timing("start", "end"),
    minimum_rows=95,
)

WAR_PARTICIPANTS = Table(
    name="war_participants",
    title="Participants in wars",
    description="One row per war between states, participant and spell of fighting on one side.",
    columns=(
        _source(),
        _warnum(),
        ccode(),
        Column("start", "date", "First day"),
        Column("end", "date", "Last day; null while it lasts", null=True),
        Column("side", "int8", "Side: 1 or 2", minimum=1, maximum=2),
        Column("initiator", "bool", "Began the war"),
        Column("outcome", "str", "How the participation ended", null=True, values=OUTCOMES, outcome=True),
        Column(
            "deaths",
            "int32",
            "Deaths in battle over all spells on that side, on the first of them",
            "persons",
            null=True,
            minimum=0,
            outcome=True,
        ),
        Column("where_fought", "str", "Continents on which it was fought", null=True),
    ),
    key=("warnum", "ccode", "start"),
    timing=Timing("start", "end"),
    minimum_rows=340,
    state=("ccode",),
)


def _both(name: str, kind: str, text: str, **options: object) -> tuple[Column, Column]:
    first, second = (Column(f"{name}{side}", kind, f"State {side}: {text}", **options) for side in (1, 2))  # type: ignore[arg-type]
    return first, second


WAR_DYAD_YEARS = Table(
    name="war_dyad_years",
    title="Wars by directed dyad and year",
    description="One row per war, directed dyad on opposite sides and year (Correlates of War, 1816-2007).",
    columns=(
        _warnum(),
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        year(),
        Column("resume", "bool", "Fighting resumed after a break"),
        Column("end", "int16", "Last year of the war", null=True),
        Column("onset", "bool", "First year of the war between the two"),
        *_both("side", "int8", "side, 1 or 2", minimum=1, maximum=2),
        *_both("initiator", "bool", "began the war"),
        *_both("outcome", "str", "how its participation ended", null=True, values=OUTCOMES, outcome=True),
        *_both("deaths", "int32", "deaths in battle in the whole war", null=True, minimum=0, outcome=True),
    ),
    key=("ccode1", "ccode2", "year", "warnum", "resume"),
    timing=Timing("year", "end"),
    minimum_rows=1_930,
    state=("ccode1", "ccode2"),
)

WAR_DYADS = Table(
    name="war_dyads",
    title="Pairs at war and their roles",
    description="One row per war, directed dyad on opposite sides and spell of fighting each other (Maoz "
    "and others, 1823-2003).",
    columns=(
        _warnum(),
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        Column("start", "date", "First day of fighting between the two"),
        Column("end", "date", "Last day of fighting between the two", null=True),
        Column("dispnum", "int16", "Number of the militarized interstate dispute"),
        *_both("role", "str", "role in the war", values=ROLES),
        Column(
            "outcome", "str", "For the first state", null=True, values=("won", "drawn", "lost"), outcome=True
        ),
    ),
    key=("warnum", "ccode1", "ccode2", "start"),
    timing=Timing("start", "end"),
    minimum_rows=580,
    state=("ccode1", "ccode2"),
)

CIVIL_WARS = Table(
    name="civil_wars",
    title="Wars within states",
    description="One row per war within a state, year and pair of parties, states that intervened included "
    "(Correlates of War, 1818-2007).",
    columns=(
        Column("warnum", "int16", "Number of the war"),
        Column("name", "str", "Name of the war"),
        year(),
        Column("end", "int16", "Last year of the war; null if under way at the end of 2007", null=True),
        Column("kind", "str", "What it was about", values=("central control", "local issues")),
        Column("ccode_a", "int16", "Code of the state on side A", null=True),
        Column("side_a", "str", "Party on side A", null=True),
        Column(
            "ccode_b", "int16", "Code of the state on side B, for states that intervened there", null=True
        ),
        Column("side_b", "str", "Party on side B", null=True),
        Column("primary_state", "bool", "The state in which the war was fought, not one that intervened"),
        Column("onset", "bool", "First year"),
        Column("resume", "bool", "Fighting resumed after a break"),
        Column("international", "bool", "Other states intervened"),
        Column(
            "outcome",
            "int8",
            "1 side A won, 2 side B won, 3 compromise, 4 became another kind of war, 5 ongoing, 6 "
            "stalemate, 7 went on below war",
            minimum=1,
            maximum=7,
            outcome=True,
        ),
        Column(
            "deaths_a",
            "int32",
            "Deaths in battle on side A in the whole war",
            "persons",
            null=True,
            minimum=0,
            outcome=True,
        ),
        Column(
            "deaths_b",
            "int32",
            "Deaths in battle on side B in the whole war",
            "persons",
            null=True,
            minimum=0,
            outcome=True,
        ),
    ),
    key=("warnum", "year", "ccode_a", "side_a", "ccode_b", "side_b", "resume"),
    timing=Timing("year", "end"),
    minimum_rows=1_360,
    state=("ccode_a", "ccode_b"),
)


# Unrest and order: coups, protests, elections and kinds of regime.


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


TABLES = (
    WARS,
    WAR_PARTICIPANTS,
    WAR_DYAD_YEARS,
    WAR_DYADS,
    CIVIL_WARS,
    COUPS,
    PROTESTS,
    ELECTIONS,
    REGIME_SPELLS,
)
