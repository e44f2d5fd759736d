"""Realised loss: what a sanctioned state trades with its senders, and sells of its oil, against what would have been expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.measures.sanction_severity.exposure import fill
from westphalia.record import sums

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.vectorised import Array
    from westphalia.record.grid import Ints
    from westphalia.record.world import World

OIL = "opec_asb_2023"
OIL_YEARS = (1980, 2022)
TRADE_YEARS = (1950, 2014)


def trade_lost(world: World) -> pl.DataFrame:
    """Return by target and year how far trade with the senders falls short of its past and of gravity.

    Expected trade with a sender is its part of world trade in the base years times world trade now, times the growth of the product of the two states' parts of world
    output: gravity with elasticities of one. The loss is one less actual over expected trade, summed over the senders of whom both are known.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import outputs, trade, weighed

    cases = weighed(world).filter(pl.col("year").is_between(*TRADE_YEARS))
    flows = trade(world, cases.select("sender", "target").unique())
    output = outputs(world)
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


def trade_lost_2023(world: World) -> pl.DataFrame:
    """Return by target the loss of trade with the senders of 2023, where trade of that year is on record.

    As in :func:`trade_lost`, but what is compared is from two sources: the base from the imports that each state reported, 2023 from reports of both sides reconciled. Output is
    that of the last year known. Trade that neither side reported (Russia and Iran with each other) is missing from it.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import outputs, weighed

    rows = (
        world.table("trade")
        .filter(source="baci_2023", year=2023)
        .select("importer", "exporter", pl.col("value").cast(pl.Float64))
        .collect()
    )
    everything = rows.select(sums.total(pl.col("value"))).item()
    cases = weighed(world).filter(year=2023)
    ways = (
        rows.rename({"importer": "target", "exporter": "sender"}),
        rows.rename({"exporter": "target", "importer": "sender"}),
    )
    flows = (
        pl.concat(way.select("target", "sender", "value") for way in ways)
        .group_by("target", "sender")
        .agg(flow=pl.col("value").sum())  # of two flows at most
    )
    last = outputs(world).filter(pl.col("year") == pl.col("year").max())
    now = cases.join(flows, on=["sender", "target"])
    for side, name in (("sender", "theirs"), ("target", "mine")):
        now = now.join(last.select(pl.col("ccode").alias(side), pl.col("output").alias(name)), on=side)
    expected = pl.col("usual") * everything * pl.col("theirs") * pl.col("mine") / pl.col("size")
    known = now.with_columns(expected=expected).filter(pl.col("expected") > 0)
    return known.group_by("target").agg(value=1 - sums.total(pl.col("flow")) / sums.total(pl.col("expected")))


def oil_lost(world: World) -> pl.DataFrame:
    """Return by target and year how far its part of the world's crude exports falls short of what it was before each sender began.

    The past is the mean of the latest five known of the ten years before each sender began, weighted by the senders' parts of world output.
    """
    import polars as pl

    from westphalia.measures.sanction_severity.bases import BASE, BEFORE, weighed

    oil = (
        world.table("oil")
        .filter(source=OIL)
        .select(pl.col("ccode").alias("target"), "year", "crude_exports")
        .drop_nulls()
        .collect()
    )
    part = oil.with_columns(part=pl.col("crude_exports") / pl.col("crude_exports").sum().over("year")).select(
        "target", "year", "part"
    )
    cases = weighed(world).select("sender", "target", "year", "start", "output").filter(pl.col("output") > 0)
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


def of_trade(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the loss of trade of states, (n, years); NaN without senders or where trade is not known."""
    return fill(world, codes, years, trade_lost(world), float("nan"))


def of_oil(world: World, codes: Ints, years: tuple[int, int]) -> Array:
    """Return the loss of oil exports of states, (n, years); NaN for a state that is not known to have exported crude before."""
    return fill(world, codes, years, oil_lost(world), float("nan"))
