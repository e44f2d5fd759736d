"""The page of two simulations beside each other: what the second does less what the first does, where that can be told from none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.report.brief import words
from westphalia.report.page import Chart, Page, Section, SmallTable
from westphalia.report.views.named import sources_of
from westphalia.report.views.simulate_charts import TITLES, WORLD, more_or_less, over_years, size, tables
from westphalia.report.views.simulate_page import EXPERIMENTS, SHOWN, in_table
from westphalia.report.views.simulate_ranked import changed
from westphalia.system.outcomes import SYSTEM

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.system.difference import Either, SimulationDifference

HEADS = ("name", "region", "unit", "year", "one", "two", "mean", "low", "high", "mean_low", "mean_high")
PAIRED = "Both were run with the same luck from the same start, and are compared run by run."
APART = "Of saved results, and of runs with other luck, the means are compared as if nothing were shared: their intervals are rather too wide, and what nine runs of ten do is not told."
Row = Mapping[str, Any]


def page_of_difference(world: World, found: SimulationDifference, document: Mapping[str, Any]) -> Page:
    """Return the page.

    Parameters
    ----------
    world : World
        The record.
    found : SimulationDifference
        The two.
    document : mapping
        Its JSON document.
    """
    rows = document["differences"]
    end = max(row["year"] for row in rows)
    ranked = changed(rows, end)
    one, two = found.one.scenario.name, found.two.scenario.name
    sections = [_told(found, rows, ranked, end), _two(found)]
    standfirst = " ".join(_standfirst(found, ranked, end))
    labels = {"a": one, "b": two, "pair": f"{two} less {one}"}
    sources = sources_of(world, tables([each.name for each in SYSTEM]))
    return Page(f"{two} beside {one}: {found.one.scenario.start + 1} to {end}", standfirst, tuple(sections), document, sources, labels, end)  # fmt: skip


def _standfirst(found: SimulationDifference, ranked: Sequence[Row], end: int) -> Iterator[str]:
    one, two = found.one.scenario.name, found.two.scenario.name
    if not ranked:
        yield f"In {end} the two make no difference to each other in the system as a whole that can be told from none."
    for row in ranked[:2]:
        low, high = sorted(map(abs, row["mean_interval"]))
        more, unit, by = more_or_less(row)
        yield f"{TITLES[row['name']]} in {end}: {size(abs(row['mean']) / by)}{unit} {more} in {two} than in {one} on average ({size(low / by)} to {size(high / by)}), each beside its own baseline."
    yield PAIRED if found.paired else APART
    yield from found.unlike


def _told(found: SimulationDifference, rows: Sequence[Row], ranked: Sequence[Row], end: int) -> Section:
    if ranked:
        names = words.listed(words.midsentence(TITLES[row["name"]]) for row in ranked[:SHOWN])
        finding = f"What the two differ in most surely in {end}: {names}."
    else:
        finding = f"In {end} the two differ in nothing of the system as a whole that can be told from none."
    charts = tuple(_drawn(found, rows, row["name"]) for row in ranked[:2])
    return Section("difference", "What differs", finding, (EXPERIMENTS,), charts, (_table(found, rows, end),))


def _drawn(found: SimulationDifference, rows: Sequence[Row], name: str) -> Chart:
    """Return the mean difference of an outcome by year, with how well it is known."""
    mine = [row for row in rows if row["name"] == name and row["region"] == WORLD]
    last, (more, unit, by) = mine[-1], more_or_less(mine[-1])
    low, high = (size(each / by) for each in sorted(map(abs, last["mean_interval"])))
    alt = f"{size(abs(last['mean']) / by)}{unit} {more} in {last['year']} on average ({low} to {high})."
    title = f"{TITLES[name]}: {found.two.scenario.name} less {found.one.scenario.name} (band: how well the mean is known)"
    return over_years(f"beside-{name}", "difference", mine, "mean_interval", title, alt)


def _table(found: SimulationDifference, rows: Sequence[Row], end: int) -> SmallTable:
    told = []
    for row in rows:
        if row["year"] == end:
            by, outcome, gap = in_table(row)
            told.append((outcome, size(row["one"] / by), size(row["two"] / by), gap))
    heads = ("Outcome", found.one.scenario.name, found.two.scenario.name, "Difference")
    caption = f"All outcomes in {end}: mean difference of each from its own baseline, and of the second from the first where it lies three standard errors from none"
    return SmallTable(heads, tuple(told), "lrrr", (), caption)


def _two(found: SimulationDifference) -> Section:
    def row(of: Either) -> tuple[str, ...]:
        given = of.scenario
        return given.name, given.description, f"{given.start + 1}-{given.start + given.years}", f"{of.runs:,d}", str(of.seed), of.hash  # fmt: skip

    grid = SmallTable(("Scenario", "What it is about", "Years", "Runs", "Seed", "Hash"), (row(found.one), row(found.two)), "lllrrl", (), "The two")  # fmt: skip
    finding = f"{found.one.scenario.name} and {found.two.scenario.name}."
    return Section("two", "The two", finding, found.unlike, (), (grid,), fold=True)
