"""``westphalia network``: a relation between all states to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from westphalia.commands.output import csv_text, formats, grid, json_text, warn, write
from westphalia.commands.parameters import SYSTEM, YEAR, YEARS, listed
from westphalia.record.world import load

if TYPE_CHECKING:
    from westphalia.networks import Network


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("relation", required=False)
@click.option("--years", type=YEARS, help="First and last year: 1950:1990.")
@click.option("--year", type=YEAR, help="One year.")
@click.option(
    "--every", type=click.IntRange(1), default=1, show_default=True, help="Take only every so many years."
)
@click.option(
    "--directed/--undirected",
    default=None,
    help="Tell the two directions of a pair apart or not; by default as the relation is.",
)
@SYSTEM
@click.option("--types", help="Kinds of contiguity that are ties: 1 by land, 2 to 5 by water; 1,2.")
@click.option("--carry", type=click.Choice(["last"]), help="Past the years covered use the last.")
@click.option("--as-of", type=YEAR, help="Know nothing later than the end of this year.")
@click.option(
    "--layout",
    type=click.Choice(["rsiena", "matrices"]),
    default="rsiena",
    show_default=True,
    help="What a folder holds: waves for RSiena, or matrices for btergm and amen.",
)
@click.option("--above", type=float, help="For RSiena: a value above this is a tie.")
@click.option(
    "--absent",
    type=click.Choice(["missing", "structural"]),
    default="missing",
    show_default=True,
    help="For RSiena: how to code states out of the system.",
)
@click.option("--unknown", is_flag=True, help="Edge list: a row with an empty value for each unknown pair.")
@click.option(
    "--add", "names", multiple=True, help="Columns of states to write beside a folder or edge list."
)
@click.option("--cite", is_flag=True, help="Print the references of what was used.")
@click.option("--list", "listing", is_flag=True, help="List all relations.")
@formats("text", "json", "csv")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write: .graphml, .csv or .npz; or a new folder, for R.",
)
def network(
    relation: str | None,
    years: tuple[int, int] | None,
    year: int | None,
    listing: bool,
    form: str,
    output: Path | None,
    **options: Any,
) -> None:
    """Write a relation between all states as a network: GraphML, an edge list, arrays, or a folder for R.

    Without RELATION all relations are listed. A pair whose value is not known is never zero.
    """
    if relation is None or listing:
        _list(form)
        return
    span = (year, year) if year is not None else years
    if span is None or (year is not None and years is not None):
        raise click.UsageError("Say which years, --years 1950:1990 or --year 1950.")
    if output is None:
        raise click.UsageError("Say where to write: -o network.graphml, .csv, .npz, or a folder.")
    _make(relation, span, output, **options)


def _make(
    relation: str,
    span: tuple[int, int],
    output: Path,
    every: int,
    directed: bool | None,
    system: Literal["cow", "gw"],
    types: str | None,
    carry: Literal["last"] | None,
    as_of: int | None,
    names: tuple[str, ...],
    cite: bool,
    **options: Any,
) -> None:
    """Make the network, write it, and say on standard error what was written and what is not known."""
    from westphalia.networks import network as make
    from westphalia.networks.write import check

    check(output)
    world = load() if as_of is None else load().as_of(as_of)
    made = make(
        world,
        relation,
        span,
        directed=directed,
        system=system,
        every=every,
        types=_numbers(types),
        carry=carry,
    )
    made.write(output, additions=listed(names), **options)
    _say(made, output)
    if cite:
        from westphalia.record.citations import as_text

        write(as_text(made.cite()))


def _numbers(text: str | None) -> list[int] | None:
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise click.UsageError(f"'{text}' is no list of types; write it like 1,2.")
    return [int(part) for part in parts]


def _say(made: Network, output: Path) -> None:
    ties, years = made.edges().height, len(made.years)
    edition = made.world.stamp()["edition"][:12]
    warn(
        f"{output}: {len(made.nodes)} states, {years} {'year' if years == 1 else 'years'}, {ties:,} ties; edition {edition}."
    )
    lacking = [year for year, seen in zip(made.years, made.observed, strict=True) if seen is None]
    if lacking:
        warn(f"Not known in {len(lacking)} of these years ({lacking[0]} to {lacking[-1]}).")
    partly = int(
        sum(n for n, seen in zip(made.unknown().tolist(), made.observed, strict=True) if seen is not None)
    )
    if partly:
        warn(f"{partly:,} pairs and years are not known in years that the relation covers.")


def _list(form: str) -> None:
    """List the relations with their years."""
    from westphalia.networks import RELATIONS

    world = load()
    found: list[dict[str, Any]] = []
    for each in RELATIONS.values():
        span = each.span(world)
        found.append(
            {
                "name": each.name,
                "title": each.title,
                "directed": each.directed,
                "valued": each.valued,
                "first": span[0] if span else None,
                "last": span[1] if span else None,
                "meaning": each.meaning,
            }
        )
    if form == "json":
        write(json_text({"westphalia": world.stamp(), "relations": found}))
        return
    heads = ("name", "directed", "valued", "first", "last", "title", "meaning")
    rows = [
        tuple(("yes" if x else "no") if isinstance(x, bool) else x for x in (each[h] for h in heads))
        for each in found
    ]
    write(csv_text(heads, rows) if form == "csv" else grid(heads, rows, "lllrr"))
