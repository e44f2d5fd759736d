"""The Global Sanctions Data Base, release 4."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source
from westphalia.record.readers import gsdb as reader

SPANS = {
    "sanctions": (1949, 2023),
    "sanction_cases": (1949, 2023),
    "institution_sanctions": (1950, 2023),
    "sanction_mandates": (1950, 2023),
}
"""First and last year that the release covers, by table made from it."""
LISTED = ("sanctions", "sanction_cases", "institution_sanctions")
"""Tables that stand as the release has them as well."""

GSDB = Source(
    id="gsdb_4",
    folder="gsdb_v4",
    files=("GSDB_V4.csv",),
    title="Global Sanctions Data Base, release 4",
    citation="Yalcin, Erdal, Gabriel Felbermayr, Heider Kariem, Aleksandra Kirilakha, Ohyun Kwon, "
    "Constantinos Syropoulos and Yoto V. Yotov (2025). The Global "
    "Sanctions Data Base - Release 4. Felbermayr, Gabriel, Aleksandra Kirilakha, Constantinos "
    "Syropoulos, Erdal Yalcin and Yoto V. Yotov (2020). The Global "
    "Sanctions Data Base. European Economic Review 129: 103561.",
    version="4",
    terms="Research use with citation, on request from the authors; only counts by year are shipped.",
    tier="limited",
    url="https://www.globalsanctionsdatabase.com",
    covers={**SPANS, **{f"{name}_as_listed": span for name, span in SPANS.items() if name in LISTED}},
)


def cases(inputs: Inputs) -> pl.DataFrame:
    """Return the cases as distributed."""
    return reader.read(inputs.file(GSDB, "GSDB_V4.csv"))
