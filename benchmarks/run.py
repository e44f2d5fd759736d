"""Print what it costs to run: time and peak memory of panels, similarity, ideal points, commands and opening the edition.

Usage: ``python -m benchmarks.run [--repeat N] [--only WORD]``, or ``make bench``. Every run has a process of its own; the median and the fastest of N
runs are shown, with the resident memory at its peak. The time of a call is that of the call; the time of a command is that of the whole
process. Where Rscript with the package peacesciencer is installed its figures, measured in the same run, stand beside; elsewhere those columns are blank.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peer import command as peer_command
from benchmarks.process import run

WESTPHALIA = [sys.executable, "-m", "westphalia"]


@dataclass(frozen=True)
class Case:
    """A call of :mod:`benchmarks.work` or a command, and the seconds that the design allows it."""

    title: str
    call: str = ""
    command: tuple[str, ...] = ()
    limit: float | None = None
    most: int | None = None


@dataclass(frozen=True)
class Figures:
    """Seconds of the runs, most memory in MB, and rows (None for a command)."""

    seconds: list[float]
    memory: float
    rows: int | None

    @property
    def median(self) -> float:
        """Median time."""
        return statistics.median(self.seconds)


def cases(folder: Path) -> list[Case]:
    """Return what is measured."""
    brief = ("brief", "Russia", "Iran", "--year", "2022")
    return [
        Case("directed dyad-years 1816-2010, bare", "bare"),
        Case("dangerous dyads", "dangerous"),
        Case("the same, directed and unfiltered", "unfiltered"),
        Case("state-years, all the R package has", "states"),
        Case("state-years, every addition", "everything"),
        Case("dyad-years, every addition, to a file", "everything_of_pairs"),
        Case("similarity, votes of 2018", "votes_of_a_year"),
        Case("similarity, votes of all years", "votes"),
        Case("similarity, alliances of all years", "alliances"),
        Case("ideal points, all roll calls", "points", limit=60, most=1),
        Case("load()", "load"),
        Case("westphalia --help", command=("--help",), limit=0.4),
        Case("westphalia brief, text", command=brief, limit=1),
        Case("westphalia brief, JSON", command=(*brief, "--format", "json"), limit=1),
        Case(
            "westphalia brief, HTML",
            command=(*brief, "--format", "html", "-o", str(folder / "brief.html")),
            limit=3,
        ),
    ]


def figures(command: list[str], repeat: int, call: bool) -> Figures:
    """Run a command some times; a call prints its own seconds and its rows."""
    runs = [run(command) for _ in range(repeat)]
    memory = max(each.memory for each in runs)
    if not call:
        return Figures([each.seconds for each in runs], memory, None)
    printed = [each.printed.split() for each in runs]
    return Figures([float(each[0]) for each in printed], memory, int(printed[0][1]))


def line(case: Case, repeat: int) -> str:
    """Measure a case and return its line of the table."""
    repeat = min(repeat, case.most or repeat)
    command = (
        [sys.executable, "-m", "benchmarks.work", case.call] if case.call else [*WESTPHALIA, *case.command]
    )
    ours = figures(command, repeat, bool(case.call))
    other = peer_command(case.call)
    theirs = figures(other, min(repeat, 3), True) if other else None
    cells = [
        f"{ours.rows or '':>10}",
        f"{ours.median:>10.3f}",
        f"{min(ours.seconds):>10.3f}",
        f"{ours.memory:>9.0f}",
        f"{case.limit or '':>8}",
        f"{theirs.median:>9.2f}" if theirs else " " * 9,
        f"{theirs.memory:>8.0f}" if theirs else " " * 8,
        f"{theirs.median / ours.median:>7.0f}" if theirs else "",
    ]
    return f"{case.title:38}" + "".join(cells).rstrip()


def main() -> None:
    """Measure every case and print the table."""
    parser = argparse.ArgumentParser(description="Time what it costs to run.")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each case (default 5)")
    parser.add_argument("--only", default="", help="only cases with this word in their title")
    asked = parser.parse_args()
    failed = 0
    print(
        f"{'':38}{'rows':>10}{'median s':>10}{'fastest s':>10}{'peak MB':>9}{'limit s':>8}{'R s':>9}{'R MB':>8}{'ratio':>7}"
        f"   {os.cpu_count()} cores"
    )
    with tempfile.TemporaryDirectory() as folder:
        for case in cases(Path(folder)):
            if asked.only in case.title:
                try:
                    print(line(case, asked.repeat), flush=True)
                except RuntimeError as error:
                    failed += 1
                    print(f"{case.title:38}failed: {str(error).splitlines()[-1]}", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
