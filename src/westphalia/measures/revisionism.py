"""Revisionism: how far a state wants the order of its day changed: in votes since 1946, before that by what it claims, has lost and has fought for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.lazy import np, pl
from westphalia.measures import exclusion, grievance
from westphalia.measures.core import READS, lasting
from westphalia.measures.core import WINDOW as CORE_WINDOW
from westphalia.measures.measure import Measure
from westphalia.measures.positions import VOTES
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, Floats, History
from westphalia.record.once import once
from westphalia.record.quantities.institutions import BAILEY
from westphalia.record.rows import located

if TYPE_CHECKING:
    from westphalia.record.source import Source

SPLICE = VOTES.first
"""From this year votes tell; before, claims."""
YEARS, LEAST = 5, 5
"""Votes of so many years are counted; of fewer votes on which both cast one, nothing is said."""
DIVIDED = 0.02
"""Part of the votes cast that must differ from the commonest answer: of a roll call on which all agree nobody stands anywhere."""
ANSWERS = {1: 1.0, 2: 0.0, 3: -1.0}
"""Yes, abstention and no on one line."""
WINDOW = 5 + CORE_WINDOW
"""The cores of the five years before, each with its own window."""


# In votes.


def from_core(values: Floats, weight: Floats) -> Floats:
    """Return the weighted mean of the distances of each state to the members of a coalition other than itself (n,).

    Parameters
    ----------
    values : ndarray (n, n)
        Distances, NaN where unknown.
    weight : ndarray (n,)
        Weight of each state in the coalition, 0 outside.

    Returns
    -------
    ndarray (n,)
        0 for a state that is the whole coalition; NaN where no distance is known.

    Examples
    --------
    >>> from_core(np.array([[0, 1, 2], [1, 0, 4], [2, 4, 0.0]]), np.array([0.75, 0.25, 0]))
    array([1. , 1. , 2.5])
    """
    usable = np.where(np.isnan(values), 0.0, 1.0)
    np.fill_diagonal(usable, 0.0)
    total = np.where(usable > 0, values, 0.0) @ weight
    known_weight = usable @ weight
    found = np.divide(total, known_weight, out=np.full(len(weight), np.nan), where=known_weight > 1e-9)
    alone = weight >= weight.sum() - 1e-9
    return np.where(alone & (weight > 0), 0.0, found)


def apart(cast: Floats, of: Floats) -> Floats:
    """Return how differently each state voted from others, 0 always alike to 1 always opposed (n, m); NaN with too few votes in common.

    Parameters
    ----------
    cast : ndarray (n, calls)
        1 yes, 0 abstention, -1 no, NaN none.
    of : ndarray (m, calls)
        The same of the others.

    Examples
    --------
    >>> votes = np.array([[1.0, 1, -1, 0, 1], [1, -1, -1, 1, np.nan]])
    >>> apart(votes, votes[:1]).ravel().round(3).tolist()
    [0.0, nan]
    """
    found = np.full((len(cast), len(of)), np.nan)
    for at, other in enumerate(of):
        gap = np.abs(cast - other) / 2
        count = (~np.isnan(gap)).sum(axis=1)
        found[:, at] = np.divide(
            np.nansum(gap, axis=1), count, out=np.full(len(cast), np.nan), where=count >= LEAST
        )
    return found


@once(latest=NEAR)
def cast(source: Source, year: int) -> Floats:
    """Return how each state voted on the divided roll calls of a year that are on the order, (n, calls): NaN without a vote."""
    rows, codes = source.listed("order_votes").filter(year=year), source.universe()
    at, known = located(codes, rows["ccode"].to_numpy().astype(np.int64))
    calls, to = np.unique(rows["rcid"].to_numpy(), return_inverse=True)
    values = rows["vote"].replace_strict(ANSWERS, default=None, return_dtype=pl.Float64).to_numpy()
    found = np.full((codes.size, calls.size), np.nan)
    found[at[known], to[known]] = values[known]
    tally = np.stack([(found == answer).sum(axis=0) for answer in ANSWERS.values()])
    every = np.maximum(tally.sum(axis=0), 1)
    return np.asarray(found[:, 1 - tally.max(axis=0) / every > DIVIDED])


def of_votes(history: History) -> Floats:
    """Return how differently states voted from the core, on the order, in five years (n,)."""
    return _voted(history.source, history.year)


@once(latest=NEAR)
def _voted(source: Source, year: int) -> Floats:
    history = History(source, year)
    weight = lasting(source, year, history.codes)
    members = np.flatnonzero(weight > 0)
    votes = np.concatenate(
        [cast(source, at) for at in range(max(SPLICE, year - YEARS + 1), year + 1)], axis=1
    )
    values = np.full((len(weight), len(weight)), np.nan)
    values[:, members] = apart(votes, votes[members])
    return np.where(history.present, from_core(values, weight), np.nan)


# In claims.


CLAIM = {"large": 0.6, "small": 0.25}
"""What a claim weighs, to provinces, an empire or the order itself, and to a strip or islands."""
LOST, FORCED, LIMITS = 12.0, 8.0, 0.4
"""Homeland remembered as lost to major powers of which a part 1 - 1/e is reached; the same of force used over land; and the part that limits laid on a state's forces are."""
FADES = 10.0
"""Years in which force used over land halves."""
TERRITORY = 1
"""The code of a wish to change who holds land."""


def of_claims(history: History) -> Floats:
    """Return the wish for change by claims, homeland lost, force used over land and limits laid on a state (n,)."""
    return _claimed(history.source, history.year)


@once(latest=NEAR)
def _claimed(source: Source, year: int) -> Floats:
    history = History(source, year)
    left = 1.0 - claims(source, year)
    major = np.nan_to_num(history.at(history.last("major_power"))["major_power"]) > 0
    lost = grievance.remembered(source, grievance.HOMELAND, year) @ major
    limits = exclusion.shut_out(source, year).share[list(exclusion.PARTS).index("limits")]
    wish: Floats = 1.0 - left * np.exp(-lost / LOST - forced(source, year) / FORCED) * (1.0 - LIMITS * limits)
    return np.where(history.present, wish, np.nan)


def claims(source: Source, year: int) -> Floats:
    """Return what a state claims in a year, 1 less the product of what each claim leaves (n,)."""
    rows, codes = source.listed("claims"), source.universe()
    rows = rows.filter(pl.col("first") <= year, pl.col("last") >= year)
    at, known = located(codes, rows["by"].to_numpy().astype(np.int64))
    weight = rows["extent"].replace_strict(CLAIM, return_dtype=pl.Float64).to_numpy()
    left = np.ones(codes.size)
    np.multiply.at(left, at[known], 1.0 - weight[known])
    return 1.0 - left


def forced(source: Source, year: int) -> Floats:
    """Return the disputes over land that a state, on the first side from the first day, wanted and began, by how far it went and how long ago (n,)."""
    codes, found = source.universe(), np.zeros(len(source.universe()))
    rows = _over_land(source).filter(pl.col("year") <= year)
    at, known = located(codes, rows["ccode1"].to_numpy().astype(np.int64))
    went = rows["hostlev1"].fill_null(2).to_numpy() / 4
    np.add.at(found, at[known], (went * 0.5 ** ((year - rows["year"].to_numpy()) / FADES))[known])
    return found


@once
def _over_land(source: Source) -> pl.DataFrame:
    """Return one row for each dispute and state that began it to change who holds land: first year, and how far it went."""
    rows = source.listed("revisions").filter(
        pl.col("revstate1") & pl.col("sidea1") & pl.col("orig1"), pl.col("revtype11") == TERRITORY
    )
    return (
        rows.group_by("dispnum", "ccode1")
        .agg(pl.col("year").min(), pl.col("hostlev1").max())
        .sort("dispnum", "ccode1")
    )


# The index.


def of_index(history: History) -> Floats:
    """Return revisionism: from 1946 in votes, and in claims for a state that does not vote and has one; in claims before (n,)."""
    if history.year < SPLICE:
        return of_claims(history)
    told = of_claims(history.until(min(history.year, *(span[1] for span in [CLAIMS.whole(history.source)]))))
    return np.where(np.isnan(of_votes(history)), np.where(told > 0, told, np.nan), of_votes(history))


def of_joint(history: History) -> Floats:
    """Return the revisionism of the less revisionist of two states (n, n)."""
    index = of_index(history)
    less: Floats = np.minimum(index[:, None], index)
    return less


CLAIMS = since(1816, "coded_claims", "coded_shut_out", "dispute_dyad_years:gml")
INDEX = since(1816, "votes")
LISTS = (
    "claims",
    "shut_outs",
    "revisions",
    "territorial_changes",
    "cow_states",
    "memberships",
    "successions",
)
CORE = "the core is that of the five years before, weighted by strength, the state itself left out"
SCHWELLER = "Own index. On states that want more than to keep what they have: Schweller, Randall L. (1994). Bandwagoning for Profit: Bringing the Revisionist State Back In. International Security 19(1): 72-107."
BY_VOTES = (
    f"Mean difference of the votes of the state and of the members of the core, 0 always alike to 1 always opposed, an abstention half way, on divided roll calls of {YEARS} years that are not on the Middle East, "
    f"colonies, disarmament or nuclear weapons: on those most of the world stands apart from the core, whether or not it wants the order changed; {CORE}"
)
BY_CLAIMS = (
    "1 less the product of what is left by each claim in force to land of others or against the order (large 0.6, small 0.25; by hand), by homeland lost to major powers and remembered, by disputes over "
    "land that it began, fading by half in ten years, and by limits laid on its forces (0.4). 0 is none known"
)


def _measure(name: str, title: str, **options: Any) -> Measure:
    chosen = {
        "kind": "state",
        "table": "votes",
        "more": "wants more changed",
        "unit": "0 to 1",
        "window": 0,
        **options,
    }
    return Measure(name, title, low=0, high=1, driver="revisionism", **chosen)  # fmt: skip


BOTH = ("order_votes", *READS, *LISTS)
DRAWN = ("unga_votes", "conflict_by_hand", "shut_out_by_hand", "territorial_change_6", "gml_mid_2_2_1")
MEASURES = (
    _measure(
        "revisionism", "How far a state wants the order changed", covers=INDEX, drawn=DRAWN, reference=BAILEY, reads=BOTH, compute=of_index,
        equation=rf"r_i = d^{{\text{{votes}}}}_i \text{{ if }} t \ge {SPLICE} \text{{ and known, else }} r^{{\text{{claims}}}}_i",
        description=f"From {SPLICE} revisionism_votes, and revisionism_claims for a state that does not vote and of which a claim or a loss is known; before, revisionism_claims. The two are on scales of their own: compare within a year",
    ),
    _measure(
        "revisionism_votes", "How differently from the core a state votes on the order", covers=VOTES, drawn=("unga_votes",), reference=BAILEY, more="farther from the core", window=WINDOW, reads=("order_votes", *READS),
        compute=of_votes, equation=r"\sum_{k \ne i} w_k\, \overline{|v_{ic} - v_{kc}|/2} \Big/ \sum_{k \ne i} w_k", description=BY_VOTES,
    ),
    _measure(
        "revisionism_claims", "What a state claims, has lost and has fought for", table="coded_claims", covers=CLAIMS, drawn=DRAWN[1:], reference=SCHWELLER, reads=LISTS, compute=of_claims,
        equation=r"1 - \prod_c (1 - \kappa_c)\; e^{-\ell_i/12 - f_i/8} (1 - 0.4\, s_i)", description=BY_CLAIMS,
    ),
    _measure(
        "joint_revisionism", "Revisionism of the less revisionist of two states", kind="dyad", covers=INDEX, drawn=DRAWN, reference=BAILEY, more="both want more changed", reads=("revisionism",), compute=of_joint,
        equation=r"\min(\text{revisionism}_i, \text{revisionism}_j)", description="The smaller of the two states' revisionism: high only where both want the order changed",
    ),
)  # fmt: skip
