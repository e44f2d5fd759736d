"""Travels of US presidents and secretaries of state, and yearly totals of leaders' trips."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from sources.names import codes
from sources.source import Inputs, Source

STATE_DEPARTMENT = Source(
    id="us_travels",
    folder="leader_visits",
    files=("AmericanPresidentVisit.csv", "AmericanSecretaryVisit.csv"),
    title="Travels abroad of the President and the Secretary of State",
    citation="US Department of State, Office of the Historian. Travels Abroad of the President; Travels "
    "Abroad of the Secretary of State.",
    version="2020",
    terms="Public domain.",
    licence="public domain",
    tier="open",
    url="https://history.state.gov/departmenthistory/travels",
    covers={"visits": (1866, 2019)},
)
COLT = Source(
    id="colt_totals",
    folder="leader_visits",
    files=("colt_trips_sent_by_country_year.parquet", "colt_trips_received_by_country_year.parquet"),
    title="Country and Organizational Leader Travel, totals by year",
    citation="Moyer, Jonathan D., and colleagues. Country and Organizational Leader Travel (COLT). "
    "Diplometrics, Frederick S. Pardee Institute for International Futures, "
    "University of Denver.",
    version="2024",
    terms="Research use with citation.",
    licence="academic",
    tier="open",
    url="https://korbel.du.edu/pardee",
)
OFFICES = {"AmericanPresidentVisit.csv": "president", "AmericanSecretaryVisit.csv": "secretary of state"}


def span(text: str) -> tuple[date, date]:
    """Return first and last day of a span as the Department writes it.

    Examples
    --------
    >>> span("January 29–February 7, 1909")
    (datetime.date(1909, 1, 29), datetime.date(1909, 2, 7))
    >>> span("December 31, 1977–January 1, 1978")[0].year, span("December 14–25, 1918")[1].day
    (1977, 25)
    """
    first, _, last = (part.strip() for part in text.partition("–"))
    last = last or first
    year = last.rpartition(",")[2].strip()
    if "," not in first:
        first = f"{first}, {year}"
    if last[0].isdigit():
        last = f"{first.split()[0]} {last}"
    return _day(first), _day(last)


def _day(text: str) -> date:
    return datetime.strptime(text, "%B %d, %Y").date()


def visits(inputs: Inputs) -> pl.DataFrame:
    """Return ``office``, ``host`` (null where it is no state), ``date``, ``end``, ``place``, ``purpose``."""
    frames = []
    for name, office in OFFICES.items():
        frame = pl.read_csv(inputs.file(STATE_DEPARTMENT, name), infer_schema_length=None)
        spans = [span(text) for text in frame["time"]]
        days = pl.DataFrame({"date": [first for first, _ in spans], "end": [last for _, last in spans]})
        frames.append(
            frame.select(
                pl.lit(office).alias("office"),
                codes(frame["destination country"].str.strip_chars(), days["date"].dt.year()).alias("host"),
                pl.col("destination city").str.strip_chars().alias("place"),
                pl.col("description").str.strip_chars().alias("purpose"),
            ).hstack(days)
        )
    return pl.concat(frames)


def totals(inputs: Inputs, which: str) -> pl.DataFrame:
    """Return ``name``, ``ccode`` (may be null), ``year``, ``count`` of trips ``sent`` or ``received``."""
    frame = pl.read_parquet(inputs.file(COLT, f"colt_trips_{which}_by_country_year.parquet"))
    name = "LeaderCountryOrIGO" if which == "sent" else "CountryVisited"
    return frame.select(
        pl.col(name).alias("name"),
        codes(frame[name], frame["TripYear"]).alias("ccode"),
        pl.col("TripYear").alias("year"),
        "count",
    )
