"""SIPRI military expenditure: one workbook, one sheet a measure, one row a country, one column a year."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from sources.names import codes
from sources.source import Inputs, Source

SIPRI_MILEX = Source(
    id="sipri_milex_2025",
    folder="sipri_milex",
    files=("SIPRI-Milex-data-1949-2024_2.xlsx",),
    title="SIPRI Military Expenditure Database, 1949-2024",
    citation="Stockholm International Peace Research Institute (2025). SIPRI Military Expenditure Database, "
    "release of April 2025, years 1949-2024.",
    version="April 2025",
    terms="Copyright SIPRI. Free for non-commercial use with attribution; substantial reproduction needs "
    "permission. Only three state-year figures are shipped.",
    tier="limited",
    url="https://www.sipri.org/databases/milex",
)
SHEETS = {
    "milex_constant": "Constant (2023) US$",
    "milex_current": "Current US$",
    "milex_gdp_share": "Share of GDP",
}
MISSING = {"...": "figure missing in the source", "xxx": "state did not exist or was not independent"}
LAST_WEST_GERMAN_YEAR = 1990


def sheet(path: Path, title: str) -> list[tuple[Any, ...]]:
    """Return the rows of one sheet, the header first."""
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    rows = [row for row in book[title].iter_rows(values_only=True) if row and row[0]]
    return rows[next(number for number, row in enumerate(rows) if row[0] == "Country") :]


def long(rows: list[tuple[Any, ...]], name: str) -> pl.DataFrame:
    """Turn a sheet into rows of country, year, value and mark.

    ``mark`` holds the sign that the source prints in place of a figure; headings of regions have no cells and
    are left out.

    Raises
    ------
    ValueError
        When a cell is neither a number nor a known mark.
    """
    years = {place: int(cell) for place, cell in enumerate(rows[0]) if isinstance(cell, (int, float))}
    cells = [
        (str(row[0]), year, row[place])
        for row in rows[1:]
        for place, year in years.items()
        if len(row) > place
    ]
    cells = [cell for cell in cells if cell[2] not in (None, "")]
    strange = sorted({str(v) for _, _, v in cells if not isinstance(v, (int, float)) and v not in MISSING})
    if strange:
        raise ValueError(f"SIPRI sheet for {name}: cells not understood {strange}")
    return pl.DataFrame(
        {
            "country": [cell[0] for cell in cells],
            "year": [cell[1] for cell in cells],
            name: [float(cell[2]) if isinstance(cell[2], (int, float)) else None for cell in cells],
            "mark": [cell[2] if isinstance(cell[2], str) else None for cell in cells],
        },
        schema={"country": pl.String, "year": pl.Int64, name: pl.Float64, "mark": pl.String},
    )


def coded(frame: pl.DataFrame) -> pl.DataFrame:
    """Add state codes; SIPRI's Germany is the Federal Republic before unification (West Germany, 260)."""
    west = (pl.col("country") == "Germany") & (pl.col("year") <= LAST_WEST_GERMAN_YEAR)
    return frame.with_columns(codes(frame["country"], frame["year"])).with_columns(
        pl.when(west).then(260).otherwise(pl.col("ccode")).alias("ccode")
    )


def spending(inputs: Inputs) -> pl.DataFrame:
    """Return the three measures by state and year, with the mark of the constant-price sheet."""
    path = inputs.file(SIPRI_MILEX, SIPRI_MILEX.files[0])
    parts = {name: long(sheet(path, title), name) for name, title in SHEETS.items()}
    frame = parts["milex_constant"]
    for name in ("milex_current", "milex_gdp_share"):
        frame = frame.join(parts[name].drop("mark"), on=["country", "year"], how="full", coalesce=True)
    return coded(frame)
