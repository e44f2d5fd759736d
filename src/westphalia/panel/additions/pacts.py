"""Pacts: alliances, defence cooperation, and how alike the portfolios of two states are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.measures.similarity_alliances import CODED, similarity
from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.readers import PAIR, among_partners, either_side, of_years
from westphalia.record.coverage import since

if TYPE_CHECKING:
    from collections.abc import Iterable

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

_ALIKE = fields(
    False,
    ally_agreement="Share of partners to which both had the same highest obligation",
    sallyva="S of valued portfolios, absolute distances, -1 to 1",
    sallyvs="S of valued portfolios, squared distances, -1 to 1",
    sallyba="S of portfolios coded as pact or none, -1 to 1",
    pallyv="Scott's pi of valued portfolios, without weights",
    kallyv="Cohen's kappa of valued portfolios, weighted by the square of the distance of values",
    pallyb="Scott's pi of portfolios coded as pact or none",
    pallyv_w="Scott's pi of valued portfolios, weighted by the square of the distance of values",
    sallywva="S of valued portfolios, absolute distances, partners weighted by capability, -1 to 1",
    sallywvs="S of valued portfolios, squared distances, partners weighted by capability, -1 to 1",
    kallyv_nominal="Cohen's kappa of valued portfolios, without weights",
    kallyb="Cohen's kappa of portfolios coded as pact or none",
    ally_taub="Kendall's tau-b of valued portfolios",
)
_NAMED = {
    "ally_agreement": "agreement",
    "sallyva": "sallyva",
    "sallyvs": "sallyvs",
    "sallyba": "sallyba",
    "pallyv": "pallyv",
    "kallyv": "kallyv_valueweights",
    "pallyb": "pallyb",
    "pallyv_w": "pallyv_valueweights",
    "sallywva": "sallywva",
    "sallywvs": "sallywvs",
    "kallyv_nominal": "kallyv_nominal",
    "kallyb": "kallyb",
    "ally_taub": "taub",
}


def _partners(world: World, grid: Grid) -> pl.DataFrame:
    table = of_years(world.scan("pact_dyad_years"), grid).select(*PAIR, "year", "atop_defense").collect()
    rows = among_partners(table, grid).group_by(pl.col(PAIR[0]).alias("ccode"), "year")
    found = rows.agg(
        pl.len().cast(pl.Int16).alias("atop_partners"),
        pl.col("atop_defense").sum().cast(pl.Int16).alias("atop_defended"),
    )
    return found.sort("ccode", "year")


def _alike(world: World, grid: Grid) -> pl.DataFrame:
    if not CODED.within(world, (grid.first, grid.last)):
        return nothing(_NAMED)
    return both(similarity(world, (grid.first, grid.last)), _NAMED, grid)


def nothing(columns: Iterable[str]) -> pl.DataFrame:
    """Return measures of no pair."""
    keys = dict.fromkeys((*PAIR, "year"), pl.Int16)
    return pl.DataFrame(schema={**keys, **dict.fromkeys(columns, pl.Float64)})


def both(frame: pl.DataFrame, named: dict[str, str], grid: Grid) -> pl.DataFrame:
    """Return measures of pairs for the sides that a panel has."""
    key = [pl.col("ccode1", "ccode2", "year").cast(pl.Int16)]
    chosen = frame.lazy().select(*key, *(pl.col(old).alias(new) for new, old in named.items()))
    return either_side(chosen, grid).collect()


ADDITIONS = (
    numbers(
        "alliances",
        "Alliances: obligations in force (ATOP)",
        {
            "atop_defense": ("defence", "1 when the first state promised to defend the second"),
            "atop_offense": ("offence", "1 when the first state promised to join the second in attack"),
            "atop_neutral": ("neutrality", "1 when the first state promised neutrality"),
            "atop_nonagg": ("nonaggression", "1 when the first state promised not to attack"),
            "atop_consul": ("consultation", "1 when the first state promised to consult"),
            "atop_alliance": ("pact", "1 when any pact bound the two"),
        },
        either=True,
        for_states="alliance-partners",
    ),
    Addition(
        "alliance-partners",
        "Partners in alliances (ATOP)",
        "state",
        fields(
            True,
            atop_partners="States with which the state had a pact",
            atop_defended="States that the state had promised to defend",
        ),
        ("pact_dyad_years",),
        _partners,
    ),
    Addition(
        "similarity-alliances",
        "Similarity of alliance portfolios, from ATOP",
        "dyad",
        _ALIKE,
        ("pact_dyad_years", "memberships"),
        _alike,
        ("atop_5_1_dyad_years",),
        since(1816, "pact_dyad_years"),
    ),
    numbers(
        "dca",
        "Defence cooperation agreements (DCAD), signed from 1980",
        {
            "dcas": "defence_agreements",
            "dcas_general": "defence_agreements_general",
            "dcas_signed": "defence_agreements_signed",
        },
    ),
)
