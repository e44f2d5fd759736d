"""Tables of events between states."""

from __future__ import annotations

import polars as pl

from sources.adapters import events_by_hand
from sources.registry import builds
from sources.source import Built, Inputs

CHOICE = "A choice of the best known events of some five hundred pairs; a missing row is not a missing event."


@builds("events", events_by_hand.EVENTS_BY_HAND)
def events(inputs: Inputs) -> Built:
    """Events between states, one row each."""
    frame = events_by_hand.events(inputs)
    unread = frame.filter(~pl.col("verified")).height
    notes = (CHOICE, f"For {unread} of {frame.height} no text that states event and date was read.")
    return Built(frame, read=frame.height, notes=notes)


@builds("event_parties", events_by_hand.EVENTS_BY_HAND)
def event_parties(inputs: Inputs) -> Built:
    """States of events, one row an event and state."""
    frame = events_by_hand.parties(inputs)
    notes = (CHOICE, "Rows read are events and their states; an event has two or more.")
    return Built(frame, read=frame.height, notes=notes)
