"""Tables from elsewhere as they come: files of any usual kind and frames of polars, pandas and Arrow, with every value read or refused by name."""

from __future__ import annotations

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from westphalia.errors import NotUnderstood, WestphaliaError, shortened
from westphalia.lazy import optional, pl
from westphalia.record.workbook import EXCEL

MISSING = frozenset(
    {"", ".", "..", "...", "-", "--", "NA", "N/A", "n/a", "n.a.", "N.A.", "#N/A", "#NA", "NaN", "nan", "NULL", "null", "None", "<NA>", "#DIV/0!", "#VALUE!", ":"}
)  # fmt: skip
"""What offices and programs write where a number is missing."""
NUMBER = r"[+-]?(\d+([.]\d*)?|[.]\d+)([eE][+-]?\d+)?"
DECIMAL_COMMA = r"[+-]?\d+,\d+"
DAY = r"\d{4}-\d{2}-\d{2}"
WIDEST = 2**63
"""Whole numbers up to here are read as such."""


@dataclass(frozen=True, slots=True)
class OwnTable:
    """A table as it was read, and what was decided in reading it.

    Parameters
    ----------
    frame : polars.LazyFrame
        The table.
    lazy : bool
        Whether it was given as a query that is not to be run before it must.
    notes : tuple of str
        What was taken for missing, and separators and encodings that are not the usual ones, in sentences.
    """

    frame: pl.LazyFrame
    lazy: bool = False
    notes: tuple[str, ...] = ()


def read(path: Path) -> OwnTable:
    """Return a table from a file of one of the kinds in :data:`READERS`.

    Raises
    ------
    NotUnderstood
        When there is no such file, it is of another kind, or it cannot be read, with what to do.
    """
    if not path.is_file():
        raise NotUnderstood(f"There is no file {path}.", "", f"Name a table, {kinds()}.")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise NotUnderstood(
            f"'{path.name}' is neither {kinds(' nor ')}.", "", "Save the table as one of them."
        )
    try:
        return reader(path)
    except WestphaliaError:
        raise
    except Exception as error:
        why = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise NotUnderstood(
            f"{path} cannot be read as a table.",
            f"{why.rstrip('.')}.",
            "Open it in the program that wrote it and save it again.",
        ) from None


def kinds(last: str = " or ") -> str:
    """Return the endings of the files that are read, in words.

    Examples
    --------
    >>> kinds()
    '.csv, .tsv, .parquet, .xlsx, .dta or .rds'
    """
    *first, end = READERS
    return f"{', '.join(first)}{last}{end}"


def _parquet(path: Path) -> OwnTable:
    return OwnTable(pl.read_parquet(path).lazy())


def _stata(path: Path) -> OwnTable:
    return as_table(optional("pandas").read_stata(path, convert_categoricals=False))


def _rds(path: Path) -> OwnTable:
    pyreadr = optional("pyreadr", "Files of R need")
    frames = pyreadr.read_r(str(path))
    return as_table(next(iter(frames.values())))


def _excel(path: Path) -> OwnTable:
    """Return the first sheet; the names of its columns are in its first row that is not empty."""
    book = optional(*EXCEL).load_workbook(path, read_only=True, data_only=True)
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]
    if not rows:
        raise NotUnderstood(
            f"The first sheet of {path}, '{sheet.title}', is empty.", "", "Put the table there."
        )
    width = max((at + 1 for at, head in enumerate(rows[0]) if head is not None), default=0)
    names = ["" if head is None else str(head).strip() for head in rows[0][:width]]
    table = _of_columns(names, [[row[at] for row in rows[1:]] for at in range(width)])
    more = (
        f"Read from the first sheet, '{sheet.title}', of {len(book.sheetnames)}."
        if len(book.sheetnames) > 1
        else ""
    )
    return OwnTable(table.frame, notes=(*filter(None, [more]), *table.notes))


def _csv(path: Path) -> OwnTable:
    text, notes = _decoded(path)
    separator = _separator(text)
    if separator != ",":
        word = {";": "semicolons (;)", "\t": "tabs"}[separator]
        notes.append(f"The columns of {path.name} are separated by {word}.")
    try:
        frame = pl.read_csv(io.StringIO(text), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise NotUnderstood(
            f"{path} cannot be read as a table.",
            f"{str(error).splitlines()[0].rstrip('.')}.",
            f"Each line must have as many fields as the first, separated by '{separator}'; a field that has one in it stands in quotes.",
        ) from None
    names = [
        name.strip()
        for name in next(csv.reader([text.partition("\n")[0].rstrip("\r")], delimiter=separator), [])
    ]
    _unique(names)
    frame.columns = names
    comma = separator != ","
    made = [_of_text(column.fill_null(""), comma) for column in frame]
    notes += [note for _, told in made for note in told]
    return OwnTable(pl.DataFrame([series for series, _ in made]).lazy(), notes=tuple(notes))


def _decoded(path: Path) -> tuple[str, list[str]]:
    """Return the text of a file in UTF-8 or, where a mark says so, UTF-16."""
    raw = path.read_bytes()
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if raw.startswith(mark):
            try:
                return raw.decode(encoding), [f"{path.name} is in {encoding.upper()}."] if mark else []
            except UnicodeDecodeError as error:
                line, byte = raw.count(b"\n", 0, error.start) + 1, raw[error.start]
                word = bytes([byte]).decode("latin-1")
                raise NotUnderstood(
                    f"{path} is not in UTF-8: line {line} has the byte {byte:#x} ('{word}' in Latin-1).",
                    "Programs of Windows write Latin-1.",
                    "Save it again as UTF-8: 'CSV UTF-8' in Excel, write.csv(..., fileEncoding = \"UTF-8\") in R, or: iconv -f latin1 -t utf-8.",
                ) from None
    raise AssertionError("the last mark is empty")


def _separator(text: str) -> str:
    """Return what separates the names of columns.

    Examples
    --------
    >>> _separator("ccode;year;x"), _separator('"a;b",year')
    (';', ',')
    """
    head = re.sub(r'"[^"]*"', "", text.partition("\n")[0])
    found = Counter({each: head.count(each) for each in (",", ";", "\t")})
    return found.most_common(1)[0][0] if found.total() else ","


def as_table(frame: Any) -> OwnTable:
    """Return a table of polars, pandas or Arrow.

    Raises
    ------
    NotUnderstood
        For anything else, and for columns that cannot be read, by name.
    """
    if isinstance(frame, pl.LazyFrame):
        return OwnTable(frame, lazy=True)
    if isinstance(frame, pl.DataFrame):
        return OwnTable(frame.lazy())
    room = type(frame).__module__.partition(".")[0]
    if room == "pyarrow" and hasattr(frame, "column_names"):
        made = pl.from_arrow(frame)
        assert isinstance(made, pl.DataFrame)
        return OwnTable(made.lazy())
    if room == "pandas" and hasattr(frame, "columns"):
        return _of_pandas(frame)
    raise NotUnderstood(
        f"A {type(frame).__name__} cannot be merged.", "", "Give a data frame of polars or of pandas."
    )


def _of_pandas(frame: Any) -> OwnTable:
    """Return a frame of pandas; levels of its index that have names are columns."""
    named = [name for name in frame.index.names if name is not None]
    if named and not set(named) & set(frame.columns):
        frame = frame.reset_index()
    names = [" ".join(map(str, name)) if isinstance(name, tuple) else str(name) for name in frame.columns]
    return _of_columns(names, [frame.iloc[:, at] for at in range(len(names))])


def _of_columns(names: Sequence[str], columns: Sequence[Any]) -> OwnTable:
    """Return columns by name."""
    _unique(names)
    made: list[pl.Series] = []
    notes: list[str] = []
    for name, column in zip(names, columns, strict=True):
        series, more = _of_objects(name, column) if isinstance(column, list) else _of_series(name, column)
        made.append(series)
        notes += more
    return OwnTable(pl.DataFrame(made).lazy(), notes=tuple(notes))


def _unique(names: Sequence[str]) -> None:
    """Fail where a name stands twice, or a column has none."""
    twice = [name for name, count in Counter(names).items() if count > 1 and name]
    if twice or "" in names:
        told = (
            f"Columns that stand twice: {', '.join(map(repr, twice))}." if twice else "A column has no name."
        )
        raise NotUnderstood(
            "The table cannot be merged.", told, "Rename them, or drop the ones that are not needed."
        )


def _of_series(name: str, column: Any) -> tuple[pl.Series, list[str]]:
    """Return a column of pandas, whatever its type."""
    kind = getattr(column.dtype, "kind", "O")
    if hasattr(column.dtype, "newbyteorder") and kind in "biuf":
        return pl.Series(name, column.to_numpy(), nan_to_null=True), []
    if hasattr(column.dtype, "newbyteorder") and kind in "Mm":
        return pl.Series(
            name, column.to_numpy().astype("datetime64[us]" if kind == "M" else "timedelta64[us]")
        ), []
    lost = column.isna().tolist()
    return _of_objects(name, [None if no else value for value, no in zip(column.tolist(), lost, strict=True)])


def _of_objects(name: str, values: list[Any]) -> tuple[pl.Series, list[str]]:
    """Return values of Python as one column: numbers, truth values, days, moments or text."""
    plain = [
        value.item() if hasattr(value, "item") and not isinstance(value, str) else value for value in values
    ]
    plain = [None if isinstance(value, float) and math.isnan(value) else value for value in plain]
    plain = [float(value) if isinstance(value, Decimal) else value for value in plain]
    kinds = {type(value) for value in plain if value is not None}
    if kinds <= {bool}:
        return pl.Series(name, plain, dtype=pl.Boolean if kinds else pl.Null), []
    if kinds <= {int, float}:
        return _numbers(name, plain), []
    if kinds <= {str}:
        return pl.Series(name, plain, dtype=pl.String), []
    if all(issubclass(kind, datetime) for kind in kinds):
        return pl.Series(name, [_naive(value) for value in plain], dtype=pl.Datetime("us")), []
    if kinds <= {date}:
        return pl.Series(name, plain, dtype=pl.Date), []
    if kinds <= {int, float, str}:
        marks = Counter(value for value in plain if isinstance(value, str) and value.strip() in MISSING)
        if marks.total() == sum(isinstance(value, str) for value in plain):
            return _numbers(name, [None if isinstance(value, str) else value for value in plain]), [
                _lost(name, marks)
            ]
        return pl.Series(
            name, [None if value is None else _written(value) for value in plain], dtype=pl.String
        ), [
            f"'{name}' has numbers and words (as {next(v for v in plain if isinstance(v, str) and v.strip() not in MISSING)!r}) and is read as text."
        ]
    strange = sorted(kind.__name__ for kind in kinds - {int, float, str, bool})
    example = next(
        value for value in plain if value is not None and type(value).__name__ in (*strange, "bool")
    )
    raise NotUnderstood(
        f"The column '{name}' cannot be read: it holds {' and '.join(sorted(kind.__name__ for kind in kinds))}.",
        f"One value is {shortened(repr(example))}.",
        f"Change its type first, for example: frame['{name}'] = frame['{name}'].astype(str)",
    )


def _naive(value: Any) -> datetime | None:
    """Return a moment as a plain one, in its own zone."""
    if value is None:
        return None
    plain: datetime = value.to_pydatetime(warn=False) if hasattr(value, "to_pydatetime") else value
    return plain.replace(tzinfo=None)


def _numbers(name: str, values: list[Any]) -> pl.Series:
    whole = all(value is None or (isinstance(value, int) and abs(value) < WIDEST) for value in values)
    return (
        pl.Series(name, values, dtype=pl.Int64)
        if whole
        else pl.Series(name, [None if v is None else float(v) for v in values])
    )


def _written(value: object) -> str:
    """Return a number in a column of text without the fraction of a whole one."""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _lost(name: str, marks: Counter[str]) -> str:
    told = ", ".join(
        f"'{mark}' ({count})" if mark else f"nothing ({count})" for mark, count in marks.most_common()
    )
    return f"In '{name}' taken for missing: {told}."


def _of_text(column: pl.Series, comma: bool) -> tuple[pl.Series, list[str]]:
    """Return a column of a text file as numbers, truth values or days where all that is known is one; what stands for missing in it is said.

    Parameters
    ----------
    column : polars.Series
        Its fields; empty ones are missing.
    comma : bool
        Whether numbers may have a decimal comma.
    """
    fields = column.str.strip_chars()
    missing = fields.is_in(list(MISSING))
    known = fields.filter(~missing)
    cleared = fields.set(missing, None)
    if known.is_empty():
        return pl.Series(column.name, [None] * len(column), dtype=pl.Float64), []
    commas = comma and bool(known.str.contains(f"^({DECIMAL_COMMA})$").any())
    number = f"^({NUMBER}|{DECIMAL_COMMA})$" if commas else f"^({NUMBER})$"
    if known.str.contains(number).all():
        marks = Counter(fields.filter(missing & ~fields.is_in(["", "NA"])).to_list())
        notes = [_lost(column.name, marks)] if marks else []
        notes += [f"Numbers in '{column.name}' have decimal commas."] if commas else []
        whole = known.str.contains(r"^[+-]?\d{1,18}$").all()
        return cleared.str.replace(",", ".", literal=True).cast(pl.Int64 if whole else pl.Float64), notes
    if known.str.to_lowercase().is_in(["true", "false"]).all():
        return cleared.str.to_lowercase() == "true", []
    if known.str.contains(f"^{DAY}$").all() and known.str.to_date("%Y-%m-%d", strict=False).null_count() == 0:
        return cleared.str.to_date("%Y-%m-%d"), []
    namibia = bool(known.str.contains("^[A-Z]{2}$").all())  # NA is a code among codes of two letters
    return column.set(fields == "" if namibia else fields.is_in(["", "NA"]), None), []


READERS: dict[str, Callable[[Path], OwnTable]] = {
    ".csv": _csv,
    ".tsv": _csv,
    ".parquet": _parquet,
    ".xlsx": _excel,
    ".dta": _stata,
    ".rds": _rds,
}
"""What reads a file, by the ending of its name."""
