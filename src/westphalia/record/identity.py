"""Which state a name or code means, and what a state was called in a given year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING, Any, Literal

from westphalia.errors import Ambiguous, NoAnswer, NotUnderstood
from westphalia.lazy import rapidfuzz
from westphalia.record.state import State

if TYPE_CHECKING:
    from westphalia.record.world import World

FOREVER = 9999
SHARED = {"korea": (731, 732), "congo": (484, 490)}
"""Short names that a person may mean for either of two living states; sources use them for the second or first alone."""

_UNIONS = {
    "eu", "european union", "european community", "european communities", "un", "united nations", "league of nations", "nato", "warsaw pact",
    "african union", "arab league", "asean", "opec", "brics", "csto", "mercosur", "shanghai cooperation organisation", "g7", "g20", "commonwealth",
}  # fmt: skip
_LANDS = {
    "palestine", "state of palestine", "gaza", "west bank", "hong kong", "macao", "macau", "puerto rico", "greenland", "western sahara", "somaliland",
    "northern cyprus", "transnistria", "nagorno karabakh", "crimea", "kurdistan", "catalonia", "scotland", "wales",
    "northern ireland", "gibraltar", "bermuda", "french guiana", "new caledonia", "antarctica", "holy see", "vatican", "vatican city",
}  # fmt: skip
"""Names that people type and that no list of states has, in the form of :func:`normal`: told for what they are, not as a slip of the pen."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a state with the years in which it is valid, both inclusive.

    ``kind`` is ``usual`` (what pages print), ``official``, ``alias`` or ``code``.
    """

    ccode: int
    text: str
    first: int
    last: int
    kind: str

    def valid(self, year: int | None) -> bool:
        """Tell whether the name is valid in ``year`` (always, when no year is given)."""
        return year is None or self.first <= year <= self.last


@lru_cache(maxsize=16384)
def normal(text: str) -> str:
    """Return the form in which names are compared: no case, accents, punctuation or leading article.

    Examples
    --------
    >>> normal("Côte d'Ivoire"), normal("The Gambia"), normal("Bosnia & Herzegovina")
    ('cote divoire', 'gambia', 'bosnia and herzegovina')
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    bare = bare.replace("&", " and ").replace("ı", "i").replace("ø", "o").replace("ł", "l").replace("đ", "d")
    bare = re.sub(r"['’`´.]", "", bare)
    return re.sub(r"^the ", "", " ".join(re.sub(r"[^0-9a-z]+", " ", bare).split()))


_SHORT: Mapping[str, tuple[str, ...]] = {
    "rep": ("republic",), "repub": ("republic",), "dem": ("democratic",), "fed": ("federal", "federated"), "isl": ("islamic", "islands"), "is": ("islands",),
    "isls": ("islands",), "isds": ("islands",), "island": ("islands",), "peop": ("peoples",), "ppl": ("peoples",), "people": ("peoples",), "soc": ("socialist",), "st": ("saint", "state"),
    "ste": ("saint",), "n": ("north",), "s": ("south",), "e": ("east",), "w": ("west",), "u": ("united",), "ng": ("new guinea",), "ir": ("islamic republic",), "pr": ("peoples republic",),
    "pdr": ("peoples democratic republic",), "dpr": ("democratic peoples republic",), "dr": ("democratic republic",), "rb": ("bolivarian republic",), "ar": ("arab republic",),
    "fr": ("federal republic",), "ur": ("united republic",), "sfr": ("socialist federal republic",), "fyr": ("yugoslav republic",), "fyrom": ("yugoslav republic macedonia",),
    "hercegovina": ("herzegovina",), "herz": ("herzegovina",), "arabic": ("arab",), "cent": ("central",), "eq": ("equatorial",),
}  # fmt: skip
"""What abbreviations in names of states stand for; one that may be two things has both."""
_EMPTY = frozenset({"of", "the", "and", "de", "del", "fmr", "former", "formerly", "ex"})
"""Words that tell no two states apart."""
_FORMS = frozenset({
    "republic", "kingdom", "state", "states", "federal", "federated", "federation", "union", "confederation", "commonwealth", "principality", "grand", "duchy", "sultanate",
    "empire", "democratic", "peoples", "popular", "socialist", "islamic", "arab", "hashemite", "plurinational", "bolivarian", "cooperative", "operative", "co", "independent",
    "sovereign", "multinational",
})  # fmt: skip
"""Words that say what kind of state it is, which many sources leave out or change."""
_SIDES = frozenset({"united", "new", "north", "south", "east", "west", "central", "islands", "saint"})
"""Words that make no name alone."""


@lru_cache(maxsize=16384)
def bags(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a name in alphabetical order, abbreviations written out: in how many ways they can be, so many times.

    "X, Rep. of", "X (the Republic of)" and "Republic of X" are one bag, whatever their order, points and articles.

    Examples
    --------
    >>> bags("Korea, Dem. People's Rep. of") == bags("Democratic People's Republic of Korea")
    True
    >>> bags("PAPUA N.G."), bags("Solomon Isl.")
    ((('guinea', 'new', 'papua'),), (('islamic', 'solomon'), ('islands', 'solomon')))
    """
    initials = re.sub(r"\b((?:\w\.){2,})", lambda found: found[1].replace(".", "") + " ", text)
    words = [word for word in normal(initials.replace(".", ". ")).split() if word not in _EMPTY]
    ways = product(*(_SHORT.get(word, (word,)) for word in words))
    return tuple(dict.fromkeys(tuple(sorted(" ".join(way).split())) for way in islice(ways, 8)))


def core(bag: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a bag without those that say what kind of state it is; none where nothing is left that names one.

    Examples
    --------
    >>> core(("kazakhstan", "republic")), core(("islamic", "state")), core(("kingdom", "united"))
    (('kazakhstan',), (), ())
    """
    left = tuple(word for word in bag if word not in _FORMS)
    return left if any(word not in _SIDES for word in left) else ()


def halves(text: str) -> tuple[str, str] | None:
    """Return the two names of "A (B)", "A/B" or "A-B"; None for a name of another form.

    Examples
    --------
    >>> halves("DR Congo (Zaire)"), halves("Congo-Zaire"), halves("Chad")
    (('DR Congo', 'Zaire'), ('Congo', 'Zaire'), None)
    """
    found = re.fullmatch(r"\s*([^()/]+?)\s*(?:\(([^()]+)\)|/\s*([^()/]+?))\s*", text) or re.fullmatch(
        r"\s*([^-]+)()-([^-]+)\s*", text
    )
    return (found[1], found[2] or found[3]) if found else None


class Gazetteer:
    """All names of all states, searchable.

    Parameters
    ----------
    names : iterable of Name
        Every name; several states may share one in different years.
    lands : mapping
        What is known by a code and no state, by code in capitals: ``MAC`` Macao.

    Examples
    --------
    >>> book = Gazetteer([Name(630, "Persia", 1816, 1934, "usual"), Name(630, "Iran", 1935, FOREVER, "usual")])
    >>> book.find("PERSIA"), book.usual(630, 1900), book.usual(630, 2000)
    (630, 'Persia', 'Iran')
    """

    def __init__(self, names: Iterable[Name], lands: Mapping[str, str] | None = None) -> None:
        self.names: tuple[Name, ...] = tuple(names)
        self.lands = lands or {}
        self._by_text: dict[str, list[Name]] = {}
        self._by_state: dict[int, list[Name]] = {}
        for name in self.names:
            self._by_text.setdefault(normal(name.text), []).append(name)
            self._by_state.setdefault(name.ccode, []).append(name)

    @cached_property
    def _by_bag(self) -> tuple[dict[tuple[str, ...], list[Name]], dict[tuple[str, ...], list[Name]]]:
        """Names by their words, and by those of them that are not of the kind of state."""
        whole: dict[tuple[str, ...], list[Name]] = {}
        short: dict[tuple[str, ...], list[Name]] = {}
        for name in self.names:
            for bag in bags(name.text) if name.kind != "code" else ():
                whole.setdefault(bag, []).append(name)
                short.setdefault(core(bag), []).append(name)
        short.pop((), None)
        return whole, short

    def _readings(self, text: str) -> Iterator[list[Name]]:
        """Yield the names that a text may be: as it is written, by its words in any order, as two names of one state, by its words without the kind of state."""
        exact = self._by_text.get(normal(text), [])
        yield exact
        whole, short = self._by_bag
        yield [name for bag in bags(text) for name in whole.get(bag, ())]
        if (both := halves(text)) is not None:
            one, two = ([name for names in self._readings(half) for name in names] for half in both)
            second = {name.ccode for name in two}
            yield [name for name in one if name.ccode in second]
            return
        yield [name for bag in bags(text) for name in short.get(core(bag), ())]

    def find(self, text: str, year: int | None = None, *, ask: bool = False) -> int:
        """Return the code of the state that ``text`` names.

        A name valid in ``year`` goes before one of another time; a current name goes before an old one when no year is given.
        A code that two states had means the one that lived in ``year``. With ``ask``, a short name that a person may mean
        for either of two states is ambiguous in every year in which both live.

        Raises
        ------
        NotUnderstood
            For an unknown name (with the nearest ones) and for one that several states bear (with the choices).
        """
        both = SHARED.get(normal(text), ())
        if ask and len(both) > 1 and all(self.lived(ccode, year) for ccode in both):
            raise self._ambiguous(
                text,
                [name for c in both for name in self.of(c) if name.kind == "usual" and name.valid(year)],
                year,
            )
        for found in self._readings(text):
            valid = [name for name in found if name.valid(year)] if year is not None else []
            for candidates in (valid, [name for name in found if name.last == FOREVER], found):
                states = sorted({name.ccode for name in candidates})
                living = [ccode for ccode in states if self.lived(ccode, year)]
                lasting = [ccode for ccode in living or states if self.lived(ccode, None)]
                for chosen in (states, living, lasting):
                    if len(chosen) == 1:
                        return chosen[0]
                if states:
                    raise self._ambiguous(text, candidates, year)
        raise self._unknown(text)

    def lived(self, ccode: int, year: int | None) -> bool:
        """Tell whether the state has a usual name in ``year`` (today without one)."""
        when = FOREVER if year is None else year
        return any(name.kind == "usual" and name.valid(when) for name in self.of(ccode))

    def usual(self, ccode: int, year: int | None = None) -> str:
        """Return what the state was called in ``year`` (today without one); outside its names, the nearest in time."""
        usual = [name for name in self._by_state.get(ccode, ()) if name.kind == "usual"]
        if not usual:
            raise NotUnderstood(
                f"No state has the code {ccode}.", "", "See all codes with: westphalia states"
            )
        when = FOREVER if year is None else year
        return min(usual, key=lambda n: (max(n.first - when, when - n.last, 0), -n.last)).text

    def of(self, ccode: int) -> Sequence[Name]:
        """Return all names of a state."""
        return tuple(self._by_state.get(ccode, ()))

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Return the known names most like ``text``, best first, one a state."""
        pool = {key: names[0] for key, names in self._by_text.items() if names[0].kind != "code"}
        scored = rapidfuzz.process.extract(
            normal(text), pool.keys(), scorer=rapidfuzz.fuzz.ratio, limit=12, score_cutoff=65
        )
        best: dict[int, str] = {}
        for key, _, _ in scored:
            best.setdefault(pool[key].ccode, pool[key].text)
        return list(best.values())[:limit]

    def _ambiguous(self, text: str, names: Sequence[Name], year: int | None = None) -> Ambiguous:
        first = {n.ccode: n for n in sorted(names, key=lambda n: (-n.first, -n.last))}
        ordered = sorted(first.values(), key=lambda n: (n.first, n.ccode))
        choices = ", ".join(
            f"{self.usual(n.ccode, n.last if n.last != FOREVER else None)} ({n.ccode}, {n.first}-{'' if n.last == FOREVER else n.last})"
            for n in ordered
        )
        return Ambiguous(
            f"'{text}' may be any of: {choices}.",
            "Several states bore that name.",
            f"Use the code in brackets{'' if year is not None else ', or give a year'}.",
        )

    def _unknown(self, text: str) -> NotUnderstood:
        if (land := self.lands.get(text.strip().upper())) and text.strip().isupper():
            return NotUnderstood(
                f"'{text}' is the ISO code of {land}, which is no state of the lists: neither the Correlates of War nor Gleditsch and Ward have it.",
                "",
                "See who is listed: westphalia states",
            )
        if normal(text) in _UNIONS:
            return NotUnderstood(
                f"'{text}' is an organisation, and the record is of states.",
                "",
                "Ask for one of its members: westphalia states",
            )
        if normal(text) in _LANDS:
            return NotUnderstood(
                f"'{text}' is no state of the lists: neither the Correlates of War nor Gleditsch and Ward have it.",
                "",
                "See who is listed: westphalia states",
            )
        near = self.nearest(text)
        guess = f"Did you mean {' or '.join(near)}?" if near else ""
        return NotUnderstood(f"No state is called '{text}'.", guess, "See all names with: westphalia states")


# Who was in the system: every state with its codes, its names over time and its membership.


ORDER = {"usual": 0, "official": 1, "alias": 2}
Spells = tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A state in the directory.

    Parameters
    ----------
    state : State
        Its codes and its name in the year asked for (the latest without one).
    names : tuple of Name
        Usual names first, then official ones and other spellings; codes left out.
    cow, gw : tuple of (int, int or None)
        First and last year of each spell of membership in either list; None while it lasts.
    """

    state: State
    names: tuple[Name, ...]
    cow: Spells
    gw: Spells

    def to_dict(self) -> dict[str, Any]:
        """Return the entry as the JSON contract has it."""
        return {
            "ccode": self.state.ccode if self.state.cow else None,
            "gwcode": self.state.gwcode,
            "iso3": self.state.iso3,
            "name": self.state.name,
            "names": [
                {
                    "name": name.text,
                    "from": name.first,
                    "to": None if name.last == FOREVER else name.last,
                    "kind": name.kind,
                }
                for name in self.names
            ],
            "membership": {
                "cow": [list(spell) for spell in self.cow],
                "gw": [list(spell) for spell in self.gw],
            },
        }


def directory(world: World, query: str = "", year: int | None = None) -> list[Entry]:
    """Return the states whose names or codes hold a text, best first.

    Parameters
    ----------
    world : World
        The record.
    query : str
        Part of a name, or a whole code; empty for all states.
    year : int, optional
        Only states in the system in that year, under their names of that year.

    Raises
    ------
    NoAnswer
        When none fits, with the nearest names.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [entry.state.name for entry in directory(load(), "congo")]
    ['Congo', 'DR Congo']
    """
    spells = _spells(world)
    members = set(world.members(year)) if year is not None else None
    names: dict[int, list[Name]] = {}
    for name in world.gazetteer.names:
        names.setdefault(name.ccode, []).append(name)
    found: list[tuple[int, str, Entry]] = []
    for ccode, own in names.items():
        state = world.state(ccode, year)
        rank = _rank(query, state, own)
        if rank is None or (members is not None and ccode not in members):
            continue
        shown = sorted((n for n in own if n.kind in ORDER), key=lambda n: (ORDER[n.kind], n.first, n.text))
        entry = Entry(state, tuple(shown), spells.get(("cow", ccode), ()), spells.get(("gw", ccode), ()))
        found.append((rank, "" if query else f"{ccode:04d}", entry))
    if not found:
        raise _none(world, query, year)
    return [entry for *_, entry in sorted(found, key=lambda each: (each[0], each[1], each[2].state.name))]


def _rank(query: str, state: State, names: list[Name]) -> int | None:
    """Return how well a state fits: 0 whole name or code, 1 beginning of a word of a name, 2 within one; None for not."""
    text = normal(query)
    if not text:
        return 0
    if text in (str(state.ccode), str(state.gwcode)):
        return 0
    ranks = [
        0 if text == own else 1 if own.startswith(text) or f" {text}" in own else 2
        for name in names
        if (own := normal(name.text)) == text or (name.kind != "code" and text in own)
    ]
    return min(ranks, default=None)


def _spells(world: World) -> dict[tuple[str, int], Spells]:
    spells: dict[tuple[Literal["cow", "gw"], int], Spells] = {}
    frame = world.scan("memberships").select("system", "ccode", "start", "end").collect()
    for system, ccode, start, end in frame.sort("system", "ccode", "start").iter_rows():
        spell = (start.year, end.year if end is not None else None)
        spells[system, ccode] = (*spells.get((system, ccode), ()), spell)
    return {(system, ccode): found for (system, ccode), found in spells.items()}


def _none(world: World, query: str, year: int | None) -> NoAnswer:
    when = f" in {year}" if year is not None else ""
    near = world.gazetteer.nearest(query) if query else []
    what = (
        f"No state's name or code holds '{query}'{when}." if query else f"No state was in the system{when}."
    )
    guess = f"Did you mean {' or '.join(near)}?" if near else ""
    return NoAnswer(what, guess, "See all states with: westphalia states")
