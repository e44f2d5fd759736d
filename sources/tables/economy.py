"""Tables of output, prices and population."""

from __future__ import annotations

import polars as pl

from sources.adapters import economies, isard, state_years, wdi, weo
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import NOT_THEN, tally

NOT_INDEPENDENT = "not independent that year"
EMPTY = "no value in any column"
POPULATION_OF_TODAY = {530: 1993, 625: 2012}
"""First year in which the population is the state's: earlier ones leave out Eritrea and South Sudan."""
FLAGGED = {"inflation_imf": "inflation_imf_forecast", "gdp_imf": "gdp_imf_forecast"}
GDP_COLUMNS = ("gdp_imf", "growth_imf", "gdp_ppp_imf")
IMF_COLUMNS = tuple(weo.CONCEPTS.values())


@builds("economy", isard.ISARD_ECONOMY)
def economy(inputs: Inputs) -> Built:
    """Build simulated GDP and population in the Correlates of War system."""
    frame = isard.economy(inputs, "cw")
    return _simulated(frame)


@builds("economy_gw", isard.ISARD_ECONOMY)
def economy_gw(inputs: Inputs) -> Built:
    """Build simulated GDP and population in the Gleditsch-Ward system."""
    return _simulated(isard.economy(inputs, "gw"))


def _simulated(frame: pl.DataFrame) -> Built:
    kept = frame.filter(pl.col("mrgdppc").is_not_null())
    dropped = {EMPTY: frame.height - kept.height} if frame.height > kept.height else {}
    return Built(kept, read=frame.height, dropped=dropped, notes=("Stored in single precision.",))


def by_series(frame: pl.DataFrame) -> pl.DataFrame:
    """Turn the Fund's long rows into one row an economy and year.

    Forecasts (years after the last that the Fund calls actual) stay in prices and output, marked; in the
    other series they are left out, since others measure them. Output at purchasing power has no last actual
    year of its own and takes that of output in dollars.
    """
    frame = frame.with_columns(pl.col("forecast").fill_null(False))
    others = ~pl.col("name").is_in([*FLAGGED, *GDP_COLUMNS])
    frame = frame.filter(~(others & pl.col("forecast")))
    keys = ["iso3", "year"]
    values = frame.pivot("name", index=keys, values="value")
    inflation = _marks(frame, ("inflation_imf",), "inflation_imf_forecast")
    output = _marks(frame, GDP_COLUMNS, "gdp_imf_forecast")
    return values.join(inflation, on=keys, how="left").join(output, on=keys, how="left")


def _marks(frame: pl.DataFrame, names: tuple[str, ...], mark: str) -> pl.DataFrame:
    chosen = frame.filter(pl.col("name").is_in(list(names)))
    return chosen.group_by("iso3", "year", maintain_order=True).agg(pl.col("forecast").any().alias(mark))


@builds("macro", wdi.WDI, weo.WEO, state_years.ISARD_STATES)
def macro(inputs: Inputs) -> Built:
    """Prices, output and population of the World Bank and of the Monetary Fund, side by side."""
    long = weo.outlook(inputs)
    fund, bank = by_series(long), wdi.indicators(inputs)
    together = bank.join(fund, on=["iso3", "year"], how="full", coalesce=True)
    kept, dropped = economies.coded(together, wdi.AGGREGATES)
    kept, colonial = state_years.independent(kept, inputs)
    early = pl.col("year") < pl.col("ccode").replace_strict(
        POPULATION_OF_TODAY, default=0, return_dtype=pl.Int64
    )
    kept = kept.with_columns(pl.when(~early).then("population_wdi").alias("population_wdi"))
    forecasts = long.filter(pl.col("forecast"), ~pl.col("name").is_in([*FLAGGED, *GDP_COLUMNS])).height
    notes = (
        "Read are the economies and years of both sources together; each column is one source's and none "
        "is filled from the other.",
        f"{NOT_THEN}: a figure for Russia in 1980 is that of today's Russia, not of the Soviet Union.",
        f"{forecasts:,} forecasts of the Fund for population, unemployment, debt and the current account "
        "are left out; those for prices and "
        "output are marked. A fiscal year counts as the year in which it starts, so the last year of some "
        "states is marked though known.",
        "The World Bank's population of Ethiopia to 1992 (without Eritrea) and of Sudan to 2011 (without "
        "the South) is left out.",
    )
    return Built(
        kept.drop("iso3"),
        read=together.height,
        dropped=tally(dropped, {NOT_INDEPENDENT: colonial}),
        notes=notes,
    )
