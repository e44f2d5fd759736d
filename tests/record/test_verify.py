"""Every table against its declaration; and that a broken one is found."""

from __future__ import annotations

import hashlib
import shutil

import polars as pl
import pytest

import westphalia as wp
from westphalia.record.manifest import SHIPPED, read_manifest, write_manifest
from westphalia.record.verify import verify


def test_the_edition_is_whole(tmp_path):
    findings = list(verify(wp.load(user=tmp_path)))
    assert [finding for finding in findings if not finding.whole] == []
    manifest = wp.load().manifest
    assert len(findings) == len(manifest.tables) + len(manifest.results)


@pytest.fixture
def broken(tmp_path):
    """Return a function that changes the table warheads, hash and all, and returns what is found."""
    for name in ("MANIFEST.json", "warheads.parquet"):
        shutil.copy(SHIPPED / name, tmp_path / name)

    def change(frame):
        path = tmp_path / "warheads.parquet"
        frame.write_parquet(path)
        document = read_manifest(tmp_path).document
        document["tables"]["warheads"]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
        write_manifest(tmp_path, document)
        (finding,) = verify(wp.load(tmp_path, tmp_path / "own"), ["warheads"])
        return "; ".join(finding.faults)

    return change


def test_what_can_be_wrong(broken):
    frame = pl.read_parquet(SHIPPED / "warheads.parquet")
    assert broken(frame) == ""
    assert "583 rows where" in broken(frame.head(583))
    assert "the key ccode, year repeats" in broken(pl.concat([frame.head(583), frame.head(1)]))
    assert "columns ccode, year where" in broken(frame.drop("warheads"))
    assert "outside its bounds" in broken(frame.with_columns(-pl.col("warheads")))
    assert "is Int64, declared Int32" in broken(frame.with_columns(pl.col("warheads").cast(pl.Int64)))
    unknown = frame.with_columns(pl.when(pl.col("year") > 1950).then(pl.col("warheads")))
    assert "unknown values" in broken(unknown)


def test_a_missing_file(tmp_path):
    shutil.copy(SHIPPED / "MANIFEST.json", tmp_path)
    findings = list(verify(wp.load(tmp_path, tmp_path / "own")))
    assert all("cannot be read" in finding.faults[0] for finding in findings)
