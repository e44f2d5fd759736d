"""Disputes: how often the two have threatened or used force against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.report.brief import quarrels, rivalry, words
from westphalia.report.brief.quarrels import HOSTILITY, LISTS, NAMES, Dispute
from westphalia.report.page import Chart, Grid, Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

MAIN = "cow"
"""The list that counts and charts follow: it reaches further (to 2014) than the other (to 2010)."""
LANES = {5: "War", 4: "Use of force", 3: "Display of force", 2: "Threat"}
PRINTED = 12


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the disputes of the pair that began by a year."""
    begins = quarrels.begins(world, dyad.a.ccode, dyad.b.ccode)
    if begins is None or begins > year:
        return _outside(world, dyad, year)
    found = {source: _until(world, dyad, year, source) for source in LISTS}
    rivals = rivalry.between(world, dyad, year)
    main, last = found[MAIN], quarrels.last_year(world, MAIN)
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
        _finding(dyad, main, year, last, place),
        prose=_prose(dyad, found, rivals, year),
        charts=_chart(world, dyad, year, last),
        grids=_grid(main),
        notes=_notes(world, dyad, year, last),
    )
    unknown = []
    if year > last:
        unknown.append(f"Disputes that began after {last}, when the longer of the two lists ends.")
    span = rivalry.covered_to(world)
    if year > span:
        unknown.append(f"Whether the two have been strategic rivals since {span}.")
    return Topic(facts, section, tuple(unknown), ("dispute_dyad_years", "rivalries"))


def _outside(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the topic of a pair that the lists of disputes do not cover."""
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    why = f"the lists of disputes follow the Correlates of War states, among which the two never were together by {year}"
    rivals = rivalry.between(world, dyad, year)
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
        prose=(rivalry.sentence(dyad, rivals, year),),
    )
    return Topic(facts, section, (f"Disputes between the two: {why}.",), ("dispute_dyad_years", "rivalries"))


def _until(world: World, dyad: Dyad, year: int, source: str) -> list[Dispute]:
    return [
        dispute
        for dispute in quarrels.between(world, dyad.a.ccode, dyad.b.ccode, source)
        if dispute.first <= year
    ]


def _summary(world: World, found: list[Dispute], year: int, source: str) -> dict[str, Any]:
    last = quarrels.last_year(world, source)
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
    counts = quarrels.counts(world, year, MAIN)
    states = set(world.members(year, "cow"))
    living = [number for (one, two), number in counts.items() if one in states and two in states]
    own = counts.get(dyad.codes, 0)
    pairs = len(states) * (len(states) - 1) // 2
    return {
        "more": sum(number > own for number in living),
        "any": len(living),
        "of": pairs,
        "rank": 1 + sum(number > own for number in living),
        "year": year,
    }


def _finding(dyad: Dyad, main: list[Dispute], year: int, last: int, place: dict[str, Any]) -> str:
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    until = f"to {min(year, last)}"
    if not main:
        rest = (
            f"{words.of(place['of'] - place['any'], place['of'])} pairs of states of {year} share that record"
        )
        return f"{a} and {b} have no militarized dispute on record {until}; {rest}."
    number = words.counted(len(main), "militarized dispute")
    more = place["more"]
    rest = (
        f"no pair of states of {year} has had more"
        if more == 0
        else f"only {words.of(more, place['of'])} pairs of states of {year} have had more"
        if more <= place["of"] / 10
        else f"{words.of(more, place['of'])} pairs of states of {year} have had more"
    )
    when = f"in {main[-1].first}" if len(main) == 1 else f"the last in {main[-1].first}"
    return f"{a} and {b} have had {number} {until}, {when}; {rest}."


def _prose(
    dyad: Dyad, found: dict[str, list[Dispute]], rivals: list[rivalry.Rivalry], year: int
) -> tuple[str, ...]:
    out = []
    main, gml = found[MAIN], found["gml"]
    if main:
        out.append(_deaths(main))
    if gml:
        territorial = sum(bool(dispute.territorial) for dispute in gml)
        of = (
            "about territory"
            if len(gml) == 1
            else f"of them {words.count(territorial) if territorial else 'none'} about territory"
        )
        if len(gml) == 1 and not territorial:
            of = "not about territory"
        out.append(
            f"The second list, by {NAMES['gml']}, which corrects the first, has {words.count(len(gml))}, {of}."
        )
    elif main:
        out.append(f"The second list, by {NAMES['gml']}, has none.")
    out += [rivalry.sentence(dyad, rivals, year)]
    return tuple(out)


def _deaths(main: list[Dispute]) -> str:
    """Return how many disputes cost lives and how far the gravest went, in a sentence."""
    fatal = sum(bool(dispute.fatal) for dispute in main)
    unsure = sum(dispute.fatal is None for dispute in main)
    worst = max((dispute.level or 0) for dispute in main)
    if len(main) == 1:
        lives = (
            "It cost lives"
            if fatal
            else "Whether it cost lives is not known"
            if unsure
            else "It cost no lives"
        )
        return f"{lives}, and it went as far as {HOSTILITY[worst]}." if worst > 1 else f"{lives}."
    often = words.sentence(words.count(fatal)) if fatal else "Not one"
    more = f" (of {words.count(unsure)} it is not known)" if unsure else ""
    level = (
        f"the gravest went as far as {HOSTILITY[worst]}" if worst > 1 else "how far they went is not known"
    )
    return f"{often} of them cost lives{more}, and {level}."


def _chart(world: World, dyad: Dyad, year: int, last: int) -> tuple[Chart, ...]:
    every = quarrels.between(world, dyad.a.ccode, dyad.b.ccode, MAIN)
    rows = tuple(
        {
            "lane": LANES[max(2, dispute.level or 2)],
            "start": dispute.first,
            "end": dispute.last or dispute.first,
            "text": f"dispute {dispute.number}, {'with deaths' if dispute.fatal else 'no deaths known'}",
            "role": "warning" if dispute.fatal else "pair",
            "dispnum": dispute.number,
            "fatality": dispute.fatality,
        }
        for dispute in every
    )
    if not rows:
        return ()
    fatal = sum(bool(dispute.fatal) for dispute in every)
    ends = max(year, last)
    return (
        Chart(
            "disputes-hostility",
            "lanes",
            rows,
            "Disputes between the two by the gravest act in them; those with deaths in the warning colour",
            f"{words.sentence(words.counted(len(rows), 'dispute'))} between {words.the(dyad.a.name)} and {words.the(dyad.b.name)} "
            f"from {every[0].first} to {every[-1].first}, {words.count(fatal) if fatal else 'none'} with deaths.",
            "years under way",
            ("dispute_dyad_years",),
            f"1816-{last} (Correlates of War); {words.not_after(last)}",
            {
                "lanes": list(LANES.values()),
                "year": year,
                "domain_x": [quarrels.begins(world, *dyad.codes) or 1816, ends],
                "missing": {"*": [[last + 1, ends]]} if ends > last else {},
            },
        ),
    )


def _grid(main: list[Dispute]) -> tuple[Grid, ...]:
    if not main:
        return ()
    lines = tuple(
        (
            str(dispute.number),
            words.span(dispute.first, dispute.last),
            HOSTILITY.get(dispute.level or 0, "not known"),
            {True: "yes", False: "no", None: "not known"}[dispute.fatal],
        )
        for dispute in main[::-1][:PRINTED]
    )
    more = f", the latest {words.count(PRINTED)}" if len(main) > PRINTED else ""
    return (
        Grid(
            ("Correlates of War number", "years", "gravest act", "deaths"),
            lines,
            "llll",
            ("dispute_dyad_years",),
            f"Disputes{more}",
        ),
    )


def _notes(world: World, dyad: Dyad, year: int, last: int) -> tuple[str, ...]:
    notes = [
        "A militarized dispute is a threat, display or use of force by one state against another; "
        "disputes are counted where the two stood on opposite sides."
    ]
    begins = quarrels.begins(world, dyad.a.ccode, dyad.b.ccode)
    if begins is not None and begins > 1816:
        notes.append(
            f"The lists of disputes follow the Correlates of War states, among which both are from {begins}: "
            "earlier quarrels are not in them."
        )
    if year > last:
        notes.append(f"The list ends in {last}; counts are of that year and are not carried on.")
    return tuple(notes)
