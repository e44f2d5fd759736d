"""Rivalries, disputes, wars and armed conflicts between states."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from westphalia.lazy import np, pl
from westphalia.record.coverage import since
from westphalia.record.once import once
from westphalia.record.quantities.events import Listed
from westphalia.record.quantity import Codes, Quantity
from westphalia.record.rows import KnownRows, counted, of_spells
from westphalia.record.spells import read

if TYPE_CHECKING:
    from westphalia.record.world import World

PAIR = ("ccode1", "ccode2")


def rivalries(world: World, quantity: Quantity, codes: Codes) -> KnownRows:
    """Return how many strategic rivalries two states had in each year; one without an end lasts as long as its list."""
    span = quantity.span(world)
    frame = world.scan("rivalries").filter(**quantity.where)
    if codes:
        frame = frame.filter(pl.col("ccode1").is_in(codes), pl.col("ccode2").is_in(codes))
    last = pl.col("last").fill_null(span[1] if span else 0)
    found = frame.select("ccode1", "ccode2", "first", last).collect()
    one, two, first, until = (column.to_numpy().astype(np.int64) for column in found.get_columns())
    return counted(of_spells(one, two, first, until, np.ones(len(one)), span))


# Armed conflicts between two states by the Uppsala Conflict Data Program, and disputes that a state took part in.


def _opposed(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return each conflict and year of each two states that fought each other in their own cause."""
    conflicts = world.scan(quantity.table).filter(**quantity.where)
    parties = world.scan("armed_conflict_parties").filter(role="primary")
    one, two = (
        parties.filter(side=side).select("conflict_id", "year", pl.col("ccode").alias(code))
        for side, code in zip("AB", PAIR, strict=True)
    )
    rows = conflicts.join(one, on=["conflict_id", "year"]).join(two, on=["conflict_id", "year"])
    return rows.with_columns(ccode1=pl.min_horizontal(PAIR), ccode2=pl.max_horizontal(PAIR))


def _broke_out(world: World, quantity: Quantity) -> pl.LazyFrame:
    """Return those of them of which an episode began in the year."""
    return _opposed(world, quantity).filter(pl.col("episode_start").dt.year() == pl.col("year"))


CONFLICTS = tuple(
    Quantity(
        name,
        title,
        "dyad",
        "armed_conflicts",
        column,
        "more conflict",
        PAIR,
        "most",
        where={"kind": "interstate"},
        zero="either",
        unit="" if column else "yes (1) or no (0)",
        high=2 if column else 1,
        description=text,
        rows=rows,
    )
    for name, title, column, rows, text in (
        (
            "ucdp_conflict",
            "Whether two states fought an armed conflict (UCDP)",
            "",
            Listed(_opposed),
            "1 when the two were on opposite sides of a conflict between states",
        ),
        (
            "ucdp_conflict_onset",
            "Whether an episode of armed conflict began between two states (UCDP)",
            "",
            Listed(_broke_out),
            "1 when an episode of one began",
        ),
        (
            "ucdp_intensity",
            "Intensity of an armed conflict between two states (UCDP)",
            "intensity",
            Listed(_opposed),
            "Its intensity: 1 to 999 deaths in battle in the year, 2 more; 0 none",
        ),
    )
)


@once
def _years_of(world: World, which: str) -> pl.DataFrame:
    """Return the spells of states in the disputes of a list, year by year: whether they began in it, and whether of the state's own will."""
    columns = ("dispnum", "side_a", "orig")
    spells = read(world, "dispute_participants", columns=columns, sides=("ccode",), listed=which)
    began = pl.col("start").dt.year() == pl.col("year")
    rows = spells.by_year(*(spells.covers or (1, 0)))
    return rows.select("ccode", "year", "dispnum", began=began, willing=pl.col("side_a") | ~pl.col("orig"))


def _took_part(world: World, quantity: Quantity, only: tuple[str, ...] = ()) -> pl.LazyFrame:
    """Return each dispute of a state in each year once: all, or those that it entered in the year (``began``) or of its own will (``willing``)."""
    rows = _years_of(world, str(quantity.where["list"])).lazy()
    return rows.filter(*map(pl.col, only)).unique(["ccode", "year", "dispnum"])


DISPUTES = tuple(
    Quantity(
        f"{name}_{key}",
        f"{title} ({who})",
        "state",
        "dispute_participants",
        "",
        "more conflict",
        how="most" if high else "count",
        where={"list": key},
        zero="cow",
        unit="yes (1) or no (0)" if high else "disputes",
        high=high,
        description=text,
        drawn=(source,),
        rows=Listed(partial(_took_part, only=only)),
    )
    for key, who, source in (
        ("gml", "Gibler, Miller and Little", "gml_mid_2_2_1"),
        ("cow", "Correlates of War", "cow_mid_5"),
    )
    for name, title, high, only, text in (
        (
            "in_dispute",
            "Whether a state was in a militarized dispute",
            1,
            (),
            "1 when the state was in a dispute",
        ),
        (
            "dispute_entry",
            "Whether a state entered a militarized dispute",
            1,
            ("began",),
            "1 when it entered a dispute in the year",
        ),
        (
            "in_dispute_willing",
            "Whether a state was in a militarized dispute that it began or joined",
            1,
            ("willing",),
            "1 when it was in one on side A, which began it, or as one that joined later",
        ),
        (
            "dispute_entry_willing",
            "Whether a state began or joined a militarized dispute",
            1,
            ("began", "willing"),
            "1 when it entered one so in the year",
        ),
        (
            "disputes_of_state",
            "Militarized disputes that a state was in",
            None,
            (),
            "Disputes that it was in",
        ),
    )
)


QUANTITIES = (
    *(
        Quantity(
            name,
            f"Militarized disputes under way between two states ({title})",
            "dyad",
            "dispute_dyad_years",
            "",
            "more conflict",
            PAIR,
            "count",
            where={"list": key},
            zero="cow",
            unit="disputes",
            description="Disputes in which the two were on opposite sides at any time of the year",
            drawn=(source,),
        )
        for name, title, key, source in (
            ("disputes", "Gibler, Miller and Little", "gml", "gml_mid_2_2_1"),
            ("disputes_cow", "Correlates of War", "cow", "cow_mid_5"),
        )
    ),
    *(
        Quantity(
            name,
            f"Highest hostility of a dispute under way between two states ({title})",
            "dyad",
            "dispute_dyad_years",
            "hostlev",
            "more hostile",
            PAIR,
            "most",
            where={"list": key},
            zero="cow",
            high=5,
            description="0 no dispute, 1 no hostile act, 2 threat, 3 display of force, 4 use of force, 5 war",
            drawn=(source,),
        )
        for name, title, key, source in (
            ("hostility", "Gibler, Miller and Little", "gml", "gml_mid_2_2_1"),
            ("hostility_cow", "Correlates of War", "cow", "cow_mid_5"),
        )
    ),
    Quantity(
        "wars",
        "Interstate wars under way between two states",
        "dyad",
        "war_dyad_years",
        "",
        "more conflict",
        PAIR,
        "count",
        zero="cow",
        unit="wars",
        description="Wars in which the two fought each other at any time of the year",
    ),
    *(
        Quantity(
            name,
            f"Strategic rivalries between two states{which}",
            "dyad",
            "rivalries",
            "",
            "more hostile",
            PAIR,
            where={"list": key},
            zero="cow",
            covers=since(1816, f"rivalries:{key}"),
            unit="rivalries",
            description=f"Strategic rivalries by {who}, coded in retrospect",
            drawn=(source,),
            rows=rivalries,
        )
        for name, key, who, source, which in (
            ("rivalry", "tss", "Thompson, Sakuwa and Suhas", "tss_rivalries_2022", ""),
            (
                "rivalry_td",
                "thompson_dreyer",
                "Thompson and Dreyer",
                "thompson_dreyer_2012",
                " (Thompson and Dreyer)",
            ),
        )
    ),
    Quantity("protests", "Protests of fifty or more people", "state", "protests", "events", "more unrest"),
    Quantity(
        "territorial_threat",
        "External territorial threat, latent",
        "state",
        "territorial_threat",
        "lterrthreat",
        "more threatened",
    ),
    Quantity(
        "territorial_threat_distance",
        "External territorial threat, latent, disputes weighted by distance",
        "state",
        "territorial_threat",
        "m_lterrthreat",
        "more threatened",
    ),
    *(
        Quantity(f"protests_{name}", title, "state", "protests", column, "more unrest")
        for name, title, column in (
            ("violent", "Protests in which protesters were violent", "violent"),
            ("killings", "Protests with killings by the state", "killings"),
            ("arrests", "Protests with arrests", "arrests"),
            ("prices", "Protests over prices and taxes", "demand_prices"),
            ("labour", "Protests over labour and wages", "demand_labour"),
            ("political", "Protests over political behaviour and process", "demand_political"),
            ("removal", "Protests for the removal of a politician", "demand_removal"),
        )
    ),
    Quantity(
        "protests_largest",
        "Class of the largest protest",
        "state",
        "protests",
        "largest",
        "larger",
        description="Class of the largest, 1 (50 to 99 people) to 6 (more than 10,000); null without a protest",
    ),
    *(
        Quantity(
            f"conflict_onsets_{quiet}",
            f"Onsets of armed conflict within a state, after more than {quiet} quiet {years}",
            "state",
            "conflict_onsets",
            f"sumonset{quiet}",
            "more conflict",
            description=f"New conflicts, and episodes after more than {quiet} quiet {years}",
        )
        for quiet, years in ((1, "year"), (2, "years"), (3, "years"), (5, "years"), (10, "years"))
    ),
    Quantity(
        "new_conflicts",
        "New armed conflicts within a state",
        "state",
        "conflict_onsets",
        "sumnewconf",
        "more conflict",
        description="Conflicts that were new",
    ),
    *(
        Quantity(
            f"dispute{name}_{key}",
            f"Whether a militarized dispute {title} between two states ({who})",
            "dyad",
            "dispute_dyad_years",
            column,
            "more conflict",
            PAIR,
            "most" if column else "only",
            where={"list": key},
            zero="cow",
            unit="yes (1) or no (0)",
            high=1,
            description=f"1 when a dispute {title} between the two",
            drawn=(source,),
        )
        for key, who, source in (
            ("gml", "Gibler, Miller and Little", "gml_mid_2_2_1"),
            ("cow", "Correlates of War", "cow_mid_5"),
        )
        for name, title, column in (("", "was under way", ""), ("_onset", "began", "onset"))
    ),
    *(
        Quantity(
            name,
            title,
            "dyad",
            "war_dyad_years",
            column,
            "more conflict",
            PAIR,
            "most" if column else "only",
            zero="cow",
            unit="yes (1) or no (0)",
            high=1,
            description=text,
        )
        for name, title, column, text in (
            (
                "war",
                "Whether two states fought an interstate war",
                "",
                "1 when the two were at war with each other",
            ),
            (
                "war_onset",
                "Whether an interstate war began between two states",
                "onset",
                "1 when a war between the two began",
            ),
        )
    ),
    *CONFLICTS,
    *DISPUTES,
)
