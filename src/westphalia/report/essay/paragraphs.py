"""A section for each paragraph of the essay: its claims in a table, and the figures of claims with several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from westphalia.claims.check import Checked, Judged
from westphalia.claims.queried import ListUnderClaim, tables
from westphalia.claims.verdict import VERDICTS
from westphalia.report.brief import words
from westphalia.report.essay import evidence
from westphalia.report.essay.evidence import Evidence, cited
from westphalia.report.essay.worth import MEANT, counted, worth
from westphalia.report.linked import Wide, author
from westphalia.report.numbers import plain
from westphalia.report.page import Chart, Section, SmallTable
from westphalia.report.verdicts import VERDICT, said, verb

if TYPE_CHECKING:
    from westphalia.record.world import World

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
        prose=(RULES, MEANT, _known(checked)),
        notes=(*scales, *computed),
    )


def _known(checked: Checked) -> str:
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


def _tally(claims: Iterable[Judged]) -> dict[str, int]:
    """Return how many claims have each verdict that occurs, in the order of the verdicts."""
    found = Counter(str(each.verdict) for each in claims)
    return {verdict: found[verdict] for verdict in VERDICTS if found[verdict]}


def _fare(found: Mapping[str, int], whose: str) -> str:
    """Return how claims fare, the first verdict that occurs leading.

    Examples
    --------
    >>> _fare({"supported": 3, "mixed": 2}, "of paragraph 7")
    '3 of 5 claims of paragraph 7 are supported; 2 are mixed'
    >>> _fare({"mixed": 2}, "of paragraph 7"), _fare({"mixed": 1}, "of paragraph 7")
    ('Both claims of paragraph 7 are mixed', 'The one claim of paragraph 7 is mixed')
    """
    total = sum(found.values())
    (verdict, n), *rest = found.items()
    if rest:
        return f"{n} of {total} claims {whose} {verb(verdict, n)}; {said(dict(rest))}"
    every = {1: "The one claim", 2: "Both claims"}.get(total, f"All {words.count(total)} claims")
    return f"{every} {whose} {verb(verdict, n)}"


HEADS = (
    "Claim", "Verdict", "Put as", Wide("Figure, and what it is compared with"), Wide("What the verdict is worth"),
)  # fmt: skip
PARTS = ("What was measured", "Verdict", "Figure", Wide("Compared with, and what would count"))


def sections(world: World, checked: Checked, found: Evidence) -> Iterator[Section]:
    """Yield the sections in the order of the paragraphs.

    Parameters
    ----------
    world : World
        The record.
    checked : Checked
        The essay with its verdicts.
    found : Evidence
        The events of its claims.
    """
    for number in sorted({each.claim.paragraph for each in checked.claims}):
        claims = [each for each in checked.claims if each.claim.paragraph == number]
        yield _section(world, number, claims, found)


def _section(world: World, number: int, claims: Sequence[Judged], found: Evidence) -> Section:
    """Return the section of one paragraph."""
    return Section(
        f"paragraph-{number}",
        f"Paragraph {number}",
        _fare(_tally(claims), f"of paragraph {number}"),
        grids=(_table(world, claims, found), *_behind(world, claims)),
    )


def _behind(world: World, claims: Sequence[Judged]) -> Iterator[SmallTable]:
    """Yield what stands under the table: the figures of claims with several, and the cases of those that list any."""
    for each in claims:
        if len(each.parts) > 1:
            yield _parts(each)
        if each.listed is not None and each.listed.rows and each.claim.listing is not None:
            yield _cases(each.listed, cited(world, tables(world, each.claim.listing.query)))


def _table(world: World, claims: Sequence[Judged], found: Evidence) -> SmallTable:
    """Return the claims with their verdicts."""
    rows = tuple(
        (
            each.claim.statement,
            VERDICT[each.verdict],
            each.claim.strength,
            evidence.whole_group(each, found.get(each.claim.id, ())),
            worth(each),
        )
        for each in claims
    )
    return SmallTable(HEADS, rows, "lllll", cited(world, (name for each in claims for name in each.tables)))


def _parts(judged: Judged) -> SmallTable:
    """Return the figures of a claim that has several."""
    rows = tuple(
        (
            words.sentence(part.test.means),
            VERDICT[part.verdict],
            evidence.said(part),
            evidence.place(part),
        )
        for part in judged.parts
    )
    return SmallTable(
        PARTS, rows, "llll", (), f"{judged.claim.statement} {words.sentence(VERDICT[judged.verdict])}."
    )


def _cases(listed: ListUnderClaim, sources: tuple[str, ...]) -> SmallTable:
    """Return the cases that belong to a claim."""
    numeric = [
        all(isinstance(row[at], (int, float)) for row in listed.rows) for at in range(len(listed.columns))
    ]
    heads = tuple(words.sentence(head.replace("_", " ")) for head in listed.columns)
    rows = tuple(tuple(_cell(value) for value in row) for row in listed.rows)
    more = f" (the first {len(rows)})" if listed.truncated else ""
    align = "".join("r" if each else "l" for each in numeric)
    return SmallTable(heads, rows, align, sources, f"{words.sentence(listed.title)}{more}")


def _cell(value: object) -> str:
    """Return a value of a case in words.

    Examples
    --------
    >>> _cell(None), _cell(True), _cell(0.12345), _cell(1939)
    ('not known', 'yes', '0.12', '1939')
    """
    if value is None:
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(value) if isinstance(value, float) else str(value)


# How an essay fares as a whole: the sentence under the title, and a chart of verdicts by kind of claim.


LOOKS = {
    "supported": "a", "contradicted": "b", "mixed": "leader", "insufficient_coverage": "hatch", "not_testable": "hollow",
}  # fmt: skip


def _sentence(checked: Checked) -> str:
    """Return the finding on all claims."""
    n = len(checked.claims)
    return f"Of {words.counted(n, 'claim') if n == 1 else f'{n} claims'} {said(_tally(checked.claims))}."


def standfirst(checked: Checked) -> str:
    """Return what stands under the title: the finding, who wrote, what was known when it was judged.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    essay = checked.essay
    day = "" if words.moment(essay.published) in essay.author else f" ({words.moment(essay.published)})"
    when = (
        "with all that is on record today"
        if checked.as_of is None
        else f"with what was known at the end of {checked.as_of}"
    )
    return (
        f"{' '.join(filter(None, (_sentence(checked), counted(checked))))} The essay is by {author(essay.author)}{day}; it is judged {when}. "
        "The claims are in our words, not the author's."
    )


def summary_section(checked: Checked) -> Section:
    """Return the first section: which kinds of claims hold, and which do not.

    Parameters
    ----------
    checked : Checked
        The essay with its verdicts.
    """
    notes = (checked.essay.note,) if checked.essay.note else ()
    return Section(
        "verdicts",
        "All verdicts",
        _finding(checked.claims),
        prose=tuple(_listing(checked.claims)),
        charts=(_chart(checked),),
        notes=notes,
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


def _listing(claims: tuple[Judged, ...]) -> Iterable[str]:
    """Yield the claims that are contradicted, for they need attention first."""
    against = [each for each in claims if each.verdict == "contradicted"]
    if against:
        told = "; ".join(
            f"“{each.claim.statement.rstrip('.')}” (paragraph {each.claim.paragraph})" for each in against
        )
        yield f"The record speaks against {'this' if len(against) == 1 else 'these'}: {told}."


def _chart(checked: Checked) -> Chart:
    """Return the verdicts by kind of claim."""
    kinds = [kind for kind in KIND if any(each.claim.kind == kind for each in checked.claims)]
    counted = {kind: _tally(each for each in checked.claims if each.claim.kind == kind) for kind in kinds}
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
    return " ".join(evidence.reason(why) for why in whys) or words.sentence(evidence.without(judged))
