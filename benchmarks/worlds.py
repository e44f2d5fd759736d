"""Print how much memory worlds of the past take, one after the other.

Usage: ``python -m benchmarks.worlds [--worlds N]``. Each world is asked for the core of its year, which reads ten tables and keeps a dozen matrices; then it is dropped. Of
two hundred, four are held: memory is flat from the fifth on, but for what the allocator keeps.
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import westphalia as wp
from westphalia.measures.core import core

FIRST, SPAN = 1970, 40


def resident() -> float:
    """Return the resident memory of this process in MB; NaN where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return float("nan")
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Ask worlds of the past in turn and print the memory."""
    parser = argparse.ArgumentParser(description="Measure the memory of worlds of the past.")
    parser.add_argument("--worlds", type=int, default=200, help="how many (default 200)")
    asked = parser.parse_args()
    world = wp.load()
    print(f"{'worlds':>8}{'MB':>8}{'CPU s':>8}")
    for count in range(asked.worlds + 1):
        if count % max(asked.worlds // 10, 1) == 0:
            print(f"{count:>8}{resident():>8.0f}{time.process_time():>8.1f}", flush=True)
        year = FIRST + count % SPAN
        core(world.as_of(year), year)


if __name__ == "__main__":
    main()
