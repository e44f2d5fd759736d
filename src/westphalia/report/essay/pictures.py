"""A picture of the evidence on a claim: where the pair stands among all, the series, the events on a line, or the figure beside its limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import TYPE_CHECKING, Any

from westphalia.claims.check import Checked, Judged, TestedPart
from westphalia.claims.measured import known_as, years_of
from westphalia.claims.quantities import EventsOf, MeasureOf, StandingOf
from westphalia.claims.verdict import limit
from westphalia.errors import WestphaliaError
from westphalia.measures.reading import series, values
from westphalia.measures.registry import get
from westphalia.record.in_force import major_powers
from westphalia.record.schema import LAST_YEAR
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.charts.canvas import nice_ticks
from westphalia.report.charts.strip import MANY
from westphalia.report.essay import evidence, figures, reasons
from westphalia.report.essay.evidence import EventEvidence
from westphalia.report.page import Chart
from westphalia.report.verdicts import LOOK

if TYPE_CHECKING:
    from westphalia.record.quantity import Quantity
    from westphalia.record.state import State
    from westphalia.record.world import World

BINS = 60
"""Columns of a histogram of all pairs."""
BEFORE, AFTER = 20, 3
"""Years that a series is shown before and after those that are asked about."""
FEW = 3
"""Known years that make a series."""
ODDS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100)
"""What is written on a scale of odds."""
WORDED = 40
"""Letters of the title of an event that are written on a line."""
COUNTED = (">=", ">")


def picture(
    world: World,
    checked: Checked,
    judged: Judged,
    own: Sequence[EventEvidence],
    others: Sequence[EventEvidence],
    name: str = "",
) -> tuple[Chart, ...]:
    """Return the picture of what a claim was tested on; none where nothing is known.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    judged : Judged
        One of its claims.
    own, others : sequence of EventEvidence
        The events of the claim, and those of other claims on the same matter, which are drawn beside them.
    name : str, optional
        What the identifier begins with, where the picture stands on the page a second time.
    """
    part = judged.leading
    if part is None or part.reading.value is None:
        return ()
    drawn = _drawn(world, checked, judged, part, own, others)
    return tuple(_named(chart, f"{name}{judged.claim.id}") for chart in drawn)


def _named(chart: Chart, name: str) -> Chart:
    return Chart(name, chart.kind, chart.rows, chart.title, chart.alt, chart.unit, chart.sources, chart.coverage, chart.options)  # fmt: skip


def _drawn(
    world: World,
    checked: Checked,
    judged: Judged,
    part: TestedPart,
    own: Sequence[EventEvidence],
    others: Sequence[EventEvidence],
) -> Iterable[Chart]:
    asked = part.test.asked
    try:
        if isinstance(asked, StandingOf):
            return [_standing(world, checked, judged, part, asked)]
        if isinstance(asked, MeasureOf):
            found = _series(world, checked, part, asked)
            return [found] if found is not None else [_beside(world, judged, part)]
    except WestphaliaError:
        return [_beside(world, judged, part)]
    if isinstance(asked, EventsOf):
        return [_line(part, asked, own, others)] if own and len(own) + len(others) > 1 else []
    return [_beside(world, judged, part)]


# Where a state or pair stands among all of its year.


def _standing(world: World, checked: Checked, judged: Judged, part: TestedPart, asked: StandingOf) -> Chart:
    measure = get(known_as(world, asked.name))
    every = values(world, measure, asked.year)
    marked = {
        _codes(world, measure, other.of, asked.year): (other, each)
        for each in judged.parts
        if isinstance(other := each.test.asked, StandingOf) and _alike(other, asked)
    }
    if asked.among == "major powers":
        majors = set(major_powers(world).in_year(asked.year)["ccode"])
        every = {key: value for key, value in every.items() if majors & set(key) or key in marked}
    rest = [value for key, value in every.items() if key not in marked]
    rows, told = _grey(rest), []
    noun = "states" if measure.states == 1 else "pairs"
    for codes, (other, each) in marked.items():
        states = [world.state(name, asked.year) for name in other.of]
        rows.append(
            {
                "label": _called(states, measure),
                "role": _role(checked, world, states),
                "value": every.get(codes),
            }
        )
        if each.reading.value is not None:
            share = "all" if each.reading.value == 1 else numbers.fine_percent(each.reading.value)
            told.append(f"{_called(states, measure)}: more than {share} of the others.")
    reach = ", those with a great power" if asked.among == "major powers" else ""
    return Chart(
        "", "strip", tuple(rows), f"{words.sentence(measure.title)}: all {noun} of {asked.year} of which it is known{reach}", " ".join(told),
        measure.in_unit() or "value of the measure", figures.cited(world, part.reading.tables), f"{len(every):,} {noun} of which it is known",
        {"marks": _quantiles(sorted(rest), part), "ends": {"low": "less", "high": "more"}},
    )  # fmt: skip


def _alike(other: StandingOf, asked: StandingOf) -> bool:
    """Tell whether a figure is the standing of others among the same."""
    return (other.name, other.year, other.among) == (asked.name, asked.year, asked.among)


def _codes(world: World, measure: Quantity, names: Sequence[str], year: int) -> tuple[int, ...]:
    codes = [world.state(name, year).ccode for name in names]
    return tuple(sorted(codes) if measure.kind == "dyad" else codes)


def _grey(rest: Sequence[float]) -> list[dict[str, Any]]:
    """Return the others as marks, or where they are many as a histogram."""
    if len(rest) <= MANY:
        return [{"label": "", "role": "other", "value": value} for value in sorted(rest)]
    low, high = min(rest), max(rest)
    width = (high - low) / BINS or 1.0
    bins = [0] * BINS
    for value in rest:
        bins[min(int((value - low) / width), BINS - 1)] += 1
    return [
        {"label": "", "role": "other", "value": low + at * width, "upto": low + (at + 1) * width, "count": n}
        for at, n in enumerate(bins)
        if n
    ]


def _quantiles(rest: Sequence[float], part: TestedPart) -> list[dict[str, Any]]:
    """Return the median, and the place that would support the claim."""
    marks = [{"value": rest[len(rest) // 2], "text": "median"}]
    sign, share = limit(part.test.supports)
    if 0 < share < 1 and sign in (*COUNTED, "<", "<="):
        at = rest[min(int(share * len(rest)), len(rest) - 1)]
        way = "less" if sign in COUNTED else "more"
        told = numbers.fine_percent(share if sign in COUNTED else 1 - share)
        marks.append({"value": at, "text": f"{told} have {way}"})
    return [marks[-1]] if len(marks) > 1 and marks[0]["value"] == marks[1]["value"] else marks


def _called(states: Sequence[State], measure: Quantity) -> str:
    """Return who is measured: one, a pair, or one toward another."""
    if len(states) == 1:
        return states[0].name
    return f"{states[0].name} {'to' if measure.kind == 'directed' else 'and'} {states[1].name}"


def _role(checked: Checked, world: World, states: Sequence[State]) -> str:
    """Return the colour of who is measured: those of the two states of the essay, of a pair, or of anybody else."""
    if len(states) > 1:
        return "pair"
    about = checked.essay.about
    codes = [world.state(name, about.year).ccode for name in about.states[:2]]
    return dict(zip(codes, ("a", "b"), strict=False)).get(states[0].ccode, "leader")


# A measure over the years.


def _series(world: World, checked: Checked, part: TestedPart, asked: MeasureOf) -> Chart | None:
    """Return the years around those asked about, of both figures where two are compared in one unit; None where too few are known."""
    compared = part.test.against.asked if part.test.against is not None else None
    both = [asked, *([compared] if isinstance(compared, MeasureOf) else [])]
    same = [each for each in both if get(each.name).in_unit() == get(asked.name).in_unit()]
    years = [year for each in same for year in years_of(each.years)]
    last = min(max(years) + AFTER, world.last_known or LAST_YEAR)
    span = (min(years) - BEFORE, last)
    rows: dict[str, list[dict[str, Any]]] = {}
    for each in same:
        name, found = _course(world, checked, each, span)
        if name not in rows:
            rows[name] = _apart(found, [row for line in rows.values() for row in line])
    if max((sum(row["value"] is not None for row in line) for line in rows.values()), default=0) < FEW:
        return None
    _, end = years_of(asked.years)
    of = _spoken(same)
    measure = get(asked.name)
    options: dict[str, Any] = {"year": end, "rules": _rules(part, asked)}
    return Chart(
        "", "lines", tuple(row for line in rows.values() for row in line),
        f"{words.sentence(measure.title)}, year by year (asked about: {of})", f"{words.sentence(part.test.means)}: {figures.said(part)}.",
        measure.in_unit() or "value of the measure", figures.cited(world, part.reading.tables), f"{span[0]}-{span[1]}, where it is known", options,
    )  # fmt: skip


def _apart(found: list[dict[str, Any]], before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return a second line in a colour that the first has not."""
    taken = {row["role"] for row in before}
    return [{**row, "role": "leader" if row["role"] in taken else row["role"]} for row in found]


def _spoken(asked: Sequence[MeasureOf]) -> str:
    """Return the years that are asked about, each span once."""
    return words.listed(dict.fromkeys(words.span(*years_of(each.years)) for each in asked))


def _course(
    world: World, checked: Checked, asked: MeasureOf, span: tuple[int, int]
) -> tuple[str, list[dict[str, Any]]]:
    measure = get(known_as(world, asked.name))
    states = [world.state(name, years_of(asked.years)[1]) for name in asked.of]
    name, role = _called(states, measure), _role(checked, world, states)
    found = series(world, measure, states, span)
    rows = [{"series": name, "role": role, "year": row.year, "value": row.value} for row in found.rows]
    known = [at for at, row in enumerate(rows) if row["value"] is not None]
    return name, rows[known[0] : known[-1] + 1] if known else []


def _rules(part: TestedPart, asked: MeasureOf) -> list[dict[str, Any]]:
    """Return the limit that would support the claim, where it is one of a value of the series."""
    sign, value = limit(part.test.supports)
    if part.test.against is not None or asked.take in ("sum", "change", "slope") or sign in ("=", "!="):
        return []
    return [{"value": value, "text": f"supports: {reasons.limit_short(part, part.test.supports)}"}]


# Events on a line.


def _line(
    part: TestedPart, asked: EventsOf, own: Sequence[EventEvidence], others: Sequence[EventEvidence]
) -> Chart:
    names = {event.name for event in own}
    beside = [event for event in others if event.name not in names]
    rows = [_event(event, "pair", True) for event in own] + [
        _event(event, "other", False) for event in beside
    ]
    counted = [event for event in own if not event.left_out]
    days = evidence.days(tuple(own))
    alt = f"{words.sentence(words.counted(len(counted), 'event'))} on record{f' ({days})' if days else ''}."
    rows.sort(key=lambda row: str(row["start"]))
    dates = [event.date.year for event in (*own, *beside)]
    return Chart(
        "", "lanes", tuple(rows), "The events of this claim, and in grey those of other claims on the same matter" if beside else "The events of this claim",
        alt, "events", ("events",), f"{words.counted(len(own), 'event')} of this claim{f', {len(beside)} of others' if beside else ''}",
        {"lanes": [OWN, *([BESIDE] if beside else [])], "domain_x": [min(dates) - 1, max(dates) + 1]},
    )  # fmt: skip


OWN, BESIDE = "This claim", "Other claims"


def _event(event: EventEvidence, role: str, own: bool) -> dict[str, Any]:
    return {
        "lane": OWN if own else BESIDE, "start": event.date.isoformat(), "end": None, "mark": "point", "role": role, "text": event.title,
        "label": own, "rank": 1 if own else 9, "status": "estimated" if event.left_out else "known",
    }  # fmt: skip


# A figure beside what would support and what would contradict it.


def _beside(world: World, judged: Judged, part: TestedPart) -> Chart:
    """Return the figures of a claim that have the unit and limits of its leading one, on their scale."""
    alike = [
        each
        for each in judged.parts
        if each.reading.value is not None
        and (each.reading.unit, each.test.supports, each.test.contradicts)
        == (part.reading.unit, part.test.supports, part.test.contradicts)
    ]
    rows = tuple(
        {
            "label": words.sentence(each.test.means), "role": LOOK[each.verdict], "value": each.reading.value,
            "lo": each.reading.interval[0] if each.reading.interval else None,
            "hi": each.reading.interval[1] if each.reading.interval else None, "text": _short(each),
        }
        for each in alike
    )  # fmt: skip
    zones = [
        _zone(part, condition, role)
        for condition, role in ((part.test.supports, "supported"), (part.test.contradicts, "contradicted"))
    ]
    domain = _domain(rows, zones)
    options: dict[str, Any] = {
        "zones": [zone for zone in zones if zone],
        "domain": domain,
        "ticks": _ticks(part, domain),
    }
    alt = " ".join(
        f"{words.sentence(each.test.means)}: {figures.figure_said(each.test, each.reading)}."
        for each in alike
    )
    limits = "; ".join(zone["text"] for zone in zones if zone)
    title = (
        words.sentence(part.test.means)
        if len(rows) == 1
        else "The figures of the claim, with their ranges, beside its limits"
    )
    return Chart(
        "", "spans", rows, title, f"{alt} {words.sentence(limits)}." if limits else alt, _unit(part),
        figures.cited(world, part.reading.tables), figures.beside(part) or (f"up to {part.reading.year}" if part.reading.year else "all that is on record"), options,
    )  # fmt: skip


def _short(part: TestedPart) -> str:
    """Return a figure with its range, without the unit, which stands at the scale."""
    told = figures.figure_said(part.test, part.reading)
    scale = figures.scale(part.test, part.reading.unit)
    return told.removesuffix(scale.tail) or told


def _unit(part: TestedPart) -> str:
    """Return what the scale counts, in words."""
    unit = figures.scale(part.test, part.reading.unit).tail.strip()
    return unit or part.reading.unit or "the value of the figure"


def _zone(part: TestedPart, condition: str, role: str) -> dict[str, Any]:
    """Return where a figure would meet a condition; nothing for one that only one value does not meet."""
    sign, value = limit(condition)
    word = "supports" if role == "supported" else "contradicts"
    ends = {
        ">": (value, None),
        ">=": (value, None),
        "<": (None, value),
        "<=": (None, value),
        "=": (value, value),
    }
    if sign not in ends:
        return {}
    low, high = ends[sign]
    told = reasons.limit_short(part, condition)
    return {"from": low, "to": high, "role": role, "text": f"{word}: {told}"}


def _domain(rows: Sequence[Mapping[str, Any]], zones: Sequence[Mapping[str, Any]]) -> list[float]:
    """Return the limits of the scale: all figures, ranges and limits, with room to either side, zero as an end where nothing is below."""
    known = [row[key] for row in rows for key in ("value", "lo", "hi") if row[key] is not None]
    known += [zone[key] for zone in zones for key in ("from", "to") if zone and zone[key] is not None]
    low, high = min(known), max(known)
    room = 0.08 * (high - low) or max(abs(high) * 0.5, 1.0)
    bottom = 0.0 if low >= 0 and low - room < 0.35 * high else low - room
    return [bottom, high + room]


def _ticks(part: TestedPart, domain: Sequence[float]) -> list[dict[str, Any]]:
    """Return what is written under the scale, as such figures are written everywhere; odds at round odds."""
    bare = figures.scale(part.test, part.reading.unit).bare
    low, high = domain
    if part.reading.unit == "log-odds":
        return [
            {"value": log(odds), "text": bare(log(odds))} for odds in ODDS if exp(low) <= odds <= exp(high)
        ]
    marks = [each for each in nice_ticks(low, high, 5) if low <= each <= high]
    if figures.counts(part.test, part.reading.unit):
        marks = [each for each in marks if float(each).is_integer()]
    return [{"value": each, "text": bare(each)} for each in marks]
