"""What cannot be tested and what it would take; and where the data do not reach."""

from __future__ import annotations

from westphalia.claims.check import Checked, Judged
from westphalia.report.brief import words
from westphalia.report.essay import compared
from westphalia.report.linked import Wide
from westphalia.report.page import Grid, Section

HEADS = ("Claim", Wide("Why not"), Wide("What it would take"))
LACKING = ("Claim", Wide("What is missing"))


def section(checked: Checked) -> Section | None:
    """Return the section, None where every claim has an answer."""
    never = [each for each in checked.claims if each.verdict == "not_testable"]
    lacking = [each for each in checked.claims if each.verdict == "insufficient_coverage"]
    if not never and not lacking:
        return None
    grids = []
    if never:
        grids.append(Grid(HEADS, tuple(never_row(each) for each in never), "lll", ()))
    if lacking:
        rows = tuple((each.claim.statement, missing(each)) for each in lacking)
        grids.append(Grid(LACKING, rows, "ll", (), "Not enough data" if never else ""))
    topic = "What cannot be tested, and what it would take" if never else "Where data are missing"
    return Section("untested", topic, finding(len(never), len(lacking)), grids=tuple(grids))


def finding(never: int, lacking: int) -> str:
    """Return how many claims stay without an answer.

    Examples
    --------
    >>> finding(8, 1), finding(0, 2)
    ('8 claims cannot be tested with what is on record, and 1 lacks data', '2 claims lack data')
    """
    lack = f"{lacking} {'claim ' if not never and lacking == 1 else 'claims ' if not never else ''}"
    lack += "lacks data" if lacking == 1 else "lack data"
    if not never:
        return lack
    first = f"{never} claim{'' if never == 1 else 's'} cannot be tested with what is on record"
    return f"{first}, and {lack}" if lacking else first


def never_row(judged: Judged) -> tuple[str, str, str]:
    """Return a claim that cannot be tested, why, and what would do it."""
    claim = judged.claim
    if claim.untestable is not None:
        return claim.statement, claim.untestable.why, words.sentence(claim.untestable.needs)
    needs = "; ".join(part.test.means for part in judged.parts if part.reading.value is None)
    return claim.statement, missing(judged), f"A computation of this: {needs}."


def missing(judged: Judged) -> str:
    """Return why a claim has no answer: the reasons of those of its figures that have none."""
    whys = dict.fromkeys(part.reading.why for part in judged.parts if part.reading.value is None)
    return " ".join(compared.reason(why) for why in whys) or words.sentence(compared.without(judged))
