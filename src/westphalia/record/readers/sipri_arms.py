"""The SIPRI Arms Transfers Database: its deliveries and its register, and the volume in a year."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.record.readers.csv_file import Layout, complain, faults_where, read_csv, read_text

UNKNOWN = "unknown"
CATEGORIES = (
    "Aircraft",
    "Air defence systems",
    "Armoured vehicles",
    "Artillery",
    "Engines",
    "Missiles",
    "Naval weapons",
    "Other",
    "Satellites",
    "Sensors",
    "Ships",
    UNKNOWN,
)
DELIVERIES = Layout(
    title="the list of deliveries of the SIPRI Arms Transfers Database",
    columns={
        "SIPRI AT Database ID": "whole",
        "Supplier": "text",
        "Recipient": "text",
        "Armament category": "text",
        "Order date": "whole",
        "Delivery year": "whole",
        "TIV delivery values": "number",
    },
    first=("SIPRI AT Database ID", "Supplier", "Recipient"),
    get="armstransfers.sipri.org",
    encodings=("utf-8-sig", "latin-1"),
)
REGISTER = Layout(
    title="the trade register of the SIPRI Arms Transfers Database",
    columns={
        "Supplier": "text",
        "Recipient": "text",
        "Year of order": "whole",
        "Year(s) of delivery": "text",
        "SIPRI TIV for total order": "number",
        "SIPRI TIV of delivered weapons": "number",
    },
    first=("Recipient", "Supplier", "Year of order"),
    get="armstransfers.sipri.org",
    encodings=("utf-8-sig", "latin-1"),
    empty=("Year(s) of delivery", "SIPRI TIV for total order", "SIPRI TIV of delivered weapons"),
)

Names: TypeAlias = "Callable[[pl.Series, pl.Series | None], pl.Series]"
"""State codes of names in years; null for what is known not to be a state."""


def read(path: Path) -> pl.DataFrame:
    """Return deliveries from either of the publisher's files.

    Parameters
    ----------
    path : Path
        The list of deliveries (one row a deal and year) or the trade register (one row a deal, spread evenly
        over its years of delivery).

    Returns
    -------
    polars.DataFrame
        ``deal``, ``supplier``, ``recipient`` (names), ``order_year``, ``year``, ``category``, ``tiv``
        (million trend-indicator values).

    Raises
    ------
    NotUnderstood
        When the file is neither, or is damaged, naming file, lines and columns.
    """
    head = read_text(path, DELIVERIES).lstrip()[:6000]
    if "Supplier" not in head:
        raise NotUnderstood(
            f"{path.name} is no file of the SIPRI Arms Transfers Database: no column is called Supplier.",
            "",
            f"Get one from {DELIVERIES.get}.",
        )
    return spread(read_register(path)) if "Year(s) of delivery" in head else read_deliveries(path)


def read_deliveries(path: Path) -> pl.DataFrame:
    """Return the list of deliveries, one row a deal and year of delivery, in the shape of :func:`read`."""
    frame = read_csv(path, DELIVERIES)
    faults = faults_where(frame, ~pl.col("Delivery year").is_between(1940, 2100), "Delivery year is no year")
    faults += faults_where(frame, pl.col("TIV delivery values") < 0, "TIV delivery values is below zero")
    faults += faults_where(
        frame,
        ~pl.col("Armament category").is_in(CATEGORIES),
        f"Armament category is none of {', '.join(CATEGORIES[:-1])}",
    )
    complain(path, DELIVERIES, faults)
    return frame.select(
        pl.col("SIPRI AT Database ID").alias("deal"),
        pl.col("Supplier").alias("supplier"),
        pl.col("Recipient").alias("recipient"),
        pl.col("Order date").alias("order_year"),
        pl.col("Delivery year").alias("year"),
        pl.col("Armament category").alias("category"),
        pl.col("TIV delivery values").alias("tiv"),
    )


def read_register(path: Path) -> pl.DataFrame:
    """Return the trade register, one row a deal.

    The file writes 0 for an order whose volume is not known, as number or unit volume are not: null here.
    A deal without a delivery has a volume delivered of 0.

    Returns
    -------
    polars.DataFrame
        ``deal`` (its number in the file), ``supplier``, ``recipient``, ``order_year``, ``years`` (list),
        ``tiv_ordered``, ``tiv_delivered``.
    """
    frame = read_csv(path, REGISTER)
    years = pl.col("Year(s) of delivery").str.split(";").list.eval(pl.element().str.strip_chars())
    fits = years.list.eval(pl.element().str.contains(r"^(19|20)\d\d$")).list.all()
    faults = faults_where(
        frame,
        pl.col("Year(s) of delivery").is_not_null() & ~fits,
        "Year(s) of delivery is not a list of years",
    )
    faults += faults_where(frame, ~pl.col("Year of order").is_between(1900, 2100), "Year of order is no year")
    faults += faults_where(
        frame, pl.col("SIPRI TIV of delivered weapons") < 0, "SIPRI TIV of delivered weapons is below zero"
    )
    complain(path, REGISTER, faults)
    return frame.with_row_index("deal", 1).select(
        "deal",
        pl.col("Supplier").alias("supplier"),
        pl.col("Recipient").alias("recipient"),
        pl.col("Year of order").alias("order_year"),
        years.cast(pl.List(pl.Int64)).alias("years"),
        pl.when(pl.col("SIPRI TIV for total order") != 0)
        .then(pl.col("SIPRI TIV for total order"))
        .alias("tiv_ordered"),
        pl.col("SIPRI TIV of delivered weapons").alias("tiv_delivered"),
    )


def spread(register: pl.DataFrame) -> pl.DataFrame:
    """Return deliveries by year from the register: a deal's volume in equal parts over its listed years.

    The register has neither the category nor the volume of a year; the category is ``unknown``. Deals
    without a delivery are left out.
    """
    delivered = register.filter(pl.col("years").is_not_null() & pl.col("tiv_delivered").is_not_null())
    rows = delivered.with_columns(
        (pl.col("tiv_delivered") / pl.col("years").list.len()).alias("tiv")
    ).explode("years")
    return rows.select(
        pl.col("deal").cast(pl.Int64),
        "supplier",
        "recipient",
        "order_year",
        pl.col("years").alias("year"),
        pl.lit(UNKNOWN).alias("category"),
        "tiv",
    )


def derive(deliveries: pl.DataFrame, names: Names) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the volume delivered between states by year and category, and the rows left out by reason.

    Parameters
    ----------
    deliveries : polars.DataFrame
        As :func:`read` returns them.
    names : callable
        Takes names and years and returns state codes, null for what is not a state; raises for unknown names.

    Returns
    -------
    polars.DataFrame
        ``supplier``, ``recipient`` (codes), ``year``, ``category``, ``tiv``, ``deals``.
    dict
        Rows dropped, by reason.
    """
    rows, dropped = between_states(deliveries, names, "year")
    volume = rows.group_by("supplier", "recipient", "year", "category").agg(
        pl.col("tiv").sort().sum().round(2), pl.col("deal").n_unique().alias("deals")
    )
    return volume.sort("supplier", "recipient", "year", "category"), dropped


def between_states(rows: pl.DataFrame, names: Names, year: str) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return rows with codes for the names of supplier and recipient, and the rows left out by reason."""
    coded = rows.with_columns(_codes(rows, side, names, year) for side in ("supplier", "recipient"))
    reason = (
        pl.when(pl.col("supplier").is_null())
        .then(pl.lit("supplier is not a state"))
        .when(pl.col("recipient").is_null())
        .then(pl.lit("recipient is not a state"))
        .when(pl.col("supplier") == pl.col("recipient"))
        .then(pl.lit("within one state"))
    )
    marked = coded.with_columns(reason.alias("reason"))
    lost = marked.drop_nulls("reason").group_by("reason").len().sort("reason")
    return marked.filter(pl.col("reason").is_null()).drop("reason"), dict(lost.iter_rows())


def _codes(rows: pl.DataFrame, side: str, names: Names, year: str) -> pl.Series:
    """Return codes; SIPRI stars armed groups (*) and organisations (**) and says what it does not know."""
    nobody = pl.col(side).str.contains(r"\*$") | pl.col(side).str.to_lowercase().str.starts_with("unknown")
    spelled = rows.select(
        pl.when(nobody)
        .then(None)
        .when((pl.col(side) == "Germany") & (pl.col(year) < 1990))
        .then(pl.lit("West Germany"))
        .when(pl.col(side) == "Yemen Arab Republic (North Yemen)")
        .then(pl.lit("North Yemen"))
        .otherwise(pl.col(side))
        .alias(side),
        year,
    )
    return names(spelled[side], spelled[year]).alias(side)
