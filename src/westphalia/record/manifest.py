"""The manifest: what the edition holds, where it is from, and how to tell that a file is whole."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from westphalia.errors import BrokenEdition, NotUnderstood

SHIPPED = Path(__file__).parent.parent / "edition"
MODEL = "partnership.json"
"""The fitted model, beside the tables."""
REPAIR = "Reinstall the package, or in a checkout run: make edition"


@dataclass(frozen=True)
class Manifest:
    """The description of an edition as its build wrote it.

    Parameters
    ----------
    folder : Path
        Folder with ``MANIFEST.json`` and one Parquet file a table.
    document : dict
        The parsed manifest.
    hash : str
        First twelve hexadecimal digits of the manifest's SHA-256: it names the edition.
    """

    folder: Path
    document: dict[str, Any]
    hash: str

    @cached_property
    def tables(self) -> dict[str, dict[str, Any]]:
        """Entries of all tables by name."""
        tables: dict[str, dict[str, Any]] = self.document["tables"]
        return tables

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """Entries of all sources by identifier."""
        sources: dict[str, dict[str, Any]] = self.document["sources"]
        return sources

    @cached_property
    def model(self) -> str | None:
        """Hash of the fitted model that ships with the edition; None without one."""
        try:
            with (self.folder / MODEL).open(encoding="utf-8") as file:
                found = re.match(r'\{"hash":"([0-9a-f]{12})"', file.read(100))
        except (OSError, UnicodeDecodeError):
            return None
        return found.group(1) if found else None

    def table(self, name: str) -> dict[str, Any]:
        """Return the entry of a table; an unknown name is told with the nearest ones."""
        if name not in self.tables:
            raise unknown("table", name, self.tables, "See all tables with: westphalia data list")
        return self.tables[name]

    def path(self, name: str) -> Path:
        """Return the file of a table, after checking that it is the file that was built.

        Raises
        ------
        BrokenEdition
            When the file is missing, unreadable or not the one the manifest describes.
        """
        entry, path = self.table(name), self.folder / f"{name}.parquet"
        try:
            found = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError as error:
            raise BrokenEdition(
                f"The table {name} cannot be read.", f"{path.name}: {error.strerror}.", REPAIR
            ) from None
        if found != entry["sha256"]:
            raise BrokenEdition(
                f"The table {name} is not the one that was built.",
                f"{path.name} was changed or cut short.",
                REPAIR,
            )
        return path


def read_manifest(folder: Path = SHIPPED) -> Manifest:
    """Read the manifest of the edition in ``folder``.

    Raises
    ------
    BrokenEdition
        When it is missing, unreadable or not a manifest.

    Examples
    --------
    >>> read_manifest().table("capabilities")["key"]
    ['ccode', 'year']
    """
    try:
        raw = (folder / "MANIFEST.json").read_bytes()
        document = json.loads(raw)
        if not isinstance(document["tables"], dict) or not isinstance(document["sources"], dict):
            raise TypeError
    except OSError as error:
        raise BrokenEdition(
            "There is no edition here.", f"MANIFEST.json: {error.strerror}.", REPAIR
        ) from None
    except (ValueError, KeyError, TypeError):
        raise BrokenEdition(
            "The edition's manifest is damaged.", "MANIFEST.json is not what the build writes.", REPAIR
        ) from None
    return Manifest(folder, document, hashlib.sha256(raw).hexdigest()[:12])


def unknown(kind: str, name: str, known: Any, do: str) -> NotUnderstood:
    """Return the error for a name that is not among the known ones, with the nearest of them."""
    from rapidfuzz import fuzz, process

    near = [
        match[0] for match in process.extract(name, list(known), scorer=fuzz.ratio, limit=3, score_cutoff=65)
    ]
    if not near:
        near = [match[0] for match in process.extract(name, list(known), limit=3, score_cutoff=60)]
    return NotUnderstood(
        f"There is no {kind} called '{name}'.", f"Did you mean {' or '.join(near)}?" if near else "", do
    )
