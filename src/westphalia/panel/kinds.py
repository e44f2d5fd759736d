"""The kinds of panel that can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from westphalia.errors import NotUnderstood
from westphalia.lazy import pl
from westphalia.panel.addition import Field, Span
from westphalia.panel.disputes import DISPUTE_DYAD_YEARS, List
from westphalia.panel.fill import check
from westphalia.panel.leaders import (
    FIELDS,
    LEADER_DYAD_YEARS,
    LEADER_YEARS,
    TABLE,
    Standard,
    Together,
    covers,
    tenures,
)
from westphalia.panel.panel import Panel
from westphalia.panel.readers import DYAD_YEARS, STATE_YEARS, Kind, Rows, on_states
from westphalia.record.grid import System, build
from westphalia.record.manifest import unknown
from westphalia.record.of_world import of_world
from westphalia.record.schema import FIRST_YEAR, LAST_YEAR
from westphalia.record.world import World

# Days in rows: a state and day in the system, or a leader and day in office. Large: some seven million rows for two centuries.


_DATE = Field("date", "The day")
_OF_LEADERS = tuple(each for each in FIELDS if each.name in ("obsid", "leader", "gender"))


def _days(spells: pl.DataFrame, years: Span, own: tuple[str, ...]) -> pl.DataFrame:
    """Return a row per spell and day of the years, each once, sorted by code and day."""
    first, last = pl.lit(date(years[0], 1, 1)), pl.lit(date(years[1], 12, 31))
    begin, end = pl.max_horizontal("begin", first), pl.min_horizontal("end", last)
    spells = spells.with_columns(begin.alias("begin"), end.alias("end")).filter(
        pl.col("begin") <= pl.col("end")
    )
    check(
        int(spells.select((pl.col("end") - pl.col("begin")).dt.total_days().sum()).item() or 0),
        3 + 2 * len(own),
    )
    key = ("code", "date", *own[:1])
    rows = spells.sort("code", "begin", *own[:1]).select(
        "code", *own, pl.date_ranges("begin", "end", "1d").alias("date")
    )
    rows = rows.explode("date").with_columns(pl.col("date").dt.year().cast(pl.Int16).alias("year"))
    if own:
        rows = rows.sort(key, maintain_order=True)
    return rows.filter(pl.any_horizontal(pl.col(name).ne_missing(pl.col(name).shift(1)) for name in key))


def _state_days(world: World, years: Span, system: System) -> Rows:
    members = world.scan("memberships").filter(system=system)
    end = pl.col("end").fill_null(pl.lit(date(years[1], 12, 31)))
    spells = members.select("code", pl.col("start").alias("begin"), end.alias("end")).collect()
    return _rows(world, years, system, _days(spells, years, ()), ())


def _leader_days(standard: Standard) -> Callable[[World, Span, System], Rows]:
    def make(world: World, years: Span, system: System) -> Rows:
        own = tuple(each.name for each in _OF_LEADERS)
        return _rows(world, years, system, _days(tenures(world, standard), years, own), own)

    return make


def _rows(world: World, years: Span, system: System, days: pl.DataFrame, own: tuple[str, ...]) -> Rows:
    grid = build(world, years, system, False, True)
    at = on_states(grid, days["code"].to_numpy(), days["year"].to_numpy())
    code = "ccode" if system == "cow" else "gwcode"
    return Rows(grid, days.rename({"code": code}).select(code, "year", "date", *own), at)


STATE_DAYS = Kind("state-days", _state_days, key=("date",), fields=(_DATE,))
LEADER_DAYS = {
    standard: Kind(
        "leader-days",
        _leader_days(standard),
        key=("date", "obsid"),
        fields=(_DATE, *_OF_LEADERS),
        tables=(TABLE,),
        leaders=True,
        covers=covers,
    )
    for standard in ("none", "cow", "gw")
}


@of_world
def state_years(world: World, years: Span, system: System = "cow") -> Panel:
    """Return the panel of states in the years in which they were in the system on at least one day.

    Parameters
    ----------
    world : World
        The record.
    years : int or tuple of int
        A year, or the first and last.
    system : str
        ``cow`` or ``gw``: by which list of states.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> state_years(load(), (1816, 1816)).add("majors").collect()["cowmaj"].sum()
    5
    """
    return Panel(world, _years(years), STATE_YEARS, _system(system))


@of_world
def dyad_years(world: World, years: Span, directed: bool = True, system: System = "cow") -> Panel:
    """Return the panel of pairs of states in the years in which both were in the system.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int
        First and last year.
    directed : bool
        Whether each pair stands both ways.
    system : {"cow", "gw"}
        Whose list of states: Correlates of War or Gleditsch-Ward.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> dyad_years(load(), (1816, 1816), directed=False).collect().height
    253
    """
    return Panel(world, _years(years), DYAD_YEARS[directed], _system(system))


@of_world
def leader_years(world: World, years: Span, standardize: Standard = "none") -> Panel:
    """Return the panel of leaders in the calendar years in which they were in office on at least one day (Archigos, 1840-2015).

    Parameters
    ----------
    world : World
        The record.
    years : pair of int
        First and last year.
    standardize : {"none", "cow", "gw"}
        Which days in office count: all, or those on which the state was in the system by Correlates of War or by Gleditsch-Ward.
        States have Correlates of War codes with ``"cow"``, else Gleditsch-Ward codes.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> rows = leader_years(load(), (1963, 1963), standardize="cow").collect()
    >>> rows.filter(ccode=2).select("obsid", "leader", "leaderage", "yrinoffice").rows()
    [('USA-1961', 'Kennedy', 46, 3), ('USA-1963', 'Johnson', 55, 1)]
    """
    return Panel(world, _years(years), *_standard(LEADER_YEARS, standardize))


@of_world
def leader_dyad_years(
    world: World, years: Span, directed: bool = True, system: System = "cow", together: Together = "day"
) -> Panel:
    """Return the panel of pairs of leaders of two states who were in office at the same time (Archigos, 1840-2015).

    Parameters
    ----------
    world : World
        The record.
    years : pair of int
        First and last year.
    directed : bool
        Whether each pair stands both ways.
    system : {"cow", "gw"}
        Whose list of states; only days on which a leader's state was in it count.
    together : {"day", "year"}
        Whether the two were in office on one same day of the year, or merely each on some day of it.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> rows = leader_dyad_years(load(), (1963, 1963), directed=False).collect()
    >>> rows.filter(ccode1=2, ccode2=200).select("leader1", "leader2").rows()
    [('Kennedy', 'MacMillan'), ('Kennedy', 'Douglas-Home'), ('Johnson', 'Douglas-Home')]
    """
    kind = _chosen("way of being together", LEADER_DYAD_YEARS, (bool(directed), together), together)
    return Panel(world, _years(years), kind, _system(system))


@of_world
def dispute_dyad_years(
    world: World,
    years: Span,
    directed: bool = True,
    system: System = "cow",
    disputes: List = "gml",
    unique: bool = False,
) -> Panel:
    """Return the panel of pairs of states on opposite sides of a dispute, by dispute and year.

    Parameters
    ----------
    world : World
        The record.
    years : pair of int
        First and last year.
    directed : bool
        Whether each pair stands both ways.
    system : {"cow", "gw"}
        Whose list of states.
    disputes : {"gml", "cow"}
        Whose list of disputes: Gibler, Miller and Little (1816-2010) or Correlates of War (1816-2014).
    unique : bool
        One dispute for each pair and year: an onset before one that goes on, then the deadliest, most hostile, longest and so on;
        those that give way are counted by :meth:`Panel.dropped`.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> rows = dispute_dyad_years(load(), (1962, 1962), directed=False).collect()
    >>> rows.filter(ccode1=2, ccode2=365).select("dispnum", "onset", "hostlev").rows()
    [(61, 1, 4), (1353, 1, 5), (2219, 1, 4)]
    """
    kind = _chosen("list of disputes", DISPUTE_DYAD_YEARS, (disputes, bool(directed), bool(unique)), disputes)
    return Panel(world, _years(years), kind, _system(system))


@of_world
def state_days(world: World, years: Span, system: System = "cow") -> Panel:
    """Return the panel of states and days on which they were in the system.

    Two centuries have some six million rows; :meth:`Panel.size` says how many and what they weigh. Additions attach by year.

    Parameters
    ----------
    world : World
        The record.
    years : int or tuple of int
        A year, or the first and last.
    system : str
        ``cow`` or ``gw``: by which list of states.

    Examples
    --------
    >>> from westphalia.record.world import load
    >>> state_days(load(), (2016, 2016)).collect().filter(ccode=630).height
    366
    """
    return Panel(world, _years(years), STATE_DAYS, _system(system))


@of_world
def leader_days(world: World, years: Span, standardize: Standard = "none") -> Panel:
    """Return the panel of leaders and days in office (Archigos, 1840-2015); the day of a handover may belong to two.

    Parameters
    ----------
    world : World
        The record.
    years : int or tuple of int
        A year, or the first and last.
    standardize : str
        ``none``, or ``cow`` or ``gw`` to keep the states of that list.

    Examples
    --------
    >>> from datetime import date
    >>> from westphalia.record.world import load
    >>> rows = leader_days(load(), (1963, 1963)).collect()
    >>> rows.filter(gwcode=2, date=date(1963, 11, 22))["leader"].to_list()
    ['Kennedy', 'Johnson']
    """
    return Panel(world, _years(years), *_standard(LEADER_DAYS, standardize))


def _standard(kinds: Mapping[str, Kind], standardize: Standard) -> tuple[Kind, System]:
    return _chosen("standard", kinds, standardize, standardize), "cow" if standardize == "cow" else "gw"


def _chosen(what: str, kinds: Mapping[Any, Kind], choice: Any, name: str) -> Kind:
    """Return a kind by its options; a name that is none of them is an error with the nearest."""
    if choice in kinds:
        return kinds[choice]
    flat = [
        each for key in kinds for each in (key if isinstance(key, tuple) else (key,)) if isinstance(each, str)
    ]
    names = tuple(dict.fromkeys(flat))
    raise unknown(what, str(name), names, f"There are: {', '.join(names)}.")


def _years(years: Span) -> Span:
    first, last = int(years[0]), int(years[1])
    if first > last:
        raise NotUnderstood(f"{first}:{last} ends before it begins.", "", f"Did you mean {last}:{first}?")
    if first < FIRST_YEAR or last > LAST_YEAR:
        raise NotUnderstood(
            f"{first}:{last} reaches outside the record, which is {FIRST_YEAR} to {LAST_YEAR}.",
            "",
            f"Ask for {max(first, FIRST_YEAR)}:{min(last, LAST_YEAR)}.",
        )
    return first, last


def _system(system: System) -> System:
    if system not in ("cow", "gw"):
        raise unknown("system", system, ("cow", "gw"), "Lists of states: cow, gw.")
    return system
