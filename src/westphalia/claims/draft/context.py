"""Whether a name of a state means the state here, and not a person, a river, a treaty or a meeting place."""

from __future__ import annotations

from functools import cache

from westphalia.claims.draft.tokens import Hit, Token, fold
from westphalia.claims.draft.words import words

SPOKEN = (" speak ", " speaks ", " spoke ", " speaking ")
"""What stands before the name of a language."""


@cache
def _set(name: str, field: str) -> frozenset[str]:
    return frozenset(words(name)[field])


def before(text: str, row: list[Token], hit: Hit) -> Token | None:
    """Return the word that stands directly before a phrase, None where a stop or comma is between."""
    if hit.first == 0:
        return None
    token = row[hit.first - 1]
    return token if text[token.end : hit.start].strip() == "" else None


def after(text: str, row: list[Token], hit: Hit) -> Token | None:
    """Return the word that stands directly after a phrase, divided from it by a space only."""
    if hit.last + 1 >= len(row):
        return None
    token = row[hit.last + 1]
    return token if text[hit.end : token.start] == " " else None


def thing(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether a name is part of that of a treaty, river, paper, institution or meeting: Paris Agreement, Niger Delta, Congress of Vienna.

    Examples
    --------
    >>> from westphalia.claims.draft.tokens import Hit, tokens
    >>> text = "the Paris Agreement"
    >>> thing(text, tokens(text), Hit(("x",), 1, 1, 4, 9))
    True
    """
    follows = after(text, row, hit)
    if follows is not None and follows.text in _set("places", "things"):
        return True
    leads = before(text, row, hit)
    if leads is None:
        return False
    if leads.text in _set("places", "meetings"):
        return True
    return leads.key == "of" and hit.first >= 2 and row[hit.first - 2].text in _set("places", "meetings")


def person(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether a name that persons bear is that of a person here: Michael Jordan, George Washington, Chad Smith, Mr. Holland."""
    name = text[hit.start : hit.end]
    rules = words("ambiguous").get(name)
    if rules is None:
        return False
    leads = row[hit.first - 1] if hit.first else None
    known = _set("persons", "given") | _set("persons", "titles")
    if leads is not None and text[leads.end : hit.start] in (" ", ". ") and leads.text in known:
        return True
    follows = after(text, row, hit)
    if not rules.get("given") or follows is None or not follows.text[0].isupper():
        return False
    return (
        follows.text not in _set("persons", "offices")
        and not follows.text.isupper()
        and not _known(follows.text)
    )


@cache
def _known(word: str) -> bool:
    """Tell whether a word is a demonym, an office or a body, which a first name does not stand before."""
    adjectives = {each for row in words("demonyms").values() for each in row}
    return word in adjectives or word in {
        "Foreign",
        "Crown",
        "Parliament",
        "Government",
        "Army",
        "Air",
        "Supreme",
        "Ministry",
        "Central",
    }


def elsewhere(name: str, here: set[str], near: set[str]) -> bool:
    """Tell whether the words of the paragraph, or else of the text, show that a name means another place.

    Examples
    --------
    >>> elsewhere("Georgia", {"Atlanta"}, {"Tbilisi"}), elsewhere("Georgia", {"Tbilisi"}, {"Atlanta"})
    (True, False)
    """
    rules = words("ambiguous").get(name, {})
    other, same = set(rules.get("other", ())), set(rules.get("same", ()))
    return bool(here & other or near & other) and not here & same and (bool(here & other) or not near & same)


def language(text: str, hit: Hit) -> bool:
    """Tell whether an adjective is that of a language: French-speaking, in English, speaks Russian."""
    if text[hit.end : hit.end + 10].startswith(("-speaking", "-language", " language")):
        return True
    lead = f" {text[max(0, hit.start - 10) : hit.start].lower()}"
    return lead.endswith(SPOKEN) or (
        text[hit.start : hit.end] == "English" and lead.endswith((" in ", " into "))
    )


def place(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether something happens in a capital, which then need not stand for its state."""
    leads = before(text, row, hit)
    return leads is not None and leads.key in _set("places", "places")


def vouched(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether a first name or an office stands before a surname that is also a common word."""
    leads = before(text, row, hit)
    known = _set("persons", "given") | _set("persons", "offices") | _set("persons", "titles")
    return leads is not None and (leads.text in known or fold(leads.text) in {fold(each) for each in known})
