"""``westphalia panel``: state-years and dyad-years to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from westphalia.commands.output import csv_text, formats, grid, json_text, warn, write
from westphalia.commands.parameters import YEAR, YEARS
from westphalia.record.world import World, load

if TYPE_CHECKING:
    from westphalia.panel import Panel

RELEVANT: dict[str, bool | Literal["as-listed"]] = {
    "politically-relevant": True,
    "politically-relevant-as-listed": "as-listed",
}
Command = Callable[..., Any]


def _common(function: Command) -> Command:
    """Add the options of every panel."""
    for option in reversed(
        (
            click.option("--years", type=YEARS, required=True, help="First and last year: 1816:2018."),
            click.option(
                "--system",
                type=click.Choice(["cow", "gw"]),
                default="cow",
                show_default=True,
                help="Whose list of states: Correlates of War or Gleditsch-Ward.",
            ),
            click.option(
                "--add",
                "names",
                multiple=True,
                help="Columns to add, by name, separated by commas; all names: westphalia panel list.",
            ),
            click.option(
                "--carry",
                type=click.Choice(["last"]),
                help="Past what an addition covers use its last year; <addition>_observed says from when.",
            ),
            click.option("--as-of", type=YEAR, help="Know nothing later than the end of this year."),
            click.option("--cite", is_flag=True, help="Print the references of what was used."),
            click.option(
                "-o",
                "--output",
                type=click.Path(path_type=Path),
                required=True,
                help="File to write: .parquet, .csv or .dta (Stata, with pandas).",
            ),
        )
    ):
        function = option(function)
    return function


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def panel() -> None:
    """Write a panel for research to a file: states, or pairs of states, by year.

    Past what a source covers values are empty, never zero.
    """


@panel.command("state-year")
@_common
@click.option("--filter", "filters", type=click.Choice(["majors"]), multiple=True, help="Keep some rows.")
def state_year(years: tuple[int, int], system: Literal["cow", "gw"], **options: Any) -> None:
    """Write a row for each state and year in which it was in the system."""
    from westphalia.panel import state_years

    world = _world(options["as_of"])
    _make(world, state_years(world, years, system), **options)


@panel.command("dyad-year")
@_common
@click.option("--directed", is_flag=True, help="Each pair both ways.")
@click.option(
    "--filter",
    "filters",
    type=click.Choice([*RELEVANT, "majors"]),
    multiple=True,
    help="Keep some rows, before columns are added; as-listed as the R package does it.",
)
def dyad_year(years: tuple[int, int], system: Literal["cow", "gw"], directed: bool, **options: Any) -> None:
    """Write a row for each pair of states and year in which both were in the system."""
    from westphalia.panel import dyad_years

    world = _world(options["as_of"])
    _make(world, dyad_years(world, years, directed, system), **options)


@panel.command("list")
@formats("text", "json", "csv")
def listing(form: str) -> None:
    """List what can be added to a panel, with its columns and years."""
    from westphalia.panel import ADDITIONS

    world = load()
    found: list[dict[str, Any]] = [
        {
            "name": each.name,
            "title": each.title,
            "of": "states" if each.kind == "state" else "pairs",
            "first": (each.span(world) or (None, None))[0],
            "last": (each.span(world) or (None, None))[1],
            "columns": list(each.columns(False)),
        }
        for each in ADDITIONS.values()
    ]
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "additions": found}))
        return
    heads = ("name", "of", "first", "last", "title", "columns")
    rows = [(*(each[head] for head in heads[:-1]), " ".join(each["columns"])) for each in found]
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows, "llrr"))


def _world(as_of: int | None) -> World:
    world = load()
    return world if as_of is None else world.as_of(as_of)


def _make(
    world: World,
    asked: Panel,
    names: tuple[str, ...],
    carry: Literal["last"] | None,
    filters: tuple[str, ...],
    output: Path,
    cite: bool,
    **_: Any,
) -> None:
    """Filter, add, write, and say on standard error what was written and dropped."""
    from westphalia.panel.export import check

    check(output)
    for each in dict.fromkeys(filters):
        if each == "majors":
            asked = asked.filter(majors=True)
        else:
            asked = asked.filter(politically_relevant=RELEVANT[each], carry=carry)
    wanted = [name.strip() for text in names for name in text.split(",") if name.strip()]
    asked = asked.add(*wanted, carry=carry)
    rows, columns = asked.sink(output)
    warn(f"{output}: {rows:,} rows, {columns} columns; edition {world.stamp()['edition'][:12]}.")
    for reason, number in asked.dropped().items():
        warn(f"{number:,} rows left out: {reason}.")
    if cite:
        from westphalia.record.citations import as_text

        write(as_text(asked.cite()))
