"""Which measures, events and forecasts could test a sentence: where its verb, the things it acts on and its states fit a row of the declared list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from westphalia.claims.draft.article import rows
from westphalia.claims.draft.book import Manner
from westphalia.claims.draft.clauses import PASSIVE, Roles, clause, pattern, roles
from westphalia.claims.draft.figures import AHEAD, Wanted, figure
from westphalia.claims.draft.runs import Run

if TYPE_CHECKING:
    from westphalia.record.world import World

MOST = 4
"""Suggestions for one sentence."""
BACK = 10
"""Years over which a trend is looked at."""
WISH = re.compile(r"\b(?:should|ought|must|let us|needs? to)\b", re.I)
PURPOSE = re.compile(r"\b(?:to|dare to|unwilling to|without)\s$", re.I)
DONE = re.compile(
    r"\b(?:had|has|have|helped|able|continued|agreed|began|forced|managed|used)\b[^.,;]{0,25}\bto\s$", re.I
)
"""What stands before an infinitive that tells of something done."""
CONDITION = re.compile(r"\b(?:if|unless|whether)\s*$", re.I)
NOUN = re.compile(r"\b(?:the|an?|this|its|their|his|no|any) $", re.I)
"""What stands before a noun, which a verb is not."""
PLACE = re.compile(
    r"\s+(?:the |its |all |all of |half of |part of |parts of |much of |most of |[a-z]+ern |peninsula of |island of |islands of )*([A-Z][a-z])"
)
"""The name of a place after a verb."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a sentence is about: its words, manner, runs of states, states lent to it, years, and the year of the article."""

    text: str
    manner: Manner
    runs: tuple[Run, ...]
    lent: tuple[int, ...]
    years: tuple[int, int] | None
    year: int

    @property
    def span(self) -> tuple[int, int]:
        """First and last year that a test looks at."""
        if self.manner.kind == "forecast" and (self.years is None or self.years[1] >= self.year):
            return self.year + 1, self.year + AHEAD
        first, last = self.years or (self.year, self.year)
        return (last - BACK, last) if self.manner.kind == "trend" and first == last else (first, last)

    @property
    def states(self) -> set[int]:
        """All that it names."""
        return {ccode for run in self.runs for ccode in run.states}


@dataclass(frozen=True, slots=True)
class Suggested:
    """Tests for a sentence, the likeliest first; tables that speak of it; measures that would if their years reached; and what lacks its states."""

    tests: tuple[dict[str, Any], ...]
    tables: tuple[str, ...]
    out_of_years: tuple[str, ...]
    without_states: tuple[str, ...] = ()


def suggest(world: World, asked: Asked) -> Suggested:
    """Return the tests of the declared list that fit a sentence; none for a wish, or for what hangs on a condition that is not so.

    Parameters
    ----------
    world : World
        The record.
    asked : Asked
        The sentence, with what was found in it.
    """
    tests: list[dict[str, Any]] = []
    late: list[str] = []
    lacking: list[str] = []
    tables: dict[str, None] = {}
    for row, place, said in _fitting(asked):
        tables.update(dict.fromkeys(row["tables"]))
        whom = list(_whom(row, said, asked))
        if not whom:
            lacking += [test["means"] for test in row["tests"] if "model" not in test]
        for states in whom:
            for test in row["tests"]:
                wanted = _wanted(asked, row, test, place, said, states)
                made = figure(world, wanted, late) if wanted is not None else None
                if made is not None and not any(_same(made, each) for each in tests):
                    tests.append(made)
    return Suggested(tuple(tests[:MOST]), tuple(tables), _once(late), _once(lacking))


def _same(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """Tell whether two tests look at the same, however it is told and whatever would count."""
    return all(one.get(name) == two.get(name) for name in ("measure", "events", "model"))


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _fitting(asked: Asked) -> Iterator[tuple[dict[str, Any], re.Match[str], Roles]]:
    """Yield the rows of the list whose verb and things are in a clause of the sentence, with the verb and who is on either side of it."""
    text = asked.text.replace("’", "'")
    if asked.manner.kind == "counterfactual" or WISH.search(text):
        return
    for row in rows("tests"):
        led = frozenset(row.get("led", ()))
        for found in pattern(tuple(row["stems"])).finditer(text):
            said = roles(text, asked.runs, found.start(), found.end(), led, row.get("of", False))
            if _told(text, found, asked, row) and _things(text, found, row, asked) and _stands(row, said):
                yield row, found, said
                break


def _stands(row: dict[str, Any], said: Roles) -> bool:
    """Tell whether the states stand where a row wants them: the subject directly before, an object."""
    return (said.near or not row.get("near")) and (bool(said.object) or not row.get("object"))


def _told(text: str, found: re.Match[str], asked: Asked, row: dict[str, Any]) -> bool:
    """Tell whether a verb tells of something done or to come, and not of a purpose, a possibility or a condition: would dare to attack, if attacked."""
    lead = text[: found.start()]
    if CONDITION.search(text[: clause(text, *found.span())[0]]) or (row.get("verb") and NOUN.search(lead)):
        return False
    return (
        row.get("aims", False)
        or asked.manner.kind == "forecast"
        or not PURPOSE.search(lead)
        or bool(DONE.search(lead))
    )


def _things(text: str, found: re.Match[str], row: dict[str, Any], asked: Asked) -> bool:
    """Tell whether what a row wants is in the clause of its verb, as a thing or a place, and what it does not want is not."""
    first, last = clause(text, *found.span())
    before, after = text[first : found.start()], text[found.end() : last]
    if _has(row.get("without", []), after) or _has(row.get("unless", []), text[first:last]):
        return False
    if "things" not in row and "place" not in row:
        return True
    return (
        _has(row.get("things", []), after)
        or (
            found.end() > found.start()
            and PASSIVE.search(before) is not None
            and _has(row.get("things", []), before)
        )
        or (row.get("place", False) and _place(text, found.end(), asked))
    )


def _place(text: str, end: int, asked: Asked) -> bool:
    """Tell whether the name of a place that is no state follows a verb: occupied Antofagasta, left the Sinai."""
    name = PLACE.match(text, end)
    if name is None:
        return False
    first = text.find(" ", name.start(1)) + 1
    return not any(run.start <= name.start(1) < run.end or run.start == first for run in asked.runs)


def _has(things: list[str], text: str) -> bool:
    return bool(things) and pattern(tuple(things)).search(text) is not None


def _whom(row: dict[str, Any], said: Roles, asked: Asked) -> Iterator[tuple[int, ...]]:
    """Yield the states of each test: every subject with every object, or each alone; none where one is not plain."""
    subject, target = said.subject, said.object
    if row["roles"] in ("each", "target"):
        yield from ((ccode,) for ccode in (subject if row["roles"] == "each" else target))
        return
    if row["roles"] == "parties" and len(target) > 1:
        subject = ()
    target = tuple(each for each in target if each not in subject)
    several = target or ("led" not in row and subject) or ()
    if row["roles"] in ("pair", "parties") and len(several) > 1 and not (subject and target):
        yield from combinations(several, 2)
        return
    lend = row.get("lend")
    if lend in ("always", "article") or (lend == "bare" and said.bare):
        near = _near(asked, subject or target, lend != "article")
        subject, target = subject or near, target or near
    for one, two in product(subject, target):
        if one != two:
            yield (two, one) if row["roles"] == "taker" else (one, two)


def _near(asked: Asked, known: tuple[int, ...], inside: bool) -> tuple[int, ...]:
    """Return the one other state of the sentence, if that may be, or where it has none the other of the two that the article is about."""
    if not known:
        return ()
    others = asked.states - set(known)
    if others:
        return tuple(others) if inside and len(others) == 1 else ()
    return tuple(each for each in asked.lent if each not in known)[:1]


def _wanted(
    asked: Asked,
    row: dict[str, Any],
    test: dict[str, Any],
    place: re.Match[str],
    said: Roles,
    states: tuple[int, ...],
) -> Wanted | None:
    """Return what a test looks at; None where its kinds of claim or its words are others."""
    kind = asked.manner.kind
    words = asked.text[slice(*clause(asked.text, place.start(), place.end()))]
    if ("kinds" in test and kind not in test["kinds"]) or ("if" in test and not _has(test["if"], words)):
        return None
    turned = said.denied != ("less" in test and _has(test["less"], words))
    first, last = asked.span
    years = (first, min(last + test.get("after", 0), max(asked.year, last)))
    dated = asked.years is not None or kind == "forecast"
    return Wanted(
        test,
        kind,
        asked.text,
        states[::-1] if test.get("turned") else states,
        years,
        dated,
        asked.year,
        turned,
    )
