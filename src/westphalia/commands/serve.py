"""``westphalia serve``: the same pages in a browser."""

from __future__ import annotations

import os
import threading
import time
import urllib.error
import urllib.request
from importlib import import_module

import click

from westphalia.commands.output import needed, warn

EXTRA = "pip install 'westphalia[app]'"


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Its port.")
@click.option(
    "--workers", type=click.IntRange(1, 64), help="Processes that serve; by default one a processor."
)
@click.option(
    "--proxy",
    is_flag=True,
    help="A proxy stands before it: believe what it says of readers (X-Forwarded-For).",
)
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Where readers find it, where that is elsewhere than it listens.",
)
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
def serve(host: str, port: int, workers: int | None, proxy: bool, base_url: str, show: bool) -> None:
    """Serve all pages to a browser, on this machine alone unless you say otherwise; Ctrl-C ends it.

    Every page is also data: add .json, .txt, .md, .csv or .bib to its address. Your own tables are served to this machine alone. Before you open it
    to others read docs/serving.md: --base-url, and a proxy before it.
    """
    needed(("starlette", "uvicorn"), "Serving needs", EXTRA)
    settings_of, server = import_module("westphalia.app.settings"), import_module("westphalia.app.server")
    settings = settings_of.Settings(host, port, workers or os.cpu_count() or 1, proxy, base_url)
    listening = server.bound(settings)
    where = (
        base_url
        or f"http://{'localhost' if host in ('127.0.0.1', '::1') else host}:{listening.getsockname()[1]}"
    )
    warn(f"Westphalia is at {where} (Ctrl-C ends it).")
    if not settings.alone and not base_url:
        warn(
            "Others reach this machine, but requests for other names than localhost are refused: say --base-url."
        )
    if show:
        threading.Thread(target=_shown, args=(where,), daemon=True).start()
    server.run(settings, listening)


def _shown(where: str) -> None:
    """Open the site in the browser when it answers, or after half a minute."""
    for _ in range(60):
        try:
            with urllib.request.urlopen(f"{where}/ready", timeout=5):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    import_module("webbrowser").open(where)
