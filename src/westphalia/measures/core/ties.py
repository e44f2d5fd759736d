"""What ties the states of a year to each other: pacts, institutions and trade; who fought whom; and how much each can bring to bear.

Kept for the latest years asked for, since the core, exclusion and outside options all ask for the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.history import NEAR, History
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Array: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
DEFENCE, CONSULT, NEUTRAL = 1.0, 0.5, 0.25
"""How strong a tie a pact is: of defence; of consultation or offence; of neutrality alone."""
PROMISES = ("defence", "offence", "neutrality", "consultation")
DISPLAY = 3
"""Hostility of a dispute from which it counts: a display of force."""
MEMORY = 5
"""Years in which a war or a dispute with at least a display of force is remembered, the year itself included."""
ARRANGEMENTS = (2420,)
"""Alliances (by their number in ATOP) that are listed with defence and promise none of it to each other: Nyon, 14 September 1937, patrols against submarines."""
FIFTH = 0.2
"""A state whose trade by pair is less than this part of its total has trade by pair that is not known: West Germany, whose pairs the list lacks in 1960-89."""
PAIRED = 1950
"""From this year that is asked: before it the pairs of the wars and of the years between them are thin for many states, and totals are from other sources."""
STANDING = 1865
"""Before the first organization open to all states (the Telegraph Union) the standing of two major powers counts as a tie between them."""


@dataclass(frozen=True, eq=False)
class CoreTies:
    """The states of a year and what ties them.

    Parameters
    ----------
    year : int
        The year.
    codes : ndarray (n,)
        Codes of the states in the Correlates of War system, ascending.
    capability : ndarray (n,)
        Share of the system: mean of the composite index and of output times output a head; sums to 1.
    major : ndarray (n,) of bool
        Whether it was a major power.
    pact : ndarray (n, n)
        1 a pact of defence, 0.5 one of consultation or offence, 0.25 one of neutrality alone, 0 none; the stronger of the two directions.
    shared : ndarray (n, n)
        Organizations in which both are full members; NaN where unknown.
    organizations : ndarray (n,)
        Organizations of which it is a full member; NaN where unknown.
    flow : ndarray (n, n)
        Trade in both directions, million current US$; NaN where unknown.
    total : ndarray (n,)
        All trade of a state, million current US$, as its total tells it; NaN where unknown.
    war, allied, fought : ndarray (n, n) of bool
        At war in this year; on the same side of a war in this year; at war, or in a dispute with at least a display of force, in this year or the four before.
    observed : mapping
        From which year each input is, where it is not the year itself.
    """

    year: int
    codes: NDArray[np.int64]
    capability: Array
    major: Bools
    pact: Array
    shared: Array
    organizations: Array
    flow: Array
    total: Array
    war: Bools
    allied: Bools
    fought: Bools
    observed: Mapping[str, int]

    @cached_property
    def close(self) -> Array:
        """How closely each two are tied, 0 to 1: mean of the kinds of ties that are known of them, (n, n)."""
        kinds = [self.pact, self.institutional, self.intensity]
        if self.year < STANDING:
            kinds.append(np.outer(self.major, self.major).astype(np.float64))
        total, known = np.zeros_like(self.pact), np.zeros_like(self.pact)
        for kind in kinds:
            found = ~np.isnan(kind)
            total += np.where(found, kind, 0.0)
            known += found
        return _empty_diagonal(total / np.maximum(known, 1.0))

    @cached_property
    def institutional(self) -> Array:
        """Shared organizations over the number of those of the two that has more, 0 to 1; NaN where unknown, (n, n)."""
        room = np.maximum(self.organizations[:, None], self.organizations[None, :])
        return np.minimum(1.0, self.shared / np.maximum(room, 1.0))

    @cached_property
    def intensity(self) -> Array:
        """Trade against what the sizes of the two would have it be, q / (1 + q): 0.5 as expected; NaN where unknown, (n, n)."""
        trade = self.trade
        world = float(trade.sum())
        expected = np.outer(trade, trade) / world if world > 0 else np.zeros_like(self.flow)
        ratio = np.divide(self.flow, expected, out=np.full_like(self.flow, np.nan), where=expected > 0)
        found: Array = ratio / (1.0 + ratio)
        return found

    @cached_property
    def trade(self) -> Array:
        """Trade of each state with all others: what is known by pair, or its total where the pairs are not known, (n,)."""
        pairs: Array = np.nansum(self.flow, axis=1)
        return np.where(self.by_pair, pairs, np.nan_to_num(self.total))

    @cached_property
    def by_pair(self) -> Bools:
        """Whether the trade of a state is known by pair: at least a fifth of its total, where that is known, (n,)."""
        asked = np.nan_to_num(self.total) if self.year >= PAIRED else np.zeros_like(self.total)
        known: Bools = np.nansum(self.flow, axis=1) >= FIFTH * asked
        return known

    @cached_property
    def strength(self) -> Array:
        """Share of the system of each state: geometric mean of capability and reach; sums to 1, (n,)."""
        return _share(np.sqrt(self.capability * self.reach))

    @cached_property
    def reach(self) -> Array:
        """Mean of the shares that are known: of pacts, of institutions (partners by capability), of trade, of major-power standing."""
        shared = np.nan_to_num(self.shared)
        shares = (
            self.pact @ self.capability,
            shared @ self.capability,
            self.trade,
            self.major.astype(np.float64),
        )
        known = [_share(share) for share in shares if share.sum() > 0]
        return _share(np.mean(known, axis=0)) if known else self.capability


def _share(values: Array) -> Array:
    total = values.sum()
    return values / total if total > 0 else values


def _empty_diagonal(values: Array) -> Array:
    np.fill_diagonal(values, 0.0)
    return values


CARRIED = {
    "cinc": "cinc",
    "output": "gdp",
    "pact": "defence",
    "shared": "shared_institutions",
    "organizations": "institutions",
    "flow": "trade",
}
"""What is carried past the end of its source, and the base quantity that tells when that is."""


@once(latest=NEAR)
def ties(source: Source, year: int) -> CoreTies:
    """Return the ties of a year; inputs whose source has ended by then are those of its last year, which ``observed`` says.

    Examples
    --------
    >>> import westphalia as wp
    >>> of = ties(wp.load(), 1913)
    >>> france, russia = np.searchsorted(of.codes, [220, 365])
    >>> float(of.pact[france, russia]), bool(of.fought[france, russia])
    (1.0, False)
    """
    history = History(source, year)
    present = history.present

    def carried(name: str) -> Array:
        return history.at(history.last(name))[name]

    def of(name: str) -> Array:
        """Return an input of the members, as exact as single precision."""
        values = carried(name)
        return _single(values[np.ix_(*(present,) * values.ndim)])

    cinc = _share(np.nan_to_num(of("cinc")))
    output = carried("gdp") * carried("gdp_per_capita") / 1e9
    flow, shared = of("trade"), of("shared_institutions")
    flow = np.where(np.isnan(flow) & np.isnan(flow.T), np.nan, np.nan_to_num(flow) + np.nan_to_num(flow.T))
    for matrix in (flow, shared):
        np.fill_diagonal(matrix, np.nan)
    total = np.nan_to_num(of("total_imports")) + np.nan_to_num(of("total_exports"))
    promised = {name: of(name) for name in PROMISES}
    promised["defence"] = promised["defence"] * ~arranged(source, year)[np.ix_(present, present)]
    pact = np.nan_to_num(_promised(promised))
    war, allied = fighting(source, year)
    inside = np.ix_(present, present)
    return CoreTies(
        year, history.codes[present], _share(cinc + _share(np.nan_to_num(_single(output[present])))), of("major_power") > 0,
        _empty_diagonal(np.maximum(pact, pact.T)), shared, of("institutions"), flow, np.where(total > 0, total, np.nan),
        war[inside], allied[inside], _fought(history)[inside], {name: at for name, of_what in CARRIED.items() if (at := history.last(of_what)) != year},
    )  # fmt: skip


def arranged(source: Source, year: int) -> Bools:
    """Return which states promise each other defence in a year by nothing but an arrangement that holds none, (n, n)."""
    rows = source.listed("promises").filter(
        pl.col("defense"), pl.col("first") <= year, pl.col("last") >= year
    )
    codes = source.universe()
    found = np.zeros((2, len(codes), len(codes)), dtype=np.bool_)
    if rows["atopid"].is_in(ARRANGEMENTS).any():
        at, to = (np.searchsorted(codes, rows[name].to_numpy()) for name in ("ccode1", "ccode2"))
        found[rows["atopid"].is_in(ARRANGEMENTS).to_numpy().astype(np.int64), at, to] = True
    only: Bools = found[1] & ~found[0]
    return only


def _single(values: Array) -> Array:
    return values.astype(np.float32).astype(np.float64)


def _promised(of: Mapping[str, Array]) -> Array:
    """Return the strongest promise of each state to each other (n, n)."""
    strong, weak = of["defence"] > 0, of["neutrality"] > 0
    some = (of["offence"] > 0) | (of["consultation"] > 0)
    return np.where(strong, DEFENCE, np.where(some, CONSULT, np.where(weak, NEUTRAL, 0.0)))


def _fought(history: History) -> Bools:
    """Return who was at war, or in a dispute with a display of force, in the year or in the four before (n, n)."""
    found = np.zeros((len(history.codes),) * 2, dtype=np.bool_)
    for before in range(history.year - MEMORY + 1, history.year + 1):
        found |= fighting(history.source, before)[0]
        found |= history.at(before)["hostility_cow"] >= DISPLAY
    return found


@once(latest=NEAR)
def fighting(source: Source, year: int) -> tuple[Bools, Bools]:
    """Return who was at war with whom in a year, and who was on the same side of a war, (n, n) each.

    A list of wars that goes on by hand after its source ended knows those that it has.
    """
    codes = source.universe()
    war, allied = np.zeros((2, len(codes), len(codes)), dtype=np.bool_)
    rows = source.listed("wars").filter(year=year)
    wars, one, two, side = (rows[name].to_numpy() for name in ("warnum", "ccode1", "ccode2", "side1"))
    at, to = np.searchsorted(codes, one), np.searchsorted(codes, two)
    war[at, to] = war[to, at] = True
    for each in set(zip(wars.tolist(), side.tolist(), strict=True)):
        together = np.unique(at[(wars == each[0]) & (side == each[1])])
        allied[np.ix_(together, together)] = True
    np.fill_diagonal(allied, False)
    return war, allied
