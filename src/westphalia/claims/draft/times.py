"""Years that an article names, and years that follow from its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from westphalia.record.years import MONTHS

YEAR = re.compile(r"(?<![\w.,$€£-])(1[5-9]\d\d|20\d\d)(?:\s?[-–—]\s?(\d\d(?:\d\d)?))?(?![\w%]|[.,]\d|-\w)")
DECADE = re.compile(r"\b(?:(early|mid|late)[- ])?(1[5-9]\d|20\d)0s\b", re.I)
ORDINALS = {
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
    "18th": 18,
    "19th": 19,
    "20th": 20,
    "21st": 21,
}
CENTURY = re.compile(rf"\b(?:(early|mid|late)[- ])?({'|'.join(ORDINALS)})[- ]centur(?:y|ies)\b", re.I)
DECADE_PARTS = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (5, 9)}
CENTURY_PARTS = {"": (0, 99), "early": (0, 32), "mid": (33, 66), "late": (67, 99)}
MONTH = re.compile(
    rf"\b(last |this |next )?(?:([0-3]?\d) )?({'|'.join(MONTHS)})\b(?: ([0-3]?\d)(?:st|nd|rd|th)?\b)?"
)
NOT_UNIT = re.compile(r"\s*(people|troops|soldiers|men|tanks|aircraft|missiles|warheads|kilomet|miles|tons|tonnes|barrels|dollars|"
                      r"casualties|deaths|dead|ships|cases|states|members|euros|rubles|km|feet|metres|meters|square)", re.I)  # fmt: skip
RELATIVE = re.compile(r"\b(last week|last month|last year|this year|this week|this month|next year|yesterday|today|two years ago|"
                      r"a year ago|a decade ago|(?:on|last) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b", re.I)  # fmt: skip
OF_THING = re.compile(
    r"\b(?:treaty|treaties|pact|agreement|accords?|convention|war|peace|resolution|constitution|revolution|declaration|election|crisis|alliance|visit|conference|coup|"
    r"entente|armistice|budget|law|act|report|census|note|protocol|plan|summit)s? of (?:the )?$",
    re.I,
)
"""What stands before a year that is part of the name of a thing."""
BACK = {
    "two years ago": -2,
    "a year ago": -1,
    "a decade ago": -10,
    "last year": -1,
    "this year": 0,
    "next year": 1,
}


@dataclass(frozen=True, slots=True)
class Time:
    """Years that words speak of.

    Parameters
    ----------
    words : str
        As written, or what the period is called.
    first, last : int
        Years.
    start, end : int
        Place in the paragraph.
    how : str
        ``named``, a year that is written; else what it is derived from: ``period``, ``date`` of the article, ``event`` of the record.
    days : pair of date, optional
        Narrower than years, where the words are.
    """

    words: str
    first: int
    last: int
    start: int
    end: int
    how: str
    days: tuple[date, date] | None = None

    def of_thing(self, text: str) -> bool:
        """Tell whether it only says which treaty or war is meant, and not when something was done.

        Parameters
        ----------
        text : str
            The paragraph.

        Examples
        --------
        >>> [each.of_thing("the treaty of 1974 and in 1977") for each in times("the treaty of 1974 and in 1977", None)]
        [True, False]
        """
        return OF_THING.search(text[: self.start]) is not None


def times(text: str, written: date | None) -> list[Time]:
    """Return the years of a paragraph that are written or follow from words alone; those relative to the article need its date.

    Parameters
    ----------
    text : str
        The paragraph.
    written : date or None
        The day of the article; None where it is not known.

    Examples
    --------
    >>> [(t.words, t.first, t.last, t.how) for t in times("In 1907 and the late 1930s; 2,000 men.", None)]
    [('1907', 1907, 1907, 'named'), ('late 1930s', 1935, 1939, 'period')]
    >>> [(t.words, t.first) for t in times("He came last week and in January.", date(2022, 7, 25))]
    [('last week', 2022), ('January', 2022)]
    """
    found = [*_years(text), *_decades(text)]
    if written is not None:
        named = [each for each in found if each.how == "named" and not each.of_thing(text)]
        found += [
            *_relative(text, written),
            *(_of_year(each, named, written) for each in _months(text, written)),
        ]
    return sorted(found, key=lambda each: (each.start, each.end))


def _of_year(month: Time, named: list[Time], written: date) -> Time:
    """Return a month without a year as one of the year that the text named last before it, where that is long past."""
    before = [each.last for each in named if each.start < month.start]
    if not before or month.days is None or before[-1] >= written.year - 1:
        return month
    first, last = (day.replace(year=before[-1], day=min(day.day, 28)) for day in month.days)
    return replace(month, first=before[-1], last=before[-1], days=(first, last))


def _years(text: str) -> Iterator[Time]:
    for m in YEAR.finditer(text):
        if m[2] is None and NOT_UNIT.match(text, m.end()):
            continue
        first = last = int(m[1])
        if m[2]:
            last = int(m[2]) if len(m[2]) == 4 else first // 100 * 100 + int(m[2])
        if last >= first:
            yield Time(m[0], first, last, m.start(), m.end(), "named")


def _decades(text: str) -> Iterator[Time]:
    for m in DECADE.finditer(text):
        first = int(m[2]) * 10
        one, two = DECADE_PARTS[(m[1] or "").lower()]
        yield Time(m[0], first + one, first + two, m.start(), m.end(), "period")
    for m in CENTURY.finditer(text):
        first = (ORDINALS[m[2].lower()] - 1) * 100 + 1
        one, two = CENTURY_PARTS[(m[1] or "").lower()]
        yield Time(m[0], first + one, first + two, m.start(), m.end(), "period")


def _relative(text: str, written: date) -> Iterator[Time]:
    for m in RELATIVE.finditer(text):
        said = m[0].lower()
        if said in BACK:
            year = written.year + BACK[said]
            yield Time(m[0], year, year, m.start(), m.end(), "date")
            continue
        days = {
            "last week": (14, 1),
            "last month": (62, 1),
            "yesterday": (1, 1),
            "today": (0, 0),
            "this week": (7, 0),
        }.get(said, (7, 0) if said.endswith("day") else (31, 0))
        one, two = written - timedelta(days[0]), written - timedelta(days[1])
        yield Time(m[0], two.year, two.year, m.start(), m.end(), "date", (one, two))


def _months(text: str, written: date) -> Iterator[Time]:
    """Yield months without a year: the nearest before the article, after a preposition or with a day."""
    for m in MONTH.finditer(text):
        before, after = text[max(0, m.start() - 12) : m.start()].lower(), text[m.end() : m.end() + 7]
        led = m[1] or m[2] or m[4] or re.search(r"\b(in|since|until|by|early|late|mid|of|from)[ -]$", before)
        if not led or re.match(r",? ?(of )?\d{4}", after):
            continue
        month = MONTHS.index(m[3]) + 1
        year = written.year - (month > written.month)
        if (m[1] or "").strip() == "next":
            year += 1
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        yield Time(m[0], year, year, m.start(), m.end(), "date", (date(year, month, 1), end))
