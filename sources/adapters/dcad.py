"""Defense Cooperation Agreement Dataset 1.0: bilateral agreements signed 1980-2010."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source
from westphalia.record.readers import dcad

DCAD = Source(
    id="dcad_1",
    folder="dcad",
    files=("DCAD-v1.0-main.csv",),
    title="Defense Cooperation Agreement Dataset 1.0",
    citation="Kinne, Brandon J. (2020). The Defense Cooperation Agreement Dataset (DCAD). Journal of "
    "Conflict Resolution 64(4): 729-755.",
    version="1.0",
    terms="Free for research with citation of the original.",
    licence="academic",
    tier="open",
    url="https://correlatesofwar.org/data-sets/defense-cooperation-agreement-dataset/",
    covers={"defence_agreements": (1980, 2010)},
)


def agreements(inputs: Inputs) -> pl.DataFrame:
    """Return one row per agreement as published."""
    return dcad.DCAD.read([inputs.file(DCAD, name) for name in DCAD.files])["rows"]
