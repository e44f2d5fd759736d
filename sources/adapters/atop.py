"""Alliance Treaty Obligations and Provisions 5.1: phases of alliances, members, directed dyad-years."""

from __future__ import annotations

import polars as pl

from sources.rdata import read_r
from sources.source import Inputs, Source
from westphalia.record.once import once
from westphalia.record.readers import atop
from westphalia.record.readers.release import Published

_CITATION = (
    "Leeds, Brett Ashley, Jeffrey M. Ritter, Sara McLaughlin Mitchell and Andrew G. Long (2002). Alliance "
    "Treaty Obligations and "
    "Provisions, 1815-1944. International Interactions 28(3): 237-260."
)
ATOP = Source(
    id="atop_5_1",
    folder="atop_5_1",
    files=("atop5_1aph.csv", "atop5_1m.csv"),
    title="Alliance Treaty Obligations and Provisions 5.1: phases and members",
    citation=f"{_CITATION} Data: version 5.1.",
    version="5.1",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="http://www.atopdata.org/",
    covers=dict.fromkeys(("alliances", "alliance_members", "pacts"), (1815, 2018)),
)
INSTITUTIONS = Source(
    id="atop_institutions_5_1",
    folder="atop_5_1",
    files=("atopinst5_1.csv",),
    title="Alliance institutionalization, supplement to ATOP 5.1",
    citation="Leeds, Brett Ashley and Sezi Anac (2005). Alliance Institutionalization and Alliance "
    "Performance. International "
    "Interactions 31(3): 183-202. Data: supplement to ATOP version 5.1.",
    version="5.1",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="http://www.atopdata.org/",
    covers={"alliances": (1815, 2018)},
)
DYADS = Source(
    id="atop_5_1_dyad_years",
    folder="peace_science",
    files=("atop_alliance.rda",),
    title="ATOP 5.1 directed dyad-years as the R package peacesciencer carries them",
    citation=f"{_CITATION} Data: version 5.1, directed dyad-years. Miller, Steven V. (2022). peacesciencer: "
    "An R Package for "
    "Quantitative Peace Science Research. Conflict Management and Peace Science 39(6): 755-779.",
    version="5.1",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="http://www.atopdata.org/",
    covers=dict.fromkeys(("pact_dyad_years", "pacts"), (1815, 2018)),
)


@once
def published(inputs: Inputs) -> Published:
    """Return phases of alliances and their members as published."""
    return atop.ATOP.read([inputs.file(ATOP, name) for name in ATOP.files])


def institutions(inputs: Inputs) -> pl.DataFrame:
    """Return military institutionalization and formality by phase."""
    frame = pl.read_csv(inputs.file(INSTITUTIONS, "atopinst5_1.csv"), infer_schema_length=None)
    phase = ((pl.col("atopidphase") - pl.col("atopid")) * 10).round().cast(pl.Int64)
    return frame.select("atopid", phase.alias("phase"), "milinst", "formal")


def dyad_years(inputs: Inputs) -> pl.DataFrame:
    """Return obligations by directed dyad and year."""
    return read_r(inputs.file(DYADS, "atop_alliance.rda"))
