"""On what outcomes hang: the levels of processes, what all states share, and the coefficients of each draw; by regressions of ranks on the runs that are there anyway.

The size of an effect is a standardised rank coefficient: by how many of its standard deviations an outcome's rank moves with one of the input's. What is told is beyond
what chance gives among all inputs and outcomes at once, at five in a hundred. Levels are known by run, coefficients by draw, of which ten runs share one; these are asked for what
levels leave, one by one, for a thousand runs have a hundred draws of more than two hundred of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl, special
from westphalia.system.draws import drawn_coefficients, number
from westphalia.system.engine import SHARED
from westphalia.system.process import SystemProcess

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.system.outcomes import OutcomeLabel

Floats: TypeAlias = "NDArray[np.float64]"
LEAST = 0.1
"""Standardised rank coefficients from which an input is told of."""
BY_CHANCE = 0.05
"""In what share of results any input is told of that is chance."""
LEVEL, ALL, CONSTANT = "level", "all states", "constant"
"""Terms that are no covariate: the level of a process, what all states share in a year, and the constant."""


@dataclass(frozen=True, slots=True, eq=False)
class DrawnInputs:
    """Inputs that are the same in all runs of a draw.

    Parameters
    ----------
    draws : ndarray (d,)
        Their numbers, ascending.
    names : tuple of (str, str)
        Of each input, its process and the term whose coefficient it is.
    values : ndarray (d, m)
        By draw.
    """

    draws: Any
    names: tuple[tuple[str, str], ...]
    values: Floats


def drawn_inputs(of: Mapping[str, SystemProcess], estimates: Mapping[str, Any], runs: Any, seed: int) -> DrawnInputs:  # fmt: skip
    """Return the coefficients that some runs had, by draw.

    Parameters
    ----------
    of : mapping of SystemProcess
        Processes by name.
    estimates : mapping
        Stored estimates by process.
    runs : ndarray (runs,)
        Numbers of runs.
    seed : int
        Of their luck.
    """
    draws = np.unique([number(int(run)) for run in runs])
    names: list[tuple[str, str]] = []
    columns: list[Floats] = [np.zeros((len(draws), 0))]
    for name in sorted(of):
        if "covariance" in estimates[name]:
            found = drawn_coefficients(name, estimates[name], draws, seed)
            columns.append(found)
            names += [(name, term) for term in _terms(of[name], found.shape[1])]
    return DrawnInputs(draws, tuple(names), np.concatenate(columns, axis=1))


def _terms(process: SystemProcess, many: int) -> list[str]:
    """Return what each coefficient of a process is of."""
    terms = [str(each) for each in process.terms]
    return [CONSTANT, *terms] if len(terms) < many else terms


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


def rank_regression(x: Floats, y: Floats, group: Any) -> tuple[Floats, Floats, Floats]:
    """Return coefficients of the regression of ranks of outcomes on ranks of inputs, their standard errors (k, outcomes), runs of a draw taken together, and what is left (runs, outcomes).

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
    >>> coef, error, _ = rank_regression(x, x[:, :1] ** 3, np.arange(500))
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
    return coef, np.sqrt((half**2).sum(axis=0) * len(groups) / max(len(groups) - 1, 1)), left


def by_draws(values: Floats, left: Floats, at: Any) -> tuple[Floats, Floats]:
    """Return slopes of what levels leave of outcomes on ranks of inputs that are the same in a draw, one input at a time, and their standard errors (m, outcomes).

    Parameters
    ----------
    values : ndarray (draws, m)
        Inputs.
    left : ndarray (runs, outcomes)
        What is left, in standard deviations of the outcome's ranks.
    at : ndarray (runs,)
        The row of each run's draw.

    Examples
    --------
    >>> rng = np.random.default_rng(4)
    >>> values, at = rng.normal(size=(200, 2)), np.repeat(np.arange(200), 10)
    >>> left = 0.5 * values[at, :1] + rng.normal(size=(2000, 1))
    >>> slope, error = by_draws(values, left, at)
    >>> bool(abs(slope[0, 0] - 0.5) < 3 * error[0, 0]), bool(abs(slope[1, 0]) < 3 * error[1, 0])
    (True, True)
    """
    z, many = ranked(values), len(values)
    means = np.zeros((many, left.shape[1]))
    np.add.at(means, at, left)
    means /= np.bincount(at, minlength=many)[:, None]
    means -= means.mean(axis=0)
    slope = z.T @ means / many
    rest = np.maximum((means**2).mean(axis=0) - slope**2, 0.0)
    return slope, np.sqrt(rest / max(many - 2, 1)) * np.ones_like(slope)


def sensitivity(paths: Floats, names: Sequence[str], draws: Floats, runs: Any, labels: Sequence[OutcomeLabel], drawn: DrawnInputs | None = None) -> pl.DataFrame:  # fmt: skip
    """Return on what outcomes hang in the last year: a tornado.

    Parameters
    ----------
    paths : ndarray (runs, Q + shared)
        The mean over the years of the level of each process, and of what all states share.
    names : sequence of str
        Of the processes.
    draws : ndarray (runs, 2, outcomes)
        Both arms in the last year.
    runs : ndarray (runs,)
        Their numbers.
    labels : sequence of OutcomeLabel
        What each outcome is.
    drawn : DrawnInputs, optional
        Coefficients of these runs.

    Returns
    -------
    polars.DataFrame
        ``name, region, of, process, term, effect, low, high``: standardised rank coefficients of a tenth and more that can be told from none, the largest first; ``of`` is the
        baseline or the difference, ``term`` the level, what all states share, or the covariate whose coefficient it is. Empty where runs are too few.
    """
    inputs = [*((name, LEVEL) for name in names), *((name, ALL) for name in SHARED)]
    vary = np.flatnonzero(paths.std(axis=0) > 1e-9)
    group = np.array([number(int(run)) for run in runs])
    rows: list[tuple[Any, ...]] = []
    if len(runs) > 2 * len(vary):
        for of, y in (("baseline", draws[:, 0]), ("difference", draws[:, 1] - draws[:, 0])):
            coef, error, left = rank_regression(paths[:, vary], y, group)
            rows += _told([inputs[at] for at in vary], coef, error, len(np.unique(group)) - 1, of, labels)
            if drawn is not None and len(drawn.draws) > 2:
                slope, error = by_draws(drawn.values, left, np.searchsorted(drawn.draws, group))
                rows += _told(drawn.names, slope, error, len(drawn.draws) - 2, of, labels)
    rows.sort(key=lambda row: (row[0], row[1], row[2], -abs(row[5])))
    columns = dict.fromkeys(("name", "region", "of", "process", "term"), pl.String) | dict.fromkeys(("effect", "low", "high"), pl.Float64)  # fmt: skip
    return pl.DataFrame(rows, schema=columns, orient="row")


def _told(inputs: Sequence[tuple[str, str]], effect: Floats, error: Floats, freedom: int, of: str, labels: Sequence[OutcomeLabel]) -> list[tuple[Any, ...]]:  # fmt: skip
    """Return the effects (inputs, outcomes) that are large, and beyond what chance gives among all of them."""
    if not effect.size or freedom < 1:
        return []
    limit = float(special.stdtrit(freedom, 1 - BY_CHANCE / (2 * effect.size)))
    half = 1.645 * error
    return [
        (labels[o].name, labels[o].region, of, *inputs[k], float(effect[k, o]), float(effect[k, o] - half[k, o]), float(effect[k, o] + half[k, o]))
        for k, o in zip(*np.nonzero((np.abs(effect) >= LEAST) & (np.abs(effect) > limit * error)), strict=True)
    ]  # fmt: skip
