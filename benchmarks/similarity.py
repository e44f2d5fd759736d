"""Print what foreign-policy similarity costs: every measure, of one year and of all years, beside the same in vectorised R.

Usage: ``python -m benchmarks.similarity [--repeat N]``. Each case runs in a process of its own; time is that of the call, in process, with
the edition opened; memory is the resident memory of the process at its peak. The R figures were measured on two cores with R 4.5.0; the
loop is the way in which the R package fpsim computes it.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """What is computed, and what the same took in R, vectorised and pair by pair, in seconds."""

    name: str
    module: str
    years: tuple[int, int] | None
    vectorised: float | None = None
    loop: float | None = None


CASES = {
    case.name: case
    for case in (
        Case("votes of 2018", "similarity_votes", (2018, 2018), 0.28, 433),
        Case("votes, all years", "similarity_votes", None, 6.2),
        Case("alliances of 2018", "similarity_alliances", (2018, 2018)),
        Case("alliances, all years", "similarity_alliances", None, 12.9, 9750),
    )
}


def measure(case: Case) -> tuple[float, float, int]:
    """Return seconds, peak MB and rows of a case, in this process."""
    from importlib import import_module

    import westphalia as wp

    module = import_module(f"westphalia.measures.{case.module}")
    world = wp.load()
    start = time.perf_counter()
    rows = module.similarity(world, case.years).height
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, rows


def once(case: Case) -> tuple[float, float, int]:
    """Run a case in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.similarity", "--case", case.name]
    seconds, peak, rows = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), float(peak), int(rows)


def main() -> None:
    """Run every case and print the table."""
    parser = argparse.ArgumentParser(description="Time foreign-policy similarity.")
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--case", choices=list(CASES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.case:
        print(*measure(CASES[options.case]))
        return
    print(
        f"{'case':22}{'rows':>9}{'median s':>10}{'fastest s':>11}{'peak MB':>9}{'R s':>8}{'R loop s':>10}   {os.cpu_count()} cores"
    )
    for case in CASES.values():
        runs = [once(case) for _ in range(options.repeat)]
        seconds = [run[0] for run in runs]
        peers = "".join(
            f"{'' if each is None else format(each, '.4g'):>{width}}"
            for each, width in ((case.vectorised, 8), (case.loop, 10))
        )
        print(
            f"{case.name:22}{runs[0][2]:>9}{statistics.median(seconds):10.3f}{min(seconds):11.3f}{max(r[1] for r in runs):9.0f}{peers}",
            flush=True,
        )


if __name__ == "__main__":
    main()
