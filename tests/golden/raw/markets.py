"""Market rivalry: how far two states sell the same oil, gas and wheat, by what these are worth in the world's trade."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import nan

from tests.golden.raw.tables import rows

FIRST = {"oil": 1980, "gas": 1992, "grain": 1973}
EIA_LAST, BALANCES_LAST = 2016, 2009
PRICES = {
    "oil": (("imf_crude_average",), 365_000.0),
    "gas": (("imf_gas_europe", "imf_gas_us", "imf_lng_japan"), 35.3e6),
    "grain": (("imf_wheat",), 1000.0),
}
"""Series of prices and units of them in one unit of exports."""
SOLD_LATELY, SMALL = 5, 0.01
BOTH_LIST = {
    2, 20, 52, 70, 100, 101, 130, 140, 200, 365, 373, 385, 411, 475, 481, 484, 540, 615, 620, 630, 645, 651, 670, 690, 692, 694, 696, 698,
    705, 710, 750, 816, 820, 835, 850, 900,
}  # fmt: skip
"""Exporters of oil that both sources list: the world's exports are theirs."""


@cache
def exports(good: str, year: int) -> dict[int, float | None]:
    """Return what states export of a good in a year, as its source lists it; of gas less what they import, which only passes through."""
    if year < FIRST[good]:
        return {}
    if good == "oil":
        source = "eia_2020" if year <= EIA_LAST else "opec_asb_2023"
        return {
            s: x for s, x in rows("oil", "ccode", "crude_exports", source=source, year=year) if x is not None
        }
    if good == "gas":
        listed = rows("gas", "ccode", "exports", "imports", source="opec_asb_2023", year=year)
        return {s: max(x - (bought or 0.0), 0.0) for s, x, bought in listed if x is not None}
    if year <= BALANCES_LAST:
        return {
            s: x
            for s, x in rows("grain_balances", "ccode", "exports", item="wheat", year=year)
            if x is not None
        }
    sold: Counter[int] = Counter()
    for seller, tonnes in rows("wheat_trade", "exporter", "tonnes", year=year):
        sold[seller] += tonnes / 1000
    return {state: None if (state, year) == (365, 2022) else value for state, value in sold.items()}


def _most(good: str, year: int) -> float:
    return max((value for value in exports(good, year).values() if value is not None), default=0.0)


@cache
def _pumps(good: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for state, year, made in rows(good, "ccode", "year", "production"):
        if made is not None and made > 0:
            found[state] = min(year, found.get(state, year))
    return found


def _sells(good: str, state: int, year: int) -> float:
    """Return the exports of a state; of one that is not listed 0 if it can be known to sell none, else not a number."""
    listed = exports(good, year)
    if state in listed:
        value = listed[state]
        return nan if value is None else value
    if good == "grain":
        past = range(year - SOLD_LATELY, year)
        lately = any((exports(good, y).get(state) or 0.0) > SMALL * _most(good, y) for y in past)
        return nan if year <= BALANCES_LAST or lately else 0.0
    if good == "oil" and year <= EIA_LAST:
        return nan
    return nan if _pumps(good).get(state, year + 1) <= year else 0.0


def _worth(good: str, year: int) -> float:
    series, units = PRICES[good]
    prices = dict(rows("prices_annual", "series", "price", year=year))
    known = [prices.get(name) or 0.0 for name in series]
    whole = sum(
        v for s, v in exports(good, year).items() if v is not None and (good != "oil" or s in BOTH_LIST)
    )
    return sum(known) / len(known) * units * whole if all(known) else 0.0


def market_rivalry(one: int, two: int, year: int) -> float:
    """Return the smaller exports of two as a share of the largest exporter's, mean over goods by what they are worth."""
    top = whole = 0.0
    for good in ("oil", "gas", "grain"):
        weight, most = _worth(good, year), _most(good, year)
        mine, theirs = (_sells(good, state, year) / most if most > 0 else nan for state in (one, two))
        overlap = 0.0 if 0 in (mine, theirs) else nan if nan in (mine, theirs) else min(mine, theirs)
        overlap = nan if overlap and (mine != mine or theirs != theirs) else overlap
        if weight <= 0 or overlap != overlap:
            if good == "oil":
                return nan
            continue
        top, whole = top + weight * overlap, whole + weight
    return top / whole
