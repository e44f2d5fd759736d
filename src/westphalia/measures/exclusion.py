"""Exclusion: how far a state is shut out of the order of its day by the acts of others, since 1816.

Few ties are no exclusion (:mod:`westphalia.measures.periphery`): Switzerland is not shut out. To be shut out is to be refused recognition or embassies, an organisation
of one's equals, trade, arms, credit or equal standing in law, or to have limits laid on one's forces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures.core import READS, SOURCES, WINDOW, lasting
from westphalia.measures.measure import Measure
from westphalia.measures.members import of_members
from westphalia.record.coverage import since
from westphalia.record.history import NEAR, History
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Array: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"


# What weighs how much, fixed beforehand.


PARTS = {
    "recognition": 0.6,
    "organisation": 0.4,
    "embargo": 0.6,
    "limits": 0.5,
    "credit": 0.4,
    "standing": 0.4,
}
"""What a state can be shut out of, and what part of the whole order each is: of all of them together it would be shut out by 0.99."""
EXTENT = {"full": 1.0, "most": 0.7, "some": 0.35}
"""What part of the leading powers shuts out in an episode that is coded so."""
LEADING, WITHOUT = 0.2, 0.4
"""An episode in which leading powers with less than this part of their weight have a hand counts so much of its extent: neighbours or a region shut out of less than the order."""
GRADES = {
    "sanctions_on_state_embargo": 1.0,
    "sanctions_on_state_trade": 0.5,
    "sanctions_on_state_arms": 0.4,
    "sanctions_on_state_military": 0.4,
}
"""What part of trade a sender's gravest sanctions on the state shut it out of."""
OTHER, FINANCE = 0.15, 0.7
"""The same of sanctions on a state that are none of these and not of aid alone; and what part of credit financial sanctions shut it out of."""
EMBASSIES = 0.6
"""What part of recognition missions are that all leading powers exchange with states like it and none exchanges with it."""
PEERS = 10
"""States like it: so many next above and below by capability."""
COALITION = 1946
"""From this year the leading powers are the core; before, when the core is drawn anew by every change of alliances, the major powers by capability."""
SPOKEN_FOR = (20, 205, 560, 900, 920)
"""Dominions, whose foreign relations London conducted: to 1945 no mission of their own is no refusal."""


# Who leads.


@once(latest=NEAR)
def leading(source: Source, year: int) -> Array:
    """Return the weight of the leading powers of a year over all states, 0 for others; sums to 1, (n,).

    Examples
    --------
    >>> import westphalia as wp
    >>> world = wp.load()
    >>> [int(code) for code in world.universe()[leading(world, 1925) > 0]]
    [2, 200, 220, 255, 325, 365, 740]
    """
    history = History(source, year)
    if year >= COALITION:
        return lasting(source, year, history.codes)
    major = np.nan_to_num(history.at(history.last("major_power"))["major_power"]) > 0
    weight: Array = np.where(major, np.nan_to_num(history.now["cinc"]), 0.0)
    total = weight.sum()
    return weight / total if total > 0 else weight


# Acts: who was shut out of what, by how much, and by whom.


@dataclass(frozen=True, eq=False)
class Acts:
    """What shut states out of one part of the order in a year.

    Parameters
    ----------
    of : ndarray (m,)
        Places of the states shut out.
    share : ndarray (m,)
        Part of the leading powers that did, 0 to 1.
    by : ndarray (m, n)
        What part of the share falls to each state; sums to 1, or to 0 where none of them leads.
    """

    of: Ints
    share: Array
    by: Array


def acts(source: Source, year: int, part: str) -> Acts:
    """Return what shut states out of a part of the order in a year."""
    found = [
        each
        for each in (
            _coded(source, year, part),
            *_missions(source, year, part),
            *_sanctioned(source, year, part),
        )
        if each.of.size
    ]
    n = len(source.universe())
    if not found:
        return Acts(np.zeros(0, dtype=np.int64), np.zeros(0), np.zeros((0, n)))
    return Acts(*(np.concatenate([getattr(each, name) for each in found]) for name in ("of", "share", "by")))


def _missions(source: Source, year: int, part: str) -> Iterator[Acts]:
    """Yield what lists know of recognition: refused, and embassies that are lacking."""
    if part != "recognition":
        return
    yield _refused(source, year)
    counted = [each for each in _counts(source) if each <= year]
    if counted and year - counted[-1] < YEARS_APART:
        yield _by_pair(source, year, EMBASSIES * _lacking(source, counted[-1]))


def _sanctioned(source: Source, year: int, part: str) -> Iterator[Acts]:
    """Yield what the list of sanctions knows of trade and of credit."""
    covered = source.covers("sanctions_on_state")
    if covered is None or year < covered[0] or part not in ("embargo", "credit"):
        return
    history = History(source, year)
    now = history.at(history.last("sanctions_on_state"))
    financial = np.where(now["sanctions_on_state_financial"] > 0, FINANCE, 0.0)
    yield _by_pair(source, year, (_graded(now) if part == "embargo" else financial).T)


def _graded(now: Any) -> Array:
    """Return how gravely the sanctions of each sender (row) shut each target (column) out of trade, (n, n)."""
    beyond = now["sanctions_on_state"] > np.nan_to_num(now["sanctions_on_state_aid"])
    found: Array = np.where(beyond, OTHER, 0.0)
    for name, grade in GRADES.items():
        found = np.maximum(found, np.where(now[name] > 0, grade, 0.0))
    return found


def _by_pair(source: Source, year: int, shut: Array) -> Acts:
    """Return acts of single powers: the part of each state (row) that each power (column) shut out, 0 to 1, by the weight of the power."""
    weight = leading(source, year)
    by = np.where(np.isnan(shut), 0.0, shut) * weight
    np.fill_diagonal(by, 0.0)
    share = by.sum(axis=1) / np.maximum(1.0 - weight, 1e-9)
    of = np.flatnonzero(share > 0)
    return Acts(of, np.minimum(share[of], 1.0), by[of] / by[of].sum(axis=1, keepdims=True))


def _coded(source: Source, year: int, part: str) -> Acts:
    """Return the episodes coded by hand, each by the part of the year that it lasted."""
    weight, codes = leading(source, year), source.universe()
    rows = source.listed("shut_outs").filter(
        pl.col("kind") == part, pl.col("first") < year + 1, pl.col("last") > year
    )
    of, share, by = [], [], np.zeros((rows.height, codes.size))
    for row, each in enumerate(rows.iter_rows(named=True)):
        at = int(np.searchsorted(codes, each["of"]))
        hands = by[row]
        hands[np.searchsorted(codes, [code for code in each["by"] if code in codes])] = 1.0
        hands *= weight
        hands[at] = 0.0
        part_of = hands.sum() / max(1.0 - weight[at], 1e-9)
        extent = EXTENT[each["extent"]] * (1.0 if part_of >= LEADING else WITHOUT)
        lasted = min(each["last"], year + 1) - max(each["first"], year)
        of.append(at)
        share.append(min(1.0, max(extent, part_of)) * lasted)
        hands /= max(hands.sum(), 1e-9)
    return Acts(np.array(of, dtype=np.int64), np.array(share, dtype=np.float64), by)


def _refused(source: Source, year: int) -> Acts:
    """Return single states that refused recognition or had broken relations in a year, by their weight."""
    codes = source.universe()
    rows = source.listed("refusals").filter(pl.col("first") <= year, pl.col("last") >= year)
    shut = np.zeros((codes.size, codes.size))
    shut[np.searchsorted(codes, rows["of"].to_numpy()), np.searchsorted(codes, rows["by"].to_numpy())] = 1.0
    return _by_pair(source, year, shut)


# Missions: how far leading powers exchange fewer with a state than with states like it.


YEARS_APART = 5
"""Missions are counted about every five years; a count stands for so many."""


@once
def _counts(source: Source) -> list[int]:
    """Return the years in which missions were counted."""
    return sorted(source.listed("missions")["year"].unique().to_list())


@once(latest=NEAR)
def _lacking(source: Source, year: int) -> Array:
    """Return how many missions each state (row) lacks with each other (column) beside those of its peers, 0 to 1, (n, n)."""
    history, codes = History(source, year), source.universe()
    rows = source.listed("missions").filter(year=year)
    exchanged = np.zeros((codes.size, codes.size))
    exchanged[
        np.searchsorted(codes, rows["sender"].to_numpy()), np.searchsorted(codes, rows["host"].to_numpy())
    ] = 1.0
    exchanged = np.maximum(exchanged, exchanged.T)
    spoken_for = np.isin(codes, SPOKEN_FOR) & (year < COALITION)
    told = history.present & exchanged.any(axis=1) & ~spoken_for
    order = np.flatnonzero(told)[np.argsort(-np.nan_to_num(history.now["cinc"])[told], kind="stable")]
    found = np.zeros_like(exchanged)
    found[order] = lacking(exchanged[order], PEERS)
    return found


def lacking(exchanged: Array, peers: int) -> Array:
    """Return by how much the missions of each state fall short of those of its peers, by partner (m, n).

    Parameters
    ----------
    exchanged : ndarray (m, n)
        Which states (row, the most capable first) exchange missions with which (column), 1 or 0.
    peers : int
        How many next above and below are peers; there are fewer at both ends.

    Examples
    --------
    Of three, the one in the middle lacks what both others have:

    >>> lacking(np.array([[1.0], [0.0], [1.0]]), 1).ravel().tolist()
    [0.0, 1.0, 0.0]
    """
    m = len(exchanged)
    summed = np.concatenate([np.zeros((1, exchanged.shape[1])), np.cumsum(exchanged, axis=0)])
    low, high = np.maximum(np.arange(m) - peers, 0), np.minimum(np.arange(m) + peers + 1, m)
    count = np.maximum(high - low - 1, 1)[:, None]
    usual = (summed[high] - summed[low] - exchanged) / count
    short: Array = np.maximum(0.0, usual - exchanged)
    return short


# The index.


@dataclass(frozen=True, eq=False)
class ShutOut:
    """How far each state is shut out of each part of the order in a year, and by whom.

    Parameters
    ----------
    share : ndarray (parts, n)
        Part of the leading powers that shut it out, 0 to 1: 1 less the product of what each act leaves.
    by : ndarray (parts, n, n)
        What part of that falls to each state (last axis); sums to 1, or less where it falls to none that leads.
    weight : ndarray (n,)
        Weight of the leading powers.
    """

    share: Array
    by: NDArray[np.float32]
    weight: Array


@once(latest=NEAR)
def shut_out(source: Source, year: int) -> ShutOut:
    """Return how far each state is shut out of each part of the order in a year, and by whom."""
    n = len(source.universe())
    share, by = np.zeros((len(PARTS), n)), np.zeros((len(PARTS), n, n), dtype=np.float32)
    for at, part in enumerate(PARTS):
        found = acts(source, year, part)
        left, told = np.ones(n), np.zeros(n)
        np.multiply.at(left, found.of, 1.0 - found.share)
        np.add.at(told, found.of, found.share)
        np.add.at(by[at], found.of, (found.share[:, None] * found.by).astype(np.float32))
        share[at] = 1.0 - left
        by[at] /= np.maximum(told, 1e-9)[:, None].astype(np.float32)
    return ShutOut(share, by, leading(source, year))


@dataclass(frozen=True, eq=False)
class BesideSanctions:
    """What would be left to each state of each part of the order without the sanctions that are listed by pair.

    Parameters
    ----------
    left : ndarray (parts, n)
        1 where nothing else shuts it out, 0 where all is shut.
    weight : ndarray (n,)
        Weight of the leading powers.
    """

    left: Array
    weight: Array


@once(latest=NEAR)
def beside_sanctions(source: Source, year: int) -> BesideSanctions:
    """Return what acts other than listed sanctions leave to each state of each part of the order in a year.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = beside_sanctions(wp.load(), 2010)
    >>> found.left.shape == (len(PARTS), len(found.weight)), float(found.left.max())
    (True, 1.0)
    """
    left = np.ones((len(PARTS), len(source.universe())))
    for at, part in enumerate(PARTS):
        for found in (_coded(source, year, part), *_missions(source, year, part)):
            np.multiply.at(left[at], found.of, 1.0 - found.share)
    return BesideSanctions(left, leading(source, year))


def together(share: Array) -> Array:
    """Return exclusion from the parts of the order, along the first axis: 1 less the product of what each leaves.

    Examples
    --------
    Shut out of recognition altogether, and of half of trade:

    >>> together(np.array([1.0, 0, 0.5, 0, 0, 0])).round(2)
    np.float64(0.72)
    """
    gravity = np.array(list(PARTS.values())).reshape(-1, *(1,) * (share.ndim - 1))
    whole: Array = 1.0 - np.prod(1.0 - gravity * share, axis=0)
    return whole


def of_states(history: History, part: str = "") -> Array:
    """Return exclusion, or one of its parts, of all states (n,)."""
    share = shut_out(history.source, history.year).share
    found = share[list(PARTS).index(part)] if part else together(share)
    return np.asarray(np.where(history.present, found, np.nan))


def from_others(history: History) -> Array:
    """Return the exclusion of the state in the row by all but that in the column, (n, n)."""
    of = shut_out(history.source, history.year)
    left = np.maximum(1.0 - of.weight, 1e-9)
    inside = np.flatnonzero(history.present)
    found = np.full(of.by.shape[1:], np.nan)
    kept = of.share[:, inside, None] * (1.0 - of.by[:, inside][:, :, inside]) / left[inside]
    found[np.ix_(inside, inside)] = together(np.clip(kept, 0.0, 1.0))
    np.fill_diagonal(found, np.nan)
    return found


def joint(history: History) -> Array:
    """Return the product of the exclusion of the two, each by others than the other, (n, n)."""
    own = from_others(history)
    return np.asarray(own * own.T)


def least(history: History) -> Array:
    """Return the smaller exclusion of the two, (n, n)."""
    own = from_others(history)
    return np.minimum(own, own.T)


def by_sanctions(history: History) -> Array:
    """Return the share of the core, by weight, that has sanctions in force against a state, (n,)."""
    present = history.present
    members = history.codes[present]
    weight = lasting(history.source, history.year, members)
    beyond = history.now["sanctions_on_state"] > np.nan_to_num(history.now["sanctions_on_state_aid"])
    by, on = np.nonzero(beyond[np.ix_(present, present)])
    total = np.bincount(on, weights=weight[by], minlength=members.size)
    share = np.divide(total, 1.0 - weight, out=np.zeros(members.size), where=weight < 1.0)
    return of_members(history, np.minimum(1.0, share))


SANCTIONS = since(1950, "sanctions")
"""Years of which the sanctions are on record; the list begins in 1949."""
COVERS = since(1816, "coded_shut_out", "sanctions")
LISTS = ("shut_outs", "refusals", "missions")
SENT = (*GRADES, "sanctions_on_state", "sanctions_on_state_aid", "sanctions_on_state_financial")
DRAWN = (
    "shut_out_by_hand", "conflict_by_hand", "diplomatic_exchange_2006", "gsdb_4", "eu_members_by_hand", "sanctions_by_hand",
    "un_members_by_hand", *SOURCES,
)  # fmt: skip
RENSHON = (
    "Own index. On standing that others grant or refuse: Bull, Hedley and Adam Watson, eds. (1984). The Expansion of International Society. Oxford: Clarendon Press; "
    "Renshon, Jonathan (2017). Fighting for Status: Hierarchy and Conflict in World Politics. Princeton: Princeton University Press."
)
WHO = "the leading powers are the major powers by capability to 1945, then the core of the five years before, by weight"
TEXT = {
    "recognition": "Part of the leading powers that refuse recognition or have broken relations (by hand), and missions that they exchange with states like it and not with it (counted about every five years to 2000)",
    "organisation": "Part of the order whose organisations, congresses and concerts are closed to the state, suspended or left under pressure (by hand)",
    "embargo": "Part of the leading powers that shut the state out of trade or arms: embargoes, blockades and boycotts by hand, sanctions that mean the state from 1950",
    "limits": "Limits laid on its forces, zones, occupation, reparations and control, by the part of the leading powers that lay them (by hand)",
    "credit": "Part of the leading powers that cut credit, payments or assets of the state off, or control its revenues (by hand; financial sanctions from 1950)",
    "standing": "Equal standing in law denied: consular jurisdiction, fixed tariffs, unequal treaties (by hand)",
}
INDEX = (
    "1 less the product over six parts of the order of what each leaves: recognition weighs 0.6, organisations 0.4, embargo 0.6, limits 0.5, credit 0.4, standing in law 0.4, each times the part "
    f"of the leading powers that shuts the state out; {WHO}. Absence from what is coded by hand counts as not shut out, so 0 is none known. Compare eras by rank within the year"
)
EQUATION = r"e_i = 1 - \prod_p (1 - g_p s_{ip}),\quad s_{ip} = 1 - \prod_{a \text{ on } i} (1 - x_{a})"


def _measure(name: str, title: str, **options: Any) -> Measure:
    chosen = {
        "table": "coded_shut_out", "kind": "state", "covers": COVERS, "drawn": DRAWN, "reads": (*READS, *SENT, *LISTS), "window": WINDOW + 5, "equation": EQUATION, **options,
    }  # fmt: skip
    return Measure(
        name, title, more="more excluded", unit="0 to 1", low=0, high=1, driver="exclusion", reference=RENSHON, **chosen
    )  # fmt: skip


MEASURES = (
    _measure("exclusion", "Shut out of the order by others", description=INDEX, compute=of_states),
    *(
        _measure(
            f"exclusion_{part}", f"Shut out by others: {part}", description=f"{text}; {WHO}", compute=partial(of_states, part=part),
            equation=r"s_i = 1 - \prod_{a \text{ on } i} (1 - x_a)",
        )
        for part, text in TEXT.items()
    ),
    _measure(
        "exclusion_from_others", "Shut out of the order by others than the second state", kind="directed", compute=from_others,
        description=f"Exclusion of the first state without what the second has done, among the other leading powers. {INDEX}",
    ),
    _measure(
        "joint_exclusion", "Both shut out of the order by others", kind="dyad", reads=("exclusion_from_others",), compute=joint, equation=r"e_i^{-j}\, e_j^{-i}",
        description="Product of the exclusion of the two, each by others than the other",
    ),
    _measure(
        "least_exclusion", "Exclusion of the less excluded of two", kind="dyad", reads=("exclusion_from_others",), compute=least, equation=r"\min(e_i^{-j}, e_j^{-i})",
        description="Smaller of the exclusion of the two, each by others than the other",
    ),
    _measure(
        "exclusion_sanctions", "Share of the core with sanctions in force", table="sanctions", reads=(*READS, "sanctions_on_state", "sanctions_on_state_aid"), compute=by_sanctions, covers=SANCTIONS,
        drawn=("gsdb_4", "eu_members_by_hand", "sanctions_by_hand", "un_members_by_hand"), equation=r"\sum_{k \ne i} w_k \mathbf{1}[k \text{ sanctions } i] \Big/ \sum_{k \ne i} w_k",
        description="Members of the core, by weight, that have a case in force against the state, of their own or bound by the Security Council, and not an end of aid alone, nor on persons, firms, a territory or a group; the core is that of the five years before, after lists end drawn "
        "from the last pacts, organizations and trade on record",
    ),
)  # fmt: skip
