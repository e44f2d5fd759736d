"""What a market of exclusion starts from: who sold to whom, who imports how much, and who refuses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

Floats: TypeAlias = "NDArray[np.float64]"


@dataclass(frozen=True)
class Coalition:
    """Who refuses a seller.

    Parameters
    ----------
    members : tuple of int
        Codes of states, sorted.
    chosen : str
        By which rule: sanctioners, core, all or list.
    observed : int or None
        The year whose list of sanctions was read, where one was: the last that it covers, of a later year.
    """

    members: tuple[int, ...]
    chosen: str
    observed: int | None = None


@dataclass(frozen=True)
class Base:
    """A market in a year: amounts in one unit.

    Parameters
    ----------
    good, unit : str
        Which good, and the unit of amounts.
    year : int
        Asked for.
    sellers : tuple of int
        Codes of the states that are shut out.
    iso : tuple of str
        Their letters, or their code where they have none.
    buyers : tuple of str
        Names of areas, or of states.
    members : tuple of mapping
        Of each buyer: how much each of its states (by code) imports; only ratios matter.
    sold : ndarray (sellers, buyers)
        What each sold to each.
    imports : ndarray (buyers,)
        All that each imports.
    supply : float
        What the whole market supplies.
    price : float
        The price before; NaN where it is not known.
    price_unit : str
        Its unit.
    matrix : int
        The year of the table of who sold to whom.
    observed : mapping of int
        The year that each seller's exports are from, by its letters.
    piped : ndarray (sellers, buyers)
        What part of what each sells to each goes through pipes, and can hardly go elsewhere.
    noise : float
        Standard deviation of the change of the price from one year to the next, as a logarithm; NaN where it is not known.
    notes : tuple of str
        What has to be said of the figures.
    """

    good: str
    unit: str
    year: int
    sellers: tuple[int, ...]
    iso: tuple[str, ...]
    buyers: tuple[str, ...]
    members: tuple[Mapping[int, float], ...]
    sold: Floats
    imports: Floats
    supply: float
    price: float
    price_unit: str
    matrix: int
    observed: Mapping[str, int]
    piped: Floats
    noise: float = math.nan
    notes: tuple[str, ...] = field(default=())

    def refusing(self, coalitions: tuple[Coalition, ...]) -> Floats:
        """Return what part of each buyer refuses each seller, by what its states import (sellers, buyers).

        Parameters
        ----------
        coalitions : tuple of Coalition
            One a seller.
        """
        found = np.zeros_like(self.sold)
        for row, coalition in enumerate(coalitions):
            inside = set(coalition.members)
            for place, states in enumerate(self.members):
                whole = sum(states.values())
                if whole > 0:
                    found[row, place] = sum(x for code, x in states.items() if code in inside) / whole
        return np.clip(found, 0.0, 1.0)

    def only(self, seller: int) -> Base:
        """Return the same market with one of the sellers shut out alone.

        Parameters
        ----------
        seller : int
            Its place.
        """
        one = slice(seller, seller + 1)
        iso = self.iso[one]
        return replace(
            self,
            sellers=self.sellers[one],
            iso=iso,
            sold=self.sold[one],
            observed={letters: self.observed[letters] for letters in iso},
            piped=self.piped[one],
        )


def of_last_year(rows: pl.DataFrame) -> pl.DataFrame:
    """Return those rows of a table that are of its last year; none of none.

    Parameters
    ----------
    rows : polars.DataFrame
        With a column ``year``.

    Examples
    --------
    >>> of_last_year(pl.DataFrame({"year": [2014, 2019, 2019], "oil": [1, 2, 3]}))["oil"].to_list()
    [2, 3]
    """
    return rows if rows.is_empty() else rows.filter(pl.col("year") == rows["year"].max())


def letters(world: World, codes: Iterable[int]) -> tuple[str, ...]:
    """Return the letters of states, or their code where they have none.

    Parameters
    ----------
    world : World
        The record.
    codes : iterable of int
        Of the states.
    """
    return tuple(world.state(code).iso3 or str(code) for code in codes)
