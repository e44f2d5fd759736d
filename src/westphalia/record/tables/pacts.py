"""Pacts: what states promised each other, and the agreements by which they cooperate in defence."""

from westphalia.record.schema import Column, Table, Timing, ccode, reference, year

PRECISION = ("day", "month", "year")
ENDED = ("fulfilled or expired", "broken", "renegotiated")


def _obligations(of: str) -> tuple[Column, ...]:
    promises = {
        "defense": "to help a member that is attacked",
        "offense": "to help a member in a war that it starts",
        "neutral": "to stay out of a member's war",
        "nonagg": "not to attack a member",
        "consul": "to consult in a crisis",
    }
    return tuple(Column(name, "bool", f"{of} promises {promise}") for name, promise in promises.items())


ALLIANCES = Table(
    name="alliances",
    title="Alliances",
    description="One row per phase of an alliance: a phase lasts while the promises stay the same (ATOP). "
    "Names as in ATOP; coded to 2018.",
    columns=(
        Column("atopid", "int16", "ATOP number of the alliance"),
        Column("phase", "int8", "Phase, 0 for an alliance of one phase", minimum=0),
        Column("start", "date", "First day of the phase; the first of the month where the day is unknown"),
        Column(
            "end",
            "date",
            "Last day; the last of the month where the day is unknown; null while in force on 31 December "
            "2018",
            null=True,
        ),
        Column("start_precision", "str", "How exactly the first day is known", values=PRECISION),
        Column(
            "end_precision",
            "str",
            "How exactly the last day is known",
            null=True,
            values=PRECISION,
            outcome=True,
        ),
        Column(
            "ended",
            "str",
            "Why it ended; a phase that another follows was renegotiated",
            null=True,
            values=ENDED,
            outcome=True,
        ),
        Column("bilateral", "bool", "Only two members"),
        Column("members", "int16", "Members on the first day of the phase", "states", minimum=2),
        *_obligations("At least one member"),
        Column("asymm", "bool", "Promises differ between members"),
        Column(
            "conditio", "bool", "Promises hold only under conditions (adversary, place, kind of conflict)"
        ),
        Column("wartime", "bool", "Made during a war"),
        Column("estmode", "bool", "Ratification required", null=True),
        Column(
            "pubsecr",
            "int8",
            "Secrecy: 0 public, 1 secret in part, 2 secret",
            null=True,
            minimum=0,
            maximum=2,
        ),
        Column("length", "int16", "Term agreed; 0 for none stated", "months", null=True, minimum=0),
        Column(
            "milcon",
            "int8",
            "Contact of the armed forces: 0 none, 1 to 3 by ATOP codebook",
            null=True,
            minimum=0,
            maximum=3,
        ),
        Column(
            "milaid", "int8", "Military aid: 0 none, 1 to 4 by ATOP codebook", null=True, minimum=0, maximum=4
        ),
        Column("intcom", "bool", "Integrated command", null=True),
        Column(
            "organ1", "int8", "Organization: 0 none, 1 to 3 by ATOP codebook", null=True, minimum=0, maximum=3
        ),
        Column(
            "base",
            "int8",
            "Bases or troops: 0 none, 1 to 3 by ATOP codebook",
            null=True,
            minimum=0,
            maximum=3,
        ),
        Column(
            "ecaid", "int8", "Economic aid: 0 none, 1 to 3 by ATOP codebook", null=True, minimum=0, maximum=3
        ),
        Column("statthr1", "int16", "Code of a state named as the threat; null if none is named", null=True),
        Column(
            "statthr2",
            "int16",
            "Code of a second state named as the threat; null if none is named",
            null=True,
        ),
        Column(
            "milinst",
            "int8",
            "Military institutionalization: 0 low to 2 high (Leeds and Anac)",
            null=True,
            minimum=0,
            maximum=2,
        ),
        Column(
            "formal", "int8", "Formality: 0 low to 2 high (Leeds and Anac)", null=True, minimum=0, maximum=2
        ),
    ),
    key=("atopid", "phase"),
    timing=Timing("start", "end"),
    minimum_rows=840,
)

ALLIANCE_MEMBERS = Table(
    name="alliance_members",
    title="Members of alliances",
    description="One row per phase of an alliance, member and entry (ATOP; coded to 2018). Entry is dated "
    "by the member's signature, as ATOP "
    "does: Greece and Turkey signed their accession to NATO in 1951, West Germany in 1954.",
    columns=(
        Column("atopid", "int16", "ATOP number of the alliance"),
        Column("phase", "int8", "Phase, 0 for an alliance of one phase", minimum=0),
        ccode(of="the member"),
        Column("start", "date", "First day of membership in the phase"),
        Column(
            "end",
            "date",
            "Last day of membership in the phase; null while a member on 31 December 2018",
            null=True,
        ),
        Column("cowsys", "bool", "In the Correlates of War state system"),
        *_obligations("The member"),
        Column("obvary", "bool", "What the member promises differs between its partners"),
    ),
    key=("atopid", "phase", "ccode", "start"),
    timing=Timing("start", "end"),
    minimum_rows=2_480,
    state=("ccode",),
)

PACTS = Table(
    name="pacts",
    title="Pacts between two states",
    description="One row per directed dyad and spell in which both are members of a phase of an alliance: "
    "what the first promises the "
    "second. Each pact stands in two rows, one a direction (ATOP; coded to 2018).",
    columns=(
        ccode("ccode1", "the state that promises"),
        ccode("ccode2", "the state to which it promises"),
        Column("atopid", "int16", "ATOP number of the alliance"),
        Column("phase", "int8", "Phase, 0 for an alliance of one phase", minimum=0),
        Column("start", "date", "First day on which both are members"),
        Column(
            "end",
            "date",
            "Last day on which both are members; null while in force on 31 December 2018",
            null=True,
        ),
        *_obligations("The first state"),
        Column("bilateral", "bool", "The alliance has only two members"),
        Column(
            "members", "int16", "Members of the alliance on the first day of the pact", "states", minimum=2
        ),
        Column("asymm", "bool", "Promises differ between members of the alliance"),
    ),
    key=("ccode1", "ccode2", "start", "atopid", "phase"),
    timing=Timing("start", "end"),
    minimum_rows=22_000,
    state=("ccode1", "ccode2"),
)

PACT_DYAD_YEARS = Table(
    name="pact_dyad_years",
    title="Obligations by directed dyad and year",
    description="One row per directed dyad and year with a pact in force for at least a day of the year: "
    "what the first state has promised "
    "the second in any of their pacts (ATOP). No row from 1815 to 2018 means no pact; outside those years "
    "nothing is known.",
    columns=(
        ccode("ccode1", "the state that promises"),
        ccode("ccode2", "the state to which it promises"),
        year(),
        *(
            Column(f"atop_{column.name}", "bool", column.description)
            for column in _obligations("The first state")
        ),
    ),
    key=("ccode1", "ccode2", "year"),
    timing=Timing("year"),
    minimum_rows=273_000,
    state=("ccode1", "ccode2"),
)

CATEGORIES = ("COMMISSION", "DCA", "DIC", "PROCUREMENT", "RESEARCH", "TREX")

DEFENCE_AGREEMENTS = Table(
    name="defence_agreements",
    title="Defence cooperation agreements",
    description="One row per bilateral defence cooperation agreement signed from 1980 to 2010 (DCAD). "
    "Outside those years nothing is known.",
    columns=(
        Column("dcaid", "str", "DCAD number of the agreement"),
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        Column(
            "signed", "date", "Day of signature; the first of the month or year where the rest is unknown"
        ),
        Column("signed_precision", "str", "How exactly the day of signature is known", values=PRECISION),
        Column(
            "entered",
            "date",
            "Day of entry into force; the first of the month or year where the rest is unknown",
            null=True,
        ),
        Column(
            "end",
            "date",
            "Last day of the last year in force as DCAD estimates it; null if still in force in 2010",
            null=True,
        ),
        Column("type", "str", "General agreement, or limited to a sector", values=("general", "sector")),
        *(
            Column(
                f"category{number}",
                "str",
                f"{which} subject: COMMISSION joint body, DCA general, DIC industry, PROCUREMENT, RESEARCH, "
                "TREX training and exercises",
                null=number > 1,
                values=CATEGORIES,
            )
            for number, which in ((1, "First"), (2, "Second"), (3, "Third"))
        ),
        Column(
            "asymmetry",
            "int8",
            "DCAD code of asymmetry: 0 symmetric, 1 or 2 by DCAD codebook",
            minimum=0,
            maximum=2,
        ),
        Column(
            "confidence",
            "str",
            "Confidence of DCAD in the category",
            values=("atypical", "low", "med", "high"),
        ),
    ),
    key=("dcaid",),
    timing=Timing("signed", "end"),
    minimum_rows=1_869,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

HAPPENED = ("signed", "joined", "renewed", "suspended", "ended")


def _coded(what: str, subjects: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of a table of what happened to pacts or agreements, coded by hand."""
    return (
        Column("id", "str", "Short name of the row, with the year"),
        Column("kind", "str", f"What happened to the {what} on that day", values=HAPPENED),
        Column("start", "date", "Day on which it happened; the first that it can have been"),
        Column(
            "start_edtf",
            "str",
            "The day as exactly as it is known, in the Extended Date/Time Format (ISO 8601-2)",
        ),
        Column("precision", "str", "How exactly the day is known", values=PRECISION),
        Column(
            "end",
            "date",
            "Last day of what began then; the day itself for an end; null while it lasts or no end is known",
            null=True,
        ),
        Column("end_edtf", "str", "The last day as exactly as it is known", null=True, outcome=True),
        Column("in_force", "date", "Day of entry into force; null if none is known", null=True),
        Column("name", "str", f"Name of the {what}, with its date where it is an older one"),
        Column("institution", "str", f"Whose {what} it is, where one of many states acts", null=True),
        *subjects,
        Column("title", "str", "What happened, in one sentence"),
        *reference(),
        Column("note", "str", "What a reader should know of the date or the coding", null=True, outcome=True),
    )


CODED_PACTS = Table(
    name="coded_pacts",
    title="Pacts since 2019, coded by hand",
    description="One row for each thing that happened to a pact since 2019, after the list of ATOP ends: signed, joined, renewed, suspended or "
    "ended, with what it promises. Absence is unknown, not no. Its states are in coded_pact_states.",
    columns=_coded("pact", _obligations("The pact")),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=80,
)

CONTENT = {
    "general": "cooperation in general",
    "consultation": "regular talks on policy",
    "information": "classified information",
    "industry": "research, procurement or industry",
    "training": "training or exercises",
    "officers": "exchange or education of officers",
    "forces": "the status of forces, access or bases",
    "logistics": "logistics or mutual supply",
    "peacekeeping": "peacekeeping",
    "assistance": "aid or equipment given",
    "border": "trust at a border",
}

CODED_DEFENCE_AGREEMENTS = Table(
    name="coded_defence_agreements",
    title="Defence agreements since 2011, coded by hand",
    description="One row for each thing that happened to a defence agreement since 2011, after the list of DCAD ends: signed, joined, renewed, "
    "suspended or ended, with what it is about. One that promises what a pact does is in coded_pacts alone. Absence is unknown, not no.",
    columns=_coded(
        "agreement",
        tuple(Column(name, "bool", f"The agreement is on {what}") for name, what in CONTENT.items()),
    ),
    key=("id",),
    timing=Timing("start", "end"),
    minimum_rows=170,
)

CODED_PACT_STATES = Table(
    name="coded_pact_states",
    title="States in pacts and defence agreements coded by hand",
    description="One row per row of coded_pacts or coded_defence_agreements and state that had a part in it.",
    columns=(
        Column("id", "str", "Short name of the row"),
        ccode(),
        Column(
            "part",
            "str",
            "Party signed, joined, renewed, suspended or ended it; member was another member on that day",
            values=("party", "member"),
        ),
        Column("pact", "bool", "The row is of coded_pacts, otherwise of coded_defence_agreements"),
        Column(
            "promises",
            "bool",
            "The state promises the obligations of the pact; null for an agreement, a suspension and an end",
            null=True,
        ),
        Column("start", "date", "Day on which it happened; the first that it can have been"),
    ),
    key=("id", "ccode"),
    timing=Timing("start"),
    minimum_rows=800,
    state=("ccode",),
)

PAIR_SAMPLE = Table(
    name="pair_sample",
    title="A sample of pairs that knows a no",
    description="One row per pair and window of five years: whether the two signed, renewed or both joined a pact, or signed a defence agreement of the two. 300 pairs "
    "drawn at random from all pairs of 2010 in three strata by the stored forecast of that year, each searched for, so that no is known as well as yes. A pact that one joined "
    "and the other was in before does not count.",
    columns=(
        ccode("ccode1", "the state with the lower code"),
        ccode("ccode2", "the state with the higher code"),
        Column("first_year", "int16", "First year of the window"),
        Column("last_year", "int16", "Last year of the window"),
        Column(
            "stratum",
            "int8",
            "1 for the hundredth of all pairs likeliest to align by the forecast of 2010, 2 for the next nine, 3 for the rest",
            minimum=1,
            maximum=3,
        ),
        Column("weight", "float64", "How many pairs of its stratum the pair stands for", "pairs", minimum=1),
        Column(
            "signed",
            "str",
            "Whether they signed anything; unknown where a hint was found that no text settles",
            values=("yes", "no", "unknown"),
        ),
        Column(
            "kind",
            "str",
            "What they are known to have signed; the search went no further than the first of a window",
            null=True,
            values=("pact", "agreement", "both"),
        ),
        Column("codings", "int8", "How many coders searched for the pair", minimum=1, maximum=2),
    ),
    key=("ccode1", "ccode2", "first_year"),
    timing=Timing("last_year"),
    minimum_rows=900,
    state=("ccode1", "ccode2"),
    symmetric=True,
)

TABLES = (
    ALLIANCES,
    ALLIANCE_MEMBERS,
    PACTS,
    PACT_DYAD_YEARS,
    DEFENCE_AGREEMENTS,
    CODED_PACTS,
    CODED_DEFENCE_AGREEMENTS,
    CODED_PACT_STATES,
    PAIR_SAMPLE,
)
