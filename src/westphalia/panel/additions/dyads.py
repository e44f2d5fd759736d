"""Columns of dyadic models of conflict, made from others: the weaker's share, the less democratic, the poorer, the less armed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.arms import ADDITIONS as ARMS
from westphalia.panel.additions.economy import ADDITIONS as ECONOMY
from westphalia.panel.additions.geography import ADDITIONS as GEOGRAPHY
from westphalia.panel.additions.politics import ADDITIONS as POLITICS

if TYPE_CHECKING:
    import polars as pl

_NAMED = {each.name: each for each in (*ARMS, *ECONOMY, *GEOGRAPHY, *POLITICS)}


def _power() -> dict[str, pl.Expr]:
    import polars as pl

    low, high = pl.min_horizontal("cinc1", "cinc2"), pl.max_horizontal("cinc1", "cinc2")
    known = pl.col("cinc1").is_not_null() & pl.col("cinc2").is_not_null()
    arms = [pl.col(f"milper{n}") / pl.col(f"tpop{n}") for n in "12"]
    both = arms[0].is_not_null() & arms[1].is_not_null()
    return {
        "cincprop": pl.when(known & (high > 0)).then(low / high),
        "milit1": arms[0],
        "milit2": arms[1],
        "minmilit": pl.when(both).then(pl.min_horizontal(*arms)),
    }


def _least(column: str, name: str) -> Callable[[], dict[str, pl.Expr]]:
    def make() -> dict[str, pl.Expr]:
        import polars as pl

        known = pl.col(f"{column}1").is_not_null() & pl.col(f"{column}2").is_not_null()
        return {name: pl.when(known).then(pl.min_horizontal(f"{column}1", f"{column}2"))}

    return make


def _land() -> dict[str, pl.Expr]:
    import polars as pl

    return {"landcontig": (pl.col("conttype") == 1).cast(pl.Int8)}


def _major() -> dict[str, pl.Expr]:
    import polars as pl

    return {"cowmajdyad": pl.max_horizontal("cowmaj1", "cowmaj2").cast(pl.Int8)}


def _made(
    name: str,
    title: str,
    of: str,
    make: Callable[[], dict[str, pl.Expr]],
    **described: str,
) -> Addition:
    tables, sources = _NAMED[of].tables, _NAMED[of].sources
    return Addition(
        name,
        title,
        "dyad",
        fields(False, **described),
        tables,
        sources=sources,
        covers=_NAMED[of].covers,
        listed=_NAMED[of].listed,
        base=_NAMED[of],
        made=lambda: [value.alias(name) for name, value in make().items()],
    )


ADDITIONS = (
    _made(
        "power-ratio",
        "How unequal two states are in power, and how militarized",
        "capabilities",
        _power,
        cincprop="Capability (CINC) of the weaker over that of the stronger, 0 to 1",
        milit1="Military personnel of the first state over its population, 0 to 1",
        milit2="Military personnel of the second state over its population, 0 to 1",
        minmilit="The smaller of the two",
    ),
    _made(
        "weak-link-democracy",
        "Democracy of the less democratic of two states",
        "democracy",
        _least("aeuds", "mindemest"),
        mindemest="The lower aeuds of the two",
    ),
    _made(
        "weak-link-income",
        "Income of the poorer of two states",
        "gdp",
        _least("mrgdppc", "minmgdppc"),
        minmgdppc="The lower mrgdppc of the two, 2011 US$",
    ),
    _made(
        "land-contiguity",
        "Whether two states border by land",
        "contiguity",
        _land,
        landcontig="1 when they do",
    ),
    _made(
        "major-power-dyad",
        "Whether a major power is in the pair",
        "majors",
        _major,
        cowmajdyad="1 when at least one is",
    ),
)
