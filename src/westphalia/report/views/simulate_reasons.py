"""The part of a simulation's page that tells what moved the model: which processes carried a difference, what the spread comes of, which levels an outcome hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Chart, Section, SmallTable
from westphalia.report.views.simulate_charts import TITLES, WORLD, more_or_less, size
from westphalia.system.processes import processes
from westphalia.system.trace import ITSELF
from westphalia.system.trace import TITLES as STEPS

Row: TypeAlias = Mapping[str, Any]
DRAWN = 2
"""Differences whose steps are drawn."""
SMALL = 0.02
"""Part of all that steps move from which one stands by itself."""
MODEL = "It says what moved the model, not the world. What a process adds hangs on those before it: both orders are run, and their mean is told."
TORNADO = 3
"""Levels of processes that are told of for an outcome."""


def reasons(document: Mapping[str, Any], ranked: Sequence[Row], end: int, asked: str) -> Iterator[Section]:
    """Yield the sections on what moved the model.

    Parameters
    ----------
    document : mapping
        Of a simulation.
    ranked : sequence of mapping
        Its differences that can be told from none, the surest first.
    end : int
        The last year.
    asked : str
        The scenario as it was asked for.
    """
    if document["trace"] and ranked:
        charts = tuple(_steps(document, row) for row in ranked[:DRAWN])
        finding = f"{_sentence(document, ranked[0])}."
        yield Section("reasons", "What moved it, in the model", finding, (MODEL,), charts)
    elif ranked:
        note = f"Which processes carry these differences: westphalia simulate {asked} --trace"
        yield Section("reasons", "What moved it, in the model", "Not asked for.", (note,), fold=True)
    told = _spread(document, [row["name"] for row in ranked])
    hangs = _tornado(document)
    if told is not None:
        finding, table = told
        yield Section("unsure", "What makes it unsure", finding, hangs, (), (table,), fold=True)
    elif hangs:
        finding = "Outcomes hang most on how much of each kind happens in the world as a whole."
        yield Section("unsure", "What makes it unsure", finding, hangs, fold=True)


def _of(document: Mapping[str, Any], name: str) -> list[Row]:
    """Return the steps of an outcome of the system, those that move nothing left out."""
    rows = [row for row in document["trace"] if row["name"] == name and row["region"] == WORLD]
    return [row for row in rows if row["mean"]]


def _sentence(document: Mapping[str, Any], row: Row) -> str:
    """Return by which steps a difference comes about."""
    rows, total = _of(document, row["name"]), row["mean"]
    told = [each for each in sorted(rows, key=lambda each: -abs(each["mean"])) if each["mean"] * total > 0][
        :2
    ]
    name = TITLES[row["name"]][:1].lower() + TITLES[row["name"]][1:]
    if not told:
        return f"Of the difference in {name} no process carries a part of its own"
    whole = sum(each["mean"] for each in rows)
    parts = [f"{_share(each['mean'] / whole)} {'is' if each['step'] == ITSELF else 'arises in'} {STEPS[each['step']]}" for each in told]  # fmt: skip
    return f"Of the difference in {name} {words.listed(parts)}"


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{size(value)}"


def _share(part: float) -> str:
    return numbers.percent(part) if part <= 1 else f"{size(part)} times what is left in the end"


def _steps(document: Mapping[str, Any], row: Row) -> Chart:
    """Return the steps from the baseline to the scenario."""
    _, unit, by = more_or_less(row)
    rows = _of(document, row["name"])
    moved = sum(abs(each["mean"]) for each in rows) or 1.0
    large = [each for each in rows if abs(each["mean"]) >= SMALL * moved or each["step"] == ITSELF]
    rest = sum(each["mean"] for each in rows if each not in large)
    at, drawn = 0.0, [{"label": "Baseline", "role": "start", "value": 0.0, "text": "0"}]
    for each in large:
        at += each["mean"] / by
        role = "pair" if each["mean"] > 0 else "warning"
        low, high = ((each[key] - each["mean"]) / by for key in ("mean_low", "mean_high"))
        step = each["mean"] / by
        drawn.append({"label": words.sentence(STEPS[each["step"]]), "role": role, "step": step, "value": at, "text": _signed(step), "lo": step + low, "hi": step + high})  # fmt: skip
    if abs(rest) > 1e-12:
        at += rest / by
        drawn.append({"label": "The others together", "role": "other", "step": rest / by, "value": at, "text": _signed(rest / by)})  # fmt: skip
    drawn.append({"label": "Scenario", "role": "end", "value": at, "text": _signed(at)})
    title = f"{TITLES[row['name']]}, scenario less baseline in {row['year']}: what each process adds"
    alt = f"{_sentence(document, row)}."
    options = {"amounts": True, "ends": {"low": "less than the baseline", "high": "more"}}
    runs = f"the first {document['traced']:,d} runs" if document.get("traced") else "the first runs"
    return Chart(f"reasons-{row['name']}", "waterfall", tuple(drawn), title, alt, unit.strip(" ()") or row["unit"], (), f"{row['year']}, simulated, {runs}", options)  # fmt: skip


def _spread(document: Mapping[str, Any], names: Sequence[str]) -> tuple[str, SmallTable] | None:
    """Return what the spread comes of: in a sentence, and as a table."""
    rows = [row for row in document["variance"] if row["luck"] is not None and row["region"] == WORLD]
    told = [row for row in rows if row["of"] == "baseline" or (row["of"] == "difference" and row["name"] in names)]  # fmt: skip
    if not told:
        return None
    table = SmallTable(
        ("Outcome", "Of", "Parameters", "Levels", "Luck"),
        tuple((TITLES[row["name"]], row["of"], *(numbers.percent(row[key]) for key in ("parameters", "level", "luck"))) for row in told),
        "llrrr", (), f"What the spread of the runs comes of in {told[0]['year']}, in parts of its variance",
    )  # fmt: skip
    level = [row for row in told if row["of"] == "baseline" and row["level"] > 0.5]
    many = len([row for row in told if row["of"] == "baseline"])
    finding = f"Of {words.counted(many, 'outcome')}, the spread of {words.count(len(level))} comes mostly of how much happens in the world as a whole."
    return finding, table


def _tornado(document: Mapping[str, Any]) -> tuple[str, ...]:
    """Return, of the outcomes, the levels of processes that they hang on."""
    rows = [row for row in document["sensitivity"] if row["of"] == "baseline" and row["region"] == WORLD]
    found: dict[str, list[str]] = {}
    for row in rows:
        title = processes()[row["process"]].title
        sign = "+" if row["effect"] > 0 else "\u2212"
        found.setdefault(row["name"], []).append(f"{title[:1].lower()}{title[1:]} ({sign}{abs(row['effect']):.2f})")  # fmt: skip
    return tuple(f"{TITLES[name]}: {'; '.join(each[:TORNADO])}." for name, each in found.items())
