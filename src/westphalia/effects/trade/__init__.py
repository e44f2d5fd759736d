"""Trade in general equilibrium: what a change of trade costs does to trade, prices and real income of every state.

One sector, goods told apart by where they are from (Armington), solved in changes from observed flows (exact hat algebra: Dekle, Eaton and Kortum 2008), so that no
level of costs or tastes is needed. Flows that are zero stay zero.

Write X_ij for what j buys from i, itself included, Y_i and E_j for its sums by seller and buyer, L_ij = X_ij / E_j, and x^ for the ratio of x after to x before. With s the
elasticity of substitution between origins and c^_ij the change of trade costs,

    P^_j^(1-s) = sum_i L_ij (c^_ij w^_i)^(1-s)                                   prices that buyers pay
    L^_ij      = (c^_ij w^_i / P^_j)^(1-s)                                       shares of spending
    w^_i Y_i   = sum_j L_ij L^_ij E'_j                                           every market clears
    E'_j       = w^_j Y_j + D_j (sum w^ Y / sum Y)                               budgets, with deficits D = E - Y

and real income is w^ / P^.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from westphalia.errors import NoAnswer, NotUnderstood
from westphalia.lazy import np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = "NDArray[np.float64]"
Places: TypeAlias = "NDArray[np.int64]"
Incomes = Literal["full", "fixed"]
Deficits = Literal["additive", "multiplicative", "closed"]

TOLERANCE = 1e-12
"""How far what is sold may lie from what is bought of each state's goods, as a part of its output."""
BALANCED = 1e-9
"""States that trade with none but each other are balanced when their deficits are no larger part of their output."""
MOST = 40
"""Steps of Newton's method after which no equilibrium is found."""
FARTHEST = 2.0
"""The largest step of a price in logarithms."""
NEAR = (0.3, 0.03, 0.003)
"""How near to clearing slow steps lead before fast ones are tried, in logarithms; nearer when these fail."""
SLOW = 3_000
"""Slow steps that are taken at most."""
HALVINGS = 12
"""How often a step is halved that leads away."""
CLOSE = 1e-10
"""Nearer than this, a step that rounding makes useless ends the search."""


@dataclass(frozen=True, eq=False)
class Equilibrium:
    """The world after a change of trade costs; changes are ratios, 1 where nothing changed.

    Parameters
    ----------
    wages : ndarray (n,)
        Change of what a state's goods cost at its gate; the numeraire is the output of the world.
    prices : ndarray (n,)
        Change of the price index of what it buys.
    real_income : ndarray (n,)
        Change of what its output buys: ``wages / prices``.
    welfare : ndarray (n,)
        Change of what it spends over what it pays, which a deficit held fixed moves too.
    output, spending : ndarray (n,)
        What it sells and spends afterwards, in the unit of the flows.
    trade : ndarray (n, n)
        What column j buys from row i afterwards, in the unit of the flows. Where incomes are held fixed, at the incomes before.
    exports, imports : ndarray (n,)
        Change of what it sells to and buys from others; NaN where there was nothing.
    clearing, budget : float
        Largest difference between sold and output, and between bought and spending, as a part of either.
    iterations : int
        Steps of Newton's method; 0 where nothing changed.
    """

    wages: Array
    prices: Array
    real_income: Array
    welfare: Array
    output: Array
    spending: Array
    trade: Array
    exports: Array
    imports: Array
    clearing: float
    budget: float
    iterations: int


def counterfactual(
    flows: ArrayLike,
    costs: ArrayLike,
    sigma: float,
    *,
    incomes: Incomes = "full",
    deficits: Deficits = "additive",
) -> Equilibrium:
    """Return the world after a change of trade costs.

    Parameters
    ----------
    flows : array_like (n, n)
        What column j buys from row i, itself included, in any unit of money; none is negative or NaN.
    costs : array_like (n, n)
        Change of the cost of trade as a ratio: 1.1 is ten per cent dearer, 1 no change, infinity the end of it.
    sigma : float
        Elasticity of substitution between origins, above 1; the trade elasticity is ``sigma - 1``.
    incomes : {"full", "fixed"}
        Whether incomes follow prices until every market clears ("full"), or output and spending are held at what they were while prices move, as gegravity's
        general equilibrium and the conditional one of structural gravity have it ("fixed").
    deficits : {"additive", "multiplicative", "closed"}
        What becomes of a state's deficit: it stays the same part of the world's output; it stays the same part of the state's own, all scaled so that they add up to
        nothing; or there is none, and changes are from a world in which there was none before either. With incomes held fixed there is nothing to choose.

    Returns
    -------
    Equilibrium
        Changes, and what is sold and bought afterwards.

    Raises
    ------
    NotUnderstood
        For flows, costs or an elasticity that are none.
    NoAnswer
        Where there is no such equilibrium: a state has nobody left to buy from or sell to, states cut off from all others would have to keep a surplus or deficit,
        or spending would be negative.

    Examples
    --------
    Two like states that end their trade lose what the closed form of Arkolakis, Costinot and Rodriguez-Clare (2012) says.

    >>> import numpy as np
    >>> flows = np.array([[80.0, 20.0], [20.0, 80.0]])
    >>> ended = np.array([[1.0, np.inf], [np.inf, 1.0]])
    >>> [round(float(each), 6) for each in counterfactual(flows, ended, sigma=5).real_income]
    [0.945742, 0.945742]
    >>> round(0.8 ** (1 / 4), 6)
    0.945742
    """
    observed, change = _checked(flows, costs, sigma)
    if incomes not in ("full", "fixed") or deficits not in ("additive", "multiplicative", "closed"):
        raise NotUnderstood(
            f"There are no incomes '{incomes}' with deficits '{deficits}'.",
            "",
            "Incomes are full or fixed; deficits additive, multiplicative or closed.",
        )
    if deficits == "closed" and incomes == "full":
        observed = _solved(observed, np.ones_like(observed), sigma, "none").trade
        deficits = "additive"
    return _solved(observed, change, sigma, "held" if incomes == "fixed" else deficits)


def costs_of(effect: ArrayLike, sigma: float) -> Array:
    """Return the change of trade costs that changes trade by so much while prices and incomes stay.

    Parameters
    ----------
    effect : array_like
        Change of trade in logarithms, as gravity estimates it: -1 is to 37 per cent; minus infinity is its end.
    sigma : float
        Elasticity of substitution, above 1.

    Examples
    --------
    >>> round(float(costs_of(-1.0, 5)), 4)
    1.284
    """
    return np.asarray(np.exp(np.asarray(effect, dtype=np.float64) / (1 - sigma)))


def _checked(flows: ArrayLike, costs: ArrayLike, sigma: float) -> tuple[Array, Array]:
    """Return flows, and what the change of costs does to trade at given prices, once they are what they should be."""
    observed, changed = np.array(flows, dtype=np.float64), np.array(costs, dtype=np.float64)
    if observed.ndim != 2 or observed.shape[0] != observed.shape[1] or changed.shape != observed.shape:
        raise NotUnderstood(
            f"Flows are {observed.shape} and costs {changed.shape}.",
            "Both have a row and a column for each state.",
            "Give two square arrays of one size.",
        )
    if not np.isfinite(observed).all() or (observed < 0).any():
        raise NotUnderstood(
            "Some flows are negative, infinite or not known.",
            "Unknown is not zero.",
            "Fill or leave out the states that they are of.",
        )
    for place, side in _without(observed):
        raise NotUnderstood(
            f"The state in place {place} {('buys', 'sells')[side]} nothing, not even at home.",
            "Its price has no meaning.",
            "Leave it out.",
        )
    if np.isnan(changed).any() or (changed <= 0).any():
        raise NotUnderstood("Some changes of costs are not above zero.", "They are ratios: 1 is no change.")
    if not (np.isfinite(sigma) and sigma > 1):
        raise NotUnderstood(
            f"The elasticity of substitution cannot be {sigma}.",
            "At 1 or less trade would not fall where it costs more.",
            "Give a number above 1; usual are 4 to 8.",
        )
    return observed, changed ** (1 - sigma)


def _without(flows: Array) -> Iterator[tuple[int, int]]:
    """Give the states that buy (0) or sell (1) nothing, with which of the two it is."""
    for axis in (0, 1):
        yield from ((int(place), axis) for place in np.flatnonzero(flows.sum(axis=axis) == 0))


# The system, and Newton's method on it.


@dataclass(frozen=True, eq=False)
class _Point:
    """Where a market stands at some prices.

    Parameters
    ----------
    wages, powers, ratio : ndarray (m,)
        Change of gate prices, of price indices to the power ``1 - sigma``, and of spending.
    shares, trade : ndarray (m, m)
        Of what column j spends, the part that goes to row i; and what it is.
    gap : ndarray (m,)
        What is sold less output, as a part of output.
    """

    wages: Array
    powers: Array
    ratio: Array
    shares: Array
    trade: Array
    gap: Array


@dataclass(frozen=True, eq=False)
class _Market:
    """States that trade with none but each other after the change.

    Parameters
    ----------
    kept : ndarray (m, m)
        Flows before times what the change of costs does to them at given prices.
    sold, bought : ndarray (m,)
        Before, what went to or came from other states too.
    sigma : float
        Elasticity of substitution.
    rule : str
        What becomes of deficits: ``held`` (incomes too), ``none``, ``additive``, ``multiplicative``.
    """

    kept: Array
    sold: Array
    bought: Array
    sigma: float
    rule: str

    def spending(self, wages: Array) -> Array:
        """Return the change of spending; exactly 1 where prices are."""
        sold, bought = self.sold, self.bought
        if self.rule == "held":
            return np.ones_like(wages)
        if self.rule == "none":
            return wages * sold / bought
        world = wages @ sold / sold.sum()
        if self.rule == "additive":
            found: Array = 1 + ((wages - 1) * sold + (bought - sold) * (world - 1)) / bought
            return found
        scaled = wages / (wages @ bought / bought.sum())
        return np.asarray(scaled * world)

    def at(self, logs: Array) -> _Point:
        """Return where the market stands at the logarithms of changes of gate prices."""
        wages = np.exp(logs)
        offered = self.kept * (wages ** (1 - self.sigma))[:, None]
        total = offered.sum(axis=0)
        powers, ratio, shares = total / self.bought, self.spending(wages), offered / total
        trade = offered / powers * ratio
        output = self.sold * (1.0 if self.rule == "held" else wages)
        return _Point(wages, powers, ratio, shares, trade, trade.sum(axis=1) / output - 1)

    def slope(self, point: _Point) -> Array:
        """Return the derivative of what is sold less output with respect to the logarithms of gate prices, (m, m)."""
        trade, shares = point.trade, point.shares
        sales = trade.sum(axis=1)
        found = (self.sigma - 1) * (trade @ shares.T - np.diag(sales))
        if self.rule == "held":
            return np.asarray(found)
        output = self.sold * point.wages
        if self.rule == "multiplicative":
            weight = output * self.bought / self.sold
            found += trade + np.outer(sales, output / output.sum() - weight / weight.sum())
        else:
            found += shares * output
        if self.rule == "additive":
            found += np.outer(shares @ ((self.bought - self.sold) / self.sold.sum()), output)
        return np.asarray(found - np.diag(output))

    def step(self, point: _Point) -> Array:
        """Return Newton's step on the logarithms of sales over output; the market of the largest state clears when all others do, and its row holds the world's output instead."""
        output = self.sold * point.wages
        sales = point.trade.sum(axis=1)
        slope = self.slope(point) / sales[:, None]
        if self.rule != "held":
            slope += np.diag(output / sales - 1)
        left = -np.log1p(point.gap)
        largest = int(np.argmax(self.sold))
        slope[largest], left[largest] = output / output.sum(), -np.log(output.sum() / self.sold.sum())
        try:
            found = np.linalg.solve(slope, left)
        except np.linalg.LinAlgError:
            raise _lost("its equations have no single answer") from None
        if not np.isfinite(found).all():
            raise _lost("prices ran away")
        return np.asarray(found * min(1.0, FARTHEST / max(float(np.abs(found).max()), FARTHEST)))


def _lost(why: str) -> NoAnswer:
    return NoAnswer("No equilibrium was found.", f"Where it was looked for, {why}.", "Try a smaller change.")


def _found(market: _Market) -> tuple[_Point, int]:
    """Return where a market clears, and the Newton steps that it took: from no change at all, where that is far, after some slower steps that cannot miss."""
    logs, tries = np.zeros(len(market.sold)), 0
    for near in NEAR:
        logs = _nearer(market, logs, near)
        logs, point, steps = _newton(market, logs)
        tries += steps
        if _off(point) <= CLOSE:
            return point, tries
    raise _lost("neither slow nor fast steps led there")


def _nearer(market: _Market, logs: Array, near: float) -> Array:
    """Return prices raised where more is sold than made and lowered where less, until all markets are so near to clearing (Alvarez and Lucas 2007)."""
    point, pace = market.at(logs), 1 / market.sigma
    for _ in range(SLOW):
        off = _off(point)
        if off <= near or not np.isfinite(off):
            break
        step = pace * np.log1p(point.gap)
        ahead = market.at(logs + step)
        if _off(ahead) < off:
            logs, point = logs + step, ahead
        else:
            pace /= 2
    return logs


def _newton(market: _Market, logs: Array) -> tuple[Array, _Point, int]:
    """Return where Newton's steps lead: prices in logarithms, the market there, and how many there were."""
    point = market.at(logs)
    for steps in range(MOST):
        if float(np.abs(point.gap).max()) <= TOLERANCE:
            return logs, point, steps
        step, part = market.step(point), 1.0
        for _ in range(HALVINGS):
            ahead = market.at(logs + part * step)
            if _off(ahead) < _off(point):
                break
            part /= 2
        else:
            return logs, point, steps
        logs, point = logs + part * step, ahead
    return logs, point, MOST


def _off(point: _Point) -> float:
    """Return how far sales are from output, in logarithms; infinite where a state would sell less than nothing."""
    if not np.isfinite(point.gap).all() or (point.gap <= -1).any():
        return float("inf")
    return float(np.abs(np.log1p(point.gap)).max())


def _apart(linked: NDArray[np.bool_]) -> list[Places]:
    """Return the places of states that trade, directly or through others, part by part."""
    both, left, found = linked | linked.T, np.ones(len(linked), dtype=np.bool_), []
    while left.any():
        inside = np.zeros_like(left)
        inside[np.argmax(left)] = True
        while (more := both[inside].any(axis=0) | inside).sum() > inside.sum():
            inside = more
        found.append(np.flatnonzero(inside))
        left &= ~inside
    return found


def _markets(observed: Array, kept: Array, sigma: float, rule: str) -> list[tuple[Places, _Market]]:
    """Return the parts of the world that trade within, once each can balance."""
    found = []
    for part in _apart(kept > 0):
        inside, others = np.ix_(part, part), np.delete(np.arange(len(kept)), part)
        sold = observed[inside].sum(axis=1) + observed[np.ix_(part, others)].sum(axis=1)
        bought = observed[inside].sum(axis=0) + observed[np.ix_(others, part)].sum(axis=0)
        deficit = bought.sum() - sold.sum()
        if rule != "none" and others.size and abs(deficit) > BALANCED * sold.sum():
            raise NoAnswer(
                f"The state in place {part[0]}{' and others' if len(part) > 1 else ''} would be cut off with a {'deficit' if deficit > 0 else 'surplus'} left.",
                "What it bought beyond what it sold, or sold beyond, nobody can pay for any more.",
                "Ask for deficits that are closed, or leave it some of its trade.",
            )
        found.append((part, _Market(kept[inside], sold, bought, sigma, rule)))
    return found


def _solved(observed: Array, change: Array, sigma: float, rule: str) -> Equilibrium:
    """Return the equilibrium, found apart for states that trade with none but each other."""
    kept = observed * change
    for place, side in _without(kept):
        raise NoAnswer(
            f"The state in place {place} has nobody left to {('buy from', 'sell to')[side]}, not even itself.",
            "It has no trade at home in the flows.",
            "Leave some of its trade.",
        )
    n = len(observed)
    wages, powers, ratio = np.empty(n), np.empty(n), np.empty(n)
    trade, iterations = np.zeros((n, n)), 0
    for part, market in _markets(observed, kept, sigma, rule):
        point, steps = _found(market)
        wages[part], powers[part], ratio[part] = point.wages, point.powers, point.ratio
        trade[np.ix_(part, part)] = point.trade
        iterations = max(iterations, steps)
    if (ratio <= 0).any():
        raise NoAnswer(
            f"The state in place {int(np.argmin(ratio))} would spend less than nothing.",
            "It ran a surplus, and as trade ends there is nothing to pay for it with.",
            "Ask for deficits that are closed, or leave it some of its trade.",
        )
    return _told(observed, trade, wages, powers ** (1 / (1 - sigma)), ratio, rule == "held", iterations)


def _told(
    observed: Array, trade: Array, wages: Array, prices: Array, ratio: Array, held: bool, iterations: int
) -> Equilibrium:
    """Return what is told of prices that clear the markets."""
    output = observed.sum(axis=1) * (1.0 if held else wages)
    spending = observed.sum(axis=0) * ratio
    return Equilibrium(
        wages=wages,
        prices=prices,
        real_income=wages / prices,
        welfare=(wages if held else ratio) / prices,
        output=output,
        spending=spending,
        trade=trade,
        exports=_abroad(trade, 1) / _abroad(observed, 1),
        imports=_abroad(trade, 0) / _abroad(observed, 0),
        clearing=float(np.max(np.abs(trade.sum(axis=1) - output) / output)),
        budget=float(np.max(np.abs(trade.sum(axis=0) - spending) / spending)),
        iterations=iterations,
    )


def _abroad(trade: Array, axis: int) -> Array:
    """Return what each sells to (1) or buys from (0) others; NaN where that is nothing."""
    found = np.where(np.eye(len(trade), dtype=np.bool_), 0.0, trade).sum(axis=axis)
    return np.where(found > 0, found, np.nan)
