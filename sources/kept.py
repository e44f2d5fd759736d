"""Tables that take long to make: kept from the edition as long as what they are made from stays the same."""

from __future__ import annotations

import hashlib

import polars as pl

from westphalia.errors import BrokenEdition
from westphalia.record.manifest import SHIPPED, read_manifest


def fingerprint(version: int, *frames: pl.DataFrame) -> str:
    """Return a hash of frames and of the version of what is done with them.

    Examples
    --------
    >>> one = pl.DataFrame({"a": [1, 2]})
    >>> fingerprint(1, one) == fingerprint(1, one.clone()), fingerprint(1, one) == fingerprint(2, one)
    (True, False)
    """
    digest = hashlib.sha256(str(version).encode())
    for frame in frames:
        digest.update(frame.write_csv().encode())
    return digest.hexdigest()


def kept(table: str, made_from: str) -> pl.DataFrame | None:
    """Return the table of the edition when it was made from the same; else None."""
    try:
        manifest = read_manifest(SHIPPED)
        same = manifest.tables.get(table, {}).get("made_from") == made_from
        return pl.read_parquet(manifest.path(table)) if same else None
    except BrokenEdition:
        return None
