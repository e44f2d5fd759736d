"""Tables of international organizations and of major powers."""

from __future__ import annotations

from datetime import date

import polars as pl

from sources.adapters import igo, majors
from sources.registry import builds
from sources.source import Built, Inputs


@builds("shared_institutions", igo.IGO)
def shared_institutions(inputs: Inputs) -> Built:
    """Shared memberships by dyad and year, as published."""
    frame = igo.dyad_years(inputs)
    return Built(
        frame, read=frame.height, notes=("Covers 1816 to 2014. A dyad-year without a row is unknown.",)
    )


@builds("institution_counts", igo.IGO)
def institution_counts(inputs: Inputs) -> Built:
    """Memberships by state and year, as published."""
    frame = igo.state_years(inputs)
    return Built(frame, read=frame.height, notes=("Covers 1816 to 2014.",))


def extended(spells: pl.DataFrame, stop: date) -> pl.DataFrame:
    """Return spells with the end null, and ``extended``, where it is the day on which the list stops."""
    lasts = pl.col("end") >= stop
    return spells.with_columns(pl.when(~lasts).then(pl.col("end")).alias("end"), lasts.alias("extended"))


def maoz_spells(published: pl.DataFrame) -> pl.DataFrame:
    """Return global and regional spells, one under the other."""
    kinds = {"glob": "maoz_global", "reg": "maoz_regional"}
    spells = [
        published.drop_nulls(f"{short}stdate").select(
            "ccode",
            pl.lit(name).alias("list"),
            pl.col(f"{short}stdate").alias("start"),
            pl.col(f"{short}enddate").alias("end"),
        )
        for short, name in kinds.items()
    ]
    return extended(pl.concat(spells), date(2019, 12, 31))


@builds("major_powers", majors.COW, majors.MAOZ)
def major_powers(inputs: Inputs) -> Built:
    """Join the three lists; a power of a list's last day is taken as one since."""
    cow, maoz = majors.cow(inputs), majors.maoz(inputs)
    spells = cow.select(
        "ccode",
        pl.lit("cow").alias("list"),
        pl.date("styear", "stmonth", "stday").alias("start"),
        pl.date("endyear", "endmonth", "endday").alias("end"),
    )
    frame = pl.concat([extended(spells, date(2016, 12, 31)), maoz_spells(maoz)], how="diagonal")
    notes = (
        "A row read from Maoz holds a global and a regional spell, here two rows.",
        "cow ends in 2016, the lists of Maoz in 2019.",
    )
    return Built(frame, read=cow.height + maoz.height, notes=notes)
