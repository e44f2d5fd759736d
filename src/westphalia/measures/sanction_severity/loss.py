"""Realised loss: what a sanctioned state trades with its senders, and sells of its oil, against what would have been expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.measures.sanction_severity.exposure import fill
from westphalia.record import sums
from westphalia.record.coverage import Coverage, since
from westphalia.record.framed import framed
from westphalia.record.once import once

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.history import Floats, History
    from westphalia.record.source import Source

OIL = "opec_asb_2023"
OIL_YEARS = since(1980, f"oil:{OIL}")
TRADE_YEARS = since(1950, "trade:cow_trade_4")
RECONCILED = Coverage(("trade:baci_2023",))


@once
def trade_lost(source: Source) -> pl.DataFrame:
    """Return by target and year how far trade with the senders falls short of its past and of gravity.

    Expected trade with a sender is its part of world trade in the base years times world trade now, times the growth of the product of the two states' parts of world
    output: gravity with elasticities of one. The loss is one less actual over expected trade, summed over the senders of whom both are known.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import outputs, trade, weighed

    cases = weighed(source).filter(pl.col("year").is_between(*TRADE_YEARS.whole(source)))
    flows = trade(source, cases.select("sender", "target").unique())
    output = outputs(source)
    now = (
        cases.join(flows.select("sender", "target", "year", "flow", "all"), on=["sender", "target", "year"])
        .join(output.rename({"ccode": "sender", "output": "theirs"}), on=["sender", "year"])
        .join(output.rename({"ccode": "target", "output": "mine"}), on=["target", "year"])
    )
    expected = pl.col("usual") * pl.col("all") * pl.col("theirs") * pl.col("mine") / pl.col("size")
    known = now.with_columns(expected=expected).filter(pl.col("expected") > 0)
    return known.group_by("target", "year").agg(
        value=1 - sums.total(pl.col("flow")) / sums.total(pl.col("expected"))
    )


def trade_lost_lately(source: Source) -> pl.DataFrame:
    """Return by target the loss of trade with its senders in the year of the reconciled source, where trade of that year is on record.

    As in :func:`trade_lost`, but what is compared is from two sources: the base from the imports that each state reported, that year from reports of both sides reconciled. Output is
    that of the last year known. Trade that neither side reported (Russia and Iran with each other) is missing from it.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import outputs, weighed

    lately = RECONCILED.whole(source)[1]
    rows = framed(source, "trade_baci", ("importer", "exporter"), years=(lately, lately))
    everything = rows.select(sums.total(pl.col("value"))).item()
    cases = weighed(source).filter(year=lately)
    ways = (
        rows.rename({"importer": "target", "exporter": "sender"}),
        rows.rename({"exporter": "target", "importer": "sender"}),
    )
    flows = (
        pl.concat(way.select("target", "sender", "value") for way in ways)
        .group_by("target", "sender")
        .agg(flow=pl.col("value").sum())  # of two flows at most
    )
    last = outputs(source).filter(pl.col("year") == pl.col("year").max())
    now = cases.join(flows, on=["sender", "target"])
    for side, name in (("sender", "theirs"), ("target", "mine")):
        now = now.join(last.select(pl.col("ccode").alias(side), pl.col("output").alias(name)), on=side)
    expected = pl.col("usual") * everything * pl.col("theirs") * pl.col("mine") / pl.col("size")
    known = now.with_columns(expected=expected).filter(pl.col("expected") > 0)
    return known.group_by("target").agg(value=1 - sums.total(pl.col("flow")) / sums.total(pl.col("expected")))


@once
def oil_lost(source: Source) -> pl.DataFrame:
    """Return by target and year how far its part of the world's crude exports falls short of what it was before each sender began.

    The past is the mean of the latest five known of the ten years before each sender began, weighted by the senders' parts of world output.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import BASE, BEFORE, weighed

    oil = framed(source, "crude_exports", ("target",), "crude_exports")
    part = oil.with_columns(part=pl.col("crude_exports") / pl.col("crude_exports").sum().over("year")).select(
        "target", "year", "part"
    )
    cases = weighed(source).select("sender", "target", "year", "start", "output").filter(pl.col("output") > 0)
    past = (
        cases.select("target", "start")
        .unique()
        .join(part, on="target")
        .filter(pl.col("year") < pl.col("start"), pl.col("year") >= pl.col("start") - BEFORE)
    )
    latest = past.filter(pl.col("year").rank("ordinal", descending=True).over("target", "start") <= BASE)
    usual = (
        latest.group_by("target", "start").agg(usual=sums.mean(pl.col("part"))).filter(pl.col("usual") > 0)
    )
    joined = cases.join(usual, on=["target", "start"]).join(part, on=["target", "year"])
    before = sums.total(pl.col("usual") * pl.col("output")) / sums.total(pl.col("output"))
    return joined.group_by("target", "year").agg(value=1 - pl.col("part").first() / before)


def of_trade(history: History) -> Floats:
    """Return the loss of trade of states (n,); NaN without senders or where trade is not known."""
    return fill(history, trade_lost(history.source), float("nan"))


def of_oil(history: History) -> Floats:
    """Return the loss of oil exports of states (n,); NaN for a state that is not known to have exported crude before."""
    return fill(history, oil_lost(history.source), float("nan"))
