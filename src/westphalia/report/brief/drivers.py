"""Drivers: what pushes the forecast of a pair up and what holds it down."""

from __future__ import annotations

from collections.abc import Iterator
from math import exp
from typing import TYPE_CHECKING, Any

from westphalia.models.partnership.prospects import (
    Absent,
    Addend,
    Prospects,
    Say,
    chance,
    log_odds,
    prospects,
)
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.forecast import TABLES
from westphalia.report.page import Chart, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

HARDLY = 0.1
"""A driver that adds less, in log-odds, hardly moves the chance."""
LINES = 3
"""Pushes and holds drawn over time, the strongest of each."""
MEASURED = 12
TIMES = (
    "Times as likely is said of the odds (chance of a tie over chance of none), all else as it is; for rare ties that is the chance itself. "
    "The first mark is a pair of average chance. Thin lines: nine times in ten."
)
NAMES = {
    "exclusion": "shut out by others",
    "periphery": "few ties to the core",
    "outside options": "other powers to turn to",
    "revisionism": "wish for another order",
    "common adversaries": "common adversaries",
    "complementarity": "what one can supply the other",
    "grievance": "grievance",
    "rivalry": "rivalry",
    "market rivalry": "rivalry on markets",
    "asymmetry": "inequality of power",
    "distance": "distance in geography and regime",
    "habit": "ties and institutions so far",
    "network": "place among others' ties",
    "sociality": "how many ties each makes",
    "capability": "capability",
    "cannot": "what makes a tie impossible for now",
}
"""Drivers in plain words; one without is told by its name."""


def topic(world: World, dyad: Dyad, year: int, live: Say | None = None) -> Topic:
    """Return what the measures of each driver add to the forecast of alignment within five years.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    live : callable, optional
        Takes a sentence before a forecast is worked out; None where it is not to be.
    """
    found = prospects(world, dyad, year, live)
    if isinstance(found, Absent):
        section = Section(
            "drivers", "What pushes, what holds", "Without a forecast there is nothing to explain."
        )
        return Topic({}, section)
    section = Section(
        "drivers",
        "What pushes, what holds",
        _finding(dyad, found),
        tuple(_prose(found)),
        tuple(_charts(dyad, year, found)),
        tuple(_grids(found)),
        (TIMES,),
    )
    return Topic({}, section, (), TABLES)


def _plain(driver: str) -> str:
    """Return a driver in plain words."""
    return NAMES.get(driver, driver)


def times(size: float) -> str:
    """Return what a contribution does to the odds, in words.

    Parameters
    ----------
    size : float
        In log-odds.

    Examples
    --------
    >>> times(0.7), times(-0.7), times(0.03)
    ('2 times as likely', 'half as likely', 'hardly any change')
    """
    if abs(size) < HARDLY:
        return "hardly any change"
    part = exp(size)
    return "half as likely" if 0.48 < part < 0.525 else f"{numbers.number(part, 2)} times as likely"


def _moved(found: Prospects) -> tuple[list[Addend], list[Addend]]:
    """Return the drivers that push and those that hold, the strongest first."""
    pushes = [part for part in found.drivers if part.contribution >= HARDLY]
    holds = [part for part in reversed(found.drivers) if part.contribution <= -HARDLY]
    return pushes, holds


def _sure(part: Addend) -> bool:
    """Tell whether a driver's interval leaves no doubt of its sign."""
    return part.interval is None or not part.interval[0] < 0 < part.interval[1]


def _finding(dyad: Dyad, found: Prospects) -> str:
    moved = _moved(found)
    pushes, holds = ([part for part in parts if _sure(part)] for parts in moved)
    doubt = "for sure" if any(not _sure(part) for parts in moved for part in parts) else "much"
    pair = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    push = f"{_plain(pushes[0].name)} ({times(pushes[0].contribution)})" if pushes else ""
    hold = f"{_plain(holds[0].name)} ({times(holds[0].contribution)})" if holds else ""
    if push and hold:
        return f"What most pushes {pair} together is {push}; what most holds them apart is {hold}."
    if push:
        return f"What most pushes {pair} together is {push}; nothing holds them apart {doubt}."
    if hold:
        return f"What most holds {pair} apart is {hold}; nothing pushes them together {doubt}."
    return f"Nothing sets the chance of {pair} {doubt} apart from that of the average pair."


def _prose(found: Prospects) -> Iterator[str]:
    moved = _moved(found)
    for parts, verb in zip(moved, ("Pushing", "Holding"), strict=True):
        told = [_because(part) for part in parts if _sure(part)][:3]
        if told:
            yield f"{verb}: {'; '.join(told)}."
    unsure = [_plain(part.name) for parts in moved for part in parts if not _sure(part)]
    if unsure:
        yield f"Whether these push or hold cannot be told for sure: {words.listed(unsure)}."


def _because(part: Addend) -> str:
    """Return a driver with the measures that most make it so."""
    sign = 1 if part.contribution > 0 else -1
    chief = [each.title for each in part.measures if sign * each.contribution >= HARDLY / 2][:2]
    return f"{_plain(part.name)} ({words.listed(chief)})" if chief else _plain(part.name)


def _charts(dyad: Dyad, year: int, found: Prospects) -> Iterator[Chart]:
    yield _waterfall(found)
    yield from _course(year, found)


def _waterfall(found: Prospects) -> Chart:
    at = log_odds(found.chief.base_rate)
    rows: list[dict[str, Any]] = [
        {
            "label": "Average pair",
            "role": "start",
            "value": found.chief.base_rate,
            "text": numbers.percent(found.chief.base_rate),
        }
    ]
    small = [part for part in found.drivers if abs(part.contribution) < HARDLY]
    for part in (part for part in found.drivers if abs(part.contribution) >= HARDLY):
        at += part.contribution
        low, high = part.interval or (None, None)
        rows.append(
            {
                "label": words.sentence(_plain(part.name)),
                "role": "pair" if part.contribution > 0 else "warning",
                "step": part.contribution,
                "value": chance(at),
                "text": times(part.contribution),
                "lo": low,
                "hi": high,
            }
        )
    if small:
        rest = sum(part.contribution for part in small)
        label = f"{words.sentence(words.count(len(small)))} others together" if len(small) > 1 else words.sentence(_plain(small[0].name))  # fmt: skip
        rows.append({"label": label, "role": "other", "step": rest, "value": chance(at + rest), "text": times(rest), "lo": None, "hi": None})  # fmt: skip
    rows.append(
        {
            "label": "The two",
            "role": "end",
            "value": found.chief.probability,
            "text": numbers.percent(found.chief.probability),
        }
    )
    pushes, holds = _moved(found)
    told = [f"{_plain(part.name)} {times(part.contribution)}" for part in (*pushes[:2], *holds[:2])]
    return Chart(
        "drivers-waterfall",
        "waterfall",
        tuple(rows),
        "From the average pair to the two: chance of a new pact or defence agreement within five years, driver by driver",
        f"From {numbers.percent(found.chief.base_rate)} to {numbers.percent(found.chief.probability)}: {'; '.join(told) or 'nothing moves it much'}.",
        "chance",
        TABLES,
        "by the partnership model of this edition",
        {"ends": {"low": "less likely", "high": "more likely"}},
    )


def _course(year: int, found: Prospects) -> Iterator[Chart]:
    pushes, holds = _moved(found)
    chosen = [*pushes[:LINES], *holds[:LINES]]
    rows: list[dict[str, Any]] = []
    for part in chosen:
        by = found.pushes.get(part.name, {})
        if len(by) < 2:
            continue
        for when in range(min(by), max(by) + 1):
            size = by.get(when)
            rows.append(
                {
                    "series": _plain(part.name),
                    "role": "pair" if part.contribution > 0 else "warning",
                    "year": when,
                    "value": None if size is None else exp(size),
                }
            )
    if not rows:
        return
    told = [f"{_plain(part.name)} {times(part.contribution)}" for part in chosen]
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    yield Chart(
        "drivers-course",
        "lines",
        tuple(rows),
        f"The strongest drivers of {year} over time (how many times as likely each makes a tie)",
        f"In {year}: {'; '.join(told)}.",
        "times as likely as the average pair",
        TABLES,
        f"{first}-{last}",
        {"year": year, "log": True, "ends": {"above": "pushes", "below": "holds"}},
    )


def _grids(found: Prospects) -> Iterator[SmallTable]:
    every = [(part, each) for part in found.drivers for each in part.measures]
    every.sort(key=lambda row: -abs(row[1].contribution))
    rows = tuple(
        (
            words.sentence(each.title),
            _plain(part.name),
            times(each.contribution),
            "" if each.observed is None else str(each.observed),
        )
        for part, each in every[:MEASURED]
        if abs(each.contribution) >= HARDLY / 2
    )
    if rows:
        yield SmallTable(
            ("Measure", "Driver", "Does", "Value of"), rows, "lllr", TABLES, "The measures that weigh most"
        )
