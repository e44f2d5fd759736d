"""Economy: output, prices and trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Field, Reader, fields, names
from westphalia.panel.readers import flows, of_years, state_rows

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_ECONOMY = fields(
    mrgdppc="Simulated real GDP per head, 2011 US$ (Maddison)",
    pwtrgdp="Simulated real GDP, million 2017 US$ (Penn World Table)",
    pwtpop="Simulated population, million (Penn World Table)",
)
_ECONOMY_SD = fields(
    sd_mrgdppc="Standard deviation of mrgdppc over simulations, 2011 US$",
    sd_pwtrgdp="Standard deviation of pwtrgdp over simulations, million 2017 US$",
    sd_pwtpop="Standard deviation of pwtpop over simulations, million",
)
_MACRO = fields(
    inflation_wdi="Rise of consumer prices, yearly average, per cent (World Bank)",
    gdp_wdi="Gross domestic product, current US$ (World Bank)",
    population_wdi="Population at midyear, persons (World Bank)",
    inflation_imf="Rise of consumer prices, yearly average, per cent (IMF)",
    gdp_imf="Gross domestic product, billion current US$ (IMF)",
    growth_imf="Growth of gross domestic product at constant prices, per cent (IMF)",
    gdp_ppp_imf="Gross domestic product at purchasing power parity, billion international $ (IMF)",
    population_imf="Population, million (IMF)",
    unemployment_imf="Unemployment, per cent of the labour force (IMF)",
    debt_imf="Gross debt of general government, per cent of GDP (IMF)",
    current_account_imf="Balance on the current account, per cent of GDP (IMF)",
)
_TOTALS = fields(
    imports="Imports of goods from anywhere, million current US$",
    exports="Exports of goods to anywhere, million current US$",
)


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


def _simulated(columns: tuple[Field, ...]) -> Reader:
    return state_rows("economy", names(columns), gw="economy_gw")


ADDITIONS = (
    Addition(
        "gdp",
        "Simulated GDP and population (Anders, Fariss and Markowitz)",
        "state",
        _ECONOMY,
        ("economy", "economy_gw"),
        _simulated(_ECONOMY),
    ),
    Addition(
        "gdp-uncertainty",
        "Uncertainty of simulated GDP and population",
        "state",
        _ECONOMY_SD,
        ("economy", "economy_gw"),
        _simulated(_ECONOMY_SD),
    ),
    Addition(
        "macro",
        "Prices, output and population (World Bank, International Monetary Fund)",
        "state",
        _MACRO,
        ("macro",),
        state_rows("macro", names(_MACRO)),
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
    Addition(
        "trade-totals",
        "All trade of a state (Correlates of War)",
        "state",
        _TOTALS,
        ("trade_totals",),
        state_rows("trade_totals", names(_TOTALS)),
    ),
)
