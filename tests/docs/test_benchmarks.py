"""The benchmarks: every case names work that exists, the R peer's script names the same work, and a run measures what it runs."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import paired, peer, process, run, work

SCRIPT = peer.SCRIPT.read_text(encoding="utf-8")


def test_every_case_is_a_call_or_a_command():
    for case in run.cases(Path("folder")):
        assert bool(case.call) != bool(case.command)
        assert case.call in {"", "load", *work.CALLS}


def test_every_call_is_measured():
    assert {case.call for case in run.cases(Path("folder"))} >= set(work.CALLS)


def test_the_peer_does_the_same_work():
    named = re.findall(r"^  (\w+) = function\(\)", SCRIPT, re.MULTILINE)
    assert tuple(named) == peer.NAMES
    assert set(peer.NAMES) <= set(work.CALLS)


def test_no_peer_no_command(monkeypatch):
    monkeypatch.setattr(peer, "rscript", lambda: None)
    assert peer.command("bare") is None
    monkeypatch.setattr(peer, "rscript", lambda: "/usr/bin/Rscript")
    assert peer.command("bare") == ["/usr/bin/Rscript", str(peer.SCRIPT), "bare"]
    assert peer.command("points") is None


ROOT = Path(__file__).parents[2]
MEASURED = """
import sys
from benchmarks import process
short = process.run([sys.executable, "-c", "print('done')"])
large = process.run([sys.executable, "-c", "import time; time.sleep(0.3); x = b'x' * 300_000_000"])
print(short.printed.strip(), large.seconds, large.memory)
"""


def test_a_run_takes_time_and_memory():
    """Measured from a small process: memory is never less than that of the one that measures."""
    made = subprocess.run(
        [sys.executable, "-c", MEASURED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    printed, seconds, memory = made.stdout.split()
    assert printed == "done"
    assert float(seconds) > 0.3
    assert 286 < float(memory) < 340


def test_a_failed_run_says_what_went_wrong():
    with pytest.raises(RuntimeError, match="no such thing"):
        process.run([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_a_ratio_only_where_the_peer_was_measured(monkeypatch):
    fake = [sys.executable, "-c", "print(50.0, 7)"]
    monkeypatch.setattr(run, "peer_command", lambda name: None)
    case = run.Case("open", "load")
    alone = run.line(case, 1)
    monkeypatch.setattr(run, "peer_command", lambda name: fake)
    beside = run.line(case, 1)
    assert len(alone.split()) == 5
    assert len(beside.split()) == 8
    assert float(beside.split()[5]) == 50.0
    assert float(beside.split()[7]) > 100


def test_every_paired_case_is_a_call_or_a_command():
    for case in paired.CASES:
        assert bool(case.call) != bool(case.command)
        assert case.call in {"", *work.CALLS}


def test_each_checkout_runs_its_own_program(tmp_path, monkeypatch):
    """Two checkouts whose programs say who they are; the second takes longer."""
    for name, steps in (("old", 10**6), ("new", 10**7)):
        package = tmp_path / name / "src" / "westphalia"
        package.mkdir(parents=True)
        (package / "__init__.py").touch()
        (package / "__main__.py").write_text(f"print({name!r}, sum(range({steps})))", encoding="utf-8")
    case = paired.Case("who", command=("now",))
    checkouts = tuple(paired.checkout(str(tmp_path / name)) for name in ("old", "new"))
    old, new = paired.by_turns(case, checkouts, 2)
    assert [each.printed.split()[0] for each in (*old, *new)] == ["old", "old", "new", "new"]
    before, after, ratio, *memory = paired.line(case, checkouts, 2).split()[1:]
    assert float(before) < float(after)
    assert float(ratio) > 1
    assert len(memory) == 2


def test_a_folder_without_the_program_is_no_checkout(tmp_path):
    with pytest.raises(argparse.ArgumentTypeError, match="no checkout"):
        paired.checkout(str(tmp_path))
