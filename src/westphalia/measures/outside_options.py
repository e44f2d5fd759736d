"""Outside options: what the core gives to the states around a state, as far as it has not been shut to it.

Exclusion asks what a state has; this asks what is on offer nearby. Neither its own ties nor those between the two of a pair enter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np
from westphalia.measures.core import OBSERVED, READS, SOURCES, WINDOW, lasting
from westphalia.measures.core.ties import ties
from westphalia.measures.measure import Measure
from westphalia.measures.members import each_pair, of_members, square
from westphalia.measures.remoteness import between_capitals
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, History
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Codes: TypeAlias = "NDArray[np.int64]"
Array: TypeAlias = "NDArray[np.float64]"
PLACES = ("capital_latitude", "capital_longitude", "contiguity")
SHUT_BY = ("sanctions_on_state_trade", "sanctions_on_state_arms", "sanctions_on_state_financial")
REACH = 3000.0
"""Kilometres between capitals over which nearness falls to 1/e."""
BORDER = 2
"""Contiguity up to this type, land or up to twelve miles of water, counts as no distance."""
SANCTIONS = since(1950, *OBSERVED.lists)


@dataclass(frozen=True, eq=False)
class Offers:
    """What the members of the core offer to each state of a year.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of the states, ascending.
    weight : ndarray (n,)
        Weight in the core of the five years before, 0 outside.
    offer : ndarray (n, n)
        How closely the member in the column is tied to the states around that in the row, itself left out; 0 where shut.
    """

    codes: Codes
    weight: Array
    offer: Array

    def of_states(self) -> Array:
        """Return the mean of the offers of the members other than the state; 0 where there is none, (n,)."""
        left = 1.0 - self.weight
        found: Array = np.divide(self.offer @ self.weight, left, out=np.zeros(left.size), where=left > 1e-9)
        return found

    def of_pairs(self, one: Codes, two: Codes) -> Array:
        """Return the mean of the offers to the first and to the second, the other left out of the core, (rows, 2)."""
        total, left = self.offer @ self.weight, 1.0 - self.weight[one] - self.weight[two]
        sides = (
            total[own] - self.weight[other] * self.offer[own, other]
            for own, other in ((one, two), (two, one))
        )
        kept = [np.divide(side, left, out=np.zeros(left.size), where=left > 1e-9) for side in sides]
        found: Array = np.clip(np.stack(kept, axis=1), 0.0, 1.0)
        return found


def given(close: Array, near: Array) -> Array:
    """Return how closely each state (column) is tied to the states around another (row), by nearness, those two left out, (n, n).

    Examples
    --------
    The second state stands next to the first and is tied to the third; the first is offered by the third what the second has:

    >>> close = np.array([[0, 0, 0], [0, 0, 0.8], [0, 0.8, 0]])
    >>> near = np.array([[0, 1, 0.2], [1, 0, 0], [0.2, 0, 0]])
    >>> given(close, near)[0, 2].round(2)
    np.float64(0.8)
    """
    around = near.sum(axis=1)[:, None] - near
    found: Array = np.divide(near @ close, around, out=np.zeros_like(close), where=around > 1e-9)
    return found


@once(latest=NEAR)
def offers(source: Source, year: int, sanctions: bool = False) -> Offers:
    """Return what the core of the five years before offers to the states of a year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    year : int
        The year.
    sanctions : bool
        Whether a member that has trade, arms or financial sanctions in force is shut, too; else only one that was fought in the last five years.
    """
    of = ties(source, year)
    shut = of.fought.astype(np.float64)
    if sanctions:
        shut = np.maximum(shut, _sanctioned(History(source, year)))
    offer = given(of.close, nearness(source, year)) * (1.0 - shut)
    np.fill_diagonal(offer, 0.0)
    return Offers(of.codes, lasting(source, year, of.codes), offer)


def _sanctioned(history: History) -> Array:
    """Return which members of the system (row) are under sanctions of which others (column), 1 or 0 (m, m)."""
    present = history.present
    shut = np.zeros((present.sum(),) * 2, dtype=np.bool_)
    for kind in SHUT_BY:
        shut |= history.now[kind][np.ix_(present, present)].T > 0
    return shut.astype(np.float64)


@once(latest=NEAR)
def nearness(source: Source, year: int) -> Array:
    """Return how near each two members are: 1 with a common border, else the distance of the capitals on an exponential scale; 0 where unknown, (m, m)."""
    history = History(source, year)
    inside = np.ix_(history.present, history.present)
    near = np.nan_to_num(np.exp(-between_capitals(history)[inside] / REACH))
    kind = history.at(history.last("contiguity"))["contiguity"][inside]
    near[(kind > 0) & (kind <= BORDER)] = 1.0
    np.fill_diagonal(near, 0.0)
    return near


def of_states(history: History, sanctions: bool = False) -> Array:
    """Return the outside options of all states (n,)."""
    return of_members(history, offers(history.source, history.year, sanctions).of_states())


def of_pairs(history: History) -> Array:
    """Return the outside options of the state in the row without that in the column, (n, n)."""
    of = offers(history.source, history.year)
    one, two = each_pair(len(of.codes))
    return of_members(history, square(len(of.codes), of.of_pairs(one, two)[:, 0]))


def least(history: History) -> Array:
    """Return the outside options of the one of two that has the poorer ones, (n, n)."""
    own = of_pairs(history)
    return np.minimum(own, own.T)


WHAT = (
    "Mean over the members of the core, by weight, of how closely each is tied to the states around (pacts, institutions, trade; near by border or by distance of the capitals), "
    "0 for a member fought in the last five years; the core is that of the five years before, the state itself left out"
)
EQUATION = (
    r"o_i = \sum_{k \ne i} w_k (1 - f_{ik})\, \frac{\sum_{m \ne i,k} d_{im} a_{mk}}{\sum_{m \ne i,k} d_{im}} \Big/ \sum_{k \ne i} w_k,\quad "
    r"d_{im} = e^{-km_{im}/3000}"
)
MORROW = (
    "Own index. On what an alternative partner is worth: Morrow, James D. (1991). Alliances and Asymmetry: An Alternative to the Capability Aggregation Model of Alliances. "
    "American Journal of Political Science 35(4): 904-933."
)


def _measure(
    name: str, title: str, kind: str, description: str, sanctions: bool = False, **of: object
) -> Measure:
    return Measure(
        name, title, kind, "pact_dyad_years", "", "more on offer", covers=SANCTIONS if sanctions else OBSERVED, unit="0 to 1", low=0, high=1,  # type: ignore[arg-type]
        drawn=(*SOURCES, *CAPITALS, *(GSDB if sanctions else ())), driver="outside options", reads=(*READS, *PLACES, *(SHUT_BY if sanctions else ())), window=WINDOW + 5, reference=MORROW, equation=EQUATION,
        description=description, **of,  # type: ignore[arg-type]
    )  # fmt: skip


CAPITALS = ("cow_states_2016", "cow_contiguity_3_2")
GSDB = ("gsdb_4", "eu_members_by_hand", "sanctions_by_hand", "un_members_by_hand")
SHUT = "a member with trade, arms or financial sanctions in force that mean the state counts as shut, too"
MEASURES = (
    _measure("outside_options", "Outside options in the core", "state", WHAT, compute=of_states),
    _measure(
        "outside_options_open", "Outside options in the core not shut by sanctions", "state", f"{WHAT}; {SHUT}", True,
        compute=partial(of_states, sanctions=True),
    ),
    _measure(
        "options_without", "Outside options of the first state without the second", "directed", f"{WHAT}, and the second state as well",
        compute=of_pairs,
    ),
    _measure(
        "least_options", "Outside options of the one of two with the poorer ones", "dyad", f"Smaller of the outside options of the two. {WHAT}, and the other as well",
        compute=least,
    ),
)  # fmt: skip
