"""Elasticities, effects of sanctions and forecasts as published, gathered by hand."""

from __future__ import annotations

import re

import polars as pl

from sources.source import Inputs, Source

ESTIMATES = Source(
    id="published_estimates",
    folder="estimates_and_outcomes",
    files=("published_estimates.csv",),
    title="Published estimates of elasticities and of the effects of sanctions",
    citation="Gathered from the publications named in each row.",
    version="2026",
    terms="Facts quoted with their source.",
    licence="public facts",
    tier="open",
)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def estimates(inputs: Inputs) -> pl.DataFrame:
    """Return kind, what, reference, year, value, range, how it was checked and where it was found."""
    frame = pl.read_csv(inputs.file(ESTIMATES, ESTIMATES.files[0]), infer_schema_length=None)
    return frame.select(
        "kind",
        "what",
        pl.col("source").alias("reference"),
        pl.Series("published", published(frame["source"].to_list()), dtype=pl.Int64),
        "value",
        "low",
        "high",
        "verification",
        pl.col("where").alias("found_in"),
    )


def published(references: list[str]) -> list[int | None]:
    """Return the latest year named in each reference, so that nobody is shown an estimate before it was out.

    A reference without a year takes the latest of the others that begin with the same name.

    Examples
    --------
    >>> published(["Chowdhry, Hinz 2022/2024", "Chowdhry et al.", "Isfahan"])
    [2024, 2024, None]
    """
    own = [max((int(year) for year in YEAR.findall(text)), default=None) for text in references]
    latest: dict[str, int] = {}
    for text, year in zip(references, own, strict=True):
        if year is not None:
            latest[_author(text)] = max(year, latest.get(_author(text), 0))
    return [year or latest.get(_author(text)) for text, year in zip(references, own, strict=True)]


def _author(text: str) -> str:
    return text.replace(",", " ").split()[0]
