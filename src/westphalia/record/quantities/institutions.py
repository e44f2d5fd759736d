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
    *(
        Quantity(
            f"institutions_{name}",
            title,
            "state",
            "institution_counts",
            column,
            "more connected",
            description=text,
        )
        for name, title, column, text in (
            (
                "associate",
                "Organizations with associate membership",
                "sum_igo_associate",
                "Organisations of which it is an associate member",
            ),
            (
                "observer",
                "Organizations with observer status",
                "sum_igo_observer",
                "Organisations in which it is an observer",
            ),
            (
                "any",
                "Organizations with membership of any kind",
                "sum_igo_anytype",
                "Organisations to which it belongs in any way",
            ),
        )
    ),
    *(
        Quantity(f"trips_{column}", title, "state", "travel_totals", column, "more travel", description=text)
        for column, title, text in (
            ("sent", "Trips abroad of a state's leaders", "Trips abroad of its leaders"),
            ("received", "Trips of foreign leaders to a state", "Trips of foreign leaders to it"),
        )
    ),
)
