"""War, force and land between two states in a sentence: the lists where they reach, and what is noted by hand where it speaks against them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.record.coded import between
from westphalia.record.coverage import Coverage, Reach, reach
from westphalia.report.brief import fights, known, words
from westphalia.report.brief.coded import KINDS, MOVED, role_of
from westphalia.report.brief.ties import Event

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

TRANSFERS = Coverage(("territorial_changes",))
FORCE = (
    *("attack", "intervention", "occupation", "war"),
    *(KINDS[kind][0] for kind in ("war", "annexed", "taken", "occupied", "installed")),
)
"""What is noted or coded of one against the other that is force; incidents between two states are counted apart."""
USED = 4
"""Level of hostility of a dispute from which force was used in it."""
WORDS_ALONE = ("declares", "declared", "proclaims", "proclaimed", "buys", "give")
"""Verbs of noted events by which land is claimed and does not change hands."""


@dataclass(frozen=True, slots=True)
class Move:
    """Land that changed hands: when, and from whom to whom by their names of that year; empty where it went both ways."""

    date: str
    loser: str
    gainer: str

    @property
    def year(self) -> int:
        """The year."""
        return int(self.date[:4])


def wars(told: Sequence[Event], *, opposed: bool = True) -> list[Event]:
    """Return one event a war, though a war may have several, in order of their first day.

    Parameters
    ----------
    told : sequence of Event
        The events of the timeline.
    opposed : bool, optional
        Whether the two fought each other, or on the same side.
    """
    fought = [event for event in told if event.kind == "war" and dict(event.more)["opposed"] is opposed]
    return list({dict(event.more)["name"]: event for event in fought}.values())


def under_way(war: Event, year: int) -> bool:
    """Tell whether a war was fought in a year.

    Parameters
    ----------
    war, year : Event, int
        The war, and the year.
    """
    return war.year <= year <= (int(war.end[:4]) if war.end else year)


def force(world: World, dyad: Dyad, told: Sequence[Event], year: int) -> int | None:
    """Return the last year to one in which one is on record as using force against the other, war aside; None for none.

    Of a dispute that is the year in which it began, since later ones may have passed without; of what several states did, only what was
    more than an incident.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    told : sequence of Event
        The events of the timeline.
    year : int
        The year of the page.
    """
    coded = (row for row in between(world, *dyad.codes) if row["kind"] == "force" and row["states"] == 2)
    used = [row["start"].year for row in coded]
    for event in told:
        more = dict(event.more)
        if event.kind == "dispute" and (more["hostility"] or 0) >= USED:
            used.append(event.year)
        elif event.kind == "conflict" and more["opposed"]:
            used.append(int(event.end[:4]) if event.end else year)
        elif event.kind == "event" and more["against"] and more["what"] in FORCE:
            used.append(event.year)
    return max((each for each in used if each <= year), default=None)


def moves(world: World, dyad: Dyad, told: Sequence[Event], year: int) -> list[Move]:
    """Return the land that changed hands to a year: all transfers of the list, and what is coded or noted of years in which it has none.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    told : sequence of Event
        The events of the timeline.
    year : int
        The year of the page.
    """
    found = [
        _move(world, dyad, event.date, dict(event.more)["gainer"]) for event in told if event.kind == "land"
    ]
    others = [
        (row["start"].isoformat(), role_of(row))
        for row in between(world, *dyad.codes)
        if row["kind"] in MOVED
    ]
    others += [(event.date, event.role) for event in _land_noted(told) if not _words_alone(event)]
    for date, role in sorted(others):
        if int(date[:4]) <= year and not any(abs(move.year - int(date[:4])) <= 1 for move in found):
            found.append(_move(world, dyad, date, {"a": dyad.a.ccode, "b": dyad.b.ccode}.get(role)))
    return sorted(found, key=lambda move: move.date)


HELD = ("occupied", "claims_whole")
"""What is coded of one that holds or claims land of the other."""


def claims(world: World, dyad: Dyad, told: Sequence[Event], year: int) -> int | None:
    """Return the last year in which one declared land of the other its own or began to occupy it; None for none.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    told : sequence of Event
        The events of the timeline.
    year : int
        The year of the page.
    """
    held = ("occupation", *(KINDS[kind][0] for kind in HELD))
    against = (event for event in told if event.kind == "event" and dict(event.more)["against"])
    found = [event.year for event in against if dict(event.more)["what"] in held]
    found += [row["start"].year for row in between(world, *dyad.codes) if row["kind"] in HELD]
    found += [event.year for event in _land_noted(told)]
    return max((each for each in found if each <= year), default=None)


def _land_noted(told: Sequence[Event]) -> list[Event]:
    """Return the noted events of land that one of the two took or had of the other."""
    noted = (event for event in told if event.source == "events" and event.role in ("a", "b"))
    return [event for event in noted if dict(event.more)["what"] == "land" and dict(event.more)["against"]]


def _words_alone(event: Event) -> bool:
    return any(word in event.text.split() for word in WORDS_ALONE)


def _move(world: World, dyad: Dyad, date: str, gainer: int | None) -> Move:
    if gainer is None:
        return Move(date, "", "")
    loser = dyad.b.ccode if gainer == dyad.a.ccode else dyad.a.ccode
    names = (words.the(world.gazetteer.usual(code, int(date[:4]))) for code in (loser, gainer))
    return Move(date, *names)


def sentence(world: World, dyad: Dyad, told: Sequence[Event], year: int) -> str:
    """Return what is on record of war, force and land between the two, as the finding of the timeline.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    told : sequence of Event
        The events of the timeline, each once.
    year : int
        The last year known.
    """
    covered, used = fights.covered(world, dyad, year), force(world, dyad, told, year)
    moved = moves(world, dyad, told, year)
    land = _land(moved) if moved else _no_land(claims(world, dyad, told, year), land_known(world, dyad, year))
    clauses = filter(
        None,
        (
            _fought(dyad, wars(told), used, covered, fights.of_many(world)),
            _last_force(told, used, year),
            land,
        ),
    )
    return "; ".join(clauses) + "."


def land_known(world: World, dyad: Dyad, year: int) -> Reach:
    """Return the years to one in which land that changed hands between the two would be on the list.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    return reach(world, dyad.codes, year, [TRANSFERS])


def _fought(dyad: Dyad, fought: list[Event], used: int | None, covered: Reach, many: frozenset[str]) -> str:
    """Return the clause on wars; a year of force that was no war on the lists is never called one without."""
    pair, year = f"{words.the(dyad.a.name, start=True)} and {words.the(dyad.b.name)}", covered.year
    if fought:
        return _at_war(pair, fought, year, many)
    if used == year:
        two = f"{words.the(dyad.a.name)} and {words.the(dyad.b.name)}"
        return f"Force was used between {two} in {year}, in what no list counts as a war"
    if known.recent(covered):
        return f"{pair} {known.none(covered, 'have fought no war against each other on record', '')}"
    return f"Whether {words.the(dyad.a.name)} and {words.the(dyad.b.name)} fought a war by {year} is not known: {_why(covered)}"


def _at_war(pair: str, fought: list[Event], year: int, many: frozenset[str]) -> str:
    """Return the clause on wars that there were; of those of many states only that the two stood on opposite sides."""
    last, number = fought[-1], len(fought)
    aside = dict(last.more)["name"] in many
    name = last.short if last.short.startswith("World War") else f"the {last.short}"
    if under_way(last, year):
        before = f", after {words.counted(number - 1, 'war')} before it" if number > 1 else ""
        how = f"stood on opposite sides of {name}" if aside else "were at war with each other"
        return f"{pair} {how} in {year}{before}"
    when = words.span(last.year, int(last.end[:4])) if last.end else str(last.year)
    if all(dict(war.more)["name"] in many for war in fought):
        latest = name if number == 1 else f"last of {name}"
        return f"{pair} have stood on opposite sides of {words.counted(number, 'war')} on record, {latest}, in {when}"
    latest = f"last on opposite sides of {name} in {when}" if aside else f"last in {when}"
    often = f"once on record, in {when}" if number == 1 else f"{words.times(number)} on record, {latest}"
    return f"{pair} have been at war with each other {often}"


def _why(covered: Reach) -> str:
    if covered.last is None:
        return "no list of wars covers the two by then"
    return f"the lists of wars cover the two {known.years(covered)} only"


def _last_force(told: Sequence[Event], used: int | None, year: int) -> str:
    """Return the clause on the last force that was no war; empty for none, or where a war came with or after it."""
    fought = wars(told)
    ended = max((int(war.end[:4]) if war.end else year for war in fought), default=None)
    if used is None or (ended is not None and ended >= used) or (used == year and not fought):
        return ""
    if used < year:
        return f"force was last used between them in {used}"
    return f"force was used between them in {year}"


def _land(moved: list[Move]) -> str:
    """Return the clause on land that changed hands."""
    last = moved[-1]
    gainers = {move.gainer for move in moved if move.year == last.year}
    way = (
        f" from {last.loser} to {last.gainer}"
        if gainers == {last.gainer} and last.gainer
        else " both ways"
        if len(gainers) > 1
        else ""
    )
    if len(moved) == 1:
        return f"land changed hands once on record, in {last.year}{way}"
    return f"land changed hands {words.times(len(moved))} on record, last in {last.year}{way}"


def _no_land(held: int | None, covered: Reach) -> str:
    """Return the clause on land that did not change hands; empty where that is known for years long past only."""
    if held is not None:
        return f"one occupied land of the other or declared it its own, last in {held}"
    none = known.none(
        covered, "no land is on record as changing hands between them", "whether land changed hands"
    )
    return none if known.recent(covered) else ""
