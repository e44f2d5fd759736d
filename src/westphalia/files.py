"""Files: written whole or not at all, and read within bounds when anyone may have written them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from westphalia.errors import NotUnderstood, WestphaliaError


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a temporary file beside ``path`` to write, and move it there when the block ends without an error.

    It has the same ending as ``path`` and gets the permissions of the file that it replaces. Whatever happens, nothing is left half-written
    and what stood there before stays until the new file is whole.

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
    from tempfile import mkstemp

    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    handle, name = mkstemp(prefix=f".{target.name}.", suffix=target.suffix, dir=target.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def unwritable(path: Path, error: OSError) -> WestphaliaError:
    """Return the error that says why a file could not be written and what to do."""
    why = f"There is no folder {path.parent}" if not path.parent.exists() else error.strerror or str(error)
    return WestphaliaError(f"{path} cannot be written.", f"{why}.", "Name another file, or make room.")


LARGEST = 1_000_000
"""Bytes of a text that anyone may have written."""


def text_of(path: Path, do: str) -> str:
    """Return the text of a file that anyone may have written.

    Parameters
    ----------
    path : Path
        The file.
    do : str
        What to give instead, for the error.

    Raises
    ------
    NotUnderstood
        When it is not there, no regular file, larger than a megabyte, or not plain text in UTF-8.
    """
    try:
        if path.exists() and not path.is_file():
            kind = "a folder" if path.is_dir() else "not a regular file"
            raise NotUnderstood(f"{path} is {kind}.", "", do)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise NotUnderstood(f"{path} cannot be read.", f"{error.strerror}.", do) from None
    if len(data) > LARGEST:
        raise NotUnderstood(f"{path.name} is larger than a megabyte.", "", do)
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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
