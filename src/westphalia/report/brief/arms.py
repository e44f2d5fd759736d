"""Arms: what each of the two delivered to the other, and who else arms them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record import sums
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.figures import gap
from westphalia.report.brief.places import Place, place
from westphalia.report.page import Chart, Figure, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

# Deliveries of major arms between two states, and their place among all such flows.


TABLE = "arms_transfers"
UNIT = "million TIV"
FIRST = 1950
REGISTER = "sipri_arms_2026"
"""The register, whose deliveries are spread over years and have no categories."""
SPAN = 10
"""Years that are summed: a delivery is spread over years, one year says little."""
Flows = Mapping[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Flow:
    """What one state delivered to the other, by year and category; a covered year without a row is none on record."""

    supplier: int
    recipient: int
    years: Mapping[int, Mapping[str, float]]
    sources: Mapping[int, str]

    def tiv(self, first: int, last: int) -> float:
        """Return the volume delivered from ``first`` to ``last``, both included."""
        return sum(sum(self.years[year].values()) for year in self.years if first <= year <= last)

    def spread(self, year: int) -> bool:
        """Return whether a year's deliveries are from the register, which spreads them over years."""
        return self.sources[year] == REGISTER

    def active(self, first: int, last: int) -> list[int]:
        """Return the years with a delivery from ``first`` to ``last``."""
        return [year for year in self.years if first <= year <= last]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a year for the JSON document."""
        return [
            {
                "year": year,
                "tiv": round(sum(parts.values()), 4),
                "categories": dict(parts),
                "source": self.sources[year],
            }
            for year, parts in self.years.items()
        ]

    def categories(self, first: int, last: int) -> list[tuple[str, float]]:
        """Return the volume by category from ``first`` to ``last``, largest first."""
        sums: dict[str, float] = {}
        for year in self.active(first, last):
            for name, tiv in self.years[year].items():
                sums[name] = sums.get(name, 0.0) + tiv
        return sorted(sums.items(), key=lambda item: (-item[1], item[0]))

    def decades(self, last: int) -> dict[str, float]:
        """Return the volume by decade from 1950 up to the year ``last``."""
        return {
            f"{start}s": round(self.tiv(start, min(start + 9, last)), 4)
            for start in range(FIRST, last + 1, 10)
        }


@once(latest=16)
def flow(world: World, supplier: int, recipient: int) -> Flow:
    """Return all deliveries from one state to another.

    Parameters
    ----------
    world : World
        The record.
    supplier, recipient : int
        Codes of the states.
    """
    frame = world.scan("arms_transfers").filter(supplier=supplier, recipient=recipient)
    rows = frame.select("year", "category", "tiv", "source").sort("year", "category").collect().iter_rows()
    years: dict[int, dict[str, float]] = {}
    sources: dict[int, str] = {}
    for year, category, tiv, source in rows:
        years.setdefault(year, {})[category] = tiv
        sources[year] = source
    return Flow(supplier, recipient, years, sources)


@once(latest=16)
def all_flows(world: World, first: int, last: int) -> Mapping[tuple[int, int], float]:
    """Return the volume of every directed pair with a delivery from ``first`` to ``last``.

    Parameters
    ----------
    world : World
        The record.
    first, last : int
        Years, both included.
    """
    frame = (
        world.listed("deliveries")
        .lazy()
        .filter(pl.col("year").is_between(first, last))
        .group_by("supplier", "recipient")
        .agg(sums.total(pl.col("tiv")))
        .sort("supplier", "recipient")
        .collect()
    )
    return {(supplier, recipient): tiv for supplier, recipient, tiv in frame.iter_rows()}


def suppliers(flows: Mapping[tuple[int, int], float], recipient: int) -> dict[int, float]:
    """Return what each supplier delivered to a recipient, largest first.

    Parameters
    ----------
    flows : mapping of tuple of int to float
        Volume in million TIV by supplier and recipient.
    recipient : int
        Code of the state.
    """
    found = {supplier: tiv for (supplier, to), tiv in flows.items() if to == recipient and tiv > 0}
    return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))


# Pictures of arms: deliveries by year both ways, and their place among all flows.


MANY = 900
"""Most marks of a strip that are drawn one by one."""


def _charts(
    dyad: Dyad,
    year: int,
    there: Flow,
    back: Flow,
    flows: Flows,
    first: int,
    last: int,
    span: tuple[int, int],
) -> Iterator[Chart]:
    """Yield the pictures that have something to show."""
    panels = {f"{dyad.a.name} to {dyad.b.name}": ("a", there), f"{dyad.b.name} to {dyad.a.name}": ("b", back)}
    if not there.years and not back.years:
        return
    rows = tuple(
        {
            "panel": panel,
            "role": role,
            "year": when,
            "value": round(sum(parts.values()), 4),
            "status": "estimated" if each.spread(when) else "known",
            **dict(parts),
        }
        for panel, (role, each) in panels.items()
        for when, parts in each.years.items()
    )
    sums = [
        f"{panel} {numbers.number(each.tiv(first, last))} million TIV in {words.span(first, last)}"
        for panel, (_, each) in panels.items()
    ]
    coverage = f"{span[0]}-{span[1]}; not known before {FIRST}" + (
        f" and after {span[1]}" if span[1] < LAST_YEAR else ""
    )
    yield Chart(
        "arms-deliveries",
        "bars",
        rows,
        "Major arms delivered by year (million TIV: worth of the arms, not price)",
        f"{'; '.join(sums)}.",
        UNIT,
        (TABLE,),
        coverage,
        {
            "panels": list(panels),
            "none": dict.fromkeys(panels, f"none on record {span[0]}-{span[1]}"),
            "missing": {"*": [[span[1] + 1, LAST_YEAR]]} if span[1] < LAST_YEAR else {},
            "year": year,
            "domain_x": [FIRST, LAST_YEAR],
            "format": "number",
        },
    )
    yield from _strip(panels, flows, first, last)


def _strip(panels: Mapping[str, tuple[str, Flow]], flows: Flows, first: int, last: int) -> Iterator[Chart]:
    marked = {
        (each.supplier, each.recipient): (panel, role)
        for panel, (role, each) in panels.items()
        if flows.get((each.supplier, each.recipient), 0) > 0
    }
    positive = {pair: tiv for pair, tiv in flows.items() if tiv > 0}
    if not marked:
        return
    rows = _others([tiv for pair, tiv in positive.items() if pair not in marked])
    rows += [
        {"label": panel, "role": role, "value": positive[pair]} for pair, (panel, role) in marked.items()
    ]
    told = []
    for pair, (panel, _) in marked.items():
        spot = place(positive, pair)
        if spot is not None:
            told.append(f"{panel}: {spot.words('flows')}")
    yield Chart(
        "arms-place",
        "strip",
        tuple(rows),
        f"All {len(positive):,d} flows of major arms from one state to another, {words.span(first, last)} (million TIV, each step ten times)",
        f"{'; '.join(told)}.",
        UNIT,
        (TABLE,),
        f"{words.span(first, last)}; pairs with a delivery",
        {"log": True, "ends": {"low": "small flow", "high": "large flow"}},
    )


def _others(volumes: list[float]) -> list[dict[str, Any]]:
    """Return the other flows as marks, or when they are many as counts in five steps to each ten times."""
    if len(volumes) <= MANY:
        return [{"label": "", "role": "other", "value": tiv} for tiv in volumes]
    steps = Counter(floor(5 * log10(tiv)) for tiv in volumes)
    return [
        {"label": "", "role": "other", "value": 10 ** (at / 5), "upto": 10 ** ((at + 1) / 5), "count": n}
        for at, n in sorted(steps.items())
    ]


GLOSS = "TIV measures the military worth of what was delivered, not its price."
SPREAD = (
    "Deliveries since {} come from a register without categories; a deal's volume is spread evenly over its years, "
    "so the figure of a single year is rough."
)
MAJOR = "Only major conventional arms count: small arms, most ammunition, parts and services are left out."


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the arms the two delivered to each other by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    there, back = (
        flow(world, dyad.a.ccode, dyad.b.ccode),
        flow(world, dyad.b.ccode, dyad.a.ccode),
    )
    span = world.span(TABLE)
    last = min(year, span[1]) if span else year
    if span is None or year < FIRST:
        return _uncovered(world, dyad, year, there, back)
    first = max(FIRST, last - SPAN + 1)
    flows = all_flows(world, first, last)
    section = Section(
        id="arms",
        topic="Arms",
        finding=_finding(dyad, there, back, flows, first, last),
        prose=tuple(_prose(world, dyad, (there, back), flows, first, last)),
        charts=tuple(_charts(dyad, year, there, back, flows, first, last, span)),
        grids=tuple(_grids(world, dyad, flows, first, last)),
        notes=tuple(_notes(world, year, last, there, back)),
    )
    facts = {
        "a_to_b": there.rows(),
        "b_to_a": back.rows(),
        "years": [first, last],
        "total": {"a_to_b": _total(there, year, first, last), "b_to_a": _total(back, year, first, last)},
        "decades": {"a_to_b": there.decades(last), "b_to_a": back.decades(last)},
        "share_of_imports": {
            "a_from_b": _share(flows, back, year, last),
            "b_from_a": _share(flows, there, year, last),
        },
        "place": {"a_to_b": _placed(flows, there), "b_to_a": _placed(flows, back)},
        "suppliers": {
            "a": _suppliers(world, flows, dyad.a, last),
            "b": _suppliers(world, flows, dyad.b, last),
        },
    }
    unknown = () if last == year else (f"Arms deliveries: {words.not_after(last)}.",)
    return Topic({"arms": facts}, section, unknown, (TABLE,))


def _uncovered(world: World, dyad: Dyad, year: int, there: Flow, back: Flow) -> Topic:
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    why = gap(world, "arms", year) or f"not known before {FIRST}"
    begins = f"not known: the record begins in {FIRST}" if year < FIRST else why
    finding = f"What arms {a} and {b} sent each other in {year} is {begins}."
    nothing = Figure(None, UNIT, year, None, TABLE, why).to_dict()
    facts = {
        "a_to_b": there.rows(),
        "b_to_a": back.rows(),
        "total": {"a_to_b": nothing, "b_to_a": nothing},
    }
    section = Section(id="arms", topic="Arms", finding=finding)
    used = (TABLE,) if there.years or back.years else ()
    return Topic({"arms": facts}, section, (f"Arms deliveries: {why}.",), used)


def _total(each: Flow, year: int, first: int, last: int) -> dict[str, Any]:
    return Figure(round(each.tiv(first, last), 4), UNIT, year, last, TABLE).to_dict()


def _share(flows: Flows, each: Flow, year: int, last: int) -> dict[str, Any]:
    total = sum(suppliers(flows, each.recipient).values())
    if not total:
        why = "no deliveries from anyone on record in these years"
        return Figure(None, "share of arms imports", year, None, TABLE, why).to_dict()
    part = flows.get((each.supplier, each.recipient), 0.0) / total
    return Figure(part, "share of arms imports", year, last, TABLE).to_dict()


def _placed(flows: Flows, each: Flow) -> dict[str, Any] | None:
    found = place(flows, (each.supplier, each.recipient))
    return found.to_dict() if found else None


def _suppliers(world: World, flows: Flows, state: State, last: int) -> list[dict[str, Any]]:
    found = suppliers(flows, state.ccode)
    total = sum(found.values())
    return [
        {"state": world.state(code, last).to_dict(), "tiv": round(tiv, 4), "share": tiv / total}
        for code, tiv in list(found.items())[:5]
    ]


def _period(first: int, last: int) -> str:
    return f"in the ten years to {last}" if last - first + 1 == SPAN else f"in {words.span(first, last)}"


def _finding(dyad: Dyad, there: Flow, back: Flow, flows: Flows, first: int, last: int) -> str:
    names = {dyad.a.ccode: words.the(dyad.a.name), dyad.b.ccode: words.the(dyad.b.name)}
    ranked = sorted((there, back), key=lambda each: -each.tiv(first, last))
    main, other = ranked
    if not main.active(first, last):
        return _none(names, there, back, first, last)
    spot = place(flows, (main.supplier, main.recipient))
    text = (
        f"{words.sentence(names[main.supplier])} delivered major arms to {names[main.recipient]} in "
        f"{_years(main, first, last)}{_among(spot)}"
    )
    if other.active(first, last):
        began = min(other.years)
        when = f"for the first time in {began}" if began >= first else f"in {_years(other, first, last)}"
        return f"{text}; {names[other.supplier]} delivered to {names[other.recipient]} {when}."
    ever = [year for year in other.years if year < first]
    back_again = f"none came back after {max(ever)}" if ever else "none on record came back"
    return f"{text}; {back_again}."


def _years(each: Flow, first: int, last: int) -> str:
    active, years = len(each.active(first, last)), last - first + 1
    if years == 1:
        return str(last)
    number = "all" if active == years else f"{words.count(active)} of the"
    return f"{number} {words.count(years)} years to {last}"


def _among(spot: Place | None) -> str:
    if spot is None or spot.among < 2:
        return ""
    if spot.rank <= 10:
        return f", the {words.superlative(spot.rank)} of {spot.among:,d} such flows"
    return f", more than {numbers.in_hundred(spot.below / (spot.among - 1))} such flows"


def _none(names: Mapping[int, str], there: Flow, back: Flow, first: int, last: int) -> str:
    a, b = names[there.supplier], names[back.supplier]
    text = f"No major arms passed between {a} and {b} {_period(first, last)}"
    past = [
        (max(year for year in each.years if year < first), each)
        for each in (there, back)
        if any(y < first for y in each.years)
    ]
    if not past:
        return f"{text}, nor in any year since {FIRST}." if first > FIRST else f"{text}."
    when, each = max(past, key=lambda item: item[0])
    return f"{text}; the last delivery on record went from {names[each.supplier]} to {names[each.recipient]} in {when}."


def _prose(
    world: World, dyad: Dyad, both: tuple[Flow, Flow], flows: Flows, first: int, last: int
) -> Iterator[str]:
    names = {dyad.a.ccode: words.the(dyad.a.name), dyad.b.ccode: words.the(dyad.b.name)}
    if any(each.active(first, last) for each in both) or any(suppliers(flows, code) for code in names):
        yield GLOSS
    for each in both:
        if not each.active(first, last):
            continue
        total = each.tiv(first, last)
        parts = [
            f"{name.lower()} {numbers.number(tiv)}"
            for name, tiv in each.categories(first, last)
            if name != "unknown"
        ]
        known = f" ({words.listed(parts[:4])})" if parts else ""
        imports = sum(suppliers(flows, each.recipient).values())
        share = (
            f": {numbers.percent(total / imports)} of all that {names[each.recipient]} received"
            if imports
            else ""
        )
        past = each.tiv(first - SPAN, first - 1) if first - SPAN >= FIRST else None
        before = (
            ""
            if past is None
            else f"; {numbers.number(past)} in the ten years before"
            if past
            else "; none in the ten years before"
        )
        yield (
            f"{words.sentence(names[each.supplier])} to {names[each.recipient]}, {words.span(first, last)}: "
            f"{numbers.number(total)} million TIV{known}{share}{before}."
        )


def _grids(world: World, dyad: Dyad, flows: Flows, first: int, last: int) -> Iterator[SmallTable]:
    columns = {state: list(suppliers(flows, state.ccode).items()) for state in (dyad.a, dyad.b)}
    deep = min(5, max(len(found) for found in columns.values()))
    if not deep:
        return
    rows = []
    for at in range(deep):
        row: list[str] = [numbers.ordinal(at + 1)]
        for found in columns.values():
            total = sum(tiv for _, tiv in found)
            row += (
                [
                    world.state(found[at][0], last).name,
                    numbers.number(found[at][1]),
                    numbers.percent(found[at][1] / total),
                ]
                if at < len(found)
                else ["-", "-", "-"]
            )
        rows.append(tuple(row))
    heads = ["Rank"]
    for state in columns:
        heads += [f"Suppliers of {words.the(state.name)}", "million TIV", "share"]
    yield SmallTable(
        tuple(heads),
        tuple(rows),
        "llrrlrr",
        (TABLE,),
        f"Main suppliers of major arms, {words.span(first, last)}",
    )


def _notes(world: World, year: int, last: int, there: Flow, back: Flow) -> Iterator[str]:
    yield MAJOR
    register = Coverage((f"{TABLE}:{REGISTER}",)).whole(world)[0]
    if last >= register - 1 or any(each.spread(when) for each in (there, back) for when in each.years):
        yield SPREAD.format(register)
    if last != year:
        yield f"Deliveries are {words.not_after(last)}."
