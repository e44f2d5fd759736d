"""Exposure and duration: what those who sanction a state weighed for it before they began, and for how long they have done so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.record import sums
from westphalia.record.coverage import since
from westphalia.record.history import History
from westphalia.record.once import once
from westphalia.record.rows import framed, located

if TYPE_CHECKING:
    from westphalia.record.history import Floats
    from westphalia.record.source import Source

COVERS = since(1949, "sanctions")
"""Years of which the cases are on record."""


def fill(history: History, values: pl.DataFrame, absent: float) -> Floats:
    """Return the values of the states of the year (n,): ``absent`` for a state in the system, on either list, that no row names.

    Parameters
    ----------
    history : History
        Its last year is taken.
    values : polars.DataFrame
        ``target``, ``year`` and ``value``, null where unknown.
    absent : float
        Zero or unknown; with zero, states in neither system are unknown.
    """
    codes = history.codes
    outside = np.isnan(history.now["sanctions_in_force"])
    found = np.where(outside, np.nan, absent)
    rows = values.filter(year=history.year)
    at, there = located(codes, rows["target"].to_numpy().astype(np.int64))
    if not np.isnan(absent):
        there &= ~outside[at]
    found[at[there]] = rows["value"].to_numpy().astype(np.float64)[there]
    return found


@once
def exposed(source: Source, of: str, kind: str = "") -> pl.DataFrame:
    """Return by target and year the sum of what its senders weighed before they began; null where that is known of none of them.

    Parameters
    ----------
    of : {"share", "output"}
        Their part of the target's trade, or of world output.
    kind : {"", "trade", "arms", "financial", "embargo"}
        Only senders with a case of this kind.
    """
    cases = weighed(source)
    chosen = cases.filter(pl.col(kind)) if kind else cases
    total = pl.when(pl.col(of).is_not_null().any()).then(sums.total(pl.col(of)).clip(0, 1))
    return chosen.group_by("target", "year").agg(value=total)


def of_states(history: History, of: str, kind: str = "") -> Floats:
    """Return the exposure of states (n,): 0 where no such case is in force."""
    return fill(history, exposed(history.source, of, kind), 0.0)


@once
def _known(source: Source) -> pl.DataFrame:
    return weighed(source).group_by("target", "year").agg(value=pl.col("share").is_not_null().mean())


def known(history: History) -> Floats:
    """Return the share of a state's senders whose part of its trade is known (n,); NaN without senders."""
    return fill(history, _known(history.source), float("nan"))


FADES = 10.0
"""Years after which a year under sanctions counts half: what ended a generation ago is no load."""


@once
def _added(source: Source) -> Floats:
    """Return the exposure by output added up from the first year to each that is known, earlier years fading (n, years)."""
    first, last = source.covers("sanctions") or (0, -1)
    years = [of_states(History(source, year), "output") for year in range(first, last + 1)]
    exposure, fade = np.stack(years, axis=1), 0.5 ** (1.0 / FADES)
    added = np.nan_to_num(exposure)
    for at in range(1, added.shape[1]):
        added[:, at] += fade * added[:, at - 1]
    return np.where(np.isnan(exposure), np.nan, added)


def load(history: History) -> Floats:
    """Return the exposure by output added up over all years since 1949, a year counting half after ten (n,)."""
    found: Floats = _added(history.source)[:, history.year - COVERS.first]
    return found


@once
def _ages(source: Source) -> pl.DataFrame:
    lasted = (pl.col("year") - pl.col("start") + 1).cast(pl.Float64)
    mean = sums.total(lasted * pl.col("output")) / sums.total(pl.col("output"))
    whole = pl.when((pl.col("output") > 0).any()).then(mean)
    return weighed(source).group_by("target", "year").agg(value=whole)


def age(history: History) -> Floats:
    """Return for how many years the senders have sanctioned a state, by their part of world output (n,); 0 without senders."""
    return fill(history, _ages(history.source), 0.0)


# When each sender began to sanction a target, and what it weighed for the target before that.


GAP = 10
"""Years without a case after which a new one is a new beginning; a shorter pause (Iran and the European Union, 2017-21) is not."""
BEFORE, BASE = 10, 5
"""The weights are means over the latest five known of the ten years before the beginning."""
WITH_A_BASE = ("trade", "arms", "financial")


def begun(cases: pl.DataFrame) -> pl.DataFrame:
    """Return the cases with ``start``, the first year of the chain of cases between sender and target that no pause of over ten years breaks.

    Only earlier years decide it: what happens later changes no ``start``.

    Examples
    --------
    >>> import polars as pl
    >>> cases = pl.DataFrame({"sender": [2] * 4, "target": [365] * 4, "year": [1991, 2014, 2015, 2022]})
    >>> begun(cases)["start"].to_list()
    [1991, 2014, 2014, 2014]
    """
    pair = ["sender", "target"]
    ordered = cases.sort(*pair, "year")
    pause = pl.col("year") - pl.col("year").shift(1).over(pair)
    first = pl.when(pause.is_null() | (pause > GAP + 1)).then(pl.col("year"))
    return ordered.with_columns(start=first.forward_fill().over(pair))


def in_force(source: Source) -> pl.DataFrame:
    """Return who has a case in force that means the other as a state, of its own or bound, in each year, and whether one of each kind."""
    keys = ("sender", "target")
    aid = framed(source, "sanctions_on_state_aid", keys, "aid").filter(pl.col("aid") > 0)
    found = beyond_aid(framed(source, "sanctions_on_state", keys), aid)
    for kind in (*WITH_A_BASE, "embargo"):
        rows = framed(source, f"sanctions_on_state_{kind}", keys).filter(pl.col("value") > 0)
        found = found.join(
            rows.with_columns(value=True).rename({"value": kind}), on=[*keys, "year"], how="left"
        )
    own = beyond_aid(framed(source, "sanctions_own", keys), aid).with_columns(own=True)
    found = found.join(own, on=[*keys, "year"], how="left")
    return found.with_columns(pl.col(kind).fill_null(False) for kind in (*WITH_A_BASE, "embargo", "own"))


def beyond_aid(cases: pl.DataFrame, aid: pl.DataFrame) -> pl.DataFrame:
    """Return who has more in force against whom in each year than an end of aid, which shuts nobody out."""
    keys = ["sender", "target", "year"]
    found = cases.filter(pl.col("value") > 0).join(aid, on=keys, how="left")
    return found.filter(pl.col("value") > pl.col("aid").fill_null(0)).select(keys)


def shutting(cases: pl.DataFrame) -> pl.DataFrame:
    """Return the cases of senders that hold trade back: with sanctions of their own, or bound to a total embargo.

    Who is only bound to keep arms or some goods back trades on with a state, so that its trade shows nothing of what the sanctions cost.
    """
    return cases.filter(pl.col("own") | pl.col("embargo"))


@once
def weighed(source: Source) -> pl.DataFrame:
    """Return the cases in force, one row per sender, target and year, with what the sender weighed before it began.

    Returns
    -------
    polars.DataFrame
        ``sender``, ``target``, ``year``, whether a case restricts ``trade``, ``arms``, ``financial`` dealings or is an ``embargo``, whether the sender has one of its ``own`` or is only bound, ``start``; ``share``, the part of the
        target's trade with the sender; ``output``, the sender's part of world output; ``usual``, the trade between the two as a part of world trade; ``size``, the
        product of their parts of world output: means over the base years, null where not known.
    """
    cases = begun(in_force(source))
    bases = cases.select("sender", "target", "start").unique()
    flows = trade(source, bases.select("sender", "target").unique())
    output = outputs(source)
    own = output.rename({"ccode": "target", "output": "mine"})
    pairs = _latest(bases, flows, ("sender", "target"), {"share": "share", "usual": "part"})
    sizes = (
        output.rename({"ccode": "sender"})
        .join(own, on="year")
        .with_columns(size=pl.col("output") * pl.col("mine"))
    )
    wanted = sizes.join(bases.select("sender", "target").unique(), on=["sender", "target"])
    weights = _latest(bases, wanted, ("sender", "target"), {"output": "output", "size": "size"})
    keys = ["sender", "target", "start"]
    return (
        cases.join(pairs, on=keys, how="left")
        .join(weights, on=keys, how="left")
        .sort("target", "year", "sender")
    )


def _latest(
    bases: pl.DataFrame, values: pl.DataFrame, by: tuple[str, ...], means: dict[str, str]
) -> pl.DataFrame:
    """Return the means of values over the latest five known of the ten years before each beginning."""
    keys = [*by, "start"]
    joined = bases.join(values.drop_nulls(list(means.values())), on=list(by))
    before = joined.filter(pl.col("year") < pl.col("start"), pl.col("year") >= pl.col("start") - BEFORE)
    latest = before.filter(pl.col("year").rank("ordinal", descending=True).over(keys) <= BASE)
    return latest.group_by(keys).agg(sums.mean(pl.col(column)).alias(name) for name, column in means.items())


def trade(source: Source, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return the trade of senders and targets by year: ``flow`` both ways, its ``share`` of the target's trade and its ``part`` of world trade."""
    bought, sold = (framed(source, f"total_{flow}", ("target",), flow) for flow in ("imports", "exports"))
    totals = bought.join(sold, on=["target", "year"]).select(
        "target", "year", total=pl.col("imports") + pl.col("exports")
    )
    world_trade = totals.group_by("year").agg(all=sums.total(pl.col("total")))
    rows = framed(source, "trade", ("importer", "exporter"))
    ways = [
        rows.rename({"importer": one, "exporter": two}).join(pairs, on=["sender", "target"])
        for one, two in (("target", "sender"), ("sender", "target"))
    ]
    columns = ["sender", "target", "year", "value"]
    flows = (
        pl.concat(way.select(columns) for way in ways)
        .group_by("sender", "target", "year")
        .agg(flow=pl.col("value").sum())  # of two flows at most
    )
    joined = flows.join(totals, on=["target", "year"], how="left").join(world_trade, on="year", how="left")
    share = pl.when(pl.col("total") > 0).then((pl.col("flow") / pl.col("total")).clip(0, 1))
    return joined.with_columns(share=share, part=pl.col("flow") / pl.col("all")).select(
        "sender", "target", "year", "flow", "share", "part", "all"
    )


def outputs(source: Source) -> pl.DataFrame:
    """Return each state's part of the output of all states by year: ``ccode``, ``year``, ``output``."""
    frame = framed(source, "gdp", value="size")
    return frame.select("ccode", "year", output=pl.col("size") / sums.total(pl.col("size")).over("year"))
