"""Tables of armed conflicts by UCDP."""

from __future__ import annotations

import polars as pl

from sources.adapters import ucdp
from sources.members import of_states
from sources.registry import builds
from sources.source import Built, Inputs
from westphalia.record.readers import gleditsch_ward

SIDES = {
    "gwno_a": ("A", "primary"),
    "gwno_a_2nd": ("A", "secondary"),
    "gwno_b": ("B", "primary"),
    "gwno_b_2nd": ("B", "secondary"),
}
CONSTANT = [
    "conflict_id",
    "year",
    "type_of_conflict",
    "incompatibility",
    "intensity_level",
    "start_date",
    "start_prec",
    "start_date2",
    "start_prec2",
    "ep_end",
    "ep_end_date",
]


@builds("armed_conflicts", ucdp.CONFLICTS)
def armed_conflicts(inputs: Inputs) -> Built:
    """Conflict-years: what does not depend on the parties."""
    published = ucdp.conflicts(inputs)
    frame = (
        published.select(CONSTANT)
        .unique()
        .with_columns(
            pl.col("type_of_conflict").replace({"II": "internationalised"}).alias("kind"),
            pl.col("ep_end").cast(pl.Boolean).alias("episode_ends"),
        )
    )
    frame = frame.drop("type_of_conflict", "ep_end").rename(
        {
            "intensity_level": "intensity",
            "start_date": "start",
            "start_prec": "start_precision",
            "start_date2": "episode_start",
            "start_prec2": "episode_start_precision",
            "ep_end_date": "episode_end",
        }
    )
    notes = ("Rows read are combinations of parties of a conflict-year, here one row.",)
    return Built(frame, published.height, notes=notes)


def parties(published: pl.DataFrame) -> pl.DataFrame:
    """Return one row per conflict, year, state, side and role, with Correlates of War codes."""
    long = [
        published.select(
            "conflict_id",
            "year",
            gleditsch_ward.ccode(name).alias("ccode"),
            pl.lit(side).alias("side"),
            pl.lit(role).alias("role"),
        )
        for name, (side, role) in SIDES.items()
    ]
    return pl.concat(long).drop_nulls("ccode").unique()


@builds("armed_conflict_parties", ucdp.CONFLICTS)
def armed_conflict_parties(inputs: Inputs) -> Built:
    """States on either side, with their role."""
    published = ucdp.conflicts(inputs)
    notes = (
        "Rows read are combinations of parties of a conflict-year; a state in several of them has one row "
        "here.",
    )
    kept, dropped = of_states(parties(published), "ccode")
    return Built(kept, published.height, dropped, notes)


@builds("conflict_onsets", ucdp.ONSETS)
def conflict_onsets(inputs: Inputs) -> Built:
    """Onsets by state and year, with Correlates of War codes."""
    published = ucdp.onsets(inputs)
    frame = published.with_columns(gleditsch_ward.ccode("gwcode").alias("ccode")).drop("gwcode")
    frame = frame.group_by("ccode", "year").agg(pl.all().max())
    notes = (
        "Yugoslavia (345) and Serbia (340) of the Gleditsch-Ward list are one state here: their two rows of "
        "2006 are one, the higher count.",
    )
    return Built(frame, published.height, notes=notes)
