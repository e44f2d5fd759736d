"""Tables of arms transfers."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from sources.adapters import sipri_arms
from sources.names import codes
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers import sipri_arms as reader

CHANGE = 2024
GERMANY = (255, 260)
PAIR = ("supplier", "recipient", "year")


def agreement(ours: pl.DataFrame, theirs: pl.DataFrame) -> str:
    """Say how far yearly volumes agree with another table of them, over the years that both cover.

    Parameters
    ----------
    ours : polars.DataFrame
        ``supplier``, ``recipient``, ``year``, ``tiv``.
    theirs : polars.DataFrame
        ``supplier``, ``recipient``, ``year``, ``value``, in whole units.
    """
    last = int(theirs["year"].max())  # type: ignore[arg-type]
    german = pl.any_horizontal(pl.col("supplier", "recipient").is_in(GERMANY)) & (pl.col("year") <= 1990)
    mine = ours.filter((pl.col("year") <= last) & ~german).group_by(*PAIR).agg(pl.col("tiv").sum())
    both = mine.join(theirs.group_by(*PAIR).agg(pl.col("value").sum()), on=PAIR, how="full", coalesce=True)
    gap = (pl.col("tiv").fill_null(0) - pl.col("value").fill_null(0)).abs()
    close, total, whole, other = both.select(
        (gap <= 1).sum().alias("close"), pl.len(), pl.col("tiv").sum(), pl.col("value").sum()
    ).row(0)
    return (
        f"Check against SIPRI's volumes by pair and year to {last} as tidied by 360info, which lack "
        f"Germany before 1991: {close:,} of {total:,} agree within one unit; sums {whole:,.0f} here "
        "and "
        f"{other:,.0f} there. The tables are of different vintages, and SIPRI corrects the past in each."
    )


def volumes(inputs: Inputs) -> pl.DataFrame:
    """Return the volumes to check against, with state codes; they lack Germany before 1991."""
    frame = sipri_arms.volumes(inputs)
    frame = frame.with_columns(pl.lit(0).alias("deal"), pl.lit("").alias("category"))
    return reader.between_states(frame, codes, "year")[0]


@builds("arms_transfers", sipri_arms.DELIVERIES, sipri_arms.REGISTER, sipri_arms.CHECK)
def transfers(inputs: Inputs) -> Built:
    """Deliveries to 2023 from the list of deliveries, 2024 and 2025 from the register."""
    listed = sipri_arms.deliveries(inputs)
    spread = reader.spread(sipri_arms.register(inputs)).filter(pl.col("year") >= CHANGE)
    parts = [(listed, sipri_arms.DELIVERIES.id), (spread, sipri_arms.REGISTER.id)]
    derived = [(reader.derive(rows, codes), source) for rows, source in parts]
    frame = pl.concat(table.with_columns(pl.lit(source).alias("source")) for (table, _), source in derived)
    notes = (
        "Deliveries are summed by supplier, recipient, year and category. Germany before 1990 is "
        "West Germany; Russia and the Soviet Union are one state.",
        "Volumes of 2024 and 2025 rest on a deal's equal parts over its years of delivery; they "
        "are less exact than those before.",
        agreement(frame, volumes(inputs)),
    )
    return Built(
        frame.drop("deals"),
        read=listed.height + spread.height,
        dropped=added([lost for (_, lost), _ in derived]),
        notes=notes,
    )


def added(accounts: Sequence[dict[str, int]]) -> dict[str, int]:
    """Return the sums of several accounts of dropped rows."""
    reasons = sorted({reason for account in accounts for reason in account})
    return {reason: sum(account.get(reason, 0) for account in accounts) for reason in reasons}


@builds("arms_orders", sipri_arms.REGISTER)
def orders(inputs: Inputs) -> Built:
    """Deals by year of order from the register."""
    register = sipri_arms.register(inputs)
    rows, dropped = reader.between_states(register, codes, "order_year")
    return Built(
        ordered(rows),
        read=register.height,
        dropped=dropped,
        notes=(
            "Deals are summed by supplier, recipient and year of order. A deal enters the register "
            "when it becomes known, most of them with a delivery.",
        ),
    )


def ordered(deals: pl.DataFrame) -> pl.DataFrame:
    """Return deals and volumes by pair and year of order; a volume is null when it is known for no deal."""

    def known(name: str) -> pl.Expr:
        return pl.when(pl.col(name).is_not_null().any()).then(pl.col(name).sum().round(2)).alias(name)

    return deals.group_by("supplier", "recipient", "order_year").agg(
        pl.len().alias("deals"),
        known("tiv_ordered"),
        known("tiv_delivered"),
    )
