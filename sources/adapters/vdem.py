"""V-Dem, version 15: the five high-level indices of democracy as the R package democracyData carries them."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

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
INDICES = {
    "v2x_polyarchy": "polyarchy",
    "v2x_polyarchy_codelow": "polyarchy_low",
    "v2x_polyarchy_codehigh": "polyarchy_high",
    "v2x_libdem": "liberal",
    "v2x_partipdem": "participatory",
    "v2x_delibdem": "deliberative",
    "v2x_egaldem": "egalitarian",
}
UNCODED = {"Würtemberg": 271}
"""States of the lists that the R package leaves without a code, by V-Dem's name."""


def predecessor(code: str = "ccode", year: str = "year") -> pl.Expr:
    """Return the code with units that the source continues under other states' codes set right.

    The unit Czechia is Czechoslovakia (315) to 1992, Austria the Habsburg Empire (300) to 1918, and the Republic of Vietnam,
    the Vietnam of the Nguyen (815) before the French took it, South Vietnam (817) from 1954.
    """
    when = pl.col(year)
    return (
        pl.when((pl.col(code) == 316) & (when <= 1992))
        .then(315)
        .when((pl.col(code) == 305) & (when <= 1918))
        .then(300)
        .when((pl.col(code) == 815) & (when >= 1954))
        .then(817)
        .otherwise(pl.col(code))
    )


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
