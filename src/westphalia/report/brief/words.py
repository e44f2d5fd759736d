"""Counts, days, names and lists in plain words; numbers in figures are of :mod:`westphalia.report.numbers`.

Used by every topic, so that a page speaks with one voice. All functions are pure and take known values: decide before
calling what to say when a value is not known.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from westphalia.record.years import MONTHS
from westphalia.report import numbers

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

    Parameters
    ----------
    name : str
        As the gazetteer has it.
    start : bool, optional
        Whether it begins a sentence.

    Examples
    --------
    >>> the("United Kingdom"), the("Iran"), the("Soviet Union", start=True)
    ('the United Kingdom', 'Iran', 'The Soviet Union')
    """
    text = f"the {name}" if name.startswith(ARTICLE) else name
    return sentence(text) if start else text


def sentence(text: str) -> str:
    """Return the text with a capital first letter.

    Parameters
    ----------
    text : str
        Any text.

    Examples
    --------
    >>> sentence("iPads sell"), sentence("")
    ('IPads sell', '')
    """
    return text[:1].upper() + text[1:]


def possessive(name: str) -> str:
    """Return the possessive of a name.

    Parameters
    ----------
    name : str
        With its article, where it has one.

    Examples
    --------
    >>> possessive("Iran"), possessive("the Netherlands")
    ("Iran's", "the Netherlands'")
    """
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def listed(parts: Iterable[str], last: str = "and") -> str:
    """Return the parts as a list in words.

    Parameters
    ----------
    parts : iterable of str
        In order.
    last : str, optional
        The word before the last.

    Examples
    --------
    >>> listed(["arms", "trade", "finance"]), listed(["arms", "trade"], "or"), listed(["arms"])
    ('arms, trade and finance', 'arms or trade', 'arms')
    """
    items = list(parts)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def first_of(names: Sequence[str], most: int = 3) -> str:
    """Return the first of some names as a list in words, with how many more there are; a last one alone is named too.

    Parameters
    ----------
    names : sequence of str
        In order.
    most : int, optional
        How many are named.

    Examples
    --------
    >>> first_of(["Iran", "Iraq", "Syria", "Jordan"]), first_of(["Iran", "Iraq", "Syria", "Jordan", "Egypt"])
    ('Iran, Iraq, Syria and Jordan', 'Iran, Iraq, Syria and two others')
    """
    rest = len(names) - most
    return listed(names if rest <= 1 else [*names[:most], f"{count(rest)} others"])


def midsentence(title: str) -> str:
    """Return a title as it stands inside a sentence: its first letter small.

    Parameters
    ----------
    title : str
        With a first word that is no name.

    Examples
    --------
    >>> midsentence("Pacts of few in force")
    'pacts of few in force'
    """
    return title[:1].lower() + title[1:]


def count(n: int) -> str:
    """Return a whole number: in words to twelve, with digits and thousands separators above.

    Parameters
    ----------
    n : int
        Zero or more.

    Examples
    --------
    >>> count(0), count(3), count(1234)
    ('no', 'three', '1,234')
    """
    return SMALL[n] if 0 <= n < len(SMALL) else f"{n:,d}"


def counted(n: int, noun: str, nouns: str = "") -> str:
    """Return a number with its noun in the right form.

    Parameters
    ----------
    n : int
        How many.
    noun, nouns : str, str, optional
        For one and for several; by default with an s.

    Examples
    --------
    >>> counted(1, "war"), counted(13, "war"), counted(0, "ally", "allies")
    ('one war', '13 wars', 'no allies')
    """
    return f"{count(n)} {noun if n == 1 else nouns or noun + 's'}"


def times(n: int) -> str:
    """Return how often.

    Parameters
    ----------
    n : int
        Zero or more.

    Examples
    --------
    >>> times(0), times(1), times(2), times(5)
    ('never', 'once', 'twice', 'five times')
    """
    return ("never", "once", "twice")[n] if 0 <= n < 3 else f"{count(n)} times"


def superlative(rank: int, most: str = "largest") -> str:
    """Return a place among others: "largest", "second largest", "14th largest".

    Parameters
    ----------
    rank : int
        From 1.
    most : str, optional
        The superlative.

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
    return most if rank == 1 else f"{early.get(rank, numbers.ordinal(rank))} {most}"


def day(when: date, precision: str = "day") -> str:
    """Return a day in words, as exactly as it is known (``day``, ``month`` or ``year``).

    Parameters
    ----------
    when : date
        The day, or the first of its month or year.
    precision : str, optional
        How exactly it is known.

    Examples
    --------
    >>> day(date(1939, 8, 23)), day(date(1939, 8, 1), "month"), day(date(1939, 1, 1), "year")
    ('23 August 1939', 'August 1939', '1939')
    """
    month = f"{MONTHS[when.month - 1]} {when.year}"
    return {"month": month, "year": str(when.year)}.get(precision, f"{when.day} {month}")


def moment(known: str) -> str:
    """Return a moment in words, as exactly as it is known.

    Parameters
    ----------
    known : str
        An ISO date, of a day, month or year.

    Examples
    --------
    >>> moment("2022-08"), moment("2022-08-03"), moment("2022")
    ('August 2022', '3 August 2022', '2022')
    """
    precision = {4: "year", 7: "month"}.get(len(known), "day")
    return day(date.fromisoformat((known + "-01-01"[len(known) - 4 :])[:10]), precision)


def span(first: int, last: int | None, open_end: str = "") -> str:
    """Return years from first to last.

    Parameters
    ----------
    first, last : int, int or None
        Years; None while it lasts.
    open_end : str, optional
        The word in place of a last year.

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

    Parameters
    ----------
    spells : sequence of tuple of int
        First and last years.

    Examples
    --------
    >>> spans([(1816, 1939), (1945, 2025)])
    '1816-1939 and 1945-2025'
    """
    return listed([span(first, last) for first, last in spells])


def not_after(last: int) -> str:
    """Return the words for the end of a source: never a silent gap.

    Parameters
    ----------
    last : int
        The last year known.

    Examples
    --------
    >>> not_after(2018)
    'not known after 2018'
    """
    return f"not known after {last}"


def known_day(edtf: str) -> str:
    """Return a date of the Extended Date/Time Format in ISO form, as exactly as it is known; of a span its beginning.

    Parameters
    ----------
    edtf : str
        As a table has it.

    Examples
    --------
    >>> known_day("2022-02~"), known_day("1941-08-25/1941-09")
    ('2022-02', '1941-08-25')
    """
    return edtf.partition("/")[0].rstrip("~?%")


def cited(citation: str, url: str | None) -> str:
    """Return a citation with the address of the work where it has one.

    Parameters
    ----------
    citation : str
        What is cited.
    url : str or None
        Its address; None where it has none.

    Examples
    --------
    >>> cited("Dawn, 17 September 2025", "https://a.org/x"), cited("Dawn, 17 September 2025", None)
    ('Dawn, 17 September 2025, https://a.org/x', 'Dawn, 17 September 2025')
    """
    return f"{citation}, {url}" if url else citation
