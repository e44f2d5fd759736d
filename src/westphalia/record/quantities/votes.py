"""Votes in the United Nations: where a state stands, and how near to another."""

from __future__ import annotations

from westphalia.record.quantity import Quantity

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
