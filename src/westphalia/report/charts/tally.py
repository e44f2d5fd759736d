"""Counts in a small table of bars: a row a group, a column a class, each cell a bar with its number at the end.

Rows
----
group : str
    Name of the row: "facts".
part : str
    Class, the column: "supported".
value : int or None
    How many. None is not drawn; zero is a dot of a dash.

Options
-------
groups, parts : [str]
    All rows and columns in order. Default: as they come.
looks : {part: str}
    How the bars of a class are filled: a role (``a``, ``b``, ``leader`` ...), ``hatch`` or ``hollow``. Default: ``leader``.
"""

from __future__ import annotations

from typing import NamedTuple

from westphalia.report.charts.canvas import Sheet, Spec, frame
from westphalia.report.charts.style import (
    GRID,
    HATCH,
    INK,
    PAPER,
    SOFT,
    Sizes,
    colour,
    number,
    shorten,
    sizes,
    text_width,
    wrap,
)
from westphalia.report.page import Chart

GAP = 10.0
"""Pixels between two columns."""
TALL = 15.0
"""Pixels of a bar from top to bottom."""
LONGEST = 26.0
"""Pixels that one count has at most."""
TINY = 1e-7
"""Pixels of one count that are too few to try: the words alone do not fit."""


class TallyColumn(NamedTuple):
    """One class: where it starts, its heading, how its bars look, its numbers by row."""

    start: float
    head: list[str]
    look: str
    values: dict[str, float]


def drawable(chart: Chart) -> bool:
    """Tell whether anything was counted.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any((number(row.get("value")) or 0) > 0 for row in chart.rows)


def _named(chart: Chart, key: str) -> list[str]:
    """Return the names of rows or columns in order."""
    given = chart.options.get(f"{key}s", ())
    return list(dict.fromkeys([*map(str, given), *(str(row.get(key, "")) for row in chart.rows)]))


def _counts(chart: Chart) -> dict[tuple[str, str], float]:
    """Return the known counts by group and part."""
    found = ((row, number(row.get("value"))) for row in chart.rows)
    return {(str(r.get("group", "")), str(r.get("part", ""))): v for r, v in found if v is not None}


def _columns(chart: Chart, room: float, size: Sizes) -> tuple[list[TallyColumn], float]:
    """Return the columns, and how many pixels one count has, so that all columns fit and share one scale."""
    found, parts = _counts(chart), _named(chart, "part")
    gap = GAP / 2 if size.narrow else GAP
    share = (room - gap * (len(parts) - 1)) / max(len(parts), 1)
    values = {part: {group: v for (group, p), v in found.items() if p == part} for part in parts}
    heads = {part: _head(part, sum(values[part].values()), share, size) for part in parts}
    most = {part: max([0.0, *values[part].values()]) for part in parts}

    def wide(part: str, unit: float) -> float:
        bar = most[part] * unit + text_width(f"{most[part]:,.0f}", size.tick) + 7
        return max(bar, *(text_width(line, size.tick) for line in heads[part]))

    def total(unit: float) -> float:
        return sum(wide(part, unit) for part in parts) + gap * (len(parts) - 1)

    unit = LONGEST
    while unit > TINY and total(unit) > room:
        unit *= 0.95
    spare = max(0.0, room - total(unit)) / max(len(parts), 1)
    looks = chart.options.get("looks", {})
    out, at = [], 0.0
    for part in parts:
        out.append(TallyColumn(at, heads[part], str(looks.get(part, "leader")), values[part]))
        at += wide(part, unit) + spare + gap
    return out, unit


def _head(part: str, total: float, share: float, size: Sizes) -> list[str]:
    """Return the heading of a column: its name, on narrow screens a word or two a line, and how many in all."""
    longest = max(text_width(word, size.tick) for word in (*part.split(), ""))
    room = max(longest, text_width("not enough", size.tick)) + 1 if size.narrow else max(share, longest) + 1
    return [*wrap(part, room, size.tick, 2), f"{total:,.0f}"]


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of a tally.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, groups = sizes(width), _named(chart, "group")
    widest = max((text_width(group, size.label) for group in groups), default=0.0)
    left = 0.0 if size.narrow else min(widest, 220.0) + 12
    room = width - left - 2
    found, unit = _columns(chart, room, size)
    under, over = Sheet(), Sheet()
    tall = max((len(column.head) for column in found), default=1)
    top = tall * size.line + 8
    above = size.line + 3.0 if size.narrow else 0.0
    step = above + TALL + (9 if size.narrow else 13)
    for column in found:
        _heading(over, column, tall, size)
    for at, group in enumerate(groups):
        y = top + at * step
        under.rule(-left, y, room, y, GRID)
        words = shorten(group, room if size.narrow else left - 10, size.label)
        middle = y + (above + 4) / 2 if size.narrow else y + step / 2
        over.text(-left, middle + size.label * 0.35, words, size.label, INK)
        for column in found:
            _cell(under, over, column, group, unit, round(y + above + (step - above - TALL) / 2), size)
    bottom = top + len(groups) * step
    return frame((room, bottom), (left, 4, 2, 4), [*under.layers(), *over.layers()], chart.alt)


def _heading(over: Sheet, column: TallyColumn, tall: int, size: Sizes) -> None:
    """Write the name of a class and how many it has in all, the last line on the same height in all columns."""
    first = tall - len(column.head)
    for at, line in enumerate(column.head):
        last = at == len(column.head) - 1
        y = (first + at + 1) * size.line - 3
        over.text(
            column.start, y, line, size.tick, INK if last else SOFT, "left", "bold" if last else "normal"
        )


def _cell(
    under: Sheet, over: Sheet, column: TallyColumn, group: str, unit: float, y: float, size: Sizes
) -> None:
    """Draw the bar of one group and class with its number; a dash where there is none."""
    value = column.values.get(group, 0.0)
    base = y + TALL / 2 + size.tick * 0.35
    if value <= 0:
        over.text(column.start, base, "–", size.tick, SOFT)
        return
    end = column.start + max(value * unit, 3.0)
    fill = HATCH if column.look == "hatch" else PAPER if column.look == "hollow" else colour(column.look)
    under.rect(column.start, y, end, y + TALL, fill, value=value)
    if column.look in ("hatch", "hollow"):
        for x, y1, x2, y2 in (
            (column.start, y, end, y), (column.start, y + TALL, end, y + TALL),
            (column.start, y, column.start, y + TALL), (end, y, end, y + TALL),
        ):  # fmt: skip
            over.rule(x, y1, x2, y2, SOFT)
    over.text(end + 5, base, f"{value:,.0f}", size.tick, INK)
