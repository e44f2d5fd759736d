"""Editions of which one table was changed."""

import hashlib
import json

import polars as pl

import westphalia as wp
from tests.conftest import EDITION


def altered(folder, **changes):
    """Return the world of an edition whose named tables are what the functions make of them."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in EDITION.iterdir():
        if path.name != "MANIFEST.json":
            (folder / path.name).symlink_to(path)
    manifest = json.loads((EDITION / "MANIFEST.json").read_text(encoding="utf-8"))
    for name, change in changes.items():
        path = folder / f"{name}.parquet"
        path.unlink()
        change(pl.read_parquet(EDITION / path.name)).write_parquet(path)
        manifest["tables"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "MANIFEST.json").write_text(json.dumps(manifest), encoding="utf-8")
    return wp.load(folder)
