"""Sanctions in force, and entries on the lists of the United States."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, Coding, Field, Reader, fields
from westphalia.panel.readers import PAIR, flows, of_years, spread, state_events
from westphalia.record.coverage import Coverage
from westphalia.record.quantities.sanctions import imposed

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_KINDS = {
    "trade": "restricting trade",
    "arms": "restricting arms",
    "military": "ending military assistance",
    "financial": "restricting finance",
    "travel": "restricting travel",
    "other": "of another kind",
}

IMPOSED_LATER = "the source tells whether sanctions were imposed only of cases that are over"


def _by_kind() -> Reader:
    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        sides = [pl.col("sender").alias(PAIR[0]), pl.col("target").alias(PAIR[1])]
        kinds = [pl.col(kind).alias(f"sanctions_{kind}") for kind in _KINDS]
        embargo = pl.col("embargo").cast(pl.Int8).alias("sanctions_embargo")
        rows = of_years(world.table("sanctions"), grid)
        return rows.select(*sides, "year", *kinds, embargo).collect()

    return read


def _cases() -> Sequence[pl.Expr]:
    import polars as pl

    kinds = [pl.col(kind).sum().alias(f"sanctioned_{kind}") for kind in _KINDS]
    return [pl.col("cases").sum().alias("sanctioned"), *kinds]


def _institutions() -> Sequence[pl.Expr]:
    import polars as pl

    return [
        pl.col("cases").filter(pl.col("institution") == who).sum().alias(f"sanctioned_{who.lower()}")
        for who in ("UN", "EU")
    ]


def _designated() -> Sequence[pl.Expr]:
    import polars as pl

    return [
        pl.col("active").sort_by("month").last().alias("designations"),
        pl.col("added").sum().alias("designations_added"),
        pl.col("removed").sum().alias("designations_removed"),
    ]


def _episodes(flag: str, year: tuple[str, ...], name: str) -> Reader:
    """Return a reader of cases by sender, target and the first of these years that is known; each of several senders counts."""

    def read(world: World, grid: Grid) -> pl.DataFrame:
        import polars as pl

        senders = world.table("sanction_episode_senders").select("caseid", pl.col("sender").alias(PAIR[0]))
        cases = world.table("sanction_episodes").filter(flag).drop_nulls("target")
        when = pl.coalesce(year).cast(pl.Int16).alias("year")
        dated = of_years(cases.with_columns(pl.col("target").alias(PAIR[1]), when), grid)
        sides = dated.join(senders, on="caseid").group_by(*PAIR, "year")
        return sides.agg(pl.len().cast(pl.Int16).alias(name)).sort(*PAIR, "year").collect()

    return read


def _imposed(world: World, grid: Grid) -> pl.DataFrame:
    """Read cases in force by sender and target, from the year of their imposition to that of their end or the last in which they were seen."""
    import polars as pl

    dated = imposed(world).rename(dict(zip(("sender", "target"), PAIR, strict=True)))
    sides = spread(dated, grid).group_by(*PAIR, "year")
    one = sides.agg(pl.len().cast(pl.Int16).alias("tiessanctions1"))
    two = one.rename({"tiessanctions1": "tiessanctions2", PAIR[0]: PAIR[1], PAIR[1]: PAIR[0]})
    rows = one.join(two, on=[*PAIR, "year"], how="full", coalesce=True).fill_null(0)
    return rows.sort(*PAIR, "year").collect()


def _ties(name: str, title: str, column: str, text: str, read: Reader, later: str = "") -> Addition:
    return Addition(
        name,
        f"{title} by the first state against the second (TIES)",
        "dyad",
        fields(True, **{column: text}),
        ("sanction_episodes", "sanction_episode_senders"),
        read,
        zero="either",
        later=later,
    )


ADDITIONS = (
    Addition(
        "sanctions",
        "Sanctions in force (Global Sanctions Data Base)",
        "dyad",
        fields(
            True,
            sanctions1="Cases in force of the first state against the second",
            sanctions2="Cases in force of the second state against the first",
        ),
        ("sanctions",),
        flows("sanctions", ("sender", "target"), "cases", "sanctions", absent=True),
        zero="either",
        coding=Coding("sanctions", "gsdb", ("sanctions-ties",)),
        for_states="sanctioned",
    ),
    Addition(
        "sanction-kinds",
        "Sanctions in force of the first state against the second, by kind",
        "dyad",
        (
            *(Field(f"sanctions_{kind}", f"Cases in force {text}", True) for kind, text in _KINDS.items()),
            Field("sanctions_embargo", "1 when one forbids all exports and all imports", True),
        ),
        ("sanctions",),
        _by_kind(),
        zero="either",
    ),
    _ties(
        "sanction-threats",
        "Threats of sanctions",
        "tiesthreats",
        "Cases with a threat that began in the year",
        _episodes("threat", ("start_year",), "tiesthreats"),
    ),
    _ties(
        "sanction-impositions",
        "Impositions of sanctions",
        "tiesimposed",
        "Cases in which sanctions were imposed in the year",
        _episodes("imposition", ("imposed_year", "start_year"), "tiesimposed"),
        IMPOSED_LATER,
    ),
    Addition(
        "sanctions-ties",
        "Sanctions in force (TIES)",
        "dyad",
        fields(
            True,
            tiessanctions1="Cases in force of the first state against the second, to their end or the last year in which they were seen",
            tiessanctions2="Cases in force of the second state against the first",
        ),
        ("sanction_episodes", "sanction_episode_senders"),
        _imposed,
        zero="either",
        coding=Coding("sanctions", "ties", ("sanctions",)),
        later=IMPOSED_LATER,
    ),
    Addition(
        "sanctioned",
        "Sanctions in force against a state, whoever the sender",
        "state",
        (
            Field("sanctioned", "Distinct cases in force", True, "cases"),
            *(
                Field(f"sanctioned_{kind}", f"Distinct cases in force {text}", True, kind)
                for kind, text in _KINDS.items()
            ),
        ),
        ("sanction_cases",),
        state_events("sanction_cases", "target", "year", _cases),
        zero="either",
    ),
    Addition(
        "sanctioned-by-institutions",
        "Sanctions in force against a state from institutions",
        "state",
        fields(
            True,
            sanctioned_un="Cases in force with the United Nations among the senders",
            sanctioned_eu="Cases in force with the European Union or Communities among the senders",
        ),
        ("institution_sanctions",),
        state_events("institution_sanctions", "target", "year", _institutions),
        zero="either",
    ),
    Addition(
        "designations",
        "Entries of the United States Treasury's lists with an address in the state",
        "state",
        fields(
            designations="Entries at the end of the last month of the year that is known",
            designations_added="Entries added in the year (the first: from April)",
            designations_removed="Entries removed in the year (the first: from April)",
        ),
        ("designations",),
        state_events("designations", "ccode", "month", _designated),
        covers=Coverage(("designations",)),
    ),
)
