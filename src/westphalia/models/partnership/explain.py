"""Explanation of a forecast by integrated gradients: what each driver and measure adds, and what would halve or double the chance.

The log-odds of a composed outcome are not a sum over measures. Integrated gradients (the Aumann-Shapley value) take a straight path from a
reference, a pair of average chance, to the pair asked for: the derivative of the outcome's log-odds by those of each component is averaged along
the path, and multiplied by what each measure adds to that component. The contributions add up exactly, by the gradient theorem; for an outcome of
a single component they are the terms of the logit.

References
----------
Aumann, Robert J. and Lloyd S. Shapley (1974). Values of Non-Atomic Games. Princeton University Press.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.models.partnership.cannot import fights
from westphalia.models.partnership.logit import chance
from westphalia.models.partnership.recalibration import bent, renewed
from westphalia.models.partnership.results import Change, Contribution, Driver, Explanation, Range
from westphalia.models.partnership.year_forecasts import YearForecasts, gradients, together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.models.partnership.features import Feature
    from westphalia.record.state import Dyad

Floats: TypeAlias = "NDArray[np.float64]"
WIDE = 1.645
"""Standard errors to either side of a 90 % interval."""
NODES = (
    -0.9815606342467192, -0.9041172563704748, -0.7699026741943047, -0.5873179542866175, -0.3678314989981802, -0.1252334085114689,
    0.1252334085114689, 0.3678314989981802, 0.5873179542866175, 0.7699026741943047, 0.9041172563704748, 0.9815606342467192,
)  # fmt: skip
SHARES = (
    0.04717533638651141, 0.10693932599531907, 0.16007832854334642, 0.20316742672306573, 0.2334925365383546, 0.2491470458134027,
    0.2491470458134027, 0.2334925365383546, 0.20316742672306573, 0.16007832854334642, 0.10693932599531907, 0.04717533638651141,
)  # fmt: skip
"""Gauss-Legendre quadrature of twelve nodes along the path, on [-1, 1]: ``numpy.polynomial.legendre.leggauss(12)``."""
STEPS = 61
"""Values of a measure that are tried for a change of the chance."""
ALL = slice(None)


def slope_variance(forecasts: YearForecasts, source: str, horizon: int, rows: slice = ALL) -> Floats:
    """Return the variance of a component's log-odds that comes from its slopes.

    The calibrated intercept absorbs what the slopes do to the average pair, so that only the distance from it counts.

    Parameters
    ----------
    forecasts : YearForecasts
        All pairs of a year.
    source : str
        The component.
    horizon : int
        Years of the window.
    rows : slice
        Which pairs.

    Returns
    -------
    ndarray (rows,)
        In squared log-odds.
    """
    model, columns, p = (
        forecasts.models[source],
        forecasts.columns(source),
        chance(forecasts.log_odds(source, horizon)),
    )
    apart = columns[rows] - (p * (1 - p)) @ columns / (p * (1 - p)).sum()
    made: Floats = np.einsum("ij,jk,ik->i", apart, model.covariance, apart, optimize=True)
    return made


def interval(forecasts: YearForecasts, row: int, outcome: str, horizon: int) -> Range:
    """Return the 90 % interval of a chance, by the delta method on log-odds: uncertainty of the slopes (clustered by state) and of the rate.

    Parameters
    ----------
    forecasts : YearForecasts
        All pairs of a year.
    row : int
        The pair.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window.
    """
    own = slice(row, row + 1)
    eta = {part: forecasts.log_odds(part, horizon)[own] for part in forecasts.parts(outcome)}
    variance = 0.0
    for part, weight in gradients(eta, forecasts.theta, outcome).items():
        slopes = float(slope_variance(forecasts, part, horizon, own)[0])
        variance += float(weight[0]) ** 2 * (slopes + forecasts.models[part].levels.spread[horizon] ** 2)
    p_row = float(forecasts.chances(outcome, horizon)[row])
    at, width = float(np.log(p_row / (1 - p_row))), WIDE * float(np.sqrt(variance))
    low, high = chance(np.array([at - width, at + width]))
    return float(low), float(high)


def reference(forecasts: YearForecasts, outcome: str, horizon: int) -> dict[str, Floats]:
    """Return the reference of integrated gradients: by component, the design (width,) of a pair of average chance.

    It lies between the mean of all pairs and the mean weighted by chance, where the outcome's chance is the mean over all pairs; parameters as for
    :func:`interval`.
    """
    p, parts = forecasts.chances(outcome, horizon), forecasts.parts(outcome)
    target = float(np.log(p.mean() / (1 - p.mean())))
    ends = {
        part: (forecasts.columns(part).mean(axis=0), p @ forecasts.columns(part) / p.sum()) for part in parts
    }
    eta = {
        part: (
            float(forecasts.log_odds(part, horizon).mean()),
            float(p @ forecasts.log_odds(part, horizon) / p.sum()),
        )
        for part in parts
    }

    def gap(share: float) -> float:
        at = {part: np.array([(1 - share) * low + share * high]) for part, (low, high) in eta.items()}
        q = float(together(at, forecasts.theta, outcome)[0])
        return float(np.log(q / (1 - q))) - target

    low, high = -1.0, 2.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if gap(middle) < 0 else (low, middle)
    share = (low + high) / 2
    return {part: (1 - share) * first + share * second for part, (first, second) in ends.items()}


def explain(
    forecasts: YearForecasts,
    row: int,
    dyad: Dyad,
    outcome: str,
    horizon: int,
    features: tuple[Feature, ...],
) -> Explanation:
    """Return the explanation of one pair's forecast.

    Parameters
    ----------
    forecasts : YearForecasts
        All pairs of a year.
    row : int
        The pair among them.
    dyad : Dyad
        The same, to be named.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window.
    features : tuple of Feature
        Those of the model.

    Returns
    -------
    Explanation
        Contributions in log-odds, which add up from the base rate to the forecast.
    """
    p = float(forecasts.chances(outcome, horizon)[row])
    base_rate = forecasts.base_rate(outcome, horizon)
    log_odds, base = float(np.log(p / (1 - p))), float(np.log(base_rate / (1 - base_rate)))
    usual = reference(forecasts, outcome, horizon)
    apart, pulls = integrated_gradients(forecasts, outcome, horizon, usual, slice(row, row + 1))
    drivers = _drivers(
        forecasts,
        row,
        {part: away[0] for part, away in apart.items()},
        {part: float(w[0]) for part, w in pulls.items()},
        features,
    )
    total = sum(driver.contribution for driver in drivers)
    drivers = tuple(_scaled(driver, (log_odds - base) - total, total, drivers) for driver in drivers)
    return Explanation(
        dyad.a, dyad.b, forecasts.year, outcome, horizon, base_rate, base, log_odds, p,
        tuple(sorted(drivers, key=lambda driver: -driver.contribution)), changes(forecasts, row, outcome, horizon, features),
    )  # fmt: skip


def integrated_gradients(
    forecasts: YearForecasts, outcome: str, horizon: int, usual: dict[str, Floats], rows: slice = ALL
) -> tuple[dict[str, Floats], dict[str, Floats]]:
    """Return, by component, the distance of pairs from the reference, and the derivative of the outcome averaged along the path from there.

    Parameters
    ----------
    forecasts : YearForecasts
        All pairs of a year.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window.
    usual : dict of ndarray (width,)
        The :func:`reference`.
    rows : slice
        Which pairs.

    Returns
    -------
    apart : dict of ndarray (rows, width)
        Design less the reference.
    gradients : dict of ndarray (rows,)
        Mean derivative of the outcome's log-odds by those of the component, between 0 and 1.
    """
    apart = {part: forecasts.columns(part)[rows] - at for part, at in usual.items()}
    end = {part: forecasts.log_odds(part, horizon)[rows] for part in usual}
    start = {part: end[part] - apart[part] @ forecasts.models[part].coefficients for part in usual}
    pulls = {part: np.zeros(len(at)) for part, at in end.items()}
    for node, share in zip(np.add(NODES, 1) / 2, np.divide(SHARES, 2), strict=True):
        here = {part: start[part] + node * (end[part] - start[part]) for part in usual}
        for part, weight in gradients(here, forecasts.theta, outcome).items():
            pulls[part] += share * weight
    return apart, pulls


def contributions(
    forecasts: YearForecasts, features: tuple[Feature, ...], outcome: str, horizon: int
) -> tuple[dict[str, Floats], dict[str, Floats], dict[str, Floats]]:
    """Return what every driver adds for every pair, its standard error, and what every measure adds, as :func:`explain` does for one.

    Parameters
    ----------
    forecasts : YearForecasts
        All pairs of a year.
    features : tuple of Feature
        Those of the model.
    outcome : str
        One of :data:`westphalia.models.outcomes.OUTCOMES`.
    horizon : int
        Years of the window.

    Returns
    -------
    drivers, errors, measures : dict of ndarray (rows,)
        In log-odds; a driver or measure that no component of the outcome has is absent.
    """
    usual = reference(forecasts, outcome, horizon)
    away, mean = integrated_gradients(forecasts, outcome, horizon, usual)
    drivers: dict[str, Floats] = {}
    errors: dict[str, Floats] = {}
    measures: dict[str, Floats] = {}
    by_driver: dict[str, list[str]] = {}
    for feature in features:
        by_driver.setdefault(feature.driver, []).append(feature.name)
    for driver, names in by_driver.items():
        variance: Any = 0.0
        size: Any = None
        for part, apart in away.items():
            model, places = forecasts.models[part], forecasts.models[part].basis.slices()
            known = [name for name in names if name in places]
            for name in known:
                own = mean[part] * (apart[:, places[name]] @ model.coefficients[places[name]])
                measures[name] = measures.get(name, 0.0) + own
                size = own if size is None else size + own
            columns = [at for name in known for at in range(*places[name].indices(10_000))]
            block = model.covariance[np.ix_(columns, columns)]
            own = np.einsum("ij,jk,ik->i", apart[:, columns], block, apart[:, columns], optimize=True)
            variance = variance + mean[part] ** 2 * own
        if size is not None:
            drivers[driver], errors[driver] = size, np.sqrt(variance)
    return drivers, errors, measures


def _drivers(
    forecasts: YearForecasts,
    row: int,
    apart: dict[str, Floats],
    pulls: dict[str, float],
    features: tuple[Feature, ...],
) -> tuple[Driver, ...]:
    where = {part: forecasts.models[part].basis.slices() for part in apart}
    values, observed = forecasts.inputs.values, forecasts.inputs.observed[forecasts.year]
    found: dict[str, list[Contribution]] = {}
    names: dict[str, list[str]] = {}
    for place, feature in enumerate(features):
        if not any(feature.name in slices for slices in where.values()):
            continue
        size, error = _sum(forecasts, apart, where, pulls, [feature.name])
        value = float(values[row, place])
        column = values[:, place]
        typical = float(np.nanmean(column)) if np.isfinite(column).any() else None
        found.setdefault(feature.driver, []).append(
            Contribution(
                feature.name, feature.title, size, (size - WIDE * error, size + WIDE * error), value if np.isfinite(value) else None,
                observed[feature.name], typical,
            )
        )  # fmt: skip
        names.setdefault(feature.driver, []).append(feature.name)
    made = []
    for driver, measures in found.items():
        size, error = _sum(forecasts, apart, where, pulls, names[driver])
        ordered = tuple(sorted(measures, key=lambda measure: -abs(measure.contribution)))
        made.append(Driver(driver, size, (size - WIDE * error, size + WIDE * error), ordered))
    return tuple(made)


def _sum(
    forecasts: YearForecasts,
    apart: dict[str, Floats],
    where: dict[str, dict[str, slice]],
    pulls: dict[str, float],
    names: list[str],
) -> tuple[float, float]:
    """Return what some measures add together, and its standard error."""
    size, variance = 0.0, 0.0
    for part, away in apart.items():
        model = forecasts.models[part]
        only = np.zeros_like(away)
        for name in names:
            if name in where[part]:
                only[where[part][name]] = away[where[part][name]]
        size += pulls[part] * float(only @ model.coefficients)
        variance += pulls[part] ** 2 * float(only @ model.covariance @ only)
    return size, float(np.sqrt(max(variance, 0.0)))


def _scaled(driver: Driver, rest: float, total: float, drivers: tuple[Driver, ...]) -> Driver:
    """Return a driver with its part of what rounding left (about 1e-8), so that the sum is exact."""
    sizes = sum(abs(m.contribution) for d in drivers for m in d.measures) or 1.0
    measures = tuple(
        Contribution(
            m.name,
            m.title,
            m.contribution + rest * abs(m.contribution) / sizes,
            m.interval,
            m.value,
            m.observed,
            m.typical,
        )
        for m in driver.measures
    )
    return Driver(driver.driver, sum(m.contribution for m in measures), driver.interval, measures)


def changes(
    forecasts: YearForecasts, row: int, outcome: str, horizon: int, features: tuple[Feature, ...]
) -> tuple[Change, ...]:
    """Return counterfactuals: for each measure that can change, the nearest value that would halve or double the chance, all else as it is.

    Parameters as for :func:`explain`; a measure whose value is unknown, or that no value within those fitted on would do, has none. Two states that fight have
    none: as long as they do, nothing else makes a tie likely.
    """
    parts = forecasts.parts(outcome)
    if any(fights(forecasts.columns(part)[row : row + 1], forecasts.models[part].basis)[0] for part in parts):
        return ()
    p = float(forecasts.chances(outcome, horizon)[row])
    made = []
    for place, feature in enumerate(features):
        now = float(forecasts.inputs.values[row, place])
        terms = {
            part: next((t for t in forecasts.models[part].basis.terms if t.name == feature.name), None)
            for part in parts
        }
        known = [term for term in terms.values() if term is not None]
        if not feature.moves or not known or not np.isfinite(now):
            continue
        grid = np.linspace(min(t.low for t in known), max(t.high for t in known), STEPS)
        moved = {}
        for part, term in terms.items():
            at = float(forecasts.log_odds(part, horizon)[row])
            if term is None:
                moved[part] = np.full(STEPS, at)
                continue
            model = forecasts.models[part]
            slopes = model.coefficients[model.basis.slices()[feature.name]]
            if renewed(forecasts.columns(part)[row : row + 1], model.basis)[0]:
                slopes = model.ratio * slopes
            full = model.full(forecasts.inputs.values[row : row + 1])
            steps = (term.columns(grid) - term.columns(np.array([now]))) @ slopes
            moved[part] = at + bent(full + steps) - bent(full)
        chances = together(moved, forecasts.theta, outcome)
        for factor, hit in ((0.5, chances <= p / 2), (2.0, chances >= min(2 * p, 1.0))):
            if hit.any():
                nearest = grid[hit][np.argmin(np.abs(grid[hit] - now))]
                made.append(Change(feature.name, feature.title, factor, now, float(nearest)))
    return tuple(made)
