"""Where data come from: a source's citation, version, terms and files, and the inputs a build may read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import polars as pl
import yaml

from westphalia.record.readers.release import MadeTable
from westphalia.record.rights import DERIVED

EVENTS = Path(__file__).parent / "events"


@dataclass(frozen=True, slots=True)
class Source:
    """A data set as its publisher knows it.

    Parameters
    ----------
    id : str
        Identifier used in tables, figures and citations, for example ``nmc_7``.
    folder : str
        Folder of the inputs that holds the files, or ``events`` for files coded by hand.
    files : tuple of str
        Files that are read.
    title, citation, version, terms, url : str
        What it is, how to cite it, which release, what may be done with it, where it lives.
    licence : str
        Under which licence an open source is passed on, one of :data:`LICENCES`; empty for others.
    tier : str
        ``open``: redistributed with attribution; ``limited``: only derived aggregates are shipped; ``private``: read only from a
        user's own copy.
    covers : mapping
        First and last year that the list covers, by table, where rows alone do not tell: a list of wars covers years without one, and a pact without
        an end was in force when the list ended.
    lists : tuple of str
        What its rows have in the column ``list`` of a table that holds several.
    extended : bool
        Whether rows without an end are taken to last to the edition's last year, past the end of the list.
    """

    id: str
    folder: str
    files: tuple[str, ...]
    title: str
    citation: str
    version: str
    terms: str
    tier: Literal["open", "limited", "private"]
    url: str = ""
    bibtex: str = ""
    covers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    lists: tuple[str, ...] = ()
    extended: bool = False
    licence: str = ""

    @property
    def ships(self) -> str:
        """Under which terms what is taken from it is passed on: its licence, or that it is derived from what may not be passed on itself."""
        return self.licence if self.tier == "open" else DERIVED


def by_hand(path: Path) -> Any:
    """Read a file coded by hand, with the compiled parser where there is one."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), loader)


@dataclass
class Inputs:
    """The folder of inputs of one build; every file that is read is noted for the manifest.

    What several tables are built from is kept on it (:func:`westphalia.record.once.once`).

    Examples
    --------
    >>> Inputs(Path("data")).file(Source("a", "events", ("leaders.yaml",), "", "", "", "", "open"), "leaders.yaml").name
    'leaders.yaml'
    """

    root: Path
    used: set[tuple[str, str]] = field(default_factory=set)

    def file(self, source: Source, name: str) -> Path:
        """Return the path of a declared file and note that it was read."""
        if name not in source.files:
            raise ValueError(f"{source.id} does not declare {name}; add it to Source.files")
        self.used.add((source.id, name))
        return self.path(source, name)

    def path(self, source: Source, name: str) -> Path:
        """Return the path of a source's file."""
        return (EVENTS if source.folder == "events" else self.root / source.folder) / name

    def events(self, source: Source, name: str) -> Any:
        """Read a file coded by hand."""
        return by_hand(self.file(source, name))


@dataclass(frozen=True, slots=True)
class Built:
    """A finished table and the account of its rows.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as declared (the build casts, sorts and validates).
    read : int
        Rows read from the sources.
    dropped : dict
        Rows left out, by reason; ``read - sum(dropped)`` rows were used.
    notes : tuple of str
        What a reader must know about how the table was made.
    made_from : str
        For a table that takes long to make: a hash of all it is made from. As long as it stays the same the table of the edition
        is kept.
    corrections : polars.DataFrame, optional
        What was corrected in it (see :mod:`sources.corrections`).
    """

    frame: pl.DataFrame
    read: int
    dropped: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    made_from: str = ""
    corrections: pl.DataFrame | None = None


def built(derived: MadeTable) -> Built:
    """Return a table that readers of the package derive, for the build and for ``westphalia data add`` alike."""
    return Built(derived.frame, derived.read, dict(derived.dropped), derived.notes)


def sha256(path: Path) -> str:
    """Return the hexadecimal SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
