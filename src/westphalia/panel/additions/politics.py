"""Politics within states: democracy, society, protests, coups, elections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import Columns, numbers
from westphalia.panel.readers import ends, of_years, spread

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_INDICES: Columns = {
    "vdem_polyarchy": ("polyarchy", "V-Dem electoral democracy, version 15, index 0 to 1"),
    "vdem_liberal": ("liberal_democracy", "V-Dem liberal democracy, index 0 to 1"),
    "vdem_participatory": "participatory_democracy",
    "vdem_deliberative": "deliberative_democracy",
    "vdem_egalitarian": "egalitarian_democracy",
    "polyarchy_low": "polyarchy_low",
    "polyarchy_high": "polyarchy_high",
    "lexical_index": ("lexical_index", "Lexical Index of Electoral Democracy, level 0 to 6"),
    "freedom_house": ("freedom_house", "Freedom House total score, points 0 to 100"),
    "freedom_house_status": ("", "Freedom House status"),
    "eiu": ("eiu", "Democracy index of the Economist Intelligence Unit, points 0 to 10"),
}


def _elections(world: World, grid: Grid) -> pl.DataFrame:
    """Read votes held in a year; zero for states of which the list has any."""
    import polars as pl

    votes = world.table("elections").with_columns(pl.col("start").dt.year().cast(pl.Int16).alias("year"))
    kinds = ("executive", "legislative", "referendum")
    held = (
        of_years(votes, grid)
        .group_by("ccode", "year")
        .agg(
            *((pl.col("type") == kind).sum().cast(pl.Int8).alias(f"elections_{kind}") for kind in kinds),
            pl.col("early").any().cast(pl.Int8).alias("elections_early"),
        )
    )
    spells = (
        votes.group_by("ccode")
        .agg(pl.lit(grid.first, pl.Int16).alias("first"))
        .with_columns(pl.lit(grid.last, pl.Int16).alias("last"))
    )
    every = spread(spells, grid).select("ccode", "year")
    joined = every.join(held, on=["ccode", "year"], how="left").fill_null(0)
    return joined.sort("ccode", "year").collect()


def _regimes(world: World, grid: Grid) -> pl.DataFrame:
    """Read the kind of regime at the end of a year: the last spell that touched it."""
    import polars as pl

    spells = world.table("regime_spells").with_columns(pl.coalesce("end", "known_to").alias("end"))
    years = spread(ends(spells), grid).sort("ccode", "year", "start")
    last = years.group_by("ccode", "year", maintain_order=True).agg(
        pl.col("regime").last().alias("regimekind"),
        (pl.len() > 1).cast(pl.Int8).alias("regimechange"),
    )
    return last.collect()


ADDITIONS = (
    numbers(
        "democracy",
        "Democracy",
        {
            "euds": ("euds", "Extended Unified Democracy Score"),
            "aeuds": (
                "euds_adjusted",
                "Extended Unified Democracy Score, adjusted to its theoretical midpoint",
            ),
            "polity2": ("polity2_isard", "Polity score, -10 to 10"),
            "v2x_polyarchy": ("electoral_democracy", "V-Dem electoral democracy index, 0 to 1"),
        },
    ),
    numbers(
        "democracy-indices",
        "Further indices of democracy",
        _INDICES,
    ),
    Addition(
        "regimes",
        "Kind of regime (REIGN)",
        "state",
        fields(
            regimekind="Kind of regime at the end of the year",
            regimechange="1 when more than one regime ruled in the year",
        ),
        ("regime_spells",),
        _regimes,
    ),
    numbers(
        "fractionalisation",
        "Ethnic and religious fractionalisation",
        {
            "efindex": "ethnic_fractionalisation",
            "ethfrac": "ethnic_fractionalisation_creg",
            "ethpol": "ethnic_polarisation",
            "relfrac": "religious_fractionalisation",
            "relpol": "religious_polarisation",
        },
    ),
    numbers(
        "protests",
        "Mass protests (Mass Mobilization); the last year to March only",
        {
            "protests": ("protests", "Protests against the state"),
            **{
                f"protests_{kind}": f"protests_{kind}"
                for kind in (
                    *("violent", "largest", "killings", "arrests"),
                    *("prices", "labour", "political", "removal"),
                )
            },
        },
    ),
    numbers(
        "coups",
        "Coups (Cline Center)",
        {name: name for name in ("coups", "coup_attempts", "coup_conspiracies")},
        kept="int8",
    ),
    numbers(
        "coups-colpus",
        "Coups (Colpus)",
        {"colpus_coups": "coups_colpus", "colpus_attempts": "coup_attempts_colpus"},
        kept="int8",
    ),
    Addition(
        "elections",
        "Elections and referendums (REIGN), of states of which it has any",
        "state",
        fields(
            elections_executive="Votes for the executive, rounds counted one by one",
            elections_legislative="Votes for the legislature, rounds counted one by one",
            elections_referendum="Referendums",
            elections_early="1 when one was held before it was due",
        ),
        ("elections",),
        _elections,
    ),
)
