"""Delimited text as a publisher distributes it, checked line by line before a value is believed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from westphalia.errors import NotUnderstood, shortened
from westphalia.lazy import difflib, pl

LARGEST = 400_000_000
SHOWN = 5
EXACT = 2**53
"""Whole numbers up to here, and no larger ones, are read as they stand."""
_MAGIC = {
    b"PK\x03\x04": "a ZIP archive or Excel workbook",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"%PDF": "a PDF document",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
}

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
"""A line with its end: of large files no second copy is made, as one in a stream of text would be."""

Kind = Literal["text", "whole", "number"]


class _Reader(Protocol):
    """What ``csv.reader`` returns."""

    line_num: int

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """What a publisher's file looks like.

    Parameters
    ----------
    title : str
        What the file is called on error messages.
    columns : mapping
        The columns that are read, and whether each holds ``text``, a ``whole`` number or a ``number``.
    first : tuple of str
        The first names of the line that holds the names of columns, by which that line is found.
    get : str
        Where the file comes from.
    encodings : tuple of str
        Encodings to try, in turn.
    empty : tuple of str
        Columns that may be empty.
    missing : tuple of str
        What stands for an empty cell.
    """

    title: str
    columns: Mapping[str, Kind]
    first: tuple[str, ...]
    get: str
    encodings: tuple[str, ...] = ("utf-8-sig",)
    empty: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def read_text(path: Path, layout: Layout) -> str:
    """Return the text of a file, or say why it is none.

    Raises
    ------
    NotUnderstood
        For a missing, empty, oversized, binary or wrongly encoded file.
    """
    if not path.is_file():
        raise NotUnderstood(f"There is no file {path}.", "", f"Get {layout.title} from {layout.get}.")
    size = path.stat().st_size
    if size == 0:
        raise NotUnderstood(
            f"{path.name} is empty.",
            "The download may have failed.",
            f"Get {layout.title} again from {layout.get}.",
        )
    if size > LARGEST:
        raise NotUnderstood(
            f"{path.name} has {size:,} bytes, more than the {LARGEST:,} that are read.",
            f"It is not {layout.title}.",
        )
    raw = path.read_bytes()
    looks = next(
        (kind for magic, kind in _MAGIC.items() if raw.startswith(magic)),
        "a binary file" if b"\x00" in raw else "",
    )
    if looks:
        raise NotUnderstood(
            f"{path.name} is {looks}, not comma-separated text.",
            "",
            f"Unpack it or save it as CSV; {layout.get}.",
        )
    return _decoded(raw, path, layout)


def _decoded(raw: bytes, path: Path, layout: Layout) -> str:
    for encoding in layout.encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
    raise NotUnderstood(
        f"{path.name} is not in the encoding {' or '.join(layout.encodings)}: line {line} holds a "
        "byte that is no character.",
        "A program may have saved it again in another encoding.",
        f"Use the file as distributed: {layout.get}.",
    )


def read_csv(path: Path, layout: Layout) -> pl.DataFrame:
    """Read the layout's columns of a file, typed, with every fault that is found reported at once.

    Parameters
    ----------
    path : Path
        The file.
    layout : Layout
        What it should look like. Lines above the names of the columns are passed over.

    Returns
    -------
    polars.DataFrame
        The columns in the layout's order, empty fields as null, and ``line``: the line of the file that each
        row ends on.

    Raises
    ------
    NotUnderstood
        When the file is not what the layout says, with file, line and column.
    """
    rows = _rows(read_text(path, layout))
    header = _header(rows, path, layout)
    columns, lines = _columns(rows, header, path, layout)
    frame = pl.DataFrame([pl.Series(name, fields, dtype=pl.String) for name, fields in columns.items()])
    return _typed(frame.with_columns(pl.Series("line", lines, dtype=pl.Int64)), path, layout)


def _rows(text: str) -> _Reader:
    """Return the rows of a text, whose fields are divided by commas, or by tabs where its first line has some and no comma."""
    first = text[: text.find("\n") + 1] or text
    tabs = "\t" in first and "," not in first
    lines = (line.group() for line in _LINE.finditer(text))
    return csv.reader(lines, delimiter="\t" if tabs else ",", strict=True)


def names_of(path: Path, layout: Layout) -> set[str]:
    """Return the names of the columns of a file, without asking whether they are those of the layout; what is no table has none.

    Raises
    ------
    NotUnderstood
        When the file is no text.
    """
    rows = _rows(read_text(path, layout))
    try:
        return {name.strip() for name in next(rows, [])}
    except csv.Error:
        return set()


def _header(rows: _Reader, path: Path, layout: Layout) -> list[str]:
    try:
        for number, row in enumerate(rows):
            names = [name.strip() for name in row]
            if tuple(names[: len(layout.first)]) == layout.first:
                return _complete(names, path, layout)
            if number == 0 and set(layout.columns) & set(names):
                return _complete(names, path, layout)
            if number > 40:
                break
    except csv.Error as error:
        raise NotUnderstood(
            f"{path.name} is not comma-separated text: {error}.", "", f"Use {layout.title}: {layout.get}."
        ) from error
    raise NotUnderstood(
        f"{path.name} has no line that begins with {','.join(layout.first)}.",
        f"It is not {layout.title}, or its first lines are missing.",
        f"Use the file as distributed: {layout.get}.",
    )


def _complete(names: list[str], path: Path, layout: Layout) -> list[str]:
    missing = [name for name in layout.columns if name not in names]
    if not missing:
        return names
    spare = [name for name in names if name not in layout.columns]
    near = {name: difflib.get_close_matches(name, spare, n=1) for name in missing}
    guesses = "; ".join(f"{name} (there is {found[0]})" if found else name for name, found in near.items())
    raise NotUnderstood(
        f"{path.name} lacks columns: {guesses}.",
        f"It has: {', '.join(names[:40])}.",
        f"Use {layout.title} with its own names of columns: {layout.get}.",
    )


def _columns(
    rows: _Reader, header: Sequence[str], path: Path, layout: Layout
) -> tuple[dict[str, list[str | None]], list[int]]:
    columns: dict[str, list[str | None]] = {name: [] for name in layout.columns}
    places = [(header.index(name), fields) for name, fields in columns.items()]
    lines: list[int] = []
    absent = {"", *layout.missing}
    try:
        for row in rows:
            if not any(field.strip() for field in row):
                continue
            if len(row) != len(header):
                raise _ragged(path, rows.line_num, len(row), len(header), layout)
            for place, fields in places:
                field = row[place].strip()
                fields.append(None if field in absent else field)
            lines.append(rows.line_num)
    except csv.Error as error:
        what = f"{path.name}, after line {lines[-1] if lines else 1}: {error}."
        raise NotUnderstood(
            what, "The file may be cut off within a quoted field.", f"Get it again: {layout.get}."
        ) from error
    if not lines:
        raise NotUnderstood(
            f"{path.name} has names of columns and no rows.",
            "The file may be cut off.",
            f"Get it again: {layout.get}.",
        )
    return columns, lines


def _ragged(path: Path, line: int, has: int, wants: int, layout: Layout) -> NotUnderstood:
    return NotUnderstood(
        f"{path.name}, line {line}: {has} fields where the names of columns have {wants}.",
        "The file may be cut off, or a field may hold an unquoted comma.",
        f"Get {layout.title} again from {layout.get}.",
    )


def _typed(frame: pl.DataFrame, path: Path, layout: Layout) -> pl.DataFrame:
    faults: list[str] = []
    typed = []
    for name, kind in layout.columns.items():
        column = frame[name]
        if kind != "text":
            column = column.cast(pl.Float64, strict=False)
            bad = frame.filter(frame[name].is_not_null() & (column.is_null() | ~column.is_finite()))
            faults += [
                f"line {line}: {name} is {shortened(value)!r}, not a number"
                for line, value in bad.select("line", name).iter_rows()
            ]
            if kind == "whole":
                whole = column == column.round()
                exact = column.abs() <= EXACT
                for fits, says in ((whole, "not a whole number"), (exact, "too large")):
                    bad = frame.filter(column.is_finite() & ~fits)
                    faults += [
                        f"line {line}: {name} is {shortened(value)!r}, {says}"
                        for line, value in bad.select("line", name).iter_rows()
                    ]
                column = column.set(~(whole & exact).fill_null(False), None).cast(pl.Int64)
        if name not in layout.empty:
            faults += [
                f"line {line}: {name} is empty" for line in frame.filter(frame[name].is_null())["line"]
            ]
        typed.append(column.alias(name))
    complain(path, layout, faults)
    return pl.DataFrame([*typed, frame["line"]])


def complain(path: Path, layout: Layout, faults: Sequence[str]) -> None:
    """Raise one error that names the faults of a file; do nothing when there are none."""
    if not faults:
        return
    rest = f"; and {len(faults) - SHOWN} more" if len(faults) > SHOWN else ""
    raise NotUnderstood(
        f"{path.name} has {len(faults)} fault{'s' if len(faults) > 1 else ''}: "
        f"{'; '.join(faults[:SHOWN])}{rest}.",
        f"It is not {layout.title} as distributed.",
        f"Correct these lines or get the file again: {layout.get}.",
    )


def faults_where(frame: pl.DataFrame, bad: pl.Expr, says: str) -> list[str]:
    """Return one message a line for the rows of ``frame`` where ``bad`` holds."""
    return [f"line {line}: {says}" for line in frame.filter(bad)["line"]]
