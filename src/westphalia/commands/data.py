"""``westphalia data``: the tables, their sources and terms, and the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from westphalia.commands.output import FILE, csv_text, formats, grid, terminal_width, warn, write
from westphalia.errors import NotUnderstood
from westphalia.record.adding import add as store
from westphalia.record.citations import as_bibtex, as_ris, as_text
from westphalia.record.editions import FOLDER, VARIABLE, editions, folder_of, name_of
from westphalia.record.new_edition import NewEdition, make
from westphalia.record.releases import OPEN
from westphalia.record.rights import columns_ship
from westphalia.record.usertables import RELEASES
from westphalia.record.verify import differences, names
from westphalia.record.verify import verify as check
from westphalia.record.world import World, load
from westphalia.report import views
from westphalia.report.views.answer import Say, json_text

STATES = 5
"""States that are named where rows of a table changed."""


@click.group()
def data() -> None:
    """List, show, cite and check the tables; add your own copy of a full release."""


@data.command(name="list")
@formats("text", "html", "json", "csv", "markdown")
def list_(form: str) -> None:
    """List all tables with rows, years, tier and size."""
    _told({}, form)


@data.command()
@click.argument("table")
@click.option(
    "--rows", type=click.IntRange(0, 1000), default=5, show_default=True, help="How many rows to print."
)
@formats("text", "html", "json", "csv", "markdown")
def show(table: str, rows: int, form: str) -> None:
    """Show a table: columns with type, unit, meaning and years known, sources, notes, dropped rows, first rows."""
    _told({"table": table, "rows": rows}, form)


@data.command()
@click.argument("file", default="all")
@formats("text", "html", "json", "csv", "markdown")
def parameters(file: str, form: str) -> None:
    """Show what effects assume: value, range, unit, source and how it was found, of one FILE or all of them."""
    _told({"parameters": file}, form)


def _told(asked: dict[str, Any], form: str) -> None:
    """Write what the view of the tables answers."""
    answer = views.ask("data", asked, load(), Say(warn))
    write(answer.as_form(form, terminal_width()).rstrip("\n"))


@data.command()
@click.argument("tables", nargs=-1)
@formats("text", "bibtex", "ris", "csl", "json")
def cite(tables: tuple[str, ...], form: str) -> None:
    """Print the bibliography of the given TABLES (or identifiers of sources, or parameters/FILE for what effects assume), or of all tables."""
    from westphalia.report.views.parameters import PREFIX, citations

    world = load()
    files = [name.removeprefix(PREFIX) for name in tables if name.startswith(PREFIX)]
    others = [name for name in tables if not name.startswith(PREFIX)]
    found = world.cite(others) if others or not files else []
    found += [each for file in files for each in citations(file)]
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "citations": [each.to_dict() for each in found]}))
    elif form == "csl":
        write(json_text([each.to_csl() for each in found]))
    else:
        write({"bibtex": as_bibtex, "ris": as_ris}.get(form, as_text)(found))


@data.command()
@click.argument("tables", nargs=-1)
@formats("text", "json", "csv")
def licences(tables: tuple[str, ...], form: str) -> None:
    """Print under which terms each source is passed on, or each column of the given TABLES.

    An explicit licence; academic: the field redistributes it with citation; or derived from limited: only counts, sums and estimates are in the edition.
    """
    world = load()
    if tables:
        heads: tuple[str, ...] = ("table", "column", "terms")
        rows: list[tuple[str, ...]] = [
            (name, *each) for name in tables for each in columns_ship(world, name).items()
        ]
        document: dict[str, Any] = {"columns": [dict(zip(heads, row, strict=True)) for row in rows]}
    else:
        found = sorted(world.cite(), key=lambda each: (each.tier, each.ships, each.id))
        heads = ("tier", "passed on", "source", "publisher's terms", "tables")
        rows = [(each.tier, each.ships, each.id, each.terms, ", ".join(each.tables)) for each in found]
        kept = ("id", "title", "tier", "ships", "terms", "url", "tables")
        document = {"licences": [{name: each.to_dict()[name] for name in kept} for each in found]}
    if form == "json":
        write(json_text({"westphalia": world.stamp(), **document}))
        return
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows))


@data.command()
@click.argument("tables", nargs=-1)
@formats("text", "json")
@click.pass_context
def verify(ctx: click.Context, tables: tuple[str, ...], form: str) -> None:
    """Check every file of the edition, or the given TABLES: hash; columns and types, rows, bounds and key of tables."""
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
@click.argument("older")
@click.argument("tables", nargs=-1)
@click.option("--newer", help="Name or folder of the newer edition; the one in use without it.")
@formats("text", "json", "csv")
def diff(older: str, tables: tuple[str, ...], newer: str | None, form: str) -> None:
    """Tell what changed since the edition OLDER, a name or a folder: rows that came, went and have other values, in all TABLES or some, and of which states."""
    world = load()
    before, after = (
        folder_of(name, world.user.folder) if name else world.manifest.folder for name in (older, newer)
    )
    found = list(differences(before, after, tables))
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "tables": [each.to_dict() for each in found]}))
        return
    heads = ("table", "status", "came", "went", "changed", "columns", "states")
    rows = [
        (
            each.table,
            each.status,
            each.came,
            each.went,
            each.changed,
            "; ".join(f"{name} ({count:,})" for name, count in each.values.items()),
            "; ".join(
                f"{world.state(code).name} ({count:,})" for code, count in list(each.states.items())[:STATES]
            ),
        )
        for each in found
        if form == "csv" or each.status != "same" or tables
    ]
    same = sum(each.status == "same" for each in found)
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows, "llrrrll"))
    warn(f"{len(found) - same} of {len(found)} tables differ from {older}.")


@data.command(name="editions")
@formats("text", "json", "csv")
def editions_(form: str) -> None:
    """List the editions that can be asked for by name: the one that ships, and those that data add has made."""
    world = load()
    found = editions(world.user.folder)
    used = name_of(world.manifest.folder, world.user.folder)
    if form == "json":
        listed = [each.to_dict() for each in found]
        write(json_text({"westphalia": world.stamp(), "in_use": used, "editions": listed}))
        return
    heads = ("name", "in use", "made", "from", "tables", "fault")
    rows = [
        (
            each.name,
            "yes" if each.name == used else "",
            each.made[-1]["when"] if each.made else "",
            "; ".join(f"{step['release']} {step['version']} to {step['last']}" for step in each.made),
            ", ".join(sorted({table for step in each.made for table in step["tables"]})),
            each.fault,
        )
        for each in found
    ]
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows))
    if form == "text":
        write(f"Kept in {world.user.folder / FOLDER}.")


@data.command()
@click.argument("kind")
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE [FILE ...]")
@click.option("--version", "version", default="", help="What the publisher calls the release, as 7.1.")
@click.option("--until", type=int, help="Last year that the list covers, where its rows do not tell.")
@formats("text", "json")
def add(kind: str, files: tuple[Path, ...], version: str, until: int | None, form: str) -> None:
    """Add a release from the publisher's own files.

    Of an open source a new edition is made, which is asked for by its name: KIND is one of those that docs/new-editions.md lists.

    Of a source that may not be passed on (gsdb, sipri, cow-trade) tables of your own are made, which every edition sees.

    Files are checked first, and what is made from them is kept in WESTPHALIA_DATA (by default your platform's folder for the data of
    programs), never in the package.
    """
    world = load()
    if kind in OPEN:
        _say_edition(world, make(world, OPEN[kind], files, version, until), form)
        return
    if kind in RELEASES and (len(files) > 1 or version or until is not None):
        raise NotUnderstood(
            f"{kind} is one file, without --version and --until.", "", f"westphalia data add {kind} FILE"
        )
    _say_own(world, store(world, kind, files[0]), form)


def _say_edition(world: World, made: NewEdition, form: str) -> None:
    """Tell of an edition that was made."""
    if form == "json":
        write(json_text({"westphalia": world.stamp(), **made.to_dict()}))
        return
    write(f"{'Made' if made.new else 'There was already'} the edition {made.name}.")
    for each in made.changes:
        moved = f"{each.came:,} rows came, {each.went:,} went, {each.changed:,} have other values"
        write(f"{each.table}: {'the same as before' if each.status == 'same' else moved}.")
    if made.stale:
        write(f"To be made anew before it is shown: {', '.join(made.stale)}.")
    if made.older:
        write(f"Made by the build from the earlier release, and left as it was: {', '.join(made.older)}.")
    write(
        f"Ask for it: westphalia --edition {made.name} ..., or set {VARIABLE}; in Python: wp.load('{made.name}')."
    )
    write(
        f"What changed, by state: westphalia --edition {made.name} data diff {name_of(world.manifest.folder, world.user.folder)}"
    )


def _say_own(world: World, document: dict[str, Any], form: str) -> None:
    """Tell of tables of the user's own."""
    from westphalia.report.views.data import span

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
