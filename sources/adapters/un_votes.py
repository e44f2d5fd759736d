"""Roll calls of the UN General Assembly: sessions 1-74 with titles, 75-78 without."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources.names import codes
from sources.rdata import read_r
from sources.source import Inputs, Source
from westphalia.record.tables.votes import ISSUES

UN_VOTES = Source(
    id="unga_votes",
    folder="un_votes",
    files=("un_votes.rda", "un_roll_calls.rda", "un_roll_call_issues.rda", "votes_2020_2022.csv.gz"),
    title="United Nations General Assembly Voting Data",
    citation="Voeten, Erik, Anton Strezhnev and Michael Bailey. United Nations General Assembly Voting "
    "Data. Harvard Dataverse, doi:10.7910/DVN/LEJUQZ. "
    "Sessions 1-74 as in the R package unvotes by David Robinson.",
    version="unvotes of March 2021 (sessions 1-74); completeVotes as of July 2025 (sessions 75-78)",
    terms="CC0 1.0.",
    licence="CC0 1.0",
    tier="open",
    url="https://doi.org/10.7910/DVN/LEJUQZ",
)
VOTES = {"yes": 1, "abstain": 2, "no": 3}
FRESH = date(1990, 10, 1)
MAINLAND_LOST = date(1949, 12, 1)


def roll_calls(inputs: Inputs) -> pl.DataFrame:
    """Return roll calls of sessions 1-74 with a flag for each of six issues; no tag means none of them."""
    calls = read_r(inputs.file(UN_VOTES, "un_roll_calls.rda"))
    tags = read_r(inputs.file(UN_VOTES, "un_roll_call_issues.rda"))
    flags = [
        pl.col("rcid").is_in(tags.filter(pl.col("short_name") == issue)["rcid"].implode()).alias(issue)
        for issue in ISSUES
    ]
    return calls.with_columns(*flags)


def early_votes(inputs: Inputs) -> pl.DataFrame:
    """Return votes of sessions 1-74: ``rcid``, ``country``, ``country_code``, ``vote`` as a number."""
    frame = read_r(inputs.file(UN_VOTES, "un_votes.rda"))
    return frame.with_columns(pl.col("vote").replace_strict(VOTES, return_dtype=pl.Int64))


def late_votes(inputs: Inputs) -> pl.DataFrame:
    """Return votes from session 75: ``resid``, ``ccode``, ``date``, ``vote``."""
    return pl.read_csv(inputs.file(UN_VOTES, "votes_2020_2022.csv.gz")).with_columns(
        pl.col("date").str.to_date()
    )


def seat_codes(country: pl.Series, day: pl.Series) -> pl.Series:
    """Return the state that held the seat on that day.

    The source calls the seat of China to October 1971 Taiwan. To December 1949 its government held the
    mainland and the code is that of China. It
    goes on calling the united states of Germany and Yemen by their former names in the autumn of 1990.
    """
    known = pl.DataFrame({"country": country, "day": day})
    state = codes(known["country"], known["day"].dt.year())
    return (
        known.with_columns(state.alias("state"))
        .select(
            pl.when((pl.col("country") == "Taiwan") & (pl.col("day") < MAINLAND_LOST))
            .then(710)
            .when((pl.col("country") == "Federal Republic of Germany") & (pl.col("day") >= FRESH))
            .then(255)
            .when((pl.col("country") == "Yemen Arab Republic") & (pl.col("day") >= FRESH))
            .then(679)
            .otherwise(pl.col("state"))
            .alias("ccode")
        )
        .to_series()
    )
