"""What is written on a line chart: names at the ends of lines, markers, reference lines, the words of the axis and of gaps."""

from __future__ import annotations

from math import log10
from typing import NamedTuple

from westphalia.report.charts.canvas import Sheet, Span, hatch_words, missing_spells, missing_words, spread
from westphalia.report.charts.style import (
    GRID,
    INK,
    MARKED,
    PAPER,
    SHAPES,
    SOFT,
    Sizes,
    colour,
    shade,
    shorten,
    text_width,
    when,
    wrap,
)
from westphalia.report.page import Chart


class Point(NamedTuple):
    """One value of a series."""

    year: float
    value: float | None
    low: float | None
    high: float | None
    status: str


class Line(NamedTuple):
    """One series in order of year."""

    name: str
    role: str
    text: str
    points: list[Point]

    @property
    def known(self) -> list[Point]:
        """Points with a value."""
        return [p for p in self.points if p.value is not None]


class Rise(NamedTuple):
    """Scale from values to pixels down from the top, linear or logarithmic."""

    low: float
    high: float
    height: float
    log: bool

    def __call__(self, value: float) -> float:
        """Return the pixel of a value, within the plot."""
        value = min(max(value, self.low), self.high)
        if self.log:
            return self.height * (1 - log10(value / self.low) / log10(self.high / self.low))
        return self.height * (1 - (value - self.low) / (self.high - self.low))


def margin(lines: list[Line], size: Sizes) -> float:
    """Return the room for the labels at the right.

    Parameters
    ----------
    lines : list of Line
        The series.
    size : Sizes
        The sizes of letters.
    """
    most = 86 if size.narrow else 190
    named = [line for line in lines if line.text and line.points]
    wide = max((text_width(line.text, size.label, line.role in MARKED) for line in named), default=0)
    if wide > most:
        parts = (
            (part, line.role in MARKED)
            for line in named
            for part in wrap(line.text, most, size.label, 3, line.role in MARKED)
        )
        wide = max(text_width(part, size.label, bold) for part, bold in parts)
    return wide + 18


def gaps(sheet: Sheet, chart: Chart, x: Span, y: Rise, size: Sizes, under: Sheet) -> None:
    """Hatch the years that no source covers, and say so in words, clear of the line of equality or zero.

    Parameters
    ----------
    sheet, under : Sheet
        Over and under the lines.
    chart : Chart
        With its rows and options.
    x, y : Span, Rise
        The scales.
    size : Sizes
        The sizes of letters.
    """
    height = y.height
    level = y(1) if y.log else (y(0) if y.low <= 0 <= y.high else height)
    box = (level + 4, height - 24) if height - level > level else (24, level - 4)
    for first, last, words in missing_spells(chart.options):
        start, stop = x.clip(first), x.clip(last)
        under.hatch(start, 0, stop, height)
        hatch_words(
            sheet,
            (start, box[0], stop, box[1]),
            missing_words(first, last, words, (x.first, x.last)),
            size.tick,
        )


def reference(sheet: Sheet, chart: Chart, y: Rise, plot: tuple[float, float], size: Sizes) -> None:
    """Draw the line of equality or zero, other reference lines, and the words at the axis' ends.

    Parameters
    ----------
    sheet : Sheet
        Over the lines.
    chart : Chart
        With its rows and options.
    y : Rise
        The scale of values.
    plot : tuple of float
        Width and height in pixels.
    size : Sizes
        The sizes of letters.
    """
    if y.log:
        sheet.rule(0, y(1), plot[0], y(1), SOFT)
    elif y.low <= 0 <= y.high:
        sheet.rule(0, y(0), plot[0], y(0), SOFT)
    for mark in chart.options.get("rules", ()):
        at = y(float(mark["value"]))
        sheet.rule(0, at, plot[0], at, SOFT, 1, (4, 3))
        sheet.text(4, at - 4, str(mark.get("text", "")), size.tick, SOFT)


def corners(sheet: Sheet, chart: Chart, lines: list[Line], x: Span, y: Rise, size: Sizes) -> None:
    """Write the words at the upper and lower end of the axis, left, right or in the middle, wherever no line passes.

    Parameters
    ----------
    sheet : Sheet
        Over the lines.
    chart : Chart
        With its rows and options.
    lines : list of Line
        The series.
    x, y : Span, Rise
        The scales.
    size : Sizes
        The sizes of letters.
    """
    spots = [(x(p.year), y(p.value)) for line in lines for p in line.known if p.value is not None]
    year = when(chart.options.get("year"))
    for key, arrow, base in (("above", "↑ ", size.tick + 2), ("below", "↓ ", y.height - 6)):
        text = shorten(arrow + str(chart.options.get("ends", {}).get(key) or ""), x.stop - 8, size.tick)
        if text == arrow:
            continue
        wide = text_width(text, size.tick)
        lefts = [4.0, x.stop - wide - 8, (x.stop - wide) / 2]
        if year is not None and x.holds(year) and x.stop - wide - 12 < x(year):
            lefts[1] = x(year) - wide - 8
        lefts = [max(left, 4.0) for left in lefts]
        crossed = [
            sum(
                left - 4 < at < left + wide + 4 and base - size.tick - 4 < level < base + 6
                for at, level in spots
            )
            for left in lefts
        ]
        sheet.text(lefts[crossed.index(min(crossed))], base, text, size.tick, INK)


def labels(
    sheet: Sheet, lines: list[Line], x: Span, y: Rise, right: float, plot: tuple[float, float], size: Sizes
) -> None:
    """Name every line at its end: in the margin, or beside an end that is long past.

    Parameters
    ----------
    sheet : Sheet
        Over the lines.
    lines : list of Line
        The series.
    x, y : Span, Rise
        The scales.
    right : float
        The margin at the right, in pixels.
    plot : tuple of float
        Width and height in pixels.
    size : Sizes
        The sizes of letters.
    """
    named = [(line, *end) for line in lines if line.text and (end := _last(line)) is not None]
    named.sort(key=lambda entry: entry[0].role not in MARKED)
    late = [
        entry for entry in named if not (plot[0] - x(entry[1]) > 60 and _beside(sheet, *entry, x, y, size))
    ]
    texts = [wrap(line.text, right - 16, size.label, 3, line.role in MARKED) for line, _, _ in late]
    tall = max((len(t) for t in texts), default=1) * size.label * 1.15 + 3
    late = late[: max(int(plot[1] // tall), 1)]
    wanted = [y(value) for _, _, value in late]
    placed = spread(wanted, tall, tall / 2 - 4, plot[1] - tall / 2 + 4) if late else []
    for (line, year, _), text, at, aim in zip(late, texts, placed, wanted, strict=False):
        hue = GRID if line.role == "other" else colour(line.role)
        if plot[0] - x(year) > 12 or abs(at - aim) > 3:
            sheet.rule(x(year) + 5, aim, plot[0] + 8, at, hue, 0.75)
        start = at - (len(text) - 1) * size.label * 0.575 + size.label * 0.35
        weight = "bold" if line.role in MARKED else "normal"
        for i, part in enumerate(text):
            base = start + i * size.label * 1.15
            sheet.text(plot[0] + 11, base, part, size.label, shade(line.role), "left", weight)


def _beside(sheet: Sheet, line: Line, year: float, value: float, x: Span, y: Rise, size: Sizes) -> bool:
    """Write a name into the plot beside the end of its line, where nothing else is written; tell whether it fitted."""
    bold = line.role in MARKED
    wide = text_width(line.text, size.label, bold)
    if x(year) + 10 + wide > x.stop:
        return False
    for shift in (0, -1, 1, -2, 2):
        base = y(value) + size.label * (0.35 + shift)
        box = (x(year) + 8, base - size.label, x(year) + 10 + wide, base + 4)
        if size.label < base < y.height - 2 and sheet.clear(box):
            weight = "bold" if bold else "normal"
            sheet.text(x(year) + 10, base, line.text, size.label, shade(line.role), "left", weight)
            return True
    return False


def _last(line: Line) -> tuple[float, float] | None:
    """Return year and value of the end of a line, or of the middle of a band's end."""
    for point in reversed(line.points):
        if point.value is not None:
            return point.year, point.value
        if point.low is not None and point.high is not None:
            return point.year, (point.low + point.high) / 2
    return None


def markers(sheet: Sheet, lines: list[Line], x: Span, y: Rise, year: float | None) -> None:
    """Mark the value of the year of the page on each line, with a shape a role, and values that stand alone.

    Parameters
    ----------
    sheet : Sheet
        Over the lines.
    lines : list of Line
        The series.
    x, y : Span, Rise
        The scales.
    year : float or None
        That of the page; None where it has none.
    """
    for line in lines:
        if line.role not in MARKED or not line.text:
            continue
        shown = [p for p in line.known if p.year == year] or line.known[-1:]
        shown += [p for p in _lonely(line) if p not in shown]
        for p in shown:
            if p.value is not None:
                hollow = p.status != "known"
                sheet.dot(
                    x(p.year),
                    y(p.value),
                    SHAPES[line.role],
                    PAPER if hollow else colour(line.role),
                    44,
                    colour(line.role),
                )


def _lonely(line: Line) -> list[Point]:
    """Return the values that no line reaches, because their neighbours are unknown."""
    padded = [None, *line.points, None]
    return [
        p
        for before, p, after in zip(padded, padded[1:], padded[2:], strict=False)
        if p is not None
        and p.value is not None
        and (not before or before.value is None)
        and (not after or after.value is None)
    ]
