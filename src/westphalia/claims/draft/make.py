"""Putting a draft together: what an article names, a claim for each sentence that claims something, and the events of the record."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.claims.draft.article import Article, Sentence
from westphalia.claims.draft.book import Manner, claims, manner
from westphalia.claims.draft.events import KnownEvent, Mentioned, events, mentioned, missed
from westphalia.claims.draft.figures import AHEAD
from westphalia.claims.draft.find import find
from westphalia.claims.draft.found import Found, Paragraph, within
from westphalia.claims.draft.narrative import lendable, told
from westphalia.claims.draft.runs import Run, runs
from westphalia.claims.draft.suggest import Asked, Suggested, suggest
from westphalia.claims.draft.times import Time
from westphalia.claims.unfinished import BY_PERSON
from westphalia.errors import NoAnswer
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

MOST = 500
"""Claims of a file."""
LEAD, LONG = 8, 90
"""Words and characters of a sentence that are kept, to find it again."""
ALONE = 5
"""How many times less often than the first the second state of an article may be named, to be what it is about."""
SINCE = re.compile(r"\b[Ss]ince\b|\b[Ff]rom .{2,20} on\b")
LONGEST = 30
"""Years of the longest time that fills in the years of a test."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A sentence as a claim to be finished.

    Parameters
    ----------
    id : str
        Of paragraph and sentence.
    sentence : Sentence
        Where it is.
    manner : Manner
        How it speaks.
    states : tuple of int
        Those it names; ``lent`` those that the paragraph or article lends a test.
    times, numbers : tuple of str
        As written; ``lent_times`` those that a paragraph on the past lends.
    suggested : Suggested
        What may test it.
    """

    id: str
    sentence: Sentence
    manner: Manner
    states: tuple[int, ...]
    state_years: tuple[int, ...]
    lent: tuple[int, ...]
    times: tuple[str, ...]
    lent_times: tuple[str, ...]
    numbers: tuple[str, ...]
    suggested: Suggested

    @property
    def statement(self) -> str:
        """Where the sentence is, and its first words."""
        return f"Paragraph {self.sentence.paragraph}, sentence {self.sentence.number}: {_lead(self.sentence.text)}"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a draft of claims.

    Parameters
    ----------
    found : Found
        What it names.
    written : date or None
        Its date, where given.
    about : tuple of int
        The one or two states that it names most often.
    claims : tuple of Drafted
        In order; ``left_out`` counts sentences that claim nothing, ``beyond`` claims beyond the most a file may have.
    mentioned, missed : tuple
        Events of the record.
    """

    found: Found
    written: date | None
    about: tuple[int, ...]
    claims: tuple[Drafted, ...]
    left_out: int
    beyond: int
    mentioned: tuple[Mentioned, ...]
    missed: tuple[KnownEvent, ...]


def draft(world: World, article: Article, written: date | None = None) -> Draft:
    """Return the draft of an article.

    Parameters
    ----------
    world : World
        The record.
    article : Article
        The text.
    written : date, optional
        When it was written.

    Raises
    ------
    NoAnswer
        When it names no state of the record, or claims nothing.

    Examples
    --------
    >>> from westphalia.claims.draft.article import parse
    >>> from westphalia.record.world import load
    >>> made = draft(load(), parse("France and Russia made an alliance in 1894. Why?", "a.txt"))
    >>> made.about, made.claims[0].id, made.claims[0].manner.kind, made.left_out
    ((220, 365), 'p1-s1', 'fact', 1)
    """
    found = find(world, article, written)
    about = _about(found)
    every = events(world)
    spoken = mentioned(found, every, written)
    _date_by_events(found, spoken)
    made = [(p, s) for p in found.paragraphs if p.number for s in p.sentences]
    wanted = [(p, s) for p, s in made if claims(s.text)]
    if not wanted:
        raise NoAnswer(
            f"{article.name} claims nothing.",
            "It has no sentence of four words or more that is no question.",
            "Give the text of an article.",
        )
    pair, when = lendable(found), told(found)
    drafted = tuple(_drafted(world, found, pair, when, p, s) for p, s in wanted[:MOST])
    gone = missed(found, every, spoken, list(about), written)
    return Draft(
        found,
        written,
        about,
        drafted,
        len(made) - len(wanted),
        max(0, len(wanted) - MOST),
        tuple(spoken),
        tuple(gone),
    )


def _about(found: Found) -> tuple[int, ...]:
    counts = found.counts()
    if not counts:
        raise NoAnswer(
            f"{found.article.name} names no state.",
            "Names, peoples and capitals of states are looked for, in English.",
            "See the names: westphalia states",
        )
    most = list(counts)
    return tuple(each for each in most[:2] if counts[each] * ALONE >= counts[most[0]])


def _date_by_events(found: Found, spoken: list[Mentioned]) -> None:
    """Add the years of events that a paragraph names without their year, where it speaks of all their states and they lie in its time."""
    for each in spoken:
        if not (each.sure and each.alone):
            continue
        paragraph = next(p for p in found.paragraphs if p.number == each.paragraph)
        year = each.event.day.year
        named = [time.first for time in paragraph.times if time.how == "named"]
        if any(time.first == time.last == year for time in paragraph.times):
            continue
        if not each.event.states <= set(paragraph.codes()) or (
            named and not min(named) <= year <= max(named)
        ):
            continue
        for sentence in paragraph.sentences:
            place = next((sentence.text.find(word) for word in each.by if word in sentence.text), -1)
            if place >= 0:
                start = sentence.start + place
                paragraph.times.append(Time(each.event.id, year, year, start, start, "event"))
                break
        paragraph.times.sort(key=lambda time: (time.start, time.end))


def _drafted(
    world: World,
    found: Found,
    pair: tuple[int, ...],
    when: dict[tuple[int, int], Time],
    paragraph: Paragraph,
    sentence: Sentence,
) -> Drafted:
    dated = paragraph.dated(sentence)
    own = tuple(dated)
    lent = tuple(each for each in pair if each not in own) if len(own) == 1 and own[0] in pair else ()
    said = manner(sentence.text)
    times = paragraph.years(sentence)
    done = [each for each in times if not each.of_thing(paragraph.text)]
    last = when.get((paragraph.number, sentence.number))
    near = [last] if last is not None and not done else []
    asked = Asked(
        sentence.text,
        said,
        _runs(paragraph, sentence),
        lent,
        _span(sentence.text, done or near or times, found.year),
        max(found.year, FIRST_YEAR),
    )
    return Drafted(
        f"p{sentence.paragraph}-s{sentence.number}",
        sentence,
        said,
        own,
        tuple(dated.values()),
        lent,
        tuple(map(_told, times)),
        tuple(map(_told, near)),
        tuple(
            f"{each.words} {each.unit}".strip() for each in paragraph.numbers if within(each.start, sentence)
        ),
        suggest(world, asked),
    )


def _runs(paragraph: Paragraph, sentence: Sentence) -> tuple[Run, ...]:
    """Return the states of a sentence by the runs in which they stand, with places in the sentence."""
    inside = [m for m in paragraph.states if within(m.start, sentence)]
    return tuple(runs(sentence.text, [replace(m, start=m.start - sentence.start) for m in inside]))


def _told(time: Time) -> str:
    return time.words if time.how == "named" else f"{time.words} ({_years(time)})"


def _years(time: Time) -> str:
    return str(time.first) if time.first == time.last else f"{time.first}-{time.last}"


def _span(text: str, times: list[Time], year: int) -> tuple[int, int] | None:
    """Return the years of a sentence: those that are written, else those that follow from its words; none for a long time.

    What has been so since a year is so up to that of the article.
    """
    named = [each for each in times if each.how == "named"] or times
    if not named:
        return None
    first, last = min(each.first for each in named), max(each.last for each in named)
    if SINCE.search(text):
        last = max(last, min(year, first + LONGEST))
    return (first, last) if first >= FIRST_YEAR and last - first <= LONGEST else None


def _lead(text: str) -> str:
    """Return the first words of a sentence.

    Examples
    --------
    >>> _lead("One two three four five six seven eight nine ten eleven twelve thirteen.")
    'One two three four five six seven eight ...'
    """
    parts = clean(text).split()
    short = " ".join(parts[:LEAD])[:LONG]
    return short if short == " ".join(parts) else f"{short.rstrip(' ,;:.')} ..."


def clean(text: str) -> str:
    """Return a text on one line, without characters that do not print.

    Parameters
    ----------
    text : str
        Any text.
    """
    return re.sub(r"\s+", " ", "".join(each if each.isprintable() else " " for each in text)).strip()


def _due(made: Draft) -> date:
    """Return the day by which forecasts are taken to fall due until a person says otherwise."""
    return date(made.found.year + AHEAD, 12, 31)


def as_claim(made: Draft, each: Drafted) -> dict[str, Any]:
    """Return a claim as the claim file has it, with the likeliest test, or why there is none.

    Parameters
    ----------
    made : Draft
        The draft.
    each : Drafted
        One of its claims.
    """
    claim: dict[str, Any] = {
        "id": each.id,
        "statement": each.statement,
        "paragraph": each.sentence.paragraph,
        "kind": each.manner.kind,
        "strength": each.manner.strength,
    }
    if each.suggested.tests:
        claim["test"] = each.suggested.tests[0]
    else:
        claim["untestable"] = _untestable(each)
    if each.manner.kind == "forecast":
        claim["resolution"] = {
            "due": _due(made),
            "rule": f"{BY_PERSON}: what shows by then that it came true.",
        }
    return claim


def _untestable(each: Drafted) -> dict[str, str]:
    """Return why a sentence has no test, and what would speak to it."""
    late, lacking = each.suggested.out_of_years, each.suggested.without_states
    if late:
        names = ", ".join(late)
        why = f"{names} would speak to it, and {'its' if len(late) == 1 else 'their'} years do not reach it."
        needs = f"Values of {names} for the years of the sentence, or an event."
    elif lacking:
        why = "its verb leads to figures, and it does not say plainly of which states."
        needs = f"The states for: {'; or '.join(lacking)}."
    else:
        why = "no verb of the sentence, with what it acts on, leads to a figure for its states."
        needs = "A measure, an event or a query that a person chooses."
    return {"why": f"{BY_PERSON}: {why}", "needs": needs}
