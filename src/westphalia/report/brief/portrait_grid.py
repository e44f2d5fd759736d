"""The table of the two states side by side."""

from __future__ import annotations

from westphalia.report.brief import words
from westphalia.report.brief.portrait import Portrait
from westphalia.report.page import Figure, Grid

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


def side_by_side(a: Portrait, b: Portrait, year: int) -> Grid:
    """Return what is known of both states as a table."""
    rows = (
        ("In office", _offices(a), _offices(b)),
        ("Capital", a.capital or "not known", b.capital or "not known"),
        ("Kind of regime", _kind(a, year), _kind(b, year)),
        ("Polity score, -10 to 10", _polity(a, year), _polity(b, year)),
        ("Electoral democracy, 0 to 1", _free(a, year), _free(b, year)),
        ("Capability, share of the system", _strength(a, year), _strength(b, year)),
        ("Major power", _yes(a.major, year), _yes(b.major, year)),
        ("Nuclear weapons", _bomb(a, year), _bomb(b, year)),
        ("Names", _named(a), _named(b)),
        ("In the system of states", _member(a), _member(b)),
    )
    return Grid(("", a.state.name, b.state.name), rows, "lll", SHOWN, f"The two states in {year}")


def _of(observed: int | None, year: int) -> str:
    return f" ({observed})" if observed is not None and observed != year else ""


def _offices(each: Portrait) -> str:
    if not each.holders:
        return "not known"
    return "; ".join(
        f"{holder.leader}{f', {holder.title}' if holder.title else ''}" for holder in each.holders
    )


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
    spot = f"{words.ordinal(each.free.rank)} of {each.free.among}"
    return f"{words.number(float(each.polyarchy.value), 2)}, {spot}{_of(each.polyarchy.observed, year)}"


def _strength(each: Portrait, year: int) -> str:
    if each.cinc.value is None or each.rank is None:
        return "not known"
    spot = f"{words.ordinal(each.rank.rank)} of {each.rank.among}"
    return f"{words.percent(float(each.cinc.value))}, {spot}{_of(each.cinc.observed, year)}"


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
