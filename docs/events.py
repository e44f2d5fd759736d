"""The page of the events coded by hand, written from the edition."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

from westphalia.record.coded import CODED as CODED_TABLES
from westphalia.record.event_kinds import EVENT_KINDS
from westphalia.record.tables import declared
from westphalia.record.world import World, load

HEAD = """# Events between states

Generated from the edition (`python -m docs.generate`). What the data sets do not hold, or not with its day and in words: treaties before the lists begin, raids, quiet cooperation of
armies, broken promises, visits, slights. A choice of the best known, not a census: a pair without an event has had events all the same, so that nobody should count the rows of a pair or
read a missing one as a zero. Each has a date as exactly as it is known ([EDTF](https://www.loc.gov/standards/datetime/)), a kind, states with their parts, one sentence of our own, and a citation.
*Verified* means that a text which states event and date was read, often the opening of a page or a copy. Cited is the work itself, with its own address or that of an archive where it has one; where only a copy could be read
it stands without address.

They are the tables [`events`](tables.md#events) and [`event_parties`](tables.md#event-parties); the brief tells them on its timeline with their citations, [claims](claims.md) are tested on them, and
[`grievance_with_events`](measures.md) adds wrongs among them that no data set has.

```
westphalia sql "select date, title, citation from events join event_parties using (event, date) where ccode = 630 order by date"
```
"""
CODED = """## Coded since the lists end

Where a list ends, or there is none, rows are coded by hand into tables of their own, never into the list, each with its citation, how it was verified and when. Absence is unknown, not no. The brief tells
those between its two states on its timeline and where it tells of disputes, but not `coded_claims`, `coded_support` and `coded_shut_out` (claims to land and against the order, help to a side in others' wars, and
who shut out whom, since 1816), which are for measures of revisionism, rivalry and exclusion. Of the rest measures and models read recognition and broken relations alone.
"""
SHUT_OUT = "coded_shut_out"
LEAST = 3
"""Events that a pair needs for a row of its own."""


def kinds(rows: list[dict[str, Any]]) -> list[str]:
    """Return the table of kinds with what each is in the two ontologies."""
    count, sure = (
        Counter(row["kind"] for row in rows),
        Counter(row["kind"] for row in rows if row["verified"]),
    )
    lines = [
        "## Kinds",
        "",
        "| kind | what it covers | PLOVER | CAMEO | events | verified |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {kind.means} | {kind.plover} | {kind.cameo} | {count[name]} | {sure[name]} |"
        for name, kind in EVENT_KINDS.items()
    ]
    return [*lines, f"| all | | | | {len(rows)} | {sum(sure.values())} |", ""]


def pairs(world: World, rows: list[dict[str, Any]]) -> list[str]:
    """Return the table of pairs with most events."""
    states: dict[str, set[int]] = {}
    for event, ccode in world.table("event_parties").select("event", "ccode").collect().iter_rows():
        states.setdefault(event, set()).add(ccode)
    count: Counter[tuple[int, int]] = Counter()
    sure: Counter[tuple[int, int]] = Counter()
    years: dict[tuple[int, int], list[int]] = {}
    for row in rows:
        for pair in combinations(sorted(states[row["event"]]), 2):
            count[pair] += 1
            sure[pair] += row["verified"]
            years.setdefault(pair, []).append(row["date"].year)
    lines = [
        "## Pairs", "", f"Pairs with at least {LEAST} events; an event of several states counts for each pair of them.", "",
        "| pair | events | verified | first | last |", "|---|---|---|---|---|",
    ]  # fmt: skip
    for pair, number in sorted(count.items(), key=lambda each: (-each[1], each[0])):
        if number >= LEAST:
            names = " - ".join(world.state(code).name for code in pair)
            lines.append(f"| {names} | {number} | {sure[pair]} | {min(years[pair])} | {max(years[pair])} |")
    return [*lines, ""]


def coded(world: World) -> list[str]:
    """Return the tables coded by hand for conflict and relations, by kind, and how complete the disputes are."""
    lines = [CODED, "| table | kind | rows | verified | first | last |", "|---|---|---|---|---|---|"]
    for name in (*CODED_TABLES, "coded_claims", "coded_support", SHUT_OUT):
        frame = world.table(name).select("kind", "start", "verified").collect()
        for kind in declared()[name].column("kind").values:
            rows = frame.filter(kind=kind)
            first, last = (
                (rows["start"].dt.year().min(), rows["start"].dt.year().max()) if rows.height else ("", "")
            )
            told = kind.replace("_", " ")
            lines.append(
                f"| [`{name}`](tables.md#{name}) | {told} | {rows.height} | {rows['verified'].sum()} | {first} | {last} |"
            )
    return [*lines, "", *(f"- {note}" for note in world.manifest.tables["coded_disputes"]["notes"]), ""]


def unverified(rows: list[dict[str, Any]]) -> list[str]:
    """Return the list of events that could not be verified."""
    lines = ["## Not verified", ""]
    lines += [f"- {row['edtf']}: {row['title']} ({row['citation']})" for row in rows if not row["verified"]]
    return [*lines, ""]


def events_page() -> str:
    """Return the page."""
    world = load()
    rows = world.table("events").sort("date", "event").collect().to_dicts()
    told = f"{len(rows)} events, {rows[0]['date'].year}-{rows[-1]['date'].year}; {sum(row['verified'] for row in rows)} verified."
    return (
        "\n".join(
            [HEAD, told, "", *kinds(rows), *pairs(world, rows), *coded(world), *unverified(rows)]
        ).rstrip()
        + "\n"
    )
