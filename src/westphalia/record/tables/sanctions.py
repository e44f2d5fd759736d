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


AIMS = {
    "state": "the state as a whole",
    "government": "its government",
    "persons": "persons on a list",
    "firms": "firms or banks",
    "territory": "a territory, as Crimea",
    "group": "an armed group or its backers",
}
LISTS = ("gsdb", "supplement", "both")
RAW = "As the Global Sanctions Data Base has it, release 4, uncorrected."
RESTS = (
    "Cases of the Global Sanctions Data Base, corrected (sanction_corrections), and cases coded by hand (coded_sanctions); `lists` says for each row on "
    "which it rests. Who is meant by a case stands in sanction_aims."
)


def counts() -> tuple[Column, ...]:
    """Return the columns that count cases in force."""
    kinds = (
        Column(name, "int16", f"Cases in force {what}", "cases", minimum=0) for name, what in KINDS.items()
    )
    return (
        Column("cases", "int16", "Cases in force, of any kind", "cases", minimum=1),
        *kinds,
        Column("embargo", "bool", "Cases in force together forbid all exports and all imports"),
    )


def by_aim() -> tuple[Column, ...]:
    """Return the columns that count cases by who is meant, and tell on which list a row rests."""
    meant = (
        Column(f"on_{name}", "int16", f"Cases in force meant for {what}", "cases", minimum=0)
        for name, what in AIMS.items()
    )
    whole = (
        Column(
            f"state_{name}",
            "int16",
            f"Cases in force meant for the state or its government, {what}",
            "cases",
            minimum=0,
        )
        for name, what in KINDS.items()
    )
    rests = Column(
        "lists",
        "str",
        "On what the row rests: the Global Sanctions Data Base as printed (gsdb), cases and corrections coded by hand (supplement), or both",
        values=LISTS,
    )
    count = Column(
        "state_cases", "int16", "Cases in force meant for the state or its government", "cases", minimum=0
    )
    aid = Column(
        "state_aid",
        "int16",
        "Those of them that end aid or loans to the government and nothing else",
        "cases",
        minimum=0,
    )
    return (*meant, count, aid, *whole, rests)


def _between(name: str, title: str, text: str, more: tuple[Column, ...]) -> Table:
    return Table(
        name=name,
        title=title,
        description=f"One row per sender, target and year with a case in force. {FORCE} Every row is one state "
        "sanctioning another: a state that takes part as a "
        "member of the European Union has its own row, the Union itself is in institution_sanctions "
        "only, and no other institution makes a sender of its members. "
        "So the rows of a target and year count the states that sanction it of their own. No row between 1949 and "
        f"2023 means none on record. {text}",
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
            *more,
        ),
        key=("sender", "target", "year"),
        timing=Timing("year"),
        minimum_rows=20_000,
        state=("sender", "target"),
    )


def _from(name: str, title: str, text: str, more: tuple[Column, ...], least: int) -> Table:
    return Table(
        name=name,
        title=title,
        description=text,
        columns=(
            Column(
                "institution",
                "str",
                "The institution that sanctions; EU includes the European Communities before 1993",
            ),
            ccode("target", "the state sanctioned"),
            year(),
            *counts(),
            *more,
        ),
        key=("institution", "target", "year"),
        timing=Timing("year"),
        minimum_rows=least,
        state=("target",),
    )


def _against(name: str, title: str, text: str, more: tuple[Column, ...]) -> Table:
    return Table(
        name=name,
        title=title,
        description="One row per target and year: how many distinct cases are in force against it. "
        f"{FORCE} A case against the European Union counts "
        f"for each state that was a member in that year. {text}",
        columns=(ccode("target", "the state sanctioned"), year(), *counts(), *more),
        key=("target", "year"),
        timing=Timing("year"),
        minimum_rows=3_500,
        state=("target",),
    )


SANCTIONS = _between("sanctions", "Sanctions in force between states", RESTS, by_aim())
SANCTIONS_AS_LISTED = _between("sanctions_as_listed", "Sanctions in force between states, as listed", RAW, ())
NAMED = f"One row per institution that is named as a sender, target and year. {FORCE}"
INSTITUTION_SANCTIONS = _from(
    "institution_sanctions", "Sanctions in force from institutions", f"{NAMED} {RESTS}", by_aim(), 1_500
)
INSTITUTION_SANCTIONS_AS_LISTED = _from(
    "institution_sanctions_as_listed", "Sanctions in force from institutions, as listed", f"{NAMED} {RAW}", (), 1_500
)  # fmt: skip
SANCTION_MANDATES = _from(
    "sanction_mandates",
    "What members of an institution must do",
    "One row per institution, target and year with a decision in force that binds the members of the institution: of the Security Council under Chapter "
    "VII, of the Organization of American States under the Treaty of Reciprocal Assistance, of the Authority of the Economic Community of West African "
    "States, of the African Union's Peace and Security Council. What an assembly or a council only asked for, or what binds only those who accept it, is in "
    "institution_sanctions alone; members of the European Union have their own rows in sanctions. Exposure counts what binds the members of the United "
    f"Nations; who was a member of the others is not on record for all. {FORCE} {RESTS}",
    by_aim(),
    300,
)
SANCTION_CASES = _against("sanction_cases", "Sanction cases in force by target", RESTS, by_aim())
SANCTION_CASES_AS_LISTED = _against(
    "sanction_cases_as_listed", "Sanction cases in force by target, as listed", RAW, ()
)


def _coded(*own: Column) -> tuple[Column, ...]:
    """Return the columns of rows coded by hand: name and dates, the table's own, and how each was verified."""
    return (
        Column("id", "str", "Name of the entry"),
        *own,
        Column("start", "date", "First day on which it can have begun"),
        Column("start_edtf", "str", "Beginning as exactly as it is known (EDTF)"),
        Column("end", "date", "Last day on which it can have ended; null while it lasts", null=True),
        Column("end_edtf", "str", "End as exactly as it is known (EDTF)", null=True),
        Column("title", "str", "What it is, in a sentence"),
        Column("citation", "str", "The work that says so"),
        Column("url", "str", "Official or archive address of the work", null=True),
        Column("verified", "bool", "Whether a text that says so was read"),
        Column("coded_on", "date", "Day of the coding"),
        Column("checked_on", "date", "Day on which it was checked", null=True),
        Column("checked_how", "str", "How it was checked", null=True),
        Column("note", "str", "Remark", null=True),
    )


CODED_SANCTIONS = Table(
    name="coded_sanctions",
    title="Sanctions coded by hand",
    description="One row per case and target that the Global Sanctions Data Base lacks. The list is partial: it knows of what was in force, and of nothing "
    "that it was not.",
    columns=_coded(
        ccode("target", "the state sanctioned"),
        Column("senders", "str", "Who sanctions: Correlates of War codes and institutions"),
        Column("restricts", "str", "What is restricted: exports and imports in part or completely, and other kinds"),
        Column("meant", "str", "Who is meant", values=tuple(AIMS)),
        Column("mandate", "bool", "Whether it binds the members of the institution"),
    ),
    key=("id", "target"),
    timing=Timing("start", "end"),
    minimum_rows=30,
    state=("target",),
)  # fmt: skip

SANCTION_CORRECTIONS = Table(
    name="sanction_corrections",
    title="Corrections of the Global Sanctions Data Base",
    description="One row per case and column of the release that is wrong, with what is printed and what is right; for kinds in the years from start to end.",
    columns=_coded(
        Column("case_id", "int64", "Number of the case in the release"),
        Column("column", "str", "What is wrong: begin, end, senders, a kind, or that there was a case"),
        Column("printed", "str", "As the release has it; null for nothing", null=True),
        Column("right", "str", "As it should be; of an end, null: it lasts", null=True),
    ),
    key=("id", "case_id"),
    timing=Timing("start", "end"),
    minimum_rows=20,
)

SANCTION_AIMS = Table(
    name="sanction_aims",
    title="Who is meant by each case of sanctions",
    description="One row per case of the Global Sanctions Data Base, release 4: whom it means, by a rule from its kinds, sender, years and objective, or as coded by "
    "hand where the rule fails.",
    columns=(
        Column("case_id", "int64", "Number of the case in the release"),
        Column("meant", "str", "Who is meant", values=tuple(AIMS)),
        Column("aid", "bool", "It ends aid or loans to the government and nothing else"),
        Column("persons", "bool", "Its finance and travel concern listed persons only, while the rest means another"),
        Column("mandate", "bool", "Whether it binds the members of the institution"),
        Column("basis", "str", "Whether a rule or a hand says so", values=("rule", "hand")),
        Column("why", "str", "Why"),
    ),
    key=("case_id",),
    timing=None,
    minimum_rows=1_500,
)  # fmt: skip

SANCTION_EPISODES = Table(
    name="sanction_episodes",
    title="Threats and impositions of sanctions",
    description="One row per episode that began in 1945-2005: a threat of economic sanctions, their "
    "imposition, or both. A few that TIES lacks are coded by hand: `lists` tells them apart, their numbers are below zero, and no measure counts them.",
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
        Column(
            "lists", "str", "On what the row rests: TIES, or coded by hand", values=("ties", "supplement")
        ),
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
        Column(
            "active",
            "int32",
            "Pairs of entry and state at the end of the month; null since the panel misses removals",
            "entries",
            null=True,
            minimum=0,
        ),
        Column("added", "int32", "Added in the month", "entries", minimum=0),
        Column(
            "removed",
            "int32",
            "Removed in the month; null since the panel misses removals",
            "entries",
            null=True,
            minimum=0,
        ),
        Column(
            "active_as_listed",
            "int32",
            "Pairs of entry and state at the end of the month as the panel has them",
            "entries",
            minimum=0,
        ),
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
    SANCTION_MANDATES,
    SANCTIONS_AS_LISTED,
    INSTITUTION_SANCTIONS_AS_LISTED,
    SANCTION_CASES_AS_LISTED,
    CODED_SANCTIONS,
    SANCTION_CORRECTIONS,
    SANCTION_AIMS,
    SANCTION_EPISODES,
    SANCTION_EPISODE_SENDERS,
    DESIGNATIONS,
    UNION_LISTINGS,
)
