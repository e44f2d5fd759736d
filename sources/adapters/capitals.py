"""Capitals coded by hand: those that moved, and where a gazetteer places each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import polars as pl

from sources.source import Inputs, Source
from westphalia.record.geography import great_circle

CAPITALS = Source(
    id="capitals_by_hand",
    folder="events",
    files=("capitals.yaml",),
    title="Capitals that moved, and where capitals lie",
    citation="Coded for this edition; each move carries its citation. Places: GeoNames, https://www.geonames.org.",
    version="1",
    terms="MIT, with the project; the places of GeoNames are under CC BY 4.0.",
    licence="CC BY 4.0",
    tier="open",
)
FAR = 25.0
"""Kilometres from the gazetteer's town of the same name beyond which the place of a list is taken for a slip."""


class Seat(NamedTuple):
    """A capital to its last day (None while it lasts)."""

    capital: str
    until: date | None


def seats(inputs: Inputs) -> dict[int, list[Seat]]:
    """Return, by state, its capitals one after the other, where those of the lists are wrong."""
    rows = inputs.events(CAPITALS, "capitals.yaml")["seats"]
    return {ccode: [Seat(row["capital"], row["until"]) for row in moves] for ccode, moves in rows.items()}


def gazetteer(inputs: Inputs) -> dict[str, tuple[float, float]]:
    """Return latitude and longitude of each capital by name."""
    places = inputs.events(CAPITALS, "capitals.yaml")["gazetteer"]
    return {name: (north, east) for name, (north, east) in places.items()}


def kilometres(one: tuple[float, float], two: tuple[float, float]) -> float:
    """Return the distance between two places given in degrees.

    Examples
    --------
    >>> round(kilometres((-10.33, -53.2), (-15.78, -47.93)))  # the middle of Brazil, and Brasilia
    832
    """
    return float(great_circle(np.radians([one, two]))[0, 1])


def moved(spells: pl.DataFrame, by_hand: dict[int, list[Seat]]) -> pl.DataFrame:
    """Return spells of capitals in which those coded by hand stand for those of the lists, in the years that the lists have.

    Parameters
    ----------
    spells : polars.DataFrame
        ``system``, ``ccode``, ``code``, ``capital``, ``start``, ``end``, ``latitude``, ``longitude``.
    by_hand : dict
        Capitals by state.
    """
    keys = ["system", "ccode", "code"]
    rows: list[dict[str, Any]] = []
    for key, listed in spells.filter(pl.col("ccode").is_in(list(by_hand))).group_by(keys):
        places = {row["capital"]: (row["latitude"], row["longitude"]) for row in listed.to_dicts()}
        for first, last in _there(listed):
            for capital, start, end in _between(by_hand[int(str(key[1]))], first, last):
                north, east = places.get(capital, (None, None))
                rows.append(
                    dict(zip(keys, key, strict=True))
                    | {"capital": capital, "start": start, "end": end, "latitude": north, "longitude": east}
                )
    others = spells.filter(~pl.col("ccode").is_in(list(by_hand)))
    return pl.concat([others, pl.DataFrame(rows, schema=spells.schema)])


def _there(listed: pl.DataFrame) -> list[tuple[date, date]]:
    """Return from when to when a state has capitals in a list, spells that touch joined."""
    found: list[tuple[date, date]] = []
    for start, end in listed.sort("start").select("start", "end").iter_rows():
        if found and start <= found[-1][1] + timedelta(days=1):
            found[-1] = found[-1][0], max(found[-1][1], end)
        else:
            found.append((start, end))
    return found


def _between(moves: list[Seat], first: date, last: date) -> list[tuple[str, date, date]]:
    """Return the capitals from one day to another, each with its first and last day there."""
    found, start = [], date.min
    for capital, until in moves:
        end = until or date.max
        if start <= last and end >= first:
            found.append((capital, max(start, first), min(end, last)))
        if end < date.max:
            start = end + timedelta(days=1)
    return found


def placed(spells: pl.DataFrame, places: dict[str, tuple[float, float]]) -> tuple[pl.DataFrame, int]:
    """Return spells with the gazetteer's place where theirs is unknown or too far off, and how many were too far."""
    rows, far = [], 0
    for row in spells.to_dicts():
        known = row["latitude"] is not None
        place = places.get(row["capital"])
        if not known and place is None:
            raise ValueError(f"no place of {row['capital']} in the gazetteer of capitals.yaml")
        off = known and place is not None and kilometres((row["latitude"], row["longitude"]), place) > FAR
        if place is not None and (off or not known):
            row["latitude"], row["longitude"] = place
        rows.append(row)
        far += bool(off)
    return pl.DataFrame(rows, schema=spells.schema), far
