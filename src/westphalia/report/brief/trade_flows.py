"""What two states sold each other, by source, with the totals that make shares of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.report.brief import words
from westphalia.report.brief.dispute_record import war_years
from westphalia.report.brief.figures import both, of_all, series
from westphalia.report.brief.places import Place, place
from westphalia.report.page import Figure

if TYPE_CHECKING:
    from westphalia.record.state import Dyad, State
    from westphalia.record.world import World


COW, BACI, CIA = "cow_trade_4", "baci_2023", "cia_factbook"
COW_YEARS, BACI_YEARS, CIA_YEARS = (
    Coverage((f"trade:{COW}",)),
    Coverage((f"trade:{BACI}",)),
    Coverage(("trade_partners",)),
)
RECENT = 5
"""A value is carried past the end of the long series only from its last so many years."""
NAMES = {COW: "trade", BACI: "trade_baci"}
"""Quantities by source."""
WORLD_WARS = (range(1914, 1919), range(1939, 1946))
"""Years in which few states reported their trade."""
MONEY = "million current US$"
SHARE = "share of imports"


@dataclass(frozen=True, slots=True)
class Imports:
    """What one of the two bought from the other.

    Parameters
    ----------
    buyer, seller : State
        The two.
    values : mapping
        Source to year to value in million current US$; only known ones.
    totals : mapping
        Source to year to all imports of the buyer.
    exports : mapping
        Source to year to all exports of the seller.
    begin, end : int
        First and last year of the long series in this world.
    late : int
        The year of the reconciled source.
    """

    buyer: State
    seller: State
    values: Mapping[str, Mapping[int, float]]
    totals: Mapping[str, Mapping[int, float]]
    exports: Mapping[str, Mapping[int, float]]
    begin: int
    end: int
    late: int

    def read(self, year: int) -> tuple[str, int] | None:
        """Return the source and year that speak for a year; None when nothing does."""
        long = self.values[COW]
        if year in long:
            return COW, year
        if year >= self.late and self.late in self.values[BACI]:
            return BACI, self.late
        known = [each for each in long if each > self.end - RECENT]
        return (COW, max(known)) if year > self.end and known else None

    def why(self, year: int) -> str:
        """Return why nothing is known for a year."""
        if year < self.begin:
            return f"not known before {self.begin}"
        earlier = [each for each in self.values[COW] if each < year]
        later = [each for each in self.values[COW] if each > year]
        if earlier:
            return f"not known for {year}; last known for {max(earlier)}"
        return f"not known before {min(later)}" if later else "not known for any year"

    def value(self, year: int) -> Figure:
        """Return the value bought, as a figure."""
        found = self.read(year)
        if found is None:
            return Figure(None, MONEY, year, None, "trade", self.why(year))
        source, observed = found
        return Figure(self.values[source][observed], MONEY, year, observed, source)

    def share(self, year: int, *, of: str = "imports") -> Figure:
        """Return the part of all imports of the buyer (or exports of the seller), as a figure."""
        unit = SHARE if of == "imports" else "share of exports"
        found = self.read(year)
        if found is None:
            return Figure(None, unit, year, None, "trade", self.why(year))
        source, observed = found
        part = self.part(source, observed, of=of)
        table = "trade_totals" if source == COW else source
        if part is None:
            return Figure(None, unit, year, None, table, f"no total for {observed} that fits")
        return Figure(part, unit, year, observed, table)

    def part(self, source: str, year: int, *, of: str = "imports") -> float | None:
        """Return the share in one year of one source; None where value or total is unknown or the two do not fit."""
        total = (self.totals if of == "imports" else self.exports)[source].get(year)
        value = self.values[source].get(year)
        return value / total if value is not None and total and value <= total else None


def imports(world: World, dyad: Dyad) -> tuple[Imports, Imports]:
    """Return what A bought from B and what B bought from A.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    codes = (dyad.a.ccode, dyad.b.ccode)
    flows = {source: _sides(world, name, *codes) for source, name in NAMES.items()}
    bought, sold = (series(world, name, *codes) for name in ("total_imports", "total_exports"))
    year = BACI_YEARS.whole(world)[1]
    late = _reconciled(world, year) if any(flows[BACI]) else ({}, {})
    begin, end = COW_YEARS.span(world) or COW_YEARS.whole(world)

    def one(at: int) -> Imports:
        buyer, seller = (dyad.a, dyad.b)[at], (dyad.b, dyad.a)[at]
        values = {source: sides[at] for source, sides in flows.items()}
        totals = {COW: bought[at], BACI: _only(late[0], buyer.ccode, year)}
        exports = {COW: sold[1 - at], BACI: _only(late[1], seller.ccode, year)}
        return Imports(buyer, seller, values, totals, exports, begin, end, year)

    return one(0), one(1)


def _sides(world: World, name: str, one: int, two: int) -> tuple[dict[int, float], ...]:
    """Return the values by year both ways."""
    return tuple({year: value for year, (value, _) in side.items()} for side in both(world, name, one, two))


def _only(totals: Mapping[int, float], code: int, year: int) -> dict[int, float]:
    return {year: totals[code]} if code in totals else {}


@once
def _reconciled(world: World, year: int) -> tuple[dict[int, float], dict[int, float]]:
    """Return all imports and all exports of each state among the economies of the reconciled source, added up in order of size."""
    sides: tuple[dict[int, list[float]], dict[int, list[float]]] = ({}, {})
    for pair, value in of_all(world, NAMES[BACI], year).values.items():
        for side, code in zip(sides, pair, strict=True):
            side.setdefault(code, []).append(value)
    bought, sold = ({code: sum(sorted(each)) for code, each in side.items()} for side in sides)
    return bought, sold


def sellers(world: World, buyer: int, source: str, year: int) -> Mapping[int, float]:
    """Return what a state bought from each other state in a year, only what is known and not zero.

    Parameters
    ----------
    world : World
        The record.
    buyer : int
        Code of the state.
    source : str
        ``cow_trade_4`` or ``baci_2023``.
    year : int
        The year.
    """
    found = of_all(world, NAMES[source], year, first=(buyer,)).values
    return {seller: value for (_, seller), value in found.items() if value > 0}


def rank(world: World, one: Imports, year: int) -> Place | None:
    """Return the place of the seller among all sellers to the buyer.

    Parameters
    ----------
    world : World
        The record.
    one : Imports
        What a state bought from another.
    year : int
        The year of the page.
    """
    found = one.read(year)
    if found is None:
        return None
    return place(sellers(world, one.buyer.ccode, *found), one.seller.ccode)


def listed(world: World, state: State, partner: State, flow: str, year: int) -> Figure:
    """Return the share of a partner in the list of a state's main partners; not listed is unknown.

    Parameters
    ----------
    world : World
        The record.
    state, partner : State
        Whose list it is, and whose share is sought.
    flow : str
        ``import`` or ``export``.
    year : int
        The year.
    """
    unit = f"share of {flow}s"
    span = world.span("trade_partners")
    if span is None or not span[0] <= year <= span[1]:
        first, last = CIA_YEARS.whole(world)
        why = f"lists of main partners are of {first}-{last}" if span else "not known in this world"
        return Figure(None, unit, year, None, "trade_partners", why)
    found = of_all(world, f"{flow}_share", year, first=(state.ccode,)).values
    shares = {code: share for (_, code), share in found.items()}
    if partner.ccode in shares:
        return Figure(shares[partner.ccode], unit, year, year, "trade_partners")
    if not shares:
        return Figure(None, unit, year, None, "trade_partners", f"no list for {year}")
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    names = words.listed(words.the(world.state(code, year).name) for code in ranked)
    return Figure(None, unit, year, None, "trade_partners", f"not among the main partners listed: {names}")


def lists(world: World, dyad: Dyad) -> dict[tuple[int, str], dict[int, float]]:
    """Return the shares of the two in each other's lists of main partners: state and flow to year to share.

    Parameters
    ----------
    world, dyad : World, Dyad
        The record and the pair.
    """
    codes = (dyad.a.ccode, dyad.b.ccode)
    found = {}
    for flow in ("import", "export"):
        for code, shares in zip(codes, _sides(world, f"{flow}_share", *codes), strict=True):
            if shares:
                found[code, flow] = shares
    return found


def silent(world: World, one: Imports, year: int) -> bool:
    """Tell whether a zero may be no report: in a war of the two, or in a world war, in which few states reported.

    Parameters
    ----------
    world : World
        The record.
    one : Imports
        What a state bought from another.
    year : int
        The year of the page.
    """
    value = one.value(year)
    if value.value != 0 or value.observed is None:
        return False
    fought = war_years(world, world.dyad(one.buyer.ccode, one.seller.ccode, value.observed))
    return value.observed in fought or any(value.observed in years for years in WORLD_WARS)
