"""Rates of new ties: an exponentially weighted mean of recent years as a forecaster knows them, and the intercept that calibrates forecasts to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.outcomes import HORIZONS, OUTCOMES
from westphalia.models.partnership.inputs import Pairs
from westphalia.models.partnership.logit import chance
from westphalia.models.partnership.windows import NEVER, ListedTies, next_year

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
FIRST = 1816
YEARS = 220
FADE = 2.0
"""Half-life of the exponential weights of years, in years; chosen with sight of the backtest."""
ENOUGH = 500.0
"""Least number of pair-years, weighted, that a rate is told from."""
MOST = 0.5
"""Largest share expected of a window."""
GUESS, SHOWN = 0.7, 5
"""Standard deviation of the log of a share where fewer than so many years show it."""
SHRINKS = (0.5, 1.0)
"""Bounds of the share of a window over horizon times the annual share."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates of new ties of one component: the share of pairs of states that make one.

    Parameters
    ----------
    annual : ndarray (220,)
        Share of pairs with a new tie in a year, from 1816, as known at the end of each year, recent years weighing more (exponential weights); NaN
        while too little is known.
    stretch : dict
        By horizon, the share of pairs with a tie in a window over horizon times the annual share, from closed windows.
    spread : dict
        By horizon, standard deviation of the log of the share that came about over the one expected.
    """

    annual: Floats
    stretch: dict[int, float]
    spread: dict[int, float]

    def at(self, year: int, horizon: int) -> float:
        """Return the expected share of pairs with a tie in the window; NaN where nothing is known."""
        annual = self.annual[min(max(year - FIRST, 0), YEARS - 1)]
        return float(min(annual * horizon * self.stretch[horizon], MOST))


def levels(known: ListedTies, pairs: Pairs, name: str, until: int | None = None) -> Rates:
    """Return the rates of a component, from what was published by the end of ``until``.

    Parameters
    ----------
    known : ListedTies
        The ties.
    pairs : Pairs
        All pairs of all years.
    name : str
        The source.
    until : int, optional
        The year in which the forecaster stands; by default the end of the source.
    """
    keys, lag = known.events[name].keys, OUTCOMES[name].lag
    coming = next_year(keys, *pairs.triple)
    first, last = known.seen[name]
    last = last if until is None else min(last, until - lag)
    shares = {h: _shares(pairs, coming, h, first, last) for h in HORIZONS}
    events, count = shares[1]
    annual = np.full(YEARS, np.nan)
    for year in range(FIRST, FIRST + YEARS):
        newest = min(year - lag, last)
        stand = np.arange(FIRST, newest)  # an origin year shows the ties of the year after it
        weight = 0.5 ** ((newest - 1 - stand) / FADE)
        number = float(weight @ count[stand - FIRST]) if len(stand) else 0.0
        if number >= ENOUGH:
            annual[year - FIRST] = (float(weight @ events[stand - FIRST]) + 0.5) / number
    stretch, spread = {}, {}
    for h in HORIZONS:
        got, of = shares[h]
        same = np.array([events[t : t + h].sum() / max(count[t : t + h].sum(), 1) for t in range(YEARS)])
        full = (of > 0) & (same > 0)
        stretch[h] = (
            float(np.clip(got[full].sum() / max((of * same * h)[full].sum(), 1e-9), *SHRINKS))
            if full.any()
            else 1.0
        )
        expected = annual * h * stretch[h]
        fine = (of > ENOUGH) & np.isfinite(expected)
        ratio = np.log((got[fine] + 0.5) / of[fine]) - np.log(expected[fine])
        spread[h] = float(np.sqrt((ratio**2).mean())) if fine.sum() >= SHOWN else GUESS
    return Rates(annual, stretch, spread)


def _shares(
    pairs: Pairs, coming: NDArray[np.int64], horizon: int, first: int, last: int
) -> tuple[Floats, Floats]:
    """Return pairs with a tie in the window, and pairs, by origin year; 0 and 0 where the window is not seen."""
    seen = (pairs.year + 1 >= first) & (pairs.year + horizon <= last)
    at = pairs.year[seen] - FIRST
    hit = (coming[seen] <= pairs.year[seen] + horizon) & (coming[seen] < NEVER)
    return np.bincount(at, hit, YEARS).astype(float), np.bincount(at, minlength=YEARS).astype(float)


def calibrated_intercept(eta: Floats, share: float) -> float:
    """Return the intercept that calibrates log-odds in the large: added to them, it makes the mean chance ``share``.

    Parameters
    ----------
    eta : ndarray (rows,)
        Log-odds without an intercept.
    share : float
        Between 0 and 1.

    Examples
    --------
    >>> round(float(chance(np.array([-1.0, 1.0]) + calibrated_intercept(np.array([-1.0, 1.0]), 0.1)).mean()), 6)
    0.1
    """
    at = float(np.log(share / (1 - share)) - eta.max())
    for _ in range(200):
        p = chance(at + eta)
        move = (share - float(p.mean())) / max(float((p * (1 - p)).mean()), 1e-12)
        at += float(np.clip(move, -1.0, 1.0))
        if abs(move) < 1e-10:
            break
    return at
