"""Panels in files and other programs, and their sources."""

from __future__ import annotations

import sys

import polars as pl
import pytest

from westphalia import panel
from westphalia.cli import run
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.record.world import load

WORLD = load()
ASKED = panel.dyad_years(WORLD, (2009, 2012), directed=False).add("disputes", "capabilities")


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_file_has_what_was_collected(tmp_path, kind):
    path = tmp_path / f"panel.{kind}"
    assert ASKED.sink(path) == ASKED.collect().shape
    read = pl.read_parquet(path) if kind == "parquet" else pl.read_csv(path, infer_schema_length=None)
    assert read.cast(pl.Float64).equals(ASKED.collect().cast(pl.Float64), null_equal=True)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_stata_keeps_values_missing_and_labels(tmp_path):
    pandas = pytest.importorskip("pandas")
    path = tmp_path / "panel.dta"
    ASKED.sink(path)
    with pandas.io.stata.StataReader(path) as reader:
        labels = reader.variable_labels()
        frame = reader.read()
    collected = ASKED.collect()
    assert labels["cinc1"].startswith("Composite Index")
    assert frame["gmlmidongoing"].isna().sum() == collected["gmlmidongoing"].null_count() > 0
    assert frame["cinc1"].tolist() == collected["cinc1"].to_list()


def test_pandas_keeps_whole_numbers_whole():
    pytest.importorskip("pandas")
    frame = ASKED.to_pandas()
    assert str(frame["gmlmidongoing"].dtype) == "Int8"
    assert frame["gmlmidongoing"].isna().sum() == ASKED.collect()["gmlmidongoing"].null_count()


def test_without_pandas_the_error_says_so(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(WestphaliaError, match="pip install pandas"):
        ASKED.to_pandas()
    with pytest.raises(WestphaliaError, match="pip install pandas"):
        ASKED.sink(tmp_path / "panel.dta")


def test_a_failed_write_leaves_what_stood_there(tmp_path, monkeypatch):
    path = tmp_path / "panel.csv"
    path.write_text("before")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pl.DataFrame, "write_csv", full)
    with pytest.raises(WestphaliaError, match="No space left"):
        ASKED.sink(path)
    assert path.read_text() == "before"
    assert len(list(tmp_path.iterdir())) == 1


def test_other_kinds_of_file_are_refused_with_those_known(tmp_path):
    with pytest.raises(NotUnderstood, match=r"\.parquet"):
        ASKED.sink(tmp_path / "panel.xlsx")


def test_only_what_was_used_is_cited():
    cited = {citation.id for citation in ASKED.cite()}
    assert "gml_mid_2_2_1" in cited
    assert "cow_mid_5" not in cited
    assert set(ASKED.versions()) == cited


class TestCommand:
    def test_a_panel_in_a_file(self, tmp_path, capfd):
        path = tmp_path / "dyads.parquet"
        status = run(
            [
                "panel",
                "dyad-year",
                "--years",
                "1913:1914",
                "--directed",
                "--add",
                "alliances,spells",
                "-o",
                str(path),
            ]
        )
        assert status == 0
        frame = pl.read_parquet(path)
        assert frame.equals(panel.dyad_years(WORLD, (1913, 1914)).add("alliances", "spells").collect())
        out, err = capfd.readouterr()
        assert out == ""
        assert f"{frame.height:,} rows" in err

    def test_filters_and_references(self, tmp_path, capfd):
        path = tmp_path / "relevant.csv"
        options = ["--filter", "politically-relevant", "--add", "contiguity", "--cite"]
        assert run(["panel", "dyad-year", "--years", "2017", *options, "-o", str(path)]) == 0
        out, err = capfd.readouterr()
        assert "contiguity not known" in err
        assert "Direct Contiguity" in out

    def test_an_unknown_addition_writes_nothing(self, tmp_path, capfd):
        path = tmp_path / "states.csv"
        assert (
            run(["panel", "state-year", "--years", "2000:2001", "--add", "capabilites", "-o", str(path)]) == 2
        )
        assert "Did you mean capabilities?" in capfd.readouterr().err
        assert not path.exists()

    def test_the_list_has_every_addition(self, capfd):
        assert run(["panel", "list", "--format", "csv"]) == 0
        assert len(capfd.readouterr().out.splitlines()) == len(panel.ADDITIONS) + 1
