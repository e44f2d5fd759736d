"""Money between states: currencies of reserves (IMF), positions of banks (BIS), lines between central banks, anchors of currencies (Ilzetzki, Reinhart and Rogoff)."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

COFER = Source(
    id="imf_cofer",
    folder="finance_cofer_1995_2022",
    files=("cofer_1995_2022.csv.gz",),
    title="Currency Composition of Official Foreign Exchange Reserves, 1995-2022",
    citation="International Monetary Fund (2023). Currency Composition of Official Foreign Exchange Reserves (COFER), 13 June 2023.",
    version="2023-06-13",
    terms="Reuse with attribution (terms of use of IMF data).",
    licence="attribution",
    tier="open",
    url="https://data.imf.org/cofer",
    covers={"reserve_currencies": (1995, 2022)},
)
BIS = Source(
    id="bis_locational",
    folder="finance_bis_lbs_country_year",
    files=("bis_lbs_country_year_1977_2020.csv.gz",),
    title="Locational banking statistics by country, 1977-2020",
    citation="Bank for International Settlements (2022). Locational banking statistics, as summed by country for the External Wealth of Nations "
    "database, Brookings Institution.",
    version="2022-04",
    terms="Reuse with attribution (terms of BIS statistics).",
    licence="attribution",
    tier="open",
    url="https://www.bis.org/statistics/bankstats.htm",
    covers={"bank_positions": (1977, 2020)},
)
LINES = Source(
    id="liquidity_lines",
    folder="finance_liquidity_lines",
    files=("liquidity_lines_v19.csv.gz",),
    title="The global network of liquidity lines, 2000-2023",
    citation="Bahaj, Saleem, Marie Fuchs and Ricardo Reis (2024). The Global Network of Liquidity Lines. Working paper.",
    version="19, draft",
    terms="Free for other researchers to use; only ties by pair and year are redistributed.",
    tier="limited",
    covers={"swap_lines": (2000, 2023)},
)
ANCHORS = Source(
    id="irr_anchors",
    folder="finance_irr_anchor_regime",
    files=("irr_anchor_december_1946_2019.csv.gz", "irr_regime_december_1940_2019.csv.gz"),
    title="Exchange arrangements: anchors 1946-2019 and regimes 1940-2019",
    citation="Ilzetzki, Ethan, Carmen M. Reinhart and Kenneth S. Rogoff (2019). Exchange Arrangements Entering the Twenty-First Century: Which "
    "Anchor Will Hold? Quarterly Journal of Economics 134(2): 599-646.",
    version="2021",
    terms="Free for research with citation.",
    licence="academic",
    tier="open",
    url="https://www.ilzetzki.com/irr-data",
    covers={"exchange_anchors": (1940, 2019)},
)
GROUPS = {
    "World": "world",
    "Advanced Economies": "advanced",
    "Emerging and Developing Economies": "emerging and developing",
}
SHARE, TO = r"^RAXGFXAR([A-Z]+)RT_PT$", "RAXGFXARRT_PT"
CURRENCIES = {
    "USD": "dollar", "EURO": "euro", "JPY": "yen", "GBP": "pound", "CNY": "renminbi", "CHF": "Swiss franc", "AUD": "Australian dollar",
    "CAD": "Canadian dollar", "OC": "other", "DEM": "mark", "FRF": "French franc", "NLG": "guilder", "ECU": "ecu",
}  # fmt: skip
COARSE = {
    1: "peg",
    2: "crawling peg",
    3: "managed float",
    4: "free float",
    5: "freely falling",
    6: "dual market",
}
FALLING = "Freely_falling"
FORMER = {
    "Czechoslovakia": "CSK",
    "Yugoslavia": "YUG",
    "Liechtesntein": "LIE",
    "PNG": "PNG",
    "Micronesia": "FSM",
}
"""Letters of names that the sheets leave without."""


def cofer(inputs: Inputs) -> pl.DataFrame:
    """Return one row per group of economies, currency and year, at its end: per cent of allocated reserves, and which per cent of all are allocated."""
    frame = pl.read_csv(inputs.file(COFER, COFER.files[0]), infer_schema_length=None)
    yearly = frame.filter(pl.col("freq") == "A").with_columns(
        pl.col("group").replace_strict(GROUPS),
        year=pl.col("period").cast(pl.Int64),
        currency=pl.col("code").str.extract(SHARE),
    )
    allocated = yearly.filter(pl.col("code") == TO).select("group", "year", allocated="value")
    shares = yearly.drop_nulls("currency").select(
        "group", "year", pl.col("currency").replace_strict(CURRENCIES), share="value"
    )
    return shares.join(allocated, on=["group", "year"], how="left", maintain_order="left")


def bank_positions(inputs: Inputs) -> pl.DataFrame:
    """Return one row per country (null for no state) and year, at its end, in million current US$."""
    frame = pl.read_csv(inputs.file(BIS, BIS.files[0]), infer_schema_length=None)
    return frame.select(
        "country",
        of_letters(frame["iso3"]),
        "year",
        pl.col("reported_total_assets").alias("banks_claims"),
        pl.col("reported_total_liabilities").alias("banks_liabilities"),
        pl.col("derived_total_assets").alias("deposits_abroad"),
        pl.col("derived_total_liabilities").alias("debt_abroad"),
        pl.col("derived_bank_liabilities").alias("debt_abroad_banks"),
    )


def lines(inputs: Inputs) -> pl.DataFrame:
    """Return one row per deal in one direction: ``lender`` and ``borrower`` (null for none), first and last day (null: open), whether it is a pool."""
    frame = pl.read_csv(inputs.file(LINES, LINES.files[0]), infer_schema_length=None)
    day = {name: pl.col(f"{name}_date").str.to_date("%d/%m/%Y") for name in ("start", "end")}
    return frame.select(
        of_letters(frame["ISO_source"]).alias("lender"),
        of_letters(frame["ISO_recipient"]).alias("borrower"),
        day["start"].alias("start"),
        pl.when(day["end"].dt.year() < 9999).then(day["end"]).alias("end"),
        (pl.col("deal_type") == "pooled fund").alias("pooled"),
    )


def anchors(inputs: Inputs) -> pl.DataFrame:
    """Return one row per country (null for no state) and December: ``anchor`` (null while it falls freely)."""
    frame = _december(inputs, 0)
    return frame.with_columns(pl.when(pl.col("anchor") != FALLING).then(pl.col("anchor")).alias("anchor"))


def regimes(inputs: Inputs) -> pl.DataFrame:
    """Return one row per country (null for no state) and December: ``fine`` (1 to 15) and ``regime``, in words."""
    frame = _december(inputs, 1)
    return frame.select(
        "country",
        "ccode",
        "year",
        pl.col("regime_fine").alias("fine"),
        pl.col("regime_coarse").replace_strict(COARSE).alias("regime"),
    )


def _december(inputs: Inputs, sheet: int) -> pl.DataFrame:
    frame = pl.read_csv(inputs.file(ANCHORS, ANCHORS.files[sheet]), infer_schema_length=None)
    letters = frame["country"].replace_strict(FORMER, default=None, return_dtype=pl.String)
    return frame.with_columns(of_letters(frame["iso3"].zip_with(letters.is_null(), letters)))
