"""The number of threads changes nothing: neither of those who ask, nor of those that work on a question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def answers(out: Path, workers: int, threads: int, every: int) -> dict[str, str]:
    """Return digests of what a cold process answers, whose tables are worked on by some threads; of every so many questions."""
    settings = {"POLARS_MAX_THREADS": str(threads), "OPENBLAS_NUM_THREADS": "1"}
    words = [sys.executable, "-W", "error", "-m", "tests.answers", os.fspath(out), str(workers), str(every)]
    ended = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(out.read_text(encoding="utf-8"))


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.long), 15])
def test_one_thread_or_many_give_the_same_bytes(tmp_path, every):
    """Twelve pages from six threads at once, and alone; measures, panels and forecasts on one thread, and on four. In CI a fifteenth of each."""
    alone = answers(tmp_path / "alone.json", workers=0, threads=1, every=every)
    together = answers(tmp_path / "together.json", workers=6, threads=4, every=every)
    assert len([name for name in alone if name.startswith("measure")]) > 150 // every
    assert {name for name in alone if alone[name] != together.get(name)} == set()
    assert alone.keys() == together.keys()


AT_THE_PROMPT = """
import sys
from westphalia import load
from westphalia.cli import main
world = load()  # held, so that what is computed for one form is there for the other
for number, arguments in enumerate(sys.argv[2:]):
    for form in ("json", "html"):
        try:
            main([*arguments.split(), "-o", f"{sys.argv[1]}/{number}.{form}"])
        except SystemExit as ended:
            assert ended.code == 0, arguments
"""
ASKED = ("brief Russia Iran 2022", "rank 2022")


MACHINES = ((1, 6, 0), (6, 2, 4_000_000_000), (2, 1, 1))
"""Threads of the engine, threads of the linear algebra, and the seed of hashes."""


@pytest.mark.parametrize("machines", [pytest.param(MACHINES, marks=pytest.mark.long, id="all"), MACHINES[:2]])
def test_a_command_prints_the_same_bytes_whatever_the_machine_is_set_to(tmp_path, machines):
    """Threads of the engine and of the linear algebra, and the seed of Python's hashes; warnings are errors."""
    made = []
    for threads, algebra, seed in machines:
        settings = {
            "POLARS_MAX_THREADS": str(threads),
            "OPENBLAS_NUM_THREADS": str(algebra),
            "PYTHONHASHSEED": str(seed),
        }
        folder = tmp_path / str(threads)
        folder.mkdir()
        words = [sys.executable, "-W", "error", "-c", AT_THE_PROMPT, str(folder), *ASKED]
        ended = subprocess.run(
            words, env={**os.environ, **settings}, capture_output=True, text=True, check=False
        )
        assert ended.returncode == 0, ended.stderr
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(made[0]) == 2 * len(ASKED)
    assert all(each == made[0] for each in made[1:])
