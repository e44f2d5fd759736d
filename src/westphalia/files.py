"""Files that are whole or not there: written beside their place and moved when they are finished."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from westphalia.errors import WestphaliaError


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
    >>> target = Path(tempfile.mkdtemp()) / "answer.txt"
    >>> with whole(target) as temporary:
    ...     _ = temporary.write_text("42")
    >>> target.read_text()
    '42'
    """
    target = path.resolve()
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied")
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=target.suffix, dir=target.parent)
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


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
