"""``westphalia claims new ARTICLE.txt``: from an article to a draft of a claim file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from westphalia.claims.draft.article import read
from westphalia.commands.output import FILE, write
from westphalia.record.schema import FIRST_YEAR
from westphalia.record.world import load
from westphalia.report.views.answer import json_text

LAST = 2095
"""Last year of an article: a forecast has to fall due within what a claim file can say."""


@click.group()
def claims() -> None:
    """From an article to a draft claim file."""


@claims.command()
@click.argument("article", type=FILE)
@click.option(
    "-o",
    "--output",
    type=FILE,
    help="Write to this file; by default to standard output.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["yaml", "json"]),
    default="yaml",
    show_default=True,
    help="How to print the draft.",
)
@click.option(
    "--date",
    "written",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="When the article was written.",
)
def new(article: Path, output: Path | None, form: str, written: datetime | None) -> None:
    """Draft a claim file from the plain text ARTICLE, for a person to finish.

    Finds states, people, institutions, years and numbers, the sentences that claim something, what could test them, and the events of the record that
    the text mentions or misses. The date gives last year, in January and the like their year.
    """
    from westphalia.claims.draft.make import draft
    from westphalia.claims.draft.written import document, yaml_text

    day = None if written is None else written.date()
    if day is not None and not FIRST_YEAR <= day.year <= LAST:
        raise click.BadParameter(
            f"{day.isoformat()} is not between {FIRST_YEAR} and {LAST}.", param_hint="--date"
        )
    text = read(article)
    if output is not None and _same(output, article):
        raise click.BadParameter("That is the article itself.", param_hint="-o")
    world = load()
    made = draft(world, text, day)
    write(json_text(document(world, made)) if form == "json" else yaml_text(world, made), output)


def _same(output: Path, article: Path) -> bool:
    try:
        return output.samefile(article)
    except OSError:
        return False
