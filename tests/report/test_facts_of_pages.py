"""No page denies what is known of its pair and year: a list of facts that was written before the words of pages.

A page works out a forecast that is not stored only where the fact bears on it. A tenth of the facts is tried by default, all with ``make long``.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

import westphalia as wp
from tests.conftest import in_part
from tests.report.facts_of_pages import Fact, Phrase, Said, facts, failures, named, phrases
from westphalia.record.world import load

FORECAST = {"pact likely", "pact unlikely"}
AMERICAS_SOUTH, ELSEWHERE = range(40, 166), 400
PAIR = ("(?:the )?(?:Ukraine|United States)", "(?:the )?Russia")


WRONG = {
    "Egypt-United Kingdom-1937": "the occupation of 1882-1937 outweighs the alliance of 1936 in the relation, until 1955",
    "United States-Dominican Republic-1965": "troops that landed at the side of a government leave no trace in the relation",
    "Malaysia-Singapore-2010": "a pact of five that promises to consult counts for little between two of them",
}
"""Facts that pages deny still, and why."""


def tried() -> list[Any]:
    """Return the facts, those that are known to be denied expected to be."""
    made = []
    for each in in_part(facts()):
        reason = WRONG.get(str(each.values[0]))
        wrong = () if reason is None else (pytest.mark.xfail(strict=True, reason=reason),)
        made.append(pytest.param(*each.values, marks=(*each.marks, *wrong)))
    return made


@pytest.mark.parametrize("fact", tried(), ids=str)
def test_no_page_denies_a_fact(fact: Fact) -> None:
    quick = not FORECAST & set(fact.denials)
    world = load()
    page = wp.brief(*(world.state(code) for code in fact.codes), fact.year, quick=quick).page
    assert page is not None
    assert failures(page, fact) == [], fact.fact


def test_the_list_covers_eras_and_regions() -> None:
    every = facts()
    assert len(every) >= 150
    assert len({(fact.codes, fact.year) for fact in every}) == len(every)
    assert sum(fact.year >= 2000 for fact in every) >= len(every) / 3
    far = [fact for fact in every if all(code in AMERICAS_SOUTH or code > ELSEWHERE for code in fact.codes)]
    assert len(far) >= len(every) / 3
    assert all(any(first <= fact.year < first + 40 for fact in every) for first in range(1816, 2016, 40))


def test_every_fact_names_phrases_that_are_there() -> None:
    for fact in facts():
        assert fact.denials or fact.also or fact.says, fact
        assert all(named(name, "denies") for name in fact.denials)
        assert not fact.says or named(fact.says, "says")
        re.compile(fact.also)


@pytest.mark.parametrize("phrase", phrases(), ids=lambda phrase: f"{phrase.use} {phrase.name}")
def test_a_phrase_catches_its_sentence_and_spares_a_true_one(phrase: Phrase) -> None:
    year = max(map(int, re.findall(r"\b(?:1[89]|20)\d\d\b", phrase.catches)), default=2022)
    assert phrase.found(Said("", phrase.catches), PAIR, year)
    assert phrase.found(Said("", phrase.spares), PAIR, year) is None


def test_a_clause_of_another_year_does_not_deny() -> None:
    (friendly, _) = named("friendly", "denies")
    said = Said("relation", "In 2024 relations were hostile: in 2014 relations were friendly (1.3 then).")
    assert friendly.found(said, PAIR, 2024) is None
    assert friendly.found(said, PAIR, 2014)
