"""Votes in the United Nations: where a state stands, and how near to another."""

from __future__ import annotations

from westphalia.measures.measure import Measure, Value
from westphalia.measures.reading import rows
from westphalia.record.world import World

BAILEY = (
    "Bailey, Michael A., Anton Strezhnev and Erik Voeten (2017). Estimating Dynamic State Preferences from United Nations "
    "Voting Data. Journal of Conflict Resolution 61(2): 430-456."
)


def distance(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the difference of two states' published ideal points, by year."""
    one, other = (rows(world, IDEAL_POINT, (code,)) for code in codes)
    return {
        year: abs(a - b) for year, a in one.items() if a is not None and (b := other.get(year)) is not None
    }


def agreement(world: World, measure: Measure, codes: tuple[int, ...]) -> dict[int, Value | None]:
    """Return the share of the roll calls in which both voted on which they voted the same, by year."""
    import polars as pl

    votes = world.table("votes")
    one, other = (votes.filter(ccode=code).select("rcid", "year", "vote") for code in codes)
    same = (pl.col("vote") == pl.col("vote_other")).mean()
    frame = one.join(other, on="rcid", suffix="_other").group_by("year").agg(same).collect()
    return dict(frame.iter_rows())


IDEAL_POINT = Measure(
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

MEASURES = (
    IDEAL_POINT,
    *(
        Measure(
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
    Measure(
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
    Measure(
        "ideal_point_distance",
        "Difference of the ideal points of two states",
        "dyad",
        "ideal_points",
        "mean",
        "farther apart",
        low=0,
        description="Absolute difference of the published ideal points (final passage)",
        reference=BAILEY,
        read=distance,
    ),
    Measure(
        "agreement",
        "Share of roll calls on which both voted the same",
        "dyad",
        "votes",
        "vote",
        "closer",
        unit="share of roll calls",
        low=0,
        high=1,
        description="Roll calls on which both voted yes, both no or both abstained, over those in which both took part",
        reference="Lijphart, Arend (1963). The Analysis of Bloc Voting in the General Assembly: A Critique and a Proposal. "
        "American Political Science Review 57(4): 902-917.",
        read=agreement,
    ),
)
