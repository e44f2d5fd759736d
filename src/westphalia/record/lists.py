"""Base lists: things with dates that are no number of a state or pair in a year, as pacts with their members or wars with their sides.

What is computed from them reads the declared columns of a list by its name, from the record or from a simulated system alike.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from westphalia.lazy import pl
from westphalia.record import coded_lists
from westphalia.record.barriers import SPELL, barriers
from westphalia.record.in_force import LAND, PROMISES, contiguity, major_powers, pacts, promises
from westphalia.record.manifest import unknown
from westphalia.record.once import once
from westphalia.record.rows import beside
from westphalia.record.spells import LASTING, PAIR

if TYPE_CHECKING:
    from westphalia.record.world import World


@dataclass(frozen=True, slots=True)
class List:
    """The declaration of a list.

    Parameters
    ----------
    name, title : str
        How it is asked for, and what one row is.
    table : str
        Where it is from.
    columns : tuple of str
        The columns that may be read.
    where : mapping
        Columns and the value each must have.
    rows : callable, optional
        Reads it, where its rows are not those of the table.
    """

    name: str
    title: str
    table: str
    columns: tuple[str, ...]
    where: Mapping[str, Any] = field(default_factory=dict)
    rows: Callable[[World], pl.DataFrame] | None = None


def _phases(world: World) -> pl.DataFrame:
    return pacts(world).frame


def _majors(world: World) -> pl.DataFrame:
    return major_powers(world).frame


def _borders(world: World) -> pl.DataFrame:
    return contiguity(world, LAND).frame


@beside("coded_shut_out_by")
def _shut_outs(world: World) -> pl.DataFrame:
    """Return episodes with those who shut out as a list, and when they began and ended as years with parts."""
    by = world.scan("coded_shut_out_by").group_by("id").agg(by=pl.col("ccode").sort())
    rows = world.scan("coded_shut_out").join(by, on="id", how="left")
    return (
        rows.select("id", "kind", "of", "extent", by=pl.col("by").fill_null([]), **_dated())
        .sort("id")
        .collect()
    )


def _dated() -> dict[str, pl.Expr]:
    """Return first and last as years with the part of the year that is over: 1918.5 is in July; what goes on has no end but the end of time."""

    def part(day: pl.Expr) -> pl.Expr:
        return day.dt.year() + (day.dt.ordinal_day() - 1) / 366

    return {"first": part(pl.col("start")), "last": part(pl.col("end")).fill_null(float(LASTING)) + 1 / 366}


@beside("roll_calls")
def _order_votes(world: World) -> pl.DataFrame:
    """Return votes on roll calls that are not on the Middle East, colonies, disarmament or nuclear weapons."""
    apart = pl.any_horizontal("me", "co", "di", "nu").fill_null(False)
    calls = world.scan("roll_calls").filter(~apart).select("rcid")
    return (
        world.scan("votes")
        .join(calls, on="rcid", how="semi")
        .select("ccode", "rcid", "year", "vote")
        .collect()
    )


@beside("coded_parties", "coded_recognition")
def _claims(world: World) -> pl.DataFrame:
    """Return who claims how much, from when to when: land and the order, and the whole of another state, which is large."""
    by = world.scan("coded_parties").filter(pl.col("part") == "by").select("record", "id", by="ccode")
    whole = (
        world.scan("coded_recognition")
        .filter(pl.col("kind") == "claims_whole")
        .with_columns(extent=pl.lit("large"))
    )
    found = [
        rows.join(by.filter(pl.col("record") == table), on="id").select(
            "kind",
            "extent",
            "by",
            first=pl.col("start").dt.year(),
            last=pl.col("end").dt.year().fill_null(LASTING),
        )
        for table, rows in (("coded_claims", world.scan("coded_claims")), ("coded_recognition", whole))
    ]
    return pl.concat(found).sort("by", "first", "kind").collect()


@beside("coded_parties")
def _support(world: World) -> pl.DataFrame:
    """Return who helped which side of a war in a third state, from when to when."""
    by = world.scan("coded_parties").filter(pl.col("record") == "coded_support", pl.col("part") == "by")
    rows = world.scan("coded_support").join(by.select("id", by="ccode"), on="id")
    until = pl.col("end").dt.year().fill_null(LASTING)
    return (
        rows.select("conflict", "side", "by", first=pl.col("start").dt.year(), last=until)
        .sort("conflict", "side", "by")
        .collect()
    )


LISTS = {
    each.name: each
    for each in (
        List("pacts", "A phase of an alliance between two states, the lower code first (ATOP)", "pacts", (*PAIR, "atopid", "phase", "start", "end", "first", "last", "members", *PROMISES, "bare"), rows=_phases),
        List("promises", "What one state of a phase of an alliance promises the other, both ways (ATOP)", "pacts", (*PAIR, "atopid", "phase", "start", "end", "first", "last", "members", *PROMISES), rows=promises),
        List("agreements", "A defence cooperation agreement (DCAD)", "defence_agreements", ("ccode1", "ccode2", "signed", "end")),
        List("deliveries", "Major arms delivered in a year, by category (SIPRI)", "arms_transfers", ("supplier", "recipient", "year", "tiv")),
        List("rivalries", "A strategic rivalry (Thompson, Sakuwa and Suhas; Thompson and Dreyer)", "rivalries", ("list", *PAIR, "first", "last")),
        List("orders", "An order of major arms (SIPRI)", "arms_orders", ("supplier", "recipient", "order_year", "tiv_ordered")),
        List("disputes", "A year of a dispute between two states, both ways (Gibler, Miller and Little)", "dispute_dyad_years", (*PAIR, "year"), {"list": "gml"}),
        List("major_powers", "A spell of a major power (Correlates of War)", "major_powers", ("ccode", "first", "last"), rows=_majors),
        List("borders", "A spell of a common border by land or river (Correlates of War)", "contiguity", (*PAIR, "first", "last"), rows=_borders),
        List("wars", "A year of a war between two states that fought each other, both ways (Correlates of War, later ones by hand)", "war_dyad_years", ("warnum", "year", "end", "ccode1", "ccode2", "side1", "side2", "initiator2", "outcome1", "deaths1")),
        List("war_participants", "A state's spell in a war (Correlates of War, later ones by hand)", "war_participants", ("source", "warnum", "ccode", "start", "end", "side", "initiator", "where_fought")),
        List("dispute_years", "A year of a militarized dispute between two states, both ways (Gibler, Miller and Little; Correlates of War)", "dispute_dyad_years", (
            "list", "dispnum", "ccode1", "ccode2", "year", "end", "sidea2", "orig2", "fatality1", "hiact2", "hostlev1", "hostlev2", "revtype12", "revtype22",
        )),
        List("territorial_changes", "Land that went from one state to another (Correlates of War)", "territorial_changes", (
            "year", "gainer", "loser", "procedure", "area", "population", "conflict", "lost_homeland",
        )),
        List("civil_wars", "A year of a war within a state, with who fought on each side (Correlates of War)", "civil_wars", ("warnum", "year", "ccode_a", "ccode_b", "primary_state")),
        List("conflict_parties", "A state's year in an armed conflict (UCDP/PRIO)", "armed_conflict_parties", ("conflict_id", "year", "ccode", "side", "role")),
        List("events", "An event of the record of events that was checked against its source", "events", ("event", "date", "kind"), {"verified": True}),
        List("event_parties", "A state's part in an event", "event_parties", ("event", "ccode", "part")),
        List("votes", "A vote of a state on a roll call of the General Assembly", "votes", ("ccode", "rcid", "year", "vote")),
        List("council_votes", "A vote of a state on a failed draft in the Security Council", "council_votes", ("draft", "ccode", "year", "vote")),
        List("prices", "The price of a good in a year", "prices_annual", ("series", "year", "price")),
        List("designations", "Entries of the US Treasury's lists with an address in a state, at the end of a month", "designations", ("ccode", "month", "active")),
        List("successions", "One state following another", "successions", ("predecessor", "successor", "date", "kind")),
        List("dispute_acts", "A year of a militarized dispute between two states with what each did, both ways (Gibler, Miller and Little; Correlates of War)", "dispute_dyad_years", (
            "list", *PAIR, "year", "end", "hiact1", "hiact2", "fatality1", "fatality2", "hostlev1", "hostlev2",
        )),
        List("joint_exercises", "A military exercise of two states in a year", "exercises", (*PAIR, "year")),
        List("american_visits", "A visit abroad of the president or the secretary of state of the United States", "visits", ("visitor", "host", "date")),
        List("institutions_in_common", "A year of two states with the organisations in which both are (Correlates of War)", "shared_institutions", (*PAIR, "year", "dyadigos")),
        List("interstate_conflicts", "A year of an armed conflict between states (UCDP/PRIO)", "armed_conflicts", ("conflict_id", "year", "intensity"), {"kind": "interstate"}),
        List("sanctions_by_route", "A year of sanctions in force, the sender's own or the European Union's", "sanctions", (
            "sender", "target", "year", "route", "state_cases", "embargo", "state_trade", "state_arms", "state_military", "state_financial", "state_travel", "state_other",
        )),
        List("union_members", "A spell of membership of the European Union or the Communities", "institution_members", ("ccode", "start", "end"), {"institution": "eu"}),
        List("news_counts", "What newspapers report between two states in a year (ICEWS)", "event_counts", (
            *PAIR, "year", "verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict",
        )),
        List("shut_outs", "An episode in which others shut a state out, coded by hand", "coded_shut_out", ("id", "kind", "of", "extent", "by", "first", "last"), rows=_shut_outs),
        List("refusals", "A state that refuses another recognition or has broken relations with it, coded by hand", "coded_recognition", ("by", "of", "first", "last"), rows=coded_lists.refusals),
        List("barriers", "What makes a new tie of two states impossible for now, the lower code first", "coded_recognition", SPELL, rows=barriers),
        List("missions", "A diplomatic mission of one state at another in a year in which they were counted (Correlates of War)", "missions", ("sender", "host", "year")),
        List("order_votes", "A vote of a state on a roll call of the General Assembly that is not on the Middle East, colonies, disarmament or nuclear weapons", "votes", ("ccode", "rcid", "year", "vote"), rows=_order_votes),
        List("claims", "A state's claim to land of others or against the order, coded by hand", "coded_claims", ("kind", "extent", "by", "first", "last"), rows=_claims),
        List("revisions", "A year of a militarized dispute between two states with who wanted what changed, both ways (Gibler, Miller and Little)", "dispute_dyad_years", (
            "dispnum", "ccode1", "year", "sidea1", "orig1", "revstate1", "revtype11", "hostlev1",
        ), {"list": "gml"}),
        List("support", "A state's help to one side of a war in a third state, coded by hand", "coded_support", ("conflict", "side", "by", "first", "last"), rows=_support),
        List("cow_states", "A state that was ever in the Correlates of War system, the same in every world", "states", ("ccode",), {"cow": True}),
        List("crises_between", "An international crisis between two states (International Crisis Behavior)", "crisis_dyads", ("crisis", *PAIR, "start", "end", "violence")),
        List("crises", "An international crisis (International Crisis Behavior)", "crises", ("crisis", "start", "end", "violence")),
        List("visits_between", "A year in which leaders of two states visited or met", "visits_by_pair", (*PAIR, "year", "visits", "meetings")),
        List("coded_clashes", "A dispute between two states after the lists of them, coded by hand", "coded_disputes", ("ccode1", "ccode2", "first", "last", "hostility", "action", "fatality"), rows=coded_lists.clashes),
        List("diplomatic_steps", "A step of a state against another's mission or border, or to mend relations, coded by hand", "coded_relations", ("ccode1", "ccode2", "kind", "first", "last"), rows=coded_lists.steps),
        List("breaks", "Relations that a state broke off with another, or recognition that it refused, coded by hand", "coded_relations", ("ccode1", "ccode2", "first", "last"), rows=coded_lists.breaks),
        List("land_held", "Land of a state that another holds by force, or a government that it set up, coded by hand", "coded_land", ("ccode1", "ccode2", "kind", "whole", "first", "last"), rows=coded_lists.held),
        List("rivalry_turns", "A rivalry that began or ended after the lists of them, coded by hand", "coded_rivalries", ("ccode1", "ccode2", "kind", "first"), rows=coded_lists.turns),
        List("deeds", "An event of the record of events with two states that had a part in it", "events", ("ccode1", "ccode2", "year", "kind", "part", "part2"), rows=coded_lists.deeds),
        List("memberships", "A spell of membership of the system", "memberships", ("ccode", "code", "start", "end"), {"system": "cow"}),
    )
}  # fmt: skip
"""Base lists by name."""


def listed(world: World, name: str) -> pl.DataFrame:
    """Return a list of the record, in the order of its table.

    Raises
    ------
    NotUnderstood
        For an unknown list, with the nearest names.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> listed(load(), "agreements").columns
    ['ccode1', 'ccode2', 'signed', 'end']
    """
    if name not in LISTS:
        raise unknown("list", name, LISTS, f"Lists: {', '.join(LISTS)}.")
    return _read(world, name)


@once
def _read(world: World, name: str) -> pl.DataFrame:
    wanted = LISTS[name]
    if wanted.rows is not None:
        return wanted.rows(world).select(wanted.columns)
    return world.scan(wanted.table).filter(**wanted.where).select(wanted.columns).collect()
