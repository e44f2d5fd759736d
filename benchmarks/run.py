"""Print what it costs to run: time and peak memory of cold commands and of opening the edition.

Usage: ``python -m benchmarks.run [--repeat N]``. Each command runs in a process of its own; the median and the fastest of N runs are shown,
with the resident memory at its peak.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

WESTPHALIA = [sys.executable, "-m", "westphalia"]
LOAD = (
    "import time; t = time.perf_counter(); import westphalia as wp; wp.load(); print(time.perf_counter() - t)"
)


@dataclass(frozen=True)
class Case:
    """A command, the time it may take on two cores, and what it stands for."""

    name: str
    command: list[str]
    limit: float


def cases(folder: Path) -> list[Case]:
    """Return what is measured."""
    brief = [*WESTPHALIA, "brief", "Russia", "Iran", "--year", "2022"]
    return [
        Case("python starts", [sys.executable, "-c", "pass"], 0.0),
        Case("load()", [sys.executable, "-c", LOAD], 0.0),
        Case("--help", [*WESTPHALIA, "--help"], 0.4),
        Case("states iran", [*WESTPHALIA, "states", "iran"], 0.0),
        Case("measure cinc Iran", [*WESTPHALIA, "measure", "cinc", "Iran"], 0.0),
        Case("sql", [*WESTPHALIA, "sql", "select count(*) from capabilities"], 0.0),
        Case("brief, text", brief, 1.0),
        Case("brief, JSON", [*brief, "--format", "json"], 1.0),
        Case("brief, HTML", [*brief, "--format", "html", "-o", str(folder / "brief.html")], 3.0),
    ]


def once(command: list[str]) -> tuple[float, float]:
    """Run a command; return seconds of wall time and peak resident memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(
            f"{' '.join(command)} failed: {process.stderr.read().decode() if process.stderr else ''}"
        )
    if process.stderr:
        process.stderr.close()
    return seconds, usage.ru_maxrss / 1024


def main() -> None:
    """Run every case and print the table."""
    parser = argparse.ArgumentParser(description="Time what it costs to run.")
    parser.add_argument("--repeat", type=int, default=5)
    repeat = parser.parse_args().repeat
    print(
        f"{'case':22}{'median s':>10}{'fastest s':>11}{'peak MB':>9}{'limit s':>9}   {os.cpu_count()} cores"
    )
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder)):
            runs = [once(case.command) for _ in range(repeat)]
            seconds = [run[0] for run in runs]
            limit = f"{case.limit:9.1f}" if case.limit else " " * 9
            print(
                f"{case.name:22}{statistics.median(seconds):10.3f}{min(seconds):11.3f}{max(r[1] for r in runs):9.0f}{limit}",
                flush=True,
            )


if __name__ == "__main__":
    main()
