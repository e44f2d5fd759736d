"""Areas as the Statistical Review groups states, and what each state in them imports."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, TypeAlias

from westphalia.effects.market.base import of_last_year
from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"
AREAS = (
    "US", "Canada", "Mexico", "S. & Cent. America", "Europe", "Russia", "Other CIS", "Middle East", "Africa", "Australasia",
    "China", "India", "Japan", "Singapore", "Other Asia Pacific",
)  # fmt: skip
"""Those that buy, in the order of the Review."""
ALONE: Mapping[int, str] = {
    2: "US", 20: "Canada", 70: "Mexico", 365: "Russia", 710: "China", 750: "India", 740: "Japan", 830: "Singapore", 900: "Australasia", 920: "Australasia",
}  # fmt: skip
CIS = frozenset((359, 370, 371, 373, 701, 702, 703, 704, 705))
"""Moldova, Belarus, Armenia, Azerbaijan and Central Asia; Georgia and Ukraine are in Europe, as the Review has it since 2018."""
AFRICAN = 651
"""Egypt, which the list of codes has among the states of the Middle East."""
TURKEY = 640
IN_WORDS: Mapping[str, str] = {
    "US": "the United States",
    "S. & Cent. America": "South and Central America",
    "Other CIS": "Central Asia, Belarus and the Caucasus",
    "Other Asia Pacific": "the rest of Asia",
    "Middle East": "the Middle East",
}
"""Areas whose name on a page is another than in the tables."""


def area_of(code: int) -> str:
    """Return the area of a state.

    Parameters
    ----------
    code : int
        Of the Correlates of War.

    Examples
    --------
    >>> [area_of(code) for code in (2, 640, 651, 705, 732)]
    ['US', 'Europe', 'Africa', 'Other CIS', 'Other Asia Pacific']
    """
    if code in ALONE:
        return ALONE[code]
    if code in CIS:
        return "Other CIS"
    if code == AFRICAN or 400 <= code <= 626:
        return "Africa"
    if code < 200:
        return "S. & Cent. America"
    if code < 400 or code == TURKEY:
        return "Europe"
    return "Middle East" if code < 700 else "Other Asia Pacific"


def reviewed(world: World, good: str, column: str, year: int) -> pl.DataFrame:
    """Return the rows of the Statistical Review for the last year up to one of which a column is known.

    Parameters
    ----------
    world : World
        The record.
    good : str
        A table of the Review: oil or gas.
    column : str
        Of the table.
    year : int
        Of the question.
    """
    rows = world.scan(good).filter(pl.col("source") == "energy_institute_2025", pl.col("year") <= year)
    return of_last_year(rows.drop_nulls(column).collect())


def importers(world: World, good: str, year: int) -> dict[str, dict[int, float]]:
    """Return, by area, what its states use beyond what they produce, in the unit of the table; of an area where none does, what they use.

    Elsewhere states that produce more than they use are not there. It is the last year known up to ``year``, from the Statistical Review.

    Parameters
    ----------
    world : World
        The record.
    good : str
        A table of the Review: oil or gas.
    year : int
        Of the question.
    """
    last = reviewed(world, good, "consumption", year)
    if last.is_empty():
        return {}
    net: dict[str, dict[int, float]] = {area: {} for area in AREAS}
    used: dict[str, dict[int, float]] = {area: {} for area in AREAS}
    for row in last.iter_rows(named=True):
        area, code = area_of(row["ccode"]), row["ccode"]
        used[area][code] = float(row["consumption"])
        if row["consumption"] > (row["production"] or 0.0):
            net[area][code] = float(row["consumption"] - (row["production"] or 0.0))
    return {area: net[area] or used[area] for area in AREAS}


def shut_out(inside: Mapping[str, Mapping[int, float]], sellers: Collection[int]) -> Floats:
    """Return what part of each area is itself shut out, by what its states import (areas,): it takes nothing of what others refuse.

    Parameters
    ----------
    inside : mapping
        What each state imports, by area.
    sellers : collection of int
        Codes of the states that are shut out.

    Examples
    --------
    >>> shut_out({"Russia": {365: 10.0}, "Europe": {220: 3.0, 369: 1.0}}, (365, 369)).tolist()
    [1.0, 0.25]
    """
    found = []
    for states in inside.values():
        whole = sum(states.values())
        found.append(sum(states.get(code, 0.0) for code in sellers) / whole if whole > 0 else 0.0)
    return np.array(found)
