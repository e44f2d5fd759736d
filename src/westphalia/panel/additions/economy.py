"""Economy: output, prices and trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.readers import flows, of_years

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World


def _trade(name: str, column: str, source: str, title: str) -> Addition:
    return Addition(
        name,
        title,
        "dyad",
        fields(
            **{
                f"{column}1": "Imports of the first state from the second, million current US$",
                f"{column}2": "Imports of the second state from the first, million current US$",
            }
        ),
        ("trade",),
        flows("trade", ("importer", "exporter"), "value", column, where={"source": source}),
        (source,),
        listed=source,
        for_states="trade-totals" if source == "cow_trade_4" else "",
    )


def _shares(world: World, grid: Grid) -> pl.DataFrame:
    """Read which share of a state's trade the other has, where it is among its main partners."""
    import polars as pl

    rows = of_years(world.table("trade_partners"), grid).with_columns(
        pl.col("ccode").alias("ccode1"), pl.col("partner").alias("ccode2")
    )
    share = pl.col("share")
    found = rows.group_by("ccode1", "ccode2", "year").agg(
        share.filter(pl.col("flow") == "export").first().alias("exportshare"),
        share.filter(pl.col("flow") == "import").first().alias("importshare"),
    )
    return found.sort("ccode1", "ccode2", "year").collect()


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
    _trade("trade", "flow", "cow_trade_4", "Bilateral imports (Correlates of War)"),
    _trade("trade-baci", "baciflow", "baci_2023", "Bilateral imports (BACI)"),
    Addition(
        "trade-shares",
        "Main trade partners (CIA World Factbook); unknown for others",
        "dyad",
        fields(
            exportshare="Share of the second state in the exports of the first, 0 to 1",
            importshare="Share of the second state in the imports of the first, 0 to 1",
        ),
        ("trade_partners",),
        _shares,
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
