"""Slips in the sources: values that are known to be wrong, by hand with a citation or by a rule that finds their kind in a whole table.

A rule returns keys with what they should hold (null: unknown) and why; :func:`put` writes that into the table and tells what was there. Both values are
rows of the table ``corrections``, from which ``World.table(name, raw=True)`` gives the table as its source has it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import polars as pl

from sources.source import Inputs, Source

CORRECTIONS = Source(
    id="corrections_by_hand",
    folder="events",
    files=("corrections.yaml",),
    title="Corrections of values of the sources, by hand and by rule",
    citation="The Westphalia developers. Corrections of values of the sources, each with its reason and what shows it.",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
)
LISTED = {
    "table": pl.String, "key": pl.String, "column": pl.String, "printed": pl.Float64, "corrected": pl.Float64, "kind": pl.String,
    "reason": pl.String, "citation": pl.String, "verified": pl.Boolean,
}  # fmt: skip
WHY = ("corrected", "kind", "reason", "citation", "verified")
WARS = ((1914, 1920), (1939, 1946))
"""Years of the world wars and the first after them, in which hardly any state published its trade."""
TRADED = 1.0
"""Million dollars: what a pair traded before a war, for a zero in it to be a gap."""
BEFORE = 7
"""Years before a zero of war within which a pair must have traded."""
LARGE = 10.0
"""Million dollars on both sides of a zero for it to be a gap; half a million is what is rounded to zero."""
SHORT = 4
"""Years from the last flow before to the first after zeros that are a gap."""
TWICE = (1.6, 2.6)
"""Times the mean of the years before and after that a count is when two reports were added up."""
MONEY = 8.0
"""Times further apart than in other states of the year that spending in constant and in current dollars are when one of them is an artefact of money."""
OUTPUT = 3.0
"""Times the state's output that spending and its share of output make it when the dollars are an artefact."""
REAL = 4.0
"""Times further from real output than in the state's other years that output in dollars is when the rate of exchange is an artefact."""
HALF = 0.5
"""Share of a state's wheat in its balance below which the flows that were reported are no sum of it."""
SOME = 100.0
"""Thousand tonnes of wheat from which on sums are compared."""


def because(
    frame: pl.DataFrame, corrected: pl.Expr, kind: str, reason: pl.Expr | str, shows: str
) -> pl.DataFrame:
    """Return keys with what they should hold and why, as :func:`put` takes them; ``shows`` is the citation of what shows it."""
    text = pl.lit(reason) if isinstance(reason, str) else reason
    return frame.with_columns(
        corrected.cast(pl.Float64).alias("corrected"), pl.lit(kind).alias("kind"), text.alias("reason"),
        pl.lit(shows).alias("citation"), pl.lit(True).alias("verified"),
    )  # fmt: skip


def put(
    table: str, frame: pl.DataFrame, keys: Sequence[str], column: str, found: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return a table with corrected values, and the rows of the table of corrections.

    Parameters
    ----------
    table : str
        Its name.
    frame : polars.DataFrame
        Its rows.
    keys : sequence of str
        Columns that identify a row.
    column : str
        The column that is corrected.
    found : polars.DataFrame
        ``keys`` and :data:`WHY`. What is not in the table, or is there as it should be, is passed over.

    Examples
    --------
    >>> rows = pl.DataFrame({"ccode": [2, 20], "year": [2008, 2008], "troops": [10, 4]})
    >>> found = because(rows.head(1).select("ccode", "year"), pl.lit(5), "counted twice", "two reports", "a work")
    >>> fixed, told = put("us_troops", rows, ("ccode", "year"), "troops", found)
    >>> fixed["troops"].to_list(), told.select("key", "printed", "corrected").rows()
    ([5, 4], [('ccode=2;year=2008', 10.0, 5.0)])
    """
    why = found.select(
        *(pl.col(key).cast(frame.schema[key]) for key in keys), *WHY, pl.lit(True).alias("hit")
    )
    marked = frame.join(why, on=list(keys), how="left", maintain_order="left", nulls_equal=True)
    printed = pl.col(column).cast(pl.Float64)
    differs = pl.col("hit") & printed.is_not_null() & ~printed.eq_missing(pl.col("corrected"))
    marked = marked.with_columns(differs.fill_null(False).alias("hit"))
    told = marked.filter("hit").select(
        pl.lit(table).alias("table"), key_of(keys).alias("key"), pl.lit(column).alias("column"), printed.alias("printed"), *WHY
    )  # fmt: skip
    new = pl.col("corrected").cast(frame.schema[column])
    fixed = marked.with_columns(pl.when("hit").then(new).otherwise(column).alias(column))
    return fixed.select(frame.columns), told.select(list(LISTED)).cast(dict(LISTED))


def key_of(keys: Sequence[str]) -> pl.Expr:
    """Return what names a row: ``ccode=2;year=2008``."""
    return pl.concat_str([pl.format("{}={}", pl.lit(key), pl.col(key)) for key in keys], separator=";")


def by_hand(inputs: Inputs, table: str, column: str) -> pl.DataFrame:
    """Return the corrections of a column that were noted by hand, as :func:`put` takes them."""
    rows: list[dict[str, Any]] = [
        {**key, **{name: row[name] for name in WHY}}
        for row in inputs.events(CORRECTIONS, "corrections.yaml")
        if (row["table"], row["column"]) == (table, column)
        for given in row["keys"]
        for key in _each_year(given)
    ]
    return pl.DataFrame(rows, schema_overrides={"corrected": pl.Float64}, infer_schema_length=None)


def _each_year(key: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a key for each of its ``years``, first and last; the key itself without any."""
    if "years" not in key:
        return [key]
    rest = {name: value for name, value in key.items() if name != "years"}
    return [{**rest, "year": year} for year in range(key["years"][0], key["years"][1] + 1)]


def gaps(flows: pl.DataFrame) -> pl.DataFrame:
    """Return zeros of trade that are gaps: in the world wars between states that traded before, and short ones between large flows.

    Parameters
    ----------
    flows : polars.DataFrame
        ``importer``, ``exporter``, ``year``, ``value`` in million dollars; null where unknown.
    """
    pair, known = ["importer", "exporter"], pl.col("value") > 0
    around = flows.sort(*pair, "year").with_columns(
        *(pl.when(known).then(name).forward_fill().over(pair).alias(f"{name}_before") for name in ("value", "year")),
        *(pl.when(known).then(name).backward_fill().over(pair).alias(f"{name}_after") for name in ("value", "year")),
    )  # fmt: skip
    zeros = around.filter(pl.col("value") == 0)
    at_war = pl.any_horizontal(pl.col("year").is_between(*span) for span in WARS)
    traded = (pl.col("value_before") >= TRADED) & (pl.col("year") - pl.col("year_before") <= BEFORE)
    between = pl.min_horizontal("value_before", "value_after") >= LARGE
    short = (pl.col("year_after") - pl.col("year_before") <= SHORT) & between
    war = because(
        zeros.filter(at_war & traded & ~short.fill_null(False)).select(*pair, "year"), pl.lit(None), "gap told as zero",
        "Hardly any state published its trade in the world wars: what stands as zero after years of trade was not reported.",
        "Correlates of War Trade 4.0, years before",
    )  # fmt: skip
    hole = because(
        zeros.filter(short.fill_null(False)), pl.lit(None), "gap told as zero",
        pl.format("A zero between {} million dollars in {} and {} in {} is a year without a report.",
                  *(pl.col(name) for name in ("value_before", "year_before", "value_after", "year_after"))),
        "Correlates of War Trade 4.0, years before and after",
    ).select(*pair, "year", *WHY)  # fmt: skip
    return pl.concat([war, hole])


def touching(yearly: pl.DataFrame, neighbours: pl.DataFrame) -> pl.DataFrame:
    """Return years in which neighbours by land are told to be apart.

    Parameters
    ----------
    yearly : polars.DataFrame
        ``ccode1``, ``ccode2`` (the lower first), ``year``, ``km``.
    neighbours : polars.DataFrame
        ``ccode1``, ``ccode2``, ``year``: contiguous by land or river on the last day of the year before and of the year.
    """
    apart = yearly.filter(pl.col("km") > 0).join(neighbours, on=["ccode1", "ccode2", "year"], how="semi")
    return because(
        apart.select("ccode1", "ccode2", "year"), pl.lit(0.0), "neighbours apart",
        "The two have a border by land or river; outlines of the borders of another day are apart.",
        "Correlates of War Direct Contiguity 3.2",
    )  # fmt: skip


def counted_twice(counts: pl.DataFrame, year: int) -> pl.DataFrame:
    """Return the counts of a year in which two reports were added up: halved where that fits the years around it, else unknown.

    Parameters
    ----------
    counts : polars.DataFrame
        ``ccode``, ``year``, ``troops``.
    """
    around = (
        counts.filter(pl.col("year").is_in([year - 1, year + 1]))
        .group_by("ccode")
        .agg(pl.col("troops").mean().alias("mean"))
    )
    told = counts.filter(pl.col("year") == year).join(around, on="ccode", how="left")
    times = pl.col("troops") / pl.col("mean")
    doubtful = told.filter((times >= TWICE[0]).fill_null(True) & (pl.col("troops") > 1))
    fits = (pl.lit(TWICE[0]) <= times) & (times <= TWICE[1])
    return because(
        doubtful, pl.when(fits).then((pl.col("troops") / 2).floor()), "counted twice",
        f"The counts of {year} add up two quarters; half of it stands where that fits the years around it, else it is unknown.",
        "Allen, Flynn and Machain, troopdata, years before and after",
    ).select("ccode", "year", *WHY)  # fmt: skip


def spending(rows: pl.DataFrame, output: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Return spending that is an artefact of money, by column: constant and current dollars too far apart.

    Parameters
    ----------
    rows : polars.DataFrame
        ``ccode``, ``year``, ``milex_constant``, ``milex_current`` (million dollars), ``milex_gdp_share``.
    output : polars.DataFrame
        ``ccode``, ``year``, ``gdp`` in dollars.
    """
    both = rows.filter(pl.col("milex_constant") > 0, pl.col("milex_current") > 0).join(
        output, on=["ccode", "year"], how="left"
    )
    apart = (pl.col("milex_constant") / pl.col("milex_current")).log()
    far = both.with_columns((apart - apart.median().over("year")).alias("far")).filter(
        pl.col("far").abs() > math.log(MONEY)
    )
    current, constant = (
        _implies(name, times) for name, times in (("milex_current", OUTPUT), ("milex_constant", MONEY))
    )
    reason = pl.format(
        "Constant and current dollars are {} times further apart than in other states of the year.",
        pl.col("far").abs().exp().round(0).cast(pl.Int64),
    )
    made = {"milex_current": far.filter(current), "milex_constant": far.filter(constant | ~current)}
    shows = "SIPRI Military Expenditure Database, its own columns side by side; World Development Indicators"
    return {
        name: because(frame, pl.lit(None), "artefact of money", reason, shows).select("ccode", "year", *WHY)
        for name, frame in made.items()
    }


def _implies(column: str, times: float) -> pl.Expr:
    """Tell whether spending and its share of output imply an output so many times the state's, or so small a part of it; no where it is not known."""
    implied = pl.col(column) * 1e6 / pl.col("milex_gdp_share") / pl.col("gdp")
    return ((implied > times) | (implied < 1 / times)).fill_null(False)


def exchange(output: pl.DataFrame, real: pl.DataFrame) -> pl.DataFrame:
    """Return output in current dollars that is an artefact of the rate of exchange.

    Parameters
    ----------
    output : polars.DataFrame
        ``ccode``, ``year``, ``gdp`` in dollars.
    real : polars.DataFrame
        ``ccode``, ``year``, ``real``: output at constant prices.
    """
    both = output.join(real, on=["ccode", "year"]).filter(pl.col("gdp") > 0, pl.col("real") > 0)
    ratio = (pl.col("gdp") / pl.col("real")).log()
    both = both.with_columns((ratio - ratio.median().over("year")).alias("off"))
    both = both.with_columns((pl.col("off") - pl.col("off").median().over("ccode")).alias("off"))
    far = both.filter(pl.col("off").abs() > math.log(REAL))
    reason = pl.format(
        "{} times as far from real output as in the state's other years: the rate of exchange is an artefact.",
        pl.col("off").abs().exp().round(1),
    )
    return because(
        far,
        pl.lit(None),
        "artefact of money",
        reason,
        "Penn World Table, real output, in the R package isard",
    ).select("ccode", "year", *WHY)


def incomplete(flows: pl.DataFrame, balances: pl.DataFrame, side: str) -> pl.DataFrame:
    """Return the sums of a state's reported wheat that are less than half of its balance.

    Parameters
    ----------
    flows : polars.DataFrame
        ``exporter``, ``importer``, ``year``, ``tonnes``.
    balances : polars.DataFrame
        ``ccode``, ``year``, ``amount`` in thousand tonnes.
    side : {"exporter", "importer"}
        Whose sums.

    Returns
    -------
    polars.DataFrame
        Rows of the table of corrections.
    """
    sums = flows.group_by(pl.col(side).alias("ccode"), "year").agg(pl.col("tonnes").sum())
    both = (
        balances.filter(pl.col("amount") >= SOME)
        .join(sums, on=["ccode", "year"], how="left")
        .with_columns(pl.col("tonnes").fill_null(0.0))
    )
    short = (
        both.filter(pl.col("tonnes") < HALF * 1000 * pl.col("amount"))
        .sort("ccode", "year")
        .rename({"ccode": side})
    )
    told = because(
        short, 1000 * pl.col("amount"), "sum incomplete",
        pl.format("The flows that were reported add up to {} per cent of the state's balance.", (100 * pl.col("tonnes") / (1000 * pl.col("amount"))).round(1)),
        "FAOSTAT, Commodity and Food Balances",
    )  # fmt: skip
    sums_of = {
        "table": pl.lit("wheat_trade"),
        "key": key_of((side, "year")),
        "column": pl.lit("tonnes"),
        "printed": pl.col("tonnes"),
    }
    return told.with_columns(**sums_of).select(list(LISTED)).cast(dict(LISTED))
