"""Measures as additions: ``measure-<name>`` adds any measure that is computed for all states or pairs at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.errors import NotUnderstood
from westphalia.panel.addition import Addition, Field, Reader
from westphalia.panel.readers import PAIR, mirrored

if TYPE_CHECKING:
    import polars as pl

    from westphalia.measures.measure import Measure
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

PREFIX = "measure-"


def measured(name: str) -> Addition:
    """Return the addition of a measure.

    A directed measure has two columns: ``name1`` from the first state to the second, ``name2`` back.

    Raises
    ------
    NotUnderstood
        For an unknown measure, with the nearest; for one that is read from a table, pair by pair.

    Examples
    --------
    >>> measured("measure-grievance").columns(dyads=True).keys()
    dict_keys(['grievance1', 'grievance2'])
    """
    from westphalia.measures.registry import get, registered

    measure = get(name.removeprefix(PREFIX))
    if measure.of_states is None and measure.of_pairs is None:
        able = [each.name for each in registered().values() if each.of_states or each.of_pairs]
        raise NotUnderstood(
            f"The measure {measure.name} is not computed for all pairs at once.",
            f"It is read from the table {measure.table}: one of the other additions may hold it.",
            f"Measures for panels: {', '.join(able)}.",
        )
    return Addition(
        PREFIX + measure.name.replace("_", "-"),
        measure.title,
        "state" if measure.kind == "state" else "dyad",
        _fields(measure),
        (measure.table,),
        _of_states(measure) if measure.kind == "state" else _of_pairs(measure),
        measure.drawn,
        measure.covers,
    )


def _fields(measure: Measure) -> tuple[Field, ...]:
    said = f"{measure.describes()} ({measure.in_unit()})" if measure.in_unit() else measure.describes()
    if measure.kind != "directed":
        return (Field(measure.name, said),)
    ways = (("1", "Of the first state towards the second"), ("2", "Of the second state towards the first"))
    return tuple(Field(f"{measure.name}{side}", f"{way}: {said}") for side, way in ways)


def _of_states(measure: Measure) -> Reader:
    def read(world: World, grid: Grid) -> pl.DataFrame:
        import numpy as np
        import polars as pl

        from westphalia.record.grid import build

        assert measure.of_states is not None
        rows = build(world, (grid.first, grid.last), "cow", dyads=False, directed=False)
        values = measure.of_states(world, rows.codes, (grid.first, grid.last))[rows.one, rows.when]
        known = np.isfinite(values)
        return rows.keep(known).frame().with_columns(pl.Series(measure.name, values[known]))

    return read


def _of_pairs(measure: Measure) -> Reader:
    def read(world: World, grid: Grid) -> pl.DataFrame:
        import numpy as np
        import polars as pl

        from westphalia.record.grid import build

        assert measure.of_pairs is not None
        rows = build(world, (grid.first, grid.last), "cow", dyads=True, directed=False)
        values = measure.of_pairs(world, rows).reshape(len(rows.cells), -1)
        known = np.asarray(np.isfinite(values).any(axis=1))
        columns = [
            pl.Series(field.name, values[known, k], nan_to_null=True)
            for k, field in enumerate(_fields(measure))
        ]
        frame = rows.keep(known).frame().with_columns(columns)
        if not grid.directed and grid.system == "cow":
            return frame
        return pl.concat([frame, _turned(frame, measure)]).sort(*PAIR, "year")

    return read


def _turned(frame: pl.DataFrame, measure: Measure) -> pl.DataFrame:
    """Return the rows seen from the other side."""
    if measure.kind == "directed":
        return mirrored(frame.lazy()).collect()
    return frame.rename({"ccode1": "ccode2", "ccode2": "ccode1"}).select(frame.columns)
