"""The pages that lead to pages: the front page, the search, the names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from westphalia.app.addresses import ADDRESSES, read, slug, state_part
from westphalia.app.site import own
from westphalia.claims.files import find, shelf
from westphalia.claims.files import read as read_essay
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import rapidfuzz
from westphalia.measures.registry import registered
from westphalia.models.analogues.named import parted
from westphalia.record.identity import Entry, directory, normal
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.report import views
from westphalia.report.brief.words import spans, the
from westphalia.report.views.brief import BriefQuestion, last_shared

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

MOST = 12
"""Most of a kind that a search lists."""
ALIKE = 80
"""From which likeness on, of 100, a beginning is offered."""
YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
LEAD = "The international system of states since 1816: who stands with whom and against whom, what binds and what limits them, what it costs, and what the record says of what people claim."  # fmt: skip
PAIRS = (
    "/pair/365-russia/630-iran/2022", "/pair/255-germany/365-soviet-union/1939", "/pair/220-france/365-russia/1894", "/pair/2-united-states/710-china/1972",
    "/pair/651-egypt/666-israel/1979", "/pair/750-india/770-pakistan/1999", "/pair/365-russia/369-ukraine/2022", "/pair/300-austria-hungary/345-serbia/1914",
)  # fmt: skip
"""Pairs and years that the front page offers."""
MAPS = (
    ("Capability on the eve of the First World War, 1914", "cinc", 1914), ("Capability, 1816", "cinc", 1816), ("Exclusion, 2022", "exclusion", LAST_YEAR - 3),
    ("Electoral democracy, 1989", "polyarchy", 1989),
)  # fmt: skip
"""Maps that the front page offers: words, measure, year."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Something that leads to a page: its words, its address, and what it is."""

    text: str
    href: str
    about: str = ""

    def __iter__(self) -> Iterable[str]:
        """Return the three in their order, as templates take them."""
        return iter((self.text, self.href, self.about))


def state_address(state: State, year: int) -> str:
    """Return the address of the page on a state.

    Parameters
    ----------
    state, year : State, int
        Called as in the year.
    """
    return f"/state/{state_part(state.ccode, state.name)}/{year}"


def pair_address(a: State, b: State, year: int) -> str:
    """Return the address of the page on two states.

    Parameters
    ----------
    a, b, year : State, State, int
        Called as in the year.
    """
    return f"/pair/{state_part(a.ccode, a.name)}/{state_part(b.ccode, b.name)}/{year}"


def home(world: World) -> str:
    """Return the front page.

    Parameters
    ----------
    world : World
        The record.
    """
    pairs = [_pair_lead(world, address) for address in PAIRS]
    states = [
        Lead(state.name, state_address(state, LAST_YEAR))
        for state in sorted(
            (world.state(code, LAST_YEAR) for code in world.members(LAST_YEAR)), key=lambda each: each.name
        )
    ]
    kinds = {each.view: each for each in ADDRESSES}
    others = [
        Lead(name.capitalize(), kinds[name].example, views.VIEWS[name])
        for name in kinds
        if name not in ("brief", "state", "check", "measure", "data", "states")
    ]
    essays = [Lead(read_essay(find(name)).title, f"/essay/{name}") for name in shelf()]
    data = [
        Lead("All tables", "/data", "with columns, coverage, terms and sources"),
        Lead("SQL", "/sql", "one SELECT over all of them"),
        Lead("States", "/states", "who was in the system, under which names and codes"),
    ]
    maps = [Lead(text, f"/world/{year}/{name}") for text, name, year in MAPS]
    parts = [("Pairs and years to begin with", "", pairs), ("The world in a year", "", maps), ("Essays, claim by claim", "", essays),
             ("Other questions", "", others), ("The data", "", data), (f"States of {LAST_YEAR}", "", states)]  # fmt: skip
    stamp = world.stamp()
    colophon = f"Westphalia {stamp['version']} · edition {stamp['edition']} · model {stamp['model']}"
    return own("home.html.j2", "Westphalia", lead=LEAD, parts=parts, last=LAST_YEAR, colophon=colophon)


def _pair_lead(world: World, address: str) -> Lead:
    """Return the words for the address of a pair."""
    asked = read(world, address, ()).question
    assert isinstance(asked, BriefQuestion)
    a, b = (world.state(each, asked.year).name for each in (asked.a, asked.b))
    return Lead(f"{the(a, start=True)} and {the(b)}, {asked.year}", address)


def search(world: World, text: str) -> str:
    """Return the page of what has a name like a text.

    Parameters
    ----------
    world : World
        The record.
    text : str
        What was typed: a state, two, with a year or without, a measure, a table, an essay.
    """
    parts = results(world, text)
    return own("search.html.j2", f"Search: {text}" if text else "Search", asked=text, parts=[(head, found) for head, found in parts if found])  # fmt: skip


def results(world: World, text: str) -> list[tuple[str, list[Lead]]]:
    """Return what has a name like a text, by kind, best first.

    Parameters
    ----------
    world : World
        The record.
    text : str
        What was typed.
    """
    dated = YEAR.search(text)
    year = int(dated[1]) if dated and FIRST_YEAR <= int(dated[1]) <= LAST_YEAR else None
    words = " ".join(YEAR.sub(" ", text).split())
    if not words:
        return []
    pairs = _pairs(world, words, year)
    return [
        ("Pairs", pairs),
        ("States", _states(world, words, year, guess=not pairs)),
        ("Measures", _named(_measures(), words, lambda name: f"/methods/{quote(name)}")),
        ("Tables", _named(_tables(world), words, lambda name: f"/data/{name}")),
        ("Essays", [Lead(name, f"/essay/{name}") for name in shelf() if slug(words) in name]),
    ]


def _pairs(world: World, words: str, year: int | None) -> list[Lead]:
    """Return the pair that some words name; every place between two of them may part the two."""
    tokens = words.split()
    readings = [
        words,
        *(f"{' '.join(tokens[:at])} and {' '.join(tokens[at:])}" for at in range(1, len(tokens))),
    ]
    found: dict[str, Lead] = {}
    for reading in readings:
        try:
            (a, b), _ = parted(world, reading, year)
        except (NotUnderstood, NoAnswer):
            continue
        when = year or last_shared(world, a.ccode, b.ccode, LAST_YEAR)
        one, two = world.state(a.ccode, when), world.state(b.ccode, when)
        href = pair_address(one, two, when)
        found.setdefault(href, Lead(f"{one.name} and {two.name}, {when}", href))
    return list(found.values())


def _states(world: World, words: str, year: int | None, guess: bool) -> list[Lead]:
    """Return states whose names hold the words; where none does and it is wished, those of which a word begins most like them."""
    try:
        entries = directory(world, words, year)[:MOST]
    except NoAnswer:
        names = _beginnings(world, words) if guess else ()
        entries = [entry for name in names for entry in directory(world, name)[:1]]
    found = []
    for entry in entries:
        spells = world.spells(entry.state.ccode)
        if not spells:
            continue
        when = year if year is not None else _called(entry, words, min(spells[-1][1], LAST_YEAR))
        state = world.state(entry.state.ccode, when)
        found.append(Lead(state.name, state_address(state, when), spans(spells)))
    return list(dict.fromkeys(found))


def _called(entry: Entry, words: str, last: int) -> int:
    """Return the last year in which a state was usually called by a name like the words, up to its own last; that where no name is like them."""
    wanted = normal(words)
    ends = [
        last if name.last is None else min(name.last, last)
        for name in entry.names
        if name.kind == "usual" and rapidfuzz.fuzz.partial_ratio(wanted, normal(name.text)) >= ALIKE
    ]
    return max(ends, default=last)


def _beginnings(world: World, words: str) -> list[str]:
    """Return the names of which a word begins most like what was typed, so that ottman finds the Ottoman Empire."""
    wanted = normal(words)
    heads = {
        (name.text, word[: len(wanted) + 1])
        for name in world.gazetteer.names
        if name.kind != "code"
        for word in normal(name.text).split()
    }
    scored = sorted((-rapidfuzz.fuzz.ratio(wanted, head), text) for text, head in heads)
    return list(dict.fromkeys(text for score, text in scored[:40] if score <= -ALIKE))[:3]


def _measures() -> dict[str, str]:
    return {name: each.title for name, each in registered().items()}


def _tables(world: World) -> dict[str, str]:
    return {name: str(entry["title"]) for name, entry in world.manifest.tables.items()}


def _named(names: dict[str, str], words: str, where: Callable[[str], str]) -> list[Lead]:
    """Return what holds all the words in its name or title."""
    wanted = words.lower().split()
    fits = [
        Lead(title, where(name), name)
        for name, title in names.items()
        if all(
            re.search(rf"\b{re.escape(word)}", f"{name.replace('_', ' ')} {title} {name}".lower())
            for word in wanted
        )
    ]
    return fits[:MOST]


def names(world: World) -> str:
    """Return the names of all states with code and first and last year, for the field of the search.

    Parameters
    ----------
    world : World
        The record.
    """
    spells = {code: world.spells(code) for code in {name.ccode for name in world.gazetteer.names}}
    rows = sorted(
        {
            (name.text, name.ccode, spells[name.ccode][0][0], min(spells[name.ccode][-1][1], LAST_YEAR))
            for name in world.gazetteer.names
            if spells[name.ccode] and name.kind != "code"
        }
    )
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"
