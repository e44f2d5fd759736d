"""Trade in goods between 194 economies in 2023, from CEPII's BACI."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

BACI = Source(
    id="baci_2023",
    folder="trade_baci2023_194",
    files=("baci2023_dyadic_kusd.csv", "countries_gdp.csv"),
    title="BACI, trade in goods 2023 among 194 economies",
    citation="Gaulier, Guillaume and Soledad Zignago (2010). BACI: International Trade Database at the "
    "Product-Level. The 1994-2007 Version. "
    "CEPII Working Paper 2010-23. Data: BACI HS22, release 202501, summed over products.",
    version="HS22 V202501",
    terms="Etalab Open Licence 2.0 (attribution).",
    licence="Etalab 2.0",
    tier="open",
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
)


def flows(inputs: Inputs) -> pl.DataFrame:
    """Return the names of importer and exporter, the year and the value in million current US$.

    A pair without a row is unknown, not zero.
    """
    frame = pl.read_csv(inputs.file(BACI, "baci2023_dyadic_kusd.csv"), infer_schema_length=None)
    names = pl.read_csv(inputs.file(BACI, "countries_gdp.csv"), infer_schema_length=None)
    called = dict(names.select("iso3", "CountryName").iter_rows())
    return frame.select(
        pl.col("importer").replace_strict(called).alias("importer_name"),
        pl.col("exporter").replace_strict(called).alias("exporter_name"),
        pl.lit(2023, dtype=pl.Int64).alias("year"),
        (pl.col("value_kusd") / 1000).alias("value"),
    )
