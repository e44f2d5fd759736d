"""What may be said of none: every topic asks here, so that a word ends where the lists end."""

from __future__ import annotations

from westphalia.record.coverage import Reach
from westphalia.report.brief import words

RECENT = 5
"""Years after the last of a list in which it may still head a page."""


def recent(known: Reach) -> bool:
    """Tell whether what is known ends so shortly before the year that a headline may rest on it.

    Parameters
    ----------
    known : Reach
        The years in which lists would hold it.

    Examples
    --------
    >>> recent(Reach(2018, ((1855, 2015),))), recent(Reach(2022, ((1855, 2015),))), recent(Reach(2022, ()))
    (True, False, False)
    """
    return known.last is not None and known.year - known.last <= RECENT


def years(known: Reach) -> str:
    """Return the years that lists know of, as the end of a sentence on what happened or did not.

    Parameters
    ----------
    known : Reach
        Of which something is known.

    Examples
    --------
    >>> years(Reach(2022, ((1855, 2022),))), years(Reach(2022, ((1855, 2015),))), years(Reach(1992, ((1992, 1992),)))
    ('since 1855', 'in 1855-2015', 'in 1992')
    >>> years(Reach(2022, ((1816, 1905), (1949, 2022))))
    'in 1816-1905 and 1949-2022'
    """
    if known.whole and len(known.spells) == 1 and known.first != known.year:
        return f"since {known.first}"
    return f"in {words.spans(known.spells)}"


def none(known: Reach, said: str, whether: str) -> str:
    """Return that there was none of something, for the years of which that is known; else that it is not known.

    Parameters
    ----------
    known : Reach
        The years in which lists would hold it.
    said : str
        The clause that there was none, without its years.
    whether : str
        The clause in place of it, that goes before "is not known".

    Examples
    --------
    >>> none(Reach(2010, ((1991, 2010),)), "no land changed hands", "whether land changed hands")
    'no land changed hands since 1991'
    >>> none(Reach(2018, ((1991, 2015),)), "no land changed hands", "whether land changed hands")
    'no land changed hands in 1991-2015; later years are not known'
    >>> none(Reach(1828, ()), "no land changed hands", "whether land changed hands")
    'whether land changed hands is not known'
    """
    if known.last is None:
        return f"{whether} is not known"
    return f"{said} {years(known)}" + ("" if known.whole else "; later years are not known")


def gaps(known: Reach, first: int) -> list[list[int]]:
    """Return the years from one to that of the question that no list covers, as spells: what a picture hatches.

    Parameters
    ----------
    known : Reach
        The years that are known.
    first : int
        The first year of the picture.

    Examples
    --------
    >>> gaps(Reach(2022, ((1855, 2015),)), 1816), gaps(Reach(2022, ()), 2000), gaps(Reach(2022, ((1855, 2022),)), 1900)
    ([[1816, 1854], [2016, 2022]], [[2000, 2022]], [])
    """
    open_from, found = first, []
    for start, end in known.spells:
        if start > open_from:
            found.append([open_from, start - 1])
        open_from = max(open_from, end + 1)
    if open_from <= known.year:
        found.append([open_from, known.year])
    return found


def headed(finding: str, rests: int | None, year: int, instead: str) -> str:
    """Return a heading, or another in its place where the lists that it rests on ended too long before.

    Parameters
    ----------
    finding : str
        A sentence of the last year known.
    rests : int or None
        That year; None where it rests on no list.
    year : int
        The year of the page.
    instead : str
        The sentence that says so.

    Examples
    --------
    >>> headed("In 2014 it was 3 %.", 2014, 2018, "Not known."), headed("In 2014 it was 3 %.", 2014, 2022, "Not known.")
    ('In 2014 it was 3 %.', 'Not known.')
    """
    return finding if rests is None or recent(Reach(year, ((rests, rests),))) else instead
