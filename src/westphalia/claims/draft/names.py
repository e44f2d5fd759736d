"""Whether a name means its state here, and not a person, a river, a treaty, a language or a meeting place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from westphalia.claims.draft.article import Hit, Token, fold, words

SPOKEN = (" speak ", " speaks ", " spoke ", " speaking ")
"""What stands before the name of a language."""


@cache
def _set(name: str, field: str) -> frozenset[str]:
    return frozenset(words(name)[field])


def _before(text: str, row: list[Token], hit: Hit) -> Token | None:
    """Return the word that stands directly before a phrase, None where a stop or comma is between."""
    if hit.first == 0:
        return None
    token = row[hit.first - 1]
    return token if text[token.end : hit.start].strip() == "" else None


def _after(text: str, row: list[Token], hit: Hit) -> Token | None:
    """Return the word that stands directly after a phrase, divided from it by a space only."""
    if hit.last + 1 >= len(row):
        return None
    token = row[hit.last + 1]
    return token if text[hit.end : token.start] == " " else None


def thing(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether a name is part of that of a treaty, river, paper, institution or meeting: Paris Agreement, Niger Delta, Congress of Vienna.

    Parameters
    ----------
    text, row, hit : str, list of Token, Hit
        The text, its words, and the name in it.

    Examples
    --------
    >>> from westphalia.claims.draft.article import Hit, tokens
    >>> text = "the Paris Agreement"
    >>> thing(text, tokens(text), Hit(("x",), 1, 1, 4, 9))
    True
    """
    follows = _after(text, row, hit)
    if follows is not None and follows.text in _set("places", "things"):
        return True
    leads = _before(text, row, hit)
    if leads is None:
        return False
    if leads.text in _set("places", "meetings"):
        return True
    return leads.key == "of" and hit.first >= 2 and row[hit.first - 2].text in _set("places", "meetings")


def person(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether a name that persons bear is that of a person here: Michael Jordan, George Washington, Chad Smith, Mr. Holland.

    Parameters
    ----------
    text, row, hit : str, list of Token, Hit
        The text, its words, and the name in it.
    """
    name = text[hit.start : hit.end]
    rules = words("ambiguous").get(name)
    if rules is None:
        return False
    leads = row[hit.first - 1] if hit.first else None
    known = _set("persons", "given") | _set("persons", "titles")
    if leads is not None and text[leads.end : hit.start] in (" ", ". ") and leads.text in known:
        return True
    follows = _after(text, row, hit)
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

    Parameters
    ----------
    name : str
        That of a state.
    here, near : set of str
        Words of the paragraph, and of the text.

    Examples
    --------
    >>> elsewhere("Georgia", {"Atlanta"}, {"Tbilisi"}), elsewhere("Georgia", {"Tbilisi"}, {"Atlanta"})
    (True, False)
    """
    rules = words("ambiguous").get(name, {})
    other, same = set(rules.get("other", ())), set(rules.get("same", ()))
    return bool(here & other or near & other) and not here & same and (bool(here & other) or not near & same)


def language(text: str, hit: Hit) -> bool:
    """Tell whether an adjective is that of a language: French-speaking, in English, speaks Russian.

    Parameters
    ----------
    text, hit : str, Hit
        The text, and the adjective in it.
    """
    if text[hit.end : hit.end + 10].startswith(("-speaking", "-language", " language")):
        return True
    lead = f" {text[max(0, hit.start - 10) : hit.start].lower()}"
    return lead.endswith(SPOKEN) or (
        text[hit.start : hit.end] == "English" and lead.endswith((" in ", " into "))
    )


def place(text: str, row: list[Token], hit: Hit, sentence: str) -> bool:
    """Tell whether something merely happens in a capital, which then does not stand for its state.

    Parameters
    ----------
    text, row, hit : str, list of Token, Hit
        The text, its words, and the capital in it.
    sentence : str
        The sentence that it stands in.
    """
    leads = _before(text, row, hit)
    if leads is None:
        return False
    if leads.key in _set("places", "places"):
        return _happens().search(sentence) is not None
    moved = re.search(r"\b(mov|transfer|shift)(ed|es|ing|e)\b", sentence) is not None
    return moved and leads.key in ("from", "to")


@cache
def _happens() -> re.Pattern[str]:
    """Return the pattern of words for what happens at a place: met, signed, talks."""
    return re.compile(rf"\b(?:{'|'.join(words('places')['happens'])})\b", re.I)


def vouched(text: str, row: list[Token], hit: Hit) -> bool:
    """Tell whether a first name or an office stands before a surname that is also a common word.

    Parameters
    ----------
    text, row, hit : str, list of Token, Hit
        The text, its words, and the surname in it.
    """
    leads = _before(text, row, hit)
    known = _set("persons", "given") | _set("persons", "offices") | _set("persons", "titles")
    return leads is not None and (leads.text in known or fold(leads.text) in {fold(each) for each in known})


ACTS = re.compile(
    r"(?:['’]s)? (?:\w+ed|was|is|had|has|said|told|met|saw|did|would|could|will|went|took|made|sent|wrote|gave|came|flew)\b"
)


def acts(text: str, hit: Hit) -> bool:
    """Tell whether a verb follows, so that a surname that is a common word too is that of somebody who acts: Eden was alarmed.

    Parameters
    ----------
    text, hit : str, Hit
        The text, and the surname in it.
    """
    return ACTS.match(text, hit.end) is not None


SHORT = 3
"""Letters of the longest form of address with a stop after it."""
REGNAL = re.compile(r"[IVX]{2,5}|V")
"""The number of a ruler."""
CALLED = re.compile(r"[A-Z][\w’'-]+(?: (?:al-|bin |von |de )?[A-Z][\w’'-]+)?")


def strangers(
    text: str, row: list[Token], taken: list[tuple[int, int]], known: list[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Yield people whom no list knows, by a form of address, an office or a first name before a word with a capital: Admiral Togo, Gustav Hansen.

    Parameters
    ----------
    text, row : str, list of Token
        The text and its words.
    taken, known : list of tuple of int
        First letter and end of what is known to be something else, and of those that are people who are known.
    """
    titles = _set("persons", "titles") | _set("persons", "ranks")
    given = _set("persons", "given")
    for at, token in enumerate(row[:-1]):
        follows = row[at + 1]
        gap = text[token.end : follows.start]
        short = ". " if len(token.text) <= SHORT else " "
        ruled = token.text in _set("persons", "regnal") and REGNAL.fullmatch(follows.text) is not None
        if (
            not (ruled or token.text in titles | given)
            or gap not in (" ", short)
            or not follows.text[0].isupper()
        ):
            continue
        start = follows.start if token.text in titles else token.start
        name = CALLED.match(text, start)
        barred = known if token.text in titles else taken
        if name is None or any(one < name.end() and follows.start < two for one, two in barred):
            continue
        if (
            len(follows.text) > 1
            and not _known(follows.text)
            and follows.text not in _set("places", "things")
        ):
            yield start, name[0].removesuffix("'s").removesuffix("’s")
