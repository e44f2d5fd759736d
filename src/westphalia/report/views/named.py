"""States as questions name them, and the sources of what an answer says."""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.models.outcomes import OUTCOMES
from westphalia.models.partnership.windows import lists_to
from westphalia.record.schema import LAST_YEAR
from westphalia.report.brief.document import sources
from westphalia.report.use import USE

if TYPE_CHECKING:
    from westphalia.models import Partnership
    from westphalia.record.state import State
    from westphalia.record.world import World
    from westphalia.report.views.answer import Say


def seen_from(world: World, as_of: int | None) -> World:
    """Return a world as it was known at the end of a year; itself without one.

    Parameters
    ----------
    world : World
        The record.
    as_of : int or None
        The last year known; None for all.
    """
    return world if as_of is None else world.as_of(as_of)


def seen_in(world: World, year: int, as_of: int | None) -> World:
    """Return a world as it was known at the end of a year, to be asked of another one.

    Parameters
    ----------
    world : World
        The record.
    year : int
        What is asked about.
    as_of : int or None
        The last year known; None for all.

    Raises
    ------
    NotUnderstood
        For a year after it.
    """
    if as_of is not None and year > as_of:
        raise NotUnderstood(
            f"{year} is after the end of {as_of}, and nothing later is known as of then.",
            "",
            f"Ask for a year up to {as_of}, or leave --as-of out.",
        )
    return seen_from(world, as_of)


def called(world: World, name: int | str, year: int) -> State:
    """Return the state that a name or code means, as it was called in a year.

    Parameters
    ----------
    world : World
        The record.
    name : int or str
        Of the state, or its code.
    year : int
        Of the question.
    """
    return world.state(state_of(world, name, year).ccode, year)


def state_of(world: World, name: int | str, year: int | None) -> State:
    """Return the state that a name or code means; a name of the past that is ambiguous today is read as of ``year``.

    Parameters
    ----------
    world : World
        The record.
    name : int or str
        Of the state, or its code.
    year : int or None
        The year of the question; None where it has none.
    """
    try:
        return world.state(name)
    except NotUnderstood:
        if year is None:
            raise
        return world.state(name, year)


def sources_of(world: World, tables: Iterable[str]) -> tuple[dict[str, Any], ...]:
    """Return the sources of some tables of the edition as a page lists them.

    Parameters
    ----------
    world : World
        The record.
    tables : iterable of str
        Names; those that are no table are left out.
    """
    return sources(world, [name for name in tables if name in world.manifest.tables])


# What the views that ask the partnership model share: which model may speak, and what is said of it.


LONG_AGO = 5
"""Years after the end of a list from which on its age is told."""
STORED, FITTED = "stored with the edition", "fitted for this answer"


def speaker(world: World, as_of: int | None, say: Say, *years: int) -> tuple[World, Partnership, str]:
    """Return the world, the model that may speak in it, and where that model is from.

    The stored model was fitted to everything that is known. Asked as of an earlier year, one is fitted to what was known by then, which is
    said.

    Parameters
    ----------
    world : World
        The record.
    as_of : int or None
        The last year known; None for all.
    say : Say
        Who is told that a model is fitted.
    *years : int
        Those that are asked about, at least one.

    Raises
    ------
    NotUnderstood
        For a year after that of ``as_of``.
    NoAnswer
        For a year before the first from which there is a forecast, or when the edition holds no model.
    """
    from westphalia.models.partnership.model import EARLIEST, Partnership
    from westphalia.models.partnership.store import load

    for year in years:
        seen = seen_in(world, year, as_of)
    if min(years) < EARLIEST:
        raise NoAnswer(
            f"There is no forecast from {min(years)}.",
            "Too few ties had been made and too little is measured before.",
            f"Ask for a year from {EARLIEST} to {LAST_YEAR}.",
        )
    if as_of is None or as_of >= LAST_YEAR:
        return seen, load(seen), STORED
    say.warn(
        f"Fitting the model to what was known by the end of {as_of}: this takes from half a minute to two."
    )
    began = time.monotonic()
    model = Partnership().fit(seen)
    say.warn(f"Fitted in {time.monotonic() - began:.0f} s.")
    return seen, model, FITTED


def tables_of(outcome: str) -> tuple[str, ...]:
    """Return the tables of the lists that show an outcome.

    Parameters
    ----------
    outcome : str
        Of the model.
    """
    return tuple(name for part in OUTCOMES[outcome].parts for name in OUTCOMES[part].tables)


def stamp(world: World, model: Partnership) -> dict[str, Any]:
    """Return what every document carries, with the hash of the model that spoke.

    Parameters
    ----------
    world : World
        The record.
    model : Partnership
        The model that spoke.
    """
    return {**world.stamp(), "model": model.hash}


def about(model: Partnership, origin: str) -> dict[str, Any]:
    """Return which model spoke: up to what year it knows, and whether it was stored or fitted for this answer.

    Parameters
    ----------
    model : Partnership
        The model that spoke.
    origin : str
        Where it is from.
    """
    return {"hash": model.hash, "knows_until": model.until, "origin": origin}


def colophon(model: Partnership, origin: str, *years: int) -> tuple[str, ...]:
    """Return sentences under a table that say which model spoke, and what that means for years gone by.

    Parameters
    ----------
    model : Partnership
        The model that spoke.
    origin : str
        Where it is from.
    *years : int
        Those that it spoke of, at least one.
    """
    spoke = f"Model {model.hash}, {origin}, fitted to what was listed by the end of {model.until}: {lists_to(model.world, model.until)}."
    if min(years) >= model.until - 5:
        return (spoke, USE)
    return (
        spoke,
        USE,
        f"It has seen what came after {min(years)}. For what could be said then, add: --as-of {min(years)}",
    )


def aged(model: Partnership, year: int) -> tuple[str, ...]:
    """Return a sentence on how old the values are that forecasts of a year read, where lists ended long before it.

    Parameters
    ----------
    model : Partnership
        The model that spoke.
    year : int
        The year of the forecasts.
    """
    seen = model.year_forecasts(year).inputs.observed.get(year, {})
    old = [when for when in seen.values() if when < year - LONG_AGO]
    if not old:
        return ()
    some = f"{len(old)} of the {len(seen)} measures that it reads"
    return (
        f"{some} end more than {LONG_AGO} years before {year}, the oldest in {min(old)}: their lists go no further.",
    )


def within(horizon: int) -> str:
    """Return a horizon in words.

    Parameters
    ----------
    horizon : int
        In years.

    Examples
    --------
    >>> within(1), within(5)
    ('a year', '5 years')
    """
    return "a year" if horizon == 1 else f"{horizon} years"
