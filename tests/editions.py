"""Editions like the one that ships, with something left out or changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polars as pl

import westphalia as wp
from tests.conftest import EDITION
from westphalia.record.manifest import read_manifest, write_manifest
from westphalia.record.world import World


def linked(folder: Path, without: Iterable[str] = ()) -> Path:
    """Fill a folder with links to the files of the edition and a manifest of its own; some results are left out of both."""
    document, without = read_manifest(EDITION).document, set(without)
    assert without <= set(document["results"])
    results = {name: entry for name, entry in document["results"].items() if name not in without}
    (folder / "model").mkdir(parents=True, exist_ok=True)
    for name in (*(f"{name}.parquet" for name in document["tables"]), *results):
        (folder / name).symlink_to(EDITION / name)
    write_manifest(folder, {**document, "results": results})
    return folder


def altered(folder: Path, **changes: Callable[[pl.DataFrame], pl.DataFrame]) -> World:
    """Return the world of an edition whose named tables are what the functions make of them."""
    tables: dict[str, Any] = dict(read_manifest(linked(folder)).document["tables"])
    for name, change in changes.items():
        path = folder / f"{name}.parquet"
        path.unlink()
        change(pl.read_parquet(EDITION / path.name)).write_parquet(path)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        tables[name] = {**tables[name], "sha256": digest, "bytes": path.stat().st_size}
    write_manifest(folder, {**read_manifest(folder).document, "tables": tables})
    return wp.load(folder)
