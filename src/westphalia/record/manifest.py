"""The manifest: what the edition holds, where it is from, and how to tell that a file is whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from pathlib import Path
from typing import Any

from westphalia.errors import BrokenEdition, NotUnderstood
from westphalia.files import whole as written
from westphalia.lazy import rapidfuzz
from westphalia.record.definitions import by_name, digest, digest_of, in_force
from westphalia.record.once import once
from westphalia.record.sealed import opened, sealed, whole
from westphalia.record.tables import declared

SHIPPED = Path(__file__).parent.parent / "edition"
FILE = "MANIFEST.json"
FORMAT = 2
RESULTS = "model"
"""Folder of the edition that holds what was computed from its tables."""
MODEL = f"{RESULTS}/partnership.json"
"""The fitted model."""
REPAIR = "Reinstall the package, or in a checkout run: make edition"
ENTRIES: Mapping[str, Mapping[str, type]] = {
    "tables": {
        "title": str, "description": str, "key": list, "columns": list, "sources": list, "coverage": dict, "rows": int,
        "minimum_rows": int, "read": int, "dropped": dict, "notes": list, "bytes": int, "sha256": str,
    },
    "sources": {
        "title": str, "citation": str, "version": str, "terms": str, "tier": str, "ships": str, "url": str, "files": dict,
    },
    "results": {"bytes": int, "sha256": str, "made_from": dict},
    "columns": {"name": str, "type": str, "unit": str, "description": str},
}  # fmt: skip
"""What every entry of the manifest, and every column of a table, must have."""
STEP: Mapping[str, type] = {
    "release": str, "version": str, "program": str, "when": str, "from": str, "last": int, "tables": list, "files": list,
}  # fmt: skip
"""What is said of each release that was added to the edition that ships."""
PROSE = frozenset(
    {"bytes", "description", "dropped", "made_from", "minimum_rows", "notes", "read", "rows", "title", "unit"}
)
"""Parts of the entry of a table that no number hangs on, or that its SHA-256 covers."""


_LOOKED_UP: ContextVar[dict[tuple[int, str], tuple[object, tuple[str, ...]]] | None] = ContextVar(
    "looked up", default=None
)
"""What has changed, by manifest and result, as it was looked up for the answer that is being made."""


@contextmanager
def one_answer() -> Iterator[None]:
    """Look up once while an answer is made what has changed since results were made: nothing changes meanwhile.

    Examples
    --------
    >>> with one_answer():
    ...     read_manifest().changed("model/forecasts.parquet")
    ()
    """
    if _LOOKED_UP.get() is not None:
        yield
        return
    token = _LOOKED_UP.set({})
    try:
        yield
    finally:
        _LOOKED_UP.reset(token)


@dataclass(frozen=True, eq=False)
class Manifest:
    """The description of an edition as its build wrote it.

    Parameters
    ----------
    folder : Path
        Folder with ``MANIFEST.json``, one Parquet file a table, and ``model/``, what was computed from them.
    document : dict
        The parsed manifest.
    asked : set of str
        The tables that were opened, or asked what they cover, and the results that were opened so far: what is computed meanwhile is made
        from no others.
    """

    folder: Path
    document: dict[str, Any]
    asked: set[str] = field(default_factory=set)

    @property
    def sha256(self) -> str:
        """The SHA-256 of everything that it says."""
        return str(self.document["sha256"])

    @property
    def hash(self) -> str:
        """Twelve hexadecimal digits that name the tables and their sources, whatever was computed from them."""
        return str(self.document["hash"])

    @cached_property
    def tables(self) -> dict[str, dict[str, Any]]:
        """Entries of all tables by name, with what their lists cover in place of what their rows tell."""
        tables: dict[str, dict[str, Any]] = self.document["tables"]
        return {name: covered(entry, self.covers.get(name, {})) for name, entry in tables.items()}

    @cached_property
    def covers(self) -> dict[str, dict[str, Any]]:
        """What lists cover, by table, where rows alone do not tell: ``sources`` with first and last year, and ``lists`` with their source."""
        covers: dict[str, dict[str, Any]] = self.document["covers"]
        return covers

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """Entries of all sources by identifier."""
        sources: dict[str, dict[str, Any]] = self.document["sources"]
        return sources

    @cached_property
    def results(self) -> dict[str, dict[str, Any]]:
        """Entries of what was computed from the tables, by file."""
        results: dict[str, dict[str, Any]] = self.document["results"]
        return results

    @property
    def made(self) -> tuple[dict[str, Any], ...]:
        """Which releases were added to the edition that ships, the last one last; none for that one."""
        return tuple(self.document.get("made", ()))

    @property
    def repair(self) -> str:
        """What to do when a file of it is damaged."""
        return f"Add it again: westphalia data add {self.made[-1]['release']} FILE" if self.made else REPAIR

    @property
    def model(self) -> str | None:
        """Hash of the fitted model that ships with the edition, with the tables and the definitions that there are now; None without one."""
        entry = self.results.get(MODEL)
        if entry is None:
            return None
        made = entry["made_from"]
        constants = in_force(made["constants"], made["code"], made["reads"])
        return model_hash(entry["fitted"], self.digests(made["tables"]), constants)

    def table(self, name: str) -> dict[str, Any]:
        """Return the entry of a table; an unknown name is told with the nearest ones."""
        if name not in self.tables:
            raise unknown("table", name, self.tables, "See all tables with: westphalia data list")
        self.asked.add(name)
        return self.tables[name]

    def digests(self, names: Iterable[str]) -> dict[str, str]:
        """Return by table what :meth:`digest` returns."""
        return {name: self.digest(name) for name in sorted(names)}

    @once
    def digest(self, name: str) -> str:
        """Return twelve hexadecimal digits that name what a table holds, what it covers and when its rows were known; empty for no such table.

        Titles, descriptions, notes and counts are no part of it.
        """
        if name not in self.tables:
            return ""
        entry = {part: value for part, value in self.tables[name].items() if part not in PROSE}
        entry["columns"] = [
            {part: value for part, value in column.items() if part not in PROSE}
            for column in entry["columns"]
        ]
        table = declared().get(name)
        if table is None or table.timing is None:
            return digest(entry)
        timing, late = table.timing, {column.name: [column.outcome, column.lag] for column in table.columns}
        return digest([entry, timing.start, timing.end, timing.lag, bool(timing.smoothed), late])

    def changed(self, name: str) -> tuple[str, ...]:
        """Return what is not as it was when something was computed from the tables; empty when all is, and it may be shown.

        Parameters
        ----------
        name : str
            The file, as ``model/forecasts.parquet``, one of :attr:`results`.
        """
        made, known = self.results[name]["made_from"], _LOOKED_UP.get()
        if known is None:
            return self._changed(name, made)
        if (id(self), name) not in known:
            known[id(self), name] = self, self._changed(name, made)
        return known[id(self), name][1]

    def _changed(self, name: str, made: Mapping[str, Any]) -> tuple[str, ...]:
        now = {
            "table": self.digests(made["tables"]),
            "constant": in_force(made["constants"], made["code"], made["reads"]),
            "result": {result: self.named(result) for result in made["results"]},
            "file": {file: digest_of(file) for file in made["files"]},
        }
        then = (made["tables"], by_name(made["constants"]), made["results"], made["files"])
        return tuple(
            f"{kind} {part}"
            for kind, parts in zip(now, then, strict=True)
            for part, old in parts.items()
            if now[kind].get(part) != old
        )

    def named(self, name: str) -> str:
        """Return what names something computed: the model's hash, of other files the beginning of their SHA-256; empty without it."""
        if name == MODEL:
            return self.model or ""
        return str(self.results[name]["sha256"])[:12] if name in self.results else ""

    def path(self, name: str) -> Path:
        """Return the file of a table, after checking that it is the file that was built.

        Raises
        ------
        BrokenEdition
            When the file is missing, unreadable or not the one the manifest describes.
        """
        return self._checked(f"The table {name}", f"{name}.parquet", self.table(name))

    def result(self, name: str) -> Path | None:
        """Return the file of something computed from the tables, after checking that it is the one that was written.

        Parameters
        ----------
        name : str
            The file, as ``model/partnership.json``.

        Returns
        -------
        Path or None
            None where the edition holds none.

        Raises
        ------
        BrokenEdition
            As for a table.
        """
        entry = self.results.get(name)
        if entry is None:
            return None
        self.asked.add(name)
        return self._checked(name, name, entry)

    def _checked(self, what: str, file: str, entry: dict[str, Any]) -> Path:
        path = self.folder / file
        try:
            if whole(path, entry["sha256"]):
                return path
        except OSError as error:
            raise BrokenEdition(
                f"{what} cannot be read.", f"{file}: {error.strerror}.", self.repair
            ) from None
        raise BrokenEdition(
            f"{what} is not the one that was built.", f"{file} was changed or cut short.", self.repair
        )


def read_manifest(folder: Path = SHIPPED) -> Manifest:
    """Read the manifest of the edition in ``folder``.

    Raises
    ------
    BrokenEdition
        When it is missing, unreadable, changed since it was written, or not a manifest.

    Examples
    --------
    >>> read_manifest().table("capabilities")["key"]
    ['ccode', 'year']
    """
    try:
        document = opened((folder / FILE).read_bytes())
        _shaped(document)
    except OSError as error:
        raise BrokenEdition("There is no edition here.", f"{FILE}: {error.strerror}.", REPAIR) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise BrokenEdition(
            "The edition's manifest is damaged.", f"{FILE} is not what the build writes.", REPAIR
        ) from None
    return Manifest(folder, document)


def write_manifest(folder: Path, document: Mapping[str, Any]) -> Manifest:
    """Write a manifest with the hash of its tables and sources and that of all its bytes, whole or not at all.

    Parameters
    ----------
    folder : Path
        Of the edition. A link in the manifest's place is replaced, and what it points to stays as it is.
    document : mapping
        ``tables``, ``sources`` and, unless there are none, ``covers``, ``results`` and ``made``.
    """
    covers = dict(sorted(document.get("covers", {}).items()))
    size = sum(entry["bytes"] for entry in document["tables"].values())
    data = {"bytes": size, "sources": document["sources"], "tables": document["tables"]}
    text = json.dumps({"format": 1, **data}, indent=1, ensure_ascii=False) + "\n"
    made = {
        "format": FORMAT,
        "hash": hashlib.sha256(text.encode()).hexdigest()[:12],
        **data,
        "covers": {name: said for name, said in covers.items() if name in document["tables"]},
        "results": dict(sorted(document.get("results", {}).items())),
        **({"made": list(document["made"])} if document.get("made") else {}),
    }
    _shaped(made)
    path = folder / FILE
    if path.is_symlink():
        path.unlink()
    with written(path) as temporary:
        temporary.write_bytes(sealed(made))
    return read_manifest(folder)


def _shaped(document: dict[str, Any]) -> None:
    """Raise a ``TypeError``, ``ValueError`` or ``KeyError`` when a document is no manifest."""
    tables, sources, results, covers = (document[part] for part in ("tables", "sources", "results", "covers"))
    entries = {part: list(document[part].values()) for part in ("tables", "sources", "results")}
    entries["columns"] = [column for entry in entries["tables"] for column in entry["columns"]]
    fine = document["format"] == FORMAT and isinstance(document["hash"], str)
    fine &= all(type(step[part]) is kind for step in document.get("made", ()) for part, kind in STEP.items())
    for part, kinds in ENTRIES.items():
        values, wanted = itemgetter(*kinds), tuple(kinds.values())
        fine &= all(tuple(map(type, values(entry))) == wanted for entry in entries[part])
    for entry in tables.values():
        fine &= all(type(first) is type(last) is int for first, last in entry["coverage"].values())
        fine &= sources.keys() >= set(entry["sources"])
    for name, said in covers.items():
        fine &= set(said["sources"]) | set(said.get("lists", {}).values()) <= set(tables[name]["sources"])
        fine &= all(type(first) is type(last) is int for first, last in said["sources"].values())
    for entry in results.values():
        made = entry["made_from"]
        fine &= isinstance(made["reads"], list)
        texts = [made[part].values() for part in ("tables", "code", "results", "files")]
        texts += [held.values() for held in made["constants"].values()]
        fine &= {type(text) for each in texts for text in each} <= {str}
    if not fine or (MODEL in results and not isinstance(results[MODEL]["fitted"], str)):
        raise TypeError("not a manifest")


def covered(entry: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entry of a table with what its lists cover: of their sources, and of the columns that every row has.

    Examples
    --------
    >>> entry = {"key": [], "columns": [{"name": "deaths", "first": 1823, "last": 2003}], "coverage": {"wars": [1823, 2003]}}
    >>> made = covered(entry, {"sources": {"wars": [1816, 2007]}})
    >>> made["coverage"], made["columns"][0]["last"]
    ({'wars': [1816, 2007]}, 2007)
    """
    if not said:
        return entry
    coverage = {**entry["coverage"], **said["sources"]}
    first, last = min(span[0] for span in coverage.values()), max(span[1] for span in coverage.values())
    columns = [
        {**column, "first": first, "last": last} if "first" in column and not column.get("null") else column
        for column in entry["columns"]
    ]
    return {**entry, "columns": columns, "coverage": coverage, "lists": said.get("lists", {})}


def model_hash(fitted: str, tables: Mapping[str, str], constants: Mapping[str, str]) -> str:
    """Return the hash of a model: of its fitted numbers, of the tables that it was fitted to, and of all constants behind its features."""
    return digest({"fitted": fitted, "tables": dict(tables), "constants": dict(constants)})


def unknown(kind: str, name: str, known: Any, do: str) -> NotUnderstood:
    """Return the error for a name that is not among the known ones, with the nearest of them."""
    near = [
        match[0]
        for match in rapidfuzz.process.extract(
            name, list(known), scorer=rapidfuzz.fuzz.ratio, limit=3, score_cutoff=65
        )
    ]
    if not near:
        near = [match[0] for match in rapidfuzz.process.extract(name, list(known), limit=3, score_cutoff=60)]
    return NotUnderstood(
        f"There is no {kind} called '{name}'.", f"Did you mean {' or '.join(near)}?" if near else "", do
    )
