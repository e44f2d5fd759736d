"""Files: written whole or not at all, together where they belong together, and read within bounds when anyone may have written them."""

from __future__ import annotations

import errno
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from westphalia.errors import NotUnderstood, WestphaliaError, shortened
from westphalia.lazy import pl

if TYPE_CHECKING:
    Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)

TEMPORARY = ".westphalia-"
"""What the names of temporary files and folders begin with."""
ENDING = 12
"""Longest ending of a name that a temporary name takes over."""


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a temporary file beside ``path`` to write, and move it there when the block ends without an error.

    It has the same ending as ``path`` and gets the permissions of the file that it replaces, or those that the system gives a new one. Whatever
    happens, nothing is left half-written and what stood there before stays until the new file is whole and on the disk.

    Raises
    ------
    OSError
        When the file cannot be written (see :func:`unwritable` for the error a person reads).

    Examples
    --------
    >>> from tempfile import mkdtemp
    >>> target = Path(mkdtemp()) / "answer.txt"
    >>> with whole(target) as temporary:
    ...     _ = temporary.write_text("42")
    >>> target.read_text()
    '42'
    """
    with together(path) as (temporary,):
        yield temporary


@contextmanager
def together(*paths: Path) -> Iterator[tuple[Path, ...]]:
    """Give a temporary file for each of some paths, and when all are whole move them there one right after the other.

    As for :func:`whole`; no system moves several in one step, so the one that the others go with comes last.
    """
    targets = [resolved(path) for path in paths]
    made: list[Path] = []
    try:
        made.extend(_fresh(target) for target in targets)
        yield tuple(made)
        for temporary, target in zip(made, targets, strict=True):
            if target.exists():
                temporary.chmod(target.stat().st_mode & 0o7777)
            synced(temporary)
        for temporary, target in zip(made, targets, strict=True):
            temporary.replace(target)
        for parent in {target.parent for target in targets}:
            synced(parent)
    finally:
        for temporary in made:
            temporary.unlink(missing_ok=True)


@contextmanager
def folder(path: Path) -> Iterator[Path]:
    """Give a temporary folder beside ``path`` to fill, and move it there when the block ends without an error; an empty folder there gives way.

    Raises
    ------
    OSError
        When it cannot be written.
    """
    target = resolved(path)
    temporary = target.parent / _name()
    temporary.mkdir()
    try:
        yield temporary
        for each in temporary.iterdir():
            synced(each)
        synced(temporary)
        if target.is_dir():
            temporary.chmod(target.stat().st_mode & 0o7777)
            target.rmdir()
        temporary.replace(target)
        synced(target.parent)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def resolved(path: Path) -> Path:
    """Return where a path leads.

    Raises
    ------
    OSError
        When it leads nowhere: a name that no file can have, a loop of links, a folder that is not there, a file that may not be replaced.
    """
    try:
        os.fsencode(path)
        if "\0" in str(path):
            raise OSError(errno.EINVAL, "Its name has a zero byte", str(path))
        target = path.resolve()
        there = target.exists()
    except UnicodeEncodeError:
        raise OSError(errno.EINVAL, "Its name is no text", str(path)) from None
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None
    if there and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    if target.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))
    return target


def check(*paths: Path) -> None:
    """Fail early when a file cannot be written where a path leads.

    Raises
    ------
    WestphaliaError
        As the writing would.
    """
    for path in paths:
        try:
            if not resolved(path).parent.is_dir():
                raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        except OSError as error:
            raise unwritable(path, error) from None


def synced(path: Path) -> None:
    """Wait until a file or folder is on the disk, where the system can tell of folders."""
    try:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError:
        if not path.is_dir():
            raise


def _fresh(target: Path) -> Path:
    """Return a new file beside one: with the permissions of any new file, or for its writer alone where there is one to take them from."""
    ending = target.suffix if len(os.fsencode(target.suffix)) <= ENDING else ""
    temporary = target.parent / f"{_name()}{ending}"
    mode = 0o600 if target.exists() else 0o666
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    return temporary


def _name() -> str:
    return f"{TEMPORARY}{os.urandom(6).hex()}"


def unwritable(path: Path, error: OSError) -> WestphaliaError:
    """Return the error that says why a file could not be written and what to do."""
    told = Path(error.filename) if isinstance(error.filename, str) else path
    if told.name.startswith(TEMPORARY) or told.parent != path.parent:
        told = path
    if not os.path.exists(path.parent):  # noqa: PTH110 - of a name that no file can have it says no
        why = f"There is no folder {shortened(str(path.parent), LONG)}"
    else:
        why = error.strerror or str(error)
    return WestphaliaError(
        f"{shortened(str(told), LONG)} cannot be written.", f"{why}.", "Name another file, or make room."
    )


LONG = 300
"""Characters of a path that an error repeats."""
NUMBER = r"(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"
"""A number after its sign, to the end of a text."""
FORMULA = re.compile(rf"[=@\t\r]|[+-](?!{NUMBER})")
"""How a text begins that a spreadsheet would compute: a sign that is not that of a number is one."""


def harmless(text: str) -> str:
    """Return a text for a cell of a CSV file so that no spreadsheet takes it for a formula: with an apostrophe before it where it would.

    Examples
    --------
    >>> harmless("=1+1"), harmless("-cmd"), harmless("-0.5"), harmless("Iran")
    ("'=1+1", "'-cmd", '-0.5', 'Iran')
    """
    return f"'{text}" if FORMULA.match(text) else text


def harmless_frame(frame: Frame) -> Frame:
    """Return a frame to be written as CSV, with its texts as :func:`harmless` has them; numbers stay as they are.

    Examples
    --------
    >>> import polars as pl
    >>> harmless_frame(pl.DataFrame({"text": ["=1+1", "a"], "number": [-1, 2]})).rows()
    [("'=1+1", -1), ('a', 2)]
    """

    def told(name: str) -> pl.Expr:
        text = pl.col(name)
        number = text.str.contains(f"^[+-]{NUMBER}")
        formula = text.str.contains(r"^[=@\t\r+-]") & ~number
        return pl.when(formula).then(pl.lit("'") + text).otherwise(text).alias(name)

    return frame.with_columns(
        told(name) for name, kind in frame.collect_schema().items() if kind == pl.String
    )


LARGEST = 1_000_000
"""Bytes of a text that anyone may have written."""


def text_of(path: Path, do: str, largest: int = LARGEST) -> str:
    """Return the text of a file that anyone may have written.

    Parameters
    ----------
    path : Path
        The file.
    do : str
        What to give instead, for the error.
    largest : int
        Bytes that it may have: a megabyte, or more.

    Raises
    ------
    NotUnderstood
        When it is not there, no regular file, larger than that, or not plain text in UTF-8.
    """
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise NotUnderstood(f"{path} is {kind}.", "", do)
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "No file can have this name"
        raise NotUnderstood(f"{shortened(str(path), LONG)} cannot be read.", f"{why}.", do) from None
    if len(data) > largest:
        size = "a megabyte" if largest == LARGEST else f"{largest // LARGEST} megabytes"
        raise NotUnderstood(f"{path.name} is larger than {size}.", "", do)
    why = "It has zero bytes." if b"\0" in data else ""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, why = "", why or f"The byte at {error.start:,} is not UTF-8."
    if not why and any(ord(each) < 32 and each not in "\t\n\r\f\v" for each in text):
        why = "It has control characters."
    if why:
        raise NotUnderstood(f"{path.name} is not plain text.", why, do)
    return text
