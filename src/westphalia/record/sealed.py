"""Files that prove that they are whole: a document with the SHA-256 of its own content, and any file against a known one."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

_HEAD = re.compile(rb'\{\n "sha256": "([0-9a-f]{64})",\n')
_WHOLE: dict[tuple[Path, str], tuple[int, int, int]] = {}
"""Files found whole in this process, as they were on the disk then."""


def sealed(document: dict[str, Any]) -> bytes:
    """Return a document as JSON whose first entry is the SHA-256 of all bytes after it.

    Examples
    --------
    >>> opened(sealed({"answer": 42}))["answer"]
    42
    """
    rest = json.dumps(
        {name: value for name, value in document.items() if name != "sha256"}, indent=1, ensure_ascii=False
    )
    body = rest.removeprefix("{\n").encode() + b"\n"
    return b'{\n "sha256": "' + hashlib.sha256(body).hexdigest().encode() + b'",\n' + body


def opened(raw: bytes) -> dict[str, Any]:
    """Return the document of such bytes.

    Raises
    ------
    ValueError
        When any of them was changed, added or lost.

    Examples
    --------
    >>> opened(sealed({"answer": 42}).replace(b"42", b"43"))
    Traceback (most recent call last):
    ValueError: not the document that was sealed
    """
    head = _HEAD.match(raw)
    if head is None or hashlib.sha256(raw[head.end() :]).hexdigest().encode() != head.group(1):
        raise ValueError("not the document that was sealed")
    document: dict[str, Any] = json.loads(raw)
    return document


def whole(path: Path, sha256: str) -> bool:
    """Return whether a file has a SHA-256; it is read once in a process, and again only when it was written anew.

    Raises
    ------
    OSError
        When it is missing or cannot be read.
    """
    stat = path.stat()
    mark = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
    if _WHOLE.get((path, sha256)) == mark:
        return True
    if hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
        return False
    _WHOLE[path, sha256] = mark
    return True
