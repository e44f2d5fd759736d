"""What is known of one state in a year: the material of the section on who the two are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.record.coverage import Coverage
from westphalia.record.in_force import major_powers
from westphalia.report import numbers
from westphalia.report.brief import office, words
from westphalia.report.brief.figures import figure, of_all, taken
from westphalia.report.brief.office import Holder
from westphalia.report.brief.places import Place, capitals, place
from westphalia.report.page import Figure, SmallTable

if TYPE_CHECKING:
    from westphalia.record.state import State
    from westphalia.record.world import World

FOREVER = 9999
REGIMES = Coverage(("regime_spells",))
"""The list of kinds of regime."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What is known of one state in a year."""

    state: State
    holders: tuple[Holder, ...]
    lost: Holder | None
    regime: str | None
    regime_observed: int | None
    polyarchy: Figure
    polity: Figure
    free: Place | None
    cinc: Figure
    rank: Place | None
    major: Figure
    nuclear: Figure
    warheads: Figure
    capital: str | None
    names: tuple[dict[str, Any], ...]
    membership: dict[str, list[list[int]]]

    def to_dict(self) -> dict[str, Any]:
        """Return the portrait for the JSON document."""
        return {
            "names": list(self.names),
            "leaders": [holder.to_dict() for holder in self.holders],
            "last_known_leader": self.lost.to_dict() if self.lost else None,
            "regime": {"kind": self.regime, "observed": self.regime_observed, "source": "regime_spells"},
            "polyarchy": self.polyarchy.to_dict(),
            "polity2": self.polity.to_dict(),
            "capability": self.cinc.to_dict(),
            "rank": self.rank.to_dict() if self.rank else None,
            "major_power": self.major.to_dict(),
            "nuclear": self.nuclear.to_dict(),
            "warheads": self.warheads.to_dict(),
            "capital": self.capital,
            "membership": self.membership,
        }


def portrait(world: World, state: State, year: int) -> Portrait:
    """Return what is known of a state in a year.

    Parameters
    ----------
    world, state, year : World, State, int
        The record, the state, and the year.
    """
    ccode = state.ccode
    holders, lost = office.holders(world, ccode, year)
    kind, seen = _regime(world, ccode, year)
    poly = of_all(world, "polyarchy", year, carry=True)
    cinc = of_all(world, "cinc", year, carry=True)
    town = capitals(world, year).get(ccode)
    return Portrait(
        state,
        holders,
        lost,
        kind,
        seen,
        taken(poly, ccode, year),
        figure(world, "polity2", ccode, year, carry=True),
        place(poly.values, ccode),
        taken(cinc, ccode, year),
        place(cinc.values, ccode),
        _major(world, ccode, year),
        _nuclear(world, state, year),
        figure(world, "warheads", ccode, year, carry=True),
        town[0] if town else None,
        _names(world, ccode),
        {
            "cow": [list(span) for span in world.spells(ccode, "cow")],
            "gw": [list(span) for span in world.spells(ccode, "gw")],
        },
    )


def _names(world: World, ccode: int) -> tuple[dict[str, Any], ...]:
    """Return the usual and official names of a state with their years, to the present (of the world)."""
    known = FOREVER - 1 if world.last_known is None else world.last_known
    return tuple(
        {
            "name": name.text,
            "from": name.first,
            "to": None if name.last > known else name.last,
            "kind": name.kind,
        }
        for name in sorted(world.gazetteer.of(ccode), key=lambda each: (each.first, each.kind, each.text))
        if name.kind in ("usual", "official") and name.first <= known
    )


def known_to(world: World, year: int, listed: Coverage) -> int:
    """Return the year itself, or the last one known: that of the list, or of the world where that is earlier.

    Parameters
    ----------
    world : World
        The record.
    year : int
        The year of the page.
    listed : Coverage
        The coverage of the list.
    """
    last = listed.whole(world)[1]
    return min(year, last if world.last_known is None else min(last, world.last_known))


def _regime(world: World, ccode: int, year: int) -> tuple[str | None, int | None]:
    """Return the kind of regime at the end of a year and the year it is known for."""
    rows = world.scan("regime_spells").filter(ccode=ccode).sort("start", "case").collect().to_dicts()
    read = known_to(world, year, REGIMES)
    day = date(read, 12, 31)
    found = [row for row in rows if row["start"] <= day and (row["end"] is None or row["end"] >= day)]
    if not found or (found[-1]["end"] is not None and found[-1]["end"].year < year > read):
        return None, None
    return found[-1]["regime"], read


def _major(world: World, ccode: int, year: int) -> Figure:
    """Return whether the state was a major power on a day of the year."""
    powers = major_powers(world)
    inside = not powers.of(ccode).in_year(year).is_empty()
    return Figure(inside, "", year, powers.observed(year), "major_powers")


def _nuclear(world: World, state: State, year: int) -> Figure:
    if year < 1938:
        return Figure(
            None,
            "",
            year,
            None,
            "nuclear_status",
            "no state had a programme before 1938, when the record begins",
        )
    return figure(world, "nuclear_status", state.ccode, year, carry=True)


# The table of the two states side by side.


NUCLEAR = {
    0: "no programme",
    1: "considered nuclear weapons",
    2: "pursued nuclear weapons",
    3: "nuclear weapons",
}
DEMOCRACY, AUTOCRACY = 6, -6
"""Limits of Polity's democracies and autocracies."""
SHOWN = ("leaders", "memberships", "regime_spells", "democracy_indices", "capabilities", "nuclear_status")
"""The tables named under the grid; all that are read stand in the list of sources."""


def side_by_side(a: Portrait, b: Portrait, year: int) -> SmallTable:
    """Return what is known of both states as a table.

    Parameters
    ----------
    a, b : Portrait
        What is known of each.
    year : int
        The year of the page.
    """
    rows = tuple(
        (label, one, two)
        for (label, one), (_, two) in zip(rows_of_one(a, year), rows_of_one(b, year), strict=True)
    )
    return SmallTable(("", a.state.name, b.state.name), rows, "lll", SHOWN, f"The two states in {year}")


def rows_of_one(each: Portrait, year: int) -> tuple[tuple[str, str], ...]:
    """Return what is known of one state as labels and words.

    Parameters
    ----------
    each : Portrait
        What is known of it.
    year : int
        The year of the page.
    """
    return (
        ("In office", _offices(each)),
        ("Capital", each.capital or "not known"),
        ("Kind of regime", _kind(each, year)),
        ("Polity score, -10 to 10", _polity(each, year)),
        ("Electoral democracy, 0 to 1", _free(each, year)),
        ("Capability, share of the system", _strength(each, year)),
        ("Major power", _yes(each.major, year)),
        ("Nuclear weapons", _bomb(each, year)),
        ("Names", _named(each)),
        ("In the system of states", _member(each)),
    )


def _of(observed: int | None, year: int) -> str:
    return f" ({observed})" if observed is not None and observed != year else ""


def _offices(each: Portrait) -> str:
    if not each.holders:
        return "not known"
    return "; ".join(f"{holder.name}{f', {holder.title}' if holder.title else ''}" for holder in each.holders)


def _kind(each: Portrait, year: int) -> str:
    return f"{each.regime}{_of(each.regime_observed, year)}" if each.regime else "not known"


def _polity(each: Portrait, year: int) -> str:
    if each.polity.value is None:
        return "not known"
    score = int(each.polity.value)
    kind = "democracy" if score >= DEMOCRACY else "autocracy" if score <= AUTOCRACY else "between"
    return f"{score}, {kind}{_of(each.polity.observed, year)}"


def _free(each: Portrait, year: int) -> str:
    if each.polyarchy.value is None or each.free is None:
        return "not known"
    spot = f"{numbers.ordinal(each.free.rank)} of {each.free.among}"
    return f"{numbers.number(float(each.polyarchy.value), 2)}, {spot}{_of(each.polyarchy.observed, year)}"


def _strength(each: Portrait, year: int) -> str:
    if each.cinc.value is None or each.rank is None:
        return "not known"
    spot = f"{numbers.ordinal(each.rank.rank)} of {each.rank.among}"
    return f"{numbers.percent(float(each.cinc.value))}, {spot}{_of(each.cinc.observed, year)}"


def _yes(each: Figure, year: int) -> str:
    return f"{'yes' if each.value else 'no'}{_of(each.observed, year)}"


def _bomb(each: Portrait, year: int) -> str:
    if each.nuclear.value is None:
        return "none anywhere before 1938" if each.nuclear.year < 1938 else "not known"
    stock = each.warheads
    heads = (
        f", {int(stock.value):,d} warheads{_of(stock.observed, year)}"
        if stock.value and int(each.nuclear.value) == 3
        else ""
    )
    return f"{NUCLEAR[int(each.nuclear.value)]}{_of(each.nuclear.observed, year)}{heads}"


def _named(each: Portrait) -> str:
    return "; ".join(
        f"{name['name']} {words.span(name['from'], name['to'], 'today')}"
        for name in each.names
        if name["kind"] == "usual"
    )


def _member(each: Portrait) -> str:
    lists = (("Correlates of War", each.membership["cow"]), ("Gleditsch-Ward", each.membership["gw"]))
    told = [(label, words.spans([(first, last) for first, last in spans])) for label, spans in lists if spans]
    if len(told) == 2 and told[0][1] == told[1][1]:
        return told[0][1]
    return "; ".join(f"{spans} ({label})" for label, spans in told)
