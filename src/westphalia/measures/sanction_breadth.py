"""Breadth of sanctions: how many cases, from how many states, of how many kinds; not how heavy they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.measures.measure import Measure
from westphalia.measures.sanction_severity import GSDB, MORGAN
from westphalia.measures.sanction_severity.exposure import COVERS, fill
from westphalia.record.once import once

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Ints
    from westphalia.record.world import World

SIX = ("trade", "arms", "military", "financial", "travel", "other")


@once
def counted(world: World) -> pl.DataFrame:
    """Return by target and year the ``cases``, ``senders`` and ``kinds`` of sanctions in force.

    Examples
    --------
    >>> import westphalia as wp
    >>> counted(wp.load()).filter(target=365, year=2022).select("senders", "kinds").row(0)
    (46, 6)
    """
    import polars as pl

    kinds = pl.sum_horizontal((pl.col(kind) > 0).cast(pl.Int64) for kind in SIX)
    cases = world.table("sanction_cases").select("target", "year", "cases", kinds=kinds)
    senders = world.table("sanctions").group_by("target", "year").agg(senders=pl.len())
    counts = cases.join(senders, on=["target", "year"], how="left")
    return counts.with_columns(pl.col("senders").fill_null(0)).collect()


def of_kinds(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return of how many kinds sanctions are in force against states, (n, years)."""
    import polars as pl

    return fill(
        world,
        codes,
        years,
        counted(world).select("target", "year", value=pl.col("kinds").cast(pl.Float64)),
        0.0,
    )


def of_breadth(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the mean of cases, senders and kinds, each against the most of any state in the year, (n, years)."""
    import polars as pl

    against = [
        pl.col(name) / pl.col(name).max().over("year").clip(1) for name in ("cases", "senders", "kinds")
    ]
    return fill(
        world, codes, years, counted(world).select("target", "year", value=pl.mean_horizontal(against)), 0.0
    )


MEASURES = (
    Measure(
        "sanction_breadth", "Breadth of the sanctions against a state", "state", "sanction_cases", "", "broader sanctions", ("target",), covers=COVERS, unit="0 to 1", low=0, high=1, drawn=GSDB, driver="exclusion", reference=MORGAN, of_states=of_breadth,
        description="Mean of three: cases in force, states that sanction, and kinds of sanctions, each against the most of any state in the year; says nothing of how heavy they are",
        equation=r"\frac{1}{3}\Bigl(\frac{n_i}{\max n} + \frac{s_i}{\max s} + \frac{k_i}{\max k}\Bigr)",
    ),
    Measure(
        "sanction_kinds", "Kinds of sanctions in force against a state", "state", "sanction_cases", "", "more kinds", ("target",), covers=COVERS, unit="kinds", low=0, high=6, drawn=GSDB, driver="exclusion", reference=MORGAN, of_states=of_kinds,
        description="Of trade, arms, military assistance, finance, travel and other, how many are restricted by a case in force",
        equation=r"\sum_{q=1}^{6} \mathbf{1}[\text{a case of kind } q \text{ is in force}]",
    ),
)  # fmt: skip
