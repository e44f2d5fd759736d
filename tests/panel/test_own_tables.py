"""Tables from elsewhere: every usual kind of file and frame is read, or refused by name."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from tests.panel.test_kinds import KINDS
from westphalia import panel
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.panel.export import KINDS as ENDINGS
from westphalia.panel.own_tables import MISSING, READERS, as_table, read
from westphalia.record.world import load

WORLD = load()


def column(frame, name="x"):
    return as_table(frame).frame.collect()[name]


def written(tmp_path, text, name="t.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class TestText:
    @pytest.mark.parametrize("mark", sorted(MISSING - {""}))
    def test_a_mark_for_missing_among_numbers_is_missing_and_said(self, tmp_path, mark):
        table = read(written(tmp_path, f"ccode,x\n2,1.5\n20,{mark}\n"))
        assert table.frame.collect()["x"].to_list() == [1.5, None]
        assert ("taken for missing" in " ".join(table.notes)) == (mark != "NA")

    def test_in_a_column_of_words_only_what_r_writes_is(self, tmp_path):
        frame = read(written(tmp_path, "a,b\nx,US\n-,NA\nNA,GB\n,\n")).frame.collect()
        assert frame["a"].to_list() == ["x", "-", None, None]
        assert frame["b"].to_list() == ["US", "NA", "GB", None]

    def test_semicolons_and_decimal_commas(self, tmp_path):
        table = read(written(tmp_path, 'ccode;year;x;who\n2;2000;1,5;"a;b"\n20;2000;..;c\n'))
        assert table.frame.collect().rows() == [(2, 2000, 1.5, "a;b"), (20, 2000, None, "c")]
        assert "semicolons (;)" in table.notes[0]
        assert any("decimal commas" in note for note in table.notes)

    def test_tabs_marks_and_utf_16(self, tmp_path):
        for raw in (
            "a\tb\n1\tñ\n".encode(),
            "a\tb\n1\tñ\n".encode("utf-8-sig"),
            "a\tb\n1\tñ\n".encode("utf-16"),
        ):
            assert read(written(tmp_path, raw, "t.tsv")).frame.collect().rows() == [(1, "ñ")]

    def test_other_encodings_are_told_what_to_do(self, tmp_path):
        with pytest.raises(
            NotUnderstood,
            match=r"not in UTF-8: line 2 has the byte 0xf4 \('ô' in Latin-1\).*Save it again as UTF-8",
        ):
            read(written(tmp_path, "name,x\nCôte d'Ivoire,1\n".encode("latin-1")))

    def test_numbers_days_and_truth(self, tmp_path):
        frame = read(
            written(tmp_path, "a,b,c,d,e\n1,1e3,2000-02-29,TRUE,007\n-2,.5,2001-01-01,false,8\n")
        ).frame.collect()
        assert frame.dtypes == [pl.Int64, pl.Float64, pl.Date, pl.Boolean, pl.Int64]
        assert read(written(tmp_path, "a\n2000-02-30\n")).frame.collect().dtypes == [pl.String]
        assert read(written(tmp_path, "a\n99999999999999999999\n")).frame.collect().dtypes == [pl.Float64]

    def test_names_that_stand_twice_or_are_none(self, tmp_path):
        with pytest.raises(NotUnderstood, match="stand twice: 'x'"):
            read(written(tmp_path, "ccode,x,x\n2,1,2\n"))
        with pytest.raises(NotUnderstood, match="has no name"):
            read(written(tmp_path, "ccode,,x\n2,1,2\n"))
        assert read(written(tmp_path, " ccode , x\n2,1\n")).frame.collect().columns == ["ccode", "x"]

    def test_lines_of_other_lengths(self, tmp_path):
        with pytest.raises(NotUnderstood, match="as many fields as the first"):
            read(written(tmp_path, "a,b\n1,2,3\n"))


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize("raw", [b"", b"\x00\x01\x02\xff\xfe", b"PK\x03\x04broken", b"no table at all\x80"])
def test_what_cannot_be_read_is_an_error_of_ours(tmp_path, ending, raw):
    pytest.importorskip("pandas")
    try:
        read(written(tmp_path, raw, f"t{ending}")).frame.collect()
    except WestphaliaError as error:
        assert f"t{ending}" in str(error)  # noqa: PT017


class TestFrames:
    pandas = pytest.importorskip("pandas")

    @pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
    def test_days_of_any_unit(self, unit):
        frame = self.pandas.DataFrame(
            {"x": self.pandas.to_datetime(["2000-05-01", None]).astype(f"datetime64[{unit}]")}
        )
        assert column(frame).to_list() == [datetime(2000, 5, 1), None]

    @pytest.mark.parametrize(
        ("values", "expected"),
        [
            ([1, 2.5, None], [1.0, 2.5, None]),
            ([1, True, 2], None),
            ([1, "n.a.", 2.5], [1.0, None, 2.5]),
            ([2, "two"], ["2", "two"]),
            ([2.0, "two"], ["2", "two"]),
            (["a", None, float("nan")], ["a", None, None]),
            ([True, None], [True, None]),
            ([date(2000, 1, 1), None], [date(2000, 1, 1), None]),
            ([2**63, 1], [float(2**63), 1.0]),
            ([(1, 2)], None),
            ([b"a"], None),
            ([1 + 2j], None),
        ],
    )
    def test_columns_of_objects(self, values, expected):
        frame = self.pandas.DataFrame({"x": self.pandas.Series(values, dtype=object)})
        if expected is None:
            with pytest.raises(NotUnderstood, match="The column 'x' cannot be read"):
                as_table(frame)
        else:
            assert column(frame).to_list() == expected

    @examples(60)
    @given(st.data())
    def test_every_type_of_pandas(self, data):
        whole = st.none() | st.integers(-(2**31), 2**31 - 1)
        kinds = {
            "Int64": whole, "Int32": whole, "Float64": st.none() | st.floats(allow_nan=False, width=32), "boolean": st.none() | st.booleans(),
            "string": st.none() | st.text(max_size=5), "object": st.none() | st.text(max_size=5), "category": st.none() | st.sampled_from("abc"),
            "Sparse[int64]": st.integers(0, 9), "float32": st.floats(allow_nan=False, width=32), "uint8": st.integers(0, 255), "bool": st.booleans(),
        }  # fmt: skip
        kind = data.draw(st.sampled_from(sorted(kinds)))
        values = data.draw(st.lists(kinds[kind], min_size=1, max_size=6))
        made = self.pandas.Series(
            self.pandas.array(values, dtype=kind) if kind != "object" else values, dtype=kind
        )
        assert column(self.pandas.DataFrame({"x": made})).to_list() == values

    def test_zones_and_periods(self):
        zoned = self.pandas.DataFrame(
            {"x": self.pandas.to_datetime(["2000-05-01"]).tz_localize("Europe/Paris")}
        )
        assert column(zoned).to_list() == [datetime(2000, 5, 1)]
        period = self.pandas.DataFrame({"x": self.pandas.period_range("2000", periods=2, freq="Y")})
        with pytest.raises(NotUnderstood, match="'x' cannot be read: it holds Period"):
            as_table(period)

    def test_levels_of_the_index_are_columns(self):
        frame = self.pandas.DataFrame({"ccode": [2], "year": [2000], "x": [1.5]}).set_index(["ccode", "year"])
        merged = panel.state_years(WORLD, (2000, 2000)).merge(frame, on=["ccode", "year"]).collect()
        assert merged.drop_nulls("x")["ccode"].to_list() == [2]

    def test_names_that_stand_twice(self):
        frame = self.pandas.DataFrame([[2, 2000, 1, 2]], columns=["ccode", "year", "x", "x"])
        with pytest.raises(NotUnderstood, match="stand twice: 'x'"):
            panel.state_years(WORLD, (2000, 2000)).merge(frame, on=["ccode", "year"])


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_own_output_is_read_back(tmp_path, kind, ending):
    pytest.importorskip("pandas")
    if ending == ".xlsx":
        pytest.importorskip("openpyxl")
    asked = KINDS[kind]((1962, 1962), "cow")
    if kind in ("dyad-years", "state-days", "leader-days", "leader-dyad-years") and ending != ".parquet":
        asked = asked.filter(majors=True)
    asked.add("majors").sink(tmp_path / f"own{ending}")
    table = read(tmp_path / f"own{ending}")
    frame = table.frame.select(*asked.keys, pl.lit(1).alias("mine"))
    report = asked.merge(frame, on=asked.keys)
    rows = report.collect()
    assert rows["mine"].sum() == rows.height > 0
    assert report.unmatched()[0].table.is_empty()


@pytest.mark.parametrize(
    ("text", "said"), [("a\x07b", "control characters"), ("x" * 40_000, "longer than the 32,767")]
)
def test_what_no_cell_holds_is_refused(tmp_path, text, said):
    pytest.importorskip("openpyxl")
    mine = pl.DataFrame({"ccode": [2], "year": [2000], "x": [text]})
    with pytest.raises(WestphaliaError, match=said):
        panel.state_years(WORLD, (2000, 2000)).merge(mine, on=["ccode", "year"]).sink(tmp_path / "own.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_workbook_has_sources_and_terms_and_no_formulas(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    mine = pl.DataFrame({"ccode": [2], "year": [2000], "=1+1": ["=cmd()"]})
    asked = panel.state_years(WORLD, (2000, 2000)).add("capabilities").merge(mine, on=["ccode", "year"])
    asked.sink(tmp_path / "own.xlsx")
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    assert book.sheetnames == ["panel", "columns", "sources"]
    cells = [cell for row in book["panel"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    sources = list(book["sources"].iter_rows(values_only=True))
    assert {row[0] for row in sources[1:]} == {each.id for each in asked.cite()}
    assert all(row[3] for row in sources[1:])
    assert [row[0] for row in list(book["columns"].iter_rows(values_only=True))[1:3]] == ["ccode", "year"]
