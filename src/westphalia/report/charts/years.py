"""The axis of years and what stands on it: the year of the page, spells, events, and years without a source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from typing import Any

from westphalia.report.charts.canvas import Sheet, Span, Spec, pixel
from westphalia.report.charts.style import EDGE, GRID, INK, SOFT, Sizes, shorten, text_width, when, wrap


def year_ticks(span: Span, sizes: Sizes, shift: float = 0) -> list[int]:
    """Return round years that can stand beside each other under the axis."""
    room = 46 if sizes.narrow else 62
    width = abs(span.stop - span.start)
    steps = (1, 2, 5, 10, 20, 25, 50, 100, 200)
    step = next((s for s in steps if width * s / (span.last - span.first) >= room), 500)
    return list(range(ceil(span.first / step) * step, floor(span.last - shift) + 1, step))


def years_axis(
    sheet: Sheet,
    span: Span,
    height: float,
    sizes: Sizes,
    year: float | None,
    shift: float = 0,
    top: float = 0,
) -> Spec:
    """Write the years under the plot, draw the rule of the year of the page from ``top`` down, and return the axis.

    ``shift`` is the middle of a year where a year is a cell. All words are marks placed by us, none are the axis' own, so that
    they can be kept apart.
    """

    def middle(value: float, word: str, bold: bool) -> float:
        half = text_width(word, sizes.tick, bold) / 2
        return min(max(span(value), half - 6), span.stop + 6 - half)

    base, taken = height + 6 + sizes.tick, None
    if year is not None and span.holds(year):
        sheet.rule(span(year + shift), top, span(year + shift), height + 5, EDGE)
        taken = middle(year + shift, str(int(year)), True)
        sheet.text(taken, base, str(int(year)), sizes.tick, INK, "center", "bold")
    room = text_width("0000", sizes.tick, True) + 10
    places = {tick: middle(tick, str(tick), False) for tick in year_ticks(span, sizes, shift)}
    ticks = [tick for tick, place in places.items() if taken is None or abs(place - taken) >= room]
    for tick in ticks:
        sheet.text(places[tick], base, str(tick), sizes.tick, SOFT, "center")
    return {"values": ticks, "orient": "bottom", "tickSize": 4, "ticks": True, "tickColor": GRID}


def spells_layer(rows: Sequence[Spec], span: Span, axis: Spec) -> Spec:
    """Return the layer of boxes from ``start`` to ``end`` (years) between ``y`` and ``y2`` (pixels), with the axis of years."""
    scale = {"domain": [span.first, span.last], "nice": False, "zero": False}
    encoding: Spec = {
        "x": {"field": "start", "type": "quantitative", "scale": scale, "axis": axis},
        "x2": {"field": "end"},
        **pixel("y", "y2", "fill", "stroke", "opacity", "strokeDash"),
    }
    return {"data": {"values": list(rows)}, "mark": {"type": "rect"}, "encoding": encoding}


def years_domain(
    years: Iterable[float], options: Mapping[str, Any], extra: Iterable[float] = ()
) -> tuple[float, float]:
    """Return the limits of the years from the options or the data."""
    given = options.get("domain_x")
    if given and given[0] is not None and given[1] is not None:
        first, last = float(given[0]), float(given[1])
    else:
        year = when(options.get("year"))
        found = [*years, *extra, *([year] if year is not None else [])]
        first, last = floor(min(found)), ceil(max(found))
    return (first, last) if last > first else (first - 1, last + 1)


def missing_spells(options: Mapping[str, Any], key: str | None = None) -> list[tuple[float, float, str]]:
    """Return the spells without a source as (first, last, words), of one lane or panel where ``key`` is given."""
    given = options.get("missing") or ()
    if isinstance(given, Mapping):
        given = [*given.get("*", ()), *(given.get(key, ()) if key is not None else ())]
    out = []
    for spell in given:
        first, last = when(spell[0]), when(spell[1])
        if first is not None and last is not None and last >= first:
            out.append((first, last, str(spell[2]) if len(spell) > 2 else ""))
    return out


def hatch_words(sheet: Sheet, box: tuple[float, float, float, float], text: str, size: float) -> bool:
    """Write why a box is hatched into its middle, in as many lines as it takes, if it fits at all."""
    x, y, x2, y2 = box
    longest = max((text_width(word, size) for word in text.split()), default=0)
    if longest > x2 - x - 6 or y2 - y < size * 1.2:
        return False
    lines = wrap(text, x2 - x - 6, size, max(1, int((y2 - y) / (size * 1.2))))
    if " ".join(lines) != " ".join(text.split()):
        return False
    top = (y + y2) / 2 - (len(lines) - 1) * size * 0.6 + size * 0.35
    for i, line in enumerate(lines):
        sheet.text((x + x2) / 2, top + i * size * 1.2, line, size, SOFT, "center")
    return True


def missing_words(first: float, last: float, words: str, domain: tuple[float, float]) -> str:
    """Return the words for a spell without data."""
    if words:
        return words
    if first <= domain[0]:
        return f"no data before {int(last) + 1}"
    if last >= domain[1] - 1:
        return f"not known after {int(first) - 1}"
    return f"no data {int(first)}–{int(last)}"


def events_row(
    sheet: Sheet,
    events: Iterable[Mapping[str, Any]],
    span: Span,
    sizes: Sizes,
    top: float,
    bottom: float,
    rows: int,
) -> None:
    """Write events over the plot in up to ``rows`` rows and draw their rules; ``top`` is the lowest row's base line (negative)."""
    taken: list[list[tuple[float, float]]] = [[] for _ in range(rows)]
    for event in events:
        at = when(event.get("year"))
        if at is None or not span.holds(at):
            continue
        text = shorten(str(event.get("text", "")), (span.stop - span.start) * 0.6, sizes.tick)
        wide = text_width(text, sizes.tick)
        x = min(max(span(at) - wide / 2, span.start), max(span.stop - wide, span.start))
        free = (r for r in range(rows) if all(x > b + 10 or x + wide + 10 < a for a, b in taken[r]))
        row = next(free, None)
        if row is None:
            continue
        taken[row].append((x, x + wide))
        base = top - row * sizes.line
        sheet.text(x, base, text, sizes.tick, SOFT)
        sheet.rule(span(at), base + 4, span(at), bottom, SOFT, 1, (1, 3))
