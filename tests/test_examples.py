"""The scripts that people start from run as they stand, print something, and write nowhere but into the folder that is named."""

import contextlib
import io
import runpy
import sys
from pathlib import Path

import polars as pl
import pytest

FOLDER = Path(__file__).parents[1] / "examples"
WRITTEN = {
    "brief_to_html": ["germany-soviet-union-1939.html"],
    "check_an_essay": ["us-china-1971.html"],
    "dyad_years_and_a_logit": ["dyads.parquet", "references.txt"],
    "network_to_networkx": ["defence.graphml"],
    "rank_and_explain": [],
}
"""Each example, and the files that it writes."""


def test_every_example_is_run_here():
    assert sorted(path.stem for path in FOLDER.glob("*.py")) == sorted(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
def test_an_example_runs(name, tmp_path, monkeypatch):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(sys, "argv", [f"{name}.py", str(there)] if WRITTEN[name] else [f"{name}.py"])
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), pl.Config(restore_defaults=True):
        runpy.run_path(str(FOLDER / f"{name}.py"), run_name="__main__")
    assert 2 <= len(printed.getvalue().splitlines()) <= 25
    assert not list(here.iterdir())
    assert sorted(path.name for path in there.glob("*")) == WRITTEN[name]
    assert all(path.stat().st_size > 1000 for path in there.glob("*"))


@pytest.mark.parametrize("name", WRITTEN)
def test_an_example_says_how_to_run_it_and_is_short(name):
    text = FOLDER.joinpath(f"{name}.py").read_text(encoding="utf-8")
    assert f"python examples/{name}.py" in text.splitlines()[0]
    assert len(text.splitlines()) <= 60
