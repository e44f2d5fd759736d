"""Charts in a terminal: a line of blocks for a line of values, the place in words, the entries of a timeline as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import log10
from typing import Any

from westphalia.report.charts.style import MARKED, number, when
from westphalia.report.numbers import in_hundred, show
from westphalia.report.page import Chart

BLOCKS = "▁▂▃▄▅▆▇█"
SPARK = 40
ENTRIES = 8
MANY = 1000
"""Others from which a share is told and no count."""
Row = tuple[str, str, str]


def sketch(chart: Chart, columns: int = SPARK) -> list[Row]:
    """Return a chart as rows of three texts: the role (for the colour), a name, and what there is to say.

    An empty list means that there is nothing to draw.

    Parameters
    ----------
    chart : Chart
        With its rows and options.
    columns : int, optional
        How many blocks a line of values has.
    """
    return list(_SKETCHES[chart.kind](chart, columns))


def spark(
    values: Mapping[float, float], first: float, last: float, low: float, high: float, columns: int = SPARK
) -> str:
    """Return values by year as blocks; a column without a value stays blank.

    Parameters
    ----------
    values : mapping of float to float
        By year; each is known.
    first, last : float
        The years that are shown.
    low, high : float
        The lowest and highest value.
    columns : int, optional
        How many blocks.

    Examples
    --------
    >>> spark({2000: 0.0, 2001: 5.0, 2003: 10.0}, 2000, 2003, 0.0, 10.0, 4)
    '▁▅ █'
    """
    buckets: list[list[float]] = [[] for _ in range(columns)]
    for year, value in values.items():
        if first <= year <= last:
            buckets[min(int((year - first) / max(last - first + 1, 1) * columns), columns - 1)].append(value)
    span = high - low or 1.0
    return "".join(BLOCKS[min(int((sum(b) / len(b) - low) / span * 8), 7)] if b else " " for b in buckets)


def _years_of(chart: Chart, found: Iterable[float]) -> tuple[float, float]:
    """Return the years of the axis."""
    given = chart.options.get("domain_x")
    years = list(found)
    return (float(given[0]), float(given[1])) if given else (min(years), max(years))


def _series(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, tuple[str, dict[float, float]]]:
    """Return the known values by name: (role, value by year)."""
    out: dict[str, tuple[str, dict[float, float]]] = {}
    for row in rows:
        year, value = when(row.get("year")), number(row.get("value"))
        if year is not None and value is not None:
            out.setdefault(str(row.get(key, "")), (str(row.get("role", "other")), {}))[1][year] = value
    return out


def _lines(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each line: its shape, its first value, and the value of the year of the page."""
    found = _series(chart.rows, "series")
    if not found:
        return
    form = str(chart.options.get("format", "times" if chart.options.get("log") else "number"))
    first, last = _years_of(chart, (y for _, values in found.values() for y in values))
    bend = log10 if chart.options.get("log") else float
    drawn = {
        name: {y: bend(v) for y, v in values.items() if first <= y <= last and (v > 0 or bend is float)}
        for name, (_, values) in found.items()
    }
    everything = [v for values in drawn.values() for v in values.values()]
    unsure = {
        (r.get("series"), when(r.get("year"))): r["status"]
        for r in chart.rows
        if r.get("status", "known") != "known"
    }
    for name, (role, values) in found.items():
        if drawn[name]:
            end, words = _course({y: values[y] for y in drawn[name]}, when(chart.options.get("year")), form)
            status = unsure.get((name, end))
            shape = spark(drawn[name], first, last, min(everything), max(everything), columns)
            yield role, name, f"{shape}  {words}{f' ({status})' if status else ''}"


def _course(values: Mapping[float, float], year: float | None, form: str) -> tuple[float, str]:
    """Return the first value and that of the year of the page, or the last one, in words, and which year that was."""
    start = min(values)
    end = year if year in values and year is not None else max(values)
    if start == end:
        return end, f"{show(values[end], form)} in {int(end)}"
    return end, f"{show(values[start], form)} in {int(start)}, {show(values[end], form)} in {int(end)}"


def _bars(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each panel: its shape, the highest year, the sum."""
    found = _series(chart.rows, "panel")
    names = dict.fromkeys([*map(str, chart.options.get("panels", ())), *found])
    form = str(chart.options.get("format", "number"))
    if not any(v for _, values in found.values() for v in values.values()):
        return
    first, last = _years_of(chart, (y for _, values in found.values() for y in values))
    high = max(v for _, values in found.values() for v in values.values())
    for name in names:
        role, values = found.get(name, ("other", {}))
        inside = {y: v for y, v in values.items() if v and first <= y <= last}
        if not inside:
            yield role, name, str(chart.options.get("none", {}).get(name, "none on record"))
            continue
        top = max(inside, key=lambda y: inside[y])
        yield (
            role,
            name,
            f"{spark(inside, first, last, 0, high, columns)}  most in {int(top)}: {show(inside[top], form)}",
        )


def _strip(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each marked state or pair: its value and its place among all."""
    form = str(chart.options.get("format", "number"))
    panels = dict.fromkeys(str(row.get("panel", "")) for row in chart.rows)
    for panel in panels:
        rows = [row for row in chart.rows if str(row.get("panel", "")) == panel]
        for row in rows:
            if row.get("role") in MARKED or row.get("named"):
                name = f"{row.get('label', '')}{', ' + panel if panel else ''}"
                yield str(row.get("role", "other")), name, place(row, rows, form)


def place(row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], form: str) -> str:
    """Return a value with how many lie below it.

    Parameters
    ----------
    row : mapping of str to object
        The row in question.
    rows : sequence of mapping of str to object
        Those that it is among, itself included.
    form : str
        As :func:`~westphalia.report.numbers.show` takes it.
    """
    value = number(row.get("value"))
    if value is None:
        return "not known"
    known = [
        (v, number(r.get("count")) or 1.0)
        for r in rows
        if (v := number(r.get("value"))) is not None and r is not row
    ]
    below = sum(count for v, count in known if v < value)
    total = sum(count for _, count in known)
    if not total or all(r.get("role") in MARKED for r in rows):  # a few told apart, among no others
        return show(value, form)
    if below in (0, total):
        if total >= MANY:
            return f"{show(value, form)}, {'above all others' if below else 'not above any other'}"
        return f"{show(value, form)}, {'above all' if below else 'not above any of'} {total:,.0f} others"
    share = f"{below:,.0f} of {total:,.0f}" if total < MANY else in_hundred(below / total)
    return f"{show(value, form)}, above {share} others"


def _lanes(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield the entries of each lane, the important ones, in order of time."""
    names = dict.fromkeys(
        [*map(str, chart.options.get("lanes", ())), *(str(r.get("lane", "")) for r in chart.rows)]
    )
    if not chart.rows:
        return
    for name in names:
        rows = [r for r in chart.rows if str(r.get("lane", "")) == name and when(r.get("start")) is not None]
        best = sorted(
            [r for r in rows if r.get("label")] or rows,
            key=lambda r: (r["rank"] if r.get("rank") is not None else 9, when(r["start"]) or 0),
        )[:ENTRIES]
        for i, row in enumerate(sorted(best, key=lambda r: when(r["start"]) or 0)):
            yield (
                str(row.get("role", "other")),
                name if i == 0 else "",
                f"{_span(row):<9}  {row.get('text', '')}",
            )
        rest = sorted(int(when(r["start"]) or 0) for r in rows if not any(r is b for b in best))
        if rest:
            years = f"in {rest[0]}" if rest[0] == rest[-1] else f"{rest[0]}–{rest[-1]}"
            yield "other", "", f"{'':<9}  and {len(rest)} more, {years}"
        if not rows:
            yield "other", name, str(chart.options.get("none", {}).get(name, "none on record"))


def _span(row: Mapping[str, Any]) -> str:
    """Return the years of an entry."""
    start, end = when(row.get("start")), when(row.get("end"))
    if start is None:
        return ""
    if row.get("mark") == "point" or (end is not None and int(end) == int(start)):
        return str(int(start))
    return f"{int(start)}–{int(end)}" if end is not None else f"{int(start)}–"


def _kinds(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each state and kind: its shape, and the number of the year of the page."""
    cells = [
        (r, when(r.get("first", r.get("year"))), when(r.get("last", r.get("year"))), number(r.get("value")))
        for r in chart.rows
    ]
    known = [(r, int(a), int(b), v) for r, a, b, v in cells if a is not None and b is not None and v]
    if not known:
        return
    first, last = _years_of(chart, (y for _, a, b, _ in known for y in (a, b)))
    year = when(chart.options.get("year")) or last
    high = max(v for _, _, _, v in known)
    for panel in dict.fromkeys(str(r.get("panel", "")) for r, *_ in known):
        for kind in dict.fromkeys(
            [*map(str, chart.options.get("kinds", ())), *(str(r.get("kind", "")) for r, *_ in known)]
        ):
            mine = [
                (r, a, b, v)
                for r, a, b, v in known
                if str(r.get("panel", "")) == panel and str(r.get("kind", "")) == kind
            ]
            if mine:
                values = {float(y): v for _, a, b, v in mine for y in range(a, b + 1)}
                now = show(values.get(year, 0.0), "count")
                yield (
                    str(mine[0][0].get("role", "other")),
                    f"{panel}: {kind}",
                    f"{spark(values, first, last, 0, high, columns)}  {now} in {int(year)}",
                )


def _world(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each group of a map with its places."""
    groups: Mapping[str, Mapping[str, Any]] = chart.options.get("groups", {})
    for name in dict.fromkeys([*map(str, groups), *(str(r.get("group", "")) for r in chart.rows)]):
        rows = [r for r in chart.rows if str(r.get("group", "")) == name]
        if rows:
            look = groups.get(name, {})
            places = ", ".join(str(r.get("label") or r.get("iso3", "")) for r in rows)
            yield (
                str(look.get("role", rows[0].get("role", "other"))),
                str(look.get("text", name)),
                f"{len(rows)}: {places}",
            )


def _waterfall(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each step: how strong it is as blocks, and what it does in words."""
    rows = [r for r in chart.rows if number(r.get("value")) is not None]
    sizes = [abs(number(r.get("step")) or 0.0) for r in rows]
    most = max(sizes, default=0.0) or 1.0
    for row, size in zip(rows, sizes, strict=True):
        blocks = "█" * round(size / most * min(columns, 20))
        role = str(row.get("role", "other"))
        sign = {"start": " ", "end": " "}.get(role, "+" if (number(row.get("step")) or 0.0) > 0 else "-")
        yield (
            "pair" if role in ("start", "end") else role,
            str(row.get("label", "")),
            f"{sign} {blocks}{' ' if blocks else ''}{row.get('text', '')}",
        )


def _tally(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each group: how many of each class, those without any left out."""
    found: dict[str, list[str]] = {}
    for row in chart.rows:
        if number(row.get("value")):
            found.setdefault(str(row.get("group", "")), []).append(f"{row['value']} {row.get('part', '')}")
    for group, counts in found.items():
        yield "other", group, ", ".join(counts)


def _flows(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each target: how much of each source goes there."""
    found: dict[str, list[str]] = {}
    for row in chart.rows:
        if number(row.get("value")):
            found.setdefault(str(row["target"]), []).append(f"{row['value']} {row['source']}")
    for target, amounts in found.items():
        yield "other", target, ", ".join(amounts)


def _spans(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield a row for each figure: its name, and the figure in words."""
    if any(number(row.get("value")) is not None for row in chart.rows):
        for row in chart.rows:
            yield (
                str(row.get("role", "other")),
                str(row.get("label", "")),
                str(row.get("text") or "not known"),
            )


def _towns(chart: Chart, columns: int) -> Iterator[Row]:
    """Yield the states with the largest values, as long as these are large."""
    known = [row for row in chart.rows if row.get("value") is not None]
    most = max((abs(row["value"]) for row in known), default=0.0) or 1.0
    roles = {name: str(each["role"]) for name, each in chart.options["groups"].items()}
    for row in sorted(known, key=lambda each: -abs(each["value"]))[:12]:
        length = max(1, round(abs(row["value"]) / most * columns * 0.6))
        yield roles[str(row["group"])], str(row["name"]), f"{'█' * length} {show(row['value'])}"


_SKETCHES: dict[str, Callable[[Chart, int], Iterator[Row]]] = {
    "lines": _lines,
    "bars": _bars,
    "strip": _strip,
    "lanes": _lanes,
    "kinds": _kinds,
    "map": _world,
    "waterfall": _waterfall,
    "tally": _tally,
    "flows": _flows,
    "spans": _spans,
    "towns": _towns,
}
