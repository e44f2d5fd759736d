"""Terrain, fractionalisation and territorial threat as the R package peacesciencer carries them."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source

_CARRIED = "As carried by Miller, Steven V., the R package peacesciencer, version 1.2.9."
_TERMS = "Academic use with citation of the original."

TERRAIN = Source(
    id="terrain",
    folder="peace_science",
    files=("rugged.rda",),
    title="Terrain ruggedness and mountainous terrain",
    citation="Nunn, Nathan, and Diego Puga (2012). Ruggedness: The Blessing of Bad Geography in Africa. "
    "Review of Economics and "
    "Statistics 94(1): 20-36. Gibler, Douglas M., and Steven V. Miller (2014). External Territorial "
    "Threat, State Capacity, and Civil "
    f"War. Journal of Peace Research 51(5): 634-646. {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://diegopuga.org/data/rugged/",
)
HIEF = Source(
    id="hief",
    folder="peace_science",
    files=("hief.rda",),
    title="Historical Index of Ethnic Fractionalization, 1945-2013",
    citation="Drazanova, Lenka (2020). Introducing the Historical Index of Ethnic Fractionalization (HIEF) "
    "Dataset: Accounting for "
    f"Longitudinal Changes in Ethnic Diversity. Journal of Open Humanities Data 6. {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://doi.org/10.5334/johd.16",
)
CREG = Source(
    id="creg",
    folder="peace_science",
    files=("creg.rda",),
    title="Composition of Religious and Ethnic Groups, 1945-2013",
    citation="Nardulli, Peter F., Cara J. Wong, Ajay Singh, Buddy Peyton and Joseph Bajjalieh (2012). The "
    "Composition of Religious and "
    f"Ethnic Groups (CREG) Project. Cline Center for Democracy, University of Illinois. {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://clinecenter.illinois.edu/project/Religious-Ethnic-Identity/composition-religious-and-ethnic-groups-creg-project",
)
TERRITORIAL_THREAT = Source(
    id="territorial_threat",
    folder="peace_science",
    files=("terrthreat.rda",),
    title="Latent external territorial threat, 1816-2010",
    citation="Miller, Steven V. (2022). A Random Item Response Model of External Territorial Threat, "
    "1816-2010. Journal of Global "
    f"Security Studies 7(4). {_CARRIED}",
    version="1.2.9",
    terms=_TERMS,
    licence="academic",
    tier="open",
    url="https://doi.org/10.1093/jogss/ogac012",
)


def terrain(inputs: Inputs) -> pl.DataFrame:
    """Return ruggedness and the logged share of mountainous terrain by state."""
    return read_r(inputs.file(TERRAIN, "rugged.rda"))


def hief(inputs: Inputs) -> pl.DataFrame:
    """Return ethnic fractionalisation by state and year."""
    return read_r(inputs.file(HIEF, "hief.rda")).with_columns(divided().alias("ccode"))


def divided() -> pl.Expr:
    """Return the code with HIEF's West Germany (255 to 1990) and united Yemen (678 from 1990) set right."""
    west = (pl.col("ccode") == 255) & pl.col("year").is_between(1949, 1990)
    yemen = (pl.col("ccode") == 678) & (pl.col("year") >= 1990)
    return pl.when(west).then(260).when(yemen).then(679).otherwise(pl.col("ccode"))


def creg(inputs: Inputs) -> pl.DataFrame:
    """Return ethnic and religious fractionalisation and polarisation by state and year."""
    return read_r(inputs.file(CREG, "creg.rda"))


def territorial_threat(inputs: Inputs) -> pl.DataFrame:
    """Return the two estimates of external territorial threat with their uncertainty by state and year."""
    return read_r(inputs.file(TERRITORIAL_THREAT, "terrthreat.rda"))
