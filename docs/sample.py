"""The page on the sample of pairs that knows a no: how it was coded, and what it says of how much of what was signed the record has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

import westphalia as wp
from docs.coding import beyond
from sources.pair_sample import EACH, WINDOWS, YEAR, Answer, Sample, agreement, answers, read, twice
from sources.pair_sample_recall import (
    AT,
    DRAWS,
    SEARCHED,
    Cell,
    Estimate,
    Record,
    cell,
    estimates,
    missing,
    noted,
    pacts_since,
    record,
    share,
    wilson,
    with_accessions,
    with_unknown,
)
from sources.recapture import chapman

STRATA = {1: "top hundredth", 2: "next nine hundredths", 3: "the rest"}
SPANS = [f"{low}-{high}" for low, high in WINDOWS]
NUMBERS = (1, 2, 3)

HEAD = """# A sample of pairs that knows a no

Generated from `sources/events/sample` and the edition by `sources/pair_sample.py` and `sources/pair_sample_recall.py`.

The lists of pacts and defence agreements know a yes and never a no: a pair that is in none of them may have signed something that nobody listed. So {pairs} pairs were drawn at random from the {all:,} pairs of
states of {year}, {each} from the hundredth that was likeliest to align by the [forecast](model.md) of that year, {each} from the next nine hundredths and {each} from the rest. Each pair was searched for in open texts: did
the two sign, renew or both join a pact (a promise of ATOP's kinds), or sign a defence agreement of the two (DCAD's kinds), in {spans}? The draw and its weights were fixed before the
search; who searched saw neither them nor the lists of the edition. What came out is the table [`pair_sample`](tables.md#pair-sample).

## What this says

**In the lists since 2011, absence says little.** Of pairs and windows of five years in which two states signed a pact or a defence agreement, the record has about {recall:.0%} ({recall_low:.0%} to {recall_high:.0%}): it has {known:,.0f} of an
estimated {total:,} ({total_low:,} to {total_high:,}), and lacks about {lacking:,} ({lacking_low:,} to {lacking_high:,}) that such a search would find. What is lacking are defence agreements: of the {lacks}
pairs and windows of the sample that the record has nothing of, {lack_pacts} signed a pact. Of pacts since 2019 the sample found {pacts} pairs and windows, and the record has {pacts_listed} of them. What was signed in 2011-2015 is
known worst and what was signed since 2021 best, so that a rise of agreements in the lists is partly a rise of what was listed. Even of pairs of two states that the lists were searched in full for,
the record has {full:.0%} of what the coders found. So do not count agreements after 2010, over time or between states, by the record's lists: use the sample with its weights. A listed agreement is one that there was; for one that
is not listed, look further.

## Whether two coders agree

One pair in five was coded again by another coder. Kappa is the agreement beyond chance (see [How well the coding by hand holds](coding.md)), with its large-sample standard error, in which three windows of a pair count
as if they were three pairs. The aim was 0.8 or more.

| window | pairs | agree | kappa, unknown left out | agree | kappa, unknown as no |
|---|---|---|---|---|---|
{kappas}

The two differ in {differ} of {cells} pairs and windows. Each difference was settled from what both had written, with a reason (`settled.yaml`): the first was right {first} times, the second {second} times, and {open} times
no text decides, which is `unknown`. In {unknown_differ} of them one coder had left it open. A text that states an agreement beats a query that found none; where both read the same text, the rule decides (declarations, grants, purchases and texts of three
states do not count). Before that, one coder had found {one} and the other {two} pairs and windows, {same} of them the same: by capture and recapture one search finds about {search:.0%} of
what there is to be found by searching. (An error of 0.00 says only that none differed.)

## How many pairs signed something

Pairs with something found, of {each} in each stratum, and those left open in brackets; then the share of all pairs, each with its weight and with the standard error of the design. What no text settles counts as no.

| stratum | pairs | {names} | any window |
|---|---|---|---|---|---|
{shares}

## How much of it the record has

Of the pairs and windows in which the coders found something, in how many the record has anything: ATOP's list to 2018, pacts since 2019 and defence agreements since 2011 coded by hand. What was suspended or ended does not count.
Intervals hold in 95 of 100 cases (Wilson's; for all pairs, where each has its weight, from {draws:,} samples drawn anew from the sample).

| stratum | {names} | all windows |
|---|---|---|---|---|
{recalls}

The last line leans on the third stratum, where {rare} pairs and windows were found and each stands for {heavy:.0f}. It is safer to estimate only what the record lacks, and to count what it has over all pairs:

| | the record has | lacks, found by coders | known to neither | in all | the record's share |
|---|---|---|---|---|---|
{totals}

Known to neither is estimated by capture and recapture (Chapman 1951) in each stratum. In the other direction, of {listed} pairs and windows of the sample in which the record has something the coders found {both}, {coders:.0%} ({coders_low:.0%} to
{coders_high:.0%}). Both rest on texts that are easy to find, so that there is more than either estimate says. Of the third stratum the sample can say little: an interval that ends at 100 % says that by chance nothing might have been
found there,
and where the coders found nothing in it, as in 2016-2020, the line of all pairs is surer than it should be.

By how many of the two are among the {searched} states that the lists coded by hand were searched in full for (counted in the sample, without weights):

| of the two | found | the record has | share |
|---|---|---|---|
{searched_lines}

## If doubts are counted otherwise

- If everything that no text settles were a yes, the record would have {doubt:.0%} ({doubt_low:.0%} to {doubt_high:.0%}).
- A pact that one of the two joined while the other was in it before (NATO, the Shanghai Cooperation Organisation, the Treaty of Amity and Cooperation in Southeast Asia) is not counted, by rule; one that
  both joined in the same window is. Counted on both sides, by the record's rosters and the coders' notes, the record has {with_joined:.0%} ({joined_low:.0%} to {joined_high:.0%}) of all; of {noted} that coders noted the record has {noted_listed} in the same window.
- The coders found {rows} agreements and pacts in {lacks} pairs and windows of the sample in which the record has nothing. Some are narrow: a liaison
  officer, one arrangement of two air forces, an old agreement renewed. They are not added to its lists: the sample would then no longer test them,
  nor forecasts made in {year}. `python -m sources.pair_sample_recall` prints them.

## References

- Douglas G. Chapman (1951). Some properties of the hypergeometric distribution with applications to zoological sample censuses. University of California Publications in Statistics 1, 131-160.
- William G. Cochran (1977). Sampling Techniques. Third edition. New York: Wiley.
- Edwin B. Wilson (1927). Probable inference, the law of succession, and statistical inference. Journal of the American Statistical Association 22, 209-212.
"""


class Told(NamedTuple):
    """All that the page tells of: the sample, what came out, what the record has, and the states of the year of the draw."""

    sample: Sample
    answers: list[Answer]
    record: Record
    members: list[int]

    def estimates(self, told: Sequence[Answer], known: Collection[AT] | None = None) -> list[Estimate]:
        """Return the estimates of each stratum and of all."""
        return estimates(self.sample, told, self.record.signed if known is None else known, self.members)

    def of(self, stratum: int | None = None, window: int | None = None) -> list[Answer]:
        """Return the answers of a stratum and a window, or of all."""
        strata = {each.pair: each.stratum for each in self.sample.drawn}
        return [
            each
            for each in self.answers
            if stratum in (None, strata[each.pair]) and window in (None, each.window)
        ]

    def searched(self, number: int) -> list[Answer]:
        """Return the answers of pairs of which so many states were searched for in full."""
        return [each for each in self.answers if len({*SEARCHED} & {*each.pair}) == number]


def told() -> Told:
    """Return what the page tells of."""
    world, sample = wp.load(), read()
    return Told(sample, answers(sample), record(world), list(map(int, world.states(YEAR))))


def row(*cells: object) -> str:
    """Return a line of a table."""
    return "| " + " | ".join(map(str, cells)) + " |"


def rounded(value: float) -> int:
    """Return a number of pairs as exactly as it deserves."""
    return int(round(value, -1)) if value >= 100 else round(value)


def between(ends: tuple[float, float], percent: bool = True) -> str:
    """Return the ends of an interval in brackets."""
    low, high = (f"{end:.0%}" if percent else f"{rounded(end):,.0f}" for end in ends)
    return f"({low} to {high})"


def kappa_lines(sample: Sample) -> str:
    """Return the table of agreement."""
    lines = []
    for window in (*NUMBERS, None):
        apart, as_no = (agreement(sample, window, apart) for apart in (True, False))
        name = SPANS[window - 1] if window else "all"
        lines.append(
            row(
                name,
                as_no.n,
                f"{apart.share:.0%} of {apart.n}",
                beyond(apart),
                f"{as_no.share:.0%}",
                beyond(as_no),
            )
        )
    return "\n".join(lines)


def share_lines(of: Told) -> str:
    """Return the table of how many signed."""
    lines = []
    for stratum, name in STRATA.items():
        counts = [cell(of.of(stratum, window), ()) for window in NUMBERS]
        pairs = sum(each.weight for each in of.sample.drawn if each.stratum == stratum)
        any_window = len({each.pair for each in of.of(stratum) if each.signed == "yes"})
        lines.append(
            row(name, f"{pairs:,.0f}", *(f"{each.yes} ({each.unknown})" for each in counts), any_window)
        )
    for stratum in (*STRATA, 0):
        strata = (stratum,) if stratum else tuple(STRATA)
        signed = [
            {each.pair for each in of.of(None, window) if each.signed == "yes"} for window in (*NUMBERS, None)
        ]
        shares = [share(of.sample, pairs.__contains__, strata) for pairs in signed]
        name = f"share, {STRATA[stratum]}" if stratum else "**share, all pairs**"
        lines.append(row(name, "", *(f"{each.value:.1%} ({each.error:.1%})" for each in shares)))
    return "\n".join(lines)


def of_found(counted: Cell) -> str:
    """Return how much of what the coders found the record has."""
    if not counted.yes:
        return "none found"
    return f"{counted.both} of {counted.yes}: {counted.both / counted.yes:.0%} {between(wilson(counted.both, counted.yes))}"


def recall_lines(of: Told) -> str:
    """Return the table of recall in the sample."""
    lines = [
        row(name, *(of_found(cell(of.of(stratum, window), of.record.signed)) for window in (*NUMBERS, None)))
        for stratum, name in STRATA.items()
    ]
    whole = [of.estimates(of.of(None, window))[-1] for window in (*NUMBERS, None)]
    weighted = [f"{each.value('in_sample'):.0%} {between(each.interval('in_sample'))}" for each in whole]
    return "\n".join([*lines, row("all pairs, weighted", *weighted)])


def total_lines(of: Told) -> str:
    """Return the table of how many there are, by stratum and by window."""
    named = dict(zip((*STRATA.values(), "**all pairs**"), of.estimates(of.answers), strict=True))
    windows = {f"all pairs, {SPANS[window - 1]}": of.estimates(of.of(None, window))[-1] for window in NUMBERS}
    lines = []
    for name, each in (named | windows).items():
        lacking = f"{rounded(each.value('lacking')):,} {between(each.interval('lacking'), False)}"
        total = f"{rounded(each.value('total')):,} {between(each.interval('total'), False)}"
        recall = f"{each.value('recall'):.0%} {between(each.interval('recall'))}"
        known, unseen = each.value("known"), each.value("unseen")
        lines.append(row(name, f"{known:,.0f}", lacking, rounded(unseen), total, recall))
    return "\n".join(lines)


def searched_lines(of: Told) -> str:
    """Return the table of recall by how many of the two states were searched for in full."""
    lines = []
    for number, name in enumerate(("neither", "one", "both")):
        counted = cell(of.searched(number), of.record.signed)
        ends = between(wilson(counted.both, counted.yes))
        lines.append(row(name, counted.yes, counted.both, f"{counted.both / counted.yes:.0%} {ends}"))
    return "\n".join(lines)


def ends(name: str, interval: tuple[float, float]) -> dict[str, float]:
    """Return the ends of an interval by name."""
    return {f"{name}_low": interval[0], f"{name}_high": interval[1]}


def main_figures(of: Told) -> dict[str, float]:
    """Return the figures that stand at the head of the page."""
    whole = of.estimates(of.answers)[-1]
    counts = {name: whole.interval(name) for name in ("lacking", "total")}
    pacts, listed = pacts_since(of.answers, of.record)
    return {
        "known": whole.value("known"),
        "recall": whole.value("recall"),
        **ends("recall", whole.interval("recall")),
        **{name: rounded(whole.value(name)) for name in counts},
        **{name: rounded(end) for each in counts for name, end in ends(each, counts[each]).items()},
        "pacts": pacts,
        "pacts_listed": listed,
    }


def settled_figures(sample: Sample) -> dict[str, float]:
    """Return how many differences there are and how they were settled."""
    word = Counter(each["settled"] for each in sample.settled)
    both = [pair for one, two in twice(sample) for pair in zip(one.windows, two.windows, strict=True)]
    one, two = (sum(pair[coder] == "yes" for pair in both) for coder in (0, 1))
    same = both.count(("yes", "yes"))
    return {
        "differ": len(sample.settled),
        "cells": len(both),
        "unknown_differ": sum("unknown" in (each["first"], each["second"]) for each in sample.settled),
        **{each: word[each] for each in ("first", "second", "open")},
        "one": one,
        "two": two,
        "same": same,
        "search": (one + two) / 2 / chapman(one, two, same).total,
    }


def doubt_figures(of: Told) -> dict[str, float]:
    """Return what comes out if doubts are counted otherwise."""
    doubt = of.estimates(with_unknown(of.answers))[-1]
    notes = noted(of.sample)
    known = set(of.record.signed) | of.record.acceded
    joined = of.estimates(with_accessions(of.answers, of.record.acceded | notes), known)[-1]
    lacks = missing(of.answers, of.record.signed)
    return {
        "doubt": doubt.value("recall"),
        **ends("doubt", doubt.interval("recall")),
        "with_joined": joined.value("recall"),
        **ends("joined", joined.interval("recall")),
        "noted": len(notes),
        "noted_listed": len(notes & known),
        "lacks": len(lacks),
        "lack_pacts": sum("pact" in each.kinds for each in lacks),
        "rows": sum(len(each.found) for each in lacks),
    }


def sample_page() -> str:
    """Return the page."""
    of = told()
    counted, full = (cell(each, of.record.signed) for each in (of.answers, of.searched(2)))
    return HEAD.format(
        pairs=len(of.sample.drawn),
        all=round(sum(each.weight for each in of.sample.drawn)),
        year=YEAR,
        each=EACH,
        spans=", ".join(SPANS[:-1]) + f" and {SPANS[-1]}",
        names=" | ".join(SPANS),
        kappas=kappa_lines(of.sample),
        shares=share_lines(of),
        recalls=recall_lines(of),
        totals=total_lines(of),
        searched=len(SEARCHED),
        searched_lines=searched_lines(of),
        draws=DRAWS,
        rare=cell(of.of(3), ()).yes,
        heavy=max(each.weight for each in of.sample.drawn),
        full=full.both / full.yes,
        listed=counted.listed,
        both=counted.both,
        coders=counted.both / counted.listed,
        **ends("coders", wilson(counted.both, counted.listed)),
        **main_figures(of),
        **settled_figures(of.sample),
        **doubt_figures(of),
    )
