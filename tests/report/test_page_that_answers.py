"""The page on two states: short in a terminal, few words and pictures a section, nothing drawn twice, quiet pairs on one screen."""

from __future__ import annotations

import pytest

import westphalia as wp
from tests.conftest import in_part
from tests.report.test_leads import MISSED, listed
from westphalia.errors import NotUnderstood

LINES, WORDS, PICTURES = 60, 120, 10
CASES = [(case["a"], case["b"], case["year"]) for name in MISSED for case in listed(name)]
ANSWERS = ["binds", "limits", "others", "outlook", "record"]


@pytest.mark.parametrize(("a", "b", "year"), in_part(CASES, 12, always=[("Russia", "Iran", 2022)]))
def test_a_page_is_short(a: str, b: str, year: int) -> None:
    answer = wp.brief(a, b, year, quick=True)
    page = answer.page
    open_ = [section for section in page.sections if not section.fold]
    assert sorted(section.id for section in open_) == sorted(set(ANSWERS) & {section.id for section in open_})
    assert len(answer.to_text().splitlines()) <= LINES
    for section in open_:
        assert sum(len(each.split()) for each in section.prose) <= WORDS, section.id
        assert len(section.charts) <= 3
    assert sum(len(section.charts) for section in open_) <= PICTURES
    drawn = [chart.id for section in page.sections for chart in section.charts]
    assert len(drawn) == len(set(drawn))
    assert page.sections[-1].id == "unknown"


def test_a_quiet_pair_has_its_details_folded_and_one_sentence() -> None:
    page = wp.brief("Fiji", "Malta", 1990, quick=True).page
    assert all(section.fold for section in page.sections)
    assert (
        page.standfirst
        == "Nothing on record between Fiji and Malta stands out in 1990: no pact and no quarrel between them is on record."
    )


def test_two_at_odds_are_told_first_what_divides_them() -> None:
    page = wp.brief("Russia", "Ukraine", 2022, quick=True).page
    assert [section.topic for section in page.sections[:2]] == ["What sets them at odds", "What binds them"]
    assert page.sections[1].finding == "Little bound Russia and Ukraine in 2022."


def test_all_of_it_and_one_section() -> None:
    short, full = (wp.brief("Russia", "Iran", 2022, full=full).to_text() for full in (False, True))
    assert "westphalia brief Russia Iran --year 2022 --full" in short
    assert "WHO THEY ARE" in full
    assert "WHO THEY ARE" not in short
    assert "SOURCES" in full
    assert "SOURCES" not in short
    votes = wp.brief("Russia", "Iran", 2022, section="votes")
    assert [section.id for section in votes.page.sections] == ["votes"]
    assert "VOTES" in votes.to_text()
    assert "ARMS" not in votes.to_text()


def test_a_section_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(NotUnderstood, match="The page has no section called weather") as caught:
        wp.brief("Russia", "Iran", 2022, section="weather")
    assert "It has: binds, limits, others, outlook, record, who, " in str(caught.value)


def test_html_folds_details_and_sources_and_names_few_lists_under_a_picture() -> None:
    html = wp.brief("Russia", "Iran", 2022).to_html()
    assert '<details class="fold" id="votes">' in html
    assert '<details class="fold" id="sources">' in html
    assert "lists, see Sources</a>" in html
    assert '<section id="binds" aria-labelledby="binds-finding">' in html


def test_third_states_are_said_to_be_what_the_relation_says() -> None:
    answer = wp.brief("Russia", "Iran", 2022).to_dict()["answer"]
    foe = next(each for each in answer["others"] if each["kind"] == "foe")
    assert (
        foe["says"]
        == "22 states had hostile relations with both in 2022, among them the United States, Germany and the United Kingdom."
    )
    for name in ("United States", "Germany", "United Kingdom"):
        for other in ("Russia", "Iran"):
            assert wp.brief(name, other, 2022, quick=True).to_dict()["relation"]["band"] in (
                "hostile",
                "at war",
            ), (name, other)
