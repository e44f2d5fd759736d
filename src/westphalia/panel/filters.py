"""Which rows of a panel a filter keeps; those dropped are counted by reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from westphalia.errors import NotUnderstood
from westphalia.lazy import np, pl
from westphalia.panel.additions import ADDITIONS
from westphalia.panel.fill import columns
from westphalia.panel.readers import Rows
from westphalia.record.grid import Bools

if TYPE_CHECKING:
    from westphalia.record.world import World

Relevant = bool | Literal["as-listed"]
MAJORS_UNKNOWN = "major powers not known"
CONTIGUITY = {True: "contiguity", "as-listed": "contiguity-as-listed"}


def mask(
    world: World, rows: Rows, relevant: Relevant, majors: bool, carry: bool, dropped: dict[str, int]
) -> Bools:
    """Return which rows are kept.

    Parameters
    ----------
    world : World
        The record.
    rows : Rows
        The rows.
    relevant : bool or "as-listed"
        Keep pairs that are politically relevant.
    majors : bool
        Keep rows with a major power.
    carry : bool
        Past the last years of their lists, take contiguity and major powers to be as they were then.
    dropped : dict
        Where the rows that go are counted.
    """
    major, unsure = _majors(world, rows, carry)
    keep = np.ones(rows.height, dtype=np.bool_)
    if relevant:
        addition = ADDITIONS[CONTIGUITY[relevant]]
        touching = rows.spread(columns(world, rows.grid, addition, carry)).to_series()
        keep = major | (touching.fill_null(0).to_numpy() > 0)
        unknown = ~keep & touching.is_null().to_numpy()
        _count(dropped, "contiguity not known", unknown)
        _count(dropped, MAJORS_UNKNOWN, ~keep & ~unknown & unsure)
        _count(dropped, "not politically relevant", ~keep & ~unknown & ~unsure)
    if majors:
        _count(dropped, MAJORS_UNKNOWN, keep & unsure)
        _count(dropped, "no major power", keep & ~major & ~unsure)
        keep = keep & major
    return keep


def _majors(world: World, rows: Rows, carry: bool) -> tuple[Bools, Bools]:
    """Return which rows have a major power, and which lie past the list of them."""
    addition = ADDITIONS["majors"]
    held = rows.spread(columns(world, rows.grid, addition, carry))
    powers = [held[name].fill_null(0).to_numpy() > 0 for name in addition.columns(rows.grid.dyads)]
    span = addition.span(world)
    year = rows.frame()["year"].to_numpy()
    later = np.zeros(rows.height, dtype=np.bool_) if carry and span else year > (span[1] if span else -1)
    return np.any(powers, axis=0), later


def _count(dropped: dict[str, int], reason: str, rows: Bools) -> None:
    if number := int(rows.sum()):
        dropped[reason] = dropped.get(reason, 0) + number


# Tables from elsewhere read for merging: pandas to polars, and key columns to the panel's types, names of states to codes.


CODES = ("ccode", "ccode1", "ccode2", "gwcode", "gwcode1", "gwcode2")
_HOW = {"date": "a date", "year": "whole numbers"}


def read(path: Path) -> pl.LazyFrame:
    """Return a table from a file, ``.csv`` or ``.parquet``; in the former ``NA`` is a missing value, as R writes it.

    Raises
    ------
    NotUnderstood
        When there is no such file, it is of another kind, or it cannot be read.
    """
    if not path.is_file():
        raise NotUnderstood(f"There is no file {path}.", "", "Name a table, .csv or .parquet.")
    if path.suffix not in (".csv", ".parquet"):
        raise NotUnderstood(
            f"'{path.name}' is neither .csv nor .parquet.", "", "Save the table as one of them."
        )
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path).lazy()
        return pl.read_csv(path, null_values="NA", infer_schema_length=None).lazy()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise NotUnderstood(
            f"{path} cannot be read as a table.", str(error).splitlines()[0], "Look at its first lines."
        ) from None


def as_frame(frame: Any) -> tuple[pl.LazyFrame, bool]:
    """Return a table of polars or pandas as a lazy one, and whether it was lazy.

    Raises
    ------
    NotUnderstood
        For anything else.
    """
    if isinstance(frame, pl.LazyFrame):
        return frame, True
    if isinstance(frame, pl.DataFrame):
        return frame.lazy(), False
    if type(frame).__module__.partition(".")[0] == "pandas" and hasattr(frame, "columns"):
        names = [str(name) for name in frame.columns]
        return pl.DataFrame([_series(name, frame.iloc[:, n]) for n, name in enumerate(names)]).lazy(), False
    raise NotUnderstood(
        f"A {type(frame).__name__} cannot be merged.", "", "Give a data frame of polars or of pandas."
    )


def _series(name: str, column: Any) -> pl.Series:
    if getattr(column.dtype, "kind", "O") in "biufM" and hasattr(column.dtype, "newbyteorder"):
        return pl.Series(name, column.to_numpy(), nan_to_null=True)
    lost = column.isna().tolist()
    return pl.Series(name, [None if no else value for value, no in zip(column.tolist(), lost, strict=True)])


def matched_types(world: World, keys: pl.DataFrame, on: Mapping[str, str], gw: bool) -> pl.DataFrame:
    """Return key columns, named as in the panel, in types that can be compared with the panel's.

    A state may be given by name or ISO3 code, as valid in the year where that is part of the key; one that is not known becomes null.

    Raises
    ------
    NotUnderstood
        For columns that cannot be what the panel holds, all at once.
    """
    problems: list[str] = []
    years = _whole(keys["year"]) if "year" in keys.columns and keys["year"].dtype.is_numeric() else None
    made = []
    for name in keys.columns:
        column = _plain(keys[name])
        fitting = (
            _state(world, column, years, gw) if name in CODES and _is_text(column) else _fitting(name, column)
        )
        if fitting is None:
            kind = "text" if name.startswith("obsid") else _HOW.get(name, "whole numbers")
            kind = "whole numbers, names or ISO3 codes" if name in CODES else kind
            problems.append(f"'{on[name]}' is {column.dtype} where the panel has {kind}")
        else:
            made.append(fitting.alias(name))
    if problems:
        raise NotUnderstood(
            "The table cannot be merged: " + "; ".join(problems) + ".",
            "",
            "Change the type of the column first.",
        )
    return pl.DataFrame(made)


def _plain(column: pl.Series) -> pl.Series:
    return column.cast(pl.String) if isinstance(column.dtype, (pl.Categorical, pl.Enum)) else column


def _is_text(column: pl.Series) -> bool:
    return column.dtype == pl.String


def _fitting(name: str, column: pl.Series) -> pl.Series | None:
    """Return a column as whole numbers, days or text, what the panel holds under the name; None when it is something else."""
    if name == "date":
        if isinstance(column.dtype, pl.Datetime):
            days = column.cast(pl.Date)
            return days if (days.cast(column.dtype) == column).fill_null(True).all() else None
        return column if column.dtype == pl.Date else None
    if name.startswith("obsid"):
        return column if column.dtype == pl.String else None
    return _whole(column)


def _whole(column: pl.Series) -> pl.Series | None:
    if column.dtype.is_float():
        column = column.fill_nan(None)
        known = column.drop_nulls()
        return column.cast(pl.Int64) if (known == known.round()).all() and known.is_finite().all() else None
    return column.cast(pl.Int64) if column.dtype.is_integer() else None


def _state(world: World, column: pl.Series, years: pl.Series | None, gw: bool) -> pl.Series:
    """Return the codes of states given by name; null for one that is not known, or had no code in that year."""
    when = [None] * len(column) if years is None else years.to_list()
    asked = list(zip(column.to_list(), when, strict=True))
    found = {each: _named(world, *each) for each in dict.fromkeys(asked)}
    if gw:
        spells = world.table("memberships").filter(system="gw").sort("start").collect()
        held = spells.select("ccode", "code", pl.col("start").dt.year(), pl.col("end").dt.year()).rows()
        found = {each: _held(held, code, each[1]) for each, code in found.items()}
    return pl.Series([found[each] for each in asked], dtype=pl.Int64)


def _named(world: World, name: str | None, year: int | None) -> int | None:
    try:
        return None if name is None else world.state(name, year).ccode
    except NotUnderstood:
        return None


def _held(spells: list[tuple[int, int, int, int | None]], ccode: int | None, year: int | None) -> int | None:
    """Return the Gleditsch-Ward code of a state in a year, its last one without a year."""
    held = [
        code
        for own, code, first, last in spells
        if own == ccode and (year is None or first <= year <= (last or year))
    ]
    return held[-1] if held else None
