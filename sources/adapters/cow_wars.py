"""Wars of the Correlates of War project, between and within states, and Maoz's war dyads."""

from __future__ import annotations

import io

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

_BOOK = "Sarkees, Meredith Reid and Frank Wayman (2010). Resort to War: 1816-2007. Washington, DC: CQ Press."
INTER = Source(
    id="cow_inter_state_wars_4",
    folder="cow_wars",
    files=("Inter-StateWarData_v4.0.csv",),
    title="Inter-State Wars 4.0",
    citation=f"{_BOOK} Data: Correlates of War, Inter-State War Data, version 4.0.",
    version="4.0",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/cow-war/",
    covers=dict.fromkeys(("wars", "war_participants"), (1816, 2007)),
)
DYAD_YEARS = Source(
    id="cow_inter_state_war_dyad_years_4",
    folder="peace_science",
    files=("cow_war_inter.rda",),
    title="Inter-State Wars 4.0 as directed dyad-years, as the R package peacesciencer carries them",
    citation=f"{_BOOK} Data: Correlates of War, Inter-State War Data, version 4.0.",
    version="4.0",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/cow-war/",
    covers={"war_dyad_years": (1816, 2007)},
)
DYADIC = Source(
    id="dyadic_wars_maoz",
    folder="cow_wars",
    files=("directed_dyadic_war.csv",),
    title="Directed Dyadic Interstate War",
    citation="Maoz, Zeev, Paul L. Johnson, Jasper Kaplan, Fiona Ogunkoya and Aaron P. Shreve (2019). The "
    "Dyadic Militarized Interstate "
    "Disputes (MIDs) Dataset Version 3.0: Logic, Characteristics, and Comparisons to Alternative Datasets. "
    "Journal of Conflict "
    "Resolution 63(3): 811-835.",
    version="directed dyad-years",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/cow-war/",
)
INTRA = Source(
    id="cow_intra_state_wars_4_1",
    folder="peace_science",
    files=("cow_war_intra.rda",),
    title="Intra-State Wars 4.1",
    citation="Dixon, Jeffrey S. and Meredith Reid Sarkees (2016). A Guide to Intra-State Wars: An "
    "Examination of Civil, Regional, and "
    "Intercommunal Wars, 1816-2014. Washington, DC: CQ Press. Data: Correlates of War, Intra-State War "
    "Data, version 4.1.",
    version="4.1",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/cow-war/",
    covers={"civil_wars": (1816, 2007)},
)


def participants(inputs: Inputs) -> pl.DataFrame:
    """Return one row per participation in an inter-state war (lines end with carriage returns)."""
    text = (
        inputs.file(INTER, "Inter-StateWarData_v4.0.csv")
        .read_bytes()
        .decode("latin-1")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
    )
    return pl.read_csv(io.StringIO(text), infer_schema_length=None)


def dyad_years(inputs: Inputs) -> pl.DataFrame:
    """Return one row per war, directed dyad and year."""
    return read_r(inputs.file(DYAD_YEARS, "cow_war_inter.rda"))


def dyads(inputs: Inputs) -> pl.DataFrame:
    """Return one row per war, directed dyad and year, with the roles of the two states."""
    return pl.read_csv(inputs.file(DYADIC, "directed_dyadic_war.csv"), infer_schema_length=None)


def intra(inputs: Inputs) -> pl.DataFrame:
    """Return one row per war within a state, year and pair of parties."""
    return read_r(inputs.file(INTRA, "cow_war_intra.rda"))
