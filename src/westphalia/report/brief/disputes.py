"""Disputes: how often the two have threatened or used force against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.report import numbers
from westphalia.report.brief import coded, words
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


# Strategic rivalry between two states, by two lists of historians' judgement.


RIVALRY_LISTS = "tss"
"""The longer list."""
SUBJECTS = {
    "spatial": "territory",
    "positional": "rank and influence",
    "ideological": "systems of belief",
    "interventionary": "interference in each other's affairs",
}


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A spell of rivalry in one list; ``last`` is None when it lasted at the end of the list (or of what is known)."""

    list: str
    name: str
    first: int
    last: int | None
    subjects: tuple[str, ...]
    known_to: int

    def to_dict(self) -> dict[str, Any]:
        """Return the spell for the JSON document."""
        return {
            "list": self.list,
            "name": self.name,
            "first": self.first,
            "last": self.last,
            "about": [SUBJECTS[name] for name in self.subjects],
            "known_to": self.known_to,
            "source": "rivalries",
        }


def covered_to(world: World, which: str = RIVALRY_LISTS) -> int:
    """Return the last year for which a list knows of rivalry; 0 for none.

    Parameters
    ----------
    world, which : World, str, optional
        The record, and the list of rivalries; by default the longer.
    """
    span = world.span("rivalries", source=which)
    return span[1] if span else 0


def rivalries_between(world: World, dyad: Dyad, year: int) -> list[Rivalry]:
    """Return the rivalries of the pair that began by a year, the longer list first.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    low, high = dyad.codes
    rows = world.scan("rivalries").filter(ccode1=low, ccode2=high).collect().to_dicts()
    subjects = [tuple(name for name in SUBJECTS if row[name]) for row in rows]
    found = [
        Rivalry(row["list"], row["name"], row["first"], row["last"], about, covered_to(world, row["list"]))
        for row, about in zip(rows, subjects, strict=True)
        if row["first"] <= year
    ]
    return sorted(found, key=lambda each: (each.list != RIVALRY_LISTS, each.first, each.list))


def _sentence(dyad: Dyad, spells: list[Rivalry], year: int) -> str:
    """Return what the longer list says of the pair, in a sentence."""
    named = [spell for spell in spells if spell.list == RIVALRY_LISTS] or spells
    if not named:
        return "Historians' lists of strategic rivalries, states that see each other as a military threat, do not name the pair."
    spell = named[-1]
    about = f" over {words.listed(SUBJECTS[name] for name in spell.subjects)}" if spell.subjects else ""
    if spell.last is not None and spell.last < year:
        return f"Historians count the two as strategic rivals{about} in {words.span(spell.first, spell.last)}, and not since."
    if year > spell.known_to:
        return f"Historians count the two as strategic rivals{about} since {spell.first}; that is {words.not_after(spell.known_to)}."
    return f"Historians count the two as strategic rivals{about} in {year}, since {spell.first}."


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
    rivals = rivalries_between(world, dyad, year)
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
        _finding(dyad, main, year, last, place),
        prose=(*_prose(dyad, found, rivals, year), *coded.sentences(world, dyad, year, last)),
        charts=_chart(world, dyad, year, last),
        grids=_grid(main),
        notes=_notes(world, dyad, year, last),
    )
    unknown = []
    if year > last:
        unknown.append(
            f"Disputes that began after {last}, when the longer of the two lists ends, beyond those coded by hand."
        )
    span = covered_to(world)
    if year > span:
        unknown.append(
            f"Whether the two have been strategic rivals since {span}, beyond what is coded by hand."
        )
    return Topic(facts, section, tuple(unknown), ("dispute_dyad_years", "rivalries"))


def _outside(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the topic of a pair that the lists of disputes do not cover."""
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    why = f"the lists of disputes follow the Correlates of War states, among which the two never were together by {year}"
    rivals = rivalries_between(world, dyad, year)
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
        prose=(_sentence(dyad, rivals, year), *coded.sentences(world, dyad, year, last_year(world, MAIN))),
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


def _finding(dyad: Dyad, main: list[Dispute], year: int, last: int, place: dict[str, Any]) -> str:
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    until = f"to {min(year, last)}"
    if not main:
        rest = f"{numbers.of(place['of'] - place['any'], place['of'])} pairs of states of {year} share that record"
        return f"{a} and {b} have no militarized dispute on record {until}; {rest}."
    number = words.counted(len(main), "militarized dispute")
    more = place["more"]
    rest = (
        f"no pair of states of {year} has had more"
        if more == 0
        else f"only {numbers.of(more, place['of'])} pairs of states of {year} have had more"
        if more <= place["of"] / 10
        else f"{numbers.of(more, place['of'])} pairs of states of {year} have had more"
    )
    when = f"in {main[-1].first}" if len(main) == 1 else f"the last in {main[-1].first}"
    return f"{a} and {b} have had {number} {until}, {when}; {rest}."


def _prose(dyad: Dyad, found: dict[str, list[Dispute]], rivals: list[Rivalry], year: int) -> tuple[str, ...]:
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
    out += [_sentence(dyad, rivals, year)]
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


def _grid(main: list[Dispute]) -> tuple[SmallTable, ...]:
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
