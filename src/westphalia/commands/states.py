"""``westphalia states [QUERY]``: who was in the system."""

from __future__ import annotations

from collections.abc import Iterable

import click

from westphalia.commands.output import csv_text, formats, grid, json_text, write
from westphalia.commands.parameters import YEAR
from westphalia.record.directory import Entry, Spells, directory
from westphalia.record.identity import FOREVER
from westphalia.record.world import load


@click.command()
@click.argument("query", required=False, default="")
@click.option("--year", type=YEAR, help="Only states in the system in this year.")
@formats("text", "json", "csv")
def states(query: str, year: int | None, form: str) -> None:
    """List states whose names or codes hold QUERY, or all of them.

    Codes are those of Correlates of War (cow) and of Gleditsch and Ward (gw); years of membership are those of either list.
    """
    world = load()
    entries = directory(world, query, year)
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "states": [entry.to_dict() for entry in entries]}))
    elif form == "csv":
        write(csv_text(("ccode", "gwcode", "iso3", "name", "cow", "gw"), _cells(entries)))
    else:
        heads = ("cow", "gw", "iso3", "name", "in cow", "in gw", "also called")
        write(
            grid(
                heads,
                ((*row, _names(entry)) for row, entry in zip(_cells(entries), entries, strict=True)),
                "rr",
            )
        )


def _cells(entries: Iterable[Entry]) -> list[tuple[object, ...]]:
    return [
        (
            entry.state.ccode if entry.state.cow else None,
            entry.state.gwcode,
            entry.state.iso3,
            entry.state.name,
            _years(entry.cow),
            _years(entry.gw),
        )
        for entry in entries
    ]


def _years(spells: Spells) -> str:
    return ", ".join(f"{first}-{last if last is not None else ''}" for first, last in spells)


def _names(entry: Entry) -> str:
    """Return the usual names of other times with their years, then official ones."""
    shown = [
        name for name in entry.names if name.kind in ("usual", "official") and name.text != entry.state.name
    ]
    return "; ".join(
        f"{name.text} ({name.first}-{'' if name.last == FOREVER else name.last})" for name in shown
    )
