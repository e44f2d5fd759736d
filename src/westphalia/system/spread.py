"""Of what the spread of outcomes comes: parameters, levels and luck; and which levels they hang on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.system.draws import SHARE, number

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.outcomes import OutcomeLabel

Floats: TypeAlias = "NDArray[np.float64]"
SPLIT = 500
"""Runs that are made again with levels in common, to tell levels and luck apart."""
LEAST = 0.1
"""Standardised rank coefficients from which a level is told of."""


def between_within(values: Floats) -> tuple[Floats, Floats]:
    """Return the variance between draws of the parameters, and that among the runs of one, of outcomes.

    Parameters
    ----------
    values : ndarray (draws, ten, ...)
        Runs of each draw.

    Returns
    -------
    tuple of ndarray (...)
        Variance components of the one-way analysis; the first is not below 0.

    Examples
    --------
    Draws that differ by a standard deviation of 2, runs by 1:

    >>> rng = np.random.default_rng(1)
    >>> values = rng.normal(0, 2, (4000, 1)) + rng.normal(0, 1, (4000, 10))
    >>> [round(float(each)) for each in between_within(values)]
    [4, 1]

    References
    ----------
    Searle, Casella and McCulloch (1992), Variance Components, chapter 3.
    """
    within = values.var(axis=1, ddof=1).mean(axis=0)
    means = values.mean(axis=1).var(axis=0, ddof=1)
    return np.maximum(means - within / values.shape[1], 0.0), np.asarray(within)


def by_draw(draws: Floats, runs: Any) -> Floats:
    """Return runs by draw of the parameters (draws, ten, ...); draws of which a run is missing are left out.

    Parameters
    ----------
    draws : ndarray (runs, ...)
        Outcomes.
    runs : ndarray (runs,)
        Their numbers, ascending.
    """
    which = np.array([number(int(run)) for run in runs])
    whole, count = np.unique(which, return_counts=True)
    kept = np.isin(which, whole[count == SHARE])
    return draws[kept].reshape(-1, SHARE, *draws.shape[1:])


def split(own: Floats, common: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the shares of the variance that parameters, levels and luck have (...), which add up to one; nan where nothing varies.

    Parameters
    ----------
    own : ndarray (draws, ten, ...)
        Runs each of which has its own levels.
    common : ndarray (draws, ten, ...)
        Runs of which those of a draw have their levels in common.

    Examples
    --------
    >>> rng = np.random.default_rng(2)
    >>> parameters, levels = rng.normal(0, 1, (4000, 1)), rng.normal(0, 2, (4000, 10))
    >>> own = parameters + levels + rng.normal(0, 1, (4000, 10))
    >>> common = parameters + levels[:, :1] + rng.normal(0, 1, (4000, 10))
    >>> [round(float(each), 1) for each in split(own, common)]
    [0.2, 0.7, 0.2]
    """
    parameters, within = between_within(own)
    luck = np.minimum(between_within(common)[1], within)
    whole = parameters + within
    return tuple(np.where(whole > 0, each / np.where(whole > 0, whole, 1.0), np.nan) for each in (parameters, within - luck, luck))  # type: ignore[return-value]  # fmt: skip


SIGNS = {"baseline": (1, 0), "scenario": (0, 1), "difference": (-1, 1)}
"""How often either arm counts in what is told."""


def _arms(draws: Floats, sign: tuple[int, int]) -> Floats:
    return sign[0] * draws[:, :, 0] + sign[1] * draws[:, :, 1]


def spread(own: Floats, common: Floats, years: Any, labels: Sequence[OutcomeLabel]) -> pl.DataFrame:
    """Return of what the spread of outcomes, and of their differences, comes.

    Parameters
    ----------
    own, common : ndarray (draws, ten, 2, years, outcomes)
        As in :func:`split`, of both arms.
    years : ndarray (years,)
        The years.
    labels : sequence of OutcomeLabel
        What each outcome is.

    Returns
    -------
    polars.DataFrame
        ``name, region, unit, year, of, parameters, level, luck``; ``of`` is the baseline, the scenario, or the difference.
    """
    frames = []
    for of, sign in SIGNS.items():
        parts = split(_arms(own, sign), _arms(common, sign))
        rows = [(each.name, each.region, each.unit, int(year), of) for each in labels for year in years]
        frame = pl.DataFrame(rows, schema=["name", "region", "unit", "year", "of"], orient="row")
        values = dict(zip(("parameters", "level", "luck"), parts, strict=True))
        frames.append(frame.with_columns(**{name: pl.Series(value.T.ravel(), nan_to_null=True) for name, value in values.items()}))  # fmt: skip
    return pl.concat(frames)


def ranked(values: Floats) -> Floats:
    """Return ranks of columns, equal values sharing theirs, in standard deviations around their mean (m, k); 0 where a column does not vary.

    Parameters
    ----------
    values : ndarray (m, k)
        Columns.

    Examples
    --------
    >>> ranked(np.array([[1.0], [3.0], [3.0], [9.0]])).ravel().round(2).tolist()
    [-1.41, 0.0, 0.0, 1.41]
    """
    found = np.zeros(values.shape)
    for at in range(values.shape[1]):
        _, where, count = np.unique(values[:, at], return_inverse=True, return_counts=True)
        rank = (np.cumsum(count) - (count + 1) / 2)[where]
        size = rank.std()
        found[:, at] = (rank - rank.mean()) / size if size > 0 else 0.0
    return found


def rank_regression(x: Floats, y: Floats, group: Any) -> tuple[Floats, Floats]:
    """Return coefficients of the regression of ranks of outcomes on ranks of inputs, and their standard errors (k, outcomes), runs of a draw taken together.

    Parameters
    ----------
    x : ndarray (runs, k)
        Inputs.
    y : ndarray (runs, outcomes)
        Outcomes.
    group : ndarray (runs,)
        Draw of the parameters of each run.

    Examples
    --------
    >>> rng = np.random.default_rng(3)
    >>> x = rng.normal(size=(500, 2))
    >>> coef, error = rank_regression(x, x[:, :1] ** 3, np.arange(500))
    >>> bool(abs(coef[0, 0] - 1) < 0.01), bool(abs(coef[1, 0]) < 0.01), bool(error.max() < 0.01)
    (True, True, True)

    References
    ----------
    Iman and Conover (1979), The Use of the Rank Transform in Regression, Technometrics 21: 499-509.
    """
    a, b = ranked(x), ranked(y)
    inverse = np.linalg.pinv(a.T @ a)
    coef = inverse @ (a.T @ b)
    left = b - a @ coef
    groups, at = np.unique(group, return_inverse=True)
    scores = np.zeros((len(groups), a.shape[1], b.shape[1]))
    np.add.at(scores, at, a[:, :, None] * left[:, None, :])
    half = np.einsum("ij,gjo->gio", inverse, scores)
    return coef, np.sqrt((half**2).sum(axis=0) * len(groups) / max(len(groups) - 1, 1))


def sensitivity(paths: Floats, names: Sequence[str], draws: Floats, runs: Any, labels: Sequence[OutcomeLabel]) -> pl.DataFrame:  # fmt: skip
    """Return on the levels of which processes outcomes hang in the last year: a tornado.

    Parameters
    ----------
    paths : ndarray (runs, Q)
        The mean over the years of the level of each process.
    names : sequence of str
        Of the processes.
    draws : ndarray (runs, 2, outcomes)
        Both arms in the last year.
    runs : ndarray (runs,)
        Their numbers.
    labels : sequence of OutcomeLabel
        What each outcome is.

    Returns
    -------
    polars.DataFrame
        ``name, region, of, process, effect, low, high``: standardised rank coefficients of a tenth and more that can be told from none, the largest first.
    """
    columns = {"name": pl.String, "region": pl.String, "of": pl.String, "process": pl.String, "effect": pl.Float64, "low": pl.Float64, "high": pl.Float64}  # fmt: skip
    vary = np.flatnonzero(paths.std(axis=0) > 1e-9)
    if len(runs) <= 2 * len(vary):
        return pl.DataFrame([], schema=columns, orient="row")
    group = np.array([number(int(run)) for run in runs])
    rows: list[tuple[Any, ...]] = []
    for of, y in (("baseline", draws[:, 0]), ("difference", draws[:, 1] - draws[:, 0])):
        coef, error = rank_regression(paths[:, vary], y, group)
        for k, o in zip(*np.nonzero((np.abs(coef) >= LEAST) & (np.abs(coef) > 3 * error)), strict=True):
            size, half = float(coef[k, o]), 1.645 * float(error[k, o])
            rows.append(
                (labels[o].name, labels[o].region, of, names[vary[k]], size, size - half, size + half)
            )
    rows.sort(key=lambda row: (row[0], row[1], row[2], -abs(row[4])))
    return pl.DataFrame(rows, schema=columns, orient="row")
