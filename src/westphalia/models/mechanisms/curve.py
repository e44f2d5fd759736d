"""How an answer changes over stated alternatives: the specification curve (Simonsohn, Simmons and Nelson 2020, *Nature Human Behaviour* 4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from westphalia.lazy import np
from westphalia.models.mechanisms.design import EVERY, FIRST, HORIZON, OriginRows, market
from westphalia.models.mechanisms.effects import TESTED, effect
from westphalia.models.outcomes import AGREEMENT, ALIGNMENT, ORDER, PACT
from westphalia.models.partnership.features import FEATURES
from westphalia.models.partnership.inputs import inputs, pairs_of
from westphalia.models.partnership.windows import outcome
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

LISTS = (ALIGNMENT.name, PACT.name, AGREEMENT.name, ORDER.name)
"""Which ties are counted."""
LAGS = ("end of the year", "as published")
"""Measures as they are at the end of the year, or as old as a forecaster would have them."""
YEARS: Mapping[str, tuple[int, int]] = {
    "all years": (FIRST, LAST_YEAR),
    "to 1945": (FIRST, 1945),
    "from 1946": (1946, LAST_YEAR),
}
HELD, AMONG = ("setting", "setting and ties"), ("all", "relevant")
SAME = {
    (AGREEMENT.name, "to 1945"),
    (AGREEMENT.name, "from 1946"),
    (ORDER.name, "to 1945"),
    (ORDER.name, "from 1946"),
    (PACT.name, "to 1945"),
}
"""Those that are another or none: agreements and arms are listed after 1945 alone, and to 1945 pacts are all there is of ties."""


@dataclass(frozen=True, slots=True)
class Specification:
    """One answer of a curve.

    Parameters
    ----------
    name : str
        A key of :data:`~westphalia.models.mechanisms.effects.TESTED`.
    ties, lag, years, held, among : str
        The alternative taken of each choice.
    rows, events : int
        Pairs in origin years, and those with a tie.
    relative : float
        Change of the chance over the base rate.
    interval : tuple of float
        Of it, 90 %.
    verdict : str
        supported, contradicted or undecided, by the interval alone.
    """

    name: str
    ties: str
    lag: str
    years: str
    held: str
    among: str
    rows: int
    events: int
    relative: float
    interval: tuple[float, float]
    verdict: str


def samples(world: World) -> Iterator[tuple[str, str, str, OriginRows]]:
    """Yield ties, lag, years and the rows of each sample that is a different one."""
    pairs = pairs_of(world, FIRST, LAST_YEAR)
    pairs = pairs.keep(pairs.year % EVERY == 0)
    events = {ties: outcome(world, ties, HORIZON, pairs.triple).event for ties in LISTS}
    features = FEATURES + market()
    for lag in LAGS:
        read = tuple(replace(f, lag=0) for f in features) if lag == LAGS[0] else features
        values = inputs(world, pairs, read).values
        for ties, years in product(LISTS, YEARS):
            if (ties, years) in SAME:
                continue
            first, last = YEARS[years]
            seen = np.isfinite(events[ties]) & (pairs.year >= first) & (pairs.year <= last)
            names = tuple(f.name for f in features)
            yield ties, lag, years, OriginRows(pairs.keep(seen), names, values[seen], events[ties][seen])


def curve(world: World) -> list[Specification]:
    """Return all answers (about five minutes); a specification with fewer than fifty ties is left out."""
    made = []
    for ties, lag, years, of in samples(world):
        for name, held, among in product(TESTED, HELD, AMONG):
            found = effect(of, name, held, among, draws=0)
            if found is not None:
                low, high = (each / found.base_rate for each in found.interval)
                made.append(
                    Specification(
                        name, ties, lag, years, held, among, found.rows, found.events, found.change / found.base_rate, (low, high), found.verdict
                    )
                )  # fmt: skip
    return made
