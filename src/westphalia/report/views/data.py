"""The tables: all of them with their years and terms, or one with its columns, sources and first rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field

from westphalia.record.query import plain
from westphalia.record.rights import columns_ship
from westphalia.record.schema import LAST_YEAR
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import sources_of
from westphalia.report.views.parameters import told
from westphalia.report.views.question import Positional, Question

if TYPE_CHECKING:
    from westphalia.record.world import World

SHORT = 40
HEADS = ("name", "rows", "first", "last", "tier", "bytes", "title")
COLUMNS = ("column", "type", "unit", "first", "last", "terms", "meaning")


class DataQuestion(Question):
    """List all tables with rows, years, tier and size; or show TABLE: columns with type, unit, meaning and years known, sources, notes, dropped rows, first rows.

    With --parameters show what effects assume instead.
    """

    table: Annotated[str | None, Positional()] = Field(
        None, description="A table; without it all are listed."
    )
    rows: int = Field(5, ge=0, le=1000, description="How many rows to print.")
    parameters: str | None = Field(
        None, description="A file of what effects assume, instead of tables; all for every file."
    )


def answer(world: World, asked: DataQuestion, say: Say) -> Answer:
    """Return the list of tables, one of them, or what effects assume.

    Parameters
    ----------
    world, asked, say : World, DataQuestion, Say
        The record, the question, and who is told of progress.
    """
    if asked.parameters is not None:
        return told(world, asked.parameters)
    return _all(world, say) if asked.table is None else _one(world, asked.table, asked.rows)


def span(entry: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the first and last year of a table over all its sources.

    Parameters
    ----------
    entry : dict of str to object
        A table of the manifest.
    """
    spans = list(entry["coverage"].values())
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (None, None)


def _tier(world: World, entry: dict[str, Any]) -> str:
    """Return what may be passed on of a table: the strictest tier of its sources; ``own`` for the user's."""
    if "origin" in entry:
        return "own"
    tiers = {world.manifest.sources[name]["tier"] for name in entry["sources"]}
    return "limited" if "limited" in tiers else "open"


def _all(world: World, say: Say) -> Answer:
    own, broken = world.user.entries()
    for error in broken:
        say.warn(str(error))
    entries = {**world.manifest.tables, **{k: v for k, v in own.items() if k not in world.manifest.tables}}
    found = [
        {
            "name": name,
            "title": entry["title"],
            "rows": entry["rows"],
            "first": span(entry)[0],
            "last": span(entry)[1],
            "tier": _tier(world, entry),
            "bytes": entry["bytes"],
            "sources": entry["sources"],
        }
        for name, entry in entries.items()
    ]
    document = {"westphalia": world.stamp(), "tables": found}
    cells = [tuple(each[head] for head in HEADS) for each in found]

    def page() -> Page:
        rows = tuple(
            (name, f"{n:,}", _year(first), _year(last), terms, f"{size:,}", title)
            for name, n, first, last, terms, size, title in cells
        )
        lead = f"{len(rows)} tables, {sum(cell[1] for cell in cells):,} rows."
        section = Section("tables", "Tables", lead, grids=(SmallTable(HEADS, rows, "lrrrlrl", ()),))
        return Page("Tables of the record", "", (section,), document, (), {}, LAST_YEAR)

    return Answer(document, page, table(HEADS, cells), found)


def _one(world: World, name: str, rows: int) -> Answer:
    entry, terms = world.entry(name), columns_ship(world, name)
    frame = world.scan(name).head(rows).collect()
    head = [[plain(value) for value in row] for row in frame.iter_rows()]
    document = {
        "westphalia": world.stamp(),
        "name": name,
        **entry,
        "columns": [{**c, "terms": terms[c["name"]]} for c in entry["columns"]],
        "first_rows": head,
        "citations": [each.to_dict() for each in world.cite([name])],
    }
    cells = [
        (c["name"], c["type"], c["unit"], c.get("first"), c.get("last"), c["terms"], c["description"])
        for c in document["columns"]
    ]
    return Answer(
        document, lambda: _shown(world, name, document, frame.columns, head), table(COLUMNS, cells), entry
    )


def _shown(world: World, name: str, entry: dict[str, Any], names: list[str], rows: list[list[Any]]) -> Page:
    columns = tuple(
        (
            c["name"],
            c["type"],
            c["unit"],
            f"{c['first']}-{c['last']}" if c.get("first") is not None else "",
            c["terms"],
            c["description"],
        )
        for c in entry["columns"]
    )
    spans = "; ".join(f"{source} {first}-{last}" for source, (first, last) in entry["coverage"].items())
    dropped = "; ".join(f"{count:,} {reason}" for reason, count in entry["dropped"].items()) or "none"
    prose = (
        f"{entry['rows']:,} rows, {entry['bytes']:,} bytes, SHA-256 {entry['sha256']}",
        f"Key: {', '.join(entry['key']) or 'none'}",
        f"Years: {spans or 'without time'}",
        f"Rows read: {entry['read']:,}; dropped: {dropped}",
    )
    grids = [SmallTable(("column", "type", "unit", "known", "terms", "meaning"), columns, "llllll", ())]
    if rows:
        first = tuple(tuple(_short(value) for value in row) for row in rows)
        grids.append(SmallTable(tuple(names), first, "l" * len(names), (), "First rows"))
    section = Section("table", name, entry["description"], prose, (), tuple(grids), tuple(entry["notes"]))
    return Page(f"{name}: {entry['title']}", "", (section,), entry, _sources(world, name), {}, LAST_YEAR)


def _sources(world: World, name: str) -> tuple[dict[str, Any], ...]:
    """Return the sources of a table of the edition, or of the user's own."""
    if name in world.manifest.tables:
        return sources_of(world, (name,))
    return tuple({"id": each.id, "citation": each.to_text()} for each in world.cite([name]))


def _year(value: int | None) -> str:
    return "" if value is None else str(value)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


VIEW = View("data", DataQuestion, answer, wide=True)
