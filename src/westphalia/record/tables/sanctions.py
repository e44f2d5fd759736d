"""Sanctions: in force between states, threatened and imposed, and designations on US lists."""

from westphalia.record.schema import Column, Table, Timing, ccode, year

KINDS = {
    "trade": "restricting trade",
    "arms": "restricting arms",
    "military": "ending military assistance",
    "financial": "restricting finance",
    "travel": "restricting travel",
    "other": "of another kind",
}
FORCE = "A case is in force in every year from its first to its last, both included."
IMPOSED = {
    "total_embargo": "A total economic embargo",
    "partial_embargo": "A partial economic embargo",
    "import_restriction": "A restriction of imports",
    "export_restriction": "A restriction of exports",
    "blockade": "A blockade",
    "asset_freeze": "A freeze of assets",
    "aid_cut": "An end of aid",
    "travel_ban": "A ban on travel",
    "agreement_suspended": "A suspended economic agreement",
    "other_type": "Another type",
}
PURPOSES = (
    "contain political influence",
    "contain military behaviour",
    "destabilise regime",
    "release citizens, property or material",
    "territorial dispute",
    "deny strategic material",
    "retaliate for alignment",
    "human rights",
    "weapons proliferation",
    "support for non-state actors",
    "drug trafficking",
    "environment",
    "trade practices",
    "economic reform",
    "other",
)
OUTCOMES = (
    "threat: target gave in partly",
    "threat: target gave in fully",
    "threat: sender gave in",
    "threat: stalemate",
    "threat: negotiated settlement",
    "imposed: target gave in partly",
    "imposed: target gave in fully",
    "imposed: sender gave in",
    "imposed: stalemate",
    "imposed: negotiated settlement",
)


def counts() -> tuple[Column, ...]:
    """Return the columns that count cases in force."""
    kinds = (
        Column(name, "int16", f"Cases in force {what}", "cases", minimum=0) for name, what in KINDS.items()
    )
    return (
        Column("cases", "int16", "Cases in force, of any kind", "cases", minimum=1),
        *kinds,
        Column("embargo", "bool", "At least one case that forbids all exports and all imports"),
    )


SANCTIONS = Table(
    name="sanctions",
    title="Sanctions in force between states",
    description=f"One row per sender, target and year with a case in force. {FORCE} Every row is one state "
    "sanctioning another: a state that takes part as a "
    "member of the European Union has its own row, the Union itself is in institution_sanctions "
    "only, and no other institution makes a sender of its members. "
    "So the rows of a target and year count the states that sanction it. No row between 1949 and "
    "2023 means none on record.",
    columns=(
        ccode("sender", "the state that sanctions"),
        ccode("target", "the state sanctioned"),
        year(),
        Column(
            "route",
            "str",
            "Named as a sender (own), a member of the European Union or Communities in that year "
            "(eu), or both",
            values=("own", "eu", "both"),
        ),
        *counts(),
        Column(
            "since",
            "int16",
            "First year of the unbroken spell with any case in force",
            minimum=1900,
            maximum=2030,
        ),
    ),
    key=("sender", "target", "year"),
    timing=Timing("year"),
    minimum_rows=20_000,
    state=("sender", "target"),
)

INSTITUTION_SANCTIONS = Table(
    name="institution_sanctions",
    title="Sanctions in force from institutions",
    description=f"One row per institution that is named as a sender, target and year. {FORCE}",
    columns=(
        Column(
            "institution",
            "str",
            "The institution that sanctions; EU includes the European Communities before 1993",
        ),
        ccode("target", "the state sanctioned"),
        year(),
        *counts(),
    ),
    key=("institution", "target", "year"),
    timing=Timing("year"),
    minimum_rows=1_500,
    state=("target",),
)

SANCTION_CASES = Table(
    name="sanction_cases",
    title="Sanction cases in force by target",
    description="One row per target and year: how many distinct cases are in force against it. "
    f"{FORCE} A case against the European Union counts "
    "for each state that was a member in that year.",
    columns=(ccode("target", "the state sanctioned"), year(), *counts()),
    key=("target", "year"),
    timing=Timing("year"),
    minimum_rows=3_500,
    state=("target",),
)

SANCTION_EPISODES = Table(
    name="sanction_episodes",
    title="Threats and impositions of sanctions",
    description="One row per episode that began in 1945-2005: a threat of economic sanctions, their "
    "imposition, or both.",
    columns=(
        Column("caseid", "int64", "The source's number of the episode"),
        Column(
            "sender",
            "int16",
            "Correlates of War code of the primary sender; null when it is not a state or not coded",
            null=True,
            minimum=2,
            maximum=999,
        ),
        Column("sender_kind", "str", "What the primary sender is", values=("state", "EU", "unknown")),
        Column(
            "target",
            "int16",
            "Correlates of War code of the target; null for the European Union",
            null=True,
            minimum=2,
            maximum=999,
        ),
        Column("start_year", "int16", "Year in which it began", minimum=1900, maximum=2030),
        Column("start", "date", "Day on which it began, where known", null=True),
        Column(
            "end_year",
            "int16",
            "Year in which it ended; null when it lasted or is not coded",
            null=True,
            minimum=1900,
            maximum=2030,
        ),
        Column(
            "end_coded",
            "bool",
            "Whether an end is coded; without one the episode may have lasted or ended unseen",
            outcome=True,
        ),
        Column(
            "ongoing_year",
            "int16",
            "Last year in which it was seen to last",
            null=True,
            minimum=1900,
            maximum=2030,
            outcome=True,
        ),
        Column("threat", "bool", "Sanctions were threatened"),
        Column("imposition", "bool", "Sanctions were imposed", outcome=True),
        Column(
            "imposed_year",
            "int16",
            "Year of the imposition",
            null=True,
            minimum=1900,
            maximum=2030,
            outcome=True,
        ),
        Column("institution", "bool", "An international institution was involved", null=True),
        Column("issue", "str", "What it was about, the first of up to three", values=PURPOSES),
        *(
            Column(name, "bool", f"{what} was imposed; null where no type is coded", null=True, outcome=True)
            for name, what in IMPOSED.items()
        ),
        Column(
            "target_costs",
            "int8",
            "Costs to the target: 1 minor, 2 major, 3 severe",
            null=True,
            minimum=1,
            maximum=3,
            outcome=True,
        ),
        Column("outcome", "str", "How it ended", null=True, values=OUTCOMES, outcome=True),
    ),
    key=("caseid",),
    timing=Timing("start_year", "end_year"),
    minimum_rows=1_400,
    state=("sender", "target"),
)

SANCTION_EPISODE_SENDERS = Table(
    name="sanction_episode_senders",
    title="Senders of threats and impositions of sanctions",
    description="One row per episode of sanction_episodes and state among its up to five senders.",
    columns=(
        Column("caseid", "int64", "The episode in sanction_episodes"),
        ccode("sender", "the sender"),
        Column("start_year", "int16", "Year in which the episode began", minimum=1900, maximum=2030),
        Column("primary", "bool", "The primary sender"),
    ),
    key=("caseid", "sender"),
    timing=Timing("start_year"),
    minimum_rows=1_500,
    state=("sender",),
)

DESIGNATIONS = Table(
    name="designations",
    title="Targets on the lists of the United States",
    description="One row per state and month: entries of the Treasury's lists with an address there. "
    "The state is that of the address, not of the "
    "programme: China, the United Arab Emirates and Turkey hold many targets of the Russian and "
    "Iranian programmes.",
    columns=(
        ccode(),
        Column("month", "date", "First day of the month"),
        Column("active", "int32", "Pairs of entry and state at the end of the month", "entries", minimum=0),
        Column("added", "int32", "Added in the month", "entries", minimum=0),
        Column("removed", "int32", "Removed in the month", "entries", minimum=0),
    ),
    key=("ccode", "month"),
    timing=Timing("month"),
    minimum_rows=7_000,
    state=("ccode",),
)

UNION_LISTINGS = Table(
    name="union_listings",
    title="The European Union's list in September 2022",
    description="One row per programme, kind of target and year of the latest act: persons and entities under financial sanctions of the European "
    "Union on 13 September 2022. The year is that of the latest act that published an entry, not of its first listing: no history before "
    "2022. The programme UKR is that against Russia over Ukraine, and covers the annexed lands.",
    columns=(
        Column("programme", "str", "Programme, in the letters of the list"),
        Column("kind", "str", "Whether persons or entities", values=("persons", "entities")),
        Column("last_act", "int16", "Year of the latest act on the entries", minimum=2000, maximum=2022),
        year("Year of the list"),
        Column("listed", "int16", "Entries in force", "entries", minimum=1),
    ),
    key=("programme", "kind", "last_act"),
    timing=Timing("year"),
    minimum_rows=170,
)

TABLES = (
    SANCTIONS,
    INSTITUTION_SANCTIONS,
    SANCTION_CASES,
    SANCTION_EPISODES,
    SANCTION_EPISODE_SENDERS,
    DESIGNATIONS,
    UNION_LISTINGS,
)
