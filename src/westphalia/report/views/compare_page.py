"""The page and the document of pairs side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from westphalia.report.brief.coded_pacts import between as coded_between
from westphalia.report.brief.drivers import NAMES
from westphalia.report.brief.words import listed, midsentence, moment, sentence
from westphalia.report.page import Chart, Page, Role, Section, SmallTable
from westphalia.report.views.compare_readings import SHARED
from westphalia.report.views.named import sources_of

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.report.views.compare import Apart, Comparison
    from westphalia.report.views.compare_readings import ComparedPair

Doc = dict[str, Any]
ROLES: tuple[Role, ...] = ("a", "b", "pair", "leader")
"""Colours of the columns, in order."""
LITTLE = 0.5
"""Standard deviations under which pairs are said to differ little."""
SHOWN = 6
"""Readings, or drivers, in a picture: those that differ most."""
EXTREMES = {
    "relation-course": ("friendliest", "most hostile"),
    "votes-distance": ("farthest apart", "nearest"),
}
"""The two ends of a picture in words."""
PHRASES = {
    "relation": "their relation (a score, 0 is like any pair)",
    "forecast": "the chance of a new tie within five years",
    "pact": "the weightiest promise of a pact",
    "arms": "the volume of arms delivered either way in ten years",
    "votes": "the distance of their votes in the General Assembly (ideal points)",
    "sanctions": "how many states sanction both",
    "each_other": "whether they have sanctions on each other",
    "grievance": "what they hold against each other (weighted wrongs remembered)",
    "rivalry": "whether they are strategic rivals",
    "exclusion": "how far both are shut out of the order (0 to 1)",
    "disputes": "the number of militarized disputes since 1816",
    "trade": "the larger share of imports from the other",
    "asymmetry": "how unequal they are in capability",
}
"""Readings as the first sentence names them."""
TABLES = ("relations", "pacts", "arms_transfers", "ideal_points", "sanctions", "sanction_cases", "dispute_dyad_years", "trade", "trade_totals", "capabilities", "rivalries")  # fmt: skip


def document_of(world: World, found: Comparison) -> Doc:
    """Return what ``--format json`` prints.

    Parameters
    ----------
    world, found : World, Comparison
        The record, and the pairs.
    """
    return {
        "westphalia": world.stamp(),
        "as_of": world.last_known,
        "lead": lead(found),
        "pairs": [
            {"a": each.dyad.a.to_dict(), "b": each.dyad.b.to_dict(), "year": each.year, "label": each.label}
            for each in found.columns
        ],
        "readings": [
            {"name": each.name, "title": each.title, "apart": each.apart, "leads": each.leads, "values": [one.to_dict() for one in each.readings]}
            for each in found.apart
        ],
        "drivers": [{"driver": name, "contributions": list(values)} for name, values in found.drivers.items()],
        "unknown": list(_unknown(found)),
    }  # fmt: skip


def lead(found: Comparison) -> str:
    """Return the sentence on what differs most, with its numbers.

    Parameters
    ----------
    found : Comparison
        The pairs.
    """
    first = found.first
    if first is None or first.high is None or first.low is None or first.apart is None:
        return "Nothing that is recent enough is known of two of them."
    year = found.columns[0].year
    when = f" in {year}" if all(column.year == year for column in found.columns) else ""
    if first.apart < LITTLE:
        return f"They differed little{when}; most in {PHRASES[first.name]}: {_two(first, found)}."
    return f"What differed most{when} was {PHRASES[first.name]}: {_two(first, found)}."


def _two(each: Apart, found: Comparison) -> str:
    """Return the two columns that differ most in a reading, with their numbers, the one with more first."""
    assert each.high is not None
    assert each.low is not None
    parts = (f"{each.readings[at].shown} between {found.columns[at].label}" for at in (each.high, each.low))
    return ", ".join(parts)


def page(world: World, found: Comparison, document: Doc) -> Page:
    """Return the page.

    Parameters
    ----------
    world, found, document : World, Comparison, dict
        The record, the pairs, and what ``--format json`` prints.
    """
    year = found.columns[0].year
    years = len({column.year for column in found.columns}) > 1
    title = listed([sentence(column.label) if not at else column.label for at, column in enumerate(found.columns)], "beside")  # fmt: skip
    sections = [_apart(found), *_courses(found), *_drivers(found), _not_known(world, found)]
    return Page(
        title if years else f"{title} in {year}",
        document["lead"],
        tuple(sections),
        document,
        sources_of(world, TABLES),
        {},
        max(column.year for column in found.columns),
    )


def _apart(found: Comparison) -> Section:
    known = [each for each in found.apart if each.apart is not None]
    far = [each for each in known if each.apart is not None and each.apart >= LITTLE]
    more = [each for each in far if each is not found.first and each.leads]
    if more:
        finding = f"After that {listed([midsentence(each.title) for each in more[:2]])} {'differ' if len(more) > 1 else 'differs'} most."
    else:
        finding = "In everything else that is known they are much alike."
    alike = [midsentence(each.title) for each in known if each not in far]
    prose = (f"Much alike: {listed(alike)}.",) if alike and more else ()
    heads = ("", *(sentence(column.label) for column in found.columns))
    rows = tuple((each.title, *(one.shown for one in each.readings)) for each in found.apart)
    grid = SmallTable(heads, rows, "l" * len(heads), (), "What differs most first; a year in brackets is that of the list")  # fmt: skip
    notes = (
        "What differs most is told by places among all pairs of the year (the share of pairs with less), turned into normal scores, so that unlike things can be compared; a "
        "reading from more than five years before the year leads nothing.",
    )
    return Section("apart", "What differs", finding, prose, (_strip(found),), (grid,), notes)


def _strip(found: Comparison) -> Chart:
    some = [each for each in found.apart if each.apart is not None][:SHOWN]
    rows = tuple(
        {"panel": each.title, "label": column.label, "role": role, "value": one.place}
        for each in some
        for column, role, one in zip(found.columns, ROLES, each.readings, strict=False)
        if one.place is not None
    )
    panels = [each.title for each in some]
    return Chart(
        "compare-places", "strip", rows, "Place among all pairs of the year (share of pairs with less)", lead(found), "share of pairs with less", (),
        "each reading to the year that stands in the table", {"panels": panels, "domain": [0, 1], "format": "percent", "ends": {"low": "less than any", "high": "more than any"}},
    )  # fmt: skip


def _courses(found: Comparison) -> Iterator[Section]:
    """Yield the relation and the distance of votes of all pairs over the years, on one axis each."""
    charts = [chart for name in SHARED if (chart := _course(found, name)) is not None]
    if not charts:
        return
    each = next(one for one in found.apart if one.name == "relation")
    told = [f"{one.shown} between {column.label}" for one, column in zip(each.readings, found.columns, strict=True) if one.value is not None]  # fmt: skip
    finding = f"The relation was {'; '.join(told)}." if told else "How friendly they were is not known."
    yield Section("course", "Over the years", finding, (), tuple(charts))


def _course(found: Comparison, name: str) -> Chart | None:
    """Return a picture of the brief with all pairs in it; None where none of them has it."""
    pairs: dict[tuple[int, ...], ComparedPair] = {}
    for column in found.columns:
        if name in column.charts:
            pairs[tuple(sorted(column.dyad.codes))] = column  # by the names of its last year
    if not pairs:
        return None
    first = next(iter(pairs.values())).charts[name]
    rows: list[Doc] = [dict(row) for row in first.rows if row["role"] == "other" and "lo" in row]
    ends = []
    for role, column in zip(ROLES, pairs.values(), strict=False):
        series = sentence(column.label.removesuffix(f" in {column.year}"))
        own = [row for row in column.charts[name].rows if row["role"] == "pair"]
        rows += [{"series": series, "role": role, "year": row["year"], "value": row["value"]} for row in own]
        known = {row["year"]: row["value"] for row in own if row["value"] is not None}
        high, low = max(known, key=lambda year: known[year]), min(known, key=lambda year: known[year])
        most, least = EXTREMES[name]
        ends.append(f"{series}: {most} in {high}, {least} in {low}")
    years = sorted({column.year for column in found.columns})
    options: Doc = {**first.options, "year": years[-1]}
    options["labels"] = {key: text for key, text in first.options.get("labels", {}).items() if key == "other"}  # fmt: skip
    if len(years) > 1:
        options["events"] = [{"year": year, "text": str(year)} for year in years[:-1]]
    alt = f"{'; '.join(ends)}."
    title = first.title.replace("; band: what is left open, nine times in ten", "").replace("the two have", "they have")  # fmt: skip
    return replace(first, id=f"compare-{name}", rows=tuple(rows), title=title, alt=alt, options=options)


def _drivers(found: Comparison) -> Iterator[Section]:
    if not found.drivers:
        return
    names = list(found.drivers)
    first = found.drivers[names[0]]
    told = [f"{value:+.2f} for {column.label}" for value, column in zip(first, found.columns, strict=True) if value is not None]  # fmt: skip
    if len(told) > 1:
        finding = f"Of what drives the forecast {NAMES.get(names[0], names[0])} differs most: {listed(told)}, in log-odds."  # fmt: skip
    else:
        finding = f"A forecast is at hand of {listed(_with_forecast(found.columns))} alone."
    rows = tuple(
        {"panel": _driver(name), "label": column.label, "role": role, "value": value}
        for name in names[:SHOWN]
        for column, role, value in zip(found.columns, ROLES, found.drivers[name], strict=False)
        if value is not None
    )
    chart = Chart(
        "compare-drivers", "strip", rows, "What each driver adds to the chance of a new tie (log-odds, 0 is a pair of average chance)", finding, "log-odds", (), "",
        {"panels": [_driver(name) for name in names[:SHOWN]], "marks": [], "ends": {"low": "holds apart", "high": "draws together"}},
    )  # fmt: skip
    heads = ("Driver", *(sentence(column.label) for column in found.columns))
    cells = tuple(
        (_driver(name), *("not known" if value is None else f"{value:+.2f}" for value in values))
        for name, values in found.drivers.items()
    )  # fmt: skip
    grid = SmallTable(heads, cells, "l" + "r" * len(found.columns), (), "In log-odds; those that differ most first")  # fmt: skip
    yield Section("drivers", "What drives the forecast", finding, (), (chart,), (grid,))


def _driver(name: str) -> str:
    return sentence(NAMES.get(name, name))


def _with_forecast(columns: Sequence[ComparedPair]) -> list[str]:
    return [column.label for column in columns if column.drivers]


def _unknown(found: Comparison) -> Iterator[str]:
    for each in found.apart:
        for one, column in zip(each.readings, found.columns, strict=True):
            if one.value is None:
                yield f"{each.title}, {column.label}: {one.why}."


def _not_known(world: World, found: Comparison) -> Section:
    lines = list(_unknown(found))
    first = "All readings are known of all of them." if not lines else f"{sentence(str(len(lines)))} readings are not known, and stand for no zero."  # fmt: skip
    if len(lines) == 1:
        first = "One reading is not known, and stands for no zero."
    after = tuple(_since(world, found))
    commands = "; ".join(f'westphalia brief "{column.dyad.a.name}" "{column.dyad.b.name}" --year {column.year}' for column in found.columns)  # fmt: skip
    return Section("unknown", "What is not known", first, (*lines, *after), notes=(f"Each pair alone: {commands}.",))  # fmt: skip


def _since(world: World, found: Comparison) -> Iterator[str]:
    """Yield what is coded by hand of pacts after their list ends."""
    span = world.span("pacts")
    for column in found.columns:
        if span is None or column.year <= span[1]:
            continue
        for event in coded_between(world, column.dyad, column.year):
            if int(event.date[:4]) > span[1]:
                yield f"Coded by hand since the list of pacts ended in {span[1]}: {moment(event.date)}, {event.text}"
