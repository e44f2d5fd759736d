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
from westphalia.claims.fragility import Variants
from westphalia.claims.placebo import Placebo
from westphalia.claims.scrutiny import NOTHING, Scrutiny
from westphalia.claims.verdict import VERDICTS, Reading, Verdict, combine, judge
from westphalia.record.world import World, load
from westphalia.report import charts
from westphalia.report.brief import words
from westphalia.report.essay import page
from westphalia.report.essay.evidence import EventEvidence, _event, days
from westphalia.report.essay.lead import leading
from westphalia.report.essay.reasons import because
from westphalia.report.essay.summary import KIND
from westphalia.report.essay.topics import groups
from westphalia.report.essay.worth import counted, worth
from westphalia.report.html import render_html
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.text import render_text
from westphalia.report.verdicts import LOOK, VERDICT

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
FLIPS: Variants = (
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


def claims_of(made: Page) -> dict[str, Section]:
    return {part.finding: part for part in made.sections if part.fold and part.mark}


def test_every_claim_opens_once_on_its_matter_with_verdict_and_paragraph(made: Page) -> None:
    opened = [part for part in made.sections if part.fold and part.mark]
    assert Counter(part.finding for part in opened) == Counter(
        each["statement"].rstrip(".") for each in CLAIMS
    )
    by_statement = {each["statement"].rstrip("."): each for each in CLAIMS}
    verdicts = {each.claim.id: each.verdict for each in checked().claims}
    for part in opened:
        given = by_statement[part.finding]
        assert part.aside == f"paragraph {given['paragraph']}"
        assert part.mark == LOOK[verdicts[given["id"]]]
        assert part.topic == words.sentence(VERDICT[verdicts[given["id"]]])


def test_the_counts_of_title_chart_and_tables_are_those_of_the_summary(made: Page) -> None:
    summary = checked().summary
    told = Counter(part.mark for part in claims_of(made).values())
    assert told == {LOOK[verdict]: n for verdict, n in summary.items() if n}
    [chart] = next(part for part in made.sections if part.id == "verdicts").charts
    for verdict, n in summary.items():
        assert sum(row["value"] for row in chart.rows if row["part"] == VERDICT[verdict]) == n
    assert made.standfirst == (
        "Of 6 claims 1 is supported, 2 contradicted and 1 mixed; 1 lacks data and 1 cannot be tested. "
        "Of the supported, 1 is documented, by events that were coded with the essay in hand, and none is supported by data. "
        "It is judged with all that is on record today."
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
    assert {part.topic: part.finding for part in made.sections if part.id.startswith("topic-")} == {
        "What happened": "1 of 2 claims is supported; 1 is contradicted",
        "Votes and institutions": "1 of 2 claims is contradicted; 1 lacks data",
        "How states act in general": "The one claim is mixed",
        "What no figure tells": "The one claim cannot be tested",
    }


def test_a_page_leads_with_what_is_contested_then_with_what_holds(made: Page) -> None:
    led = [part for part in made.sections if part.mark and not part.fold]
    assert [part.mark for part in led] == ["contradicted", "contradicted", "mixed", "supported"]
    assert [part.id for part in made.sections[: len(led)]] == [part.id for part in led]
    assert led[0].finding == "A treaty may follow"


def test_at_most_five_lead_and_not_all_of_them_contested() -> None:
    many = [claim(f"votes-{at}", f"The two vote alike, {at}.", test=tried("share")) for at in range(9)]
    held = [
        claim(f"land-{at}", f"Iran gave up land, {at}.", test=tried("cessions", ">= 1", "= 0", **EVENT))
        for at in range(3)
    ]
    essay = checked([CLAIMS[0]]).essay

    def told(given: dict[str, Any], verdict: Verdict) -> Judged:
        return Judged(Claim.model_validate(given), verdict, (), "")

    found = Checked(
        essay, (*(told(each, "mixed") for each in many), *(told(each, "supported") for each in held)), None
    )
    verdicts = [each.verdict for each in leading(groups(found))]
    assert verdicts == ["mixed", "mixed", "mixed", "supported", "supported"]
    alone = Checked(essay, found.claims[:9], None)
    assert len(leading(groups(alone))) == 5


def test_topics_of_a_file_group_its_claims_and_name_each_once() -> None:
    given = checked().essay.model_dump()
    halves = [
        {"name": "Second half", "claims": ["wise", "treaty", "trade"]},
        {"name": "First half", "claims": ["land", "votes", "shut-out"]},
    ]
    found = replace(checked(), essay=Essay.model_validate({**given, "topics": halves}))
    assert [(each.name, [one.claim.id for one in each.claims]) for each in groups(found)] == [
        (each["name"], each["claims"]) for each in halves
    ]
    with pytest.raises(ValueError, match="topics name every claim once; not so: land"):
        Essay.model_validate({**given, "topics": [*halves, {"name": "Again", "claims": ["land"]}]})
    with pytest.raises(ValueError, match="topics name every claim once; not so: trade, treaty, wise"):
        Essay.model_validate({**given, "topics": halves[1:]})


def test_what_the_essay_is_stands_with_its_date_and_where_it_is(world: World) -> None:
    part = next(part for part in page(world, checked()).sections if part.id == "essay")
    assert part.finding == "“A small <essay>”, by an author, of July 2022"
    assert part.prose[-1] == "Where it is found: a journal."
    unplaced = replace(
        checked(), essay=checked().essay.model_copy(update={"found": False, "gist": "It says little."})
    )
    part = next(part for part in page(world, unplaced).sections if part.id == "essay")
    assert (part.prose[0], part.prose[-1]) == ("It says little.", "Where it can be read is not known here.")


def test_figures_are_in_plain_words(made: Page) -> None:
    told = {name: part.prose for name, part in claims_of(made).items()}
    assert told["Iran gave up land"] == (
        "Cessions on record: 1 event. One is enough.",
        "Events coded by hand. Placebo: 3 of 40 comparable cases meet it too (the same states in other years). Holds with limits moved.",
    )
    assert told["The two vote alike"][0] == (
        "Share of common votes: 10 % (5 % to 15 %). It would take over 50 %; under 20 % contradicts. That is 194 other states of 2020."
    )
    assert told["They trade more every year"][0] == "Trade in a year: Trade flows covers 1870-2020."
    assert told["Both are shut out <of> the core"][0] == (
        "Effect one: +1.1 (−0.6 to +2.7) in 100. Of its two figures 1 is supported and 1 mixed; all must hold."
    )
    [grid] = tables(made, "What was measured")
    assert [row[1:3] for row in grid.rows] == [
        ("mixed", "+1.1 (−0.6 to +2.7) in 100"),
        ("supported", "2.7 (1.6 to 4.5) times the odds"),
    ]


def test_what_a_verdict_is_worth_stands_with_its_claim(made: Page) -> None:
    told = {name: part.prose for name, part in claims_of(made).items()}
    assert told["The two vote alike"][1].startswith(
        "Tables of the record. Placebo: 61 of 100 comparable cases are contradicted too (states within 15 places"
    )
    assert told["Both are shut out <of> the core"][1] == (
        "A model or estimated effects. Placebo: 25 % of trials meet it (states that exchange their histories at random)."
    )
    assert len(told["They trade more every year"]) == 1
    turned = replace(
        judged(Claim.model_validate(CLAIMS[0])), scrutiny=Scrutiny("record", NOTHING.placebo, FLIPS)
    )
    assert worth(turned).endswith(
        "Turns: supported as it stands, mixed a year earlier and with limits a fifth lower; contradicted a year later."
    )


def one(
    value: float, interval: tuple[float, float] | None, pro: str, con: str, verdict: Verdict | None = None
) -> Judged:
    made = Claim.model_validate(claim("one", "It is so or not.", test=tried("a figure", pro, con)))
    reading = Reading(value, "times", interval)
    part = Part(made.parts[0], reading, judge(reading, pro, con))
    return Judged(made, verdict or part.verdict, (part,), "")


@pytest.mark.parametrize(
    ("judged", "why"),
    [
        (one(3.0, None, "> 2", "< 1"), "Over 2 is enough."),
        (one(0.5, None, "> 2", "< 1"), "It would take over 2; under 1.0 contradicts."),
        (one(1.5, None, "> 2", "< 1"), "That lies between what would support it, over 2, and what would contradict it, under 1.0."),
        (one(1.5, (0.5, 3.0), "> 2", "< 1"), "Its range reaches from what would contradict the claim, under 1.0, to what would support it, over 2."),
        (one(2.5, (1.5, 3.0), "> 2", "< 1"), "The figure would support it, which takes over 2, but its range does not lie there as a whole."),
        (one(0.8, (0.5, 1.5), "> 2", "< 1"), "The figure would contradict it, which takes under 1.0, but its range does not lie there as a whole."),
        (one(1.5, (1.2, 1.8), "> 2", "< 1"), "That decides nothing: over 2 would support it, under 1.0 contradict."),
        (one(0.5, (0.2, 0.9), "< 1", "> 2"), "Under 1.0 is enough."),
    ],
)  # fmt: skip
def test_the_reason_is_where_the_figure_lies(judged: Judged, why: str) -> None:
    assert because(judged) == why


def test_the_reason_for_what_others_meet_too_or_what_turns() -> None:
    found = one(3.0, None, "> 2", "< 1", "mixed")
    common = replace(found, scrutiny=Scrutiny("record", Placebo(8, 34, "any states", 8 / 34), ()))
    assert (
        because(common)
        == "By its figure it is supported, but so it is of 8 of 34 comparable cases (any states): that says little."
    )
    turned = replace(found, scrutiny=Scrutiny("record", NOTHING.placebo, FLIPS))
    assert because(turned) == "By its figure it is supported, but a year earlier it is mixed."


def test_supported_by_data_is_counted_apart_from_documented() -> None:
    by_data = replace(checked([CLAIMS[0]]).claims[0], scrutiny=WORTH["votes"])
    found = replace(checked([CLAIMS[0]]), claims=(by_data, *checked([CLAIMS[0]]).claims))
    assert counted(found).endswith(
        "1 is documented, by events that were coded with the essay in hand, and 1 is supported by data."
    )
    assert counted(checked([CLAIMS[1]])) == ""
    assert counted(replace(found, claims=(by_data,))) == "None of the supported rests on events alone."


def test_forecasts_and_what_cannot_be_tested_have_their_sections(made: Page) -> None:
    told = claims_of(made)["A treaty may follow"].prose[-1]
    assert (
        told == "A forecast, due 31 December 2025; what decides: A treaty is on record. It did not come true."
    )
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
    assert [part.id for part in short.sections] == [
        "lead-votes", "essay", "verdicts", "topic-votes-and-institutions", "claim-votes", "method",
    ]  # fmt: skip
    assert short.standfirst.startswith("Of one claim 1 is contradicted.")


def test_a_page_as_of_a_year_says_so(world: World) -> None:
    then = page(world, checked([CLAIMS[1]], as_of=2022))
    assert "what was known at the end of 2022" in then.standfirst
    assert any(
        "at the end of 2022" in text for part in then.sections if part.id == "essay" for text in part.prose
    )


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
