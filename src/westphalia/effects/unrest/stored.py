"""The model of protests as it is stored: fitted to what was known by the end of each year, with what it was worth the year after."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from westphalia.effects.unrest.counts import Counts, counts_of
from westphalia.errors import NoAnswer
from westphalia.record import results
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World

FILE = "model/unrest.json"
EARLIEST = 2000
"""The first year that there is a model of: ten years of counts are the least."""
MAKE = "Make it anew: python -m sources.unrest"


@once
def stored(world: World) -> Mapping[str, Any]:
    """Return everything that is stored: models, how many rows they are of, and their scores.

    Parameters
    ----------
    world : World
        The record.

    Raises
    ------
    NoAnswer
        Where the edition does not have it, or what it was made from has changed.
    """
    return results.document(world.manifest, FILE, MAKE)


@once
def models(world: World) -> Mapping[str, Counts]:
    """Return by outcome the model fitted to what was known at the end of the last year that a world knows.

    Parameters
    ----------
    world : World
        The record.

    Raises
    ------
    NoAnswer
        As of a year before the first model.
    """
    held = stored(world)
    last = int(held["last"]) if world.last_known is None else min(world.last_known, int(held["last"]))
    if last < EARLIEST:
        raise NoAnswer(
            f"As of {last} there is no model of protests.",
            f"They are counted from {held['first']} on, and ten years are the least to tell anything from.",
            f"Ask as of {EARLIEST} or later.",
        )
    return {outcome: counts_of(by_year[str(last)]) for outcome, by_year in held["models"].items()}
