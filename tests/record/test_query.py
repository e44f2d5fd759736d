"""SQL over the tables: what it answers, and everything that it must not do."""

from __future__ import annotations

import time
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.query import plain
from westphalia.record.tables import declared


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_an_answer(world):
    answer = world.sql(
        "select year, cinc from capabilities where ccode = 365 and year between 2020 and 2022 order by 1"
    )
    assert answer.columns == ("year", "cinc")
    assert [row[0] for row in answer.rows] == [2020, 2021, 2022]
    assert not answer.truncated


def test_an_answer_is_a_frame_and_shows_itself(world):
    answer = world.sql("select year, cinc, year from capabilities where ccode = 365 order by 1 limit 2")
    assert answer.pl().columns == ["year", "cinc", "year_3"]
    assert answer.pl()["year"].to_list() == [1816, 1817]
    assert list(answer.to_pandas().columns) == answer.pl().columns
    assert repr(answer) == "<2 rows: year, cinc, year>"
    assert "<table" in answer._repr_html_()
    assert world.sql("select null as a, date '1914-07-28' as b").pl().rows() == [(None, "1914-07-28")]


def test_several_tables_in_any_case_and_as_words(world):
    answer = world.sql(
        'with x as (select * from WARS) select count(*) from x join "war_participants" p using (warnum) '
        "join main.disputes on false"
    )
    assert answer.rows == ((0,),)


def test_a_column_that_is_called_like_a_table(world):
    assert world.sql("select max(trade) from sanctions").rows[0][0] > 0


def test_more_rows_than_asked_for_are_told(world):
    answer = world.sql("select * from votes", rows=3)
    assert len(answer.rows) == 3
    assert answer.truncated
    assert not world.sql("select 1", rows=1).truncated
    assert world.sql("select 1", rows=0).truncated


def test_values_are_those_of_json(world):
    row = world.sql(
        "select date '1939-08-23', 'nan'::double, 'inf'::double, 1.5::decimal(4,2), [1, null], {'a': 1}, true, "
        "interval 1 day, '\\x00'::blob, null"
    ).rows[0]
    assert row == ("1939-08-23", None, None, 1.5, [1, None], {"a": 1}, True, 86400.0, "00", None)
    assert plain(object).startswith("<class")


@pytest.mark.parametrize(
    "query",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from read_parquet('https://example.org/x.parquet')",
        "select * from glob('/etc/*')",
        "select * from sniff_csv('/etc/passwd')",
        "select getenv('HOME')",
        "attach '/tmp/x.db'",
        "copy (select 1) to '/tmp/x.csv'",
        "export database '/tmp/x'",
        "install httpfs",
        "load httpfs",
        "pragma database_list",
        "set threads = 8",
        "call enable_logging()",
        "select * from enable_logging(storage = 'file')",
        "create table x as select 1",
        "insert into oil select * from oil",
        "with x as (insert into oil select * from oil returning *) select count(*) from x",
        "update oil set year = 1",
        "delete from oil",
        "drop table oil",
        "begin transaction",
        "select 1; select 2",
        "select 1; drop table oil",
        "explain select 1",
        "show tables",
        "",
        "   ;",
        "-- nothing",
        "selec 1",
        "select ?",
        "select $name",
        "select * from no_such_table",
        "select no_such_column from oil",
        "select no_such_function(1)",
        "select 'a'::int",
        f"select {'(' * 5000}1{')' * 5000}",
        f"select '{'x' * 200_000}'",
    ],
)
def test_what_is_not_one_select_over_the_tables_is_refused(world, query):
    with pytest.raises(NotUnderstood) as error:
        world.sql(query, seconds=5)
    assert error.value.status == 2
    assert "LINE 1" not in str(error.value)


def test_the_nearest_names_are_told(world):
    with pytest.raises(NotUnderstood, match="capabilities"):
        world.sql("select * from capabilites")
    with pytest.raises(NotUnderstood, match="Did you mean cinc"):
        world.sql("select cincc from capabilities")


@pytest.mark.parametrize(
    "query",
    [
        "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t",
        "select count(*) from trade a, trade b, trade c",
        "select sum(a.value * b.value) from trade a, trade b",
    ],
)
def test_time_is_bounded(world, query):
    start = time.perf_counter()
    with pytest.raises(NoAnswer, match="longer than"):
        world.sql(query, seconds=0.5)
    assert time.perf_counter() - start < 5


def test_memory_is_bounded(world):
    with pytest.raises(NoAnswer):
        world.sql("select * from trade a, trade b order by a.value + b.value", seconds=20)


def test_an_endless_answer_stops_at_the_rows(world):
    query = "with recursive t(n) as (select 1 union all select n + 1 from t) select * from t"
    assert world.sql(query, rows=10, seconds=5).truncated


def test_a_huge_text_is_refused(world):
    with pytest.raises(NoAnswer):
        world.sql("select repeat('x', 80000000)", seconds=20)


def test_limits_must_make_sense(world):
    with pytest.raises(NotUnderstood):
        world.sql("select 1", rows=-1)
    with pytest.raises(NotUnderstood):
        world.sql("select 1", seconds=0)


def test_nothing_is_written(world):
    before = {path: path.stat().st_mtime_ns for path in Path(world.manifest.folder).rglob("*")}
    with pytest.raises(NotUnderstood):
        world.sql(f"copy (select 1) to '{world.manifest.folder}/x.parquet'")
    assert before == {path: path.stat().st_mtime_ns for path in Path(world.manifest.folder).rglob("*")}


@pytest.mark.parametrize("name", sorted(declared()))
def test_every_table_is_there_in_full_and_as_it_was_known(world, name):
    assert world.sql(f'select count(*) from "{name}"').rows[0][0] == world.entry(name)["rows"]
    then = world.as_of(1990)
    frame = then.table(name).collect()
    sums = ", ".join(f'count("{column}")' for column in frame.columns)
    counted = then.sql(f'select count(*), {sums} from "{name}"').rows[0]
    assert counted == (frame.height, *(frame.height - frame[column].null_count() for column in frame.columns))


def test_values_of_a_world_as_of_are_those_of_its_tables(world):
    then = world.as_of(1940)
    rows = then.sql(
        'select ccode1, ccode2, atopid, phase, start::varchar, "end"::varchar from pacts order by all',
        rows=100_000,
    ).rows
    frame = then.table("pacts").select(
        "ccode1", "ccode2", "atopid", "phase", pl.col("start", "end").cast(pl.String)
    )
    assert sorted(rows, key=str) == sorted(frame.collect().rows(), key=str)
