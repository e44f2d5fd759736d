"""Politics within states: democracy, society, protests, coups, elections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Field, fields, names
from westphalia.panel.readers import ends, of_years, spread, state_events, state_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_DEMOCRACY = fields(
    euds="Extended Unified Democracy Score",
    aeuds="Extended Unified Democracy Score, adjusted to its theoretical midpoint",
    polity2="Polity score, -10 to 10",
    v2x_polyarchy="V-Dem electoral democracy index, 0 to 1",
)
_INDICES = (
    Field("vdem_polyarchy", "V-Dem electoral democracy, version 15, index 0 to 1", column="polyarchy"),
    *(
        Field(f"vdem_{name}", f"V-Dem {name} democracy, index 0 to 1", column=name)
        for name in ("liberal", "participatory", "deliberative", "egalitarian")
    ),
    Field("polyarchy_low", "V-Dem electoral democracy, lower bound, index 0 to 1"),
    Field("polyarchy_high", "V-Dem electoral democracy, upper bound, index 0 to 1"),
    Field("lexical_index", "Lexical Index of Electoral Democracy, level 0 to 6"),
    Field("freedom_house", "Freedom House total score, points 0 to 100"),
    Field("freedom_house_status", "Freedom House status"),
    Field("eiu", "Democracy index of the Economist Intelligence Unit, points 0 to 10"),
)
_FRACTIONS = fields(
    efindex="Ethnic fractionalisation, Historical Index, 0 to 1",
    ethfrac="Ethnic fractionalisation, CREG, 0 to 1",
    ethpol="Ethnic polarisation, CREG, 0 to 1",
    relfrac="Religious fractionalisation, CREG, 0 to 1",
    relpol="Religious polarisation, CREG, 0 to 1",
)
_PROTESTS = {
    "protests": ("events", "Protests against the state"),
    "protests_violent": ("violent", "Protests in which protesters were violent"),
    "protests_largest": (
        "largest",
        "Class of the largest, 1 (50 to 99 people) to 6 (more than 10,000); null without a protest",
    ),
    "protests_killings": ("killings", "Protests with killings by the state"),
    "protests_arrests": ("arrests", "Protests with arrests"),
    "protests_prices": ("demand_prices", "Protests over prices and taxes"),
    "protests_labour": ("demand_labour", "Protests over labour and wages"),
    "protests_political": ("demand_political", "Protests over political behaviour and process"),
    "protests_removal": ("demand_removal", "Protests for the removal of a politician"),
}


def _coups() -> Sequence[pl.Expr]:
    import polars as pl

    result = pl.col("result")
    return [
        (result == "success").sum().cast(pl.Int8).alias("coups"),
        (result == "attempt").sum().cast(pl.Int8).alias("coup_attempts"),
        (result == "conspiracy").sum().cast(pl.Int8).alias("coup_conspiracies"),
    ]


def _colpus() -> Sequence[pl.Expr]:
    import polars as pl

    result = pl.col("result")
    return [
        (result == "success").sum().cast(pl.Int8).alias("colpus_coups"),
        (result == "attempt").sum().cast(pl.Int8).alias("colpus_attempts"),
    ]


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
    Addition(
        "democracy",
        "Democracy",
        "state",
        _DEMOCRACY,
        ("regimes", "regimes_gw"),
        state_rows("regimes", names(_DEMOCRACY), gw="regimes_gw"),
    ),
    Addition(
        "democracy-indices",
        "Further indices of democracy",
        "state",
        _INDICES,
        ("democracy_indices",),
        state_rows("democracy_indices", {field.name: field.column or field.name for field in _INDICES}),
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
    Addition(
        "fractionalisation",
        "Ethnic and religious fractionalisation",
        "state",
        _FRACTIONS,
        ("fractionalisation",),
        state_rows("fractionalisation", names(_FRACTIONS)),
    ),
    Addition(
        "protests",
        "Mass protests (Mass Mobilization); the last year to March only",
        "state",
        tuple(Field(name, text, column=column) for name, (column, text) in _PROTESTS.items()),
        ("protests",),
        state_rows("protests", {name: column for name, (column, _) in _PROTESTS.items()}),
    ),
    Addition(
        "coups",
        "Coups (Cline Center)",
        "state",
        fields(
            True,
            coups="Coups that succeeded",
            coup_attempts="Coups that failed",
            coup_conspiracies="Conspiracies stopped before they began",
        ),
        ("coups",),
        state_events("coups", "ccode", "start", _coups, where={"source": "cline_coups_2_1_2"}),
        ("cline_coups_2_1_2",),
        listed="cline_coups_2_1_2",
        zero="either",
    ),
    Addition(
        "coups-colpus",
        "Coups (Colpus)",
        "state",
        fields(
            True,
            colpus_coups="Coups that succeeded",
            colpus_attempts="Coups that failed",
        ),
        ("coups",),
        state_events("coups", "ccode", "start", _colpus, where={"source": "colpus"}),
        ("colpus",),
        listed="colpus",
        zero="either",
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
