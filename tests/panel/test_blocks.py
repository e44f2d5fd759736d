"""Panels block by block: the same rows as at once, in files too, and no memory that grows with them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

import westphalia as wp
from westphalia.panel import blocks as module
from westphalia.panel.blocks import blocks, scanned

KEY = ["ccode1", "ccode2", "year"]
MINE = pl.DataFrame({"ccode1": [2, 2, 200], "ccode2": [200, 220, 220], "year": [1913, 1914, 1914], "score": [1.5, None, 2.5]})  # fmt: skip
PAIRS = ("alliances", "disputes", "spells", "power-ratio", "capabilities", "capital-distance", "trade", "names")  # fmt: skip


def pairs(world):
    return wp.panel.dyad_years(world, (1905, 1914), directed=False).add(*PAIRS).merge(MINE, KEY)


def filtered(world):
    return wp.panel.dyad_years(world, (1912, 1914)).add("spells").filter(politically_relevant=True).add("cow-spells")  # fmt: skip


def carried(world):
    return wp.panel.dyad_years(world, (2013, 2014), False, "gw").add("igos", "lead", "democracy", carry="last")  # fmt: skip


def states(world):
    return wp.panel.state_years(world, (1989, 1991)).add("majors", "oil", "leaders", "measure-exclusion")


@pytest.fixture(scope="module")
def world():
    return wp.load()


@pytest.mark.parametrize(
    ("asked", "size"),
    [(pairs, 997), (filtered, 97), (carried, 997), (states, 97)]
    + [(asked, None) for asked in (pairs, filtered, carried, states)],
)
def test_blocks_are_the_panel(world, asked, size):
    panel = asked(world)
    pieces = blocks(panel, size)
    made = list(pieces)
    assert len(made) == (1 if size is None else -(-panel.rows.height // size))
    assert pl.concat(made).equals(panel.collect())
    assert pieces.lazy().collect().equals(panel.collect())


def test_a_panel_without_rows_is_one_block_without_rows(world):
    panel = wp.panel.dyad_years(world.as_of(1815), (1816, 1816)).add("alliances")
    assert [each.shape for each in blocks(panel)] == [panel.collect().shape]


def test_a_query_takes_what_it_needs(world):
    """Columns, rows and a limit are asked of every block; a limit stops the making of blocks."""
    made = []

    def frames():
        for number in range(5):
            made.append(number)
            yield pl.DataFrame({"a": [number, number], "b": ["x", "y"]})

    class Frames:
        def __iter__(self):
            return frames()

    query = scanned(Frames(), pl.Schema({"a": pl.Int64, "b": pl.String}))
    assert query.filter(b="y").select("a").collect()["a"].to_list() == [0, 1, 2, 3, 4]
    assert query.select("b").collect().height == 10
    made.clear()
    assert query.head(3).collect()["a"].to_list() == [0, 0, 1]
    assert 2 <= len(made) < 5


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
def test_a_file_written_block_by_block_says_the_same(world, tmp_path, monkeypatch, ending):
    shape = pairs(world).sink(tmp_path / f"once{ending}")
    monkeypatch.setattr(module, "LARGE", 0)
    monkeypatch.setattr(module, "BLOCK", 100_000)
    assert module.large(pairs(world))
    assert pairs(world).sink(tmp_path / f"blocks{ending}") == shape
    once, again = tmp_path / f"once{ending}", tmp_path / f"blocks{ending}"
    if ending == ".csv":
        assert once.read_bytes() == again.read_bytes()
        assert (
            once.with_suffix(".codebook.csv").read_bytes() == again.with_suffix(".codebook.csv").read_bytes()
        )
    else:
        assert pl.read_parquet(once).equals(pl.read_parquet(again))
        assert pl.read_parquet_metadata(once) == pl.read_parquet_metadata(again)


STATUS = Path("/proc/self/status")
WRITES = """
import sys
from pathlib import Path
import westphalia as wp
asked = wp.panel.dyad_years(wp.load(), (1816, 2010), directed=False).add(*"macro democracy-indices regimes gdp elections oil military-spending capabilities coups protests wheat-totals leaders".split())
rows, columns = asked.sink(sys.argv[1])
lines = Path(sys.argv[2]).read_text().splitlines()
print(rows, columns, next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(
    not STATUS.exists(), reason="the system does not tell the most memory that a process held"
)
def test_a_panel_may_be_larger_than_memory_for_it(tmp_path):
    """A panel of 550 MB is written by a process that never holds so much: about what one of half its size takes."""
    path = tmp_path / "large.parquet"
    command = [sys.executable, "-c", WRITES, str(path), str(STATUS)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    rows, columns, peak = map(int, told.stdout.split())
    frame = pl.scan_parquet(path)
    assert (rows, columns) == (frame.select(pl.len()).collect().item(), len(frame.collect_schema()))
    assert rows * columns * 5 > 500_000_000  # bytes: most are numbers of 4 and 8
    assert 100 < peak / 1024 < 440
