"""``westphalia mcp``: the same answers for an assistant."""

from __future__ import annotations

from importlib import import_module

import click

from westphalia.commands.output import needed
from westphalia.record.world import load

EXTRA = "pip install 'westphalia[mcp]'"


@click.command()
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Where the site is served, which comes before the addresses of pages.",
)
def mcp(base_url: str) -> None:
    """Answer an assistant over standard input and output, in the Model Context Protocol.

    An assistant starts it itself: give it the command "westphalia mcp". Its tools are the views (states, brief, measure, rank, check ...), tables,
    sql, cite and simulate; all of them only read.
    """
    needed(("mcp",), "Answering an assistant needs", EXTRA)
    import_module("westphalia.app.assistant").server(load(), base_url.rstrip("/")).run("stdio")
