"""What the ledger forecasts: outcomes whose lists know a no as well as a yes, and what is known of a pair when it is forecast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.models.outcomes import ARMS, OUTCOMES, PACTS, SANCTIONS, VOTES
from westphalia.models.partnership.windows import last_year, listed, next_year
from westphalia.record.new_ties import Events
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
UNITED_STATES = 2
ORIGINS = (2010, 2015, 2018, 2021, LAST_YEAR)
"""Years at whose ends the forecaster stands."""
BACK, LATELY = 10, 5
"""Years over which what a pair made is counted, and over which what each of the two made with anyone is."""
SERIES = "final_passage"


@dataclass(frozen=True, slots=True)
class LedgerTopic:
    """An outcome of pairs of states.

    Parameters
    ----------
    name : str
        Identifier.
    rule : str
        What makes it true, after "true if, by the end of the window,".
    tables : tuple of str
        What decides it.
    lag : int
        Years until a year is listed.
    origins : tuple of int
        Years forecast from.
    spans : callable
        Of a world: the first and last year of which the list knows yes and no.
    events : callable or None
        Of a world: the events; None for distance in votes, which is no event.
    """

    name: str
    rule: str
    tables: tuple[str, ...]
    lag: int
    origins: tuple[int, ...]
    spans: Callable[[World], tuple[int, int]]
    events: Callable[[World], Events] | None


def _ties(name: str) -> Callable[[World], Events]:
    return lambda world: listed(world).events[name]


def _seen(name: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: listed(world).seen[name]


def _covers(name: str) -> Callable[[World], tuple[int, int]]:
    return lambda world: world.reach(name)


def _whole_years(world: World) -> tuple[int, int]:
    """Return the whole years of the panel of the Treasury's lists, which begins within one and ends within another."""
    first, last = world.reach("designations")
    return first + 1, min(last, LAST_YEAR)


def _sanctions(world: World) -> Events:
    """Return new sanction cases by pair, whoever sent them, in the year in which they began."""
    frame = (
        world.scan("sanctions")
        .filter(pl.col("year") == pl.col("since"))
        .select("sender", "target", "year")
        .collect()
    )
    return _events(*(frame[name].to_numpy().astype(np.int64) for name in frame.columns))


def _entries(world: World) -> Events:
    """Return the years in which entries with an address in a state were added to the lists of the Treasury, as events of that state and the United States."""
    frame = (
        world.scan("designations").filter(pl.col("added") > 0, pl.col("ccode") != UNITED_STATES)
        .select("ccode", year=pl.col("month").dt.year()).unique().sort("ccode", "year").collect()
    )  # fmt: skip
    code = frame["ccode"].to_numpy().astype(np.int64)
    return _events(np.full(len(code), UNITED_STATES), code, frame["year"].to_numpy().astype(np.int64))


def _events(one: Ints, two: Ints, year: Ints) -> Events:
    return Events(np.minimum(one, two), np.maximum(one, two), year)


TOPICS = (
    LedgerTopic("pact", OUTCOMES["pact"].words, ("pacts",), PACTS, ORIGINS, _seen("pact"), _ties("pact")),
    LedgerTopic("arms", OUTCOMES["arms"].words, ("arms_orders", "arms_transfers"), ARMS, ORIGINS, _seen("arms"), _ties("arms")),
    LedgerTopic("sanctions", "a new case of sanctions of one against the other", ("sanctions",), SANCTIONS, ORIGINS, _covers("sanctions"), _sanctions),
    LedgerTopic("votes", "their ideal points at the United Nations are farther apart than in the last year known", ("ideal_points_filtered",), VOTES, ORIGINS, _covers("ideal_points_filtered"), None),
    LedgerTopic("treasury", "a new entry with an address in the state on the lists of the Treasury of the United States", ("designations",), 0, (2023, 2024, LAST_YEAR), _whole_years, _entries),
)  # fmt: skip
"""All topics; the panel of the Treasury's lists begins in April 2022, so that 2023 is its first whole year."""


def known(
    world: World, topic: LedgerTopic, one: Ints, two: Ints, year: int
) -> tuple[Floats, NDArray[np.bool_]]:
    """Return what a forecaster knows of pairs at the end of a year (rows, 3), and whether it happened lately (rows,).

    Parameters
    ----------
    world : World
        The record.
    topic : LedgerTopic
        Of the ledger.
    one, two : ndarray (rows,)
        Codes, the lower first.
    year : int
        The forecaster stands at its end.
    """
    newest = year - topic.lag
    if topic.events is None:
        now, before = (_distance(world, one, two, at) for at in (newest, newest - LATELY))
        moved = now - before
        return np.nan_to_num(np.stack([now, moved, np.abs(moved)], axis=1)), moved > 0
    events = topic.events(world).until(newest)
    recent = events.year > newest - LATELY
    size = 1000
    count = sum(np.bincount(side[recent], minlength=size) for side in (events.one, events.two))
    own = _own(events, one, two, newest - BACK)
    a, b = np.log1p(np.asarray(count)[one]), np.log1p(np.asarray(count)[two])
    return np.stack([np.log1p(own), a + b, a * b], axis=1), last_year(
        events.keys, one, two, np.full(len(one), newest)
    ) > newest - LATELY


def _own(events: Events, one: Ints, two: Ints, after: int) -> Floats:
    """Return how many events each pair had after a year (rows,)."""
    late = events.year > after
    keys = np.sort(events.one[late] * 1000 + events.two[late])
    asked = one * 1000 + two
    made: Floats = (np.searchsorted(keys, asked, "right") - np.searchsorted(keys, asked, "left")).astype(
        np.float64
    )
    return made


def came(world: World, topic: LedgerTopic, one: Ints, two: Ints, year: int, horizon: int) -> Floats:
    """Return whether it came true (rows,): NaN where the list does not see the whole window, or the pair.

    Parameters
    ----------
    world : World
        The record.
    topic : LedgerTopic
        Of the ledger.
    one, two : ndarray (rows,)
        Codes, the lower first.
    year : int
        The forecaster stood at its end.
    horizon : int
        Years of the window.
    """
    first, last = topic.spans(world)
    if year + 1 < first or year + horizon > last:
        return np.full(len(one), np.nan)
    if topic.events is None:
        then, now = (_distance(world, one, two, at) for at in (year + horizon, year - topic.lag))
        return np.where(np.isfinite(then) & np.isfinite(now), then > now, np.nan)
    coming = next_year(topic.events(world).keys, one, two, np.full(len(one), year))
    return np.asarray(coming <= year + horizon).astype(np.float64)


def _distance(world: World, one: Ints, two: Ints, year: int) -> Floats:
    """Return how far apart two states' ideal points are (rows,), those of the year alone and of those before; NaN for a state that did not vote."""
    frame = (
        world.scan("ideal_points_filtered")
        .filter(pl.col("year") == year, pl.col("series") == SERIES)
        .select("ccode", "mean")
        .collect()
    )
    at = np.full(1000, np.nan)
    at[frame["ccode"].to_numpy()] = frame["mean"].to_numpy()
    made: Floats = np.abs(at[one] - at[two])
    return made
