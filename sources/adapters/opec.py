"""Oil and gas by country from OPEC's Annual Statistical Bulletin 2023."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

OPEC = Source(
    id="opec_asb_2023",
    folder="oil_opec_asb2023",
    files=(
        "asb2023_long.csv",
        "asb2023_crude_exports_by_destination_2012_2022.csv",
        "T72_spot_prices_monthly.xlsx",
    ),
    title="OPEC Annual Statistical Bulletin 2023",
    citation="Organization of the Petroleum Exporting Countries (2023). OPEC Annual Statistical "
    "Bulletin 2023, 58th edition. Vienna: OPEC.",
    version="58th edition, 2023",
    terms="(c) OPEC. Educational and other non-commercial use with full acknowledgement. Country-year "
    "figures only.",
    tier="limited",
    url="https://asb.opec.org/",
)
OIL = {
    "production": "crude_production",
    "consumption": "oil_demand",
    "crude_exports": "crude_exports",
    "product_exports": "product_exports",
    "crude_imports": "crude_imports",
    "product_imports": "product_imports",
}
GAS = {
    "production": "gas_production",
    "consumption": "gas_demand",
    "exports": "gas_exports",
    "imports": "gas_imports",
}
TRADE = ("crude_exports", "product_exports", "crude_imports", "product_imports", "exports", "imports")
SPELLED = {"Eqautorial Guinea": "Equatorial Guinea", "I.R.Iran": "Iran", "IR Iran": "Iran"}
DOUBTFUL = (
    "Russian gas demand of 1990-1995, written equal to production, and Ukrainian gas imports, "
    "without those from Russia"
)
BEFORE = "0 before the first figure of the series, written for none and for not reported alike"
MIXED = "trade of a Soviet republic, exchanges within the Soviet Union mixed in"


def oil(inputs: Inputs) -> pl.DataFrame:
    """Return name, year, series and value in thousand barrels a day."""
    return _series(inputs, OIL)


def gas(inputs: Inputs) -> pl.DataFrame:
    """Return name, year, series and value in billion standard cubic metres."""
    return _series(inputs, GAS).with_columns(pl.col("value") / 1000)


def _series(inputs: Inputs, wanted: dict[str, str]) -> pl.DataFrame:
    frame = pl.read_csv(inputs.file(OPEC, "asb2023_long.csv"), infer_schema_length=None)
    names = {publisher: ours for ours, publisher in wanted.items()}
    bare = pl.col("entity").str.replace(r"\d+$", "").replace(SPELLED)
    return frame.filter(pl.col("series").is_in(list(names))).select(
        bare.alias("name"), "year", pl.col("series").replace_strict(names), "value"
    )


def soviet_whole(frame: pl.DataFrame) -> pl.DataFrame:
    """Name the parts from which the Soviet Union is summed to 1991, and the Sudan that was one state to 2010.

    The bulletin carries Russia and "Other Eurasia" (which includes the rows of Azerbaijan, Kazakhstan and so
    on) back to 1960. Trade is left as it is: :func:`soviet_trade` tells its rows.
    """
    inside = (
        (pl.col("year") <= 1991)
        & pl.col("name").is_in(["Russia", "Other Eurasia"])
        & ~pl.col("series").is_in(TRADE)
    )
    sudan = (pl.col("year") <= 2010) & (pl.col("name") == "Sudans")
    return frame.with_columns(
        pl.when(inside)
        .then(pl.lit("Soviet Union"))
        .when(sudan)
        .then(pl.lit("Sudan"))
        .otherwise("name")
        .alias("name")
    )


def doubtful() -> pl.Expr:
    """Return the condition of gas figures that cannot be what their heading says."""
    demand = (
        (pl.col("series") == "consumption")
        & pl.col("name").is_in(["Russia", "Other Eurasia"])
        & pl.col("year").is_between(1990, 1995)
    )
    return demand | ((pl.col("series") == "imports") & (pl.col("name") == "Ukraine"))


def soviet_trade() -> pl.Expr:
    """Return the condition of rows with the trade of Russia inside the Soviet Union."""
    return (pl.col("year") <= 1991) & (pl.col("name") == "Russia") & pl.col("series").is_in(TRADE)


def reported(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Leave out the zeros before the first figure of a country's series, and tell how many there were.

    The bulletin writes none and not reported alike: Malaysia has 0 to 1979, when it had long been pumping.
    Regions and rests, which bear one name several times, are no matter here.
    """
    begun = (pl.col("value") > 0).cum_max().over("series", "name", order_by="year")
    kept = frame.filter(begun)
    return kept, frame.height - kept.height


def destinations(inputs: Inputs) -> pl.DataFrame:
    """Return exporter name, destination, year and crude oil exports in thousand barrels a day."""
    frame = pl.read_csv(
        inputs.file(OPEC, "asb2023_crude_exports_by_destination_2012_2022.csv"), infer_schema_length=None
    )
    return frame.select(
        pl.col("exporter").replace(SPELLED).alias("name"),
        "destination",
        "year",
        pl.col("kb_per_day").alias("crude"),
    )


def spot_prices(inputs: Inputs) -> pl.DataFrame:
    """Return country, crude, year and price in dollars a barrel, null where the bulletin has none: the rows under "Yearly"."""
    import openpyxl

    sheet = openpyxl.load_workbook(inputs.file(OPEC, "T72_spot_prices_monthly.xlsx"), data_only=True).active
    rows: list[tuple[str, str, int, float | None]] = []
    years: list[int] = []
    for cells in sheet.iter_rows(values_only=True):
        head = cells[0]
        if head in ("Monthly", "Yearly") or not isinstance(head, str) or " - " not in head:
            years = [cell for cell in cells[1:] if isinstance(cell, int)] if head == "Yearly" else []
            continue
        country, _, crude = head.partition(" - ")
        for year, cell in zip(years, cells[1:], strict=False):
            rows.append(
                (
                    SPELLED.get(country, country),
                    crude,
                    year,
                    float(cell) if isinstance(cell, int | float) else None,
                )
            )
    return pl.DataFrame(
        rows,
        schema={"country": pl.String, "crude": pl.String, "year": pl.Int64, "price": pl.Float64},
        orient="row",
    )
