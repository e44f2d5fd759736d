"""A SELECT as evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from westphalia.claims.quantities import ListingOf, QueryOf
from westphalia.claims.verdict import Reading, read_kind
from westphalia.errors import NoAnswer, NotUnderstood, shortened
from westphalia.models.shares import jeffreys
from westphalia.record import query as sql

if TYPE_CHECKING:
    from westphalia.claims.essay import Essay
    from westphalia.record.world import World

SECONDS = 5.0
AT_ONCE, PATIENT = 20, 20.0
"""How many queries of a placebo are asked in one, and the seconds that it may take."""


@dataclass(frozen=True, slots=True)
class ListUnderClaim:
    """A list under a claim: title, columns, rows, and whether there are more."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


COLUMNS = {"value", "hits", "of", "low", "high", "year"}


@read_kind.register(QueryOf)
def _of_query(asked: QueryOf, world: World, essay: Essay | None) -> Reading:
    """Return the figure of a query.

    Raises
    ------
    NotUnderstood
        For anything but one SELECT, other columns, more than one row, or what is no number or no share.
    """
    query = asked.filled([world.state(name, asked.called).ccode for name in asked.of])
    try:
        answer = sql.ask(world, query, rows=2, seconds=SECONDS, largest=sql.SMALL)
    except NoAnswer as error:
        return Reading(None, asked.unit, why=f"{error.what} {error.why}".strip())
    _fits(answer)
    told = Reading(None, asked.unit, tables=tables(world, asked.query))
    return _told(world, answer.columns, answer.rows[0] if answer.rows else (), told)


def _fits(answer: sql.QueryAnswer) -> None:
    """Refuse an answer with other columns than a figure has, or with more than one row."""
    columns = set(answer.columns)
    fits = columns <= COLUMNS and ("value" in columns) ^ ({"hits", "of"} <= columns)
    if not fits or len(columns) < len(answer.columns):
        raise NotUnderstood(
            f"A query of a claim gives one value; this one has the columns {', '.join(answer.columns)}.",
            "",
            "Name them value; or hits and of; with low and high, and year, where there are such.",
        )
    if len(answer.rows) > 1:
        raise NotUnderstood("A query of a claim gives one row, and this one gives more.", "", "Add LIMIT 1.")


def _told(world: World, columns: Sequence[str], values: Sequence[Any], told: Reading) -> Reading:
    """Return the reading of one row of an answer; of an empty one, that there is none."""
    if all(each is None for each in values):
        return replace(told, why="the query finds nothing")
    row = {name: _number(name, each) for name, each in zip(columns, values, strict=True)}
    observed = _year(row.get("year"))
    if world.last_known is not None and observed is not None and observed > world.last_known:
        return replace(told, year=observed, why=f"{observed} lies after the end of {world.last_known}")
    told = replace(told, year=observed or 0, observed=observed)
    ends = _ends(row.get("low"), row.get("high"))
    if "hits" in row:
        return _share(row["hits"], row["of"], told)
    if row["value"] is None:
        return replace(told, observed=None, why="the query finds nothing")
    return replace(told, value=row["value"], interval=ends)


def together(world: World, asked: Sequence[QueryOf]) -> list[Reading]:
    """Return the figures of one query asked of many states or years, twenty in one question to the database; none from the first that is beyond the bounds.

    Parameters
    ----------
    world : World
        The record.
    asked : sequence of QueryOf
        The same query, each with its states and year.
    """
    found: list[Reading] = [Reading(None, each.unit, why="the query finds nothing") for each in asked]
    texts = [
        each.filled([world.state(name, each.called).ccode for name in each.of]).strip() for each in asked
    ]
    for first in range(0, len(texts), AT_ONCE):
        some = texts[first : first + AT_ONCE]
        whole = " union all by name ".join(
            f"select {at} as place, * from ({text})" for at, text in enumerate(some, first)
        )
        try:
            answer = sql.ask(world, whole, rows=len(some) + 1, seconds=PATIENT, largest=sql.SMALL)
        except NoAnswer:
            break
        heads = answer.columns[1:]
        for row in answer.rows:
            with suppress(NotUnderstood):
                found[row[0]] = _told(world, heads, row[1:], found[row[0]])
    return found


def _number(name: str, value: Any) -> float | None:
    """Return what a column gives, unless it is no number."""
    if value is None or isinstance(value, (bool, int, float)):
        return None if value is None else float(value)
    raise NotUnderstood(
        f"The column {name} of a query gives a number, and this one gives {shortened(repr(value))}."
    )


def _year(value: float | None) -> int | None:
    if value is not None and not value.is_integer():
        raise NotUnderstood(f"The column year of a query gives a year, and this one gives {value:g}.")
    return None if value is None else int(value)


def _ends(low: float | None, high: float | None) -> tuple[float, float] | None:
    if low is None or high is None:
        return None
    if low > high:
        raise NotUnderstood(f"The ends of an interval are in order, and low is {low:g}, high {high:g}.")
    return low, high


def tables(world: World, query: str) -> tuple[str, ...]:
    """Return the tables of the edition that a query names.

    Parameters
    ----------
    world : World
        The record.
    query : str
        In SQL.
    """
    words = set(re.findall(r"[a-z_][a-z0-9_]*", query.lower()))
    return tuple(name for name in world.manifest.tables if name in words)


def _share(hits: float | None, of: float | None, told: Reading) -> Reading:
    if (hits is not None and hits < 0) or (of is not None and of < (hits or 0)):
        raise NotUnderstood(
            f"A share is of hits among those there are, and this query gives {hits or 0:g} of {of:g}."
        )
    if hits is None or not of:
        return replace(told, observed=None, why="there is nothing to take a share of")
    return replace(told, value=hits / of, interval=jeffreys(hits, of), group=f"{hits:g} of {of:,g}")


def listed(world: World, asked: ListingOf) -> ListUnderClaim:
    """Return the rows of a list that belongs to a claim.

    Parameters
    ----------
    world : World
        The record.
    asked : ListingOf
        The list.

    Raises
    ------
    NotUnderstood
        For anything but one SELECT, and for one that is beyond the bounds.
    """
    try:
        answer = sql.ask(world, asked.query, rows=asked.rows, seconds=SECONDS, largest=sql.SMALL)
    except NoAnswer as error:
        raise NotUnderstood(
            f"The list '{asked.title}' has no rows.", f"{error.what} {error.why}".strip()
        ) from None
    return ListUnderClaim(asked.title, answer.columns, answer.rows, answer.truncated)
