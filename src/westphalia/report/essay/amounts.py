"""Figures of claims in plain words: rounded, with their unit and range, and the limits they were held against."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from westphalia.claims.essay import Test
from westphalia.claims.reading import Reading
from westphalia.report.brief import words

LEVEL = re.compile(r"level of .+, (\d+) to (\d+)")
STATED = re.compile(r"(\w+) \(1\) or not \(0\)")
CONDITION = re.compile(r"(>=|<=|>|<|=|!=) ?(-?\d+(?:\.\d+)?)")
OPERATORS = {"> ": "over", ">=": "at least", "< ": "under", "<=": "at most", "= ": "", "!=": "anything but"}
ZERO = {">": "above zero", "<": "below zero", ">=": "zero or more", "<=": "zero or less"}
TAILS = {
    "ideal point": "on the scale of votes",
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
Bare = Callable[[float], str]


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
        return f"{text}{singular(self.tail) if text == '1' else self.tail}"


def plain(value: float, digits: int = 2) -> str:
    """Return a number for people.

    Examples
    --------
    >>> plain(0.8933), plain(-48.28), plain(1163.0), plain(0.00001), plain(0.0)
    ('0.89', '−48', '1,163', 'nearly 0', '0')
    """
    if 0 < abs(value) < 0.0005:
        return "nearly 0"
    return words.number(value, digits).replace("-", "−")


def signed(bare: Bare) -> Bare:
    """Return a way to write numbers with their sign.

    Examples
    --------
    >>> signed(plain)(0.5), signed(plain)(-0.5), signed(plain)(0)
    ('+0.5', '−0.5', '0')
    """
    return lambda value: f"+{bare(value)}" if value > 0 and bare(value)[:1] != "n" else bare(value)


def percent(value: float) -> str:
    """Return a share in per cent, finer near nothing and near all.

    Examples
    --------
    >>> percent(0.8196), percent(0.0045), percent(0.9963), percent(1.0), percent(0.00002)
    ('82 %', '0.45 %', '99.6 %', '100 %', '0.002 %')
    """
    part = 100 * value
    if 99 < abs(part) < 100:
        return f"{part:.{1 if abs(part) < 99.9 else 2}f} %".replace("-", "−")
    return f"{plain(part)} %"


def hundred(value: float) -> str:
    """Return a share as so many of a hundred, for changes of chances."""
    return plain(100 * value)


def whole(value: float) -> str:
    """Return a count, with a decimal only where it is an average."""
    return f"{value:,.0f}".replace("-", "−") if value == round(value) else plain(value)


def singular(tail: str) -> str:
    """Return a unit for one thing.

    Examples
    --------
    >>> singular(" events"), singular(" entries of the list"), singular(" times")
    (' event', ' entry of the list', ' times')
    """
    head, space, rest = tail.strip().partition(" ")
    if head not in WHOLE:
        return tail
    return f" {head[:-3]}y{space}{rest}" if head.endswith("ies") else f" {head[:-1]}{space}{rest}"


def scale(test: Test, unit: str) -> Scale:
    """Return how the figure of a test is said.

    Examples
    --------
    >>> test = Test(sql={"query": "select 1 as value"}, supports="> 0.5", contradicts="< 0.2", means="so much")
    >>> scale(test, "share of states").say(0.25), scale(test, "change of the chance").say(0.0106)
    ('25 %', '+1.1 in 100')
    >>> scale(test, "promised (1) or not (0)").say(0), scale(test, "ideal point a year").say(0.2)
    ('not promised', '0.2 on the scale of votes a year')
    """
    core, slope = (unit.removesuffix(" a year"), " a year") if unit.endswith(" a year") else (unit, "")
    made = _scale(core, test.against is not None and test.compare == "difference")
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
        return Scale(signed(hundred), " points of 100") if apart else Scale(percent)
    if stated and not apart:
        return Scale(lambda value: stated[1] if value == 1 else _stated(value, stated[1]))
    if unit in ("0 or 1", "0 to 1") and not apart:
        return Scale(plain, " on a scale from 0 to 1")
    level = LEVEL.fullmatch(unit)
    if level:
        return Scale(plain, f" on a scale of {level[1]} to {level[2]}")
    return _counted(unit, apart)


def _stated(value: float, word: str) -> str:
    return f"not {word}" if value == 0 else f"{word} in {percent(value)} of the years"


def _counted(unit: str, apart: bool) -> Scale:
    bare = whole if unit.split(" ")[0] in WHOLE else plain
    tail = TAILS.get(unit, unit)
    return Scale(signed(bare) if apart else bare, f" {tail}" if tail else "")


def figure(test: Test, reading: Reading) -> str:
    """Return a figure with its range and unit.

    Examples
    --------
    >>> test = Test(sql={"query": "select 1 as value"}, supports="> 2", contradicts="< 1", means="so much")
    >>> figure(test, Reading(9.97, "times the mean of all pairs", (2.73, 24.7)))
    '10 (2.7 to 25) times the mean of all pairs'
    >>> figure(test, Reading(None))
    'not known'
    """
    if reading.value is None:
        return "not known"
    said = scale(test, reading.unit)
    if reading.interval is None:
        return said.say(reading.value)
    low, high = (said.bare(end) for end in reading.interval)
    return f"{said.bare(reading.value)} ({low} to {high}){said.tail}"


def limit(test: Test, unit: str, condition: str) -> str:
    """Return a condition in words.

    Examples
    --------
    >>> test = Test(sql={"query": "select 1 as value"}, supports="> 0.5", contradicts="< 0.2", means="so much")
    >>> limit(test, "share", "> 0.5"), limit(test, "events", ">= 1"), limit(test, "events", "= 0")
    ('over 50 %', 'at least 1 event', 'no events')
    >>> limit(test, "ideal point", "< 0")
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


def limits(test: Test, reading: Reading) -> str:
    """Return what would count for and against, in words."""
    if (test.supports, test.contradicts) == (">= 1", "= 0") and reading.unit == "events":
        return "One is enough"
    pro, con = (limit(test, reading.unit, each) for each in (test.supports, test.contradicts))
    return f"{words.sentence(pro)} would support, {con} contradict"
