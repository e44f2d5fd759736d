"""Print what pages cost, as time of processors: warm ones in one process, and one from the command line, with the memory at its peak.

Usage: ``python -m benchmarks.pages [--pairs 80] [--repeat 3] [--seed 1] [--live]``. Pairs are taken at random among the members of years since 2008, the same for
the same seed; the first page, which opens the tables, is not counted. Analogues that are not stored, which are sought among all pairs of history for a second, are
left out but with ``--live``; years before the stored forecasts, which work out more, are not among them.
"""

from __future__ import annotations

import argparse
import compileall
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import westphalia as wp
from benchmarks.process import run

YEARS = (2008, 2025)
COMMAND = ("-m", "westphalia", "brief", "Russia", "Iran", "--year", "2022", "--format", "html", "-o")


def pairs(world: wp.World, count: int, seed: int) -> list[tuple[int, int, int]]:
    """Return codes of two states and a year."""
    chance = random.Random(seed)
    years = [chance.randint(*YEARS) for _ in range(count)]
    return [(*chance.sample(list(world.members(year)), 2), year) for year in years]


def timed(call: Callable[[], object]) -> float:
    """Return the seconds of processors that a call takes, in all threads."""
    start = time.process_time()
    call()
    return time.process_time() - start


def line(title: str, seconds: Sequence[float]) -> str:
    """Return a row: median, the value that 95 of 100 stay below, largest."""
    high = statistics.quantiles(seconds, n=20, method="inclusive")[-1] if len(seconds) > 1 else seconds[0]
    return f"{title:<34}{statistics.median(seconds):9.3f}{high:9.3f}{max(seconds):9.3f}"


def warm(count: int, seed: int, quick: bool) -> list[str]:
    """Return the rows of pages made in this process, whole and in their two parts."""
    world = wp.load()
    wp.brief(world, "Russia", "Iran", 2022).to_html()
    views, prints = [], []
    for a, b, year in pairs(world, count, seed):
        start = time.process_time()
        answer = wp.brief(world, a, b, year, quick=quick)
        views.append(time.process_time() - start)
        prints.append(timed(answer.to_html))
    whole = [view + printed for view, printed in zip(views, prints, strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        line(f"a pair page, of {count}", whole),
        line("  what it says", views),
        line("  drawn and printed", prints),
        f"{'memory at its peak, MB':<34}{peak:9.0f}",
    ]


def cold(repeat: int) -> list[str]:
    """Return the row of a page from the command line, its modules compiled."""
    compileall.compile_dir(str(Path(wp.__file__).parent), quiet=2)
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, *COMMAND, f"{folder}/brief.html"]
        runs = [run(command, environment) for _ in range(repeat + 1)][1:]
    memory = max(each.memory for each in runs)
    return [
        line("westphalia brief --format html", [each.cpu for each in runs]),
        f"{'memory at its peak, MB':<34}{memory:9.0f}",
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pairs", type=int, default=80)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--live", action="store_true", help="seek analogues that are not stored, as the command does"
    )
    asked = parser.parse_args()
    print(f"{'seconds of processors':<34}{'median':>9}{'95 %':>9}{'most':>9}")
    print("\n".join([*cold(asked.repeat), *warm(asked.pairs, asked.seed, not asked.live)]))


if __name__ == "__main__":
    main()
