"""``westphalia measure NAME A [B]``: what the edition holds of a state or pair, year by year."""

from __future__ import annotations

from typing import Literal

import click

from westphalia.commands.output import csv_text, formats, grid, json_text, write
from westphalia.commands.parameters import YEAR, YEARS, state
from westphalia.errors import NotUnderstood
from westphalia.measures.reading import Series, series
from westphalia.measures.registry import get, registered
from westphalia.record.world import World, load


@click.command()
@click.argument("name", required=False)
@click.argument("a", required=False)
@click.argument("b", required=False)
@click.option(
    "--years", type=YEARS, help="First and last year, for example 1990:2022; by default all that are known."
)
@click.option(
    "--carry",
    type=click.Choice(["last"]),
    help="Where a year is not known, use the last value known before it; observed says from when.",
)
@click.option(
    "--coding", default="", help="As which source codes it, where several do, for example cow for disputes."
)
@click.option("--as-of", type=YEAR, help="Know nothing later than the end of this year.")
@click.option("--list", "listing", is_flag=True, help="List all measures.")
@formats("text", "csv", "json")
def measure(
    name: str | None,
    a: str | None,
    b: str | None,
    years: tuple[int, int] | None,
    carry: Literal["last"] | None,
    coding: str,
    as_of: int | None,
    listing: bool,
    form: str,
) -> None:
    """Print the measure NAME of the state A, or from A to B, year by year.

    Without NAME, or with --list, list all measures with unit and range. A year that is not known is null, never zero.
    """
    world = load()
    if as_of is not None:
        world = world.as_of(as_of)
    if listing or name is None:
        _list(world, form)
        return
    asked = get(name, coding)
    if a is None:
        places = "A" if asked.states == 1 else "A B"
        raise NotUnderstood(
            f"{asked.name} needs {asked.states} state{'s' if asked.states > 1 else ''}.",
            f"{asked.title}.",
            f"Type: westphalia measure {asked.name} {places}",
        )
    given = [state(world, text, years[1] if years else None) for text in (a, b) if text is not None]
    if len(given) > 1 and asked.states > 1:
        world.dyad(given[0], given[1])
    found = series(world, asked, given, years, carry)
    _print(world, found, form)
    if not found.known:
        raise found.why_unknown()


def _print(world: World, found: Series, form: str) -> None:
    if form == "json":
        document = {
            "westphalia": world.stamp(),
            "measure": found.measure.to_dict(world),
            "states": [each.to_dict() for each in found.states],
            "rows": [row.to_dict() for row in found.rows],
        }
        write(json_text(document))
    elif form == "csv":
        write(csv_text(("year", "value", "observed"), ((r.year, r.shown, r.observed) for r in found.rows)))
    elif found.known:
        write(_text(world, found))


def _text(world: World, found: Series) -> str:
    asked = found.measure
    low, high = asked.range()
    bounds = (
        f", {'' if low is None else f'{low:g}'} to {'' if high is None else f'{high:g}'}"
        if low is not None
        else ""
    )
    names = ", ".join(f"{each.name} ({each.ccode})" for each in found.states)
    lines = [
        f"{asked.title}: {names}",
        f"{asked.in_unit() or 'code'}{bounds.removesuffix(' to ')}; {asked.describes()}".rstrip("; "),
    ]
    rows = [
        (
            row.year,
            "unknown" if row.shown is None else _number(row.shown),
            row.observed if row.observed != row.year else "",
            row.why,
        )
        for row in found.rows
    ]
    lines += ["", grid(("year", asked.name, "from", ""), rows, "rrr"), ""]
    lines.append(f"Table {asked.table}. {asked.cites(world)}")
    return "\n".join(lines)


def _number(value: float) -> str:
    return (
        f"{value:,d}" if isinstance(value, int) else f"{value:,.6g}" if abs(value) < 1e6 else f"{value:,.0f}"
    )


def _list(world: World, form: str) -> None:
    known = [each.to_dict(world) for each in registered().values()]
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "measures": known}))
        return
    heads = ("name", "of", "unit", "first", "last", "title")
    rows = [(m["name"], m["kind"], m["unit"], m["first"], m["last"], m["title"]) for m in known]
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows, "lllrr"))
