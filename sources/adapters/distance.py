"""Minimum distance between states, from CShapes 2, for the Correlates of War and the Gleditsch-Ward list."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

MINIMUM = Source(
    id="cshapes_2_minimum_distance",
    folder="peace_science",
    files=("cow_mindist.rda", "gw_mindist.rda"),
    title="Minimum distance between states, from CShapes 2.0",
    citation="Schvitz, Guy, Luc Girardin, Seraina Rüegger, Nils B. Weidmann, Lars-Erik Cederman and "
    "Kristian Skrede Gleditsch (2022). "
    "Mapping the International System, 1886-2019: The CShapes 2.0 Dataset. Journal of Conflict Resolution "
    "66(1): 144-161.",
    version="2.0",
    terms="CShapes 2.0 is for non-commercial use (CC BY-NC-SA); only one number per dyad and year derived "
    "from it is shipped.",
    tier="limited",
    url="https://icr.ethz.ch/data/cshapes/",
)


def minimum(inputs: Inputs, system: str) -> pl.DataFrame:
    """Return minimum distance by dyad and year, with the codes of the list ``cow`` or ``gw`` as published."""
    frame = read_r(inputs.file(MINIMUM, f"{system}_mindist.rda"))
    return frame.rename(
        {f"{'ccode' if system == 'cow' else 'gwcode'}{side}": f"ccode{side}" for side in (1, 2)}
    )
