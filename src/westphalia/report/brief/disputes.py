"""Disputes: how often the two have threatened or used force against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import coded, known, rivalries, words
from westphalia.report.page import Chart, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

# Disputes between two states, and how many every pair has had: the material of the topic and of the timeline.


LISTS = {"cow": "cow_mid_5", "gml": "gml_mid_2_2_1"}
NAMES = {"cow": "Correlates of War", "gml": "Gibler, Miller and Little"}
HOSTILITY = {1: "no action", 2: "threat", 3: "display of force", 4: "use of force", 5: "war"}
WAR = 5
TERRITORY = 1


@dataclass(frozen=True, slots=True)
class Dispute:
    """A militarized dispute with the two states on opposite sides; outcomes are None while they are not known."""

    number: int
    first: int
    last: int | None
    month: int | None
    hostility: int | None
    own: tuple[int | None, int | None]
    fatality: int | None
    territorial: bool | None

    @property
    def level(self) -> int | None:
        """The gravest act of either of the two in it."""
        return max((each for each in self.own if each is not None), default=self.hostility)

    @property
    def war(self) -> bool:
        """Whether both states reached the level of war in it."""
        return self.own == (WAR, WAR)

    @property
    def fatal(self) -> bool | None:
        """Whether anyone died in it; None when that is not known."""
        return None if self.fatality is None else self.fatality > 0

    def to_dict(self, source: str) -> dict[str, Any]:
        """Return the dispute for the JSON document."""
        return {
            "year": self.first,
            "end": self.last,
            "list": source,
            "dispnum": self.number,
            "hostility": self.hostility,
            "own_hostility": {"a": self.own[0], "b": self.own[1]},
            "words": HOSTILITY.get(self.level or 0),
            "fatality": self.fatality,
            "war": self.war,
            "territorial": self.territorial,
            "source": "dispute_dyad_years",
        }


def begins(world: World, a: int, b: int) -> int | None:
    """Return the first year in which both were among the states that the lists cover; None when they never were together.

    Parameters
    ----------
    world, a, b : World, int, int
        The record, and the codes of the states.
    """
    both = [
        max(one[0], two[0])
        for one in world.spells(a, "cow")
        for two in world.spells(b, "cow")
        if max(one[0], two[0]) <= min(one[1], two[1])
    ]
    return min(both, default=None)


def last_year(world: World, source: str) -> int:
    """Return the last year that a list covers in this world.

    Parameters
    ----------
    world, source : World, str
        The record, and the list: ``cow`` or ``gml``.
    """
    listed = Coverage((f"dispute_dyad_years:{source}",))
    return (listed.span(world) or listed.whole(world))[1]


@once(latest=32)
def between(world: World, a: int, b: int, source: str) -> tuple[Dispute, ...]:
    """Return the disputes between two states in one list, in order of their first year.

    Parameters
    ----------
    world, a, b, source : World, int, int, str
        The record, the codes of the states, and the list: ``cow`` or ``gml``.
    """
    frame = world.scan("dispute_dyad_years").filter(list=source, ccode1=a, ccode2=b)
    rows: dict[int, list[dict[str, Any]]] = {}
    for row in frame.sort("year", "dispnum").collect().to_dicts():
        rows.setdefault(row["dispnum"], []).append(row)
    found = [_dispute(number, years) for number, years in rows.items()]
    return tuple(sorted(found, key=lambda dispute: (dispute.first, dispute.month or 0, dispute.number)))


def _dispute(number: int, years: list[dict[str, Any]]) -> Dispute:
    first = years[0]
    issues = [first[f"revtype{n}"] for n in (11, 12, 21, 22)]
    territorial = None if all(issue is None for issue in issues) else TERRITORY in issues
    own = _worst(years, "hostlev1"), _worst(years, "hostlev2")
    month = first["stmon"] if 1 <= first["stmon"] <= 12 else None
    return Dispute(
        number,
        first["year"],
        max(row["end"] for row in years) if all(row["end"] is not None for row in years) else None,
        month if first["onset"] else None,
        _worst(years, "hostlev"),
        own,
        _worst(years, "fatality"),
        territorial,
    )


def _worst(years: list[dict[str, Any]], column: str) -> int | None:
    known = [row[column] for row in years if row[column] is not None]
    return max(known) if known else None


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


MAIN = "cow"
"""The list that counts and charts follow: it reaches further (to 2014) than the other (to 2010)."""
LANES = {5: "War", 4: "Use of force", 3: "Display of force", 2: "Threat"}
PRINTED = 12


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
        charts=_chart(world, dyad, year, last),
        grids=_grid(main, war_years(world, dyad)),
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
    found = f"{words.sentence(pair)} {_counted(main)} to {min(year, last)}{_place_of(main, place)}."
    number = len(main) or "no"
    since = coded.disputes(world, dyad, year)
    if since:
        verb = "is" if len(since) == 1 else "are"
        later = f"{words.sentence(words.counted(len(since), 'dispute'))} between {pair} {verb} coded by hand since the list ended in {last}"
        instead = f"{later}, the last begun in {since[-1]['start'].year}; the list itself has {number}."
    else:
        instead = (
            f"Disputes between {pair} are listed to {last} only, {number} to then; none is coded by hand since, "
            "and not all are known."
        )
    return known.headed(found, min(year, last), year, instead)


def _counted(main: list[Dispute]) -> str:
    if not main:
        return "have no militarized dispute on record"
    when = f"in {main[-1].first}" if len(main) == 1 else f"the last in {main[-1].first}"
    return f"have had {words.counted(len(main), 'militarized dispute')}, {when},"


def _place_of(main: list[Dispute], place: dict[str, Any]) -> str:
    """Return how that compares among all pairs of states of the year, as the end of a sentence."""
    if not main:
        return f", like {numbers.in_hundred(1 - place['any'] / place['of'])} pairs"
    more = place["more"]
    if not more:
        return "; no pair has had more"
    few = "only " if more <= place["of"] / 10 else ""
    return f"; {few}{numbers.in_hundred(more / place['of'])} pairs have had more"


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
            else f"of them {words.count(territorial) if territorial else 'none'} about territory"
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


def war_years(world: World, dyad: Dyad) -> set[int]:
    """Return the years in which the two fought each other by the list of wars.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    rows = world.listed("war_participants").filter(pl.col("ccode").is_in(list(dyad.codes)))
    mine, other = (rows.filter(ccode=code).select("warnum", "side", "start", "end") for code in dyad.codes)
    met = mine.join(other, on="warnum", suffix="2").filter(pl.col("side") != pl.col("side2"))
    years: set[int] = set()
    for start, end, start2, end2 in met.select("start", "end", "start2", "end2").iter_rows():
        last = min(filter(None, (end, end2)), default=None)
        years |= set(range(max(start, start2).year, (last.year if last else LAST_YEAR) + 1))
    return years


def gravest(dispute: Dispute, fought: set[int]) -> str:
    """Return the gravest act in a dispute in words; a war that no list of wars has is one by this list alone.

    Parameters
    ----------
    dispute : Dispute
        Of the pair.
    fought : set of int
        Years in which the two fought each other by the list of wars.
    """
    level = HOSTILITY.get(dispute.level or 0, "not known")
    years = range(dispute.first, (dispute.last or dispute.first) + 1)
    return f"{level} by this list alone" if dispute.level == WAR and not fought & set(years) else level


def _deaths(main: list[Dispute], fought: set[int]) -> str:
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
    more = f" (of {words.count(unsure)} that is not known)" if unsure else ""
    level = f"the gravest went as far as {act}" if known_act else "how far they went is not known"
    return f"{often}{more}; {level}."


def _chart(world: World, dyad: Dyad, year: int, last: int) -> tuple[Chart, ...]:
    every = between(world, dyad.a.ccode, dyad.b.ccode, MAIN)
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
                "domain_x": [begins(world, *dyad.codes) or 1816, ends],
                "missing": {"*": [[last + 1, ends]]} if ends > last else {},
            },
        ),
    )


def _grid(main: list[Dispute], fought: set[int]) -> tuple[SmallTable, ...]:
    if not main:
        return ()
    lines = tuple(
        (
            str(dispute.number),
            words.span(dispute.first, dispute.last),
            gravest(dispute, fought),
            {True: "yes", False: "no", None: "not known"}[dispute.fatal],
        )
        for dispute in main[::-1][:PRINTED]
    )
    more = f", the latest {words.count(PRINTED)}" if len(main) > PRINTED else ""
    return (
        SmallTable(
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
    start = begins(world, dyad.a.ccode, dyad.b.ccode)
    if start is not None and start > 1816:
        notes.append(
            f"The lists of disputes follow the Correlates of War states, among which both are from {start}: "
            "earlier quarrels are not in them."
        )
    if year > last:
        notes.append(f"The list ends in {last}; counts are of that year and are not carried on.")
    return tuple(notes)
