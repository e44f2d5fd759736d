"""The calls that are timed, by name. ``python -m benchmarks.work NAME`` makes one and prints its seconds and rows.

The time is that of the call, with the program and polars imported and the edition opened, as the R peer is timed with its packages attached.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import westphalia as wp

YEARS = (1816, 2010)
STANDARD = (
    "contiguity-as-listed",
    "majors",
    "disputes",
    "spells",
    "capabilities",
    "democracy",
    "alliances",
    "gdp",
)
"""What the dangerous dyads need."""
STATES = (
    "capabilities",
    "democracy",
    "archigos",
    "majors",
    "neighbours",
    "gdp",
    "gdp-uncertainty",
    "state-disputes",
    "rivals",
    "nearest-capital",
    "nearest-state",
    "igo-memberships",
    "trade-totals",
    "fractionalisation",
    "terrain",
    "territorial-threat",
    "civil-wars",
)
"""All that the R package can add to state-years and that its wide panel has."""


def load() -> int:
    """Open the edition anew."""
    return len(wp.load().manifest.tables)


def bare(world: wp.World) -> int:
    """Directed dyad-years and nothing else."""
    return wp.panel.dyad_years(world, YEARS).collect().height


def dangerous(world: wp.World) -> int:
    """The panel of the dangerous dyads."""
    pairs = wp.panel.dyad_years(world, YEARS, directed=False)
    return pairs.filter(politically_relevant="as-listed").add(*STANDARD).collect().height


def unfiltered(world: wp.World) -> int:
    """The same for all pairs, directed, with details of disputes and the uncertainty of GDP."""
    more = ("dispute-details", "gdp-uncertainty")
    return wp.panel.dyad_years(world, YEARS).add(*STANDARD, *more).collect().height


def states(world: wp.World) -> int:
    """State-years with everything that the R package has for them."""
    return wp.panel.state_years(world, (1816, 2025)).add(*STATES).collect().height


def everything(world: wp.World) -> int:
    """State-years with every addition that state-years can have."""
    asked = wp.panel.state_years(world, (1816, 2025))
    for name in wp.panel.ADDITIONS:
        try:
            asked = asked.add(name)
        except wp.errors.NotUnderstood:
            continue
    return asked.collect().height


def everything_of_pairs(world: wp.World) -> int:
    """Pairs of the years since the Cold War with every addition that they can have, to a file."""
    asked = wp.panel.dyad_years(world, (1990, 2010), directed=False)
    with tempfile.TemporaryDirectory() as folder:
        return asked.add(*asked.available()).sink(Path(folder) / "pairs.parquet")[0]


def votes_of_a_year(world: wp.World) -> int:
    """Every measure of similarity from the votes of 2018."""
    from westphalia.measures.similarity_votes import similarity

    return similarity(world, (2018, 2018)).height


def votes(world: wp.World) -> int:
    """Every measure of similarity from the votes of all years."""
    from westphalia.measures.similarity_votes import similarity

    return similarity(world, None).height


def alliances(world: wp.World) -> int:
    """Every measure of similarity from the alliances of all years."""
    from westphalia.measures.similarity_alliances import similarity

    return similarity(world, None).height


def points(world: wp.World) -> int:
    """Ideal points from all roll calls of the General Assembly."""
    from westphalia.measures.ideal_points import ideal_points

    return ideal_points(world).frame().height


CALLS: dict[str, Callable[[wp.World], int]] = {
    call.__name__: call
    for call in (
        bare,
        dangerous,
        unfiltered,
        states,
        everything,
        everything_of_pairs,
        votes_of_a_year,
        votes,
        alliances,
        points,
    )
}


def main(name: str) -> None:
    """Make a call and print what it took."""
    if name == "load":
        start = time.perf_counter()
        rows = load()
    else:
        for part in ("polars", "westphalia.panel", "westphalia.measures"):
            import_module(part)
        world = wp.load()
        start = time.perf_counter()
        rows = CALLS[name](world)
    print(time.perf_counter() - start, rows)


if __name__ == "__main__":
    main(sys.argv[1])
