"""How many protests are to be expected: a Poisson model with effects of states and years, as it was fitted and stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.effects.distribution import correlated
from westphalia.lazy import np, special
from westphalia.record import draws

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
LATE = 10
"""A year that is not in the fit is taken to be like one of so many last ones that are."""
HOLDS = 1.959964
"""Standard errors to each side within which 95 of 100 estimates lie."""


@dataclass(frozen=True)
class StateRecord:
    """What a model knows of one state.

    Parameters
    ----------
    counted : float
        How many protests were counted in the years of the fit.
    exposed : float
        How many the other effects would make of a state with effect 1: about as many as years.
    middle : ndarray (terms,)
        Its terms on average: its own effect is the count of an ordinary year with these.
    """

    counted: float
    exposed: float
    middle: Floats


@dataclass(frozen=True)
class Counts:
    """A model of counts of one kind of protest, fitted to what was known by the end of a year.

    Parameters
    ----------
    until : int
        The last year that it was fitted to.
    names : tuple of str
        Its terms.
    coefficient : ndarray (terms,)
        On the logarithm of the count.
    covariance : ndarray (terms, terms)
        Of the coefficients, with errors of one state taken to hang together.
    years : mapping
        Effect of each year, on the logarithm, about a mean of zero over the years.
    states : mapping
        Of each state by code.
    prior : tuple of float
        Mean and shape of the gamma distribution that the effects of states come from.
    scale : float
        How much more counts vary about their mean than Poisson counts do (1).
    size : float
        Of the negative binomial distribution of counts about their mean.
    """

    until: int
    names: tuple[str, ...]
    coefficient: Floats
    covariance: Floats
    years: Mapping[int, float]
    states: Mapping[int, StateRecord]
    prior: tuple[float, float]
    scale: float
    size: float

    @property
    def interval(self) -> Floats:
        """What 95 of 100 such estimates hold, of each coefficient (terms, 2)."""
        error = HOLDS * np.sqrt(np.diag(self.covariance))
        return np.column_stack([self.coefficient - error, self.coefficient + error])

    def effect_of(self, code: int) -> tuple[float, float]:
        """Return shape and rate of the gamma distribution of a state's effect: its own record, drawn towards that of all.

        Parameters
        ----------
        code : int
            One of the states.
        """
        (mean, shape), held = self.prior, self.states[code]
        return shape + held.counted / self.scale, shape / mean + held.exposed / self.scale


def counts_of(document: Mapping[str, Any]) -> Counts:
    """Return a stored model.

    Parameters
    ----------
    document : mapping
        As ``sources/unrest.py`` writes it.

    Returns
    -------
    Counts
        Ready to be asked.
    """
    middles = document["middles"]
    states = {
        int(code): StateRecord(float(counted), float(exposed), np.array(middles[code], dtype=np.float64))
        for code, (counted, exposed) in document["states"].items()
    }
    return Counts(
        int(document["until"]),
        tuple(document["names"]),
        np.array(document["coefficient"], dtype=np.float64),
        np.array(document["covariance"], dtype=np.float64),
        {int(year): float(effect) for year, effect in document["years"].items()},
        states,
        (float(document["prior"][0]), float(document["prior"][1])),
        float(document["scale"]),
        float(document["size"]),
    )


def drawn(model: Counts, key: str, runs: int, seed: int) -> Floats:
    """Return the coefficients of each run (runs, terms), as unsure as their covariance says.

    Parameters
    ----------
    model : Counts
        The model.
    key : str
        What is counted: another key draws others.
    runs, seed : int
        How many runs, and which.
    """
    return correlated(key, model.coefficient, model.covariance, runs, seed)


def expected(
    model: Counts, terms: Floats, code: int, year: int, key: str, runs: int, seed: int
) -> tuple[Floats, Floats]:
    """Return the expected count of a state's year in each run (runs,), and the coefficients that it was told with (runs, terms).

    What varies: the coefficients, the state's own effect, and the year's, which is one of the last ten where the fit has not seen the year.

    Parameters
    ----------
    model : Counts
        The model.
    terms : ndarray (terms,)
        Conditions of the state in the year.
    code, year : int
        State and year.
    key : str
        What is counted.
    runs, seed : int
        How many runs, and which.
    """
    slope = drawn(model, key, runs, seed)
    shape, rate = model.effect_of(code)
    place = np.arange(runs)
    share = draws.uniform(draws.stream("state effect", key, code, seed), place)
    own = special.gammaincinv(shape, share) / rate
    effects = late_effects(model, year)
    which = (draws.uniform(draws.stream("year effect", key, seed), place) * len(effects)).astype(np.int64)
    found: Floats = own * np.exp((slope * (terms - model.states[code].middle)).sum(axis=1) + effects[which])
    return found, slope


def late_effects(model: Counts, year: int) -> Floats:
    """Return the effect of a year that was fitted (1,); of any other those of the last ten that were, one of which it may be like.

    Parameters
    ----------
    model : Counts
        The model.
    year : int
        The year.
    """
    if year in model.years:
        return np.array([model.years[year]])
    return np.array([model.years[each] for each in sorted(model.years)[-LATE:]])
