"""The page of all measures, written from their declarations."""

from __future__ import annotations

from westphalia.app.methods import KINDS
from westphalia.measures.measure import Measure
from westphalia.measures.registry import registered
from westphalia.record.quantity import Quantity
from westphalia.record.world import World, load

DRIVERS = {
    "exclusion": "What others do to a state: shut out of recognition, organisations, trade, arms, credit or equal standing. How well it and the other drivers tell what a historian would say: [validity](validity.md).",
    "periphery": "How few ties a state has with the core, whether or not anyone shut it out.",
    "revisionism": "How far a state wants the order changed.",
    "outside options": "What each would have left without its chief partner.",
    "common adversaries": "Enemies in common, weighted by their strength beside the two.",
    "complementarity": "One can supply what the other lacks.",
    "habit": "Ties that the pair has or had, friends in common, and how readily each forms ties.",
    "grievance": "What one did to the other, or great powers to it.",
    "rivalry": "Rivals, and opposite sides in conflicts of others.",
    "market rivalry": "Selling the same goods.",
    "asymmetry": "How unequal the two are.",
    "distance": "Far apart in place, regime or ideology.",
    "relation": "How hostile or friendly a pair is. It contains the outcomes and predicts none.",
}
"""Drivers in the order of the page; what belongs to none comes last."""
HEAD = """# Measures

Generated from the declarations. `westphalia measure NAME A [B]` prints a measure over the years; `wp.measures` gives the same in Python. The models read those that belong to a driver.

In the equations $i$ and $j$ are the two states, $k$ any other, $t$ the year; $\\mathbb{1}\\{\\cdot\\}$ is 1 where the condition holds and else 0. A value of year $t$ uses what had happened by its end and nothing later.
A year outside those given is unknown, not zero.
"""


def cell(text: object) -> str:
    """Return text for a cell of a Markdown table."""
    return str(text).replace("|", "\\|").replace("\n", " ")


def bounds(measure: Quantity) -> str:
    """Return the range in words."""
    low, high = measure.range()
    if low is None and high is None:
        return "unbounded"
    if high is None:
        return f"from {low:g}"
    return f"to {high:g}" if low is None else f"{low:g} to {high:g}"


def section(world: World, measure: Quantity) -> list[str]:
    """Return the section of one measure of a driver, with its equation."""
    span = measure.span(world)
    lines = [
        "",
        f"### {measure.name}",
        "",
        f"**{measure.title}** ({KINDS[measure.kind]}). {measure.describes()}.",
    ]
    if measure.equation:
        lines += ["", "$$", measure.equation, "$$"]
    links = ", ".join(
        f"[{source}](sources.md#{source.replace('_', '-')})" for source in measure.sources(world)
    )
    return [
        *lines,
        "",
        f"- Unit: {measure.in_unit() or 'none'}; range: {bounds(measure)}; a larger value: {measure.more}.",
        f"- Known: {f'{span[0]}-{span[1]}' if span else 'nothing'}. Table: [{measure.table}](tables.md#{measure.table.replace('_', '-')}). Sources: {links or 'the edition itself'}.",
        f"- Reference: {measure.cites(world)}",
        *read(measure),
    ]


def read(measure: Quantity) -> list[str]:
    """Return the line that says what a measure is computed from."""
    if not isinstance(measure, Measure) or not measure.reads:
        return []
    back = {0: "all years before", 1: ""}.get(measure.window, f"{measure.window - 1} years before")
    return [
        f"- Reads: {', '.join(f'`{name}`' for name in measure.reads)}{f'; the year and {back}' if back else ''}."
    ]


def row(world: World, measure: Quantity) -> str:
    """Return the row of one measure that belongs to no driver."""
    span = measure.span(world)
    parts = (
        f"`{measure.name}`",
        f"{measure.title} ({KINDS[measure.kind]})",
        measure.in_unit(),
        bounds(measure),
        measure.more,
        f"[{measure.table}](tables.md#{measure.table.replace('_', '-')})",
        f"{span[0]}-{span[1]}" if span else "",
    )
    return "| " + " | ".join(cell(part) for part in parts) + " |"


def measures_page() -> str:
    """Return the page of all measures."""
    world, measures = load(), registered()
    named = {measure.driver for measure in measures.values() if measure.driver}
    lines = [
        HEAD,
        f"{len(measures)} measures, {sum(bool(m.driver) for m in measures.values())} of them of a driver.",
    ]
    for driver in [*(d for d in DRIVERS if d in named), *sorted(named - set(DRIVERS))]:
        lines += ["", f"## {driver.capitalize()}", "", DRIVERS.get(driver, "")]
        for measure in measures.values():
            if measure.driver == driver:
                lines += section(world, measure)
    lines += [
        "",
        "## Of the record",
        "",
        "As the tables have them; the reference is that of the source unless `westphalia measure NAME` says more.",
        "",
        "| name | what it is | unit | range | a larger value | table | years |",
        "|---|---|---|---|---|---|---|",
        *(row(world, measure) for measure in measures.values() if not measure.driver),
    ]
    return "\n".join(lines).rstrip() + "\n"
