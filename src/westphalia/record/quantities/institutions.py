"""Intergovernmental organizations: how many, and how many together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import Rows, of_years

if TYPE_CHECKING:
    from westphalia.record.world import World


def members(world: World, quantity: Quantity, codes: Codes) -> Rows:
    """Return the years in which a state was a member of an institution on any day."""
    from westphalia.record.spells import read

    spells = read(world, quantity.table, sides=("ccode",), where=dict(quantity.where))
    return of_years(spells, quantity.span(world), codes)


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
    *(
        Quantity(
            f"{short}_member",
            f"Whether a state is a member of the {name}",
            "state",
            "institution_members",
            "",
            "a member",
            where={"institution": short},
            zero="either",
            unit="member (1) or not (0)",
            high=1,
            description="1 for a member on at least one day of the year",
            drawn=(f"{short}_members_by_hand",),
            rows=members,
        )
        for short, name in (("un", "United Nations"), ("eu", "European Union and its communities"))
    ),
)
