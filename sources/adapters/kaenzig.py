"""News about oil supply: what oil futures did around OPEC announcements, and the shock identified by it."""

from __future__ import annotations

import openpyxl
import polars as pl

from sources.source import Inputs, Source

KAENZIG = Source(
    id="kaenzig_2024",
    folder="oil_supply_news_kaenzig",
    files=("oilSupplyNewsShocks_2024M12.xlsx",),
    title="Oil supply news: surprises and shocks",
    citation="Känzig, Diego R. (2021). The Macroeconomic Effects of Oil Supply News: Evidence from OPEC "
    "Announcements. "
    "American Economic Review 111(4): 1092-1125. Data: vintage of December 2024.",
    version="2024M12",
    terms="No licence stated; published by the author for use with citation.",
    licence="academic",
    tier="open",
    url="https://github.com/dkaenzig/oilsupplynews",
)


def monthly(inputs: Inputs) -> pl.DataFrame:
    """Return year, month, surprise (per cent) and shock (standard deviations), to 2024."""
    book = openpyxl.load_workbook(inputs.file(KAENZIG, KAENZIG.files[0]), read_only=True, data_only=True)
    rows = [row[:3] for row in book["Monthly"].iter_rows(min_row=2, values_only=True) if row[0]]
    book.close()
    columns = {
        "month": [str(row[0]) for row in rows],
        "surprise": [row[1] for row in rows],
        "shock": [row[2] for row in rows],
    }
    frame = pl.DataFrame(columns, schema={"month": pl.String, "surprise": pl.Float64, "shock": pl.Float64})
    part = pl.col("month").str.split("M")
    return frame.select(
        part.list.get(0).cast(pl.Int64).alias("year"),
        part.list.get(1).cast(pl.Int64).alias("month"),
        "surprise",
        "shock",
    )
