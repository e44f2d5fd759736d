"""How verdicts are made, in a few sentences, and what the tables that are no tables of the edition are."""

from __future__ import annotations

from collections.abc import Iterable

from westphalia.claims.check import Checked
from westphalia.report.page import Section

COMPUTED = {
    "partnership model": (
        "Chances of new ties are from our own model of partnerships, which is fitted to the pacts, arms and "
        "agreements of all pairs of states; a chance is an estimate, not an observation."
    ),
    "mechanisms": (
        "Effects on the chance of alignment are estimated over many pairs of states with other things held equal; "
        "they say what goes together, and not for certain what causes what."
    ),
}
SCALES = {
    "ideal point": "On the scale of votes in the General Assembly, most states lie between −2 and 2.",
    "standard deviations of relations": (
        "The scale of relations runs from hostile to friendly; one step is the usual spread between pairs of which nothing "
        "is known."
    ),
}
RULES = (
    "Each claim is put in our words and given one figure or several, with two limits fixed in its file: what would support "
    "it and what would contradict it. Where a figure is uncertain, the table gives the range that holds it with 90 chances "
    "in 100, and the whole range must lie beyond a limit. A claim is mixed when its figure or range lies between the limits "
    "or across one, or when its figures disagree. An event counts only when it was read where it is cited, and never on the "
    "word of the essay alone. The record of events is a choice: that none is found does not show that there was none."
)


def section(checked: Checked, tables: Iterable[str]) -> Section:
    """Return the section; ``tables`` are all that were read."""
    units = " | ".join(part.reading.unit for each in checked.claims for part in each.parts)
    scales = tuple(text for unit, text in SCALES.items() if unit in units)
    computed = tuple(COMPUTED[name] for name in tables if name in COMPUTED)
    return Section(
        "method",
        "How verdicts are made",
        "Each verdict follows from figures and limits, by the same rules for every claim",
        prose=(RULES, known(checked)),
        notes=(*scales, *computed),
    )


def known(checked: Checked) -> str:
    """Return what was known when it was judged."""
    if checked.as_of is None:
        return (
            "The essay is judged in hindsight: with what is on record today, much of which its author could not know. "
            "It can also be judged with what was known at the end of a year."
        )
    return (
        f"The essay is judged with what was known at the end of {checked.as_of}: nothing later was looked at, and what "
        "was not published by then counts as not known."
    )
