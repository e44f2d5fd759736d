"""What a page says, text by text, and the phrases that deny or state a fact there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from westphalia.report.page import Chart, Page

FOLDER = Path(__file__).parent / "facts"
YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
CLAUSE = re.compile(r"[;:()]|\.(?=\s|$)")
DATED = re.compile(r"\(((?:from|to|since|and|[A-Z][a-z]+|[\d\s,-])*\d{4})\)")
"""A parenthesis that is a date belongs to what stands before it."""
EVENT = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\d{4}[^:]{0,40}: ")
"""How a sentence begins that is the title of an event: it tells of the day of the event."""
SENTENCE = re.compile(r"\.(?=\s|$)")
RECENT = 10


@dataclass(frozen=True, slots=True)
class Said:
    """A text of a page: where it stands, and whether it tells of the page's own time (a mark of a lane tells of its own)."""

    where: str
    text: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a pair in a year, the names of phrases that deny it, one more expression, and the name of what must be said."""

    codes: tuple[int, int]
    names: tuple[str, str]
    year: int
    kind: str
    fact: str
    denials: tuple[str, ...]
    also: str
    says: str

    def __str__(self) -> str:
        return f"{self.names[0]}-{self.names[1]}-{self.year}"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A way to deny or state: where it is looked for (``now``, ``recent``, ``ever``) and its expression."""

    name: str
    use: str
    when: str
    pattern: str
    catches: str
    spares: str

    def found(self, said: Said, names: tuple[str, str], year: int) -> str | None:
        """Return the piece of a text in which the phrase stands, if it does.

        Parameters
        ----------
        said : Said
            The text.
        names : tuple of str
            Expressions of the names of the two states.
        year : int
            Of the page.
        """
        pattern = re.compile(self.pattern.replace("{a}", names[0]).replace("{b}", names[1]), re.IGNORECASE)
        return next((piece for piece in _pieces(said, self.when, year) if pattern.search(piece)), None)


def _pieces(said: Said, when: str, year: int) -> list[str]:
    if when == "ever":
        return [said.text]
    if when == "recent":
        recent = range(year - RECENT + 1, year + 1)
        told = SENTENCE.split(said.text)
        return [piece for piece in told if any(int(found) in recent for found in YEAR.findall(piece))]
    return [piece for piece in CLAUSE.split(DATED.sub(r"\1", said.text)) if said.own and _now(piece, year)]


def _now(clause: str, year: int) -> bool:
    years = YEAR.findall(clause)
    return not years or str(year) in years or "last year" in clause


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def facts() -> tuple[Fact, ...]:
    """Return the list of facts."""
    return tuple(
        Fact(
            (int(row["ccode_a"]), int(row["ccode_b"])),
            (row["a"], row["b"]),
            int(row["year"]),
            row["kind"],
            row["fact"],
            tuple(filter(None, row["denials"].split(";"))),
            row["also"],
            row["says"],
        )
        for row in _rows("facts.csv")
    )


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return the list of phrases."""
    return tuple(Phrase(**row) for row in _rows("phrases.csv"))


def named(name: str, use: str) -> list[Phrase]:
    """Return the rows of a phrase; it is an error where there is none."""
    found = [phrase for phrase in phrases() if (phrase.name, phrase.use) == (name, use)]
    assert found, f"no phrase {name!r} that {use}"
    return found


def texts(page: Page) -> list[Said]:
    """Return what a page says: headline, findings, sentences, titles and alternative texts of charts, and labels of lanes.

    Parameters
    ----------
    page : Page
        Of a pair.
    """
    out = [Said("title", page.title), Said("headline", _of_the_two(page, page.standfirst))]
    for section in page.sections:
        out.append(Said(section.id, _of_the_two(page, section.finding)))
        told = (_of_the_two(page, each) for each in section.prose)
        out += [Said(f"{section.id}, prose", each, not EVENT.match(each)) for each in told]
        for chart in section.charts:
            out += [Said(f"{chart.id}, title", chart.title), Said(f"{chart.id}, alternative", chart.alt)]
            out += _lanes(chart) if chart.kind == "lanes" else _panels(chart)
    return out


THIRD = ("adversary", "foe", "moved")
"""Kinds of reasons whose sentence tells of the relations of third states."""


def _of_the_two(page: Page, text: str) -> str:
    """Return a text without the sentences on the relations of third states, as the document has them."""
    answer = page.document.get("answer", {})
    for reason in (reason for part in ("binds", "limits", "others") for reason in answer.get(part, ())):
        if reason["kind"] in THIRD:
            text = text.replace(reason["says"], "")
    return text


def _lanes(chart: Chart) -> list[Said]:
    """Return the labels of lanes, and of an empty one what it says of itself, as :mod:`westphalia.report.charts.lanes` writes it."""
    filled = {row["lane"] for row in chart.rows}
    out = [
        Said(f"{chart.id}, mark", str(row[key]), False)
        for row in chart.rows
        for key in ("text", "what")
        if row.get(key)
    ]
    shown = chart.options.get("lanes", [])
    for lane in shown:
        whole = chart.options.get("missing", {}).get(lane, chart.options.get("missing", {}).get("*", []))
        if lane in filled or whole:
            out.append(Said(f"{chart.id}, lane", str(lane)))
        else:
            none = chart.options.get("none", {}).get(lane, "none on record")
            out.append(Said(f"{chart.id}, lane", f"{lane}: {none}"))
    return out


def _panels(chart: Chart) -> list[Said]:
    """Return what panels without a positive value say."""
    empty = [
        panel
        for panel in chart.options.get("panels", [])
        if not any(row.get("panel") == panel and row.get("value") for row in chart.rows)
    ]
    none = chart.options.get("none", {})
    return [Said(f"{chart.id}, panel", f"{panel}: {none.get(panel, 'none on record')}") for panel in empty]


def names_of(page: Page, fact: Fact) -> tuple[str, str]:
    """Return expressions of the names that the page and the list have for the two states."""
    a, b = (
        "(?:the )?(?:" + "|".join(map(re.escape, dict.fromkeys((page.labels[role], name)))) + ")"
        for role, name in zip("ab", fact.names, strict=True)
    )
    return a, b


def failures(page: Page, fact: Fact) -> list[str]:
    """Return what on a page denies a fact, and what it fails to say.

    Parameters
    ----------
    page : Page
        Of the pair and year.
    fact : Fact
        From the list.
    """
    names, told = names_of(page, fact), texts(page)
    denying = [phrase for name in fact.denials for phrase in named(name, "denies")]
    if fact.also:
        denying.append(Phrase("also", "denies", "now", fact.also, "", ""))
    out = [
        f"denied ({phrase.name}) in {said.where}: {piece.strip()}"
        for phrase in denying
        for said in told
        if (piece := phrase.found(said, names, fact.year)) is not None
    ]
    if fact.says and not any(
        phrase.found(said, names, fact.year) for phrase in named(fact.says, "says") for said in told
    ):
        out.append(f"not said: {fact.says}")
    return out
