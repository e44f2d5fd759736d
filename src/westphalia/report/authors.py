"""Who wrote an essay and when, in words."""

from __future__ import annotations

from westphalia.report.brief import words


def author(name: str) -> str:
    """Return an author within a sentence.

    Examples
    --------
    >>> author("An essayist of July 2022"), author("Ann Lee"), author("The Editors")
    ('an essayist of July 2022', 'Ann Lee', 'the Editors')
    """
    head = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if head in ("A", "An", "The") else name


def dated(published: str) -> str:
    """Return when an essay was published, in words.

    Examples
    --------
    >>> dated("2022"), dated("2022-07"), dated("2022-07-19")
    ('2022', 'July 2022', '19 July 2022')
    """
    year, *rest = published.split("-")
    if not rest:
        return year
    month = f"{words.MONTHS[int(rest[0]) - 1]} {year}"
    return month if len(rest) == 1 else f"{int(rest[1])} {month}"
