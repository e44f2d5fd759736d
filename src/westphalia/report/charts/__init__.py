"""The drawings: one module a kind, each turning a :class:`~westphalia.report.page.Chart` into a Vega-Lite specification.

What holds for all kinds:

- ``role`` gives the colour and is one of ``a``, ``b``, ``pair``, ``leader``, ``other``, ``warning``.
- ``status`` is ``known`` (default), ``carried`` or ``estimated``; the last two are drawn dashed or pale.
- years may be whole, with a decimal part, or ISO dates as text or ``datetime.date``.
- a value of None is a gap, never a zero.
- ``options["format"]`` is one of the names in :data:`westphalia.report.numbers.FORMATS`: ``number`` (default), ``count``,
  ``percent`` (values are shares 0..1), ``money`` (US dollars), ``times`` (ratios), or a format specification such as ``.2f``.
- ``options["year"]`` is the year of the page: a thin vertical rule on every chart with years.
- ``options["domain_x"]`` is ``[first, last]`` on the years; charts of a section should share it.
- ``options["empty"]`` is the sentence printed instead of a picture when there is nothing to draw, for example "No data before 1946."
- keys of a row that a kind does not know are kept for the CSV and are not drawn.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, get_args

from westphalia.report.page import Chart, Kind

__all__ = ["empty", "reading", "spec"]

KINDS = get_args(Kind)
"""Each is drawn by the module of its name, which is imported when there is something to draw."""


def _kind(chart: Chart) -> Any:
    if chart.kind not in KINDS:
        raise KeyError(chart.kind)
    return import_module(f"westphalia.report.charts.{chart.kind}")


def spec(chart: Chart, width: int) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart for a width in pixels (960 and 340 on pages).

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    width : int
        Of the drawing, in pixels.

    Raises
    ------
    KeyError
        When the kind of the chart is none of those drawn here.
    """
    made: dict[str, Any] = _kind(chart).spec(chart, width)
    return made


def reading(chart: Chart) -> str:
    """Return what a reader must know of the marks: hatching, and dashes, hollow or pale marks for what was not observed.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    gaps = chart.options.get("missing")
    hatched = any(gaps.values()) if isinstance(gaps, dict) else bool(gaps)
    unknown = chart.kind == "kinds" and any(row.get("value") is None for row in chart.rows)
    words = ["Hatched: no source covers these years."] if hatched or unknown else []
    states = [s for s in ("carried", "estimated") if any(row.get("status") == s for row in chart.rows)]
    look = {"lines": "Dashed", "bars": "Hollow", "lanes": "Pale"}.get(chart.kind)
    if states and look:
        meaning = {"carried": "carried forward from the last year known", "estimated": "estimated"}
        words.append(f"{look}: {' or '.join(meaning[s] for s in states)}.")
    return " ".join(words)


def empty(chart: Chart) -> str:
    """Return the sentence to print when a chart has nothing to draw, an empty text when it has.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    """
    if _kind(chart).drawable(chart):
        return ""
    return str(chart.options.get("empty") or f"No data to draw. {chart.coverage}".strip())
