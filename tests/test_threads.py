"""The number of threads changes nothing: neither of those who ask, nor of those that work on a question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def answers(out: Path, workers: int, threads: int) -> dict[str, str]:
    """Return digests of what a cold process answers, whose tables are worked on by some threads."""
    settings = {"POLARS_MAX_THREADS": str(threads), "OPENBLAS_NUM_THREADS": "1"}
    words = [sys.executable, "-W", "error", "-m", "tests.answers", os.fspath(out), str(workers)]
    ended = subprocess.run(
        words, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(out.read_text(encoding="utf-8"))


def test_one_thread_or_many_give_the_same_bytes(tmp_path):
    """Twelve pages from six threads at once, and alone; measures, panels and forecasts on one thread, and on four."""
    alone = answers(tmp_path / "alone.json", workers=0, threads=1)
    together = answers(tmp_path / "together.json", workers=6, threads=4)
    assert len([name for name in alone if name.startswith("measure")]) > 150
    assert {name for name in alone if alone[name] != together.get(name)} == set()
    assert alone.keys() == together.keys()
