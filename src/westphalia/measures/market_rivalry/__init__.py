"""Market rivalry: both states sell the same goods, and one gains while sanctions hold the other back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures.market_rivalry.overlap import (
    BALANCES,
    GOODS,
    READS,
    WHOLE,
    Exports,
    exports,
    of_part,
    of_whole,
)
from westphalia.measures.measure import Measure
from westphalia.measures.sanction_severity import CASES, TRADE
from westphalia.measures.sanction_severity.exposure import shutting, weighed
from westphalia.record import sums
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.history import History
    from westphalia.record.source import Source


# What a state's share of a market gained while sanctions on trade held another back.


Array: TypeAlias = "NDArray[np.float64]"
Matrix: TypeAlias = "NDArray[np.float64]"
HEAVY = 0.1
"""Part of world output that those who restrict a state's trade must have for it to count as held back."""
SELLER = 0.005
"""A state held back counts as a seller if its share was at least this before."""
BEFORE, BASE, LEAST = 10, 5, 3
"""The share before is the mean of the latest five known of ten years, at least three."""


def spells(rows: pl.DataFrame) -> pl.DataFrame:
    """Return cases with ``start``, the first of the unbroken run of years in which the sender restricts the target's trade.

    Examples
    --------
    >>> import polars as pl
    >>> rows = pl.DataFrame({"sender": [220] * 4, "target": [630] * 4, "year": [2015, 2016, 2022, 2023]})
    >>> spells(rows)["start"].to_list()
    [2015, 2015, 2022, 2022]
    """
    pair, ordered = ["sender", "target"], rows.sort("sender", "target", "year")
    step = pl.col("year") - pl.col("year").shift(1).over(pair)
    first = pl.when(step.is_null() | (step > 1)).then(pl.col("year"))
    return ordered.with_columns(start=first.forward_fill().over(pair))


@once
def held_back(source: Source) -> pl.DataFrame:
    """Return by ``target``, ``year`` and ``start`` the part of world output of those who began to restrict its trade in that year."""
    rows = shutting(weighed(source)).filter(pl.col("trade")).select("sender", "target", "year", "output")
    known_of = spells(rows).filter(pl.col("output") > 0)
    summed = (
        known_of.group_by("target", "year", "start")
        .agg(weight=sums.total(pl.col("output")))
        .sort("year", "target", "start")
    )
    heavy = pl.col("weight").sum().over("target", "year") >= HEAVY
    return summed.filter(heavy)


def before(sold: Exports, start: int, first: int) -> Array:
    """Return the mean share (n,) before a year: of the latest five known of ten, no year before ``first`` among them; NaN where unknown."""
    span = range(max(first, start - BEFORE), start)
    if len(span) < LEAST:
        return np.full(len(sold.codes), np.nan)
    values = np.stack([sold.share(each) for each in reversed(span)])
    there = ~np.isnan(values)
    latest = there & (np.cumsum(there, axis=0) <= BASE)
    count = latest.sum(axis=0)
    total = np.where(latest, values, 0.0).sum(axis=0)
    return np.asarray(np.divide(total, count, out=np.full(total.shape, np.nan), where=count >= LEAST))


def gains(now: Array, spells_of: list[tuple[int, float, Array, float]], size: int) -> Matrix:
    """Return the change of each state's share (row) while each other (column) was held back (n, n), 0 where it was not.

    Parameters
    ----------
    now : ndarray (n,)
        Shares of the year.
    spells_of : list of (place, weight, share before, own share before)
        For each state held back and each year in which some began: its place, their part of world output, the shares (n,) before, and that of the state held back.
    size : int
        How many states.

    Notes
    -----
    Unknown where the shares before are known only for those with less than half of the weight; 0 where the state held back
    was no seller before, unknown where that is.

    Examples
    --------
    >>> start = np.array([0.25, 0.5])
    >>> gains(np.array([0.5, 0.25]), [(1, 0.3, start, 0.5)], 2)
    array([[ 0.  ,  0.25],
           [ 0.  , -0.25]])
    """
    top, weight, whole = (np.zeros((size, size)) for _ in range(3))
    seller, unsure = np.zeros(size, dtype=np.bool_), np.zeros(size, dtype=np.bool_)
    for at, heavy, start, own in spells_of:
        change = now - start
        there = ~np.isnan(change)
        top[:, at] += np.where(there, heavy * np.nan_to_num(change), 0.0)
        weight[:, at] += np.where(there, heavy, 0.0)
        whole[:, at] += heavy
        seller[at] |= own >= SELLER
        unsure[at] |= bool(np.isnan(own))
    usable = (weight > 0) & (weight >= whole / 2)
    found = np.divide(top, weight, out=np.full(top.shape, np.nan), where=usable)
    return np.where(seller, found, np.where(unsure, np.nan, 0.0)) + 0.0


@once
def shares_before(source: Source, good: str, start: int, first: int) -> Array:
    """Return the mean share of each state before a year; see :func:`before`."""
    return before(exports(source, good), start, first)


def of_pairs(history: History, *, good: str) -> Matrix:
    """Return what the state in the row gained while that in the column was held back (n, n)."""
    source, year, codes = history.source, history.year, history.codes
    first, whole = comparable(source, good, year), GOODS[good].first
    held = held_back(source).filter(year=year)
    spells_of = [
        (
            at,
            weight,
            shares_before(source, good, start, first),
            float(shares_before(source, good, start, whole)[at]),
        )
        for at, start, weight in zip(
            np.searchsorted(codes, held["target"].to_numpy()).tolist(),
            held["start"].to_list(),
            held["weight"].to_list(),
            strict=True,
        )
    ]
    return gains(exports(source, good).share(year), spells_of, len(codes))


def comparable(source: Source, good: str, year: int) -> int:
    """Return the first year whose shares may be compared with those of a year: grain after the balances is from another source than before."""
    ends = BALANCES.whole(source)[1]
    return ends + 1 if good == "grain" and year > ends else GOODS[good].first


SIMILARITY = "Finger, J. Michael and Mordechai E. Kreinin (1979). A Measure of 'Export Similarity' and Its Possible Uses. Economic Journal 89(356): 905-912."
PUMPS = "a state that is not listed counts as selling none if no source has it produce any so far, and is unknown if one has"
OIL = f"Crude oil, of nearly all states as far as EIA goes, after it of the 36 exporters that OPEC lists; then, {PUMPS}"
GAS = (
    f"By pipeline and as liquid, as OPEC lists it, less imports: gas on its way through a state is no export of it; {PUMPS}. From 1992, as the Soviet Union is not in it; to 1995 the list lacks exporters with a sixteenth of the world's exports "
    "(from the former Soviet Union), later less than 3 per cent"
)
GRAIN = (
    "Wheat stands for grain: with its products as far as the balances go, wheat alone and with re-exports after them (trade); Russia in 2022, when it reported no more, is unknown, as is who "
    "sold over 1 per cent of the largest exporter's within five years and is listed no more"
)
TEXT = {"oil": OIL, "gas": GAS, "grain": GRAIN}
DRAWN = {
    "oil": ("eia_2020", "opec_asb_2023", "etemad_luciani"),
    "gas": ("opec_asb_2023", "etemad_luciani", "energy_institute_2025"),
    "grain": ("fao_balances", "faostat_trade"),
}
TITLE = {"oil": "crude oil", "gas": "natural gas", "grain": "wheat"}
TABLE = {"oil": "oil", "gas": "gas", "grain": "wheat_trade"}
SHARE = {
    "oil": "the exports of the 36 states that both sources list, which are over 94 per cent of the world's; the years that EIA covers are EIA's, later ones OPEC's, and a later one is compared with earlier ones: over the same states the two sources "
    "differ by up to 0.017 in the share of a state, mostly below 0.004",
    "gas": "the exports of all states listed",
    "grain": "the exports of all states listed; after the balances end the share before is from trade alone, so that sanctions which began before three years of it were there are left out",
}


def _overlap(good: str) -> Measure:
    return Measure(
        f"market_rivalry_{good}",
        f"Both states export {TITLE[good]}",
        "dyad",
        TABLE[good],
        more="closer rivals",
        covers=GOODS[good],
        unit="0 to 1",
        low=0,
        high=1,
        drawn=DRAWN[good],
        description="The smaller of the two states' exports as a share of those of the year's largest exporter: 0 where either sells none, 1 for two that are both the largest. "
        f"{TEXT[good]}",
        reference=SIMILARITY,
        driver="market rivalry",
        equation=r"\min(x_i, x_j) \big/ \max_k x_k",
        reads=READS[good],
        window=0,
        compute=partial(of_part, good=good),
    )


def _gained(good: str) -> Measure:
    return Measure(
        "share_gained_under_sanctions" + ("" if good == "oil" else f"_{good}"),
        f"The first state's gain in the market for {TITLE[good]} while sanctions hold back the second",
        "directed",
        TABLE[good],
        more="the first gained more",
        covers=GOODS[good],
        unit="share of exports",
        low=-1,
        high=1,
        drawn=(
            *DRAWN[good],
            "gsdb_4",
            "eu_members_by_hand",
            "sanctions_by_hand",
            "un_members_by_hand",
            "isard_gdppop",
        ),
        description="Change of the first state's share of exports while others restrict the second's trade, against the mean of the latest five known of the ten years before each of them began "
        f"without a break, weighted by their parts of world output; 0 where those have less than {HEAVY:.0%} of it or the second had less than {SELLER:.1%} of the market before; unknown where the time before is known for "
        f"less than half of the weight. The share is of {SHARE[good]}. The gain need not be due to sanctions",
        reference=SIMILARITY,
        driver="market rivalry",
        equation=r"\sum_{b} w_{jbt} (s_{it} - \bar s_{ib}) \Big/ \sum_{b} w_{jbt},\quad w_{jbt} = \sum_{k \text{ restricts } j \text{ since } b} y_k",
        reads=(*READS[good], *CASES, *TRADE),
        window=0,
        compute=partial(of_pairs, good=good),
    )


MEASURES = (
    Measure(
        "market_rivalry",
        "Both states export the same goods: oil, gas, grain",
        "dyad",
        "oil",
        more="closer rivals",
        covers=WHOLE,
        unit="0 to 1",
        low=0,
        high=1,
        drawn=(*dict.fromkeys(source for good in GOODS for source in DRAWN[good]), "imf_weo_2025_prices"),
        description="Mean of market_rivalry_oil, market_rivalry_gas and market_rivalry_grain, weighted by what the world's exports of each were worth in the year at world prices (of gas, the mean of those in Europe, the United States and Japan): oil makes up most of "
        "it, grain a few per cent; a part that is not known (gas before 1992) is left out of the mean, and without oil it is unknown. Other goods are not in it",
        reference=SIMILARITY,
        driver="market rivalry",
        equation=r"\sum_g v_{gt} \frac{\min(x_{igt}, x_{jgt})}{\max_k x_{kgt}} \Big/ \sum_g v_{gt}",
        reads=(*(name for good in GOODS for name in READS[good]), "prices"),
        window=0,
        compute=of_whole,
    ),
    *(_overlap(good) for good in GOODS),
    *(_gained(good) for good in GOODS),
)
