"""Conflict short of war and within states: disputes, armed conflicts, rivalries."""

from __future__ import annotations

from westphalia.record.schema import Column, Table, Timing, ccode, year

LISTS = ("cow", "gml")
PRECISION = ("day", "month", "year")
_FATALITY = "deaths in battle by level: 0 none, 1 to 25, 2 to 100, 3 to 250, 4 to 500, 5 to 999, 6 more"
_HOSTILITY = "1 no action, 2 threat, 3 display, 4 use of force, 5 war"
_REVISION = "0 none, 1 territory, 2 policy, 3 regime, 4 other"


def _list() -> Column:
    return Column(
        "list",
        "str",
        "Which list: cow Correlates of War, MID 5.0 (1816-2014); gml Gibler, Miller and Little 2.2.1 "
        "(1816-2010)",
        values=LISTS,
    )


def _dispnum() -> Column:
    return Column("dispnum", "int16", "Number of the dispute in its list")


def _small(
    name: str, text: str, maximum: int, *, minimum: int = 0, null: bool = False, outcome: bool = False
) -> Column:
    return Column(name, "int8", text, null=null, minimum=minimum, maximum=maximum, outcome=outcome)


DISPUTES = Table(
    name="disputes",
    title="Militarized interstate disputes",
    description="One row per dispute and list.",
    columns=(
        _list(),
        _dispnum(),
        Column("start", "date", "First day; the first of the month where only the month is published"),
        Column(
            "end", "date", "Last day; the last of the month or year where only that is published", null=True
        ),
        Column("start_precision", "str", "How exactly the first day is known", values=PRECISION),
        Column("end_precision", "str", "How exactly the last day is known", values=PRECISION, outcome=True),
        _small(
            "outcome",
            "1 side A wins, 2 side B wins, 3 A yields, 4 B yields, 5 stalemate, 6 compromise, 7 release, 8 "
            "unclear, 9 joins a war",
            9,
            minimum=1,
            null=True,
            outcome=True,
        ),
        _small(
            "settle",
            "Settlement: 1 negotiated, 2 imposed, 3 none, 4 unclear",
            4,
            minimum=1,
            null=True,
            outcome=True,
        ),
        _small("fatality", f"All {_FATALITY}", 6, null=True, outcome=True),
        _small("hiact", "Highest action, MID code", 22, outcome=True),
        _small("hostlev", f"Highest hostility: {_HOSTILITY}", 5, minimum=1, outcome=True),
        Column("recip", "bool", "Side B answered with a threat, display or use of force", outcome=True),
        Column("mindur", "int16", "Shortest duration that fits the dates", "days", minimum=0, outcome=True),
        Column("maxdur", "int16", "Longest duration that fits the dates", "days", minimum=0, outcome=True),
    ),
    key=("list", "dispnum"),
    timing=Timing("start", "end"),
    minimum_rows=4_600,
)

PARTICIPANTS = Table(
    name="dispute_participants",
    title="Participants in disputes",
    description="One row per dispute, list, state and spell on one side. The list cow gives years only, "
    "those of the dyadic dispute-years.",
    columns=(
        _list(),
        _dispnum(),
        ccode(),
        Column("start", "date", "First day; the first of the month or year where the rest is unknown"),
        Column("end", "date", "Last day; the last of the month or year where the rest is unknown", null=True),
        Column("start_precision", "str", "How exactly the first day is known", values=PRECISION),
        Column("end_precision", "str", "How exactly the last day is known", values=PRECISION, outcome=True),
        Column("side_a", "bool", "On the side that acted first"),
        Column("orig", "bool", "In the dispute from its first day"),
        _small("hiact", "Highest action of the state, MID code", 22, outcome=True),
        _small("hostlev", f"Highest hostility of the state: {_HOSTILITY}", 5, minimum=1, outcome=True),
        _small("fatality", f"The state's {_FATALITY}", 6, null=True, outcome=True),
        Column(
            "fatalpre",
            "int32",
            "The state's deaths in battle where the number is known",
            "persons",
            null=True,
            minimum=0,
            outcome=True,
        ),
        Column("revstate", "bool", "Wants to change the status quo (gml only)", null=True),
        _small("revtype1", f"What it wants to change first (gml only): {_REVISION}", 4, null=True),
        _small("revtype2", f"What it wants to change second (gml only): {_REVISION}", 4, null=True),
        Column("obsid_start", "str", "Archigos leader at the start (gml only)", null=True),
        Column("obsid_end", "str", "Archigos leader at the end (gml only)", null=True, outcome=True),
    ),
    key=("list", "dispnum", "ccode", "start"),
    timing=Timing("start", "end"),
    minimum_rows=10_000,
    state=("ccode",),
)


def _both(name: str, kind: str, text: str, **options: bool | int) -> tuple[Column, Column]:
    first, second = (Column(f"{name}{side}", kind, f"State {side}: {text}", **options) for side in (1, 2))  # type: ignore[arg-type]
    return first, second


DYAD_YEARS = Table(
    name="dispute_dyad_years",
    title="Disputes by directed dyad and year",
    description="One row per list, dispute, directed dyad on opposite sides and year in which it was under "
    "way, as published. Where a dyad "
    "has several disputes in a year, the publisher's exclusion rules keep one: see kept.",
    columns=(
        _list(),
        _dispnum(),
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        year(),
        Column("end", "int16", "Last year of the dispute in the list", null=True),
        Column("onset", "bool", "First year of the dispute between the two"),
        *_both("sidea", "bool", "on the side that acted first"),
        *_both("orig", "bool", "in the dispute from its first day"),
        *_both("fatality", "int8", _FATALITY, null=True, minimum=0, maximum=6, outcome=True),
        *_both(
            "fatalpre",
            "int32",
            "deaths in battle where the number is known",
            null=True,
            minimum=0,
            outcome=True,
        ),
        *_both("hiact", "int8", "highest action, MID code", minimum=0, maximum=22, outcome=True),
        *_both("hostlev", "int8", f"highest hostility: {_HOSTILITY}", minimum=1, maximum=5, outcome=True),
        *_both("revstate", "bool", "wants to change the status quo (gml only)", null=True),
        *_both(
            "revtype1",
            "int8",
            f"what it wants to change first (gml only): {_REVISION}",
            null=True,
            minimum=0,
            maximum=4,
        ),
        *_both(
            "revtype2",
            "int8",
            f"what it wants to change second (gml only): {_REVISION}",
            null=True,
            minimum=0,
            maximum=4,
        ),
        _small("fatality", f"Of the dispute, all {_FATALITY}", 6, null=True, outcome=True),
        _small("hostlev", f"Of the dispute, highest hostility: {_HOSTILITY}", 5, minimum=1, outcome=True),
        Column("recip", "bool", "Of the dispute: side B answered in kind", outcome=True),
        Column(
            "mindur",
            "int16",
            "Of the dispute, shortest duration that fits the dates",
            "days",
            minimum=0,
            outcome=True,
        ),
        Column(
            "maxdur",
            "int16",
            "Of the dispute, longest duration that fits the dates",
            "days",
            minimum=0,
            outcome=True,
        ),
        Column(
            "stmon",
            "int8",
            "Month in which the dispute began, as published (13 once, for November 1918)",
            minimum=1,
            maximum=13,
        ),
        Column(
            "kept",
            "bool",
            "The one dispute of its dyad and year after the exclusion rules of the R package peacesciencer",
            outcome=True,
        ),
    ),
    key=("list", "ccode1", "ccode2", "year", "dispnum"),
    timing=Timing("year", "end"),
    minimum_rows=21_600,
    state=("ccode1", "ccode2"),
)

LEADER_DYAD_YEARS = Table(
    name="dispute_leader_dyad_years",
    title="Disputes by directed dyad of leaders and year",
    description="One row per dispute, directed dyad of leaders on opposite sides and year (gml list; "
    "Archigos leaders, 1845-2010).",
    columns=(
        _dispnum(),
        ccode("ccode1", "the first state"),
        ccode("ccode2", "the second state"),
        Column("obsid1", "str", "Archigos leader of the first state", null=True),
        Column("obsid2", "str", "Archigos leader of the second state", null=True),
        year(),
        Column("end", "int16", "Last year of the dispute in the list", null=True),
        Column("onset", "bool", "First year of the dispute between the two leaders"),
        *_both("sidea", "bool", "on the side that acted first"),
        *_both("orig", "bool", "in the dispute from its first day"),
        *_both("obsid_start", "str", "Archigos leader at the start of the dispute", null=True),
        *_both("obsid_end", "str", "Archigos leader at the end of the dispute", null=True, outcome=True),
        Column(
            "kept",
            "bool",
            "The one dispute of its leaders and year after the exclusion rules of the R package "
            "peacesciencer",
            outcome=True,
        ),
    ),
    key=("ccode1", "ccode2", "year", "dispnum", "obsid1", "obsid2"),
    timing=Timing("year", "end"),
    minimum_rows=11_600,
    state=("ccode1", "ccode2"),
)


# Armed conflicts of the Uppsala Conflict Data Program: at least 25 deaths in battle in a year.


KINDS = ("extrasystemic", "interstate", "intrastate", "internationalised")

ARMED_CONFLICTS = Table(
    name="armed_conflicts",
    title="Armed conflicts by year",
    description="One row per armed conflict and year with at least 25 deaths in battle, 1946-2024 "
    "(UCDP/PRIO 25.1).",
    columns=(
        Column("conflict_id", "int32", "UCDP number of the conflict"),
        year(),
        Column(
            "kind",
            "str",
            "Colonial (extrasystemic), between states, within a state, or within with foreign troops",
            values=KINDS,
        ),
        Column("incompatibility", "str", "What it is about", values=("territory", "government", "both")),
        Column(
            "intensity",
            "int8",
            "1: 25 to 999 deaths in battle in the year; 2: at least 1,000",
            minimum=1,
            maximum=2,
        ),
        Column("start", "date", "First death in battle of the conflict"),
        Column("start_precision", "int8", "UCDP precision of that day, 1 exact to 7", minimum=1, maximum=7),
        Column("episode_start", "date", "Day on which this episode reached 25 deaths in battle"),
        Column(
            "episode_start_precision",
            "int8",
            "UCDP precision of that day, 1 exact to 7",
            minimum=1,
            maximum=7,
        ),
        Column(
            "episode_ends",
            "bool",
            "The episode ended in this year: none of 25 deaths follows in the next",
            lag=1,
        ),
        Column(
            "episode_end",
            "date",
            "Last day of activity of an episode that ends in this year",
            null=True,
            lag=1,
        ),
    ),
    key=("conflict_id", "year"),
    timing=Timing("year"),
    minimum_rows=2_750,
)

ARMED_CONFLICT_PARTIES = Table(
    name="armed_conflict_parties",
    title="States in armed conflicts",
    description="One row per armed conflict, year and state on either side (UCDP/PRIO 25.1); armed groups "
    "are not states and have no row. "
    "Side A is the state fought against or, between states, the first named; codes are Correlates of War "
    "codes.",
    columns=(
        Column("conflict_id", "int32", "UCDP number of the conflict"),
        year(),
        ccode(),
        Column("side", "str", "Side", values=("A", "B")),
        Column(
            "role", "str", "Party of its own, or one that helps with troops", values=("primary", "secondary")
        ),
    ),
    key=("conflict_id", "year", "ccode", "side"),
    timing=Timing("year"),
    minimum_rows=4_000,
    state=("ccode",),
)

CONFLICT_ONSETS = Table(
    name="conflict_onsets",
    title="Onsets of armed conflict",
    description="One row per state and year, 1946-2017: conflicts that began and episodes that began after "
    "a pause (UCDP onsets 19.1).",
    columns=(
        ccode(),
        year(),
        Column("sumnewconf", "int8", "New conflicts", "conflicts", minimum=0),
        *(
            Column(
                f"sumonset{n}",
                "int8",
                f"New conflicts or episodes after more than {n} quiet years",
                "episodes",
                minimum=0,
            )
            for n in (1, 2, 3, 5, 10)
        ),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=10_100,
    state=("ccode",),
)


# Strategic rivalries and arms races.


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


TABLES = (
    DISPUTES,
    PARTICIPANTS,
    DYAD_YEARS,
    LEADER_DYAD_YEARS,
    ARMED_CONFLICTS,
    ARMED_CONFLICT_PARTIES,
    CONFLICT_ONSETS,
    RIVALRIES,
    ARMS_RACES,
)
