"""The wall: whoever is asked for numbers, the record or a simulated system, reads base quantities by name and nothing else.

Coverage and the meaning of an absent row are dealt with here and nowhere else: past the years that a quantity covers its value is unknown,
and within them an absent row is zero only where the quantity is declared so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

from westphalia.lazy import np, pl
from westphalia.record.once import once
from westphalia.record.quantities import get
from westphalia.record.rows import KnownRows, load, onto, spreads

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.coverage import Covering
    from westphalia.record.grid import Grid
    from westphalia.record.quantity import Quantity
    from westphalia.record.world import World

Ints: TypeAlias = "NDArray[np.int64]"
Floats: TypeAlias = "NDArray[np.float64]"
Bools: TypeAlias = "NDArray[np.bool_]"
NEVER = -1
"""The year observed of a value that is not known."""
FEW = 2
"""For so many states at most, rows are read for them alone and not kept."""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """Values for the rows of a grid, or of states (n,), or of pairs (n, n).

    Parameters
    ----------
    value : ndarray
        NaN where unknown. On a grid (rows,), or (rows, 2) for both sides of a pair or both directions: first to second, and back.
    observed : ndarray
        Year that each value is from, of the shape of the values; -1 where unknown.
    spread : ndarray, optional
        Standard deviation of each, where the source has one.
    why : str
        Why nothing is known; empty where something is.
    """

    value: Floats
    observed: Ints
    spread: Floats | None = None
    why: str = ""


class Source(Protocol):
    """Who can be asked: the record, or a simulated system."""

    @property
    def last_known(self) -> int | None:
        """Last year of which anything may be known; None for all."""

    def universe(self) -> Ints:
        """Return the codes of all states that there ever are, ascending: arrays of states stand over them."""

    def states(self, year: int) -> Ints:
        """Return the codes of the states in the system in a year, ascending."""

    def covers(self, name: str) -> tuple[int, int] | None:
        """Return the first and last year of which a base quantity is known; None for none."""

    def span(
        self, name: str, column: str = "", source: str = "", covers: Covering | None = None
    ) -> tuple[int, int] | None:
        """Return the first and last year of a table, for measures that have its years."""

    def reach(self, listed: str) -> tuple[int, int]:
        """Return the first and last year that a list covers, whatever may be known of it yet."""

    def read(self, name: str, grid: Grid) -> Values:
        """Return a base quantity for the rows of a grid."""

    def of_year(self, name: str, year: int) -> Floats:
        """Return a base quantity of a year over all states (n,) or pairs (n, n), NaN where unknown."""

    def listed(self, name: str) -> pl.DataFrame:
        """Return a base list of things with dates (pacts, deliveries, wars)."""


def read(world: World, quantity: Quantity, grid: Grid) -> Values:
    """Return a base quantity of the record for the rows of a grid.

    Examples
    --------
    >>> from westphalia.record.grid import alone
    >>> from westphalia.record.quantities import get
    >>> from westphalia.record.world import load as world
    >>> found = read(world(), get("defence"), alone(world(), (255, 300), (1913, 1914), "cow"))
    >>> found.value.tolist(), found.observed.tolist()
    ([[1.0, 1.0], [1.0, 1.0]], [[1913, 1913], [1914, 1914]])
    """
    span = quantity.span(world)
    few = grid.every and len(grid.codes) <= FEW
    codes = tuple(grid.codes.tolist())
    rows = load(world, quantity, codes) if few else rows_of(world, quantity.name)
    apart = spreads(world, quantity, codes) if few else _spreads_of(world, quantity.name)
    value = onto(grid, rows.years(span), quantity.kind)
    if quantity.zero:
        value[np.isnan(value) & _absent(grid, quantity, span, value.ndim)] = 0.0
    year = (grid.when.astype(np.int64) + grid.first).reshape(-1, *([1] * (value.ndim - 1)))
    observed = np.where(np.isnan(value), NEVER, year)
    why = "" if span is not None else world.withheld(quantity.table) or "nothing is known in this world"
    spread = None if apart is None else onto(grid, apart.years(span), quantity.kind)
    return Values(value, observed, spread, why)


def _absent(grid: Grid, quantity: Quantity, span: tuple[int, int] | None, columns: int) -> Bools:
    """Return where an absent row stands for zero: in covered years, between members of the list that the quantity is declared for."""
    within = grid.within(span)
    if quantity.zero == "either" and not grid.every:
        return within if columns == 1 else within[:, None]
    if quantity.kind == "state" and grid.dyads:
        sides = np.stack([grid.listed[side, grid.when] for side in (grid.one, grid.two)], axis=1)
        return within[:, None] & sides
    both = within & grid.in_cow()
    return both if columns == 1 else both[:, None]


@once
def rows_of(world: World, name: str) -> KnownRows:
    """Return the rows of a base quantity of all states; read once a world."""
    return load(world, get(name))


@once
def _spreads_of(world: World, name: str) -> KnownRows | None:
    """Return the standard deviations of a base quantity of all states; read once a world."""
    return spreads(world, get(name))


@once
def _members(world: World, year: int, system: Literal["cow", "either"]) -> Bools:
    """Return which of all states were in the system on at least one day of a year (n,)."""
    found: Bools = np.isin(world.universe(), world.members(year, system))
    found.flags.writeable = False
    return found


def of_year(world: World, quantity: Quantity, year: int) -> Floats:
    """Return a base quantity of the record in a year over all states (n,) or pairs (n, n); the diagonal of pairs is unknown."""
    codes = world.universe()
    shape = (len(codes),) * quantity.states
    found = np.full(shape, np.nan)
    span = quantity.span(world)
    if span is None or not span[0] <= year <= span[1]:
        return found
    if quantity.zero:
        listed = _members(world, year, quantity.zero)
        within = listed if quantity.states == 1 else listed[:, None] & listed
        found = np.where(within, 0.0, np.nan)
    rows = rows_of(world, quantity.name)
    if quantity.states == 1:
        return rows.state(year, codes, found)
    rows.pair(year, codes, found, both=quantity.kind == "dyad")
    np.fill_diagonal(found, np.nan)
    return found
