"""Votes: where the pair stands in the UN General Assembly, apart and beside the leading states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import agreement, words
from westphalia.report.brief.agreement import DISTANCE, SERIES, SILENT, Agreement, VoteReading, member, read
from westphalia.report.brief.existence import leading
from westphalia.report.brief.figures import series
from westphalia.report.page import Chart, Figure, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

# Pictures of votes: ideal points, distances and agreement over the years, and all pairs of one year.


AXIS = [1946, LAST_YEAR]
WIDTH = 0.1
Row = dict[str, Any]


def _coverage(world: World, table: str) -> str:
    first, last = world.span(table) or (AXIS[0], AXIS[1])
    return f"{first}-{last}, no votes in {SILENT}; {words.not_after(last)}"


@once
def _bands(world: World) -> tuple[tuple[int, float, float], ...]:
    """Return for every year the ideal points between which 90 of 100 states lie."""
    limits = agreement.nearest
    return tuple(
        (year, limits(points, 0.05), limits(points, 0.95)) for year, points in agreement.ranked(world).items()
    )


def _intervals(world: World, ccode: int) -> dict[int, tuple[float, float, float]]:
    """Return a state's ideal points by year with the ends of their intervals, which are no quantity of their own."""
    frame = world.scan("ideal_points").filter(ccode=ccode, series=SERIES)
    return {row[0]: row[1:] for row in frame.select("year", "mean", "q5", "q95").collect().iter_rows()}


def _points(world: World, state: State, role: str) -> list[Row]:
    """Return a state's ideal points with their intervals, years without one between them as gaps."""
    found = _intervals(world, state.ccode)
    if not found:
        return []
    rows: list[Row] = []
    for year in range(min(found), max(found) + 1):
        mean, lo, hi = found.get(year, (None, None, None))
        rows.append({"series": state.name, "role": role, "year": year, "value": mean, "lo": lo, "hi": hi})
    return rows


def _stood(dyad: Dyad, now: VoteReading) -> str:
    told = [
        f"{words.the(state.name)} stood at {figure.value:.2f}"
        for state, figure in ((dyad.a, now.a), (dyad.b, now.b))
        if isinstance(figure.value, float)
    ]
    if not told:
        return (
            f"Neither {words.the(dyad.a.name)} nor {words.the(dyad.b.name)} has an ideal point in {now.year}."
        )
    return f"In {now.points.observed} {words.listed(told)}: higher is nearer the United States."


def _moved(dyad: Dyad, now: VoteReading, before: VoteReading) -> str:
    if now.spread is None:
        return f"The distance is not known for {now.year}: {now.distance.why}."
    past = f", {before.apart:.2f} in {before.points.observed}" if before.spread else ""
    return (
        f"{words.the(dyad.a.name, start=True)} and {words.the(dyad.b.name)} were {now.apart:.2f} apart in "
        f"{now.points.observed}{past}; half of all pairs were closer than {now.spread.at(0.5):.2f}."
    )


def points(world: World, dyad: Dyad, year: int, now: VoteReading) -> Iterator[Chart]:
    """Yield the ideal points of both states over time, the leading state and all others behind them.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    now : VoteReading
        The reading of the year.
    """
    lines = [row for state, role in ((dyad.a, "a"), (dyad.b, "b")) for row in _points(world, state, role)]
    if not lines:
        return
    lead = leading(world, year)
    if lead is not None and lead.ccode not in dyad.codes:
        plain = ("series", "role", "year", "value")
        lines += [{key: row[key] for key in plain} for row in _points(world, lead, "leader")]
    band = [
        {"series": "90 of 100 states", "role": "other", "year": when, "value": None, "lo": lo, "hi": hi}
        for when, lo, hi in _bands(world)
    ]
    yield Chart(
        "votes-points",
        "lines",
        (*band, *lines),
        "Place in the votes of the General Assembly (ideal point, higher is nearer the United States)",
        _stood(dyad, now),
        DISTANCE,
        ("ideal_points",),
        _coverage(world, "ideal_points"),
        {"year": year, "domain_x": AXIS, "band": True, "labels": {"other": "90 of 100 states"}},
    )


def apart(world: World, dyad: Dyad, year: int, now: VoteReading, before: VoteReading) -> Iterator[Chart]:
    """Yield the distance of the pair over time among all pairs.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    now, before : VoteReading
        The readings of the year, and of ten years before.
    """
    found = series(world, "ideal_point", dyad.a.ccode, dyad.b.ccode)
    if not all(found):
        return
    name = f"{dyad.a.name} and {dyad.b.name}"
    pair: list[Row] = []
    for when in range(max(min(own) for own in found), min(max(own) for own in found) + 1):
        one, other = (own.get(when) for own in found)
        value = None if one is None or other is None else abs(one - other)
        pair.append({"series": name, "role": "pair", "year": when, "value": value})
    if not any(row["value"] is not None for row in pair):
        return
    band, middle = [], []
    for when, lo, half, hi in agreement.spreads(world):
        row: Row = {"role": "other", "year": when}
        band.append({**row, "series": "90 of 100 pairs", "value": None, "lo": lo, "hi": hi})
        middle.append({**row, "series": "middle of all pairs", "value": half})
        if when == SILENT - 1:
            middle.append({**row, "series": "middle of all pairs", "year": SILENT, "value": None})
    yield Chart(
        "votes-distance",
        "lines",
        (*band, *middle, *pair),
        "Distance in the votes of the General Assembly (difference of ideal points)",
        _moved(dyad, now, before),
        DISTANCE,
        ("ideal_points",),
        _coverage(world, "ideal_points"),
        {
            "year": year,
            "domain_x": AXIS,
            "zero": True,
            "band": True,
            "labels": {"other": "90 of 100 pairs"},
        },
    )


def _among(
    dyad: Dyad, marks: Mapping[str, tuple[str, float]], readings: Sequence[VoteReading]
) -> Iterator[Chart]:
    """Yield the distances of all pairs, this pair marked, in each reading; ``marks`` are other pairs of the last."""
    name = f"{dyad.a.name} and {dyad.b.name}"
    known = [(str(each.points.observed), each.apart, each.spread) for each in readings if each.spread]
    if not known:
        return
    rows: list[Row] = []
    for panel, own, spread in known:
        rows += [
            {"label": "", "role": "other", "value": lo, "upto": hi, "count": n, "panel": panel}
            for lo, hi, n in spread.bins(WIDTH)
            if n
        ]
        rows.append({"label": name, "role": "pair", "value": own, "panel": panel})
    last, own, spread = known[-1]
    rows += [
        {"label": label, "role": role, "value": value, "panel": last}
        for label, (role, value) in marks.items()
    ]
    yield Chart(
        "votes-place",
        "strip",
        tuple(rows),
        f"Distances of all pairs of states in the votes of {last}",
        f"{name} lie {own:.2f} apart; half of all pairs are closer than {spread.at(0.5):.2f}.",
        DISTANCE,
        ("ideal_points",),
        f"all states with an ideal point in {words.listed(panel for panel, _, _ in known)}",
        {
            "ends": {"low": "voting alike", "high": "far apart"},
            "zero": True,
            "panels": [panel for panel, _, _ in known],
            "marks": [{"value": each.at(0.5), "text": "median", "panel": panel} for panel, _, each in known],
        },
    )


def _same(world: World, dyad: Dyad, year: int, agreed: Mapping[int, Agreement]) -> Iterator[Chart]:
    """Yield the agreement of the pair over time."""
    if not agreed:
        return
    last = max((when for when in agreed if when <= year), default=min(agreed))
    rows = tuple(
        {
            "series": f"{dyad.a.name} and {dyad.b.name}",
            "role": "pair",
            "year": when,
            "value": agreed[when].share if when in agreed else None,
            "roll_calls": agreed[when].together if when in agreed else 0,
        }
        for when in range(min(agreed), max(agreed) + 1)
    )
    yield Chart(
        "votes-agreement",
        "lines",
        rows,
        "Roll calls of the General Assembly in which both voted the same (share of those in which both voted)",
        f"{dyad.a.name} and {dyad.b.name} voted the same in {numbers.percent(agreed[last].share)} of the roll calls of {last}.",
        "share of roll calls",
        ("votes",),
        _coverage(world, "votes"),
        {"year": year, "domain_x": AXIS, "domain": [0, 1], "format": "percent"},
    )


# Distance in votes to the permanent members of the Security Council.


MEMBERS = (2, 200, 220, 365, 710)
PEKING, TAIPEI = 710, 713
"""The seat of China was held by Taipei from the end of 1949 to 1971."""


def _members(world: World, reading: VoteReading) -> list[State]:
    """Return the permanent members that voted in the year of a reading."""
    year = reading.points.observed or reading.year
    seat = TAIPEI if PEKING not in reading.points.values and TAIPEI in reading.points.values else PEKING
    return [world.state(seat if code == PEKING else code, year) for code in MEMBERS]


def _apart_in_council(reading: VoteReading, one: State, other: State) -> Figure:
    """Return the distance of two states in the year of a reading."""
    values = reading.points.values
    if one.ccode == other.ccode or one.ccode not in values or other.ccode not in values:
        why = "the state itself" if one.ccode == other.ccode else "no ideal point of both"
        return Figure(None, DISTANCE, reading.year, None, "ideal_points", why)
    distance = abs(values[one.ccode] - values[other.ccode])
    return Figure(distance, DISTANCE, reading.year, reading.points.observed, "ideal_points")


def _leading_facts(world: World, dyad: Dyad, reading: VoteReading) -> list[dict[str, Any]]:
    """Return the distances of both states to every permanent member for the JSON document."""
    if not reading.points.values:
        return []
    return [
        {
            "state": state.to_dict(),
            "a": _apart_in_council(reading, dyad.a, state).to_dict(),
            "b": _apart_in_council(reading, dyad.b, state).to_dict(),
        }
        for state in _members(world, reading)
    ]


def _grids(world: World, dyad: Dyad, now: VoteReading, before: VoteReading) -> Iterator[SmallTable]:
    """Yield the distances as a small table, ten years before beside them."""
    if now.a.value is None and now.b.value is None:
        return
    columns = [
        (each, state)
        for each in (now, before)
        for state, figure in ((dyad.a, each.a), (dyad.b, each.b))
        if figure.value is not None
    ]
    heads = [f"from {words.the(state.name)}, {each.points.observed}" for each, state in columns]
    rows = []
    for each_member in _members(world, now):
        cells = [_apart_in_council(each, state, each_member).value for each, state in columns]
        rows.append((each_member.name, *("-" if cell is None else f"{cell:.2f}" for cell in cells)))
    yield SmallTable(
        ("Permanent member", *heads),
        tuple(rows),
        "l" + "r" * len(heads),
        ("ideal_points",),
        "Distance to the permanent members of the Security Council (difference of ideal points)",
    )


FIRST = 1946
MOVED = 0.15
"""Change of place within a year, as a share of all pairs, that makes the year before the comparison."""
STIR = 0.4
"""Change of distance within a year below which it is no finding: nine of ten pairs move less (0.37 on average of 1990-2024)."""
GLOSS = (
    "An ideal point is a state's place on the line that best sorts all votes of the General Assembly; "
    "higher is nearer the United States."
)
SERIES_NOTE = "Ideal points are the published series for votes on final passage."
LEANS = "They are estimated from all years at once: the value of a year leans a little on its neighbours."
EMERGENCY, PARTIAL = 2022, 2024
"""Year of the emergency sessions on Ukraine; year of which the release has the first roll calls only."""
NO_EMERGENCY = f"The roll calls at hand leave out the emergency sessions of {EMERGENCY}; the votes on Ukraine are listed apart."
FEW = f"Only the first roll calls of {PARTIAL} are at hand: agreement of that year rests on few."


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return how the pair voted in the United Nations by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    now, before = read(world, dyad, year, carry=True), read(world, dyad, year - 10)
    eve = read(world, dyad, (now.distance.observed or year) - 1)
    agreed = agreement.by_year(world, dyad.a.ccode, dyad.b.ccode) if year >= FIRST else {}
    both = agreement.latest(world, agreed, year)
    cast = agreement.ukraine_facts(world, dyad, year)
    section = Section(
        id="votes",
        topic="Votes",
        finding=_finding(world, dyad, year, (now, eve, before), agreed),
        prose=(*_prose(now, both), *([agreement.sentence(dyad, cast)] if cast else [])),
        charts=tuple(_charts(world, dyad, year, (now, eve, before), agreed)),
        grids=tuple(_grids(world, dyad, now, before)),
        notes=tuple(_notes(world, year)),
    )
    facts = {
        "ideal_point": {"a": now.a.to_dict(), "b": now.b.to_dict()},
        "series": SERIES,
        "distance": now.distance.to_dict(),
        "estimated_here": agreement.own_facts(world, dyad, year),
        "distance_percentile": None if now.spread is None else now.spread.farther_than(now.apart),
        "distance_ten_years_before": before.distance.to_dict(),
        "agreement": agreement.fact(world, both, year),
        "agreement_percentile": agreement.place(world, both),
        "leading": _leading_facts(world, dyad, now),
        "ukraine": cast,
    }
    return Topic({"votes": facts}, section, tuple(_unknown(world, year, now)), _used(world, year, bool(cast)))


def _used(world: World, year: int, ukraine_told: bool) -> tuple[str, ...]:
    if year < FIRST:
        return ()
    published = () if world.withheld("ideal_points") else ("ideal_points",)
    return (*published, agreement.table_of(world), "votes", *(["ukraine_votes"] if ukraine_told else []))


def _finding(
    world: World,
    dyad: Dyad,
    year: int,
    readings: tuple[VoteReading, VoteReading, VoteReading],
    agreed: Mapping[int, Agreement],
) -> str:
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    pair = words.sentence(f"{a} and {b}")
    if year < FIRST:
        return f"How {a} and {b} would have voted in {year} is not known: the United Nations first voted in {FIRST}."
    if readings[0].closer is not None:
        return _placed(pair, *readings)
    both = agreement.latest(world, agreed, year)
    if both is None:
        return _apart(world, dyad, year, agreed)
    share = agreement.place(world, both)
    often = ""
    if share is not None:
        often = (
            f", more often than {_pairs(share)}" if share >= 0.5 else f", less often than {_pairs(1 - share)}"
        )
    calls = numbers.of(both.same, both.together, "roll calls")
    return f"{pair} voted the same in {calls} of the United Nations in {both.year}{often}."


def _placed(pair: str, now: VoteReading, eve: VoteReading, before: VoteReading) -> str:
    closer = now.closer or 0.0
    near = closer >= 0.5

    def than(share: float) -> str:
        return _pairs(share if near else 1 - share)

    way = "closer to each other" if near else "farther apart"
    when = now.distance.observed
    stirred = eve.closer is not None and abs(now.apart - eve.apart) >= STIR
    if eve.closer is not None and stirred and abs(closer - eve.closer) >= MOVED:
        move = "drew together" if closer > eve.closer else "drew apart"
        then = numbers.in_hundred(eve.closer if near else 1 - eve.closer)
        return (
            f"{pair} {move} in the United Nations in {when}: they voted {way} than {than(closer)}, "
            f"a year earlier than {then}."
        )
    past = ""
    if before.closer is not None:
        past = f"; in {before.distance.observed} than {numbers.in_hundred(before.closer if near else 1 - before.closer)}"
    return f"{pair} voted {way} in the United Nations in {when} than {than(closer)}{past}."


def _pairs(share: float) -> str:
    return "all other pairs of states" if share >= 1 else f"{numbers.in_hundred(share)} pairs of states"


def _apart(world: World, dyad: Dyad, year: int, agreed: Mapping[int, Agreement]) -> str:
    """Return why there is nothing to compare, and the nearest year in which there is."""
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    outside = [words.the(each.name) for each in (dyad.a, dyad.b) if not member(world, each, year)]
    if year == SILENT:
        why = f"The United Nations took no recorded vote in {SILENT}"
    elif outside:
        verb = "was not a member" if len(outside) == 1 else "were not members"
        why = f"{words.sentence(words.listed(outside))} {verb} of the United Nations in {year}"
    else:
        why = f"{words.sentence(a)} and {b} did not both vote in the United Nations in {year}"
    later = [each for each in agreed if each > year]
    earlier = [each for each in agreed if each < year]
    if earlier:
        return f"{why}; the last earlier year with votes of both is {max(earlier)}."
    return f"{why}; the first year with votes of both is {min(later)}." if later else f"{why}."


def _prose(now: VoteReading, both: Agreement | None) -> Iterator[str]:
    if now.spread is not None:
        yield GLOSS
        yield (
            f"The distance was {now.apart:.2f} in {now.distance.observed}; half of "
            f"all pairs were closer than {now.spread.at(0.5):.2f}, "
            f"and 5 of 100 farther apart than {now.spread.at(0.95):.2f}."
        )
    if both is not None:
        calls = words.counted(both.together, "roll call")
        yield (
            f"In {calls} of {both.year} both voted or abstained; they did the same in "
            f"{words.count(both.same) if both.same else 'none'} ({numbers.percent(both.share)})."
        )


def _charts(
    world: World,
    dyad: Dyad,
    year: int,
    readings: tuple[VoteReading, VoteReading, VoteReading],
    agreed: Mapping[int, Agreement],
) -> Iterator[Chart]:
    if year < FIRST:
        return
    if world.withheld("ideal_points"):
        yield from _same(world, dyad, year, agreed)
        return
    now, eve, before = readings
    yield from points(world, dyad, year, now)
    yield from apart(world, dyad, year, now, before)
    if now.closer is None:
        return
    earlier = eve if eve.closer is not None and abs(now.closer - eve.closer) >= MOVED else before
    lead = leading(world, year)
    marks = {}
    if lead is not None and lead.ccode not in dyad.codes:
        for role, own in (("a", dyad.a), ("b", dyad.b)):
            far = _apart_in_council(now, own, lead).value
            if far is not None:
                marks[f"{own.name} and {lead.name}"] = (role, float(far))
    yield from _among(dyad, marks, [each for each in (earlier, now) if each.spread is not None])


def _notes(world: World, year: int) -> Iterator[str]:
    if year < FIRST:
        return
    reason = world.withheld("ideal_points")
    if reason:
        yield f"Published ideal points are withheld as of {world.last_known}: {reason}. Agreement is worked out from the votes."
        return
    yield SERIES_NOTE
    yield LEANS
    if year >= EMERGENCY:
        yield NO_EMERGENCY
    if year >= PARTIAL:
        yield FEW


def _unknown(world: World, year: int, now: VoteReading) -> Iterator[str]:
    if year < FIRST:
        yield f"Votes: not known before {FIRST}, when the General Assembly first voted."
    elif world.withheld("ideal_points"):
        yield f"Published ideal points: withheld as of {world.last_known}, {world.withheld('ideal_points')}."
    elif now.distance.value is None:
        yield f"Distance in votes: not known for {year} ({now.distance.why})."
    elif now.distance.observed != year:
        yield f"Ideal points: {words.not_after(now.distance.observed or year)}; that year stands for {year}."
