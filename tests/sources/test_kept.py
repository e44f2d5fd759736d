from __future__ import annotations

import hashlib

import polars as pl

from sources import kept
from sources.kept import fingerprint
from westphalia.record.manifest import read_manifest, write_manifest


def test_a_table_is_kept_only_while_all_it_is_made_from_stays_the_same(monkeypatch, tmp_path):
    frame = pl.DataFrame({"a": [1, 2]})
    monkeypatch.setattr(kept, "SHIPPED", tmp_path)
    assert kept.kept("warheads", fingerprint(1, frame)) is None
    frame.write_parquet(tmp_path / "warheads.parquet")
    digest = hashlib.sha256((tmp_path / "warheads.parquet").read_bytes()).hexdigest()
    document = read_manifest().document
    entry = {**document["tables"]["warheads"], "sha256": digest, "made_from": fingerprint(1, frame)}
    write_manifest(tmp_path, {**document, "tables": {"warheads": entry}})
    assert kept.kept("warheads", fingerprint(1, frame)).equals(frame)
    assert kept.kept("warheads", fingerprint(2, frame)) is None
    assert kept.kept("warheads", fingerprint(1, frame.with_columns(a=pl.col("a") + 1))) is None
    (tmp_path / "warheads.parquet").write_bytes(b"damaged")
    assert kept.kept("warheads", fingerprint(1, frame)) is None
