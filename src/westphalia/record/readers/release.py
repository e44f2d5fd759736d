"""What an open release is: the publisher's files, how they are checked, and the tables of the edition made from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.record.readers.csv_file import Layout, complain, names_of, read_csv

if TYPE_CHECKING:
    from westphalia.lazy import pl

Published: TypeAlias = "Mapping[str, pl.DataFrame]"
"""What was read, by what the file is called."""
Standing: TypeAlias = "Callable[[str], pl.DataFrame]"
"""The tables of the edition that a release is added to, for what the release does not have."""


@dataclass(frozen=True, slots=True)
class MadeTable:
    """A table made from a release, and the account of its rows.

    Parameters
    ----------
    frame : polars.DataFrame
        Its rows; types, order and bounds are those of its declaration.
    read : int
        Rows read.
    dropped : mapping
        Rows left out, by reason.
    notes : tuple of str
        What a reader must know about how it was made.
    sources : tuple of str
        Where it is from, if not from where the table of the edition is.
    """

    frame: pl.DataFrame
    read: int
    dropped: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adding:
    """What a release is added to, and as what.

    Parameters
    ----------
    last : int
        The last year that its list covers.
    version : str
        What its publisher calls it.
    standing : callable
        The tables of the edition that it is added to, for what the release does not have.
    """

    last: int
    version: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class OpenRelease:
    """A release of an open source that a new edition can be made with.

    Parameters
    ----------
    name : str
        What ``westphalia data add`` calls it.
    title : str
        What it is, with the names of its files.
    source : str
        The source of the edition that it takes the place of.
    files : mapping
        Its files by a short name, each with what it looks like.
    tables : tuple of str
        The tables of the edition that are made from it.
    faults : callable
        What is wrong in rows that were read, by the short name of their file.
    last : callable
        The last year that the rows name.
    make : callable
        The tables, from what was read and what it is added to.
    version : callable
        What the rows say of their version; empty for nothing.
    named : pattern
        How the version stands in the name of a file.
    """

    name: str
    title: str
    source: str
    files: Mapping[str, Layout]
    tables: tuple[str, ...]
    faults: Callable[[str, pl.DataFrame], Sequence[str]]
    last: Callable[[Published], int]
    make: Callable[[Published, Adding], Mapping[str, MadeTable]]
    version: Callable[[Published], str] = lambda _: ""
    named: re.Pattern[str] | None = None

    def version_of(self, published: Published, names: Sequence[str]) -> str:
        """Return what the rows or the names of the files say of their version; else the names."""
        found = [self.named.search(name) for name in names] if self.named else []
        told = next((each[1] for each in found if each), "")
        return self.version(published) or told or f"({', '.join(names)})"

    def read(self, files: Sequence[Path]) -> dict[str, pl.DataFrame]:
        """Return what the publisher's files hold, each told by the names of its columns.

        Raises
        ------
        NotUnderstood
            When a file is missing, given twice, or not as the publisher distributes it, with file, lines and columns.
        """
        found: dict[str, pl.DataFrame] = {}
        for called, path in self._told_apart(files).items():
            layout = self.files[called]
            frame = read_csv(path, layout)
            complain(path, layout, self.faults(called, frame))
            found[called] = frame.drop("line")
        return found

    def _told_apart(self, files: Sequence[Path]) -> dict[str, Path]:
        found: dict[str, Path] = {}
        for path in files:
            called = next(iter(self.files))
            if len(self.files) > 1:
                heads = [(names_of(path, layout), name) for name, layout in self.files.items()]
                shares = {
                    name: len(head & set(self.files[name].columns)) / len(self.files[name].columns)
                    for head, name in heads
                }
                called = max(shares, key=lambda name: shares[name])
            if called in found:
                raise NotUnderstood(
                    f"{path.name} and {found[called].name} are both {self.files[called].title}.",
                    "",
                    f"Give one of each: {self._wanted()}.",
                )
            found[called] = path
        missing = [layout.title for name, layout in self.files.items() if name not in found]
        if missing:
            raise NotUnderstood(
                f"{' and '.join(missing)} is missing.",
                f"{self.title} has {len(self.files)} files that go together.",
                f"Give all: {self._wanted()}.",
            )
        return found

    def _wanted(self) -> str:
        return "; ".join(layout.title for layout in self.files.values())
