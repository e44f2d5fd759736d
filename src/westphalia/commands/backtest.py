"""``westphalia backtest``: what the forecasts would have been worth."""

from __future__ import annotations

from typing import Any

import click

from westphalia.commands import modelled
from westphalia.commands.output import csv_text, formats, grid, json_text, write
from westphalia.models.outcomes import OUTCOMES
from westphalia.record.world import load

SCORES = (
    "log_score",
    "brier",
    "brier_skill",
    "average_precision",
    "roc_auc",
    "calibration_slope",
    "calibration_intercept",
    "observed_expected_top1",
    "observed_expected_top5",
)
SHOWN = {
    "brier_skill": "Brier skill",
    "average_precision": "average precision",
    "roc_auc": "ROC area",
    "calibration_slope": "slope",
    "observed_expected_top1": "top 1 %",
    "observed_expected_top5": "top 5 %",
}
NAMES = {
    "partnership": "this model",
    "base_rate": "base rate",
    "no_change": "no change",
    "plain_logit": "plain logit",
    "boosting": "boosted trees",
}


@click.command()
@modelled.outcome()
@modelled.horizon()
@formats("text", "json", "csv")
def backtest(outcome: str, horizon: str, form: str) -> None:
    """Print the skill of the forecasts out of sample: the model beside four references, by kind and decade.

    Every five years from 1950 each was fitted to what was known then and forecast from that year and the four after it. The result is
    stored with the edition.
    """
    from westphalia.models.stored_backtest import backtest as stored

    world = load()
    found = stored(world, outcome, int(horizon))
    if form == "json":
        document = {
            "westphalia": world.stamp(),
            "outcome": outcome,
            "horizon": int(horizon),
            **found,
        }
        write(json_text(document))
    elif form == "csv":
        heads = ("model", "kind", "decade", "n", "events", *SCORES)
        lines = [*found["rows"], *found["pooled"]]
        write(csv_text(heads, (tuple(line.get(head) for head in heads) for line in lines)))
    else:
        write(_text(found, outcome, horizon))


def _text(found: dict[str, Any], outcome: str, horizon: str) -> str:
    lines = [
        f"What forecasts of {OUTCOMES[outcome].words} within {horizon} years would have been worth, all origins since 1950"
    ]
    for kind, words in (("all", "All pairs"), ("onset", "First ties"), ("renewal", "Further ties")):
        pooled = [row for row in found["pooled"] if row["kind"] == kind]
        if pooled:
            counted = f"{pooled[0]['n']:,} forecasts, {pooled[0]['events']:,} ties"
            heads = ("", *SHOWN.values())
            rows = [
                (NAMES.get(row["model"], row["model"]), *(_cell(row, key) for key in SHOWN)) for row in pooled
            ]
            lines += ["", f"{words}: {counted}", grid(heads, rows, "lrrrrrr")]
    decades = [row for row in found["rows"] if row["kind"] == "all" and row["model"] == "partnership"]
    if decades:
        heads = ("decade", "ties", *SHOWN.values())
        rows = [
            (f"{row['decade']}s", f"{row['events']:,}", *(_cell(row, key) for key in SHOWN))
            for row in decades
        ]
        lines += ["", "This model, all pairs, by decade", grid(heads, rows, "lrrrrrrr")]
    lines += [
        "",
        "Brier skill: share of the base rate's squared error that is avoided; 0 is no better, 1 perfect. Average precision and ROC area: how",
        "well ties are told from the rest. Slope: 1 when chances are as far apart as they should be. Top 1 % and 5 %: ties that came about",
        "over ties expected among the likeliest pairs. In brackets 90 % intervals.",
    ]
    return "\n".join(lines)


def _cell(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return "-"
    span = (row.get("interval") or {}).get(key)
    return f"{value:.3f}" + (f" ({span[0]:.3f}, {span[1]:.3f})" if span else "")
