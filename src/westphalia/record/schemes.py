"""By which scheme a column names states (names, CoW numbers, ISO letters ...), found from the whole column, and which state each of its values is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from westphalia.errors import Ambiguous, NotUnderstood
from westphalia.lazy import pl
from westphalia.record.identity import FOREVER, normal
from westphalia.record.manifest import unknown
from westphalia.record.once import once
from westphalia.record.tables import states

if TYPE_CHECKING:
    from westphalia.record.grid import System
    from westphalia.record.world import World

NAMES = "names"
NUMBERS, LETTERS = states.SCHEME_NUMBERS, states.SCHEME_LETTERS
TITLES: Mapping[str, str] = {NAMES: NAMES, **NUMBERS, **LETTERS}
SAME: Mapping[str, str] = {"ucdp": "gw", "un": "m49", "wb": "world-bank", "name": NAMES, "iso": "iso3"}
"""Other names of schemes."""
BASES: Mapping[str, str] = {"m49": "iso-numeric", "comtrade": "iso-numeric", "world-bank": "iso3"}
"""Schemes of which the table has only what differs from another."""
SURE = 0.8
"""Share of the values of a column that another scheme than the expected one must know before the column is taken to be of it."""
Owner = tuple[int | None, int, int, str | None]
"""State (None for none), first year, last year, name in the scheme."""


@dataclass(frozen=True, slots=True)
class StatesRead:
    """The states of a column.

    Parameters
    ----------
    codes : polars.Series (rows,)
        Codes of the list of states that was asked for; null where the value is no state then, or not known.
    scheme : str
        The scheme that the column was read by, one of :data:`TITLES`.
    ambiguous : mapping
        Values that may be several states: the choices, in a sentence.
    """

    codes: pl.Series
    scheme: str
    ambiguous: Mapping[str, str] = field(default_factory=dict)


def chosen(name: str) -> str:
    """Return the scheme of a name that a user gives.

    Examples
    --------
    >>> chosen("iso3"), chosen("ucdp")
    ('iso3', 'gw')
    """
    found = SAME.get(name, name)
    if found not in TITLES:
        raise unknown("scheme of codes", name, (*TITLES, *SAME), f"There are: {', '.join((*TITLES, *SAME))}.")
    return found


def token(value: object) -> str | None:
    """Return a value as it is looked up: without blanks around it, whole numbers without fraction and leading zeros.

    Examples
    --------
    >>> token(" 2.0"), token("020"), token(840.0), token("UKG "), token(None)
    ('2', '20', '840', 'UKG', None)
    """
    text = "" if value is None else str(value).strip()
    whole = re.fullmatch(r"0*(\d+)(\.0*)?", text)
    return (whole[1] if whole else text) or None


@once
def owners(world: World, scheme: str) -> dict[str, list[Owner]]:
    """Return whose each code of a scheme is."""
    if scheme in BASES:
        found = {code: list(held) for code, held in owners(world, BASES[scheme]).items()}
    else:
        found = {}
    own: dict[str, list[Owner]] = {}
    rows = (
        world.scan("state_codes")
        .filter(scheme=scheme)
        .select("code", "ccode", "first", "last", "name")
        .collect()
    )
    for code, *owner in rows.iter_rows():
        own.setdefault(token(code) or "", []).append((owner[0], owner[1], owner[2], owner[3]))
    return {**found, **own}


def read_states(
    world: World, column: pl.Series, years: pl.Series | None, system: System = "cow", codes: str = ""
) -> StatesRead:
    """Return the states that a column names.

    Parameters
    ----------
    world : World
        Its lists, names and codes.
    column : polars.Series (rows,)
        Text or whole numbers.
    years : polars.Series (rows,), optional
        The year of each row, which decides between states that bore one name or code at different times.
    system : {"cow", "gw"}
        The list of states whose codes are asked for; numbers are taken to be of it where it knows them.
    codes : str
        The scheme to read by, whatever the column looks like.

    Raises
    ------
    NotUnderstood
        For an unknown scheme, and for numbers that may be of several schemes.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> found = read_states(load(), pl.Series(["AUS", "HUN", "MAC"]), pl.Series([1990, 1990, 1990]))
    >>> found.scheme, found.codes.to_list()
    ('iso3', [900, 310, None])
    """
    scheme = chosen(codes) if codes else ""
    texts = column.cast(pl.String)
    tokens = {text: token(text) for text in texts.unique().to_list()}
    values = list(dict.fromkeys(each for each in tokens.values() if each is not None))
    scheme = scheme or _found(world, values, system, column.name)
    if scheme == system and column.dtype.is_numeric():
        return StatesRead(column.cast(pl.Int64), scheme)
    rows = pl.DataFrame(
        {"text": texts, "year": pl.Series([None] * len(texts), dtype=pl.Int64) if years is None else years}
    )
    asked = rows.unique(maintain_order=True)
    found: list[int | None] = []
    ambiguous: dict[str, str] = {}
    for text, year in asked.iter_rows():
        try:
            value = tokens[text]
            found.append(None if value is None else _code(world, scheme, value, year, system))
        except Ambiguous as error:
            found.append(None)
            ambiguous[text] = error.what
    met = asked.with_columns(pl.Series("code", found, dtype=pl.Int64))
    read = rows.join(
        met, on=["text", "year"], how="left", nulls_equal=True, maintain_order="left", validate="m:1"
    )
    return StatesRead(read["code"], scheme, ambiguous)


def _found(world: World, values: list[str], system: System, column: str) -> str:
    """Return the scheme that knows most of the values, the expected one where several do."""
    if not values:
        return system
    if all(value.isdecimal() for value in values):
        return _of_numbers(world, values, system, column)
    first = (f"{system}-letters",)
    order = [name for name in LETTERS if name not in first]
    order.insert(order.index("cow-letters" if system == "gw" else "gw-letters"), *first)
    shares = {name: _share(owners(world, name), values) for name in order}
    best = max(order, key=lambda name: shares[name])
    if shares[best] == 1:
        return best
    named = _named(world, values)
    if shares[best] >= SURE and shares[best] >= named:
        return best
    return NAMES if named >= shares[best] or shares[best] < 1 - SURE else best


def _share(known: Iterable[str], values: list[str]) -> float:
    held = set(known)
    return sum(value in held for value in values) / len(values)


def _named(world: World, values: list[str]) -> float:
    """Return the share of values that are names of states in some year."""
    known = 0
    for value in values:
        try:
            known += world.gazetteer.find(value) > 0
        except Ambiguous:
            known += 1
        except NotUnderstood:
            pass
    return known / len(values)


def _of_numbers(world: World, values: list[str], system: System, column: str) -> str:
    shares = {name: _share(owners(world, name), values) for name in NUMBERS}
    best = max(shares.values())
    if shares[system] == best or best < SURE:
        return system
    readings: dict[tuple[int | None, ...], str] = {}
    tied = [name for name, share in shares.items() if share == best]
    for name in (each for each in tied if BASES.get(each) not in tied):
        held = owners(world, name)
        readings.setdefault(tuple(held[value][-1][0] if value in held else None for value in values), name)
    if len(readings) == 1:
        return next(iter(readings.values()))
    value = min(values, key=int)
    told = "; ".join(f"{TITLES[name]} ({value} is {_who(world, name, value)})" for name in readings.values())
    raise NotUnderstood(
        f"The numbers in '{column}' are not those of the list of states, and may be of several schemes: {told}.",
        f"{TITLES[system]} know {shares[system]:.0%} of them.",
        f'Say which: codes="{next(iter(readings.values()))}" (--codes at the prompt).',
    )


def _who(world: World, scheme: str, value: str) -> str:
    state, _, _, name = owners(world, scheme)[value][-1]
    return name or (world.gazetteer.usual(state) if state is not None else "no state")


def _code(world: World, scheme: str, text: str, year: int | None, system: System) -> int | None:
    """Return the code of a value in a list of states; None where it is not known, or no state then."""
    if scheme == system:
        return int(text) if text.isdecimal() else None
    if scheme == NAMES:
        listed = _listed(world, system).get(normal(text), [])
        held = {
            code
            for code, first, last in listed
            if (last == FOREVER if year is None else first <= year <= last)
        }
        if len(held) == 1:
            return held.pop()
    state = _state(world, scheme, text, year)
    return state if system == "cow" or state is None else _gw(world, state, year)


def _state(world: World, scheme: str, text: str, year: int | None) -> int | None:
    if scheme == NAMES:
        try:
            return world.state(text, year).ccode
        except Ambiguous:
            raise
        except NotUnderstood:
            return None
    held = owners(world, scheme).get(text, owners(world, scheme).get(text.upper(), []))
    found = {owner[0] for owner in held if year is None or owner[1] <= year <= owner[2]}
    book = world.gazetteer
    for narrower in (found, {s for s in found if s is not None and book.lived(s, year)}):
        if len(narrower) == 1:
            return narrower.pop()
    return max((s for s in found if s is not None), key=lambda s: book.of(s)[-1].last, default=None)


@once
def _listed(world: World, system: System) -> dict[str, list[tuple[int, int, int]]]:
    """Return the names that a list of states has itself: code, first and last year."""
    found: dict[str, list[tuple[int, int, int]]] = {}
    rows = world.scan("state_codes").filter(scheme=system).select("name", "code", "first", "last").collect()
    for name, code, first, last in rows.iter_rows():
        if name is not None:
            found.setdefault(normal(name), []).append((int(code), first, last))
    return found


@once
def _spells(world: World) -> list[tuple[int, int, int, int | None]]:
    rows = world.scan("memberships").filter(system="gw").sort("start")
    return rows.select("ccode", "code", pl.col("start").dt.year(), pl.col("end").dt.year()).collect().rows()


def _gw(world: World, state: int, year: int | None) -> int | None:
    """Return the Gleditsch-Ward code of a state in a year, its last one without a year."""
    held = [
        code
        for own, code, first, last in _spells(world)
        if own == state and (year is None or first <= year <= (last or year))
    ]
    return held[-1] if held else None
