"""Walls, fences and defensive lines on borders: four published lists, which disagree by years on the same wall."""

from __future__ import annotations

import polars as pl

from sources.names import of_letters
from sources.source import Inputs, Source

CARTER_POAST = Source(
    id="carter_poast",
    folder="border_barriers",
    files=("carter_poast_barriers_1800_2014.csv",),
    title="Security barriers 1800 to present",
    citation="Carter, David B. and Paul Poast (2017). Why Do States Build Walls? Political Economy, Security, and Border Stability. Journal of "
    "Conflict Resolution 61(2): 239-270.",
    version="2014",
    terms="Academic use with citation of the original.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.1177/0022002715596776",
    covers={"border_barriers": (1800, 2014)},
)
LISTS = Source(
    id="barrier_lists",
    folder="border_barriers",
    files=("barrier_lists_iso3.csv",),
    title="Border walls in three lists",
    citation="Avdan, Nazli (2019). Visas and Walls: Border Security in the Age of Terrorism. University of Pennsylvania Press; Hassner, Ron E. and "
    "Jason Wittenberg (2015). Barriers to Entry: Who Builds Fortified Boundaries and Why? International Security 40(1): 157-190; Ruiz Benedicto, "
    "Ainhoa, Mark Akkerman and Pere Brunet (2020). A Walled World: Towards a Global Apartheid. Transnational Institute and Centre Delas, report 46.",
    version="as collected by F. Gulzau, 2021",
    terms="Facts from published work; academic use with citation of the originals.",
    licence="academic",
    tier="open",
    url="https://doi.org/10.7910/DVN/U16NEI",
    covers={"border_barriers": (1953, 2018)},
)
NAMES = {
    "Benedicto et al. 2020": "benedicto",
    "Avdan 2019": "avdan",
    "Hassner & Wittenberg 2015": "hassner_wittenberg",
}
SLIPS = {(816, 812): (817, 816), (615, 600): (220, 600), (615, 616): (220, 616)}
"""Builder and target of the McNamara line (South against North Vietnam) and of the Morice line (France, in Algeria), as they stand and as they were."""


def carter_poast(inputs: Inputs) -> pl.DataFrame:
    """Return one row per barrier: ``builder``, ``target`` (null for no state), ``name``, ``first``, ``last``."""
    path = inputs.file(CARTER_POAST, CARTER_POAST.files[0])
    frame = pl.read_csv(path, null_values=["."], infer_schema_length=None)
    pair = pl.struct("ccode1", "ccode2")
    builder, target = pl.col("ccode1"), pl.col("ccode2")
    for (one, two), (other, another) in SLIPS.items():
        slip = pair == pl.struct(ccode1=pl.lit(one, pl.Int64), ccode2=pl.lit(two, pl.Int64))
        builder = pl.when(slip).then(other).otherwise(builder)
        target = pl.when(slip).then(another).otherwise(target)
    return frame.select(
        pl.lit("carter_poast").alias("list"),
        builder.alias("builder"),
        target.alias("target"),
        pl.col("barrier").alias("name"),
        pl.col("styear").alias("first"),
        pl.col("endyr").alias("last"),
    )


def lists(inputs: Inputs) -> pl.DataFrame:
    """Return one row per list, builder and target; of several years that are given for one wall the first."""
    frame = pl.read_csv(inputs.file(LISTS, LISTS.files[0]), infer_schema=False)
    return frame.select(
        pl.col("source").replace_strict(NAMES).alias("list"),
        of_letters(frame["builder_iso3"]).alias("builder"),
        of_letters(frame["target_iso3"]).alias("target"),
        pl.col("year").str.extract(r"^(\d{4})").cast(pl.Int64).alias("first"),
    )
