"""Print what two checkouts cost, run by turns: whether one is slower than the other, whatever else the machine is doing.

Usage: ``python -m benchmarks.paired OLD [NEW] [--repeat N] [--only WORD]``; NEW is the checkout that this file stands in, if not named. Both do the
work of this file's :mod:`benchmarks.work`, each run in a process of its own with its checkout's ``src`` first on the path. The time is that of
the processors (user and system) for the whole process, the median of N runs; a ratio above 1 says that NEW takes more.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import Run, run

HERE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Case:
    """A call of :mod:`benchmarks.work` or a command."""

    title: str
    call: str = ""
    command: tuple[str, ...] = ()

    def arguments(self) -> list[str]:
        """Return how it is run."""
        if self.call:
            return [sys.executable, "-P", str(HERE / "benchmarks" / "work.py"), self.call]
        return [sys.executable, "-m", "westphalia", *self.command]


BRIEF = ("brief", "Russia", "Iran", "--year", "2022")
CASES = (
    Case("directed dyad-years 1816-2010, bare", "bare"),
    Case("dangerous dyads", "dangerous"),
    Case("state-years, every addition", "everything"),
    Case("dyad-years, every addition", "everything_of_pairs"),
    Case("rank of a year, cold", command=("rank", "--year", "2022", "--format", "json")),
    Case("similarity, alliances of all years", "alliances"),
    Case("similarity, votes of all years", "votes"),
    Case("brief, text, cold", command=BRIEF),
    Case("brief, JSON, cold", command=(*BRIEF, "--format", "json")),
)


def environment(checkout: Path) -> dict[str, str]:
    """Return the environment in which a checkout's program is the one that is imported."""
    return {**os.environ, "PYTHONPATH": str(checkout / "src")}


def by_turns(case: Case, checkouts: tuple[Path, Path], repeat: int) -> tuple[list[Run], list[Run]]:
    """Run a case some times in each checkout, one after the other."""
    old, new = (environment(each) for each in checkouts)
    runs = [(run(case.arguments(), old), run(case.arguments(), new)) for _ in range(repeat)]
    return [each[0] for each in runs], [each[1] for each in runs]


def line(case: Case, checkouts: tuple[Path, Path], repeat: int) -> str:
    """Measure a case and return its line of the table."""
    old, new = by_turns(case, checkouts, repeat)
    before, after = (statistics.median(each.cpu for each in runs) for runs in (old, new))
    memory = (max(each.memory for each in runs) for runs in (old, new))
    return f"{case.title:36}{before:>11.2f}{after:>11.2f}{after / before:>8.2f}" + "".join(
        f"{each:>9.0f}" for each in memory
    )


def checkout(text: str) -> Path:
    """Return a checkout named on the command line, or fail where there is no program in it."""
    path = Path(text).resolve()
    if not (path / "src" / "westphalia").is_dir():
        raise argparse.ArgumentTypeError(f"{text} is no checkout: it has no src/westphalia")
    return path


def main() -> None:
    """Measure every case in both checkouts and print the table."""
    parser = argparse.ArgumentParser(description="Time two checkouts by turns.")
    parser.add_argument("old", type=checkout, help="the checkout to compare with")
    parser.add_argument("new", type=checkout, nargs="?", default=HERE, help="default: this one")
    parser.add_argument("--repeat", type=int, default=5, help="runs of each case (default 5)")
    parser.add_argument("--only", default="", help="only cases with this word in their title")
    asked = parser.parse_args()
    print(f"{'':36}{'old cpu s':>11}{'new cpu s':>11}{'ratio':>8}{'old MB':>9}{'new MB':>9}")
    for case in CASES:
        if asked.only in case.title:
            print(line(case, (asked.old, asked.new), asked.repeat), flush=True)


if __name__ == "__main__":
    main()
