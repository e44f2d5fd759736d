"""Energy: what oil and gas the two pump, burn and sell, and whether they compete or complete each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from westphalia.record.quantities.economy import EIA, INSTITUTE, OPEC
from westphalia.record.quantities.economy import ETEMAD as LONG
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import Amount, Origin, SourcedAmount, amounts, divided, history, observed
from westphalia.report.page import Chart, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

# Which amounts of oil and gas are told, from which sources.


FIRST = 1900
NAMES = {
    INSTITUTE: "Energy Institute",
    OPEC: "OPEC bulletin",
    EIA: "US Energy Information Administration",
    LONG: "Etemad and Luciani",
}


MEASURES = {
    "oil_production": SourcedAmount(
        "oil production", (Origin("oil_production", INSTITUTE), Origin("oil_production_long", LONG))
    ),
    "oil_consumption": SourcedAmount(
        "oil consumption", (Origin("oil_consumption", INSTITUTE), Origin("oil_consumption_opec", OPEC))
    ),
    "crude_exports": SourcedAmount(
        "crude oil exports", (Origin("crude_exports", OPEC), Origin("crude_exports_eia", EIA))
    ),
    "crude_imports": SourcedAmount("crude oil imports", (Origin("crude_imports", OPEC),)),
    "gas_production": SourcedAmount(
        "gas production",
        (
            Origin("gas_production", INSTITUTE),
            Origin("gas_production_opec", OPEC),
            Origin("gas_production_long", LONG),
        ),
    ),
    "gas_consumption": SourcedAmount(
        "gas consumption", (Origin("gas_consumption", INSTITUTE), Origin("gas_consumption_opec", OPEC))
    ),
    "gas_exports": SourcedAmount("gas exports", (Origin("gas_exports", OPEC),)),
}
Pairs = Mapping[str, list[Amount]]


def _known(found: list[Amount], states: tuple[State, State]) -> list[tuple[State, Amount, float]]:
    """Return the states with a known amount above zero."""
    return [
        (state, each, each.value)
        for state, each in zip(states, found, strict=True)
        if each.value is not None and each.value > 0
    ]


# Pictures of energy: oil pumped and crude oil sold abroad over time.


def _charts(world: World, dyad: Dyad, year: int, now: Pairs) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    if year < FIRST:
        return
    production = MEASURES["oil_production"].origins
    yield from _lines(world, dyad, year, now, "oil_production", production, "Oil pumped")
    exports = MEASURES["crude_exports"].origins
    best = max(
        exports, key=lambda origin: sum(bool(history(world, origin, each)) for each in (dyad.a, dyad.b))
    )
    yield from _lines(world, dyad, year, now, "crude_exports", (best,), "Crude oil sold abroad")


def _lines(
    world: World,
    dyad: Dyad,
    year: int,
    now: Pairs,
    name: str,
    origins: tuple[Origin, ...],
    title: str,
) -> Iterator[Chart]:
    rows: list[dict[str, Any]] = []
    labels: dict[str, str] = {}
    spans: dict[str, tuple[int, int]] = {}
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        start = 9999
        for at, origin in enumerate(origins):
            found = {when: value for when, value in history(world, origin, state).items() if when < start}
            if not found:
                continue
            series = state.name if not labels.get(state.name) else f"{state.name} ({NAMES[origin.source]})"
            labels[series] = state.name if series == state.name else ""
            start = min(found)
            rows += [
                {
                    "series": series,
                    "role": role,
                    "year": when,
                    "value": found.get(when),
                    "source": origin.source,
                    "status": "known" if at == 0 else "estimated",
                }
                for when in range(min(found), max(found) + 1)
            ]
            spans[origin.source] = origin.span(world)
    if not rows or year < min(row["year"] for row in rows):
        return
    last = max(span[1] for span in spans.values())
    told = [
        f"{words.the(state.name)} {numbers.number(value)} in {each.figure.observed}"
        for state, each, value in _known(now[name], (dyad.a, dyad.b))
    ]
    dashed = {row["source"] for row in rows if row["status"] != "known"}
    where = ", ".join(
        f"{NAMES[source]} {words.span(*span)}{' (dashed)' if source in dashed else ''}"
        for source, span in spans.items()
    )
    begun = min(span[0] for span in spans.values())
    yield Chart(
        f"energy-{name.replace('_', '-')}",
        "lines",
        tuple(rows),
        f"{title} (thousand barrels a day)",
        f"Thousand barrels a day: {'; '.join(told)}." if told else f"Not known for {year}.",
        "thousand barrels a day",
        ("oil",),
        f"{where}; not known before {begun} and after {last}",
        {
            "year": year,
            "domain_x": [begun, LAST_YEAR],
            "zero": True,
            "labels": labels,
            "format": "count",
        },
    )


LISTED = "Places and shares are among the states that a source lists, not the whole world; sources define oil differently and are never mixed in one line."
SANCTIONED = 2018
HIDDEN = f"Iran's crude exports after {SANCTIONED} are estimates of secondary sources and below what trackers of tankers report."
TERRITORY = "Figures before independence are those of the territory; the Soviet Union is counted as one state to 1991."
IRAN = 630


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the oil and gas of both states in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    states = (dyad.a, dyad.b)
    now = {name: amounts(world, measure, states, year) for name, measure in MEASURES.items()}
    before = {
        name: amounts(world, MEASURES[name], states, year - 10)
        for name in ("oil_production", "crude_exports")
    }
    facts = {
        name: {side: each.to_dict() for side, each in zip("ab", found, strict=True)}
        for name, found in now.items()
    }
    section = Section(
        id="energy",
        topic="Oil and gas",
        finding=_finding(dyad, year, now),
        prose=tuple(_prose(dyad, now, before)),
        charts=tuple(_charts(world, dyad, year, now)),
        grids=tuple(_grids(dyad, now)),
        notes=tuple(_notes(dyad, year, now)),
    )
    told = any(each.value is not None for found in now.values() for each in found)
    used = ("oil", "gas") if told or section.charts else ()
    return Topic({"energy": facts}, section, tuple(_unknown(dyad, year, now)), used)


def _finding(dyad: Dyad, year: int, now: Pairs) -> str:
    states = (dyad.a, dyad.b)
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    if year < FIRST:
        return f"What oil {a} and {b} pumped in {year} is not known: the record begins in {FIRST}."
    pumped = _known(now["oil_production"], states)
    if not pumped:
        listed = len(now["oil_production"][0].values)
        if not listed:
            return f"What oil {a} and {b} pumped in {year} is {now['oil_production'][0].figure.why}."
        return f"No oil pumped is on record for {a} or {b} in {year}, among {listed} producers listed."
    pumped.sort(key=lambda each: -each[2])
    told = [_ranked(state, each, at == 0) for at, (state, each, _) in enumerate(pumped)]
    last = pumped[0][1].figure.observed
    when = f"In {last}, the last year known," if last != year else f"In {year}"
    text = f"{when} {words.listed(told)}"
    if len(pumped) == 1:
        other = a if pumped[0][0].ccode == dyad.b.ccode else b
        text += f"; {other} is not among them"
    return f"{text}{_market(now, states, last)}."


def _ranked(state: State, each: Amount, first: bool) -> str:
    spot = each.place
    if spot is None:
        return f"{words.the(state.name)} pumped oil"
    if first:
        return f"{words.the(state.name)} was the {words.superlative(spot.rank, 'largest oil producer')} of {spot.among} on record"
    return f"{words.the(state.name)} the {words.superlative(spot.rank)}"


def _market(now: Pairs, states: tuple[State, State], told: int | None) -> str:
    """Return whether the two sell crude against or to each other, where exports and imports of both are known."""
    sold, bought = now["crude_exports"], now["crude_imports"]
    year = sold[0].figure.observed
    when = "" if year is None or year == told else f" in {year}"
    if all((each.value or 0) > 0 for each in sold) and all(
        (out.value or 0) > (into.value or 0) for out, into in zip(sold, bought, strict=True)
    ):
        parts = [each.share for each in sold]
        if sold[0].values is sold[1].values and None not in parts:
            total = sum(part for part in parts if part is not None)
            return f"; both sold crude abroad{when}, together {numbers.percent(total)} of what the {len(sold[0].values)} exporters on record sold"
        return f"; both sold crude abroad{when}"
    net = [(out.value or 0) - (into.value or 0) for out, into in zip(sold, bought, strict=True)]
    if all(each.value is not None for each in (*sold, *bought)) and min(net) < 0 < max(net):
        seller, buyer = (states[0], states[1]) if net[0] > 0 else (states[1], states[0])
        return f"; {words.the(seller.name)} sold crude abroad{when}, {words.the(buyer.name)} had to buy it"
    return ""


def _prose(dyad: Dyad, now: Pairs, before: Pairs) -> Iterator[str]:
    states = (dyad.a, dyad.b)
    for name, verb in (("oil_production", "pumped"), ("crude_exports", "sold abroad")):
        told = []
        for at, (state, each) in enumerate(zip(states, now[name], strict=True)):
            past = before[name][at]
            if each.value is None:
                continue
            then = ""
            if past.value is not None and past.figure.source == each.figure.source:
                then = f" (in {past.figure.observed}: {numbers.number(past.value)})"
            told.append(f"{words.the(state.name)} {verb} {numbers.number(each.value)}{then}")
        if told:
            what = "oil" if name == "oil_production" else "crude oil"
            found = next(each for each in now[name] if each.value is not None)
            yield (f"Thousand barrels of {what} a day in {found.figure.observed}: {' and '.join(told)}.")


def _grids(dyad: Dyad, now: Pairs) -> Iterator[SmallTable]:
    rows = []
    for name, measure in MEASURES.items():
        found = now[name]
        if all(each.value is None for each in found):
            continue
        any_known = next(each for each in found if each.value is not None)
        cells = [cell for each in found for cell in _cells(each)]
        origin = " and ".join(
            dict.fromkeys(NAMES.get(each.figure.source, "") for each in found if each.value is not None)
        )
        rows.append(
            (
                f"{words.sentence(measure.name)}, {any_known.figure.unit}",
                *cells,
                f"{origin}, {any_known.figure.observed}",
            )
        )
    if rows:
        heads = ("", dyad.a.name, "place", dyad.b.name, "place", "From")
        yield SmallTable(heads, tuple(rows), "lrlrll", ("oil", "gas"), "Oil and gas of both")


def _cells(each: Amount) -> tuple[str, str]:
    spot = each.place
    if each.value is None or spot is None:
        return "not listed", "-"
    return numbers.number(each.value), f"{numbers.ordinal(spot.rank)} of {spot.among}" if each.value else "-"


def _notes(dyad: Dyad, year: int, now: Pairs) -> Iterator[str]:
    apart = divided(dyad.codes, year)
    if apart:
        yield apart
    found = [each for pair in now.values() for each in pair if each.value is not None]
    if not found:
        return
    yield LISTED
    carried = [each for each in observed(found) if each != year]
    if carried:
        yield f"Where a source ends before {year}, its last year is shown: {words.listed(str(each) for each in carried)}."
    if IRAN in dyad.codes and year > SANCTIONED:
        yield HIDDEN
    if year < 1992:
        yield TERRITORY


def _unknown(dyad: Dyad, year: int, now: Pairs) -> Iterator[str]:
    if year < FIRST:
        yield f"Oil and gas: not known before {FIRST}."
        return
    late = [each for each in observed(each for found in now.values() for each in found) if each != year]
    if late:
        years = words.listed(str(each) for each in late)
        yield f"Oil and gas: some figures stop before {year} and are of {years}."
    if all(each.value is None for each in now["crude_exports"]):
        why = now["crude_exports"][0].figure.why
        yield f"Crude oil exports of {words.the(dyad.a.name)} and {words.the(dyad.b.name)}: {why}."
