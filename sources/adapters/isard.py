"""Democracy, GDP and population by state and year of the R package isard, in both state systems."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

PACKAGE = "Data as carried by Miller, Steven V., the R package isard, version 0.2.0."
TERMS = "Academic use with citation of the original."

ISARD_ECONOMY = Source(
    id="isard_gdppop",
    folder="peace_science",
    files=("isard_cw_gdppop.rda", "isard_gw_gdppop.rda"),
    title="Simulated GDP per capita, GDP and population",
    citation="Fariss, Christopher J., Therese Anders, Jonathan N. Markowitz and Miriam Barnum (2022). New "
    "Estimates of Over 500 "
    f"Years of Historic GDP and Population Data. Journal of Conflict Resolution 66(3): 553-591. {PACKAGE}",
    version="0.2.0",
    terms=TERMS,
    licence="academic",
    tier="open",
    url="https://github.com/svmiller/isard",
)
ISARD_DEMOCRACY = Source(
    id="isard_democracy",
    folder="peace_science",
    files=("isard_cw_democracy.rda", "isard_gw_democracy.rda"),
    title="Extended Unified Democracy Scores, Polity2 and V-Dem 16 polyarchy by state and year",
    citation="Marquez, Xavier (2016). A Quick Method for Extending the Unified Democracy Scores. SSRN. "
    "Marshall, Monty G., and Ted "
    "Robert Gurr (2020). Polity5: Political Regime Characteristics and Transitions, 1800-2018. Center for "
    "Systemic Peace. "
    f"Coppedge, Michael, et al. (2026). V-Dem Dataset v16. Varieties of Democracy Project. {PACKAGE}",
    version="0.2.0",
    terms=f"{TERMS} V-Dem: CC BY-SA 4.0.",
    licence="CC BY-SA 4.0",
    tier="open",
    url="https://github.com/svmiller/isard",
)


def economy(inputs: Inputs, system: str) -> pl.DataFrame:
    """Return simulated GDP and population by state and year in the ``cw`` or ``gw`` system."""
    return read_r(inputs.file(ISARD_ECONOMY, f"isard_{system}_gdppop.rda"))


def democracy(inputs: Inputs, system: str) -> pl.DataFrame:
    """Return the regime scores by state and year in the ``cw`` or ``gw`` system."""
    return read_r(inputs.file(ISARD_DEMOCRACY, f"isard_{system}_democracy.rda"))
