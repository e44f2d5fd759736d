"""Means of power: capabilities, forces, arms, nuclear weapons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.record.coverage import Coverage

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

ARMS = (
    numbers(
        "capabilities",
        "National capability (Correlates of War)",
        {
            "milex": ("milex", "Military spending, thousand current US$ (pounds before 1914)"),
            "milper": ("milper", "Military personnel, thousand"),
            "irst": "irst",
            "pec": ("pec", "Energy consumption, thousand tonnes of coal equivalent"),
            "tpop": ("tpop", "Population, thousand"),
            "upop": ("upop", "Urban population, thousand"),
            "cinc": ("cinc", "Composite Index of National Capability, share of the world"),
        },
    ),
    numbers(
        "majors",
        "Major powers (Correlates of War)",
        {"cowmaj": ("major_power", "1 for a major power")},
        sources=("cow_majors_2016",),
    ),
    numbers("global-powers", "Powers by Maoz", {"globalpower": "global_power"}),
    numbers("regional-powers", "Regional powers by Maoz", {"regionalpower": "regional_power"}),
    numbers(
        "military-spending",
        "Military spending (SIPRI)",
        {
            "milex_constant": ("military_spending", "Military spending, million US$ of 2023 (SIPRI)"),
            "milex_current": "military_spending_current",
            "milex_gdp_share": ("military_burden", "Military spending, share of GDP (SIPRI)"),
        },
    ),
    numbers(
        "military-personnel",
        "Armed forces (World Bank)",
        {"personnel": ("military_personnel", "Active military and paramilitary forces, persons")},
    ),
    numbers(
        "arms",
        "Deliveries of major arms (SIPRI)",
        {
            "armstiv1": (
                "arms",
                "Delivered by the first state to the second, million trend-indicator values",
            ),
            "armstiv2": (
                "arms",
                "Delivered by the second state to the first, million trend-indicator values",
            ),
        },
    ),
    numbers(
        "arms-orders",
        "Orders of major arms by year of order (SIPRI); the last years are incomplete",
        {
            "armsorders": "arms_deals",
            "armsordered": ("arms_ordered", "Volume ordered where known, million trend-indicator values"),
        },
    ),
    numbers(
        "arms-races", "Arms races between rivals (Gibler, Rider and Hutchison)", {"armsrace": "arms_race"}
    ),
    numbers("exercises", "Joint military exercises (D'Orazio)", {"exercises": "exercises"}),
    numbers(
        "exercises-multinational",
        "Multinational military exercises found in the news (MME); none found is not none",
        {"exercises_mme": "exercises_multinational"},
    ),
    numbers(
        "us-troops",
        "Troops of the United States in a state",
        {"ustroops": ("us_troops", "Active duty personnel of the United States, persons")},
    ),
    numbers(
        "us-bases",
        "Bases of the United States in a state, about 2018",
        {"usbases": "us_sites", "usbases_large": "us_bases"},
    ),
)


# Nuclear weapons: status, tests, warheads, agreements; and missile tests.


MISSILES = {630: 1991, 731: 1984}
"""The two states whose launches are listed, and since when."""


def _missiles(world: World, grid: Grid) -> pl.DataFrame:
    launches = world.scan("missile_tests").select(
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


NUCLEAR = (
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
