"""Pairs of states whose events are coded by hand, chosen by a rule that was stated before any was coded.

A pair is chosen if, in one of five eras, one of four things holds for it:

- *war*: the two fought each other and are neighbours by land or sea at some time, or both are among the ten most capable states of the era (mean index of
  capability): two members of wide coalitions that never met are left out;
- *dispute*: the two were opposed in four or more militarized disputes, and are neighbours or both among the thirty most capable;
- *trade*: the two are one of the twenty largest pairs by trade of the era, both flows together;
- *sanctions*: both are among the thirty most capable and one had sanctions of its own on the other in ten years or more.

A pair once chosen is chosen for 1816-2025 as a whole. What the rule leaves out may be coded too: it says where to look first, not where to stop.
Usage: ``python -m sources.event_pairs`` writes ``sources/events/pairs.yaml``, once: the choice was made before the coding and is not made again when
the tables change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import polars as pl

from sources.source import EVENTS

Pair = tuple[int, int]
ERAS = ((1816, 1870), (1871, 1918), (1919, 1945), (1946, 1991), (1992, 2025))
REASONS = ("war", "dispute", "trade", "sanctions")
FILE = EVENTS / "pairs.yaml"
HEAD = (
    "# Pairs of states whose events are coded by hand, with the reasons. Written by sources/event_pairs.py, where the rule stands,\n"
    "# from the edition as it was on 30 November 2026, before the events were coded.\n\n"
)


def within(frame: pl.DataFrame, era: tuple[int, int]) -> pl.DataFrame:
    """Return the rows of an era.

    Examples
    --------
    >>> within(pl.DataFrame({"year": [1815, 1816, 1871]}), ERAS[0])["year"].to_list()
    [1816]
    """
    return frame.filter(pl.col("year").is_between(*era))


def most_capable(capabilities: pl.DataFrame, count: int) -> frozenset[int]:
    """Return the states with the highest mean index, the lower number first where two are equal."""
    mean = capabilities.group_by("ccode").agg(pl.col("cinc").mean()).drop_nulls()
    return frozenset(mean.sort(["cinc", "ccode"], descending=[True, False])["ccode"].head(count))


def _pairs(frame: pl.DataFrame, one: str, two: str) -> list[Pair]:
    return [(min(a, b), max(a, b)) for a, b in frame.select(one, two).iter_rows()]


def opposed(disputes: pl.DataFrame, least: int) -> set[Pair]:
    """Return the pairs on opposite sides of at least so many disputes of the Correlates of War list."""
    told = disputes.filter((pl.col("list") == "cow") & (pl.col("sidea1") != pl.col("sidea2")))
    counts = Counter(_pairs(told.unique(["dispnum", "ccode1", "ccode2"]), "ccode1", "ccode2"))
    return {pair for pair, count in counts.items() if count >= least}


def largest(trade: pl.DataFrame, count: int) -> set[Pair]:
    """Return the pairs with most trade in an era, each year weighing as its share of all trade."""
    shares = trade.with_columns(pl.col("value") / pl.col("value").sum().over("year"))
    both = shares.with_columns(
        one=pl.min_horizontal("importer", "exporter"), two=pl.max_horizontal("importer", "exporter")
    )
    total = both.group_by("one", "two").agg(pl.col("value").sum().round(9)).drop_nulls()
    ranked = total.sort(["value", "one", "two"], descending=[True, False, False]).head(count)
    return set(_pairs(ranked, "one", "two"))


def sanctioned(sanctions: pl.DataFrame, years: int) -> set[Pair]:
    """Return the pairs of which one had sanctions of its own on the other in at least so many years."""
    own = sanctions.filter(pl.col("route") == "own").unique(["sender", "target", "year"])
    counts = own.group_by("sender", "target").len().filter(pl.col("len") >= years)
    return set(_pairs(counts, "sender", "target"))


def chosen(tables: Mapping[str, pl.DataFrame]) -> dict[Pair, tuple[str, ...]]:
    """Return the pairs of the rule, each with its reasons.

    Parameters
    ----------
    tables : mapping
        ``capabilities``, ``war_dyad_years``, ``dispute_dyad_years``, ``trade``, ``sanctions`` and ``contiguity`` of the edition.
    """
    reasons: dict[Pair, set[str]] = {}
    near = set(_pairs(tables["contiguity"], "ccode1", "ccode2"))
    for era in ERAS:
        of = {name: within(frame, era) for name, frame in tables.items() if "year" in frame.columns}
        thirty, ten = most_capable(of["capabilities"], 30), most_capable(of["capabilities"], 10)
        wars, disputes = (
            set(_pairs(of["war_dyad_years"], "ccode1", "ccode2")),
            opposed(of["dispute_dyad_years"], 4),
        )
        found: dict[str, Iterable[Pair]] = {
            "war": {pair for pair in wars if pair in near or ten.issuperset(pair)},
            "dispute": {pair for pair in disputes if pair in near or thirty.issuperset(pair)},
            "trade": largest(of["trade"], 20),
            "sanctions": {pair for pair in sanctioned(of["sanctions"], 10) if thirty.issuperset(pair)},
        }
        for reason, pairs in found.items():
            for pair in pairs:
                reasons.setdefault(pair, set()).add(reason)
    return {pair: tuple(reason for reason in REASONS if reason in reasons[pair]) for pair in sorted(reasons)}


def written(pairs: Mapping[Pair, tuple[str, ...]]) -> str:
    """Return the file of the pairs.

    Examples
    --------
    >>> written({(2, 70): ("war", "trade")}).splitlines()[-1]
    '- {pair: [2, 70], why: [war, trade]}'
    """
    rows = [f"- {{pair: [{a}, {b}], why: [{', '.join(why)}]}}" for (a, b), why in pairs.items()]
    return HEAD + "\n".join(rows) + "\n"


def main() -> None:
    """Write the file from the tables of the edition."""
    from westphalia.record.world import load

    world = load()
    names = ("capabilities", "war_dyad_years", "dispute_dyad_years", "trade", "sanctions", "contiguity")
    text = written(chosen({name: world.table(name).collect() for name in names}))
    part = Path(f"{FILE}.part")
    part.write_text(text, encoding="utf-8")
    part.replace(FILE)


if __name__ == "__main__":
    main()
