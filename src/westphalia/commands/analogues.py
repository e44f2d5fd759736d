"""``westphalia analogues A B --year Y``: who in history stood where a pair stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from westphalia.commands import modelled
from westphalia.commands.output import csv_text, formats, grid, json_text, write
from westphalia.commands.parameters import YEAR
from westphalia.errors import NoAnswer
from westphalia.models.outcomes import AFTERWARDS, LONG
from westphalia.record.world import load

if TYPE_CHECKING:
    from westphalia.models.analogues import Analogue, Analogues

ALL = 1_000_000
CAME = {True: "yes", False: "no", None: "not known"}


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--year", type=YEAR, required=True, help="Where the two stand at the end of this year.")
@modelled.top(10, "every pair that was compared")
@formats("text", "json", "csv")
def analogues(a: str, b: str, year: int, top: int, form: str) -> None:
    """Print the pairs in history that stood nearest to where A and B stand, and what became of them.

    Only what was on record by the end of the year is used. Outcomes are whether a pair made a new pact or defence agreement
    within 1, 3, 5 and 10 years.
    """
    from westphalia.models import load as stored
    from westphalia.models.analogues import analogues as search

    world = load()
    try:
        model = stored(world)
    except NoAnswer:
        model = None
    dyad = world.dyad(a, b, year)
    found = search(world, dyad.a, dyad.b, year, top=top or ALL, model=model)
    if form == "json":
        head = world.stamp() if model is None else modelled.stamp(world, model)
        write(json_text({"westphalia": head, **found.to_dict()}))
    elif form == "csv":
        heads = ("ccode1", "name1", "ccode2", "name2", "year", "distance", *(f"in_{h}" for h in AFTERWARDS))
        write(csv_text(heads, (_cells(each) for each in found.analogues)))
    else:
        write(_text(found))


def _cells(each: Analogue) -> tuple[object, ...]:
    came = (None if each.outcome[h] is None else int(bool(each.outcome[h])) for h in AFTERWARDS)
    pair = each.a.ccode, each.a.name, each.b.ccode, each.b.name
    return (*pair, each.year, f"{each.distance:.4f}", *came)


def _text(found: Analogues) -> str:
    rate = found.base_rate
    rows = (
        (
            f"{each.a.name} and {each.b.name}",
            each.year,
            f"{each.distance:.2f}",
            CAME[each.outcome[LONG]],
            CAME[each.outcome[AFTERWARDS[-1]]],
            ", ".join(trait.title for trait in each.shared[:2]),
            ", ".join(trait.title for trait in each.different[:2]),
        )
        for each in found.analogues
    )
    heads = ("pair", "year", "distance", f"tie in {LONG} years", f"in {AFTERWARDS[-1]}", "both", "unlike in")
    low, high = rate.interval
    lines = [
        f"Pairs that stood where {found.a.name} and {found.b.name} stood in {found.year}",
        "",
        grid(heads, rows, "lrr"),
        "",
        f"Of the {rate.pairs} nearest, {100 * rate.rate:.0f} of 100 made a new pact or defence agreement within {rate.horizon} years "
        f"(90 % interval {100 * low:.0f} to {100 * high:.0f}); of all pairs compared, {100 * rate.average:.1f}.",
    ]
    if rate.model is not None:
        lines.append(f"The partnership model says {100 * rate.model:.0f} of 100.")
    lines.append(
        "Distance is in standard deviations, weighted by how well each measure told pairs that made a tie from others."
    )
    return "\n".join(lines)
