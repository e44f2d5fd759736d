"""Means of power: capabilities, forces, arms, exercises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.readers import pair_events
from westphalia.record import sums

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl


def _deals() -> Sequence[pl.Expr]:
    import polars as pl

    return [
        pl.col("deals").sum().cast(pl.Int32).alias("armsorders"),
        pl.when(pl.col("tiv_ordered").count() > 0)
        .then(sums.total(pl.col("tiv_ordered")).round(6))
        .alias("armsordered"),
    ]


def _races() -> Sequence[pl.Expr]:
    import polars as pl

    return [pl.lit(1, pl.Int8).alias("armsrace")]


ADDITIONS = (
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
    Addition(
        "arms-orders",
        "Orders of major arms by year of order (SIPRI); the last years are incomplete",
        "dyad",
        (
            *fields(True, armsorders="Deals in which the second state ordered from the first"),
            *fields(False, armsordered="Volume ordered where known, million trend-indicator values"),
        ),
        ("arms_orders",),
        pair_events("arms_orders", _deals, sides=("supplier", "recipient"), when="order_year", directed=True),
        zero="either",
    ),
    Addition(
        "arms-races",
        "Arms races between rivals (Gibler, Rider and Hutchison)",
        "dyad",
        fields(True, armsrace="1 when the two were in an arms race"),
        ("arms_races",),
        pair_events("arms_races", _races, spells=True),
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
