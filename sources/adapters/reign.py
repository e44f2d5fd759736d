"""REIGN of March 2021: leaders, elections and regimes."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

REIGN = Source(
    id="reign_2021_3",
    folder="leaders_reign",
    files=("leaderlist_3_21.csv", "electionlist_3_21.csv", "regime_list.csv"),
    title="Rulers, Elections, and Irregular Governance (REIGN), March 2021",
    citation="Bell, Curtis (2016). The Rulers, Elections, and Irregular Governance Dataset (REIGN). "
    "Broomfield, CO: OEF Research.",
    version="2021-03",
    terms="Public research data; attribution.",
    licence="academic",
    tier="open",
    url="https://oefdatascience.github.io/REIGN.github.io/",
    covers={"elections": (1945, 2020), "regime_spells": (1950, 2020)},
)
FEMALE, MALE = "0", "1"


def _text(inputs: Inputs, file: str, encoding: str = "utf8") -> pl.DataFrame:
    raw = inputs.file(REIGN, file).read_bytes().decode("utf-8" if encoding == "utf8" else encoding)
    return pl.read_csv(raw.encode(), infer_schema=False).with_columns(
        pl.all().str.strip_chars().replace("", None)
    )


def leaders(inputs: Inputs) -> pl.DataFrame:
    """Return one row a spell: ccode, leader, start, month of the end (null in office), birth year, gender.

    The file mixes encodings; bytes that are not UTF-8 are read as latin-1. ``ended`` is the first day of the
    month of the end.
    """
    raw = inputs.file(REIGN, "leaderlist_3_21.csv").read_bytes()
    lines = [_decoded(line) for line in raw.splitlines()]
    frame = pl.read_csv("\n".join(lines).encode(), infer_schema=False)
    number = {
        c: pl.col(c).cast(pl.Int64)
        for c in ("ccode", "syear", "smonth", "sdate", "eyear", "emonth", "birthyear")
    }
    return frame.select(
        number["ccode"],
        pl.col("leader").str.strip_chars(),
        pl.date(number["syear"], number["smonth"], number["sdate"]).alias("start"),
        pl.date(number["eyear"], number["emonth"], 1).alias("ended"),
        pl.when(number["birthyear"] > 0).then(number["birthyear"]).alias("birth_year"),
        pl.col("gender").replace_strict({MALE: "M", FEMALE: "F"}, default=None).alias("gender"),
    )


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("latin-1")


def elections(inputs: Inputs) -> pl.DataFrame:
    """Return every announcement, vote and missed deadline as text, as published."""
    return _text(inputs, "electionlist_3_21.csv", "latin-1")


def regimes(inputs: Inputs) -> pl.DataFrame:
    """Return one row a regime spell: ccode, regime as coded, start, end."""
    frame = _text(inputs, "regime_list.csv")
    return frame.select(
        pl.col("cowcode").cast(pl.Int64).alias("ccode"),
        pl.col("gwf_casename").alias("case"),
        pl.col("gwf_regimetype").alias("regime"),
        pl.col("gwf_startdate").str.to_date("%m/%d/%Y").alias("start"),
        pl.col("gwf_enddate").str.to_date("%m/%d/%Y").alias("end"),
    )
