"""What stops a build: columns, types, bounds, keys, strangers, and a source that shrank."""

from __future__ import annotations

import polars as pl
import pytest

from sources import build as workshop
from sources.registry import Recipe
from sources.source import Built, Inputs, Source
from sources.validate import shaped
from westphalia.record.schema import Column, Table, Timing, ccode, year

TABLE = Table(
    name="sample",
    title="Sample",
    description="One row per state and year.",
    columns=(
        ccode(),
        year(),
        Column("share", "float64", "A share", "share", null=True, minimum=0, maximum=1),
        Column("kind", "str", "A kind", values=("a", "b")),
    ),
    key=("ccode", "year"),
    timing=Timing("year"),
    minimum_rows=2,
    state=("ccode",),
)
GOOD = pl.DataFrame(
    {"year": [2000, 1999], "ccode": [365, 2], "kind": ["a", "b"], "share": [0.5, float("nan")]}
)


def test_a_good_frame_is_cast_ordered_and_sorted():
    frame = shaped(GOOD, TABLE)
    assert frame.columns == ["ccode", "year", "share", "kind"]
    assert frame.rows() == [(2, 1999, None, "b"), (365, 2000, 0.5, "a")]
    assert frame.schema["ccode"] == pl.Int16


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (GOOD.drop("kind"), "missing"),
        (GOOD.with_columns(extra=1), "extra"),
        (GOOD.head(1), "did a source shrink"),
        (pl.concat([GOOD, GOOD]), "repeats"),
        (GOOD.with_columns(ccode=3), "no state"),
        (GOOD.with_columns(share=1.5), "outside their declaration"),
        (GOOD.with_columns(kind=pl.lit("c")), "outside their declaration"),
        (GOOD.with_columns(kind=pl.lit(None, dtype=pl.String)), "outside their declaration"),
    ],
)
def test_a_bad_frame_stops_the_build(frame, message):
    if message == "no state":
        frame = frame.with_columns(ccode=pl.Series([3, 2]))
    with pytest.raises(ValueError, match=message):
        shaped(frame, TABLE)


def test_a_code_that_does_not_fit_its_type_stops_the_build():
    with pytest.raises(pl.exceptions.InvalidOperationError):
        shaped(GOOD.with_columns(year=100_000), TABLE)


def test_a_failed_build_leaves_the_old_edition_alone(tmp_path, monkeypatch):
    """Nothing half-written: the files of before are there to the byte."""
    folder = tmp_path / "edition"
    folder.mkdir()
    (folder / "MANIFEST.json").write_text("old")
    (folder / "capabilities.parquet").write_bytes(b"old")

    def broken(inputs):
        return Built(pl.DataFrame({"ccode": [2]}), 1)

    recipe = Recipe("capabilities", (Source("s", "f", (), "", "", "", "", "open"),), broken)
    monkeypatch.setattr(workshop, "recipes", lambda: {"capabilities": recipe})
    monkeypatch.setattr(workshop, "declared", lambda: {"capabilities": TABLE})
    with pytest.raises(ValueError, match="missing"):
        workshop.build(tmp_path, folder)
    assert (folder / "MANIFEST.json").read_text() == "old"
    assert (folder / "capabilities.parquet").read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["edition"]


def test_an_undeclared_file_is_not_read(tmp_path):
    with pytest.raises(ValueError, match="does not declare"):
        Inputs(tmp_path).file(Source("s", "f", ("a.csv",), "", "", "", "", "open"), "b.csv")
