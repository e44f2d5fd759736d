"""Figures of claims in plain words: rounded, with their unit and range, the limits they were held against, and what they are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import TYPE_CHECKING

from westphalia.claims.check import Judged, TestedPart
from westphalia.claims.essay import Test
from westphalia.claims.verdict import Reading
from westphalia.report.brief import words
from westphalia.report.numbers import Bare, fine_percent, hundred, plain, signed, whole

if TYPE_CHECKING:
    from westphalia.record.world import World

LEVEL = re.compile(r"level of .+, (\d+) to (\d+)")
STATED = re.compile(r"(\w+) \(1\) or not \(0\)")
RULE = re.compile(r"; support is [<>=!]+ ?[-\d.]+, contradiction [<>=!]+ ?[-\d]+(?:\.\d+)?")
"""The limits of a claim as its file has them, within a sentence."""
CONDITION = re.compile(r"(>=|<=|>|<|=|!=) ?(-?\d+(?:\.\d+)?)")
OPERATORS = {"> ": "over", ">=": "at least", "< ": "under", "<=": "at most", "= ": "", "!=": "anything but"}
ZERO = {">": "above zero", "<": "below zero", ">=": "zero or more", "<=": "zero or less"}
TAILS = {
    "ideal point": "on the scale of votes",
    "index 0 to 1": "on an index from 0 to 1",
    "0 to 1": "on a scale from 0 to 1",
    "0 or 1": "on a scale from 0 to 1",
    "standard deviations of relations of which nothing is seen": "on the scale of relations",
}
"""Units of the record that a reader need not know, and what is said in their place."""
WHOLE = (
    "events",
    "cases",
    "entries",
    "states",
    "deaths",
    "wars",
    "disputes",
    "alliances",
    "warheads",
    "organizations",
)
"""Units that are counted."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How numbers of a unit are said.

    Parameters
    ----------
    bare : callable
        Writes one number.
    tail : str
        The unit after it, with its leading space; empty where the number says it.
    """

    bare: Bare
    tail: str = ""

    def say(self, value: float) -> str:
        """Return one number with its unit; one thing is not several."""
        text = self.bare(value)
        return f"{text}{_singular(self.tail) if text == '1' else self.tail}"


def _singular(tail: str) -> str:
    """Return a unit for one thing.

    Examples
    --------
    >>> _singular(" events"), _singular(" entries of the list"), _singular(" times")
    (' event', ' entry of the list', ' times')
    """
    head, space, rest = tail.strip().partition(" ")
    if head not in WHOLE:
        return tail
    return f" {head[:-3]}y{space}{rest}" if head.endswith("ies") else f" {head[:-1]}{space}{rest}"


def scale(test: Test, unit: str) -> Scale:
    """Return how the figure of a test is said.

    Parameters
    ----------
    test : Test
        Of a claim.
    unit : str
        Of its figure.

    Examples
    --------
    >>> test = Test(sql={"query": "select 1 as value"}, supports="> 0.5", contradicts="< 0.2", means="so much")
    >>> scale(test, "share of states").say(0.25), scale(test, "change of the chance").say(0.0106)
    ('25 %', '+1.1 in 100')
    >>> scale(test, "promised (1) or not (0)").say(0), scale(test, "ideal point a year").say(0.2)
    ('not promised', '0.2 on the scale of votes a year')
    """
    core, slope = (unit.removesuffix(" a year"), " a year") if unit.endswith(" a year") else (unit, "")
    taken = test.measure is not None and test.measure.take == "change"
    made = _scale(core, taken or (test.against is not None and test.compare == "difference"))
    return Scale(signed(made.bare), made.tail + slope) if slope and test.field == "measure" else (
        Scale(made.bare, made.tail + slope) if slope else made
    )  # fmt: skip


def _scale(unit: str, apart: bool) -> Scale:
    """Return how numbers of a unit are said; ``apart``: as the difference of two."""
    stated = STATED.fullmatch(unit)
    if unit.startswith("times"):
        return Scale(lambda value: "1.0" if value == 1 else plain(value), f" {unit}")
    if unit == "log-odds":
        return Scale(lambda value: plain(exp(value)), " times the odds")
    if unit == "year":
        return Scale(whole, " years") if apart else Scale(lambda value: f"{value:.0f}")
    if unit == "change of the chance":
        return Scale(signed(hundred), " in 100")
    if unit.endswith(" a year, difference"):
        what = unit.removesuffix(" a year, difference").replace("initiated", "disputes begun")
        return Scale(signed(hundred), f" {what} in 100 years")
    if unit.startswith(("share", "chance")):
        less = apart or unit.endswith(", difference")
        return Scale(signed(hundred), " points of 100") if less else Scale(fine_percent)
    if stated and not apart:
        return Scale(lambda value: stated[1] if value == 1 else _stated(value, stated[1]))
    if unit in ("0 or 1", "0 to 1") and not apart:
        return Scale(plain, " on a scale from 0 to 1")
    level = LEVEL.fullmatch(unit)
    if level:
        return Scale(plain, f" on a scale of {level[1]} to {level[2]}")
    return _counted(unit, apart)


def _stated(value: float, word: str) -> str:
    return f"not {word}" if value == 0 else f"{word} in {fine_percent(value)} of the years"


def _counted(unit: str, apart: bool) -> Scale:
    bare = whole if unit.split(" ")[0] in WHOLE else plain
    less = apart or unit.endswith(", difference")
    tail = TAILS.get(unit, unit).removesuffix(", difference")
    return Scale(signed(bare) if less else bare, f" {tail}" if tail else "")


def figure_said(test: Test, reading: Reading) -> str:
    """Return a figure with its range and unit.

    Parameters
    ----------
    test : Test
        Of a claim.
    reading : Reading
        Its figure.

    Examples
    --------
    >>> test = Test(sql={"query": "select 1 as value"}, supports="> 2", contradicts="< 1", means="so much")
    >>> figure_said(test, Reading(9.97, "times the mean of all pairs", (2.73, 24.7)))
    '10 (2.7 to 25) times the mean of all pairs'
    >>> figure_said(test, Reading(None))
    'not known'
    """
    if reading.value is None:
        return "not known"
    said = scale(test, reading.unit)
    if reading.interval is None:
        return said.say(reading.value)
    low, high = (said.bare(end) for end in reading.interval)
    return f"{said.bare(reading.value)} ({low} to {high}){said.tail}"


def limit_said(test: Test, unit: str, condition: str) -> str:
    """Return a condition in words.

    Parameters
    ----------
    test : Test
        Of a claim.
    unit : str
        Of its figure.
    condition : str
        What supports or contradicts it, as its file has it.

    Examples
    --------
    >>> test = Test(sql={"query": "select 1 as value"}, supports="> 0.5", contradicts="< 0.2", means="so much")
    >>> limit_said(test, "share", "> 0.5"), limit_said(test, "events", ">= 1"), limit_said(test, "events", "= 0")
    ('over 50 %', 'at least 1 event', 'no events')
    >>> limit_said(test, "ideal point", "< 0")
    'below zero'
    """
    found = CONDITION.fullmatch(condition)
    assert found is not None
    sign, value = found[1], float(found[2])
    said = scale(test, unit)
    if value == 0 and sign in ZERO and unit != "log-odds":
        return ZERO[sign]
    if value == 0 and sign == "=" and said.bare is whole:
        return f"no{said.tail}"
    return f"{OPERATORS[sign.ljust(2)]} {said.say(value).removeprefix('+')}".strip()


def _limits(test: Test, reading: Reading) -> str:
    """Return what would count for and against, in words."""
    if (test.supports, test.contradicts) == (">= 1", "= 0") and reading.unit == "events":
        return "One is enough"
    pro, con = (limit_said(test, reading.unit, each) for each in (test.supports, test.contradicts))
    return f"{words.sentence(pro)} would support, {con} contradict"


# One figure of a claim as a table says it: what it is, what it came out as, what it is compared with.


TERMS = {
    "relevant pairs": "pairs of neighbours or with a great power",
    "all pairs, setting": "pairs, setting",
    "setting and ties held equal": "in like setting and with like ties",
    "setting held equal": "in like setting",
}
"""Words of estimates, and plain ones."""


def said(part: TestedPart) -> str:
    """Return a figure, with what makes it less than it seems.

    Parameters
    ----------
    part : TestedPart
        A test with its figure.
    """
    reading = part.reading
    text = figure_said(part.test, reading)
    alone = part.test.field == "measure" and part.test.against is None
    if (
        alone
        and reading.value is not None
        and reading.observed is not None
        and reading.observed < reading.year
    ):
        text += f"; last known in {reading.observed}"
    return text


def place(part: TestedPart) -> str:
    """Return what the figure is compared with and what would count; why there is none where it is not known.

    Parameters
    ----------
    part : TestedPart
        A test with its figure.
    """
    reading = part.reading
    if reading.value is None:
        return reason(reading.why)
    group = f"{_among(part.test.field, reading.group)}. " if reading.group else ""
    more = f" {words.sentence(reading.why)}." if reading.why and part.test.field == "events" else ""
    return f"{group}{_limits(part.test, reading)}.{more}"


def beside(part: TestedPart) -> str:
    """Return what a figure is compared with, and what must be known of it; nothing where there is neither.

    Parameters
    ----------
    part : TestedPart
        A test with its figure.
    """
    reading = part.reading
    head = "That is " if part.test.field == "sql" else ""
    group = f"{head}{_among(part.test.field, reading.group)}." if reading.group else ""
    return " ".join(filter(None, (group, reason(reading.why) if reading.why else "")))


def counts(test: Test, unit: str) -> bool:
    """Tell whether a figure is a count or a year, which has no decimals on a scale.

    Parameters
    ----------
    test : Test
        Of a claim.
    unit : str
        Of its figure.
    """
    core = unit.split(" ")[0]
    return (
        core in (*WHOLE, "year") and not unit.endswith(("difference", "a year")) and test.compare != "ratio"
    )


def reason(why: str) -> str:
    """Return why a figure is not known, as a sentence without the names of columns.

    Parameters
    ----------
    why : str
        As a reading says it; empty where it does not.

    Examples
    --------
    >>> reason("Votes before: 0 votes; support is >= 1, contradiction = 0.")
    'Votes before: 0 votes.'
    >>> reason("nuclear_status covers 1938-2022."), reason("")
    ('Nuclear status covers 1938-2022.', 'Not known.')
    """
    told = RULE.sub("", why or "not known")
    return words.sentence(told.rstrip(".").replace("_", " ")) + "."


def _among(field: str, group: str) -> str:
    """Return the group of comparison in words.

    Examples
    --------
    >>> _among("standing", "194 other states of 2014"), _among("sql", "2885 of 21,800")
    ('Among 194 other states of 2014', '2,885 of 21,800')
    >>> _among("mechanism", "17,231 relevant pairs, setting and ties held equal")
    'Over 17,231 pairs of neighbours or with a great power, in like setting and with like ties'
    """
    text = re.sub(r"(?<=\d)%", " %", re.sub(r"\b\d{4}(?= of )", lambda found: f"{int(found[0]):,}", group))
    for term, usual in TERMS.items():
        text = text.replace(term, usual)
    if field == "sql":
        return text
    head = "Among" if field != "mechanism" else "Over" if text[:1].isdigit() else "Compared with"
    return f"{head} {text}"


def without(judged: Judged) -> str:
    """Return why a claim has no figure.

    Parameters
    ----------
    judged : Judged
        A claim with its verdict.
    """
    if judged.claim.untestable is not None:
        return "no figure: see what cannot be tested."
    due = judged.claim.resolution.due if judged.claim.resolution is not None else None
    return f"not due before {words.day(due)}." if due is not None else reason(judged.why)


# Tables as they are cited under a table of claims.


MANY = 8
"""Sources of one table from which on it stands for itself: the list at the end has them all."""


def cited(world: World, tables: Iterable[str]) -> tuple[str, ...]:
    """Return the names to cite: those of tables, and in words what was computed or comes from many sources.

    Parameters
    ----------
    world : World
        The record.
    tables : iterable of str
        Their names, and those of what was computed.
    """
    return tuple(dict.fromkeys(_one(world, name) for name in tables))


def _one(world: World, name: str) -> str:
    if name not in world.manifest.tables:
        return f"our {name}" if name.endswith("model") else f"our estimates of {name}"
    count = len(world.manifest.table(name)["sources"])
    return f"{name.replace('_', ' ')} (from {count} sources, listed at the end)" if count >= MANY else name
