"""Organizations, embassies, and votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, of_years
from westphalia.record.spells import read
from westphalia.record.tables import states

if TYPE_CHECKING:
    from westphalia.record.world import World


def members(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return the years in which a state was a member of an institution on any day."""
    spells = read(world, quantity.table, sides=("ccode",), where=dict(quantity.where))
    return of_years(spells, quantity.span(world), codes)


# Votes in the United Nations: where a state stands, and how near to another.


BAILEY = (
    "Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017). Estimating Dynamic State Preferences from United Nations "
    "Voting Data. Journal of Conflict Resolution 61(2): 430-456."
)


IDEAL_POINT = Quantity(
    "ideal_point",
    "Ideal point in the General Assembly, as published",
    "state",
    "ideal_points",
    "mean",
    "nearer the United States' side",
    where={"series": "final_passage"},
    description="Mean of the posterior, votes on final passage",
    reference=BAILEY,
)

ESTIMATED = (
    ("ideal_point_estimated", "Ideal point estimated here from all years", "ideal_points_estimated"),
    (
        "ideal_point_filtered",
        "Ideal point estimated here from the votes up to the year",
        "ideal_points_filtered",
    ),
)


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
            drawn=(f"{short if short in ('un', 'eu', 'nato') else 'organisation'}_members_by_hand",),
            rows=members,
        )
        for short, name in states.ORGANISATIONS.items()
    ),
    IDEAL_POINT,
    *(
        Quantity(
            name,
            title,
            "state",
            table,
            "mean",
            "nearer the United States' side",
            where={"series": "final_passage"},
            description="Mean of the posterior, votes on final passage",
            reference=BAILEY,
        )
        for name, title, table in ESTIMATED
    ),
    Quantity(
        "ideal_point_all",
        "Ideal point from all votes, as published",
        "state",
        "ideal_points",
        "mean",
        "nearer the United States' side",
        where={"series": "all"},
        description="Mean of the posterior, all votes",
        reference=BAILEY,
    ),
    Quantity(
        "ideal_point_filtered_all",
        "Ideal point estimated here from all votes up to the year",
        "state",
        "ideal_points_filtered",
        "mean",
        "nearer the United States' side",
        where={"series": "all"},
        description="Mean of the posterior, all votes",
        reference=BAILEY,
    ),
    Quantity(
        "ideal_point_legacy",
        "Ideal point from all votes by session, as published (legacy)",
        "state",
        "ideal_points",
        "mean",
        "nearer the United States' side",
        where={"series": "legacy"},
        description="Mean of the posterior, all votes by session",
        reference=BAILEY,
    ),
    *(
        Quantity(
            f"ideal_point_all_{end}",
            f"Ideal point from all votes, {word} end of its interval, as published",
            "state",
            "ideal_points",
            column,
            "nearer the United States' side",
            where={"series": "all"},
            reference=BAILEY,
        )
        for end, word, column in (("low", "lower", "q5"), ("high", "upper", "q95"))
    ),
    *(
        Quantity(
            f"ideal_point_{issue}",
            f"Ideal point in votes on {issue.replace('_', ' ')}, as published",
            "state",
            "ideal_points_by_issue",
            "mean",
            "nearer the United States' side",
            where={"issue": issue},
            description="Mean of the posterior, votes on the issue, by the year in which the session began",
            reference=BAILEY,
        )
        for issue in ("human_rights", "middle_east", "nuclear")
    ),
)
