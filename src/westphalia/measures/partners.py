"""Habit: friends in common, ties of the past and institutions shared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np
from westphalia.measures.measure import Measure
from westphalia.record.coverage import since
from westphalia.record.quantities.pacts import LEEDS
from westphalia.record.ties import (
    DELIVERIES,
    FEW,
    PACTS,
    WINDOW,
    Ties,
    deliveries,
    pacts,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.coverage import Coverage
    from westphalia.record.grid import Ints
    from westphalia.record.history import Floats, History

MEMORY = 25
"""Years for which a tie that ended is counted."""
INSTITUTIONS = since(1816, "shared_institutions")
TRADED = since(1870, "trade:cow_trade_4")
PAST_PACTS, PAST_ARMS = PACTS.later(MEMORY - 1), DELIVERIES.later(MEMORY - 1)
ADAMIC = (
    "Adamic, Lada A. and Eytan Adar (2003). Friends and Neighbors on the Web. Social Networks 25(3): 211-230."
)
CRANMER = (
    "Cranmer, Skyler J., Bruce A. Desmarais and Elizabeth J. Menninga (2012). Complex Dependencies in the Alliance Network. "
    "Conflict Management and Peace Science 29(3): 279-313."
)
PEVEHOUSE = (
    "Pevehouse, Jon C. W., Timothy Nordstrom, Roseanne W. McManus and Anne Spencer Jamison (2020). Tracking Organizations in the "
    "World: The Correlates of War IGO Version 3.0 Datasets. Journal of Peace Research 57(3): 492-503."
)


def shared(tied: NDArray[np.floating], weighted: bool = False) -> NDArray[np.floating]:
    """Return how many third parties each pair is tied to in common (n, n).

    Parameters
    ----------
    tied : ndarray (n, n)
        1 where two are tied, symmetric, 0 on the diagonal.
    weighted : bool
        Whether a third party counts by 1 over the logarithm of its ties: a friend of few says more than one of many.

    Examples
    --------
    >>> line = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], dtype=float)
    >>> shared(line)[0, 2], round(float(shared(line, weighted=True)[0, 2]), 3)
    (np.float64(1.0), 1.443)
    """
    if not weighted:
        return np.asarray(tied @ tied)
    degree = tied.sum(axis=1)
    weight = np.zeros_like(degree)
    np.divide(1, np.log(np.maximum(degree, 2)), out=weight, where=degree >= 2)
    return np.asarray((tied * weight) @ tied)


def of_allies(history: History, weighted: bool = False) -> Floats:
    """Return how many third states are allied with both (n, n); ``weighted``: those with few allies count for more."""
    tied = pacts(history.source, "alliance").matrix(history.year)
    return shared(tied * np.outer(history.present, history.present), weighted).astype(np.float64)


def ended(ties: Ties, year: int) -> Ints:
    """Return how many alliances of each pair ended within the memory and do not stand (n, n)."""
    stand = ties.stand(year)
    over = (ties.last < year) & (ties.last >= year - MEMORY) & (ties.first <= year)
    number = (ties.one * ties.states + ties.two) * 10_000 + ties.label
    gone = np.setdiff1d(number[over], number[stand]) // 10_000
    found = np.bincount(gone, minlength=ties.states**2).reshape(ties.states, ties.states)
    return found + found.T


def of_past_pacts(history: History) -> Floats:
    """Return how many alliances of a pair ended within the memory (n, n)."""
    return ended(pacts(history.source), history.year).astype(np.float64)


def of_past_arms(history: History) -> Floats:
    """Return whether arms were delivered within the memory but not within five years (n, n)."""
    ties, year = deliveries(history.source), history.year
    before = ties.square((ties.first > year - MEMORY) & (ties.last < year))
    return (before * (1 - ties.matrix(year))).astype(np.float64)


def of_institutions(history: History) -> Floats:
    """Return the organizations in which both are members over those in which either is (n, n)."""
    both, own = history.now["shared_institutions"], history.now["institutions"]
    either = own[:, None] + own[None, :] - both
    # In 59 dyad-years the source's count of a pair is 1 above that of a state.
    share = np.divide(both, either, out=np.full_like(both, np.nan), where=either > 0)
    return np.minimum(share, 1)


def of_trade(history: History) -> Floats:
    """Return the trade of the state in the row with that in the column as a share of all its trade (n, n)."""
    flows = history.now["trade"]
    both = np.nan_to_num(flows) + np.nan_to_num(flows.T)
    both[np.isnan(flows) & np.isnan(flows.T)] = np.nan
    total = np.nansum(both, axis=1)
    share: Floats = both / np.where(total > 0, total, np.nan)[:, None]
    return share


def _declare(
    name: str,
    title: str,
    table: str,
    covers: Coverage,
    kind: Literal["dyad", "directed"] = "dyad",
    **more: object,
) -> Measure:
    return Measure(name, title, kind, table, covers=covers, low=0, driver="habit", **more)  # type: ignore[arg-type]


MEASURES = (
    _declare(
        "common_allies",
        "Third states allied with both",
        "pacts",
        PACTS,
        more="more friends in common",
        unit="states",
        description=f"States allied (ATOP) with each of the two on 31 December, by a promise of help in war, or to consult or stay out in a pact of at most {FEW} members; non-aggression alone, and charters of "
        "many, make no allies. The two's own pact plays no part",
        reference=CRANMER,
        equation=r"\sum_{k \ne i,j} P_{ik} P_{kj}",
        reads=("pacts",),
        compute=of_allies,
    ),
    _declare(
        "common_allies_weighted",
        "Third states allied with both, by how few allies they have",
        "pacts",
        PACTS,
        more="more friends in common",
        unit="states, each over the log of its allies",
        description="As common_allies, each third state counting 1 over the natural logarithm of the number of its own allies: sharing an ally of "
        "few says more than sharing one of many",
        reference=ADAMIC,
        equation=r"\sum_{k \ne i,j} \frac{P_{ik} P_{kj}}{\log \sum_l P_{kl}}",
        reads=("pacts",),
        compute=partial(of_allies, weighted=True),
    ),
    _declare(
        "past_pacts",
        f"Alliances of two states that ended within {MEMORY} years",
        "pacts",
        PAST_PACTS,
        more="more ties in the past",
        unit="alliances",
        description=f"Alliances (ATOP) that bound both in the {MEMORY} years before 31 December and no longer do; known from {PAST_PACTS.first}, when the "
        "source covers all these years",
        reference=LEEDS,
        equation=rf"\#\{{a:\ t - {MEMORY} < \text{{end}}_{{ij,a}} \le t,\ a \text{{ not in force at the end of }} t\}}",
        reads=("pacts",),
        window=MEMORY,
        compute=of_past_pacts,
    ),
    _declare(
        "past_arms",
        f"Arms delivered between two states within {MEMORY} years, none within {WINDOW}",
        "arms_transfers",
        PAST_ARMS,
        more="a tie in the past",
        unit="lapsed (1) or not (0)",
        high=1,
        description=f"A delivery of major arms, in either direction, in the {MEMORY} years up to this one and none in the last {WINDOW}",
        reference="SIPRI Arms Transfers Database, Stockholm International Peace Research Institute.",
        equation=rf"\mathbb{{1}}\{{\sum_{{s=t-{MEMORY - 1}}}^{{t-{WINDOW}}} A_s > 0,\ \sum_{{s=t-{WINDOW - 1}}}^{{t}} A_s = 0\}},\quad A = A_{{ij}} + A_{{ji}}",
        reads=("deliveries",),
        window=MEMORY,
        compute=of_past_arms,
    ),
    _declare(
        "institutions_overlap",
        "Share of the organizations of either state in which both are members",
        "shared_institutions",
        INSTITUTIONS,
        more="more shared",
        unit="share of organizations",
        high=1,
        drawn=("cow_igo_3",),
        description="Intergovernmental organizations in which both are full members over those in which at least one is; at most 1",
        reference=PEVEHOUSE,
        equation=r"\frac{m_{ij}}{m_i + m_j - m_{ij}}",
        reads=("shared_institutions", "institutions"),
        compute=of_institutions,
    ),
    _declare(
        "trade_share",
        "Trade with another state as a share of a state's trade",
        "trade",
        TRADED,
        "directed",
        more="more dependent",
        unit="share of trade",
        high=1,
        drawn=("cow_trade_4",),
        description="Imports and exports of the two with each other over all imports and exports of the first between states of the system",
        equation=r"\frac{m_{ij} + m_{ji}}{\sum_k (m_{ik} + m_{ki})}",
        reads=("trade",),
        compute=of_trade,
    ),
)
