"""Institutions and diplomacy: organisations, visits, events in the news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields, names
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.readers import (
    PAIR,
    of_years,
)

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_EVENTS = fields(
    verbal_cooperation="Words of cooperation of the first state to the second, events in the news",
    material_cooperation="Deeds of cooperation of the first state to the second, events in the news",
    verbal_conflict="Words of conflict of the first state to the second, events in the news",
    material_conflict="Deeds of conflict of the first state to the second, events in the news",
)


def _news(world: World, grid: Grid) -> pl.DataFrame:
    """Read events; a pair of states that are both followed in a year and have none has zero."""
    import polars as pl

    listed = of_years(world.table("event_coverage"), grid)
    one = listed.rename({"ccode": "ccode1"})
    pairs = one.join(listed.rename({"ccode": "ccode2"}), on="year").filter(
        pl.col("ccode1") != pl.col("ccode2")
    )
    rows = of_years(world.table("event_counts"), grid)
    columns = list(names(_EVENTS))
    joined = pairs.join(rows, on=[*PAIR, "year"], how="left").with_columns(pl.col(columns).fill_null(0))
    return joined.select(*PAIR, "year", *columns).sort(*PAIR, "year").collect()


ADDITIONS = (
    numbers(
        "igos",
        "Shared membership of intergovernmental organisations",
        {"dyadigos": ("shared_institutions", "Organisations in which both are full members")},
        for_states="igo-memberships",
    ),
    numbers(
        "igo-memberships",
        "Membership of intergovernmental organisations",
        {
            "sum_igo_full": ("institutions", "Organisations of which the state is a full member"),
            "sum_igo_associate": "institutions_associate",
            "sum_igo_observer": "institutions_observer",
            "sum_igo_anytype": "institutions_any",
        },
    ),
    *(
        numbers(f"{short}-membership", f"Membership of the {name}", {f"{short}_member": f"{short}_member"})
        for short, name in (("un", "United Nations"), ("eu", "European Union and its communities"))
    ),
    numbers(
        "us-visits",
        "Visits to a state by the president and the secretary of state of the United States",
        {name: name for name in ("visits_president", "visits_secretary")},
    ),
    numbers(
        "travel",
        "Travel of heads of state and government (COLT)",
        {"trips_sent": "trips_sent", "trips_received": "trips_received"},
    ),
    Addition(
        "news-events",
        "Events between states in the news (ICEWS)",
        "dyad",
        _EVENTS,
        ("event_counts", "event_coverage"),
        _news,
    ),
)
