"""PortWatch: ships through straits by month, 2019-2025."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

PORTWATCH = Source(
    id="portwatch",
    folder="shipping_portwatch_chokepoints",
    files=("portwatch_chokepoints_monthly_2019_2025.csv.gz",),
    title="PortWatch, transits of chokepoints 2019-2025",
    citation="International Monetary Fund and University of Oxford (2026). PortWatch, https://portwatch.imf.org.",
    version="January 2019 to December 2025",
    terms="Reuse with attribution (terms of use of IMF data).",
    licence="attribution",
    tier="open",
    url="https://portwatch.imf.org",
    covers={"strait_transits": (2019, 2025)},
)
SHIPS = {
    "n_total": "ships",
    "n_tanker": "tankers",
    "n_container": "containers",
    "n_dry_bulk": "dry_bulk",
    "n_general_cargo": "general",
    "n_roro": "roro",
    "capacity": "capacity",
}


def transits(inputs: Inputs) -> pl.DataFrame:
    """Return one row per strait and month."""
    frame = pl.read_csv(inputs.file(PORTWATCH, PORTWATCH.files[0]), infer_schema_length=None)
    return frame.select(
        pl.col("portname").alias("strait"),
        (pl.col("month") + "-01").str.to_date().alias("month"),
        *(pl.col(published).alias(name) for published, name in SHIPS.items()),
    )
