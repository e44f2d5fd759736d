"""The page of an essay: every claim once, counts that add up, plain words, valid HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.report.test_html import Tags
from westphalia.claims.check import Checked, Judged
from westphalia.claims.check import TestedPart as Part
from westphalia.claims.essay import Claim, Essay
from westphalia.claims.placebo import Placebo
from westphalia.claims.scrutiny import NOTHING, Scrutiny
from westphalia.claims.verdict import VERDICTS, Reading, combine, judge
from westphalia.record.world import World, load
from westphalia.report import charts
from westphalia.report.essay import page
from westphalia.report.essay.evidence import EventEvidence, _event, days
from westphalia.report.essay.paragraphs import KIND
from westphalia.report.essay.worth import counted, worth
from westphalia.report.html import render_html
from westphalia.report.page import Page, SmallTable
from westphalia.report.text import render_text
from westphalia.report.verdicts import VERDICT

SQL = {"query": "select 1 as value"}
EVENT = {"events": {"ids": ["akhal-1881"]}}


def claim(name: str, statement: str, kind: str = "fact", paragraph: int = 1, **more: Any) -> dict[str, Any]:
    return {"id": name, "statement": statement, "paragraph": paragraph, "kind": kind, **more}


def tried(means: str, pro: str = "> 0.5", con: str = "< 0.2", **of: Any) -> dict[str, Any]:
    return {**(of or {"sql": SQL}), "supports": pro, "contradicts": con, "means": means}


CLAIMS = [
    claim("land", "Iran gave up land.", test=tried("cessions on record", ">= 1", "= 0", **EVENT)),
    claim("votes", "The two vote alike.", "comparison", test=tried("share of common votes")),
    claim(
        "shut-out", "Both are shut out <of> the core.", "mechanism", 2,
        tests=[tried("effect one", "> 0", "< 0"), tried("effect two", "> 0", "< 0")],
    ),
    claim("trade", "They trade more every year.", "trend", 2, test=tried("trade in a year", "> 0", "< 0")),
    claim(
        "wise", "It was an unwise policy.", "counterfactual", 3,
        untestable={"why": "Wisdom is in no series.", "needs": "a stated value of every outcome"},
    ),
    claim(
        "treaty", "A treaty may follow.", "forecast", 3, strength="may",
        resolution={"due": date(2025, 12, 31), "rule": "A treaty is on record."},
        test=tried("treaties on record", ">= 1", "= 0", **EVENT),
    ),
]  # fmt: skip
READINGS = {
    "land": [Reading(1.0, "events", year=1881, observed=1881, tables=("events", "event_parties"))],
    "votes": [Reading(0.1, "share", (0.05, 0.15), 2020, 2020, ("ideal_points",), "194 other states of 2020")],
    "shut-out": [
        Reading(0.0106, "change of the chance", (-0.006, 0.027), tables=("mechanisms",), group="9 relevant pairs"),
        Reading(1.0, "log-odds", (0.5, 1.5), tables=("partnership model",)),
    ],
    "trade": [Reading(None, "", tables=("ideal_points",), why="trade_flows covers 1870-2020")],
    "treaty": [Reading(0.0, "events", tables=("events", "event_parties"))],
}  # fmt: skip
FLIPS = (
    ("a year earlier", "mixed"),
    ("with limits a fifth lower", "mixed"),
    ("a year later", "contradicted"),
)
WORTH = {
    "land": Scrutiny("events", Placebo(3, 40, "the same states in other years", 0.075), ()),
    "votes": Scrutiny("record", Placebo(61, 100, "states within 15 places in capability in the same year", 0.61), ()),
    "shut-out": Scrutiny("model", Placebo(0, 0, "states that exchange their histories at random", 0.25), ()),
    "treaty": Scrutiny("events", Placebo(0, 0, "it names its cases, or is of all states at once", None), ()),
}  # fmt: skip


def judged(each: Claim) -> Judged:
    if each.untestable is not None:
        return Judged(each, "not_testable", (), each.untestable.why)
    pairs = zip(each.parts, READINGS[each.id], strict=True)
    parts = tuple(Part(t, r, judge(r, t.supports, t.contradicts)) for t, r in pairs)
    return Judged(
        each,
        combine([part.verdict for part in parts], each.together),
        parts,
        "",
        None,
        WORTH.get(each.id, NOTHING),
    )


def checked(claims: list[dict[str, Any]] = CLAIMS, as_of: int | None = None) -> Checked:
    essay = Essay.model_validate(
        {
            "id": "small", "title": "A small <essay>", "author": "An author", "published": "2022-07", "where": "a journal",
            "about": {"states": ["Russia", "Iran"], "year": 2022}, "claims": claims,
        }
    )  # fmt: skip
    return Checked(essay, tuple(judged(each) for each in essay.claims), as_of)


@pytest.fixture(scope="module")
def world() -> World:
    return load()


@pytest.fixture(scope="module")
def made(world: World) -> Page:
    return page(world, checked())


@pytest.fixture(scope="module")
def html(made: Page) -> str:
    return render_html(made)


def tables(made: Page, head: str) -> Iterator[SmallTable]:
    return (grid for part in made.sections for grid in part.grids if grid.heads[0] == head)


def claims_of(made: Page) -> list[tuple[str, ...]]:
    parts = (part for part in made.sections if part.id.startswith("paragraph-"))
    return [row for part in parts for grid in part.grids if grid.heads[0] == "Claim" for row in grid.rows]


def test_every_claim_stands_once_in_the_paragraphs(made: Page) -> None:
    assert Counter(row[0] for row in claims_of(made)) == Counter(each["statement"] for each in CLAIMS)


def test_the_counts_of_title_chart_and_tables_are_those_of_the_summary(made: Page) -> None:
    summary = checked().summary
    told = Counter(row[1] for row in claims_of(made))
    assert told == {VERDICT[verdict]: n for verdict, n in summary.items() if n}
    chart = made.sections[0].charts[0]
    for verdict, n in summary.items():
        assert sum(row["value"] for row in chart.rows if row["part"] == VERDICT[verdict]) == n
    assert made.standfirst.startswith(
        "Of 6 claims 1 is supported, 2 contradicted and 1 mixed; 1 lacks data and 1 cannot be tested. "
        "Of the supported, 1 is documented, by events that were coded with the essay in hand, and none is supported by data. "
        "The essay is by an author (July 2022); it is judged with all that is on record today."
    )


def test_all_verdicts_and_kinds_have_words() -> None:
    assert set(VERDICT) == set(VERDICTS)
    assert set(KIND) == set(Claim.model_fields["kind"].annotation.__args__)  # type: ignore[union-attr]


def test_no_chart_is_empty_and_each_says_what_it_shows(made: Page) -> None:
    for part in made.sections:
        for chart in part.charts:
            assert charts.empty(chart) == ""
            assert chart.alt
            assert chart.unit
            assert chart.coverage


def test_findings_are_sentences_without_a_stop_and_topics_are_unique(made: Page) -> None:
    assert all(part.finding and part.finding[-1] != "." for part in made.sections)
    assert len({part.id for part in made.sections}) == len(made.sections)
    assert [part.finding for part in made.sections if part.id.startswith("paragraph-")] == [
        "1 of 2 claims of paragraph 1 is supported; 1 is contradicted",
        "1 of 2 claims of paragraph 2 is mixed; 1 lacks data",
        "1 of 2 claims of paragraph 3 is contradicted; 1 cannot be tested",
    ]


def test_figures_are_in_plain_words(made: Page) -> None:
    cells = {row[0]: row for row in claims_of(made)}
    assert cells["Iran gave up land."] == (
        "Iran gave up land.", "supported", "is",
        "1 event (21 December 1881): cessions on record. One is enough.",
        "Events coded by hand. Placebo: 3 of 40 comparable cases meet it too (the same states in other years). Holds with limits moved.",
    )  # fmt: skip
    assert cells["The two vote alike."][3] == (
        "10 % (5 % to 15 %): share of common votes. 194 other states of 2020. "
        "Over 50 % would support, under 20 % contradict."
    )
    assert cells["They trade more every year."][3] == (
        "Not known: trade in a year. Trade flows covers 1870-2020."
    )
    grid = next(tables(made, "What was measured"))
    assert grid.caption == "Both are shut out <of> the core. Mixed."
    assert [row[1:3] for row in grid.rows] == [
        ("mixed", "+1.1 (−0.6 to +2.7) in 100"),
        ("supported", "2.7 (1.6 to 4.5) times the odds"),
    ]


def test_what_a_verdict_is_worth_stands_beside_it(made: Page) -> None:
    cells = {row[0]: row[4] for row in claims_of(made)}
    assert cells["The two vote alike."].startswith(
        "Tables of the record. Placebo: 61 of 100 comparable cases are contradicted too (states within 15 places"
    )
    assert cells["Both are shut out <of> the core."] == (
        "A model or estimated effects. Placebo: 25 % of trials meet it (states that exchange their histories at random)."
    )
    assert cells["They trade more every year."] == cells["It was an unwise policy."] == ""
    turned = replace(
        judged(Claim.model_validate(CLAIMS[0])), scrutiny=Scrutiny("record", NOTHING.placebo, FLIPS)
    )
    assert worth(turned).endswith(
        "Turns: supported as it stands, mixed a year earlier and with limits a fifth lower; contradicted a year later."
    )


def test_supported_by_data_is_counted_apart_from_documented() -> None:
    by_data = replace(checked([CLAIMS[0]]).claims[0], scrutiny=WORTH["votes"])
    found = replace(checked([CLAIMS[0]]), claims=(by_data, *checked([CLAIMS[0]]).claims))
    assert counted(found).endswith(
        "1 is documented, by events that were coded with the essay in hand, and 1 is supported by data."
    )
    assert counted(checked([CLAIMS[1]])) == ""
    assert counted(replace(found, claims=(by_data,))) == "None of the supported rests on events alone."


def test_forecasts_and_what_cannot_be_tested_have_their_sections(made: Page) -> None:
    forecast = next(tables(made, "Forecast")).rows[0]
    assert forecast[1:4] == ("did not come true", "may", "31 December 2025")
    assert any(part.finding == "The one forecast did not come true" for part in made.sections)
    never = next(grid for grid in tables(made, "Claim") if grid.heads[1] == "Why not")
    assert never.rows == (
        ("It was an unwise policy.", "Wisdom is in no series.", "A stated value of every outcome"),
    )


def test_computed_figures_are_explained_and_not_cited_as_tables(made: Page) -> None:
    cited = {name for source in made.sources for name in source["tables"]}
    assert cited == {"events", "event_parties", "ideal_points"}
    method = next(part for part in made.sections if part.id == "method")
    assert len(method.notes) == 2


def test_an_essay_without_forecasts_events_or_gaps_has_no_such_sections(world: World) -> None:
    short = page(world, checked([CLAIMS[1]]))
    assert [part.id for part in short.sections] == ["verdicts", "paragraph-1", "method"]
    assert short.sections[1].finding == "The one claim of paragraph 1 is contradicted"
    assert short.standfirst.startswith("Of one claim 1 is contradicted.")


def test_a_page_as_of_a_year_says_so(world: World) -> None:
    then = page(world, checked([CLAIMS[1]], as_of=2022))
    assert "what was known at the end of 2022" in then.standfirst
    assert "at the end of 2022" in then.sections[-1].prose[-1]


def test_html_nests_is_escaped_and_cites_the_work_of_every_event(html: str) -> None:
    tags = Tags(html)
    assert (tags.open, tags.broken) == ([], [])
    assert "<of>" not in html
    assert "<essay>" not in html
    links = [attrs["href"] or "" for tag, attrs in tags.tags if tag == "a"]
    assert "Boundary convention between Russia and Persia" in html
    assert not any("wikipedia" in link for link in links), "where it was read is shown to nobody"
    names = [attrs["id"] for _, attrs in tags.tags if attrs.get("id")]
    assert len(names) == len(set(names))
    assert {link[1:] for link in links if link.startswith("#")} <= set(names)


def test_text_fits_a_terminal(made: Page) -> None:
    text = render_text(made, 88)
    assert max(len(line) for line in text.splitlines()) <= 88
    assert "Boundary convention between Russia and Persia" in " ".join(text.split())
    assert not re.search(r"log-odds|<a |nan", text)


def row(citation: str, verified: bool = True) -> dict[str, Any]:
    named = {"event": "x", "date": date(1900, 5, 1), "precision": "month", "title": "It rains."}
    return {**named, "citation": citation, "url": None, "verified": verified}


def test_events_that_do_not_count_say_why() -> None:
    essay = checked().essay
    assert _event(row("A report of the day"), essay).left_out == ""
    assert (
        _event(row("A report of the day", verified=False), essay).left_out == "not verified, and not counted"
    )
    assert "essay alone" in _event(row("A small <essay>, page 3"), essay).left_out


def test_days_of_events_are_told_one_by_one_or_as_a_span() -> None:
    events = [EventEvidence(str(y), date(y, 1, 1), str(y), "", "") for y in (1900, 1910, 1920, 1930)]
    assert days(tuple(events[:2])) == "1900 and 1910"
    assert days(tuple(events)) == "1900-1930"
    assert days((EventEvidence("x", date(1900, 1, 1), "1900", "", "", "not verified"),)) == ""
