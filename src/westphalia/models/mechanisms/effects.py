"""Effects of a measure on the chance of a tie, with intervals for dependent pairs and a placebo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.models.mechanisms.design import SETTING, TIES, OriginRows
from westphalia.models.partnership import logit
from westphalia.models.partnership.logit import chance, fit

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
NORMAL = 1.6448536
"""Of an interval of 90 %."""
DRAWS = 60
TESTED = {
    "exclusion": ("joint_exclusion", "Joint exclusion raises the chance of alignment", 1),
    "asymmetry": ("asymmetry", "Asymmetry lowers it", -1),
    "market": ("market_rivalry", "Rivalry in the same markets lowers it", -1),
    "options": ("least_options", "Outside options lower it", -1),
}
"""By name: the measure, what is claimed, and the sign claimed."""
GRIEVANCE = "grievance_most"
BOUND = 1 / 3
"""Grievance is said to prevent alignment where it lowers the chance by more than this share of it."""
HIGH = 0.8
"""Exclusion is high in the top fifth of pairs."""


@dataclass(frozen=True, slots=True)
class Effect:
    """The change of a chance as a measure goes from its 10th to its 90th percentile, all else as it is.

    Parameters
    ----------
    name, claim : str
        Which, and what is claimed.
    low, high : float
        The two values of the measure.
    base_rate : float
        Share of rows with a tie.
    change, interval : float, tuple of float
        Mean change of the chance; 90 %, rows that share a state counted as dependent.
    held, among : str
        What is held equal, and among which pairs.
    placebo : float
        Share of relabellings of the states within years whose effect is as large; None where not tried.
    rows, events : int
        Rows with the measure known, and ties.
    verdict : str
        supported, contradicted or undecided.
    adjusted : float
        p of the answer, adjusted for all answers of the family; None where it stands by itself.
    why : str
        Why it is undecided though the interval lies on one side.
    """

    name: str
    claim: str
    low: float
    high: float
    base_rate: float
    change: float
    interval: tuple[float, float]
    held: str
    among: str
    placebo: float | None
    rows: int
    events: int
    verdict: str
    adjusted: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Whether grievance lowers the chance of a tie by more than a bound where exclusion is high.

    Parameters
    ----------
    base_rate : float
        Share of pairs in the top fifth of exclusion, without grievance, with a tie, as the model has it.
    change, interval : float, tuple of float
        From no grievance to the 90th percentile of grievances held; 90 %, so that an end beyond the bound is a one-sided test at 5 %.
    bound : float
        The smallest fall that would count as preventing.
    verdict : str
        not prevented, prevented or undecided.
    elsewhere, elsewhere_interval : float, tuple of float
        The same change in the rest of the pairs.
    """

    base_rate: float
    change: float
    interval: tuple[float, float]
    bound: float
    verdict: str
    elsewhere: float
    elsewhere_interval: tuple[float, float]
    placebo: float
    rows: int
    events: int


def verdict(interval: tuple[float, float], sign: int) -> str:
    """Return what an interval says of a claimed sign.

    Examples
    --------
    >>> verdict((0.01, 0.03), 1), verdict((0.01, 0.03), -1), verdict((-0.01, 0.03), 1)
    ('supported', 'contradicted', 'undecided')
    """
    low, high = interval
    if low > 0 or high < 0:
        return "supported" if (low > 0) == (sign > 0) else "contradicted"
    return "undecided"


def fitted(x: Floats, event: Floats, one: NDArray[np.int64], two: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Return coefficients of a logit, the intercept first, and their covariance for dependent pairs."""
    found = fit(x, event, np.full(x.shape[1], 1e-3))
    design = np.column_stack([np.ones(len(x)), x])
    error = event - chance(design @ found.coefficients)
    return found.coefficients, logit.covariance(found.bread, design * error[:, None], one, two)


def moved(
    x: Floats, found: tuple[Floats, Floats], low: dict[int, Floats | float], high: dict[int, Floats | float]
) -> tuple[float, tuple[float, float], float]:
    """Return the mean change of the chance between two settings of some columns, its interval, and the mean chance in the first."""
    coefficients, covariance = found
    gradient = np.zeros(len(coefficients))
    means = []
    for setting, sign in ((low, -1.0), (high, 1.0)):
        design = np.column_stack([np.ones(len(x)), x])
        for column, value in setting.items():
            design[:, column + 1] = value
        p = chance(design @ coefficients)
        means.append(float(p.mean()))
        gradient += sign * ((p * (1 - p)) @ design) / len(x)
    change = means[1] - means[0]
    error = float(np.sqrt(gradient @ covariance @ gradient))
    return change, (change - NORMAL * error, change + NORMAL * error), means[0]


def effect(
    of: OriginRows, name: str, held: str = "setting", among: str = "all", draws: int = DRAWS, seed: int = 1
) -> Effect | None:
    """Return the effect of a tested measure; None where it is not known of enough pairs.

    Parameters
    ----------
    of : OriginRows
        The rows.
    name : str
        A key of :data:`TESTED`.
    held : {"setting", "setting and ties"}
        What is held equal.
    among : {"all", "relevant"}
        All pairs, or neighbours and pairs with a great power.
    draws, seed : int
        Relabellings of the placebo, and where their random numbers begin.
    """
    measure, claim, sign = TESTED[name]
    if measure not in of.names:
        return None
    known = np.isfinite(of.column(measure))
    whole = of.keep(known)
    chosen = whole.relevant() if among == "relevant" else np.ones(len(whole.event), np.bool_)
    part = whole.keep(chosen)
    if part.event.sum() < 50:
        return None
    raw = part.column(measure)
    mean, spread = raw.mean(), raw.std()
    controls = part.controls(tuple(c for c in SETTING + (TIES if held != "setting" else ()) if c != measure))
    x = np.column_stack([(raw - mean) / spread, controls])
    found = fitted(x, part.event, part.pairs.one, part.pairs.two)
    low, high = np.quantile(raw, (0.1, 0.9))
    if high <= low:
        low, high = 0.0, float(np.quantile(raw[raw > raw.min()], 0.9))
    change, interval, _ = moved(x, found, {0: (low - mean) / spread}, {0: (high - mean) / spread})
    placebo = relabelled(whole, whole.column(measure), chosen, controls, draws, seed) if draws else None
    return Effect(
        name, claim, float(low), float(high), float(part.event.mean()), change, interval, held, among, placebo, len(raw), int(part.event.sum()),
        verdict(interval, sign),
    )  # fmt: skip


def relabelled(
    of: OriginRows, x: Floats, chosen: NDArray[np.bool_], controls: Floats, draws: int, seed: int
) -> float:
    """Return the share of relabellings of the states of each year under which the measure tells as much of ties.

    The measure of a pair is given to the pair that stands in its place after the states of the year are shuffled, so that the
    dependence between pairs of a state stays; what it tells is the score of the logit without it, over its spread given the controls, in
    the rows chosen.
    """
    rng = np.random.default_rng(seed)
    event = of.event[chosen]
    null = fit(controls, event, np.full(controls.shape[1], 1e-3))
    design = np.column_stack([np.ones(len(controls)), controls])
    p = chance(design @ null.coefficients)
    weight, error = p * (1 - p), event - p
    inverse = np.linalg.inv((design * weight[:, None]).T @ design + 1e-6 * np.eye(design.shape[1]))

    def told(values: Floats) -> float:
        rest = values - design @ (inverse @ (design.T @ (weight * values)))
        return float(rest @ error) / max(float(np.sqrt(weight @ rest**2)), 1e-12)

    places = [_places(of, year) for year in np.unique(of.pairs.year).tolist()]
    own, beyond = abs(told(x[chosen])), 0
    for _ in range(draws):
        made = np.zeros(len(x))
        for rows, one, two, size in places:
            square = np.zeros((size, size))
            square[one, two] = square[two, one] = x[rows]
            order = rng.permutation(size)
            made[rows] = square[order[one], order[two]]
        beyond += abs(told(made[chosen])) >= own
    return (beyond + 1) / (draws + 1)


def _places(of: OriginRows, year: int) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp], int]:
    rows = np.flatnonzero(of.pairs.year == year)
    codes = np.unique(np.concatenate([of.pairs.one[rows], of.pairs.two[rows]]))
    return (
        rows,
        np.searchsorted(codes, of.pairs.one[rows]),
        np.searchsorted(codes, of.pairs.two[rows]),
        len(codes),
    )


def equivalence(of: OriginRows, held: str = "setting", draws: int = DRAWS, seed: int = 1) -> Equivalence:
    """Return whether grievance prevents alignment where exclusion is high."""
    known = np.isfinite(of.column(GRIEVANCE)) & np.isfinite(of.column("joint_exclusion"))
    part = of.keep(known)
    grievance, exclusion = part.column(GRIEVANCE), part.column("joint_exclusion")
    shut = ((exclusion > 0) & (exclusion >= np.quantile(exclusion, HIGH))).astype(np.float64)
    scale = float(np.quantile(grievance[grievance > 0], 0.9))
    held_equal = part.controls(SETTING + (TIES if held != "setting" else ()))
    own = (exclusion - exclusion.mean()) / exclusion.std()
    x = np.column_stack([grievance / scale, grievance / scale * shut, own, shut, held_equal])
    found = fitted(x, part.event, part.pairs.one, part.pairs.two)
    inside, outside = x[shut == 1], x[shut == 0]
    change, interval, base = moved(inside, found, {0: 0.0, 1: 0.0}, {0: 1.0, 1: 1.0})
    elsewhere, elsewhere_interval, _ = moved(outside, found, {0: 0.0, 1: 0.0}, {0: 1.0, 1: 0.0})
    bound = BOUND * base
    said = "not prevented" if interval[0] > -bound else "prevented" if interval[1] < -bound else "undecided"
    placebo = relabelled(part, grievance / scale, shut == 1, held_equal[shut == 1], draws, seed)
    return Equivalence(
        base, change, interval, bound, said, elsewhere, elsewhere_interval, placebo, int(shut.sum()), int(part.event[shut == 1].sum())
    )  # fmt: skip
