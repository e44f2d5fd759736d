"""``westphalia check ESSAY``: what record and model say of each claim of an essay."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from westphalia.commands.output import formats, json_text, page_width, warn, write
from westphalia.commands.parameters import YEAR
from westphalia.record.world import load


@click.command()
@click.argument("essay")
@click.option("--as-of", type=YEAR, help="Judge with what was known at the end of this year.")
@click.option("--fresh", is_flag=True, help="Compute again what is stored with the edition (minutes).")
@formats("text", "html", "json")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file.")
def check(essay: str, as_of: int | None, fresh: bool, form: str, output: Path | None) -> None:
    """Test every claim of ESSAY, the name of an essay on the shelf or the path of a claim file.

    Each is supported, contradicted, mixed, without sufficient coverage, or not testable; with its figure, interval, group of comparison
    and sources.
    """
    from westphalia.claims.stored import Stored
    from westphalia.report.essay.checked import check as made

    if form == "html":
        from westphalia.report.draw import warm

        warm()
    world = load()
    if as_of is not None:
        world = world.as_of(as_of)
    found = made(world, essay, stored=Stored(world, fresh, warn), progress=_progress)
    if form == "json":
        write(json_text(found.to_dict()), output)
    else:
        write(found.to_html() if form == "html" else found.to_text(page_width()), output)


def _progress(number: int, of: int, name: str) -> None:
    """Tell on standard error how far it is, where someone looks."""
    if sys.stderr.isatty():
        click.echo(f"\r\x1b[K{number} of {of}: {name}" if number < of else "\r\x1b[K", nl=False, err=True)
