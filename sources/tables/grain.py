"""Tables of grain."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from sources import corrections
from sources.adapters import fao_balances, faostat_trade
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import UNIONS, coded, of_their_time, summed, tally
from westphalia.record.once import once

ELEMENTS = tuple(fao_balances.ELEMENTS.values())
BENELUX = "Belgium or Luxembourg to 1999, which FAO counted as one and the compiler divided"
BELGIUM, LUXEMBOURG = 211, 212


def _trade(inputs: Inputs, crop: str) -> Built:
    raw = faostat_trade.trade(inputs, crop)
    frame, dropped = coded(raw, {"exporter": "seller", "importer": "buyer"})
    apart = frame.filter(pl.col("exporter") != pl.col("importer"))
    return Built(
        apart.select("exporter", "importer", "year", "tonnes"),
        read=raw.height,
        dropped=tally(dropped, {"a state's trade with itself": frame.height - apart.height}),
        notes=(
            "Belgium to 1999 is Belgium and Luxembourg; 345 to 2005 is Serbia and Montenegro.",
            "Exports that a state did not report are missing: Russia's begin in 1998 and those of 2022 "
            "are far too low; Iran's imports are far too low.",
        ),
    )


@builds("wheat_trade", faostat_trade.FAOSTAT_TRADE)
@once
def wheat_trade(inputs: Inputs) -> Built:
    """Wheat from state to state, and of which states the flows are no sum of what they sold or bought."""
    built = _trade(inputs, "wheat")
    covered = pl.col("year").is_between(built.frame["year"].min(), built.frame["year"].max())
    wheat = grain_balances(inputs).frame.filter(covered, item="wheat")
    told = [
        corrections.incomplete(built.frame, wheat.select("ccode", "year", amount=flow), side)
        for side, flow in (("exporter", "exports"), ("importer", "imports"))
    ]
    return replace(built, corrections=pl.concat(told))


@builds("maize_trade", faostat_trade.FAOSTAT_TRADE)
def maize_trade(inputs: Inputs) -> Built:
    """Maize from state to state."""
    return _trade(inputs, "maize")


@builds("grain_production", faostat_trade.FAOSTAT_TRADE, fao_balances.FAO_BALANCES)
def grain_production(inputs: Inputs) -> Built:
    """Harvests from two copies of FAOSTAT, apart."""
    long, long_read, long_dropped = _long_harvests(inputs)
    late, late_read, late_dropped = _late_harvests(inputs)
    return Built(
        pl.concat([long, late]),
        read=long_read + late_read,
        dropped=tally(long_dropped, late_dropped),
        notes=("fao_balances: tonnes and value are two rows of the source and one of the table.",),
    )


def _long_harvests(inputs: Inputs) -> tuple[pl.DataFrame, int, dict[str, int]]:
    raw = pl.concat(faostat_trade.production(inputs, crop) for crop in ("wheat", "maize"))
    known = raw.filter(pl.col("tonnes") > 0)
    once = known.unique(["name", "year", "crop", "tonnes"], maintain_order=True)
    frame, dropped = coded(once, {"ccode": "name"})
    frame = frame.select(
        "ccode",
        "year",
        "crop",
        pl.lit(faostat_trade.FAOSTAT_TRADE.id).alias("source"),
        "tonnes",
        pl.lit(None, dtype=pl.Float64).alias("value"),
    )
    return (
        frame,
        raw.height,
        tally(
            dropped,
            {
                faostat_trade.FILLED: raw.height - known.height,
                "the same row twice": known.height - once.height,
            },
        ),
    )


def _late_harvests(inputs: Inputs) -> tuple[pl.DataFrame, int, dict[str, int]]:
    raw = fao_balances.production(inputs)
    cereals = raw.filter(pl.col("crop").is_not_null())
    known = cereals.filter(pl.col("amount").is_not_null())
    frame, dropped = coded(known, {"ccode": "name"})
    measures = (
        pl.col("amount").filter(pl.col("measure") == name).first().alias(name) for name in ("tonnes", "value")
    )
    wide = frame.group_by("ccode", "year", "crop", maintain_order=True).agg(*measures)
    wide = wide.select(
        "ccode", "year", "crop", pl.lit(fao_balances.FAO_BALANCES.id).alias("source"), "tonnes", "value"
    )
    return (
        wide,
        raw.height,
        tally(
            dropped, {"not a cereal": raw.height - cereals.height, "no figure": cereals.height - known.height}
        ),
    )


@builds("grain_balances", fao_balances.FAO_BALANCES)
@once
def grain_balances(inputs: Inputs) -> Built:
    """Balances by state of the time."""
    raw = fao_balances.balances(inputs)
    cereals = raw.filter(pl.col("item").is_not_null())
    known = cereals.filter(pl.col("amount").is_not_null())
    sound = known.filter((pl.col("amount") >= 0) | (pl.col("element") == "stock_variation"))
    frame, foreign = coded(sound, {"ccode": "name"}, year=None)
    frame, early = then_states(frame)
    columns = (
        pl.col("amount").filter(pl.col("element") == name).first().round(3).alias(name) for name in ELEMENTS
    )
    wide = frame.group_by("ccode", "year", "item", maintain_order=True).agg(*columns)
    return Built(
        wide,
        read=raw.height,
        dropped=tally(
            foreign,
            early,
            {
                "oil made of a cereal": raw.height - cereals.height,
                "a weight below zero": known.height - sound.height,
                "no figure": cereals.height - known.height,
            },
        ),
        notes=(
            "Rows are counted as single figures, one element of one state, cereal and year.",
            "The compiler divides the figures of states that broke up among today's states, back to "
            "1973: those shares are summed to the state "
            "that was (the Soviet Union and Yugoslavia to 1991, Czechoslovakia to 1992, Serbia and "
            "Montenegro to 2005).",
            "The compiler's accounts leave few gaps: a 0 may stand for a missing report.",
            "Germany before 1991, Yemen before 1990 and Vietnam before 1976 are left out: FAO writes "
            "two states as one.",
        ),
    )


def then_states(frame: pl.DataFrame) -> tuple[pl.DataFrame, dict[str, int]]:
    """Sum the parts of unions; leave out states that were not there yet and the divided Benelux."""
    shared = pl.col("ccode").is_in([BELGIUM, LUXEMBOURG]) & (pl.col("year") <= 1999)
    apart = frame.filter(~shared)
    whole = pl.any_horizontal(
        pl.col("year").is_between(first, last) & pl.col("ccode").is_in(parts)
        for _, first, last, parts in UNIONS
    )
    sums = summed(apart.filter(whole), ["item", "element"], ["amount"])
    rest, early = of_their_time(apart.filter(~whole), "name")
    return pl.concat([rest.select(sums.columns), sums]), tally(early, {BENELUX: frame.height - apart.height})
