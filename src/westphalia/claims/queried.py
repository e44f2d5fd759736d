"""A SELECT as evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from westphalia.claims.quantities import ListingOf, QueryOf
from westphalia.claims.reading import Reading
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.shares import jeffreys

if TYPE_CHECKING:
    from westphalia.record.world import World

SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Listed:
    """A list under a claim: title, columns, rows, and whether there are more."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool


COLUMNS = {"value", "hits", "of", "low", "high", "year"}


def of_query(world: World, asked: QueryOf) -> Reading:
    """Return the figure of a query.

    Raises
    ------
    NotUnderstood
        For anything but one SELECT, other columns, or more than one row.
    """
    try:
        answer = world.sql(asked.query, rows=2, seconds=SECONDS)
    except NoAnswer as error:
        return Reading(None, asked.unit, why=f"{error.what} {error.why}".strip())
    columns = set(answer.columns)
    if not columns <= COLUMNS or not ("value" in columns) ^ ({"hits", "of"} <= columns):
        raise NotUnderstood(
            f"A query of a claim gives one value; this one has the columns {', '.join(answer.columns)}.",
            "",
            "Name them value; or hits and of; with low and high, and year, where there are such.",
        )
    if len(answer.rows) > 1:
        raise NotUnderstood("A query of a claim gives one row, and this one gives more.", "", "Add LIMIT 1.")
    told = Reading(None, asked.unit, tables=tables(world, asked.query))
    if not answer.rows or all(each is None for each in answer.rows[0]):
        return replace(told, why="the query finds nothing")
    row = dict(zip(answer.columns, answer.rows[0], strict=True))
    observed = row.get("year")
    if world.last_known is not None and observed is not None and observed > world.last_known:
        return replace(told, year=observed, why=f"{observed} lies after the end of {world.last_known}")
    told = replace(told, year=observed or 0, observed=observed)
    if "hits" in row:
        return _share(row["hits"], row["of"], told)
    ends = None if None in (row.get("low"), row.get("high")) else (float(row["low"]), float(row["high"]))
    if row["value"] is None:
        return replace(told, observed=None, why="the query finds nothing")
    return replace(told, value=float(row["value"]), interval=ends)


def tables(world: World, query: str) -> tuple[str, ...]:
    """Return the tables of the edition that a query names."""
    import re

    words = set(re.findall(r"[a-z_][a-z0-9_]*", query.lower()))
    return tuple(name for name in world.manifest.tables if name in words)


def _share(hits: float | None, of: float | None, told: Reading) -> Reading:
    if hits is None or not of:
        return replace(told, observed=None, why="there is nothing to take a share of")
    return replace(told, value=hits / of, interval=jeffreys(hits, of), group=f"{hits:g} of {of:,g}")


def listed(world: World, asked: ListingOf) -> Listed:
    """Return the rows of a list that belongs to a claim.

    Raises
    ------
    NotUnderstood
        For anything but one SELECT.
    """
    answer = world.sql(asked.query, rows=asked.rows, seconds=SECONDS)
    return Listed(asked.title, answer.columns, answer.rows, answer.truncated)
