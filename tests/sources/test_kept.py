from __future__ import annotations

import json

import polars as pl

from sources import kept
from sources.kept import fingerprint


def test_a_table_is_kept_only_while_all_it_is_made_from_stays_the_same(monkeypatch, tmp_path):
    frame = pl.DataFrame({"a": [1, 2]})
    monkeypatch.setattr(kept, "SHIPPED", tmp_path)
    assert kept.kept("table", fingerprint(1, frame)) is None
    manifest = {"tables": {"table": {"made_from": fingerprint(1, frame)}}}
    (tmp_path / "MANIFEST.json").write_text(json.dumps(manifest))
    assert kept.kept("table", fingerprint(1, frame)) is None
    frame.write_parquet(tmp_path / "table.parquet")
    assert kept.kept("table", fingerprint(1, frame)).equals(frame)
    assert kept.kept("table", fingerprint(2, frame)) is None
    assert kept.kept("table", fingerprint(1, frame.with_columns(a=pl.col("a") + 1))) is None
