"""Two essays on other states and times: the format holds, and so do verdicts of which history is sure."""

from __future__ import annotations

from functools import cache

import pytest

import westphalia as wp
from westphalia.claims import files
from westphalia.claims.check import Judged, check
from westphalia.claims.essay import Claim, Essay
from westphalia.claims.quantities import ClaimQuantity
from westphalia.claims.scrutiny import MOST

WORLD = wp.load()
ESSAYS = ("franco-russian-1890", "us-china-1971")
KINDS = {"fact", "comparison", "trend", "mechanism", "counterfactual", "forecast"}
ANSWERS = {"supported", "contradicted", "mixed"}


@cache
def essay(name: str) -> Essay:
    return files.read(files.find(name))


def figures(claim: Claim) -> list[ClaimQuantity]:
    return [each for part in claim.parts for each in (part, part.against) if each is not None]


@cache
def judged(name: str) -> dict[str, Judged]:
    """Return the verdicts, without those on claims that take a fit of the model."""
    mine = [each for each in essay(name).claims if not any(figure.model for figure in figures(each))]
    checked = check(WORLD, essay(name).model_copy(update={"claims": mine}))
    return {each.claim.id: each for each in checked.claims}


@pytest.mark.parametrize("name", ESSAYS)
def test_it_is_on_the_shelf_with_claims_of_all_kinds(name: str) -> None:
    assert name in files.shelf()
    assert len(essay(name).claims) >= 25
    assert {each.kind for each in essay(name).claims} == KINDS
    assert sum(bool(each.parts) for each in essay(name).claims) >= 18


@pytest.mark.parametrize("name", ESSAYS)
def test_claims_stand_in_the_order_of_the_essay(name: str) -> None:
    at = [each.paragraph for each in essay(name).claims]
    assert at == sorted(at)


@pytest.mark.parametrize("name", ESSAYS)
def test_forecasts_fall_due_after_the_essay_and_before_the_end_of_the_record_if_the_author_set_a_day(
    name: str,
) -> None:
    written = int(essay(name).published[:4])
    made = [each.resolution for each in essay(name).claims if each.resolution is not None]
    assert len(made) >= 4
    assert all(written < each.due.year < 2025 for each in made if each.due is not None)
    assert any(each.due is None for each in made)


@pytest.mark.parametrize("name", ESSAYS)
def test_most_claims_have_an_answer(name: str) -> None:
    assert sum(each.verdict in ANSWERS for each in judged(name).values()) >= 18
    assert len({each.verdict for each in judged(name).values()} & ANSWERS) == 3


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("france-without-allies", "supported"),
        ("league-of-three-emperors", "supported"),
        ("schnaebele", "supported"),
        ("alliance-of-1895", "supported"),
        ("uneasy-truce", "supported"),
        ("both-will-stand", "mixed"),
        ("war-in-sight-1875", "insufficient_coverage"),
        ("germany-will-not-attack-france", "contradicted"),
        ("monarchy-would-have-found-allies", "not_testable"),
    ],
)
def test_history_is_sure_of_france_and_russia(claim: str, verdict: str) -> None:
    assert judged("franco-russian-1890")[claim].verdict == verdict


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("communists-split", "supported"),
        ("china-most-populous", "supported"),
        ("greatest-pacific-power", "supported"),
        ("not-forever-outside", "supported"),
        ("china-nuclear", "supported"),
        ("soviet-parity", "supported"),
        ("pact-against-china", "insufficient_coverage"),
        ("haste-would-harden", "insufficient_coverage"),
        ("outside-the-treaty", "not_testable"),
    ],
)
def test_history_is_sure_of_america_and_china(claim: str, verdict: str) -> None:
    assert judged("us-china-1971")[claim].verdict == verdict


@pytest.mark.parametrize(
    ("name", "claim"),
    [("us-china-1971", "trade-will-come"), ("franco-russian-1890", "italy-will-not-fight-france")],
)
def test_what_came_true_came_true_though_many_pairs_fare_alike(name: str, claim: str) -> None:
    found = judged(name)[claim]
    assert (found.plain, found.verdict) == ("supported", "mixed")
    assert found.scrutiny.placebo.share is not None
    assert found.scrutiny.placebo.share > MOST


def test_the_alliance_of_1894_came_before_the_chapter_has_it() -> None:
    """The historian of 1905 did not know the treaty, which was secret; the list of pacts does."""
    claim = next(
        each for each in essay("franco-russian-1890").claims if each.id == "no-contract-under-alexander"
    )
    alone = claim.model_copy(update={"tests": claim.tests[1:]})
    checked = check(WORLD, essay("franco-russian-1890").model_copy(update={"claims": [alone]}))
    assert checked.claims[0].verdict == "contradicted"


def test_china_and_america_voted_far_apart_when_china_came_in() -> None:
    votes = judged("us-china-1971")["outlaw"].parts[1]
    assert votes.reading.value is not None
    assert votes.reading.value > 0.9
