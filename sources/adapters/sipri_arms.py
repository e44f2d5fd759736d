"""The SIPRI Arms Transfers Database in two vintages, and a tidied table of volumes to check them against."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source
from westphalia.record.readers import sipri_arms as reader

_TERMS = (
    "(c) SIPRI, free for non-commercial and research use with attribution; only volumes by year are shipped."
)
DELIVERIES = Source(
    id="sipri_arms_2024",
    folder="sipri_arms_transfers",
    files=(
        "trade_register_deliveries_1950_1989_gen2024-04.csv",
        "trade_register_deliveries_1990_2023_gen2024-04.csv",
    ),
    title="SIPRI Arms Transfers Database, deliveries 1950-2023",
    citation="Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, deliveries "
    "1950-2023, generated April 2024.",
    version="April 2024",
    terms=_TERMS,
    tier="limited",
    url="https://armstransfers.sipri.org",
)
REGISTER = Source(
    id="sipri_arms_2026",
    folder="sipri_arms_transfers",
    files=("trade_register_2026-05-18.csv",),
    title="SIPRI Arms Transfers Database, trade register to 2025",
    citation="Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, trade "
    "register, generated 18 May 2026.",
    version="May 2026",
    terms=_TERMS,
    tier="limited",
    url="https://armstransfers.sipri.org",
    covers={"arms_orders": (1950, 2023)},
)
CHECK = Source(
    id="sipri_arms_360info",
    folder="sipri_arms_transfers",
    files=("tiv_dyad_year_1950_2021_cow.csv",),
    title="SIPRI trend-indicator values by pair of states and year, tidied by 360info",
    citation="Stockholm International Peace Research Institute, SIPRI Arms Transfers Database, tables of "
    "trend-indicator values 1950-2021; tidied by 360info.",
    version="2024",
    terms=_TERMS + " Used as a check.",
    tier="limited",
    url="https://github.com/360-info/report-arms-trade",
)


def deliveries(inputs: Inputs) -> pl.DataFrame:
    """Return deliveries 1950-2023, one row a deal and year."""
    return pl.concat(reader.read_deliveries(inputs.file(DELIVERIES, name)) for name in DELIVERIES.files)


def register(inputs: Inputs) -> pl.DataFrame:
    """Return the register of 2026, one row a deal."""
    return reader.read_register(inputs.file(REGISTER, REGISTER.files[0]))


def volumes(inputs: Inputs) -> pl.DataFrame:
    """Return the tidied table: ``supplier``, ``recipient`` (names), ``year``, ``value``."""
    return pl.read_csv(inputs.file(CHECK, CHECK.files[0]), columns=["supplier", "recipient", "year", "value"])
