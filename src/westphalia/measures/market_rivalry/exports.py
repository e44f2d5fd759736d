"""What each state exports of oil, gas and grain, each year from one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.record import sums
from westphalia.record.once import once

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Ints
    from westphalia.record.world import World

GOODS = {"oil": (1980, 2022), "gas": (1992, 2022), "grain": (1973, 2022)}
"""Years covered. Before 1992 the source of gas has no Soviet Union, then the largest exporter."""
EIA_TO, BALANCES_TO = 2016, 2009
"""Last years of the sources that cover the world."""
MISREPORTED = ((365, 2022),)
"""Russia stopped reporting wheat; what buyers reported is far too low."""
RECENT, SMALL = 5, 0.01
"""A state that sold over this part of the largest exporter's wheat within so many years before is unknown, not none, where trade lists it no more."""
LISTED = frozenset(
    {
        *(2, 20, 52, 70, 100, 101, 130, 140, 200, 365, 373, 385, 411, 475, 481, 484, 540, 615),
        *(620, 630, 645, 651, 670, 690, 692, 694, 696, 698, 705, 710, 750, 816, 820, 835, 850, 900),
    }
)
"""The exporters of crude in both sources: shares of the oil market are of their total, so that they mean the same before and after 2016."""


@once
def listed(world: World, good: str) -> pl.DataFrame:
    """Return exports as the sources list them: ``ccode``, ``year``, ``exports``, in the unit of the source.

    Oil: `eia_2020` to 2016, `opec_asb_2023` after. Gas: `opec_asb_2023`. Grain: wheat with its products to 2009 (balances), wheat alone after (trade).
    """
    return {"oil": _oil, "gas": _gas, "grain": _grain}[good](world).sort("year", "ccode")


def _oil(world: World) -> pl.DataFrame:
    import polars as pl

    source = pl.when(pl.col("year") <= EIA_TO).then(pl.lit("eia_2020")).otherwise(pl.lit("opec_asb_2023"))
    rows = world.table("oil").filter(pl.col("source") == source, pl.col("year") >= GOODS["oil"][0])
    return rows.select("ccode", "year", exports="crude_exports").drop_nulls().collect()


def _gas(world: World) -> pl.DataFrame:
    import polars as pl

    rows = world.table("gas").filter(
        pl.col("source") == "opec_asb_2023",
        pl.col("year") >= GOODS["gas"][0],
        pl.col("exports").is_not_null(),
    )
    return rows.select("ccode", "year", "exports").collect()


def _grain(world: World) -> pl.DataFrame:
    import polars as pl

    balances = world.table("grain_balances").filter(pl.col("item") == "wheat", pl.col("year") <= BALANCES_TO)
    trade = world.table("wheat_trade").filter(pl.col("year") > BALANCES_TO)
    sold = trade.group_by(ccode="exporter", year="year").agg(exports=sums.total(pl.col("tonnes")) / 1000)
    both = pl.concat([balances.select("ccode", "year", "exports").drop_nulls(), sold]).collect()
    wrong = pl.any_horizontal(
        (pl.col("ccode") == ccode) & (pl.col("year") == year) for ccode, year in MISREPORTED
    )
    return both.with_columns(exports=pl.when(~wrong).then(pl.col("exports")))


def pumped(world: World, good: str) -> dict[int, int]:
    """Return the first year in which any source has a state produce oil or gas, by code."""
    import polars as pl

    rows = world.table(good).filter(pl.col("production") > 0)
    return dict(rows.group_by("ccode").agg(pl.col("year").min()).collect().iter_rows())


class Exports:
    """Exports of a good, over some codes.

    Parameters
    ----------
    world : World
        The record.
    codes : ndarray (n,)
        Codes of the states.
    good : {"oil", "gas", "grain"}
        Which.
    """

    def __init__(self, world: World, codes: Ints, good: str) -> None:
        self.good, self.codes = good, np.asarray(codes).astype(np.int64)
        frame = listed(world, good)
        self._of: dict[int, dict[int, float | None]] = {
            int(str(year)): dict(zip(part["ccode"].to_list(), part["exports"].to_list(), strict=True))
            for (year,), part in frame.group_by("year")
        }
        self._top = {year: _most(rows) for year, rows in self._of.items()}
        self._kept: dict[int, Array] = {}
        self._pumped = {} if good == "grain" else pumped(world, good)

    def of(self, year: int) -> Array:
        """Return the exports of a year (n,), NaN where unknown."""
        if year not in self._kept:
            rows = self._of.get(year, {})
            values = [
                rows[code] if code in rows else self._absent(code, year) for code in self.codes.tolist()
            ]
            self._kept[year] = np.array(values, dtype=np.float64)
        return self._kept[year]

    def _absent(self, code: int, year: int) -> float:
        """Return 0 for a state of which it is known that it sold none, though no row says so; else NaN."""
        if self.good == "grain":
            past = range(year - RECENT, year)
            recent = any((self._of.get(each, {}).get(code) or 0.0) > SMALL * self.top(each) for each in past)
            return np.nan if year <= BALANCES_TO or recent else 0.0
        if self.good == "oil" and year <= EIA_TO:
            return np.nan
        return np.nan if self._pumped.get(code, year + 1) <= year else 0.0

    def top(self, year: int) -> float:
        """Return the exports of the largest exporter of a year, whether or not it is among the codes."""
        return self._top.get(year, 0.0)

    def total(self, year: int) -> float:
        """Return the exports of all states listed; of oil, those of the states that both sources list."""
        rows = self._of.get(year, {})
        return sum(
            value
            for code, value in rows.items()
            if value is not None and (self.good != "oil" or code in LISTED)
        )

    def share(self, year: int) -> Array:
        """Return the exports as shares of the total (n,)."""
        total = self.total(year)
        return np.asarray(self.of(year) / total) if total > 0 else np.full(len(self.codes), np.nan)


def _most(rows: dict[int, float | None]) -> float:
    return max((value for value in rows.values() if value is not None), default=0.0)
