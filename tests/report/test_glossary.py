"""The glossary: what pages speak of has its term, and the first use of a term leads to it."""

from __future__ import annotations

import re

import pytest
from markupsafe import Markup

import westphalia as wp
from westphalia.errors import NotUnderstood
from westphalia.measures.registry import registered
from westphalia.report.glossary import Glossed, anchor, find, terms, unmarked
from westphalia.report.linked import Linked
from westphalia.report.verdicts import VERDICT


def names() -> set[str]:
    return {text.casefold() for _, term in terms() for text in (*term.names, *term.words)}


def test_every_driver_and_every_verdict_has_its_term():
    drivers = {driver for each in registered().values() if (driver := getattr(each, "driver", ""))}
    assert len(drivers) > 10
    assert drivers | set(VERDICT.values()) <= names()


def test_terms_are_sentences_and_stand_once():
    every = [term for _, term in terms()]
    assert all(term.text.endswith(".") for term in every)
    assert len({anchor(term) for term in every}) == len(every) > 50
    words = [word.casefold() for term in every for word in term.words]
    assert len(set(words)) == len(words)
    assert not re.search(r"[*`\[\]]", "".join(unmarked(term.text) for term in every))


def test_a_term_is_found_by_its_name_or_a_part_and_else_the_nearest_is_told():
    assert [term.names[0] for _, term in find("cinc")] == ["CINC"]
    assert {term.names[0] for _, term in find("rivalry")} >= {"Rivalry"}
    assert len(find("dyad")) > 1
    with pytest.raises(NotUnderstood, match="Did you mean Exclusion"):
        find("exklusion")


def test_the_first_use_is_a_link_and_no_other():
    gloss = Glossed()
    one = gloss("Exclusion & a pact of 1907; a second pact.")
    assert one == Markup('<a class="term" href="#term-exclusion">Exclusion</a> &amp; a <a class="term" href="#term-pact">pact</a> of 1907; a second pact.')  # fmt: skip
    assert gloss("More exclusion, impact, non-pact.") == "More exclusion, impact, non-pact."
    assert [name for name, *_ in gloss.entries()] == ["term-exclusion", "term-pact"]
    assert Glossed()("<b>pact</b>") == Markup('&lt;b&gt;<a class="term" href="#term-pact">pact</a>&lt;/b&gt;')
    assert 'href="https://a.org/pact"' in Glossed()(Linked("see https://a.org/pact"))
    assert Glossed()(Linked("see https://a.org/pact")).count("<a") == 1


def test_links_of_a_page_lead_to_its_own_terms():
    html = wp.brief("Norway", "Sweden", 1960, quick=True).to_html()
    used = re.findall(r'<a class="term" href="#([^"]+)"', html)
    assert len(used) == len(set(used)) > 1
    assert sorted(re.findall(r'<dt id="([^"]+)"', html)) == sorted(used)
