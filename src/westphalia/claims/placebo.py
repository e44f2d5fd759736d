"""The placebo of a verdict: how many comparable cases meet the same test."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from westphalia.claims import evaluate, modelled, queried, recast
from westphalia.claims.alike import cells
from westphalia.claims.comparable import FEWEST, KEPT, SAID, Comparator, draws, rule
from westphalia.claims.essay import Claim, Essay, Test
from westphalia.claims.measured import ENOUGH, ESTIMATED, from_rows, known_as, years_of
from westphalia.claims.quantities import EventsOf, MeasureOf, QueryOf
from westphalia.claims.verdict import Reading, Verdict, against, combine, judge
from westphalia.errors import WestphaliaError
from westphalia.measures.registry import get

if TYPE_CHECKING:
    from westphalia.record.world import World

ERRORS = {"relation": "relation_sd"}
"""Measures that are estimates, and the measure of their standard deviations."""
ANSWERS = ("supported", "contradicted", "mixed")


@dataclass(frozen=True, slots=True)
class Placebo:
    """How many comparable cases come out as the claim does.

    Parameters
    ----------
    met, of : int
        Cases that meet the test, and all that have an answer.
    rule : str
        What they are; why there are none where there are too few.
    share : float or None
        Of those with an answer; None where there are too few.
    """

    met: int
    of: int
    rule: str
    share: float | None


class Tried(NamedTuple):
    """The tests of a claim that are asked of others, how its parts make one, and the rule."""

    tests: list[Test]
    drawn: list[Comparator]
    rule: str


def tried(world: World, claim: Claim, seed: str) -> Tried:
    """Return which tests of a claim are asked of which other cases.

    Tests on events are left out beside others: few pairs have their events on record, so that they would be met by hardly any.

    Parameters
    ----------
    world : World
        The record.
    claim : Claim
        With tests.
    seed : str
        Of the draw.
    """
    tests = [test for test in claim.parts if recast.can_be(test)]
    data = [test for test in tests if not isinstance(test.asked, EventsOf)]
    tests = data or ([] if len(tests) < len(claim.parts) else tests)
    if not tests:
        return Tried([], [], "it names its cases, or is of all states at once")
    by = rule(tests, claim.comparable)
    return Tried(tests, draws(world, tests, by, seed), SAID[by])


def placebo(world: World, claim: Claim, verdict: Verdict, found: Tried, essay: Essay | None) -> Placebo:
    """Return how many comparable cases come out as a claim does; as supported, where it is neither that nor contradicted.

    Parameters
    ----------
    world : World
        The record.
    claim : Claim
        With tests.
    verdict : str
        Of its tests.
    found : Tried
        What is asked of which cases.
    essay : Essay or None
        Whose claim it is.
    """
    like: Verdict = "contradicted" if verdict == "contradicted" else "supported"
    columns = [
        [
            judge(reading, test.supports, test.contradicts)
            for reading in _readings(world, test, found.drawn, essay)
        ]
        for test in found.tests
    ]
    told = [combine(each, claim.together) for each in zip(*columns, strict=True)]
    known = [each for each in told if each in ANSWERS][:KEPT]
    if len(known) < FEWEST:
        few = found.rule if not found.tests else f"only {len(known)} of {found.rule} have an answer"
        return Placebo(known.count(like), len(known), few, None)
    return Placebo(known.count(like), len(known), found.rule, known.count(like) / len(known))


def _readings(world: World, test: Test, drawn: Sequence[Comparator], essay: Essay | None) -> list[Reading]:
    """Return the figure of a test in each comparable case."""
    asked = [each.of(world, test) for each in drawn]
    queries = [each.asked for each in asked if isinstance(each.asked, QueryOf)]
    if queries and test.against is None:
        return queried.together(world, queries)
    return [_reading(world, each, essay) for each in asked]


def _reading(world: World, test: Test, essay: Essay | None) -> Reading:
    """Return a figure; none found of events that nobody names is none of them, since the cases are compared by what is on record."""
    try:
        found = _measured(world, test) or evaluate.read(world, test, essay)
    except WestphaliaError as error:
        return Reading(None, why=error.what)
    none = isinstance(test.asked, EventsOf) and test.asked.take == "count" and found.value is None
    return replace(found, value=0.0) if none else found


def _measured(world: World, test: Test) -> Reading | None:
    """Return the figure of a measure from arrays of all states, which many cases share; None for all else."""
    one = _from_arrays(world, test.asked)
    if one is None or test.against is None:
        return one
    other = _from_arrays(world, test.against.asked)
    return None if other is None else against(one, other, test.compare)


def _from_arrays(world: World, asked: object) -> Reading | None:
    if not isinstance(asked, MeasureOf) or asked.carry or world.withheld(get(asked.name).table):
        return None
    first, last = years_of(asked.years)
    codes = [world.state(name, last).ccode for name in asked.of]
    values = [(year, _cell(world, asked.name, year, codes)) for year in range(first, last + 1)]
    rows = [(year, value) for year, value in values if value == value]
    told = Reading(None, get(asked.name).in_unit(), None, last)
    if len(rows) < max(1, ENOUGH * len(values)):
        return replace(told, why="not known")
    spreads = (
        [_cell(world, ERRORS[asked.name], year, codes) for year, _ in rows] if asked.name in ESTIMATED else []
    )
    return from_rows(asked, rows, [each for each in spreads if each == each], told)


def _cell(world: World, name: str, year: int, codes: Sequence[int]) -> float:
    """Return a value, NaN where it is not known."""
    place, value = cells(world, known_as(world, name), year)
    if any(code not in place for code in codes):
        return float("nan")
    return float(value[tuple(place[code] for code in codes)])


def relabelled(readings: Sequence[Reading], together: str) -> Placebo:
    """Return the placebo of effects that are estimated over all states at once: the share of relabellings that tell as much.

    Parameters
    ----------
    readings : sequence of Reading
        Of the tests of one claim.
    together : {"all", "any"}
        All relabellings that meet every test are at most as many as those that meet the hardest.
    """
    shares = [each.placebo for each in readings if each.placebo is not None]
    if not shares:
        return Placebo(0, 0, "it names its cases, or is of all states at once", None)
    share = min(shares) if together == "all" else max(shares)
    return Placebo(0, 0, "states that exchange their histories at random", share)


def foreseen(world: World, tests: Sequence[Test]) -> None:
    """Work out together what models of their time say of all pairs of some tests, which is one fit for each five years.

    Parameters
    ----------
    world : World
        The record.
    tests : sequence of Test
        Asked of all cases.
    """
    asked = [each.asked for test in tests for each in recast.figures(test)]
    modelled.foresee(world, asked)
