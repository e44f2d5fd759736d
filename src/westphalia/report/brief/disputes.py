"""Disputes: how often the two have threatened or used force against each other."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.report import numbers
from westphalia.report.brief import coded, dispute_chart, known, rivalries, words
from westphalia.report.brief.dispute_record import (
    HOSTILITY,
    LISTS,
    MAIN,
    NAMES,
    WAR,
    Dispute,
    begins,
    between,
    gravest,
    last_year,
    war_years,
)
from westphalia.report.page import Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


def _counts(world: World, year: int, source: str) -> Mapping[tuple[int, int], int]:
    """Return how many disputes each pair, lower code first, has had that began between the two by a year; pairs with none are left out."""
    frame = (
        world.scan("dispute_dyad_years")
        .filter((pl.col("list") == source) & (pl.col("year") <= year) & (pl.col("ccode1") < pl.col("ccode2")))
        .group_by("ccode1", "ccode2")
        .agg(pl.col("dispnum").n_unique())
        .collect()
    )
    return {(one, two): number for one, two, number in frame.iter_rows()}


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the disputes of the pair that began by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    start = begins(world, dyad.a.ccode, dyad.b.ccode)
    if start is None or start > year:
        return _outside(world, dyad, year)
    found = {source: _until(world, dyad, year, source) for source in LISTS}
    rivals = rivalries.between(world, dyad, year)
    main, last = found[MAIN], last_year(world, MAIN)
    observed = min(year, last)
    place = _place(world, dyad, year)
    facts = {
        "disputes": {
            "count": len(main),
            "fatal": sum(bool(dispute.fatal) for dispute in main),
            "wars": sum(dispute.war for dispute in main),
            "last": main[-1].first if main else None,
            "onsets": [dispute.to_dict(MAIN) for dispute in main],
            "per_list": {source: _summary(world, each, year, source) for source, each in found.items()},
            "territorial": sum(bool(dispute.territorial) for dispute in found["gml"]),
            "rivalry": [spell.to_dict() for spell in rivals],
            "place": place,
            "list": MAIN,
            "observed": observed,
            "source": "dispute_dyad_years",
        }
    }
    section = Section(
        "disputes",
        "Disputes",
        _finding(world, dyad, main, year, place),
        prose=(*_prose(world, dyad, found, rivals, year), *coded.sentences(world, dyad, year, last)),
        charts=dispute_chart.chart(world, dyad, year, last),
        grids=dispute_chart.grid(main, war_years(world, dyad)),
        notes=_notes(world, dyad, year, last),
    )
    unknown = []
    if year > last:
        unknown.append(
            f"Disputes that began after {last}, when the longer of the two lists ends, beyond those coded by hand."
        )
    span = rivalries.covered_to(world)
    if year > span:
        unknown.append(
            f"Whether the two have been strategic rivals since {span}, beyond what is coded by hand."
        )
    return Topic(facts, section, tuple(unknown), ("dispute_dyad_years", "rivalries"))


def _outside(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the topic of a pair that the lists of disputes do not cover."""
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    why = f"the lists of disputes follow the Correlates of War states, among which the two never were together by {year}"
    rivals = rivalries.between(world, dyad, year)
    facts: dict[str, Any] = {
        "disputes": {
            **dict.fromkeys(("count", "fatal", "wars", "last", "territorial", "observed")),
            "onsets": [],
            "per_list": {},
            "rivalry": [spell.to_dict() for spell in rivals],
            "list": MAIN,
            "why": why,
            "source": "dispute_dyad_years",
        }
    }
    section = Section(
        "disputes",
        "Disputes",
        f"Disputes between {a} and {b} to {year} are not known: {why}.",
        prose=(
            rivalries.sentence(rivals, year, rivalries.covered_to(world)),
            *coded.sentences(world, dyad, year, last_year(world, MAIN)),
        ),
    )
    return Topic(facts, section, (f"Disputes between the two: {why}.",), ("dispute_dyad_years", "rivalries"))


def _until(world: World, dyad: Dyad, year: int, source: str) -> list[Dispute]:
    return [
        dispute for dispute in between(world, dyad.a.ccode, dyad.b.ccode, source) if dispute.first <= year
    ]


def _summary(world: World, found: list[Dispute], year: int, source: str) -> dict[str, Any]:
    last = last_year(world, source)
    return {
        "count": len(found),
        "fatal": sum(bool(dispute.fatal) for dispute in found),
        "wars": sum(dispute.war for dispute in found),
        "last": found[-1].first if found else None,
        "onsets": [dispute.first for dispute in found],
        "covers": [1816, last],
        "observed": min(year, last),
        "source": LISTS[source],
    }


def _place(world: World, dyad: Dyad, year: int) -> dict[str, Any]:
    """Return how many pairs of states of the year have had more disputes, as many, and any."""
    every = _counts(world, year, MAIN)
    states = set(world.members(year, "cow"))
    living = [number for (one, two), number in every.items() if one in states and two in states]
    own = every.get(dyad.codes, 0)
    pairs = len(states) * (len(states) - 1) // 2
    return {
        "more": sum(number > own for number in living),
        "any": len(living),
        "of": pairs,
        "rank": 1 + sum(number > own for number in living),
        "year": year,
    }


def _finding(world: World, dyad: Dyad, main: list[Dispute], year: int, place: dict[str, Any]) -> str:
    """Return how many disputes the two have had; long after the list ends, what is coded by hand since and that more is not known."""
    pair = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
    last = last_year(world, MAIN)
    found = f"{_counted(pair, main, min(year, last))}{_place_of(main, place)}."
    number = words.count(len(main)) if main else "none"
    since = coded.disputes(world, dyad, year)
    if since:
        begun = since[-1]["start"].year
        when = f"begun in {begun}" if len(since) == 1 else f"the last begun in {begun}"
        later = f"{words.sentence(pair)} have had {words.counted(len(since), 'dispute')} coded by hand since the list ended in {last}, {when}"
        instead = f"{later}; the list itself has {number}."
    else:
        instead = (
            f"Disputes between {pair} are listed to {last} only, {number} by then; none is coded by hand since, "
            "but not all are known."
        )
    return known.headed(found, min(year, last), year, instead)


def _counted(pair: str, main: list[Dispute], last: int) -> str:
    if not main:
        return f"{words.sentence(pair)} have no militarized dispute on record to {last}"
    own = "that year" if main[-1].first == last else str(main[-1].first)
    when = f"in {own}" if len(main) == 1 else f"the last in {own}"
    return f"By {last} {pair} had had {words.counted(len(main), 'militarized dispute')}, {when}"


def _place_of(main: list[Dispute], place: dict[str, Any]) -> str:
    """Return how that compares among all pairs of states of the year, as the end of a sentence."""
    if not main:
        return f", like {numbers.in_hundred(1 - place['any'] / place['of'])} pairs"
    more = place["more"]
    if not more:
        return "; no pair had had more"
    few = "only " if more <= place["of"] / 10 else ""
    return f"; {few}{numbers.in_hundred(more / place['of'])} pairs had had more"


def _prose(
    world: World, dyad: Dyad, found: dict[str, list[Dispute]], rivals: list[rivalries.Rivalry], year: int
) -> tuple[str, ...]:
    out = []
    main, gml = found[MAIN], found["gml"]
    if main:
        out.append(_deaths(main, war_years(world, dyad)))
    if gml:
        territorial = sum(bool(dispute.territorial) for dispute in gml)
        of = (
            "about territory"
            if len(gml) == 1
            else f"{words.count(territorial) if territorial else 'none'} of them about territory"
        )
        if len(gml) == 1 and not territorial:
            of = "not about territory"
        out.append(
            f"The second list, by {NAMES['gml']}, which corrects the first, has {words.count(len(gml))}, {of}."
        )
    elif main:
        out.append(f"The second list, by {NAMES['gml']}, has none.")
    out += [rivalries.sentence(rivals, year, rivalries.covered_to(world))]
    return tuple(out)


def _deaths(main: list[Dispute], fought: Set[int]) -> str:
    """Return in how many disputes lives were lost and how far the gravest went, in a sentence."""
    fatal = sum(bool(dispute.fatal) for dispute in main)
    unsure = sum(dispute.fatal is None for dispute in main)
    worst = max(main, key=lambda dispute: dispute.level or 0)
    acts = {gravest(dispute, fought) for dispute in main if dispute.level == worst.level}
    act = HOSTILITY[WAR] if HOSTILITY[WAR] in acts else sorted(acts)[0]
    known_act = (worst.level or 0) > 1
    if len(main) == 1:
        lives = (
            "It cost lives"
            if fatal
            else "Whether it cost lives is not known"
            if unsure
            else "The list has no deaths in it"
        )
        return f"{lives}; it went as far as {act}." if known_act else f"{lives}."
    often = (
        f"{words.sentence(words.count(fatal))} of them cost lives"
        if fatal
        else "The list has deaths in none of them"
    )
    more = f" (of {words.count(unsure)} it is not known)" if unsure else ""
    level = f"the gravest went as far as {act}" if known_act else "how far they went is not known"
    return f"{often}{more}; {level}."


def _notes(world: World, dyad: Dyad, year: int, last: int) -> tuple[str, ...]:
    notes = [
        "A militarized dispute is a threat, display or use of force by one state against another; "
        "disputes are counted where the two stood on opposite sides."
    ]
    start = begins(world, dyad.a.ccode, dyad.b.ccode)
    if start is not None and start > 1816:
        notes.append(
            f"The lists of disputes follow the Correlates of War states, among which both are from {start}: "
            "earlier quarrels are not in them."
        )
    if year > last:
        notes.append(f"The list ends in {last}; counts are of that year and are not carried on.")
    return tuple(notes)
