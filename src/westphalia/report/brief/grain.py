"""Grain: the wheat the two grow, sell and buy, and what goes from one to the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import (
    Amount,
    Origin,
    SourcedAmount,
    amounts,
    both,
    divided,
    gap,
    history,
    observed,
)
from westphalia.report.page import Chart, Figure, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

# Which amounts of wheat are told, from which sources.


FIRST, SPLIT = 1973, 1993
"""First year of the balances, first year of the tables from state to state."""
BALANCES, FLOWS = "fao_balances", "faostat_trade"
HARVEST = Origin("wheat_production", FLOWS)
HARVEST_BEFORE = Origin("wheat_production_balance", BALANCES)
MEASURES = {
    "wheat_production": SourcedAmount("wheat harvest", (HARVEST, HARVEST_BEFORE)),
    **{
        f"wheat_{flow}": SourcedAmount(
            f"wheat {flow}",
            (Origin(f"wheat_{flow}_balance", BALANCES), Origin(f"wheat_{flow}", FLOWS, "grain_balances")),
        )
        for flow in ("exports", "imports")
    },
}
Pairs = Mapping[str, list[Amount]]
Flow = dict[int, float]


def _tonnes_of(each: Amount) -> float:
    """Return an amount in tonnes: the balances are in thousands."""
    thousands = each.figure.unit.startswith("thousand")
    return (each.value or 0.0) * (1000 if thousands else 1)


# Pictures of grain: harvests over time, wheat from one to the other.


def _charts(world: World, dyad: Dyad, year: int, now: Pairs, flows: tuple[Flow, Flow]) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    if year < FIRST:
        return
    yield from _harvests(world, dyad, year, now)
    span = world.span("wheat_trade")
    if not any(flows) or span is None or year < span[0]:
        return
    panels = (f"{dyad.a.name} to {dyad.b.name}", f"{dyad.b.name} to {dyad.a.name}")
    rows = [
        {"panel": panel, "role": role, "year": when, "value": tonnes}
        for panel, role, flow in zip(panels, "ab", flows, strict=True)
        for when, tonnes in flow.items()
    ]
    told = [
        f"{panel}, most in {max(flow, key=lambda when: flow[when])} with {_in_tonnes(max(flow.values()))}"
        for panel, flow in zip(panels, flows, strict=True)
        if flow
    ]
    yield Chart(
        "grain-flows",
        "bars",
        tuple(rows),
        "Wheat sold from one to the other (tonnes)",
        f"{'; '.join(told)}.",
        "tonnes",
        ("wheat_trade",),
        f"{span[0]}-{span[1]}; not known before {span[0]} and after {span[1]}",
        {
            "panels": list(panels),
            "none": dict.fromkeys(panels, f"no wheat reported {span[0]}-{span[1]}"),
            "missing": {"*": [[span[1] + 1, LAST_YEAR]]} if span[1] < LAST_YEAR else {},
            "year": year,
            "domain_x": [span[0], LAST_YEAR],
            "format": "count",
        },
    )


def _harvests(world: World, dyad: Dyad, year: int, now: Pairs) -> Iterator[Chart]:
    rows: list[dict[str, Any]] = []
    labels: dict[str, str] = {}
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        late = history(world, HARVEST, state)
        early = {
            when: 1000 * kt
            for when, kt in history(world, HARVEST_BEFORE, state).items()
            if when < min(late, default=SPLIT)
        }
        for series, found in ((state.name, late), (f"{state.name}, balances", early)):
            if not any(found.values()):
                continue
            labels[series] = state.name if series == state.name or not late else ""
            status = "known" if series == state.name else "estimated"
            for when in range(min(found), max(found) + 1):
                value = found.get(when)
                row = {"series": series, "role": role, "year": when, "status": status}
                rows.append({**row, "value": None if value is None else value / 1e6})
    if not rows:
        return
    last = max(row["year"] for row in rows)
    told = [
        f"{words.the(state.name)} {numbers.number(_tonnes_of(each))} tonnes in {each.figure.observed}"
        for state, each in zip((dyad.a, dyad.b), now["wheat_production"], strict=True)
        if each.value
    ]
    yield Chart(
        "grain-harvest",
        "lines",
        tuple(rows),
        "Wheat harvested (million tonnes)",
        f"Wheat: {'; '.join(told)}." if told else f"No harvest is known for {year}.",
        "million tonnes",
        ("grain_production", "grain_balances"),
        f"{FIRST}-{SPLIT - 1} from national balances (dashed), then harvest statistics to {last}; {words.not_after(last)}",
        {"year": year, "domain_x": [FIRST, LAST_YEAR], "zero": True, "labels": labels},
    )


IRAN, RUSSIA = 630, 365
UNDER = (
    "Iran's wheat imports are reported far too low: a missing flow to Iran does not mean that nothing went."
)
STOPPED = 2022
MIRROR = f"Russia stopped publishing in {STOPPED}: its wheat exports of that year are what buyers reported, and far too low."
ABSENT = "A year without a flow may be none or none reported: the tables from state to state do not tell."
TWO = (
    "To {} exports and imports are those of the national balances, wheat products included; from {} they are sums of what is "
    "reported from state to state. Calendar years; re-exports are not taken out."
)


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the wheat of both states and between them in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    states = (dyad.a, dyad.b)
    now = {name: amounts(world, measure, states, year) for name, measure in MEASURES.items()}
    before = amounts(world, MEASURES["wheat_production"], states, year - 10)
    flows = _flows(world, dyad)
    facts: dict[str, Any] = {
        name: {side: each.to_dict() for side, each in zip("ab", found, strict=True)}
        for name, found in now.items()
    }
    for name, flow in zip(("a_to_b", "b_to_a"), flows, strict=True):
        facts[name] = {
            **_sold(world, flow, year).to_dict(),
            "years": [{"year": when, "tonnes": tonnes} for when, tonnes in flow.items()],
        }
    section = Section(
        id="grain",
        topic="Grain",
        finding=_finding(dyad, year, now, flows),
        prose=tuple(_prose(dyad, year, now, before, flows)),
        charts=tuple(_charts(world, dyad, year, now, flows)),
        grids=tuple(_grids(dyad, now)),
        notes=tuple(_notes(world, dyad, year, now, flows)),
    )
    used = ("grain_production", "grain_balances", "wheat_trade") if year >= FIRST else ()
    return Topic({"grain": facts}, section, tuple(_unknown(year, now)), used)


def _flows(world: World, dyad: Dyad) -> tuple[Flow, Flow]:
    """Return the wheat sold by A to B and by B to A."""
    there, back = both(world, "wheat", dyad.a.ccode, dyad.b.ccode)
    return {year: tonnes for year, (tonnes, _) in there.items()}, {
        year: tonnes for year, (tonnes, _) in back.items()
    }


def _in_tonnes(amount: float) -> str:
    told = numbers.number(amount)
    return "1 tonne" if told == "1" else f"{told} tonnes"


def _sold(world: World, flow: Flow, year: int) -> Figure:
    if year in flow:
        return Figure(flow[year], "tonnes", year, year, "wheat_trade")
    why = gap(world, "wheat", year) or f"none reported for {year}, which may be none"
    return Figure(None, "tonnes", year, None, "wheat_trade", why)


def _finding(dyad: Dyad, year: int, now: Pairs, flows: tuple[Flow, Flow]) -> str:
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    if year < FIRST:
        return f"What wheat {a} and {b} grew in {year} is not known: the record begins in {FIRST}."
    grown = [
        (state, each)
        for state, each in zip((dyad.a, dyad.b), now["wheat_production"], strict=True)
        if each.value
    ]
    grown.sort(key=lambda item: -_tonnes_of(item[1]))
    if not grown:
        each = now["wheat_production"][0]
        if not each.values:
            return f"What wheat {a} and {b} grew in {year} is {each.figure.why}."
        none = (
            f"No wheat harvest is on record for {a} or {b} in {year}, among {_growers(each)} growers listed"
        )
        return f"{none}{_between(dyad, year, flows)}."
    told = [_ranked(state, each, at == 0) for at, (state, each) in enumerate(grown)]
    last = grown[0][1].figure.observed
    when = f"In {year}" if last == year else f"In {last}, the last year known,"
    other = "" if len(grown) == 2 else f"; no harvest is on record for {b if grown[0][0] is dyad.a else a}"
    return f"{when} {words.listed(told)}{other}{_between(dyad, year, flows)}."


def _growers(each: Amount) -> int:
    return sum(value > 0 for value in each.values.values())


def _ranked(state: State, each: Amount, first: bool) -> str:
    spot = each.place
    rank = spot.rank if spot else 1
    if first:
        return f"{words.the(state.name)} had the {words.superlative(rank)} wheat harvest of {_growers(each)} on record"
    return f"{words.the(state.name)} the {words.superlative(rank)}"


def _between(dyad: Dyad, year: int, flows: tuple[Flow, Flow]) -> str:
    """Return the clause on wheat from one to the other."""
    if year < SPLIT:
        return ""
    directions = ((dyad.a, dyad.b, flows[0]), (dyad.b, dyad.a, flows[1]))
    sold = [(flow[year], seller, buyer) for seller, buyer, flow in directions if year in flow]
    if sold:
        tonnes, seller, buyer = max(sold, key=lambda item: item[0])
        return f"; {words.the(seller.name)} sold {_in_tonnes(tonnes)} to {words.the(buyer.name)}"
    past = [
        (max(when for when in flow if when < year), seller, buyer)
        for seller, buyer, flow in directions
        if any(when < year for when in flow)
    ]
    if past:
        when, seller, buyer = max(past, key=lambda item: item[0])
        return (
            f"; the last sale reported from {words.the(seller.name)} to {words.the(buyer.name)} is of {when}"
        )
    return "; no wheat is reported from one to the other"


def _prose(
    dyad: Dyad, year: int, now: Pairs, before: list[Amount], flows: tuple[Flow, Flow]
) -> Iterator[str]:
    states = (dyad.a, dyad.b)
    told = []
    for state, each, past in zip(states, now["wheat_production"], before, strict=True):
        if each.value:
            then = f" (in {past.figure.observed}: {numbers.number(_tonnes_of(past))})" if past.value else ""
            told.append(f"{words.the(state.name)} {numbers.number(_tonnes_of(each))}{then}")
    if told:
        last = next(each for each in now["wheat_production"] if each.value).figure.observed
        yield f"Wheat harvested in {last}, in tonnes: {words.listed(told)}."
    for seller, buyer, flow, into, out in (
        (dyad.a, dyad.b, flows[0], now["wheat_imports"][1], now["wheat_exports"][0]),
        (dyad.b, dyad.a, flows[1], now["wheat_imports"][0], now["wheat_exports"][1]),
    ):
        if year not in flow:
            continue
        part = flow[year] / _tonnes_of(into) if into.figure.observed == year and _tonnes_of(into) else None
        sold = flow[year] / _tonnes_of(out) if out.figure.observed == year and _tonnes_of(out) else None
        parts = [
            f"{numbers.percent(share)} of the {what} of {words.the(state.name)}"
            for share, what, state in ((part, "reported imports", buyer), (sold, "exports", seller))
            if share is not None and share <= 1
        ]
        rest = f": {words.listed(parts)}" if parts else ""
        yield f"{words.the(seller.name, start=True)} sold {_in_tonnes(flow[year])} of wheat to {words.the(buyer.name)} in {year}{rest}."


def _grids(dyad: Dyad, now: Pairs) -> Iterator[SmallTable]:
    rows = []
    for name, measure in MEASURES.items():
        found = now[name]
        known = [each for each in found if each.value is not None]
        if not known:
            continue
        cells: list[str] = []
        for each in found:
            spot = each.place
            place = f"{numbers.ordinal(spot.rank)} of {_growers(each)}" if spot and each.value else "-"
            cells += ["not listed" if each.value is None else numbers.number(_tonnes_of(each)), place]
        years = words.listed(str(each) for each in sorted({each.figure.observed or 0 for each in known}))
        rows.append((words.sentence(measure.name), *cells, years))
    if rows:
        heads = ("Tonnes", dyad.a.name, "place", dyad.b.name, "place", "Year")
        tables = ("grain_production", "grain_balances", "wheat_trade")
        yield SmallTable(heads, tuple(rows), "lrlrlr", tables, "Wheat of both")


def _notes(world: World, dyad: Dyad, year: int, now: Pairs, flows: tuple[Flow, Flow]) -> Iterator[str]:
    if year < FIRST:
        return
    apart = divided(dyad.codes, year)
    if apart:
        yield apart
    if not any(each.value for found in now.values() for each in found) and not any(flows):
        return
    late = [each for each in observed(each for found in now.values() for each in found) if each != year]
    if late:
        yield f"Wheat is {words.not_after(late[-1])}: that year stands for {year}."
    last = Coverage(("grain_balances",)).whole(world)[1]
    yield TWO.format(last, last + 1)
    if year >= SPLIT:
        yield ABSENT
    if IRAN in dyad.codes and year >= SPLIT:
        yield UNDER
    if RUSSIA in dyad.codes and STOPPED in {each.figure.observed for each in now["wheat_exports"]}:
        yield MIRROR


def _unknown(year: int, now: Pairs) -> Iterator[str]:
    if year < FIRST:
        yield f"Wheat: not known before {FIRST}; from state to state not before {SPLIT}."
        return
    if year < SPLIT:
        yield f"Wheat from state to state: not known before {SPLIT}."
    known = [each for found in now.values() for each in found if each.value is not None]
    if not known:
        yield f"Wheat of both: {now['wheat_production'][0].figure.why}."
    late = [each for each in observed(known) if each != year]
    if late:
        yield f"Wheat: {words.not_after(late[-1])}; that year stands for {year}."
