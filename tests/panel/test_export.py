"""Panels in files and other programs, and their sources."""

from __future__ import annotations

import gzip
import io
import json
import re
import struct
import sys
from dataclasses import dataclass, field
from datetime import date

import polars as pl
import pytest

from westphalia import panel
from westphalia.cli import run
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.panel import stata
from westphalia.panel.blocks import blocks
from westphalia.panel.codebook import YES_NO, codebook, codes
from westphalia.panel.readers import STATE_YEARS
from westphalia.record.frames import to_pandas
from westphalia.record.world import load

WORLD = load()
ASKED = panel.dyad_years(WORLD, (2009, 2012), directed=False).add("disputes", "capabilities")
CODED = (
    panel.dyad_years(WORLD, (2008, 2019), directed=False)
    .filter(politically_relevant=True)
    .add("disputes", "dispute-details", "contiguity", "nuclear", "majors")
    .add("capabilities", "ideal-points", carry="last")
)


EXOTIC = pl.DataFrame(
    {
        "ccode": pl.Series([2, 200, 365], dtype=pl.Int16),
        "year": pl.Series([1990, 1991, 1992], dtype=pl.Int16),
        "i8": pl.Series([-128, None, 127], dtype=pl.Int8),
        "i16": pl.Series([-32768, None, 32767], dtype=pl.Int16),
        "i32": pl.Series([-(2**31), None, 2**31 - 1], dtype=pl.Int32),
        "i64": pl.Series([1 - 2**53, None, 2**53 - 1], dtype=pl.Int64),
        "u32": pl.Series([0, None, 2**32 - 1], dtype=pl.UInt32),
        "f32": pl.Series([0.1, None, -3.4e37], dtype=pl.Float32),
        "f64": pl.Series([0.1, None, 1e-300], dtype=pl.Float64),
        "zero": pl.Series([0, None, 0], dtype=pl.Int8),
        "truth": [True, None, False],
        "text": ['Åland; Türkiye, "北京"', None, "two\nlines"],
        "longer": ["é" * 3000, None, "x"],
        "day": [date(1816, 1, 1), None, date(2025, 12, 31)],
        "nothing": pl.Series([None, None, None], dtype=pl.Float64),
        "all_known": pl.Series([1, 2, 3], dtype=pl.Int8),
    }
)


@dataclass(frozen=True)
class Held(panel.Panel):
    """A panel with the columns of a frame."""

    frame: pl.DataFrame = field(default_factory=pl.DataFrame)

    def collect(self):
        return self.frame


def held(frame):
    return Held(WORLD, (1990, 1992), STATE_YEARS, frame=frame)


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_file_has_what_was_collected(tmp_path, kind):
    path = tmp_path / f"panel.{kind}"
    collected = ASKED.collect()
    assert ASKED.sink(path) == collected.shape
    read = pl.read_parquet(path) if kind == "parquet" else pl.read_csv(path, schema=collected.schema)
    assert read.equals(collected, null_equal=True)
    assert read.schema == collected.schema
    beside = ["panel.codebook.csv"] if kind == "csv" else []
    assert sorted(each.name for each in tmp_path.iterdir()) == [*beside, path.name]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_types_and_missing_survive(tmp_path, kind):
    path = tmp_path / f"exotic.{kind}"
    frame = EXOTIC.with_columns(pl.Series("blank", ["", None, "x"]))
    held(frame).sink(path)
    read = pl.read_parquet(path) if kind == "parquet" else pl.read_csv(path, schema=frame.schema)
    assert read.schema == frame.schema
    assert read.equals(frame, null_equal=True)


class TestParquet:
    def test_it_says_what_it_is(self, tmp_path):
        ASKED.sink(tmp_path / "panel.parquet")
        told = pl.read_parquet_metadata(tmp_path / "panel.parquet")
        what = json.loads(told["westphalia"])
        assert what["edition"] == WORLD.stamp()["edition"]
        assert (what["rows"], what["directed"], what["years"]) == ("dyad-years", False, [2009, 2012])
        sources = {each["id"]: each for each in json.loads(told["westphalia.sources"])}
        assert set(sources) == {citation.id for citation in ASKED.cite()}
        assert all(each["citation"] and each["terms"] for each in sources.values())
        columns = {each["column"]: each for each in json.loads(told["westphalia.columns"])}
        assert list(columns) == ASKED.collect().columns
        assert columns["cinc1"]["description"].startswith("Composite Index")
        assert columns["gmlmidongoing"]["last"] == 2010


class TestCodebook:
    def test_every_column_has_a_row(self, tmp_path):
        CODED.sink(tmp_path / "panel.csv")
        read = pl.read_csv(tmp_path / "panel.codebook.csv")
        frame = CODED.collect()
        assert read["column"].to_list() == frame.columns
        assert read["type"].to_list() == [str(kind) for kind in frame.dtypes]
        assert read["description"].null_count() == 0
        rows = {row["column"]: row for row in read.to_dicts()}
        assert rows["nuclear2"]["values"] == "0 none; 1 considers; 2 pursues; 3 has nuclear weapons"
        assert rows["nuclear1"]["description"].endswith("(first state)")
        assert rows["gmlmidonset"]["values"] == "0 no; 1 yes"
        assert rows["capabilities_observed"]["description"].startswith("Year that the values are from")
        assert rows["cinc1"]["values"] is None

    def test_coded_values_are_all_explained(self):
        known = codes(CODED)
        assert {"conttype", "nuclear1", "cowmaj2", "gmlmidongoing", "hostlev", "fatality"} <= set(known)
        disputes = panel.dispute_dyad_years(WORLD, (1816, 2014))
        assert {"fatality2", "hostlev1", "revtype11", "revstate2", "orig1", "kept"} <= set(codes(disputes))
        states = panel.state_years(WORLD, (1946, 2020))
        states = states.add("protests", "ucdp-conflicts", "civil-wars", "lead", "regimes", "nuclear")
        assert codes(states)["protests_largest"][6] == "more than 10,000"
        for each in (CODED, disputes, states):
            frame = each.collect()
            for name, meaning in codes(each).items():
                found = set(frame[name].drop_nulls().unique())
                assert found, name
                assert found <= set(meaning), name

    def test_a_column_of_ones_own_has_no_description(self):
        book = codebook(held(EXOTIC), EXOTIC)
        assert book.filter(column="text")["description"].to_list() == [None]
        assert book.filter(column="ccode")["description"].to_list() == ["Correlates of War code of the state"]


class TestStata:
    def read(self, path):
        pandas = pytest.importorskip("pandas")
        with pandas.io.stata.StataReader(path) as reader:
            frame = reader.read(convert_categoricals=False)  # long texts are read only when this comes first
            return reader.variable_labels(), reader.value_labels(), frame

    def test_types_and_missing_survive(self, tmp_path):
        held(EXOTIC).sink(tmp_path / "exotic.dta")
        _, _, read = self.read(tmp_path / "exotic.dta")
        assert list(read.columns) == EXOTIC.columns
        for series in EXOTIC:
            back = read[series.name]
            if series.dtype == pl.String:
                assert back.tolist() == series.fill_null("").to_list()
                continue
            assert back.isna().tolist() == series.is_null().to_list(), series.name
            values = back.dropna().tolist()
            if series.dtype == pl.Date:
                values = [value.date() for value in values]
            assert values == series.drop_nulls().to_list(), series.name

    def test_a_panel_with_its_labels(self, tmp_path):
        CODED.sink(tmp_path / "panel.dta")
        labels, values, read = self.read(tmp_path / "panel.dta")
        collected = CODED.collect()
        for series in collected:
            assert read[series.name].isna().sum() == series.null_count(), series.name
            assert read[series.name].dropna().tolist() == series.drop_nulls().to_list(), series.name
        assert set(labels) == set(collected.columns)
        assert all(0 < len(text) <= 80 for text in labels.values())
        assert labels["cinc1"] == "Composite Index of National Capability, share of the world (first state)"
        told = {name: {int(k): v for k, v in each.items()} for name, each in values.items()}
        assert told == {name: each for name, each in codes(CODED).items() if each != YES_NO}

    def test_outcomes_are_numbers_for_pandas_as_it_reads_by_default(self, tmp_path):
        pandas = pytest.importorskip("pandas")
        CODED.sink(tmp_path / "panel.dta")
        read = pandas.read_stata(tmp_path / "panel.dta")
        assert read["gmlmidonset"].dropna().isin([0, 1]).all()
        assert str(read["conttype"].dtype) == "category"

    def test_the_same_panel_is_the_same_file(self, tmp_path):
        for name in ("a.dta", "b.dta", "a.rds", "b.rds"):
            ASKED.sink(tmp_path / name)
        assert (tmp_path / "a.dta").read_bytes() == (tmp_path / "b.dta").read_bytes()
        assert (tmp_path / "a.rds").read_bytes() == (tmp_path / "b.rds").read_bytes()

    @pytest.mark.parametrize("name", ["x" * 33, "2nd", "a b", "a-b", "if", "str12", "_n"])
    def test_a_name_that_stata_refuses_is_an_error(self, tmp_path, name):
        with pytest.raises(NotUnderstood, match=re.escape(name)):
            held(EXOTIC.rename({"text": name})).sink(tmp_path / "exotic.dta")
        assert not list(tmp_path.iterdir())

    def test_stata_accepts_every_column_that_can_be_added(self):
        for each in panel.ADDITIONS.values():
            for dyads in (True, False):
                stata.names(each.columns(dyads))

    def test_an_empty_text_is_not_a_missing_one(self, tmp_path):
        with pytest.raises(WestphaliaError, match="empty texts and nulls"):
            held(EXOTIC.with_columns(pl.Series("text", ["", None, "x"]))).sink(tmp_path / "exotic.dta")


class TestR:
    def test_types_and_missing_survive(self, tmp_path):
        held(EXOTIC).sink(tmp_path / "exotic.rds")
        columns, _ = rds_read(tmp_path / "exotic.rds")
        assert list(columns) == EXOTIC.columns
        for series in EXOTIC:
            kind, values, told = columns[series.name]
            expected = series.to_list()
            if series.dtype == pl.Date:
                assert told["class"] == ["Date"]
                expected = [None if day is None else float((day - date(1970, 1, 1)).days) for day in expected]
            assert values == expected, series.name
            assert kind == R_KINDS.get(series.name, "double"), series.name

    def test_a_panel_with_its_labels(self, tmp_path):
        CODED.sink(tmp_path / "panel.rds")
        columns, told = rds_read(tmp_path / "panel.rds")
        collected = CODED.collect()
        for series in collected:
            kind, values, labels = columns[series.name]
            assert kind == ("integer" if series.dtype.is_integer() else "double")
            assert values == series.to_list(), series.name
            assert labels["label"], series.name
        assert columns["nuclear1"][2]["labels"] == {
            "none": 0,
            "considers": 1,
            "pursues": 2,
            "has nuclear weapons": 3,
        }
        assert told["class"] == ["data.frame"]
        assert told["row.names"] == [None, -collected.height]
        assert json.loads(told["westphalia"][0])["edition"] == WORLD.stamp()["edition"]

    def test_a_reader_of_others_reads_the_same(self, tmp_path):
        pyreadr = pytest.importorskip("pyreadr")
        held(EXOTIC).sink(tmp_path / "exotic.rds")
        read = pyreadr.read_r(tmp_path / "exotic.rds")[None]
        assert list(read.columns) == EXOTIC.columns
        for series in EXOTIC:
            back = read[series.name]
            assert back.isna().tolist() == series.is_null().to_list(), series.name
            assert back.dropna().tolist() == series.drop_nulls().to_list(), series.name

    def test_numbers_that_r_would_round_are_an_error(self, tmp_path):
        large = EXOTIC.with_columns(pl.Series("i64", [1, None, 2**53]))
        for kind in ("rds", "dta"):
            with pytest.raises(WestphaliaError, match=r"i64 .*would round"):
                held(large).sink(tmp_path / f"large.{kind}")
        held(large).sink(tmp_path / "large.parquet")
        assert pl.read_parquet(tmp_path / "large.parquet")["i64"].to_list() == [1, None, 2**53]

    def test_types_that_r_has_not_are_an_error(self, tmp_path):
        with pytest.raises(WestphaliaError, match=r"no type for when \(Datetime"):
            held(EXOTIC.with_columns(pl.col("day").cast(pl.Datetime).alias("when"))).sink(tmp_path / "x.rds")

    def test_categories_are_texts(self, tmp_path):
        frame = EXOTIC.with_columns(pl.Series("text", ["a", None, "b"], dtype=pl.Categorical))
        held(frame).sink(tmp_path / "x.rds")
        assert rds_read(tmp_path / "x.rds")[0]["text"][:2] == ("character", ["a", None, "b"])


R_KINDS = {
    **dict.fromkeys(("ccode", "year", "i8", "i16", "zero", "all_known"), "integer"),
    **dict.fromkeys(("text", "longer"), "character"),
    "truth": "logical",
}
"""Type in R of each exotic column; those of 32 bits and more are double where R's integer cannot hold them."""


def rds_read(path):  # noqa: C901 - a format has many cases
    """Read a data frame in R's serialization: columns as (type, values, attributes), and attributes of the whole."""
    data = io.BytesIO(gzip.decompress(path.read_bytes()))
    assert data.read(2) == b"X\n"
    symbols = []

    def number(form=">i"):
        return struct.unpack(form, data.read(struct.calcsize(form)))[0]

    def text():
        number()
        size = number()
        return None if size < 0 else data.read(size).decode("utf-8")

    def tag():
        flags = number()
        if flags & 0xFF == 0xFF:
            return symbols[(flags >> 8) - 1]
        symbols.append(text())
        return symbols[-1]

    def attributes():
        found = {}
        while number() & 0xFF == 2:
            name = tag()
            found[name] = item()
        return {name: value[1] if isinstance(value, tuple) else value for name, value in found.items()}

    def item():
        flags = number()
        size = number()
        kind = {10: "logical", 13: "integer", 14: "double", 16: "character", 19: "list"}[flags & 0xFF]
        if kind == "list":
            values = [item() for _ in range(size)]
        elif kind == "character":
            values = [text() for _ in range(size)]
        elif kind == "double":
            bits = [number(">Q") for _ in range(size)]
            values = [
                None if each == 0x7FF00000000007A2 else struct.unpack(">d", struct.pack(">Q", each))[0]
                for each in bits
            ]
        else:
            values = [None if (each := number()) == -(2**31) else each for _ in range(size)]
            values = [None if v is None else bool(v) for v in values] if kind == "logical" else values
        told = attributes() if flags & 0x200 else {}
        if kind == "integer" and "names" in told:
            return dict(zip(told["names"], values, strict=True))
        return (kind, values, told)

    assert [number(), number() >> 16, number() >> 16] == [2, 4, 2]
    _, columns, told = item()
    assert not data.read()
    return dict(zip(told["names"], columns, strict=True)), told


def test_pandas_gets_what_formulas_take():
    pytest.importorskip("pandas")
    collected, frame, nullable = ASKED.collect(), ASKED.to_pandas(), ASKED.to_pandas(nullable=True)
    assert {str(frame[name].dtype) for name in ("ccode1", "year")} == {"int64"}
    assert [str(each["gmlmidongoing"].dtype) for each in (frame, nullable)] == ["float64", "Int64"]
    for each in (frame, nullable):
        for series in collected:
            assert each[series.name].isna().sum() == series.null_count(), series.name
            assert each[series.name].dropna().tolist() == series.drop_nulls().to_list(), series.name


def test_truth_values_and_numbers_that_a_fraction_would_round():
    pytest.importorskip("pandas")
    flags, large = [True, None, False], [2**53 + 1, None, 0]
    frame = pl.DataFrame({"flag": flags, "large": large, "known": [True, False, True]})
    made, nullable = to_pandas(frame), to_pandas(frame, nullable=True)
    assert {name: str(kind) for name, kind in made.dtypes.items()} == {
        "flag": "float64",
        "large": "Int64",
        "known": "bool",
    }
    assert (str(nullable["flag"].dtype), made["large"][0]) == ("boolean", 2**53 + 1)


@pytest.mark.parametrize(
    "ending", ["collect", "lazy", "pandas", "parquet", "csv", "dta", "rds", "draws", "blocks"]
)
def test_arithmetic_on_keys_does_not_wrap_whatever_the_form(ending, tmp_path):
    asked = panel.dyad_years(WORLD, (2009, 2009), directed=False).add("capabilities", "democracy")
    path = tmp_path / f"panel.{ending}"
    if ending in ("parquet", "csv", "dta", "rds"):
        asked.sink(path)
    read = {
        "collect": asked.collect,
        "lazy": lambda: asked.lazy().collect(),
        "pandas": asked.to_pandas,
        "parquet": lambda: pl.read_parquet(path),
        "csv": lambda: pl.read_csv(path),
        "dta": lambda: pytest.importorskip("pandas").read_stata(path),
        "rds": lambda: next(iter(pytest.importorskip("pyreadr").read_r(path).values())),
        "draws": lambda: asked.add("gdp").draws(1).collect(),
        "blocks": lambda: next(iter(blocks(asked))),
    }[ending]()
    one, two, score = (read[name] for name in ("ccode1", "ccode2", "polity21"))
    assert len(set((one * 1000 + two).to_list())) == len(read)
    assert int(((score + 10) ** 3).max()) == 8000


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
        ASKED.sink(tmp_path / "panel.ods")


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
