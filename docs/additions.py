"""The page of everything that can be added to a panel, written from the declarations."""

from __future__ import annotations

from westphalia.panel.addition import Addition
from westphalia.panel.additions import ADDITIONS, SUBJECTS
from westphalia.panel.pooling import estimated
from westphalia.record.world import World, load

HEAD = """# Additions to panels

Generated from the declarations. `panel.state_years(...)`, `panel.dyad_years(...)` and the other panels take these names in `.add(...)`.

A value *of a state* is added to both sides of a row of two states, as `name1` and `name2`. A relation *of two* can be added to rows of two
states; where something of a state stands for it, rows of states take that under the same name. Years outside those given are null.
A column that *can be drawn* is an estimate of which the source says [how uncertain](uncertainty.md) it is.
In the column *absent*, 0 says that in those years a row which the source does not list stands for zero; elsewhere it stays null.
"""
DIFFERENCES = """## Where these values are not those of the R package

The package is peacesciencer 1.2.9, on the same versions of the sources. Everything else that its reference rows hold is the same, and tests compare it.

- `irregular` (`archigos`) is 1 when a leader came or went irregularly within the year. The package also counts a transition whose new leader
  is ousted years later: Guatemala in 1951, because Arbenz fell in 1954. `archigos-as-listed` gives the package's values.
- `archigos` has leaders of states outside the Gleditsch-Ward list (Morocco from 1905 to 1911), which the package leaves out.
- `land`, `sea` and `conttype` take the closest of several spells of a year; the package takes the one listed first, even one that says that the two
  do not touch. `neighbours-as-listed` and `contiguity-as-listed` give the package's values.
- `gmlmidongoing` and its like of states count every dispute. The package drops those before 1875 in which no leader is coded on either side
  (the United States and Mexico in 1844), though its own dyad-years have them.
- `imports` and `exports` of Luxembourg are null for the years in which the source gives it the trade of its union with Belgium.
- `ucdp-conflicts` counts both sides of a conflict between states; the package counts side A only.
- `sideadeaths` and `sidebdeaths` are null where unknown; the package writes -9.

Of several disputes in a dyad-year, one stands in `dispute-details`: one that began in the year; then the deadliest, where deaths of unknown number
count for more than none and less than any level; the most hostile; the longest, by the lower and then the higher count of days; one that was answered;
the one that began in the earliest month. Applied to all dyad-years this keeps the same dispute as the package in every one. In a world of the
past, where outcomes of open disputes are not known, it chooses by what was known.

Distances between capitals are measured on a sphere with the radius of the equator, 6,378.137 km, as the package does; the distances on pages of this
program use the mean radius and are 0.11 per cent shorter.
"""


def cell(text: object) -> str:
    """Return text for a cell of a Markdown table."""
    return str(text).replace("|", "\\|")


def rows(world: World, each: Addition) -> list[str]:
    """Return the rows of the columns of an addition."""
    lines, drawn = [], estimated(each)
    for field in each.fields:
        span = each.span(world, field.name)
        years = f"{span[0]}-{span[1]}" if span else ""
        absent = "0" if field.absent else ""
        meaning = cell(field.description) + (" *(can be drawn)*" if field.name in drawn else "")
        lines.append(f"| `{field.name}` | {meaning} | {years} | {absent} |")
    return lines


def section(world: World, each: Addition) -> list[str]:
    """Return the section of an addition."""
    of = "of a state" if each.kind == "state" else "of two"
    if each.by_leader_only():
        of += ", in leader-dyad-years only"
    notes = [f"In rows of states: [{each.for_states}](#{each.for_states})."] if each.for_states else []
    if each.coding:
        others = ", ".join(f"[{name}](#{name})" for name in each.coding.others)
        notes.append(f"One of the codings of {each.coding.of}, `{each.coding.name}`; others: {others}.")
    if each.later:
        notes.append(f"Not in a world of the past: {each.later}.")
    sources = each.sources or tuple(dict.fromkeys(s for t in each.tables for s in world.entry(t)["sources"]))
    links = ", ".join(f"[{source}](sources.md#{source.replace('_', '-')})" for source in sources)
    head = ["", f"### {each.name}", "", f"**{each.title}** ({of}). {' '.join(notes)}".rstrip(), ""]
    table = ["| column | meaning | years | absent |", "|---|---|---|---|", *rows(world, each), ""]
    return [*head, *table, f"Sources: {links}."]


def additions_page() -> str:
    """Return the page of all additions."""
    world = load()
    lines = [
        HEAD,
        f"{len(ADDITIONS)} additions, {sum(len(each.fields) for each in ADDITIONS.values())} columns.",
    ]
    for subject, part in SUBJECTS.items():
        lines += ["", f"## {subject}"]
        for each in part:
            lines += section(world, each)
    return "\n".join([*lines, "", DIFFERENCES])
