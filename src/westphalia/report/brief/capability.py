"""Capability: what each can bring to bear, by itself and against the other."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import capability_charts, words
from westphalia.report.brief.capability_charts import TABLE
from westphalia.report.brief.figures import Values, of_all, taken
from westphalia.report.brief.leading import RULE, leading
from westphalia.report.brief.places import Place, place
from westphalia.report.page import Figure, Grid, Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

BACK = 10
GLOSS = (
    "Capability is the CINC of the Correlates of War, a state's mean share of the world's "
    "military spending, soldiers, iron and steel, energy, people and city dwellers."
)


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of resource: label, quantity, scale to the unit shown, and that unit."""

    key: str
    label: str
    name: str
    scale: float
    unit: str


ITEMS = (
    Item("population", "Population", "tpop", 1e3, "persons"),
    Item("military_personnel", "Military personnel", "milper", 1e3, "persons"),
    Item("military_spending", "Military spending", "milex", 1e3, ""),
    Item("military_spending_sipri", "Military spending", "military_spending", 1e6, "US$ of 2023"),
    Item("iron_and_steel", "Iron and steel", "irst", 1e3, "tonnes"),
    Item("energy", "Energy consumed", "pec", 1e3, "tonnes of coal equivalent"),
)


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the capability of the pair in a year."""
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
        charts=capability_charts.charts(world, dyad, year, chief, now),
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


def _uneven(now: Values, ratio: Figure) -> dict[str, int] | None:
    """Return how many pairs of states of the year were more uneven; None without a ratio above zero."""
    if not ratio.value:
        return None
    known = sorted(value for value in now.values.values() if value > 0)
    own = max(float(ratio.value), 1 / float(ratio.value)) * (1 + 1e-12)
    more = sum(len(known) - bisect_right(known, value * own, lo=n) for n, value in enumerate(known))
    return {"more": more, "of": len(known) * (len(known) - 1) // 2}


def _resource(world: World, dyad: Dyad, year: int, item: Item) -> dict[str, tuple[Figure, Place | None]]:
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
    then: Values,
    uneven: dict[str, int] | None,
) -> str:
    one, two = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    if not ratio.value or uneven is None:
        for state, each in ((dyad.a, a), (dyad.b, b)):
            if each.value is None:
                return f"The balance of capability in {year} is not known: for {words.the(state.name)} there is {_no(each.why)}."
        return f"The balance of capability between {words.the(dyad.a.name)} and {two} in {year} cannot be told: one has next to none."
    times = float(ratio.value)
    strong, weak = (dyad.a, dyad.b) if times >= 1 else (dyad.b, dyad.a)
    big = max(times, 1 / times)
    when = f"in {ratio.observed}"
    past = _past(dyad, strong, weak, then)
    rest = f"{words.of(uneven['more'], uneven['of'])} pairs were more uneven"
    if big <= 1.05:
        return f"{one} and {two} were about equally strong {when}{past}; {rest}."
    name = words.the(strong.name, start=True)
    return f"{name} had {words.ratio(big)} the capability of {words.the(weak.name)} {when}{past}; {rest}."


def _no(why: str) -> str:
    return f"no figure ({why})" if why else "no figure"


def _past(dyad: Dyad, strong: State, weak: State, then: Values) -> str:
    """Return the clause on the ratio ten years before."""
    one, two = then.values.get(strong.ccode), then.values.get(weak.ccode)
    if not one or not two:
        return ""
    before = one / two
    if before >= 0.95:
        return (
            f", against {words.ratio(before)} ten years before"
            if before > 1.05
            else ", against an even balance ten years before"
        )
    return f"; ten years before it was {words.the(weak.name)} that had {words.ratio(1 / before)} as much"


def _prose(
    dyad: Dyad, a: Figure, b: Figure, ranks: dict[str, Place | None], now: Values, then: Values
) -> tuple[str, ...]:
    out = []
    for side, state, each in (("a", dyad.a, a), ("b", dyad.b, b)):
        spot, before = ranks[side], place(then.values, state.ccode)
        if each.value is None or spot is None:
            continue
        moved = (
            f"; ten years before, {words.percent(before.value)} and {words.ordinal(before.rank)} of {before.among}"
            if before
            else ""
        )
        out.append(
            f"{words.the(state.name, start=True)} held {words.percent(spot.value)} of the system's capability in {now.observed}, "
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
) -> Grid:
    def cell(each: Figure, spot: Place | None, text: str) -> str:
        if each.value is None:
            return "not known"
        where = f", {words.ordinal(spot.rank)} of {spot.among}" if spot and each.value else ""
        return f"{text}{where}"

    def share(each: Figure) -> str:
        return words.percent(float(each.value)) if each.value is not None else ""

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
            words.number(float(each.value) * item.scale) if each.value is not None else ""
            for each in (one, two)
        ]
        lines.append(
            (f"{item.label}, {unit}", cell(one, spot, texts[0]), cell(two, other, texts[1]), _when(one, two))
        )
    return Grid(
        ("", dyad.a.name, dyad.b.name, "of"),
        tuple(lines),
        "lrrr",
        (TABLE, "military_spending"),
        f"What each could bring to bear, with rank among the states whose figure is known, {year} or the last year known",
    )


def _when(one: Figure, two: Figure) -> str:
    return str(one.observed or two.observed or "")


def _notes(world: World, chief: State | None, now: Values, year: int) -> tuple[str, ...]:
    notes = [GLOSS]
    if chief is not None:
        notes.append(f"The grey line is {words.the(chief.name)}, the leading state by the {RULE}.")
    if now.observed is not None and now.observed != year:
        notes.append(f"The figures are of {now.observed}, the last year of the series.")
    return tuple(notes)
