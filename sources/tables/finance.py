"""Tables of money between states."""

from __future__ import annotations

import polars as pl

from sources.adapters import finance, state_lists
from sources.members import between_states
from sources.predecessors import of_then
from sources.registry import builds
from sources.source import Built, Inputs
from sources.successors import OLD_NAMES, tally
from sources.tables.system import COW_ENDS

FIRST, LAST = finance.LINES.covers["swap_lines"]
NOT_THEN = "no state of the Correlates of War list at the end of the year"
TWICE = "under today's name beside a row of the state of then"
TWO = "Vietnam before 1976 or Yemen before 1990, without saying which of the two"
TWO_THERE = {816: 1976, 679: 1990}
"""Names that two states bore, to which year."""


def at_year_end(frame: pl.DataFrame, inputs: Inputs) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the rows of states that were in the Correlates of War system on 31 December, one each, and the account of the rest.

    Parameters
    ----------
    frame : polars.DataFrame
        ``country`` (a name), ``ccode`` (of today), ``year`` and others.
    """
    states, lost = between_states(frame, "ccode")
    two = pl.col("year") < pl.col("ccode").replace_strict(TWO_THERE, default=0, return_dtype=pl.Int64)
    told = states.filter(~two).with_columns(of_then("ccode", "year"))
    end = pl.date("year", 12, 31)
    spells = state_lists.cow_spells(inputs).select(
        pl.col("code").cast(pl.Int64).alias("ccode"), "start", "end"
    )
    there = told.join(spells, on="ccode").filter(
        pl.col("start") <= end, (pl.col("end") >= end) | (pl.col("end") == COW_ENDS)
    )
    standing = told.join(
        there.select("ccode", "year").unique(), on=["ccode", "year"], how="semi", maintain_order="left"
    )
    first = standing.sort(~pl.col("country").is_in(sorted(OLD_NAMES)), maintain_order=True)
    once = first.unique(["ccode", "year"], keep="first", maintain_order=True)
    heights = (states.height - told.height, told.height - standing.height, standing.height - once.height)
    return once, tally(lost, dict(zip((TWO, NOT_THEN, TWICE), heights, strict=True)))


@builds("reserve_currencies", finance.COFER)
def reserve_currencies(inputs: Inputs) -> Built:
    """Shares of currencies at the end of years."""
    frame = finance.cofer(inputs)
    return Built(frame, frame.height, notes=("Yearly shares; the source has quarters too.",))


@builds("bank_positions", finance.BIS, state_lists.COW)
def bank_positions(inputs: Inputs) -> Built:
    """Positions of banks by state and year."""
    frame = finance.bank_positions(inputs)
    kept, lost = at_year_end(frame, inputs)
    return Built(
        kept.drop("country"), frame.height, lost, ("Germany to 1989 is the Federal Republic (260).",)
    )


@builds("swap_lines", finance.LINES)
def swap_lines(inputs: Inputs) -> Built:
    """Lines between two central banks by year."""
    frame = finance.lines(inputs)
    alone = frame.filter(~pl.col("pooled"))
    states, lost = between_states(alone, "lender", "borrower")
    first = pl.col("start").dt.year().clip(lower_bound=FIRST)
    last = pl.col("end").dt.year().fill_null(LAST).clip(upper_bound=LAST)
    years = (
        states.with_columns(pl.int_ranges(first, last + 1).alias("year")).explode("year").drop_nulls("year")
    )
    ties = years.select("lender", "borrower", "year").unique()
    dropped = tally({"a pool of several": frame.height - alone.height}, lost)
    return Built(
        ties, frame.height, dropped, ("Rows read are deals in one direction; a reciprocal line is two.",)
    )


@builds("exchange_anchors", finance.ANCHORS, state_lists.COW)
def exchange_anchors(inputs: Inputs) -> Built:
    """Anchors and regimes by state and year."""
    parts = [finance.anchors(inputs), finance.regimes(inputs)]
    (one, lost), (two, more) = (at_year_end(part, inputs) for part in parts)
    joined = one.select("ccode", "year", "anchor").join(
        two.select("ccode", "year", "regime", "fine"), on=["ccode", "year"], how="full", coalesce=True
    )
    notes = (
        "Rows read are those of two sheets, anchors and regimes, which stand in one row here.",
        "Germany to 1989 is the Federal Republic (260); the Soviet Union, Yugoslavia and Czechoslovakia have their own rows in the source.",
    )
    return Built(joined, sum(part.height for part in parts), tally(lost, more), notes)
