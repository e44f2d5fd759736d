"""How often states vote the same: shares of roll calls, worked out from the votes themselves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.record.once import once
from westphalia.report.brief.figures import gap, year_read
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.world import World

UNIT = "share of roll calls in which both voted"
VOTES = 3
"""Votes: 1 yes, 2 abstention, 3 no."""
FEWEST = 10
"""Fewest roll calls of a year with votes of both states for which a share is given its place among all pairs."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What two states did in the roll calls of a year in which both voted or abstained."""

    year: int
    together: int
    same: int

    @property
    def share(self) -> float:
        """Part of the roll calls in which both voted the same."""
        return self.same / self.together


def by_year(world: World, a: int, b: int) -> dict[int, Agreement]:
    """Return the agreement of two states in every year in which both took part in a roll call.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> years = by_year(load(), 2, 200)
    >>> min(years), years[2023].same <= years[2023].together
    (1946, True)
    """
    import polars as pl

    votes = world.table("votes")
    one, other = (votes.filter(pl.col("ccode") == code).select("rcid", "year", "vote") for code in (a, b))
    frame = (
        one.join(other, on="rcid", suffix="_other")
        .group_by("year")
        .agg(pl.len(), (pl.col("vote") == pl.col("vote_other")).sum().alias("same"))
        .sort("year")
        .collect()
    )
    return {year: Agreement(year, together, same) for year, together, same in frame.iter_rows()}


@once(latest=32)
def shares(world: World, year: int) -> tuple[float, ...]:
    """Return the agreement of all pairs with at least :data:`FEWEST` roll calls in common in a year, ascending."""
    votes = world.table("votes").filter(year=year).select("ccode", "rcid", "vote").collect()
    (states, state), (calls, call) = (
        np.unique(votes[key].to_numpy(), return_inverse=True) for key in ("ccode", "rcid")
    )
    cast = np.zeros((len(states), VOTES, len(calls)), dtype=np.float32)
    cast[state, votes["vote"].to_numpy() - 1, call] = 1.0
    each, voted = cast.reshape(len(states), -1), cast.sum(axis=1)
    same, together = (matrix.astype(np.float64) for matrix in (each @ each.T, voted @ voted.T))
    counted = np.triu(together >= FEWEST, 1)
    return tuple(np.sort(same[counted] / together[counted]).tolist())


def latest(world: World, agreed: Mapping[int, Agreement], year: int) -> Agreement | None:
    """Return the agreement of a year; past the last year with votes that of the last."""
    read = year_read(world, "votes", year, carry=True)
    return None if read is None else agreed.get(read)


def place(world: World, both: Agreement | None) -> float | None:
    """Return the share of the other pairs that agreed less often; None where too few roll calls are shared."""
    if both is None or both.together < FEWEST:
        return None
    everyone = shares(world, both.year)
    return bisect_left(everyone, both.share) / (len(everyone) - 1) if len(everyone) > 1 else None


def fact(world: World, both: Agreement | None, year: int) -> dict[str, Any]:
    """Return the agreement for the JSON document, with the number of roll calls."""
    if both is None:
        why = gap(world, "votes", year) or f"no roll call of {year} with votes of both"
        return Figure(None, UNIT, year, None, "votes", why).to_dict()
    figure = Figure(both.share, UNIT, year, both.year, "votes").to_dict()
    return {**figure, "roll_calls": both.together, "same": both.same}
