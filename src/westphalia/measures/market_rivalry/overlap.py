"""How far two states sell the same goods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.record.coverage import Coverage, since
from westphalia.record.history import Floats
from westphalia.record.once import once
from westphalia.record.rows import framed

if TYPE_CHECKING:
    from westphalia.record.history import History
    from westphalia.record.source import Source


# What each state exports of oil, gas and grain, each year from one source.


GOODS = {
    "oil": since(1980, "oil:opec_asb_2023"),
    "gas": since(1992, "gas:opec_asb_2023"),
    "grain": since(1973, "wheat_trade"),
}
"""Years covered. Before 1992 the source of gas has no Soviet Union, then the largest exporter."""
EIA, BALANCES = Coverage(("oil:eia_2020",)), Coverage(("grain_balances",))
"""The sources that go before."""
MISREPORTED = ((365, 2022),)
"""Russia stopped reporting wheat; what buyers reported is far too low."""
RECENT, SMALL = 5, 0.01
"""A state that sold over this part of the largest exporter's wheat within so many years before is unknown, not none, where trade lists it no more."""
LISTED = frozenset(
    {
        *(2, 20, 52, 70, 100, 101, 130, 140, 200, 365, 373, 385, 411, 475, 481, 484, 540, 615),
        *(620, 630, 645, 651, 670, 690, 692, 694, 696, 698, 705, 710, 750, 816, 820, 835, 850, 900),
    }
)
"""The exporters of crude in both sources: shares of the oil market are of their total, so that they mean the same before and after `eia_2020` ends."""


READS = {
    "oil": (
        "crude_exports_eia",
        "crude_exports",
        "oil_production",
        "oil_production_long",
        "crude_production",
    ),
    "gas": ("gas_exports", "gas_imports", "gas_production", "gas_production_long", "gas_production_opec"),
    "grain": ("wheat_exports_balance", "wheat_exports"),
}
"""The base quantities of each good: exports, then production by any source."""


@once
def listed(source: Source, good: str) -> pl.DataFrame:
    """Return exports as the sources list them: ``ccode``, ``year``, ``exports``, in the unit of the source.

    Oil: `eia_2020`, `opec_asb_2023` after its end. Gas: `opec_asb_2023`. Grain: wheat with its products (balances), wheat alone after their end (trade).
    """
    return {"oil": _oil, "gas": _gas, "grain": _grain}[good](source).sort("year", "ccode")


def _exported(source: Source, name: str, first: int, last: int) -> pl.DataFrame:
    return framed(source, name, value="exports", years=(first, last))


def _oil(source: Source) -> pl.DataFrame:
    (first, last), ends = GOODS["oil"].whole(source), EIA.whole(source)[1]
    earlier = _exported(source, "crude_exports_eia", first, ends)
    return pl.concat([earlier, _exported(source, "crude_exports", ends + 1, last)])


def _gas(source: Source) -> pl.DataFrame:
    """Return exports less imports, 0 for who buys more than it sells: gas that only passes through is no export."""
    years = GOODS["gas"].whole(source)
    sold, bought = (
        _exported(source, "gas_exports", *years),
        framed(source, "gas_imports", value="imports", years=years),
    )
    net = (pl.col("exports") - pl.col("imports").fill_null(0)).clip(lower_bound=0)
    return sold.join(bought, on=("ccode", "year"), how="left").select("ccode", "year", exports=net)


def _grain(source: Source) -> pl.DataFrame:
    (first, last), ends = GOODS["grain"].whole(source), BALANCES.whole(source)[1]
    balances = _exported(source, "wheat_exports_balance", first, ends)
    sold = _exported(source, "wheat_exports", ends + 1, last)
    both = pl.concat([balances, sold.with_columns(pl.col("exports") / 1000)])
    wrong = pl.any_horizontal(
        (pl.col("ccode") == ccode) & (pl.col("year") == year) for ccode, year in MISREPORTED
    )
    return both.with_columns(exports=pl.when(~wrong).then(pl.col("exports")))


def pumped(source: Source, good: str) -> dict[int, int]:
    """Return the first year in which any source has a state produce oil or gas, by code."""
    rows = pl.concat(framed(source, name) for name in READS[good] if "production" in name)
    made = rows.filter(pl.col("value") > 0)
    return dict(made.group_by("ccode").agg(pl.col("year").min()).iter_rows())


@once
def exports(source: Source, good: str) -> Exports:
    """Return the exports of a good of all states; read once."""
    return Exports(source, good)


class Exports:
    """Exports of a good, of all states (n,).

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    good : {"oil", "gas", "grain"}
        Which.
    """

    def __init__(self, source: Source, good: str) -> None:
        self.good, self.codes = good, source.universe()
        frame = listed(source, good)
        self._of: dict[int, dict[int, float | None]] = {
            int(str(year)): dict(zip(part["ccode"].to_list(), part["exports"].to_list(), strict=True))
            for (year,), part in frame.group_by("year")
        }
        self._top = {year: _most(rows) for year, rows in self._of.items()}
        self._kept: dict[int, Floats] = {}
        self._eia, self._balances = EIA.whole(source)[1], BALANCES.whole(source)[1]
        self._pumped = {} if good == "grain" else pumped(source, good)

    def of(self, year: int) -> Floats:
        """Return the exports of a year (n,), NaN where unknown."""
        if year not in self._kept:
            rows = self._of.get(year, {})
            values = [
                rows[code] if code in rows else self._absent(code, year) for code in self.codes.tolist()
            ]
            self._kept[year] = np.array(values, dtype=np.float64)
        return self._kept[year]

    def _absent(self, code: int, year: int) -> float:
        """Return 0 for a state of which it is known that it sold none, though no row says so; else NaN."""
        if self.good == "grain":
            past = range(year - RECENT, year)
            recent = any((self._of.get(each, {}).get(code) or 0.0) > SMALL * self.top(each) for each in past)
            return np.nan if year <= self._balances or recent else 0.0
        if self.good == "oil" and year <= self._eia:
            return np.nan
        return np.nan if self._pumped.get(code, year + 1) <= year else 0.0

    def top(self, year: int) -> float:
        """Return the exports of the largest exporter of a year, whether or not it is among the codes."""
        return self._top.get(year, 0.0)

    def total(self, year: int) -> float:
        """Return the exports of all states listed; of oil, those of the states that both sources list."""
        rows = self._of.get(year, {})
        return sum(
            value
            for code, value in rows.items()
            if value is not None and (self.good != "oil" or code in LISTED)
        )

    def share(self, year: int) -> Floats:
        """Return the exports as shares of the total (n,)."""
        total = self.total(year)
        return np.asarray(self.of(year) / total) if total > 0 else np.full(len(self.codes), np.nan)


def _most(rows: dict[int, float | None]) -> float:
    return max((value for value in rows.values() if value is not None), default=0.0)


WHOLE = GOODS["oil"]
"""Years of the index over all goods."""
PRICES = {
    "oil": (("imf_crude_average",), 365_000.0),
    "gas": (("imf_gas_europe", "imf_gas_us", "imf_lng_japan"), 35.3e6),
    "grain": (("imf_wheat",), 1000.0),
}
"""Series of prices (their mean is taken), and how many of the unit that they are for make one of exports: barrels in a thousand a day for a year, million Btu in 10^9 m3, tonnes in a thousand."""


def overlap(sold: Floats, top: float) -> Floats:
    """Return the smaller of two states' exports as a share of the largest exporter's (n, n); 0 where either is known to sell none.

    Parameters
    ----------
    sold : ndarray (n,)
        NaN where unknown.
    top : float
        Exports of the largest exporter.

    Examples
    --------
    >>> overlap(np.array([8.0, 4.0, 0.0, np.nan]), 8.0)
    array([[1. , 0.5, 0. , nan],
           [0.5, 0.5, 0. , nan],
           [0. , 0. , 0. , 0. ],
           [nan, nan, 0. , nan]])
    """
    size = sold / top if top > 0 else np.full(sold.shape, np.nan)
    none = size == 0
    return np.where(none[:, None] | none, 0.0, np.minimum(size[:, None], size))


def mean(parts: list[tuple[float, Floats]]) -> Floats:
    """Return the mean of matrices by weight over those that are known; unknown where the first is.

    Examples
    --------
    >>> mean([(0.75, np.array([0.4, np.nan])), (0.25, np.array([0.0, 1.0]))]).round(3)
    array([0.3, nan])
    """
    values = np.stack([part for _, part in parts])
    there = ~np.isnan(values)
    weight = np.tensordot(np.array([share for share, _ in parts]), there, axes=1)
    total = np.tensordot(np.array([share for share, _ in parts]), np.nan_to_num(values), axes=1)
    usable = there[0] & (weight > 0)
    return np.asarray(np.divide(total, weight, out=np.full(total.shape, np.nan), where=usable))


def worth(source: Source, year: int) -> dict[str, float]:
    """Return what the exports of all states of each good were worth in a year, as shares of all of which that is known."""
    prices = dict(
        source.listed("prices").filter(year=year).select("series", "price").drop_nulls().iter_rows()
    )
    value = {
        good: _price(prices, good) * PRICES[good][1] * exports(source, good).total(year) for good in GOODS
    }
    total = sum(value.values())
    return {good: each / total for good, each in value.items() if each > 0}


def _price(prices: dict[str, float], good: str) -> float:
    """Return the mean price of a good; 0 where one of its series is not known."""
    found = [prices.get(series, 0.0) for series in PRICES[good][0]]
    return sum(found) / len(found) if all(found) else 0.0


def of_part(history: History, *, good: str) -> Floats:
    """Return how far both states of each pair export a good (n, n)."""
    sold = exports(history.source, good)
    return overlap(sold.of(history.year), sold.top(history.year))


def of_whole(history: History) -> Floats:
    """Return how far both states of each pair export the same goods, by what these are worth in the world's trade (n, n)."""
    weights = worth(history.source, history.year)
    return mean([(weight, of_part(history, good=good)) for good, weight in weights.items()])
