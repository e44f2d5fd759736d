"""The European Union's list of persons and entities under sanctions, as it stood on 13 September 2022."""

from __future__ import annotations

import polars as pl

from sources.source import Inputs, Source

LISTINGS = Source(
    id="eu_listings_2022_09",
    folder="eu_sanctions_list_2022_09",
    files=("eu_listings_in_force_2022_09_by_programme_year.csv",),
    title="EU consolidated list of financial sanctions, 13 September 2022, counted by programme",
    citation="European Commission (2022). Consolidated list of persons, groups and entities subject to EU financial sanctions, 13 September 2022, "
    "as counted by S. Bisiani.",
    version="2022-09-13",
    terms="Reuse policy of the European Commission (CC BY 4.0).",
    licence="CC BY 4.0",
    tier="open",
    url="https://data.europa.eu/data/datasets/consolidated-list-of-persons-groups-and-entities-subject-to-eu-financial-sanctions",
)
KINDS = {"P": "persons", "E": "entities"}


def listings(inputs: Inputs) -> pl.DataFrame:
    """Return one row per programme, kind and year of the latest act, with the number of entries in force."""
    frame = pl.read_csv(inputs.file(LISTINGS, LISTINGS.files[0]), infer_schema_length=None)
    return frame.select(
        "programme",
        pl.col("last_act_year").alias("last_act"),
        pl.col("subject_type").replace_strict(KINDS).alias("kind"),
        pl.col("n_listed_2022_09_13").alias("listed"),
    )
