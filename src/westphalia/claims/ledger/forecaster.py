"""The ledger's forecaster: a logit on what a pair and each of the two did of late, fitted to windows that had closed and been listed; base rate and no change beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.claims.ledger.topics import UNITED_STATES, LedgerTopic, came, known
from westphalia.lazy import np
from westphalia.models.partnership.benchmarks import shares
from westphalia.models.partnership.logit import chance, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
ONE_IN = 24
"""Of all pairs one in so many is forecast, and fitted on; which, hangs on the codes alone."""
YEARS = 15
"""Origin years fitted on."""
RIDGE = 3.0
HORIZONS = (1, 5)


@dataclass(frozen=True, slots=True)
class Said:
    """Chances of pairs.

    Parameters
    ----------
    one, two : ndarray (rows,)
        Codes, the lower first.
    chance, base_rate, no_change : ndarray (rows,)
        Of the logit; of all pairs in ten closed origin years; of those where it happened lately, or did not.
    """

    one: Ints
    two: Ints
    chance: Floats
    base_rate: Floats
    no_change: Floats


def pairs(world: World, topic: LedgerTopic, year: int) -> tuple[Ints, Ints]:
    """Return the pairs that are forecast: a fixed draw of all in the system, or each state with the United States.

    Parameters
    ----------
    world : World
        The record.
    topic : LedgerTopic
        Of the ledger.
    year : int
        Of the system.
    """
    codes = np.array(world.members(year, "cow"), dtype=np.int64)
    if topic.name == "treasury":
        others = codes[codes != UNITED_STATES]
        return np.full(len(others), UNITED_STATES), others
    one, two = (codes[at] for at in np.triu_indices(len(codes), 1))
    drawn = (one * 7919 + two * 104729) * 2654435761 % 2**32 < 2**32 // ONE_IN
    return one[drawn], two[drawn]


def forecast(world: World, topic: LedgerTopic, year: int, horizon: int) -> Said | None:
    """Return what is said at the end of a year; None where no window had closed and been listed.

    Parameters
    ----------
    world : World
        The record, of which nothing later than the year less the delay of the list is read.
    topic : LedgerTopic
        Of the ledger.
    year : int
        The forecaster stands at its end.
    horizon : int
        Years of the window.
    """
    first, last = topic.spans(world)
    closed = min(last, year - topic.lag) - horizon
    rows = [_row(world, topic, at, horizon) for at in range(max(first - 1, closed - YEARS + 1), closed + 1)]
    rows = [row for row in rows if len(row[0])]
    if not rows:
        return None
    x, lately, event, when = (np.concatenate([row[part] for row in rows]) for part in range(4))
    scale = np.maximum(x.std(axis=0), 1e-9)
    found = fit(x / scale, event, np.full(x.shape[1], RIDGE), np.ones(len(event))).coefficients
    one, two = pairs(world, topic, year)
    now, recent = known(world, topic, one, two, year)
    every, tied, others = shares(event, when, lately)
    p = chance(found[0] + now / scale @ found[1:])
    return Said(one, two, p, np.full(len(one), every), np.where(recent, tied, others))


def _row(
    world: World, topic: LedgerTopic, year: int, horizon: int
) -> tuple[Floats, NDArray[np.bool_], Floats, Ints]:
    one, two = pairs(world, topic, year)
    event = came(world, topic, one, two, year, horizon)
    seen = np.isfinite(event)
    x, lately = known(world, topic, one[seen], two[seen], year)
    return x, lately, event[seen], np.full(int(seen.sum()), year)
