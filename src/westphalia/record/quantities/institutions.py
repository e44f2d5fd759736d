"""Intergovernmental organizations: how many, and how many together."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

QUANTITIES = (
    Quantity(
        "institutions",
        "Organizations with full membership",
        "state",
        "institution_counts",
        "sum_igo_full",
        "more connected",
    ),
    Quantity(
        "shared_institutions",
        "Organizations in which both are full members",
        "dyad",
        "shared_institutions",
        "dyadigos",
        "more connected",
        ("ccode1", "ccode2"),
    ),
)
