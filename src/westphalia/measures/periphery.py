"""Periphery: how few ties a state has with the core of the system, whether or not anyone shut it out, on one scale since 1816."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np
from westphalia.measures import core as cores
from westphalia.measures.core import OBSERVED, READS, SOURCES, WINDOW, Toward, core, lasting
from westphalia.measures.core.ties import ties
from westphalia.measures.measure import Measure
from westphalia.measures.members import each_pair, of_members, square
from westphalia.record.coverage import since
from westphalia.record.history import NEAR
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.measures.core import Places, Toward
    from westphalia.measures.core.ties import CoreTies
    from westphalia.record.history import History
    from westphalia.record.source import Source

Array: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True, eq=False)
class CoreStanding:
    """What the states of a year have with the core of the five years before.

    Parameters
    ----------
    ties : CoreTies
        The states and their ties.
    weight : ndarray (n,)
        Weight of each in the core, 0 outside, sums to 1.
    pacts, institutions : Toward
        What each has with the core.
    belongs : ndarray (n,)
        Part of the five years in which it belonged to the core.
    """

    ties: CoreTies
    weight: Array
    pacts: Toward
    institutions: Toward
    belongs: Array


@once(latest=NEAR)
def standing(source: Source, year: int, lag: int = 1) -> CoreStanding:
    """Return what the states of a year have with the core of the five years that ended ``lag`` years before."""
    of = ties(source, year)
    weight = lasting(source, year, of.codes, lag)
    end = max(OBSERVED.first, year - lag)
    window = [core(source, at) for at in range(max(OBSERVED.first, end - cores.TIES_WINDOW + 1), end + 1)]
    belongs = np.mean([(each.on(of.codes) > 0).astype(np.float64) for each in window], axis=0)
    return CoreStanding(of, weight, Toward(of.pact, weight), Toward(of.institutional, weight), belongs)


def _short(own: Array, usual: Array) -> Array:
    """Return by how much what a state has falls short of what is usual, 0 to 1; NaN where nothing is usual or either is unknown."""
    ratio = np.divide(own, usual, out=np.full(own.shape, np.nan), where=usual > 1e-9)
    short: Array = 1.0 - np.minimum(1.0, ratio)
    return short


def _trade(of: CoreStanding, one: Places, two: Places | None) -> Array:
    """Return by how much the share of trade with the core falls short of the core's share of the trade of all, (rows,)."""
    flow, trade, belongs = np.nan_to_num(of.ties.flow), of.ties.trade, of.belongs
    told = of.ties.by_pair[one] if two is None else of.ties.by_pair[one] & of.ties.by_pair[two]
    with_core, all_trade = (flow @ belongs)[one], trade[one]
    core, system = trade @ belongs - belongs[one] * trade[one], trade.sum() - trade[one]
    if two is not None:
        between = flow[one, two]
        with_core, all_trade = with_core - belongs[two] * between, all_trade - between
        core, system = core - belongs[two] * trade[two], system - trade[two]
    share = np.divide(
        with_core, all_trade, out=np.full(all_trade.shape, np.nan), where=(all_trade > 1e-6) & told
    )
    usual = np.divide(core, system, out=np.full(system.shape, np.nan), where=system > 1e-6)
    return _short(np.maximum(share, 0.0), usual)


def parts(of: CoreStanding, one: Places, two: Places | None = None) -> Array:
    """Return by how much ties with the core fall short by pacts, institutions and trade, the state and, if given, a second left out of the core.

    Returns
    -------
    ndarray (rows, 3)
        0 as tied as the members are to each other, 1 not at all; NaN where a part is not known or the members have no such ties.
    """
    columns = []
    for toward in (of.pacts, of.institutions):
        own = toward.of_states()[one] if two is None else toward.of_pairs(one, two)[:, 0]
        columns.append(_short(own, toward.among(one, two)))
    found = np.stack([*columns, _trade(of, one, two)], axis=1)
    bare = np.isnan(found).all(axis=1)
    found[bare, 0] = 1.0 - own_pacts(of, one, two)[bare]
    return found


def own_pacts(of: CoreStanding, one: Places, two: Places | None) -> Array:
    """Return the pacts of the first states with the core without the second: a pact of defence is the yardstick where the members have nothing with each other, (rows,)."""
    return of.pacts.of_states()[one] if two is None else of.pacts.of_pairs(one, two)[:, 0]


def mean(of: Array, left: Array) -> Array:
    """Return the mean of the parts that are known; 0 where nothing of the core is left, since there is nothing to be tied to.

    Examples
    --------
    >>> mean(np.array([[1.0, np.nan, 0.5], [np.nan] * 3, [np.nan] * 3]), np.array([0.7, 0.0, 0.3])).tolist()
    [0.75, 0.0, nan]
    """
    known = ~np.isnan(of)
    count = known.sum(axis=1)
    found = np.divide(
        np.where(known, of, 0.0).sum(axis=1), count, out=np.full(count.shape, np.nan), where=count > 0
    )
    return np.where(left > 1e-9, found, 0.0)


def of_states(history: History, part: int | None = None) -> Array:
    """Return periphery, or one of its parts, of all states (n,)."""
    of = standing(history.source, history.year)
    at = np.arange(len(of.ties.codes))
    values = parts(of, at)
    return of_members(history, mean(values, 1.0 - of.weight) if part is None else values[:, part])


def from_others(history: History) -> Array:
    """Return the periphery of the state in the row, from the core without it and without the state in the column, (n, n)."""
    of = standing(history.source, history.year)
    one, two = each_pair(len(of.ties.codes))
    values = mean(parts(of, one, two), 1.0 - of.weight[one] - of.weight[two])
    return of_members(history, square(len(of.ties.codes), values))


def joint(history: History) -> Array:
    """Return the product of the periphery of the two, (n, n)."""
    own = from_others(history)
    return np.asarray(own * own.T)


def least(history: History) -> Array:
    """Return the smaller periphery of the two, (n, n)."""
    own = from_others(history)
    return np.minimum(own, own.T)


def _measure(name: str, title: str, **options: Any) -> Measure:
    chosen = {
        "table": "pact_dyad_years",
        "kind": "state",
        "covers": OBSERVED,
        "drawn": SOURCES,
        "reads": READS,
        "window": WINDOW + 5,
        **options,
    }
    return Measure(
        name, title, more="fewer ties", unit="0 to 1", low=0, high=1, driver="periphery", reference=REFERENCE, **chosen
    )  # fmt: skip


REFERENCE = (
    "Own index. On status withheld by the leading states: Renshon, Jonathan (2017). Fighting for Status: Hierarchy and Conflict in World Politics. "
    "Princeton: Princeton University Press."
)
MEANS = "0 as tied to the core as its members are to each other, 1 not at all; the core is that of the five years before, the state itself left out"
INDEX = (
    f"Mean of three parts where known: pacts (defence 1, consultation or offence 0.5, neutrality 0.25), organizations shared as a share of those of whichever of two has more, and from 1870 the share of trade with the core "
    f"against the core's share of the trade of all; {MEANS}"
)
EQUATION = (
    r"e_i = \frac{1}{|C|}\sum_{c \in C}\Bigl(1 - \min\bigl(1,\; x^c_{i}/\bar x^c\bigr)\Bigr),\quad "
    r"x^c_i = \sum_{k \ne i} w_k x^c_{ik} \Big/ \sum_{k \ne i} w_k,\quad \bar x^c = \text{the members with each other}"
)
MEASURES = (
    _measure("periphery", "Periphery: few ties with the core", description=INDEX, equation=EQUATION, compute=of_states),
    *(
        _measure(
            f"periphery_{name}", f"Few ties with the core: {name}", description=f"{text}; {MEANS}", compute=partial(of_states, part=part),
            equation=r"1 - \min(1,\; x_i / \bar x)", covers=since(first, *OBSERVED.lists),
        )
        for part, (name, text, first) in enumerate(
            (
                ("pacts", "How far pacts with the core fall short of those among its members", 1816),
                ("institutions", "How far organizations shared with the core, as a share of those of whichever of two has more, fall short of what its members share", 1816),
                ("trade", "How far the share of trade with the core falls short of the core's share of the trade of all", 1870),
            )
        )
    ),
    _measure(
        "periphery_from_others", "Few ties with the core without the other state", kind="directed", compute=from_others, equation=EQUATION,
        description=f"Periphery of the first state, the second left out of the core as well; {MEANS}; 0 where no member is left",
    ),
    _measure(
        "joint_periphery", "Both have few ties with the core", kind="dyad", reads=("periphery_from_others",), compute=joint, equation=r"e_i^{-j}\, e_j^{-i}",
        description="Product of the periphery of the two, each from the core without either",
    ),
    _measure(
        "least_periphery", "Periphery of the less peripheral of two", kind="dyad", reads=("periphery_from_others",), compute=least, equation=r"\min(e_i^{-j}, e_j^{-i})",
        description="Smaller of the periphery of the two, each from the core without either",
    ),
)  # fmt: skip
