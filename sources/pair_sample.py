"""A sample of pairs that knows a no: of each it was asked whether it signed a pact or a defence agreement, and the answer may be that it did not.

The lists of agreements and those coded by hand know a yes and never a no: a pair that is in none of them may have signed one that nobody listed. Three hundred pairs
of 2010 are therefore drawn at random and each is searched for. The draw is stratified by the stored forecast of a new alignment within five years, made in 2010: a
hundred of the pairs in its top hundredth, a hundred of the next nine hundredths and a hundred of the rest, so that there is something to find and every pair can come
up. A pair stands for as many as its weight says. The draw and its weights (``draw.yaml``) were committed before anything was searched for; who searches has the pairs
alone, in an order that tells nothing (``pairs.yaml``).

Usage: ``python -m sources.pair_sample`` writes both files, once: it refuses to draw again.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import westphalia as wp
from sources.source import EVENTS

FOLDER = EVENTS / "sample"
DRAW, PAIRS = FOLDER / "draw.yaml", FOLDER / "pairs.yaml"
YEAR, OUTCOME, HORIZON = 2010, "alignment", 5
SHARES = (0.01, 0.09, 0.90)
"""Shares of all pairs in the three strata, likeliest first."""
EACH = 100
SEED = 20101231

HEAD = (
    "# Pairs of states drawn from all pairs of 2010 by the rule in sources/pair_sample.py, with the stratum of each and how many pairs it stands for.\n"
    "# Drawn before anything was searched for. Who searches does not read this file.\n\n"
)
ORDER = "# The pairs of draw.yaml for those who search: without strata and weights, in an order that tells nothing of them.\n\n"

Pair = tuple[int, int]


class Drawn(NamedTuple):
    """A pair that was drawn.

    Parameters
    ----------
    pair : tuple of int
        The two states, the lower number first.
    stratum : int
        1 for the top hundredth, 2 for the next nine, 3 for the rest.
    weight : float
        How many pairs of its stratum it stands for.
    """

    pair: Pair
    stratum: int
    weight: float


def strata(ranked: Sequence[Pair], shares: Sequence[float] = SHARES) -> list[list[Pair]]:
    """Return the pairs of each stratum.

    Parameters
    ----------
    ranked : sequence of tuple
        All pairs, likeliest first.
    shares : sequence of float
        Shares of the strata; the last takes what is left.

    Examples
    --------
    >>> [len(each) for each in strata([(1, n) for n in range(2, 202)])]
    [2, 18, 180]
    """
    cuts = [round(sum(shares[:n]) * len(ranked)) for n in range(len(shares))] + [len(ranked)]
    return [list(ranked[low:high]) for low, high in pairwise(cuts)]


def draw(ranked: Sequence[Pair], each: int = EACH, seed: int = SEED) -> list[Drawn]:
    """Return a simple random sample of each stratum, in the order of the strata and of the numbers of states."""
    chance = random.Random(seed)
    found = []
    for number, pairs in enumerate(strata(ranked), start=1):
        chosen = sorted(chance.sample(sorted(pairs), min(each, len(pairs))))
        found += [Drawn(pair, number, round(len(pairs) / len(chosen), 4)) for pair in chosen]
    return found


def ranked() -> list[Pair]:
    """Return all pairs of the year by the stored forecast, likeliest first."""
    rows = wp.rank(YEAR, outcome=OUTCOME, horizon=HORIZON, top=0).pl()
    return list(rows.sort("rank", "ccode1", "ccode2").select("ccode1", "ccode2").iter_rows())


def shuffled(drawn: Sequence[Drawn], seed: int = SEED + 1) -> list[Pair]:
    """Return the pairs in an order that tells nothing of their strata."""
    pairs = sorted(each.pair for each in drawn)
    random.Random(seed).shuffle(pairs)
    return pairs


def _write(path: Path, head: str, lines: Sequence[str]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(head + "".join(f"- {line}\n" for line in lines), "utf-8")


def main() -> None:
    """Draw the sample and write it; refuse where it was drawn before."""
    if DRAW.exists():
        sys.exit(
            f"error: {DRAW.name} is there: the sample was drawn and is not drawn again. Delete it only if nothing was searched for yet."
        )
    drawn = draw(ranked())
    _write(
        DRAW,
        HEAD,
        [f"{{pair: [{a}, {b}], stratum: {stratum}, weight: {weight}}}" for (a, b), stratum, weight in drawn],
    )
    _write(PAIRS, ORDER, [f"[{a}, {b}]" for a, b in shuffled(drawn)])


if __name__ == "__main__":
    main()
