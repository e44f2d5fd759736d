"""How far a price of oil reaches consumer prices: our own estimate from all states, to stand beside published ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.effects.distribution import correlated
from westphalia.errors import NoAnswer
from westphalia.lazy import np
from westphalia.record import results
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
FILE = "model/pass_through.json"
MAKE = "Make it anew: python -m sources.pass_through"
FEWEST = 20
"""Years that an estimate is of at least: errors hang together within them."""
CRUDE = "imf_crude_average"
HIGHEST = 0.5
"""Years in which prices rose by more than this, as a fraction, or followed one that did, tell of money and not of oil: they are left out."""
NAMES = ("same_year", "year_after", "persistence")


@dataclass(frozen=True)
class PassThrough:
    """A panel estimate: consumer prices of a year on oil prices of the year and the year before, and on their own rise the year before.

    Parameters
    ----------
    coefficient : ndarray (3,)
        Per unit of the change of the oil price in logarithms: in the same year, directly in the year after; and how much of a rise of consumer
        prices goes on in the next year.
    covariance : ndarray (3, 3)
        With errors of one year taken to hang together.
    rows, states, first, last : int
        State-years and states that it is of, and its first and last year.
    """

    coefficient: Floats
    covariance: Floats
    rows: int
    states: int
    first: int
    last: int

    @property
    def error(self) -> Floats:
        """Standard errors (3,)."""
        found: Floats = np.sqrt(np.diag(self.covariance))
        return found

    def level(self, years: int) -> float:
        """Return by how much consumer prices are higher after some years, in logarithms, for an oil price that rises by 1 in logarithms and stays.

        Parameters
        ----------
        years : int
            1 for the end of the year in which it rises.
        """
        return float(_levels(self.coefficient[None, :], years)[0])

    def drawn(self, years: int, runs: int, seed: int) -> Floats:
        """Return :meth:`level` in each run (runs,), as unsure as the estimate is.

        Parameters
        ----------
        years, runs, seed : int
            After how many years; how many runs, and which.
        """
        return _levels(correlated("pass-through", self.coefficient, self.covariance, runs, seed), years)


def _levels(slopes: Floats, years: int) -> Floats:
    """Return levels after some years (runs,) of coefficients (runs, 3)."""
    now, after, persistence = slopes.T
    rise: Floats = now
    level: Floats = now.copy()
    for year in range(2, years + 1):
        rise = persistence * rise + (after if year == 2 else 0.0)
        level = level + rise
    return level


def of_document(document: Mapping[str, Any]) -> PassThrough:
    """Return a stored estimate.

    Parameters
    ----------
    document : mapping
        As ``sources/pass_through.py`` writes it.
    """
    numbers = (int(document[name]) for name in ("rows", "states", "first", "last"))
    return PassThrough(
        np.array(document["coefficient"], dtype=np.float64),
        np.array(document["covariance"], dtype=np.float64),
        *numbers,
    )


@once
def pass_through(world: World) -> PassThrough:
    """Return the estimate from what a world knows.

    Parameters
    ----------
    world : World
        The record.

    Raises
    ------
    NoAnswer
        Where the edition does not have it, what it was made from has changed, or as of a year before the first.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = pass_through(wp.load())
    >>> bool(0.01 < found.level(1) < 0.03), found.rows > 6000
    (True, True)
    """
    held = results.document(world.manifest, FILE, MAKE)["by_last_year"]
    years = [int(year) for year in held if world.last_known is None or int(year) <= world.last_known]
    if not years:
        first = min(map(int, held))
        raise NoAnswer(
            "There is no estimate yet of how far oil reaches consumer prices.",
            f"{FEWEST} years are the least, which are over in {first}.",
            f"Ask as of {first} or later.",
        )
    return of_document(held[str(max(years))])
