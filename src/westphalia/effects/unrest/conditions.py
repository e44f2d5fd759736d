"""What protests are told from: output, prices, wheat bought abroad and its world price, sanctions, regime and size of each state in each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.measures.values import along, values
from westphalia.record.grid import build
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
Ints: TypeAlias = "NDArray[np.int64]"
READS = (
    "growth",
    "inflation_imf",
    "polyarchy",
    "population_midyear",
    "sanctions_in_force_on_state_trade",
    "sanctions_in_force_on_state_financial",
)
"""Quantities that terms are made from."""
OUTCOMES: Mapping[str, str] = {"events": "protests", "price_demands": "protests_prices"}
"""What is counted, with the quantity that counts it: all protests of fifty or more people, and those that ask for lower prices or taxes."""
COLUMNS: Mapping[str, str] = {"events": "events", "price_demands": "demand_prices"}
TERMS: Mapping[str, str] = {
    "growth": "growth of output",
    "inflation": "the rise of consumer prices",
    "dependence": "the share of its wheat that it buys abroad",
    "price": "a rise of the world price of wheat, times that share",
    "sanctions": "trade or financial sanctions on it",
    "democracy": "electoral democracy",
    "between": "being neither a full democracy nor none at all",
    "population": "population",
}
"""Terms of the model in words, in their order."""
BALANCE_YEARS = 5
"""Over how many years wheat balances are summed: one harvest tells little."""
LOWEST_PRICES = -0.1
"""Prices that fall by more than this in a year are taken to fall by this: logarithms."""
PRICE = "imf_wheat"
HARVESTS = "faostat_trade"
USES = ("feed", "food", "seed", "loss", "processed", "other_uses")
"""Columns of a balance that add up to what is used at home."""


@dataclass(frozen=True)
class Conditions:
    """Terms of the model for rows of states and years.

    Parameters
    ----------
    code, year : ndarray (rows,)
        State and year of each row.
    value : ndarray (rows, terms)
        In the order of :data:`TERMS`; NaN where unknown.
    observed : ndarray (rows, terms)
        The year that each value is from; 0 where unknown.
    """

    code: Ints
    year: Ints
    value: Floats
    observed: Ints

    @property
    def known(self) -> NDArray[np.bool_]:
        """Whether every term is known (rows,)."""
        return np.asarray(np.isfinite(self.value).all(axis=1))


def conditions(world: World, years: tuple[int, int]) -> Conditions:
    """Return the terms of all states in some years, each year's own: nothing is carried but wheat balances, most of which end in 2009.

    Parameters
    ----------
    world : World
        The record.
    years : tuple of int
        First and last.

    Examples
    --------
    >>> import westphalia as wp
    >>> found = conditions(wp.load(), (2008, 2008))
    >>> iran = np.flatnonzero(found.code == 630)[0]
    >>> dict(zip(TERMS, found.value[iran].round(2).tolist()))["growth"]
    0.25
    """
    grid = build(world, years, "cow", dyads=False, directed=False)
    code, year = grid.codes[grid.one].astype(np.int64), grid.when.astype(np.int64) + grid.first
    held = {name: values(world, name, grid).value for name in READS}
    share, when = _dependence(world, code, year)
    value = _terms(held, share, _price_change(world, year))
    observed = np.where(np.isfinite(value), year[:, None], 0)
    observed[:, list(TERMS).index("dependence")] = when
    return Conditions(code, year, value, observed)


def of_state(world: World, code: int, year: int, back: int = 3) -> Conditions:
    """Return the terms of one state at the end of a year (one row): of each the last that is known, at most some years old.

    Parameters
    ----------
    world : World
        The record.
    code, year : int
        The state and the year.
    back : int
        How many years old a value may be. The change of the world price is never carried: a price that is not known yet is taken to stay.
    """
    when = np.arange(year - back, year + 1)
    held, seen = {}, []
    for name in READS:
        found = along(world, name, (code,), (year - back, year)).value
        last = np.flatnonzero(np.isfinite(found))
        held[name] = found[last[-1:]] if len(last) else np.array([np.nan])
        seen.append(int(when[last[-1]]) if len(last) else 0)
    one, at = np.array([code]), np.array([year])
    share, balance = _dependence(world, one, at)
    change = _price_change(world, at)
    value = _terms(held, share, np.nan_to_num(change))
    growth, prices, regime, people, trade, _ = seen
    priced = year if np.isfinite(change[0]) else 0
    observed = np.array([[growth, prices, int(balance[0]), priced, trade, regime, regime, people]])
    return Conditions(one, at, value, np.where(np.isfinite(value), observed, 0))


def counts(world: World, code: int, first: int, last: int) -> Mapping[str, Floats]:
    """Return by outcome how many protests were counted in a state in each of some years (years,); NaN in one that was not counted to its end.

    Parameters
    ----------
    world : World
        The record.
    code, first, last : int
        The state, and the years.
    """
    rows = world.scan("protests").filter(ccode=code, complete=True).collect()
    found = {}
    for name, column in COLUMNS.items():
        held = dict(rows.select("year", column).rows())
        found[name] = np.array([held.get(year) for year in range(first, last + 1)], dtype=np.float64)
    return found


def _terms(held: Mapping[str, Floats], share: Floats, change: Floats) -> Floats:
    """Return the terms (rows, terms) of quantities, of the share of wheat bought abroad and of the change of its price (rows,)."""
    prices = np.log1p(np.maximum(held["inflation_imf"] / 100, LOWEST_PRICES))
    trade, finance = (held[f"sanctions_in_force_on_state_{kind}"] for kind in ("trade", "financial"))
    sanctioned = np.where(np.isnan(trade + finance), np.nan, (trade + finance > 0).astype(np.float64))
    regime = held["polyarchy"]
    people = np.log(held["population_midyear"])
    between = 4 * regime * (1 - regime)
    return np.column_stack(
        [held["growth"], prices, share, share * change, sanctioned, regime, between, people]
    )


@once
def balances(world: World) -> Mapping[int, Mapping[int, tuple[float, float]]]:
    """Return net imports and use of wheat, in tonnes, by state and year: FAO's balances (to 2009), and for states without one trade and harvest.

    Of a state that FAO does not balance use is what it harvested and bought less what it sold, as far as its trade is on record (from 1993 on).

    Parameters
    ----------
    world : World
        The record.
    """
    rows = world.scan("grain_balances").filter(item="wheat")
    net = pl.col("imports").fill_null(0) - pl.col("exports").fill_null(0)
    told = rows.select("ccode", "year", net=1000 * net, use=1000 * pl.sum_horizontal(USES)).collect()
    flows = pl.concat([_flow(world, "importer", 1), _flow(world, "exporter", -1)])
    bought = flows.group_by("ccode", "year").agg(net=pl.col("tonnes").sum())
    crop = world.scan("grain_production").filter(crop="wheat", source=HARVESTS).select("ccode", "year", harvest="tonnes")  # fmt: skip
    both = bought.join(crop.collect(), on=["ccode", "year"], how="left").with_columns(
        use=pl.col("net") + pl.col("harvest").fill_null(0)
    )
    others = both.join(told, on="ccode", how="anti").select(told.columns).cast(told.schema)
    found: dict[int, dict[int, tuple[float, float]]] = {}
    for ccode, year, got, used in pl.concat([told, others]).filter(pl.col("use") > 0).sort("ccode", "year").rows():  # fmt: skip
        found.setdefault(ccode, {})[year] = (got, used)
    return found


def _flow(world: World, side: str, sign: int) -> pl.DataFrame:
    """Return what goes in (1) or out (-1) by state and year."""
    rows = world.scan("wheat_trade").group_by(side, "year").agg(tonnes=sign * pl.col("tonnes").sum())
    return rows.select("year", "tonnes", ccode=side).collect()


def _dependence(world: World, code: Ints, year: Ints) -> tuple[Floats, Ints]:
    """Return net imports over use in the last year known before each row's and the four before it, between 0 and 1, and that year."""
    held = balances(world)
    share, seen = np.full(len(code), np.nan), np.zeros(len(code), dtype=np.int64)
    for row, (state, now) in enumerate(zip(code.tolist(), year.tolist(), strict=True)):
        years = held.get(state, {})
        before = [when for when in years if when < now]
        if before:
            last = before[-1]
            bought, used = np.sum([years[when] for when in before if when > last - BALANCE_YEARS], axis=0)
            share[row], seen[row] = min(max(bought / used, 0.0), 1.0), last
    return share, seen


def _price_change(world: World, year: Ints) -> Floats:
    """Return by how much the world price of wheat rose in the year of each row, in logarithms (rows,)."""
    frame = world.scan("prices_annual").filter(series=PRICE).select("year", "price").collect()
    price = {when: float(np.log(each)) for when, each in frame.rows()}
    return np.array([price.get(y, np.nan) - price.get(y - 1, np.nan) for y in year.tolist()])
