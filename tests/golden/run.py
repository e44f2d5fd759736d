"""Answers of this tree: documents as plain data, panels as digests by column."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from unittest.mock import patch

import polars as pl
from click.testing import CliRunner

from tests.golden.asked import PANELS, documents
from westphalia.cli import OWN, cli
from westphalia.record.world import World, load

DIGITS = 7
"""Significant digits to which columns of measures are held."""


@cache
def world() -> World:
    """Return the one world of all answers: what is kept for it must not change them."""
    with tempfile.TemporaryDirectory() as nobody:
        return load(user=nobody)


@contextmanager
def _one_world() -> Iterator[None]:
    """Let every part of the package open the same world."""
    own = [each for name, each in list(sys.modules.items()) if name.startswith("westphalia.")]
    with ExitStack() as stack:
        for module in own:
            if getattr(module, "load", None) is load:
                stack.enter_context(patch.object(module, "load", world))
        yield


def _answer(*words: str) -> str:
    """Return what a command prints on standard output; no tables of a user are seen."""
    import_module(f"westphalia.commands.{words[0] if words[0] in OWN else 'views'}")
    with _one_world():
        told = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    if told.exit_code:
        raise RuntimeError(f"westphalia {' '.join(words)}: {told.stderr}")
    return told.stdout


def document(name: str) -> Any:
    """Return a document of :func:`~tests.golden.asked.documents`, without what names edition and model."""
    return settled(json.loads(_answer(*documents()[name], "--format", "json")))


def settled(tree: Any) -> Any:
    """Return a document without the parts that change with every edition: the stamp, and hashes of models.

    Examples
    --------
    >>> settled({"westphalia": {"version": "0.1.0"}, "model": {"hash": "9e8a", "knows_until": 2025}})
    {'model': {'knows_until': 2025}}
    """
    if isinstance(tree, dict):
        return {key: settled(value) for key, value in tree.items() if key not in ("westphalia", "hash")}
    return [settled(each) for each in tree] if isinstance(tree, list) else tree


def panel(name: str) -> dict[str, Any]:
    """Return the rows, columns and digests of a panel of :data:`~tests.golden.asked.PANELS` as it is written to a file."""
    words = PANELS[name].split()
    measures = tuple(
        each[len("measure-") :] for each in ",".join(words).split(",") if each.startswith("measure-")
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "panel.parquet")
        _answer("panel", *words, "-o", os.fspath(path))
        return digests(pl.read_parquet(path), measures)


def digests(frame: pl.DataFrame, measures: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return how many rows a frame has, and of each column its type and the SHA-256 of its values as CSV.

    Every byte counts, but for the columns of measures: products of matrices hang on the number of threads in their last bits, so that
    those are held to :data:`DIGITS` significant digits.
    """
    rounded = frame.with_columns(
        pl.col(column).round_sig_figs(DIGITS)
        for column in frame.columns
        if measures and column.startswith(measures) and frame.schema[column].is_float()
    )
    columns = {
        column: f"{frame.schema[column]} {_sha(rounded.select(column))[:24]}" for column in frame.columns
    }
    return {"rows": frame.height, "columns": columns, "bytes": _sha(rounded)}


def _sha(frame: pl.DataFrame) -> str:
    return hashlib.sha256(frame.write_csv().encode()).hexdigest()
