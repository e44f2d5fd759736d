"""Sanctions in force by year: the cases of the Global Sanctions Data Base, corrected, and those coded by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from sources.adapters import gsdb
from sources.adapters import sanctions_by_hand as hand
from sources.adapters.eu_membership import eu_members
from sources.names import codes
from sources.source import Inputs
from westphalia.record.once import once
from westphalia.record.readers import gsdb as reader
from westphalia.record.schema import LAST_YEAR

KEY = ("case_id", "year")
FLAGS = (*reader.KINDS, *hand.WAYS)
GSDB, OURS, BOTH = "gsdb", "supplement", "both"


@once
def as_listed(inputs: Inputs) -> tuple[pl.DataFrame, reader.InForce]:
    """Return the cases and what is in force in each year, as the release has it."""
    cases = gsdb.cases(inputs)
    return cases, reader.derive(cases, codes, eu_members(inputs))


@once
def corrected(inputs: Inputs) -> tuple[pl.DataFrame, reader.InForce]:
    """Return the cases, and what is in force in each year by the corrected cases and those coded by hand."""
    cases, union, rows = gsdb.cases(inputs), eu_members(inputs), hand.coded(inputs)
    aims = hand.aims(inputs, cases).drop("basis", "why")
    known = known_years(cases, hand.of_kind(rows, "correction")).join(aims, on="case_id")
    targets, senders = (reader.parties(known, side, codes, union) for side in reader.PARTIES)
    ours = hand.of_kind(rows, "case")
    years = pl.concat([known.drop(reader.PARTIES), supplement(ours)], how="diagonal_relaxed")
    whom = pl.DataFrame(
        [(*key, code) for key, row in by_year(ours) for code in row["targets"]],
        schema={"case_id": pl.Int64, "year": pl.Int64, "ccode": pl.Int64},
        orient="row",
    ).with_columns(party=pl.lit(""), union=pl.lit(False))
    aimed = pl.concat([targets, whom], how="diagonal_relaxed")
    senders = pl.concat([senders, acting(ours, union)], how="diagonal_relaxed")
    kept = cases.join(known.select("case_id").unique(), on="case_id", how="semi")
    found = reader.in_force(years, aimed, senders, kept)
    never = {"there was no such case": cases.height - kept.height}
    return cases, replace(found, dropped={**found.dropped, **never})


def known_years(cases: pl.DataFrame, corrections: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the cases by year as they should be, and on which list each year of a case rests.

    A year that a correction adds rests on the supplement, one in which it changes something on both.
    """
    whole = ("case", "begin", "end", "senders")
    of = [(case, row) for row in corrections for case in row["cases"]]
    spans = {case: [begin, end] for case, begin, end in cases.select("case_id", "begin", "end").iter_rows()}
    senders: dict[int, str] = {}
    for case, row in of:
        _confirm(cases, case, row)
        if row["column"] == "case":
            spans[case] = [1, 0]
        elif row["column"] in ("begin", "end"):
            fallback = LAST_YEAR if row["right"] is None else row["right"]
            spans[case][("begin", "end").index(row["column"])] = fallback
        elif row["column"] == "senders":
            senders[case] = row["right"]
    right = cases.with_columns(
        pl.col("case_id").replace_strict({case: span[at] for case, span in spans.items()}).alias(name)
        for at, name in enumerate(("first", "last"))
    ).filter(pl.col("first") <= pl.col("last"))
    listed = pl.col("year").is_between("begin", "end")
    years = reader.years(right.with_columns(begin="first", end="last")).join(
        cases.select("case_id", "begin", "end"), on="case_id"
    )
    years = years.with_columns(
        pl.when(listed).then(pl.lit(GSDB)).otherwise(pl.lit(OURS)).alias("lists"),
        pl.col("case_id").replace_strict(senders, default=None).fill_null(pl.col("sanctioning_state")).alias("sanctioning_state"),
    ).drop("begin", "end")  # fmt: skip
    for case, row in of:
        if row["column"] not in whole:
            years = _changed(years, case, row)
    return years


def _confirm(cases: pl.DataFrame, case: int, row: Mapping[str, Any]) -> None:
    """Raise unless the release has printed what a correction says that it has."""
    found = cases.filter(case_id=case)
    printed = {
        "senders": "sanctioning_state",
        "trade": "descr_trade",
    }.get(row["column"], row["column"])
    has = None if found.is_empty() else "in force" if printed == "case" else found[printed].item()
    if (has or 0) != (row["printed"] or 0):
        raise ValueError(f"{row['id']}: case {case} has {row['column']} {has!r}, not {row['printed']!r}")


def _changed(years: pl.DataFrame, case: int, row: Mapping[str, Any]) -> pl.DataFrame:
    """Return the years of a case with one of its kinds as it should be from the correction's first year to its last."""
    there = (pl.col("case_id") == case) & pl.col("year").is_between(
        hand.year(row["start"]), hand.year(row["end"], last=True)
    )
    if row["column"] == "trade":
        right = hand.flags({"restricts": row["right"]})
        values = {name: right[name] for name in ("trade", *hand.WAYS)}
    else:
        values = {row["column"]: row["right"]}
    mark = pl.when(there & (pl.col("lists") == GSDB)).then(pl.lit(BOTH)).otherwise("lists")
    return years.with_columns(
        *(pl.when(there).then(pl.lit(value)).otherwise(name).alias(name) for name, value in values.items()),
        mark.alias("lists"),
    )


def by_year(rows: Sequence[Mapping[str, Any]]) -> list[tuple[tuple[int, int], Mapping[str, Any]]]:
    """Return each case coded by hand once for each year in which it is in force; its number is below zero."""
    return [
        ((-number, year), row)
        for number, row in enumerate(rows, 1)
        for year in range(hand.year(row["start"]), hand.year(row["end"], last=True) + 1)
    ]


def supplement(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Return the cases coded by hand by year, with their kinds and whom they mean."""
    return pl.DataFrame(
        [
            {
                **dict(zip(KEY, key, strict=True)),
                **hand.flags(row),
                "lists": OURS,
                "meant": row["meant"],
                "aid": bool(row.get("aid")),
                "persons": False,
                "mandate": bool(row.get("mandate")),
            }
            for key, row in by_year(rows)
        ]
    )


def acting(rows: Sequence[Mapping[str, Any]], union: pl.DataFrame) -> pl.DataFrame:
    """Return the senders of cases coded by hand by year: states while they take part, institutions, and the Union's members."""
    found = [
        {
            **dict(zip(KEY, key, strict=True)),
            "ccode": sender if isinstance(sender, int) else None,
            "institution": None if isinstance(sender, int) else sender,
        }
        for key, row in by_year(rows)
        for sender in row["senders"]
        if takes_part(row, sender, key[1])
    ]
    kinds = {"case_id": pl.Int64, "year": pl.Int64, "ccode": pl.Int64, "institution": pl.String}
    frame = pl.DataFrame(found, schema=kinds)
    members = (
        frame.filter(institution="EU")
        .drop("ccode", "institution")
        .join(union.select("ccode", "year"), on="year")
    )
    return pl.concat(
        [frame.with_columns(union=pl.lit(False)), members.with_columns(union=pl.lit(True))],
        how="diagonal_relaxed",
    ).with_columns(party=pl.lit(""))


def takes_part(row: Mapping[str, Any], sender: int | str, year: int) -> bool:
    """Return whether a sender takes part in a case in a year: from when it joined to when it left."""
    joined, left = row.get("joined", {}).get(sender), row.get("left", {}).get(sender)
    return (joined is None or hand.year(joined) <= year) and (
        left is None or year <= hand.year(left, last=True)
    )
