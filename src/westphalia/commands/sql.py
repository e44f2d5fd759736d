"""``westphalia sql "select ..."``: the tables in SQL."""

from __future__ import annotations

import click

from westphalia.commands.output import csv_text, formats, grid, warn, write
from westphalia.record.query.process import warm
from westphalia.record.world import load
from westphalia.report.views.answer import json_text


@click.command()
@click.argument("query")
@click.option(
    "--rows", type=click.IntRange(0, 1_000_000), default=1000, show_default=True, help="Most rows printed."
)
@click.option(
    "--seconds",
    type=click.FloatRange(0, 3600, min_open=True),
    default=10.0,
    show_default=True,
    help="Longest time.",
)
@formats("text", "csv", "json")
def sql(query: str, rows: int, seconds: float, form: str) -> None:
    """Answer one SELECT over the tables of the edition and your own.

    Nothing can be changed, and neither files nor the network can be reached. Tables: westphalia data list; columns: westphalia
    data show TABLE.
    """
    warm()
    world = load()
    answer = world.sql(query, rows=rows, seconds=seconds)
    if form == "json":
        write(json_text({"westphalia": world.stamp(), **answer.to_dict()}))
    else:
        write(csv_text(answer.columns, answer.rows) if form == "csv" else grid(answer.columns, answer.rows))
        if answer.truncated:
            warn(f"Only the first {rows:,} rows are printed. More: --rows {rows * 10 or 1000}")
