"""National Material Capabilities 7.0 as the R package peacesciencer carries it."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

NMC = Source(
    id="nmc_7",
    folder="peace_science",
    files=("cow_nmc.rda",),
    title="National Material Capabilities 7.0",
    citation="Singer, J. David, Stuart Bremer and John Stuckey (1972). Capability Distribution, Uncertainty, and Major Power War, 1820-1965. "
    "In Bruce Russett (ed.), Peace, War, and Numbers. Beverly Hills: Sage, 19-48. Data: Correlates of War, National Material Capabilities, version 7.0.",
    version="7.0",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/national-material-capabilities/",
)


def capabilities(inputs: Inputs) -> pl.DataFrame:
    """Return the six components and the CINC by state and year."""
    return read_r(inputs.file(NMC, "cow_nmc.rda"))
