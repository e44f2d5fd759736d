"""``westphalia forecast``: a forecast written down before it falls due, and scored when it has."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from westphalia.commands.output import FILE, YEAR, formats, grid, warn, write
from westphalia.record.world import load
from westphalia.report.views import named
from westphalia.report.views.answer import Say, json_text

if TYPE_CHECKING:
    from westphalia.claims.forecasts.score import ScoredQuestion

FATES = {
    "scored": "scored",
    "one_sided": "came true by a source that could not show the contrary: not counted",
    "not_due": "not due yet",
    "not_resolvable": "due, but the lists do not see it yet",
    "hindsight": "written by a model that knew what came after: not counted",
    "repeated": "asked twice of the same model: counted once",
}
SHORT = {
    "scored": "scored", "one_sided": "one-sided", "not_due": "not due", "not_resolvable": "not resolvable", "hindsight": "hindsight",
    "repeated": "repeated",
}  # fmt: skip
ANSWERS = {True: "yes", False: "no", None: "open"}


@click.group()
def forecast() -> None:
    """Write down a forecast with the day and the rule that decide it; score it when it falls due."""


@forecast.command()
@click.argument("a")
@click.argument("b")
@click.option("--year", type=YEAR, required=True, help="The forecaster stands at the end of this year.")
@click.option("--as-of", type=YEAR, help="Fit the model to what was known by the end of this year.")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
def issue(a: str, b: str, year: int, as_of: int | None, output: Path | None) -> None:
    """Write what the model says of A and B as a dated file with a hash.

    It holds the chance of every new tie within one, three and five years, the base rate, the day on which each falls due and the rule that
    decides it. A forecast for a past year by a model that knows later ones is marked as hindsight; --as-of makes one that does not.
    """
    from westphalia.claims.forecasts.issue import issue as made

    whole = load()
    whole.dyad(a, b, year)
    world, model, origin = named.speaker(whole, as_of, Say(warn), year)
    pair = world.dyad(a, b, year)
    fitted = as_of if origin == named.FITTED else None
    write(json_text(made(model, pair, year, today=date.today(), as_of=fitted, origin=origin)), output)


@forecast.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@formats("text", "json")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
def score(files: tuple[Path, ...], form: str, output: Path | None) -> None:
    """Score the forecasts in FILES with what happened.

    A question counts when it is due and the lists of ties see its whole window. What is not due, cannot be decided yet, was decided by a
    source that could only say yes, or was written with hindsight is told apart and not counted.
    """
    from westphalia.claims.forecasts.document import read
    from westphalia.claims.forecasts.score import score as scored
    from westphalia.claims.forecasts.score import to_dict

    documents = [(str(path), read(path)) for path in files]
    world, today = load(), date.today()
    rows = scored(world, documents, today)
    document = to_dict(world, rows, today)
    write(json_text(document) if form == "json" else _text(document, rows), output)


@forecast.command()
@formats("text", "json")
@click.option("-o", "--output", type=FILE, help="Write to this file.")
def ledger(form: str, output: Path | None) -> None:
    """Score the ledger: forecasts of outcomes whose lists also know a no, issued with a hash, as far as they are due.

    Arms relations, pacts, sanctions, distance in votes and entries on the lists of the United States Treasury, beside the base rate and no change.
    """
    from westphalia.claims.ledger.book import read
    from westphalia.claims.ledger.score import ledger as scored

    world = load()
    document = {"westphalia": world.stamp(), **scored(world, read(), date.today())}
    write(json_text(document) if form == "json" else _ledger(document), output)


def _ledger(document: dict[str, Any]) -> str:
    heads = (
        "",
        "forecasts",
        "came true",
        "Brier score",
        "base rate",
        "no change",
        "skill",
        "90 % interval",
        "against no change",
        "90 % interval",
        "ROC area",
        "slope",
    )
    rows = []
    for name, each in {**document["topics"], "all": document["all"]}.items():
        if each is None:
            continue
        skills = [
            cell
            for one in each["skill"].values()
            for cell in (f"{one['value']:.1%}", "{:.0%} to {:.0%}".format(*one["interval"]))
        ]
        skills = skills or ["", "too few came true", "", ""]
        last = ("" if each[key] is None else f"{each[key]:.2f}" for key in ("roc_area", "slope"))
        rows.append(
            (
                name,
                f"{each['n']:,}",
                f"{each['came_true']:,}",
                *(f"{value:.4f}" for value in each["brier"].values()),
                *skills,
                *last,
            )
        )
    fates: dict[str, int] = {}
    for batch in document["batches"]:
        fates[batch["fate"]] = fates.get(batch["fate"], 0) + 1
    told = ", ".join(f"{count} {fate}" for fate, count in fates.items())
    late = sum(batch["written_afterwards"] for batch in document["batches"])
    batches = grid(
        ("batch", "issued", "knew", "expires", "", "hash"),
        ((each["batch"], each["issued"], each["knew"], str(each["expires"]), each["withdrawn"] or each["fate"], each["hash"][:12]) for each in document["batches"]),
        "llllll",
    )  # fmt: skip
    return "\n\n".join([
        f"{document['resolved']:,} forecasts of the ledger are decided on {document['scored_on']}. Batches: {told}.", grid(heads, rows, "lrrrrrrlrlrr"),
        f"{late} batches were written after they fell due, by a forecaster that read nothing later than its year; intervals take states as what hangs together.", batches,
    ])  # fmt: skip


def _text(document: dict[str, Any], rows: Sequence[ScoredQuestion]) -> str:
    totals = document["totals"]
    counts = [f"{totals[fate]} {meaning}" for fate, meaning in FATES.items() if totals[fate]]
    parts = [
        f"Forecasts scored on {document['scored_on']}",
        totals["sentence"],
        "\n".join(counts),
        _questions(document["questions"]),
    ]
    if totals["scored"]:
        parts += [_scores(totals), _calibration(totals["calibration"])]
    afterwards = totals["written_afterwards"]
    if afterwards:
        parts.append(
            f"{afterwards} of those scored were written after they fell due, by a model fitted to what was known before."
        )
    notes = dict.fromkeys(row.resolution.why for row in rows if row.fate in ("one_sided", "not_resolvable"))
    return "\n\n".join([*parts, *notes])


def _questions(questions: Sequence[dict[str, Any]]) -> str:
    heads = ("", "", "year", "outcome", "due", "chance", "base rate", "came true", "")
    return grid(
        heads,
        (
            (
                each["a"]["name"],
                each["b"]["name"],
                each["year"],
                each["outcome"],
                each["due"],
                f"{each['probability']:.1%}",
                f"{each['base_rate']:.1%}",
                ANSWERS[each["came_true"]],
                SHORT[each["fate"]],
            )
            for each in questions
        ),
        "llrllrrll",
    )


def _scores(totals: dict[str, Any]) -> str:
    names = {"brier": "Brier score", "log_score": "log score"}
    rows = []
    for key, name in names.items():
        each = totals[key]
        span = each["skill_interval"]
        told = f"{span[0]:.0%} to {span[1]:.0%}" if span else "too few pairs"
        better = "" if each["skill"] is None else f"{each['skill']:.0%}"
        rows.append((name, f"{each['value']:.4f}", f"{each['base_rate']:.4f}", better, told))
    return grid(("lower is better", "forecasts", "base rate", "skill", "90 % interval"), rows, "lrrrl")


def _calibration(found: dict[str, Any]) -> str:
    table = grid(
        ("chance", "forecasts", "came true", "mean chance", "share", "90 % interval"),
        (
            (
                f"{each['from']:.0%} to {each['to']:.0%}",
                each["n"],
                each["came_true"],
                f"{each['mean_probability']:.1%}",
                f"{each['share']:.1%}",
                f"{each['interval'][0]:.0%} to {each['interval'][1]:.0%}",
            )
            for each in found["bins"]
        ),
        "lrrrrl",
    )
    last = (
        f"No slope of calibration: {found['why'][:1].lower()}{found['why'][1:]}"
        if found["slope"] is None
        else f"Slope of calibration {found['slope']:.2f}, intercept {found['intercept']:.2f} (1 and 0 are perfect)."
    )
    return f"{table}\n\n{last}"
