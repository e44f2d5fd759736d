"""The part of a simulation's page that tells what moved the model: which processes carried a difference, what the spread comes of, which levels an outcome hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Chart, Section, SmallTable
from westphalia.report.views.simulate_charts import TITLES, WORLD, more_or_less, size
from westphalia.system.processes import processes
from westphalia.system.result import WIDTH
from westphalia.system.sensitivity import ALL, CONSTANT, LEVEL
from westphalia.system.trace import ITSELF
from westphalia.system.trace import TITLES as STEPS
from westphalia.system.variables import VARIABLES

Row: TypeAlias = Mapping[str, Any]
DRAWN = 2
"""Differences whose steps are drawn."""
SMALL = 0.02
"""Part of all that steps move from which one stands by itself."""
MODEL = "It says what moved the model, not the world. What a process adds hangs on those before it: both orders are run, and their mean is told."
NEARLY, TINY = 0.05, 0.001
"""What is missing of, or beyond, a difference that nearly all of is told of; and the part of all that moves below which a step stands in no table."""
TOLD = 3
"""Inputs that are told of for an outcome."""
FEWEST, BARS = 2, 8
"""Bars of a tornado."""
LONG = 58
"""Letters of an input beside its bar."""
SURE = 3.0
"""Standard errors from none at which a step, or a part of a spread, is put in words."""
LEADING = ("sanctions", "disputes", "pacts")
"""Outcomes whose tornado is drawn where the scenario moves none."""
TERMS = {
    LEVEL: "how much of it there is in the world",
    ALL: "what all states share",
    CONSTANT: "its constant",
}
"""Inputs that are no covariate, in words."""


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
        yield Section(
            "reasons",
            "What moved it, in the model",
            finding,
            (MODEL,),
            charts,
            (_orders(document, ranked[:DRAWN]),),
        )
    elif ranked:
        note = f"Which processes carry these differences: westphalia simulate {asked} --trace"
        yield Section("reasons", "What moved it, in the model", "Not asked for.", (note,), fold=True)
    split = _spread(document, [row["name"] for row in ranked])
    charts = tuple(_tornadoes(document, [row["name"] for row in ranked]))
    hangs = _hangs(document)
    grids = tuple(each for each in (split[1] if split else None, hangs) if each is not None)
    if grids:
        finding = (
            split[0]
            if split
            else "Outcomes hang most on how much of each kind happens in the world as a whole."
        )
        yield Section("unsure", "What makes it unsure", finding, (), charts, grids, fold=True)


def _of(document: Mapping[str, Any], name: str) -> list[Row]:
    """Return the steps of an outcome of the system, those that move nothing left out."""
    rows = [row for row in document["trace"] if row["name"] == name and row["region"] == WORLD]
    return [row for row in rows if row["mean"]]


def _sentence(document: Mapping[str, Any], row: Row) -> str:
    """Return by which steps a difference comes about."""
    rows, total = _of(document, row["name"]), row["mean"]
    by_size = sorted(rows, key=lambda each: -abs(each["mean"]))
    told = [each for each in by_size if each["mean"] * total > 0 and _sure(each)][:2]
    name = words.midsentence(TITLES[row["name"]])
    if not told:
        return f"Of the difference in {name} no process can be told to carry a part of its own"
    whole = sum(each["mean"] for each in rows)
    parts = [f"{_share(each['mean'] / whole)} {'is' if each['step'] == ITSELF else 'arises in'} {STEPS[each['step']]}" for each in told]  # fmt: skip
    return f"Of the difference in {name} {words.listed(parts)}"


def _sure(step: Row) -> bool:
    """Return whether a step can be told from none."""
    return bool(abs(step["mean"]) * WIDTH > SURE * (step["mean_high"] - step["mean_low"]) / 2)


def _orders(document: Mapping[str, Any], ranked: Sequence[Row]) -> SmallTable:
    """Return the steps in both orders."""
    told = []
    for row in ranked:
        _, unit, by = more_or_less(row)
        rows = _of(document, row["name"])
        moved = sum(abs(each["mean"]) for each in rows)
        for each in [each for each in rows if abs(each["mean"]) >= TINY * moved]:
            between = f"{_signed(each['mean'] / by)} ({size(each['mean_low'] / by)} to {size(each['mean_high'] / by)})"
            both = (_signed(each[key] / by) for key in ("forward", "backward"))
            told.append(
                (
                    TITLES[row["name"]] + (f" ({unit.strip(' ()')})" if unit else ""),
                    words.sentence(STEPS[each["step"]]),
                    between,
                    *both,
                )
            )
    heads = ("Outcome", "Step", "Mean of both orders", "In order", "In reverse")
    return SmallTable(heads, tuple(told), "llrrr", (), f"Steps in {ranked[0]['year']}: in the order of the alphabet after what was done itself, and in its reverse; those of less than a thousandth are left out")  # fmt: skip


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{size(value)}"


def _share(part: float) -> str:
    """Return a part of a difference in words; more than all, where other steps take some of it back.

    Examples
    --------
    >>> _share(0.4), _share(0.996), _share(1.007), _share(1.6)
    ('40 %', 'nearly all', 'nearly all', '1.6 times what is left in the end')
    """
    if abs(part - 1) <= NEARLY and part != 1:
        return "nearly all"
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
    runs = (
        f"the first {document['traced']:,d} runs"
        if document["traced"] < document["runs"]
        else f"{document['runs']:,d} runs"
    )
    return Chart(f"reasons-{row['name']}", "waterfall", tuple(drawn), title, alt, unit.strip(" ()") or row["unit"], (), f"{row['year']}, simulated, {runs}", options)  # fmt: skip


def _spread(document: Mapping[str, Any], names: Sequence[str]) -> tuple[str, SmallTable] | None:
    """Return what the spread comes of: in a sentence, and as a table."""
    rows = [row for row in document["variance"] if row["luck"] is not None and row["region"] == WORLD]
    told = [row for row in rows if row["of"] == "baseline" or (row["of"] == "difference" and row["name"] in names)]  # fmt: skip
    if not told:
        return None
    table = SmallTable(
        ("Outcome", "Of", "Parameters", "Levels", "Luck"),
        tuple((TITLES[row["name"]], row["of"], *(_part(row, key) for key in ("parameters", "level", "luck"))) for row in told),
        "llrrr", (), f"What the spread of the runs comes of in {told[0]['year']}, in parts of its variance, and between what each lies",
    )  # fmt: skip
    base = [row for row in told if row["of"] == "baseline"]
    level = [row for row in base if row["level"] - WIDTH * row["level_error"] > 0.5]
    finding = f"Of {words.counted(len(base), 'outcome')}, the spread of {words.count(len(level))} comes mostly of how much happens in the world as a whole."
    return finding, table


def _part(row: Row, key: str) -> str:
    """Return a part of a variance, and between what it lies."""
    low, high = (min(max(row[key] + sign * WIDTH * row[f"{key}_error"], 0.0), 1.0) for sign in (-1, 1))
    return f"{numbers.percent(row[key])} ({numbers.percent(low)} to {numbers.percent(high)})"


def _inputs(document: Mapping[str, Any], name: str, of: str) -> list[Row]:
    """Return what an outcome hangs on, what weighs most first."""
    return [row for row in document["sensitivity"] if row["of"] == of and row["region"] == WORLD and row["name"] == name]  # fmt: skip


def _tornadoes(document: Mapping[str, Any], ranked: Sequence[str]) -> Iterator[Chart]:
    """Yield what the leading outcome hangs on, and what its difference does."""
    for of, names in (("baseline", (*ranked, *LEADING)), ("difference", ranked)):
        name = next((each for each in names if len(_inputs(document, each, of)) >= FEWEST), None)
        if name is not None:
            yield _tornado(document, name, of)


def _tornado(document: Mapping[str, Any], name: str, of: str) -> Chart:
    """Return a tornado of what an outcome, or its difference, hangs on."""
    inputs = _inputs(document, name, of)[:BARS]
    drawn = [
        {"label": _short(row), "role": "pair" if row["effect"] > 0 else "warning", "step": row["effect"], "value": row["effect"], "text": _signed(row["effect"]), "lo": row["low"], "hi": row["high"]}
        for row in inputs
    ]  # fmt: skip
    end = document["scenario"]["start"] + document["scenario"]["years"]
    what = TITLES[name] if of == "baseline" else f"{TITLES[name]}, scenario less baseline"
    first, title = inputs[0], processes()[inputs[0]["process"]].title
    alt = f"{what} in {end}: what goes with it most closely over the runs is {said(first['term'])} ({words.midsentence(title)}), {first['effect']:.2f}."
    options = {"amounts": True, "apart": True, "ends": {"low": "goes with less", "high": "goes with more"}}
    return Chart(f"hangs-{of}-{name}", "waterfall", tuple(drawn), f"{what} in {end}: what it hangs on, over {document['runs']:,d} runs", alt, "standard deviations of ranks, by one of the input's", (), f"{end}, simulated", options)  # fmt: skip


def _short(row: Row) -> str:
    """Return an input in words that fit beside a bar."""
    title, term = processes()[row["process"]].title, row["term"]
    of = "" if term == LEVEL else ", in all states" if term == ALL else f", by {_variable(term)}"
    text = f"{title}{of}"
    return text if len(text) <= LONG else f"{text[: LONG - 4].rsplit(' ', 1)[0].rstrip(',:')} ..."


def _variable(term: str) -> str:
    """Return the covariate of a term in words."""
    how, _, of = term.rpartition(" ")
    title = VARIABLES[of].title if of in VARIABLES else of
    return f"{words.midsentence(title)}{f' ({how})' if how else ''}"


def said(term: str) -> str:
    """Return in words what it is of a process that an outcome hangs on.

    Parameters
    ----------
    term : str
        As the rows of the sensitivity have it.

    Examples
    --------
    >>> said("level"), said("gap ideal")
    ('how much of it there is in the world', 'its coefficient of ideal point in the General Assembly (gap)')
    """
    return TERMS[term] if term in TERMS else f"its coefficient of {_variable(term)}"


def _hangs(document: Mapping[str, Any]) -> SmallTable | None:
    """Return, of the outcomes, what they hang on most."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for row in document["sensitivity"]:
        if row["of"] == "baseline" and row["region"] == WORLD:
            input_ = f"{processes()[row['process']].title}: {said(row['term'])}"
            size_ = f"{row['effect']:+.2f} ({row['low']:.2f} to {row['high']:.2f})"
            found.setdefault(row["name"], []).append((TITLES[row["name"]], input_, size_))
    rows = tuple(row for each in found.values() for row in each[:TOLD])
    caption = "What outcomes go with over the runs of the baseline: by how many standard deviations of its ranks an outcome moves with one of the input's"
    return SmallTable(("Outcome", "Input", "Effect"), rows, "llr", (), caption) if rows else None
