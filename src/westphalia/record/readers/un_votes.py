"""Votes of the General Assembly: the file of all votes as distributed, and the tables of roll calls and votes from session 75."""

from __future__ import annotations

from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, faults_where
from westphalia.record.readers.dates import day_of
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease, Published
from westphalia.record.tables.votes import ABSTAIN, NO, YES

FIRST = 75
"""The first session whose roll calls have the number of the resolution in place of a number of their own."""
REPEATED = "state and roll call repeated"
EARLIER = "sessions before 75, which stay as they are"
NO_VOTE = "absent or no member"
CALLS_NOTES = (
    "Sessions 75 to {last} have no titles, issues or flags; there is no roll call between 15 "
    "January and 4 November 2020, and none of the emergency sessions of 2022.",
    "To session 57 only the month is known of most dates.",
)
VOTES_NOTES = (
    "The seat of China is 710 to November 1949, 713 from December 1949 to October 1971 and 710 "
    "since. Germany and Yemen are 255 and 679 from October 1990.",
    "Belarus, Ukraine and India voted before they were states of either list; their votes "
    "stand under their codes.",
)
LAYOUT = Layout(
    title="the votes of the Harvard Dataverse (UNVotes.csv)",
    columns={"resid": "whole", "ccode": "whole", "date": "text", "vote": "whole"},
    first=("resid", "ccode"),
    get="doi.org/10.7910/DVN/LEJUQZ",
    encodings=("utf-8-sig", "latin-1"),
    empty=("resid", "ccode", "date", "vote"),
    missing=("NA",),
)


def faults(called: str, frame: pl.DataFrame) -> list[str]:
    """Return what is wrong in the rows of the file, so far as they are read."""
    late = frame.filter(_is_late())
    found = faults_where(late, day_of("date").is_null(), "date is no day as 2020-12-07")
    found += faults_where(
        late,
        pl.col("ccode").is_null() | ~pl.col("ccode").is_between(2, 999),
        "ccode is no Correlates of War code",
    )
    known = pl.col("vote").is_not_null() & pl.col("vote").is_in([YES, ABSTAIN, NO, 8, 9])
    found += faults_where(late, ~known, "vote is not 1, 2, 3, 8 or 9")
    cast = late.filter(pl.col("vote").is_in([YES, ABSTAIN, NO]))
    two = pl.col("vote").n_unique().over("resid", "ccode") > 1
    found += faults_where(cast, two, "a state votes in two ways in one roll call")
    if late.is_empty():
        found.append(f"there is no vote of session {FIRST} or later")
    return found


def _is_late() -> pl.Expr:
    return (pl.col("resid") >= FIRST * 1000).fill_null(False)


def settled(votes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Give each roll call the day that most of its votes bear, and each state one vote in it.

    Returns
    -------
    tuple
        Roll calls, votes, and how many votes were repeated.

    Raises
    ------
    ValueError
        When a repeated pair of state and roll call disagrees on the vote.
    """
    days = (
        votes.group_by("resid", "date")
        .len()
        .sort("resid", "len", "date", descending=[False, True, False])
        .unique("resid", keep="first")
    )
    once = votes.unique(["resid", "ccode", "vote"]).sort("resid", "ccode")
    if once.select("resid", "ccode").is_duplicated().any():
        raise ValueError("a state voted in two ways in one roll call")
    once = once.drop("date").join(days.select("resid", "date"), on="resid", how="left")
    calls = days.select("resid", "date").sort("resid")
    return (
        calls,
        once.select("ccode", pl.col("resid").alias("rcid"), pl.col("date").dt.year().alias("year"), "vote"),
        votes.height - once.height,
    )


def counted(votes: pl.DataFrame) -> pl.DataFrame:
    """Return yes, abstain and no by roll call."""
    kinds = {"yes": YES, "abstain": ABSTAIN, "no": NO}
    return votes.group_by("rcid").agg(
        (pl.col("vote") == value).sum().alias(name) for name, value in kinds.items()
    )


def late_calls(calls: pl.DataFrame) -> pl.DataFrame:
    """Return roll calls from session 75 as the table has them, without their counts."""
    return calls.select(
        pl.col("resid").alias("rcid"),
        (pl.col("resid") // 1000).alias("session"),
        "date",
        pl.lit("day").alias("precision"),
        pl.col("resid").alias("source_resid"),
        pl.col("date").dt.year().alias("year"),
    )


def calls_notes(last: int) -> tuple[str, ...]:
    """Return the notes of the table of roll calls, up to a last session."""
    return tuple(note.format(last=last) for note in CALLS_NOTES)


def tables(rows: pl.DataFrame, roll_calls: pl.DataFrame, votes: pl.DataFrame) -> dict[str, MadeTable]:
    """Return the tables with the sessions from 75 made anew; those before stay.

    Parameters
    ----------
    rows : polars.DataFrame
        As read.
    roll_calls, votes : polars.DataFrame
        The tables as they are.
    """
    late = rows.filter(_is_late())
    cast = late.filter(pl.col("vote").is_in([YES, ABSTAIN, NO]))
    calls, new, repeated = settled(cast.with_columns(day_of("date").alias("date")))
    dropped = {REPEATED: repeated, EARLIER: rows.height - late.height, NO_VOTE: late.height - cast.height}
    dropped = {why: count for why, count in dropped.items() if count}
    made = late_calls(calls).join(counted(new), on="rcid", how="left")
    early = roll_calls.filter(pl.col("session") < FIRST)
    old = votes.filter(pl.col("rcid") < FIRST * 1000)
    last = int(made.select(pl.col("session").max()).item())
    return {
        "roll_calls": MadeTable(
            pl.concat([early, made], how="diagonal_relaxed"), calls.height, notes=calls_notes(last)
        ),
        "votes": MadeTable(pl.concat([old, new.cast(old.schema)]), rows.height, dropped, VOTES_NOTES),
    }  # fmt: skip


def _last(published: Published) -> int:
    late = published["rows"].filter(_is_late())
    return int(late.select(day_of("date").dt.year().max()).item())


def _make(published: Published, adding: Adding) -> dict[str, MadeTable]:
    return tables(published["rows"], adding.standing("roll_calls"), adding.standing("votes"))


UN_VOTES = OpenRelease(
    "un-votes",
    "United Nations General Assembly Voting Data (UNVotes.csv)",
    "unga_votes",
    {"rows": LAYOUT},
    ("roll_calls", "votes"),
    faults,
    _last,
    _make,
)
