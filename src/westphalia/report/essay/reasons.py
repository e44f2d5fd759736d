"""Why a claim has its verdict, in a sentence or two that are read with the figure."""

from __future__ import annotations

from collections import Counter

from westphalia.claims.check import Judged, TestedPart
from westphalia.claims.verdict import VERDICTS, limit, meets
from westphalia.report.brief import words
from westphalia.report.essay import figures
from westphalia.report.numbers import fine_percent
from westphalia.report.verdicts import VERDICT, said


def figure(judged: Judged) -> str:
    """Return the figure that stands for a claim, after what it is, as a sentence; why there is none where there is none.

    Parameters
    ----------
    judged : Judged
        A claim with its verdict.
    """
    part = judged.leading
    if part is None:
        return words.sentence(figures.without(judged))
    told = figures.said(part) if part.reading.value is not None else figures.reason(part.reading.why)
    return f"{words.sentence(part.test.means)}: {told.rstrip('.')}."


def because(judged: Judged) -> str:
    """Return why the figure gives this verdict; nothing where there is no answer.

    Parameters
    ----------
    judged : Judged
        A claim with its verdict.
    """
    part = judged.leading
    if part is None or judged.plain in ("insufficient_coverage", "not_testable"):
        return ""
    if judged.verdict != judged.plain:
        return _turned(judged)
    if len(judged.parts) > 1:
        return _several(judged)
    return _one(part)


def _turned(judged: Judged) -> str:
    """Return what makes a claim mixed whose figures alone would decide on it."""
    scrutiny, alone = judged.scrutiny, VERDICT[judged.plain]
    if scrutiny.flips:
        changed, other = scrutiny.flips[0]
        return f"By {_figures(judged)} it is {alone}, but {changed} it is {VERDICT[other]}."
    found = scrutiny.placebo
    cases = (
        f"{found.met} of {found.of} comparable cases"
        if found.of
        else f"{fine_percent(found.share or 0)} of trials"
    )
    return f"By {_figures(judged)} it is {alone}, but so it is of {cases} ({found.rule}): that says little."


def _figures(judged: Judged) -> str:
    return "its figure" if len(judged.parts) == 1 else "its figures"


def _several(judged: Judged) -> str:
    """Return how the figures of a claim came out together."""
    found = Counter(part.verdict for part in judged.parts)
    total = words.count(len(judged.parts))
    if len(found) == 1:
        if judged.plain == "mixed":
            return f"None of its {total} figures decides."
        return f"{'Both' if len(judged.parts) == 2 else f'All {total}'} of its figures say so."
    if judged.claim.together == "any" and judged.plain == "supported":
        return f"One figure that holds is enough, and {found['supported']} of {total} {'does' if found['supported'] == 1 else 'do'}."
    tally = {str(verdict): found[verdict] for verdict in VERDICTS if found[verdict]}
    return f"Of its {total} figures {said(tally)}; all must hold."


def _one(part: TestedPart) -> str:
    """Return where the one figure of a claim lies beside its limits."""
    test, reading = part.test, part.reading
    assert reading.value is not None
    pro, con = (limit_short(part, each) for each in (test.supports, test.contradicts))
    if part.verdict == "supported":
        sign, value = limit(test.supports)
        if sign in ("=", "!="):
            return "That is what the claim takes."
        return "One is enough." if (sign, value) == (">=", 1) else f"{words.sentence(pro)} is enough."
    if part.verdict == "contradicted":
        return f"It would take {pro}; {con} contradicts."
    if reading.interval is None:
        return f"That lies between what would support it, {pro}, and what would contradict it, {con}."
    low, high = reading.interval
    reach = [
        meets(each, condition) for each in (low, high) for condition in (test.supports, test.contradicts)
    ]
    if (reach[0] and reach[3]) or (reach[1] and reach[2]):
        return (
            f"Its range reaches from what would contradict the claim, {con}, to what would support it, {pro}."
        )
    if meets(reading.value, test.supports):
        return f"The figure would support it, which takes {pro}, but its range does not lie there as a whole."
    if meets(reading.value, test.contradicts):
        return (
            f"The figure would contradict it, which takes {con}, but its range does not lie there as a whole."
        )
    return f"That decides nothing: {pro} would support it, {con} contradict."


def limit_short(part: TestedPart, condition: str) -> str:
    """Return a condition in words, without the unit that the figure has said just before.

    Parameters
    ----------
    part : TestedPart
        A test with its figure.
    condition : str
        What supports or contradicts the claim, as its file has it.
    """
    unit = part.reading.unit
    told = figures.limit_said(part.test, unit, condition)
    short = told.removesuffix(figures.scale(part.test, unit).tail)
    return told if short in ("", "no") else short
