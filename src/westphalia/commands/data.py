"""``westphalia data``: the tables, their sources and terms, and the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from westphalia.commands.output import csv_text, formats, grid, json_text, warn, write
from westphalia.record.world import World, load

SHORT = 40


@click.group()
def data() -> None:
    """List, show, cite and check the tables; add your own copy of a full release."""


def tables(world: World) -> dict[str, dict[str, Any]]:
    """Return the entries of all tables, warning of those of the user that cannot be read."""
    own, broken = world.user.entries()
    for error in broken:
        warn(str(error))
    return {
        **world.manifest.tables,
        **{name: entry for name, entry in own.items() if name not in world.manifest.tables},
    }


def span(entry: dict[str, Any]) -> tuple[int | None, int | None]:
    """Return the first and last year of a table over all its sources."""
    spans = list(entry["coverage"].values())
    return (min(s[0] for s in spans), max(s[1] for s in spans)) if spans else (None, None)


def tier(world: World, entry: dict[str, Any]) -> str:
    """Return what may be passed on of a table: the strictest tier of its sources; ``own`` for the user's."""
    if "origin" in entry:
        return "own"
    tiers = {world.manifest.sources[name]["tier"] for name in entry["sources"]}
    return "limited" if "limited" in tiers else "open"


@data.command(name="list")
@formats("text", "json", "csv")
def list_(form: str) -> None:
    """List all tables with rows, years, tier and size."""
    world = load()
    rows = [
        {
            "name": name,
            "title": entry["title"],
            "rows": entry["rows"],
            "first": span(entry)[0],
            "last": span(entry)[1],
            "tier": tier(world, entry),
            "bytes": entry["bytes"],
            "sources": entry["sources"],
        }
        for name, entry in tables(world).items()
    ]
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "tables": rows}))
        return
    heads = ("name", "rows", "first", "last", "tier", "bytes", "title")
    cells = [tuple(row[head] for head in heads) for row in rows]
    if form == "csv":
        write(csv_text(heads, cells))
        return
    shown = [(n, f"{r:,}", first, last, t, f"{b:,}", title) for n, r, first, last, t, b, title in cells]
    write(grid(heads, shown, "lrrrlr"))


@data.command()
@click.argument("table")
@click.option(
    "--rows", type=click.IntRange(0, 1000), default=5, show_default=True, help="How many rows to print."
)
@formats("text", "json")
def show(table: str, rows: int, form: str) -> None:
    """Show a table: columns with type, unit, meaning and years known, sources, notes, dropped rows, first rows."""
    from westphalia.record.query import plain

    world = load()
    entry = world.entry(table)
    frame = world.table(table).head(rows).collect()
    head = [[plain(value) for value in row] for row in frame.iter_rows()]
    if form == "json":
        document = {"westphalia": world.stamp(), "name": table, **entry, "first_rows": head}
        write(json_text({**document, "citations": [each.to_dict() for each in world.cite([table])]}))
        return
    write(_shown(world, table, entry, frame.columns, head))


def _shown(world: World, name: str, entry: dict[str, Any], names: list[str], rows: list[list[Any]]) -> str:
    columns = [
        (
            c["name"],
            c["type"],
            c["unit"],
            f"{c['first']}-{c['last']}" if c.get("first") is not None else "",
            c["description"],
        )
        for c in entry["columns"]
    ]
    spans = "; ".join(f"{source} {first}-{last}" for source, (first, last) in entry["coverage"].items())
    dropped = "; ".join(f"{count:,} {reason}" for reason, count in entry["dropped"].items()) or "none"
    lines = [
        f"{name}: {entry['title']}",
        entry["description"],
        "",
        f"{entry['rows']:,} rows, {entry['bytes']:,} bytes, SHA-256 {entry['sha256']}",
        f"Key: {', '.join(entry['key']) or 'none'}",
        f"Years: {spans or 'without time'}",
        f"Rows read: {entry['read']:,}; dropped: {dropped}",
        *(f"Note: {note}" for note in entry["notes"]),
        "",
        grid(("column", "type", "unit", "known", "meaning"), columns),
        "",
    ]
    if rows:
        lines += [grid(names, ([_short(value) for value in row] for row in rows)), ""]
    lines += [f"Source: {each.to_text()}" for each in world.cite([name])]
    return "\n".join(lines)


def _short(value: Any) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


@data.command()
@click.argument("tables", nargs=-1)
@formats("text", "bibtex", "json")
def cite(tables: tuple[str, ...], form: str) -> None:
    """Print the bibliography of the given TABLES (or identifiers of sources), or of everything."""
    from westphalia.record.citations import as_bibtex, as_text

    world = load()
    found = world.cite(tables)
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "citations": [each.to_dict() for each in found]}))
    else:
        write(as_bibtex(found) if form == "bibtex" else as_text(found))


@data.command()
@formats("text", "json", "csv")
def licences(form: str) -> None:
    """Print the terms of every source: open, or limited (only derived aggregates are in the edition)."""
    world = load()
    found = sorted(world.cite(), key=lambda each: (each.tier, each.terms, each.id))
    if form == "json":
        document = [
            {k: each.to_dict()[k] for k in ("id", "title", "tier", "terms", "url", "tables")}
            for each in found
        ]
        write(json_text({"westphalia": world.stamp(), "licences": document}))
        return
    heads = ("tier", "source", "terms", "tables")
    rows = [(each.tier, each.id, each.terms, ", ".join(each.tables)) for each in found]
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows))


@data.command()
@click.argument("tables", nargs=-1)
@formats("text", "json")
@click.pass_context
def verify(ctx: click.Context, tables: tuple[str, ...], form: str) -> None:
    """Check every file of the edition, or the given TABLES: hash; columns and types, rows, bounds and key of tables."""
    from westphalia.record.verify import names
    from westphalia.record.verify import verify as check

    world = load()
    for table in tables:
        if table not in world.manifest.results:
            world.entry(table)
    total = len(tables) or len(names(world))
    findings = []
    for number, finding in enumerate(check(world, tables), 1):
        warn(f"[{number}/{max(total, number)}] {finding.table}: {'; '.join(finding.faults) or 'whole'}")
        findings.append(finding)
    broken = [finding for finding in findings if not finding.whole]
    if form == "json":
        document = {"whole": not broken, "tables": [finding.to_dict() for finding in findings]}
        write(json_text({"westphalia": world.stamp(), **document}))
    else:
        files = sum(finding.table in world.manifest.results for finding in findings)
        computed = f" and {files} files of what was computed from them" if files else ""
        write(f"{len(findings) - files} tables{computed} checked, {len(broken)} broken.")
        for finding in broken:
            write(f"{finding.table}: {'; '.join(finding.faults)}")
    if broken:
        ctx.exit(1)


@data.command()
@click.argument("kind")
@click.argument("file", type=click.Path(path_type=Path))
@formats("text", "json")
def add(kind: str, file: Path, form: str) -> None:
    """Add your own copy of a full release: KIND is gsdb, sipri or cow-trade, FILE the publisher's file.

    The file is checked, and what is made from it is kept in WESTPHALIA_DATA (by default your platform's folder for the data of
    programs), never in the package.
    """
    from westphalia.record.adding import add as store

    world = load()
    document = store(world, kind, file)
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "folder": str(world.user.folder), **document}))
        return
    for name, entry in document["tables"].items():
        first, last = span(entry)
        write(f"Added {name}: {entry['rows']:,} rows, {first}-{last}.")
    for reason, count in document["dropped"].items():
        write(f"Left out of what is derived: {count:,} {reason}.")
    for note in document["notes"]:
        write(note)
    write(f"Kept in {world.user.folder}.")
