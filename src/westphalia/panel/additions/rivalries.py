"""Strategic rivalries of pairs and of states, by kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.readers import (
    PAIR,
    Aggregates,
    pair_events,
    pair_spells,
    state_counts,
)
from westphalia.record.coverage import since

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

_TYPES = ("spatial", "positional", "ideological", "interventionary")
_COVERS = {which: since(1816, f"rivalries:{which}") for which in ("tss", "thompson_dreyer")}
_SOURCE = {"tss": "tss_rivalries_2022", "thompson_dreyer": "thompson_dreyer_2012"}


def _counts(prefix: str) -> Aggregates:
    def make() -> Sequence[pl.Expr]:
        import polars as pl

        kinds = [pl.col(kind).sum().cast(pl.Int8).alias(f"{prefix}n_{kind}") for kind in _TYPES]
        return [pl.len().cast(pl.Int8).alias(f"{prefix}n_rivals"), *kinds]

    return make


def _kinds(prefix: str) -> Aggregates:
    def make() -> Sequence[pl.Expr]:
        import polars as pl

        return [pl.col(kind).any().cast(pl.Int8).alias(f"{prefix}rivalry_{kind}") for kind in _TYPES]

    return make


def _rivalry(name: str, which: str, column: str, who: str, states: str) -> Addition:
    return Addition(
        name,
        f"Strategic rivalries ({who})",
        "dyad",
        fields(True, **{column: "1 when the two were strategic rivals"}),
        ("rivalries",),
        pair_spells("rivalries", "", column, choose="any", where={"list": which}),
        (_SOURCE[which],),
        _COVERS[which],
        for_states=states,
    )


def _rivalry_kinds(name: str, which: str, prefix: str, who: str, states: str) -> Addition:
    text = "1 when the two were rivals over {}"
    about = dict(
        zip(_TYPES, ("territory", "position", "ideology", "intervention in a third state"), strict=True)
    )
    return Addition(
        name,
        f"Strategic rivalries by kind ({who})",
        "dyad",
        fields(True, **{f"{prefix}rivalry_{kind}": text.format(about[kind]) for kind in _TYPES}),
        ("rivalries",),
        pair_events("rivalries", _kinds(prefix), spells=True, where={"list": which}),
        (_SOURCE[which],),
        _COVERS[which],
        for_states=states,
    )


def _rival_counts(name: str, which: str, prefix: str, who: str) -> Addition:
    return Addition(
        name,
        f"Strategic rivals of a state ({who})",
        "state",
        fields(
            True,
            **{f"{prefix}n_rivals": "Rivals of the state"},
            **{f"{prefix}n_{kind}": f"Rivalries that are {kind}" for kind in _TYPES},
        ),
        ("rivalries",),
        state_counts("rivalries", _counts(prefix), where={"list": which}, of=PAIR),
        (_SOURCE[which],),
        _COVERS[which],
    )


_TSS, _TD = "Thompson, Sakuwa and Suhas", "Thompson and Dreyer"
ADDITIONS = (
    _rivalry("rivalry", "tss", "ongoingrivalry", _TSS, "rivals"),
    _rivalry("rivalry-td", "thompson_dreyer", "td_ongoingrivalry", _TD, "rivals-td"),
    _rivalry_kinds("rivalry-kinds", "tss", "", _TSS, "rivals"),
    _rivalry_kinds("rivalry-kinds-td", "thompson_dreyer", "td_", _TD, "rivals-td"),
    _rival_counts("rivals", "tss", "", _TSS),
    _rival_counts("rivals-td", "thompson_dreyer", "td_", _TD),
)
