"""The system in a row of years as arrays, for whatever is computed from it: the record's years, then simulated ones.

All arrays stand over the same states, those that there ever are (``codes``); who is in the system in a year, ``present`` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.once import once
from westphalia.record.rows import located

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
NEAR = 24
"""How many years of arrays a source keeps: more than any measure looks back year by year."""


class Snapshot:
    """The system in one year; base quantities are read when first asked for.

    Parameters
    ----------
    source : Source
        Who is asked.
    year : int
        The year.

    Attributes
    ----------
    codes : ndarray (n,)
        Codes of all states that there ever are, ascending: the same in every year.
    present : ndarray (n,)
        Which of them are in the system.

    Examples
    --------
    >>> import westphalia as wp
    >>> now = Snapshot(wp.load(), 1913)
    >>> germany, austria = np.searchsorted(now.codes, [255, 300])
    >>> float(now["defence"][germany, austria]), int(now.present.sum())
    (1.0, 44)
    """

    __slots__ = ("source", "year")

    def __init__(self, source: Source, year: int) -> None:
        self.source, self.year = source, year

    @property
    def codes(self) -> Ints:
        """Codes of all states that there ever are, ascending (n,)."""
        return self.source.universe()

    @property
    def present(self) -> Bools:
        """Which of them are in the system (n,)."""
        return _present(self.source, self.year)

    def __getitem__(self, name: str) -> Floats:
        """Return a base quantity of states (n,) or pairs (n, n): NaN where it is not known. It is not to be written to."""
        kept = _read(self.source, self.year)
        if name not in kept:
            found = self.source.of_year(name, self.year)
            found.flags.writeable = False
            kept[name] = found
        return kept[name]


@once(latest=NEAR)
def _read(source: Source, year: int) -> dict[str, Floats]:
    """Return what has been read of a year so far. It holds no source, which is freed at once when nobody uses it."""
    return {}


@once(latest=NEAR)
def _present(source: Source, year: int) -> Bools:
    return np.isin(source.universe(), source.states(year))


def of_rows(source: Source, name: str, year: Ints, *sides: Ints) -> Floats:
    """Return a base quantity of states, or of pairs, each in a year of its own; NaN where it is not known.

    Parameters
    ----------
    source : Source
        Who is asked.
    name : str
        The quantity.
    year : ndarray (rows,)
        The years.
    *sides : ndarray (rows,)
        Codes of the states; of both states of pairs.

    Returns
    -------
    ndarray (rows,)

    Examples
    --------
    >>> import westphalia as wp
    >>> of_rows(wp.load(), "contiguity", np.array([1913, 1990]), np.array([255, 2]), np.array([365, 20])).tolist()
    [1.0, 1.0]
    """
    places = [located(source.universe(), side) for side in sides]
    found = np.full(len(year), np.nan)
    for each in np.unique(year):
        at = np.flatnonzero(year == each)
        found[at] = Snapshot(source, int(each))[name][tuple(place[at] for place, _ in places)]
    found[~np.all([known for _, known in places], axis=0)] = np.nan
    return found


class History:
    """The years up to one, the last; measures are computed from it for that year.

    Parameters
    ----------
    source : Source
        The record, or a simulated system.
    year : int
        The last year.
    only : tuple of int, optional
        Codes of the states that are wanted: of others a measure need not say anything.

    Examples
    --------
    >>> import westphalia as wp
    >>> history = History(wp.load(), 1990)
    >>> russia = np.searchsorted(history.codes, 365)
    >>> bool(history.now["cinc"][russia] > history.at(1995)["cinc"][russia])
    Traceback (most recent call last):
    ValueError: a history that ends in 1990 has no year 1995
    """

    __slots__ = ("only", "source", "year")

    def __init__(self, source: Source, year: int, only: tuple[int, ...] | None = None) -> None:
        self.source, self.year, self.only = source, year, only

    @property
    def codes(self) -> Ints:
        """Codes of all states that there ever are, ascending (n,)."""
        return self.source.universe()

    @property
    def now(self) -> Snapshot:
        """The last year."""
        return Snapshot(self.source, self.year)

    @property
    def present(self) -> Bools:
        """Which states are in the system in the last year (n,)."""
        return self.now.present

    def at(self, year: int) -> Snapshot:
        """Return one of the years."""
        if year > self.year:
            raise ValueError(f"a history that ends in {self.year} has no year {year}")
        return Snapshot(self.source, year)

    def until(self, year: int) -> History:
        """Return the history that ended in an earlier year."""
        if year > self.year:
            raise ValueError(f"a history that ends in {self.year} has no year {year}")
        return History(self.source, year, self.only)

    def back(self, years: int) -> History:
        """Return the history that ended some years earlier."""
        return self.until(self.year - years)

    def covers(self, name: str) -> tuple[int, int] | None:
        """Return the first and last year of which a base quantity or list is known."""
        return self.source.covers(name)

    def last(self, name: str) -> int:
        """Return the last year of the history that a base quantity covers; before its first year where it covers none."""
        span = self.source.covers(name)
        return self.year if span is None else min(self.year, span[1])

    def listed(self, name: str) -> pl.DataFrame:
        """Return a base list of things with dates; those dated later than the year are for the reader to leave out."""
        return self.source.listed(name)
