"""Print, as a table, where the relation score says what common sense would not: rules of thumb against every pair and year, and lists of history.

A rule says what a score may not be where something plain is on record. A pair counts once, in the year in which it is farthest off.

Usage: ``python -m benchmarks.relation_disagreements [--rows N]``.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass

import numpy as np

import westphalia as wp
from westphalia.measures.relation import SPAN, clashes, coded, sources
from westphalia.record.grid import Grid, build

LEAST, MOST = -99.0, 99.0
CALM = 15
"""Years without a dispute, rivalry or broken relations after which members of a pact of few should not be hostile."""


@dataclass(frozen=True)
class Rule:
    """What a score may be, at least and at most, where something is on record."""

    why: str
    rows: np.ndarray
    least: float = LEAST
    most: float = MOST


def rules(world: wp.World, grid: Grid) -> list[Rule]:
    """Return the rules of thumb on the rows of a grid."""

    def on(found: tuple[np.ndarray, np.ndarray, np.ndarray]) -> np.ndarray:
        mask = np.zeros(len(grid.cells), dtype=bool)
        mask[found[0]] = found[1] > 0
        return mask

    fought = on(clashes.war(world, grid))
    allied = on(clashes.allied_war(world, grid))
    held = {
        name: on(getattr(coded, name)(world, grid))
        for name in ("rupture", "embargo", "broad_sanction", "occupation", "expulsion")
    }
    rivals = on(clashes.rivalry(world, grid))
    disputed = on(clashes.dispute(world, grid))
    foul = fought | rivals | disputed | held["rupture"] | held["occupation"] | held["broad_sanction"]
    calm = clashes.years_since(grid, foul) >= CALM
    close, union = on(sources.defence_small(world, grid)), on(sources.union(world, grid))
    agreed = close | union
    return [
        Rule("at war with each other", fought & ~allied, most=-3.0),
        Rule("a full embargo", held["embargo"], most=-0.75),
        Rule("relations broken or recognition refused", held["rupture"], most=-0.5),
        Rule("sanctions of three kinds or more", held["broad_sanction"], most=0.0),
        Rule("land of one held by the other", held["occupation"], most=0.75),
        Rule("a mission expelled or called home in the year", held["expulsion"], most=1.0),
        Rule("on one side of a war, and not on opposite ones", allied & ~fought & ~rivals & ~foul, least=0.0),
        Rule(
            f"a pact of few or the Union, and {CALM} years without a dispute, rivalry or break",
            agreed & calm,
            least=0.75,
        ),
    ]


def worst(world: wp.World, rows: int) -> list[tuple[float, str, int, float, str, str]]:
    """Return how far off, pair, year, score, word and rule of the pairs that are farthest off."""
    grid = build(world, SPAN.whole(world), "cow", dyads=True, directed=False)
    frame = world.table("relations").collect()
    keys = frame.with_row_index("place").select("place", "ccode1", "ccode2", "year")
    at = (
        grid.frame()
        .join(keys, on=["ccode1", "ccode2", "year"], how="left", maintain_order="left")["place"]
        .to_numpy()
    )
    mean, word = frame["mean"].to_numpy()[at], frame["word"].gather(at).to_list()
    found: dict[tuple[int, int], tuple[float, str, int, float, str, str]] = {}
    for rule in rules(world, grid):
        off = np.maximum(rule.least - mean, mean - rule.most)
        for row in np.flatnonzero(rule.rows & (off > 0)):
            one, two = int(grid.codes[grid.one[row]]), int(grid.codes[grid.two[row]])
            year = int(grid.when[row] + grid.first)
            if (one, two) not in found or off[row] > found[one, two][0]:
                pair = f"{world.state(one, year).name} and {world.state(two, year).name}"
                found[one, two] = float(off[row]), pair, year, float(mean[row]), word[row] or "none", rule.why
    return sorted(found.values(), reverse=True)[:rows]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=30)
    world = wp.load()
    print("| pair | year | score | word | on record |\n|---|---|---|---|---|")
    for _, pair, year, mean, word, why in worst(world, parser.parse_args().rows):
        print(f"| {pair} | {year} | {mean:.1f} | {word} | {why} |")


if __name__ == "__main__":
    main()
