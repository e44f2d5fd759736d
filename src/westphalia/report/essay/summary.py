"""An essay as a whole: what it is, how it fares, how verdicts are made, and what cannot be tested."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from westphalia.claims.check import Checked, Judged
from westphalia.claims.verdict import VERDICTS
from westphalia.report.brief import words
from westphalia.report.essay import figures
from westphalia.report.essay.worth import MEANT, counted
from westphalia.report.linked import Linked, Wide, author
from westphalia.report.page import Chart, Section, SmallTable
from westphalia.report.verdicts import VERDICT, said, verb

# How verdicts are made, in a few sentences, and what the tables that are no tables of the edition are.


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


def method_section(checked: Checked, tables: Iterable[str]) -> Section:
    """Return the section; ``tables`` are all that were read.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    tables : iterable of str
        Their names.
    """
    units = " | ".join(part.reading.unit for each in checked.claims for part in each.parts)
    scales = tuple(text for unit, text in SCALES.items() if unit in units)
    computed = tuple(COMPUTED[name] for name in tables if name in COMPUTED)
    return Section(
        "method",
        "How verdicts are made",
        "Each verdict follows from figures and limits, by the same rules for every claim",
        prose=(RULES, MEANT),
        notes=(*scales, *computed),
        fold=True,
    )


def _known(checked: Checked) -> str:
    """Return what was known when it was judged."""
    if checked.as_of is None:
        return "The essay is judged in hindsight: with what is on record today, much of which its author could not know."
    return (
        f"The essay is judged with what was known at the end of {checked.as_of}: nothing later was looked at, and what "
        "was not published by then counts as not known."
    )


# Kinds of claims, and how many of them fared how, in words that everyone knows.


KIND: Mapping[str, str] = {
    "fact": "facts",
    "comparison": "comparisons",
    "trend": "trends",
    "mechanism": "mechanisms",
    "counterfactual": "what-ifs",
    "forecast": "forecasts",
}
"""Each kind of claim, many of them."""


def tally(claims: Iterable[Judged]) -> dict[str, int]:
    """Return how many claims have each verdict that occurs, in the order of the verdicts.

    Parameters
    ----------
    claims : iterable of Judged
        With their verdicts.
    """
    found = Counter(str(each.verdict) for each in claims)
    return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}


def fare(found: Mapping[str, int]) -> str:
    """Return how claims fare, the first verdict that occurs leading.

    Parameters
    ----------
    found : mapping of str to int
        How many have which verdict, without those that none has.

    Examples
    --------
    >>> fare({"supported": 3, "mixed": 2}), fare({"mixed": 2}), fare({"mixed": 1}), fare({"supported": 9})
    ('3 of 5 claims are supported; 2 are mixed', 'Both claims are mixed', 'The one claim is mixed', 'All nine claims are supported')
    >>> fare({"not_testable": 6}), fare({"not_testable": 1})
    ('None of the six claims can be tested', 'The one claim cannot be tested')
    """
    total = sum(found.values())
    (verdict, n), *rest = found.items()
    if rest:
        return f"{n} of {total} claims {verb(verdict, n)}; {said(dict(rest))}"
    if verdict in NEVER and total > 1:
        return f"{'Neither claim' if total == 2 else f'None of the {words.count(total)} claims'} {NEVER[verdict]}"
    every = {1: "The one claim", 2: "Both claims"}.get(total, f"All {words.count(total)} claims")
    return f"{every} {verb(verdict, n)}"


NEVER: Mapping[str, str] = {"not_testable": "can be tested", "insufficient_coverage": "has data enough"}
"""Verdicts that all claims of some share, as what none of them does."""


# How an essay fares as a whole: the sentence under the title, and a chart of verdicts by kind of claim.


LOOKS: Mapping[str, str] = {
    "supported": "supported", "contradicted": "contradicted", "mixed": "mixed", "insufficient_coverage": "hatch", "not_testable": "hollow",
}  # fmt: skip
"""How bars of a verdict are filled: in its own colour, hatched or hollow where it is no answer."""


def _sentence(checked: Checked) -> str:
    """Return the finding on all claims."""
    n = len(checked.claims)
    return f"Of {words.counted(n, 'claim') if n == 1 else f'{n} claims'} {said(tally(checked.claims))}."


def standfirst(checked: Checked) -> str:
    """Return what stands under the title: the finding, and what was known when it was judged.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    when = (
        "It is judged with all that is on record today."
        if checked.as_of is None
        else f"It is judged with what was known at the end of {checked.as_of}."
    )
    return " ".join(filter(None, (_sentence(checked), counted(checked), when)))


def essay_section(checked: Checked) -> Section:
    """Return what the essay is, in our words, with its date, and where it is found.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    essay = checked.essay
    by = f"by {author(essay.author)}"
    day = "" if words.moment(essay.published) in essay.author else f", of {words.moment(essay.published)}"
    known = Linked(f"Where it is found: {essay.where.rstrip('.')}.") if essay.found else UNFOUND
    ours = "Its claims stand here in our words, not the author's, with the number of the paragraph."
    return Section(
        "essay",
        "The essay",
        f"“{essay.title}”, {by}{day}",
        prose=tuple(filter(None, (essay.gist, f"{ours} {_known(checked)}", known))),
        notes=(essay.note,) if essay.note else (),
    )


UNFOUND = "Where it can be read is not known here."


def summary_section(checked: Checked) -> Section:
    """Return the first section: which kinds of claims hold, and which do not.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    return Section(
        "verdicts",
        "All verdicts",
        _finding(checked.claims),
        charts=(_chart(checked),),
    )


def _finding(claims: tuple[Judged, ...]) -> str:
    """Return how many claims of fact hold, and how many others; where there is one sort only, how many of all."""
    facts = [each.verdict == "supported" for each in claims if each.claim.kind == "fact"]
    others = [each.verdict == "supported" for each in claims if each.claim.kind != "fact"]
    if facts and others:
        return f"{_held(facts, 'claims of fact')}, and {sum(others) or 'none'} of {len(others)} others"
    return _held(facts or others, "claims")


def _held(found: Sequence[bool], noun: str) -> str:
    """Return how many claims are supported.

    Examples
    --------
    >>> _held([True, False, True], "claims"), _held([False, False], "claims of fact"), _held([True, False], "claims")
    ('2 of 3 claims are supported', 'None of 2 claims of fact is supported', '1 of 2 claims is supported')
    """
    count = sum(found)
    return f"{count or 'None'} of {len(found)} {noun} {'are' if count > 1 else 'is'} supported"


def _chart(checked: Checked) -> Chart:
    """Return the verdicts by kind of claim."""
    kinds = [kind for kind in KIND if any(each.claim.kind == kind for each in checked.claims)]
    counted = {kind: tally(each for each in checked.claims if each.claim.kind == kind) for kind in kinds}
    rows = tuple(
        {"group": KIND[kind], "part": VERDICT[verdict], "value": counted[kind].get(verdict, 0)}
        for kind in kinds
        for verdict in VERDICT
    )
    alt = f"{_sentence(checked)} " + " ".join(
        f"{words.sentence(KIND[kind])}: {said(counted[kind])}." for kind in kinds
    )
    options = {"looks": {VERDICT[verdict]: look for verdict, look in LOOKS.items()}}
    coverage = f"all {len(checked.claims)} claims of the essay"
    return Chart(
        "verdicts-by-kind", "tally", rows, "Claims by kind and verdict", alt, "claims", (), coverage, options
    )


# What cannot be tested and what it would take; and where the data do not reach.


UNTESTED_HEADS = ("Claim", Wide("Why not"), Wide("What it would take"))
LACKING = ("Claim", Wide("What is missing"))


def untested_section(checked: Checked) -> Section | None:
    """Return the section, None where every claim has an answer.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    never = [each for each in checked.claims if each.verdict == "not_testable"]
    lacking = [each for each in checked.claims if each.verdict == "insufficient_coverage"]
    if not never and not lacking:
        return None
    grids = []
    if never:
        grids.append(SmallTable(UNTESTED_HEADS, tuple(_never_row(each) for each in never), "lll", ()))
    if lacking:
        rows = tuple((each.claim.statement, _missing(each)) for each in lacking)
        grids.append(SmallTable(LACKING, rows, "ll", (), "Not enough data" if never else ""))
    topic = "What cannot be tested, and what it would take" if never else "Where data are missing"
    return Section("untested", topic, _untested_finding(len(never), len(lacking)), grids=tuple(grids))


def _untested_finding(never: int, lacking: int) -> str:
    """Return how many claims stay without an answer.

    Examples
    --------
    >>> _untested_finding(8, 1), _untested_finding(0, 2)
    ('8 claims cannot be tested with what is on record, and 1 lacks data', '2 claims lack data')
    """
    lack = f"{lacking} {'claim ' if not never and lacking == 1 else 'claims ' if not never else ''}"
    lack += "lacks data" if lacking == 1 else "lack data"
    if not never:
        return lack
    first = f"{never} claim{'' if never == 1 else 's'} cannot be tested with what is on record"
    return f"{first}, and {lack}" if lacking else first


def _never_row(judged: Judged) -> tuple[str, str, str]:
    """Return a claim that cannot be tested, why, and what would do it."""
    claim = judged.claim
    if claim.untestable is not None:
        return claim.statement, claim.untestable.why, words.sentence(claim.untestable.needs)
    needs = "; ".join(part.test.means for part in judged.parts if part.reading.value is None)
    return claim.statement, _missing(judged), f"A computation of this: {needs}."


def _missing(judged: Judged) -> str:
    """Return why a claim has no answer: the reasons of those of its figures that have none."""
    whys = dict.fromkeys(part.reading.why for part in judged.parts if part.reading.value is None)
    return " ".join(figures.reason(why) for why in whys) or words.sentence(figures.without(judged))
