"""Trade: what the two buy from each other, as a part of all they buy and sell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from westphalia.report import numbers
from westphalia.report.brief import trade_charts, words
from westphalia.report.brief.known import headed
from westphalia.report.brief.trade_flows import (
    BACI,
    CIA_YEARS,
    COW,
    COW_YEARS,
    Imports,
    imports,
    listed,
    rank,
    silent,
)
from westphalia.report.page import Figure, Section, SmallTable, Topic

if TYPE_CHECKING:
    from westphalia.record.state import Dyad
    from westphalia.record.world import World


SOURCES = {COW: "importers' reports", BACI: "both sides' reports reconciled"}
CURRENT = "Values are in current US dollars: prices of the year, so amounts of different years compare badly and shares well."
ZERO = "A zero means none or less than half a million dollars; a year without a report is unknown, not zero."
BREAK = (
    "The long series ends in {}; {} is from a source that reconciles both sides' reports, and between them "
    "only shares of main partners are known. The three are never joined."
)
MIRROR = "Neither Russia nor Iran reported its trade for {}: what each traded with others is known from them, what they traded with each other is not."
SILENT = (365, 630)
WAR = "In years of war the list has zeros where nothing was reported: a zero of such a year is marked and no finding."


def topic(world: World, dyad: Dyad, year: int) -> Topic:
    """Return the trade between the two by a year.

    Parameters
    ----------
    world, dyad, year : World, Dyad, int
        The record, the pair, and the year of the page.
    """
    both = imports(world, dyad)
    section = Section(
        id="trade",
        topic="Trade",
        finding=_finding(world, dyad, year, both),
        prose=tuple(_prose(world, dyad, year, both)),
        charts=tuple(trade_charts.charts(world, dyad, year, both)),
        grids=tuple(_grids(world, year, both)),
        notes=tuple(_notes(world, dyad, year, both)),
    )
    facts = _facts(world, dyad, year, both)
    return Topic({"trade": facts}, section, tuple(_unknown(year, both)), _used(world, year))


def _used(world: World, year: int) -> tuple[str, ...]:
    if year < COW_YEARS.whole(world)[0]:
        return ()
    return ("trade", "trade_totals", *(["trade_partners"] if year >= CIA_YEARS.whole(world)[0] else []))


def _facts(world: World, dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> dict[str, Any]:
    a, b = both
    spots = [rank(world, each, year) for each in both]
    facts: dict[str, Any] = {
        "imports_a_from_b": a.value(year).to_dict(),
        "imports_b_from_a": b.value(year).to_dict(),
        "share_of_imports": {"a": a.share(year).to_dict(), "b": b.share(year).to_dict()},
        "share_of_exports": {
            "a": b.share(year, of="exports").to_dict(),
            "b": a.share(year, of="exports").to_dict(),
        },
        "ten_years_before": {"a": a.share(year - 10).to_dict(), "b": b.share(year - 10).to_dict()},
        "place": {side: spot.to_dict() if spot else None for side, spot in zip("ab", spots, strict=True)},
    }
    if year >= CIA_YEARS.whole(world)[0]:
        facts["main_partners"] = {
            side: {
                f"{flow}s": listed(world, own, other, flow, year).to_dict() for flow in ("import", "export")
            }
            for side, own, other in (("a", dyad.a, dyad.b), ("b", dyad.b, dyad.a))
        }
    return facts


def _finding(world: World, dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> str:
    known = [each for each in both if each.value(year).value is not None]
    if not known:
        return _nothing(dyad, year, both)
    if all(silent(world, each, year) for each in known):
        a, b = words.the(dyad.a.name), words.the(dyad.b.name)
        return f"What {a} and {b} bought from each other in {year} is not known: the list has zeros, as in many years of war without reports."
    last = max(each.value(year).observed or 0 for each in known)
    instead = _partnership(world, dyad, year) or _stale(dyad, year, last)
    return headed(_known(world, year, both), last, year, instead)


def _stale(dyad: Dyad, year: int, last: int) -> str:
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    return f"What {a} and {b} bought from each other in {year} is not known: what is known ends with {last}."


def _known(world: World, year: int, both: tuple[Imports, Imports]) -> str:
    """Return what each bought by the last year known, of two of whom one at least is."""
    known = [each for each in both if each.value(year).value is not None]
    ranked = sorted(known, key=lambda each: -float(each.share(year).value or 0.0))
    observed = ranked[0].value(year).observed
    told = [_bought(world, each, year, first=at == 0) for at, each in enumerate(ranked)]
    when = f"In {observed}" + ("" if observed == year else ", the last year known,")
    if len(ranked) == 2 and ranked[1].value(year).observed != observed:
        told[1] += f" in {ranked[1].value(year).observed}"
    if len(ranked) == 1:
        other = both[1] if ranked[0] is both[0] else both[0]
        told.append(
            f"what {words.the(other.buyer.name)} bought from {words.the(other.seller.name)} is {other.why(year)}"
        )
    return f"{when} {'; '.join(told)}."


def _bought(world: World, one: Imports, year: int, *, first: bool) -> str:
    buyer, seller = words.the(one.buyer.name), words.the(one.seller.name)
    if silent(world, one, year):
        return f"what {buyer} bought from {seller} is not known (a zero of a year of war)"
    if one.value(year).value == 0:
        return f"{buyer} bought nothing on record from {seller}"
    share, spot = one.share(year), rank(world, one, year)
    place = (
        "" if spot is None else f", its {words.superlative(spot.rank, 'largest supplier')} of {spot.among}"
    )
    if share.value is None:
        return f"{buyer} bought goods for {_money(one.value(year))} from {seller}{place}"
    what = "of its imports " if first else ""
    return f"{buyer} bought {numbers.percent(float(share.value))} {what}from {seller}{place}"


def _money(figure: Figure) -> str:
    return f"{numbers.number(1e6 * float(figure.value or 0))} dollars"


def _nothing(dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> str:
    a, b = words.the(dyad.a.name), words.the(dyad.b.name)
    text = f"What {a} and {b} bought from each other in {year} is not known"
    if year < both[0].begin:
        return f"{text}: the record of trade begins in {both[0].begin}."
    years = sorted({each for one in both for each in one.values[COW]})
    earlier = [each for each in years if each < year]
    if earlier:
        return f"{text}; the last year known is {earlier[-1]}."
    return f"{text}; the first year known is {years[0]}." if years else f"{text}, nor in any other year."


def _prose(world: World, dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> Iterator[str]:
    for one in both:
        value, before = one.value(year), one.share((one.value(year).observed or year) - 10)
        if not value.value:
            continue
        buyer, seller = words.the(one.buyer.name), words.the(one.seller.name)
        sold = one.share(year, of="exports")
        part = (
            ""
            if sold.value is None
            else f", {numbers.percent(float(sold.value))} of all that {seller} sold abroad"
        )
        past = (
            ""
            if before.value is None
            else f" Ten years before, in {before.observed}, {seller} had {numbers.percent(float(before.value))} of its imports."
        )
        yield (
            f"{words.sentence(buyer)} bought goods for {_money(value)} from {seller} in {value.observed}{part}.{past}"
        )
    if year >= CIA_YEARS.whole(world)[0]:
        yield from _partners(world, dyad, year)


def _partners(world: World, dyad: Dyad, year: int) -> Iterator[str]:
    found = _partnership(world, dyad, year)
    if found:
        yield found
        return
    sought = [each.why.startswith("not among") for each, _ in _shares(world, dyad, year)]
    if all(sought):
        yield f"By the lists of main partners of {year} (about five each) neither state is among those of the other."


def _partnership(world: World, dyad: Dyad, year: int) -> str:
    """Return what part of each other's trade the two have by the lists of main partners, in a sentence; empty where neither is on one."""
    told = [
        said.format(numbers.percent(float(share.value)))
        for share, said in _shares(world, dyad, year)
        if share.value is not None
    ]
    return f"By the lists of main partners of {year}, {words.listed(told)}." if told else ""


def _shares(world: World, dyad: Dyad, year: int) -> list[tuple[Figure, str]]:
    """Return the four shares with the clause that tells each."""
    return [
        (
            listed(world, own, other, flow, year),
            f"{words.the(other.name)} had {{}} of the {flow}s of {words.the(own.name)}",
        )
        for own, other in ((dyad.a, dyad.b), (dyad.b, dyad.a))
        for flow in ("import", "export")
    ]


def _grids(world: World, year: int, both: tuple[Imports, Imports]) -> Iterator[SmallTable]:
    rows = []
    for one in both:
        value, share, sold = one.value(year), one.share(year), one.share(year, of="exports")
        if value.value is None:
            continue
        source = one.read(year)
        rows.append(
            (
                f"{one.buyer.name} from {one.seller.name}",
                str(value.observed),
                numbers.number(float(value.value), 4),
                "-" if share.value is None else numbers.percent(float(share.value)),
                "-" if sold.value is None else numbers.percent(float(sold.value)),
                "unsure, a year of war" if silent(world, one, year) else SOURCES[source[0]] if source else "",
            )
        )
    if rows:
        heads = (
            "Imports of",
            "Year",
            "Million US$",
            "of the buyer's imports",
            "of the seller's exports",
            "From",
        )
        yield SmallTable(
            heads, tuple(rows), "lrrrrl", ("trade", "trade_totals"), "Goods bought from each other"
        )


def _notes(world: World, dyad: Dyad, year: int, both: tuple[Imports, Imports]) -> Iterator[str]:
    (begin, end), late = COW_YEARS.whole(world), both[0].late
    if year < begin or not any(each.values[COW] or each.values[BACI] for each in both):
        return
    yield CURRENT
    yield ZERO
    if any(silent(world, each, year) for each in both):
        yield WAR
    last = (world.span("trade") or (begin, end))[1]
    if last >= late and (year > end or any(each.values[BACI] for each in both)):
        yield BREAK.format(end, late)
    if last >= late and year > end and set(dyad.codes) == set(SILENT):
        yield MIRROR.format(late)
    if any(each.share(year, of="exports").value is not None for each in both):
        yield "Exports are taken from the buyer's report, which adds freight: shares of exports run a little high."


def _unknown(year: int, both: tuple[Imports, Imports]) -> Iterator[str]:
    for one in both:
        value = one.value(year)
        flow = f"What {words.the(one.buyer.name)} bought from {words.the(one.seller.name)}"
        if value.value is None:
            yield f"{flow}: {one.why(year)}."
        elif value.observed != year:
            yield f"{flow}: not known for {year}; the value shown is of {value.observed}."
