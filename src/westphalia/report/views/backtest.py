"""The backtest: what the forecasts would have been worth, out of sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from westphalia.models.outcomes import OUTCOMES
from westphalia.record.schema import LAST_YEAR
from westphalia.report.page import Page, Section, SmallTable
from westphalia.report.use import USE
from westphalia.report.views import View
from westphalia.report.views.answer import Answer, Say, table
from westphalia.report.views.named import within
from westphalia.report.views.question import HORIZON, OUTCOME, Horizon, Outcome, Question

if TYPE_CHECKING:
    from westphalia.record.world import World

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
HEADS = ("model", "kind", "decade", "n", "events", *SCORES)
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
KINDS = {
    "all": "All pairs",
    "onset": "First ties",
    "renewal": "Further ties",
    "listed": "Further ties of pairs whose earlier tie was listed by then",
}
READ = (
    "Brier skill: share of the base rate's squared error that is avoided; 0 is no better, 1 perfect. Average precision and ROC area: how "
    "well ties are told from the rest. Slope: 1 when chances are as far apart as they should be. Top 1 % and 5 %: ties that came about "
    "over ties expected among the likeliest pairs. In brackets 90 % intervals."
)


class BacktestQuestion(Question):
    """Print the skill of the forecasts out of sample: the model beside four references, by kind and decade.

    Every five years from 1950 each was fitted to what was known then and forecast from that year and the four after it. The result is
    stored with the edition.
    """

    outcome: Outcome = OUTCOME
    horizon: Horizon = HORIZON


def answer(world: World, asked: BacktestQuestion, say: Say) -> Answer:
    """Return the stored scores of an outcome.

    Parameters
    ----------
    world, asked, say : World, BacktestQuestion, Say
        The record, the question, and who is told of progress.
    """
    from westphalia.models.partnership.store import backtest as stored

    found = stored(world, asked.outcome, asked.horizon)
    document = {"westphalia": world.stamp(), "outcome": asked.outcome, "horizon": asked.horizon, **found}
    lines = [*found["rows"], *found["pooled"]]
    rows = table(HEADS, (tuple(line.get(head) for head in HEADS) for line in lines))
    return Answer(document, lambda: _page(asked, found, document), rows, found)


def _page(asked: BacktestQuestion, found: dict[str, Any], document: dict[str, Any]) -> Page:
    title = f"What forecasts of {OUTCOMES[asked.outcome].words} within {within(asked.horizon)} would have been worth"
    section = Section(
        "skill", "Skill", _lead(found), grids=(*_pooled(found), *_decades(found)), notes=(READ, USE)
    )
    standfirst = "All origins since 1950, each model fitted to what was known then."
    return Page(title, standfirst, (section,), document, (), {}, LAST_YEAR)


def _lead(found: dict[str, Any]) -> str:
    """Return by how much the model beats the base rate, and whether that is sure."""
    pooled = [row for row in found["pooled"] if row["kind"] == "all" and row["model"] == "partnership"]
    skill = pooled[0].get("brier_skill") if pooled else None
    if skill is None:
        return "The model's skill cannot be computed."
    if skill > 0:
        return f"The model avoids {100 * skill:.1f} % of the squared error of the base rate."
    return f"The model is no better than the base rate: Brier skill {skill:.3f}."


def _pooled(found: dict[str, Any]) -> list[SmallTable]:
    grids = []
    for kind, words in KINDS.items():
        pooled = [row for row in found["pooled"] if row["kind"] == kind]
        if pooled:
            rows = tuple(
                (NAMES.get(row["model"], row["model"]), *(_cell(row, key) for key in SHOWN)) for row in pooled
            )
            caption = f"{words}: {pooled[0]['n']:,} forecasts, {pooled[0]['events']:,} ties"
            grids.append(SmallTable(("", *SHOWN.values()), rows, "lrrrrrr", (), caption))
    return grids


def _decades(found: dict[str, Any]) -> list[SmallTable]:
    decades = [row for row in found["rows"] if row["kind"] == "all" and row["model"] == "partnership"]
    rows = tuple(
        (f"{row['decade']}s", f"{row['events']:,}", *(_cell(row, key) for key in SHOWN)) for row in decades
    )
    heads = ("decade", "ties", *SHOWN.values())
    return [SmallTable(heads, rows, "lrrrrrrr", (), "This model, all pairs, by decade")] if rows else []


def _cell(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None:
        return "-"
    span = (row.get("interval") or {}).get(key)
    return f"{value:.3f}" + (f" ({span[0]:.3f}, {span[1]:.3f})" if span else "")


VIEW = View("backtest", BacktestQuestion, answer, wide=True)
