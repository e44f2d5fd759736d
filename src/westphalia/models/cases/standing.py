"""Where a model of their time put the cases: percentile of each pair among all pairs the year before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.lazy import np
from westphalia.models.outcomes import ALIGNMENT, ANY, MULTILATERAL
from westphalia.models.partnership.features import MODELLED
from westphalia.models.partnership.fitting import Sample, fit_all, sample
from westphalia.models.partnership.inputs import inputs, pairs_of
from westphalia.models.partnership.windows import listed
from westphalia.models.partnership.year_forecasts import YearForecasts
from westphalia.record import results

if TYPE_CHECKING:
    from westphalia.models.partnership.component import Component
    from westphalia.record.world import World

FILE = "model/cases.json"
FIRST = 1830
"""First origin year that the models are fitted on."""
EVERY, HORIZON = 5, 5
Asked = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a model put a pair.

    Parameters
    ----------
    origin : int
        The model was fitted to windows that had closed, and been published, by the end of this year.
    chance, base_rate, percentile : float or None
        Of a new pact or agreement within five years, at the end of the year before the case.
    why : str
        Why there is none.
    """

    origin: int
    chance: float | None
    base_rate: float | None
    percentile: float | None
    why: str = ""


def origin_of(year: int) -> int:
    """Return the year of the model for a case of ``year``: the last multiple of five before it.

    Examples
    --------
    >>> origin_of(1939), origin_of(1940), origin_of(1941)
    (1935, 1935, 1940)
    """
    return (year - 1) // EVERY * EVERY


def standings(world: World, asked: Iterable[Asked]) -> dict[Asked, Standing]:
    """Return where models of their time put pairs, at most one fit for each five years.

    Parameters
    ----------
    world : World
        The record.
    asked : iterable of (code, code, year)
        The lower code first; the year of the case.
    """
    wanted = sorted(set(asked), key=lambda each: each[2])
    until = max(each[2] for each in wanted)
    rows = sample(world, MODELLED, until, pairs_of(world, FIRST, until - 1))
    found: dict[Asked, Standing] = {}
    for origin in sorted({origin_of(each[2]) for each in wanted}):
        models, theta = fit_all(_by(rows, origin), MODELLED, origin)
        mine = [each for each in wanted if origin_of(each[2]) == origin]
        for year in sorted({each[2] for each in mine}):
            found |= _of_year(world, models, theta, origin, [each for each in mine if each[2] == year])
    return found


def _by(rows: Sample, origin: int) -> Sample:
    """Return the sample without rows of later years and without pacts of many; what earlier rows saw later is cut off by the fit."""
    kept = rows.pairs.year < origin
    event = {name: each[kept] for name, each in rows.event.items()}
    event[MULTILATERAL.name] = np.full(int(kept.sum()), np.nan)
    return Sample(
        rows.everyone, rows.pairs.keep(kept), rows.values[kept], rows.weight[kept], event, rows.level, rows.known
    )  # fmt: skip


def _of_year(
    world: World, models: dict[str, Component], theta: dict[str, float], origin: int, asked: list[Asked]
) -> dict[Asked, Standing]:
    before = asked[0][2] - 1
    usable = {
        n: m for n, m in models.items() if n in ALIGNMENT.parts and np.isfinite(m.levels.at(before, HORIZON))
    }
    if not usable:
        return {each: Standing(origin, None, None, None, "too few ties had been made") for each in asked}
    pairs = pairs_of(world, before, before)
    year_forecasts = YearForecasts(before, pairs, inputs(world, pairs, MODELLED), usable, theta)
    chances = year_forecasts.chances(ALIGNMENT.name, HORIZON)
    made = {}
    for each in asked:
        at = np.flatnonzero((pairs.one == each[0]) & (pairs.two == each[1]))
        if not len(at):
            made[each] = Standing(origin, None, None, None, "not both in the system the year before")
            continue
        p = float(chances[at[0]])
        below = float((chances < p).mean() + (chances == p).mean() / 2)
        made[each] = Standing(origin, p, float(chances.mean()), below)
    return made


def coded(world: World, one: int, two: int, year: int) -> list[str]:
    """Return how the sources code a case: ties of the pair within a year of it, and which lists do not see that year.

    Examples
    --------
    >>> import westphalia as wp
    >>> coded(wp.load(), 365, 630, 2001), coded(wp.load(), 651, 365, 1955)
    (['pact 2001', 'dca 2001'], ['arms 1955'])
    """
    pair = min(one, two), max(one, two)
    found = []
    for name, events in listed(world).events.items():
        mine = events.year[(events.one == pair[0]) & (events.two == pair[1])]
        found += [f"{name} {when}" for when in sorted(mine[np.abs(mine - year) <= 1].tolist())]
    return found


def unseen(world: World, year: int) -> list[str]:
    """Return the lists that do not see a year."""
    seen = listed(world).seen
    return [name for name in ANY.parts if not seen[name][0] <= year <= seen[name][1]]


def stored(world: World) -> dict[str, Any]:
    """Return the results that ship with the edition: ``hand`` and ``automatic`` rows, and a ``summary``.

    Examples
    --------
    >>> import westphalia as wp
    >>> sorted(stored(wp.load()))
    ['automatic', 'hand', 'summary']
    """
    return read_stored(world, FILE)


def read_stored(world: World, name: str) -> dict[str, Any]:
    """Return a document of results of the edition."""
    return results.document(world.manifest, name, "In a checkout run: python -m sources.cases")
