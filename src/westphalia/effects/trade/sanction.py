"""Sanctions as changes of trade costs: imposed or lifted, by some, by one more or fewer, and with third states in part; many runs, failures counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.trade import Deficits, Equilibrium, costs_of, counterfactual
from westphalia.errors import NotUnderstood, WestphaliaError
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import NDArray

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
NEGLIGIBLE = 1e-9
"""A change of income nearer to none than this is no change to divide by."""


@dataclass(frozen=True, eq=False)
class TradeShock:
    """Who changes trade with the target, and by how much in each run.

    Parameters
    ----------
    target : int
        Place of the target in the base.
    senders : ndarray (k,)
        Places of the senders.
    effects : ndarray (k, runs, 2)
        Change of trade in logarithms at given prices: of what the target sells to each sender, and of what it buys from it.
    third : ndarray (runs,), optional
        What share of the senders' mean effect every other state makes too.
    """

    target: int
    senders: Ints
    effects: Floats
    third: Floats | None = None

    def costs(self, run: int, n: int, sigma: float) -> Floats:
        """Return the change of trade costs of one run (n, n).

        Parameters
        ----------
        run, n : int
            The run, and how many states there are.
        sigma : float
            Elasticity of substitution.
        """
        if not sigma > 1:
            raise NotUnderstood(
                f"The elasticity of trade cannot be {sigma - 1:g}.",
                "At 0 or less trade would not fall where it costs more.",
            )
        change = np.zeros((n, n))
        if self.third is not None and len(self.senders):
            shared = self.third[run] * self.effects[:, run].mean(axis=0)
            change[self.target, :], change[:, self.target] = shared[0], shared[1]
        change[self.target, self.senders] = self.effects[:, run, 0]
        change[self.senders, self.target] = self.effects[:, run, 1]
        change[self.target, self.target] = 0.0
        return costs_of(change, sigma)


@dataclass(frozen=True, eq=False)
class Runs:
    """What came of one shock in many runs; a run that failed is NaN throughout.

    Parameters
    ----------
    real_income, exports, imports : ndarray (runs, n)
        Changes as fractions: 0.01 is one per cent more.
    sold, bought : ndarray (runs, n)
        Change of what the target sells to and buys from each state; NaN where there was nothing.
    failed : mapping of int to str
        Why a run has no answer.
    clearing : float
        The largest part of a state's output that did not clear in any run.
    iterations : int
        The most steps of Newton's method that a run took.
    """

    real_income: Floats
    exports: Floats
    imports: Floats
    sold: Floats
    bought: Floats
    failed: Mapping[int, str]
    clearing: float
    iterations: int

    @property
    def good(self) -> NDArray[np.bool_]:
        """Which runs have an answer, (runs,)."""
        found = np.ones(len(self.real_income), dtype=np.bool_)
        found[list(self.failed)] = False
        return found


def simulate(
    flows: Floats,
    home: Floats,
    sigma: Floats,
    shock: TradeShock,
    deficits: Deficits = "additive",
    step: Callable[[int], None] | None = None,
) -> Runs:
    """Return what a shock does in every run.

    Parameters
    ----------
    flows : ndarray (n, n)
        Trade before, in any unit; its diagonal is not read.
    home : ndarray (runs, n)
        Sales at home in each run, in the same unit.
    sigma : ndarray (runs,)
        Elasticity of substitution in each run.
    shock : TradeShock
        Who changes trade with whom.
    deficits : {"additive", "multiplicative", "closed"}
        What becomes of deficits (:func:`westphalia.effects.trade.counterfactual`).
    step : callable, optional
        Told the number of each run that is done.

    Examples
    --------
    >>> flows = np.array([[0.0, 20.0], [20.0, 0.0]])
    >>> shock = TradeShock(0, np.array([1]), np.full((1, 3, 2), -1.0))
    >>> found = simulate(flows, np.full((3, 2), 80.0), np.full(3, 5.0), shock)
    >>> found.real_income.round(3).tolist()[0], len(found.failed)
    ([-0.033, -0.033], 0)
    """
    runs, n = home.shape
    income, exports, imports, sold, bought = (np.full((runs, n), np.nan) for _ in range(5))
    failed: dict[int, str] = {}
    clearing, iterations = 0.0, 0
    before = np.array(flows, dtype=np.float64)
    for run in range(runs):
        np.fill_diagonal(before, home[run])
        try:
            found = counterfactual(
                before, shock.costs(run, n, sigma[run]), float(sigma[run]), deficits=deficits
            )
        except WestphaliaError as error:
            failed[run] = str(error)
        else:
            income[run], exports[run], imports[run] = (
                each - 1 for each in (found.real_income, found.exports, found.imports)
            )
            sold[run], bought[run] = _partners(before, found, shock.target)
            clearing, iterations = max(clearing, found.clearing), max(iterations, found.iterations)
        if step is not None:
            step(run)
    return Runs(income, exports, imports, sold, bought, failed, clearing, iterations)


def _partners(before: Floats, found: Equilibrium, target: int) -> tuple[Floats, Floats]:
    """Return the change of what the target sells to and buys from each, as fractions."""
    sides = []
    for was, now in ((before[target], found.trade[target]), (before[:, target], found.trade[:, target])):
        known = was > 0
        change = np.full(len(was), np.nan)
        change[known] = now[known] / was[known] - 1
        change[target] = np.nan
        sides.append(change)
    return sides[0], sides[1]


@dataclass(frozen=True, eq=False)
class Potential:
    """What a shock does to the target beside what another does, in a world without deficits.

    Parameters
    ----------
    share : ndarray (runs,)
        The one change of the target's real income over the other; NaN where there is none.
    failed : mapping of int to str
        Why a run has no answer.
    """

    share: Floats
    failed: Mapping[int, str]


def potential(flows: Floats, home: Floats, sigma: Floats, one: TradeShock, other: TradeShock) -> Potential:
    """Return the target's loss under one shock as a share of that under another, both from a world whose deficits are closed.

    Cut off by everybody a state can keep neither surplus nor deficit, so that with deficits held the heaviest runs would have no answer and the rest would be
    no fair sample.

    Parameters
    ----------
    flows, home, sigma : ndarray
        As for :func:`simulate`.
    one, other : TradeShock
        What is asked, and what everybody together could do.

    Examples
    --------
    >>> flows = np.array([[0.0, 20.0, 20.0], [20.0, 0.0, 20.0], [20.0, 20.0, 0.0]])
    >>> one, both = (TradeShock(0, np.array(who), np.full((len(who), 1, 2), -1.0)) for who in ([1], [1, 2]))
    >>> float(potential(flows, np.full((1, 3), 80.0), np.full(1, 5.0), one, both).share[0].round(2))
    0.51
    """
    runs, n = home.shape
    share, failed = np.full(runs, np.nan), {}
    before, same = np.array(flows, dtype=np.float64), np.ones((n, n))
    for run in range(runs):
        np.fill_diagonal(before, home[run])
        try:
            balanced = counterfactual(before, same, float(sigma[run]), deficits="closed").trade
            changes = [
                counterfactual(balanced, shock.costs(run, n, sigma[run]), float(sigma[run])).real_income[
                    shock.target
                ]
                - 1
                for shock in dict.fromkeys((one, other))
            ]
        except WestphaliaError as error:
            failed[run] = str(error)
        else:
            share[run] = over(np.array([changes[0]]), np.array([changes[-1]]))[0]
    return Potential(share, failed)


def together(income: Floats, weight: Floats, places: Ints) -> Floats:
    """Return the change of income of some states together in each run (runs,).

    Parameters
    ----------
    income : ndarray (runs, n)
        Changes as fractions.
    weight : ndarray (runs, n)
        Output before.
    places : ndarray (k,)
        Which.
    """
    held = weight[:, places]
    found: Floats = (income[:, places] * held).sum(axis=1) / held.sum(axis=1)
    return found


def over(one: Floats, other: Floats) -> Floats:
    """Return the ratio of two changes in each run (runs,); NaN where they are of different sign, or one is next to nothing.

    Parameters
    ----------
    one, other : ndarray (runs,)
        Changes as fractions.

    Examples
    --------
    >>> over(np.array([-0.02, 0.01, -0.01]), np.array([-0.01, -0.01, 0.0])).tolist()
    [2.0, nan, nan]
    """
    usable = (np.abs(other) > NEGLIGIBLE) & (one * other > 0)
    return np.where(usable, one / np.where(usable, other, 1.0), np.nan)
