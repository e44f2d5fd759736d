"""States and years that a claim is compared with, drawn by a stated rule with a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import TYPE_CHECKING

from westphalia.claims import recast
from westphalia.claims.alike import NEAR, alike
from westphalia.claims.essay import Comparable, Test
from westphalia.claims.quantities import EventsOf
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

DRAWN, KEPT, FEWEST = 150, 100, 10
"""Draws, how many of those with an answer are kept at most, and how many are needed."""
SAID: dict[Comparable, str] = {
    "alike": f"states within {NEAR} places in capability in the same year",
    "any": "any states of the same year",
    "years": "the same states in other years",
}
"""The rules, in words."""


@dataclass(frozen=True, slots=True)
class Comparator:
    """One comparable case.

    Parameters
    ----------
    codes : dict of int to int
        Which state takes the place of which; empty for the same states.
    by : int
        So many years later.
    """

    codes: dict[int, int] = field(default_factory=dict)
    by: int = 0

    def of(self, world: World, test: Test) -> Test:
        """Return a test asked of this case."""
        other = recast.of_others(world, test, self.codes) if self.codes else test
        return recast.moved(other, self.by) if self.by else other


def rule(tests: Sequence[Test], given: Comparable | None) -> Comparable:
    """Return by which rule tests are compared, where the claim does not say: events by years, all else by states that are alike.

    Parameters
    ----------
    tests : sequence of Test
        Of one claim, those that can be asked of others.
    given : str, optional
        What the claim says.
    """
    if given is not None:
        return given
    return "years" if all(isinstance(test.asked, EventsOf) or not _of(test) for test in tests) else "alike"


def _of(test: Test) -> bool:
    return isinstance(getattr(test.asked, "of", None), list)


def draws(world: World, tests: Sequence[Test], by: Comparable, seed: str) -> list[Comparator]:
    """Return comparable cases, in an order that the seed gives.

    Parameters
    ----------
    world : World
        The record.
    tests : sequence of Test
        Of one claim.
    by : {"alike", "any", "years"}
        The rule.
    seed : str
        The same seed draws the same cases.
    """
    found = list(_years(world, tests) if by == "years" else _casts(world, tests, by, Random(seed)))
    Random(seed).shuffle(found)
    return found[:DRAWN]


def _years(world: World, tests: Sequence[Test]) -> Iterator[Comparator]:
    """Yield all other years: for events those from the first to the last event of the record in which the same states have a part."""
    asked = recast.span(tests)
    if asked is None:
        return
    first, last = FIRST_YEAR, world.last_known or LAST_YEAR
    if all(isinstance(test.asked, EventsOf) for test in tests):
        first, last = _noted(world, recast.cast(world, tests)) or (0, -1)
    length = asked[1] - asked[0] + 1
    for start in range(first, last - length + 2):
        if abs(start - asked[0]) >= length:
            yield Comparator(by=start - asked[0])


def _noted(world: World, codes: tuple[int, ...]) -> tuple[int, int] | None:
    """Return the years of the first and last event in which all these states have a part; of any of them where there is none."""
    frame = world.scan("event_parties").collect()
    rows: dict[str, set[int]] = {}
    for event, code in zip(frame["event"], frame["ccode"], strict=True):
        rows.setdefault(event, set()).add(code)
    when = dict(zip(frame["event"], frame["date"], strict=True))
    whole = [when[event].year for event, parts in rows.items() if parts >= set(codes)]
    years = whole or [when[event].year for event, parts in rows.items() if parts & set(codes)]
    return (min(years), max(years)) if years else None


def _casts(world: World, tests: Sequence[Test], by: Comparable, random: Random) -> Iterator[Comparator]:
    """Yield other states in the place of those of the tests, each place filled by one that is alike; all there are, or many at random."""
    codes = recast.cast(world, tests)
    year = min(max(recast.called(tests[0].asked), FIRST_YEAR), world.last_known or LAST_YEAR)
    near = [alike(world, code, year, by == "any") for code in codes]
    near = [[each for each in some if each not in codes] for some in near]
    if not codes or not all(near):
        return
    if len(codes) <= 2:
        every = [each for each in product(*near) if len(set(each)) == len(each)]
        random.shuffle(every)
    else:
        every = [
            each for _ in range(4 * DRAWN) if len(set(each := tuple(map(random.choice, near)))) == len(each)
        ]
    for each in dict.fromkeys(every[: 4 * DRAWN]):
        yield Comparator(dict(zip(codes, each, strict=True)))
