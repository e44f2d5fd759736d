"""How an essay fares as a whole: the sentence under the title, and a chart of verdicts by kind of claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from westphalia.claims.check import Checked, Judged
from westphalia.report.authors import author
from westphalia.report.brief import words
from westphalia.report.essay.terms import KIND, tally
from westphalia.report.page import Chart, Section
from westphalia.report.verdicts import VERDICT, said

LOOKS = {
    "supported": "a", "contradicted": "b", "mixed": "leader", "insufficient_coverage": "hatch", "not_testable": "hollow",
}  # fmt: skip


def sentence(checked: Checked) -> str:
    """Return the finding on all claims."""
    n = len(checked.claims)
    return f"Of {words.counted(n, 'claim') if n == 1 else f'{n} claims'} {said(tally(checked.claims))}."


def standfirst(checked: Checked) -> str:
    """Return what stands under the title: the finding, who wrote, what was known when it was judged."""
    essay = checked.essay
    day = "" if words.moment(essay.published) in essay.author else f" ({words.moment(essay.published)})"
    when = (
        "with all that is on record today"
        if checked.as_of is None
        else f"with what was known at the end of {checked.as_of}"
    )
    return (
        f"{sentence(checked)} The essay is by {author(essay.author)}{day}; it is judged {when}. "
        "The claims are in our words, not the author's."
    )


def section(checked: Checked) -> Section:
    """Return the first section: which kinds of claims hold, and which do not."""
    notes = (checked.essay.note,) if checked.essay.note else ()
    return Section(
        "verdicts",
        "All verdicts",
        finding(checked.claims),
        prose=tuple(listing(checked.claims)),
        charts=(chart(checked),),
        notes=notes,
    )


def finding(claims: tuple[Judged, ...]) -> str:
    """Return how many claims of fact hold, and how many others; where there is one sort only, how many of all."""
    facts = [each.verdict == "supported" for each in claims if each.claim.kind == "fact"]
    others = [each.verdict == "supported" for each in claims if each.claim.kind != "fact"]
    if facts and others:
        return f"{held(facts, 'claims of fact')}, and {sum(others) or 'none'} of {len(others)} others"
    return held(facts or others, "claims")


def held(found: Sequence[bool], noun: str) -> str:
    """Return how many claims are supported.

    Examples
    --------
    >>> held([True, False, True], "claims"), held([False, False], "claims of fact"), held([True, False], "claims")
    ('2 of 3 claims are supported', 'None of 2 claims of fact is supported', '1 of 2 claims is supported')
    """
    count = sum(found)
    return f"{count or 'None'} of {len(found)} {noun} {'are' if count > 1 else 'is'} supported"


def listing(claims: tuple[Judged, ...]) -> Iterable[str]:
    """Yield the claims that are contradicted, for they need attention first."""
    against = [each for each in claims if each.verdict == "contradicted"]
    if against:
        told = "; ".join(
            f"“{each.claim.statement.rstrip('.')}” (paragraph {each.claim.paragraph})" for each in against
        )
        yield f"The record speaks against {'this' if len(against) == 1 else 'these'}: {told}."


def chart(checked: Checked) -> Chart:
    """Return the verdicts by kind of claim."""
    kinds = [kind for kind in KIND if any(each.claim.kind == kind for each in checked.claims)]
    counted = {kind: tally(each for each in checked.claims if each.claim.kind == kind) for kind in kinds}
    rows = tuple(
        {"group": KIND[kind], "part": VERDICT[verdict], "value": counted[kind].get(verdict, 0)}
        for kind in kinds
        for verdict in VERDICT
    )
    alt = f"{sentence(checked)} " + " ".join(
        f"{words.sentence(KIND[kind])}: {said(counted[kind])}." for kind in kinds
    )
    options = {"looks": {VERDICT[verdict]: look for verdict, look in LOOKS.items()}}
    coverage = f"all {len(checked.claims)} claims of the essay"
    return Chart(
        "verdicts-by-kind", "tally", rows, "Claims by kind and verdict", alt, "claims", (), coverage, options
    )
