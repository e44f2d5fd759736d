"""What pages of all eras say holds: words end where lists end, nothing contradicts, names are of their period, one set of pairs a page."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from tests.conftest import in_part
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.world import load
from westphalia.report.brief import page
from westphalia.report.page import Page, SmallTable

WORLD = load()
CASES = 400
KNOWN = [
    (365, 630, 2022), (255, 365, 1939), (369, 365, 2014), (365, 640, 1828), (2, 101, 2020), (750, 770, 1971), (160, 140, 1902),
    (530, 531, 2018), (740, 710, 1937), (375, 365, 2024), (365, 630, 1828), (365, 315, 1968), (200, 220, 1904), (645, 690, 1990),
    (666, 630, 2025), (2, 710, 2023), (365, 290, 2024), (950, 338, 1990), (255, 365, 1940), (371, 373, 2023),
]  # fmt: skip
"""Pairs and years of which readers have found something false, or may."""
TRIED = {(365, 630, 2022), (365, 630, 1828), (369, 365, 2014), (375, 365, 2024), (255, 365, 1940)}
"""Those that are always tried."""
WARS, CONFLICTS, LAND, DISPUTES, PACTS = (1816, 2007), (1946, 2024), (1816, 2015), (1816, 2014), (1815, 2018)
"""First and last years of lists, as their codebooks have them."""
RECENT = 5


def drawn() -> list[tuple[int, int, int]]:
    """Return pairs and years: half from all pairs, half from those with an event or a dispute, over all eras alike."""
    chance = random.Random(20261130)
    told = sorted(
        {
            (min(a, b), max(a, b))
            for (a, b) in zip(
                *WORLD.scan("dispute_dyad_years").select("ccode1", "ccode2").collect().get_columns(),
                strict=True,
            )
        }
    )
    found: list[tuple[int, int, int]] = list(KNOWN)
    while len(found) < CASES:
        year = chance.randint(FIRST_YEAR, LAST_YEAR)
        states = WORLD.members(year)
        pair = chance.choice(told) if len(found) % 2 else tuple(sorted(chance.sample(list(states), 2)))
        if set(pair) <= set(states):
            found.append((*pair, year))
    return found


def made(a: int, b: int, year: int) -> Page:
    return page(WORLD, WORLD.dyad(a, b, year), year, None)


def findings(made: Page) -> list[str]:
    """Return the headings and the standfirst."""
    return [made.standfirst, *(section.finding for section in made.sections)]


DATED = re.compile(r"^(\d{1,2} )?([A-Z][a-z]+ )?\d{4}[^:]{0,40}: ")
"""How a sentence begins that is the text of an event."""


def sentences(made: Page) -> list[str]:
    """Return all that a page says in words of its own: without titles of events, which are quoted."""
    said = findings(made)
    for section in made.sections:
        said += [each for each in section.prose if not DATED.match(each)]
        said += [text for chart in section.charts for text in (chart.title, chart.alt)]
        said += [grid.caption for grid in section.grids]
    return said


def everything(made: Page) -> Iterator[str]:
    """Yield every text of a page."""
    yield from sentences(made)
    for section in made.sections:
        yield from section.prose
        yield from section.notes
        for chart in section.charts:
            yield from (chart.coverage, chart.unit)
        for grid in section.grids:
            yield from grid.heads
            yield from (str(cell) for row in grid.rows for cell in row)


def covered(a: int, b: int, span: tuple[int, int], system: str) -> set[int]:
    """Return the years of a list in which both were in a system of states."""
    years = [
        {year for first, last in WORLD.spells(code, system) for year in range(first, last + 1)}
        for code in (a, b)
    ]
    return years[0] & years[1] & set(range(span[0], span[1] + 1))


def claimed(text: str, year: int) -> set[int]:
    """Return the years of which a sentence speaks: since one, or in one or several spans."""
    since = re.match(r"\s*since (\d{4})", text)
    if since:
        return set(range(int(since[1]), year + 1))
    spans = re.match(r"\s*in ((?:\d{4}(?:-\d{4})?(?:, | and )?)+)", text)
    assert spans, text
    return {
        each
        for first, last in re.findall(r"(\d{4})(?:-(\d{4}))?", spans[1])
        for each in range(int(first), int(last or first) + 1)
    }


NONE = {
    "fought no war against each other on record": ((WARS, "cow"), (CONFLICTS, "either")),
    "no land is on record as changing hands between them": ((LAND, "either"),),
}
"""Words for none, and what may say so: lists with the states that each follows."""


def none_outside(made: Page, a: int, b: int, year: int) -> Iterator[str]:
    """Yield sentences that deny something of years, or of a pair, of which no list knows."""
    for said in sentences(made):
        for words, lists in NONE.items():
            if words in said:
                known = set().union(*(covered(a, b, span, system) for span, system in lists))
                if not claimed(said.partition(words)[2], year) <= known:
                    yield f"denied where nothing is known: {said}"
        ends = re.search(r"no militarized dispute on record to (\d{4})", said)
        if ends and not covered(a, b, (int(ends[1]), int(ends[1])), "cow") & set(
            range(1816, DISPUTES[1] + 1)
        ):
            yield f"disputes denied beyond the list: {said}"
        bound = re.search(r"No pact bound .* (?:in|at the end of) (\d{4})", said)
        if bound and int(bound[1]) > PACTS[1]:
            yield f"pacts denied beyond the list: {said}"


ENDED = re.compile(
    r"(?:(?:to|end of|[Ii]n)|since the list ended in) (?:\d{4}-)?(\d{4})(?:, the last year known)?"
)
OPEN = ("not known", "listed to", "since the list ended", "only", "ends with", "on record")


def stale_headings(made: Page, year: int) -> Iterator[str]:
    """Yield headings that rest on nothing later than five years before the page."""
    for said in findings(made):
        for part in re.split(r"(?<=\.) ", said):
            old = re.search(r"(\d{4}), the last year known", part)
            if old and year - int(old[1]) > RECENT:
                yield f"heads the page with an old figure: {part}"
            years = [int(each) for each in ENDED.findall(part)]
            if years and max(years) < year - RECENT and not any(word in part for word in OPEN):
                yield f"rests on old years alone: {part}"


def contradictions(made: Page, year: int) -> Iterator[str]:
    """Yield findings that speak against each other, or against an event of the same page."""
    said = " ".join(sentences(made))
    events = made.document["timeline"]
    wars = [event for event in events if event["kind"] == "war" and event["opposed"]]
    if "fought no war" in said and wars:
        yield f"no war, and {wars[0]['text']}"
    if "fought no war" in said and re.search(r"as far as war[.;]", said):
        yield "no war, and a dispute that was one"
    if "fought no war" in said and "at war with each other" in said:
        yield "no war, and one"
    if "no land is on record" in said and any(
        event["kind"] == "land" or event.get("what", "").startswith("land ") for event in events
    ):
        yield "no land, and a transfer"
    if "No state had sanctions on" in made_of(made, "sanctions") and any(
        event["kind"] == "sanction" and event["date"] <= str(year) <= (event["end"] or "9999")
        for event in events
    ):
        yield "no sanctions, and some"
    arms = [
        event for event in events if event["kind"] == "arms" and (event["end"] or "9999") > str(year - 10)
    ]
    if "No major arms passed between" in said and arms:
        yield f"no arms, and {arms[0]['text']}"
    if "No pact bound" in said and any(
        event["kind"] == "pact"
        and event["source"] == "pacts"
        and event["date"] < str(year)
        and (event["end"] or "9999") > f"{year}-12-31"
        for event in events
    ):
        yield "no pact, and one"
    borders = made_of(made, "geography")
    if "shared no land border" in borders and re.search(r"(?<!no )(?<!shared )bordered each other", borders):
        yield "no border, and one"


def made_of(made: Page, name: str) -> str:
    section = next(each for each in made.sections if each.id == name)
    return " ".join((section.finding, *section.prose))


def other_names(made: Page, a: int, b: int) -> Iterator[str]:
    """Yield sentences with a name of a state that was not its name in the year that stands with it."""
    for code in (a, b):
        names = {WORLD.gazetteer.usual(code, year) for year in range(FIRST_YEAR, LAST_YEAR + 1)}
        for said in sentences(made) if len(names) > 1 else ():
            for clause in re.split(r"[;:()]|\. ", said):
                for name in names:
                    longer = [each for each in names if name in each and name != each]
                    clause = re.sub("|".join(map(re.escape, longer)), "", clause) if longer else clause
                    after = re.search(rf"\b{re.escape(name)}\b[^,]{{0,60}}? in (\d{{4}})\b(?!-)", clause)
                    before = re.match(rf"[Ii]n (\d{{4}}) .{{0,40}}\b{re.escape(name)}\b", clause)
                    for found in (after, before):
                        when = int(found[1]) if found else 0
                        if FIRST_YEAR <= when <= LAST_YEAR and WORLD.gazetteer.usual(code, when) != name:
                            yield f"{name} was not the name in {when}: {clause}"


@cache
def names_of_another_time(year: int) -> re.Pattern[str]:
    """Return a pattern of the names that states of a year had at other times, and no state then."""
    now, other = set(), set()
    for code in WORLD.members(year):
        usual = WORLD.gazetteer.usual(code, year)
        now.add(usual)
        other |= {WORLD.gazetteer.usual(code, each) for each in range(FIRST_YEAR, LAST_YEAR + 1)}
    wrong = {name for name in other - now if not any(name in held for held in now)}
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(wrong, key=len, reverse=True))) or '(?!)'})\b")


OF_THE_YEAR = ("bars", "map", "strip", "tally", "waterfall")
"""Pictures of the year alone; lines and lanes go through the years, and name a state at their end as it is called there."""

MANY_TIMES = ("who", "timeline", "essay")
"""Parts of a page that speak of many years."""
YEAR = r"\b(?:1[89]|20)\d\d\b"


def in_cells(made: Page, year: int) -> Iterator[str]:
    """Yield cells, labels and alternative texts that name a state as it was called at another time; who the states are says all their names."""
    pattern = names_of_another_time(year)
    for section in made.sections:
        grids = [] if section.id in MANY_TIMES else section.grids
        rows = [row for grid in grids for row in (grid.heads, *grid.rows)]
        texts = [cell for row in rows for cell in row if not re.search(YEAR, " ".join(map(str, row)))]
        texts += [grid.caption for grid in grids]
        texts += [text for chart in section.charts for text in (chart.title, chart.alt)]
        texts += [
            each
            for chart in section.charts
            if chart.kind in OF_THE_YEAR and section.id not in MANY_TIMES
            for row in chart.rows
            for each in row.values()
            if isinstance(each, str)
        ]
        for said in texts:
            if not re.search(YEAR, str(said)) and pattern.search(str(said)):
                yield f"{section.id} has a name of another time: {said[:200]}"


UNSAID = (
    (re.compile(r"[Nn]oted most recently|[Bb]egun most recently"), "a label in place of a sentence"),
    (re.compile(r"\d[\d,]* of (?!1,000\b|10,000\b)\d{1,3},\d{3} (?:other )?pairs"), "a count of thousands"),
    (re.compile(r"\b[a-z]+_[a-z_]+\b"), "a name of a table or column"),
    (re.compile(r"[Nn]o value in \w+ for"), "a name of a table"),
    (re.compile(r"\bthey no\b|(?<!\.)\.\.(?!\.)| ,| \.(?!\d)"), "no English"),
    (re.compile(r"\b(one|two|three|four|five|six) (\w+), \1 of them"), "all told as a part"),
    (re.compile(r"\bhalf of the all\b|\bno \(0 %\)|\bNo states\b"), "no English"),
)


def unsayable(made: Page) -> Iterator[str]:
    """Yield what a newspaper would not print."""
    for said in everything(made):
        text = re.sub(r"https?://\S+|\S+\.\w+/\S+", "", said)
        for pattern, what in UNSAID:
            if pattern.search(text):
                yield f"{what}: {said[:200]}"


def pairs_counted(made: Page) -> Iterator[str]:
    """Yield the sizes of the set of pairs, where a page has more than one."""
    counts = {
        each
        for said in everything(made)
        for each in re.findall(r"\b(\d{1,3}(?:,\d{3})+|\d{3,}) (?:other )?pairs", said)
    }
    if len(counts - {"1,000", "10,000", "100"}) > 1:
        yield f"several sets of pairs: {sorted(counts)}"


@pytest.mark.parametrize(("a", "b", "year"), in_part(drawn(), every=20, always=TRIED))
def test_what_a_page_says_holds(a: int, b: int, year: int) -> None:
    one = made(a, b, year)
    assert [
        *none_outside(one, a, b, year),
        *stale_headings(one, year),
        *contradictions(one, year),
        *other_names(one, a, b),
        *in_cells(one, year),
        *unsayable(one),
        *pairs_counted(one),
    ] == []


def test_pages_of_all_eras_are_tried() -> None:
    years = [year for _, _, year in drawn()]
    assert len(drawn()) == CASES
    assert all(sum(first <= year < first + 30 for year in years) >= 20 for first in range(1816, 2000, 30))


def changed(one: Page, name: str, **to: object) -> Page:
    return replace(
        one, sections=tuple(replace(each, **to) if each.id == name else each for each in one.sections)
    )


def test_the_checks_find_what_they_are_for() -> None:
    one = made(365, 630, 2022)
    bad = changed(
        one, "timeline", finding="Russia and Iran have fought no war against each other on record since 1816."
    )
    assert list(none_outside(bad, 365, 630, 2022))
    assert list(contradictions(bad, 2022))
    old = changed(
        one, "trade", finding="In 2014, the last year known, Iran bought 1.5 % of its imports from Russia."
    )
    assert list(stale_headings(old, 2022))
    named = changed(one, "arms", finding="Russia delivered arms to Iran for the first time in 1967.")
    assert list(other_names(named, 365, 630))
    grid = SmallTable(("seller", "share"), (("Soviet Union", "1 %"),), "lr", ())
    assert list(in_cells(changed(one, "arms", grids=(grid,)), 2022))
    assert not any("Soviet Union" in each for each in in_cells(changed(one, "arms", grids=(grid,)), 1950))
    for said in (
        "Noted most recently: a visit.",
        "They did, like 18,674 of 18,915 pairs.",
        "No value in relations for 1828.",
        "The cases by final_passage.",
        "They made two pacts, two of them between the two alone.",
    ):
        assert list(unsayable(changed(one, "arms", finding=said))), said
    assert list(pairs_counted(changed(one, "arms", finding="Of 18,915 pairs.", prose=("Of 2,145 pairs.",))))
