"""``westphalia brief A B``: the page on two states in a year."""

from __future__ import annotations

from pathlib import Path

import click

from westphalia.commands.output import formats, json_text, page_width, warn, write
from westphalia.commands.parameters import YEAR, both_in_system
from westphalia.models.outcomes import STORED
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import load


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--year", type=YEAR, help="The year; by default the last in which both were in the system.")
@click.option("--as-of", type=YEAR, help="Know nothing later than the end of this year.")
@click.option(
    "--quick",
    is_flag=True,
    help=f"Leave out what is not stored and takes some seconds: forecasts before {STORED}, some analogues.",
)
@formats("text", "html", "json")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def brief(
    a: str,
    b: str,
    year: int | None,
    as_of: int | None,
    quick: bool,
    form: str,
    output: Path | None,
) -> None:
    """Print what is known of two states, A and B, in a year.

    Who they are, two hundred years of the pair, pacts, votes, sanctions, arms, trade, capability, energy and grain, distance,
    how likely new ties are and why, and what is not known.
    """
    from westphalia.report.brief import brief as make

    begin = None
    if form == "html":
        from westphalia.report import draw

        draw.warm()
        begin = draw.begin
    world = load()
    if year is None:
        year = both_in_system(world, a, b, min(as_of or LAST_YEAR, LAST_YEAR))
    page = make(world, a, b, year=year, as_of=as_of, quick=quick, say=warn, begin=begin)
    if form == "json":
        write(json_text(page.to_dict()), output)
    elif form == "html":
        write(page.to_html(), output)
    else:
        write(page.to_text(page_width()), output)
