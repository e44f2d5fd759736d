"""Votes in the General Assembly: ideal points, and how alike two states vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Field
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.additions.pacts import both, nothing
from westphalia.panel.readers import of_years

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_ALIKE = {
    "vote_n": ("n", "Roll calls of the year in which both took part"),
    "vote_agreement": ("agreement", "Share of them in which both voted alike"),
    "svotea": ("s_abs", "S of votes, absolute distances, -1 to 1"),
    "svotes": ("s_sq", "S of votes, squared distances, -1 to 1"),
    "pvote": ("pi", "Scott's pi of votes, without weights"),
    "pvote_w": ("pi_w", "Scott's pi of votes, weighted by the square of the distance"),
    "kvote": ("kappa", "Cohen's kappa of votes, without weights"),
    "kvote_w": ("kappa_w", "Cohen's kappa of votes, weighted by the square of the distance"),
    "vote_taub": ("taub", "Kendall's tau-b of votes"),
}


def _votes(world: World, grid: Grid) -> pl.DataFrame:
    from westphalia.measures.similarity_votes import similarity

    if of_years(world.table("votes"), grid).head(1).collect().is_empty():
        return nothing(_ALIKE)
    return both(
        similarity(world, (grid.first, grid.last)), {k: column for k, (column, _) in _ALIKE.items()}, grid
    )


MEAN = "Ideal point, posterior mean"


def _issue(issue: str) -> Addition:
    return numbers(
        f"ideal-points-{issue.replace('_', '-')}",
        f"Ideal points in votes on one issue: {issue.replace('_', ' ')}; by the year in which the session began",
        {f"idealpoint_{issue}": (f"ideal_point_{issue}", MEAN)},
    )


ADDITIONS = (
    Addition(
        "similarity-votes",
        "Similarity of votes in the General Assembly",
        "dyad",
        tuple(Field(name, text) for name, (_, text) in _ALIKE.items()),
        ("votes",),
        _votes,
    ),
    numbers(
        "ideal-points",
        "Ideal points in the General Assembly, votes on final passage",
        {"idealpoint": ("ideal_point", MEAN)},
    ),
    numbers(
        "ideal-points-all",
        "Ideal points in the General Assembly, all votes",
        {
            "idealpoint_all": ("ideal_point_all", MEAN),
            "idealpoint_all_q5": ("ideal_point_all_low", "Its 5 per cent quantile"),
            "idealpoint_all_q95": ("ideal_point_all_high", "Its 95 per cent quantile"),
        },
    ),
    numbers(
        "ideal-points-legacy",  # whose intervals are not published
        "Ideal points in the General Assembly, all votes by session (legacy)",
        {"idealpoint_legacy": ("ideal_point_legacy", MEAN)},
        exact=True,
    ),
    *(_issue(issue) for issue in ("human_rights", "middle_east", "nuclear")),
)
