"""What is not known here: sources that stop, figures of an earlier year, series withheld, states left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from westphalia.record.tables import declared
from westphalia.report.brief import words
from westphalia.report.page import Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

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
    """Return what the other topics do not know, in sentences: what they say themselves, then what their tables say."""
    used = list(dict.fromkeys(table for each in topics for table in each.used))
    told = dict.fromkeys(sentence for each in topics for sentence in each.unknown)
    general = [
        *withheld(world, used),
        *stopped(world, used, year),
        *not_begun(world, used, year),
        *absent(world, dyad, used, year),
    ]
    told.update(dict.fromkeys(general))
    lines = tuple(told)
    last = [span[1] for table in used if (span := _covered(world, table)) is not None]
    behind = sum(each < year for each in last)
    finding = (
        f"{words.sentence(words.count(behind))} of the {len(used)} tables behind this page end before {year}."
        if behind
        else f"All {len(used)} tables behind this page reach {year}, or have no years."
    )
    section = Section("unknown", "What is not known here", finding, prose=lines)
    return Topic({"unknown": list(lines)}, section, (), ())


def _titles(world: World, tables: Iterable[str]) -> str:
    def small(title: str) -> str:
        return (
            title if title[1:2].isupper() or title.startswith(("UN", "US")) else title[:1].lower() + title[1:]
        )

    return words.listed(dict.fromkeys(small(str(world.manifest.table(table)["title"])) for table in tables))


def stopped(world: World, used: Sequence[str], year: int) -> list[str]:
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


def not_begun(world: World, used: Sequence[str], year: int) -> list[str]:
    """Return a sentence on the tables that begin after the year of the page."""
    late = [
        (span[0], table) for table in used if (span := _covered(world, table)) is not None and span[0] > year
    ]
    starts: dict[int, list[str]] = {}
    for first, table in sorted(late):
        starts.setdefault(first, []).append(table)
    return [f"Not known before {first}: {_titles(world, tables)}." for first, tables in starts.items()]


def withheld(world: World, used: Sequence[str]) -> list[str]:
    """Return a sentence for each table that a world of an earlier year may not see."""
    return [
        f"{world.manifest.table(table)['title']}: withheld as of {world.last_known}, since {world.withheld(table)}."
        for table in used
        if world.withheld(table)
    ]


def absent(world: World, dyad: Dyad, used: Sequence[str], year: int) -> list[str]:
    """Return a sentence on the tables by state and year that have no row of a state in the year or, past their end, at their end."""
    import polars as pl

    tables = [table for table in used if _by_state(table) and _covered(world, table) is not None]
    reach = (
        world.table("coverage")
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
