"""The page of the backtest, written from the stored result."""

from __future__ import annotations

from typing import Any

from westphalia.models.outcomes import HORIZONS, OUTCOMES
from westphalia.models.partnership.backtest import KINDS, MODELS
from westphalia.models.partnership.store import BACKTEST
from westphalia.record.manifest import read_manifest
from westphalia.record.results import document as stored

NAMES = {
    "partnership": "partnership model",
    "base_rate": "base rate",
    "no_change": "no change",
    "plain_logit": "plain logit",
    "boosting": "boosted trees",
}
SHOWN = (
    ("brier_skill", "Brier skill"),
    ("average_precision", "average precision"),
    ("roc_auc", "ROC area"),
    ("log_score", "log score"),
    ("calibration_slope", "slope"),
    ("calibration_intercept", "intercept"),
    ("observed_expected_top1", "top 1 %"),
    ("observed_expected_top5", "top 5 %"),
)
CAME, SAID = "█", "○"
LONGEST = 32
"""Characters of the longest bar."""
HEAD = """# What the forecasts were worth

Generated from the stored backtest (`python -m sources.models`). What forecasts are for, and not: [Intended use](intended-use.md).

Every five years from 1950 each model is fitted to windows that had closed, and been listed, by then. It forecasts from the end of that year and of the
four that follow; what came about is compared with what it said. Measures are as old as a forecaster's would have been (pacts two years, capability
three, disputes four, institutions five; see [the model](model.md)). All models are scored on the same pairs and years.

- *Base rate*: the share of pairs with a tie in the windows of the last ten origin years that had closed.
- *No change*: that share among pairs that had made such a tie in the last five years listed, and among the others.
- *Plain logit*: contiguity, log distance of capitals, ratio of capabilities, major powers, joint democracy, S of alliance portfolios, institutions
  shared; straight lines, one logit a source and horizon, rows weighted by age as in the model. It is the fair reference.
- *Boosted trees*: gradient boosting on every measure that the model reads, read as the model is: the same shares of first ties and renewals are kept, renewals are
  likelier by the same factor, and the level of each year is the same. How much more a machine without a theory finds in the same numbers.

*Brier skill* is one less the mean squared error over that of the base rate: above 0 is better. *Average precision* is the mean, over ties that came
about, of the share of ties among the pairs rated at least as likely. A *slope* of 1 means that log-odds are neither too bold nor too timid. *Top 1 %* is ties over
ties expected among the hundredth of pairs rated likeliest. Intervals (90 %) come from drawing the origins, with their five years, with replacement; they
count pairs of the same years as dependent. Windows of neighbouring years overlap.

`alignment` means pacts alone in windows that end before 1980, and pacts or defence agreements in windows within 1980-2010; between, and after, it has no
windows. As long as no window with defence agreements had closed and been listed in numbers enough for a fit (to 1989), `alignment` is forecast, and scored, as pacts
alone; in the 1980s the plain logit tells these pacts better than the model does. *Listed renewals* are the renewals whose older tie a forecaster found in the lists; of the others (the last two years) no forecaster could know that they are
renewals.
"""


def number(value: float | None) -> str:
    """Return a score for a cell; nothing for an unknown one, and zero without a sign.

    Examples
    --------
    >>> number(-0.0001), number(-0.5), number(None)
    ('0.000', '-0.500', '')
    """
    return "" if value is None else f"{round(value, 3) + 0.0:.3f}"


def ranged(row: dict[str, Any], name: str) -> str:
    """Return a score with its interval."""
    span = row["interval"].get(name)
    return number(row[name]) + (
        f" [{number(span[0])}, {number(span[1])}]" if span and name == "brier_skill" else ""
    )


def table(key: str, kind: str, found: dict[str, Any]) -> list[str]:
    """Return the table of pooled scores of a kind."""
    rows = [row for row in found["pooled"] if row["kind"] == kind]
    if not rows:
        return []
    title = {
        "all": "All ties",
        "onset": "First ties",
        "renewal": "Renewed ties",
        "listed": "Listed renewals",
    }[kind]
    lines = [f"**{title}**: {rows[0]['n']:,} pairs and years, {rows[0]['events']:,} with a tie.", ""]
    lines += ["| model | " + " | ".join(title for _, title in SHOWN) + " |", "|---|" + "---|" * len(SHOWN)]
    for model in MODELS:
        for row in rows:
            if row["model"] == model:
                lines.append(
                    f"| {NAMES[model]} | " + " | ".join(ranged(row, name) for name, _ in SHOWN) + " |"
                )
    return [*lines, ""]


def decades(found: dict[str, Any]) -> list[str]:
    """Return Brier skill and average precision by decade."""
    rows = {(row["model"], row["decade"]): row for row in found["rows"] if row["kind"] == "all"}
    tens = sorted({ten for _, ten in rows})
    lines = [
        "| decade | ties | " + " | ".join(f"{NAMES[m]}" for m in MODELS if m != "base_rate") + " |",
        "|---|---|---|---|---|---|",
    ]
    for ten in tens:
        scored = [rows.get((m, ten)) for m in MODELS if m != "base_rate"]
        cells = [
            f"{number(row['brier_skill'])} / {number(row['average_precision'])}" if row else "not scored"
            for row in scored
        ]
        lines.append(f"| {ten}s | {rows['partnership', ten]['events']:,} | " + " | ".join(cells) + " |")
    return ["Brier skill / average precision by decade of the origin:", "", *lines, ""]


def reliability(points: list[dict[str, float]]) -> list[str]:
    """Return forecasts beside what came about, as a table with bars."""
    most = max(max(point["forecast"], point["share"]) for point in points)
    return [
        f"Said and came about, from the least to the most likely; the bars run to {100 * most:.0f} %:",
        "",
        f"| pairs and years | said | came about | {CAME} came about, {SAID} said |",
        "|---:|---:|---:|:---|",
        *(
            f"| {point['n']:,} | {100 * point['forecast']:.2f} % | {100 * point['share']:.2f} % "
            f"| `{bar(point['forecast'] / most, point['share'] / most)}` |"
            for point in points
        ),
        "",
    ]


def bar(said: float, came: float) -> str:
    """Return what came about as a bar, with a mark where the forecast was, both as shares of the longest.

    Examples
    --------
    >>> bar(0.1, 0.2), bar(0.2, 0.1), bar(0.0, 0.0)
    ('███○██', '███···○', '○')
    """
    mark, end = round(said * LONGEST), round(came * LONGEST)
    cells = [CAME if step < end else "·" for step in range(max(mark + 1, end))]
    cells[mark] = SAID
    return "".join(cells)


def delayed(found: dict[str, Any]) -> list[str]:
    """Return what the delay of a forecast made today costs."""
    lines = [
        "## What a forecast made today is worth", "",
        "A forecast made now runs on lists that ended years ago: pacts in 2018, defence agreements in 2010, disputes, trade and institutions in 2014. So every origin "
        "was forecast once more, by the same fitted model, with every source and every recent rate made to end as long before the year as they do before 2022. Both columns "
        "are scored on the same pairs and years.", "",
        "| outcome, years | ties | Brier skill | with today's delay | average precision | with delay | slope | with delay | top 1 % | with delay |",
        "|---|---:|---|---|---:|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    for key, each in found.items():
        if "late" not in each:
            lines.append(f"| {key.replace('-', ', ')} | {each['events']:,} | not scored | | | | | | | |")
            continue
        cells = [ranged(each[name], "brier_skill") for name in ("usual", "late")]
        for score in ("average_precision", "calibration_slope", "observed_expected_top1"):
            cells += [number(each[name][score]) for name in ("usual", "late")]
        lines.append(f"| {key.replace('-', ', ')} | {each['events']:,} | {' | '.join(cells)} |")
    return [*lines, ""]


def backtest_page() -> str:
    """Return the page."""
    document = stored(read_manifest(), BACKTEST, "python -m sources.models")
    lines = [HEAD]
    for outcome in OUTCOMES:
        for horizon in sorted(HORIZONS, reverse=True):
            key = f"{outcome}-{horizon}"
            if key not in document["tables"]:
                continue
            found = document["tables"][key]
            lines += [f"## {outcome}, {horizon} year{'s' if horizon > 1 else ''}", ""]
            for kind in KINDS if horizon == 5 else KINDS[:1]:
                lines += table(key, kind, found)
            if horizon == 5:
                lines += decades(found)
                lines += reliability(document["reliability"][key])
    lines += delayed(document["delayed"])
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    from pathlib import Path

    (Path(__file__).parent / "backtest.md").write_text(backtest_page(), encoding="utf-8")
