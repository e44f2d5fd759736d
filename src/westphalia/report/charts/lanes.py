"""The timeline: spells and moments in lanes over one axis of years.

Rows
----
lane : str
    Name of the lane, for example "War and dispute".
start : int, float or ISO date
end : int, float, ISO date or None
    Last year or day of the spell, both ends included (a spell 1955 to 1979 covers all of 1979). None: still in force, or end
    not known: drawn to the end of the axis with an open end.
text : str
    What it is, short: "Treaty of Turkmenchay". At most about 40 letters are written; the full text is in the table.
role : str
    ``a``: done by or to A alone, ``b``, ``pair``: by both, ``leader``: the leading state, ``warning``: hostile act (wars).
label : bool, optional
    True: written beside the mark if there is room. Rows are placed in order of ``rank``, then in the order given.
rank : int, optional
    Importance, 1 first. Default 9.
mark : str, optional
    ``spell`` (default; a bar) or ``point`` (a moment; ``end`` is not read).
status : str, optional
    ``known``, ``carried`` or ``estimated`` (pale, with a dashed edge).

Options
-------
lanes : [str]
    All lanes in order. A lane without rows says "none on record" (or ``none[lane]``).
none : {lane: str}
    Words in an empty lane, for example "no arms delivered 1950-2025".
missing : {lane: [[from, to], ...]}
    Years that no source covers in that lane (or before a state existed), hatched. The lane "*" stands for all lanes.
year, domain_x : as everywhere
events : [{"year": int, "text": str}]
    Words over the axis with a thin rule through all lanes, few ("1917 revolution").
labels : {lane: str}
    Other words for the name of a lane.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from westphalia.report.charts.canvas import (
    Sheet,
    Span,
    Spec,
    events_row,
    frame,
    hatch_words,
    missing_spells,
    missing_words,
    spells_layer,
    years_axis,
    years_domain,
)
from westphalia.report.charts.style import (
    GRID,
    INK,
    PAPER,
    SHAPES,
    SOFT,
    Sizes,
    colour,
    ends,
    shorten,
    sizes,
    text_width,
    when,
    wrap,
)
from westphalia.report.page import Chart

LETTERS = {True: 30, False: 44}
ROWS = {True: 5, False: 6}


@dataclass(slots=True)
class Mark:
    """One mark with the row that it was given."""

    start: float
    end: float
    open: bool
    text: str
    role: str
    point: bool
    rank: float
    status: str
    wanted: bool
    row: int = 0
    label: str = ""
    label_x: float = 0.0


@dataclass(slots=True)
class Lane:
    """One lane: its marks, its rows, and where it is on the page."""

    name: str
    text: str
    items: list[Mark]
    missing: list[tuple[float, float, str]]
    labelled: list[bool] = field(default_factory=list)
    taken: list[list[tuple[float, float]]] = field(default_factory=list)
    top: float = 0.0
    height: float = 0.0


def drawable(chart: Chart) -> bool:
    """Tell whether there is anything to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any(when(row.get("start")) is not None for row in chart.rows)


def _read(chart: Chart, domain: tuple[float, float]) -> list[Lane]:
    """Return the lanes of a chart in order, with their marks within the years."""
    names = list(
        dict.fromkeys(
            [*map(str, chart.options.get("lanes", ())), *(str(r.get("lane", "")) for r in chart.rows)]
        )
    )
    words = chart.options.get("labels", {})
    lanes = {n: Lane(n, str(words.get(n, n)), [], missing_spells(chart.options, n)) for n in names}
    for row in chart.rows:
        lane = lanes[str(row.get("lane", ""))]
        item = _mark(row, _stop(lane, domain))
        if item is not None and item.end > domain[0] and item.start < domain[1]:
            lane.items.append(item)
    return list(lanes.values())


def _stop(lane: Lane, domain: tuple[float, float]) -> float:
    """Return where a spell without an end is drawn to: the end of the axis or of what is covered."""
    return min([domain[1], *(first for first, last, _ in lane.missing if last + 1 >= domain[1])])


def _mark(row: Mapping[str, Any], limit: float) -> Mark | None:
    """Return the mark of a row, None when it has no date."""
    start, end, point = when(row.get("start")), ends(row.get("end")), row.get("mark") == "point"
    if start is None:
        return None
    if point and isinstance(row.get("start"), int):
        start += 0.5
    rank = row.get("rank")
    return Mark(
        start=start,
        end=start if point else (end if end is not None else max(limit, start)),
        open=end is None and not point,
        text=" ".join(str(row.get("text", "")).split()),
        role=str(row.get("role", "other")),
        point=point,
        rank=float(rank) if rank is not None else 9.0,
        status=str(row.get("status") or "known"),
        wanted=bool(row.get("label")),
    )


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a timeline.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, options = sizes(width), chart.options
    dates = [d for row in chart.rows for d in (when(row.get("start")), ends(row.get("end"))) if d is not None]
    first, last = years_domain(dates, options)
    domain = (first, last + 1)
    lanes = _read(chart, domain)
    left = (
        0.0 if size.narrow else min(max(text_width(lane.text, size.label, True) for lane in lanes) + 18, 170)
    )
    right = 8.0 if size.narrow else 16.0
    plot_width = width - left - right - (8 if size.narrow else 0)
    x = Span(*domain, 0, plot_width)
    at = 4.0
    for lane in lanes:
        _pack(lane, x, left, size)
        lane.top = at
        at += lane.height
    under, over = Sheet(), Sheet()
    rows = 2 if options.get("events") else 0
    boxes = [box for lane in lanes for box in _draw(lane, x, left, under, over, size, options)]
    events_row(over, options.get("events", ()), x, size, -6, at, rows)
    axis = {**years_axis(over, x, at, size, when(options.get("year")), 0.5), "grid": True}
    pad = (left + (8 if size.narrow else 0), rows * size.line + 8, right, size.tick + 14)
    return frame(
        (plot_width, at), pad, [*under.layers(), spells_layer(boxes, x, axis), *over.layers()], chart.alt
    )


def _pack(lane: Lane, x: Span, left: float, size: Sizes) -> None:
    """Give every mark a row so that no two collide, the important ones with their words; set the height of the lane."""
    taken: list[list[tuple[float, float]]] = []
    labelled: list[bool] = []
    order = sorted(lane.items, key=lambda i: (not i.wanted, i.rank))
    for item in order:
        if not (item.wanted and item.text and _place(item, taken, labelled, x, size, True)):
            _place(item, taken, labelled, x, size, False)
    lane.labelled, lane.taken = labelled or [False], taken or [[]]
    head = size.line + 2 if size.narrow else 0
    lane.height = head + sum(_row_height(full, size) for full in lane.labelled) + 10
    names = 1 if size.narrow else len(wrap(lane.text, left - 10, size.label, 2, True))
    lane.height = max(lane.height, head + names * size.line + 10)


def _row_height(full: bool, size: Sizes) -> float:
    """Return the height of a row: a bar, with a line of words over it or not."""
    return size.tick + 15 if full else 11


def _place(
    item: Mark,
    taken: list[list[tuple[float, float]]],
    labelled: list[bool],
    x: Span,
    size: Sizes,
    words: bool,
) -> bool:
    """Put a mark into the first row with room; without words the last row takes it in any case."""
    start, end = (
        x.clip(item.start) - (5 if item.point else 0),
        max(x.clip(item.end), x.clip(item.start) + 3) + (5 if item.point else 0),
    )
    low, high, label, label_x = start, end, "", start
    if words:
        room = min(x.stop, LETTERS[size.narrow] * size.tick * 0.62)
        label = shorten(item.text, room, size.tick)
        wide = text_width(label, size.tick)
        label_x = start if start + wide <= x.stop else max(min(end, x.stop) - wide, 0)
        low, high = min(low, label_x), max(high, label_x + wide + 8)
    for row in range(ROWS[size.narrow]):
        if row == len(taken):
            taken.append([])
            labelled.append(False)
        if all(high + 1 < a or low > b + 1 for a, b in taken[row]):
            break
    else:
        if words:
            return False
        row = min(
            range(len(taken)), key=lambda r: sum(max(0.0, min(high, b) - max(low, a)) for a, b in taken[r])
        )
    taken[row].append((low, high))
    labelled[row] = labelled[row] or words
    item.row, item.label, item.label_x = row, label, label_x
    return True


def _draw(
    lane: Lane, x: Span, left: float, under: Sheet, over: Sheet, size: Sizes, options: Mapping[str, Any]
) -> list[Spec]:
    """Write the name of a lane, hatch what is not covered, and return the boxes of its spells."""
    top, bottom = lane.top, lane.top + lane.height
    under.rule(-left, top - 3, x.stop, top - 3, GRID)
    inner = top + (size.line + 2 if size.narrow else 0)
    _name(over, lane, left, top, size)
    if not lane.items:
        _nothing(over, lane, x, inner, size, options)
    for first, last, words in lane.missing:
        start, end = x.clip(first), x.clip(last + 1)
        under.hatch(start, inner, end, bottom - 5)
        _explain(
            over,
            lane,
            (start, inner, end, bottom - 5),
            missing_words(first, last, words, (x.first, x.last)),
            x,
            size,
        )
    tops = [inner + 2.0]
    for full in lane.labelled:
        tops.append(tops[-1] + _row_height(full, size))
    return [
        box
        for item in sorted(lane.items, key=lambda i: i.start)
        for box in _one(item, lane, tops, x, over, size)
    ]


def _explain(
    sheet: Sheet, lane: Lane, box: tuple[float, float, float, float], words: str, x: Span, size: Sizes
) -> None:
    """Say why years are hatched: inside, or beside a narrow spell in a row where nothing else stands."""
    start, top, end, _ = box
    if not any(low < end and high > start for row in lane.taken for low, high in row) and hatch_words(
        sheet, box, words, size.tick
    ):
        return
    wide, y = text_width(words, size.tick), top + 2.0
    for full, row in zip(lane.labelled, lane.taken, strict=True):
        for left in (start + 4, end - wide - 4):
            low, high = left - 6, left + wide + 6
            if (
                low >= -6
                and high <= x.stop + 6
                and all(high < a or low > b for a, b in row)
                and (full or len(lane.taken) == 1)
            ):
                sheet.text(left, y + size.tick - 1, words, size.tick, SOFT)
                row.append((low, high))
                return
        y += _row_height(full, size)


def _name(sheet: Sheet, lane: Lane, left: float, top: float, size: Sizes) -> None:
    """Write the name of the lane: in the gutter where there is one, else over the lane."""
    if size.narrow:
        sheet.text(-left, top + size.label, lane.text, size.label, INK, "left", "bold")
        return
    for i, line in enumerate(wrap(lane.text, left - 10, size.label, 2, True)):
        sheet.text(-left, top + size.label + 2 + i * size.line, line, size.label, INK, "left", "bold")


def _nothing(
    sheet: Sheet, lane: Lane, x: Span, inner: float, size: Sizes, options: Mapping[str, Any]
) -> None:
    """Say in words that a lane is empty, where it is not hatched."""
    words = str(options.get("none", {}).get(lane.name, "none on record"))
    if any(first <= x.first and last + 1 >= x.last for first, last, _ in lane.missing):
        return
    start = max([0.0, *(x.clip(last + 1) for first, last, _ in lane.missing if first <= x.first)])
    text = shorten(words, x.stop - start - 8, size.tick)
    sheet.text(start + 4, inner + size.tick + 3, text, size.tick, SOFT)
    lane.taken[0].append((start, start + text_width(text, size.tick) + 8))


def _one(item: Mark, lane: Lane, tops: list[float], x: Span, sheet: Sheet, size: Sizes) -> Iterable[Spec]:
    """Write the words of a mark, draw its point or open end, and yield the box of its spell."""
    full = lane.labelled[item.row]
    y = tops[item.row] + (size.tick + 3 if full else 1)
    hue, sure = colour(item.role), item.status == "known"
    sheet.text(item.label_x, y - 4, item.label, size.tick, INK)
    if item.point:
        shape = SHAPES.get(item.role, "circle")
        sheet.dot(x.clip(item.start), y + 4, shape, hue if sure else PAPER, 46, hue, text=item.text)
        return
    start, end = x.clip(item.start), x.clip(item.end)
    if item.open:
        sheet.dot(end + 3, y + 3.5, "triangle-right", hue, 48)
    least = 3 / (x.stop - x.start) * (x.last - x.first)
    yield {
        "lane": lane.name,
        "text": item.text,
        "role": item.role,
        "start": round(max(item.start, x.first), 3),
        "end": round(
            max(min(item.end, x.last), min(item.start + least, x.last))
            if end - start < 3
            else min(item.end, x.last),
            3,
        ),
        "y": y,
        "y2": y + 7,
        "fill": hue,
        "stroke": hue if not sure else None,
        "opacity": 1.0 if sure else 0.45,
        "dash": [1, 0] if sure else [3, 2],
    }
