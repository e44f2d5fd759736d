"""What came of the forecasts of an essay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from westphalia.claims.check import Checked, Judged
from westphalia.report import numbers
from westphalia.report.brief import words
from westphalia.report.page import Chart, Section
from westphalia.report.verdicts import LOOK

CAME: Mapping[str, tuple[str, str]] = {
    "supported": ("came true", "came true"),
    "contradicted": ("did not", "did not"),
    "mixed": ("came true in part", "came true in part"),
    "insufficient_coverage": ("is not decided", "are not decided"),
    "not_testable": ("cannot be decided", "cannot be decided"),
}
CAME_OF_IT: Mapping[str, str] = {each: told[0] for each, told in CAME.items()} | {
    "contradicted": "did not come true"
}
"""Of one forecast, by what its figures alone give: that many others fare alike makes it no less true."""


def section(checked: Checked) -> Section | None:
    """Return the section, None for an essay without forecasts.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    made = [each for each in checked.claims if each.claim.kind == "forecast"]
    if not made:
        return None
    return Section(
        "forecasts",
        "What came of the forecasts",
        _finding(made),
        prose=_scores(checked),
        charts=(_scale(checked, made),) if checked.hindsight else (),
        notes=(READ,) if any(each.claim.probability is None for each in made) else (),
    )


def _scores(checked: Checked) -> tuple[str, ...]:
    """Return how well the forecasts did, without how many came true, which the finding says."""
    told = checked.hindsight["totals"]["sentence"].partition(". ")[2] if checked.hindsight else ""
    return (told,) if told else ()


READ = "An author who gives no number is read by the words: is as 93 %, would as 75 %, may and could as even odds; the bar is the range in which people read such words."


def _scale(checked: Checked, made: Sequence[Judged]) -> Chart:
    """Return all forecasts on one scale of chances, each with what came of it."""
    given = {row["id"]: row for row in checked.hindsight["rows"]}
    rows = []
    for each in made:
        row, claim = given[each.claim.id], each.claim
        low, high = row["probability_range"]
        due = f", due {words.day(claim.resolution.due)}" if claim.resolution and claim.resolution.due else ""
        rows.append(
            {
                "label": f"{claim.statement.rstrip('.')} ({claim.paragraph})", "role": LOOK[each.plain], "value": row["probability"],
                "lo": low if high > low else None, "hi": high if high > low else None,
                "text": f"{CAME_OF_IT[each.plain]}{due}",
            }
        )  # fmt: skip
    alt = f"{_finding(made)}. " + " ".join(f"{row['label']}: {row['text']}." for row in rows)
    ticks = [{"value": each / 4, "text": numbers.percent(each / 4)} for each in range(5)]
    return Chart(
        "forecasts-and-outcomes", "spans", tuple(rows), "How likely each forecast was put, and what came of it (in brackets its paragraph)", alt,
        "chance that the author gives it, as the words are read", (), words.counted(len(made), "forecast"), {"domain": [0.0, 1.0], "ticks": ticks, "rule": 0.5},
    )  # fmt: skip


def _finding(made: Sequence[Judged]) -> str:
    """Return how many forecasts came true, and what came of the others."""
    if len(made) == 1:
        return f"The one forecast {CAME_OF_IT[made[0].plain]}"
    found = {verdict: sum(each.plain == verdict for each in made) for verdict in CAME}
    (first, n), *rest = ((verdict, n) for verdict, n in found.items() if n)
    head = f"{n} of {len(made)} forecasts {CAME[first][n != 1]}"
    return ", ".join((head, *filter(None, [words.listed(f"{n} {CAME[v][n != 1]}" for v, n in rest)])))
