"""Wars, armed conflicts, disputes, rivalries and land between two states, as events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.coverage import Coverage, Reach, reach
from westphalia.record.once import once
from westphalia.report import numbers
from westphalia.report.brief import rivalries as rivals
from westphalia.report.brief import words
from westphalia.report.brief.dispute_record import HOSTILITY, WAR, between
from westphalia.report.brief.existence import shared
from westphalia.report.brief.ties import Event, same_date, spells

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


LISTED = Coverage(("wars:cow_inter_state_wars_4",))
"""The Correlates of War list; later wars are coded by hand."""
CONFLICTS = Coverage(("armed_conflict_parties",))
"""Armed conflicts with 25 deaths in a year, by the Uppsala programme: a war would be among them."""
CLOSES = ("ceasefire", "treaty", "land")
"""Kinds of noted events that end a war of which no list says how long it lasted."""
MANY = 10
"""States in a war from which two on opposite sides are not said to have been at war with each other: Finland and the United States never were."""
LONGEST = 15
"""Years in which such an end is looked for: no war on the lists but one lasted longer."""


@once(latest=32)
def wars(world: World, dyad: Dyad) -> tuple[Event, ...]:
    """Return the wars in which both fought, on opposite or on the same side, for the days on which both did.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    fought = world.listed("war_participants").filter(pl.col("ccode").is_in(list(dyad.codes)))
    rows = fought.sort("warnum", "start", "ccode").select("warnum", "ccode", "start", "end", "side").rows()
    spans: dict[tuple[int, bool], list[tuple[date, date | None]]] = {}
    for war, code, start, end, side in rows:
        for other, code2, start2, end2, side2 in rows:
            if (war, code, code2) != (other, dyad.a.ccode, dyad.b.ccode):
                continue
            first, last = max(start, start2), min(filter(None, (end, end2)), default=None)
            if last is None or first <= last:
                spans.setdefault((war, side == side2), []).append((first, last))
    if not spans:
        return ()
    names = (
        world.scan("wars").filter(pl.col("warnum").is_in([war for war, _ in spans])).select("warnum", "name")
    )
    called = dict(names.collect().iter_rows())
    many = of_many(world)
    return tuple(_war(called[war], same, days, called[war] in many) for (war, same), days in spans.items())


@once(latest=8)
def of_many(world: World) -> frozenset[str]:
    """Return the names of wars in which so many took part that two on opposite sides may never have met.

    Parameters
    ----------
    world : World
        The record.
    """
    sides = (
        world.listed("war_participants").group_by("warnum").agg(pl.col("ccode").n_unique().alias("states"))
    )
    found = sides.filter(pl.col("states") >= MANY)["warnum"].to_list()
    named = world.scan("wars").filter(pl.col("warnum").is_in(found)).select("name").collect()
    return frozenset(named["name"].to_list())


def covered(world: World, dyad: Dyad, year: int) -> Reach:
    """Return the years to one in which a war between the two would be on a list.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    listed = reach(world, dyad.codes, year, [LISTED], "cow")
    return listed.join(reach(world, dyad.codes, year, [CONFLICTS]))


def noted_wars(fought: Sequence[Event], noted: Sequence[Event]) -> list[Event]:
    """Return noted events with those as wars that begin one of the pair against each other which no list has.

    Lists of wars begin with a state's entry into their system and end; what is noted of a war goes before that they have none. It lasts to the
    first ceasefire, treaty or cession between the two that is noted after it, within fifteen years, and is a moment where none is.

    Parameters
    ----------
    fought : sequence of Event
        The wars of the lists, as :func:`wars` has them.
    noted : sequence of Event
        Noted and coded events of the pair.
    """
    known = [war for war in fought if dict(war.more)["opposed"]]
    out = []
    for event in sorted(noted, key=lambda each: each.date):
        more = dict(event.more)
        if more["what"] == "war" and more["against"] and not any(_within(war, event.year) for war in known):
            event = _as_war(event, noted)
            known.append(event)
        out.append(event)
    return out


def _within(war: Event, year: int) -> bool:
    return war.year <= year <= (int(war.end[:4]) if war.end else 9999)


def _as_war(event: Event, noted: Sequence[Event]) -> Event:
    """Return a noted event as the war that it begins."""
    ends = sorted(
        each.date
        for each in noted
        if dict(each.more)["what"] in CLOSES and each.date > event.date and each.year <= event.year + LONGEST
    )
    end = event.end if event.end != event.date else (ends or [event.date])[0]
    name = f"War of {event.year}"
    more = (*event.more, ("opposed", True), ("name", name))
    return replace(event, end=end, kind="war", role="warning", short=name, rank=1, more=more)


@once(latest=32)
def foes(world: World, year: int) -> dict[tuple[int, int], int]:
    """Return how many wars each pair, lower code first, has fought against each other by a year; pairs with none are left out.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The last year that counts.
    """
    frame = world.listed("war_participants").lazy().filter(pl.col("start").dt.year() <= year)
    spells = frame.select("warnum", "ccode", "start", pl.col("end").fill_null(date(year, 12, 31)), "side")
    met = (
        spells.join(spells, on="warnum", suffix="2")
        .filter(
            (pl.col("ccode") < pl.col("ccode2"))
            & (pl.col("side") != pl.col("side2"))
            & (pl.max_horizontal("start", "start2") <= pl.min_horizontal("end", "end2"))
        )
        .group_by("ccode", "ccode2")
        .agg(pl.col("warnum").n_unique())
        .collect()
    )
    return {(one, two): wars for one, two, wars in met.iter_rows()}


def titled(name: str) -> str:
    """Return the name of a war as a page says it: that of the list, with the word where it has none like it.

    Parameters
    ----------
    name : str
        As the list has it.

    Examples
    --------
    >>> titled("Seven Weeks"), titled("Invasion of Iraq")
    ('Seven Weeks War', 'Invasion of Iraq')
    """
    whole = any(word in name for word in ("War", "Invasion", "Rebellion", "Conquest", "Uprising"))
    return name if whole else f"{name} War"


def _war(name: str, same: bool, days: list[tuple[date, date | None]], many: bool) -> Event:
    first = min(start for start, _ in days)
    ends = [end for _, end in days]
    last = None if None in ends else max(end for end in ends if end is not None)
    side = (
        "fight on the same side"
        if same
        else "stand on opposite sides"
        if many
        else "fight against each other"
    )
    title = titled(name)
    return Event(
        first.isoformat(),
        last.isoformat() if last else None,
        "war",
        f"{title}: the two {side}",
        "war_participants",
        "pair" if same else "warning",
        title,
        1 if not same else 3,
        (("opposed", not same), ("name", name)),
    )


def conflicts(world: World, dyad: Dyad, fought: list[Event]) -> list[Event]:
    """Return the armed conflicts since 1946 in which both were parties of the years in which they were not at war.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    fought : list of Event
        The wars, as :func:`wars` has them.
    """
    parties = world.listed("conflict_parties").filter(pl.col("ccode").is_in(list(dyad.codes)))
    both = parties.sort("conflict_id", "year", "ccode", "side").to_dicts()
    sides: dict[tuple[int, int], dict[int, set[str]]] = {}
    for row in both:
        sides.setdefault((row["conflict_id"], row["year"]), {}).setdefault(row["ccode"], set()).add(
            row["side"]
        )
    joint = {key: side for key, side in sides.items() if len(side) == 2}
    if not joint:
        return []
    named = _named(world, sorted({case for case, _ in joint}))
    found: dict[tuple[str, bool], set[int]] = {}
    for (case, year), side in joint.items():
        same = bool(side[dyad.a.ccode] & side[dyad.b.ccode])
        found.setdefault((named.get(case, "Armed conflict"), same), set()).add(year)
    span = world.span("armed_conflict_parties")
    out = []
    for (name, same), years in sorted(found.items()):
        labelled = False
        at_war = [war for war in fought if dict(war.more)["opposed"] is not same]
        for first, last in spells(when for when in years if not any(_within(war, when) for war in at_war)):
            out.append(
                Event(
                    str(first),
                    None if span and last == span[1] else str(last),
                    "conflict",
                    f"{name}: the two take part on {'the same side' if same else 'opposite sides'}",
                    "armed_conflict_parties",
                    "pair" if same else "warning",
                    "" if labelled else name,
                    4,
                    (("opposed", not same),),
                )
            )
            labelled = True
    return out


def _overlaps(war: Event, first: int, last: int, opposed: bool) -> bool:
    ends = int(war.end[:4]) if war.end else 9999
    return dict(war.more)["opposed"] == opposed and war.year - 1 <= last and first <= ends + 1


def _named(world: World, cases: list[int]) -> dict[int, str]:
    """Return what each conflict can be called: by the states that fought it, and an armed group where one side was none."""
    rows = (
        world.listed("conflict_parties")
        .filter(pl.col("conflict_id").is_in(cases) & (pl.col("role") == "primary"))
        .group_by("conflict_id", "ccode", "side")
        .agg(pl.col("year").min())
        .sort("conflict_id", "side", "year", "ccode")
        .to_dicts()
    )
    out: dict[int, str] = {}
    for case in cases:
        sides: dict[str, list[str]] = {"A": [], "B": []}
        for row in rows:
            if row["conflict_id"] == case:
                sides[row["side"]].append(words.the(world.gazetteer.usual(row["ccode"], row["year"])))
        one, two = (words.listed(dict.fromkeys(names)) or "an armed group" for names in sides.values())
        out[case] = f"Armed conflict between {one} and {two}"
    return out


def disputes(world: World, dyad: Dyad, fought: list[Event]) -> list[Event]:
    """Return the militarized disputes of the longer list; those that are one of the wars are left to it.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    fought : list of Event
        The wars, as :func:`wars` has them.
    """
    out = []
    for dispute in between(world, dyad.a.ccode, dyad.b.ccode, "cow"):
        last = dispute.last or dispute.first
        if dispute.level == WAR and any(_overlaps(war, dispute.first, last, True) for war in fought):
            continue
        level = HOSTILITY.get(dispute.level or 0, "act not known")
        alone = ", which no list of wars has" if dispute.level == WAR else ""
        deaths = ", with deaths" if dispute.fatal else ""
        out.append(
            Event(
                f"{dispute.first}-{dispute.month:02d}" if dispute.month else str(dispute.first),
                str(last),
                "dispute",
                f"Militarized dispute, at most {level}{alone}{deaths}",
                "dispute_dyad_years",
                "warning",
                "",
                6 if dispute.fatal else 8,
                (("dispnum", dispute.number), ("hostility", dispute.level), ("fatal", dispute.fatal)),
            )
        )
    return out


def rivalries(world: World, dyad: Dyad, year: int) -> list[Event]:
    """Return the rivalries of the pair: the longer list, the other where the longer has none.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    found = rivals.between(world, dyad, year)
    named = [spell for spell in found if spell.list == "tss"] or found
    return [
        Event(
            str(spell.first),
            str(spell.last) if spell.last else None,
            "rivalry",
            "Strategic rivalry"
            + (
                f" over {words.listed(rivals.SUBJECTS[name] for name in spell.subjects)}"
                if spell.subjects
                else ""
            ),
            "rivalries",
            "warning",
            words.listed(rivals.SUBJECTS[name] for name in spell.subjects),
            5,
        )
        for spell in named
    ]


def land(world: World, dyad: Dyad) -> list[Event]:
    """Return the land that changed hands between the two in years in which both were states.

    The source has transfers from short-lived predecessors too (Ukraine in 1920), which are not between these two.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    together = shared(world, dyad.a.ccode, dyad.b.ccode)
    codes = list(dyad.codes)
    pair = pl.col("gainer").is_in(codes) & pl.col("loser").is_in(codes)
    rows = world.scan("territorial_changes").filter(pair).sort("year", "month", "number").collect().to_dicts()
    return [
        _transfer(world, dyad, row)
        for row in rows
        if any(first <= row["year"] <= last for first, last in together)
    ]


def _transfer(world: World, dyad: Dyad, row: dict[str, Any]) -> Event:
    when = row["year"]
    gainer, loser = (words.the(world.gazetteer.usual(row[side], when)) for side in ("gainer", "loser"))
    area = f"{numbers.number(row['area'])} square km" if row["area"] else "land"
    home = row["gained_homeland"] or row["lost_homeland"]
    claim = f"; claim: {row['claim_name']}" if home and row["claim_name"] else ""
    procedure = row["procedure"] or "how is not coded"
    how = f"{procedure}{', after fighting' if row['conflict'] else ''}{claim}"
    what = area if home else f"{area} of dependencies"
    return Event(
        f"{when}-{row['month']:02d}" if row["month"] else str(when),
        str(when),
        "land",
        f"{words.sentence(gainer)} gains {what} from {loser} ({how})",
        "territorial_changes",
        "a" if row["gainer"] == dyad.a.ccode else "b",
        f"{gainer} gains {area}",
        2,
        (
            ("gainer", row["gainer"]),
            ("loser", row["loser"]),
            ("area", row["area"]),
            ("number", row["number"]),
        ),
    )


# Which noted event tells in words what a list of wars, pacts, agreements, land or visits has as well.


SAME = {
    "war": ("war", "attack", "intervention"),
    "pact": ("treaty", "agreement"),
    "agreement": ("agreement", "treaty", "cooperation"),
    "land": ("land", "treaty"),
    "visit": ("visit", "talks"),
}
"""Kinds of noted events that a listed one may be, the likeliest first."""


def repeats(told: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Return each listed event with the noted one that is the same: of such a kind, and of the same date as exactly as both know it.

    A noted event is the same as one listed event at most, and the other way round. A date known by its year alone is too little.

    Parameters
    ----------
    told : sequence of Event
        All events of the timeline.
    """
    months: dict[str, list[Event]] = {}
    for event in told:
        if event.kind == "event":
            months.setdefault(event.date[:7], []).append(event)
    found: list[tuple[Event, Event]] = []
    for event in told:
        if event.kind not in SAME or "what" in dict(event.more):
            continue
        if event.kind == "war" and not dict(event.more)["opposed"]:
            continue
        kinds, near = SAME[event.kind], months.get(event.date[:7], [])
        fit = [one for one in near if dict(one.more)["what"] in kinds and same_date(event.date, one.date)]
        if fit:
            best = min(fit, key=lambda one: kinds.index(dict(one.more)["what"]))
            near.remove(best)
            found.append((event, best))
    return found
