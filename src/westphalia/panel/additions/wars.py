"""Wars and armed conflicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.lazy import pl
from westphalia.panel.addition import Addition, fields
from westphalia.panel.additions.numbers import numbers
from westphalia.panel.computed import peace_years, state_peace
from westphalia.panel.readers import PAIR, of_years, standing

if TYPE_CHECKING:
    from westphalia.record.grid import Grid
    from westphalia.record.world import World

ABOUT = {"central": "central control", "local": "local issues"}


def _between(world: World, grid: Grid) -> pl.DataFrame:
    """Read wars between two states, of several in a year the one that began and then the deadliest."""
    rows = of_years(world.scan("war_dyad_years"), grid)
    deaths = pl.sum_horizontal(pl.col("deaths1", "deaths2").cast(pl.Int64)).alias("deaths")
    begun = rows.with_columns(
        pl.lit(1, pl.Int8).alias("cowinterongoing"),
        pl.col("onset").max().over(*PAIR, "year").cast(pl.Int8).alias("cowinteronset"),
        deaths,
    )
    one = standing(
        (("onset", True), ("deaths", True), ("warnum", False), ("resume", False)), begun, [*PAIR, "year"]
    )
    return one.collect()


def _war_details(world: World, grid: Grid) -> pl.DataFrame:
    numbered = {"interwarnum": "warnum", "interwarinit1": "initiator1", "interwarinit2": "initiator2"}
    numbered |= {f"interwar{what}{n}": f"{what}{n}" for what in ("outcome", "deaths") for n in "12"}
    return _between(world, grid).select(*PAIR, "year", *(pl.col(b).alias(a) for a, b in numbered.items()))


def _of_states(world: World, grid: Grid) -> pl.DataFrame:
    rows = of_years(world.scan("war_dyad_years"), grid).group_by(pl.col("ccode1").alias("ccode"), "year")
    found = rows.agg(
        pl.lit(1, pl.Int8).alias("cowinterongoing"),
        pl.col("onset").any().cast(pl.Int8).alias("cowinteronset"),
        pl.col("initiator1").any().cast(pl.Int8).alias("cowinterinit"),
        pl.col("warnum").unique().sort().cast(pl.String).str.join("; ").alias("interwarnums"),
    )
    return found.sort("ccode", "year").collect()


def _within(world: World, grid: Grid) -> pl.DataFrame:
    """Read wars within a state: of several in a year the one that began, then the deadliest, then the lower number."""
    rows = of_years(world.scan("civil_wars").filter("primary_state"), grid)
    sides = [
        rows.with_columns(pl.col(side).alias("ccode")).drop_nulls("ccode") for side in ("ccode_a", "ccode_b")
    ]
    of_year = pl.concat(sides).with_columns(
        pl.sum_horizontal("deaths_a", "deaths_b").alias("deaths"),
        pl.col("onset").max().over("ccode", "year").cast(pl.Int8).alias("cowintraonset"),
        pl.col("onset").alias("begins"),
        pl.lit(1, pl.Int8).alias("cowintraongoing"),
    )
    one = standing((("onset", True), ("deaths", True), ("warnum", False)), of_year, ["ccode", "year"])
    numbers = of_year.group_by("ccode", "year").agg(
        pl.col("warnum").unique().sort().cast(pl.String).str.join("; ").alias("intrawarnums"),
        *(
            (pl.col("kind") == about).any().cast(pl.Int8).alias(f"cowintra_{short}")
            for short, about in ABOUT.items()
        ),
        *(
            ((pl.col("kind") == about) & pl.col("begins")).any().cast(pl.Int8).alias(f"cowintraonset_{short}")
            for short, about in ABOUT.items()
        ),
    )
    renamed = {"name": "warname", "kind": "wartype", "international": "intnl"}
    renamed |= {"deaths_a": "sideadeaths", "deaths_b": "sidebdeaths"}
    return one.rename(renamed).join(numbers, on=["ccode", "year"]).sort("ccode", "year").collect()


_MAIN = (
    numbers(
        "wars",
        "Interstate wars (Correlates of War)",
        {"cowinterongoing": "war", "cowinteronset": "war_onset"},
        for_states="state-wars",
    ),
    Addition(
        "war-details",
        "The war that stands for a dyad-year (Correlates of War)",
        "dyad",
        fields(
            False,
            interwarnum="Number of the war; null without one",
            interwarinit1="1 when the first state began it",
            interwarinit2="1 when the second state began it",
            interwaroutcome1="How the participation of the first state ended",
            interwaroutcome2="How the participation of the second state ended",
            interwardeaths1="Deaths in battle of the first state in the whole war",
            interwardeaths2="Deaths in battle of the second state in the whole war",
        ),
        ("war_dyad_years",),
        _war_details,
    ),
    Addition(
        "state-wars",
        "Interstate wars that a state fought (Correlates of War)",
        "state",
        (
            *fields(
                True,
                cowinterongoing="1 when the state was in a war between states",
                cowinteronset="1 when its war with some state began",
                cowinterinit="1 when it began a war that it was in",
            ),
            *fields(False, interwarnums="Numbers of its wars; null without one"),
        ),
        ("war_dyad_years",),
        _of_states,
    ),
    Addition(
        "civil-wars",
        "Wars within a state (Correlates of War)",
        "state",
        (
            *fields(
                True,
                cowintraongoing="1 when a war went on within the state",
                cowintraonset="1 when one began",
                cowintra_central="1 when one over central control went on",
                cowintra_local="1 when one over local issues went on",
                cowintraonset_central="1 when one over central control began",
                cowintraonset_local="1 when one over local issues began",
            ),
            *fields(
                False,
                warnum="Number of the war that stands for the year; null without one",
                warname="Its name",
                wartype="What it was about: central control, local issues, a region, between communities",
                intnl="1 when other states intervened in it",
                outcome="Its outcome, 1 to 7: see the table",
                sideadeaths="Deaths in battle on side A in the whole war",
                sidebdeaths="Deaths in battle on side B in the whole war",
                intrawarnums="Numbers of all wars of the year",
            ),
        ),
        ("civil_wars",),
        _within,
    ),
)
_NAMED = {each.name: each for each in _MAIN}


def _spell(name: str, of: str, ongoing: str, column: str, text: str) -> Addition:
    events = _NAMED[of]
    dyads = events.kind == "dyad"
    since = (
        "Rows of the dyad" if dyads else "Years of the state in the system, from the first that is covered,"
    )
    return Addition(
        name,
        f"Years of peace: {text}",
        events.kind,
        fields(False, **{column: f"{since} since the last with {text}"}),
        events.tables,
        None if dyads else state_peace(events, ongoing, column),
        events.sources,
        compute=peace_years(events, ongoing, column) if dyads else None,
        for_states="state-war-spells" if dyads else "",
    )


WARS = (
    *_MAIN,
    _spell("war-spells", "wars", "cowinterongoing", "cowinterspell", "a war between the two"),
    _spell("state-war-spells", "state-wars", "cowinterongoing", "cowinterspell", "a war between states"),
    _spell("civil-war-spells", "civil-wars", "cowintraongoing", "cowintraspell", "a war within the state"),
)


# Armed conflicts and their onsets, by the Uppsala Conflict Data Program.


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
    conflicts = of_years(world.scan("armed_conflicts"), grid)
    parties = world.scan("armed_conflict_parties")
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


_MAIN_CONFLICT = (
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
CONFLICTS = (
    *_MAIN_CONFLICT,
    Addition(
        "ucdp-spells",
        "Years of peace: an armed conflict (UCDP)",
        "state",
        fields(
            False,
            ucdpspell="Years of the state in the system, from 1946, since the last in which it was a party to one",
        ),
        ("armed_conflict_parties", "armed_conflicts"),
        state_peace(_MAIN_CONFLICT[0], "ucdpongoing", "ucdpspell"),
    ),
)
