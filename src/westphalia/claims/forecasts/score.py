"""Scoring forecasts that were written down: which are decided, how good they were, and whether the base rate would have done as well."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING, Any, Literal

from westphalia.claims.forecasts.document import Document, ForecastQuestion
from westphalia.claims.forecasts.resolve import Resolved, resolve
from westphalia.errors import NotUnderstood
from westphalia.lazy import np
from westphalia.models.partnership.benchmarks import FEW, TINY
from westphalia.models.partnership.benchmarks import calibration as logit_of
from westphalia.models.shares import jeffreys

if TYPE_CHECKING:
    from westphalia.record.world import World

# Scores of a handful of forecasts: pure functions of chances and of what happened.


Range = tuple[float, float]
EDGES = (0.0, 0.01, 0.03, 0.1, 0.3, 0.6, 1.0)
"""Bins of chance: fine below, where most forecasts of new ties lie."""
ENOUGH = 20
"""Forecasts at least for a slope of calibration."""
GROUPS, DRAWS, SEED = 8, 2000, 1
"""Pairs at least for an interval of a score, and how it is drawn."""
LEVEL = 0.9


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts of like chance.

    Parameters
    ----------
    low, high : float
        Its bounds; the upper belongs to it only in the last.
    n, hits : int
        Forecasts, and how many came true.
    mean : float
        Mean chance.
    share : float
        Share that came true.
    interval : tuple of float
        Of the share, 90 %, by Jeffreys, as of independent forecasts.
    """

    low: float
    high: float
    n: int
    hits: int
    mean: float
    share: float
    interval: Range


def square(p: float, happened: bool) -> float:
    """Return the squared error of one forecast.

    Parameters
    ----------
    p : float
        The chance.
    happened : bool
        Whether it came true.

    Examples
    --------
    >>> square(0.75, True)
    0.0625
    """
    return (p - happened) ** 2


def loss(p: float, happened: bool) -> float:
    """Return the log loss of one forecast, natural logarithm; a chance of nought or one counts as a ten-millionth from it.

    Parameters
    ----------
    p : float
        The chance.
    happened : bool
        Whether it came true.

    Examples
    --------
    >>> round(loss(0.5, True), 6), round(loss(0.9, False), 6)
    (0.693147, 2.302585)
    """
    p = min(max(p, TINY), 1 - TINY)
    return -log(p if happened else 1 - p)


def brier(chances: Sequence[float], happened: Sequence[bool]) -> float | None:
    """Return the mean squared error: 0 is perfect, 0.25 a coin's; None for no forecast.

    Parameters
    ----------
    chances : sequence of float
        From 0 to 1, one a forecast.
    happened : sequence of bool
        Whether each came true.

    Examples
    --------
    >>> brier([0.5, 1.0], [True, True])
    0.125
    """
    return _mean(square, chances, happened)


def log_score(chances: Sequence[float], happened: Sequence[bool]) -> float | None:
    """Return the mean log loss: 0 is perfect, 0.693 a coin's; None for no forecast.

    Parameters
    ----------
    chances : sequence of float
        From 0 to 1, one a forecast.
    happened : sequence of bool
        Whether each came true.

    Examples
    --------
    >>> round(log_score([0.5, 0.25], [True, False]), 6)
    0.490415
    """
    return _mean(loss, chances, happened)


def _mean(
    of: Callable[[float, bool], float], chances: Sequence[float], happened: Sequence[bool]
) -> float | None:
    if not chances:
        return None
    return sum(of(p, y) for p, y in zip(chances, happened, strict=True)) / len(chances)


def skill(score: float | None, reference: float | None) -> float | None:
    """Return by how much a score is better than that of a reference, as a share of the latter; None where it cannot be told.

    Parameters
    ----------
    score, reference : float or None
        Mean errors, lower is better; None where unknown.

    Examples
    --------
    >>> skill(0.1, 0.2), skill(0.3, 0.2), skill(0.0, 0.0)
    (0.5, -0.5, None)
    """
    if score is None or reference is None or reference <= 0:
        return None
    return round(1 - score / reference, 12)


def calibration(chances: Sequence[float], happened: Sequence[bool]) -> tuple[Bin, ...]:
    """Return forecasts by bin of chance beside how often they came true; empty bins are left out.

    Parameters
    ----------
    chances : sequence of float
        From 0 to 1, one a forecast; at least one.
    happened : sequence of bool
        Whether each came true.

    Examples
    --------
    >>> [(each.n, each.hits, each.mean) for each in calibration([0.02, 0.5, 0.5], [False, True, False])]
    [(1, 0, 0.02), (2, 1, 0.5)]
    """
    place = np.clip(np.searchsorted(EDGES, chances, side="right") - 1, 0, len(EDGES) - 2)
    made = []
    for at in sorted({int(each) for each in place}):
        inside = [(p, y) for p, y, where in zip(chances, happened, place, strict=True) if where == at]
        n, hits = len(inside), sum(y for _, y in inside)
        mean = sum(p for p, _ in inside) / n
        made.append(Bin(EDGES[at], EDGES[at + 1], n, hits, mean, hits / n, jeffreys(hits, n)))
    return tuple(made)


def slope(chances: Sequence[float], happened: Sequence[bool]) -> Range | None:
    """Return slope and intercept of what happened on the log-odds of the forecasts; 1 and 0 are perfect.

    None for fewer than twenty forecasts, or fewer than five that came true or did not.

    Parameters
    ----------
    chances : sequence of float
        From 0 to 1, one a forecast.
    happened : sequence of bool
        Whether each came true.
    """
    hits = sum(happened)
    if len(chances) < ENOUGH or min(hits, len(chances) - hits) < FEW:
        return None
    y = np.array(happened, dtype=np.float64)
    found, start = logit_of(np.ones(len(y)), y, np.array(chances, dtype=np.float64))
    return None if found is None or start is None else (found, start)


def skill_interval(
    ours: Sequence[float], others: Sequence[float], groups: Sequence[Hashable]
) -> Range | None:
    """Return the 90 % interval of a skill: groups of forecasts that hang together are drawn with replacement.

    Parameters
    ----------
    ours, others : sequence of float
        Error of each forecast, and of the reference on the same question.
    groups : sequence
        The pair of states of each. With fewer than eight there is no interval.
    """
    names = list(dict.fromkeys(groups))
    if len(names) < GROUPS:
        return None
    at = np.array([names.index(each) for each in groups])
    sums = [np.bincount(at, np.asarray(each, dtype=np.float64), len(names)) for each in (ours, others)]
    drawn = np.random.default_rng(SEED).integers(0, len(names), (DRAWS, len(names)))
    mine, theirs = (each[drawn].sum(axis=1) for each in sums)
    if (theirs <= 0).any():
        return None
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(1 - mine / theirs, [tail, 1 - tail])
    return float(low), float(high)


Fate = Literal["scored", "one_sided", "not_due", "not_resolvable", "hindsight", "repeated"]
FATES: tuple[Fate, ...] = ("scored", "one_sided", "not_due", "not_resolvable", "hindsight", "repeated")


@dataclass(frozen=True, slots=True)
class ScoredQuestion:
    """A question with what became of it.

    Parameters
    ----------
    file : str
        Where it stands.
    document : Document
        The forecast it belongs to.
    question : ForecastQuestion
        As written.
    resolution : Resolved
        What became of it.
    fate : str
        ``scored``, or why it is not.
    """

    file: str
    document: Document
    question: ForecastQuestion
    resolution: Resolved
    fate: Fate

    @property
    def happened(self) -> bool:
        """Whether it came true, of a question that is decided."""
        assert self.resolution.happened is not None
        return self.resolution.happened


def score(world: World, files: Sequence[tuple[str, Document]], today: date) -> list[ScoredQuestion]:
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
            rows.append(ScoredQuestion(name, document, question, found, _fate(document, found, key in seen)))
            seen.add(key)
    return rows


def _known(world: World, name: str, document: Document) -> None:
    try:
        world.dyad(document.a.ccode, document.b.ccode, document.year)
    except NotUnderstood as error:
        raise NotUnderstood(f"{name} is of states that are not there.", error.what, "Leave it out.") from None


def _fate(document: Document, found: Resolved, again: bool) -> Fate:
    if again:
        return "repeated"
    if document.hindsight:
        return "hindsight"
    return "scored" if found.status == "resolved" else found.status


def totals(rows: Sequence[ScoredQuestion]) -> dict[str, Any]:
    """Return the scores of the questions that count, beside those of their base rates.

    Parameters
    ----------
    rows : sequence of ScoredQuestion
        The questions, with what came of them.
    """
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
        ("brier", brier, square),
        ("log_score", log_score, loss),
    ):
        ours, other = of(p, happened), of(base, happened)
        errors = [[each(q, y) for q, y in zip(chances, happened, strict=True)] for chances in (p, base)]
        span = skill_interval(errors[0], errors[1], groups)
        found[name] = {
            "value": ours, "base_rate": other, "skill": skill(ours, other), "skill_interval": list(span) if span else None,
        }  # fmt: skip
        found[name] |= _why(found[name], len(set(groups)))
    found["calibration"] = _calibration(p, happened)
    found["by"] = _by(counted)
    return {**found, "sentence": _sentence(found)}


def _columns(rows: Sequence[ScoredQuestion]) -> tuple[list[float], list[float], list[bool]]:
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
            "why": f"Forecasts of one pair hang together: an interval takes {GROUPS} pairs, and there are {pairs}."
        }
    return {}


def _calibration(p: list[float], happened: list[bool]) -> dict[str, Any]:
    fitted = slope(p, happened)
    bins = [
        {
            "from": each.low, "to": each.high, "n": each.n, "came_true": each.hits, "mean_probability": each.mean, "share": each.share,
            "interval": list(each.interval),
        }
        for each in calibration(p, happened)
    ]  # fmt: skip
    if fitted is not None:
        return {"bins": bins, "slope": fitted[0], "intercept": fitted[1]}
    why = f"It takes {ENOUGH} decided forecasts, {FEW} of which came true and {FEW} did not."
    return {"bins": bins, "slope": None, "intercept": None, "why": why}


def _by(rows: Sequence[ScoredQuestion]) -> list[dict[str, Any]]:
    """Return the scores by outcome and horizon."""
    made = []
    for key in dict.fromkeys((row.question.outcome, row.question.horizon) for row in rows):
        p, base, happened = _columns(
            [row for row in rows if (row.question.outcome, row.question.horizon) == key]
        )
        made.append(
            {
                "outcome": key[0], "horizon": key[1], "n": len(p), "came_true": sum(happened),
                "brier": brier(p, happened), "brier_base_rate": brier(base, happened),
                "log_score": log_score(p, happened), "log_score_base_rate": log_score(base, happened),
            }
        )  # fmt: skip
    return made


def _sentence(found: dict[str, Any]) -> str:
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


def to_dict(world: World, rows: Sequence[ScoredQuestion], today: date) -> dict[str, Any]:
    """Return the document of ``forecast score``.

    Parameters
    ----------
    world : World
        The record.
    rows : sequence of ScoredQuestion
        The questions, with what came of them.
    today : date
        The day of scoring.
    """
    return {
        "westphalia": world.stamp(),
        "scored_on": today.isoformat(),
        "totals": totals(rows),
        "questions": [_row(world, row) for row in rows],
    }


def _row(world: World, row: ScoredQuestion) -> dict[str, Any]:
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
