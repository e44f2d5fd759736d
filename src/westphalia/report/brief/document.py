"""The JSON document of a brief, and the JSON Schema that it follows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.page import Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA = Path(__file__).parent.parent / "schema" / "brief.json"


def document(world: World, dyad: Dyad, year: int, topics: Sequence[Topic]) -> dict[str, Any]:
    """Return the document: the stamp, the two states, the year, then the facts of all topics in their order.

    Parameters
    ----------
    world : World
        The record as it was seen.
    dyad : Dyad
        The pair, in the order asked for.
    year : int
        The year asked for.
    topics : sequence of Topic
        All topics, the one on what is unknown last.
    """
    from westphalia.models.partnership.stored_forecasts import about

    model = about(world)
    head: dict[str, Any] = {
        "westphalia": {**world.stamp(), "model": None if model is None else model["model"]},
        "a": dyad.a.to_dict(),
        "b": dyad.b.to_dict(),
        "year": year,
        "as_of": world.last_known,
    }
    facts: dict[str, Any] = {}
    for topic in topics:
        for key, value in topic.facts.items():
            if key in head or key in facts:
                raise AssertionError(f"two topics give {key}")
            facts[key] = value
    return head | facts


@cache
def schema() -> dict[str, Any]:
    """Return the published JSON Schema of the document, which ``python -m docs.generate`` writes from :mod:`westphalia.report.brief.shape`.

    Examples
    --------
    >>> schema()["title"]
    'BriefDocument'
    """
    from pydantic import TypeAdapter

    from westphalia.report.brief.shape import BriefDocument

    made = TypeAdapter(BriefDocument).json_schema()
    return {"$schema": DIALECT, "$id": "urn:westphalia:schema:brief", **made}


# The sources behind a page: every source of every table used, with what it covers.


def sources(world: World, used: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return the sources of the tables, in order of their citation: id, title, citation, version, terms, tier, url, coverage, tables.

    Parameters
    ----------
    world : World
        The record.
    used : iterable of str
        Names of tables, in any order.
    """
    tables = list(dict.fromkeys(used))
    by_source: dict[str, list[str]] = {}
    for table in tables:
        for source in world.manifest.table(table)["sources"]:
            by_source.setdefault(source, []).append(table)
    found = []
    for source, where in by_source.items():
        entry = world.manifest.sources[source]
        kept = {key: entry.get(key, "") for key in ("title", "citation", "version", "terms", "tier", "url")}
        found.append(
            {"id": source, **kept, "coverage": _coverage(world, source, where), "tables": tuple(where)}
        )
    return tuple(sorted(found, key=lambda each: (str(each["citation"]), each["id"])))


def _coverage(world: World, source: str, tables: list[str]) -> str:
    """Return the years that the tables have from a source, in words."""
    spans = [
        span for table in tables if (span := world.manifest.table(table)["coverage"].get(source)) is not None
    ]
    if not spans:
        return ""
    return words.span(min(span[0] for span in spans), max(span[1] for span in spans))
