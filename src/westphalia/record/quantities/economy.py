"""Economy: output, people, prices."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = (
    Quantity("gdp", "Real GDP, estimated", "state", "economy", "pwtrgdp", "larger"),
    Quantity("gdp_per_capita", "Real GDP per head, estimated", "state", "economy", "mrgdppc", "richer"),
    Quantity("population", "Population, estimated", "state", "economy", "pwtpop", "more people"),
    Quantity("gdp_current", "GDP in current dollars (World Bank)", "state", "macro", "gdp_wdi", "larger"),
    Quantity("gdp_ppp", "GDP at purchasing power parity (IMF)", "state", "macro", "gdp_ppp_imf", "larger"),
    Quantity("growth", "Growth of real GDP (IMF)", "state", "macro", "growth_imf", "grows faster"),
    Quantity(
        "inflation", "Rise of consumer prices (World Bank)", "state", "macro", "inflation_wdi", "dearer"
    ),
    Quantity("inflation_imf", "Rise of consumer prices (IMF)", "state", "macro", "inflation_imf", "dearer"),
    Quantity("unemployment", "Unemployment (IMF)", "state", "macro", "unemployment_imf", "more out of work"),
    Quantity("debt", "Debt of general government (IMF)", "state", "macro", "debt_imf", "more indebted"),
    *(
        Quantity(
            name,
            title,
            "state",
            "economy",
            column,
            "less certain",
            description=f"Standard deviation of {column.removeprefix('sd_')} over simulations",
            unit=unit,
        )
        for name, title, column, unit in (
            ("gdp_per_capita_sd", "What is left open of real GDP per head", "sd_mrgdppc", "2011 US$"),
            ("gdp_sd", "What is left open of real GDP", "sd_pwtrgdp", "million 2017 US$"),
            ("population_sd", "What is left open of population", "sd_pwtpop", "million"),
        )
    ),
    *(
        Quantity(name, title, "state", "macro", column, more, description=text)
        for name, title, column, more, text in (
            (
                "population_midyear",
                "Population at midyear (World Bank)",
                "population_wdi",
                "more people",
                "Population at midyear, persons (World Bank)",
            ),
            (
                "gdp_current_imf",
                "GDP in current dollars (IMF)",
                "gdp_imf",
                "larger",
                "Gross domestic product, billion current US$ (IMF)",
            ),
            (
                "population_imf",
                "Population (IMF)",
                "population_imf",
                "more people",
                "",
            ),
            (
                "current_account",
                "Balance on the current account (IMF)",
                "current_account_imf",
                "earns more abroad than it pays",
                "Balance on the current account, per cent of GDP (IMF)",
            ),
        )
    ),
)
