"""Answers of a process of its own, as digests: ``python -m tests.answers OUT WORKERS EVERY``.

Without workers each page is made alone, in a world nobody has asked. Of every kind of question each so many is asked.
"""

from __future__ import annotations

import hashlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

import westphalia as wp
from westphalia import panel
from westphalia.measures.registry import registered
from westphalia.measures.values import values
from westphalia.record.grid import build
from westphalia.record.manifest import read_manifest
from westphalia.record.world import World
from westphalia.verbs import brief

PAGES = (
    ("Russia", "Iran", 2022, None, "html"), ("France", "Germany", 1913, None, "html"), ("United States", "China", 2010, None, "html"),
    ("India", "Pakistan", 1999, None, "json"), ("Prussia", "Austria", 1850, None, "json"), ("Soviet Union", "China", 1950, 1960, "html"),
    ("Iraq", "Iran", 1980, None, "json"), ("Russia", "Iran", 2024, None, "json"), ("Saudi Arabia", "Iran", 2016, 2018, "json"),
    ("United Kingdom", "Germany", 2025, None, "json"), ("Egypt", "Israel", 1978, 1980, "json"), ("Ukraine", "Russia", 2014, None, "json"),
)  # fmt: skip
"""Two states, the year, as of which year, and as what."""
PANELS = ("arms", "arms-orders", "sanctions", "trade", "wheat-trade", "igos", "alliances", "majors")
YEARS = (2005, 2005)
RANKS = (2010, 2022)


def page(world: World, a: str, b: str, year: int, as_of: int | None, form: str) -> str:
    """Return a page as a reader gets it."""
    found = brief(world, a, b, year, as_of=as_of, quick=True)
    return found.to_html() if form == "html" else json.dumps(found.to_dict())


def pages(workers: int, every: int) -> dict[str, str]:
    """Return pages: from several threads that begin with one world at once, or each alone."""
    chosen = PAGES[::every]
    if not workers:
        return {" ".join(map(str, asked)): page(World(read_manifest()), *asked) for asked in chosen}
    world = wp.load()
    with ThreadPoolExecutor(workers) as pool:
        made = pool.map(lambda asked: page(world, *asked), chosen)
        return {" ".join(map(str, asked)): text for asked, text in zip(chosen, made, strict=True)}


def measures(every: int) -> dict[str, bytes]:
    """Return measures and base quantities in a year, for all states or pairs."""
    world = wp.load()
    states, pairs = (build(world, YEARS, "cow", dyads=dyads, directed=False) for dyads in (False, True))
    found = {
        name: values(world, name, states if each.states == 1 else pairs, carry="last").value
        for name, each in islice(registered().items(), 0, None, every)
    }
    return {f"measure {name}": np.ascontiguousarray(array).tobytes() for name, array in found.items()}


def panels(every: int) -> dict[str, str]:
    """Return panels with additions in which amounts are summed."""
    made: Any = panel.dyad_years(wp.load(), YEARS, directed=True).add(*PANELS[::every]).collect()
    return {f"panel {column}": repr(made[column].to_list()) for column in made.columns}


def ranks(every: int) -> dict[str, str]:
    """Return the forecasts of all pairs of years, with all their digits."""
    from westphalia.models import load

    model = load(wp.load())
    made = {year: model.year_forecasts(year) for year in RANKS[::every]}
    return {
        f"rank {year}": repr(year_forecasts.chances("alignment", 5).tolist())
        for year, year_forecasts in made.items()
    }


if __name__ == "__main__":
    out, workers, every = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    answers = {**pages(workers, every), **measures(every), **panels(every), **ranks(every)}
    digests = {
        name: hashlib.sha256(each if isinstance(each, bytes) else each.encode()).hexdigest()
        for name, each in answers.items()
    }
    out.write_text(json.dumps(digests, indent=1), encoding="utf-8")
