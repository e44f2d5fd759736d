"""What ties the states of a year to each other: pacts, institutions and trade; who fought whom; and how much each can bring to bear.

Read once from the tables of a world and kept for each year, since the core, exclusion and outside options all ask for the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.measures.core.rows import Rows, Tables
from westphalia.record.once import once

if TYPE_CHECKING:
    from westphalia.record.world import World

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]
DEFENCE, CONSULT = 1.0, 0.5
"""How strong a tie a pact is: of defence; of consultation, neutrality or offence alone."""
MEMORY = 5
"""Years in which a war or a dispute with at least a display of force is remembered, the year itself included."""
STANDING = 1865
"""Before the first organization open to all states (the Telegraph Union) the standing of two major powers counts as a tie between them."""


@dataclass(frozen=True, eq=False)
class Ties:
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
        1 a pact of defence, 0.5 one of consultation, neutrality or offence alone, 0 none; the stronger of the two directions.
    shared : ndarray (n, n)
        Organizations in which both are full members; NaN where unknown.
    organizations : ndarray (n,)
        Organizations of which it is a full member; NaN where unknown.
    flow : ndarray (n, n)
        Trade in both directions, million current US$; NaN where unknown.
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
        """Known trade of each state with all others, (n,)."""
        total: Array = np.nansum(self.flow, axis=1)
        return total

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


@once
def _tables(world: World) -> Tables:
    return Tables.of(world)


@once
def ties(world: World, year: int) -> Ties:
    """Return the ties of a year; inputs whose source has ended by then are those of its last year, which ``observed`` says.

    Examples
    --------
    >>> import westphalia as wp
    >>> of = ties(wp.load(), 1913)
    >>> france, russia = np.searchsorted(of.codes, [220, 365])
    >>> float(of.pact[france, russia]), bool(of.fought[france, russia])
    (1.0, False)
    """
    tables = _tables(world)
    codes = np.array(world.members(year, "cow"), dtype=np.int64)
    used = {name: min(year, rows.last) for name, rows in tables.carried.items()}
    of = {name: rows.of(used[name], codes) for name, rows in tables.carried.items()}
    cinc, output = (_share(np.nan_to_num(np.diagonal(of[name]))) for name in ("cinc", "output"))
    flow = np.where(
        np.isnan(of["flow"]) & np.isnan(of["flow"].T),
        np.nan,
        np.nan_to_num(of["flow"]) + np.nan_to_num(of["flow"].T),
    )
    shared = np.fmax(of["shared"], of["shared"].T)
    for matrix in (flow, shared):
        np.fill_diagonal(matrix, np.nan)
    pact = np.nan_to_num(np.fmax(of["pact"], of["pact"].T))
    return Ties(
        year, codes, _share(cinc + output), tables.majors(codes, year), _empty_diagonal(pact), shared,
        np.diagonal(of["organizations"]).copy(), flow, _within((tables.wars,), codes, year, 1), _within((tables.allies,), codes, year, 1), _within((tables.wars, tables.disputes), codes, year, MEMORY), {name: at for name, at in used.items() if at != year},
    )  # fmt: skip


def _within(fights: tuple[Rows, ...], codes: NDArray[np.int64], year: int, memory: int) -> Bools:
    found = np.zeros((codes.size, codes.size), dtype=np.bool_)
    for rows in fights:
        for before in range(year - memory + 1, year + 1):
            found |= rows.of(before, codes) > 0
    return found | found.T
