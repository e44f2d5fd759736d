"""The leading state of the core: the yardstick on many charts.

The rule is one number, the same in every era: the state with the largest product of gross domestic product and gross domestic
product a head (table ``economy``). Output alone makes populous poor states lead, output a head small rich ones; their product
nets out what a population costs to feed and police (Beckley, "The Power of Nations", International Security 43:2, 2018). By
this rule the United Kingdom leads from 1816 and the United States from 1872 (and for two years of the 1860s); the composite
index of capability would put the Soviet Union first in 1971-1988 and China since 1995, neither of them part of the core.
Past the table's last year the leader of that year is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.once import once
from westphalia.report.brief.figures import year_read

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

RULE = "largest product of GDP and GDP per head"


@once(latest=64)
def leading(world: World, year: int) -> State | None:
    """Return the leading state of a year; None before the table begins.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> [leading(load(), year).name for year in (1830, 1900, 1975, 2022)]
    ['United Kingdom', 'United States', 'United States', 'United States']
    """
    import polars as pl

    read = year_read(world, "economy", "pwtrgdp", year, carry=True)
    if read is None:
        return None
    frame = world.table("economy").filter(year=read).select("ccode", "mrgdppc", "pwtrgdp").drop_nulls()
    ranked = (
        frame.with_columns(power=pl.col("pwtrgdp").cast(pl.Float64) * pl.col("mrgdppc"))
        .sort("power", "ccode", descending=[True, False])
        .head(1)
        .collect()
    )
    return world.state(ranked["ccode"][0], year) if ranked.height else None
