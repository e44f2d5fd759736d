"""Spells from what sources give: days from year, month and day; runs from yearly rows; null from codes."""

from __future__ import annotations

from westphalia.lazy import pl


def known(frame: pl.DataFrame, *missing: int) -> pl.DataFrame:
    """Return the frame with every whole-number cell that holds a code for "not known" made null."""
    whole = [name for name, kind in frame.schema.items() if kind.is_integer()]
    return frame.with_columns(
        pl.when(pl.col(name).is_in(list(missing))).then(None).otherwise(pl.col(name)).alias(name)
        for name in whole
    )


def day_of(name: str) -> pl.Expr:
    """Return a column of days as text (``1946-12-31``, a time after it or not) as dates; null for what is none.

    Examples
    --------
    >>> pl.DataFrame({"day": ["1946-12-31 00:00:00", "31.12.1946"]}).select(day_of("day"))["day"].to_list()
    [datetime.date(1946, 12, 31), None]
    """
    days = pl.col(name).str.extract(r"^(\d{4}-\d{2}-\d{2})(?:[ T].*)?$", 1)
    return days.str.to_date("%Y-%m-%d", strict=False)


def first_day(year: str, month: str, day: str) -> pl.Expr:
    """Return the date of three columns; an unknown day (null or below 1) is the first, a month January."""
    return pl.date(pl.col(year), _at_least_one(month).fill_null(1), _at_least_one(day).fill_null(1))


def last_day(year: str, month: str, day: str) -> pl.Expr:
    """Return the date of three columns; an unknown day is the last, an unknown month December."""
    month_known, day_known = _at_least_one(month).fill_null(12), _at_least_one(day)
    first = pl.date(pl.col(year), month_known, 1)
    return (
        pl.when(day_known.is_null())
        .then(first.dt.month_end())
        .otherwise(pl.date(pl.col(year), month_known, day_known.fill_null(1)))
    )


def precision(month: str, day: str) -> pl.Expr:
    """Return ``day``, ``month`` or ``year``: how exactly a date is known."""
    unknown_month, unknown_day = _at_least_one(month).is_null(), _at_least_one(day).is_null()
    return (
        pl.when(unknown_month)
        .then(pl.lit("year"))
        .when(unknown_day)
        .then(pl.lit("month"))
        .otherwise(pl.lit("day"))
    )


def _at_least_one(name: str) -> pl.Expr:
    return pl.when(pl.col(name) >= 1).then(pl.col(name))


def runs(frame: pl.DataFrame, keys: list[str], value: str | None = None) -> pl.DataFrame:
    """Return yearly rows as spells of consecutive years with one value: keys, ``first``, ``last``, value.

    Parameters
    ----------
    frame : polars.DataFrame
        One row per ``keys`` and ``year``.
    keys : list of str
        Columns that identify what has the spells.
    value : str or None
        A column that must stay the same within a spell.
    """
    frame = frame.sort(*keys, "year")
    new = pl.col("year") != pl.col("year").shift().over(keys) + 1
    if value is not None:
        new = new | (pl.col(value) != pl.col(value).shift().over(keys))
    frame = frame.with_columns(new.fill_null(True).cum_sum().alias("run"))
    kept = [] if value is None else [pl.col(value).first()]
    spells = frame.group_by(*keys, "run", maintain_order=True)
    return spells.agg(pl.col("year").min().alias("first"), pl.col("year").max().alias("last"), *kept).drop(
        "run"
    )
