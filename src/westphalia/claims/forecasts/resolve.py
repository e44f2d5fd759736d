"""What became of a forecast: decided by the lists of ties where they see the whole window, and by nothing else.

A list that sees only part of the window, or an event coded by hand, can show that a tie was made, never that none was. A forecast decided so could
only ever come true, and a score of such forecasts would flatter the forecaster; they are told apart and not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from westphalia.claims.forecasts.document import ForecastQuestion
from westphalia.claims.forecasts.rules import Rule, rule
from westphalia.claims.quantities import Outcome
from westphalia.lazy import np, pl
from westphalia.models.outcomes import CHIEF, OUTCOMES, PACT
from westphalia.models.partnership.windows import listed, outcome
from westphalia.record import in_force

if TYPE_CHECKING:
    from westphalia.record.world import World


Status = Literal["resolved", "one_sided", "not_due", "not_resolvable"]
Codes = tuple[int, int]
EVENTS = ("events", "event_parties")
AGREED = ("actor", "party")
"""Parts in an event that make a state a party to a treaty."""


@dataclass(frozen=True, slots=True)
class Witness:
    """A treaty between the two in the record of events."""

    event: str
    date: date
    title: str
    citation: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of a question.

    Parameters
    ----------
    status : str
        ``resolved`` by lists that see the whole window; ``one_sided``: it came true by a source that could not have shown the contrary;
        ``not_due``; ``not_resolvable``.
    happened : bool or None
        Whether it came true.
    sources : tuple of str
        Tables that decided it.
    why : str
        How, in a sentence.
    witnesses : tuple of Witness
        Treaties in the record of events that bear on it.
    """

    status: Status
    happened: bool | None
    sources: tuple[str, ...]
    why: str
    witnesses: tuple[Witness, ...] = ()


def resolve(world: World, codes: Codes, year: int, question: ForecastQuestion, today: date) -> Resolved:
    """Return what became of a question.

    Parameters
    ----------
    world : World
        The record.
    codes : pair of int
        The states, the lower code first.
    year : int
        The forecaster stood at its end.
    question : ForecastQuestion
        As the file has it.
    today : date
        What falls due later is left open.
    """
    ours = rule(question.outcome, year, question.horizon)
    if not question.rule.asks_the_same(ours):
        return Resolved(
            "not_resolvable", None, (), "It was written under another rule than this version knows."
        )
    if question.due > today:
        return Resolved("not_due", None, (), f"It falls due on {question.due.isoformat()}.")
    pairs = np.array([codes[0]]), np.array([codes[1]]), np.array([year])
    event = float(outcome(world, question.outcome, question.horizon, pairs).event[0])
    found = _made(world, codes, ours)
    if np.isnan(event):
        return _in_part(world, codes, ours, found)
    told = _told(found) if event else f"The lists show none from {ours.first} to {ours.last}."
    return Resolved("resolved", bool(event), ours.tables, told)


def _in_part(world: World, codes: Codes, asked: Rule, found: list[tuple[str, int]]) -> Resolved:
    """Return what can be said where no list, or not each, sees the whole window."""
    blind = _blind(world, asked)
    if found:
        why = f"{_told(found)} But it could not have been shown to be false: {blind}."
        return Resolved("one_sided", True, asked.tables, why)
    seen = _witnesses(world, codes, asked) if PACT.name in asked.any_of else ()
    if seen:
        text = "; ".join(f"{each.date.isoformat()}, {each.title} ({each.citation})" for each in seen)
        why = (
            f"A treaty of the two, signed, extended or put into force, is in the record of events: {text}. Events are a choice: without one it could not have been shown to be "
            f"false, and whether the list of pacts will count it is open: {blind}."
        )
        return Resolved("one_sided", True, EVENTS, why, seen)
    return Resolved("not_resolvable", None, (), f"Not resolvable yet: {blind}.")


def made_in(world: World, codes: Codes, year: int, what: Outcome = CHIEF) -> tuple[str, ...]:
    """Return the ties of a pair that were made in a year, each in words: those that lists show, else treaties between the two in the record of events.

    Parameters
    ----------
    world : World
        The record.
    codes : pair of int
        The states, the lower code first.
    year : int
        The year.
    what : str
        Outcome that they bring about.

    Examples
    --------
    >>> import westphalia as wp
    >>> made_in(wp.load(), (365, 630), 2001)[-1]
    'a defence cooperation agreement'
    >>> made_in(wp.load(), (365, 630), 1998)
    ()
    """
    asked = rule(what, year - 1, 1)
    names = {OUTCOMES[tie].listed: OUTCOMES[tie].words.replace("a new ", "a ", 1) for tie in asked.any_of}
    found = tuple(dict.fromkeys(names[name] for name, _ in _made(world, codes, asked)))
    if found or PACT.name not in asked.any_of:
        return found
    by_hand = _by_hand(world, codes, asked)
    return by_hand or tuple(
        f"a treaty ({each.title.rstrip('.')})" for each in _witnesses(world, codes, asked)
    )


def _by_hand(world: World, codes: Codes, asked: Rule) -> tuple[str, ...]:
    """Return pacts of few and defence agreements that are coded by hand as signed by both within a window, in words.

    Examples
    --------
    >>> import westphalia as wp
    >>> _by_hand(wp.load(), (220, 350), rule("alignment", 2020, 1))[0].partition(" (")[0]
    'a pact'
    """
    inside = pl.col("start").dt.year().is_between(asked.first, asked.last)
    states = world.scan("coded_pact_states").filter(inside).select("id", "ccode").unique()
    few = states.group_by("id").len().filter(pl.col("len") <= in_force.SMALL)
    both = (
        states.filter(pl.col("ccode").is_in(codes)).group_by("id").len().filter(pl.col("len") == len(codes))
    )
    found = []
    for table, what in (("coded_pacts", "a pact"), ("coded_defence_agreements", "a defence agreement")):
        rows = (
            world.scan(table)
            .filter(pl.col("kind").is_in(("signed", "renewed")), inside)
            .join(both, on="id", how="semi")
        )
        titles = rows.join(few, on="id", how="semi").sort("start", "id").select("title").collect()
        found += [f"{what} ({title.rstrip('.')})" for title in titles["title"]]
    return tuple(dict.fromkeys(found))


def _made(world: World, codes: Codes, asked: Rule) -> list[tuple[str, int]]:
    """Return the ties of a pair in the lists within a window: what, and in which year.

    Examples
    --------
    >>> import westphalia as wp
    >>> _made(wp.load(), (365, 630), rule("alignment", 1998, 5))
    [('pacts', 2001), ('defence agreements', 2001)]
    """
    known = listed(world).events
    found = []
    for tie in asked.any_of:
        events = known[tie]
        mine = (events.one == codes[0]) & (events.two == codes[1])
        inside = mine & (events.year >= asked.first) & (events.year <= asked.last)
        found += [(OUTCOMES[tie].listed, year) for year in sorted(set(events.year[inside].tolist()))]
    return found


def _told(found: list[tuple[str, int]]) -> str:
    return f"The lists show it: {', '.join(f'{name} {year}' for name, year in found)}."


def _blind(world: World, asked: Rule) -> str:
    """Return which lists do not see the whole window."""
    seen = listed(world).seen
    spans = {tie: seen[tie] for tie in asked.any_of}
    short = [
        f"the list of {OUTCOMES[tie].listed} {'begins' if asked.first < first else 'ends'} {first if asked.first < first else last}"
        for tie, (first, last) in spans.items()
        if asked.first < first or asked.last > last
    ]
    return " and ".join(short)


def _witnesses(world: World, codes: Codes, asked: Rule) -> tuple[Witness, ...]:
    """Return the treaties between exactly the two, within a window, that were read at their citation.

    Examples
    --------
    >>> import westphalia as wp
    >>> [each.event for each in _witnesses(wp.load(), (365, 731), rule("pact", 2022, 3))]
    ['north-korea-2024']
    """
    parties = world.scan("event_parties").filter(pl.col("part").is_in(AGREED))
    exactly = parties.group_by("event").agg(pl.col("ccode").cast(pl.Int64).unique().sort())
    found = (
        world.scan("events")
        .filter(pl.col("kind") == "treaty", pl.col("verified"))
        .filter(pl.col("date").dt.year().is_between(asked.first, asked.last))
        .join(exactly, on="event")
        .sort("date", "event")
        .select("event", "date", "title", "citation", "ccode")
        .collect()
    )
    return tuple(Witness(*row[:4]) for row in found.iter_rows() if row[4] == list(codes))
