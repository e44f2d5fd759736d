"""The market for gas in a year, from the tables: who sold to whom by pipe and as liquid, and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.market.areas import AREAS, area_of, importers, reviewed, shut_out
from westphalia.effects.market.base import Base, letters, of_last_year
from westphalia.effects.market.prices_known import ordinary, priced_at
from westphalia.errors import NoAnswer
from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
UNIT = "billion cubic metres"
SERIES = "imf_gas_europe"
ROWS: Mapping[int, str] = {
    2: "US", 20: "Canada", 70: "Mexico", 135: "Peru", 52: "Trinidad & Tobago", 145: "Bolivia", 365: "Russia", 373: "Azerbaijan", 385: "Norway",
    475: "Nigeria", 540: "Angola", 615: "Algeria", 620: "Libya", 630: "Iran", 651: "Egypt", 679: "Yemen", 694: "Qatar", 696: "United Arab Emirates",
    698: "Oman", 701: "Turkmenistan", 704: "Uzbekistan", 705: "Kazakhstan", 775: "Myanmar", 820: "Malaysia", 835: "Brunei", 850: "Indonesia",
    900: "Australia", 910: "Papua New Guinea",
}  # fmt: skip
"""States that have a row of their own in the tables of gas."""
IN: Mapping[str, str] = {
    **{area: area for area in AREAS},
    "Argentina": "S. & Cent. America", "Brazil": "S. & Cent. America", "Chile": "S. & Cent. America", "Other S. & Cent. America": "S. & Cent. America",
    "Belgium": "Europe", "France": "Europe", "Italy": "Europe", "Spain": "Europe", "Turkey": "Europe", "United Kingdom": "Europe", "Other EU": "Europe",
    "Rest of Europe": "Europe", "EU": "Europe", "Non-EU": "Europe", "Belarus": "Other CIS", "Kazakhstan": "Other CIS", "Egypt": "Africa",
    "South Africa": "Africa", "Other Africa": "Africa", "Kuwait": "Middle East", "United Arab Emirates": "Middle East", "Other Middle East": "Middle East",
    "Other Middle East & Africa": "Middle East", "Australia": "Australasia", "Malaysia": "Other Asia Pacific", "Pakistan": "Other Asia Pacific",
    "South Korea": "Other Asia Pacific", "Taiwan": "Other Asia Pacific", "Thailand": "Other Asia Pacific",
}  # fmt: skip
"""Buyers of the tables as areas."""
APART = ("US", "Canada", "Mexico")
"""North America, whose gas has a price of its own: not part of the market that sellers are shut out of."""
PIPES = "Gas in pipes can hardly go elsewhere: most of what is refused stays in the ground within a year."
ONE_PRICE = "The price is that of Europe; the model has one market for gas outside North America, so that it says too little of Europe's price and too much of Asia's."


def gas(
    world: World,
    sellers: tuple[int, ...],
    year: int,
    held: ParameterSet,
    before: Mapping[int, int] | None = None,
) -> Base:
    """Return the market for gas in a year with some sellers apart.

    Amounts are in billion cubic metres. What is asked is as for :func:`westphalia.effects.market.oil.oil`; there is one table only, so that
    ``before`` has no other year to give.

    Raises
    ------
    NoAnswer
        For a year before the table of who sold to whom, or a seller that has no row in it.
    """
    rows = (
        world.scan("gas_area_flows")
        .filter(pl.col("year") <= min(year, *(before or {}).values(), year))
        .collect()
    )
    if rows.is_empty():
        first = world.scan("gas_area_flows").select(pl.col("year").min()).collect().item()
        raise NoAnswer(
            f"Who sells gas to whom in {year} is not known.",
            f"The table of gas between areas begins in {first}."
            if first is not None
            else "The table is not known yet.",
            "Choose a later --year." if first is not None else "Leave out --as-of.",
        )
    last = of_last_year(rows).with_columns(pl.col("importer").replace_strict(IN, default=None).alias("area"))
    inside = importers(world, "gas", year)
    parts = [_sold(world, last, code, year) for code in sellers]
    sold = np.array([piped + liquid for piped, liquid in parts]).reshape(len(sellers), len(AREAS))
    piped = np.array([piped for piped, _ in parts]).reshape(sold.shape)
    when = int(last["year"][0])
    iso = letters(world, sellers)
    return Base(
        good="gas",
        unit=UNIT,
        year=year,
        sellers=sellers,
        iso=iso,
        buyers=AREAS,
        members=tuple(inside[area] for area in AREAS),
        sold=sold,
        imports=_imports(last) * (1 - shut_out(inside, sellers)),
        supply=_supply(world, year),
        price=priced_at(world, SERIES, year),
        price_unit="US$ a million Btu",
        matrix=when,
        observed=dict.fromkeys(iso, when),
        piped=np.divide(piped, sold, out=np.zeros_like(sold), where=sold > 0),
        noise=ordinary(world, SERIES, year),
        notes=(PIPES, ONE_PRICE),
    )


def _sold(world: World, last: pl.DataFrame, code: int, year: int) -> tuple[Floats, Floats]:
    """Return what a state sells to each area by pipe and as liquid (areas,) each."""
    rows = last.filter(pl.col("exporter") == ROWS.get(code, ""), pl.col("importer") != pl.col("exporter"))
    if rows.is_empty():
        raise NoAnswer(
            f"Who buys {world.state(code, year).name}'s gas in {year} is not known.",
            f"States with a row of their own: {', '.join(sorted(ROWS.values()))}.",
            "Choose another state.",
        )
    piped, liquid = (_by_area(rows.filter(pl.col("mode") == mode)) for mode in ("pipeline", "liquid"))
    return piped, liquid


def _by_area(rows: pl.DataFrame) -> Floats:
    found = dict(rows.drop_nulls("area").group_by("area").agg(pl.col("gas").sum()).iter_rows())
    return np.array([float(found.get(area, 0.0)) for area in AREAS])


def _imports(last: pl.DataFrame) -> Floats:
    """Return what liquefied gas each area buys (areas,): that is what can come from another seller."""
    return _by_area(last.filter(pl.col("mode") == "liquid", pl.col("importer") != pl.col("exporter")))


def _supply(world: World, year: int) -> float:
    """Return what is used outside North America, in the last year known up to one."""
    last = reviewed(world, "gas", "consumption", year)
    used = (row["consumption"] for row in last.iter_rows(named=True) if area_of(row["ccode"]) not in APART)
    return float(sum(used))
