"""``westphalia network``: a relation between all states to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from westphalia.commands.output import FILE, SYSTEM, YEAR, YEARS, listed, terminal_width, warn, write
from westphalia.commands.views import ending, form_of
from westphalia.record.citations import as_text
from westphalia.record.world import load
from westphalia.report.views.answer import ENDINGS, Say
from westphalia.report.views.named import seen_from
from westphalia.report.views.network import VIEW, make

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
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "json", "csv", "markdown"]),
    help="How to print the page; by default as the file of -o ends, or text.",
)
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="File to write: .graphml, .csv or .npz; a new folder, for R; or the page as .html, .json, .txt or .md.",
)
def network(
    relation: str | None,
    form: str | None,
    output: Path | None,
    listing: bool,
    types: str | None,
    names: tuple[str, ...],
    cite: bool,
    layout: str,
    above: float | None,
    absent: str,
    unknown: bool,
    **asked: Any,
) -> None:
    """Tell a relation between all states as a network, or write it: GraphML, an edge list, arrays, or a folder for R.

    Without RELATION all relations are listed. A pair whose value is not known is never zero.
    """
    given = {key: value for key, value in asked.items() if value is not None}
    relation = None if listing else relation
    question = VIEW.question.of({**given, "relation": relation, "types": _numbers(types)})
    page = output is None or ENDINGS.get(ending(output), "csv") != "csv"
    if relation is None or page:
        told = VIEW.tell(load(), question, Say(warn)).as_form(form_of(VIEW, form, output), terminal_width())
        write(told.rstrip("\n"), output)
        return
    assert output is not None
    made = _made(question, output)
    made.write(output, additions=listed(names), layout=layout, above=above, absent=absent, unknown=unknown)
    _say(made, output)
    if cite:
        write(as_text(made.cite()))


def _made(question: Any, output: Path) -> Network:
    """Return the network that is asked for, where it can be written."""
    from westphalia.networks.write import check

    check(output)
    return make(seen_from(load(), question.as_of), question)


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
