"""The market for oil in a year, from the tables: who sold to whom, what each area imports, what the world pumps and what it costs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.market.areas import ALONE, AREAS, importers, reviewed, shut_out
from westphalia.effects.market.base import Base, letters, of_last_year
from westphalia.effects.market.prices_known import ordinary, priced_at
from westphalia.errors import NoAnswer
from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.effects.parameters import ParameterSet
    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
UNIT = "thousand barrels a day"
PER_TONNE = 7.33
"""Barrels in a tonne of crude, as the Review has it for the world."""
KBD = PER_TONNE * 1e6 / 365 / 1000
"""Thousand barrels a day in a million tonnes a year."""
ROWS: Mapping[int, str] = {**{code: name for code, name in ALONE.items() if name != "Australasia"}, 645: "Iraq", 670: "Saudi Arabia", 690: "Kuwait", 696: "UAE"}  # fmt: skip
"""States that have a row of their own in the table of areas."""
TO: Mapping[str, tuple[str, ...]] = {
    "OECD Americas": ("US", "Canada", "Mexico"),
    "OECD Europe": ("Europe",),
    "Other Europe": ("Europe",),
    "OECD Asia Pacific": ("Japan", "Australasia", "Other Asia Pacific"),
    "Other Asia": ("Singapore", "Other Asia Pacific"),
    "Latin America": ("S. & Cent. America",),
    "Other Eurasia": ("Other CIS",),
    "Middle East": ("Middle East",),
    "Africa": ("Africa",),
    "Russia": ("Russia",),
    "China": ("China",),
    "India": ("India",),
}
"""Destinations of OPEC's bulletin as areas; where there are several, by what each imports."""
CRUDES: Mapping[int, tuple[str, str]] = {
    70: ("Mexico", "Maya"), 365: ("Russia", "Urals"), 385: ("Norway", "Oseberg"), 475: ("Nigeria", "Forcados"), 540: ("Angola", "Cabinda"), 615: ("Algeria", "Zarzaitine"),
    620: ("Libya", "Brega"), 630: ("IR Iran", "Iran Light"), 651: ("Egypt", "Suez Mix"), 670: ("Saudi Arabia", "Arab Heavy"), 694: ("Qatar", "Dukhan"), 698: ("Oman", "Oman"),
}  # fmt: skip
"""The crude of a state in the table of spot prices, under the country as it is written there."""
SELL = ("Canada", "Mexico", "Russia")
"""Areas of one state that produce more than they use: what they import is not known before the tables of areas begin."""
BRENT = "imf_crude_brent"
TABLES = ("oil", "oil_area_flows", "oil_area_trade", "oil_destinations", "prices_annual")
"""What is read."""
HIDDEN = "Part of Iran's sales since 2018 goes by way of Malaysia and stands in the source as the rest of Asia; other counts (of tankers) are higher."
MIXED = "Iran's crude by destination is from OPEC's bulletin; its products are taken to go the same ways."


def oil(
    world: World,
    sellers: tuple[int, ...],
    year: int,
    held: ParameterSet,
    before: Mapping[int, int] | None = None,
) -> Base:
    """Return the market for oil in a year with some sellers apart.

    Parameters
    ----------
    world : World
        The record.
    sellers : tuple of int
        Codes of the states to be shut out.
    year : int
        The year; nothing later is read. The table of who sold to whom is the last up to it.
    held : ParameterSet
        Of oil: who bought of a state before the tables begin is among them.
    before : mapping of int, optional
        Of a seller, another year to take its exports from, for one that was shut out already.

    Returns
    -------
    Base
        Amounts in thousand barrels a day.

    Raises
    ------
    NoAnswer
        For a year before the data, or a seller whose buyers are in no table.
    """
    inside = importers(world, "oil", year)
    if not inside:
        raise NoAnswer(
            f"Who buys oil in {year} is not known.", "The tables begin in 1965.", "Choose a later year."
        )
    matrix = _matrix(world, year)
    imports = _imports(matrix, inside) * (1 - shut_out(inside, sellers))
    rows = [_sold(world, code, (before or {}).get(code, year), held, imports) for code in sellers]
    notes = [note for _, _, found in rows for note in found]
    iso = letters(world, sellers)
    return Base(
        good="oil",
        unit=UNIT,
        year=year,
        sellers=sellers,
        iso=iso,
        buyers=AREAS,
        members=tuple(inside[area] for area in AREAS),
        sold=np.array([row for row, _, _ in rows]).reshape(len(sellers), len(AREAS)),
        imports=imports,
        supply=_supply(world, year),
        price=brent(world, year),
        price_unit="US$ a barrel",
        matrix=year if matrix.is_empty() else int(matrix["year"][0]),
        observed={each: when for each, (_, when, _) in zip(iso, rows, strict=True)},
        piped=np.zeros((len(sellers), len(AREAS))),
        noise=ordinary(world, BRENT, year),
        notes=tuple(dict.fromkeys(notes)),
    )


def _matrix(world: World, year: int) -> pl.DataFrame:
    """Return the last table of who sold to whom up to a year; empty before the first."""
    return of_last_year(world.scan("oil_area_flows").filter(pl.col("year") <= year).collect())


def _imports(matrix: pl.DataFrame, inside: Mapping[str, Mapping[int, float]]) -> Floats:
    """Return what each area imports (areas,): from the table; before it begins what its states use beyond what they produce."""
    if matrix.is_empty():
        return np.array([sum(inside[area].values()) if area not in SELL else 0.0 for area in AREAS])
    bought = dict(matrix.filter(pl.col("exporter") != pl.col("importer")).group_by("importer").agg(pl.col("oil").sum()).iter_rows())  # fmt: skip
    return np.array([bought.get(area, 0.0) * KBD for area in AREAS])


def _sold(
    world: World, code: int, year: int, held: ParameterSet, imports: Floats
) -> tuple[Floats, int, tuple[str, ...]]:
    """Return what a state sells to each area (areas,), the year that it is from, and what has to be said of it."""
    for source in (_by_destination, _by_row, _by_hand):
        shares = source(world, code, year, held, imports)
        if shares is not None:
            whole, when = _exports(world, code, year, float(shares.sum()))
            iran = code == 630 and source is _by_destination
            notes = (MIXED, HIDDEN) if iran and when >= 2018 else (MIXED,) if iran else ()
            return shares / max(shares.sum(), 1e-300) * whole, when, notes
    state = world.state(code)
    raise NoAnswer(
        f"Who buys {state.name}'s oil in {year} is not known.",
        "States with a row of their own: members of OPEC from 2012, and from 2014 Russia, the United States, Canada, Mexico, the largest of the Gulf and of Asia.",
        "Choose another state, or a later year.",
    )


def _by_destination(world: World, code: int, year: int, held: ParameterSet, imports: Floats) -> Floats | None:
    rows = world.scan("oil_destinations").filter(pl.col("exporter") == code, pl.col("year") <= year).collect()
    if rows.is_empty():
        return None
    weight, found = dict(zip(AREAS, imports.tolist(), strict=True)), np.zeros(len(AREAS))
    for row in of_last_year(rows).iter_rows(named=True):
        areas = TO[row["destination"]]
        whole = sum(weight[area] for area in areas)
        for area in areas:
            part = weight[area] / whole if whole > 0 else 1 / len(areas)
            found[AREAS.index(area)] += row["crude"] * part
    return found


def _by_row(world: World, code: int, year: int, held: ParameterSet, imports: Floats) -> Floats | None:
    name = ROWS.get(code, "")
    matrix = _matrix(world, year)
    rows = matrix.filter(pl.col("exporter") == name)
    if rows.is_empty() and code == 365:
        rows = matrix.filter(
            pl.col("exporter") == "Former Soviet Union", pl.col("importer") != "Former Soviet Union"
        )
    if rows.is_empty():
        return None
    bought = dict(rows.filter(pl.col("importer") != name).select("importer", "oil").iter_rows())
    return np.array([bought.get(area, 0.0) * KBD for area in AREAS])


def _by_hand(world: World, code: int, year: int, held: ParameterSet, imports: Floats) -> Floats | None:
    iso = world.state(code).iso3
    names = {area: f"oil.sold.{iso}.{area}" for area in AREAS}
    known = {
        area: name for area, name in names.items() if name in held.entries and held.entry(name).from_ <= year
    }
    if not known:
        return None
    return np.array([held.value(known[area]) if area in known else 0.0 for area in AREAS])


def _exports(world: World, code: int, year: int, table: float) -> tuple[float, int]:
    """Return what a state exports, crude and products, in the last year known up to one, and that year; what the table of areas says where nothing else does."""
    if code == 365:
        rows = world.scan("oil_area_trade").filter(pl.col("area") == "Russia", pl.col("flow") == "export", pl.col("year") <= year).sort("year").collect()  # fmt: skip
        if not rows.is_empty():
            return float(rows["oil"][-1]), int(rows["year"][-1])
    known = (
        world.scan("oil")
        .filter(pl.col("source") == "opec_asb_2023", pl.col("ccode") == code, pl.col("year") <= year)
        .drop_nulls("crude_exports")
        .sort("year")
        .collect()
    )
    if known.is_empty():
        return table, year
    return float(known["crude_exports"][-1]) + float(known["product_exports"][-1] or 0.0), int(
        known["year"][-1]
    )


def _supply(world: World, year: int) -> float:
    """Return what the states of the Review pump, in the last year known up to one."""
    return float(reviewed(world, "oil", "production", year)["production"].sum())


def brent(world: World, year: int) -> float:
    """Return the mean price of Brent in a year, in dollars a barrel; of the last year known up to it, NaN before the first.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    """
    return priced_at(world, BRENT, year)


def quoted(world: World, code: int, year: int) -> tuple[str, float, int] | None:
    """Return the crude of a state, how far it is quoted under Brent as a share of it, and of which year: the last up to one; None where none is quoted.

    Parameters
    ----------
    world : World
        The record.
    code : int
        Of the state.
    year : int
        The year.
    """
    crude = CRUDES.get(code)
    if crude is None:
        return None
    rows = world.scan("oil_spot_prices").filter(pl.col("crude").is_in([crude[1], "BrentDated"]), pl.col("year") <= year).collect()  # fmt: skip
    price = {(row["crude"], row["year"]): row["price"] for row in rows.iter_rows(named=True)}
    both = [at for name, at in price if name == crude[1] and ("BrentDated", at) in price]
    return (
        (crude[1], 1 - price[crude[1], max(both)] / price["BrentDated", max(both)], max(both))
        if both
        else None
    )
