"""Build the edition: every table to Parquet, then the manifest that describes them all.

Usage: ``python -m sources.build SOURCES [-o FOLDER] [--only TABLE ...]``
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import polars as pl

from sources.registry import Recipe, recipes
from sources.source import Built, Inputs, Source, sha256
from sources.validate import shaped
from westphalia.errors import BrokenEdition
from westphalia.record.entries import covered, entered, of_states, state_spans, write_table
from westphalia.record.manifest import read_manifest, write_manifest
from westphalia.record.schema import Table
from westphalia.record.tables import declared

EDITION = Path(__file__).parent.parent / "src" / "westphalia" / "edition"
LIMIT = 32_000_000
"""Bytes of tables and results together: what a wheel may hold without anyone minding the download."""


def build_table(
    recipe: Recipe, table: Table, inputs: Inputs, folder: Path
) -> tuple[dict[str, Any], pl.DataFrame]:
    """Build and write one table; return its entry for the manifest and its coverage by state."""
    built = recipe.build(inputs)
    frame = shaped(built.frame, table)
    path = folder / f"{table.name}.parquet"
    write_table(frame, path)
    notes = (*built.notes, *corrected(built))
    account = {"read": built.read, "dropped": built.dropped, "notes": notes, "made_from": built.made_from}
    entry = entered(table, frame, recipe.sources, path, account)
    return entry, state_spans(frame, table, recipe.sources)


def corrected(built: Built) -> tuple[str, ...]:
    """Return what a table's notes say of its corrections."""
    slips = 0 if built.corrections is None else built.corrections.height
    return (
        (f"{slips:,} values are corrected: see the table `corrections`; `raw=True` has them as printed.",)
        if slips
        else ()
    )


def describe(source: Source, inputs: Inputs) -> dict[str, Any]:
    """Return a source's entry for the manifest, with the hash of each file that was read."""
    read = sorted(name for used, name in inputs.used if used == source.id)
    return {
        "title": source.title, "citation": source.citation, "version": source.version, "terms": source.terms, "tier": source.tier, "ships": source.ships,
        "url": source.url, "files": {name: sha256(inputs.path(source, name)) for name in read},
    }  # fmt: skip


def build(root: Path, folder: Path, only: set[str] | None = None) -> dict[str, Any]:
    """Build the edition from the inputs in ``root`` into ``folder`` and return its manifest.

    Files are written to a temporary folder first and moved when all of them are whole.
    """
    inputs, entries, spans = Inputs(root), {}, []
    todo = {name: recipe for name, recipe in recipes().items() if only is None or name in only}
    missing = sorted(set(declared()) - set(recipes()) - {"coverage"})
    if missing and only is None:
        raise ValueError(f"declared and never built: {missing}")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        for number, (name, recipe) in enumerate(todo.items(), 1):
            print(f"[{number}/{len(todo)}] {name}", file=sys.stderr, flush=True)
            entries[name], span = build_table(recipe, declared()[name], inputs, Path(temporary))
            spans.append(span)
        if only is None:
            entries["coverage"] = coverage_table(pl.concat(spans), Path(temporary))
            manifest = _manifest(entries, todo, inputs, _results(folder))
            write_manifest(Path(temporary), manifest)
            for stale in [*folder.glob("*.parquet"), *folder.glob("MANIFEST.json")]:
                stale.unlink()
        for path in sorted(Path(temporary).iterdir()):
            path.replace(folder / path.name)
    return manifest if only is None else {"tables": entries}


def coverage_table(frame: pl.DataFrame, folder: Path) -> dict[str, Any]:
    """Write the table of coverage by state; return its entry."""
    table = declared()["coverage"]
    frame = shaped(frame, table)
    path = folder / "coverage.parquet"
    write_table(frame, path)
    return {**of_states(frame, table), "bytes": path.stat().st_size, "sha256": sha256(path)}


def _results(folder: Path) -> dict[str, Any]:
    """Return the entries of what was computed from the edition that stood here; whether it still fits is asked when it is read."""
    try:
        return read_manifest(folder).results
    except BrokenEdition:
        return {}


def covers() -> dict[str, Any]:
    """Return what lists cover, by table."""
    found = {name: covered(declared()[name], recipe.sources) for name, recipe in recipes().items()}
    return {name: said for name, said in found.items() if said}


def _manifest(
    entries: dict[str, Any], todo: dict[str, Recipe], inputs: Inputs, results: dict[str, Any]
) -> dict[str, Any]:
    sources = {source.id: source for recipe in todo.values() for source in recipe.sources}
    unread = sorted(name for name in sources if not any(used == name for used, _ in inputs.used))
    if unread:
        raise ValueError(f"declared as sources and never read: {unread}")
    total = sum(entry["bytes"] for entry in entries.values())
    if total > LIMIT:
        raise ValueError(f"the edition has {total:,} bytes, at most {LIMIT:,} are allowed")
    return {
        "sources": {name: describe(sources[name], inputs) for name in sorted(sources)},
        "tables": dict(sorted(entries.items())),
        "covers": covers(),
        "results": results,
    }


def main() -> None:
    """Run the build from the command line."""
    parser = argparse.ArgumentParser(description="Build the edition from a folder of source data.")
    parser.add_argument("sources", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=EDITION)
    parser.add_argument("--only", nargs="*")
    given = parser.parse_args()
    if not given.sources.is_dir():
        parser.error(
            f"{given.sources} is not a folder; give the folder of source data: make edition SOURCES=folder"
        )
    manifest = build(given.sources, given.output, set(given.only) if given.only else None)
    for name, entry in manifest["tables"].items():
        print(
            f"{name:28} {entry['rows']:>9,} rows {entry['bytes']:>10,} bytes  dropped {sum(entry['dropped'].values()):,} of {entry['read']:,}"
        )
    print(f"{sum(e['bytes'] for e in manifest['tables'].values()):,} bytes in all")


if __name__ == "__main__":
    main()
