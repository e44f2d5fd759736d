"""One answer from the answers of several draws: Rubin's rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.lazy import np, special
from westphalia.measures.registry import get, registered
from westphalia.panel.addition import Addition
from westphalia.panel.additions import ADDITIONS
from westphalia.record.given import checked
from westphalia.record.tables import declared

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from westphalia.record.quantity import Quantity

Floats: TypeAlias = "NDArray[np.float64]"
NOTHING = 1e-12
"""A share of the variance below this is rounding."""


@checked
@dataclass(frozen=True, slots=True, eq=False)
class Pooled:
    """Estimates of ``k`` parameters, put together from those of ``m`` draws.

    Parameters
    ----------
    estimate : ndarray (k,)
        Mean over the draws.
    within : ndarray (k, k)
        Mean of the covariances: what would be left open if nothing were drawn.
    between : ndarray (k, k)
        Covariance of the estimates over the draws.
    total : ndarray (k, k)
        ``within + (1 + 1/m) between``.
    degrees : ndarray (k,)
        Degrees of freedom of the reference distribution t; infinite where draws do not differ and the sample is not said to be small.
    missing : ndarray (k,)
        Fraction of missing information: which share of what could be known of a parameter is lost because something was drawn.
    draws : int
        How many draws, ``m``.
    """

    estimate: Floats
    within: Floats
    between: Floats
    total: Floats
    degrees: Floats
    missing: Floats
    draws: int

    def __repr__(self) -> str:
        """Return how many parameters of how many draws."""
        return f"<Pooled {len(self.estimate)} parameters of {self.draws} draws>"

    @property
    def error(self) -> Floats:
        """Standard errors (k,)."""
        found: Floats = np.sqrt(np.diag(self.total))
        return found

    def interval(self, share: float = 0.95) -> Floats:
        """Return intervals (k, 2) that hold a parameter in such a share of samples."""
        finite = np.where(np.isfinite(self.degrees), self.degrees, 1.0)
        reach = np.where(
            np.isfinite(self.degrees),
            special.stdtrit(finite, (1 + share) / 2),
            special.ndtri((1 + share) / 2),
        )
        half = reach * self.error
        return np.stack([self.estimate - half, self.estimate + half], axis=1)


@checked
def pool(estimates: ArrayLike, covariances: ArrayLike, complete: float | None = None) -> Pooled:
    """Return one answer from those of several draws, by Rubin's rules.

    Parameters
    ----------
    estimates : array_like (m, k) or (m,)
        Estimates of each draw.
    covariances : array_like (m, k, k), (m, k) or (m,)
        Their covariances, or variances only; those between parameters are then taken as zero.
    complete : float, optional
        Degrees of freedom that a fit would have if nothing were drawn (rows less parameters), for a small sample; without it they are infinite.

    Returns
    -------
    Pooled

    Raises
    ------
    NotUnderstood
        With fewer than two draws, shapes that do not fit, or numbers that are not finite.

    References
    ----------
    Rubin, Donald B. (1987). Multiple Imputation for Nonresponse in Surveys. New York: Wiley, 76-77.
    Barnard, John and Donald B. Rubin (1999). Small-Sample Degrees of Freedom with Multiple Imputation. Biometrika 86(4): 948-955.

    Examples
    --------
    >>> found = pool([1.0, 2.0, 3.0], [0.5, 0.5, 0.5])
    >>> found.estimate.tolist(), found.total.round(4).tolist(), found.degrees.round(3).tolist()
    ([2.0], [[1.8333]], [3.781])
    """
    each, open_ = _arrays(estimates, covariances)
    m = len(each)
    estimate, within = each.mean(axis=0), open_.mean(axis=0)
    away = each - estimate
    between: Floats = away.T @ away / (m - 1)
    total = within + (1 + 1 / m) * between
    share = _share((1 + 1 / m) * np.diag(between), np.diag(total))
    degrees = _degrees(share, m, complete)
    # with odds r = share / (1 - share): (r + 2 / (degrees + 3)) / (r + 1)
    missing = np.where(share > 0, share + (1 - share) * 2 / (degrees + 3), 0.0)
    return Pooled(estimate, within, between, total, degrees, missing, m)


def _share(part: Floats, whole: Floats) -> Floats:
    """Return which share of the variance is between draws (k,)."""
    found = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    return np.where(found > NOTHING, found, 0.0)


def _degrees(share: Floats, m: int, complete: float | None) -> Floats:
    """Return degrees of freedom from the share of the total variance that is between draws (k,)."""
    large = np.divide(m - 1, share**2, out=np.full_like(share, np.inf), where=share > 0)
    if complete is None:
        return large
    observed = (complete + 1) / (complete + 3) * complete * (1 - share)
    with np.errstate(divide="ignore"):
        found: Floats = 1 / (1 / large + 1 / observed)
    return found


def _arrays(estimates: ArrayLike, covariances: ArrayLike) -> tuple[Floats, Floats]:
    """Return estimates (m, k) and covariances (m, k, k), after checking them."""
    try:
        each, open_ = np.asarray(estimates, dtype=np.float64), np.asarray(covariances, dtype=np.float64)
    except (TypeError, ValueError):
        raise NotUnderstood("Estimates and covariances are arrays of numbers.", "", "") from None
    if each.ndim == 1:
        each = each[:, None]
        open_ = open_[:, None] if open_.ndim == 1 else open_
    if open_.ndim == 2 and open_.shape == each.shape:
        open_ = open_[:, :, None] * np.eye(each.shape[1])
    if each.ndim != 2 or open_.shape != (*each.shape, each.shape[-1]):
        raise NotUnderstood(
            f"Estimates of shape {np.shape(estimates)} and covariances of shape {np.shape(covariances)} do not go together.",
            "",
            "Give estimates (m, k) and covariances (m, k, k), or variances (m, k).",
        )
    if len(each) < 2:
        raise NotUnderstood(
            f"{len(each)} draw cannot be pooled.",
            "The variance between draws is not known.",
            "Take 20 or more.",
        )
    if not (np.isfinite(each).all() and np.isfinite(open_).all()):
        raise NotUnderstood(
            "An estimate or a covariance is not a finite number.", "", "Leave out fits that failed."
        )
    return each, open_


# Which columns of a panel are uncertain: estimates of which a source says how sure they are, and what others code otherwise.


def estimated(addition: Addition) -> tuple[str, ...]:
    """Return the fields of an addition that can be drawn, as their tables or the quantities they are computed from say.

    Examples
    --------
    >>> estimated(ADDITIONS["gdp"]), estimated(ADDITIONS["weak-link-income"]), estimated(ADDITIONS["alliances"])
    (('mrgdppc', 'pwtrgdp', 'pwtpop'), ('minmgdppc',), ())
    """
    names = tuple(field.name for field in addition.fields)
    if addition.measure:
        return names if _drawn(get(addition.measure)) else ()
    if addition.base is not None:
        return names if estimated(addition.base) else ()
    held = {column.name for table in addition.tables for column in declared()[table].uncertain()}
    return tuple(
        each.name for each in addition.fields if (each.column or each.name) in held and not each.exact
    )


def _drawn(quantity: Quantity) -> bool:
    """Return whether a quantity, or one of those that a measure is computed from, is uncertain."""
    reads = getattr(quantity, "reads", ())
    if reads:
        return any(_drawn(registered()[name]) for name in reads if name in registered())
    column = quantity.declared()
    return column is not None and bool(column.spread)


def coded(addition: Addition) -> dict[str, Addition]:
    """Return an addition as each source codes it, its own coding first.

    Examples
    --------
    >>> {name: each.name for name, each in coded(ADDITIONS["spells"]).items()}
    {'gml': 'spells', 'cow': 'cow-spells'}
    """
    if addition.coding is None:
        return {}
    others = (ADDITIONS[name] for name in addition.coding.others)
    return {each.coding.name: each for each in (addition, *others) if each.coding is not None}


def choices() -> dict[str, tuple[str, ...]]:
    """Return what is coded by several, with the codings there are.

    Examples
    --------
    >>> choices()
    {'disputes': ('gml', 'cow'), 'sanctions': ('gsdb', 'ties')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for each in ADDITIONS.values():
        if each.coding is not None:
            found.setdefault(each.coding.of, tuple(coded(each)))
    return found
