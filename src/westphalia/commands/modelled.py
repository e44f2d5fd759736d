"""What the commands that ask the partnership model share: its options, and which model may speak."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from westphalia.commands.output import warn
from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.outcomes import CHIEF, HORIZONS, LONG, OUTCOMES
from westphalia.record.schema import LAST_YEAR
from westphalia.record.world import World, load

if TYPE_CHECKING:
    from westphalia.models import Partnership

F = TypeVar("F", bound=Callable[..., Any])
STORED, FITTED = "stored with the edition", "fitted for this answer"


def outcome() -> Callable[[F], F]:
    """Return the option ``--outcome``."""
    return click.option(
        "--outcome",
        type=click.Choice(tuple(OUTCOMES)),
        default=CHIEF,
        show_default=True,
        help="Which new tie is forecast.",
    )


def horizon() -> Callable[[F], F]:
    """Return the option ``--horizon``."""
    return click.option(
        "--horizon",
        type=click.Choice(tuple(map(str, HORIZONS))),
        default=str(LONG),
        show_default=True,
        help="Within how many years after the year.",
    )


def top(count: int, what: str) -> Callable[[F], F]:
    """Return the option ``--top``; ``what`` is what zero stands for."""
    return click.option(
        "--top",
        type=click.IntRange(0),
        default=count,
        show_default=True,
        help=f"How many to print; 0 for {what}.",
    )


def speaker(as_of: int | None, *years: int) -> tuple[World, Partnership, str]:
    """Return the world, the model that may speak in it, and where that model is from.

    The stored model was fitted to everything that is known. Asked as of an earlier year, one is fitted to what was known by then, which is
    said on standard error.

    Raises
    ------
    NotUnderstood
        For a year after that of ``as_of``.
    NoAnswer
        For a year before the first from which there is a forecast, or when the edition holds no model.
    """
    late = [year for year in years if as_of is not None and year > as_of]
    if late:
        raise NotUnderstood(
            f"{late[0]} is after the end of {as_of}, and nothing later is known as of then.",
            "",
            f"Ask for a year up to {as_of}, or leave --as-of out.",
        )
    from westphalia.models import Partnership
    from westphalia.models import load as stored
    from westphalia.models.partnership import EARLIEST

    if min(years) < EARLIEST:
        raise NoAnswer(
            f"There is no forecast from {min(years)}.",
            "Too few ties had been made and too little is measured before.",
            f"Ask for a year from {EARLIEST} to {LAST_YEAR}.",
        )
    world = load() if as_of is None else load().as_of(as_of)
    if as_of is None or as_of >= LAST_YEAR:
        return world, stored(world), STORED
    warn(f"Fitting the model to what was known by the end of {as_of}: this takes from half a minute to two.")
    began = time.monotonic()
    model = Partnership().fit(world)
    warn(f"Fitted in {time.monotonic() - began:.0f} s.")
    return world, model, FITTED


def stamp(world: World, model: Partnership) -> dict[str, Any]:
    """Return what every document carries, with the hash of the model that spoke."""
    return {**world.stamp(), "model": model.hash}


def about(model: Partnership, origin: str) -> dict[str, Any]:
    """Return which model spoke: up to what year it knows, and whether it was stored or fitted for this answer."""
    return {"hash": model.hash, "knows_until": model.until, "origin": origin}


def colophon(model: Partnership, origin: str, *years: int) -> list[str]:
    """Return lines under a table that say which model spoke, and what that means for years gone by."""
    lines = [f"Model {model.hash}, {origin}, which knows what was known by the end of {model.until}."]
    if min(years) < model.until - 5:
        lines.append(
            f"It has seen what came after {min(years)}. For what could be said then, add: --as-of {min(years)}"
        )
    return lines
