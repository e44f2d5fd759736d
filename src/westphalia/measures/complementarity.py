"""Complementarity: one state sells what the other buys; grain, oil, gas, arms that it would sell, and cover in the Security Council."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures import positions, rivalry
from westphalia.measures.measure import Measure
from westphalia.record import sums
from westphalia.record.coverage import Coverage, since
from westphalia.record.history import NEAR, History
from westphalia.record.once import once
from westphalia.record.rows import located
from westphalia.record.ties import DELIVERIES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import Snapshot
    from westphalia.record.source import Source

Array: TypeAlias = "NDArray[np.float64]"
Matrix: TypeAlias = "NDArray[np.float64]"
GRAIN, COUNCIL = since(1973, "grain_production"), since(1947, "council_votes")
ENERGY = {fuel: since(1965, f"{fuel}:energy_institute_2025") for fuel in ("oil", "gas")}
TRADED = 1993
"""From this year wheat is taken from trade, before from balances."""
GRAIN_YEARS, COUNCIL_YEARS = 5, 10
PERMANENT = (2, 200, 220, 365, 710)
HIRSCHMAN = "Hirschman, Albert O. (1945). National Power and the Structure of Foreign Trade. Berkeley: University of California Press."
KNOWN_DATA = "Bailey, Sydney D. and Sam Daws (1998). The Procedure of the UN Security Council. 3rd edition. Oxford: Clarendon Press."


def fits(net: Array) -> Matrix:
    """Return how well each state's surplus of a good meets each other's deficit (n, n), the seller in the row.

    Parameters
    ----------
    net : ndarray (n,)
        What each state sells less what it buys; NaN where unknown.

    Returns
    -------
    ndarray (n, n)
        Geometric mean of the surplus as a share of the largest and the deficit as a share of the largest, 0 to 1.

    Examples
    --------
    >>> fits(np.array([4.0, 1.0, -2.0, np.nan]))[:, 2]
    array([1. , 0.5, 0. , nan])
    """
    surplus, deficit = np.maximum(net, 0.0), np.maximum(-net, 0.0)
    shares = [
        side / most if (most := np.nanmax(side, initial=0.0)) > 0 else side for side in (surplus, deficit)
    ]
    return np.sqrt(np.outer(shares[0], shares[1]))


def less(gained: Array, given: Array) -> Array:
    """Return what is gained less what is given (n,): who is known for one of the two only has none of the other.

    Examples
    --------
    >>> less(np.array([3.0, 2.0, np.nan]), np.array([1.0, np.nan, np.nan]))
    array([ 2.,  2., nan])
    """
    net = np.nan_to_num(gained) - np.nan_to_num(given)
    return np.asarray(np.where(np.isnan(gained) & np.isnan(given), np.nan, net))


def sold(of: Snapshot) -> Array:
    """Return net exports of wheat of a year in thousand tonnes (n,)."""
    if of.year < TRADED:
        return np.asarray(of["wheat_exports_balance"] - of["wheat_imports_balance"])
    return less(of["wheat_exports"], of["wheat_imports"]) / 1000


def wheat(history: History) -> Array:
    """Return net exports of wheat in thousand tonnes, the mean of the known ones of five years (n,)."""
    years = range(history.year - GRAIN_YEARS + 1, history.year + 1)
    window = np.stack([sold(history.at(year)) for year in years])
    counted = (~np.isnan(window)).sum(axis=0)
    total = np.nansum(window, axis=0)
    return np.asarray(np.divide(total, counted, out=np.full(counted.shape, np.nan), where=counted > 0))


def of_good(history: History, *, good: str) -> Matrix:
    """Return how well the surplus of the state in the row meets the deficit of that in the column (n, n)."""
    if good == "wheat":
        return fits(wheat(history))
    return fits(less(history.now[f"{good}_production"], history.now[f"{good}_consumption"]))


@once
def drafts(source: Source) -> tuple[NDArray[np.int64], Matrix, Matrix]:
    """Return the year of each failed draft (d,), and which states voted on it, and against it, 1 or 0 (n, d)."""
    votes, codes = source.listed("council_votes"), source.universe()
    number, of = np.unique(votes["draft"].to_numpy(), return_inverse=True)
    at, known = located(codes, votes["ccode"].to_numpy().astype(np.int64))
    when = np.zeros(len(number), dtype=np.int64)
    when[of] = votes["year"].to_numpy()
    cast, against = (np.zeros((len(codes), len(number))) for _ in range(2))
    cast[at[known], of[known]] = 1
    against[at[known], of[known]] = votes["vote"].to_numpy()[known] == 3
    return when, cast, against


def of_cover(history: History) -> Matrix:
    """Return the share of failed drafts on which a permanent member (row) and another state both voted no (n, n)."""
    when, cast, against = drafts(history.source)
    permanent = np.isin(history.codes, PERMANENT)
    recent = (when <= history.year) & (when > history.year - COUNCIL_YEARS)
    both, no = cast[:, recent] @ cast[:, recent].T, against[:, recent] @ against[:, recent].T
    usable = (both > 0) & permanent[:, None]
    return np.asarray(np.divide(no, both, out=np.full(both.shape, np.nan), where=usable))


READS = {
    "wheat": ("wheat_exports_balance", "wheat_imports_balance", "wheat_exports", "wheat_imports"),
    "oil": ("oil_production", "oil_consumption"),
    "gas": ("gas_production", "gas_consumption"),
}


def _good(good: str, table: str, covers: Coverage, drawn: tuple[str, ...], title: str, text: str) -> Measure:
    return Measure(
        f"complementarity_{good}",
        f"The first state sells what the second buys: {title}",
        "directed",
        table,
        more="the second's need is better met by the first",
        covers=covers,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=drawn,
        description="Geometric mean of the first state's surplus as a share of the largest in the year and the second's deficit as a share of the largest; 0 where "
        f"the first has no surplus or the second no deficit. {text}",
        reference=HIRSCHMAN,
        driver="complementarity",
        equation=r"\sqrt{\frac{\max(x_i, 0)}{\max_k x_k} \cdot \frac{\max(-x_j, 0)}{\max_k (-x_k)}}",
        reads=READS[good],
        window=GRAIN_YEARS if good == "wheat" else 1,
        compute=partial(of_good, good=good),
    )


LISTED = (
    "Surplus is production less consumption (Energy Institute); a state listed with only one of the two counts as having none of the other, which "
    "overstates exporters whose own use is not listed; states that are not listed are unknown"
)


# Complementarity in arms: one state makes what the other imports, and may replace suppliers that have turned away.


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
    found: Matrix = np.any([history.now[name] > 0 for name in REFUSED], axis=0).astype(np.float64)
    return found


def arms_fits(delivered: Matrix) -> Matrix:
    """Return how well each state's exports of arms meet each other's imports (n, n), the supplier in the row.

    Parameters
    ----------
    delivered : ndarray (n, n)
        Volume delivered by each state (row) to each other.

    Returns
    -------
    ndarray (n, n)
        Geometric mean of the exports as a share of the largest and the imports as a share of the largest, 0 to 1.

    Examples
    --------
    >>> arms_fits(np.array([[0, 0, 8.0, 2.0], [0, 0, 0, 2.0], [0, 0, 0, 0], [0, 0, 0, 0]])).round(3)[:2]
    array([[0.   , 0.   , 1.   , 0.707],
           [0.   , 0.   , 0.447, 0.316]])
    """
    exports, imports = delivered.sum(axis=1), delivered.sum(axis=0)
    if exports.max(initial=0.0) <= 0:
        return np.zeros_like(delivered)
    return np.asarray(np.sqrt(np.outer(exports / exports.max(), imports / imports.max())))


def willing(delivered: Matrix, alike: Matrix, rival: Matrix, defended: Matrix) -> Matrix:
    """Return how willing each state is to arm each other (n, n), the supplier in the row: 0 to 1.

    A state arms those who are like the ones that it arms already, no rival of its own and no ally of a rival.

    Parameters
    ----------
    delivered : ndarray (n, n)
        Volume delivered by each state (row) to each other.
    alike : ndarray (n, n)
        How alike two states are, 0 to 1.
    rival : ndarray (n, n)
        1 while two are strategic rivals, less after, 0 where they never were.
    defended : ndarray (n, n)
        1 where two have promised to defend each other.

    Examples
    --------
    The first arms the second, which is like the third; the fourth is a rival of the first and defends the fifth:

    >>> delivered, alike, rival, defended = (np.zeros((5, 5)) for _ in range(4))
    >>> delivered[0, 1] = 9
    >>> alike[1] = [0, 0, 0.8, 0.8, 0.8]
    >>> rival[0, 3] = rival[3, 0] = defended[3, 4] = defended[4, 3] = 1
    >>> willing(delivered, alike, rival, defended)[0].round(2).tolist()
    [0.0, 0.0, 0.64, 0.0, 0.0]
    """
    others = delivered.sum(axis=1)[:, None] - delivered
    like = np.maximum(alike, defended)
    np.fill_diagonal(like, 0.0)
    served = np.divide(delivered @ like, others, out=np.zeros_like(delivered), where=others > 0)
    of_rival = ((rival >= 1).astype(np.float64) @ defended) > 0
    return np.asarray(np.clip(served, 0.0, 1.0) ** 2 * (1 - rival) * ~of_rival)


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


def likeness(history: History) -> Matrix:
    """Return how alike in votes two states are, exp(-gap) (n, n); where one did not vote, as two states are on average."""
    gap = positions.of_gap(history.until(history.last(positions.READS)))
    near = np.exp(-gap)
    return np.asarray(np.where(np.isnan(near), np.nanmean(near), near))


@once(latest=NEAR)
def _wants(source: Source, year: int) -> Matrix:
    """Return how willing each state is to arm each other in a year (n, n)."""
    history = History(source, year)
    defended = np.nan_to_num(history.at(history.last("defence"))["defence"])
    return willing(
        flows(source).recent(year),
        likeness(history),
        rivalry.memory(history, rivalry.KNOWN),
        np.maximum(defended, defended.T),
    )


def of_market(history: History) -> Matrix:
    """Return how well the exports of arms of the state in the row, if it is willing, meet the imports of that in the column (n, n)."""
    recent = flows(history.source).recent(history.year)
    return np.asarray(arms_fits(recent) * _wants(history.source, history.year) * (1 - refuse(history)))


def of_replacement(history: History) -> Matrix:
    """Return how far the state in the row can replace the suppliers that that in the column has lost (n, n)."""
    recent = flows(history.source).recent(history.year)
    lost = replaces(recent, remembered(history.source, history.year), refuse(history))
    return np.asarray(lost * _wants(history.source, history.year))


def of_cut(history: History) -> Array:
    """Return the share of a state's former suppliers that refuse it arms (n,)."""
    return cut_off(remembered(history.source, history.year), refuse(history))


REFUSED = ("sanctions_on_state_arms", "sanctions_on_state_military", "sanctions_on_state_embargo")
ARMS_READS = ("deliveries", *REFUSED)
REFUSAL = (
    "A supplier refuses where it has a case in force that means the state and restricts arms or military assistance or is a total embargo, of its own or because the Security "
    "Council binds it; embargoes on armed groups alone are not counted"
)
ARMS = ("sipri_arms_2024", "sipri_arms_2026")


MEASURES = (
    _good(
        "wheat",
        "wheat_trade",
        GRAIN,
        ("fao_balances", "faostat_trade"),
        "wheat",
        f"Surplus is exports less imports, mean of the known ones of {GRAIN_YEARS} years: wheat with products to {TRADED - 1} (balances), wheat alone and with re-exports "
        f"from {TRADED} (trade)",
    ),
    _good("oil", "oil", ENERGY["oil"], ("energy_institute_2025",), "oil", LISTED),
    _good("gas", "gas", ENERGY["gas"], ("energy_institute_2025",), "natural gas", LISTED),
    Measure(
        "council_cover",
        "A permanent member votes no together with the second state (illustrative)",
        "directed",
        "council_votes",
        more="more often on one side",
        covers=COUNCIL,
        unit="share of drafts",
        low=0,
        high=1,
        description=f"Illustrative only: of the failed drafts in a sample of 53 on which both voted in the last {COUNCIL_YEARS} years, the share on which the first, a permanent "
        "member of the Security Council, and the second both voted no; unknown where there is no such draft. Whom a draft was about is not in the source",
        reference=KNOWN_DATA,
        driver="complementarity",
        equation=rf"\frac{{\sum_{{d:\, t-{COUNCIL_YEARS} < t_d \le t}} \mathbb{{1}}\{{v_{{id}} = v_{{jd}} = \text{{no}}\}}}}{{\sum_d \mathbb{{1}}\{{i, j \text{{ voted on }} d\}}}}",
        reads=("council_votes",),
        window=COUNCIL_YEARS,
        compute=of_cover,
    ),
    Measure(
        "complementarity_arms",
        "The first state exports the arms that the second imports, and would sell them",
        "directed",
        "arms_transfers",
        more="the second's need is better met by the first",
        covers=CUT,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=(
            *ARMS,
            "gsdb_4",
            "eu_members_by_hand",
            "sanctions_by_hand",
            "un_members_by_hand",
            "unga_votes",
            "tss_rivalries_2022",
            "thompson_dreyer_2012",
            "atop_5_1_dyad_years",
        ),
        description=f"Geometric mean of the first state's exports of major arms in {YEARS} years, as a share of those of the largest exporter, and the second's imports, as a share of those of "
        "the largest importer; times the square of how alike in votes (exp(-gap); 1 with a promise of defence) the second is to those that the first armed, weighted by volume, and where one does not vote as alike as two are on average; less as far as the two are or were strategic "
        f"rivals, from {rivalry.KNOWN} years after they became so; 0 for an ally of a rival and where the first refuses. {REFUSAL}",
        reference=KINSELLA,
        driver="complementarity",
        equation=r"\sqrt{\frac{E_i}{\max_k E_k} \cdot \frac{M_j}{\max_k M_k}}\; \bar\ell_{ij}^{\,2}\, (1 - v_{ij})(1 - R_{ij}),\quad \bar\ell_{ij} = \sum_m A_{im} \ell_{mj} \Big/ \sum_{m \ne j} A_{im}",
        reads=("deliveries", *REFUSED, positions.READS, "rivalries", "defence"),
        window=0,
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
        drawn=("sipri_arms_2024", "gsdb_4", "eu_members_by_hand", "sanctions_by_hand", "un_members_by_hand"),
        description=f"Of the volume of major arms delivered to the state since 1950, each delivery counting half after {HALF_LIFE:g} years, the share from suppliers that refuse in the year; "
        f"0 without any delivery. {REFUSAL}",
        reference=KINSELLA,
        driver="complementarity",
        equation=r"c_j = \sum_k R_{kj} B_{kj} \Big/ \sum_k B_{kj},\quad B_{kj} = \sum_{s \le t} 2^{-(t-s)/10} a_{kj,s}",
        reads=ARMS_READS,
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
        drawn=(
            "sipri_arms_2024",
            "gsdb_4",
            "eu_members_by_hand",
            "sanctions_by_hand",
            "un_members_by_hand",
            "unga_votes",
            "tss_rivalries_2022",
            "thompson_dreyer_2012",
            "atop_5_1_dyad_years",
        ),
        description="Geometric mean of the first state's exports of major arms to others in ten years, as a share of those of the largest exporter, and the second's arms_cut_off; times how willing "
        f"the first is to arm the second, as in complementarity_arms; 0 where the first refuses too. {REFUSAL}",
        reference=KINSELLA,
        driver="complementarity",
        equation=r"(1 - R_{ij}) (1 - v_{ij})\, \bar\ell_{ij}^{\,2} \sqrt{c_j\, \frac{E_i - A_{ij}}{\max_k E_k}}",
        reads=(*ARMS_READS, positions.READS, "rivalries", "defence"),
        window=0,
        compute=of_replacement,
    ),
)
