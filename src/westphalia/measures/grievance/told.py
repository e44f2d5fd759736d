"""Wrongs of the record of events: those that no data set has, so that none is counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from westphalia.measures.grievance.memory import Wrongs, joined
from westphalia.measures.grievance.wrongs import WEIGHTS, all_wrongs
from westphalia.record.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from westphalia.record.source import Source

HAND = {
    "land": WEIGHTS["land"],
    "war": WEIGHTS["war"] + WEIGHTS["war_begun_by_the_other"],
    "occupation": WEIGHTS["occupation"],
    "intervention": WEIGHTS["regime"],
    "broken promise": 0.5,
    "attack": WEIGHTS["dispute_begun_by_the_other"] + WEIGHTS["force"],
}
"""Weights of kinds of events, as those of the data sets."""
PROMISES = "broken promise"
"""No data set has these: they always add."""
NEAR = 2
"""Years within which a wrong of a data set is the same one."""


@once
def with_events(source: Source) -> Wrongs:
    """Return the wrongs of the data sets and those that events add."""
    listed = all_wrongs(source)
    return joined([listed, unlisted(of_events(source), listed)])


def of_events(source: Source) -> tuple[Wrongs, NDArray[np.bool_]]:
    """Return the wrongs of verified events, the wronged state first, and which of them are broken promises."""
    import polars as pl

    parties = source.listed("event_parties")
    pairs = parties.filter(pl.col("part") == "target").join(
        parties.filter(pl.col("part") == "actor"), on="event", suffix="_actor"
    )
    kinds = source.listed("events").filter(pl.col("kind").is_in(list(HAND)))
    rows = pairs.join(kinds, on="event").select(
        "ccode", "ccode_actor", pl.col("date").dt.year(), "kind", "event"
    )
    frame = rows.sort("date", "event", "ccode", "ccode_actor")
    one, two, year = (frame[name].to_numpy().astype(np.int64) for name in ("ccode", "ccode_actor", "date"))
    weight = np.array([HAND[kind] for kind in frame["kind"]], dtype=np.float64)
    return Wrongs(one, two, year, weight), (frame["kind"] == PROMISES).to_numpy()


def unlisted(told: tuple[Wrongs, NDArray[np.bool_]], listed: Wrongs) -> Wrongs:
    """Return the events for which no data set has a wrong of the same pair and direction within two years; promises all.

    Examples
    --------
    >>> def wrongs(*years):
    ...     same = np.full(len(years), 630)
    ...     return Wrongs(same, np.full(len(years), 365), np.array(years), np.ones(len(years)))
    >>> unlisted((wrongs(1813, 1941, 2010), np.array([False, False, True])), wrongs(1941, 2009)).year.tolist()
    [1813, 2010]
    """
    events, promise = told
    known = {
        (one, two, year + gap)
        for one, two, year in zip(listed.one.tolist(), listed.two.tolist(), listed.year.tolist(), strict=True)
        for gap in range(-NEAR, NEAR + 1)
    }
    keys = zip(events.one.tolist(), events.two.tolist(), events.year.tolist(), strict=True)
    new = np.array([key not in known for key in keys], dtype=np.bool_) | promise
    return Wrongs(events.one[new], events.two[new], events.year[new], events.weight[new])
