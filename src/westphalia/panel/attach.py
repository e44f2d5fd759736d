"""The columns of an addition for the rows of a panel: by leader where both know leaders, else by state (or pair) and year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.panel.addition import Addition
from westphalia.panel.fill import columns
from westphalia.panel.readers import Kind, Rows

if TYPE_CHECKING:
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
