"""Checking essays: verdicts are computed from the data, whatever the prose says."""

import json
import time
from functools import cache

import polars as pl
import pytest

import westphalia as wp
from tests.editions import altered
from westphalia import yaml_file
from westphalia.claims import files
from westphalia.claims.check import check, to_dict
from westphalia.claims.stored import VERDICTS, Stored
from westphalia.claims.verdict import VERDICTS as ALL
from westphalia.errors import NotUnderstood
from westphalia.report.views import claimed  # noqa: F401 - it reads what claims ask of effects

WORLD = wp.load()
ESSAY = files.read(files.find("russia-iran-2022"), WORLD)


@cache
def checked():
    """Return the essay with its verdicts, which no worker works out that has none of these tests."""
    return check(WORLD, ESSAY)


HEAD = """id: mine
title: "An essay of mine"
author: "Somebody"
published: "2020"
where: "https://example.org/essay"
about: {states: [Russia, Iran], year: 2020}
claims:
"""


def essay_of(*tests, **more):
    """Return an essay of one claim for each test."""
    lines = [HEAD]
    for at, test in enumerate(tests):
        lines.append(
            f"- {{id: claim-{at}, statement: 'A statement of mine.', paragraph: 1, kind: fact, test: {test}}}\n"
        )
    return files.essay_of(yaml_file.parse("".join(lines), "mine.yaml"), "mine.yaml", more.get("world"))


def verdicts(world, *tests):
    """Return what the figures of claims alone give."""
    return [each.plain for each in check(world, essay_of(*tests)).claims]


def test_the_essay_has_claims_and_computed_verdicts_enough():
    assert len(checked().claims) >= 45
    computed = [each for each in checked().claims if each.verdict in ("supported", "contradicted", "mixed")]
    assert len(computed) >= 30
    assert sum(checked().summary.values()) == len(checked().claims)
    assert {each.verdict for each in checked().claims} <= set(ALL)


def test_the_verdicts_that_pages_show_are_those_computed():
    document = json.loads((WORLD.manifest.folder / VERDICTS).read_bytes())
    assert WORLD.manifest.changed(VERDICTS) == ()
    shown = {essay["id"]: essay for essay in document["essays"]}
    assert sorted(shown) == files.shelf()
    mine = shown["russia-iran-2022"]
    assert mine["summary"] == checked().summary
    assert [(each["id"], each["statement"], each["verdict"]) for each in mine["claims"]] == [
        (each.claim.id, each.claim.statement, each.verdict) for each in checked().claims
    ]


def test_the_document_is_that_of_the_contract():
    document = to_dict(WORLD, checked())
    assert list(document["summary"]) == [*ALL, "documented", "supported_by_data"]
    told = [each for each in document["claims"] if each["verdict"] == "supported"]
    assert document["summary"]["documented"] == sum(each["basis"] == "events" for each in told)
    assert document["summary"]["documented"] + document["summary"]["supported_by_data"] == len(told)
    for claim in document["claims"]:
        assert {
            "id",
            "statement",
            "kind",
            "paragraph",
            "verdict",
            "figure",
            "interval",
            "sources",
            "why",
            "basis",
            "placebo",
            "fragile",
        } <= set(claim)
        assert claim["figure"]["value"] is not None or claim["figure"]["why"], claim["id"]
        if claim["verdict"] in ("supported", "contradicted", "mixed"):
            assert claim["sources"], claim["id"]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("land-on-the-caspian", "supported"),
        ("fifteen-killed", "supported"),
        ("iran-sided-with-america", "supported"),
        ("climax-1939", "supported"),
        ("iran-the-junior", "supported"),
        ("weaker-supplier-in-war-rare", "supported"),
        ("heavier-on-iran", "supported"),
        ("west-rules-finance", "supported"),
        ("nationalism", "not_testable"),
        ("aid-shifts-the-gulf", "mixed"),
        ("air-defence-deters", "mixed"),
        ("aid-enables-a-bomb", "not_testable"),
        ("drones-will-come", "supported"),
    ],
)
def test_what_history_makes_sure(claim, verdict):
    assert {each.claim.id: each for each in checked().claims}[claim].verdict == verdict


def test_the_prose_decides_nothing():
    other = ESSAY.model_copy(
        update={
            "claims": [
                claim.model_copy(update={"statement": "The opposite is true.", "paragraph": 1})
                for claim in ESSAY.claims
            ],
            "note": "",
        }
    )
    assert [each.verdict for each in check(WORLD, other).claims] == [
        each.verdict for each in checked().claims
    ]


def test_a_change_of_the_data_changes_the_verdict_both_ways(tmp_path):
    junior = "{measure: {name: capability_ratio, of: [Russia, Iran], years: 2015}, supports: '> 1', contradicts: '< 1', means: 'ratio'}"
    mob = "{events: {ids: [griboyedov-1829]}, supports: '>= 1', contradicts: '= 0', means: 'attacks'}"
    assert verdicts(WORLD, junior, mob) == ["supported", "supported"]

    def swapped(frame):
        code = pl.col("ccode")
        return frame.with_columns(code.replace({365: 630, 630: 365})).sort("ccode", "year")

    other = altered(
        tmp_path / "other",
        capabilities=swapped,
        events=lambda frame: frame.filter(pl.col("event") != "griboyedov-1829"),
    )
    assert verdicts(other, junior, mob) == ["contradicted", "contradicted"]
    doubted = altered(tmp_path / "doubted", events=lambda frame: frame.with_columns(verified=pl.lit(False)))
    assert verdicts(doubted, junior, mob) == ["supported", "contradicted"]


NAMED = ("envoy-killed", "fifteen-killed", "leaked-recording")


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.long), 4])
def test_as_of_a_year_nothing_later_counts(every):
    """Forecasts, the claims that are named below, and every so many of the others."""
    tried = [
        claim
        for place, claim in enumerate(filter(cheap, ESSAY.claims))
        if place % every == 0 or claim.kind == "forecast" or claim.id in NAMED
    ]
    earlier = check(WORLD.as_of(2016), ESSAY.model_copy(update={"claims": tried}))
    found = {each.claim.id: each for each in earlier.claims}
    assert found["envoy-killed"].verdict == "supported"
    assert found["fifteen-killed"].verdict == "insufficient_coverage"
    assert found["leaked-recording"].verdict == "insufficient_coverage", "the record of events is a choice"
    forecasts = [each for each in earlier.claims if each.claim.kind == "forecast"]
    assert forecasts
    assert {each.verdict for each in forecasts} == {"insufficient_coverage"}
    for each in earlier.claims:
        for part in each.parts:
            assert part.reading.observed is None or part.reading.observed <= 2016, each.claim.id


def cheap(claim):
    return not any(part.model or part.mechanism or part.standing for part in claim.parts)


def test_evidence_that_rests_on_the_essay_alone_is_refused(tmp_path):
    mine = "https://example.org/essay"

    def cited(*places):
        return lambda frame: frame.with_columns(
            citation=pl.when(pl.col("event") == "griboyedov-1829")
            .then(pl.lit("; ".join(places)))
            .otherwise("citation")
        )

    mob = "{events: {ids: [griboyedov-1829]}, supports: '>= 1', contradicts: '= 0', means: 'attacks'}"
    alone = check(altered(tmp_path / "alone", events=cited(f"{mine} (paragraph 2)")), essay_of(mob)).claims[0]
    assert alone.verdict == "contradicted"
    assert "rest on the essay alone" in alone.why
    both = check(
        altered(tmp_path / "both", events=cited(mine, "https://iranicaonline.org/x")), essay_of(mob)
    ).claims[0]
    assert both.verdict == "supported"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("drop table events", "Only SELECT"),
        ("copy (select 1 as value) to '/tmp/westphalia-claims.csv'", "Only SELECT"),
        ("select count(*) as value from read_csv('/etc/passwd')", "no files"),
        ("select 1 as value; select 2 as value", "exactly one"),
        ("select 1 as value union all select 2", "more"),
        ("select 1 as number_of_things", "has the columns"),
        ("select no_such_column as value from events", "no_such_column"),
    ],
)
def test_a_query_that_does_anything_else_is_refused(query, said):
    test = f'{{sql: {{query: "{query}"}}, supports: "> 0", contradicts: "< 0", means: "figure"}}'
    with pytest.raises(NotUnderstood, match=said) as caught:
        check(WORLD, essay_of(test, test))
    assert "claim-0" in caught.value.why
    assert "claim-1" in caught.value.why


WRONG = [
    ("'much' as value", "gives 'much'"),
    ("date '1914-07-28' as value", "gives '1914-07-28'"),
    ("[1, 2] as value", "gives [1, 2]"),
    ("{'a': 1} as value", "gives {'a': 1}"),
    ("chr(0) as value", "gives '\\x00'"),
    ("repeat('x', 5000) as value", "xxx ..."),
    ("1 as value, 'low' as low, 2 as high", "column low"),
    ("1 as value, 3 as low, 2 as high", "in order"),
    ("1 as value, 'then' as year", "column year"),
    ("1 as value, 1914.5 as year", "1914.5"),
    ("1 as value, 2 as value", "has the columns"),
    ("'5' as hits, 20 as of", "column hits"),
    ("5 as hits, [20] as of", "column of"),
    ("5 as hits, 2 as of", "5 of 2"),
    ("-5 as hits, 2 as of", "-5 of 2"),
    ("5 as hits, -2 as of", "5 of -2"),
    ("0 as hits, -2 as of", "0 of -2"),
]


def test_values_of_a_wrong_kind_are_problems_of_their_claims_told_together():
    tests = [
        f'{{sql: {{query: "select {query}"}}, supports: "> 0", contradicts: "< 0", means: "figure"}}'
        for query, _ in WRONG
    ]
    for world in (WORLD, WORLD.as_of(2000)):
        with pytest.raises(NotUnderstood, match=f"{len(WRONG)} of the claims") as caught:
            check(world, essay_of(*tests))
        lines = caught.value.why.splitlines()
        assert len(lines) == len(WRONG)
        for at, (line, (_, said)) in enumerate(zip(lines, WRONG, strict=True)):
            assert line.startswith(f"line {at + 8}: claim-{at}: ")
            assert said in line


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("1 as value where false", "finds nothing"),
        ("null as value", "finds nothing"),
        ("'nan'::double as value, 2000 as year", "finds nothing"),
        ("null as hits, null as of", "finds nothing"),
        ("0 as hits, 0 as of", "nothing to take a share of"),
        ("'nan'::double as hits, 5 as of", "nothing to take a share of"),
        ("5 as hits, 'inf'::double as of", "nothing to take a share of"),
        ("length((repeat('9', 3000000)::bignum)::varchar) as value", "longer than"),
        ("length(repeat('x', 2000000000)) as value", "memory"),
    ],
)
def test_an_empty_answer_is_no_answer(query, said, monkeypatch):
    monkeypatch.setattr("westphalia.claims.queried.SECONDS", 1.0)
    test = f'{{sql: {{query: "select {query}"}}, supports: "> 0", contradicts: "< 0", means: "figure"}}'
    found = check(WORLD, essay_of(test)).claims[0]
    assert found.verdict == "insufficient_coverage"
    assert said in found.why


def test_a_list_that_is_beyond_the_bounds_is_a_problem_of_its_claim(monkeypatch):
    monkeypatch.setattr("westphalia.claims.queried.SECONDS", 0.5)
    fine = '{sql: {query: "select 1 as value"}, supports: "> 0", contradicts: "< 0", means: "figure"}'
    cases = '{title: "All of them", query: "select range(10000000) from range(1000)"}'
    test = f"{fine}, listing: {cases}"
    kept = Stored(WORLD)
    for _ in range(2):
        with pytest.raises(NotUnderstood, match="2 of the claims") as caught:
            check(WORLD, essay_of(test, fine, test), stored=kept)
        assert "line 8: claim-0: The list 'All of them' has no rows" in caught.value.why
        kept.seconds = 61.0
    assert "60 seconds together" in caught.value.why


def test_a_query_that_runs_for_minutes_is_stopped():
    query = "select count(*) as value from range(1000000000000) where sin(range) > 2"
    began = time.monotonic()
    found = check(
        WORLD,
        essay_of(f'{{sql: {{query: "{query}"}}, supports: "> 0", contradicts: "< 0", means: "figure"}}'),
    ).claims[0]
    assert found.verdict == "insufficient_coverage"
    assert "longer than" in found.why
    assert time.monotonic() - began < 30


def test_queries_have_a_bound_together():
    kept = Stored(WORLD)
    kept.seconds = 61.0
    test = '{sql: {query: "select 5 as hits, 20 as of"}, supports: "> 0.1", contradicts: "< 0.1", means: "share"}'
    found = check(WORLD, essay_of(test), stored=kept).claims[0]
    assert found.verdict == "insufficient_coverage"
    assert "60 seconds together" in found.why


def test_a_share_has_its_interval():
    test = '{sql: {query: "select 5 as hits, 20 as of"}, supports: "> 0.1", contradicts: "< 0.1", means: "share"}'
    part = check(WORLD, essay_of(test)).claims[0].parts[0]
    assert part.reading.value == 0.25
    assert part.reading.interval == pytest.approx((0.122, 0.429), abs=1e-3)
    assert part.verdict == "supported"


def test_stored_readings_are_those_of_this_edition_alone(tmp_path):
    kept = Stored(WORLD)
    asked = [
        part for each in ESSAY.claims for part in each.parts if part.mechanism or part.standing or part.model
    ]
    assert all(kept.get(part) is not None for part in asked)
    assert all(kept.get(part.against) is not None for part in asked if part.against)
    other = altered(tmp_path / "other", pacts=lambda frame: frame.head(frame.height - 1))
    assert all(Stored(other).get(part) is None for part in asked)
    assert all(Stored(WORLD, fresh=True).get(part) is None for part in asked)


def test_a_stored_reading_is_what_is_computed():
    fresh, kept = Stored(WORLD, fresh=True), Stored(WORLD)
    some = [part for each in ESSAY.claims for part in each.parts if part.standing or part.mechanism]
    from westphalia.claims.evaluate import quantity

    for part in some[:8]:
        assert quantity(WORLD, part, ESSAY, fresh) == kept.get(part)


def test_a_slope_and_a_mean_by_hand():
    from westphalia.claims.measured import _taken
    from westphalia.claims.verdict import Reading

    rows = [(year, 2.0 + 0.5 * (year - 2000)) for year in range(2000, 2010)]
    slope = _taken(rows, "slope", Reading(None, "points"))
    assert slope.value == pytest.approx(0.5)
    assert slope.interval == pytest.approx((0.5, 0.5))
    assert slope.unit == "points a year"
    assert _taken(rows, "mean", Reading(None)).value == pytest.approx(4.25)
    assert _taken(rows, "change", Reading(None)).value == pytest.approx(4.5)
    assert _taken(rows[:3], "slope", Reading(None)).value is None


def test_the_interval_of_a_slope_holds_the_truth():
    """Known truth, with neighbouring years alike: 90 per cent intervals hold it in most of 200 draws."""
    import numpy as np

    from westphalia.claims.measured import _taken
    from westphalia.claims.verdict import Reading

    rng, hits = np.random.default_rng(1), 0
    for _ in range(200):
        noise = np.zeros(60)
        for at in range(1, 60):
            noise[at] = 0.3 * noise[at - 1] + rng.normal()
        rows = [(1960 + at, 0.1 * at + noise[at]) for at in range(60)]
        low, high = _taken(rows, "slope", Reading(None)).interval
        hits += low <= 0.1 <= high
    assert 0.78 <= hits / 200 <= 0.97


LIFT = '{interaction: {of: exclusion, era: 1991-}, supports: "> 1", contradicts: "< 1", means: "more with each other"}'
ANSWER = {
    "outcome": "any", "era": "1991-", "depth": "states", "held": "setting", "both": 1200, "ties": 31, "expected": 17.4, "lift": 1.6,
    "interval": [1.2, 2.1], "placebo": 0.02, "verdict": "supported", "why": "",
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "verdict", "said"),
    [
        ({}, "supported", "1,200 pairs of two states shut out, 31 with a tie, 17.4 expected"),
        ({"lift": 0.6, "interval": [0.4, 0.9], "verdict": "contradicted"}, "contradicted", ""),
        ({"interval": [0.9, 2.7], "verdict": "undecided"}, "mixed", ""),
        ({"placebo": 0.4, "verdict": "undecided"}, "insufficient_coverage", "40% of exchanges tell as much"),
        (
            {"expected": 2.0, "verdict": "cannot say", "why": "Fewer than 5 are expected."},
            "insufficient_coverage",
            "Fewer than 5",
        ),
        (
            {"lift": None, "verdict": "cannot say", "why": "Fewer than 50 ties."},
            "insufficient_coverage",
            "Fewer than 50",
        ),
        ({"era": "all"}, "insufficient_coverage", "not among the mechanisms"),
    ],
)
def test_an_interaction_says_no_more_than_was_decided_beforehand(monkeypatch, change, verdict, said):
    from westphalia.claims import modelled

    monkeypatch.setattr(modelled, "_mechanisms", lambda _: {"interaction": [{**ANSWER, **change}]})
    claim = check(WORLD, essay_of(LIFT)).claims[0]
    reading = claim.parts[0].reading
    assert claim.verdict == verdict
    assert said in (reading.group if reading.value else reading.why)


def test_what_a_claim_may_ask_of_interactions_is_what_is_estimated():
    from westphalia.claims.quantities import InteractionOf
    from westphalia.models.mechanisms.excluded import ERAS
    from westphalia.models.mechanisms.interaction import ALL, DEPTHS, HELD, OUTCOMES, PRIMARY

    allowed = {
        name: each.get("enum") for name, each in InteractionOf.model_json_schema()["properties"].items()
    }
    asked = InteractionOf(of="exclusion")
    assert allowed["outcome"] == list(OUTCOMES)
    assert allowed["era"] == [ALL, *ERAS]
    assert (allowed["depth"], allowed["held"]) == (list(DEPTHS), list(HELD))
    assert (asked.outcome, asked.era, asked.depth, asked.held) == PRIMARY
