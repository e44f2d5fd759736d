"""The essays of the shelf are fairly put: each statement has its row, no test names its events, no condition or day is left out or invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import yaml

from docs.essay import counts, essay_page, rows
from tests.conftest import ROOT
from westphalia.claims import evaluate, files, recast
from westphalia.claims.essay import Claim, Essay, Test
from westphalia.claims.quantities import AnswerOf, EventsOf, MeasureOf, QueryOf, StandingOf
from westphalia.record.world import load

ESSAYS = {name: files.read(files.find(name)) for name in files.shelf()}
MINE = ESSAYS["russia-iran-2022"]
PARAGRAPHS = 11
NEVER = (
    "handshake",
    "ideological-aim",
    "different-visions",
    "nationalism",
    "regret-in-hindsight",
    "aid-enables-a-bomb",
)
CONDITIONAL = (
    "aid-shifts-the-gulf", "no-wars-of-conquest", "air-defence-deters", "grain-eases-protest", "fewer-goods-inflation",
)  # fmt: skip


def every(essay: Essay) -> Iterator[tuple[Claim, Test]]:
    for claim in essay.claims:
        for test in (*claim.parts, *([claim.condition] if claim.condition else [])):
            yield claim, test


def by_id(name: str) -> Claim:
    return next(claim for claim in MINE.claims if claim.id == name)


@pytest.mark.parametrize("name", ESSAYS)
def test_no_claim_rests_on_events_that_it_names(name: str) -> None:
    for claim, test in every(ESSAYS[name]):
        for figure in recast.figures(test):
            asked = figure.asked
            if isinstance(asked, EventsOf):
                assert not asked.ids, claim.id
                assert asked.kinds, claim.id
                assert asked.years is not None, claim.id
                assert any((asked.between, asked.actor, asked.target, asked.party, asked.place)), claim.id
            if isinstance(asked, QueryOf):
                assert " event" not in f" {asked.query}", claim.id


def test_each_statement_has_its_row_and_each_claim_its_statement() -> None:
    assert {each.paragraph for each in MINE.statements} == set(range(1, PARAGRAPHS + 1))
    assert {name for each in MINE.statements for name in each.claims} == {claim.id for claim in MINE.claims}
    for each in MINE.statements:
        assert {by_id(name).paragraph for name in each.claims} == {each.paragraph}
    page = essay_page()
    for row in rows(MINE, {}):
        assert f"| {row[0]} | {row[1]} | {row[2]} |" in page


def test_a_statement_without_a_claim_or_a_claim_without_a_statement_is_refused() -> None:
    whole = MINE.model_dump(mode="json", exclude_none=True)
    with pytest.raises(ValueError, match="handshake"):
        Essay.model_validate(
            {**whole, "statements": [each for each in whole["statements"] if each["claims"] != ["handshake"]]}
        )
    extra = {"paragraph": 1, "says": "Something that nobody claims.", "claims": ["nobody"]}
    with pytest.raises(ValueError, match="nobody"):
        Essay.model_validate({**whole, "statements": [*whole["statements"], extra]})


def test_the_page_counts_what_is_documented_apart() -> None:
    told = [("supported", "events"), ("supported", "record"), ("mixed", "events")]
    found = {str(at): {"verdict": verdict, "basis": on} for at, (verdict, on) in enumerate(told)}
    assert counts(found) == "Of 3 claims: 2 supported, 1 mixed. Of the supported, 1 is documented."


def test_conditional_claims_are_asked_of_effects_and_what_no_series_tells_says_what_would() -> None:
    for name in CONDITIONAL:
        assert all(isinstance(test.asked, AnswerOf) for test in by_id(name).parts), name
    untestable = {claim.id: claim.untestable for claim in MINE.claims if claim.untestable is not None}
    assert set(untestable) == set(NEVER)
    assert all(len(each.needs) > 40 for each in untestable.values())


@pytest.mark.parametrize("name", ESSAYS)
def test_no_day_is_invented_for_a_forecast(name: str) -> None:
    """The days that authors set, or that what they speak of sets: ten and five years, the Central Powers, Austria-Hungary."""
    set_days = {
        "soviet-parity": date(1977, 12, 31),
        "china-nuclear": date(1972, 12, 31),
        "italy-will-not-fight-france": date(1918, 11, 11),
        "german-austrian-alliance-holds": date(1917, 12, 31),
    }
    made = {each.id: each.resolution.due for each in ESSAYS[name].claims if each.resolution is not None}
    assert {claim: due for claim, due in made.items() if due is not None} == {
        claim: due for claim, due in set_days.items() if claim in made
    }


def test_claims_on_2022_do_not_rest_on_measures_that_ended_years_before() -> None:
    """A figure of a year from 2019 on is of a measure that is known in that year for the states asked about."""
    world = load()
    for claim, test in every(MINE):
        for figure in recast.figures(test):
            asked = figure.asked
            if isinstance(asked, MeasureOf | StandingOf) and (last := asked.called or 0) >= 2019:
                found = evaluate.quantity(world, figure, MINE)
                assert found.value is None or (found.observed or 0) >= last, (claim.id, asked.name, found)
                assert not getattr(asked, "carry", False), claim.id


def test_the_cases_of_limited_partnerships_are_those_of_the_list() -> None:
    world = load()
    listed = yaml.safe_load((ROOT / "src/westphalia/shelf/cases/hand.yaml").read_text(encoding="utf-8"))
    cases = [
        (world.state(each["a"], each["year"]).ccode, world.state(each["b"], each["year"]).ccode, each["year"])
        for each in listed
        if each["kind"] == "partnership"
    ]
    queries = [test.sql.query for test in by_id("limited-can-be-pivotal").parts if test.sql is not None]
    assert len(queries) == 2
    for query in queries:
        values = " ".join(query.split()).split("(values ")[1].split("), bound")[0]
        assert values == ", ".join(map(str, cases))
