"""Nuclear and missile data from six projects."""

from __future__ import annotations

import polars as pl

from sources.names import codes
from sources.predecessors import of_then
from sources.rdata import read_r
from sources.source import Inputs, Source

_FOLDER = "nuclear"
STATUS = Source(
    id="nuclear_status_owid",
    folder=_FOLDER,
    files=("nuclear_status_owid_bleek_nti_1938_2022.csv",),
    title="Nuclear weapons proliferation",
    citation="Bleek, Philipp C. (2017). When Did (and Didn't) States Proliferate? Harvard Kennedy School, "
    "Belfer Center; Nuclear Threat Initiative (2022); "
    "compiled by Our World in Data.",
    version="2022",
    terms="CC BY 4.0 (Our World in Data).",
    licence="CC BY 4.0",
    tier="open",
    url="https://ourworldindata.org/nuclear-weapons",
)
WARHEADS = Source(
    id="warheads_bulletin",
    folder=_FOLDER,
    files=("warhead_stockpiles_bulletin.csv",),
    title="Nuclear warhead stockpiles",
    citation="Bulletin of the Atomic Scientists, Nuclear Notebook: stockpiles 1945-2017; compiled by Our "
    "World in Data.",
    version="2017",
    terms="CC BY 4.0 (Our World in Data).",
    licence="CC BY 4.0",
    tier="open",
    url="https://thebulletin.org/nuclear-notebook/",
)
TESTS = Source(
    id="nuclear_tests_aca",
    folder=_FOLDER,
    files=("nuclear_tests_aca.csv",),
    title="Nuclear weapons tests",
    citation="Arms Control Association (2020). The Nuclear Testing Tally; compiled by Our World in Data.",
    version="2020",
    terms="CC BY 4.0 (Our World in Data).",
    licence="CC BY 4.0",
    tier="open",
    url="https://www.armscontrol.org/factsheets/nucleartesttally",
)
LATENCY = Source(
    id="nuclear_latency_1_2",
    folder=_FOLDER,
    files=("nl_1.2_df.rda",),
    title="Nuclear Latency 1.2",
    citation="Fuhrmann, Matthew, and Benjamin Tkach (2015). Almost Nuclear: Introducing the Nuclear Latency "
    "Dataset. Conflict Management and Peace Science "
    "32(4): 443-461.",
    version="1.2",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://www.matthewfuhrmann.com/datasets.html",
)
AGREEMENTS = Source(
    id="nuclear_cooperation",
    folder=_FOLDER,
    files=("nca_df.rda",),
    title="Nuclear cooperation agreements",
    citation='Fuhrmann, Matthew (2012). Atomic Assistance: How "Atoms for Peace" Programs Cause Nuclear '
    "Insecurity. Ithaca: Cornell University Press.",
    version="2012",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://www.matthewfuhrmann.com/datasets.html",
    covers={"nuclear_agreements": (1945, 2003)},
)
CAPACITY = Source(
    id="nu_clear",
    folder=_FOLDER,
    files=("v_clear_df.rda",),
    title="nu-CLEAR: activities behind nuclear proficiency",
    citation="Smith, Bradley C., and William Spaniel. Introducing nu-CLEAR: A Latent Variable Approach to "
    "Measuring Nuclear Proficiency. Conflict Management "
    "and Peace Science.",
    version="2018",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
)
MISSILES = Source(
    id="missile_tests_cns",
    folder=_FOLDER,
    files=("iran_missile_tests_df.rda", "dprk_missile_tests_df.rda"),
    title="Missile tests of Iran and North Korea",
    citation="James Martin Center for Nonproliferation Studies, Missile Test Databases of Iran and North "
    "Korea, for the Nuclear Threat Initiative.",
    version="2019",
    terms="Free use with citation.",
    licence="academic",
    tier="open",
    url="https://www.nti.org",
    covers={"missile_tests": (1984, 2019)},
)


def _by_name(inputs: Inputs, source: Source, value: str, called: str) -> pl.DataFrame:
    frame = pl.read_csv(inputs.file(source, source.files[0]))
    coded = frame.with_columns(codes(frame["Entity"], frame["Year"]).alias("ccode"))
    return coded.select(
        "Entity", of_then("ccode", "Year"), pl.col("Year").alias("year"), pl.col(value).alias(called)
    )


def status(inputs: Inputs) -> pl.DataFrame:
    """Return ``Entity``, ``ccode``, ``year`` and ``status``."""
    return _by_name(inputs, STATUS, "nuclear_weapons_status", "status")


def warheads(inputs: Inputs) -> pl.DataFrame:
    """Return ``Entity``, ``ccode``, ``year`` and ``warheads``."""
    return _by_name(inputs, WARHEADS, "Stockpiled nuclear warheads", "warheads")


def tests(inputs: Inputs) -> pl.DataFrame:
    """Return ``Entity``, ``ccode``, ``year`` and ``tests``."""
    return _by_name(inputs, TESTS, "nuclear_weapons_tests", "tests")


def facilities(inputs: Inputs) -> pl.DataFrame:
    """Return facilities as published, -99 as null."""
    frame = read_r(inputs.file(LATENCY, "nl_1.2_df.rda"))
    return frame.with_columns(
        pl.when(pl.col(name) != -99).then(pl.col(name)).alias(name)
        for name in frame.columns
        if frame[name].dtype == pl.Int64
    )


def agreements(inputs: Inputs) -> pl.DataFrame:
    """Return one row an agreement and directed pair."""
    return read_r(inputs.file(AGREEMENTS, "nca_df.rda"))


def capacity(inputs: Inputs) -> pl.DataFrame:
    """Return sixteen activities as 0 or 1 by state and year."""
    return read_r(inputs.file(CAPACITY, "v_clear_df.rda"))


def missiles(inputs: Inputs) -> pl.DataFrame:
    """Return launches: ``ccode``, ``launch_time``, ``missile``, ``type``, ``confirmed``, ``success``."""
    iran = read_r(inputs.file(MISSILES, "iran_missile_tests_df.rda")).with_columns(
        ccode=pl.lit(630), kind=pl.col("missile_family")
    )
    korea = read_r(inputs.file(MISSILES, "dprk_missile_tests_df.rda")).with_columns(
        ccode=pl.lit(731), kind=pl.col("missile_type")
    )
    wanted = (
        "ccode",
        "launch_time",
        pl.col("missile_name").alias("missile"),
        pl.col("kind").alias("type"),
        pl.col("test_confirmed").cast(pl.Boolean).alias("confirmed"),
        pl.col("test_successful").alias("success"),
    )
    return pl.concat([iran.select(*wanted), korea.select(*wanted)])
