"""Wars between states after 2007, coded by hand.

``wars.yaml`` lists under ``wars`` each war's ``name``, ``start``, ``end``, ``deaths`` (of all sides) and its two sides: ``ccode1``
attacked, ``ccode2`` was attacked. ``participation`` gives the days of a state that fought only part of it. Wars are numbered
from 1001 in the order of the file.
"""

from __future__ import annotations

from typing import Any

import polars as pl

from sources.source import Inputs, Source

WARS = Source(
    id="wars_by_hand",
    folder="events",
    files=("wars.yaml",),
    title="Wars between states since 2008",
    citation="Coded by hand for this edition by the rules of the Correlates of War list; the reference of "
    "each war stands beside it in "
    "sources/events/wars.yaml.",
    version="2025",
    terms="MIT, as the package.",
    licence="MIT",
    tier="open",
)
SHAPE = {
    "warnum": pl.Int64,
    "name": pl.String,
    "ccode": pl.Int64,
    "start": pl.Date,
    "end": pl.Date,
    "side": pl.Int64,
    "initiator": pl.Boolean,
    "outcome": pl.String,
    "deaths": pl.Int64,
    "where_fought": pl.String,
    "total": pl.Int64,
}
FIRST_NUMBER = 1001


def participants(inputs: Inputs) -> pl.DataFrame:
    """Return one row per war and participant; ``total`` has the battle deaths of all sides."""
    return flat(inputs.events(WARS, "wars.yaml")["wars"])


def flat(wars: list[dict[str, Any]]) -> pl.DataFrame:
    """Return the participants of all wars; what a participant does not say it has from its war."""
    rows = []
    for number, war in enumerate(wars, FIRST_NUMBER):
        parts = {part["ccode"]: part for part in war.get("participation", ())}
        for side, states in ((1, war["ccode1"]), (2, war["ccode2"])):
            for position, ccode in enumerate(states):
                span = {key: parts.get(ccode, war)[key] for key in ("start", "end")}
                own = {
                    "warnum": number,
                    "ccode": ccode,
                    "side": side,
                    "initiator": side == 1 and position == 0,
                }
                rows.append({"name": war["name"], "total": war["deaths"], **own, **span})
    return pl.DataFrame([{name: row.get(name) for name in SHAPE} for row in rows], schema=SHAPE)
