"""The sources behind a page: every source of every table used, with what it covers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words

if TYPE_CHECKING:
    from westphalia.record.world import World


def sources(world: World, used: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return the sources of the tables, in order of their citation: id, title, citation, version, terms, tier, url, coverage, tables."""
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
