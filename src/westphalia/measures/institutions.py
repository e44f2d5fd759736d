"""Intergovernmental organizations: how many, and how many together."""

from __future__ import annotations

from westphalia.measures.measure import Measure

MEASURES = (
    Measure(
        "institutions",
        "Organizations with full membership",
        "state",
        "institution_counts",
        "sum_igo_full",
        "more connected",
    ),
    Measure(
        "shared_institutions",
        "Organizations in which both are full members",
        "dyad",
        "shared_institutions",
        "dyadigos",
        "more connected",
        ("ccode1", "ccode2"),
    ),
)
