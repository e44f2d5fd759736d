"""Kinds over time as rows of shaded cells: for each state (panel) a row a kind, years across, the shade = how many.

Rows
----
panel : str
    The state: "Russia".
role : str
    Colour of the panel, ``a`` or ``b``.
kind : str
    "arms", "trade", "financial" ...
first, last : int
    Years of the spell, both included; or instead of them
year : int
    one year.
value : int or None
    Number of senders in force. None: not known (hatched). Zero: empty.

Options
-------
panels : [str]
kinds : [str]
    All kinds in order; kinds without rows stay as empty rows.
labels : {panel or kind: str}
breaks : [int]
    Lower limits of the shades, default [1, 2, 10, 25] (from the data when the largest is under 10).
noun : str
    What is counted: "senders" (default).
missing : {panel: [[from, to], ...]}
    Years not covered; the panel "*" stands for all.
none : {panel: str}
    Words over a panel without a positive value: "no sanctions in force 1950-2022".
year, domain_x : as everywhere
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from westphalia.report.charts.canvas import (
    Sheet,
    Span,
    Spec,
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
    SOFT,
    Sizes,
    colour,
    number,
    shade,
    shorten,
    sizes,
    text_width,
    when,
)
from westphalia.report.numbers import show
from westphalia.report.page import Chart

SHADES = (0.28, 0.5, 0.74, 1.0)


class Spell(NamedTuple):
    """Years with one number."""

    first: float
    end: float
    value: float | None


class KindPanel(NamedTuple):
    """One state with its kinds."""

    name: str
    text: str
    role: str
    kinds: dict[str, list[Spell]]
    missing: list[tuple[float, float, str]]


def _read(chart: Chart) -> list[KindPanel]:
    """Return the panels of a chart in order, every kind in every panel."""
    options = chart.options
    kinds = dict.fromkeys(
        [*map(str, options.get("kinds", ())), *(str(r.get("kind", "")) for r in chart.rows)]
    )
    names = dict.fromkeys(
        [*map(str, options.get("panels", ())), *(str(r.get("panel", "")) for r in chart.rows)]
    )
    roles = {str(r.get("panel", "")): str(r.get("role", "other")) for r in chart.rows}
    words = options.get("labels", {})
    panels = {
        n: KindPanel(
            n, str(words.get(n, n)), roles.get(n, "other"), {k: [] for k in kinds}, missing_spells(options, n)
        )
        for n in names
    }
    for row in sorted(chart.rows, key=lambda r: when(r.get("first", r.get("year"))) or 0):
        first, last = when(row.get("first", row.get("year"))), when(row.get("last", row.get("year")))
        if first is not None and last is not None:
            spells, value = (
                panels[str(row.get("panel", ""))].kinds[str(row.get("kind", ""))],
                number(row.get("value")),
            )
            if spells and spells[-1].end == first and spells[-1].value == value:
                first = spells.pop().first
            spells.append(Spell(first, last + 1, value))
    return list(panels.values())


def drawable(chart: Chart) -> bool:
    """Tell whether there is a number above zero to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return any((number(row.get("value")) or 0) > 0 for row in chart.rows)


def _breaks(panels: list[KindPanel], options: Mapping[str, Any]) -> list[int]:
    """Return the lower limits of the shades, at most four."""
    if options.get("breaks"):
        return [int(b) for b in options["breaks"]][:4]
    most = int(max((s.value or 0 for p in panels for spells in p.kinds.values() for s in spells), default=1))
    return [b for b in ([1, 2, 3, 5] if most < 10 else [1, 2, 10, 25]) if b <= most] or [1]


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of kinds over time.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, options = sizes(width), chart.options
    panels = _read(chart)
    found = [y for p in panels for spells in p.kinds.values() for s in spells for y in (s.first, s.end - 1)]
    first, last = years_domain(found, options, (y for p in panels for s in p.missing for y in s[:2]))
    domain, words, limits = (first, last + 1), options.get("labels", {}), _breaks(panels, options)
    kinds = {
        k: shorten(str(words.get(k, k)), 110 if size.narrow else 200, size.tick)
        for p in panels
        for k in p.kinds
    }
    left = max((text_width(text, size.tick) for text in kinds.values()), default=0) + 12
    right = 36.0 if size.narrow else 46.0
    x = Span(*domain, 0, width - left - right)
    under, over = Sheet(), Sheet()
    boxes: list[Spec] = []
    y = _key(over, limits, str(options.get("noun", "senders")), left, width, size)
    for panel in panels:
        y = _one(panel, chart, x, y, (left, right), kinds, limits, boxes, under, over, size)
    axis = {**years_axis(over, x, y, size, when(options.get("year")), 0.5, _key_height(size)), "grid": False}
    return frame(
        (x.stop, y),
        (left, 4, right, size.tick + 14),
        [*under.layers(), spells_layer(boxes, x, axis), *over.layers()],
        chart.alt,
    )


def _key_height(size: Sizes) -> float:
    """Return the room of the key over the panels."""
    return size.line + 10


def _key(sheet: Sheet, limits: list[int], noun: str, left: float, width: int, size: Sizes) -> float:
    """Write what the shades stand for; return the room it took."""
    x = -left
    texts = [
        f"{low}" if high == low + 1 else (f"{low}–{high - 1}" if high else f"{low} or more")
        for low, high in zip(limits, [*limits[1:], 0], strict=True)
    ]
    sheet.text(x, size.tick, noun + ":", size.tick, SOFT)
    x += text_width(noun + ": ", size.tick) + 4
    for text, alpha in zip(texts, _shades(limits), strict=True):
        sheet.rect(x, 2, x + 14, size.tick + 2, colour("leader"), alpha)
        sheet.text(x + 18, size.tick, text, size.tick, SOFT)
        x += 18 + text_width(text, size.tick) + (8 if size.narrow else 14)
    return _key_height(size)


def _shades(limits: list[int]) -> list[float]:
    """Return one opacity a class, the strongest last."""
    return list(SHADES[-len(limits) :]) if len(limits) < 4 else list(SHADES)


def _one(
    panel: KindPanel,
    chart: Chart,
    x: Span,
    y: float,
    sides: tuple[float, float],
    kinds: Mapping[str, str],
    limits: list[int],
    boxes: list[Spec],
    under: Sheet,
    over: Sheet,
    size: Sizes,
) -> float:
    """Draw one panel from ``y`` down and return where it ends."""
    left, right = sides
    year = when(chart.options.get("year"))
    over.text(-left, y + size.label, panel.text, size.label, shade(panel.role), "left", "bold")
    head = f"in {int(year)}" if year is not None and x.holds(year) else ""
    over.text(x.stop + right, y + size.label, head if y < size.line * 2.5 else "", size.tick, SOFT, "right")
    top = y + size.line + 4
    step = 18.0 if size.narrow else 20.0
    for i, (kind, spells) in enumerate(panel.kinds.items()):
        row = top + i * step
        under.rule(0, row + step - 1, x.stop, row + step - 1, GRID)
        over.text(-8, row + step / 2 + size.tick * 0.35, kinds[kind], size.tick, INK, "right")
        boxes += _cells(panel, kind, spells, x, row, step, limits)
        _current(
            over,
            spells,
            year if head else None,
            x,
            right,
            row + step / 2 + size.tick * 0.35,
            size,
            panel.role,
        )
        for spell in spells:
            if spell.value is None:
                under.hatch(x.clip(spell.first), row, x.clip(spell.end), row + step - 2)
    bottom = top + len(panel.kinds) * step
    _blank(panel, chart, x, (top, bottom), under, over, size)
    return bottom + 10


def _blank(
    panel: KindPanel, chart: Chart, x: Span, box: tuple[float, float], under: Sheet, over: Sheet, size: Sizes
) -> None:
    """Hatch the years without a source and say when a panel has nothing."""
    top, bottom = box
    for first, last, words in panel.missing:
        start, end = x.clip(first), x.clip(last + 1)
        under.hatch(start, top, end, bottom - 2)
        hatch_words(
            under, (start, top, end, bottom), missing_words(first, last, words, (x.first, x.last)), size.tick
        )
    if not any(spell.value for spells in panel.kinds.values() for spell in spells):
        words = str(chart.options.get("none", {}).get(panel.name, "none on record"))
        start = max([0.0, *(x.clip(last + 1) for first, last, _ in panel.missing if first <= x.first)])
        over.text(
            start + 6, (top + bottom) / 2, shorten(words, x.stop - start - 8, size.tick), size.tick, SOFT
        )


def _current(
    sheet: Sheet,
    spells: list[Spell],
    year: float | None,
    x: Span,
    right: float,
    base: float,
    size: Sizes,
    role: str,
) -> None:
    """Write the number of the year of the page at the end of the row."""
    if year is None:
        return
    value = next((s.value for s in spells if s.first <= year < s.end), 0.0)
    text = "?" if value is None else (show(value, "count") if value else "–")
    sheet.text(
        x.stop + right,
        base,
        text,
        size.tick,
        shade(role) if value else SOFT,
        "right",
        "bold" if value else "normal",
    )


def _cells(
    panel: KindPanel, kind: str, spells: list[Spell], x: Span, row: float, step: float, limits: list[int]
) -> list[Spec]:
    """Return the boxes of one kind."""
    alphas = _shades(limits)
    return [
        {
            "panel": panel.name,
            "kind": kind,
            "value": spell.value,
            "start": max(spell.first, x.first),
            "end": min(spell.end, x.last),
            "y": row + 1,
            "y2": row + step - 2,
            "fill": colour(panel.role),
            "stroke": None,
            "opacity": alphas[max(i for i, low in enumerate(limits) if spell.value >= low or i == 0)],
            "dash": [1, 0],
        }
        for spell in spells
        if spell.value and spell.end > x.first and spell.first < x.last
    ]
