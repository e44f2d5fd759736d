"""Roll calls as arrays: one dense block of states by roll calls a period, and who is tied to whom in the next."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np, pl
from westphalia.measures.ideal_points.model import ABSENT, Codes, Index
from westphalia.record.world import World

COLUMNS = ("state", "roll_call", "period", "vote")
ISSUES = ("me", "nu", "di", "hr", "co", "ec")


@dataclass(frozen=True)
class Period:
    """The roll calls of one period.

    Attributes
    ----------
    states : (n,) int
        Positions of the states in the system of voters then (from a state's first vote to its last).
    codes : (n, m) int8
        0 no, 1 abstention, 2 yes, -1 absent.
    items : (m,) int
        Positions of the roll calls in ``RollCalls.items``.
    """

    states: Index
    codes: Codes
    items: Index


@dataclass(frozen=True)
class RollCalls:
    """Roll calls ready to be estimated from.

    Attributes
    ----------
    states, labels, items : tuple
        Names of states, of periods and of roll calls.
    periods : tuple of Period
    bridges : tuple of (before, here)
        For each period, the roll calls (positions in the period before and in this one) that put the same question.
    asked : (m,) int
        Number of each roll call's question, in the order in which they were first put; those that put the same one have the
        same parameters.
    read : int
        Votes read.
    dropped : dict of str to int
        Votes left out, by reason.
    """

    states: tuple[Hashable, ...]
    labels: tuple[int, ...]
    items: tuple[Hashable, ...]
    periods: tuple[Period, ...]
    bridges: tuple[tuple[Index, Index], ...]
    asked: Index
    read: int
    dropped: dict[str, int]

    def until(self, periods: int) -> RollCalls:
        """Return the first so many periods of them; states and the numbers of questions stay as they are."""
        calls = sum(period.items.size for period in self.periods[:periods])
        return replace(
            self,
            labels=self.labels[:periods],
            items=self.items[:calls],
            periods=self.periods[:periods],
            bridges=self.bridges[:periods],
            asked=self.asked[:calls],
        )

    def votes(self) -> Votes:
        """Return the votes cast, one after another, sorted by question."""
        cells, asked, codes = [], [], []
        for t, period in enumerate(self.periods):
            row, column = np.nonzero(period.codes != ABSENT)
            cells.append(period.states[row] * len(self.periods) + t)
            asked.append(self.asked[period.items[column]])
            codes.append(period.codes[row, column])
        question = np.concatenate(asked)
        order = np.argsort(question, kind="stable")
        return Votes(np.concatenate(cells)[order], question[order], np.concatenate(codes)[order])


class Votes(NamedTuple):
    """Votes cast: cell of the state and period (state times periods plus period), question, and code (0 no, 1 abstention, 2 yes)."""

    cell: Index
    asked: Index
    code: Codes


def world_frame(world: World, period: str, issue: str | None, passage: bool) -> pl.DataFrame:
    """Return the votes of the General Assembly as a frame of state, roll_call, period, vote and question.

    Examples
    --------
    >>> import westphalia as wp
    >>> world_frame(wp.load(), "session", None, False).columns
    ['state', 'roll_call', 'period', 'vote', 'question']
    """
    if period not in ("year", "session"):
        raise NotUnderstood(
            f"Unknown period {period!r}.", "Votes have a year and a session.", "Use 'year' or 'session'."
        )
    if issue is not None and issue not in ISSUES:
        raise NotUnderstood(f"Unknown issue {issue!r}.", "", f"Use one of {', '.join(ISSUES)}.")
    return assembly_frame(world.scan("votes"), world.scan("roll_calls"), period, issue, passage)


def assembly_frame(
    votes: pl.LazyFrame, roll_calls: pl.LazyFrame, period: str, issue: str | None, passage: bool
) -> pl.DataFrame:
    """Return the tables ``votes`` and ``roll_calls`` as one frame of state, roll_call, period, vote and question."""
    motion = pl.col("amendment").fill_null(False) | pl.col("paragraph").fill_null(False)
    title = pl.col("title").str.to_uppercase().str.replace_all(r"[^A-Z0-9]+", " ").str.strip_chars()
    calls = roll_calls.with_columns(question=pl.when(~motion).then(title))
    if issue is not None:
        calls = calls.filter(pl.col(issue))
    if passage:
        calls = calls.filter(~motion)
    calls = calls.select("rcid", pl.col(period).alias("period"), "question")
    joined = votes.select("ccode", "rcid", "vote").join(calls, on="rcid")
    return (
        joined.rename({"ccode": "state", "rcid": "roll_call"})
        .select("state", "roll_call", "period", "vote", "question")
        .collect()
    )


def user_frame(votes: Any) -> pl.DataFrame:
    """Return a user's table as a polars frame after checking its columns and codes.

    Examples
    --------
    >>> user_frame({"state": [1], "roll_call": [1], "period": [1], "vote": [4]})
    Traceback (most recent call last):
    ...
    westphalia.errors.NotUnderstood: Unknown votes: 4. ...
    """
    if isinstance(votes, pl.LazyFrame):
        votes = votes.collect()
    if not isinstance(votes, pl.DataFrame):
        columns = votes if isinstance(votes, Mapping) else votes.to_dict("list")
        votes = pl.DataFrame(dict(columns))
    missing = [name for name in COLUMNS if name not in votes.columns]
    if missing:
        raise NotUnderstood(
            f"The table has no column {', '.join(missing)}.",
            f"Its columns are {', '.join(votes.columns)}.",
            f"Rename to {', '.join(COLUMNS)} (and question, the same text where the same question is put again).",
        )
    strange = votes.filter(~pl.col("vote").is_in([1, 2, 3]))["vote"].unique().sort().to_list()
    if strange:
        raise NotUnderstood(
            f"Unknown votes: {', '.join(map(str, strange[:5]))}.",
            "",
            "Code 1 yes, 2 abstention, 3 no; null for absent.",
        )
    again = votes.filter(pl.struct("state", "roll_call").is_duplicated()).height
    if again:
        raise NotUnderstood(f"{again} rows repeat a state and roll call.", "", "Keep one row for each.")
    frame: pl.DataFrame = votes
    return frame if "question" in frame.columns else frame.with_columns(question=pl.lit(None, pl.String))


def roll_calls(
    frame: pl.DataFrame, until: int | None = None, minority: float = 0.0, bridge: bool = True
) -> RollCalls:
    """Return a checked frame as arrays.

    Parameters
    ----------
    frame : polars.DataFrame
        From `world_frame` or `user_frame`.
    until : int, optional
        Last period to use.
    minority : float
        A roll call is used when the share of votes outside its largest category is above this; unanimous ones never are.
    bridge : bool
        Tie roll calls that put the same question.

    Examples
    --------
    >>> table = {"state": [1, 2, 1, 2], "roll_call": [1, 1, 2, 2], "period": [1] * 4, "vote": [1, 3, 1, 1]}
    >>> roll_calls(user_frame(table)).dropped
    {'absent': 0, 'later': 0, 'unanimous': 2, 'minority too small': 0}
    """
    read = frame.height
    cast = frame.filter(pl.col("vote").is_not_null())
    known = cast if until is None else cast.filter(pl.col("period") <= until)
    largest = (
        known.group_by("roll_call", "vote")
        .len()
        .group_by("roll_call")
        .agg(share=1 - pl.col("len").max() / pl.col("len").sum())
    )
    split = known.join(largest, on="roll_call")
    used = split.filter((pl.col("share") > minority) & (pl.col("share") > 0))
    unanimous = split.filter(pl.col("share") == 0).height
    dropped = {
        "absent": read - cast.height,
        "later": cast.height - known.height,
        "unanimous": unanimous,
        "minority too small": known.height - used.height - unanimous,
    }
    if used.is_empty():
        raise NoAnswer(
            "No roll call divides the states.",
            f"Left out: {dropped}.",
            "Widen the periods or lower minority.",
        )
    used = used if bridge else used.with_columns(question=pl.lit(None, pl.String))
    return _arrays(used.sort("period", "roll_call", "state"), read, dropped)


def _arrays(used: pl.DataFrame, read: int, dropped: dict[str, int]) -> RollCalls:
    states = used["state"].unique().sort()
    labels = used["period"].unique().sort()
    calls = used.select("period", "roll_call", "question").unique("roll_call", maintain_order=True)
    row = states.search_sorted(used["state"]).to_numpy()
    when = labels.search_sorted(used["period"]).to_numpy()
    first = np.full(states.len(), labels.len())
    last = np.full(states.len(), -1)
    np.minimum.at(first, row, when)
    np.maximum.at(last, row, when)
    position = {call: number for number, call in enumerate(calls["roll_call"].to_list())}
    column = np.array([position[call] for call in used["roll_call"].to_list()])
    code = (3 - used["vote"].to_numpy()).astype(np.int8)  # 1 yes, 2 abstention, 3 no -> 2, 1, 0
    item_period = labels.search_sorted(calls["period"]).to_numpy()
    periods = []
    for t in range(labels.len()):
        here = np.flatnonzero((first <= t) & (last >= t))
        items = np.flatnonzero(item_period == t)
        cells = when == t
        codes = np.full((here.size, items.size), ABSENT, dtype=np.int8)
        codes[np.searchsorted(here, row[cells]), column[cells] - items[0]] = code[cells]
        periods.append(Period(here, codes, items))
    bridges = _bridges(calls["question"].to_list(), periods)
    return RollCalls(
        states=tuple(states.to_list()),
        labels=tuple(int(label) for label in labels.to_list()),
        items=tuple(calls["roll_call"].to_list()),
        periods=tuple(periods),
        bridges=bridges,
        asked=_asked(periods, bridges),
        read=read,
        dropped=dropped,
    )


def _bridges(questions: list[str | None], periods: list[Period]) -> tuple[tuple[Index, Index], ...]:
    """Return, per period, the roll calls whose question is put exactly once in it and exactly once in the period before."""
    bridges = []
    before: dict[str, int] = {}
    for period in periods:
        here: dict[str, int] = {}
        twice = set()
        for place, item in enumerate(period.items):
            question = questions[item]
            if question and question in here:
                twice.add(question)
            if question:
                here[question] = place
        once = {question: place for question, place in here.items() if question not in twice}
        pairs = sorted((before[q], place) for q, place in once.items() if q in before)
        ties = np.array(pairs, dtype=np.intp).reshape(-1, 2)
        bridges.append((ties[:, 0], ties[:, 1]))
        before = once
    return tuple(bridges)


def _asked(periods: list[Period], bridges: tuple[tuple[Index, Index], ...]) -> Index:
    """Return the number of each roll call's question."""
    first = np.arange(sum(period.items.size for period in periods), dtype=np.intp)
    for t, (before, here) in enumerate(bridges):
        if here.size:
            first[periods[t].items[here]] = first[periods[t - 1].items[before]]
    return np.unique(first, return_inverse=True)[1].astype(np.intp)


# The two states at the ends of the scale, which set its direction.


def ends(data: RollCalls, poles: tuple[Hashable, Hashable] | None) -> tuple[int, int]:
    """Return the positions of the poles; without any, of the two states that agree least among those that vote most.

    Raises
    ------
    NotUnderstood
        For a pole that has no vote, or twice the same.
    """
    if poles is None:
        return _apart(data)
    unknown = [pole for pole in poles if pole not in data.states]
    if unknown or poles[0] == poles[1]:
        what = (
            f"The pole {unknown[0]!r} has no vote that is used."
            if unknown
            else "Both poles are the same state."
        )
        raise NotUnderstood(
            what,
            "Two states set the direction of the scale.",
            f"Pass poles=(a, b) with two of {', '.join(map(repr, data.states[:5]))} ...",
        )
    return data.states.index(poles[0]), data.states.index(poles[1])


def _apart(data: RollCalls) -> tuple[int, int]:
    n = len(data.states)
    gap, shared = np.zeros((n, n)), np.zeros((n, n))
    for period in data.periods:
        voted = (period.codes != ABSENT).astype(float)
        square = np.ix_(period.states, period.states)
        shared[square] += voted @ voted.T
        marks = np.where(period.codes == ABSENT, 0, period.codes).astype(float)
        gap[square] += (marks**2) @ voted.T + voted @ (marks**2).T - 2 * marks @ marks.T
    often = shared >= np.median(np.diag(shared)) / 2
    distance = np.where(often, gap / np.maximum(shared, 1), -1.0)
    one, two = np.unravel_index(int(np.argmax(distance)), distance.shape)
    return int(min(one, two)), int(max(one, two))
