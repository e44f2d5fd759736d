"""The record as arrays, read once a world: states by year, spells of pairs, and pair-years."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from westphalia.record.contiguity import LAND, contiguity
from westphalia.record.geography import capitals, seats
from westphalia.record.major_powers import major_powers
from westphalia.record.once import once
from westphalia.record.schema import LAST_YEAR

if TYPE_CHECKING:
    from westphalia.record.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
FIRST = 1810


@once
def record(world: World) -> Record:
    """Return the arrays of a world."""
    return Record(world)


class Record:
    """Tables of a world as arrays over the codes of all states of the Correlates of War list.

    Parameters
    ----------
    world : World
        The record.
    """

    def __init__(self, world: World) -> None:
        members = world.table("memberships").filter(system="cow").collect()
        self.world = world.as_of(LAST_YEAR) if world.last_known is None else world
        self.codes: Ints = np.unique(members["code"].to_numpy()).astype(np.int64)
        self.place = np.full(1000, -1, dtype=np.int64)
        self.place[self.codes] = np.arange(len(self.codes))
        first = np.full(len(self.codes), 9999)
        for code, start in members.select("code", "start").iter_rows():
            at = self.place[code]
            first[at] = min(first[at], start.year)
        self.entered = first
        self.present = np.zeros((len(self.codes), LAST_YEAR - FIRST + 1), dtype=np.bool_)
        """Whether each state is in the system in a year."""
        for code, start, end in members.select("code", "start", "end").iter_rows():
            stop = LAST_YEAR if end is None else end.year
            self.present[self.place[code], max(start.year - FIRST, 0) : stop - FIRST + 1] = True

    def of_states(self, table: str, column: str) -> Floats:
        """Return a column of a table of states and years, (n, years from 1810)."""
        frame = self.world.table(table).select("ccode", "year", column).drop_nulls().collect()
        made = np.full((len(self.codes), LAST_YEAR - FIRST + 1), np.nan)
        code, year = self.place[frame["ccode"].to_numpy()], frame["year"].to_numpy() - FIRST
        fine = (code >= 0) & (year >= 0)
        made[code[fine], year[fine]] = frame[column].to_numpy()[fine]
        return made

    @property
    @once
    def cinc(self) -> Floats:
        """Composite index of capability."""
        return self.of_states("capabilities", "cinc")

    @property
    @once
    def democracy(self) -> Floats:
        """Electoral democracy, 0 to 1."""
        return self.of_states("regimes", "v2x_polyarchy")

    @property
    @once
    def position(self) -> Floats:
        """Latitude and longitude of capitals in radians, (n, years, 2)."""
        places, held = seats(capitals(self.world), self.codes, (FIRST, LAST_YEAR))
        return np.where((held >= 0)[..., None], places[held], np.nan)

    @property
    @once
    def border(self) -> NDArray[np.bool_]:
        """Whether two states border each other by land or river in a year, (n, n, years from 1810)."""
        rows = contiguity(self.world, LAND).by_year(FIRST, LAST_YEAR)
        made = np.zeros((len(self.codes), len(self.codes), LAST_YEAR - FIRST + 1), dtype=np.bool_)
        one, two = (self.place[rows[side].to_numpy()] for side in ("ccode1", "ccode2"))
        when = rows["year"].to_numpy() - FIRST
        made[one, two, when] = made[two, one, when] = True
        return made

    @property
    @once
    def major(self) -> NDArray[np.bool_]:
        """Whether each state is a major power in a year, (n, years from 1810)."""
        return major_powers(self.world).states(self.codes, (FIRST, LAST_YEAR))

    @property
    @once
    def disputes(self) -> tuple[Ints, Ints, Ints]:
        """Place of one, of two and year of each year of a dispute (Gibler, Miller and Little), either way."""
        frame = self.world.table("dispute_dyad_years").filter(list="gml").collect()
        one, two = (self.place[frame[side].to_numpy()] for side in ("ccode1", "ccode2"))
        return one, two, frame["year"].to_numpy().astype(np.int64)

    @property
    @once
    def _institutions(self) -> tuple[Ints, Ints, Ints, Floats]:
        frame = self.world.table("shared_institutions").drop_nulls("dyadigos").collect().sort("year")
        one, two = (self.place[frame[side].to_numpy()] for side in ("ccode1", "ccode2"))
        return frame["year"].to_numpy().astype(np.int64), one, two, frame["dyadigos"].to_numpy().astype(float)

    @property
    @once
    def _trade(self) -> tuple[Ints, Ints, Ints, Floats]:
        import polars as pl

        frame = self.world.table("trade").filter(pl.col("source") == "cow_trade_4").drop_nulls("value")
        known = frame.collect().sort("year")
        one, two = (self.place[known[side].to_numpy()] for side in ("importer", "exporter"))
        return known["year"].to_numpy().astype(np.int64), one, two, known["value"].to_numpy().astype(float)

    def matrix(self, name: str, year: int) -> Floats:
        """Return ``institutions`` or ``trade`` (importer, exporter) of a year, NaN where there is no row."""
        years, one, two, value = self._institutions if name == "institutions" else self._trade
        begin, end = np.searchsorted(years, [year, year + 1])
        made = np.full((len(self.codes), len(self.codes)), np.nan)
        fine = (one[begin:end] >= 0) & (two[begin:end] >= 0)
        made[one[begin:end][fine], two[begin:end][fine]] = value[begin:end][fine]
        return np.fmax(made, made.T) if name == "institutions" else made
