"""A new edition from a newer release of an open source: read, derived as the build does, checked, written whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import NotUnderstood, WestphaliaError, shortened
from westphalia.files import synced
from westphalia.lazy import pl
from westphalia.record.adding import sha256, workplace
from westphalia.record.editions import FOLDER
from westphalia.record.entries import entered, in_order, of_states, state_spans, write_table
from westphalia.record.manifest import Manifest, read_manifest, write_manifest
from westphalia.record.readers.release import Adding, MadeTable, OpenRelease
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR, Table
from westphalia.record.tables import declared
from westphalia.record.verify import TableChange, differences, faults
from westphalia.version import __version__

if TYPE_CHECKING:
    from westphalia.record.world import World

COVERAGE = "coverage"
"""The table of what every table has of each state."""
LONGEST = 80
"""Characters of a version, which stands in titles and citations."""
LATEST = 5
"""Years past the edition's last that a list may reach: a typing error is told apart by it."""


@dataclass(frozen=True, slots=True)
class NewEdition:
    """An edition that was made.

    Parameters
    ----------
    name : str
        What to ask for it by.
    folder : Path
        Where it is.
    new : bool
        False when the same was there already.
    changes : tuple of TableChange
        What became of each table of the release.
    stale : tuple of str
        What was computed from tables that are others now.
    older : tuple of str
        Other tables that rest on the source, made by the build from its earlier release and left as they are.
    """

    name: str
    folder: Path
    new: bool
    changes: tuple[TableChange, ...]
    stale: tuple[str, ...]
    older: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return it as data."""
        changes = [each.to_dict() for each in self.changes]
        return {"name": self.name, "folder": str(self.folder), "new": self.new, "tables": changes, "stale": list(self.stale), "older": list(self.older)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Listed:
    """A source of a table as the manifest tells of it."""

    id: str
    covers: Mapping[str, tuple[int, int]]
    lists: tuple[str, ...]
    extended: bool = False


def make(
    world: World, release: OpenRelease, files: Sequence[Path], version: str = "", until: int | None = None
) -> NewEdition:
    """Make a new edition: that of the world, with the tables of a release made anew from the publisher's files.

    Parameters
    ----------
    world : World
        Its edition is the one that the release is added to; its user data say where to write.
    release : OpenRelease
        Which.
    files : sequence of Path
        As distributed.
    version : str
        What the publisher calls the release; by default what the file says, else its name.
    until : int, optional
        The last year that the list covers; by default the last that its rows name, and never before the year to which it went.

    Raises
    ------
    NotUnderstood
        For files that are not the release, with what is wrong in them.
    WestphaliaError
        When the folder of the user's editions cannot be written.
    """
    if len(version) > LONGEST or not version.isprintable():
        raise NotUnderstood(
            f"The version cannot be {shortened(version)!r}.",
            f"It is a text of at most {LONGEST} characters in one line.",
            "Say what the publisher calls the release: --version 7.1",
        )
    try:
        published = release.read(files)
        origins: list[dict[str, Any]] = [
            {"name": f.name, "bytes": f.stat().st_size, "sha256": sha256(f)} for f in files
        ]
    except OSError as error:
        told = error.filename or ", ".join(map(str, files))
        raise NotUnderstood(f"{told} cannot be read.", f"{error.strerror or error}.") from None
    manifest = world.manifest
    names = [each["name"] for each in origins]
    last = _until(manifest, release, release.last(published), until)
    version = version or release.version_of(published, names)
    adding = Adding(last, version, lambda name: pl.read_parquet(manifest.path(name)))
    made = release.make(published, adding)
    step = {
        "release": release.name,
        "version": version,
        "program": __version__,
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "from": manifest.hash,
        "last": last,
        "tables": sorted(made),
        "files": origins,
    }
    place = world.user.folder / FOLDER
    with workplace(place) as folder:
        new = _written(folder, world, release, made, step)
        return _published(folder, place, world, new, release)


def _until(manifest: Manifest, release: OpenRelease, named: int, until: int | None) -> int:
    """Return the last year that a list covers."""
    spans = [manifest.tables[name]["coverage"].get(release.source) for name in release.tables]
    before = max((span[1] for span in spans if span), default=FIRST_YEAR)
    last = max(named, before) if until is None else until
    if not named <= last <= LAST_YEAR + LATEST:
        raise NotUnderstood(
            f"The list cannot end in {last}.",
            f"Its rows go to {named}, and the year may be no later than {LAST_YEAR + LATEST}.",
            "Say the last year that it covers: --until YEAR",
        )
    return last


def _written(
    folder: Path, world: World, release: OpenRelease, made: Mapping[str, MadeTable], step: dict[str, Any]
) -> Manifest:
    """Fill a folder with the edition and check it."""
    manifest = world.manifest
    document = {part: dict(manifest.document[part]) for part in ("tables", "sources", "covers", "results")}
    for name in manifest.results:
        _link(manifest.result(name), folder / name)
    for name in manifest.tables:
        if name not in made and name != COVERAGE:
            _link(manifest.path(name), folder / f"{name}.parquet")
    document["sources"][release.source] = _source(manifest.sources[release.source], step)
    spans = [pl.read_parquet(manifest.path(COVERAGE)).filter(~pl.col("table").is_in(sorted(made)))]
    for name, derived in made.items():
        frame, path = _fit(derived.frame, declared()[name], world), folder / f"{name}.parquet"
        write_table(frame, path)
        before = manifest.document["tables"][name]
        moved = derived.sources and sha256(path) != before["sha256"]
        sources = derived.sources if moved else tuple(before["sources"])
        covers = _covers(manifest.covers.get(name), sources, release.source, step["last"])
        document["covers"] = {**document["covers"], **({name: covers} if covers else {})}
        listings = _listings(name, sources, covers)
        document["tables"][name] = entered(declared()[name], frame, listings, path, _account(derived, step))
        spans.append(state_spans(frame, declared()[name], listings))
        _whole(path, document["tables"][name], declared()[name])
    for name in _older(manifest, release, document):
        entry, version = document["tables"][name], manifest.sources[release.source]["version"]
        said = f"Made when the release of {release.source} was"
        if not any(note.startswith(said) for note in entry["notes"]):
            notes = [*entry["notes"], f"{said} {version}, and left as it was."]
            document["tables"][name] = {**entry, "notes": notes}
    document["tables"][COVERAGE] = _of_states(pl.concat(spans), folder)
    return write_manifest(folder, {**document, "made": [*manifest.made, step]})


def _older(manifest: Manifest, release: OpenRelease, document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the tables that rest on an earlier release, where the release changes anything."""
    before, after = manifest.document["tables"], document["tables"]
    if all(before[name]["sha256"] == after[name]["sha256"] for name in release.tables):
        return ()
    return tuple(
        name for name, entry in before.items() if release.source in entry["sources"] and name not in release.tables
    )  # fmt: skip


def _fit(frame: pl.DataFrame, table: Table, world: World) -> pl.DataFrame:
    """Return the rows of a table as they are declared."""
    try:
        frame = in_order(frame, table)
    except pl.exceptions.PolarsError as error:
        raise _unfit(table, str(error).splitlines()[0]) from None
    known = world.universe().tolist()
    for name in table.state:
        strangers = sorted(set(frame[name].drop_nulls().unique()) - set(known))
        if strangers:
            raise _unfit(
                table, f"{name} has codes of no state of either list: {', '.join(map(str, strangers))}"
            )
    return frame


def _whole(path: Path, entry: dict[str, Any], table: Table) -> None:
    found = list(faults(pl.read_parquet(path), entry, table))
    if found:
        raise _unfit(table, "; ".join(found))


def _unfit(table: Table, why: str) -> NotUnderstood:
    return NotUnderstood(
        f"No edition was made: what the files give is not a table {table.name}.",
        f"{why}.",
        "Use the whole release as distributed; if it is, a newer version of this program may know it.",
    )


def _account(derived: MadeTable, step: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of the rows of a table."""
    note = (
        f"Read from {', '.join(each['name'] for each in step['files'])}; it covers years to {step['last']}."
    )
    return {"read": derived.read, "dropped": derived.dropped, "notes": (*derived.notes, note)}


def _covers(said: Mapping[str, Any] | None, sources: Sequence[str], source: str, last: int) -> dict[str, Any]:
    """Return what the lists of a table cover, with the last year of that of the release; empty where its rows tell."""
    if said is None:
        return {}
    spans = {name: span for name, span in said["sources"].items() if name in sources}
    if source in sources:
        first = min(span[0] for name, span in said["sources"].items() if name == source or source not in said["sources"])  # fmt: skip
        spans[source] = [first, last]
    return {**said, "sources": spans}


def _source(entry: dict[str, Any], step: dict[str, Any]) -> dict[str, Any]:
    """Return the entry of a source with its newer version, in its title and citation too."""
    older = re.compile(rf"(?<![\d.]){re.escape(entry['version'])}(?!\d)")
    told = {part: older.sub(lambda _: step["version"], entry[part]) for part in ("title", "citation")}
    files = {each["name"]: each["sha256"] for each in step["files"]}
    return {**entry, **told, "version": step["version"], "files": files}


def _listings(name: str, sources: Sequence[str], covers: Mapping[str, Any]) -> list[_Listed]:
    """Return the sources of a table."""
    spans, lists = covers.get("sources", {}), covers.get("lists", {})
    return [
        _Listed(
            source,
            {name: tuple(spans[source])} if source in spans else {},
            tuple(listed for listed, of in lists.items() if of == source),
        )
        for source in sources
    ]


def _of_states(frame: pl.DataFrame, folder: Path) -> dict[str, Any]:
    table, path = declared()[COVERAGE], folder / f"{COVERAGE}.parquet"
    frame = in_order(frame, table)
    write_table(frame, path)
    return {**of_states(frame, table), "bytes": path.stat().st_size, "sha256": sha256(path)}


def _link(source: Path | None, target: Path) -> None:
    """Put a file of one edition into another: the same file where the system can, else a copy."""
    assert source is not None
    target.parent.mkdir(exist_ok=True)
    try:
        os.link(source.resolve(), target)
    except OSError:
        shutil.copyfile(source, target)


def _published(folder: Path, place: Path, world: World, new: Manifest, release: OpenRelease) -> NewEdition:
    """Move a finished edition to its name in one step; the same one that is there already and whole stays."""
    year = max(LAST_YEAR, *(step["last"] for step in new.made))
    target = place / f"{year}-{new.hash}"
    changes = tuple(differences(world.manifest.folder, folder, release.tables))
    stale = tuple(name for name in new.results if set(new.changed(name)) - set(world.manifest.changed(name)))
    older = _older(world.manifest, release, new.document)
    if _stands(target):
        return NewEdition(target.name, target, False, changes, stale, older)
    for each in (*folder.glob("*"), *folder.glob("*/*"), folder):
        synced(each)
    folder.chmod(place.stat().st_mode & 0o777)
    if target.exists():
        shutil.rmtree(target)
    folder.rename(target)
    synced(place)
    return NewEdition(target.name, target, True, changes, stale, older)


def _stands(folder: Path) -> bool:
    """Tell whether an edition is there and whole."""
    try:
        manifest = read_manifest(folder)
        files = [*map(manifest.path, manifest.tables), *map(manifest.result, manifest.results)]
    except WestphaliaError:
        return False
    return bool(files)
