"""Scoring forecasts that were written down: which are decided, how good they were, and whether the base rate would have done as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from westphalia.claims.forecasts import scores
from westphalia.claims.forecasts.document import Document, Question
from westphalia.claims.forecasts.resolve import Resolution, resolve
from westphalia.errors import NotUnderstood
from westphalia.models.scores import FEW

if TYPE_CHECKING:
    from westphalia.record.world import World

Fate = Literal["scored", "one_sided", "not_due", "not_resolvable", "hindsight", "repeated"]
FATES: tuple[Fate, ...] = ("scored", "one_sided", "not_due", "not_resolvable", "hindsight", "repeated")


@dataclass(frozen=True, slots=True)
class Row:
    """A question with what became of it.

    Parameters
    ----------
    file : str
        Where it stands.
    document : Document
        The forecast it belongs to.
    question : Question
        As written.
    resolution : Resolution
        What became of it.
    fate : str
        ``scored``, or why it is not.
    """

    file: str
    document: Document
    question: Question
    resolution: Resolution
    fate: Fate

    @property
    def happened(self) -> bool:
        """Whether it came true, of a question that is decided."""
        assert self.resolution.happened is not None
        return self.resolution.happened


def score(world: World, files: Sequence[tuple[str, Document]], today: date) -> list[Row]:
    """Return every question of the files with what became of it.

    Parameters
    ----------
    world : World
        The record.
    files : sequence of (str, Document)
        Names and contents. A question that another file asks of the same model is counted once.
    today : date
        What falls due later is left open.

    Raises
    ------
    NotUnderstood
        When a file names a state that is not there.
    """
    rows, seen = [], set()
    for name, document in files:
        _known(world, name, document)
        for question in document.questions:
            key = (
                document.codes,
                document.year,
                document.model.hash,
                document.as_of,
                question.outcome,
                question.horizon,
            )
            found = resolve(world, document.codes, document.year, question, today)
            rows.append(Row(name, document, question, found, _fate(document, found, key in seen)))
            seen.add(key)
    return rows


def _known(world: World, name: str, document: Document) -> None:
    try:
        world.dyad(document.a.ccode, document.b.ccode, document.year)
    except NotUnderstood as error:
        raise NotUnderstood(f"{name} is of states that are not there.", error.what, "Leave it out.") from None


def _fate(document: Document, found: Resolution, again: bool) -> Fate:
    if again:
        return "repeated"
    if document.hindsight:
        return "hindsight"
    return "scored" if found.status == "resolved" else found.status


def totals(rows: Sequence[Row]) -> dict[str, Any]:
    """Return the scores of the questions that count, beside those of their base rates."""
    counted = [row for row in rows if row.fate == "scored"]
    p, base, happened = _columns(counted)
    groups = [row.document.codes for row in counted]
    found: dict[str, Any] = {"questions": len(rows)} | {
        fate: sum(row.fate == fate for row in rows) for fate in FATES
    }
    found |= {
        "came_true": sum(happened),
        "written_afterwards": sum(row.document.issued > row.question.due for row in counted),
        "pairs": len(set(groups)),
    }
    for name, of, each in (
        ("brier", scores.brier, scores.square),
        ("log_score", scores.log_score, scores.loss),
    ):
        ours, other = of(p, happened), of(base, happened)
        errors = [[each(q, y) for q, y in zip(chances, happened, strict=True)] for chances in (p, base)]
        span = scores.skill_interval(errors[0], errors[1], groups)
        found[name] = {
            "value": ours, "base_rate": other, "skill": scores.skill(ours, other), "skill_interval": list(span) if span else None,
        }  # fmt: skip
        found[name] |= _why(found[name], len(set(groups)))
    found["calibration"] = _calibration(p, happened)
    found["by"] = _by(counted)
    return {**found, "sentence": sentence(found)}


def _columns(rows: Sequence[Row]) -> tuple[list[float], list[float], list[bool]]:
    return (
        [row.question.probability for row in rows],
        [row.question.base_rate for row in rows],
        [row.happened for row in rows],
    )


def _why(found: dict[str, Any], pairs: int) -> dict[str, str]:
    if found["value"] is None:
        return {"why": "No forecast is decided."}
    if found["skill_interval"] is None:
        return {
            "why": f"Forecasts of one pair hang together: an interval takes {scores.GROUPS} pairs, and there are {pairs}."
        }
    return {}


def _calibration(p: list[float], happened: list[bool]) -> dict[str, Any]:
    fitted = scores.slope(p, happened)
    bins = [
        {
            "from": each.low, "to": each.high, "n": each.n, "came_true": each.hits, "mean_probability": each.mean, "share": each.share,
            "interval": list(each.interval),
        }
        for each in scores.calibration(p, happened)
    ]  # fmt: skip
    if fitted is not None:
        return {"bins": bins, "slope": fitted[0], "intercept": fitted[1]}
    why = f"It takes {scores.ENOUGH} decided forecasts, {FEW} of which came true and {FEW} did not."
    return {"bins": bins, "slope": None, "intercept": None, "why": why}


def _by(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the scores by outcome and horizon."""
    made = []
    for key in dict.fromkeys((row.question.outcome, row.question.horizon) for row in rows):
        p, base, happened = _columns(
            [row for row in rows if (row.question.outcome, row.question.horizon) == key]
        )
        made.append(
            {
                "outcome": key[0], "horizon": key[1], "n": len(p), "came_true": sum(happened),
                "brier": scores.brier(p, happened), "brier_base_rate": scores.brier(base, happened),
                "log_score": scores.log_score(p, happened), "log_score_base_rate": scores.log_score(base, happened),
            }
        )  # fmt: skip
    return made


def sentence(found: dict[str, Any]) -> str:
    """Return the totals in plain words."""
    n, of = found["scored"], found["questions"]
    if not n:
        return f"None of {of} forecasts can be scored yet."
    said = (
        f"{n} of {of} forecasts {'is' if n == 1 else 'are'} scored, of which {found['came_true']} came true."
    )
    log = found["log_score"]
    gain = log["skill"]
    if gain is None:
        return f"{said} The base rate leaves nothing to gain."
    close = abs(gain) < 0.005
    verdict = "as well as" if close else "better than" if gain > 0 else "worse than"
    said += f" They did {verdict} the base rate: log score {log['value']:.3f} against {log['base_rate']:.3f} (lower is better)."
    if log["skill_interval"] is None:
        return f"{said} That is too few pairs to tell skill from luck."
    low, high = log["skill_interval"]
    told = (
        "more than luck"
        if low > 0
        else "less than the base rate, beyond luck"
        if high < 0
        else "not told from luck"
    )
    return f"{said} The skill is {told}."


def to_dict(world: World, rows: Sequence[Row], today: date) -> dict[str, Any]:
    """Return the document of ``forecast score``."""
    return {
        "westphalia": world.stamp(),
        "scored_on": today.isoformat(),
        "totals": totals(rows),
        "questions": [_row(world, row) for row in rows],
    }


def _row(world: World, row: Row) -> dict[str, Any]:
    document, question, found = row.document, row.question, row.resolution
    return {
        "file": row.file,
        "hash": document.hash,
        "a": world.state(document.a.ccode, document.year).to_dict(),
        "b": world.state(document.b.ccode, document.year).to_dict(),
        "year": document.year,
        "issued": document.issued.isoformat(),
        "outcome": question.outcome,
        "horizon": question.horizon,
        "due": question.due.isoformat(),
        "probability": question.probability,
        "base_rate": question.base_rate,
        "fate": row.fate,
        "resolution": found.status,
        "came_true": found.happened,
        "sources": list(found.sources),
        "why": found.why,
        "witnesses": [
            {"event": w.event, "date": w.date.isoformat(), "title": w.title, "citation": w.citation}
            for w in found.witnesses
        ],
    }
