"""Means of power: capabilities, forces, arms, exercises."""

from __future__ import annotations

from westphalia.panel.additions.numbers import numbers

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
