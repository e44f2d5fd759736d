"""What is read of a year for balances and strikes: the strength of all states by several measures, who is meant, and packages of arms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.effects.balance import ALL_ARMS, Delivery, Strength
from westphalia.errors import NoAnswer, NotUnderstood, shortened
from westphalia.lazy import difflib, np, pl
from westphalia.measures.measure import Measure
from westphalia.measures.registry import get
from westphalia.measures.values import computed
from westphalia.record.history import History, Snapshot
from westphalia.record.once import once
from westphalia.record.regions import Region, regions
from westphalia.record.tables.power import CATEGORIES
from westphalia.report.views.named import called

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

UNKNOWN = "unknown"


@dataclass(frozen=True, eq=False)
class Strengths:
    """What is read of a year for a balance.

    Parameters
    ----------
    codes : ndarray (n,)
        Codes of all states.
    measures : dict
        By name.
    km : ndarray (n, n)
        Distances between capitals.
    """

    codes: NDArray[np.int64]
    measures: dict[str, Strength]
    km: NDArray[np.float64]


@once(latest=24)
def strengths(world: World, year: int, life: int) -> Strengths:
    """Return what all states have by every measure.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year.
    life : int
        Years of deliveries that are looked at.
    """
    codes = world.universe()
    measures = {}
    for name, source, title, unit in (
        ("capability", "cinc", "capability", "share of the system"),
        ("spending", "military_spending", "military spending", "million constant 2023 US$"),
    ):
        last = last_of(world, source, year)
        value = np.array(Snapshot(world, last)[source], dtype=np.float64)
        measures[name] = Strength(name, title, unit, get(source).table, value, None, last)
    frame = world.table("arms_transfers").collect()
    measures |= arms(frame, codes, year, max(life, 1))
    far = get("capital_distance")
    assert isinstance(far, Measure)
    km = computed(far, History(world, last_of(world, far.name, year)))
    return Strengths(codes, measures, km)


def last_of(world: World, name: str, year: int) -> int:
    """Return the last year up to one that a quantity or measure is known of.

    Parameters
    ----------
    world : World
        The record.
    name : str
        Of the quantity.
    year : int
        The year.
    """
    span = get(name).span(world)
    return year if span is None else min(year, span[1])


def arms(frame: pl.DataFrame, codes: NDArray[np.int64], year: int, life: int) -> dict[str, Strength]:
    """Return the arms of all states, together and by category.

    Parameters
    ----------
    frame : polars.DataFrame
        Deliveries: recipient, year, category, tiv.
    codes : ndarray (n,)
        Codes of all states.
    year, life : int
        The year, and how many years back are looked at. Of categories the last year is that in which any is known.
    """
    frame = frame.filter(pl.col("year") <= year)
    known = frame.filter(pl.col("category") != UNKNOWN)["year"].max() or year
    last = min(year, int(str(known)))
    found = {ALL_ARMS: _stock(frame, codes, year, life, ALL_ARMS, "arms delivered")}
    for category in CATEGORIES:
        if category != UNKNOWN:
            own = frame.filter(pl.col("category") == category)
            found[slug(category)] = _stock(own, codes, last, life, slug(category), category.lower())
    return found


def _stock(
    frame: pl.DataFrame, codes: NDArray[np.int64], year: int, life: int, name: str, title: str
) -> Strength:
    rows = frame.filter(pl.col("year") > year - life)
    ages = np.zeros((len(codes), life))
    np.add.at(
        ages,
        (np.searchsorted(codes, rows["recipient"].to_numpy()), year - rows["year"].to_numpy()),
        rows["tiv"].to_numpy(),
    )
    unit = "million trend-indicator values left"
    return Strength(name, title, unit, "arms_transfers", ages.sum(axis=1), ages, year)


def slug(category: str) -> str:
    """Return a category as it is written in a package.

    Parameters
    ----------
    category : str
        Its title.

    Examples
    --------
    >>> slug("Air defence systems")
    'air-defence-systems'
    """
    return category.lower().replace(" ", "-")


# Who is meant.


def members_of(
    world: World, text: str, year: int, read: Strengths
) -> tuple[tuple[int, ...], Region, list[str]]:
    """Return the places of the states meant, the region, and who of it is not in the system that year.

    Parameters
    ----------
    world : World
        The record.
    text : str
        A region, or states with commas between them.
    year : int
        The year.
    read : Strengths
        Of the year.
    """
    known = regions()
    name = text.strip().lower().replace(" ", "-")
    parts = [each.strip() for each in text.split(",") if each.strip()]
    if name in known:
        region = known[name]
        codes = list(region.states)
    elif len(parts) < 2:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        raise NotUnderstood(
            f"There is no region '{shortened(text)}'." + (f" Did you mean {near[0]}?" if near else ""),
            "A balance is between two states or more.",
            f"Regions: {', '.join(known)}; or list states with commas between them.",
        )
    else:
        states = [called(world, part, year) for part in parts]
        codes = list(dict.fromkeys(each.ccode for each in states))
        region = Region("states", "these states", tuple(codes), "as they were listed", True)
    present = set(world.states(year).tolist())
    there = [code for code in codes if code in present]
    absent = [world.state(code).name for code in codes if code not in present]
    if len(there) < 2:
        raise NoAnswer(
            f"There is no balance between {len(there)} states.",
            f"Not in the system in {year}: {', '.join(absent)}." if absent else "",
            "Name two states or more that were there that year.",
        )
    return tuple(int(np.searchsorted(read.codes, code)) for code in there), region, absent


def packages(
    world: World, texts: Sequence[str], year: int, read: Strengths, members: Sequence[int]
) -> tuple[Delivery, ...]:
    """Return packages of arms as they were written.

    Parameters
    ----------
    world : World
        The record.
    texts : sequence of str
        Supplier:recipient:category:volume.
    year : int
        The year.
    read : Strengths
        Of the year.
    members : sequence of int
        Places of the states of the balance; empty for any.

    Raises
    ------
    NotUnderstood
        For what is none, or a recipient that is none of the states.
    NoAnswer
        From a supplier that is not known to make the category.
    """
    return tuple(_package(world, text, year, read, members) for text in texts)


def _package(world: World, text: str, year: int, read: Strengths, members: Sequence[int]) -> Delivery:
    parts = [each.strip() for each in text.split(":")]
    if len(parts) != 4:
        raise NotUnderstood(
            f"A package is not written '{shortened(text)}'.", "", "Write it so: Russia:Iran:air-defence:500"
        )
    supplier, recipient = (called(world, each, year) for each in parts[:2])
    measure = category_of(parts[2])
    try:
        volume = float(parts[3])
    except ValueError:
        volume = np.nan
    if not (np.isfinite(volume) and 0 < volume <= 1e6):
        raise NotUnderstood(
            f"A volume cannot be '{shortened(parts[3])}'.",
            "",
            "Give million trend-indicator values, above 0.",
        )
    if supplier.ccode == recipient.ccode:
        raise NotUnderstood(f"{supplier.name} would deliver to itself.", "", "Name two states.")
    places = [int(np.searchsorted(read.codes, each.ccode)) for each in (supplier, recipient)]
    if members and places[1] not in members:
        raise NotUnderstood(
            f"{recipient.name} is none of the states of this balance in {year}.", "", "Add it to the list of states, or deliver to one of them."
        )  # fmt: skip
    if not supplied(world, supplier.ccode, year)[measure]:
        title = read.measures[measure].title
        raise NoAnswer(
            f"{supplier.name} is not known to supply {title}.",
            f"In the 25 years to {min(year, read.measures[measure].observed)} the register has no delivery of any from it.",
            "Name a supplier that made some.",
        )
    return Delivery(places[0], places[1], measure, volume)


def category_of(text: str) -> str:
    """Return the measure of a category as it was written, in full or by its beginning.

    Parameters
    ----------
    text : str
        Slug or title.
    """
    slugs = [slug(each) for each in CATEGORIES if each != UNKNOWN]
    wanted = slug(text)
    matching = [each for each in slugs if each == wanted] or [
        each for each in slugs if wanted and each.startswith(wanted)
    ]
    if len(matching) != 1:
        near = difflib.get_close_matches(wanted, slugs, n=1, cutoff=0.4)
        raise NotUnderstood(
            f"There is no category '{shortened(text)}'." + (f" Did you mean {near[0]}?" if near else ""), "", f"Categories: {', '.join(slugs)}."
        )  # fmt: skip
    return matching[0]


MADE = 25
"""Years within which a supplier must have delivered something of a category to be known to make it."""


@once(latest=8)
def supplied(world: World, supplier: int, year: int) -> Mapping[str, float]:
    """Return what a state delivered of each category a year, on average of the ten years before; 0 for what it did not deliver in 25.

    Parameters
    ----------
    world : World
        The record.
    supplier, year : int
        Code of the state, and the year.
    """
    rows = world.table("arms_transfers").filter(pl.col("supplier") == supplier, pl.col("year") <= year)
    frame = rows.filter(pl.col("category") != UNKNOWN).collect()
    last = min(year, int(str(frame["year"].max() or year)))
    found = {}
    for category in CATEGORIES:
        own = frame.filter(pl.col("category") == category, pl.col("year") > year - MADE)
        late = float(own.filter(pl.col("year") > last - 10)["tiv"].sum()) / 10
        found[slug(category)] = late if late > 0 else float(own["tiv"].sum()) / MADE
    return found
