"""What the verdict on a claim is worth, in plain words: its basis, its placebo, and whether it turns."""

from __future__ import annotations

from collections.abc import Mapping

from westphalia.claims.basis import Basis
from westphalia.claims.check import Checked, Judged
from westphalia.claims.verdict import Verdict
from westphalia.report.brief import words
from westphalia.report.numbers import fine_percent
from westphalia.report.verdicts import VERDICT

BASIS: Mapping[Basis, str] = {
    "record": "Tables of the record",
    "events": "Events coded by hand",
    "model": "A model or estimated effects",
}
MEANT = (
    "What a verdict is worth stands beside it. Basis: tables of the record, events coded by hand, or a model and estimated effects. Placebo: how many of up "
    "to a hundred comparable cases come out the same, which are other states of like capability in the same year, or the same states in other years; a claim "
    "that rests on data and that more than one in five of them meets is mixed, for it says little. A verdict that is another a year earlier or later, or with "
    "limits a fifth lower or higher, is mixed too. Claims that rest on events alone are counted apart, as documented: those events were chosen and coded "
    "with the essay in hand, so that they show that a thing is on record and not that it stands out."
)
"""How to read the column, for a reader."""


def counted(checked: Checked) -> str:
    """Return how many of the supported claims rest on what, as a sentence; nothing where none is supported.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    events, all_of = checked.documented, checked.summary["supported"]
    if not all_of:
        return ""
    if not events:
        return "None of the supported rests on events alone."
    return (
        f"Of the supported, {events} {'is' if events == 1 else 'are'} documented, by events that were coded with the essay in hand, "
        f"and {all_of - events or 'none'} {'are' if all_of - events > 1 else 'is'} supported by data."
    )


def worth(judged: Judged) -> str:
    """Return basis, placebo and fragility of a verdict; nothing where there is no answer.

    Parameters
    ----------
    judged : Judged
        A claim with its verdict.
    """
    if judged.plain in ("insufficient_coverage", "not_testable"):
        return ""
    return " ".join((f"{BASIS[judged.scrutiny.basis]}.", _placebo(judged), *_turns(judged)))


def _placebo(judged: Judged) -> str:
    found = judged.scrutiny.placebo
    if found.share is None:
        return f"No placebo: {_none(found.rule)}."
    told = {"supported": "meet it too", "contradicted": "are contradicted too"}.get(judged.plain, "meet it")
    cases = (
        f"{found.met} of {found.of} comparable cases"
        if found.of
        else f"{fine_percent(found.share)} of trials"
    )
    return f"Placebo: {cases} {told} ({found.rule})."


def _none(rule: str) -> str:
    """Return why there is no placebo; that no case has an answer in plain words.

    Examples
    --------
    >>> _none("only 0 of the same states in other years have an answer"), _none("only 2 of any states have an answer")
    ('none of the same states in other years has an answer', 'only 2 of any states have an answer')
    """
    if not rule.startswith("only 0 of "):
        return rule
    return f"none of {rule.removeprefix('only 0 of ').removesuffix('have an answer')}has an answer"


def _turns(judged: Judged) -> list[str]:
    """Return what makes a verdict another, each verdict with all that gives it; that nothing does, where there was one to turn."""
    if judged.plain not in ("supported", "contradicted"):
        return []
    if not judged.scrutiny.flips:
        return ["Holds with limits and years moved." if judged.moves else "Holds with limits moved."]
    by: dict[Verdict, list[str]] = {}
    for changed, verdict in judged.scrutiny.flips:
        by.setdefault(verdict, []).append(changed)
    told = "; ".join(f"{VERDICT[verdict]} {words.listed(each)}" for verdict, each in by.items())
    return [f"Turns: {VERDICT[judged.plain]} as it stands, {told}."]
