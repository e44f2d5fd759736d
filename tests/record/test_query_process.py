"""The process in which queries run: what is beyond its bounds ends, what ends is replaced, and any value is told."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.record.draws import Draw, DrawnWorld
from westphalia.record.query import ask, process, server

ENDLESS = "select length((repeat('9',3000000)::bignum)::varchar)"
"""No interruption reaches it for a minute."""
BOMBS = [
    "select damerau_levenshtein(repeat('a',60000),repeat('b',60000))",
    "select range(100000) from range(1000)",
    "select range(100000000)",
    "select repeat('a',1000000000)",
    "select printf('%1000000000d', 1)",
    "select [repeat('x', 1000000)::blob] from range(1000)",
    f"select {'a.' * 20_000}b",
    ENDLESS,
]
DRIVER = """
import json, resource, sys, time
import westphalia as wp
from westphalia.errors import NoAnswer
from westphalia.record.query import process
world, found = wp.load(), []
for bomb in json.loads(sys.argv[1]):
    began = time.monotonic()
    try:
        world.sql(bomb, seconds=0.5)
    except NoAnswer:
        found.append(time.monotonic() - began)
assert world.sql("select 1").rows == ((1,),)
process.close()
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
with open("/proc/self/status") as status:  # not what was there before this program was: ru_maxrss has the peak of who started it
    own = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
print(json.dumps([found, max(child, own) / 1024]))
"""


@pytest.fixture(scope="module")
def world():
    return wp.load()


def test_what_is_beyond_the_bounds_ends_within_them():
    """Each of them took gigabytes or half a minute when it ran beside the program."""
    words = [sys.executable, "-c", DRIVER, json.dumps(BOMBS)]
    ended = subprocess.run(words, capture_output=True, text=True, check=True)
    times, megabytes = json.loads(ended.stdout)
    assert len(times) == len(BOMBS)
    assert max(times) < 10
    assert megabytes < 1.3 * server.BUFFERS


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("interval '100000000 years'", "100000000 years"),
        ("to_days(2147483647)", "2147483647 days"),
        ("[interval '-100000000 years', interval '1 day']", "[-100000000 years, 1 day]"),
        ("date 'infinity'", "infinity"),
        ("timestamptz '-infinity'", "-infinity"),
        ("{'a': date '-infinity'}", "{'a': -infinity}"),
        ("date '290000-01-01'", "290000-01-01"),
        ("date '0044-03-15 (BC)'", "0044-03-15 (BC)"),
        ("timestamp '290000-01-01'", "290000-01-01 00:00:00"),
        ("timestamptz '2020-01-01 00:00:00+02'", "2019-12-31T22:00:00+00:00"),
        ("time '24:00:00'", "24:00:00"),
        ("timetz '12:00:00+15:59'", "12:00:00+15:59"),
        ("uuid '00000000-0000-0000-0000-000000000001'", "00000000-0000-0000-0000-000000000001"),
        ("'101'::bit", "101"),
        ("'\\xff\\x00'::blob", "ff00"),
        ("(repeat('9', 5000))::bignum", "9" * 5000),
        ("170141183460469231731687303715884105727::hugeint", 170141183460469231731687303715884105727),
        ("99999999999999999999999999999999999999::decimal(38, 0)", 1e38),
        ("map {[1]: {'b': [null]}}", {"key": [[1]], "value": [{"b": [None]}]}),
        ("'x'::enum('x', 'y')", "x"),
        ("union_value(a := 1)", 1),
        ("row(1, 'a')", [1, "a"]),
        ("chr(0)", "\0"),
        ("'-inf'::float", None),
    ],
)
def test_any_value_is_told(world, value, told):
    answer = world.sql(f"select {value} as told, 1 as one;")
    assert (answer.columns, answer.rows) == (("told", "one"), ((told, 1),))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (
            "pivot (select ccode, year from warheads where year < 1947 and ccode = 2) on year using count(*)",
            ((2, 1, 1),),
        ),
        ("with x as (select 1 as a, 2 as b) select * from (pivot x on b using sum(a))", ((1,),)),
        ("unpivot (select 1 as a, 2 as b) on a, b", (("a", 1), ("b", 2))),
        ("from warheads select min(year)", ((1945,),)),
        ("values (1), (2)", ((1,), (2,))),
    ],
)
def test_other_ways_to_write_a_select(world, query, rows):
    assert world.sql(query).rows == rows


@pytest.mark.parametrize("query", ["select '\udcff'", "select 1 \0 + 1"])
def test_what_is_no_text_is_refused(world, query):
    with pytest.raises(NotUnderstood):
        world.sql(query)


def test_the_size_of_an_answer_is_bounded_whatever_it_holds(world):
    for value in ("repeat('x', 900)", "range(300)", "{'a': range(300)}", "repeat('x', 500)::blob", "[[]]"):
        with pytest.raises(NoAnswer, match=r"0\.1 MB"):
            ask(world, f"select {value} from range(1000)", largest=100_000)


def test_one_process_is_kept_and_one_that_was_killed_is_replaced(world):
    world.sql("select 1")
    (kept,) = process._IDLE
    world.sql("select 2")
    assert [kept] == process._IDLE
    with pytest.raises(NoAnswer, match="longer than"):
        world.sql(ENDLESS, seconds=0.2)
    assert not kept.alive()
    assert world.sql("select 3").rows == ((3,),)
    (other,) = process._IDLE
    os.kill(other._child.pid, signal.SIGKILL)
    other._child.wait()
    assert world.sql("select 4").rows == ((4,),)


def test_a_process_that_dies_is_told(world, monkeypatch):
    monkeypatch.setattr(process, "_IDLE", [])
    mine = process.Process()
    monkeypatch.setattr(process, "take", lambda: mine)
    assert mine.ask({"parse": "select 1"}, 5)[1] == {"kinds": ["SELECT"], "tables": []}
    mine._child.kill()
    with pytest.raises(NoAnswer, match="memory did not suffice"):
        world.sql("select 1")


def test_one_that_does_not_start_is_told(monkeypatch):
    monkeypatch.setattr(server, "__file__", "/no/such/file")
    with pytest.raises(NoAnswer, match="cannot be started"):
        process.Process().ask({"parse": "select 1"}, 5)


def test_one_that_ends_before_it_is_told_anything_is_let_go(monkeypatch):
    ended = []

    def broken(self, message):
        raise BrokenPipeError("Broken pipe")

    monkeypatch.setattr(process.Process, "_send", broken)
    end = process.Process.end
    monkeypatch.setattr(
        process.Process, "end", lambda self: (end(self), ended.append(self._child.returncode))
    )
    with pytest.raises(NoAnswer, match="cannot be started"):
        process.Process()
    assert ended != [None]
    assert len(ended) == 1


def test_many_queries_from_one_process(world):
    query = "select count(distinct warheads) from warheads"
    assert len({world.sql(query).rows for _ in range(6)}) == 1
    assert len(process._IDLE) == 1


def test_a_drawn_world_is_asked_as_it_is_drawn(world):
    drawn = DrawnWorld(world, Draw(1))
    query = "select sum(mrgdppc::double) from economy where year = 1990"
    wanted = (
        drawn.table("economy")
        .filter(year=1990)
        .select(pl.col("mrgdppc").cast(pl.Float64).sum())
        .collect()
        .item()
    )
    assert drawn.sql(query).rows[0][0] == pytest.approx(wanted, rel=1e-12)
    assert drawn.sql(query).rows != world.sql(query).rows


def test_a_query_at_the_prompt_loads_neither_database_nor_frames():
    code = "import sys; from westphalia.cli import run; run(['sql', 'select 1']); print({'polars', 'duckdb', '_duckdb', 'numpy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines()[-1] == "set()"


def children(pid):
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="no list of processes here")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_both_at_once(sent):
    words = [sys.executable, "-m", "westphalia", "sql", ENDLESS, "--seconds", "600"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + 60
        while not (own := children(running.pid)) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)
        running.send_signal(sent)
        out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == ((130, "") if sent == signal.SIGINT else (-sent, ""))
    assert "Traceback" not in err
    if sent == signal.SIGINT:
        assert not Path(f"/proc/{own[0]}").exists()
    else:
        os.kill(own[0], signal.SIGKILL)
