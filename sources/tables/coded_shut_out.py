"""Tables of states shut out by others, coded by hand."""

from __future__ import annotations

from sources.adapters import coded_shut_out as by_hand
from sources.adapters.coded_shut_out import SHUT_OUT
from sources.registry import builds
from sources.source import Built, Inputs
from sources.tables.coded_conflict import CHOICE


@builds("coded_shut_out", SHUT_OUT)
def episodes(inputs: Inputs) -> Built:
    """Episodes in which others shut a state out."""
    frame = by_hand.episodes(inputs)
    unread = frame.height - int(frame["verified"].sum())
    notes = (
        CHOICE,
        "Dates are those of the act and of its end by the others; where several ended it on different days, of the main one, with a note.",
        f"For {unread} of {frame.height} no text that states it and its date was read.",
    )
    return Built(frame, read=frame.height, notes=notes)


@builds("coded_shut_out_by", SHUT_OUT)
def shut_out_by(inputs: Inputs) -> Built:
    """States that shut others out."""
    frame = by_hand.by(inputs)
    notes = ("Rows read are those of coded_shut_out with each state that shut the other out.",)
    return Built(frame, read=frame.height, notes=notes)
