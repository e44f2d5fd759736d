"""Votes in the General Assembly: ideal points, and how alike two states vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Field
from westphalia.panel.additions.pacts import both, nothing
from westphalia.panel.readers import (
    of_years,
    state_rows,
)

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


def _ideal(name: str, series: str, prefix: str, title: str) -> Addition:
    columns = {prefix: "mean", f"{prefix}_q5": "q5", f"{prefix}_q95": "q95"}
    described = ("Ideal point, posterior mean", "Its 5 per cent quantile", "Its 95 per cent quantile")
    kept = dict(list(columns.items())[: 1 if series == "final_passage" else 3])
    return Addition(
        name,
        title,
        "state",
        tuple(
            Field(column, text, column=of, exact=series == "legacy")
            for (column, of), text in zip(kept.items(), described, strict=False)
        ),
        ("ideal_points",),
        state_rows("ideal_points", kept, where={"series": series}),
    )


def _issue(issue: str) -> Addition:
    column = f"idealpoint_{issue}"
    return Addition(
        f"ideal-points-{issue.replace('_', '-')}",
        f"Ideal points in votes on one issue: {issue.replace('_', ' ')}; by the year in which the session began",
        "state",
        (Field(column, "Ideal point, posterior mean", column="mean"),),
        ("ideal_points_by_issue",),
        state_rows("ideal_points_by_issue", {column: "mean"}, where={"issue": issue}),
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
    _ideal(
        "ideal-points",
        "final_passage",
        "idealpoint",
        "Ideal points in the General Assembly, votes on final passage",
    ),
    _ideal("ideal-points-all", "all", "idealpoint_all", "Ideal points in the General Assembly, all votes"),
    _ideal(
        "ideal-points-legacy",
        "legacy",
        "idealpoint_legacy",
        "Ideal points in the General Assembly, all votes by session (legacy)",
    ),
    *(_issue(issue) for issue in ("human_rights", "middle_east", "nuclear")),
)
