"""Tables of output, prices and population."""

from __future__ import annotations

import polars as pl

from sources import corrections
from sources.adapters import economies, isard, state_years, wdi, weo
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import NOT_THEN, tally
from westphalia.record.once import once
from westphalia.record.readers import gleditsch_ward

NOT_INDEPENDENT = "not independent that year"
EMPTY = "no value in any column"
POPULATION_OF_TODAY = {530: 1993, 625: 2012}
"""First year in which the population is the state's: earlier ones leave out Eritrea and South Sudan."""
MIXED = {365: ("the Soviet Union", 1922, 1991), 345: ("Yugoslavia", 1987, 1991)}
"""States of which the model mixes the figures with those of the state that came after them: name, first and last year."""
OTHER_BORDERS = {
    255: ("Prussia as all Germany", 1816, 1870),
    260: ("West Germany as all Germany", 1949, 1990),
    325: ("Piedmont as all Italy", 1816, 1860),
    640: ("the Ottoman Empire as Turkey", 1816, 1922),
    816: ("North Vietnam as all Vietnam", 1954, 1975),
    678: ("North Yemen as all Yemen", 1918, 1990),
    770: ("Pakistan without its East", 1947, 1970),
    625: ("Sudan without its South", 1956, 2010),
    663: ("Jordan without the West Bank", 1949, 1967),
    380: ("Sweden without Norway", 1816, 1904),
    390: ("Denmark without the duchies", 1816, 1863),
    210: ("the Netherlands without Belgium", 1816, 1830),
    350: ("Greece in its later borders", 1828, 1913),
}
"""States whose total is that of other borders, found beside their population in the capabilities: what it is, first and last year."""
FLAGGED = {"inflation_imf": "inflation_imf_forecast", "gdp_imf": "gdp_imf_forecast"}
GDP_COLUMNS = ("gdp_imf", "growth_imf", "gdp_ppp_imf")
IMF_COLUMNS = tuple(weo.CONCEPTS.values())


@builds("economy", isard.ISARD_ECONOMY)
def economy(inputs: Inputs) -> Built:
    """Build simulated GDP and population in the Correlates of War system."""
    return _simulated(isard.economy(inputs, "cw"), pl.col("ccode"))


@builds("economy_gw", isard.ISARD_ECONOMY)
def economy_gw(inputs: Inputs) -> Built:
    """Build simulated GDP and population in the Gleditsch-Ward system."""
    return _simulated(isard.economy(inputs, "gw"), gleditsch_ward.ccode("gwcode"))


def _simulated(frame: pl.DataFrame, ccode: pl.Expr) -> Built:
    kept = frame.filter(pl.col("mrgdppc").is_not_null())
    dropped = {EMPTY: frame.height - kept.height} if frame.height > kept.height else {}
    flagged = kept.with_columns(
        (doubtful(name, ccode)).alias(f"{name}_doubt") for name in ("mrgdppc", "pwtrgdp", "pwtpop")
    )
    many = flagged.filter("pwtpop_doubt").height
    notes = (
        "Stored in single precision.",
        "A value is marked (`mrgdppc_doubt`, `pwtrgdp_doubt`, `pwtpop_doubt`) where it is not the state's own: where its standard "
        "deviation is above half of it, which is where the model had next to nothing and gives what it holds likely of any state "
        "(5.9 million people in South Yemen, South Vietnam, Korea to 1905, Zanzibar and the smaller states of Germany and Italy); "
        f"where state and successor are mixed ({_listed(MIXED)}); and, of totals alone, where it is of other borders "
        f"({_listed(OTHER_BORDERS)}). {many:,} of {flagged.height:,} populations are marked. The addition `gdp` leaves out what is marked, "
        "`gdp-as-listed` has it.",
        "Of what is left some populations differ from those of the capabilities (tpop) by more than a quarter: in Morocco, Guatemala, "
        "Haiti, the Dominican Republic, Ethiopia and Liberia before about 1940, and in Bhutan, Eritrea, Jordan, Micronesia and South "
        "Africa 1921-46, where the two sources disagree.",
    )
    return Built(flagged, read=frame.height, dropped=dropped, notes=notes)


def doubtful(name: str, ccode: pl.Expr) -> pl.Expr:
    """Return whether a value of the model is not the state's own.

    Parameters
    ----------
    name : str
        The column; its standard deviation is ``sd_<name>``.
    ccode : polars.Expr
        The state's Correlates of War code.
    """
    other = MIXED if name == "mrgdppc" else {**MIXED, **OTHER_BORDERS}
    year = pl.col("year")
    within = [(ccode == code) & year.is_between(first, last) for code, (_, first, last) in other.items()]
    return (pl.col(f"sd_{name}") > pl.col(name) / 2) | pl.any_horizontal(within)


def _listed(spells: dict[int, tuple[str, int, int]]) -> str:
    return ", ".join(
        f"{what} {first}-{last % 100 if last // 100 == first // 100 else last:02d}"
        for what, first, last in spells.values()
    )


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


def without_artefacts(rows: pl.DataFrame, inputs: Inputs) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return prices and output without artefacts of money, and what was corrected."""
    real = isard.economy(inputs, "cw").select("ccode", "year", real="pwtrgdp").drop_nulls()
    slips = corrections.exchange(rows.select("ccode", "year", gdp="gdp_wdi").drop_nulls(), real)
    rows, output = corrections.put("macro", rows, ("ccode", "year"), "gdp_wdi", slips)
    noted = corrections.by_hand(inputs, "macro", "inflation_imf")
    rows, prices = corrections.put("macro", rows, ("ccode", "year"), "inflation_imf", noted)
    return rows, pl.concat([output, prices])


@builds("macro", wdi.WDI, weo.WEO, state_years.ISARD_STATES)
@once
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
    kept, told = without_artefacts(kept, inputs)
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
        corrections=told,
    )
