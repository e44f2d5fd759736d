"""What two states sold each other, by source, with the totals that make shares of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from westphalia.record import sums
from westphalia.record.coverage import Coverage
from westphalia.record.once import once
from westphalia.report.brief import words
from westphalia.report.brief.places import Place, place
from westphalia.report.view import Figure

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
    """Return what A bought from B and what B bought from A."""
    import polars as pl

    codes = [dyad.a.ccode, dyad.b.ccode]
    frame = world.table("trade").filter(pl.col("importer").is_in(codes), pl.col("exporter").is_in(codes))
    found: dict[int, dict[str, dict[int, float]]] = {code: {COW: {}, BACI: {}} for code in codes}
    for importer, year, source, value in (
        frame.select("importer", "year", "source", "value").sort("importer", "year").collect().iter_rows()
    ):
        found[importer][source][year] = value
    late = any(found[code][BACI] for code in codes)
    totals = {code: _totals(world, code, late=late) for code in codes}
    begin, end = COW_YEARS.span(world) or COW_YEARS.whole(world)
    year = BACI_YEARS.whole(world)[1]
    return (
        Imports(dyad.a, dyad.b, found[codes[0]], totals[codes[0]][0], totals[codes[1]][1], begin, end, year),
        Imports(dyad.b, dyad.a, found[codes[1]], totals[codes[1]][0], totals[codes[0]][1], begin, end, year),
    )


def _totals(
    world: World, code: int, *, late: bool
) -> tuple[dict[str, dict[int, float]], dict[str, dict[int, float]]]:
    frame = world.table("trade_totals").filter(ccode=code).select("year", "imports", "exports").collect()
    bought = {year: value for year, value, _ in frame.iter_rows() if value is not None}
    sold = {year: value for year, _, value in frame.iter_rows() if value is not None}
    baci_bought, baci_sold = _reconciled(world) if late else ({}, {})
    when = BACI_YEARS.whole(world)[1]
    return (
        {COW: bought, BACI: {when: baci_bought[code]} if code in baci_bought else {}},
        {COW: sold, BACI: {when: baci_sold[code]} if code in baci_sold else {}},
    )


@once
def _reconciled(world: World) -> tuple[dict[int, float], dict[int, float]]:
    """Return all imports and all exports of each state among the economies of the reconciled source."""
    import polars as pl

    frame = world.table("trade").filter(pl.col("year") == BACI_YEARS.whole(world)[1], source=BACI).collect()
    bought, sold = (
        frame.group_by(side).agg(sums.total(pl.col("value").cast(pl.Float64)))
        for side in ("importer", "exporter")
    )
    return dict(bought.iter_rows()), dict(sold.iter_rows())


@once(latest=32)
def sellers(world: World, buyer: int, source: str, year: int) -> Mapping[int, float]:
    """Return what a state bought from each other state in a year, only what is known and not zero."""
    import polars as pl

    frame = world.table("trade").filter(
        pl.col("importer") == buyer, pl.col("year") == year, pl.col("source") == source
    )
    rows = frame.select("exporter", "value").collect().iter_rows()
    return {exporter: value for exporter, value in rows if value > 0}


def rank(world: World, one: Imports, year: int) -> Place | None:
    """Return the place of the seller among all sellers to the buyer."""
    found = one.read(year)
    if found is None:
        return None
    return place(sellers(world, one.buyer.ccode, *found), one.seller.ccode)


@once(latest=64)
def _main(world: World, ccode: int, flow: str, year: int) -> Mapping[int, float]:
    """Return the shares of the main partners that are listed."""
    frame = world.table("trade_partners").filter(ccode=ccode, year=year, flow=flow)
    return dict(frame.select("partner", "share").collect().iter_rows())


def listed(world: World, state: State, partner: State, flow: str, year: int) -> Figure:
    """Return the share of a partner in the list of a state's main partners; not listed is unknown."""
    unit = f"share of {flow}s"
    span = world.span("trade_partners")
    if span is None or not span[0] <= year <= span[1]:
        first, last = CIA_YEARS.whole(world)
        why = f"lists of main partners are of {first}-{last}" if span else "not known in this world"
        return Figure(None, unit, year, None, "trade_partners", why)
    shares = _main(world, state.ccode, flow, year)
    if partner.ccode in shares:
        return Figure(shares[partner.ccode], unit, year, year, "trade_partners")
    if not shares:
        return Figure(None, unit, year, None, "trade_partners", f"no list for {year}")
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    names = words.listed(words.the(world.state(code, year).name) for code in ranked)
    return Figure(None, unit, year, None, "trade_partners", f"not among the main partners listed: {names}")


def lists(world: World, dyad: Dyad) -> dict[tuple[int, str], dict[int, float]]:
    """Return the shares of the two in each other's lists of main partners: state and flow to year to share."""
    import polars as pl

    codes = list(dyad.codes)
    frame = world.table("trade_partners").filter(pl.col("ccode").is_in(codes), pl.col("partner").is_in(codes))
    found: dict[tuple[int, str], dict[int, float]] = {}
    for ccode, flow, year, share in (
        frame.select("ccode", "flow", "year", "share").sort("ccode", "flow", "year").collect().iter_rows()
    ):
        found.setdefault((ccode, flow), {})[year] = share
    return found
