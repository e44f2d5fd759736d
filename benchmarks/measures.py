"""Print what every measure of a driver costs, for all pairs and years, in one process.

Usage: ``python -m benchmarks.measures``.
"""

from __future__ import annotations

import resource
import time

import numpy as np

import westphalia as wp
from westphalia.measures.registry import registered
from westphalia.measures.values import values
from westphalia.record.grid import build


def main() -> None:
    """Compute the measures one after the other; the first of a kind pays for reading its tables."""
    world = wp.load()
    start = time.perf_counter()
    grid = build(world, (1816, 2025), "cow", dyads=True, directed=False)
    print(
        f"{len(grid.cells):,} pairs and years, {len(grid.codes)} states; {time.perf_counter() - start:.2f} s"
    )
    print(f"{'measure':34}{'seconds':>9}{'known':>9}")
    for measure in registered().values():
        if not measure.driver:
            continue
        begun = time.perf_counter()
        value = values(world, measure.name, grid).value
        seconds = time.perf_counter() - begun
        print(f"{measure.name:34}{seconds:9.2f}{np.isfinite(value).mean():9.0%}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'all':34}{time.perf_counter() - start:9.1f}   peak {peak:,.0f} MB")


if __name__ == "__main__":
    main()
