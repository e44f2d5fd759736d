"""The columns of a panel laid out: of an addition for its rows, and the whole in blocks of rows, one after the other, so that memory does not grow with the panel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.panel.addition import Addition
from westphalia.panel.fill import WIDTH, ColumnPart, Made, OfStates, columns, give_back, parts
from westphalia.panel.readers import Kind, Rows
from westphalia.panel.shifts import shifted
from westphalia.record.frames import widened
from westphalia.record.grid import Grid, System, build
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.panel.merge import Merge
    from westphalia.panel.panel import Panel
    from westphalia.record.world import World


def attached(world: World, rows: Rows, kind: Kind, addition: Addition, carry: bool) -> pl.DataFrame:
    """Return the columns of an addition for the rows of a panel, in their order.

    Parameters
    ----------
    world : World
        The record.
    rows : Rows
        The rows.
    kind : Kind
        What a row is.
    addition : Addition
        What is added.
    carry : bool
        Past the years it covers, let the last stand for later ones.
    """
    if addition.leaders is None or not kind.leaders:
        return rows.spread(columns(world, rows.grid, addition, carry))
    table = addition.leaders(world)
    own = rows.frame()
    if addition.kind == "dyad":
        return _pairs(world, own, table, addition)
    if not kind.dyads:
        return _joined(own.select("obsid"), table, ["obsid"])
    sides = [_joined(own.select(pl.col(f"obsid{n}").alias("obsid")), table, ["obsid"], n) for n in "12"]
    return pl.concat(sides, how="horizontal")


def _joined(own: pl.DataFrame, table: pl.DataFrame, key: list[str], suffix: str = "") -> pl.DataFrame:
    """Return a table's columns for keys, each of which it holds at most once."""
    found = own.join(table, on=key, how="left", maintain_order="left", validate="m:1")
    return found.select(pl.exclude(own.columns).name.suffix(suffix))


def _pairs(world: World, own: pl.DataFrame, table: pl.DataFrame, addition: Addition) -> pl.DataFrame:
    """Return a relation of two leaders; zero where its absence means that, in covered years."""
    key = ["obsid1", "obsid2", "year"]
    found = _joined(own.select(key), table, key)
    span = addition.span(world)
    inside = (
        pl.Series(np.zeros(own.height, dtype=np.bool_)) if span is None else own["year"].is_between(*span)
    )
    absent = [each.name for each in addition.fields if each.absent]
    return found.with_columns(
        pl.when(inside & pl.col(name).is_null()).then(0).otherwise(pl.col(name)).alias(name)
        for name in absent
    ).select(pl.when(inside).then(pl.all()))


# A panel in blocks of rows, one after the other, so that memory does not grow with the panel.


BLOCK = 30_000_000
"""Bytes of a block, at most."""
GROUP = 4
"""Blocks to a row group of a Parquet file: fewer make the file larger, more take more memory."""
LARGE = 256_000_000
"""Bytes from which a panel is written block by block."""


def large(panel: Panel) -> bool:
    """Return whether a panel is so large that it is better written block by block, and can be: its rows are states or pairs in years."""
    rows = panel.rows
    return rows.at is None and rows.height * len(panel.columns) * WIDTH > LARGE


@dataclass(frozen=True, eq=False)
class Blocks:
    """A panel in blocks of rows; together they are what :meth:`~westphalia.panel.panel.Panel.collect` returns.

    Parameters
    ----------
    grid : Grid
        The rows.
    parts : tuple of ColumnPart
        What the columns are taken from.
    columns : tuple of str
        Their order.
    size : int
        Rows of a block.
    """

    grid: Grid
    parts: tuple[ColumnPart, ...]
    columns: tuple[str, ...]
    size: int

    def __iter__(self) -> Iterator[pl.DataFrame]:
        """Yield the blocks, at least one."""
        for start in range(0, max(1, len(self.grid.cells)), self.size):
            yield self.rows(start, start + self.size)

    def rows(self, start: int, stop: int) -> pl.DataFrame:
        """Return some rows."""
        piece = self.grid.keep(slice(start, stop))
        frames = [piece.frame(), *(part.of(piece, start) for part in self.parts)]
        return widened(pl.concat(frames, how="horizontal").select(self.columns))

    def lazy(self) -> pl.LazyFrame:
        """Return the blocks as a lazy query of polars."""
        return scanned(self, self.rows(0, 0).schema)


@dataclass(frozen=True, slots=True)
class Joined:
    """The columns of a table that is merged."""

    merge: Merge

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        return self.merge.columns(grid.frame())


@dataclass(frozen=True, slots=True)
class Whole:
    """Columns of rows that are more than a state or pair in a year; they are taken whole."""

    frame: pl.DataFrame

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        return self.frame


@dataclass(frozen=True, slots=True)
class Sides:
    """The columns of all additions of one state of each row, laid out by state and year so that a block takes them in one step.

    Parameters
    ----------
    frame : polars.DataFrame
        A row for each state and year in the system.
    at : ndarray (n, years)
        Which row that is.
    side : {"one", "two"}
        Which state of a pair.
    """

    frame: pl.DataFrame
    at: NDArray[np.int32]
    side: str

    def of(self, grid: Grid, start: int = 0) -> pl.DataFrame:
        """Return the columns."""
        state = grid.one if self.side == "one" else grid.two
        return self.frame[self.at[state, grid.when]]


@once(latest=2)
def _states(world: World, first: int, last: int, system: System) -> Grid:
    """Return the states of a panel's years; draws ask again and again."""
    return build(world, (first, last), system, dyads=False, directed=False)


def _sides(panel: Panel, of: list[OfStates]) -> Iterator[Sides]:
    """Yield the parts of states, those of each side together."""
    if not of:
        return
    grid = panel.rows.grid
    states = _states(panel.world, grid.first, grid.last, grid.system)
    at = states.row.reshape(len(states.codes), states.years)
    for side in ("one", "two"):
        frames = [replace(part, side="").of(states) for part in of if part.side == side]
        if frames:
            yield Sides(pl.concat(frames, how="horizontal"), at, side)


def blocks(panel: Panel, size: int | None = None) -> Blocks:
    """Return a panel in blocks of rows, for which a world of its own is asked: what that keeps is let go of when all is laid out.

    Parameters
    ----------
    panel : Panel
        A panel whose rows are states or pairs in years.
    size : int, optional
        Rows of a block; by default as many as make 30 MB at most.

    Examples
    --------
    >>> import polars as pl
    >>> import westphalia as wp
    >>> asked = wp.panel.dyad_years(wp.load(), (1913, 1914)).add("alliances", "majors")
    >>> pl.concat(blocks(asked, 100)).equals(asked.collect())
    True
    """
    world = panel.world.apart()
    held = [part for at in range(len(panel.steps)) for part in laid(panel, at, world)]
    del world
    give_back()
    return put(panel, held, size)


def put(panel: Panel, held: Sequence[ColumnPart], size: int | None = None) -> Blocks:
    """Return the blocks of a panel whose columns are taken from these parts, in their order."""
    sided = [part for part in held if isinstance(part, OfStates) and part.side]
    others = [part for part in held if not isinstance(part, OfStates) or not part.side]
    none = panel.rows.grid.keep(slice(0, 0))
    columns = [*none.keys, *(name for part in held for name in part.of(none).columns)]
    size = size or max(1, BLOCK // (WIDTH * len(columns)))
    return Blocks(panel.rows.grid, (*_sides(panel, sided), *others), tuple(columns), size)


def laid(panel: Panel, at: int, world: World) -> list[ColumnPart]:
    """Return what the columns of a step are taken from, as a world has them; nothing for a filter.

    Parameters
    ----------
    panel : Panel
        The panel.
    at : int
        The number of the step.
    world : World
        The world of the panel, or a draw of it. Columns that were made with the rows (years of peace) are those of the panel's.
    """
    step, own = panel.steps[at], panel.rows.at is not None
    if step.merged is not None:
        return [Whole(step.merged.columns(panel.rows.frame())) if own else Joined(step.merged)]
    if step.shift is not None:
        return [Made(shifted(world, panel, at, step.shift))]
    if step.addition is None:
        return []
    if at in panel.made:
        return [(Whole if own else Made)(panel.made[at])]
    if own:
        return [Whole(attached(world, panel.rows, panel.kind, step.addition, step.carry))]
    return parts(world, panel.rows.grid, step.addition, step.carry)


def scanned(frames: Iterable[pl.DataFrame], schema: pl.Schema) -> pl.LazyFrame:
    """Return frames that are made one after the other as a lazy query of polars; they are never held together."""

    def source(
        names: list[str] | None, chosen: pl.Expr | None, rows: int | None, _: int | None
    ) -> Iterator[pl.DataFrame]:
        left = rows
        for frame in frames:
            piece = frame if left is None else frame.head(left)
            left = None if left is None else left - piece.height
            kept = piece if chosen is None else piece.filter(chosen)
            yield kept if names is None else kept.select(names)
            if left == 0:
                return

    return pl.io.plugins.register_io_source(source, schema=schema)
