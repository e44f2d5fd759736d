"""What a list has of the states that it follows and of no others: visits abroad, events in the news. Between those no entry is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.coverage import since
from westphalia.record.quantities.events import Listed
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import Rows, of_frame

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


def visits(world: World, quantity: Quantity, codes: Codes) -> Rows:
    """Return visits from the visitors that the table follows to every state of the system, none included."""
    import polars as pl

    who, to = quantity.sides
    span = quantity.span(world) or (1, 0)
    table = world.table(quantity.table).with_columns(year=pl.col("date").dt.year().cast(pl.Int64))
    visitors = table.select(who).unique().sort(who).collect().to_series().to_list()
    hosts = [(year, host) for year in range(span[0], span[1] + 1) for host in world.members(year)]
    every = pl.LazyFrame(hosts, schema={"year": pl.Int64, to: pl.Int16}, orient="row")
    every = every.join(pl.LazyFrame({who: visitors}, schema={who: pl.Int16}), how="cross")
    made = table.group_by("year", who, to).agg(value=pl.len())
    known = every.filter(pl.col(who) != pl.col(to)).join(made, on=["year", who, to], how="left")
    if codes:
        known = known.filter(pl.col(who).is_in(codes), pl.col(to).is_in(codes))
    rows = known.select("year", who, to, pl.col("value").fill_null(0)).sort("year", who, to)
    return of_frame(rows.collect())


def _reported(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return the events of each two states that are both followed in a year, none included."""
    import polars as pl

    one, two = (world.table("event_coverage").rename({"ccode": side}) for side in PAIR)
    pairs = one.join(two, on="year").filter(pl.col(PAIR[0]) != pl.col(PAIR[1]))
    counts = pl.col(*(each.column for each in NEWS))
    found = pairs.join(world.table(quantity.table), on=[*PAIR, "year"], how="left")
    return found.with_columns(counts.fill_null(0))


REPORTED = Listed(_reported)
NEWS = tuple(
    Quantity(
        name,
        f"{title} of the first state to the second in the news (ICEWS)",
        "directed",
        "event_counts",
        name,
        "more of it",
        PAIR,
        low=0,
        description=f"{title} of the first state to the second, events in the news",
        rows=REPORTED,
    )
    for name, title in (
        ("verbal_cooperation", "Words of cooperation"),
        ("material_cooperation", "Deeds of cooperation"),
        ("verbal_conflict", "Words of conflict"),
        ("material_conflict", "Deeds of conflict"),
    )
)
QUANTITIES = (
    Quantity(
        "visits_abroad",
        "Visits abroad of the president and the secretary of state of the United States",
        "directed",
        "visits",
        "",
        "more visits",
        ("visitor", "host"),
        "count",
        covers=since(1909, "visits"),
        unit="visits",
        description="Visits of the first state's leaders to the second that began in the year",
        rows=visits,
    ),
    *NEWS,
)
