"""Tables as their sources have them: corrected values taken back (see the table ``corrections``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl

if TYPE_CHECKING:
    from westphalia.record.world import World


def sums(world: World, table: str, side: str) -> pl.DataFrame:
    """Return what a state's flows should add up to where those that were reported do not, known by then: state, year, value.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> sums(load(), "wheat_trade", "exporter").filter(state0=900, year=1994)["value"].item()
    12858000.0
    """
    told = world.scan("corrections").filter(pl.col("key").str.starts_with(f"{side}="), table=table)
    parts = pl.col("key").str.extract_groups(r"=(\d+);year=(\d+)")
    state, year = (parts.struct.field(name).cast(pl.Int64) for name in ("1", "2"))
    found = told.select(state.alias("state0"), year.alias("year"), value="corrected").collect()
    return found if world.last_known is None else found.filter(pl.col("year") <= world.last_known)


def printed(frame: pl.LazyFrame, name: str, corrections: pl.LazyFrame) -> pl.LazyFrame:
    """Return the rows of a table as its source has them.

    Parameters
    ----------
    frame : polars.LazyFrame
        The table.
    name : str
        Its name.
    corrections : polars.LazyFrame
        The table of corrections.

    Examples
    --------
    >>> import polars as pl
    >>> table = pl.LazyFrame({"ccode": [2, 20], "year": [2008, 2008], "troops": [5, None]})
    >>> told = {"table": ["us_troops"] * 2, "key": ["ccode=2;year=2008", "ccode=40;year=2008"], "column": ["troops"] * 2, "printed": [10.0, 3.0]}
    >>> printed(table, "us_troops", pl.LazyFrame(told)).sort("ccode").collect().rows()
    [(2, 2008, 10), (20, 2008, None), (40, 2008, 3)]
    """
    told = corrections.filter(table=name).select("key", "column", "printed").collect()
    for (column,), rows in told.partition_by("column", as_dict=True).items():
        keys = [part.partition("=")[0] for part in rows["key"][0].split(";")]
        if not set(keys) < set(frame.collect_schema()):
            continue
        types = frame.collect_schema()
        parts = pl.col("key").str.split(";")
        was = rows.lazy().select(
            *(
                parts.list.get(at).str.split("=").list.get(1).cast(types[key]).alias(key)
                for at, key in enumerate(keys)
            ),
            pl.col("printed").cast(types[str(column)]).alias(str(column)),
        )
        frame = frame.update(was, on=keys, how="full") if keys else frame
    return frame
