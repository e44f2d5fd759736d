"""The pictures of capability: shares over time, the ratio of the two, and the place of both among all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.brief.figures import Values, series
from westphalia.report.page import Chart

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

TABLE = "capabilities"


def charts(world: World, dyad: Dyad, year: int, chief: State | None, now: Values) -> tuple[Chart, ...]:
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
                _ratio_alt(dyad, both),
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
            parts.append(f"the share of {name} was highest in {when}, {words.percent(value)}")
    return words.sentence("; ".join(parts)) + "."


def _ratio_alt(dyad: Dyad, values: Mapping[int, float]) -> str:
    def told(when: int, value: float) -> str:
        one, two = (dyad.a, dyad.b) if value >= 1 else (dyad.b, dyad.a)
        times = words.number(max(value, 1 / value), 2)
        return f"{words.the(one.name)} was {times} times as strong as {words.the(two.name)} in {when}"

    most, least = (pick(values.items(), key=lambda each: each[1]) for pick in (max, min))
    return f"At the extremes {told(*most)} and {told(*least)}."


def _strip(world: World, dyad: Dyad, chief: State | None, now: Values) -> list[Chart]:
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
            f"The largest share was that of {words.the(rows[0]['label'])}, {words.percent(known[-1])}; the middle state had {words.percent(middle)}.",
            "% of the system",
            (TABLE,),
            f"states of {now.observed}",
            {"log": True, "ends": {"low": "weak", "high": "strong"}, "format": "number"},
        )
    ]
