"""The page of a simulation: what the scenario changes most and how sure that is, both arms after the record, what was done, what is not in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from westphalia.record.results import outdated
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.views.named import sources_of
from westphalia.report.views.simulate_charts import (
    BEFORE,
    TITLES,
    WORLD,
    fan,
    more_or_less,
    paired,
    size,
    tables,
)
from westphalia.report.views.simulate_ranked import changed, followed_first, sure, written_by
from westphalia.report.views.simulate_reasons import reasons
from westphalia.system.nuclear import STAGES_REACHED
from westphalia.system.outcomes import SYSTEM
from westphalia.system.processes import processes
from westphalia.system.recorded import recorded
from westphalia.system.result import titled
from westphalia.system.variables import VARIABLES

if TYPE_CHECKING:
    from westphalia.record.world import World
    from westphalia.system.result import Simulation

SHOCKS = "model/shocks.json"
"""How much better forecasts were that knew of a dated shock of the record."""
LEAST = 0.01
"""Part of the score by which a forecast must have changed to be told of."""
PAST = "model/hindcast.json"
"""How well such runs have done on the past."""
TOLD = 8
"""States, and pairs, that are told of as affected."""
SHOWN = 3
"""Outcomes that are drawn."""
EXPERIMENTS = "These are regressions run forward, not experiments: what goes with sanctions or disputes on the record need not be caused by them."
UNTRIED = "How well such runs have done on the past is not measured for this edition, so no level in them is to be believed; what is told is what differs between two runs with the same luck."
Row = Mapping[str, Any]


def page_of(world: World, asked: str, found: Simulation, document: Mapping[str, Any]) -> Page:
    """Return the page of a simulation.

    Parameters
    ----------
    world : World
        The record.
    asked : str
        The scenario as it was asked for.
    found : Simulation
        What the runs gave.
    document : mapping
        Its JSON document.
    """
    given = found.scenario
    end = given.start + given.years
    ranked = followed_first(changed(document["differences"], end), given)
    past = outdated(world.manifest, PAST)
    shown = [row["name"] for row in ranked[:SHOWN]] or [
        each.name for each in SYSTEM if each.name in ("pacts", "sanctions", "disputes")
    ]
    sections = [
        _difference(found, document, ranked, end),
        _arms(world, found, document, shown, past),
        *reasons(document, ranked, end, asked),
        *_affected(document, end),
        *_first(document),
        _done(found),
        _past(past, outdated(world.manifest, SHOCKS)),
        _start(document),
        _again(asked, found),
    ]
    title = f"{given.description.rstrip('.') or given.name}: {given.start + 1} to {end}"
    standfirst = " ".join(_standfirst(found, ranked, end, past))
    labels = {"a": "baseline", "b": "scenario", "pair": "scenario less baseline"}
    sources = sources_of(world, tables([each.name for each in SYSTEM]))
    return Page(title, standfirst, tuple(sections), document, sources, labels, end)


def _standfirst(
    found: Simulation, ranked: Sequence[Row], end: int, past: Mapping[str, Any] | None
) -> Iterator[str]:
    runs = f"{found.runs:,d} runs" if found.runs > 1 else "one run"
    if found.interrupted:
        yield f"It was stopped after {runs}; the same command goes on."
    if found.inert:
        yield _inert(found)
    if not found.scenario.interventions:
        yield f"Nothing is done in this scenario: it is the system run on from {found.scenario.start} to {end}, in {runs}."
    elif not ranked:
        yield f"In {end} it makes no difference to the system as a whole that can be told from none in {runs}."
    else:
        yield f"{_told(ranked[0], end)}, in {runs}."
        if len(ranked) > 1:
            yield f"{_told(ranked[1], end)}."
        if ranked[0]["name"] in written_by(found.scenario):
            yield "That is what was done itself; nothing that follows from it can be told from none."
    if past is None:
        yield "How well such runs have done on the past is not measured."
    else:
        since = (
            f"from starts since {past['origins'][0]}"
            if found.scenario.start < past["origins"][0]
            else "on the past"
        )
        yield f"{words.sentence(since)}, bands that should hold nine of ten held {numbers.in_hundred(_held(past))} figures."


def _told(row: Row, end: int) -> str:
    low, high = sorted(map(abs, row["mean_interval"]))
    more, unit, by = more_or_less(row)
    return f"{TITLES[row['name']]} in {end}: {size(abs(row['mean']) / by)}{unit} {more} than in the baseline on average ({size(low / by)} to {size(high / by)})"


def _held(past: Mapping[str, Any]) -> float:
    """Return what share of the figures of the past such bands held."""
    rows = past["statistics"]
    return float(sum(row["cover90"] * row["origins"] for row in rows) / sum(row["origins"] for row in rows))


def _inert(found: Simulation) -> str:
    which = words.listed(f"intervention {number}" for number in found.inert)
    verb = "has" if len(found.inert) == 1 else "have"
    return f"{words.sentence(which)} {verb} changed nothing in any run."


def _difference(found: Simulation, document: Mapping[str, Any], ranked: Sequence[Row], end: int) -> Section:
    if not found.scenario.interventions:
        finding = "A baseline beside itself: no difference."
    elif ranked:
        names = words.listed(words.midsentence(TITLES[row["name"]]) for row in ranked[:SHOWN])
        finding = f"What the scenario changes most surely by {end}: {names}."
    else:
        finding = (
            f"By {end} the scenario changes nothing of the system as a whole that can be told from none."
        )
    charts = tuple(paired(document, row["name"]) for row in ranked[:2])
    return Section("difference", "What differs", finding, (EXPERIMENTS,), charts, (_table(document, end),))


def called(row: Row) -> str:
    """Return an outcome as a table names it: of whom, where it is not of the whole system.

    Parameters
    ----------
    row : mapping
        Of the document.

    Examples
    --------
    >>> called({"name": "democracy", "region": "Iran", "unit": "index"}), called({"name": "pacts", "region": "World"})
    ('Iran: electoral democracy (index)', 'Pacts of few in force')
    """
    title = titled(row["name"], row["region"])
    return title if row["region"] == WORLD else f"{row['region']}: {words.midsentence(title)} ({row['unit']})"


def in_table(row: Row) -> tuple[float, str, str]:
    """Return what the numbers of an outcome are divided by in a table, how the outcome is named there, and its mean difference where that can be told from none.

    Parameters
    ----------
    row : mapping
        A difference of the document.

    Examples
    --------
    >>> in_table({"name": "pacts", "region": "World", "unit": "pacts", "mean": -4.2, "mean_interval": [-4.5, -3.8]})
    (1.0, 'Pacts of few in force', '-4.2 (-4.5 to -3.8)')
    """
    dollars = row["unit"].startswith("millions of dollars")
    by, unit = (1e6, " (trillion dollars of 2017)") if dollars else (1.0, "")
    low, high = (size(each / by) for each in row["mean_interval"])
    return by, called(row) + unit, f"{size(row['mean'] / by)} ({low} to {high})" if sure(row) else ""


def _table(document: Mapping[str, Any], end: int) -> SmallTable:
    arms = {
        (row["name"], row["region"], row["arm"]): row for row in document["outcomes"] if row["year"] == end
    }
    rows = []
    for row in document["differences"]:
        if row["year"] == end:
            by, outcome, told = in_table(row)
            one, two = (arms[row["name"], row["region"], arm] for arm in ("baseline", "scenario"))
            rows.append((outcome, _spread(one, by), _spread(two, by), told))
    heads = ("Outcome", "Baseline", "Scenario", "Mean difference")
    caption = f"All outcomes in {end}: the middle run, and between what nine of ten lie; the mean difference where it lies three standard errors from none"
    return SmallTable(heads, tuple(rows), "lrrr", (), caption)


def _spread(row: Row, by: float) -> str:
    held = row["quantiles"]
    return f"{size(held['0.5'] / by)} ({size(held['0.05'] / by)} to {size(held['0.95'] / by)})"


def _arms(
    world: World,
    found: Simulation,
    document: Mapping[str, Any],
    names: Sequence[str],
    past: Mapping[str, Any] | None,
) -> Section:
    start = found.scenario.start
    known = {year: recorded(world, year) for year in range(start - BEFORE, start + 1)}
    charts = tuple(fan(world, document, known, name, past, start, found.scenario.years) for name in names)
    finding = f"Both arms after the record, {start} to {start + found.scenario.years}."
    prose = (UNTRIED,) if past is None else ()
    return Section("arms", "Both arms", finding, prose, charts)


def _affected(document: Mapping[str, Any], end: int) -> Iterator[Section]:
    """Yield whom the scenario moves most."""
    rows = document["affected"]
    if not rows:
        return
    states, pairs = ([row for row in rows if row["kind"] == kind][:TOLD] for kind in ("state", "pair"))
    grids = []
    if states:
        told = tuple(
            (
                row["region"],
                _measured(row["name"]),
                size(row["baseline"]),
                size(row["scenario"]),
                size(row["difference"]),
            )
            for row in states
        )
        grids.append(
            SmallTable(
                ("State", "What", "Baseline", "Scenario", "Difference"),
                told,
                "llrrr",
                (),
                f"States that it moves most surely by {end}, means of the runs",
            )
        )
    if pairs:
        tied = tuple(
            (
                row["region"],
                VARIABLES[row["name"]].title,
                numbers.percent(row["baseline"]),
                numbers.percent(row["scenario"]),
            )
            for row in pairs
        )
        grids.append(
            SmallTable(
                ("Pair", "Tie", "Baseline", "Scenario"),
                tied,
                "llrr",
                (),
                f"Pairs that it moves most surely: share of runs with the tie in {end}",
            )
        )
    names = (
        words.listed(dict.fromkeys(words.the(row["region"]) for row in states[:3]))
        if states
        else pairs[0]["region"]
    )
    yield Section(
        "affected", "Who is affected", f"By {end} it moves {names} most surely.", (), (), tuple(grids)
    )


def _measured(name: str) -> str:
    """Return a variable of states with its unit, in short."""
    unit = VARIABLES[name].unit
    return f"{VARIABLES[name].title} ({'log, beside the mean of all' if 'less the mean' in unit else unit})"


def _first(document: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the section on the first years of ties that the scenario asks after."""
    rows = document["first_passage"]
    if not rows:
        return
    end = max(row["year"] for row in rows)
    asked = list(dict.fromkeys((row["name"], row["region"]) for row in rows))
    told = []
    for name, pair in asked:
        share = {
            row["arm"]: row for row in rows if (row["name"], row["region"], row["year"]) == (name, pair, end)
        }
        one, two = share["baseline"], share["scenario"]
        there = "yes" if one["at_start"] else "no"
        told.append(
            (
                pair,
                STAGES_REACHED[name] if name in STAGES_REACHED else VARIABLES[name].title,
                there,
                numbers.percent(one["share"]),
                numbers.percent(two["share"]),
            )
        )
    tied = not any(name in STAGES_REACHED for name, _ in asked)
    heads = (
        *(("Pair", "Tie") if tied else ("Who", "What")),
        "There at the start",
        f"Baseline by {end}",
        f"Scenario by {end}",
    )
    grid = SmallTable(
        heads,
        tuple(told),
        "lllrr",
        (),
        f"Share of runs in which {'a pair has a tie' if tied else 'it is so'} in or before {end}",
    )
    pair, tie, there, one, two = next((row for row in told if row[2] == "no"), told[0])
    when = f"by {end}" if there == "no" else f"in or before {end}, as at the start,"
    finding = (
        f"{pair}: {words.midsentence(tie)} {when} in {two} of runs of the scenario, {one} of the baseline."
    )
    yield Section("first", "First years", finding, (), (), (grid,))


def _done(found: Simulation) -> Section:
    given = found.scenario
    rows = tuple(
        (str(number), *each.told(), "changed nothing" if number in found.inert else "")
        for number, each in enumerate(given.interventions, 1)
    )
    finding = (
        f"{words.sentence(words.counted(len(rows), 'intervention'))} from {given.start + 1} to {given.start + given.years}."
        if rows
        else "Nothing is done."
    )
    grid = (
        (
            SmallTable(
                ("", "What is done", "When", "In what share of runs", ""),
                rows,
                "lllll",
                (),
                "What the scenario does",
            ),
        )
        if rows
        else ()
    )
    return Section("done", "What is done", finding, tuple(given.limits), (), grid)


def _past(past: Mapping[str, Any] | None, shocks: Mapping[str, Any] | None) -> Section:
    if past is None:
        return Section(
            "past",
            "On the past",
            "How well such runs have done on the past is not measured for this edition.",
            (UNTRIED,),
        )
    rows = tuple(
        (
            TITLES.get(row["name"], row["name"]),
            str(row["horizon"]),
            str(row["origins"]),
            numbers.percent(row["cover90"]),
            size(row["crps"]),
            size(row["crps_no_change"]),
        )
        for row in past["statistics"]
    )
    finding = f"Bands like these, which should hold nine of ten, held {numbers.in_hundred(_held(past))} figures of the past."
    heads = ("Outcome", "Years ahead", "Origins", "Held by nine-in-ten bands", "Score", "Score of no change")
    grid = SmallTable(heads, rows, "lrrrrr", (), "Such runs on the past (score: CRPS, less is better)")
    return Section("past", "On the past", finding, tuple(_shocked(shocks)), (), (grid,))


def _shocked(shocks: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield how forecasts did that knew of dated shocks of the record, beside those that did not."""
    if shocks is None:
        return
    told = [row for row in shocks["summary"] if row["role"] == "touched" and row["moved"]]
    better, worse = (sum(sign * row["gain"] > max(2 * row["se"], LEAST) for row in told) for sign in (1, -1))
    yield (
        f"Interventions were tried on {len(shocks['shocks'])} dated shocks of the record: of {len(told)} kinds of figures that they touched, the forecast that knew of the shock "
        f"was surely better for {words.count(better)} and surely worse for {words.count(worse)}. What differs here is what the model makes of an intervention, and little more."
    )


def _estimated(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield as of when the processes were estimated, and which are off."""
    until, off, start = document["estimates"]["until"], document["estimates"]["off"], document["scenario"]["start"]  # fmt: skip
    yield f"Processes are estimated from what is on record to {until}" + (
        f", and so know what came after {start}." if until > start + 1 else "."
    )
    if lacking := [name for name in off if not processes()[name].off]:
        titles = words.listed(words.midsentence(processes()[name].title) for name in lacking)  # fmt: skip
        yield f"Off, since too little was on record of them by then: {titles}."
    for name in off:
        if why := processes()[name].off:
            yield f"Off unless a scenario says also: [{name}], as {why}: {words.midsentence(processes()[name].title)}."


def _start(document: Mapping[str, Any]) -> Section:
    carried = tuple((row["variable"], str(row["year"])) for row in document["carried"])
    filled = sum(len(row["states"]) for row in document["filled"])
    finding = f"{words.sentence(words.counted(len(carried), 'list'))} had ended before the start and {'is' if len(carried) == 1 else 'are'} carried on; {words.counted(filled, 'value')} not known at the start {'was' if filled == 1 else 'were'} filled."
    grid = (SmallTable(("Variable", "Known to"), carried, "lr", (), "What is carried"),) if carried else ()
    return Section("start", "The start", finding, tuple(_estimated(document)), (), grid, fold=True)


def _again(asked: str, found: Simulation) -> Section:
    failed = (
        f" {words.sentence(words.counted(len(found.failed_runs), 'run'))} failed and {'counts' if len(found.failed_runs) == 1 else 'count'} for nothing."
        if found.failed_runs
        else ""
    )
    return Section(
        "again",
        "To run it again",
        "The same numbers come out of the same data and code.",
        (
            f"westphalia simulate {asked} --runs {found.runs} --seed {found.seed}{' --trace' if len(found.variance) else ''}",
            f"What they hang on: {found.hash}.{failed}",
        ),
        fold=True,
    )
