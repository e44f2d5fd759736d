"""Visits between leaders by pair and year: five states with all others, and China's leaders."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

CHINA = 710
COLT_PAIRS = Source(
    id="colt_pairs",
    folder="leader_visits_pairs",
    files=("colt_pair_year_2018_2024.csv",),
    title="Country and Organizational Leader Travel, visits by pair of five states 2018-2024",
    citation="Moyer, Jonathan D., Sara D. Turner, Collin J. Meisel and others (2025). Country and Organizational Leader Travel (COLT), Primary "
    "HOGS 1990-2024. Diplometrics, Frederick S. Pardee Institute for International Futures, University of Denver.",
    version="20250317, visits by pair as X. Zheng and others sum them",
    terms="Research use with citation; only counts by pair and year are redistributed.",
    tier="limited",
    url="https://korbel.du.edu/pardee",
    covers={"visits_by_pair": (2018, 2024)},
)
CHINA_VITAE = Source(
    id="china_vitae",
    folder="leader_visits_pairs",
    files=("china_vitae_engagements.csv.gz",),
    title="China Vitae, engagements of seven Chinese leaders with other states 2003-2018",
    citation="China Vitae: Biographies and Travel of Chinese Leaders (2018), as collected by G. Walker.",
    version="2018-12",
    terms="No licence stated; only counts by pair and year are redistributed.",
    tier="limited",
    url="https://www.chinavitae.com/",
    covers={"visits_by_pair": (2003, 2018)},
)
AIDDATA = Source(
    id="aiddata_visits",
    folder="leader_visits_pairs",
    files=("aiddata_china_visits.csv",),
    title="China's Public Diplomacy Dashboard, visits 2000-2018",
    citation="Custer, Samantha, Brooke Russell, Matthew DiLorenzo, Mengfan Cheng, Siddhartha Ghose, Harsh Desai, Jacob Sims and Jennifer Turner "
    "(2018). Ties That Bind: Quantifying China's Public Diplomacy and Its Good Neighbor Effect. AidData at William & Mary.",
    version="2",
    terms="Use with citation; only counts by pair and year are redistributed.",
    tier="limited",
    url="https://www.aiddata.org/china-public-diplomacy",
    covers={"visits_by_pair": (2000, 2018)},
)


def colt(inputs: Inputs) -> pl.DataFrame:
    """Return one row per pair, year and side that reports: visits in both directions together."""
    frame = pl.read_csv(inputs.file(COLT_PAIRS, COLT_PAIRS.files[0]), infer_schema_length=None)
    return frame.select(
        of_letters(frame["reporter_iso"]).alias("one"),
        of_letters(frame["partner_iso"]).alias("two"),
        "year",
        "visits",
    )


def china_vitae(inputs: Inputs) -> pl.DataFrame:
    """Return one row per engagement: ``ccode`` (null for no state), ``year``, ``kind``."""
    frame = pl.read_csv(inputs.file(CHINA_VITAE, CHINA_VITAE.files[0]), infer_schema_length=None)
    return frame.select("ccode", "year", "kind")


def aiddata(inputs: Inputs) -> pl.DataFrame:
    """Return one row per receiving state and year; nothing known is null."""
    frame = pl.read_csv(inputs.file(AIDDATA, AIDDATA.files[0]), null_values=["NA"], infer_schema_length=None)
    return frame.select("ccode", "year", pl.col("government_visits").alias("visits"), "military_visits")
