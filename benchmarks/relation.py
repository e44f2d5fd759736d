"""Print what the relations cost and how good they are: known truth found again, known relations, and anchors alone.

Usage: ``python -m benchmarks.relation [--seeds N]``.
"""

from __future__ import annotations

import argparse
import time

import numpy as np

import westphalia as wp
from westphalia.measures.relation import SPAN
from westphalia.measures.relation.data import collect
from westphalia.measures.relation.estimate import parameters, relate, simulate
from westphalia.measures.relation.items import ITEMS
from westphalia.measures.relation.model import filtered
from westphalia.record.grid import build


def recovery(seeds: int) -> None:
    """Simulate 600 pairs of 60 years; print correlation, slope, error and coverage of the 90 % intervals."""
    print(f"{'seed':>4}{'correlation':>13}{'filtered':>10}{'slope':>8}{'rmse':>8}{'sd':>8}{'coverage':>10}")
    for seed in range(1, seeds + 1):
        known = simulate(600, 60, seed)
        made = parameters(known.data)
        found, forward = relate(known.data, made), filtered(known.data, made)[0]
        error = known.truth - found.mean
        r, ahead = (np.corrcoef(x, known.truth)[0, 1] for x in (found.mean, forward))
        slope, inside = np.polyfit(found.mean, known.truth, 1)[0], np.abs(error) < 1.645 * found.sd
        rmse = np.sqrt(np.mean(error**2))
        print(
            f"{seed:4}{r:13.3f}{ahead:10.3f}{slope:8.3f}{rmse:8.3f}{found.sd.mean():8.3f}{inside.mean():10.3f}"
        )


def main() -> None:
    """Run all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, default=5)
    recovery(parser.parse_args().seeds)
    world = wp.load()
    grid = build(world, SPAN.whole(world), "cow", dyads=True, directed=False)
    data = _timed("read what is seen", lambda: collect(world, grid))
    then = collect(world, grid, contemporary=True)
    made = _timed("learn the indicators", lambda: parameters(data))
    whole = _timed("relate all pairs", lambda: relate(data, made))
    forward = _timed("filter all pairs", lambda: filtered(then, made))[0]
    always = relate(data.choose(item.name for item in ITEMS if item.always), made)
    for name, value in made.items():
        print(f"    {name:18} slope {value.slope:6.2f} place {value.place:6.2f}")
    lively = np.abs(whole.mean) > 1
    for label, rows in (("all", lively | True), ("to 1945", data.year < 1946), ("beyond 1", lively)):
        r = [np.corrcoef(whole.mean[rows], other[rows])[0, 1] for other in (always.mean, forward)]
        print(
            f"{label:10} {rows.sum():9,} rows: r with indicators of all eras {r[0]:.3f}, with filtered {r[1]:.3f}"
        )
    sign = (np.sign(whole.mean) == np.sign(always.mean))[lively].mean()
    print(f"same sign with indicators of all eras, beyond 1: {sign:.3f}")


def _timed(what, do):  # type: ignore[no-untyped-def]
    start = time.perf_counter()
    found = do()
    print(f"{what}: {time.perf_counter() - start:.1f} s")
    return found


if __name__ == "__main__":
    main()
