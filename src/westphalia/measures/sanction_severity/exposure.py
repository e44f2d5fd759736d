"""Exposure and duration: what those who sanction a state weighed for it before they began, and for how long they have done so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.vectorised import covered_years
from westphalia.record import sums
from westphalia.record.rows import located as place

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Ints
    from westphalia.record.world import World

COVERS = (1949, 2023)
"""Years of which the cases are on record."""


def fill(world: World, codes: Ints, years: tuple[int, int], values: pl.DataFrame, absent: float) -> Array:
    """Return the values of states and years, (n, years): ``absent`` for a state in the system that no row names.

    Parameters
    ----------
    values : polars.DataFrame
        ``target``, ``year`` and ``value``, null where unknown.
    """
    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    for year in covered_years(world, years, COVERS):
        there = np.isin(codes, world.members(year, "either"))
        found[there, year - years[0]] = absent
    order = np.argsort(codes)
    at, here = place(np.asarray(codes)[order].astype(np.int64), values["target"].to_numpy().astype(np.int64))
    when = values["year"].to_numpy().astype(np.int64) - years[0]
    inside = here & (when >= 0) & (when < found.shape[1])
    known = values["value"].to_numpy().astype(np.float64)
    rows = order[at[inside]]
    there = ~np.isnan(found[rows, when[inside]]) if absent == absent else np.ones(rows.size, dtype=np.bool_)
    found[rows[there], when[inside][there]] = known[inside][there]
    return found


def exposed(world: World, of: str, kind: str = "") -> pl.DataFrame:
    """Return by target and year the sum of what its senders weighed before they began; null where that is known of none of them.

    Parameters
    ----------
    of : {"share", "output"}
        Their part of the target's trade, or of world output.
    kind : {"", "trade", "arms", "financial", "embargo"}
        Only senders with a case of this kind.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    cases = weighed(world)
    chosen = cases.filter(pl.col(kind)) if kind else cases
    total = pl.when(pl.col(of).is_not_null().any()).then(sums.total(pl.col(of)).clip(0, 1))
    return chosen.group_by("target", "year").agg(value=total)


def of_states(world: World, codes: Ints, years: tuple[int, int], of: str, kind: str = "") -> Array:
    """Return the exposure of states, (n, years): 0 where no such case is in force."""
    return fill(world, codes, years, exposed(world, of, kind), 0.0)


def known(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the share of a state's senders whose part of its trade is known, (n, years); NaN without senders."""
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    counted = weighed(world).group_by("target", "year").agg(value=pl.col("share").is_not_null().mean())
    return fill(world, codes, years, counted, float("nan"))


def load(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the exposure by output added up over all years since 1949, (n, years)."""
    exposure = of_states(world, codes, (COVERS[0], max(years[1], COVERS[0])), "output")
    added = np.where(np.isnan(exposure), np.nan, np.nancumsum(exposure, axis=1))
    found = np.full((len(codes), years[1] - years[0] + 1), np.nan)
    first = max(years[0], COVERS[0])
    found[:, first - years[0] :] = added[:, first - COVERS[0] :]
    return found


def age(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return for how many years the senders have sanctioned a state, by their part of world output, (n, years); 0 without senders."""
    import polars as pl

    from westphalia.measures.sanction_severity.bases import weighed

    lasted = (pl.col("year") - pl.col("start") + 1).cast(pl.Float64)
    mean = sums.total(lasted * pl.col("output")) / sums.total(pl.col("output"))
    counted = (
        weighed(world).group_by("target", "year").agg(value=pl.when((pl.col("output") > 0).any()).then(mean))
    )
    return fill(world, codes, years, counted, 0.0)
