"""The page and the document of the sanctions of a state in a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from westphalia.measures.registry import get
from westphalia.measures.values import of_states
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import sanction_charts
from westphalia.report.brief.sanction_record import LABELS, record
from westphalia.report.brief.words import (
    count,
    counted,
    known_day,
    listed,
    moment,
    not_after,
    possessive,
    sentence,
    span,
    the,
)
from westphalia.report.linked import Cited
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views.named import sources_of
from westphalia.report.views.sanctions_in_force import UNION, NamedSanction, SenderSanctions
from westphalia.report.views.sanctions_lead import AIMED, CODED, TIES, named_kinds, not_known
from westphalia.report.views.sanctions_length import FEW, SOON

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.views.sanctions import StateSanctions

Doc = dict[str, Any]
USED = ("sanctions", "sanction_cases", "institution_sanctions", "sanction_mandates", "coded_sanctions", "sanction_episodes")  # fmt: skip
SHOWN = 15
"""Targets of a state in its table; the rest are counted, and stand in JSON and CSV."""


# The page.


def page(world: World, found: StateSanctions, document: Doc) -> Page:
    """Return the page.

    Parameters
    ----------
    world, found, document : World, StateSanctions, dict
        The record, what it holds, and what ``--format json`` prints.
    """
    sections = [part for part in _sections(world, found) if part is not None]
    listed_there = found.breadth and found.breadth["designations"]["value"] is not None
    used = [*USED, *(("designations",) if listed_there else ())]
    shown = [name for part in sections for chart in part.charts for name in chart.sources]
    return Page(
        f"Sanctions on {the(found.state.name)} in {found.year}",
        " ".join(document["lead"]),
        tuple(sections),
        document,
        sources_of(world, dict.fromkeys((*used, *shown))),
        {"a": found.state.name},
        found.year,
    )


def _sections(world: World, found: StateSanctions) -> Iterator[Section | None]:
    if found.observed is not None:
        drawn = _drawn(world, found)
        yield _against(drawn, found)
        yield _heavy(world, drawn, found)
        yield _lasted(found)
    yield _described(found)
    if found.observed is not None:
        yield _persons(found)
        yield _sent(found)
    yield _unknown(found)


def _against(drawn: Mapping[str, Chart], found: StateSanctions) -> Section:
    name, some = the(found.state.name), found.on_state
    charts = tuple(drawn[each] for each in ("sanctions-map", "sanctions-kinds") if each in drawn)
    if not some:
        return Section("cases", "In force against it", f"No sanctions on record meant {name} as a state in {found.observed}.", charts=charts)  # fmt: skip
    finding = f"{sentence(counted(len(some), 'sender'))} had sanctions in force that meant {name} as a state in {found.observed}, a bloc counted once."
    heads = ("Sender", "Restricted", "Since", "World output", f"{sentence(possessive(name))} trade", "Cases")
    grid = SmallTable(
        heads, tuple(map(_row, some)), "llrrrr", ("sanctions", "institution_sanctions"), "Heaviest first"
    )
    return Section("cases", "In force against it", finding, tuple(_prose(found)), charts, (grid,), tuple(_notes(found)))  # fmt: skip


def _drawn(world: World, found: StateSanctions) -> dict[str, Chart]:
    """Return the pictures of the brief for one state, each with a finding of its own."""
    now = record(world, found.state, found.observed or found.year)
    charts = sanction_charts.of_states(world, {"a": found.state}, found.year, (now,))
    drawn = {chart.id: chart for chart in charts}
    name, kinds = the(found.state.name), now.by_kind()
    most = max(kinds, key=lambda kind: kinds[kind])
    told = {}
    if kinds[most]:
        told["sanctions-kinds"] = (
            f"Most used against {name} in {found.observed}: {listed(named_kinds([most]))}, by {counted(kinds[most], 'state')}."
        )
    if "sanctions-senders" in drawn:
        years = [row for row in drawn["sanctions-senders"].rows if row["role"] == "a"]
        peak = max(years, key=lambda row: row["value"])
        told["sanctions-senders"] = (
            f"At most {counted(peak['value'], 'state')} sanctioned {name}, in {peak['year']}; in {found.observed} it was {count(len(now.senders)) if now.senders else 'none'}."
        )
    return {name: replace(chart, alt=told.get(name, chart.alt)) for name, chart in drawn.items()}


def _row(each: SenderSanctions) -> tuple[str, ...]:
    who = sentence(each.sender)
    if each.members:
        who += f" ({len(each.members)} {'members' if each.institution == UNION else 'states bound'})"
    elif each.route == "both":
        who += " (with the Union, and of its own)"
    what = each.what + (
        f" since {each.embargo_since}" if each.embargo_since is not None and each.kinds == ("trade",) else ""
    )
    if each.embargo_since is not None and each.kinds != ("trade",):
        what = what.replace("all trade", f"all trade since {each.embargo_since}", 1)
    return (who, what, span(each.since, each.until, "").removesuffix("-"), _share(each.output), _share(each.share), f"{each.on_state} of {each.cases}" if each.cases != each.on_state else str(each.cases))  # fmt: skip


def _share(value: float | None) -> str:
    return "not known" if value is None else numbers.percent(value)


def _prose(found: StateSanctions) -> Iterator[str]:
    closed = [each for each in found.on_state if each.embargo_since is not None and each is not found.heaviest]  # fmt: skip
    if closed:
        names = listed([each.sender for each in closed][:6]) + (
            f" and {count(len(closed) - 6)} more" if len(closed) > 6 else ""
        )
        yield f"All trade was {'also ' if found.heaviest and found.heaviest.embargo_since else ''}forbidden by {names}."
    silent = [each.sender for each in found.on_state if each.reach is None and each.institution]
    if silent:
        yield f"How much {listed(silent)} {'weigh' if len(silent) > 1 else 'weighs'} is not on record: members are not listed, or are only asked and not bound."


def _notes(found: StateSanctions) -> Iterator[str]:
    yield "World output and trade are the sender's parts before it began (mean of the latest five years known of the ten before), so that trade which sanctions ended still counts."
    yield (
        "The order is by these parts and by how deep the kind cuts: what past cases of all trade forbidden, trade restricted in part, and finance alone cost in trade; arms, "
        "travel and other measures come last."
    )
    yield "Cases: those that mean the state or its government, of all. The list counts cases by year; a case is in force in the whole of its first and last year."


def _heavy(world: World, drawn: Mapping[str, Chart], found: StateSanctions) -> Section | None:
    if not found.on_state:
        return None
    name = the(found.state.name)
    many, heavy = found.breadth["senders"]["place"], found.severity["sanction_exposure_output"]["place"]
    finding = f"By the number of states that sanction it {name} was {_ranked(many)}; by the part of world output that its senders had, {_ranked(heavy)}."
    rows = [*_breadth(found), *_severity(found)]
    grid = SmallTable(("", "Figure", "Place among states"), tuple(rows), "lrr", ("sanctions",), f"How many, and how heavy, in {found.observed}")  # fmt: skip
    own, all_of = found.own.get("output"), found.severity["sanction_exposure_output"]["value"]
    prose = []
    if own is not None and all_of is not None and all_of - own > 0.02:
        prose.append(
            f"States that act of their own had {numbers.percent(own)} of world output; with all those that the Security Council binds it is {numbers.percent(all_of)}."
        )
    return Section("heavy", "How many, and how heavy", finding, tuple(prose), tuple(_course(world, drawn, found)), (grid,))  # fmt: skip


def _ranked(place: Doc | None) -> str:
    if place is None:
        return "not known"
    return f"{numbers.ordinal(place['rank'])} of {place['of']}"


WORDS = {
    "cases": "Cases in force",
    "cases_on_state": "Cases that mean the state",
    "senders": "States with sanctions of their own",
    "designations": "Entries on lists of the United States, by address",
}


def _breadth(found: StateSanctions) -> Iterator[tuple[str, ...]]:
    yield ("How many:", "", "")
    for key, word in WORDS.items():
        figure = found.breadth[key]
        known = figure["value"]
        yield (
            word,
            figure["why"] if known is None else f"{known:,d}",
            _ranked(figure["place"]) if known else "",
        )


def _severity(found: StateSanctions) -> Iterator[tuple[str, ...]]:
    yield ("How heavy:", "", "")
    for name, figure in found.severity.items():
        measure = get(name)
        if figure["value"] is None:
            yield (measure.title, figure["why"], "")
            continue
        value = figure["value"]
        shown = numbers.percent(value) if "share" in measure.unit else _years(value)
        yield (measure.title, shown, _ranked(figure["place"]) if value else "")


def _years(value: float) -> str:
    """Return years with one decimal.

    Examples
    --------
    >>> _years(23.34), _years(1.0), _years(0.007)
    ('23.3 years', '1 year', 'under 0.1 years')
    """
    if 0 < value < 0.05:
        return "under 0.1 years"
    return "1 year" if abs(value - 1) < 0.05 else f"{value:.1f} years"


def _course(world: World, drawn: Mapping[str, Chart], found: StateSanctions) -> Iterator[Chart]:
    """Yield the senders and their part of world output and trade, year by year."""
    if "sanctions-senders" in drawn:
        yield drawn["sanctions-senders"]
    first, last = found.span
    rows = []
    for name, series, role in (
        ("sanction_exposure_output", "of world output", "a"),
        ("sanction_exposure_trade", f"of {possessive(the(found.state.name))} trade", "b"),
    ):
        values = of_states(world, name, (found.state.ccode,), (first, last)).tolist()
        rows += [
            {"series": series, "role": role, "year": when, "value": None if value != value else value}
            for when, value in zip(range(first, last + 1), values, strict=True)
        ]
    output = found.severity["sanction_exposure_output"]["value"]
    alt = f"In {found.observed} those who sanctioned {the(found.state.name)}, or were bound to, had {numbers.percent(output)} of world output before they began."
    yield Chart(
        "sanctions-exposure", "lines", tuple(rows), "What those with sanctions in force had before they began (share, 0 to 1)", alt, "share", ("sanctions", "sanction_mandates"),
        f"{first}-{last}; {not_after(last)}",
        {"year": found.year, "domain": [0, 1], "domain_x": [first, LAST_YEAR], "format": "percent", "missing": [[last + 1, LAST_YEAR]] if last < LAST_YEAR else []},
    )  # fmt: skip


def _lasted(found: StateSanctions) -> Section | None:
    last, first = found.lasted, found.heaviest
    if last is None or first is None:
        return None
    whose = "institutions (the European Union, the United Nations and others)" if last.sender == "institution" else "a state's sanctions on another"  # fmt: skip
    half = f"half ended within {count(last.median)} years" if last.median is not None else "fewer than half have ended"  # fmt: skip
    finding = (
        f"Those of {first.sender} had lasted {count(last.lasted)} {'year' if last.lasted == 1 else 'years'} by {found.observed}; of {last.spells} spells of {whose} since the "
        f"list began {half}."
    )
    if last.reached < FEW:
        told = f"Only {count(last.reached)} such spells lasted as long and were followed for {count(SOON)} years more: too few to say what comes next."
    else:
        told = f"Of {last.reached} that lasted as long, {count(last.soon)} ended within the next {count(SOON)} years."
        if last.soon and last.together > last.soon / 2:
            told += f" But {count(last.together)} of these ended in one year, {last.year}: that is one event, not {count(last.together)}."
    note = f"A spell is an unbroken run of years in which a sender has sanctions in force that mean the state and do more than end aid. Spells that still last in {last.until} count for as long as they were seen; those in force when the list begins are left out."
    return Section("lasted", "How long such sanctions last", finding, (told,), notes=(note,))


def _described(found: StateSanctions) -> Section | None:
    if not found.named:
        return None
    some = counted(len(found.named), "case")
    finding = f"{sentence(some)} against {the(found.state.name)} {'is' if len(found.named) == 1 else 'are'} on record one by one; the yearly list has the rest as counts."
    rows = tuple(
        (_dates(each), listed([sentence(name) for name in each.senders]), ", ".join(LABELS[kind] for kind in each.kinds), _told(each))
        for each in found.named
    )  # fmt: skip
    grid = SmallTable(("In force", "Senders", "Restricted", "What it is about"), rows, "llll", ("coded_sanctions", "sanction_episodes"))  # fmt: skip
    notes = (
        "These lists are partial: they know of what was in force, and of nothing that it was not. TIES holds cases that began from 1945 to 2005; where it codes no end, the last year in which a case was seen in force stands beside it.",
    )
    return Section("described", "Cases one by one", finding, (), (), (grid,), notes)


def _dates(each: NamedSanction) -> str:
    start, end = (moment(known_day(edtf)) if edtf else "" for edtf in (each.start, each.end))
    if end:
        return f"{start} to {end}" if end != start else start
    return f"{start}, last seen {each.seen}" if each.seen else f"from {start}"


def _told(each: NamedSanction) -> str:
    if not each.title:
        return f"{sentence('; '.join(each.aims))} ({each.id if each.id.startswith(TIES) else CODED})"
    doubt = "" if each.verified else " Not verified."
    return Cited(f"{each.title} {each.citation}.{doubt}")


def _persons(found: StateSanctions) -> Section | None:
    some = [each for each in found.against if any(aim in AIMED for aim in each.meant)]
    if not some:
        return None
    name = the(found.state.name)
    finding = f"{sentence(counted(len(some), 'sender'))} had cases in force that meant persons, firms, a territory or an armed group and not {name} as a state: they count as no sanction on it."
    rows = tuple(
        (sentence(each.sender), ", ".join(f"{AIMED[aim]} {number}" for aim, number in each.meant.items() if aim in AIMED))
        for each in some
    )  # fmt: skip
    grid = SmallTable(("Sender", "Cases, by whom they mean"), rows, "ll", ("sanctions",))
    return Section("persons", "Meant for others", finding, (), (), (grid,), fold=len(some) > SHOWN)


def _sent(found: StateSanctions) -> Section:
    name = the(found.state.name, start=True)
    some = [each for each in found.by if each.on_state and not each.aid]
    rest = len(found.by) - len(some)
    if not found.by:
        return Section("by", "In force by it", f"{name} had no sanctions on record in force on another state in {found.observed}.")  # fmt: skip
    more = f"; on {count(rest)} more it ended aid alone, or meant persons, firms, a territory or a group" if rest else ""  # fmt: skip
    finding = f"{name} had sanctions in force on {counted(len(some), 'state') if some else 'no state'} in {found.observed}{more}."
    rows = tuple(
        (sentence(each.target), each.what, span(each.since, each.until, "").removesuffix("-"), {"eu": "with the European Union", "both": "with the Union, and of its own"}.get(each.route, "of its own"))
        for each in some[:SHOWN]
    )  # fmt: skip
    grids = (SmallTable(("Target", "Restricted", "Since", "How"), rows, "llrl", ("sanctions",), "Those that cut deepest first"),) if rows else ()  # fmt: skip
    notes = (f"{sentence(count(len(some) - SHOWN))} more stand in JSON and CSV.",) if len(some) > SHOWN else ()  # fmt: skip
    return Section("by", "In force by it", finding, (), (), grids, notes)


def _unknown(found: StateSanctions) -> Section:
    first, *rest = not_known(found)
    notes = (f"What sanctions would cost the target, their senders and everybody else: westphalia sanction {found.state.iso3 or found.state.ccode} --by all.",)  # fmt: skip
    return Section("unknown", "What is not known", first, tuple(rest), notes=notes)
