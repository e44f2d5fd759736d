"""Capability: what each can bring to bear, by itself and against the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.existence import RULE, leading
from westphalia.report.brief.figures import YearValues, of_all, series, taken
from westphalia.report.brief.places import Place, place
from westphalia.report.page import Chart, Figure, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

# The pictures of capability: shares over time, the ratio of the two, and the place of both among all.


TABLE = "capabilities"


def _charts(world: World, dyad: Dyad, year: int, chief: State | None, now: YearValues) -> tuple[Chart, ...]:
    """Return the share of each over time, the ratio of the two, and the place of both among all states of the year."""
    span = world.covers("cinc")
    if span is None:
        return ()
    lines = {"a": dyad.a, "b": dyad.b}
    if chief is not None and chief.ccode not in dyad.codes:
        lines["leader"] = chief
    states = [state.ccode for state in lines.values()]
    found = dict(zip(lines, series(world, "cinc", *states), strict=True))
    known = [role for role in ("a", "b") if found[role]]
    if not known:
        return ()
    first = min(min(found[role]) for role in known)
    ends = max(year, span[1])
    shared = {
        "year": year,
        "domain_x": [first, ends],
        "missing": [[span[1] + 1, ends]] if ends > span[1] else [],
    }
    coverage = f"{span[0]}-{span[1]}; {words.not_after(span[1])}"
    rows = tuple(
        {"series": lines[role].name, "role": role, "year": when, "value": value}
        for role, values in found.items()
        for when, value in _gaps({when: value for when, value in values.items() if when >= first})
    )
    share = Chart(
        "capability-share",
        "lines",
        rows,
        "Share of the world's capability (CINC)",
        _share_alt(world, dyad, found),
        "share of the system",
        (TABLE,),
        coverage,
        {**shared, "zero": True, "format": "percent"},
    )
    charts = [share]
    a, b = found["a"], found["b"]
    both = {when: a[when] / b[when] for when in sorted(a.keys() & b.keys()) if a[when] and b[when]}
    if both:
        pair = f"{dyad.a.name} / {dyad.b.name}"
        charts.append(
            Chart(
                "capability-ratio",
                "lines",
                tuple(
                    {"series": pair, "role": "pair", "year": when, "value": value}
                    for when, value in _gaps(both)
                ),
                f"How many times {words.possessive(words.the(dyad.b.name))} capability {words.the(dyad.a.name)} had",
                _ratio_alt(world, dyad, both),
                "ratio",
                (TABLE,),
                coverage,
                {
                    **shared,
                    "log": True,
                    "ends": {"above": f"{dyad.a.name} stronger", "below": f"{dyad.b.name} stronger"},
                    "labels": {pair: "ratio"},
                },
            )
        )
    charts += _strip(world, dyad, chief, now)
    return tuple(charts)


def _gaps(known: Mapping[int, Any]) -> list[tuple[int, Any]]:
    """Return the values by year with None in the years between for which nothing is known."""
    if not known:
        return []
    every = range(min(known), max(known) + 1)
    return [(when, known.get(when)) for when in every]


def _share_alt(world: World, dyad: Dyad, found: Mapping[str, Mapping[int, Any]]) -> str:
    parts = []
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        if found[role]:
            when, value = max(found[role].items(), key=lambda each: each[1])
            name = words.the(world.gazetteer.usual(state.ccode, when))
            parts.append(f"the share of {name} was highest in {when}, {numbers.percent(value)}")
    return words.sentence("; ".join(parts)) + "."


def _ratio_alt(world: World, dyad: Dyad, values: Mapping[int, float]) -> str:
    def told(when: int, value: float) -> str:
        pair = (dyad.a, dyad.b) if value >= 1 else (dyad.b, dyad.a)
        one, two = (words.the(world.gazetteer.usual(state.ccode, when)) for state in pair)
        times = numbers.number(max(value, 1 / value), 2)
        how = "about as strong" if max(value, 1 / value) < STILL else f"{times} times as strong"
        return f"{one} was {how} as {two} in {when}"

    most, least = (pick(values.items(), key=lambda each: each[1]) for pick in (max, min))
    return f"At one end {told(*most)}; at the other {told(*least)}."


def _strip(world: World, dyad: Dyad, chief: State | None, now: YearValues) -> list[Chart]:
    if now.observed is None or not any(code in now.values for code in dyad.codes):
        return []
    roles = {dyad.a.ccode: "a", dyad.b.ccode: "b"}
    if chief is not None:
        roles.setdefault(chief.ccode, "leader")
    rows = tuple(
        {
            "label": world.gazetteer.usual(code, now.observed),
            "role": roles.get(code, "other"),
            "value": 100 * value,
        }
        for code, value in sorted(now.values.items(), key=lambda each: (-each[1], each[0]))
    )
    known = sorted(now.values.values())
    middle = known[len(known) // 2]
    return [
        Chart(
            "capability-place",
            "strip",
            rows,
            f"Capability (CINC) of all {len(rows)} states in {now.observed}",
            f"The largest share was that of {words.the(rows[0]['label'])}, {numbers.percent(known[-1])}; the middle state had {numbers.percent(middle)}.",
            "% of the system",
            (TABLE,),
            f"states of {now.observed}",
            {"log": True, "ends": {"low": "weak", "high": "strong"}, "format": "number"},
        )
    ]


BACK = 10
GLOSS = (
    "Capability is the CINC of the Correlates of War, a state's mean share of the world's "
    "military spending, soldiers, iron and steel, energy, people and city dwellers."
)


@dataclass(frozen=True, slots=True)
class Resource:
    """One kind of resource: label, quantity, scale to the unit shown, and that unit."""

    key: str
    label: str
    name: str
    scale: float
    unit: str


ITEMS = (
    Resource("population", "Population", "tpop", 1e3, "persons"),
    Resource("military_personnel", "Military personnel", "milper", 1e3, "persons"),
    Resource("military_spending", "Military spending", "milex", 1e3, ""),
    Resource("military_spending_sipri", "Military spending", "military_spending", 1e6, "US$ of 2023"),
    Resource("iron_and_steel", "Iron and steel", "irst", 1e3, "tonnes"),
    Resource("energy", "Energy consumed", "pec", 1e3, "tonnes of coal equivalent"),
)


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the capability of the pair in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    now = of_all(world, "cinc", year, carry=True)
    then = of_all(world, "cinc", (now.observed or year) - BACK)
    a, b = (taken(now, state.ccode, year) for state in (dyad.a, dyad.b))
    ranks = {side: place(now.values, state.ccode) for side, state in (("a", dyad.a), ("b", dyad.b))}
    ratio = _ratio(a, b, year)
    uneven = _uneven(now, ratio)
    facts: dict[str, Any] = {
        "a": a.to_dict(),
        "b": b.to_dict(),
        "ratio": ratio.to_dict(),
        "rank": {side: spot.rank if spot else None for side, spot in ranks.items()},
        "place": {side: spot.to_dict() if spot else None for side, spot in ranks.items()},
        "more_uneven_pairs": uneven,
    }
    resources = {item.key: _resource(world, dyad, year, item) for item in ITEMS}
    facts |= {
        key: {side: each.to_dict() for side, (each, _) in found.items()} for key, found in resources.items()
    }
    chief = leading(world, year)
    facts["leading_state"] = {"state": chief.to_dict(), "rule": RULE} if chief else None
    section = Section(
        "capability",
        "Capability",
        _finding(dyad, year, a, b, ratio, then, uneven),
        prose=_prose(dyad, a, b, ranks, now, then),
        charts=_charts(world, dyad, year, chief, now),
        grids=(_grid(dyad, year, a, b, ranks, resources),),
        notes=_notes(world, chief, now, year),
    )
    unknown = []
    if now.observed is not None and now.observed != year:
        unknown.append(
            f"Capability in {year}: it is {words.not_after(now.observed)}, and the figures are of that year."
        )
    for state, found in ((dyad.a, a), (dyad.b, b)):
        if found.value is None:
            unknown.append(f"The capability of {words.the(state.name)} in {year}: {found.why}.")
    return Topic({"capability": facts}, section, tuple(unknown), (TABLE, "military_spending", "economy"))


def _ratio(a: Figure, b: Figure, year: int) -> Figure:
    if a.value is None or b.value is None:
        return Figure(None, "times", year, None, TABLE, a.why or b.why)
    if float(b.value) == 0:
        return Figure(None, "times", year, None, TABLE, "the capability of the second state is nil")
    return Figure(float(a.value) / float(b.value), "times", year, a.observed, TABLE)


def _uneven(now: YearValues, ratio: Figure) -> dict[str, int] | None:
    """Return how many pairs of states of the year were more uneven; None without a ratio above zero."""
    if not ratio.value:
        return None
    known = sorted(value for value in now.values.values() if value > 0)
    own = max(float(ratio.value), 1 / float(ratio.value)) * (1 + 1e-12)
    more = sum(len(known) - bisect_right(known, value * own, lo=n) for n, value in enumerate(known))
    return {"more": more, "of": len(known) * (len(known) - 1) // 2}


def _resource(world: World, dyad: Dyad, year: int, item: Resource) -> dict[str, tuple[Figure, Place | None]]:
    """Return the figures of one resource with their places."""
    values = of_all(world, item.name, year, carry=True)
    return {
        side: (taken(values, state.ccode, year), place(values.values, state.ccode))
        for side, state in (("a", dyad.a), ("b", dyad.b))
    }


def _finding(
    dyad: Dyad,
    year: int,
    a: Figure,
    b: Figure,
    ratio: Figure,
    then: YearValues,
    uneven: dict[str, int] | None,
) -> str:
    one, two = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    if not ratio.value or uneven is None:
        for state, each in ((dyad.a, a), (dyad.b, b)):
            if each.value is None:
                return f"The balance of capability in {year} is not known: for {words.the(state.name)} there is no figure."
        return f"The balance of capability between {words.the(dyad.a.name)} and {two} in {year} cannot be told: one has next to none."
    times = float(ratio.value)
    strong, weak = (dyad.a, dyad.b) if times >= 1 else (dyad.b, dyad.a)
    big = max(times, 1 / times)
    when = f"in {ratio.observed}"
    past = _past(big, strong, weak, then)
    rest = f"{numbers.in_hundred(uneven['more'] / uneven['of'])} pairs were more uneven"
    if big <= 1.05:
        return f"{one} and {two} were about equally strong {when}{past}; {rest}."
    name = words.the(strong.name, start=True)
    return f"{name} had {numbers.ratio(big)} the capability of {words.the(weak.name)} {when}{past}; {rest}."


STILL = 1.1
"""A ratio that is less than so many times another is much the same: the figures are no surer."""


def _past(now: float, strong: State, weak: State, then: YearValues) -> str:
    """Return the clause on the ratio ten years before."""
    one, two = then.values.get(strong.ccode), then.values.get(weak.ccode)
    if not one or not two:
        return ""
    before = one / two
    if max(now / before, before / now) < STILL:
        return ", much as ten years before"
    if before >= 0.95:
        return (
            f", against {numbers.number(before, 2)} times ten years before"
            if before > 1.05
            else ", against an even balance ten years before"
        )
    return f"; ten years before it was {words.the(weak.name)} that had {numbers.ratio(1 / before)} as much"


def _prose(
    dyad: Dyad, a: Figure, b: Figure, ranks: dict[str, Place | None], now: YearValues, then: YearValues
) -> tuple[str, ...]:
    out = []
    for side, state, each in (("a", dyad.a, a), ("b", dyad.b, b)):
        spot, before = ranks[side], place(then.values, state.ccode)
        if each.value is None or spot is None:
            continue
        moved = (
            f"; ten years before, {numbers.percent(before.value)} and {numbers.ordinal(before.rank)} of {before.among}"
            if before
            else ""
        )
        out.append(
            f"{words.the(state.name, start=True)} held {numbers.percent(spot.value)} of the system's capability in {now.observed}, "
            f"the {spot.words('states')}{moved}."
        )
    return tuple(out)


def _grid(
    dyad: Dyad,
    year: int,
    a: Figure,
    b: Figure,
    ranks: dict[str, Place | None],
    resources: dict[str, dict[str, tuple[Figure, Place | None]]],
) -> SmallTable:
    def cell(each: Figure, spot: Place | None, text: str) -> str:
        if each.value is None:
            return "not known"
        where = f", {numbers.ordinal(spot.rank)} of {spot.among}" if spot and each.value else ""
        return f"{text}{where}"

    def share(each: Figure) -> str:
        return numbers.percent(float(each.value)) if each.value is not None else ""

    lines = [
        ("Capability (CINC)", cell(a, ranks["a"], share(a)), cell(b, ranks["b"], share(b)), _when(a, b)),
    ]
    for item in ITEMS:
        found = resources[item.key]
        (one, spot), (two, other) = found["a"], found["b"]
        if one.value is None and two.value is None:
            continue
        unit = item.unit or (
            "GBP of the year" if (one.observed or two.observed or year) < 1914 else "US$ of the year"
        )
        texts = [
            numbers.number(float(each.value) * item.scale) if each.value is not None else ""
            for each in (one, two)
        ]
        lines.append(
            (f"{item.label}, {unit}", cell(one, spot, texts[0]), cell(two, other, texts[1]), _when(one, two))
        )
    return SmallTable(
        ("", dyad.a.name, dyad.b.name, "of"),
        tuple(lines),
        "lrrr",
        (TABLE, "military_spending"),
        f"What each could bring to bear, with rank among the states whose figure is known, {year} or the last year known",
    )


def _when(one: Figure, two: Figure) -> str:
    return str(one.observed or two.observed or "")


def _notes(world: World, chief: State | None, now: YearValues, year: int) -> tuple[str, ...]:
    notes = [GLOSS]
    if chief is not None:
        notes.append(f"The grey line is {words.the(chief.name)}, the leading state by the {RULE}.")
    if now.observed is not None and now.observed != year:
        notes.append(f"The figures are of {now.observed}, the last year of the series.")
    return tuple(notes)
