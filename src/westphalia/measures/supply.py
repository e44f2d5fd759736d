"""Complementarity in arms: one state makes what the other imports, and may replace suppliers that have turned away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.measure import Measure
from westphalia.record import sums
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, History
from westphalia.record.once import once
from westphalia.record.rows import located
from westphalia.record.ties import DELIVERIES

if TYPE_CHECKING:
    from westphalia.record.source import Source

Array = NDArray[np.float64]
Matrix = NDArray[np.float64]
YEARS = 10
"""Years of deliveries that show what a state can supply and what it needs."""
HALF_LIFE = 10.0
"""Years after which a delivery counts half in the memory of former suppliers."""
MARKET = DELIVERIES.later(YEARS - 1)
CUT = since(MARKET.first, "sanctions", *MARKET.lists)
KINSELLA = "Kinsella, David (1998). Arms Transfer Dependence and Foreign Policy Conflict. Journal of Peace Research 35(1): 7-23."


class Flows:
    """Deliveries between all states.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    """

    def __init__(self, source: Source) -> None:
        import polars as pl

        self.codes, self.n = source.universe(), len(source.universe())
        by_pair = source.listed("deliveries").group_by("supplier", "recipient", "year")
        arms = by_pair.agg(sums.total(pl.col("tiv"))).sort("supplier", "recipient", "year")
        (self.supplier, one), (self.recipient, two) = (
            located(self.codes, arms[side].to_numpy().astype(np.int64)) for side in ("supplier", "recipient")
        )
        self.year, self.tiv = arms["year"].to_numpy().astype(np.int64), arms["tiv"].to_numpy()
        self.inside = one & two

    def recent(self, year: int) -> Matrix:
        """Return what each state (row) delivered to each other within ten years (n, n)."""
        within = self.inside & (self.year <= year) & (self.year > year - YEARS)
        return self._sum(within, self.tiv)

    def remembered(self, year: int) -> Matrix:
        """Return what each state (row) has delivered to each other since 1950, fading (n, n)."""
        before = self.inside & (self.year <= year)
        return self._sum(before, self.tiv * 0.5 ** (np.maximum(year - self.year, 0) / HALF_LIFE))

    def _sum(self, rows: NDArray[np.bool_], values: Array) -> Matrix:
        found = np.zeros((self.n, self.n))
        np.add.at(found, (self.supplier[rows], self.recipient[rows]), values[rows])
        return found


@once
def flows(source: Source) -> Flows:
    """Return the deliveries between all states; read once."""
    return Flows(source)


@once(latest=NEAR)
def remembered(source: Source, year: int) -> Matrix:
    """Return what each state (row) has delivered to each other since 1950, fading (n, n); kept for the latest years."""
    return flows(source).remembered(year)


def refuse(history: History) -> Matrix:
    """Return which states (row) refuse arms to which others in the year, 1 or 0 (n, n)."""
    now = history.now
    found: Matrix = np.any([now[name] > 0 for name in REFUSED], axis=0).astype(np.float64)
    found[:, now["un_embargo"] > 0] = 1
    return found


def fits(delivered: Matrix) -> Matrix:
    """Return how well each state's exports to others meet each other's imports from others (n, n), the supplier in the row.

    Parameters
    ----------
    delivered : ndarray (n, n)
        Volume delivered by each state (row) to each other.

    Examples
    --------
    >>> fits(np.array([[0, 0, 8.0, 2.0], [0, 0, 0, 2.0], [0, 0, 0, 0], [0, 0, 0, 0]])).round(3)[:2]
    array([[0.   , 0.   , 0.   , 0.447],
           [0.   , 0.   , 0.447, 0.   ]])
    """
    exports, imports = delivered.sum(axis=1), delivered.sum(axis=0)
    most, top = exports.max(initial=0.0), imports.max(initial=0.0)
    if most <= 0:
        return np.zeros_like(delivered)
    supply = np.maximum(exports[:, None] - delivered, 0.0) / most
    need = np.maximum(imports[None, :] - delivered, 0.0) / top
    return np.asarray(np.sqrt(supply * need))


def cut_off(before: Matrix, refused: Matrix) -> Array:
    """Return the share of each state's imports, as remembered, from suppliers that now refuse (n,); 0 without any imports."""
    total = before.sum(axis=0)
    lost = (before * refused).sum(axis=0)
    return np.asarray(np.divide(lost, total, out=np.zeros_like(total), where=total > 0))


def replaces(recent: Matrix, before: Matrix, refused: Matrix) -> Matrix:
    """Return how far each state can replace the suppliers that each other has lost (n, n), the supplier in the row."""
    exports = recent.sum(axis=1)
    most = exports.max(initial=0.0)
    supply = np.maximum(exports[:, None] - recent, 0.0) / most if most > 0 else np.zeros_like(recent)
    lost = cut_off(before, refused)[None, :]
    return np.asarray(np.sqrt(supply * lost) * (1 - refused))


def of_market(history: History) -> Matrix:
    """Return how well the exports of arms of the state in the row meet the imports of that in the column (n, n)."""
    return fits(flows(history.source).recent(history.year))


def of_replacement(history: History) -> Matrix:
    """Return how far the state in the row can replace the suppliers that that in the column has lost (n, n)."""
    recent = flows(history.source).recent(history.year)
    return replaces(recent, remembered(history.source, history.year), refuse(history))


def of_cut(history: History) -> Array:
    """Return the share of a state's former suppliers that refuse it arms (n,)."""
    return cut_off(remembered(history.source, history.year), refuse(history))


REFUSED = ("sanctions_arms", "sanctions_military", "sanctions_embargo")
READS = ("deliveries", *REFUSED, "un_embargo")
REFUSAL = (
    "A supplier refuses where it has a case in force against the state that restricts arms or military assistance or is a total embargo, or the United Nations have a total "
    "embargo; their embargoes on arms alone are not counted, as the source does not tell those on a government from those on armed groups or on some kinds of arms"
)
ARMS = ("sipri_arms_2024", "sipri_arms_2026")
MEASURES = (
    Measure(
        "complementarity_arms",
        "The first state exports the arms that the second imports",
        "directed",
        "arms_transfers",
        more="the second's need is better met by the first",
        covers=MARKET,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=ARMS,
        description=f"Geometric mean of the first state's exports of major arms in {YEARS} years, as a share of those of the largest exporter, and the second's imports, as a share of those of "
        "the largest importer; what the first delivered to the second is left out of both",
        reference=KINSELLA,
        driver="complementarity",
        equation=r"\sqrt{\frac{E_i - A_{ij}}{\max_k E_k} \cdot \frac{M_j - A_{ij}}{\max_k M_k}},\quad A_{ij} = \sum_{s=t-9}^{t} a_{ij,s}",
        reads=("deliveries",),
        window=YEARS,
        compute=of_market,
    ),
    Measure(
        "arms_cut_off",
        "Share of a state's former supplies of arms that sanctions cut off",
        "state",
        "arms_transfers",
        more="more cut off",
        covers=CUT,
        unit="share of remembered imports",
        low=0,
        high=1,
        drawn=("sipri_arms_2024", "gsdb_4"),
        description=f"Of the volume of major arms delivered to the state since 1950, each delivery counting half after {HALF_LIFE:g} years, the share from suppliers that refuse in the year; "
        f"0 without any delivery. {REFUSAL}. The source has the arms sanctions of the United States on Iran end in 2016 and begin again in 2021",
        reference=KINSELLA,
        driver="complementarity",
        equation=r"c_j = \sum_k R_{kj} B_{kj} \Big/ \sum_k B_{kj},\quad B_{kj} = \sum_{s \le t} 2^{-(t-s)/10} a_{kj,s}",
        reads=READS,
        window=0,
        compute=of_cut,
    ),
    Measure(
        "arms_replacement",
        "The first state can replace the suppliers of arms that the second has lost",
        "directed",
        "arms_transfers",
        more="better replaced",
        covers=CUT,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=("sipri_arms_2024", "gsdb_4"),
        description="Geometric mean of the first state's exports of major arms to others in ten years, as a share of those of the largest exporter, and the second's arms_cut_off; 0 where the first "
        f"refuses too. {REFUSAL}",
        reference=KINSELLA,
        driver="complementarity",
        equation=r"(1 - R_{ij}) \sqrt{c_j\, \frac{E_i - A_{ij}}{\max_k E_k}}",
        reads=READS,
        window=0,
        compute=of_replacement,
    ),
)
