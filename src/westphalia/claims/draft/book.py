"""The book of everything a draft looks for: states, capitals, people, institutions, periods, and phrases that only look like states."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from westphalia.claims.draft.article import Phrases, words
from westphalia.claims.draft.found import How
from westphalia.lazy import pl
from westphalia.record.geography import capitals
from westphalia.record.identity import FOREVER

if TYPE_CHECKING:
    from westphalia.claims.essay import Kind, Strength
    from westphalia.record.identity import Gazetteer
    from westphalia.record.world import World

PLAIN = re.compile(r"[A-Z][\w.'’\- ]*")
OTHERWISE = frozenset(
    {"CAR", "SU", "RSA", "IRI", "ROC", "Emirates", "The Dominican", "Lao", "Central America", "La Plata"}
)
"""Spellings of the record that mostly mean something else in an article."""
SMALL = 1871
"""Last year of the small states of Germany and Italy, whose names are now those of regions."""
REGIONS = frozenset({711})
"""Other states whose name is now that of a region."""


@dataclass(frozen=True, slots=True)
class Named:
    """A state by a name of its own, by its people, by its capital, or by a place; without a code the name decides in its year.

    ``last`` is the last year in which the words mean it; a weak one counts only where its state is named otherwise.
    """

    how: How
    text: str
    ccode: int | None = None
    last: int = FOREVER
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """A phrase that has a state's name in it and speaks of no state."""


@dataclass(frozen=True, slots=True)
class Institution:
    """An organization or treaty."""

    name: str


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """A time that has a name."""

    name: str
    first: int
    last: int


def codes(world: World) -> dict[str, int]:
    """Return the code of each ISO3 code; of two states, that of the one that lives.

    Parameters
    ----------
    world : World
        The record.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> codes(load())["DEU"]
    255
    """
    found: dict[str, int] = {}
    for ccode, iso3 in world.scan("states").select("ccode", "iso3").collect().iter_rows():
        if iso3 and (iso3 not in found or world.gazetteer.lived(ccode, None)):
            found[iso3] = ccode
    return found


def book(world: World) -> Phrases:
    """Return the book of states, institutions and periods; people are added by :mod:`westphalia.claims.draft.numbers`.

    Parameters
    ----------
    world : World
        The record.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> from westphalia.claims.draft.article import tokens
    >>> [(each.how, each.ccode) for hit in book(load()).find("Moscow", tokens("Moscow")) for each in hit.what]
    [('capital', 365)]
    """
    made = Phrases()
    iso3 = codes(world)
    for name in sorted(_plain(world.gazetteer)):
        made.add(name, Named("name", name))
    for phrase, what in (*_adjectives(iso3), *_capitals(world), *_places(iso3), *_periods(world, iso3)):
        made.add(phrase, what)
    for name, phrases in words("institutions").items():
        for phrase in phrases:
            made.add(phrase, Institution(name))
    return made


def _adjectives(iso3: dict[str, int]) -> Iterator[tuple[str, Named]]:
    for key, row in words("demonyms").items():
        yield from ((each, Named("people", each, _code(iso3, key))) for each in row)


def _places(iso3: dict[str, int]) -> Iterator[tuple[str, Named | Nothing]]:
    lists = words("places")
    for phrase, states in lists["phrases"].items():
        if not states:
            yield phrase, Nothing()
        yield from ((phrase, Named("place", phrase, _code(iso3, key))) for key in states)
    for phrase, (key, last) in lists["rulers"].items():
        yield phrase, Named("place", phrase, _code(iso3, key), last)
    for phrase, key in lists["seats"].items():
        yield phrase, Named("capital", phrase, _code(iso3, key))


def _code(iso3: dict[str, int], key: str | int) -> int:
    return key if isinstance(key, int) else iso3[key]


def _plain(gazetteer: Gazetteer) -> set[str]:
    """Return the names that an article may use."""
    return {
        name.text
        for name in gazetteer.names
        if name.kind != "code" and PLAIN.fullmatch(name.text) and name.text not in OTHERWISE
    }


def _capitals(world: World) -> Iterator[tuple[str, Named]]:
    """Yield the capitals of today that can stand for their state."""
    today = capitals(world).keep(pl.col("end").is_null()).frame.select("capital", "ccode").unique()
    out = set(words("places")["not_capitals"])
    for capital, ccode in sorted(today.iter_rows()):
        yield capital, Named("capital", capital, ccode, weak=capital in out)


def _periods(world: World, iso3: dict[str, int]) -> Iterator[tuple[str, NamedPeriod | Named]]:
    lists = words("periods")
    frame = world.scan("wars").select("warnum", "start", "end").collect()
    years = {war: (start, end) for war, start, end in frame.iter_rows()}
    for name, (war, phrases) in lists["wars"].items():
        if war not in years or years[war][1] is None:
            continue
        start, end = years[war]
        for phrase in phrases:
            yield phrase, NamedPeriod(name, start.year, end.year)
            for key in lists["named_after"].get(war, ()):
                yield phrase, Named("place", phrase, _code(iso3, key))
    for name, row in lists["others"].items():
        for phrase in row["words"]:
            yield phrase, NamedPeriod(name, row["first"], row["last"])
            for key in row.get("states", ()):
                yield phrase, Named("place", phrase, _code(iso3, key))


def regional(world: World, ccode: int) -> bool:
    """Tell whether a state ended so long ago, or so, that its name alone now means a region.

    Parameters
    ----------
    world : World
        The record.
    ccode : int
        Code of the state.
    """
    ends = [name.last for name in world.gazetteer.of(ccode) if name.kind == "usual"]
    return ccode in REGIONS or (max(ends, default=FOREVER) <= SMALL)


# How a sentence speaks: asserting, comparing, hedging, forecasting, of a cause, or of what did not happen.


ORDER = ("counterfactual", "forecast", "mechanism", "comparison", "trend")
CLASS = {"comparison": "compare", "mechanism": "mechanism", "counterfactual": "counterfactual"}
NOT = re.compile(r"\b(not|never|no longer|hardly|scarcely|neither|nor|none)\b|n't\b")
MAY = re.compile(r"(?<=\w )May\b|\bMay (?=\d)")
"""The month."""
FEWEST = 4
"""Words of the shortest sentence that is taken to claim something."""


@dataclass(frozen=True, slots=True)
class Manner:
    """Kind and strength for the claim file, every class that applies, the words that hedge, and whether it denies something."""

    kind: Kind
    strength: Strength
    classes: tuple[str, ...]
    hedges: tuple[str, ...]
    negated: bool


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    found = words("sentences")[name]
    return tuple(re.compile(each) for each in ([found] if isinstance(found, str) else found))


def _any(name: str, text: str) -> bool:
    return any(each.search(text) for each in _patterns(name))


def manner(text: str) -> Manner:
    """Return how a sentence speaks.

    Parameters
    ----------
    text : str
        The sentence.

    Examples
    --------
    >>> manner("Russian aid could shift the balance.").kind, manner("Iran may have erred.").strength
    ('forecast', 'may')
    >>> manner("It began in May.").kind
    'fact'
    >>> manner("It is as if America had asked Cuba for arms.").kind
    'counterfactual'
    """
    low = MAY.sub("then", text).lower().replace("’", "'")
    marks = {name for name in ORDER if _any(name, low)}
    if "forecast" in marks and _any("past", low) and not re.search(r"\b(will|shall)\b", low):
        marks.discard("forecast")
    if "forecast" in marks and not re.search(r"\b(will|shall)\b", low) and _any("no_forecast", low):
        marks.discard("forecast")
    kind = next((name for name in ORDER if name in marks), "fact")
    hedges = tuple(dict.fromkeys(m[0] for each in _patterns("hedge") for m in each.finditer(low)))
    classes = [CLASS.get(name, name) for name in ORDER if name in marks and name != "trend"]
    if hedges:
        classes.append("hedge")
    if not {"forecast", "counterfactual"} & marks:
        classes.insert(0, "assert")
    return Manner(kind, _strength(low), tuple(classes), hedges, bool(NOT.search(low)))  # type: ignore[arg-type]


def _strength(low: str) -> Strength:
    if _any("would", low):
        return "would"
    return "may" if _any("may", low) else "could" if _any("could", low) else "is"


def claims(text: str) -> bool:
    """Tell whether a sentence may claim something: it is no question and has some words.

    Parameters
    ----------
    text : str
        The sentence.

    Examples
    --------
    >>> claims("Why so?"), claims("Iran is the junior partner.")
    (False, True)
    """
    return not text.rstrip("\"'”’)").endswith("?") and len(text.split()) >= FEWEST
