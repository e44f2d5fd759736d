"""The table of relations with one of two rival governments, coded by hand."""

from __future__ import annotations

from sources.adapters import coded_rivals as by_hand
from sources.adapters.coded_rivals import RIVAL_RELATIONS
from sources.registry import builds
from sources.source import Built, Inputs


@builds("coded_rival_relations", RIVAL_RELATIONS)
def rival_relations(inputs: Inputs) -> Built:
    """Relations with Taiwan since 2001."""
    frame = by_hand.relations(inputs)
    notes = (
        "Complete by the counts of reports of the time; the Holy See, which is no member of the system of states, is not here.",
    )
    return Built(frame, read=frame.height, notes=notes)
