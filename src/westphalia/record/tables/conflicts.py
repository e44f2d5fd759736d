"""Armed conflicts of the Uppsala Conflict Data Program: at least 25 deaths in battle in a year."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

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

TABLES = (ARMED_CONFLICTS, ARMED_CONFLICT_PARTIES, CONFLICT_ONSETS)
