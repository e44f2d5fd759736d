"""What the partnership model costs: ``python -m benchmarks.models`` prints seconds and peak memory."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any

import westphalia as wp
from westphalia.models import Partnership, load

LIMITS = {
    "fit": 30.0,
    "load": 1.0,
    "first forecast": 0.5,
    "another forecast": 0.5,
    "explain": 0.5,
    "rank": 1.0,
    "movers": 2.0,
}


def timed(title: str, call: Callable[[], Any]) -> Any:
    """Print the seconds of a call and return what it returned."""
    began = time.perf_counter()
    found = call()
    print(f"{title:24}{time.perf_counter() - began:>9.2f} s {LIMITS[title]:>7.1f} allowed")
    return found


def main() -> None:
    """Measure."""
    world = wp.load()
    model = timed("load", lambda: load(world))
    timed("first forecast", lambda: model.forecast("Russia", "Iran", 2022))
    timed("another forecast", lambda: model.forecast("Egypt", "Turkey", 2015))
    timed("explain", lambda: model.explain("Egypt", "Turkey", 2015))
    timed("rank", lambda: model.rank(2010))
    timed("movers", lambda: model.movers(1990, 2000))
    timed("fit", lambda: Partnership().fit(wp.load()))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
