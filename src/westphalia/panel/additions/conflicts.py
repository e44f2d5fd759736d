"""Armed conflicts and their onsets, by the Uppsala Conflict Data Program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.computed import state_peace
from westphalia.panel.readers import of_years

if TYPE_CHECKING:
    import polars as pl

    from westphalia.record.grid import Grid
    from westphalia.record.world import World

KINDS = ("interstate", "intrastate", "internationalised", "extrasystemic")
_UCDP = fields(
    True,
    ucdpongoing="1 when the state was a party to an armed conflict with 25 deaths in battle in the year",
    ucdponset="1 when an episode of such a conflict began",
    ucdpintensity="Highest intensity: 1 to 999 deaths in battle in the year, 2 more (a war); 0 none",
    ucdpconflicts="Armed conflicts to which the state was a party",
    ucdpinterstate="1 when one was between states",
    ucdpintrastate="1 when one was within the state, without foreign troops",
    ucdpinternationalised="1 when one was within a state, with foreign troops",
    ucdpextrasystemic="1 when one was with a group outside the state's own territory (colonial)",
    ucdpwar="1 when one had at least 1,000 deaths in battle in the year",
    ucdponset_interstate="1 when an episode of one between states began",
    ucdponset_intrastate="1 when an episode of one within the state began, without foreign troops then",
    ucdponset_internationalised="1 when an episode of one began in which foreign troops fought then",
    ucdponset_extrasystemic="1 when an episode of a colonial one began",
    ucdpterritory="1 when one was about territory",
    ucdpgovernment="1 when one was about government",
    ucdpsupport="1 when the state sent troops to help a party of a conflict that was not its own",
)


def _ucdp(world: World, grid: Grid) -> pl.DataFrame:
    import polars as pl

    conflicts = of_years(world.table("armed_conflicts"), grid)
    parties = world.table("armed_conflict_parties")
    rows = parties.join(conflicts, on=["conflict_id", "year"])
    own = pl.col("role") == "primary"
    began = pl.col("episode_start").dt.year() == pl.col("year")
    kind, about = pl.col("kind"), pl.col("incompatibility")
    flags = {
        "ucdpongoing": own,
        "ucdponset": own & began,
        **{f"ucdp{which}": own & (kind == which) for which in KINDS},
        **{f"ucdponset_{which}": own & began & (kind == which) for which in KINDS},
        "ucdpwar": own & (pl.col("intensity") == 2),
        "ucdpterritory": own & about.is_in(["territory", "both"]),
        "ucdpgovernment": own & about.is_in(["government", "both"]),
        "ucdpsupport": ~own,
    }
    found = rows.group_by("ccode", "year").agg(
        *(flag.any().cast(pl.Int8).alias(name) for name, flag in flags.items()),
        pl.col("intensity").filter(own).max().fill_null(0).alias("ucdpintensity"),
        pl.col("conflict_id").filter(own).n_unique().cast(pl.Int16).alias("ucdpconflicts"),
        pl.col("conflict_id").filter(own).unique().sort().cast(pl.String).str.join("; ").alias("ucdpids"),
    )
    named = pl.when(pl.col("ucdpids") != "").then(pl.col("ucdpids"))
    return found.with_columns(named.alias("ucdpids")).sort("ccode", "year").collect()


_MAIN = (
    Addition(
        "ucdp-conflicts",
        "Armed conflicts to which a state was a party (UCDP)",
        "state",
        (*_UCDP, *fields(ucdpids="UCDP numbers of its own conflicts; null without one")),
        ("armed_conflict_parties", "armed_conflicts"),
        _ucdp,
        zero="either",
    ),
    numbers(
        "ucdp-dyads",
        "Armed conflicts between two states (UCDP)",
        {
            "ucdpinterongoing": "ucdp_conflict",
            "ucdpinteronset": "ucdp_conflict_onset",
            "ucdpinterintensity": "ucdp_intensity",
        },
        for_states="ucdp-conflicts",
        beside=("armed_conflict_parties",),
    ),
    numbers(
        "ucdp-onsets",
        "Onsets of armed conflict within a state (UCDP)",
        {
            "sumnewconf": "new_conflicts",
            **{f"sumonset{quiet}": f"conflict_onsets_{quiet}" for quiet in (1, 2, 3, 5, 10)},
        },
    ),
)
ADDITIONS = (
    *_MAIN,
    Addition(
        "ucdp-spells",
        "Years of peace: an armed conflict (UCDP)",
        "state",
        fields(
            False,
            ucdpspell="Years of the state in the system, from 1946, since the last in which it was a party to one",
        ),
        ("armed_conflict_parties", "armed_conflicts"),
        state_peace(_MAIN[0], "ucdpongoing", "ucdpspell"),
    ),
)
