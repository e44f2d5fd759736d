"""Votes: where the pair stands in the UN General Assembly, apart and beside the leading states."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from westphalia.report.brief import agreement, own_points, permanent, ukraine, vote_charts, words
from westphalia.report.brief.agreement import Agreement
from westphalia.report.brief.distances import SERIES, SILENT, Reading, member, read
from westphalia.report.brief.leading import leading
from westphalia.report.page import Chart, Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

FIRST = 1946
MOVED = 0.15
"""Change of place within a year, as a share of all pairs, that makes the year before the comparison."""
GLOSS = (
    "An ideal point is a state's place on the line that best sorts all votes of the General Assembly; "
    "higher is nearer the United States."
)
SERIES_NOTE = "Ideal points are the published series for votes on final passage (final_passage)."
LEANS = "They are estimated from all years at once: the value of a year leans a little on its neighbours."
EMERGENCY, PARTIAL = 2022, 2024
"""Year of the emergency sessions on Ukraine; year of which the release has the first roll calls only."""
NO_EMERGENCY = f"The roll calls at hand leave out the emergency sessions of {EMERGENCY}; the votes on Ukraine are listed apart."
FEW = f"Only the first roll calls of {PARTIAL} are at hand: agreement of that year rests on few."


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return how the pair voted in the United Nations by a year."""
    now, before = read(world, dyad, year, carry=True), read(world, dyad, year - 10)
    eve = read(world, dyad, (now.distance.observed or year) - 1)
    agreed = agreement.by_year(world, dyad.a.ccode, dyad.b.ccode) if year >= FIRST else {}
    both = agreement.latest(world, agreed, year)
    cast = ukraine.facts(world, dyad, year)
    section = Section(
        id="votes",
        topic="Votes",
        finding=_finding(world, dyad, year, (now, eve, before), agreed),
        prose=(*_prose(now, both), *([ukraine.sentence(dyad, cast)] if cast else [])),
        charts=tuple(_charts(world, dyad, year, (now, eve, before), agreed)),
        grids=tuple(permanent.grids(world, dyad, now, before)),
        notes=tuple(_notes(world, year)),
    )
    facts = {
        "ideal_point": {"a": now.a.to_dict(), "b": now.b.to_dict()},
        "series": SERIES,
        "distance": now.distance.to_dict(),
        "estimated_here": own_points.facts(world, dyad, year),
        "distance_percentile": None if now.spread is None else now.spread.farther_than(now.apart),
        "distance_ten_years_before": before.distance.to_dict(),
        "agreement": agreement.fact(world, both, year),
        "agreement_percentile": agreement.place(world, both),
        "leading": permanent.facts(world, dyad, now),
        "ukraine": cast,
    }
    return Topic({"votes": facts}, section, tuple(_unknown(world, year, now)), _used(world, year, bool(cast)))


def _used(world: World, year: int, ukraine_told: bool) -> tuple[str, ...]:
    if year < FIRST:
        return ()
    published = () if world.withheld("ideal_points") else ("ideal_points",)
    return (*published, own_points.table_of(world), "votes", *(["ukraine_votes"] if ukraine_told else []))


def _finding(
    world: World,
    dyad: Dyad,
    year: int,
    readings: tuple[Reading, Reading, Reading],
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
    calls = words.of(both.same, both.together, "roll calls")
    return f"{pair} voted the same in {calls} of the United Nations in {both.year}{often}."


def _placed(pair: str, now: Reading, eve: Reading, before: Reading) -> str:
    closer = now.closer or 0.0
    near = closer >= 0.5

    def than(share: float) -> str:
        return _pairs(share if near else 1 - share)

    way = "closer to each other" if near else "farther apart"
    when = now.distance.observed
    if eve.closer is not None and abs(closer - eve.closer) >= MOVED:
        move = "drew together" if closer > eve.closer else "drew apart"
        then = words.in_hundred(eve.closer if near else 1 - eve.closer)
        return (
            f"{pair} {move} in the United Nations in {when}: they voted {way} than {than(closer)}, "
            f"a year earlier than {then}."
        )
    past = ""
    if before.closer is not None:
        past = f"; in {before.distance.observed} than {words.in_hundred(before.closer if near else 1 - before.closer)}"
    return f"{pair} voted {way} in the United Nations in {when} than {than(closer)}{past}."


def _pairs(share: float) -> str:
    return "all other pairs of states" if share >= 1 else f"{words.in_hundred(share)} pairs of states"


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


def _prose(now: Reading, both: Agreement | None) -> Iterator[str]:
    if now.spread is not None:
        yield GLOSS
        yield (
            f"The distance was {now.apart:.2f} in {now.distance.observed}; half of the "
            f"{len(now.spread.distances):,d} pairs were closer than {now.spread.at(0.5):.2f}, "
            f"and 5 of 100 farther apart than {now.spread.at(0.95):.2f}."
        )
    if both is not None:
        calls = words.counted(both.together, "roll call")
        yield (
            f"In {calls} of {both.year} both voted or abstained; they did the same in "
            f"{words.count(both.same)} ({words.percent(both.share)})."
        )


def _charts(
    world: World,
    dyad: Dyad,
    year: int,
    readings: tuple[Reading, Reading, Reading],
    agreed: Mapping[int, Agreement],
) -> Iterator[Chart]:
    if year < FIRST:
        return
    if world.withheld("ideal_points"):
        yield from vote_charts.same(world, dyad, year, agreed)
        return
    now, eve, before = readings
    yield from vote_charts.points(world, dyad, year, now)
    yield from vote_charts.apart(world, dyad, year, now, before)
    if now.closer is None:
        return
    earlier = eve if eve.closer is not None and abs(now.closer - eve.closer) >= MOVED else before
    lead = leading(world, year)
    marks = {}
    if lead is not None and lead.ccode not in dyad.codes:
        for role, own in (("a", dyad.a), ("b", dyad.b)):
            far = permanent.apart(now, own, lead).value
            if far is not None:
                marks[f"{own.name} and {lead.name}"] = (role, float(far))
    yield from vote_charts.among(dyad, marks, [each for each in (earlier, now) if each.spread is not None])


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


def _unknown(world: World, year: int, now: Reading) -> Iterator[str]:
    if year < FIRST:
        yield f"Votes: not known before {FIRST}, when the General Assembly first voted."
    elif world.withheld("ideal_points"):
        yield f"Published ideal points: withheld as of {world.last_known}, {world.withheld('ideal_points')}."
    elif now.distance.value is None:
        yield f"Distance in votes: not known for {year} ({now.distance.why})."
    elif now.distance.observed != year:
        yield f"Ideal points: {words.not_after(now.distance.observed or year)}; that year stands for {year}."
