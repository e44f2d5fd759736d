"""The JSON document of a brief, and the JSON Schema that it follows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.report.page import Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

SCHEMA = Path(__file__).parent.parent / "schema" / "brief.json"


def document(world: World, dyad: Dyad, year: int, topics: Sequence[Topic]) -> dict[str, Any]:
    """Return the document: the stamp, the two states, the year, then the facts of all topics in their order.

    Parameters
    ----------
    world : World
        The record as it was seen.
    dyad : Dyad
        The pair, in the order asked for.
    year : int
        The year asked for.
    topics : sequence of Topic
        All topics, the one on what is unknown last.
    """
    from westphalia.models.stored_forecasts import about

    model = about(world)
    head: dict[str, Any] = {
        "westphalia": {**world.stamp(), "model": None if model is None else model["model"]},
        "a": dyad.a.to_dict(),
        "b": dyad.b.to_dict(),
        "year": year,
        "as_of": world.last_known,
    }
    facts: dict[str, Any] = {}
    for topic in topics:
        for key, value in topic.facts.items():
            if key in head or key in facts:
                raise AssertionError(f"two topics give {key}")
            facts[key] = value
    return head | facts


@cache
def schema() -> dict[str, Any]:
    """Return the published JSON Schema of the document."""
    found: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return found
