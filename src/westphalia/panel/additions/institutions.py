"""Institutions and diplomacy: organisations, visits, events in the news."""

from __future__ import annotations

from westphalia.panel.additions.numbers import numbers
from westphalia.record.quantities.followed import NEWS

ADDITIONS = (
    numbers(
        "igos",
        "Shared membership of intergovernmental organisations",
        {"dyadigos": ("shared_institutions", "Organisations in which both are full members")},
        for_states="igo-memberships",
    ),
    numbers(
        "igo-memberships",
        "Membership of intergovernmental organisations",
        {
            "sum_igo_full": ("institutions", "Organisations of which the state is a full member"),
            "sum_igo_associate": "institutions_associate",
            "sum_igo_observer": "institutions_observer",
            "sum_igo_anytype": "institutions_any",
        },
    ),
    *(
        numbers(f"{short}-membership", f"Membership of the {name}", {f"{short}_member": f"{short}_member"})
        for short, name in (("un", "United Nations"), ("eu", "European Union and its communities"))
    ),
    numbers(
        "us-visits",
        "Visits to a state by the president and the secretary of state of the United States",
        {name: name for name in ("visits_president", "visits_secretary")},
    ),
    numbers(
        "travel",
        "Travel of heads of state and government (COLT)",
        {"trips_sent": "trips_sent", "trips_received": "trips_received"},
    ),
    numbers(
        "news-events",
        "Events between states in the news (ICEWS)",
        {each.name: each.name for each in NEWS},
        beside=("event_coverage",),
    ),
)
