"""A researcher's own table beside the rows of a panel."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import examples
from westphalia import panel
from westphalia.errors import NotUnderstood
from westphalia.record.world import load

WORLD = load()
STATES = panel.state_years(WORLD, (1988, 1992))
PAIRS = panel.dyad_years(WORLD, (1913, 1914), directed=False)


def table(**columns):
    return pl.DataFrame(columns)


MINE = table(
    ccode=[2, 2, 630, 999, 630], year=[1988, 1989, 1990, 1990, 1900], score=[1.0, 2.0, 3.0, 4.0, 5.0]
)


class TestJoin:
    def test_values_stand_at_their_keys_and_nowhere_else(self):
        merged = STATES.merge(MINE, on=["ccode", "year"]).collect()
        bare = STATES.collect()
        assert merged.select(bare.columns).equals(bare)
        known = merged.filter(pl.col("score").is_not_null())
        assert known.rows() == [(2, 1988, 1.0), (2, 1989, 2.0), (630, 1990, 3.0)]

    @examples(30)
    @given(
        st.dictionaries(
            st.tuples(st.sampled_from([2, 200, 260, 255, 315, 630, 999]), st.integers(1980, 2000)),
            st.integers(),
            max_size=30,
        )
    )
    def test_no_row_is_doubled_or_dropped_whatever_is_merged(self, values):
        frame = pl.DataFrame(
            [(*key, value % 1000) for key, value in values.items()],
            schema={"ccode": pl.Int64, "year": pl.Int64, "v": pl.Int64},
            orient="row",
        )
        asked = STATES.merge(frame, on=["ccode", "year"])
        merged, bare = asked.collect(), STATES.collect()
        assert merged.select(bare.columns).equals(bare)
        here = {row: n for n, row in enumerate(bare.rows())}
        expected = [None] * bare.height
        for key, value in values.items():
            if key in here:
                expected[here[key]] = value % 1000
        assert merged["v"].to_list() == expected
        report = asked.unmatched()[0]
        assert report.matched == len(set(values) & set(here))
        assert report.matched + report.panel["rows"].sum() == bare.height
        assert set(report.table.rows()) == set(values) - set(here)

    def test_part_of_the_key_serves_many_rows(self):
        merged = STATES.merge(table(year=[1988, 1991], price=[14.9, 20.0]), on="year").collect()
        assert merged.filter(year=1991)["price"].unique().to_list() == [20.0]
        assert merged.filter(year=1990)["price"].null_count() == merged.filter(year=1990).height

    def test_pairs_and_one_side_of_them(self):
        frame = table(one=["UKG", "France"], two=["Russia", "Germany"], year=[1914, 1914], x=[1, 2])
        keys = {"ccode1": "one", "ccode2": "two", "year": "year"}
        merged = PAIRS.merge(frame, on=keys).merge(table(ccode2=[365], y=["z"]), on="ccode2").collect()
        assert merged.filter(ccode1=220, ccode2=255, year=1914)["x"].item() == 2
        assert merged.filter(pl.col("y") == "z")["ccode2"].unique().to_list() == [365]
        assert merged.height == PAIRS.collect().height

    def test_leaders_disputes_and_days(self):
        leaders = panel.leader_years(WORLD, (1962, 1963), "cow").merge(
            table(obsid=["USA-1961"], n=[1]), on="obsid"
        )
        assert leaders.collect().filter(n=1)["year"].to_list() == [1962, 1963]
        disputes = panel.dispute_dyad_years(WORLD, (1962, 1962)).merge(
            table(dispnum=[61], n=[1]), on="dispnum"
        )
        assert set(disputes.collect().filter(n=1)["dispnum"]) == {61}
        days = panel.state_days(WORLD, (2000, 2000)).merge(
            table(ccode=["IRN"], date=[date(2000, 2, 29)], n=[1]), on=["ccode", "date"]
        )
        assert days.collect().filter(n=1).select("ccode", "date").rows() == [(630, date(2000, 2, 29))]

    def test_rows_that_a_filter_drops_are_not_reported_as_matched(self):
        asked = STATES.merge(MINE, on=["ccode", "year"]).filter(majors=True)
        assert asked.collect().filter(ccode=2)["score"].to_list() == [1.0, 2.0, None, None, None]
        assert asked.unmatched()[0].matched == 2

    def test_a_lazy_table_is_read_when_the_panel_is(self, tmp_path):
        MINE.write_parquet(tmp_path / "mine.parquet")
        asked = STATES.merge(pl.scan_parquet(tmp_path / "mine.parquet"), on=["ccode", "year"])
        assert asked.collect().equals(STATES.merge(MINE, on=["ccode", "year"]).collect())
        twice = pl.concat([MINE, MINE]).lazy()
        late = STATES.merge(twice, on=["ccode", "year"])
        with pytest.raises(NotUnderstood, match="more than once"):
            late.collect()


class TestNames:
    def test_states_by_name_and_code_as_of_the_year(self):
        frame = table(
            country=["Iran", "RUS", "Soviet Union", "World", "Yugoslavia", None],
            year=[1990, 1989, 1990, 1990, 1991, 1990],
            v=[1, 2, 3, 4, 5, 6],
        )
        asked = STATES.merge(frame, on={"ccode": "country", "year": "year"})
        found = asked.collect().drop_nulls("v").rows()
        assert found == [(345, 1991, 5), (365, 1989, 2), (365, 1990, 3), (630, 1990, 1)]
        assert asked.unmatched()[0].table["country"].to_list() == ["World", None]

    def test_two_names_of_one_state_are_one_key(self):
        with pytest.raises(NotUnderstood, match=r"more than once.*Russia"):
            STATES.merge(
                table(c=["Russia", "RUS"], year=[1990, 1990], v=[1, 2]), on={"ccode": "c", "year": "year"}
            )

    def test_gleditsch_ward_codes_of_the_year(self):
        asked = panel.state_years(WORLD, (1989, 2008), "gw")
        frame = table(
            c=["Germany", "Yemen", "Serbia", "Yugoslavia"], year=[1995, 1995, 2007, 2000], v=[1, 2, 3, 4]
        )
        merged = asked.merge(frame, on={"gwcode": "c", "year": "year"}).collect().drop_nulls("v")
        assert merged.rows() == [(260, 1995, 1), (340, 2007, 3), (345, 2000, 4), (678, 1995, 2)]


class TestReport:
    def test_both_sides(self):
        asked = STATES.merge(MINE, on=["ccode", "year"])
        (report,) = asked.unmatched()
        assert report.table.rows() == [(999, 1990), (630, 1900)]
        assert report.panel.height == asked.collect().height - 3
        assert report.panel.columns == ["ccode", "year", "rows"]
        assert "3 rows of the panel matched" in report.summary()
        assert "2 keys of the table are not in the panel" in report.summary()

    def test_pairs_that_stand_the_other_way_round(self):
        frame = table(ccode1=[365, 2], ccode2=[200, 200], year=[1914, 1914], v=[1, 2])
        report = PAIRS.merge(frame, on=["ccode1", "ccode2", "year"]).unmatched()[0]
        assert (report.matched, report.turned, report.table.rows()) == (1, 1, [(365, 200, 1914)])
        assert "1 of them only because the two states stand the other way round" in report.summary()
        directed = panel.dyad_years(WORLD, (1914, 1914)).merge(frame, on=["ccode1", "ccode2", "year"])
        assert (directed.unmatched()[0].matched, directed.unmatched()[0].turned) == (2, 0)

    def test_codebook_coverage_and_references(self):
        asked = STATES.add("majors").merge(MINE, on=["ccode", "year"])
        rows = {row["column"]: row for row in asked.describe().iter_rows(named=True)}
        assert rows["score"]["addition"] == "merged"
        assert rows["score"]["description"] == "From your own table, merged by ccode, year"
        assert asked.coverage()["score"] is None
        assert asked.versions() == STATES.add("majors").versions()
        assert asked.tables() == STATES.add("majors").tables()


class TestRefusals:
    def test_a_key_that_stands_twice_is_shown(self):
        twice = table(ccode=[2, 2, 630], year=[1990, 1990, 1990], v=[1, 2, 3])
        with pytest.raises(NotUnderstood, match=r"1 keys stand more than once.*: 2, 1990\."):
            STATES.merge(twice, on=["ccode", "year"])

    def test_a_column_that_the_panel_has(self):
        with pytest.raises(NotUnderstood, match="'cinc' is in the panel already, from capabilities"):
            STATES.add("capabilities").merge(MINE.rename({"score": "cinc"}), on=["ccode", "year"])
        with pytest.raises(NotUnderstood, match="cinc, which the panel has already from merged"):
            STATES.merge(MINE.rename({"score": "cinc"}), on=["ccode", "year"]).add("capabilities")
        with pytest.raises(NotUnderstood, match="'score' is in the panel already, from merged"):
            STATES.merge(MINE, on=["ccode", "year"]).merge(MINE, on=["ccode", "year"])

    def test_all_that_is_wrong_with_the_key_at_once(self):
        with pytest.raises(NotUnderstood, match=r"'code' is not a key.*has no column 'code'"):
            STATES.merge(MINE, on=["code", "year"])
        with pytest.raises(NotUnderstood, match="no key is given"):
            STATES.merge(MINE, on=[])
        with pytest.raises(NotUnderstood, match="besides the key"):
            STATES.merge(MINE.drop("score"), on=["ccode", "year"])

    def test_types_that_do_not_match(self):
        wrong = table(ccode=[2.5], year=["MCMXC"], v=[1])
        with pytest.raises(NotUnderstood, match=r"'ccode' is Float64.*'year' is String"):
            STATES.merge(wrong, on=["ccode", "year"])
        days = panel.state_days(WORLD, (2000, 2000))
        with pytest.raises(NotUnderstood, match="'date' is String where the panel has a date"):
            days.merge(table(date=["1 January 2000"], v=[1]), on="date")

    def test_what_is_no_table(self):
        with pytest.raises(NotUnderstood, match="list cannot be merged"):
            STATES.merge([1, 2], on="year")


def test_pandas_frames():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "ccode": [2.0, 630.0, float("nan")],
            "year": [1990, 1990, 1990],
            "text": ["a", None, "c"],
            "number": pandas.array([1, None, 3], dtype="Int64"),
            "flag": [True, False, True],
        }
    )
    asked = STATES.merge(frame, on=["ccode", "year"])
    found = asked.collect().filter(pl.col("flag").is_not_null())
    assert found.rows() == [(2, 1990, "a", 1, True), (630, 1990, None, None, False)]
    assert asked.unmatched()[0].table.rows() == [(None, 1990)]


class TestCommand:
    @pytest.fixture
    def ask(self, capsys, tmp_path, monkeypatch):
        from westphalia import cli

        monkeypatch.chdir(tmp_path)

        def run(text):
            status = cli.run(text.split())
            return status, capsys.readouterr().err

        return run

    def test_a_file_is_merged_and_what_did_not_meet_is_said(self, ask, tmp_path):
        (tmp_path / "mine.csv").write_text("country,year,v\nIran,1990,1.5\nRussia,1990,NA\nAtlantis,1990,2\n")
        status, err = ask(
            "panel state-year --years 1990:1991 --merge mine.csv --on ccode=country,year -o out.parquet"
        )
        assert status == 0
        assert "2 rows of the panel matched" in err
        assert "Not in the panel: Atlantis, 1990" in err
        rows = pl.read_parquet(tmp_path / "out.parquet")
        assert rows.filter(ccode=630, year=1990)["v"].item() == 1.5
        assert rows["v"].count() == 1

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            ("--merge none.csv --on year", "no file"),
            ("--merge out.ods --on year", "neither .csv, .tsv, .parquet, .xlsx, .dta nor .rds"),
            ("--merge out.xlsx --on year", "cannot be read"),
            ("--merge twice.csv --on ccode", "more than once"),
            ("--merge twice.csv", "go together"),
            ("--on year", "go together"),
            ("--merge broken.parquet --on year", "cannot be read"),
        ],
    )
    def test_what_is_not_understood(self, ask, tmp_path, options, said):
        (tmp_path / "twice.csv").write_text("ccode,v\n2,1\n2,2\n")
        for name in ("out.xlsx", "out.ods"):
            (tmp_path / name).write_text("")
        (tmp_path / "broken.parquet").write_text("no")
        status, err = ask(f"panel state-year --years 1990 {options} -o out.parquet")
        assert (status, said in err) == (2, True)
        assert not (tmp_path / "out.parquet").exists()
