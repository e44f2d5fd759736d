"""The market for wheat in a year, from the trade of every pair of states, harvests and the price."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.market.base import Base, letters, of_last_year
from westphalia.effects.market.prices_known import ordinary, priced_at
from westphalia.errors import NoAnswer
from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
UNIT = "tonnes"
SERIES = "imf_wheat"
RUSSIA, IRAN = 365, 630
SILENT = 2022
"""The year from which Russia publishes no trade."""
LOW = "Russia's wheat of 2022 is what buyers reported, 18 million tonnes, far below other counts: take exports from before with --from."
IRANIAN = "Iran's imports of wheat are far too low in the source: what it would take is too."


def wheat(
    world: World,
    sellers: tuple[int, ...],
    year: int,
    held: ParameterSet,
    before: Mapping[int, int] | None = None,
) -> Base:
    """Return the market for wheat in a year with some sellers apart; buyers are states.

    Amounts are in tonnes. What is asked is as for :func:`westphalia.effects.market.oil.oil`.

    Raises
    ------
    NoAnswer
        For a year before the trade of pairs is known.
    """
    rows = world.scan("wheat_trade").filter(pl.col("year") <= year).collect()
    if rows.is_empty():
        first = world.coverage("wheat_trade")[0]
        raise NoAnswer(f"Who sells wheat to whom in {year} is not known.", f"The table begins in {first}.", "Choose a later --year.")  # fmt: skip
    last = of_last_year(rows)
    codes = [code for code in sorted(last["importer"].unique()) if code not in sellers]
    place = {code: at for at, code in enumerate(codes)}
    bought = np.zeros(len(codes))
    for code, amount in last.group_by("importer").agg(pl.col("tonnes").sum()).iter_rows():
        if code in place:
            bought[place[code]] = amount
    when = int(last["year"][0])
    observed = {code: min((before or {}).get(code, when), when) for code in sellers}
    sold = np.zeros((len(sellers), len(codes)))
    for at, code in enumerate(sellers):
        for buyer, amount in rows.filter(pl.col("exporter") == code, pl.col("year") == observed[code]).select("importer", "tonnes").iter_rows():  # fmt: skip
            if buyer in place:
                sold[at, place[buyer]] = amount
    iso = letters(world, sellers)
    notes = [LOW] if RUSSIA in sellers and observed[RUSSIA] >= SILENT else []
    return Base(
        good="wheat",
        unit=UNIT,
        year=year,
        sellers=sellers,
        iso=iso,
        buyers=tuple(world.state(code, year).name for code in codes),
        members=tuple({code: 1.0} for code in codes),
        sold=sold,
        imports=bought,
        supply=_harvest(world, year),
        price=priced_at(world, SERIES, year),
        price_unit="US$ a tonne",
        matrix=when,
        observed={each: observed[code] for each, code in zip(iso, sellers, strict=True)},
        piped=np.zeros_like(sold),
        noise=ordinary(world, SERIES, year),
        notes=(*notes, IRANIAN),
    )


def _harvest(world: World, year: int) -> float:
    """Return the world's harvest in tonnes, in the last year known up to one."""
    rows = world.scan("grain_production").filter(pl.col("crop") == "wheat", pl.col("source") == "faostat_trade", pl.col("year") <= year).drop_nulls("tonnes").collect()  # fmt: skip
    return float(of_last_year(rows)["tonnes"].sum())
