"""Tables of armed conflicts by UCDP."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from sources.adapters import ucdp
from sources.members import listed
from sources.registry import builds
from sources.source import Built, Inputs, built
from westphalia.record.readers import gleditsch_ward
from westphalia.record.readers import ucdp as conflicts


@builds("armed_conflicts", ucdp.CONFLICTS)
def armed_conflicts(inputs: Inputs) -> Built:
    """Conflict-years: what does not depend on the parties."""
    notes = ("Rows read are combinations of parties of a conflict-year, here one row.",)
    return replace(built(conflicts.armed_conflicts(ucdp.conflicts(inputs))), notes=notes)


@builds("armed_conflict_parties", ucdp.CONFLICTS)
def armed_conflict_parties(inputs: Inputs) -> Built:
    """States on either side, with their role."""
    notes = (
        "Rows read are combinations of parties of a conflict-year; a state in several of them has one row "
        "here.",
    )
    return replace(built(conflicts.armed_conflict_parties(ucdp.conflicts(inputs), listed())), notes=notes)


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
