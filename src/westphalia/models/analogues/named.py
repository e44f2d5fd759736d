"""A pair of states as people write it, with the years that are meant: "Germany-Soviet Union 1939"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood
from westphalia.record.identity import normal
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.years import in_record, span_of

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

DATED = re.compile(r"(.*?)(?:[\s,]+([0-9]{4}(?:[:-][0-9]{4})?))?\s*")
BETWEEN = re.compile(r"\s*(?:[-\u2013\u2014,/&]|\band\b)\s*")
"""What may stand between two names; some names hold one of their own, as Austria-Hungary."""
LONGEST = 200
"""Characters of a text that is read at all."""
WRITE = (
    'Write it like "Germany-Soviet Union", "Germany-Soviet Union 1939" or "Germany-Soviet Union 1922:1939".'
)


def pair_of(world: World, text: str) -> tuple[tuple[State, State], tuple[int, int] | None]:
    """Return the two states that a text names, and the first and last year that it means; None for all years.

    A name that a state bears no more means the years in which it bore it; one of today, all years.

    Parameters
    ----------
    world : World
        The record.
    text : str
        Two names with a hyphen, a comma or "and" between them, and a year or a span of years after them or not.

    Raises
    ------
    NotUnderstood
        For what is no pair, an unknown or ambiguous name, a state twice, or years outside the record.

    Examples
    --------
    >>> import westphalia as wp
    >>> (one, two), years = pair_of(wp.load(), "Germany-Soviet Union")
    >>> one.ccode, two.ccode, years
    (255, 365, (1923, 1991))
    >>> pair_of(wp.load(), "Austria-Hungary and Germany 1879")[1]
    (1879, 1879)
    """
    if len(text) > LONGEST:
        raise NotUnderstood(f"'{text[:LONGEST]}...' names no pair of states.", "", WRITE)
    found = DATED.fullmatch(text)
    bare, years = (found[1].strip(), found[2]) if found else (text, None)
    if years is not None:
        span = _years(years)
        return _both(world, bare, span[0])[0], span
    pair, names = _both(world, bare)
    spans = [_borne(world, state, name) for state, name in zip(pair, names, strict=True)]
    first, last = max(first for first, _ in spans), min(last for _, last in spans)
    if (first, last) == (FIRST_YEAR, LAST_YEAR):
        return pair, None
    if first > last:
        raise NotUnderstood(f"'{bare}' names two states of different times.", "", "Add a year.")
    return _both(world, bare, last)[0], (first, last)


def _years(text: str) -> tuple[int, int]:
    try:
        first, last = span_of(text)
        return in_record(first), in_record(last)
    except ValueError as error:
        raise NotUnderstood(str(error), "", WRITE) from None


def _both(world: World, text: str, year: int | None = None) -> tuple[tuple[State, State], tuple[str, str]]:
    """Return the two states that a text names, with the names that stand for them."""
    (one, two), names = parted(world, text, year)
    dyad = world.dyad(one.ccode, two.ccode, year)
    return (dyad.a, dyad.b), names


def parted(world: World, text: str, year: int | None = None) -> tuple[tuple[State, State], tuple[str, str]]:
    """Return the two states that a text names with something between them, and their names in it: the one way to part it in which both are states.

    Every hyphen, comma and "and" is tried, since some names hold one: Guinea-Bissau, Austria-Hungary.

    Parameters
    ----------
    world : World
        The record.
    text : str
        Two names.
    year : int, optional
        In which they are read.

    Raises
    ------
    NotUnderstood
        When no way gives two states, or more than one does, with the readings.

    Examples
    --------
    >>> import westphalia as wp
    >>> parted(wp.load(), "Guinea-Bissau-Portugal", 2000)[1]
    ('Guinea-Bissau', 'Portugal')
    """
    errors: list[tuple[bool, NotUnderstood]] = []
    found: dict[tuple[int, int], tuple[tuple[State, State], tuple[str, str]]] = {}
    for gap in BETWEEN.finditer(text):
        names = text[: gap.start()].strip(), text[gap.end() :].strip()
        if not all(names):
            continue
        known = False
        try:
            one = world.state(names[0], year)
            known = True
            two = world.state(names[1], year)
        except NotUnderstood as error:
            errors.append((known, error))
            continue
        found.setdefault((one.ccode, two.ccode), ((one, two), names))
    if len(found) > 1:
        readings = " or ".join(f"{one} and {two}" for _, (one, two) in found.values())
        raise NotUnderstood(
            f"'{text}' can be read in two ways: {readings}.", "", "Write codes or other names for the two."
        )
    if found:
        return next(iter(found.values()))
    if not errors:
        raise NotUnderstood(f"'{text}' names no pair of states.", "", WRITE)
    raise max(errors, key=lambda each: each[0])[1]


def _borne(world: World, state: State, name: str) -> tuple[int, int]:
    """Return the first and last year in which a state bore a usual name that it bears no more; all years for any other."""
    mine = normal(name)
    same = [
        each for each in world.gazetteer.of(state.ccode) if each.kind == "usual" and normal(each.text) == mine
    ]
    if not same or any(each.last >= LAST_YEAR for each in same):
        return FIRST_YEAR, LAST_YEAR
    return max(FIRST_YEAR, min(each.first for each in same)), max(each.last for each in same)
