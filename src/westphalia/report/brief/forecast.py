"""Forecast: how likely the two are to bind themselves to each other in the next years."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.claims.forecasts.resolve import made_in
from westphalia.models.outcomes import CHIEF, HORIZONS, LONG, OUTCOMES, PAGED
from westphalia.models.partnership.prospects import WIDE, Absent, Chance, Prospects, Say, chance, prospects
from westphalia.models.partnership.store import BACKTEST, counted, skill
from westphalia.record.coverage import Coverage
from westphalia.record.in_force import sized
from westphalia.record.results import stale
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Chart, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

TABLES = ("pacts", "defence_agreements", "arms_orders")
WITHIN = {h: "a year" if h == 1 else words.counted(h, "year") for h in HORIZONS}
SCALE = "Likelihood words: almost certain above 95 %, likely above 66 %, a toss-up from 33 % to 66 %, unlikely below 33 %, remote below 5 %."
COUNTED = f"A new pact counts when it has {sized(True)}; an arms relation when nothing was delivered in the five years before an order."
FEW = 0.01
"""Up to this share of all pairs a place is told as a rank."""
BEHIND = 5
"""A model that knows so many more years than the year of the page has seen what came of it."""


def topic(world: World, dyad: Dyad, year: int, live: Say | None = None) -> Topic:
    """Return the forecasts for a pair at the end of a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    live : callable, optional
        Takes a sentence before a forecast is worked out; None where it is not to be.
    """
    found = prospects(world, dyad, year, live)
    if isinstance(found, Absent):
        finding = f"No forecast is made here of new ties between {_pair(dyad)}."
        section = Section("forecast", "Forecast", finding, (words.sentence(found.why),))
        absent: dict[str, Any] = {**dict.fromkeys(PAGED), "drivers": [], "why": found.why}
        return Topic({"forecast": absent}, section, (f"New ties after {year}: {found.why}",))
    made = made_in(world, (min(dyad.codes), max(dyad.codes)), year)
    before = prospects(world, dyad, year - 1, live) if made else None
    section = Section(
        "forecast",
        "Forecast",
        _came(dyad, year, made, before) if made else _finding(world, dyad, year, found),
        tuple(_afterwards(before) if made else _prose(dyad, year, found)),
        tuple(_charts(world, dyad, year, found)),
        tuple(_grids(found)),
        tuple(_notes(world, year, found)),
    )
    return Topic({"forecast": _facts(found)}, section, (), TABLES)


def _pair(dyad: Dyad) -> str:
    return f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"


def _facts(found: Prospects) -> dict[str, Any]:
    facts: dict[str, Any] = {outcome: _entry(found.chances.get(outcome)) for outcome in PAGED}
    facts["drivers"] = [
        {
            "driver": part.name,
            "contribution": part.contribution,
            "interval": list(part.interval or ()),
            "measures": [
                {
                    "name": each.name,
                    "title": each.title,
                    "contribution": each.contribution,
                    "observed": each.observed,
                }
                for each in part.measures
            ],
        }
        for part in found.drivers
    ]
    facts["explains"] = {"outcome": CHIEF, "horizon": LONG, "unit": "log-odds"}
    facts["model"] = {"hash": found.model, "knows_until": found.until}
    return facts


def _entry(by: Any) -> dict[str, Any] | None:
    if by is None:
        return None
    return {
        "probability": {str(h): each.probability for h, each in by.items()},
        "interval": {str(h): list(each.interval) for h, each in by.items()},
        "base_rate": {str(h): each.base_rate for h, each in by.items()},
        "percentile": {str(h): each.percentile for h, each in by.items()},
    }


def _finding(world: World, dyad: Dyad, year: int, found: Prospects) -> str:
    each = found.chief
    return (
        f"{words.sentence(OUTCOMES[CHIEF].words)} between {_pair(dyad)} within {WITHIN[LONG]} after {year} is {numbers.likelihood(each.probability)}"
        f"{_such(world, each.probability)}; of all pairs about {numbers.frequency(each.base_rate)} make one."
    )


def _such(world: World, p: float) -> str:
    """Return how many of the pairs that were given such a chance made a tie: only where they were counted."""
    group = counted(world, p)
    if group is None:
        return ""
    told = f"about {numbers.frequency(group['share'])}" if group["share"] else "none"
    return f": {told} of the {group['n']:,.0f} forecasts most like it since 1950 ({numbers.percent(group['forecast'])} on average) came true"


def _came(dyad: Dyad, year: int, made: tuple[str, ...], before: Prospects | Absent | None) -> str:
    """Return what was said before a tie that came about in the year, not what is said of another one."""
    came = f"{words.sentence(_pair(dyad))} made {words.listed(made)} in {year}"
    if not isinstance(before, Prospects):
        return f"{came}; there is no forecast from the end of {year - 1}."
    each = before.chief
    return (
        f"{came}: at the end of {year - 1} the chance of a new tie within {WITHIN[LONG]} was {numbers.percent(each.probability)}, "
        f"{_place(each, before.pairs)}."
    )


def _afterwards(before: Prospects | Absent | None) -> Iterator[str]:
    """Yield how sure that was, and what the figures below are of."""
    if isinstance(before, Prospects):
        low, high = before.chief.interval
        yield (
            f"What the model has learned left it between {numbers.percent(low)} and {numbers.percent(high)}, nine times in ten."
        )
    yield "The figures below are of a further tie after the one of this year."


def _prose(dyad: Dyad, year: int, found: Prospects) -> Iterator[str]:
    each = found.chief
    low, high = each.interval
    yield (
        f"The chance is {_place(each, found.pairs)}. What the model has learned leaves it between {numbers.percent(low)} and "
        f"{numbers.percent(high)}, nine times in ten."
    )
    soon = found.chances[CHIEF]
    first, *more = HORIZONS[:-1]
    sooner = (f", within {words.count(h)} {numbers.percent(soon[h].probability)}" for h in more)
    yield (
        f"Within {words.counted(first, 'year')} it is {numbers.percent(soon[first].probability)}{''.join(sooner)}."
        + _others(found)
    )
    before = found.course.get(year - 10)
    if before is not None:
        was = chance(before[0])
        ratio = each.probability / was
        now = (
            "much the same"
            if 0.8 < ratio < 1.25
            else f"{numbers.ratio(ratio)} as high"
            if ratio > 1
            else f"{numbers.percent(ratio)} of that"
        )
        yield f"Ten years before, at the end of {year - 10}, it was {numbers.percent(was)}: now it is {now}."


def _place(each: Chance, pairs: int) -> str:
    rank = max(1, round((1 - each.percentile) * pairs + 0.5))
    if rank <= pairs * FEW:
        return f"the {words.superlative(rank, 'highest')} of {pairs:,d} pairs"
    if each.percentile >= 0.5:
        return f"higher than that of {numbers.in_hundred(each.percentile)} pairs"
    return f"lower than that of {numbers.in_hundred(1 - each.percentile)} pairs"


def _others(found: Prospects) -> str:
    others = [outcome for outcome in PAGED if outcome != CHIEF and outcome in found.chances]
    told = [
        f"{OUTCOMES[outcome].words}{'' if told else ' is'} {numbers.likelihood(found.chances[outcome][LONG].probability)}"
        for told, outcome in enumerate(others)
    ]
    return f" Within {WITHIN[LONG]} {words.listed(told)}." if told else ""


def _grids(found: Prospects) -> Iterator[SmallTable]:
    rows = []
    for outcome in PAGED:
        for horizon, each in sorted(found.chances.get(outcome, {}).items()):
            low, high = each.interval
            rows.append(
                (
                    words.sentence(OUTCOMES[outcome].words) if horizon == HORIZONS[0] else "",
                    WITHIN[horizon],
                    numbers.percent(each.probability),
                    f"{numbers.percent(low)} to {numbers.percent(high)}",
                    numbers.percent(each.base_rate),
                    numbers.in_hundred(min(each.percentile, 0.9999))
                    if each.percentile < 0.995
                    else f"{100 * each.percentile:.1f} of 100",
                )
            )
    heads = ("New tie", "Within", "Chance", "Nine times in ten", "All pairs", "Higher than")
    yield SmallTable(heads, tuple(rows), "llrrrr", TABLES, "Chances of a new tie")


def _charts(world: World, dyad: Dyad, year: int, found: Prospects) -> Iterator[Chart]:
    yield from _course(dyad, year, found)
    yield _strip(world, dyad, year, found)


def _course(dyad: Dyad, year: int, found: Prospects) -> Iterator[Chart]:
    if len(found.course) < 2:
        return
    name = f"{dyad.a.name} and {dyad.b.name}"
    first, last = min(found.course), max(found.course)
    rows: list[dict[str, Any]] = []
    for when in range(first, last + 1):
        at = found.course.get(when)
        rows.append(
            {
                "series": name,
                "role": "pair",
                "year": when,
                "value": None if at is None else chance(at[0]),
                "lo": None if at is None else chance(at[0] - WIDE * at[1]),
                "hi": None if at is None else chance(at[0] + WIDE * at[1]),
            }
        )
    rows += [
        {"series": "all pairs", "role": "leader", "year": when, "value": rate}
        for when, rate in found.averages.items()
        if first <= when <= last
    ]
    high = max(found.course, key=lambda when: found.course[when][0])
    yield Chart(
        "forecast-course",
        "lines",
        tuple(rows),
        f"Chance of {OUTCOMES[CHIEF].words} within {WITHIN[LONG]}, seen from each year (band: nine times in ten)",
        f"{numbers.percent(found.chief.probability)} at the end of {year}; highest in {high}.",
        "chance",
        TABLES,
        f"{first}-{last}, by the partnership model of this edition; before 1982 pacts alone",
        {
            "year": year,
            "zero": True,
            "format": "percent",
            "labels": {name: "the two", "all pairs": "all pairs"},
        },
    )


def _strip(world: World, dyad: Dyad, year: int, found: Prospects) -> Chart:
    one, two, best = found.likeliest
    marked = [found.chief.probability, *([best] if {one, two} != set(dyad.codes) else [])]
    rows: list[dict[str, Any]] = []
    for low, high, count in found.spread:
        others = count - sum(low <= value < high for value in marked)
        if others:
            rows.append({"label": "", "role": "other", "value": low, "upto": high, "count": others})
    rows.append(
        {"label": f"{dyad.a.name} and {dyad.b.name}", "role": "pair", "value": found.chief.probability}
    )
    if len(marked) > 1:
        name = f"{world.state(one, year).name} and {world.state(two, year).name}"
        rows.append({"label": name, "role": "other", "named": True, "value": best})
    return Chart(
        "forecast-place",
        "strip",
        tuple(rows),
        f"All pairs at the end of {year} by their chance of {OUTCOMES[CHIEF].words} within {WITHIN[LONG]}",
        f"The chance is {_place(found.chief, found.pairs)}.",
        "chance, each step ten times",
        TABLES,
        f"{found.pairs:,d} pairs",
        {
            "log": True,
            "format": "percent",
            "marks": [{"value": found.chief.base_rate, "text": "mean"}],
            "ends": {"low": "hardly ever", "high": "likely"},
        },
    )


def _notes(world: World, year: int, found: Prospects) -> Iterator[str]:
    yield COUNTED
    yield SCALE
    if found.until - BEHIND > year:
        yield (
            f"The model was fitted to what is known up to {found.until}, what came after {year} included: this is what it says of such a pair, "
            "not a forecast that could have been made then."
        )
    if len(found.course) < 2:
        yield f"How the chance and its drivers moved over the years is not shown for {year}: of earlier years only the one asked for is worked out."
    yield from _carried(year, found)
    yield from worth(world, year)


def _carried(year: int, found: Prospects) -> Iterator[str]:
    """Yield which inputs are of how old a year, those that weigh most for this pair named."""
    by: dict[int, list[tuple[float, str]]] = {}
    for part in found.drivers:
        for each in part.measures:
            if each.observed is not None and each.observed < year - 1:
                by.setdefault(each.observed, []).append((abs(each.contribution), each.title))
    told = []
    for observed in sorted(by, reverse=True):
        names = [title for size, title in sorted(by[observed], reverse=True) if size >= 0.05][:3]
        if names:
            told.append(f"{words.listed(names)} of {observed}")
    if told:
        yield f"Like a forecaster at the end of {year}, the model reads values as old as they were published: {'; '.join(told)}."


def worth(world: World, year: int) -> Iterator[str]:
    """Yield what forecasts of this kind were worth out of sample; past the list of pacts, with data as old as those of the year.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year of the page.
    """
    late = year > Coverage((TABLES[0],)).whole(world)[1]
    row, old = skill(world, late), " with data as old as today's" if late else ""
    if why := stale(world.manifest, BACKTEST):
        yield f"What it was worth on years that it had not seen is not told. {why}"
    if row is None or row.get("brier_skill") is None:
        return
    span = (row.get("interval") or {}).get("brier_skill")
    between = f" (nine times in ten {100 * span[0]:.1f} to {100 * span[1]:.1f} %)" if span else ""
    top = row.get("observed_expected_top1")
    ties = (
        ""
        if top is None
        else f" Among the likeliest 1 % of pairs {numbers.number(top, 2)} times as many ties came about as were expected."
    )
    yield (
        f"Tried on years that it had not seen{old} (origins since 1950, {numbers.number(row['n'], 3)} forecasts, {row['events']:,} ties), the model avoided "
        f"{100 * row['brier_skill']:.1f} % of the squared error of the base rate{between}.{ties}"
    )
