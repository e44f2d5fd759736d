"""Days in rows: a state and day in the system, or a leader and day in office. Large: some seven million rows for two centuries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from westphalia.panel.addition import Field, Span
from westphalia.panel.leaders import FIELDS, TABLE, Standard, covers, tenures
from westphalia.panel.memory import check
from westphalia.panel.rows import Kind, Rows, on_states
from westphalia.record.grid import System, build

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

_DATE = Field("date", "The day")
_OF_LEADERS = tuple(each for each in FIELDS if each.name in ("obsid", "leader", "gender"))


def _days(spells: pl.DataFrame, years: Span, own: tuple[str, ...]) -> pl.DataFrame:
    """Return a row per spell and day of the years, each once, sorted by code and day."""
    import polars as pl

    first, last = pl.lit(date(years[0], 1, 1)), pl.lit(date(years[1], 12, 31))
    begin, end = pl.max_horizontal("begin", first), pl.min_horizontal("end", last)
    spells = spells.with_columns(begin.alias("begin"), end.alias("end")).filter(
        pl.col("begin") <= pl.col("end")
    )
    check(
        int(spells.select((pl.col("end") - pl.col("begin")).dt.total_days().sum()).item() or 0),
        3 + 2 * len(own),
    )
    key = ("code", "date", *own[:1])
    rows = spells.sort("code", "begin", *own[:1]).select(
        "code", *own, pl.date_ranges("begin", "end", "1d").alias("date")
    )
    rows = rows.explode("date").with_columns(pl.col("date").dt.year().cast(pl.Int16).alias("year"))
    if own:
        rows = rows.sort(key, maintain_order=True)
    return rows.filter(pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in key))


def _state_days(world: World, years: Span, system: System) -> Rows:
    import polars as pl

    members = world.table("memberships").filter(system=system)
    end = pl.col("end").fill_null(pl.lit(date(years[1], 12, 31)))
    spells = members.select("code", pl.col("start").alias("begin"), end.alias("end")).collect()
    return _rows(world, years, system, _days(spells, years, ()), ())


def _leader_days(standard: Standard) -> Callable[[World, Span, System], Rows]:
    def make(world: World, years: Span, system: System) -> Rows:
        own = tuple(each.name for each in _OF_LEADERS)
        return _rows(world, years, system, _days(tenures(world, standard), years, own), own)

    return make


def _rows(world: World, years: Span, system: System, days: pl.DataFrame, own: tuple[str, ...]) -> Rows:
    grid = build(world, years, system, False, True)
    at = on_states(grid, days["code"].to_numpy(), days["year"].to_numpy())
    code = "ccode" if system == "cow" else "gwcode"
    return Rows(grid, days.rename({"code": code}).select(code, "year", "date", *own), at)


STATE_DAYS = Kind("state-days", _state_days, key=("date",), fields=(_DATE,))
LEADER_DAYS = {
    standard: Kind(
        "leader-days",
        _leader_days(standard),
        key=("date", "obsid"),
        fields=(_DATE, *_OF_LEADERS),
        tables=(TABLE,),
        leaders=True,
        covers=covers,
    )
    for standard in ("none", "cow", "gw")
}
