"""Means of power: capabilities, forces, arms, exercises."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.readers import (
    flows,
    pair_events,
    pair_rows,
    state_events,
    state_spells,
)
from westphalia.record import sums
from westphalia.record.major_powers import major_powers

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


def _bases() -> Sequence[pl.Expr]:
    import polars as pl

    return [
        pl.len().cast(pl.Int16).alias("usbases"),
        (pl.col("kind") == "base").sum().cast(pl.Int16).alias("usbases_large"),
    ]


def _races() -> Sequence[pl.Expr]:
    import polars as pl

    return [pl.lit(1, pl.Int8).alias("armsrace")]


def _exercises(name: str, column: str, source: str, title: str, absent: bool) -> Addition:
    return Addition(
        name,
        title,
        "dyad",
        fields(absent, **{column: "Exercises that began in the year and in which both took part"}),
        ("exercises",),
        pair_rows("exercises", {column: "exercises"}, both=True, where={"source": source}),
        (source,),
        listed=source,
        zero="either",
    )


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
    Addition(
        "majors",
        "Major powers (Correlates of War)",
        "state",
        fields(True, cowmaj="1 for a major power"),
        ("major_powers",),
        state_spells(major_powers, "cowmaj"),
        ("cow_majors_2016",),
        listed="cow",
    ),
    Addition(
        "global-powers",
        "Powers by Maoz",
        "state",
        fields(True, globalpower="1 for a power of global reach"),
        ("major_powers",),
        state_spells(partial(major_powers, listed="maoz_global"), "globalpower"),
        ("maoz_powers",),
        listed="maoz_global",
    ),
    Addition(
        "regional-powers",
        "Regional powers by Maoz",
        "state",
        fields(True, regionalpower="1 for a power of its region"),
        ("major_powers",),
        state_spells(partial(major_powers, listed="maoz_regional"), "regionalpower"),
        ("maoz_powers",),
        listed="maoz_regional",
    ),
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
    Addition(
        "arms",
        "Deliveries of major arms (SIPRI)",
        "dyad",
        fields(
            True,
            armstiv1="Delivered by the first state to the second, million trend-indicator values",
            armstiv2="Delivered by the second state to the first, million trend-indicator values",
        ),
        ("arms_transfers",),
        flows("arms_transfers", ("supplier", "recipient"), "tiv", "armstiv", absent=True),
        zero="either",
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
    _exercises("exercises", "exercises", "jme_3", "Joint military exercises (D'Orazio)", True),
    _exercises(
        "exercises-multinational",
        "exercises_mme",
        "mme_7",
        "Multinational military exercises found in the news (MME); none found is not none",
        False,
    ),
    numbers(
        "us-troops",
        "Troops of the United States in a state",
        {"ustroops": ("us_troops", "Active duty personnel of the United States, persons")},
    ),
    Addition(
        "us-bases",
        "Bases of the United States in a state, about 2018",
        "state",
        fields(
            True,
            usbases="Sites used by the armed forces of the United States",
            usbases_large="Those of them that are bases, not small sites or sites run by the host",
        ),
        ("us_bases",),
        state_events("us_bases", "ccode", "year", _bases),
        zero="either",
    ),
)
