"""One figure of a claim as a table says it: what it is, what it came out as, what it is compared with."""

from __future__ import annotations

import re
from collections import Counter

from westphalia.claims.check import Judged, Part
from westphalia.claims.verdict import VERDICTS
from westphalia.report.brief import words
from westphalia.report.essay.amounts import figure, limits
from westphalia.report.essay.evidence import Event, days
from westphalia.report.verdicts import VERDICT

TERMS = {
    "relevant pairs": "pairs of neighbours or with a great power",
    "all pairs, setting": "pairs, setting",
    "setting and ties held equal": "in like setting and with like ties",
    "setting held equal": "in like setting",
}
"""Words of estimates, and plain ones."""
HOW = {"all": "all must hold", "any": "one that holds is enough"}


def said(part: Part) -> str:
    """Return a figure, with what makes it less than it seems."""
    reading = part.reading
    text = figure(part.test, reading)
    alone = part.test.field == "measure" and part.test.against is None
    if (
        alone
        and reading.value is not None
        and reading.observed is not None
        and reading.observed < reading.year
    ):
        text += f"; last known in {reading.observed}"
    return text


def place(part: Part) -> str:
    """Return what the figure is compared with and what would count; why there is none where it is not known."""
    reading = part.reading
    if reading.value is None:
        return reason(reading.why)
    group = f"{among(part.test.field, reading.group)}. " if reading.group else ""
    more = f" {words.sentence(reading.why)}." if reading.why and part.test.field == "events" else ""
    return f"{group}{limits(part.test, reading)}.{more}"


def reason(why: str) -> str:
    """Return why a figure is not known, as a sentence without the names of columns.

    Examples
    --------
    >>> reason("nuclear_status covers 1938-2022."), reason("")
    ('Nuclear status covers 1938-2022.', 'Not known.')
    """
    return words.sentence((why or "not known").rstrip(".").replace("_", " ")) + "."


def among(field: str, group: str) -> str:
    """Return the group of comparison in words.

    Examples
    --------
    >>> among("standing", "194 other states of 2014"), among("sql", "2885 of 21,800")
    ('Among 194 other states of 2014', '2,885 of 21,800')
    >>> among("mechanism", "17,231 relevant pairs, setting and ties held equal")
    'Over 17,231 pairs of neighbours or with a great power, in like setting and with like ties'
    """
    text = re.sub(r"(?<=\d)%", " %", re.sub(r"\b\d{4}(?= of )", lambda found: f"{int(found[0]):,}", group))
    for term, plain in TERMS.items():
        text = text.replace(term, plain)
    if field == "sql":
        return text
    head = "Among" if field != "mechanism" else "Over" if text[:1].isdigit() else "Compared with"
    return f"{head} {text}"


def whole(judged: Judged, events: tuple[Event, ...] = ()) -> str:
    """Return the cell of a claim: its figure in full, or how its several figures came out."""
    if len(judged.parts) > 1:
        return several(judged, "below")
    if not judged.parts:
        return words.sentence(without(judged))
    part = judged.parts[0]
    when = days(events)
    dated = f" ({when})" if when and part.reading.value is not None else ""
    return f"{words.sentence(said(part))}{dated}: {part.test.means}. {place(part)}"


def without(judged: Judged) -> str:
    """Return why a claim has no figure."""
    if judged.claim.untestable is not None:
        return "no figure: see what cannot be tested."
    due = judged.claim.resolution.due if judged.claim.resolution is not None else None
    return f"not due before {words.day(due)}." if due is not None else reason(judged.why)


def several(judged: Judged, where: str) -> str:
    """Return how many figures of a claim came out how, and where they are."""
    found = Counter(part.verdict for part in judged.parts)
    told = words.listed(f"{found[verdict]} {VERDICT[verdict]}" for verdict in VERDICTS if found[verdict])
    return f"{words.sentence(words.count(len(judged.parts)))} figures, {where}; {HOW[judged.claim.together]}: {told}."
