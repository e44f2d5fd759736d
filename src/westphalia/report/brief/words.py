"""Numbers, days and lists in plain words.

Used by every topic, so that a page speaks with one voice. All functions are pure and take known values: decide before
calling what to say when a value is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from westphalia.record.years import MONTHS

SMALL = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
LIKELIHOOD = ((0.95, "almost certain"), (0.66, "likely"), (0.33, "a toss-up"), (0.05, "unlikely"))
TEENS = range(10, 20)
ARTICLE = (
    "United States",
    "United Kingdom",
    "Soviet Union",
    "Ottoman Empire",
    "Netherlands",
    "Philippines",
    "United Arab",
    "United Provinces",
    "Two Sicilies",
    "Czech Republic",
    "Dominican Republic",
    "Central African Republic",
    "Democratic Republic",
    "DR Congo",
    "Papal States",
    "Orange Free State",
    "Bahamas",
    "Comoros",
    "Gambia",
    "Maldives",
    "Seychelles",
    "Solomon Islands",
    "Marshall Islands",
    "Federated States",
    "Ivory Coast",
    "United Arab Emirates",
    "Republic of Vietnam",
    "Congo Free State",
    "Mali Federation",
)


def the(name: str, *, start: bool = False) -> str:
    """Return the name of a state as it stands in a sentence, with an article where English wants one.

    Examples
    --------
    >>> the("United Kingdom"), the("Iran"), the("Soviet Union", start=True)
    ('the United Kingdom', 'Iran', 'The Soviet Union')
    """
    text = f"the {name}" if name.startswith(ARTICLE) else name
    return sentence(text) if start else text


def sentence(text: str) -> str:
    """Return the text with a capital first letter.

    Examples
    --------
    >>> sentence("iPads sell"), sentence("")
    ('IPads sell', '')
    """
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """Return the possessive of a name.

    Examples
    --------
    >>> possessive("Iran"), possessive("the Netherlands")
    ("Iran's", "the Netherlands'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return the parts as a list in words.

    Examples
    --------
    >>> listed(["arms", "trade", "finance"]), listed(["arms", "trade"], "or"), listed(["arms"])
    ('arms, trade and finance', 'arms or trade', 'arms')
    """
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def count(n: int) -> str:
    """Return a whole number: in words to twelve, with digits and thousands separators above.

    Examples
    --------
    >>> count(0), count(3), count(1234)
    ('no', 'three', '1,234')
    """
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,d}"


def counted(n: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun in the right form.

    Examples
    --------
    >>> counted(1, "war"), counted(13, "war"), counted(0, "ally", "allies")
    ('one war', '13 wars', 'no allies')
    """
    return f"{count(n)} {noun if n == 1 else nouns or noun + 's'}"


def times(n: int) -> str:
    """Return how often.

    Examples
    --------
    >>> times(0), times(1), times(2), times(5)
    ('never', 'once', 'twice', 'five times')
    """
    return ("never", "once", "twice")[n] if 0 <= n < 3 else f"{count(n)} times"


def ordinal(n: int) -> str:
    """Return a rank with its ending.

    Examples
    --------
    >>> [ordinal(n) for n in (1, 2, 3, 4, 11, 112, 21)]
    ['1st', '2nd', '3rd', '4th', '11th', '112th', '21st']
    """
    ending = "th" if n % 100 in TEENS else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def superlative(rank: int, most: str = "largest") -> str:
    """Return a place among others: "largest", "second largest", "14th largest".

    Examples
    --------
    >>> superlative(1), superlative(3, "farthest"), superlative(14)
    ('largest', 'third farthest', '14th largest')
    """
    early = {
        2: "second",
        3: "third",
        4: "fourth",
        5: "fifth",
        6: "sixth",
        7: "seventh",
        8: "eighth",
        9: "ninth",
    }
    return most if rank == 1 else f"{early.get(rank, ordinal(rank))} {most}"


def number(x: float, digits: int = 3) -> str:
    """Return a number rounded to so many significant digits; whole digits are never rounded away below a thousand.

    Examples
    --------
    >>> number(0.0381), number(14.26), number(1234567), number(2.0), number(0)
    ('0.0381', '14.3', '1.23 million', '2', '0')
    """
    for limit, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if abs(x) >= limit:
            return f"{_significant(x / limit, digits)} {word}"
    return _significant(x, digits)


def _significant(x: float, digits: int) -> str:
    text = f"{x:,.0f}" if abs(x) >= 10 ** (digits - 1) else f"{x:#.{digits}g}"
    return text.rstrip("0").rstrip(".") if "." in text and "e" not in text else text


def percent(share: float) -> str:
    """Return a share 0..1 in per cent, finer where it is small.

    Examples
    --------
    >>> percent(0.94), percent(0.0381), percent(0.00042), percent(0)
    ('94 %', '3.8 %', '0.04 %', '0 %')
    """
    x = abs(100 * share)
    digits = 0 if x >= 10 or x == 0 else 1 if x >= 1 else 2
    return "under 0.01 %" if 0 < x < 0.005 else f"{100 * share:.{digits}f} %"


def of(k: int, n: int, noun: str = "") -> str:
    """Return a natural frequency: "3 of 100 such pairs".

    Examples
    --------
    >>> of(3, 100, "such pairs"), of(12, 1890)
    ('3 of 100 such pairs', '12 of 1,890')
    """
    return f"{k:,d} of {n:,d}{' ' + noun if noun else ''}"


def in_hundred(share: float) -> str:
    """Return a share as a natural frequency out of 100 (or more where it is rare).

    Examples
    --------
    >>> in_hundred(0.94), in_hundred(0.004), in_hundred(0.0002), in_hundred(0.999), in_hundred(0)
    ('94 of 100', '4 of 1,000', '2 of 10,000', 'nearly all', 'none')
    """
    if share <= 0 or share >= 1:
        return "none" if share <= 0 else "all"
    if share > 0.995:
        return "nearly all"
    for base in (100, 1_000, 10_000):
        if share * base >= 1:
            return f"{round(share * base):,d} of {base:,d}"
    return "fewer than 1 of 10,000"


def ratio(x: float) -> str:
    """Return how many times as much, for a ratio above zero.

    Examples
    --------
    >>> ratio(4.04), ratio(1.02), ratio(0.25), ratio(112.3)
    ('4 times', 'about the same', 'a quarter', '112 times')
    """
    if 0.95 <= x <= 1.05:
        return "about the same"
    if x > 1:
        return f"{number(x, 2 if x < 100 else 3)} times"
    part = 1 / x
    named = {2: "half", 3: "a third", 4: "a quarter"} if abs(part - round(part)) < 0.01 else {}
    return named.get(round(part), f"one {ordinal(round(part))}") if part >= 3.5 else percent(x)


def likelihood(p: float) -> str:
    """Return the word of the fixed list for a probability, with the number beside it.

    Examples
    --------
    >>> likelihood(0.7), likelihood(0.02)
    ('likely (70 %)', 'remote (2.0 %)')
    """
    word = next((word for limit, word in LIKELIHOOD if p > limit), "remote")
    return f"{word} ({percent(p)})"


def day(when: date, precision: str = "day") -> str:
    """Return a day in words, as exactly as it is known (``day``, ``month`` or ``year``).

    Examples
    --------
    >>> day(date(1939, 8, 23)), day(date(1939, 8, 1), "month"), day(date(1939, 1, 1), "year")
    ('23 August 1939', 'August 1939', '1939')
    """
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return {"month": month, "year": str(when.year)}.get(precision, f"{when.day} {month}")


def moment(known: str) -> str:
    """Return a moment in words, as exactly as it is known.

    Examples
    --------
    >>> moment("2022-08"), moment("2022-08-03"), moment("2022")
    ('August 2022', '3 August 2022', '2022')
    """
    precision = {4: "year", 7: "month"}.get(len(known), "day")
    return day(date.fromisoformat((known + "-01-01"[len(known) - 4 :])[:10]), precision)


def span(first: int, last: int | None, open_end: str = "") -> str:
    """Return years from first to last.

    Examples
    --------
    >>> span(1950, 1953), span(1950, 1950), span(1979, None, "on")
    ('1950-1953', '1950', '1979-on')
    """
    if last is None:
        return f"{first}-{open_end}"
    return str(first) if first == last else f"{first}-{last}"


def spans(spells: Sequence[tuple[int, int]]) -> str:
    """Return spells of years as a list in words.

    Examples
    --------
    >>> spans([(1816, 1939), (1945, 2025)])
    '1816-1939 and 1945-2025'
    """
    return listed([span(first, last) for first, last in spells])


def not_after(last: int) -> str:
    """Return the words for the end of a source: never a silent gap.

    Examples
    --------
    >>> not_after(2018)
    'not known after 2018'
    """
    return f"not known after {last}"
