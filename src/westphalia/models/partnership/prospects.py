"""What the edition's partnership model says of a pair: read from the stored forecasts, or worked out for years that are not stored.

Sources are put together as the model does it (:mod:`westphalia.models.partnership.compose`), in plain numbers, so that a page costs milliseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import exp, floor, log, log10, sqrt
from typing import TYPE_CHECKING, Any

from westphalia.errors import WestphaliaError
from westphalia.lazy import pl
from westphalia.models.outcomes import CHIEF, HORIZONS, LONG, PAGED, seen
from westphalia.models.partnership import stored_forecasts
from westphalia.models.partnership.compose import any_of
from westphalia.models.partnership.stored_forecasts import STEPS
from westphalia.record.estranged import estranged
from westphalia.record.once import kept, once
from westphalia.record.results import stale

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

WIDE = 1.645
"""Standard errors to either side of a 90 % interval."""
NEAR = 1e-9
"""Chances within this share of each other are the same."""
PARTNERS = 5
EARLIEST = 1905
"""First year of which the model says anything."""
KEPT = 4
"""Years worked out that are kept."""
Say = Callable[[str], None]
"""Told of work that takes some seconds."""
Range = tuple[float, float]
Foes = frozenset[tuple[int, int]]
"""Pairs that are no likely partners, by code, the lower first."""


def chance(log_odds: float) -> float:
    """Return the chance of log-odds.

    Examples
    --------
    >>> chance(0.0), round(chance(-4.6), 3)
    (0.5, 0.01)
    """
    return 1 / (1 + exp(-log_odds))


@dataclass(frozen=True, slots=True)
class Chance:
    """A forecast within so many years: with its 90 % interval, the mean of all pairs, and the share of pairs that are less likely."""

    probability: float
    interval: Range
    base_rate: float
    percentile: float


@dataclass(frozen=True, slots=True)
class Addend:
    """What a driver or measure adds, in log-odds; ``observed`` is the year that a measure's value is from."""

    name: str
    title: str
    contribution: float
    interval: Range | None = None
    observed: int | None = None
    measures: tuple[Addend, ...] = ()


@dataclass(frozen=True, slots=True)
class Partner:
    """One of the likeliest partners of a state: code, chance, and rank among all pairs."""

    ccode: int
    probability: float
    rank: int


@dataclass(frozen=True, slots=True)
class Prospects:
    """Everything that a page says of the future of a pair.

    Parameters
    ----------
    model : str
        Hash of the model.
    until : int
        Last year of what it was fitted to.
    pairs : int
        Pairs of the system in the year.
    chances : mapping
        Forecasts by outcome and horizon; an outcome that no source shows yet is absent.
    drivers : tuple of Addend
        What adds to the chance of alignment within five years, largest push first.
    course : mapping
        By year, the log-odds and standard error of alignment within five years.
    pushes : mapping
        By driver and year, what the driver added.
    averages : mapping
        By year, the mean chance of alignment of all pairs.
    spread : tuple of (float, float, int)
        All pairs of the year: lower and upper chance, and how many lie between.
    likeliest : tuple of int
        The likeliest pair of the year that is not estranged.
    partners : mapping
        By code of each of the two, its likeliest partners; none that it is estranged from.
    """

    model: str
    until: int
    pairs: int
    chances: Mapping[str, Mapping[int, Chance]]
    drivers: tuple[Addend, ...]
    course: Mapping[int, tuple[float, float]]
    pushes: Mapping[str, Mapping[int, float]]
    averages: Mapping[int, float]
    spread: tuple[tuple[float, float, int], ...]
    likeliest: tuple[int, int, float]
    partners: Mapping[int, tuple[Partner, ...]]

    @property
    def chief(self) -> Chance:
        """The forecast that is explained."""
        return self.chances[CHIEF][LONG]


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is no forecast, in a sentence."""

    why: str


def prospects(world: World, dyad: Dyad, year: int, live: Say | None = None) -> Prospects | Absent:
    """Return what the model says of a pair at the end of a year, or why it says nothing.

    Years that are not stored are worked out where ``live`` may be told of it, which takes some seconds.

    Parameters
    ----------
    world : World
        The record.
    dyad : Dyad
        The pair.
    year : int
        The origin year.
    live : callable, optional
        Takes a sentence when a year that is not stored is worked out; without it such a year has no forecast.
    """
    about = stored_forecasts.about(world)
    if about is None and (live is None or world.last_known is not None):
        return Absent(stale(world.manifest, stored_forecasts.FILE) or "This edition holds no forecasts.")
    if about is not None and world.last_known is not None and world.last_known < about["until"]:
        return Absent(
            f"The model of this edition knows what was known by {about['until']}, so nothing of it may be shown as of {world.last_known}."
        )
    if year < EARLIEST:
        return Absent(
            f"Forecasts begin in {EARLIEST}: too few ties had been made and too little is measured before."
        )
    low, high = sorted(dyad.codes)
    if about is not None and str(year) in about["observed"]:
        found = _read(world, low, high, year)
    elif live is not None:
        try:
            found = _worked_out(world, low, high, year, live)
        except WestphaliaError as error:
            return Absent(f"{error.what} {error.why}".strip())
    else:
        return Absent(f"The forecasts of {year} are not stored with the edition and were not worked out.")
    if found is None:
        return Absent(
            f"The two were not both in the Correlates of War list of states in {year}, for which forecasts are made."
        )
    return found


@once(latest=16)
def _read(world: World, low: int, high: int, year: int) -> Prospects | None:
    about, own = stored_forecasts.about(world), stored_forecasts.of_pair(world, low, high)
    assert about is not None
    if not _parts(about, year, CHIEF) or own.filter(year=year).is_empty():
        return None
    return _made(about, own, stored_forecasts.of_year(world, year), (low, high), year, estranged(world, year))


def _worked_out(world: World, low: int, high: int, year: int, say: Say) -> Prospects | None:
    if not kept(_forecasts, world, year):
        say(f"The forecasts of {year} are not stored; working them out takes some seconds.")
    about, everyone = _forecasts(world, year)
    own = everyone.filter(one=low, two=high)
    if own.is_empty() or not _parts(about, year, CHIEF):
        return None
    return _made(about, own, everyone, (low, high), year, estranged(world, year))


@once(latest=KEPT)
def _forecasts(world: World, year: int) -> tuple[Mapping[str, Any], pl.DataFrame]:
    """Return what would be stored of a year, worked out from the model that ships with the edition."""
    from westphalia.models.partnership.store import load

    return stored_forecasts.worked_out(load(world), year)


def _made(
    about: Mapping[str, Any],
    own: pl.DataFrame,
    everyone: pl.DataFrame,
    pair: tuple[int, int],
    year: int,
    foes: Foes,
) -> Prospects:
    """Return what is said of a pair from its own rows (of all years that are there) and those of all pairs of the year."""
    row = stored_forecasts.scaled(own.filter(year=year).row(0, named=True))
    chances, best = _chances(row, everyone, about, year)
    one, two, p = next((one, two, p) for _, one, two, p in best.iter_rows() if (one, two) not in foes)
    return Prospects(
        about["model"],
        about["until"],
        everyone.height,
        chances,
        _drivers(row, about, year, chances[CHIEF][LONG]),
        _course(own, about),
        _pushes(own),
        {int(at): rate for at, rate in about["averages"].items()},
        _spread(best["p"].to_list()),
        (one, two, p),
        {code: _partners(best, code, foes) for code in pair},
    )


def _parts(about: Mapping[str, Any], year: int, outcome: str) -> tuple[str, ...]:
    """Return the sources that an outcome is made of in a year; none when it is not known then."""
    return seen(outcome, about["levels"].get(str(year), {}))


def combined(log_odds: Mapping[str, float], theta: Mapping[str, float], outcome: str) -> float:
    """Return the chance of an outcome from the log-odds of each source.

    Examples
    --------
    >>> combined({"pact": 0.0, "arms": 0.0}, {"any": 1.0}, "any")
    0.75
    """
    return float(any_of({part: chance(at) for part, at in log_odds.items()}, theta, outcome))


def log_odds(p: float) -> float:
    """Return the log-odds of a chance."""
    return log(p) - log(1 - p)


def _error(
    at: Mapping[str, float], spread: Mapping[str, float], theta: Mapping[str, float], outcome: str
) -> float:
    """Return the standard error of the log-odds of an outcome from those of its sources."""
    step, variance = 1e-4, 0.0
    for part in at:
        up = log_odds(combined({**at, part: at[part] + step}, theta, outcome))
        down = log_odds(combined({**at, part: at[part] - step}, theta, outcome))
        variance += ((up - down) / (2 * step)) ** 2 * spread[part] ** 2
    return sqrt(variance)


def _told(
    row: Mapping[str, Any], about: Mapping[str, Any], year: int, outcome: str, horizon: int
) -> tuple[float, float] | None:
    """Return the log-odds of an outcome for one row, with their standard error."""
    parts, level = _parts(about, year, outcome), about["levels"].get(str(year), {})
    if not parts or any(part not in row["slope"] for part in parts):
        return None
    at = {part: row["slope"][part] + level[part][str(horizon)][0] for part in parts}
    spread = {part: sqrt(row["error"][part] ** 2 + level[part][str(horizon)][1] ** 2) for part in parts}
    theta = about["theta"]
    return log_odds(combined(at, theta, outcome)), _error(at, spread, theta, outcome)


def _chances(
    row: Mapping[str, Any], everyone: pl.DataFrame, about: Mapping[str, Any], year: int
) -> tuple[dict[str, dict[int, Chance]], pl.DataFrame]:
    """Return the forecasts of a row, each with the mean of all pairs and its place among them; and all pairs, likeliest first."""
    found: dict[str, dict[int, Chance]] = {}
    level = about["levels"][str(year)]
    slopes: dict[str, Any] = {part: everyone[f"slope_{part}"] / STEPS["slope"] for part in level}
    for horizon in HORIZONS:
        single = {
            part: 1 / (1 + (-(slope + level[part][str(horizon)][0])).exp()) for part, slope in slopes.items()
        }
        for outcome in PAGED:
            told = _told(row, about, year, outcome, horizon)
            if told is None:
                continue
            every = any_of(
                {part: single[part] for part in _parts(about, year, outcome)}, about["theta"], outcome
            )
            found.setdefault(outcome, {})[horizon] = _among(told, every)
            if (outcome, horizon) == (CHIEF, LONG):
                best = everyone.select("one", "two", every.alias("p"))
    ordered = best.sort("p", "one", "two", descending=[True, False, False]).with_row_index("rank", 1)
    return {outcome: found[outcome] for outcome in PAGED if outcome in found}, ordered


def _among(told: tuple[float, float], every: Any) -> Chance:
    """Return a forecast with the mean of all pairs and its place among them; chances as good as equal count half."""
    at, error = told
    p = chance(at)
    below, upto = (every < p * (1 - NEAR)).mean(), (every <= p * (1 + NEAR)).mean()
    mean = float(every.to_numpy().mean())  # a mean of a column depends on how threads cut it up
    return Chance(p, (chance(at - WIDE * error), chance(at + WIDE * error)), mean, (below + upto) / 2)


def _drivers(
    row: Mapping[str, Any], about: Mapping[str, Any], year: int, found: Chance
) -> tuple[Addend, ...]:
    """Return the drivers; what the steps of the file have rounded off is shared out, so that they add up exactly."""
    seen: Mapping[str, int] = about["observed"].get(str(year), {})
    measures: dict[str, list[tuple[str, str, float]]] = {}
    for name, entry in about["measures"].items():
        if name in row["measure"]:
            measures.setdefault(entry["driver"], []).append((name, entry["title"], row["measure"][name]))
    rest = (
        log_odds(found.probability)
        - log_odds(found.base_rate)
        - sum(row["driver"].get(driver, 0.0) for driver in measures)
    )
    drivers = []
    for driver, parts in measures.items():
        at, width = row["driver"][driver] + rest / len(measures), WIDE * row["driver_error"][driver]
        lost = (at - sum(size for _, _, size in parts)) / len(parts)
        own = (Addend(name, title, size + lost, observed=seen.get(name)) for name, title, size in parts)
        ordered = tuple(sorted(own, key=lambda part: -abs(part.contribution)))
        drivers.append(Addend(driver, driver, at, (at - width, at + width), measures=ordered))
    return tuple(sorted(drivers, key=lambda part: -part.contribution))


def _course(own: pl.DataFrame, about: Mapping[str, Any]) -> dict[int, tuple[float, float]]:
    found = {}
    for row in own.iter_rows(named=True):
        told = _told(stored_forecasts.scaled(row), about, row["year"], CHIEF, LONG)
        if told is not None:
            found[int(row["year"])] = told
    return found


def _pushes(own: pl.DataFrame) -> dict[str, dict[int, float]]:
    if "driver" not in own.columns:
        return {}
    drivers = own.select("year", "driver").unnest("driver")
    return {
        name: {at: x / STEPS["driver"] for at, x in drivers.select("year", name).drop_nulls().iter_rows()}
        for name in drivers.columns[1:]
    }


def _spread(values: Sequence[float], steps: int = 6) -> tuple[tuple[float, float, int], ...]:
    """Return how many chances, largest first, lie in each step of a scale on which every ten times is divided into so many steps.

    Examples
    --------
    >>> [count for _, _, count in _spread([0.9, 0.5, 0.011, 0.01])]
    [2, 1, 1]
    """

    def step(value: float) -> int:
        return -floor(log10(value) * steps)

    found, done = [], 0
    while done < len(values):
        at = step(values[done])
        upto = bisect_right(values, at, lo=done, key=step)
        found.append((10 ** (-at / steps), 10 ** ((1 - at) / steps), upto - done))
        done = upto
    return tuple(reversed(found))


def _partners(best: pl.DataFrame, code: int, foes: Foes) -> tuple[Partner, ...]:
    """Return the likeliest partners of a state, without those that it is estranged from."""
    rows = best.filter((pl.col("one") == code) | (pl.col("two") == code)).select("rank", "one", "two", "p")
    found = (
        Partner(two if one == code else one, p, rank)
        for rank, one, two, p in rows.iter_rows()
        if (one, two) not in foes
    )
    return tuple(islice(found, PARTNERS))
