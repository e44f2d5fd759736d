"""Trade after the long series ends: Russia's and the world's by the International Monetary Fund, thirty traders and China's customers by BACI, the European Union's with the east by Eurostat, grain and fertiliser by Comtrade."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

_BACI = (
    "Gaulier, Guillaume and Soledad Zignago (2010). BACI: International Trade Database at the Product-Level. The 1994-2007 Version. CEPII "
    "Working Paper 2010-23."
)
DOTS = Source(
    id="imf_dots",
    folder="trade_imf_dots_russia_world",
    files=("dots_russia_world_2010_2023.csv.gz",),
    title="Direction of Trade Statistics, Russia 2010-2021 and the world 2011-2023",
    citation="International Monetary Fund (2024). Direction of Trade Statistics.",
    version="late 2023 and early 2024",
    terms="Reuse with attribution (terms of use of IMF data).",
    licence="attribution",
    tier="open",
    url="https://data.imf.org/dot",
    covers={"trade_russia": (2010, 2021), "trade_mirrored": (2011, 2023)},
)
BACI_30 = Source(
    id="baci_30",
    folder="trade_baci_top30_2005_2021",
    files=("baci_top30_2005_2021.csv.gz",),
    title="BACI, trade in goods of the thirty largest traders 2005-2021",
    citation=f"{_BACI} Data: totals of CEPII Gravity V202211.",
    version="CEPII Gravity V202211",
    terms="Etalab Open Licence 2.0 (attribution).",
    licence="Etalab 2.0",
    tier="open",
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    covers={"trade_thirty": (2005, 2021)},
)
FROM_CHINA = Source(
    id="baci_china_2023",
    folder="trade_china_dependence_2022_23",
    files=("china_dependence_2022_23.csv",),
    title="BACI, imports from China of 164 economies, mean of 2022 and 2023",
    citation=f"{_BACI} Data: BACI HS22, release 202601, summed over products.",
    version="HS22 V202601",
    terms="Etalab Open Licence 2.0 (attribution).",
    licence="Etalab 2.0",
    tier="open",
    url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    covers={"trade_from_china": (2023, 2023)},
)
EUROSTAT = Source(
    id="eurostat_east",
    folder="trade_eurostat_eu_russia_neighbours_2020_2022",
    files=("eu27_trade_russia_neighbours_monthly_2020_2022.csv.gz",),
    title="Trade of the members of the European Union with Russia and six neighbours, 2020-2022",
    citation="Eurostat (2023). EU trade since 1988 by HS2-4-6 and CN8 (DS-045409), extracted on 22 January 2023.",
    version="2023-01-22",
    terms="CC BY 4.0.",
    licence="CC BY 4.0",
    tier="open",
    url="https://ec.europa.eu/eurostat/databrowser/view/ds-045409/default/table",
    covers={"trade_union_east": (2020, 2022)},
)
COMTRADE = Source(
    id="comtrade_commodities",
    folder="grain_fertiliser_lpg_comtrade_2020_2025",
    files=("comtrade_imports_wheat_fert_lpg_2020_2025.csv.gz",),
    title="Imports of wheat, urea, ammonia and liquefied petroleum gas, 2020-2025",
    citation="United Nations (2026). UN Comtrade, monthly imports of HS 1001, 310210, 2814, 271112 and 271113.",
    version="2026",
    terms="Bulk redistribution needs leave; only values by pair and year are redistributed.",
    tier="limited",
    url="https://comtradeplus.un.org/",
    covers={"commodity_imports": (2020, 2025)},
)
REPORTED = "reported"
RUSSIA, WORLD = "RUS", "WLD"
COMMODITIES = {
    "lpg_propane": "propane",
    "lpg_butane": "butane",
    "wheat": "wheat",
    "urea": "urea",
    "ammonia": "ammonia",
}


def dots(inputs: Inputs) -> pl.DataFrame:
    """Return one row per reporter, partner (null for no state), flow and year, in million current US$; ``sound`` is false for what the Fund made up."""
    frame = pl.read_csv(inputs.file(DOTS, DOTS.files[0]), infer_schema_length=None)
    return frame.select(
        "reporter",
        of_letters(frame["partner_iso3"]).alias("partner"),
        "flow",
        "year",
        pl.col("value_musd").alias("value"),
        (pl.col("basis") == REPORTED).alias("sound"),
    )


def baci_30(inputs: Inputs) -> pl.DataFrame:
    """Return one row per exporter, importer (null for no state) and year, in million current US$."""
    frame = pl.read_csv(inputs.file(BACI_30, BACI_30.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["exporter_iso3"]).alias("exporter"),
        of_letters(frame["importer_iso3"]).alias("importer"),
        "year",
        (pl.col("value_kusd") / 1000).alias("value"),
    )


def from_china(inputs: Inputs) -> pl.DataFrame:
    """Return one row per importer (null for no state), in million current US$."""
    frame = pl.read_csv(inputs.file(FROM_CHINA, FROM_CHINA.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["importer_iso3"]),
        pl.col("imports_china_musd").alias("from_china"),
        pl.col("imports_world_musd").alias("of_these_products"),
        pl.col("share_china").alias("share"),
    )


def eurostat(inputs: Inputs) -> pl.DataFrame:
    """Return one row per member, partner, flow, product (``total`` or ``fuels``) and month, in million euros."""
    frame = pl.read_csv(inputs.file(EUROSTAT, EUROSTAT.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["reporter_iso3"]).alias("reporter"),
        of_letters(frame["partner_iso3"]).alias("partner"),
        "flow",
        pl.col("product").replace_strict({"total": "total", "27_mineral_fuels": "fuels"}),
        pl.col("month").str.head(4).cast(pl.Int64).alias("year"),
        pl.col("month").str.tail(2).cast(pl.Int64).alias("month"),
        (pl.col("value_eur") / 1e6).alias("value"),
    )


def comtrade(inputs: Inputs) -> pl.DataFrame:
    """Return one row per exporter, importer (null for no state), commodity and year, in million current US$."""
    frame = pl.read_csv(inputs.file(COMTRADE, COMTRADE.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["exporter_iso3"]).alias("exporter"),
        of_letters(frame["importer_iso3"]).alias("importer"),
        "year",
        pl.col("commodity").replace_strict(COMMODITIES),
        (pl.col("value_usd") / 1e6).alias("value"),
    )
