"""Economy: output, prices and trade."""

from __future__ import annotations

from westphalia.panel.addition import Addition
from westphalia.panel.additions.numbers import numbers


def _trade(name: str, column: str, of: str, title: str, for_states: str = "") -> Addition:
    return numbers(
        name,
        title,
        {
            f"{column}1": (of, "Imports of the first state from the second, million current US$"),
            f"{column}2": (of, "Imports of the second state from the first, million current US$"),
        },
        for_states=for_states,
    )


ADDITIONS = (
    numbers(
        "gdp",
        "Simulated GDP and population (Anders, Fariss and Markowitz)",
        {
            "mrgdppc": ("gdp_per_capita", "Simulated real GDP per head, 2011 US$ (Maddison)"),
            "pwtrgdp": ("gdp", "Simulated real GDP, million 2017 US$ (Penn World Table)"),
            "pwtpop": ("population", "Simulated population, million (Penn World Table)"),
        },
    ),
    numbers(
        "gdp-uncertainty",
        "Uncertainty of simulated GDP and population",
        {"sd_mrgdppc": "gdp_per_capita_sd", "sd_pwtrgdp": "gdp_sd", "sd_pwtpop": "population_sd"},
    ),
    numbers(
        "macro",
        "Prices, output and population (World Bank, International Monetary Fund)",
        {
            "inflation_wdi": ("inflation", "Rise of consumer prices, yearly average, per cent (World Bank)"),
            "gdp_wdi": ("gdp_current", "Gross domestic product, current US$ (World Bank)"),
            "population_wdi": "population_midyear",
            "inflation_imf": ("inflation_imf", "Rise of consumer prices, yearly average, per cent (IMF)"),
            "gdp_imf": "gdp_current_imf",
            "growth_imf": ("growth", "Growth of gross domestic product at constant prices, per cent (IMF)"),
            "gdp_ppp_imf": (
                "gdp_ppp",
                "Gross domestic product at purchasing power parity, billion international $ (IMF)",
            ),
            "population_imf": ("population_imf", "Population, million (IMF)"),
            "unemployment_imf": ("unemployment", "Unemployment, per cent of the labour force (IMF)"),
            "debt_imf": ("debt", "Gross debt of general government, per cent of GDP (IMF)"),
            "current_account_imf": "current_account",
        },
    ),
    _trade("trade", "flow", "trade", "Bilateral imports (Correlates of War)", "trade-totals"),
    _trade("trade-baci", "baciflow", "trade_baci", "Bilateral imports (BACI)"),
    numbers(
        "trade-shares",
        "Main trade partners (CIA World Factbook); unknown for others",
        {
            "exportshare": (
                "export_share",
                "Share of the second state in the exports of the first, 0 to 1",
            ),
            "importshare": (
                "import_share",
                "Share of the second state in the imports of the first, 0 to 1",
            ),
        },
    ),
    numbers(
        "trade-totals",
        "All trade of a state (Correlates of War)",
        {
            "imports": ("total_imports", "Imports of goods from anywhere, million current US$"),
            "exports": ("total_exports", "Exports of goods to anywhere, million current US$"),
        },
    ),
)
