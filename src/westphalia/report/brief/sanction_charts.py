"""Pictures of sanctions: kinds over time, number of senders over time, the senders on the map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.record.geography import outline
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.record.source import rows_of
from westphalia.record.tables.sanctions import KINDS
from westphalia.report.brief import words
from westphalia.report.brief.sanction_record import LABELS, Record, against
from westphalia.report.page import Chart, Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

AXIS = [1949, LAST_YEAR]
MAP_FROM = 1992
"""The outline is of today: earlier years would put today's borders on another world."""
Row = dict[str, Any]


def charts(world: World, dyad: Dyad, year: int, now: tuple[Record, ...]) -> Iterator[Chart]:
    """Yield the pictures that have something to show.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    now : tuple of Record
        The sanctions on each of the two.
    """
    yield from of_states(world, {"a": dyad.a, "b": dyad.b}, year, now)


def of_states(
    world: World, states: Mapping[str, State], year: int, now: tuple[Record, ...]
) -> Iterator[Chart]:
    """Yield the pictures of one state or two that have something to show: kinds over time, senders over time, senders on the map.

    Parameters
    ----------
    world : World
        The record.
    states : mapping
        The states by the role that is their colour, ``a`` or ``b``.
    year : int
        The year of the page.
    now : tuple of Record
        The sanctions on each of them.
    """
    span = world.span("sanctions")
    if span is None or now[0].observed is None:
        return
    coverage = f"{span[0]}-{span[1]}; {words.not_after(span[1])}"
    missing = [[span[1] + 1, AXIS[1]]] if span[1] < AXIS[1] else []
    by_state = {role: _by_year(world, state) for role, state in states.items()}
    if not any(by_state.values()):
        return
    alt = _alt(now)
    yield _kinds(states, year, by_state, alt, coverage, missing)
    yield _senders(world, states, year, by_state, alt, coverage, span, missing)
    if year >= MAP_FROM and any(own.senders for own in now):
        yield _map(world, now)


def _by_year(world: World, state: State) -> dict[int, dict[str, int]]:
    """Return for every year with a sender how many states sanction, in all and by kind."""
    counts = (pl.len().alias("cases"), *((pl.col(kind) > 0).sum().alias(kind) for kind in KINDS))
    frame = against(world, state.ccode).group_by("year").agg(*counts).sort("year")
    return {row["year"]: row for row in frame.to_dicts()}


def _alt(now: tuple[Record, ...]) -> str:
    told = [f"{words.counted(len(own.senders), 'state')} on {words.the(own.state.name)}" for own in now]
    return f"In {now[0].observed} sanctions were in force from {words.listed(told)}."


def _kinds(
    states: Mapping[str, State],
    year: int,
    by_state: dict[str, dict[int, dict[str, int]]],
    alt: str,
    coverage: str,
    missing: list[list[int]],
) -> Chart:
    rows = tuple(
        {
            "panel": states[role].name,
            "role": role,
            "kind": LABELS[kind],
            "year": when,
            "value": counts[kind],
        }
        for role, years in by_state.items()
        for when, counts in years.items()
        for kind in KINDS
        if counts[kind]
    )
    none = {
        states[role].name: f"no sanctions in force {coverage.split(';')[0]}"
        for role, years in by_state.items()
        if not years
    }
    return Chart(
        "sanctions-kinds",
        "kinds",
        rows,
        "Sanctions in force by kind (number of states that sanction)",
        alt,
        "states",
        ("sanctions",),
        coverage,
        {
            "panels": [state.name for state in states.values()],
            "kinds": list(LABELS.values()),
            "noun": "states",
            "none": none,
            "missing": {"*": missing},
            "year": year,
            "domain_x": AXIS,
        },
    )


@once
def _most(world: World) -> tuple[tuple[int, float], ...]:
    """Return for every year the number of senders that 95 of 100 states do not exceed."""
    span = world.span("sanctions")
    rows, limits = rows_of(world, "sanction_senders_own"), []
    for year in range(span[0], span[1] + 1) if span else ():
        counts, states = np.sort(rows.value[rows.of_year(year)]), len(world.members(year))
        at = round(0.95 * (states - 1)) - (states - len(counts))
        limits.append((year, float(counts[at]) if at >= 0 else 0.0))
    return tuple(limits)


def _senders(
    world: World,
    states: Mapping[str, State],
    year: int,
    by_state: dict[str, dict[int, dict[str, int]]],
    alt: str,
    coverage: str,
    span: tuple[int, int],
    missing: list[list[int]],
) -> Chart:
    band: list[Row] = [
        {"series": "95 of 100 states", "role": "other", "year": when, "value": None, "lo": 0.0, "hi": hi}
        for when, hi in _most(world)
    ]
    lines: list[Row] = []
    for role, state in states.items():
        alive = {
            when
            for first, last in world.spells(state.ccode)
            for when in range(max(first, span[0]), min(last, span[1]) + 1)
        }
        counted = by_state[role]
        for when in sorted(alive | set(counted)):
            value = counted[when]["cases"] if when in counted else 0
            lines.append({"series": state.name, "role": role, "year": when, "value": value})
    return Chart(
        "sanctions-senders",
        "lines",
        (*band, *lines),
        f"States with sanctions in force on {'the two' if len(states) > 1 else words.the(states['a'].name)} (number of states)",
        alt,
        "states",
        ("sanctions",),
        coverage,
        {
            "year": year,
            "domain_x": AXIS,
            "zero": True,
            "band": True,
            "format": "count",
            "labels": {"other": "95 of 100 states"},
            "missing": missing,
        },
    )


def _map(world: World, now: tuple[Record, ...]) -> Chart:
    a, b = now[0], now[-1]
    shapes, places = outline(world)
    both, only_a, only_b = "sanctions both", f"sanctions {a.state.name}", f"sanctions {b.state.name}"
    sides: Counter[int] = Counter()
    for mark, own in zip((1, 2), now, strict=False):
        sides.update({each.state.ccode: mark for each in own.senders})
    group = {1: only_a, 2: only_b, 3: both}
    names = {each.state.ccode: each.state.name for own in now for each in own.senders}
    rows: list[Row] = [
        {"iso3": places[code], "group": group[side], "state": names[code]}
        for code, side in sorted(sides.items())
        if code in places
    ]
    targets = " and ".join(own.state.name for own in now)
    rows += [
        {"iso3": places[own.state.ccode], "group": targets, "label": own.state.name, "state": own.state.name}
        for own in now
        if own.state.ccode in places and own.state.ccode not in sides
    ]
    drawn = {row["group"] for row in rows}
    roles = {both: "pair", only_b: "b"} | {only_a: "a", targets: "leader"}  # of one state the first colour
    order = sorted(roles, key=[both, only_a, only_b, targets].index)
    return Chart(
        "sanctions-map",
        "map",
        tuple(rows),
        f"States with sanctions in force in {a.observed}, on a map of today's borders",
        _alt(now),
        "",
        ("sanctions", "world_outline"),
        f"{a.observed}; states too small for the scale are not drawn",
        {
            "shapes": shapes,
            "groups": {name: {"role": roles[name], "text": name} for name in order if name in drawn},
        },
    )


# Entries of the United States Treasury's lists with an address in a state, by month.


NOTE = (
    "Designations are counted by the country of the address, not by programme: China, the United Arab Emirates and "
    "Turkey hold many targets of the programmes on Russia and Iran."
)


@once
def begun(world: World) -> date:
    """Return the first month that is at hand.

    Parameters
    ----------
    world : World
        The record.
    """
    found: date = world.whole().listed("designations")["month"].min()  # type: ignore[assignment]
    return found


def _months(world: World, ccode: int, last: int | None = None) -> list[tuple[date, int]]:
    frame = (
        world.listed("designations")
        .drop_nulls("active")
        .filter(ccode=ccode)
        .sort("month")
        .select("month", "active")
    )
    return [(month, active) for month, active in frame.iter_rows() if last is None or month.year <= last]


def read(world: World, dyad: Dyad, year: int) -> dict[str, dict[str, Any]]:
    """Return the entries at the end of the year (or of its last month at hand) with their month, by side.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    found, first = {}, begun(world)
    for side, state in (("a", dyad.a), ("b", dyad.b)):
        months = _months(world, state.ccode, year) if year >= first.year else []
        if months:
            month, active = months[-1]
            figure = Figure(active, "entries", year, month.year, "designations").to_dict()
            found[side] = {**figure, "month": f"{month:%Y-%m}"}
        else:
            why = (
                f"not known before {words.day(first, 'month')}"
                if year < first.year
                else "not in the lists' panel of countries"
            )
            found[side] = Figure(None, "entries", year, None, "designations", why).to_dict()
    return found


def sentences(a: State, b: State, listed: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """Yield one sentence on the entries of both.

    Parameters
    ----------
    a, b : State
        The two states.
    listed : mapping of str to mapping of str to object
        The entries by side, as :func:`read` has them.
    """
    told = [
        f"{listed[side]['value']:,d} entries with an address in {words.the(state.name)}"
        for side, state in (("a", a), ("b", b))
        if listed[side]["value"] is not None
    ]
    if told:
        month = next(each["month"] for each in listed.values() if each["value"] is not None)
        year, number = (int(part) for part in month.split("-"))
        when = words.day(date(year, number, 1), "month")
        yield f"The lists of the United States Treasury held {words.listed(told)} at the end of {when}."


def designation_charts(world: World, dyad: Dyad, year: int) -> Iterator[Chart]:
    """Yield the entries of both by month, when the year is covered.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    first = begun(world)
    if year < first.year:
        return
    rows: list[dict[str, Any]] = []
    ends: list[str] = []
    for role, state in (("a", dyad.a), ("b", dyad.b)):
        months = _months(world, state.ccode)
        rows += [
            {
                "series": state.name,
                "role": role,
                "year": round(month.year + month.month / 12, 4),
                "value": active,
                "month": f"{month:%Y-%m}",
            }
            for month, active in months
        ]
        if months:
            ends.append(
                f"{words.the(state.name)} from {months[0][1]:,d} to {months[-1][1]:,d} by {words.day(months[-1][0], 'month')}"
            )
    if not rows:
        return
    yield Chart(
        "sanctions-designations",
        "lines",
        tuple(rows),
        "Entries of the United States Treasury's lists with an address in the state, end of month",
        words.sentence(f"{'; '.join(ends)}."),
        "entries",
        ("designations",),
        f"{words.day(first, 'month')} to {words.day(date.fromisoformat(max(row['month'] for row in rows) + '-01'), 'month')}; not known before",
        {"zero": True, "format": "count"},
    )
