"""Members of the European Union and Communities by year, coded by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from sources.adapters import gsdb
from sources.source import Inputs, Source

EU_MEMBERS = Source(
    id="eu_members_by_hand",
    folder="events",
    files=("eu_members.yaml",),
    title="Members of the European Communities and the European Union, coded by hand",
    citation="The Westphalia developers. Members of the European Communities and the European Union, coded "
    "by hand from: "
    "European Parliament, 40 years of EU enlargements; Government of the Netherlands, When did the "
    "United Kingdom "
    "leave the European Union?",
    version="2025-12-31",
    terms="MIT, with the project.",
    licence="MIT",
    tier="open",
    covers=gsdb.GSDB.covers,
    url="https://european-union.europa.eu/principles-countries-history/eu-countries_en",
)
LAST = 2025
WEST_GERMANY = 260
UNIFIED = 1990


def member_years(spells: list[dict[str, Any]], last: int = LAST) -> pl.DataFrame:
    """Return ``ccode`` and ``year`` for every year in which a state was a member on any day.

    In 1990 Germany is one member, not two. Britain counts in 2020, in which it still applied the
    sanctions of the Union.

    Parameters
    ----------
    spells : list of dict
        ``ccode``, ``start`` and ``end`` (dates; ``end`` null while it lasts).
    last : int
        Last year for members that have not left.
    """
    rows = [
        (spell["ccode"], year)
        for spell in spells
        for year in range(spell["start"].year, _last_year(spell["end"], last) + 1)
        if (spell["ccode"], year) != (WEST_GERMANY, UNIFIED)
    ]
    return (
        pl.DataFrame(rows, schema={"ccode": pl.Int64, "year": pl.Int64}, orient="row")
        .unique()
        .sort("ccode", "year")
    )


def _last_year(end: date | None, last: int) -> int:
    return last if end is None else end.year


def eu_members(inputs: Inputs) -> pl.DataFrame:
    """Return members by year: ``ccode``, ``year``."""
    return member_years(inputs.events(EU_MEMBERS, EU_MEMBERS.files[0])["members"])
