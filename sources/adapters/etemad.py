"""Oil and gas production since 1900, from Etemad and Luciani as continued by Our World in Data."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

ETEMAD = Source(
    id="etemad_luciani",
    folder="historical_owid",
    files=("oil_production_etemad_luciani.csv", "gas_production_etemad_luciani.csv"),
    title="World energy production since 1900: oil and gas",
    citation="Etemad, Bouda and Jean Luciani (1991). World Energy Production 1800-1985. Geneva: Droz. "
    "Continued to 2014 by Our World in Data with figures of The Shift Project.",
    version="Our World in Data, copy of October 2024",
    terms="Creative Commons Attribution 4.0 (compilation of Our World in Data).",
    licence="CC BY 4.0",
    tier="open",
    url="https://ourworldindata.org/fossil-fuels",
)
TWH_PER_MTOE = 11.63
BARRELS_PER_TOE = 7.33
TWH_PER_BCM = 10.55


def oil(inputs: Inputs) -> pl.DataFrame:
    """Return name, year and production in thousand barrels a day.

    The file is in terawatt-hours: 11.63 make a million tonnes of oil equivalent, and 7.33 barrels a tonne.
    """
    days = (
        pl.when((pl.col("year") % 4 == 0) & ((pl.col("year") % 100 != 0) | (pl.col("year") % 400 == 0)))
        .then(366)
        .otherwise(365)
    )
    value = pl.col("energy") / TWH_PER_MTOE * BARRELS_PER_TOE * 1000 / days
    return _read(inputs, "oil_production_etemad_luciani.csv").select(
        "name", "year", value.round(3).alias("value")
    )


def gas(inputs: Inputs) -> pl.DataFrame:
    """Return name, year and production in billion cubic metres.

    The file is in terawatt-hours and was made with heating values between 10.3 (Soviet) and 10.8 (American)
    for a billion cubic metres as the country measures them: 10.55 is used for all, so a figure may be 3 per
    cent off, and up to 8 per cent above standard cubic metres.
    """
    return _read(inputs, "gas_production_etemad_luciani.csv").select(
        "name", "year", (pl.col("energy") / TWH_PER_BCM).round(4).alias("value")
    )


def _read(inputs: Inputs, name: str) -> pl.DataFrame:
    frame = pl.read_csv(inputs.file(ETEMAD, name), infer_schema_length=None)
    return frame.rename({frame.columns[0]: "name", "Year": "year", frame.columns[2]: "energy"}).with_columns(
        pl.col("name").replace({"Timor": "Timor-Leste"})
    )
