"""Whether two states were ever in the system together, and what to ask when they were not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import pl
from westphalia.record.coverage import joined
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.tables import declared
from westphalia.report.brief import words
from westphalia.report.brief.figures import of_all
from westphalia.report.brief.places import top
from westphalia.report.page import Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World

Spell = tuple[date, date]
STEPS = 3
"""How many successions are followed to find a state that can stand in for one that had gone."""


def shared(world: World, a: int, b: int) -> list[tuple[int, int]]:
    """Return the years in which both were in the system on one day, either list, as spells of years.

    Parameters
    ----------
    world : World
        The record.
    a, b : int
        Codes of the states.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> shared(load(), 265, 260), shared(load(), 265, 347)
    ([(1949, 1990)], [])
    """
    both = (
        (max(one[0], two[0]), min(one[1], two[1])) for one in _spells(world, a) for two in _spells(world, b)
    )
    return list(joined((start.year, end.year) for start, end in both if start <= end))


@once(latest=64)
def _spells(world: World, ccode: int) -> tuple[Spell, ...]:
    """Return the spells of membership in either list; a lasting one ends with the edition."""
    frame = world.scan("memberships").filter(ccode=ccode).select("start", "end").collect()
    return tuple((start, end or date(LAST_YEAR, 12, 31)) for start, end in frame.iter_rows())


def check_year(year: int | None, as_of: int | None) -> None:
    """Raise :class:`NotUnderstood` for a year outside the edition.

    Parameters
    ----------
    year, as_of : int or None
        The year asked for, and the last one known; None where not given.
    """
    for name, value in (("year", year), ("as-of year", as_of)):
        if value is not None and not FIRST_YEAR <= value <= LAST_YEAR:
            raise NotUnderstood(
                f"The {name} {value} is outside the record.",
                f"The edition covers {FIRST_YEAR} to {LAST_YEAR}.",
                f"Give a year from {FIRST_YEAR} to {LAST_YEAR}.",
            )


def check(world: World, dyad: Dyad, year: int) -> list[tuple[int, int]]:
    """Return the years that the two states shared, or say why there is no answer for ``year``.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year asked for.

    Raises
    ------
    NoAnswer
        When the two never were in the system together, or not in ``year``; with who existed when and what to ask instead.
    """
    together = shared(world, dyad.a.ccode, dyad.b.ccode)
    if any(first <= year <= last for first, last in together):
        return together
    a, b = words.the(dyad.a.name, start=True), words.the(dyad.b.name)
    if not together:
        raise NoAnswer(
            f"{a} and {b} were never in the system of states at the same time.",
            f"{_when(world, dyad.a)}; {_when(world, dyad.b)}.",
            _instead(world, dyad, year),
        )
    nearest = min((abs(edge - year), edge) for spell in together for edge in spell)[1]
    raise NoAnswer(
        f"{a} and {b} were not both states in {year}.",
        f"Both were in {words.spans(together)}.",
        _instead(world, dyad, year, f"Ask for: {_command(dyad.a.name, dyad.b.name, nearest)}"),
    )


def _command(a: str, b: str, year: int) -> str:
    """Return the command that prints the brief of a pair."""
    names = (f'"{name}"' if " " in name else name for name in (a, b))
    return f"westphalia brief {' '.join(names)} --year {year}"


def _when(world: World, state: State) -> str:
    years = world.spells(state.ccode)
    name = words.the(state.name, start=True)
    return f"{name} was in {words.spans(years)}" if years else f"{name} is in no list"


def _instead(world: World, dyad: Dyad, year: int, otherwise: str = "") -> str:
    """Return the pair to ask for instead: a predecessor or successor in place of a state that was not there, in the year nearest to it."""
    found = _stand_ins(world, dyad, year, absent_only=True) or _stand_ins(
        world, dyad, year, absent_only=False
    )
    if not found or (otherwise and min(found)[0] > 0):
        return otherwise or "See who was a state when with: westphalia states"
    _, _, one, two, near = min(found)
    names = [world.state(code, near).name for code in (one, two)]
    return f"The nearest pair is {names[0]} and {names[1]}; ask for: {_command(names[0], names[1], near)}"


def _stand_ins(
    world: World, dyad: Dyad, year: int, *, absent_only: bool
) -> list[tuple[int, int, int, int, int]]:
    """Return pairs to ask for instead: years away, steps of succession, the two states, the year.

    With ``absent_only`` a state that was there in the year is not replaced.
    """
    both = [
        {state.ccode: 0} if absent_only and _there(world, state.ccode, year) else kin(world, state.ccode)
        for state in (dyad.a, dyad.b)
    ]
    found = []
    for one, steps_a in both[0].items():
        for two, steps_b in both[1].items():
            swapped = one == dyad.b.ccode or two == dyad.a.ccode
            if steps_a + steps_b == 0 or one == two or swapped:
                continue
            for first, last in shared(world, one, two):
                near = min(max(year, first), last)
                found.append((abs(near - year), steps_a + steps_b, one, two, near))
    return found


def _there(world: World, ccode: int, year: int) -> bool:
    return any(first <= year <= last for first, last in world.spells(ccode))


def kin(world: World, ccode: int) -> dict[int, int]:
    """Return the state and those before and after it that it came out of or went into, with how many steps away they are.

    Steps go one way in time: a state is never followed up to a predecessor and down to its siblings, nor through an act that
    happened the other way round.

    Parameters
    ----------
    world : World
        The record.
    ccode : int
        Code of the state.
    """
    acts = world.listed("successions").sort("date", "predecessor").drop("kind").rows()
    found = {ccode: 0}
    later: dict[int, date] = {ccode: date.min}
    earlier: dict[int, date] = {ccode: date.max}
    for step in range(1, STEPS + 1):
        later = _next([(old, new, act) for old, new, act in acts if old in later and act >= later[old]], min)
        earlier = _next(
            [(new, old, act) for old, new, act in acts if new in earlier and act <= earlier[new]], max
        )
        for code in sorted({*later, *earlier}):
            found.setdefault(code, step)
    return found


def _next(acts: list[tuple[int, int, date]], best: Callable[[date, date], date]) -> dict[int, date]:
    """Return the states reached with the day of the act, the one that leaves most ways open where there are several."""
    reached: dict[int, date] = {}
    for _, there, act in acts:
        reached[there] = best(reached.get(there, act), act)
    return reached


# What is not known here: sources that stop, figures of an earlier year, series withheld, states left out.


EVENTS = {
    "designations",
    "sanction_cases",
    "institution_sanctions",
    "leaders",
    "regime_spells",
    "capitals",
    "major_powers",
    "warheads",
}
"""Tables of one state in which a missing row is no gap, or of which the topics themselves tell what is missing."""


LISTS = {"major_powers": "cow"}
"""Of tables that hold several lists the one that pages read."""


def _covered(world: World, table: str) -> tuple[int, int] | None:
    """Return the first and last year that pages can tell from a table."""
    return world.span(table, source=LISTS[table]) if table in LISTS else world.span(table)


def topic(world: World, dyad: Dyad, year: int, topics: Sequence[Topic]) -> Topic:
    """Return what the other topics do not know, in sentences: what they say themselves, then what their tables say.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    topics : sequence of Topic
        All others of the page.
    """
    used = list(dict.fromkeys(table for each in topics for table in each.used))
    told = dict.fromkeys(sentence for each in topics for sentence in each.unknown)
    general = [
        *_withheld(world, used),
        *_stopped(world, used, year),
        *_not_begun(world, used, year),
        *_absent(world, dyad, used, year),
    ]
    told.update(dict.fromkeys(general))
    lines = tuple(told)
    last = [span[1] for table in used if (span := _covered(world, table)) is not None]
    behind = sum(each < year for each in last)
    finding = (
        f"Of the {len(used)} lists and series that this page draws on, {words.count(behind)} {'ends' if behind == 1 else 'end'} before {year}."
        if behind
        else f"No list or series that this page draws on ends before {year}; what begins later is said in its place."
    )
    section = Section("unknown", "What is not known here", finding, prose=lines)
    return Topic({"unknown": list(lines)}, section, (), ())


def _titles(world: World, tables: Iterable[str]) -> str:
    def small(title: str) -> str:
        return title if title[1:2].isupper() or title.startswith(("UN", "US")) else words.midsentence(title)

    return words.listed(dict.fromkeys(small(str(world.manifest.table(table)["title"])) for table in tables))


def _stopped(world: World, used: Sequence[str], year: int) -> list[str]:
    """Return a sentence for each year in which tables stop before the year of the page."""
    ends: dict[int, list[str]] = {}
    for table in used:
        span = _covered(world, table)
        if span is not None and span[1] < year:
            ends.setdefault(span[1], []).append(table)
    return [
        f"{words.sentence(words.not_after(last))}: {_titles(world, ends[last])}."
        for last in sorted(ends, reverse=True)
    ]


def _not_begun(world: World, used: Sequence[str], year: int) -> list[str]:
    """Return a sentence on the tables that begin after the year of the page."""
    late = [
        (span[0], table) for table in used if (span := _covered(world, table)) is not None and span[0] > year
    ]
    starts: dict[int, list[str]] = {}
    for first, table in sorted(late):
        starts.setdefault(first, []).append(table)
    return [f"Not known before {first}: {_titles(world, tables)}." for first, tables in starts.items()]


def _withheld(world: World, used: Sequence[str]) -> list[str]:
    """Return a sentence for each table that a world of an earlier year may not see."""
    return [
        f"{world.manifest.table(table)['title']}: withheld as of {world.last_known}, since {world.withheld(table)}."
        for table in used
        if world.withheld(table)
    ]


def _absent(world: World, dyad: Dyad, used: Sequence[str], year: int) -> list[str]:
    """Return a sentence on the tables by state and year that have no row of a state in the year or, past their end, at their end."""
    tables = [table for table in used if _by_state(table) and _covered(world, table) is not None]
    reach = (
        world.scan("coverage")
        .filter(pl.col("table").is_in(tables) & pl.col("ccode").is_in(list(dyad.codes)))
        .select("table", "ccode", "first", "last")
        .collect()
    )
    known = {(table, ccode): (first, last) for table, ccode, first, last in reach.iter_rows()}
    out = []
    for state in (dyad.a, dyad.b):
        never, not_then = [], []
        for table in tables:
            span = _covered(world, table)
            if span is None or span[0] > year:
                continue
            own = known.get((table, state.ccode))
            if own is None:
                never.append(table)
            elif not own[0] <= min(year, span[1]) <= own[1]:
                not_then.append(table)
        name = words.the(state.name)
        if never:
            out.append(f"Sources that leave out {name} altogether: {_titles(world, never)}.")
        if not_then:
            out.append(f"Sources without {name} in {year}: {_titles(world, not_then)}.")
    return out


def _by_state(table: str) -> bool:
    """Tell whether a table has measurements by one state and year."""
    entry = declared().get(table)
    return (
        entry is not None
        and table not in EVENTS
        and len(entry.state) == 1
        and {"year", *entry.state} <= set(entry.key)
    )


# The leading state of the core: the yardstick on many charts.


RULE = "largest product of GDP and GDP per head"


@once(latest=64)
def leading(world: World, year: int) -> State | None:
    """Return the leading state of a year; None before the table begins.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [leading(load(), year).name for year in (1830, 1900, 1975, 2022)]
    ['United Kingdom', 'United States', 'United States', 'United States']
    """
    output, each = (of_all(world, name, year, carry=True).values for name in ("gdp", "gdp_per_capita"))
    power = {code: output[code] * each[code] for code in output.keys() & each.keys()}
    return world.state(top(power, 1)[0][0], year) if power else None
