"""Print what the ideal points cost and how good they are: known truth found again, and the published series.

Usage: ``python -m benchmarks.ideal_points [--seeds N]``.
"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np
import polars as pl

import westphalia as wp
from westphalia.measures.ideal_points import IdealPoints, ideal_points, simulate

STATES = {2: "USA", 365: "Russia", 710: "China", 630: "Iran", 200: "UK", 750: "India"}


def recovery(seeds: int) -> None:
    """Simulate 60 states, 12 periods of 50 roll calls; print correlation, bias and coverage of the 90 % intervals."""
    print(f"{'seed':>4}{'seconds':>9}{'correlation':>13}{'slope':>8}{'rmse':>8}{'sd':>8}{'coverage':>10}")
    for seed in range(1, seeds + 1):
        known = simulate(60, 12, 50, seed=seed)
        start = time.perf_counter()
        found = ideal_points(known.votes)
        seconds = time.perf_counter() - start
        truth = known.theta
        both = np.isfinite(truth) & np.isfinite(found.mean)
        a, b = truth[both], found.mean[both]
        if (r := np.corrcoef(a, b)[0, 1]) < 0:  # a scale has no direction of its own
            a, r = -a, -r
        cover = np.mean((a > found.low[both]) & (a < found.high[both]))
        error = np.sqrt(np.mean((b - a) ** 2))
        slope = np.polyfit(a, b, 1)[0]
        print(
            f"{seed:4}{seconds:9.2f}{r:13.4f}{slope:8.3f}{error:8.3f}{found.sd[both].mean():8.3f}{cover:10.3f}"
        )


def published(found: IdealPoints, world: wp.World, series: str) -> None:
    """Print correlations with a published series."""
    theirs = (
        world.table("ideal_points").filter(series=series).select("ccode", "year", published="mean").collect()
    )
    both = found.frame().join(theirs, left_on=["state", "period"], right_on=["ccode", "year"])
    r = pl.corr("mean", "published")
    within = both.group_by("period").agg(r.alias("r"))["r"]
    print(
        f"{series}: {both.height} state-years, overall {both.select(r).item():.4f}, median year {within.median():.4f}"
    )
    for code, name in STATES.items():
        one = both.filter(state=code)
        gap = one.select((pl.col("mean") - pl.col("published")).mean()).item()
        print(
            f"    {name:8}{one.height:4} years, over time {one.select(r).item():7.3f}, mean difference {gap:7.3f}"
        )


def main() -> None:
    """Run the recovery and the estimate from all roll calls."""
    parser = argparse.ArgumentParser(description="Time and check the ideal points.")
    parser.add_argument("--seeds", type=int, default=10)
    recovery(parser.parse_args().seeds)
    world = wp.load()
    for series, passage in (("all", False), ("final_passage", True)):
        start = time.perf_counter()
        found = ideal_points(world, passage=passage)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{len(found.items.ids)} roll calls, {found.votes.sum()} votes of {found.read}, dropped {found.dropped}: "
            f"{seconds:.1f} s, peak {peak:.0f} MB, {found.iterations} steps, converged {found.converged}"
        )
        published(found, world, series)


if __name__ == "__main__":
    main()
