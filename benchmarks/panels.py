"""Print what panels cost: time and peak memory, beside the same from the R package peacesciencer.

Usage: ``python -m benchmarks.panels [--repeat N]``. Each case runs in a process of its own; time is that of building and collecting the panel,
in process, with the program imported and the edition opened; memory is the resident memory of the process at its peak. The R figures
were measured on two cores with R 4.5.0 and peacesciencer 1.2.9.
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

YEARS = (1816, 2010)
PINNED = ("alliances", "disputes", "capabilities", "democracy", "contiguity", "majors", "gdp", "spells")


@dataclass(frozen=True)
class Case:
    """A panel, and what the package needed for it, in seconds and MB."""

    name: str
    peer: float | None = None
    peer_memory: float | None = None


CASES = (
    Case("directed dyad-years, bare", 5.3, 1100),
    Case("dangerous dyads", 15.1),
    Case("directed, unfiltered", 29.5, 2400),
    Case("state-years, all here"),
    Case("directed, every addition"),
)


def make(name: str) -> float:
    """Build a panel; return the seconds it took."""
    from westphalia import panel
    from westphalia.record.world import load

    world = load()
    states = [each.name for each in panel.ADDITIONS.values() if each.kind == "state"]
    start = time.perf_counter()
    if name == "dangerous dyads":
        asked = panel.dyad_years(world, YEARS, directed=False).filter(politically_relevant=True).add(*PINNED)
    elif name == "directed, unfiltered":
        asked = panel.dyad_years(world, YEARS).add(*PINNED, "cow-disputes", "gdp-uncertainty")
    elif name == "state-years, all here":
        asked = panel.state_years(world, (1816, 2025)).add(*states)
    elif name == "directed, every addition":
        asked = panel.dyad_years(world, YEARS).add(*panel.ADDITIONS)
    else:
        asked = panel.dyad_years(world, YEARS)
    frame = asked.collect()
    seconds = time.perf_counter() - start
    assert frame.height
    return seconds


def once(name: str) -> tuple[float, float]:
    """Run a case in a process of its own; return seconds and peak resident memory in MB."""
    command = [sys.executable, "-m", "benchmarks.panels", "--case", name]
    found = subprocess.run(command, capture_output=True, text=True, check=True)
    seconds, memory = found.stdout.split()
    return float(seconds), float(memory)


def main() -> None:
    """Run every case and print the table."""
    parser = argparse.ArgumentParser(description="Time what panels cost.")
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--case", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.case:
        print(make(arguments.case), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    print(
        f"{'panel':28}{'median s':>9}{'peak MB':>9}{'R s':>7}{'R MB':>7}{'times':>7}   {os.cpu_count()} cores"
    )
    for case in CASES:
        runs = [once(case.name) for _ in range(arguments.repeat)]
        seconds = statistics.median(run[0] for run in runs)
        peer = f"{case.peer:7.1f}" if case.peer else " " * 7
        memory = f"{case.peer_memory:7.0f}" if case.peer_memory else " " * 7
        faster = f"{case.peer / seconds:7.0f}" if case.peer else ""
        print(
            f"{case.name:28}{seconds:9.3f}{max(run[1] for run in runs):9.0f}{peer}{memory}{faster}",
            flush=True,
        )


if __name__ == "__main__":
    main()
