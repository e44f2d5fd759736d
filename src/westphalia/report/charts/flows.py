"""Amounts that go from one side to the other (a Sankey diagram): bands as wide as what goes, what has nowhere to go hollow at the bottom.

Rows
----
source, target : str
    From whom, to whom.
value : float
    How much; nothing is drawn of zero or None.
role : str
    Role of the source: its colour.

Options
-------
nowhere : str
    The target that stands for what goes nowhere ("shut in"): last, and hollow.
format : str
    As for all kinds; default ``count``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from westphalia.report.charts.canvas import Sheet, Spec, frame, r1
from westphalia.report.charts.style import INK, PAPER, SOFT, Sizes, colour, number, shorten, sizes, text_width
from westphalia.report.numbers import show
from westphalia.report.page import Chart

TALL = 250.0
"""Pixels that all amounts are high together."""
LEAST = 1.0
"""Pixels that any amount is high at least."""
BAR = 8.0
"""Pixels that the ends of bands are wide."""
STEPS = 24
"""Pieces of the curve of a band."""
PALE = 0.45


class FlowRow(NamedTuple):
    """One amount from a source to a target."""

    source: str
    target: str
    value: float
    role: str


class FlowEnd(NamedTuple):
    """A source or target: where its bar begins, and how high it is, in pixels."""

    top: float
    tall: float
    value: float


def drawable(chart: Chart) -> bool:
    """Tell whether anything goes anywhere.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    return bool(_read(chart))


def _read(chart: Chart) -> list[FlowRow]:
    """Return what is drawn."""
    told = (
        FlowRow(
            str(row["source"]),
            str(row["target"]),
            number(row.get("value")) or 0.0,
            str(row.get("role", "other")),
        )
        for row in chart.rows
    )
    return [row for row in told if row.value > 0]


def spec(chart: Chart, width: int) -> Spec:
    """Return the Vega-Lite specification of flows.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.
    """
    size, rows = sizes(width), _read(chart)
    nowhere = str(chart.options.get("nowhere", ""))
    unit = TALL / sum(row.value for row in rows)
    gap = size.line + 6.0
    came = {
        name: sum(row.value for row in rows if row.target == name)
        for name in dict.fromkeys(row.target for row in rows)
    }
    targets = sorted(came, key=lambda name: (name == nowhere, -came[name]))
    ends = [
        _ends([row.source for row in rows], rows, unit, gap, lambda row: row.source),
        _ends(targets, rows, unit, gap, lambda row: row.target),
    ]
    words = _words(chart, ends[1], size, width)
    room = width - 2 - max(text_width(word, size.label) for word in words.values()) - 10
    bottom = max(end.top + end.tall for side in ends for end in side.values()) + 6
    under, over = Sheet(), Sheet()
    roles = {row.source: row.role for row in rows}
    for name, end in ends[0].items():
        under.rect(0, end.top, BAR, end.top + end.tall, colour(roles[name]), value=end.value)
        over.text(0, end.top - 5, _word(chart, name, end, room * 0.7, size), size.label, INK, weight="bold")
    for name, end in ends[1].items():
        _target(under, over, (room, end), words[name], name == nowhere, size)
    layers = [_bands(rows, ends, unit, (BAR, room - BAR)), *under.layers(), *over.layers()]
    return frame((room, bottom), (0, 4, width - room, 4), layers, chart.alt)


def _ends(
    names: Sequence[str], rows: Sequence[FlowRow], unit: float, gap: float, side: Callable[[FlowRow], str]
) -> dict[str, FlowEnd]:
    """Return where each source, or target, stands: one under the other, as high as what goes out or in."""
    found, top = {}, gap
    for name in dict.fromkeys(names):
        value = sum(row.value for row in rows if side(row) == name)
        tall = max(value * unit, LEAST)
        found[name] = FlowEnd(top, tall, value)
        top += tall + gap
    return found


def _words(chart: Chart, ends: Mapping[str, FlowEnd], size: Sizes, width: int) -> dict[str, str]:
    return {name: _word(chart, name, end, width * 0.36, size) for name, end in ends.items()}


def _word(chart: Chart, name: str, end: FlowEnd, room: float, size: Sizes) -> str:
    """Return a name with its amount; a name that is too long is cut."""
    amount = show(end.value, str(chart.options.get("format", "count")))
    return f"{shorten(name, room - text_width(amount, size.label) - 8, size.label)} {amount}"


def _target(
    under: Sheet, over: Sheet, place: tuple[float, FlowEnd], word: str, hollow: bool, size: Sizes
) -> None:
    """Draw the bar of a target with its name; what goes nowhere is hollow."""
    right, end = place
    bottom = end.top + end.tall
    under.rect(right - BAR, end.top, right, bottom, PAPER if hollow else SOFT, value=end.value)
    if hollow:
        for x, y, x2, y2 in (
            (right - BAR, end.top, right, end.top), (right - BAR, bottom, right, bottom),
            (right - BAR, end.top, right - BAR, bottom), (right, end.top, right, bottom),
        ):  # fmt: skip
            over.rule(x, y, x2, y2, SOFT)
    over.text(right + 8, end.top + end.tall / 2 + size.label * 0.35, word, size.label, INK)


def _bands(
    rows: Sequence[FlowRow], ends: Sequence[Mapping[str, FlowEnd]], unit: float, across: tuple[float, float]
) -> Spec:
    """Return the layer of bands, each leaving its source under the one before and coming in under those of sources above."""
    used: dict[tuple[int, str], float] = {}
    order = {name: at for at, name in enumerate(ends[1])}
    points: list[Spec] = []
    for number_, row in enumerate(sorted(rows, key=lambda row: order[row.target])):
        tall = row.value * unit
        tops = []
        for side, name in enumerate((row.source, row.target)):
            tops.append(ends[side][name].top + used.get((side, name), 0.0))
            used[side, name] = used.get((side, name), 0.0) + tall
        points += _curve(tops, tall, across, {"part": number_, "fill": colour(row.role), "opacity": PALE})
    encoding: Spec = {
        "x": {"field": "x", "type": "quantitative", "scale": None},
        "y": {"field": "y", "type": "quantitative", "scale": None},
        "y2": {"field": "y2"},
        "detail": {"field": "part", "type": "nominal"},
        "fill": {"field": "fill", "type": "nominal", "scale": None},
        "opacity": {"field": "opacity", "type": "quantitative", "scale": None},
    }
    return {"data": {"values": points}, "mark": {"type": "area"}, "encoding": encoding}


def _curve(tops: Sequence[float], tall: float, across: tuple[float, float], look: Spec) -> list[Spec]:
    """Return the points of a band that leaves and comes in level."""
    made = []
    for step in range(STEPS + 1):
        share = step / STEPS
        eased = share * share * (3 - 2 * share)
        y = tops[0] + (tops[1] - tops[0]) * eased
        x = across[0] + (across[1] - across[0]) * share
        made.append({"x": r1(x), "y": r1(y), "y2": r1(y + max(tall, LEAST)), **look})
    return made
