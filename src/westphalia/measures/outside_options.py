"""Outside options: what a state would have left with the leading powers if it lost its chief partner.

A state with other doors open need not take what one partner gives; one that is shut out of them all, or has one protector alone, must.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures import rivalry
from westphalia.measures.core import OBSERVED, READS, SOURCES, TIES_WINDOW, WINDOW, averaged, core
from westphalia.measures.core.ties import MEMORY, CoreTies, ties
from westphalia.measures.measure import Measure
from westphalia.measures.members import each_pair, of_members, square
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, History
from westphalia.record.once import once
from westphalia.record.schema import FIRST_YEAR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Codes: TypeAlias = "NDArray[np.int64]"
Array: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
SHUT_BY = ("sanctions_on_state_trade", "sanctions_on_state_arms", "sanctions_on_state_financial")
FOUGHT = 5
"""Hostility of a dispute that is a war; one of less counts if it cost a life."""


@dataclass(frozen=True, eq=False)
class Options:
    """What the leading powers have with each state of a year.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of the states, ascending.
    weight : ndarray (n,)
        Share of each leading power in the strength of all of them, 0 for other states; sums to 1.
    open : ndarray (n, n)
        How closely the state in the row is tied to that in the column, 0 where it is shut to it.
    """

    codes: Codes
    weight: Array
    open: Array

    def of_states(self) -> Array:
        """Return the mean tie to the leading powers other than the state and its chief partner, by their weight; 0 where none is left, (n,).

        Examples
        --------
        Two powers, an ally of both and a client of the first:

        >>> ties = np.array([[0, 0.5, 1, 1], [0.5, 0, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0]])
        >>> Options(np.arange(4), np.array([0.6, 0.4, 0, 0]), ties).of_states().tolist()
        [0.0, 0.0, 1.0, 0.0]
        """
        parts = self.open * self.weight
        chief = parts.argmax(axis=1)
        left = 1.0 - self.weight - self.weight[chief]
        total = parts.sum(axis=1) - parts.max(axis=1)
        found: Array = np.divide(total, left, out=np.zeros(left.size), where=left > 1e-9)
        return found

    def of_pairs(self, one: Codes, two: Codes) -> Array:
        """Return the mean tie of the first of each pair to the leading powers other than both, (rows,)."""
        left = 1.0 - self.weight[one] - self.weight[two]
        total = (self.open @ self.weight)[one] - self.weight[two] * self.open[one, two]
        found = np.divide(total, left, out=np.zeros(left.size), where=left > 1e-9)
        return np.clip(found, 0.0, 1.0)


@once(latest=NEAR)
def options(source: Source, year: int) -> Options:
    """Return what the leading powers of a year, its major powers and the members of its core, have with each state.

    A power is shut to a state that it fought within five years, is a strategic rival of, or has trade, arms or financial sanctions in force on.
    """
    of, history = ties(source, year), History(source, year)
    window = [ties(source, at) for at in range(max(FIRST_YEAR, year - TIES_WINDOW + 1), year + 1)]
    strength, close = averaged(of.codes, window)
    weight = np.where(core(source, year).member | of.major, strength, 0.0)
    near = np.where(of.allied & ~of.war, 1.0, close) * ~_shut(history, of)
    np.fill_diagonal(near, 0.0)
    total = weight.sum()
    return Options(of.codes, weight / total if total > 0 else weight, near)


def _shut(history: History, of: CoreTies) -> Bools:
    """Return which states (row) are shut out by which others (column), (m, m)."""
    inside = np.ix_(history.present, history.present)
    rivals = rivalry.in_force(history, rivalry.KNOWN)[inside] > 0
    shut: Bools = rivals | of.war | _killed(history)[inside]
    for kind in SHUT_BY:
        shut = shut | (history.now[kind][inside].T > 0)
    return shut


def _killed(history: History) -> Bools:
    """Return which states were in a dispute with each other that was a war or cost a life, in the year or in the four before, (n, n)."""
    rows = history.listed("dispute_years").filter(
        pl.col("list") == "cow",
        pl.col("year").is_between(history.year - MEMORY + 1, history.year),
        (pl.col("fatality1") > 0) | (pl.col("hostlev1") >= FOUGHT),
    )
    found = np.zeros((len(history.codes),) * 2, dtype=np.bool_)
    one, two = (np.searchsorted(history.codes, rows[name].to_numpy()) for name in ("ccode1", "ccode2"))
    found[one, two] = True
    both: Bools = found | found.T
    return both


def of_states(history: History) -> Array:
    """Return the outside options of all states (n,)."""
    return of_members(history, options(history.source, history.year).of_states())


def of_pairs(history: History) -> Array:
    """Return the outside options of the state in the row without that in the column, (n, n)."""
    of = options(history.source, history.year)
    one, two = each_pair(len(of.codes))
    return of_members(history, square(len(of.codes), of.of_pairs(one, two)))


def least(history: History) -> Array:
    """Return the outside options of the one of two that has the poorer ones, (n, n)."""
    own = of_pairs(history)
    return np.minimum(own, own.T)


WHAT = (
    "Mean over the leading powers (the major powers and the members of the core), by strength, of how closely the state is tied to each (pacts, institutions, trade), 0 for one that it fought "
    "within five years, that is its strategic rival, or that has trade, arms or financial sanctions in force that mean the state"
)
EQUATION = r"o_i = \sum_{k \ne i,p} w_k (1 - h_{ik})\, a_{ik} \Big/ \sum_{k \ne i,p} w_k,\quad p = \arg\max_k w_k (1 - h_{ik}) a_{ik}"
COVERS = since(1919, *OBSERVED.lists)
"""Before 1919 it tells no better than chance who had other doors open (docs/validity.md)."""
MORROW = (
    "Own index. On what an alternative partner is worth: Morrow, James D. (1991). Alliances and Asymmetry: An Alternative to the Capability Aggregation Model of Alliances. "
    "American Journal of Political Science 35(4): 904-933."
)
DRAWN = (
    *SOURCES,
    "tss_rivalries_2022",
    "thompson_dreyer_2012",
    "gsdb_4",
    "eu_members_by_hand",
    "sanctions_by_hand",
    "un_members_by_hand",
)


def _measure(name: str, title: str, kind: str, description: str, equation: str, compute: object) -> Measure:
    return Measure(
        name, title, kind, "pact_dyad_years", "", "more on offer", covers=COVERS, unit="0 to 1", low=0, high=1,  # type: ignore[arg-type]
        drawn=DRAWN, driver="outside options", reads=(*READS, *SHUT_BY, "rivalries", "dispute_years"), window=WINDOW + TIES_WINDOW,
        reference=MORROW, equation=equation, description=description, compute=compute,  # type: ignore[arg-type]
    )  # fmt: skip


MEASURES = (
    _measure(
        "outside_options",
        "Outside options: ties with leading powers beside the chief partner",
        "state",
        f"{WHAT}; the one it is tied to most, by strength, left out: what would remain without it",
        EQUATION,
        of_states,
    ),
    _measure(
        "options_without",
        "Outside options of the first state without the second",
        "directed",
        f"{WHAT}; the second state left out, and nobody else",
        r"o_{i}^{-j} = \sum_{k \ne i,j} w_k (1 - h_{ik})\, a_{ik} \Big/ \sum_{k \ne i,j} w_k",
        of_pairs,
    ),
    _measure(
        "least_options",
        "Outside options of the one of two with the poorer ones",
        "dyad",
        f"Smaller of the outside options of the two, each without the other. {WHAT}",
        r"\min(o_i^{-j}, o_j^{-i})",
        least,
    ),
)
