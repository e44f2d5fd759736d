"""Trade among 43 countries and the rest of the world, home sales included: World Input-Output Database."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

WIOD = Source(
    id="wiod_2016",
    folder="trade_wiod44_gegravity",
    files=("wiod44_trade_with_internal_2000_2005_2010_2014.csv",),
    title="World Input-Output Database 2016: trade with internal trade",
    citation="Timmer, Marcel P., Erik Dietzenbacher, Bart Los, Robert Stehrer and Gaaitzen J. de Vries "
    "(2015). An Illustrated User Guide to the World "
    "Input-Output Database: The Case of Global Automotive Production. Review of International Economics "
    "23(3): 575-605.",
    version="2016 release, summed over sectors",
    terms="Creative Commons Attribution 4.0.",
    licence="CC BY 4.0",
    tier="open",
    url="https://www.rug.nl/ggdc/valuechain/wiod/",
)


def square(inputs: Inputs) -> pl.DataFrame:
    """Return exporter, importer (ISO 3166, ROW for the rest of the world), year and trade in million US$."""
    frame = pl.read_csv(inputs.file(WIOD, WIOD.files[0]), infer_schema_length=None)
    return frame.select("exporter", "importer", "year", "trade")
