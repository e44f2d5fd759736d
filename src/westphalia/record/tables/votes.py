"""Votes: how states voted in the United Nations, and where that places them."""

from westphalia.record.schema import Column, Interval, Table, Timing, ccode, year

YES, ABSTAIN, NO = 1, 2, 3
ISSUES = {
    "me": "the Palestinian conflict",
    "nu": "nuclear weapons and nuclear material",
    "di": "arms control and disarmament",
    "hr": "human rights",
    "co": "colonialism",
    "ec": "economic development",
}
SMOOTHED = "estimated from all years at once, so that a year's value leans on later votes"
NINE_TENTHS = Interval("q5", "q95", 0.9)


def vote() -> Column:
    """Return the standard column for a vote."""
    return Column(
        "vote",
        "int8",
        "1 yes, 2 abstention, 3 no; who was absent or did not take part has no row",
        minimum=YES,
        maximum=NO,
    )


def quantiles(*shares: int) -> tuple[Column, ...]:
    """Return columns for the quantiles of a posterior distribution."""
    return tuple(
        Column(f"q{q}", "float32", f"{q} per cent quantile of the posterior", "ideal point", null=True)
        for q in shares
    )


def count(name: str, description: str) -> Column:
    """Return a column that counts votes."""
    return Column(name, "int16", description, "votes", minimum=0)


ROLL_CALLS = Table(
    name="roll_calls",
    title="Roll calls of the UN General Assembly",
    description="One row per recorded vote of the General Assembly.",
    columns=(
        Column("rcid", "int32", "Session times 1,000 plus the number of the roll call in it", minimum=1001),
        Column("session", "int16", "Session of the General Assembly", minimum=1),
        year("Year of the vote"),
        Column("date", "date", "Day of the vote; where only the month is known, its first day"),
        Column("precision", "str", "What is known of the date", values=("day", "month")),
        Column("resolution", "str", "Number of the resolution, as the source writes it", null=True),
        Column("title", "str", "Short title", null=True),
        Column("description", "str", "What was voted on", null=True),
        Column(
            "important",
            "bool",
            "Called important by the US State Department; null where it has not said so yet",
            null=True,
        ),
        Column("amendment", "bool", "A vote on an amendment", null=True),
        Column("paragraph", "bool", "A vote on a paragraph", null=True),
        *(Column(name, "bool", f"About {about}", null=True) for name, about in ISSUES.items()),
        count("yes", "States that voted yes"),
        count("abstain", "States that abstained"),
        count("no", "States that voted no"),
        Column("source_rcid", "int32", "The source's number of the roll call, sessions 1 to 74", null=True),
        Column("source_resid", "int32", "The source's number of the resolution, from session 75", null=True),
    ),
    key=("rcid",),
    timing=Timing("date"),
    minimum_rows=6_500,
)

VOTES = Table(
    name="votes",
    title="Votes in the UN General Assembly",
    description="One row per state and roll call in which it voted or abstained.",
    columns=(
        ccode(),
        Column("rcid", "int32", "Roll call, see roll_calls", minimum=1001),
        year("Year of the vote"),
        vote(),
    ),
    key=("ccode", "rcid"),
    timing=Timing("year"),
    minimum_rows=930_000,
    state=("ccode",),
)

IDEAL_POINTS = Table(
    name="ideal_points",
    title="Ideal points in the UN General Assembly",
    description="One row per state, year and series: its place on the main dimension of voting as published, "
    "higher nearer the United States.",
    columns=(
        ccode(),
        year("Calendar year of the votes; for the legacy series the year in which the session began"),
        Column(
            "series",
            "str",
            "Votes used: final passage only, all, or all by session (legacy)",
            values=("final_passage", "all", "legacy"),
        ),
        count("votes", "Votes of the state that were used"),
        Column("mean", "float32", "Mean of the posterior", "ideal point", spread=NINE_TENTHS),
        *quantiles(5, 10, 50, 90, 95),
    ),
    key=("ccode", "series", "year"),
    timing=Timing("year", smoothed=SMOOTHED),
    minimum_rows=33_000,
    state=("ccode",),
)

IDEAL_POINTS_BY_ISSUE = Table(
    name="ideal_points_by_issue",
    title="Ideal points by issue",
    description="One row per state, session and issue: its place in votes on that issue alone, as published.",
    columns=(
        ccode(),
        year("Year in which the session began"),
        Column("session", "int16", "Session of the General Assembly", minimum=1),
        Column("issue", "str", "Issue of the votes", values=("human_rights", "middle_east", "nuclear")),
        count("votes", "Votes of the state that were used"),
        Column("mean", "float32", "Mean of the posterior", "ideal point", spread=NINE_TENTHS),
        *quantiles(5, 50, 95),
    ),
    key=("issue", "ccode", "session"),
    timing=Timing("year", smoothed=SMOOTHED),
    minimum_rows=20_000,
    state=("ccode",),
)

METHOD = (
    "estimated here from roll_calls and votes by the model of Bailey, Strezhnev and Voeten (2017); mean 0 and variance 1 over all "
    "states and years that were used, higher nearer the United States"
)

ESTIMATED_POINTS = Table(
    name="ideal_points_estimated",
    title="Ideal points estimated here, smoothed",
    description=f"One row per state, year and series: its place on the main dimension of voting, {METHOD}. Every year's value "
    "leans on all years; issues end with session 74, after which roll calls have no issue.",
    columns=(
        ccode(),
        year("Calendar year of the votes"),
        Column(
            "series",
            "str",
            "Votes used: all, final passage only, or those on one issue (see roll_calls)",
            values=("all", "final_passage", *ISSUES),
        ),
        count("votes", "Votes of the state that were used"),
        Column("mean", "float32", "Mean of the posterior", "ideal point", spread="sd"),
        Column("sd", "float32", "Standard deviation of the posterior", "ideal point", minimum=0),
    ),
    key=("series", "ccode", "year"),
    timing=Timing("year", smoothed=SMOOTHED),
    minimum_rows=60_000,
    state=("ccode",),
)

FILTERED_POINTS = Table(
    name="ideal_points_filtered",
    title="Ideal points estimated here, filtered",
    description=f"One row per state, year and series: its place on the main dimension of voting, {METHOD}. Every year is "
    "estimated anew from the votes up to its end, so that a forecast may use it; its scale is that of the years up to it.",
    columns=(
        ccode(),
        year("Calendar year of the votes"),
        Column("series", "str", "Votes used: all or final passage only", values=("all", "final_passage")),
        count("votes", "Votes of the state in that year that were used"),
        Column("mean", "float32", "Mean of the posterior", "ideal point", spread="sd"),
        Column("sd", "float32", "Standard deviation of the posterior", "ideal point", minimum=0),
    ),
    key=("series", "ccode", "year"),
    timing=Timing("year"),
    minimum_rows=22_000,
    state=("ccode",),
)

UKRAINE_VOTES = Table(
    name="ukraine_votes",
    title="Votes on Ukraine",
    description="One row per state and General Assembly resolution on Ukraine: A/RES/68/262 (2014) and "
    "A/RES/ES-11/1 (2022).",
    columns=(
        Column("resolution", "str", "Number of the resolution", values=("68/262", "ES-11/1")),
        ccode(),
        Column("date", "date", "Day of the vote"),
        vote(),
    ),
    key=("resolution", "ccode"),
    timing=Timing("date"),
    minimum_rows=340,
    state=("ccode",),
)

COUNCIL_DRAFTS = Table(
    name="council_drafts",
    title="Failed drafts in the UN Security Council (a sample)",
    description="One row per vote of the Security Council on a draft that failed; 53 of them, chosen by "
    "their "
    "compiler, for illustration only.",
    columns=(
        Column("draft", "int16", "Number in this table, by meeting", minimum=1),
        year("Year of the vote"),
        Column("meeting", "int32", "Meeting of the Security Council", minimum=1),
        Column("voted_on", "str", "What was voted on, as the source names it"),
        count("yes", "Members that voted yes"),
        count("abstain", "Members that abstained"),
        count("no", "Members that voted no"),
    ),
    key=("draft",),
    timing=Timing("year"),
    minimum_rows=53,
)

COUNCIL_VOTES = Table(
    name="council_votes",
    title="Votes on failed drafts in the UN Security Council (a sample)",
    description="One row per member and vote of council_drafts.",
    columns=(
        Column("draft", "int16", "Number in council_drafts", minimum=1),
        ccode(),
        year("Year of the vote"),
        vote(),
    ),
    key=("draft", "ccode"),
    timing=Timing("year"),
    minimum_rows=650,
    state=("ccode",),
)

TABLES = (
    ROLL_CALLS,
    VOTES,
    IDEAL_POINTS,
    IDEAL_POINTS_BY_ISSUE,
    ESTIMATED_POINTS,
    FILTERED_POINTS,
    UKRAINE_VOTES,
    COUNCIL_DRAFTS,
    COUNCIL_VOTES,
)
