"""What the sample of pairs says of the record: how many pairs signed a pact or a defence agreement, and how many of them the record knows.

The record's lists are those of ATOP to 2018, and the pacts since 2019 and defence agreements since 2011 that are coded by hand. What counts is one thing for coders and
record: something that the two signed, renewed, or both joined in the window. A pact that one of them joined while the other was in it already does not count, nor does a
defence agreement of three or more; what was suspended or ended is nothing that was signed. The unit is a pair in a window: it signed something, or it did not.

How many the record lacks is estimated from the sample alone, each pair with its weight. What the record has is counted over all pairs and not estimated. What neither
knows is estimated by capture and recapture, stratum by stratum. Intervals come from drawing the pairs of each stratum anew.

Usage: ``python -m sources.pair_sample_recall`` prints what the coders found and the record does not have.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

import westphalia as wp
from sources.adapters.coded_pacts import MADE
from sources.pair_sample import WINDOWS, Answer, Pair, Sample, answers, kept_strata, read
from sources.recapture import unseen

AT = tuple[Pair, int]
"""A pair in a window."""
Values = NDArray[np.float64]

SEARCHED = (
    2, 200, 220, 255, 290, 365, 369, 370, 371, 373, 375, 380, 630, 640, 666, 670, 696, 710, 731, 732, 740, 750, 770, 840, 900,
)  # fmt: skip
"""The states that the lists coded by hand were searched in full for, as the head of ``coded/pacts.yaml`` names them."""
INSTITUTIONS = {"NATO": 3180, "SCO": 4810, "TAC": 3755}
"""Numbers in ATOP of the pacts that are joined in the list coded by hand."""
BY_ONE = re.compile(r"Pact by accession of one: .*?\bin (\d{4})\b")
DRAWS, SEED, NORMAL = 4000, 20251231, 1.96


class Record(NamedTuple):
    """What the record knows of pairs in windows.

    Parameters
    ----------
    signed : mapping
        Pairs in windows in which both signed, renewed or joined, with the kinds: pact, agreement.
    acceded : frozenset
        Pairs in windows in which one joined a pact that the other had joined before or, in another window, later.
    """

    signed: dict[AT, frozenset[str]]
    acceded: frozenset[AT]


def window(year: int) -> int:
    """Return the number of the window of a year; 0 before the first.

    Examples
    --------
    >>> window(2010), window(2011), window(2020), window(2025)
    (0, 1, 2, 3)
    """
    return next((number for number, (low, high) in enumerate(WINDOWS, 1) if low <= year <= high), 0)


def record(world: Any) -> Record:
    """Return what the record has of all pairs."""
    pacts, entered = _listed(world)
    signed = defaultdict(set, {at: {"pact"} for at in pacts})
    for kind, row, parties in _coded(world):
        for pair in combinations(parties, 2):
            signed[pair, window(row["start"].year)].add(kind)
        if row["kind"] == "joined" and kind == "pact":
            name = INSTITUTIONS.get(row["institution"], row["institution"])
            entered[name].update(dict.fromkeys(parties, row["start"].year))
    acceded = set()
    for years in entered.values():
        for low, high in combinations(sorted(years), 2):
            begun, joined = sorted((window(years[low]), window(years[high])))
            if joined and begun == joined:
                signed[(low, high), joined].add("pact")
            elif joined:
                acceded.add(((low, high), joined))
    return Record({at: frozenset(kinds) for at, kinds in signed.items()}, frozenset(acceded))


def _listed(world: Any) -> tuple[set[AT], dict[Any, dict[int, int]]]:
    """Return the pairs with a pact of two that begins in a window by ATOP, and the year in which each state entered each pact of many."""
    begun = pl.col("start").dt.year()
    pacts = world.table("pacts").filter("bilateral", pl.col("ccode1") < pl.col("ccode2"))
    rows = pacts.select("ccode1", "ccode2", begun).collect().iter_rows()
    many = world.table("pacts").filter(~pl.col("bilateral")).select("atopid").unique()
    first = (
        world.table("alliance_members").join(many, on="atopid").group_by("atopid", "ccode").agg(begun.min())
    )
    entered: dict[Any, dict[int, int]] = defaultdict(dict)
    for atopid, ccode, year in first.collect().iter_rows():
        entered[atopid][ccode] = year
    return {((low, high), window(year)) for low, high, year in rows if window(year)}, entered


def _coded(world: Any) -> Iterator[tuple[str, dict[str, Any], list[int]]]:
    """Yield kind, row and parties of each pact, and each agreement of two, that was signed, joined or renewed."""
    parts = defaultdict(list)
    for row in world.table("coded_pact_states").sort("ccode").collect().iter_rows(named=True):
        parts[row["id"], "pact" if row["pact"] else "agreement", row["part"]].append(row["ccode"])
    for kind, name in (("pact", "coded_pacts"), ("agreement", "coded_defence_agreements")):
        for row in world.table(name).filter(pl.col("kind").is_in(MADE)).collect().iter_rows(named=True):
            parties, members = (parts[row["id"], kind, part] for part in ("party", "member"))
            if kind == "pact" or (len(parties) == 2 and not members):
                yield kind, row, parties


def noted(sample: Sample) -> set[AT]:
    """Return the pairs in windows of which a coder notes a pact by accession of one."""
    told = ((each.pair, BY_ONE.search(each.note)) for each in (*sample.first, *sample.second))
    return {(pair, window(int(found[1]))) for pair, found in told if found}


class Cell(NamedTuple):
    """Pairs in windows, counted.

    Parameters
    ----------
    n : int
        How many.
    yes, unknown : int
        Of how many the coders found that they signed something, and what no text settles.
    listed : int
        Of how many the record has something.
    both : int
        Of how many both.
    """

    n: int
    yes: int
    unknown: int
    listed: int
    both: int


def cell(told: Collection[Answer], known: Collection[AT]) -> Cell:
    """Count pairs in windows."""
    yes = {(each.pair, each.window) for each in told if each.signed == "yes"}
    listed = {(each.pair, each.window) for each in told}.intersection(known)
    unknown = sum(each.signed == "unknown" for each in told)
    return Cell(len(told), len(yes), unknown, len(listed), len(yes & listed))


def wilson(hits: int, n: int) -> tuple[float, float]:
    """Return Wilson's interval for a share, which holds in 95 of 100 cases.

    Examples
    --------
    >>> tuple(round(end, 3) for end in wilson(2, 10))
    (0.057, 0.51)
    """
    middle, wide = (hits + NORMAL**2 / 2), NORMAL * sqrt(hits * (n - hits) / n + NORMAL**2 / 4)
    return max(0.0, (middle - wide) / (n + NORMAL**2)), min(1.0, (middle + wide) / (n + NORMAL**2))


class Share(NamedTuple):
    """A share of all pairs with its standard error by the design of the sample."""

    value: float
    error: float


def share(sample: Sample, is_so: Callable[[Pair], bool], strata: Collection[int] = (1, 2, 3)) -> Share:
    """Return the share of the pairs of some strata of which something is so.

    The standard error is that of a stratified draw without replacement (Cochran 1977, 5.6).

    Parameters
    ----------
    sample : Sample
        As read.
    is_so : callable
        What tells it of a pair.
    strata : collection of int
        The strata.
    """
    parts = [[each for each in sample.drawn if each.stratum == number] for number in strata]
    sizes = [sum(each.weight for each in part) for part in parts]
    shares = [sum(is_so(each.pair) for each in part) / len(part) for part in parts]
    variance = sum(
        size**2 * (1 - len(part) / size) * value * (1 - value) / (len(part) - 1)
        for size, part, value in zip(sizes, parts, shares, strict=True)
    )
    value = sum(size * value for size, value in zip(sizes, shares, strict=True)) / sum(sizes)
    return Share(value, sqrt(variance) / sum(sizes))


class Estimate(NamedTuple):
    """How many pairs in windows signed something: an array each, first by the sample, then by samples drawn anew from it.

    Parameters
    ----------
    known : array
        Of how many the record has something, counted over all pairs.
    lacking : array
        How many more the coders would find.
    unseen : array
        How many more neither knows, by capture and recapture.
    yes, both : array
        By the sample alone: of how many the coders find something, and of how many of these the record has something.
    """

    known: Values
    lacking: Values
    unseen: Values
    yes: Values
    both: Values

    @property
    def total(self) -> Values:
        """How many there are."""
        return self.known + self.lacking + self.unseen

    @property
    def recall(self) -> Values:
        """The share of all that the record has."""
        return self.known / self.total

    @property
    def in_sample(self) -> Values:
        """The share of what the coders found that the record has, each pair with its weight; nan where they found nothing."""
        return np.divide(self.both, self.yes, out=np.full_like(self.yes, np.nan), where=self.yes > 0)

    def value(self, of: str) -> float:
        """Return a part of the estimate."""
        return float(getattr(self, of)[0])

    def interval(self, of: str) -> tuple[float, float]:
        """Return the ends between which a part of the estimate lies in 95 of 100 samples drawn anew, of those in which it has a value."""
        low, high = np.nanquantile(getattr(self, of)[1:], (0.025, 0.975))
        return float(low), float(high)


def estimates(
    sample: Sample, told: Sequence[Answer], known: Collection[AT], members: Sequence[int]
) -> list[Estimate]:
    """Return the estimate of each stratum, then that of all pairs.

    Parameters
    ----------
    sample : Sample
        As read.
    told : sequence of Answer
        What the coders found, in the windows that are asked about.
    known : collection
        What the record has of all pairs.
    members : sequence of int
        The states of the year of the draw.
    """
    chance, parts = np.random.default_rng(SEED), []
    of_pair = defaultdict(list)
    for each in told:
        of_pair[each.pair].append(each)
    asked = {each.window for each in told}
    for number, pairs in enumerate(kept_strata(members), 1):
        cells = [cell(of_pair[each.pair], known) for each in sample.drawn if each.stratum == number]
        counts = np.array([(each.yes, each.listed, each.both) for each in cells], dtype=float)
        n, every = len(cells), set(pairs)
        times = chance.multinomial(n, np.full(n, 1 / n), DRAWS)
        yes, listed, both = np.vstack([counts.sum(axis=0), times @ counts]).T
        has = len({at for at in known if at[1] in asked and at[0] in every})
        sums = (yes - both, unseen(yes, listed, both), yes, both)
        parts.append(Estimate(np.full(DRAWS + 1, has), *(each * len(pairs) / n for each in sums)))
    return [*parts, Estimate(*map(sum, zip(*parts, strict=True)))]


def with_accessions(told: Sequence[Answer], joined: Collection[AT]) -> list[Answer]:
    """Return what the coders found with pacts by accession of one counted as well."""
    return [
        each._replace(signed="yes", kinds=each.kinds | {"pact"})
        if (each.pair, each.window) in joined
        else each
        for each in told
    ]


def with_unknown(told: Sequence[Answer]) -> list[Answer]:
    """Return what the coders found with everything that no text settles counted as a yes."""
    return [each._replace(signed="yes") if each.signed == "unknown" else each for each in told]


def missing(told: Sequence[Answer], known: Collection[AT]) -> list[Answer]:
    """Return the pairs in windows of which the coders found something and the record has nothing."""
    return [each for each in told if each.signed == "yes" and (each.pair, each.window) not in known]


def pacts_since(told: Sequence[Answer], known: Record, year: int = 2019) -> tuple[int, int]:
    """Return in how many pairs and windows the coders found a pact since a year, and of how many of them the record has one."""
    found = [
        (each.pair, each.window)
        for each in told
        if any(row["kind"] == "pact" and int(row["start"][:4]) >= year for row in each.found)
    ]
    return len(found), sum("pact" in known.signed.get(at, ()) for at in found)


def main() -> None:
    """Print what the coders found and the record does not have, a line each."""
    world = wp.load()
    for each in missing(answers(read()), record(world).signed):
        names = " and ".join(world.state(ccode).name for ccode in each.pair)
        for row in each.found:
            print(f"{names}, {row['start']}, {row['kind']}: {row['title']} {row['citation']}")


if __name__ == "__main__":
    main()
