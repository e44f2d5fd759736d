"""What the slider of the world's page reads: a measure of all states in all years, with their names, seats of government, and years in the core."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from westphalia.app.addresses import WrongPath, in_path
from westphalia.errors import NotUnderstood
from westphalia.measures.arrays import array
from westphalia.measures.registry import get
from westphalia.record.geography import towns
from westphalia.record.schema import LAST_YEAR
from westphalia.report.views.world import CORE

if TYPE_CHECKING:
    from westphalia.record.world import World

PLACES = 2
"""Decimal places of degrees: about a kilometre."""
DIGITS = 4
"""Figures of a value; the circles have no finer size."""


@dataclass(slots=True)
class StatePath:
    """A state through the years: what it was called, where its seat was, when it was in the system and in the core, and its values."""

    names: list[tuple[int, str]] = field(default_factory=list)
    seats: list[tuple[int, tuple[float, float]]] = field(default_factory=list)
    core: list[tuple[int, bool]] = field(default_factory=list)
    values: dict[int, float] = field(default_factory=dict)

    def to_dict(self, first: int, last: int) -> dict[str, Any]:
        """Return it as the script reads it: spells of names, of seats, of membership and of the core, and values from a first year on."""
        known = [self.values.get(year) for year in range(first, last + 1)]
        return {
            "names": [[a, b, text] for a, b, text in _spells(self.names)],
            "seats": [[a, b, *seat] for a, b, seat in _spells(self.seats)],
            "spells": [[a, b] for a, b, _ in _spells((year, True) for year, _ in self.names)],
            "core": [[a, b] for a, b, belongs in _spells(self.core) if belongs],
            "first": first,
            "values": known,
        }


def _spells(years: Iterable[tuple[int, Any]]) -> list[tuple[int, int, Any]]:
    """Return what stands year by year as spells of what stays the same."""
    found: list[tuple[int, int, Any]] = []
    for year, value in years:
        if found and found[-1][1] == year - 1 and found[-1][2] == value:
            found[-1] = (found[-1][0], year, value)
        else:
            found.append((year, year, value))
    return found


def atlas(world: World, name: str) -> str:
    """Return a measure of all states in all years as JSON.

    Parameters
    ----------
    world : World
        The record.
    name : str
        Of a measure of states.

    Raises
    ------
    WrongPath
        For a measure of pairs, and one of which nothing is known;
        For one that there is not, with the nearest.
    """
    try:
        measure = get(name)
    except NotUnderstood as error:
        raise in_path(error) from None
    span = measure.span(world)
    if measure.states != 1 or span is None:
        raise WrongPath(f"{name} is no measure of single states of which anything is known.", "", "All measures: /methods")  # fmt: skip
    first, last = span[0], min(span[1], LAST_YEAR)
    paths: dict[int, StatePath] = {}
    for year in range(first, last + 1):
        _add(world, name, year, paths)
    states = [path.to_dict(first, last) for path in paths.values() if path.seats]
    told = {"westphalia": world.stamp(), "measure": name, "first": first, "last": last, "states": states}
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def _add(world: World, name: str, year: int, paths: dict[int, StatePath]) -> None:
    """Add a year to the paths of its states."""
    values, core, seats = array(world, name, year), array(world, CORE, year), towns(world, year)
    for at, code in enumerate(values.states):
        path = paths.setdefault(code, StatePath())
        path.names.append((year, world.gazetteer.usual(code, year)))
        if code in seats:
            _, north, east = seats[code]
            path.seats.append((year, (round(east, PLACES), round(north, PLACES))))
        path.core.append((year, bool(core.value[at] > 0)))
        value = float(values.value[at])
        if value == value:
            path.values[year] = float(f"{value:.{DIGITS}g}")


@cache
def script() -> tuple[str, str]:
    """Return the address of the script of the slider, which names its content, and the script."""
    text = files("westphalia.app").joinpath("static/world.js").read_text(encoding="utf-8")
    return f"/static/world-{sha256(text.encode()).hexdigest()[:12]}.js", text
