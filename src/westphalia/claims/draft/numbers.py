"""Numbers of an article with what they count, in figures and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import prod

from westphalia.claims.draft.article import words

FIGURE = re.compile(
    r"(?<![\w.,-])([$€£])?(\d{1,3}(?:,\d{3})++|\d++)(\.\d++)?(?![\w,]\d)\s?(%|per ?cent\b|(?:hundred|thousand|million|billion|trillion)\b)?"
    r"(?!(?:st|nd|rd|th|s)\b)(?!-\w{1,2}\b)"
)
DIGITS = 24
"""Characters of the longest number."""
NEXT = re.compile(r"[\s-]+([a-z][a-z-]+)(?!')", re.I)


@dataclass(frozen=True, slots=True)
class Number:
    """A number: as written, its value, and what it counts; ``vague`` for words such as hundreds."""

    words: str
    value: float
    unit: str
    start: int
    end: int
    vague: bool = False


def numbers(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    """Return the numbers of a paragraph outside the places that are taken by dates and names.

    Parameters
    ----------
    text : str
        The paragraph.
    taken : list of tuple of int
        First letter and end of each such place.

    Examples
    --------
    >>> [(n.value, n.unit) for n in numbers("It cost $2.5 billion and killed fifteen men, hundreds of cows.", [])]
    [(2500000000.0, '$'), (15, 'men'), (100, 'cows')]
    >>> [(n.value, n.unit) for n in numbers("They held 90 hostages and one hundred thousand men, 45% in the 1980s.", [])]
    [(90, 'hostages'), (100000, 'men'), (45, 'per cent')]
    """
    found = [
        each
        for each in (*_figures(text), *_spelled(text))
        if not any(start < each.end and each.start < end for start, end in taken)
    ]
    return sorted(found, key=lambda each: each.start)


def _figures(text: str) -> Iterator[Number]:
    scales = words("sentences")["scales"]
    for m in FIGURE.finditer(text):
        if len(m[2] + (m[3] or "")) > DIGITS:
            continue
        value: float = float(m[2].replace(",", "") + m[3]) if m[3] else int(m[2].replace(",", ""))
        unit, end = m[1] or "", m.start() + len(m[0].rstrip())
        tail = (m[4] or "").replace(" ", "")
        if tail in scales:
            value *= scales[tail]
        elif tail:
            unit = "per cent"
        yield Number(text[m.start() : end].strip(), value, unit or _unit(text, end), m.start(), end)


@cache
def _words() -> re.Pattern[str]:
    lists = words("sentences")
    ones, scales, vague = "|".join(lists["numbers"]), "|".join(lists["scales"]), "|".join(lists["vague"])
    return re.compile(
        rf"(?<![\w-])(?:({ones})(?:-({ones}))?((?: (?:{scales}))*)|(?:a |one )((?:{scales})(?: (?:{scales}))*)|({vague}))(?![\w-])",
        re.I,
    )


def _spelled(text: str) -> Iterator[Number]:
    lists = words("sentences")
    for m in _words().finditer(text):
        one, two, scale, alone, vague = (each.lower() if each else "" for each in m.groups())
        if vague:
            value = lists["vague"][vague]
            tail = re.compile(r" of(?: (?:the|these|those))?").match(text, m.end())
            unit = _unit(text, tail.end() if tail else m.end())
        else:
            value = lists["numbers"].get(one, 1) + lists["numbers"].get(two, 0)
            value *= prod(lists["scales"][each] for each in (scale or alone).split())
            unit = _unit(text, m.end())
            if not (scale or alone or _counts(text, m.start(), unit)):
                continue
        yield Number(m[0], value, unit, m.start(), m.end(), bool(vague))


def _counts(text: str, start: int, unit: str) -> bool:
    """Tell whether a number in words counts something: things in the plural follow, and it does not point back (the two, these three).

    Examples
    --------
    >>> _counts("two signed", 0, "signed"), _counts("the two presidents", 4, "presidents"), _counts("two old foes", 0, "foes")
    (False, False, True)
    """
    back = re.search(r"\b(the|these|those|both|all|other)\s$", text[:start], re.I)
    plural = unit in words("sentences")["plurals"] or (unit.endswith("s") and not unit.endswith("ss"))
    return plural and back is None


def _unit(text: str, end: int) -> str:
    """Return what is counted: the first plural of the three words that follow, or the word that follows.

    Examples
    --------
    >>> _unit("two old foes met", 3), _unit("fifteen, which", 7), _unit("ten men", 3)
    ('foes', '', 'men')
    """
    run: list[str] = []
    place = end
    while len(run) < 3 and (found := NEXT.match(text, place)):
        if found[1].lower() in words("sentences")["not_units"]:
            break
        run.append(found[1])
        place = found.end()
    plural = [word for word in run if word.endswith("s") and not word.endswith("ss")]
    return next(iter(plural or run), "")
