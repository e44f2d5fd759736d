"""Borders and places: contiguity, the shortest way between territories, and where the seats of government lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.record.coverage import since
from westphalia.record.geography import capitals
from westphalia.record.in_force import as_listed, contiguity
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_spells, of_years

if TYPE_CHECKING:
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


def between_territories(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the shortest distance between two territories by year, by the Correlates of War list where it has the pair."""
    frame = _among(world.scan("minimum_distance"), codes)
    rank = pl.col("system").replace_strict({"gw": 0, "cow": 1}, return_dtype=pl.Int8)
    ordered = frame.sort(rank, "first", maintain_order=True)
    return _spells(world, quantity, ordered.select(*PAIR, "first", "last", "km").collect())


def kinds_of_contiguity(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the kind of contiguity by year: the nearest of those in force on any day."""
    return of_years(contiguity(world), quantity.span(world), codes, "conttype")


def kinds_as_listed(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the kind of contiguity by year: that of the spell listed first, even of one that says that the two do not touch."""
    return of_years(as_listed(world), quantity.span(world), codes, "conttype")


def _among(frame: pl.LazyFrame, codes: Codes) -> pl.LazyFrame:
    return frame.filter(*(pl.col(side).is_in(codes) for side in PAIR)) if codes else frame


def _spells(world: World, quantity: Quantity, found: pl.DataFrame) -> KnownRows:
    """Return rows of spells of pairs; one without an end lasts to the end of the coverage, and a later row of the frame wins."""
    span = quantity.span(world)
    columns: list[Any] = [
        column.fill_null(span[1] if span else 0).to_numpy() for column in found.get_columns()
    ]
    one, two, first, last = (column.astype(np.int64) for column in columns[:4])
    return of_spells(one, two, first, last, columns[4].astype(np.float64), span)


def seats(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return a coordinate of each seat of government at the end of the year; of a state that ended in it, of its last."""
    return of_years(capitals(world), quantity.span(world), codes, quantity.column)


QUANTITIES = (
    Quantity(
        "minimum_distance",
        "Shortest distance between the territories",
        "dyad",
        "minimum_distance",
        "km",
        "farther apart",
        PAIR,
        low=0,
        rows=between_territories,
    ),
    *(
        Quantity(
            name,
            title,
            "dyad",
            "contiguity",
            "conttype",
            "farther apart (0: not contiguous)",
            PAIR,
            zero="cow",
            unit="type",
            low=0,
            high=5,
            rows=rows,
        )
        for name, title, rows in (
            ("contiguity", "Kind of contiguity", kinds_of_contiguity),
            (
                "contiguity_as_listed",
                "Kind of contiguity, by the spell listed first in a year",
                kinds_as_listed,
            ),
        )
    ),
    *(
        Quantity(
            f"capital_{name}",
            f"{name.capitalize()} of the seat of government",
            "state",
            "capitals",
            name,
            more,
            covers=since(1816, "capitals"),
            low=-bound,
            high=bound,
            rows=seats,
        )
        for name, more, bound in (("latitude", "farther north", 90), ("longitude", "farther east", 180))
    ),
)
