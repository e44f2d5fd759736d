"""Tables of trade."""

from __future__ import annotations

import polars as pl

from sources import corrections
from sources.adapters import baci, cow_trade, factbook, wiod
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import coded, tally
from westphalia.record.once import once

BELGIUM, LUXEMBOURG = 211, 212
UNION = "Luxembourg with the figures of the whole Belgo-Luxembourg union"
SELF = "a state's trade with itself"


@builds("trade", cow_trade.COW_TRADE, baci.BACI)
@once
def trade(inputs: Inputs) -> Built:
    """Trade by directed dyad, from two sources that stay apart."""
    published = cow_trade.imports(inputs).with_columns(pl.lit(cow_trade.COW_TRADE.id).alias("source"))
    slips = corrections.gaps(published).with_columns(pl.lit(cow_trade.COW_TRADE.id).alias("source"))
    cow, told = corrections.put(
        "trade", published, ("importer", "exporter", "year", "source"), "value", slips
    )
    raw = baci.flows(inputs)
    new, dropped = coded(raw, {"importer": "importer_name", "exporter": "exporter_name"})
    new = new.with_columns(pl.lit(baci.BACI.id).alias("source")).select([*cow.columns[:3], "source", "value"])
    known = (
        cow.filter(pl.col("value").is_not_null())
        .with_columns(pl.col("value").cast(pl.Float64))
        .select(new.columns)
    )
    missing = cow.height - known.height - told.height
    return Built(
        pl.concat([known, new]),
        read=cow.height + raw.height,
        dropped=tally(
            dropped, {"value missing in cow_trade_4": missing, "a zero that is a gap": told.height}
        ),
        corrections=told,
        notes=(
            "cow_trade_4: every dyad stands twice in the file, once from each side; each directed flow "
            "is kept once.",
            "cow_trade_4: values are whole millions in this copy, so 0 means less than half a million.",
            "cow_trade_4 has importers' reports, baci_2023 both sides' reports reconciled: the levels "
            "do not join.",
            "baci_2023: neither Russia nor Iran reported; their trade with reporters is mirrored, their "
            "trade with each other is unknown. "
            "Taiwan, Cuba and North Korea are not among its economies.",
        ),
    )


@builds("trade_totals", cow_trade.COW_TRADE_TOTALS)
def trade_totals(inputs: Inputs) -> Built:
    """All imports and exports of a state, as published."""
    raw = cow_trade.totals(inputs)
    known = raw.filter(pl.any_horizontal(pl.col("imports", "exports").is_not_null()))
    frame = without_union(known)
    return Built(
        frame,
        read=raw.height,
        dropped=tally(
            {
                "neither imports nor exports known": raw.height - known.height,
                UNION: known.height - frame.height,
            }
        ),
        notes=(
            "Belgium of 1960-1996 holds the trade of Luxembourg, its partner in the union, in the years "
            "for which Luxembourg has no row.",
        ),
    )


def without_union(frame: pl.DataFrame) -> pl.DataFrame:
    """Leave out Luxembourg in the years in which its figures are those of Belgium: they are the union's."""
    belgium = frame.filter(pl.col("ccode") == BELGIUM).select(
        pl.lit(LUXEMBOURG, dtype=frame.schema["ccode"]).alias("ccode"), "year", "imports", "exports"
    )
    return frame.join(belgium, on=["ccode", "year", "imports", "exports"], how="anti", maintain_order="left")


@builds("trade_partners", factbook.FACTBOOK)
def trade_partners(inputs: Inputs) -> Built:
    """Shares of main partners, one edition for each state, flow and year."""
    raw = factbook.partners(inputs)
    sound = raw.filter(~factbook.scrambled())
    frame, stale = newest(sound)
    frame, dropped = coded(frame, {"ccode": "name", "partner": "partner_name"})
    own = frame.filter(pl.col("ccode") == pl.col("partner")).height
    frame = frame.filter(pl.col("ccode") != pl.col("partner")).select(
        "ccode", "partner", "year", "flow", "share"
    )
    return Built(
        frame,
        read=raw.height,
        dropped=tally(
            dropped,
            {
                factbook.SCRAMBLED: raw.height - sound.height,
                "an older edition of the same year": stale,
                SELF: own,
            },
        ),
        notes=("Shares are of all trade of the state; from the edition of 2021 they are whole per cents.",),
    )


def newest(frame: pl.DataFrame) -> tuple[pl.DataFrame, int]:
    """Return the rows of the newest edition for each state, flow and year, and the number of older rows."""
    kept = frame.filter(pl.col("vintage") == pl.col("vintage").max().over("name", "flow", "year"))
    return kept, frame.height - kept.height


@builds("trade_square", wiod.WIOD)
def trade_square(inputs: Inputs) -> Built:
    """Trade with internal trade, as published."""
    frame = wiod.square(inputs)
    return Built(frame, read=frame.height)
