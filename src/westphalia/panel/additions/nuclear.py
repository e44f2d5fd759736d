"""Nuclear weapons: status, tests, warheads, agreements; and missile tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.record.coverage import Coverage

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

MISSILES = {630: 1991, 731: 1984}
"""The two states whose launches are listed, and since when."""


def _missiles(world: World, grid: Grid) -> pl.DataFrame:
    import polars as pl

    launches = world.table("missile_tests").select(
        "ccode", pl.col("date").dt.year().cast(pl.Int16).alias("year")
    )
    counted = launches.group_by("ccode", "year").agg(pl.len().cast(pl.Int16).alias("missiletests"))
    last = min(grid.last, Coverage(("missile_tests",)).whole(world)[1])
    years = [
        (code, year) for code, first in MISSILES.items() for year in range(max(first, grid.first), last + 1)
    ]
    every = pl.LazyFrame(years, schema={"ccode": pl.Int16, "year": pl.Int16}, orient="row")
    joined = every.join(counted, on=["ccode", "year"], how="left", maintain_order="left")
    return joined.with_columns(pl.col("missiletests").fill_null(0)).collect()


ADDITIONS = (
    Addition(
        "missile-tests",
        "Missile tests of Iran (from 1991) and North Korea (from 1984)",
        "state",
        fields(missiletests="Missiles launched in tests; unknown for all other states"),
        ("missile_tests",),
        _missiles,
    ),
    numbers(
        "nuclear",
        "Nuclear status",
        {"nuclear": ("nuclear_status", "0 none, 1 considers, 2 pursues, 3 has nuclear weapons")},
    ),
    numbers("nuclear-capacity", "Nuclear activities (Nu-CLEAR)", {"nuclearactivities": "nuclear_activities"}),
    numbers("nuclear-tests", "Tests of nuclear weapons", {"nucleartests": "nuclear_tests"}),
    numbers(
        "warheads",
        "Nuclear warheads (Bulletin of the Atomic Scientists)",
        {
            "warheads": (
                "warheads",
                "Warheads in the stockpile; unknown for states that the estimates leave out",
            )
        },
    ),
    numbers(
        "nuclear-agreements",
        "Agreements on civil nuclear cooperation",
        {"nuclearagreements": "nuclear_agreements"},
    ),
)
