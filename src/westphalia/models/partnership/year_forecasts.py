"""Every pair of a year at once: inputs, log-odds and chances, from which single forecasts, ranks and explanations are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.outcomes import HORIZONS, seen
from westphalia.models.partnership.compose import any_of
from westphalia.models.partnership.inputs import Inputs, Pairs
from westphalia.models.partnership.logit import chance
from westphalia.models.partnership.rates import calibrated_intercept

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.partnership.component import Component

Floats: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True)
class YearForecasts:
    """The pairs of one year under a model.

    Parameters
    ----------
    year : int
        Origin year.
    pairs : Pairs
        The pairs.
    inputs : Inputs
        Their measures.
    models : mapping
        Fitted components that are known in that year.
    theta : mapping
        Odds ratios: ``alignment`` of pact and agreement, ``any`` of alignment and arms.
    """

    year: int
    pairs: Pairs
    inputs: Inputs
    models: Mapping[str, Component]
    theta: Mapping[str, float]
    kept: dict[tuple[str, int], Floats] = field(default_factory=dict)
    designs: dict[str, Floats] = field(default_factory=dict)

    def parts(self, outcome: str) -> tuple[str, ...]:
        """Return the sources that the outcome is made of in this year, none where it has no forecast: before defence agreements are listed, alignment is pacts."""
        return seen(outcome, self.models)

    def columns(self, source: str) -> Floats:
        """Return the design of a component (pairs, width)."""
        if source not in self.designs:
            self.designs[source] = self.models[source].design(self.inputs.values)
        return self.designs[source]

    def log_odds(self, source: str, horizon: int) -> Floats:
        """Return the log-odds of all pairs (pairs,) for a component: slopes, and the calibrated intercept at which their mean chance is the expected rate."""
        key = f"{source}", horizon
        if key not in self.kept:
            model = self.models[source]
            slope = model.slope(self.columns(source))
            share = model.levels.at(self.year, horizon)
            self.kept[key] = slope + calibrated_intercept(slope, share)
        return self.kept[key]

    def chances(self, outcome: str, horizon: int) -> Floats:
        """Return the chance of every pair (pairs,)."""
        key = f"p:{outcome}", horizon
        if key not in self.kept:
            parts = self.parts(outcome)
            self.kept[key] = together(
                {part: self.log_odds(part, horizon) for part in parts}, self.theta, outcome
            )
        return self.kept[key]

    def base_rate(self, outcome: str, horizon: int) -> float:
        """Return the mean chance over all pairs."""
        return float(self.chances(outcome, horizon).mean())

    def row(self, one: int, two: int) -> int:
        """Return the row of a pair; -1 when it is not in the system."""
        low, high = min(one, two), max(one, two)
        found = np.flatnonzero((self.pairs.one == low) & (self.pairs.two == high))
        return int(found[0]) if len(found) else -1


def together(log_odds: Mapping[str, Floats], theta: Mapping[str, float], outcome: str) -> Floats:
    """Return the chance of an outcome (rows,), from the log-odds of its components.

    Parameters
    ----------
    log_odds : mapping of ndarray (rows,)
        By component.
    theta : mapping
        Odds ratios of composed outcomes.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.

    Examples
    --------
    >>> together({"pact": np.array([0.0]), "arms": np.array([0.0])}, {"any": 1.0}, "any").tolist()
    [0.75]
    """
    made: Floats = any_of({name: chance(eta) for name, eta in log_odds.items()}, theta, outcome)
    return made


def gradients(log_odds: Mapping[str, Floats], theta: Mapping[str, float], outcome: str) -> dict[str, Floats]:
    """Return the derivative of the outcome's log-odds by those of each component, by central differences.

    Parameters
    ----------
    log_odds : mapping of ndarray (rows,)
        By component.
    theta : mapping
        Odds ratios of composed outcomes (:mod:`westphalia.models.partnership.compose`).
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.

    Returns
    -------
    dict of ndarray (rows,)
        By component, between 0 and 1.

    Examples
    --------
    >>> gradients({"pact": np.array([0.0])}, {}, "pact")["pact"].round(6).tolist()
    [1.0]
    """
    made, step = {}, 1e-4
    for part in log_odds:
        up, down = (
            together(
                {name: eta + (by if name == part else 0.0) for name, eta in log_odds.items()}, theta, outcome
            )
            for by in (step, -step)
        )
        made[part] = (np.log(up) - np.log1p(-up) - np.log(down) + np.log1p(-down)) / (2 * step)
    return made


def monotone(year_forecasts: YearForecasts, outcome: str) -> bool:
    """Return whether the chances of every pair grow with the horizon."""
    by = [year_forecasts.chances(outcome, horizon) for horizon in HORIZONS]
    return all(bool((low <= high).all()) for low, high in pairwise(by))
