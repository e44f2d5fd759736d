"""Regions by name, from a hand-written file: which states are in them, and where the grouping is from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from westphalia import yaml_file

FILE = Path(__file__).parents[1] / "shelf" / "regions.yaml"


@dataclass(frozen=True, slots=True)
class Region:
    """A group of states.

    Parameters
    ----------
    name, title : str
        How it is asked for, and in a sentence.
    states : tuple of int
        Codes of all states that were ever in it.
    source : str
        Where the grouping is from.
    read : bool
        Whether that was opened.
    """

    name: str
    title: str
    states: tuple[int, ...]
    source: str
    read: bool


@cache
def regions() -> Mapping[str, Region]:
    """Return all regions by name.

    Examples
    --------
    >>> regions()["gulf"].states[:2]
    (630, 645)
    """
    rows = yaml_file.read(FILE).value
    return {
        name: Region(name, row["title"], tuple(row["states"]), row["source"], row["read"])
        for name, row in rows.items()
    }
