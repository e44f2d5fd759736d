"""The tables behind the ties between states, sorted by year so that one year is a slice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.record.major_powers import major_powers

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

Ints = NDArray[np.int64]
DISPLAY = 3
"""Hostility of a dispute from which it counts: a display of force."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Values of two states and a year, sorted by year.

    Parameters
    ----------
    years, one, two : ndarray (rows,)
        Year and codes of the two states (the same twice for a value of one state).
    values : ndarray (rows,)
        The values.
    last : int
        Last year that the source covers.
    """

    years: NDArray[np.int16]
    one: NDArray[np.int16]
    two: NDArray[np.int16]
    values: NDArray[np.float32]
    last: int

    def of(self, year: int, codes: Ints) -> NDArray[np.float64]:
        """Return the values of a year as a matrix over the states, NaN where there is no row, (n, n)."""
        start, end = np.searchsorted(self.years, [year, year + 1])
        one, two, values = self.one[start:end], self.two[start:end], self.values[start:end]
        at, to = (np.searchsorted(codes, side).clip(0, codes.size - 1) for side in (one, two))
        known = (codes[at] == one) & (codes[to] == two)
        matrix = np.full((codes.size, codes.size), np.nan)
        matrix[at[known], to[known]] = values[known]
        return matrix


@dataclass(frozen=True, eq=False)
class Tables:
    """All that the ties are made of: what is carried past the end of its source, and what is not."""

    carried: Mapping[str, Rows]
    wars: Rows
    allies: Rows
    disputes: Rows
    spells: tuple[tuple[int, int, int], ...]

    def majors(self, codes: Ints, year: int) -> NDArray[np.bool_]:
        """Return which states were major powers on a day of the year, (n,)."""
        return np.isin(codes, [code for code, first, last in self.spells if first <= year <= last])

    @classmethod
    def of(cls, world: World) -> Tables:
        """Read the tables of a world."""
        import polars as pl

        strong = pl.when(pl.col("atop_defense")).then(1.0)
        some = strong.when(pl.any_horizontal("atop_offense", "atop_consul")).then(0.5)
        weak = some.when(pl.col("atop_neutral")).then(0.25).otherwise(0.0)
        output = pl.col("pwtrgdp").cast(pl.Float64) * pl.col("mrgdppc").cast(pl.Float64) / 1e9
        pair, state, traders = ("ccode1", "ccode2"), ("ccode", "ccode"), ("importer", "exporter")
        carried = {
            "cinc": _rows(world, "capabilities", state, pl.col("cinc")),
            "output": _rows(world, "economy", state, output),
            "pact": _rows(world, "pact_dyad_years", pair, weak),
            "shared": _rows(world, "shared_institutions", pair, pl.col("dyadigos")),
            "organizations": _rows(world, "institution_counts", state, pl.col("sum_igo_full")),
            "flow": _rows(world, "trade", traders, pl.col("value"), {"source": "cow_trade_4"}),
        }
        force = pl.when(pl.col("hostlev") >= DISPLAY).then(1.0)
        disputes = _rows(world, "dispute_dyad_years", pair, force, {"list": "cow"})
        wars = _rows(world, "war_dyad_years", pair, pl.lit(1.0))
        side = (
            world.table("war_dyad_years")
            .select("warnum", "year", pl.col("ccode1").alias("one"), pl.col("side1").alias("side"))
            .unique()
        )
        together = side.join(side.rename({"one": "two"}), on=["warnum", "year", "side"]).filter(
            pl.col("one") != pl.col("two")
        )
        allies = _sorted(together.with_columns(value=pl.lit(1.0)))
        powers = major_powers(world).frame.select("ccode", "first", "last")
        return cls(carried, wars, allies, disputes, tuple(powers.iter_rows()))


def _rows(
    world: World, table: str, sides: tuple[str, str], value: pl.Expr, where: Mapping[str, str] | None = None
) -> Rows:
    import polars as pl

    frame = world.table(table).filter(**(where or {})) if where else world.table(table)
    one, two = sides
    return _sorted(frame.with_columns(one=pl.col(one), two=pl.col(two), value=value))


def _sorted(frame: pl.LazyFrame) -> Rows:
    import polars as pl

    codes = [pl.col(name).cast(pl.Int16) for name in ("year", "one", "two")]
    found = frame.select(*codes, pl.col("value").cast(pl.Float32)).drop_nulls().sort("year").collect()
    years, first, second, values = (found[name].to_numpy() for name in ("year", "one", "two", "value"))
    return Rows(years, first, second, values, int(years[-1]) if years.size else -1)
