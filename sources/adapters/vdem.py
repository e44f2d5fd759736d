"""V-Dem, version 15: the five high-level indices of democracy as the R package democracyData carries them."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source
from westphalia.record.readers.vdem import INDICES, predecessor

VDEM = Source(
    id="vdem_15",
    folder="democracy",
    files=("vdem_simple.rda",),
    title="V-Dem Country-Year Dataset v15: five indices of democracy",
    citation="Coppedge, Michael, et al. (2025). V-Dem Country-Year Dataset v15. Varieties of Democracy "
    "(V-Dem) Project. "
    "https://doi.org/10.23696/vdemds25. Carried by Marquez, Xavier, the R package democracyData.",
    version="15",
    terms="CC BY-SA 4.0: attribution, and adaptations under the same licence. The columns taken from V-Dem "
    "stay under it.",
    licence="CC BY-SA 4.0",
    tier="open",
    url="https://www.v-dem.net/data/the-v-dem-dataset/",
)
UNCODED = {"Würtemberg": 271}
"""States of the lists that the R package leaves without a code, by V-Dem's name."""


def indices(inputs: Inputs) -> pl.DataFrame:
    """Return name, ccode, year and the indices; the code is null for a unit in neither list of states."""
    frame = read_r(inputs.file(VDEM, "vdem_simple.rda"))
    named = pl.col("vdem_country_name").replace_strict(UNCODED, default=None, return_dtype=pl.Int64)
    code = pl.coalesce("cown", "GWn", named).alias("ccode")
    frame = frame.with_columns(code).with_columns(predecessor().alias("ccode"))
    return frame.select(
        pl.col("vdem_country_name").alias("name"),
        "ccode",
        "year",
        *(pl.col(k).alias(v) for k, v in INDICES.items()),
    )
