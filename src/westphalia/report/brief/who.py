"""Who they are: names, leaders, regime, membership, rank, weapons and capital of both states in a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.brief.office import Holder, principal
from westphalia.report.brief.portrait import REGIMES, Portrait, known_to, portrait, side_by_side
from westphalia.report.page import Section, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World

USED = (
    "states",
    "state_names",
    "memberships",
    "leaders",
    "regime_spells",
    "democracy_indices",
    "capabilities",
    "major_powers",
    "nuclear_status",
    "warheads",
    "capitals",
)


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return who the two states are in a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    both = {"a": portrait(world, dyad.a, year), "b": portrait(world, dyad.b, year)}
    section = Section(
        "who",
        "Who they are",
        _finding(both["a"], both["b"], year),
        prose=tuple(text for each in both.values() if (text := " ".join(_prose(each, year)))),
        grids=(side_by_side(both["a"], both["b"], year),),
        notes=(
            "Electoral democracy is V-Dem's index, 0 for none to 1 for full.",
            "The effective leader is the one who rules, whatever the office: in Iran the Supreme Leader since 1979.",
        ),
    )
    facts = {"who": {side: each.to_dict() for side, each in both.items()}}
    return Topic(facts, section, tuple(_unknown(world, both, year)), USED)


def _finding(a: Portrait, b: Portrait, year: int) -> str:
    one, two = _under(a, year), _under(b, year)
    if a.rank is None or b.rank is None:
        lone = a if a.rank is None else b
        other = b if lone is a else a
        if other.rank is None:
            return f"In {year} {one} faced {two}; the capability of neither is known."
        seen = other.rank.words("states", "strongest")
        return (
            f"In {year} {one} faced {two}; {words.the(other.state.name)} was the {seen} by capability, "
            f"and how strong {words.the(lone.state.name)} was is not known."
        )
    theirs = words.superlative(b.rank.rank, "strongest")
    when = (
        f"in {a.cinc.observed}" if a.cinc.observed == year else f"in {a.cinc.observed}, the last year known"
    )
    return f"{words.sentence(one)} was the {a.rank.words('states', 'strongest')} by capability {when}, and {two} the {theirs}."


def _under(each: Portrait, year: int) -> str:
    ruler = principal(each.holders, year)
    name = words.the(each.state.name)
    return f"{name} under {ruler.name}" if ruler else name


def _prose(each: Portrait, year: int) -> tuple[str, ...]:
    name = words.the(each.state.name, start=True)
    out = []
    if each.holders:
        told = [f"{holder.name}{_titled(holder, year)}" for holder in each.holders]
        out.append(
            f"In office in {name if name[:4] != 'The ' else words.the(each.state.name)} in {year}: {words.listed(told).removesuffix('.')}."
        )
    elif each.lost is not None:
        seen = (each.lost.known_to or each.lost.start).year
        out.append(
            f"Who led {words.the(each.state.name)} in {year} is not known; {each.lost.name} did in {seen}, the last year known."
        )
    if each.free is not None and each.polyarchy.value is not None:
        more = each.free.frequency("more democratic", "less democratic", "states")
        out.append(
            f"{name} stood at {numbers.number(float(each.polyarchy.value), 2)} of 1 in electoral democracy in {each.polyarchy.observed}, {more}."
        )
    return tuple(out)


def _titled(holder: Holder, year: int) -> str:
    parts = [holder.title] if holder.title else []
    if holder.start.year == year:
        parts.append(f"from {words.day(holder.start)}")
    if holder.end is not None and holder.end.year == year:
        parts.append(f"to {words.day(holder.end)}")
    return f" ({', '.join(parts)})" if parts else ""


def _unknown(world: World, both: dict[str, Portrait], year: int) -> list[str]:
    out = []
    for each in both.values():
        name = words.the(each.state.name)
        if not any(holder.effective for holder in each.holders):
            out.append(f"Who led {name} in {year}.")
        if each.polyarchy.value is None:
            out.append(f"How democratic {name} was in {year} by V-Dem: {each.polyarchy.why}.")
        if each.nuclear.value is None and year >= 1938:
            out.append(f"Whether {name} had or sought nuclear weapons in {year}: {each.nuclear.why}.")
    regimes = known_to(world, year, REGIMES)
    majors = max(each.major.observed or year for each in both.values())
    if year > regimes:
        out.append(
            f"The kind of regime after {regimes}, when the list ends; a regime in place then is shown with that year."
        )
    if year > majors:
        out.append(f"Major powers after {majors}, when the list ends: those of then are taken as lasting.")
    return out
