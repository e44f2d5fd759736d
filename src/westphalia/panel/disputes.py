"""Disputes in rows: a dispute, pair of states on opposite sides and year in which it was under way."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from westphalia.lazy import np, pl
from westphalia.panel.addition import Field, Span
from westphalia.panel.readers import Kind, Rows
from westphalia.record.grid import Grid, System, build
from westphalia.record.tables.conflict import DYAD_YEARS as DECLARED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.world import World

List = Literal["gml", "cow"]
LISTS: tuple[List, ...] = ("gml", "cow")
TABLE = DECLARED.name
SOURCES = {"gml": ("gml_mid_2_2_1",), "cow": ("cow_mid_5",)}
_KEYS = ("list", "ccode1", "ccode2", "year", "end")


def _fields(name: List) -> tuple[Field, ...]:
    """Return the table's columns that the list has."""
    return tuple(
        Field(each.name, f"{each.description}{f', {each.unit}' if each.unit else ''}")
        for each in DECLARED.columns
        if each.name not in _KEYS and not (name == "cow" and each.name.startswith("rev"))
    )


def _covers(name: List) -> Callable[[World], Span | None]:
    return lambda world: world.span(TABLE, source=name)


def _maker(name: List, directed: bool, unique: bool) -> Callable[[World, Span, System], Rows]:
    def make(world: World, years: Span, system: System) -> Rows:
        grid = build(world, years, system, True, directed)
        table = world.scan(TABLE).filter(pl.col("year").is_between(*years), list=name).collect()
        once = table if directed else table.filter(pl.col("ccode1") < pl.col("ccode2"))
        left: dict[str, int] = {}
        if unique:
            left["another dispute stands for the dyad-year"] = once.filter(kept=False).height
            left["which dispute stands for the dyad-year is not known yet"] = once["kept"].null_count()
            table, once = table.filter(kept=True), once.filter(kept=True)
        source, at = _standing(grid, table)
        used = table.select(pl.all().gather(pl.Series(source)))
        placed = used.select("ccode1", "ccode2", "year", "dispnum")
        if not directed:
            placed = placed.with_columns(
                pl.min_horizontal("ccode1", "ccode2").alias("ccode1"),
                pl.max_horizontal("ccode1", "ccode2").alias("ccode2"),
            )
        left["the states were not in the system together"] = once.join(
            placed, on=placed.columns, how="anti"
        ).height
        own = _own(grid, used, at).select(DISPUTE_DYAD_YEARS[name, directed, unique].columns(system))
        return Rows(grid, own, at, {reason: number for reason, number in left.items() if number})

    return make


def _standing(grid: Grid, table: pl.DataFrame) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return which row of the table each row of the panel is from, and its row of the grid, sorted by the latter and dispute."""
    years = table["year"].to_numpy()
    ones, twos = (grid.stands(table[code].to_numpy(), years) for code in ("ccode1", "ccode2"))
    found = [(grid.rows_of(years, one, two)) for one in ones for two in twos]
    source = np.concatenate([np.flatnonzero(at >= 0) for at in found])
    at = np.concatenate([at[at >= 0] for at in found])
    order = np.lexsort((table["dispnum"].to_numpy()[source], at))
    return source[order], at[order]


def _own(grid: Grid, used: pl.DataFrame, at: NDArray[np.int32]) -> pl.DataFrame:
    """Return the rows with the codes of the panel's list of states; truth as 1 and 0."""
    codes = grid.codes.astype(np.int16)
    keys = dict(zip(grid.keys, (codes[grid.one[at]], codes[grid.two[at]]), strict=False))
    return used.with_columns(pl.Series(key, values) for key, values in keys.items()).cast(
        {pl.Boolean: pl.Int8}
    )


DISPUTE_DYAD_YEARS = {
    (name, directed, unique): Kind(
        "dispute-dyad-years",
        _maker(name, directed, unique),
        True,
        directed,
        ("dispnum",),
        _fields(name),
        (TABLE,),
        SOURCES[name],
        covers=_covers(name),
    )
    for name in LISTS
    for directed in (True, False)
    for unique in (True, False)
}
